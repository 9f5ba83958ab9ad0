//! From a word that tells a fate to the things that it is said of, who did it, and how surely.

use std::ops::Range;

use super::super::clauses::Clause;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::{Class, Form, lemmas};
use super::super::words::singular;
use super::cue::{Cue, Sort};
use super::lexicon::{ENGLISH, Takes};
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

/// Things that are named as "among them".
fn with_among(s: &Sentence, phrases: &[usize]) -> Vec<usize> {
    let mut all = phrases.to_vec();
    let Some(last) = phrases.last() else { return all };
    let end = s.whole(*last).end;
    if s.tag(end) == Some(Tag::Comma) && s.low(end + 1) == "among" && s.low(end + 2) == "them" {
        let next = s.phrases.iter().position(|p| p.range.start == end + 3);
        all.extend(next.map(|k| list_from(s, k)).unwrap_or_default());
    }
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
fn degree(s: &Sentence, effect: Effect, near: &Range<usize>) -> Effect {
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

/// How surely a clause is said: none for conditions, questions and what was refused.
fn modality(s: &Sentence, clause: &Clause) -> Option<Modality> {
    let words = || clause.group.clone().map(|i| s.low(i));
    let before = (s.range.start..clause.group.start).rev().find(|i| s.tag(*i) != Some(Tag::Adverb));
    let leads = |at: usize| s.low(at);
    let opening = boundary(s, clause.group.start);
    if matches!(opening, "if" | "unless" | "whether") {
        return None;
    }
    if words().any(|w| w == "can") && !clause.negated {
        return None;
    }
    if words().any(|w| matches!(w, "may" | "might")) || words().any(|w| w == "could") && !clause.negated {
        return Some(Modality::Possible);
    }
    if words().any(|w| matches!(w, "will" | "shall")) {
        return Some(Modality::Planned);
    }
    if words().any(|w| matches!(w, "would" | "should" | "must")) {
        return (!words().any(|w| w == "have")).then_some(Modality::Planned);
    }
    let infinitive = words().next() == Some("to");
    match before.map(leads).filter(|_| infinitive) {
        Some(word) if ENGLISH.failed.contains(word) => return Some(Modality::Failed),
        Some(word) if ENGLISH.planned.contains(word) => return Some(Modality::Planned),
        Some(word) if ENGLISH.possible.contains(word) => return Some(Modality::Possible),
        _ if infinitive && headline(s, clause) => return Some(Modality::Planned),
        _ if infinitive && before.is_some_and(|i| is_hedge_before(s, i)) => return Some(Modality::Planned),
        _ => {}
    }
    let near = clause.group.start.saturating_sub(2).max(s.range.start)..clause.verb;
    let doubted = near.clone().any(|i| {
        matches!(
            s.low(i),
            "perhaps" | "probably" | "possibly" | "apparently" | "presumably" | "feared" | "presumed" | "believed"
        ) || ENGLISH.hearsay.contains(s.low(i))
    });
    Some(if doubted { Modality::Possible } else { Modality::Asserted })
}

/// "are planned by the city to": the word that leads to the infinitive stands a little before.
fn is_hedge_before(s: &Sentence, before: usize) -> bool {
    (before.saturating_sub(3).max(s.range.start)..=before)
        .any(|i| ENGLISH.planned.contains(s.low(i)) && matches!(s.tag(i), Some(Tag::Verb(_))))
}

/// "Army engineers to rebuild the bridge": a headline without any other verb.
fn headline(s: &Sentence, clause: &Clause) -> bool {
    s.clauses.iter().all(|c| !c.finite || c.verb > clause.verb)
}

/// The last word before a token that opens a clause.
fn boundary<'s>(s: &'s Sentence, at: usize) -> &'s str {
    let opens = |i: &usize| matches!(s.tag(*i), Some(Tag::Subordinator | Tag::Comma | Tag::But | Tag::Verb(_)));
    (s.range.start..at).rev().find(opens).map_or("", |i| s.low(i))
}

