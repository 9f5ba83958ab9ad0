//! How surely something is said: may, will, tried to, if.

use super::super::clauses::Clause;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::Modality;
use super::lexicon::ENGLISH;

/// How surely a clause is said: none for conditions, questions and what was refused.
pub(super) fn modality(s: &Sentence, clause: &Clause) -> Option<Modality> {
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
