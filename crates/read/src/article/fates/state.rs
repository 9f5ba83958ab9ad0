//! What is said of a thing without a verb of its own: "intact", "the lost codices", "damage to the mill".

use super::super::clauses::Clause;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::{Class, lemmas};
use super::cue::Cue;
use super::frame::{Found, degree};
use super::lexicon::ENGLISH;
use super::modality::modality;
use super::subject::Role;
use super::thing::{Memory, Thing, doer, list_from, thing};
use super::{Effect, Modality};

/// What a state tells: of the subject, of the object, of the noun that it describes, or put in behind it.
pub(super) fn of_state(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Vec<Found> {
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
pub(super) fn of_noun(s: &Sentence, cue: &Cue, roles: &[Role], memory: &Memory) -> Vec<Found> {
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