fn of_state(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Vec<Found> {
    let start = cue.tokens.start;
    if let Some(k) = s.phrases.iter().position(|p| p.core.contains(&start) && start < p.head) {
        return attributive(s, cue, k, memory);
    }
    if s.low(cue.tokens.end) == "of" && cue.entry.rest.is_empty() {
        return Vec::new();
    }
    (predicative(s, cue, roles, memory))
        .or_else(|| complement(s, cue, memory))
        .or_else(|| apposed(s, cue, memory))
        .unwrap_or_default()
}

/// "the lost codices", "looted bronzes".
fn attributive(s: &Sentence, cue: &Cue, k: usize, memory: &Memory) -> Vec<Found> {
    const PLAIN: [&str; 7] = ["whole", "dry", "safe", "sound", "complete", "wet", "broken"];
    let participle = !PLAIN.contains(&s.low(cue.tokens.start));
    let named = s.passage.capital(cue.tokens.start) && cue.tokens.start != s.range.start;
    let mut thing = match thing(s, k, memory).filter(|t| t.known && participle && !named) {
        Some(thing) => thing,
        None => return Vec::new(),
    };
    let from = cue.tokens.end.max(thing.tokens.start);
    thing.tokens = from..thing.tokens.end.max(from + 1);
    thing.what.span = s.passage.span(&thing.tokens).into();
    vec![state_found(s, cue, thing, None, false, Modality::Asserted, "befell-attribute")]
}

/// "The mill is intact", "remained closed", "19 are contaminated".
fn predicative(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Option<Vec<Found>> {
    let own = |c: &Clause| {
        cue.tokens.contains(&c.verb)
            && c.group.clone().any(|i| matches!(s.low(i), "is" | "are" | "was" | "were" | "been" | "be" | "being"))
    };
    let links = |c: &Clause| {
        let says = |list: &[&str]| lemmas(s.low(c.verb)).iter().any(|l| list.contains(&l.as_str()));
        let linking = c.class == Class::Be
            || says(&["remain", "lie", "stand", "stay", "seem", "appear", "look", "become", "go"])
            || c.passive
                && (says(&["declare", "find", "leave", "pronounce", "list", "classify", "mark"])
                    || lemmas(s.low(c.verb)).iter().any(|l| ENGLISH.hearsay_passive.contains(l)));
        own(c) || linking && c.verb < cue.tokens.start && c.range.end >= cue.tokens.start
    };
    let direct = |c: &Clause| {
        (c.verb + 1..cue.tokens.start.max(c.verb + 1)).all(|i| {
            matches!(s.tag(i), Some(Tag::Adverb | Tag::Not | Tag::Aside | Tag::Quote | Tag::Auxiliary | Tag::And))
                || ENGLISH.possible.contains(s.low(i))
                || ENGLISH.severe.contains(s.low(i))
                || matches!(s.low(i), "to" | "be" | "now" | "as" | "all" | "dry" | "or")
                || ENGLISH.states.contains_key(s.low(i))
        })
    };
    let k = s.clauses.iter().rposition(|c| own(c) || links(c) && direct(c))?;
    let clause = &s.clauses[k];
    let said = modality(s, clause)?;
    let doubted = (clause.group.start..cue.tokens.start)
        .any(|i| ENGLISH.possible.contains(s.low(i)) || matches!(s.low(i), "seems" | "seem" | "appears" | "appear"));
    let modality = if doubted { Modality::Possible } else { said };
    let not = clause.negated || (clause.verb..cue.tokens.start).any(|i| s.tag(i) == Some(Tag::Not));
    let found = roles[k].subject.iter().filter_map(|k| thing(s, *k, memory)).map(|thing| {
        let negated = not || thing.none || roles[k].neither;
        state_found(s, cue, thing, Some(k), negated, modality, "befell-state")
    });
    Some(found.collect())
}

/// "found the library intact but the cellar emptied", "the chapel roofless": the thing stands right before.
fn complement(s: &Sentence, cue: &Cue, memory: &Memory) -> Option<Vec<Found>> {
    let last = (s.range.start..cue.tokens.start)
        .rev()
        .find(|i| s.tag(*i) != Some(Tag::Adverb) && !s.passage.mark(*i, ':') && s.low(*i) != "as")?;
    let k = s.phrases.iter().position(|p| p.range.contains(&last) && p.range.end == last + 1)?;
    let finds = s.clauses.iter().rposition(|c| {
        let verb = lemmas(s.low(c.verb));
        c.verb < s.phrases[k].range.start
            && verb.iter().any(|l| {
                matches!(
                    l.as_str(),
                    "find"
                        | "leave"
                        | "see"
                        | "report"
                        | "render"
                        | "declare"
                        | "keep"
                        | "mark"
                        | "describe"
                        | "list"
                        | "classify"
                        | "assess"
                        | "record"
                )
            })
    });
    let fragment = s.clauses.iter().all(|c| !c.finite);
    if finds.is_none() && !fragment {
        return None;
    }
    let thing = thing(s, k, memory).filter(|t| t.known)?;
    Some(vec![state_found(s, cue, thing, finds, false, Modality::Asserted, "befell-complement")])
}

/// "the terminal, closed since Friday, …": a state put in behind its thing.
fn apposed(s: &Sentence, cue: &Cue, memory: &Memory) -> Option<Vec<Found>> {
    let comma = cue.tokens.start.checked_sub(1).filter(|i| s.tag(*i) == Some(Tag::Comma))?;
    let goes_on = matches!(s.low(cue.tokens.end), "since" | "after" | "by" | "in" | "during" | "for")
        || s.tag(cue.tokens.end) == Some(Tag::Comma);
    let k = (0..s.phrases.len()).find(|k| s.whole(*k).end == comma && !s.phrases[*k].governed)?;
    let thing = thing(s, k, memory).filter(|t| t.known && goes_on)?;
    Some(vec![state_found(s, cue, thing, None, false, Modality::Asserted, "befell-apposed")])
}

fn state_found(
    s: &Sentence,
    cue: &Cue,
    thing: Thing,
    clause: Option<usize>,
    negated: bool,
    modality: Modality,
    rule: &'static str,
) -> Found {
    let near = cue.tokens.start.saturating_sub(1).max(s.range.start)..cue.tokens.start;
    let effect = degree(s, cue.entry.effect, &near);
    let by =
        clause.filter(|k| s.clauses[*k].agent.first().is_some_and(|a| s.phrases[*a].range.start >= cue.tokens.end));
    let by = by.and_then(|k| doer(s, s.clauses[k].agent[0]));
    let cue_from = if effect == cue.entry.effect { cue.tokens.start } else { near.start };
    Found {
        thing,
        effect,
        cue: cue_from..cue.tokens.end,
        clause,
        by,
        holder: None,
        negated,
        modality,
        rule,
        weak: false,
    }
}

/// "damage to the mill", "the destruction of two wells", "no damage to the school".
fn of_noun(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Vec<Found> {
    let Some(k) = s.phrases.iter().position(|p| p.head == cue.tokens.start) else { return Vec::new() };
    let phrase = &s.phrases[k];
    let clause = s.clauses.iter().rposition(|c| c.object.contains(&k) || c.subject.contains(&k));
    let verb = clause.map(|k| lemmas(s.low(s.clauses[k].verb))).unwrap_or_default();
    let light = verb.iter().any(|l| matches!(l.as_str(), "suffer" | "sustain" | "undergo"));
    let targets: Vec<usize> = match s.low(cue.tokens.end) {
        "to" | "of" | "in" => {
            let from = cue.tokens.end + 1;
            s.phrases.iter().position(|p| p.range.start == from).map(|k| list_from(s, k)).unwrap_or_default()
        }
        _ if light => clause.map(|k| roles[k].subject.clone()).unwrap_or_default(),
        _ => Vec::new(),
    };
    let wrong = s.low(cue.tokens.end) == "in" && cue.entry.effect != Effect::Burned
        || s.low(cue.tokens.end) == "of" && cue.entry.effect == Effect::Burned && s.low(cue.tokens.start) == "fire";
    if wrong {
        return Vec::new();
    }
    let none = s.low(phrase.range.start) == "no" || clause.is_some_and(|k| s.clauses[k].negated);
    let modality = match clause.map(|k| modality(s, &s.clauses[k])) {
        Some(None) => return Vec::new(),
        Some(Some(_)) if verb.iter().any(|l| matches!(l.as_str(), "plan" | "schedule")) => Modality::Planned,
        Some(Some(modality)) => modality,
        None => Modality::Asserted,
    };
    let caused = clause.filter(|k| {
        s.clauses[*k].passive
            && s.clauses[*k].subject.contains(&(s.phrases.iter().position(|p| p.head == cue.tokens.start).unwrap_or(0)))
    });
    let agent = caused.and_then(|k| s.clauses[k].agent.first().copied());
    let inflicts = clause.filter(|_| verb.iter().any(|l| matches!(l.as_str(), "cause" | "inflict" | "do")));
    let agent = agent.or_else(|| {
        inflicts.filter(|c| s.clauses[*c].object.contains(&k)).and_then(|c| s.clauses[c].subject.first().copied())
    });
    let found =
        targets.into_iter().filter_map(|target| thing(s, target, memory)).filter(|t| t.known).map(|thing| Found {
            effect: degree(s, cue.entry.effect, &(phrase.range.start..cue.tokens.start)),
            cue: cue.tokens.clone(),
            clause,
            by: agent.and_then(|k| doer(s, k)),
            holder: None,
            negated: none || thing.none,
            modality,
            rule: "befell-noun",
            weak: true,
            thing,
        });
    found.collect()
}
