//! From a word that tells a fate to the things that it is said of, who did it, and how surely.

use std::ops::Range;

use super::super::clauses::Clause;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::{Class, Form, lemmas};
use super::super::words::singular;
use super::cue::{Cue, Sort};
use super::lexicon::{ENGLISH, Takes};
use super::modality::modality;
use super::state::{of_noun, of_state};
use super::subject::Role;
use super::thing::{Memory, Thing, doer, list_from, thing};
use super::{Effect, Mention, Modality};

/// What a cue tells of one thing.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) thing: Thing,
    pub(super) effect: Effect,
    pub(super) cue: Range<usize>,
    pub(super) clause: Option<usize>,
    pub(super) by: Option<Mention>,
    pub(super) holder: Option<Mention>,
    pub(super) negated: bool,
    pub(super) modality: Modality,
    pub(super) rule: &'static str,
    pub(super) weak: bool,
}

/// What a cue tells.
pub(super) fn found(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Vec<Found> {
    match cue.sort {
        Sort::Verb(k) => of_verb(s, cue, k, roles, memory),
        Sort::State => of_state(s, cue, roles, memory),
        Sort::Noun => of_noun(s, cue, roles, memory),
    }
}

fn of_verb(s: &Sentence, cue: &Cue, k: usize, roles: &[Role], memory: &Memory) -> Vec<Found> {
    let (clause, role) = (&s.clauses[k], &roles[k]);
    let Some(modality) = modality(s, clause) else { return Vec::new() };
    let object = objects(s, clause, cue);
    let (phrases, by, rule) = match cue.entry.takes {
        _ if role.passive => (role.subject.clone(), clause.agent.first().copied(), "befell-passive"),
        Takes::Object | Takes::Either if !object.is_empty() => (object, role.subject.first().copied(), "befell-active"),
        Takes::Subject | Takes::Either => (role.subject.clone(), clause.agent.first().copied(), "befell-subject"),
        Takes::Object if is_bare(s, clause) => (role.subject.clone(), clause.agent.first().copied(), "befell-bare"),
        Takes::Object | Takes::Denied => return Vec::new(),
    };
    let active = rule == "befell-active";
    let nobody = active && role.subject.first().is_some_and(|k| is_nobody(s, *k));
    let only = s.low(clause.group.end) == "only"
        || clause.group.clone().any(|i| s.low(i) == "only" && s.low(i.wrapping_sub(1)) == "not");
    let needs_known = cue.entry.weak || rule == "befell-bare";
    let mut all = Vec::new();
    for thing in with_among(s, &phrases).into_iter().filter_map(|k| thing(s, k, memory)) {
        let cannot = clause.group.clone().any(|i| s.low(i) == "cannot");
        let negated = (clause.negated && !only) || cannot || thing.none || nobody || role.neither;
        let holds = cue.entry.effect == Effect::Holds;
        let no_loss = cue.entry.takes == Takes::Denied && !(negated && role.passive);
        if needs_known && !thing.known || no_loss || holds && (thing.amount.is_none() || !active || !thing.known) {
            continue;
        }
        let loses = active && matches!(lemmas(s.low(clause.verb)).last().map(String::as_str), Some("lose" | "receive"));
        let could = modality == Modality::Possible && thing.none;
        let agent = by.or_else(|| next_agent(s, k, roles).filter(|_| role.passive));
        let who = agent.filter(|_| !nobody && !loses).and_then(|k| acting(s, k)).or_else(|| force(s, clause, active));
        let effect = degree(s, cue.entry.effect, &clause.group);
        let effect =
            if effect == Effect::Looted && by.is_some_and(|k| is_nature(s, k)) { Effect::Destroyed } else { effect };
        all.push(Found {
            effect,
            cue: cue_tokens(s, cue, clause, cue.entry.takes == Takes::Denied),
            clause: Some(k),
            by: who.clone().filter(|_| !holds && effect != Effect::Unharmed),
            holder: who.filter(|_| holds),
            negated: negated && cue.entry.takes != Takes::Denied,
            modality: if could { Modality::Asserted } else { modality },
            rule,
            weak: cue.entry.weak,
            thing: of_entry(s, thing, rule, memory),
        });
    }
    all
}

/// "was looted and burned by men": who did the second did the first.
fn next_agent(s: &Sentence, k: usize, roles: &[Role]) -> Option<usize> {
    let (own, next) = (roles.get(k)?, roles.get(k + 1)?);
    let joined = (s.clauses[k].verb..s.clauses[k + 1].verb).any(|i| s.tag(i) == Some(Tag::And))
        && s.clauses[k + 1].group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary))
        && !lemmas(s.low(s.clauses[k + 1].verb))
            .iter()
            .any(|lemma| ENGLISH.verbs.get(lemma).into_iter().flatten().any(|e| is_back(e.effect)));
    let agent = s.clauses[k + 1].agent.first().copied()?;
    (joined && next.passive && own.subject == next.subject).then_some(agent)
}

/// Whether an effect brings something back; it happens at another time than the harm, and by others.
pub(super) fn is_back(effect: Effect) -> bool {
    matches!(effect, Effect::Restored | Effect::Reopened | Effect::Returned)
}

/// "Bells, three: one cracked": a number in an entry counts what the entry is about.
fn of_entry(s: &Sentence, thing: Thing, rule: &str, memory: &Memory) -> Thing {
    let colon = (s.range.start..thing.tokens.start).find(|i| s.passage.mark(*i, ':'));
    let number = thing.amount.as_ref().is_some_and(|a| a.span == thing.what.span);
    let first = colon
        .filter(|_| number && rule == "befell-bare")
        .and_then(|colon| s.phrases.iter().position(|p| p.range.end <= colon));
    match first.and_then(|k| super::thing::thing(s, k, memory)) {
        Some(entry) => Thing { amount: thing.amount, ..entry },
        None => thing,
    }
}

/// A participle by itself that stands behind its thing: "case broken", "two altar paintings slashed".
fn is_bare(s: &Sentence, clause: &Clause) -> bool {
    let past =
        matches!(s.tag(clause.verb), Some(Tag::Verb(verb)) if matches!(verb.form, Form::Past | Form::Participle));
    past && clause.object.is_empty() && clause.group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary))
}

/// Things that are named as "among them", or joined by a share: "and about a third of the orchard".
fn with_among(s: &Sentence, phrases: &[usize]) -> Vec<usize> {
    let mut all = phrases.to_vec();
    let Some(last) = phrases.last() else { return all };
    let end = s.whole(*last).end;
    if s.tag(end) == Some(Tag::Comma) && s.low(end + 1) == "among" && s.low(end + 2) == "them" {
        let next = s.phrases.iter().position(|p| p.range.start == end + 3);
        all.extend(next.map(|k| list_from(s, k)).unwrap_or_default());
    }
    let joint = (end..s.range.end).find(|i| s.tag(*i) != Some(Tag::And)).filter(|i| *i > end);
    let hedge = joint.filter(|i| ENGLISH.about.iter().any(|words| words.len() == 1 && words[0] == s.low(*i)));
    let next = hedge.and_then(|i| s.phrases.iter().position(|p| p.range.start == i + 1));
    all.extend(next.into_iter().flat_map(|k| list_from(s, k)));
    all
}

/// Who acts; "attempts to" and "ready to" are nobody, "we plan to" are we.
fn acting(s: &Sentence, k: usize) -> Option<Mention> {
    let low = s.low(s.phrases[k].head);
    if ENGLISH.planned.contains(low) || ENGLISH.failed.contains(low) {
        let before = k.checked_sub(1).filter(|j| s.phrases[*j].range.end == s.phrases[k].range.start)?;
        return doer(s, before).filter(|_| s.phrases[before].pronoun);
    }
    doer(s, k)
}

/// "damaged in an air raid": what did it stands behind "in".
fn force(s: &Sentence, clause: &Clause, active: bool) -> Option<Mention> {
    let behind = clause.verb + 1..(clause.verb + 4).min(s.range.end);
    let at = behind.clone().find(|i| matches!(s.low(*i), "in" | "by" | "from") && !active)?;
    let k = s.phrases.iter().position(|p| p.range.start == at + 1)?;
    let last = s.whole(k);
    let force = ENGLISH.forces.contains(&singular(s.low(s.phrases[k].head)));
    (force && last.end > last.start).then(|| doer(s, k)).flatten()
}

fn is_nature(s: &Sentence, k: usize) -> bool {
    ENGLISH.nature.contains(&singular(s.low(s.phrases[k].head)))
}

/// "there were 1,140 jars": what a place holds that the words before or behind name.
pub(super) fn there_were(s: &Sentence, k: usize, memory: &Memory) -> Vec<Found> {
    let clause = &s.clauses[k];
    let there = clause.class == Class::Be && s.low(clause.group.start.wrapping_sub(1)) == "there" && !clause.negated;
    let first = s.phrases.iter().position(|p| there && p.range.start == clause.verb + 1);
    let counted = |thing: &Thing| {
        thing.amount.as_ref().is_some_and(|a| a.unit.is_none() && (a.best.is_some() || a.low.is_some()))
    };
    let thing = first.and_then(|k| thing(s, k, memory)).filter(|thing| thing.known && counted(thing));
    let found = thing.map(|thing| Found {
        thing,
        effect: Effect::Holds,
        cue: clause.group.start - 1..clause.verb + 1,
        clause: Some(k),
        by: None,
        holder: None,
        negated: false,
        modality: Modality::Asserted,
        rule: "befell-there",
        weak: true,
    });
    found.into_iter().collect()
}

/// The phrases that the verb acts on: those behind its particle, else those behind the verb.
fn objects(s: &Sentence, clause: &Clause, cue: &Cue) -> Vec<usize> {
    let behind = |from: usize| {
        let from = (from..s.range.end).find(|i| !matches!(s.tag(*i), Some(Tag::Adverb | Tag::Quote)));
        from.and_then(|from| s.phrases.iter().position(|p| p.range.start == from))
    };
    if s.tag(cue.tokens.end) == Some(Tag::Quote) {
        return Vec::new();
    }
    match behind(cue.tokens.end) {
        Some(first) if !cue.entry.rest.is_empty() => list_from(s, first),
        _ if cue.entry.rest.is_empty() || cue.tokens.len() > cue.entry.rest.len() + 1 => clause.object.clone(),
        _ => Vec::new(),
    }
}

/// With words that say how badly, damage is severe.
pub(super) fn degree(s: &Sentence, effect: Effect, near: &Range<usize>) -> Effect {
    let severe = near.clone().chain(near.end..near.end + 1).any(|i| ENGLISH.severe.contains(s.low(i)));
    if effect == Effect::Damaged && severe { Effect::SeverelyDamaged } else { effect }
}

fn cue_tokens(s: &Sentence, cue: &Cue, clause: &Clause, negative: bool) -> Range<usize> {
    let from = (clause.group.start..cue.tokens.start)
        .find(|i| ENGLISH.severe.contains(s.low(*i)) || negative && s.tag(*i) == Some(Tag::Not));
    from.unwrap_or(cue.tokens.start)..cue.tokens.end
}

fn is_nobody(s: &Sentence, k: usize) -> bool {
    matches!(s.low(s.phrases[k].range.start), "nobody" | "no" | "none" | "neither" | "nothing")
}
