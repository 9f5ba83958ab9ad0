//! What each clause is said of, where words were put between the subject and its verb.

use std::ops::Range;

use super::super::clauses::Clause;
use super::super::phrases::Phrase;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::Form;
use super::thing::list_from;

/// A clause as fates see it.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// The phrases that it is said of.
    pub(super) subject: Vec<usize>,
    /// "was shelled", "and repaired" behind it.
    pub(super) passive: bool,
    /// "neither … nor".
    pub(super) neither: bool,
    /// Whether the verb stands for itself, with a subject.
    pub(super) finite: bool,
}

/// The roles of all clauses of a sentence.
pub(super) fn roles(s: &Sentence) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for (k, clause) in s.clauses.iter().enumerate() {
        let relative = with_relative(s, k);
        let passive = (clause.passive || goes_on_passive(s, k, &roles)) && (relative.is_none() || has_be(s, clause));
        let neither = neither(s, clause);
        let subject = (neither.clone())
            .or_else(|| chained(s, k, passive, &roles))
            .or_else(|| entry(s, clause))
            .or_else(|| parted(s, clause))
            .or_else(|| relative.clone())
            .or_else(|| before_date(s, clause))
            .or_else(|| same_as_before(s, k, &roles))
            .unwrap_or_else(|| clause.subject.clone());
        let finite = clause.finite || relative.is_some() || is_present(s, clause);
        let subject = without_objects(s, clause, subject);
        roles.push(Role { subject, passive, neither: neither.is_some(), finite });
    }
    roles
}

/// "was taken", and not "said" behind a relative clause.
fn has_be(s: &Sentence, clause: &Clause) -> bool {
    clause.group.clone().any(|i| matches!(s.low(i), "was" | "were" | "is" | "are" | "be" | "been" | "being"))
}

/// "Librarians say": the present of the plural has the form of the infinitive.
fn is_present(s: &Sentence, clause: &Clause) -> bool {
    let base = matches!(s.tag(clause.verb), Some(Tag::Verb(verb)) if verb.form == Form::Base);
    base && clause.group.clone().all(|i| matches!(s.tag(i), Some(Tag::Verb(_) | Tag::Adverb | Tag::Not)))
}

/// "counted 1,650, and the cabinet was taken": what an earlier verb acts on is not what this one is said of.
fn without_objects(s: &Sentence, clause: &Clause, subject: Vec<usize>) -> Vec<usize> {
    let first_of_list = |k: &usize| {
        let end = s.whole(*k).end;
        let ends = s.tag(end) == Some(Tag::Comma) && s.tag(end + 1) == Some(Tag::And);
        let after = s
            .clauses
            .iter()
            .any(|c| c.finite && c.verb < s.phrases[*k].range.start && c.verb + 6 > s.phrases[*k].range.start);
        ends && after && s.phrases[*k].range.start < clause.verb
    };
    let kept: Vec<usize> = subject.iter().copied().filter(|k| !first_of_list(k)).collect();
    if kept.is_empty() { subject } else { kept }
}

/// "was broken and repaired": a participle that goes on with the passive before it.
fn goes_on_passive(s: &Sentence, k: usize, roles: &[Role]) -> bool {
    let clause = &s.clauses[k];
    let past =
        matches!(s.tag(clause.verb), Some(Tag::Verb(verb)) if matches!(verb.form, Form::Past | Form::Participle));
    let bare = clause.group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary))
        && (clause.object.is_empty() || !clause.agent.is_empty());
    let before = roles.last().is_some_and(|role| role.passive) && s.clauses[k - 1].finite;
    past && bare && before && directly_joined(s, clause)
}

/// Whether "and" or a comma stands right before the verb, past dates and adverbs.
fn directly_joined(s: &Sentence, clause: &Clause) -> bool {
    let weak = |i: &usize| matches!(s.tag(*i), Some(Tag::Time | Tag::Adverb));
    let before = (s.range.start..clause.group.start).rev().find(|i| !weak(i));
    before.is_some_and(|i| matches!(s.tag(i), Some(Tag::And | Tag::Comma)) || s.low(i) == "then")
}

/// "Neither the screen nor its motor has been found".
fn neither(s: &Sentence, clause: &Clause) -> Option<Vec<usize>> {
    let part = part(s, clause.group.start);
    let at = (part.start..clause.group.start).find(|i| s.low(*i) == "neither")?;
    let nor = (at..clause.group.start).find(|i| s.low(*i) == "nor")?;
    let between = |p: &Phrase| p.range.start > at && p.range.end <= clause.group.start && !p.governed;
    let verbs = s.clauses.iter().any(|c| (at..nor).contains(&c.verb));
    let found: Vec<usize> = (0..s.phrases.len()).filter(|k| between(&s.phrases[*k])).collect();
    (!verbs && found.len() > 1).then_some(found)
}

/// "were taken in 1209, taken back in 1801, given away in 1818, and hidden": the subject of the first passive.
fn chained(s: &Sentence, k: usize, passive: bool, roles: &[Role]) -> Option<Vec<usize>> {
    let clause = &s.clauses[k];
    let bare = clause.group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary));
    let before = roles.last().filter(|role| role.passive && passive && bare)?;
    let earlier = &s.clauses[k - 1];
    let plain = (earlier.verb..clause.verb).all(|i| !matches!(s.tag(i), Some(Tag::Subordinator | Tag::But)));
    let joined = plain && directly_joined(s, clause) && s.clauses[..k].iter().any(|c| c.finite);
    joined.then(|| before.subject.clone())
}

/// "Choir stalls (1520): chopped up for fuel": an entry of a list.
fn entry(s: &Sentence, clause: &Clause) -> Option<Vec<usize>> {
    let colon = (s.range.start..clause.group.start).find(|i| s.passage.mark(*i, ':'))?;
    let bare = clause.group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary));
    let verbs = s.clauses.iter().any(|c| c.verb < colon);
    let weak = |i: usize| matches!(s.tag(i), Some(Tag::But | Tag::Adverb | Tag::Comma | Tag::Time));
    let direct = s.clauses.iter().filter(|c| c.verb > colon).all(|c| c.group.start >= clause.group.start)
        || weak(clause.group.start - 1);
    let first = s.phrases.iter().position(|p| p.range.start <= s.range.start + 3 && p.range.end <= colon)?;
    let empty = clause.subject.iter().all(|k| s.phrases[*k].range.end <= colon) || weak(clause.group.start - 1);
    (bare && !verbs && direct && empty).then(|| vec![first])
}

/// "The canal, which waters nine villages, has been polluted": the subject stands before what was put in.
fn parted(s: &Sentence, clause: &Clause) -> Option<Vec<usize>> {
    let close = clause.group.start.checked_sub(1).filter(|i| s.tag(*i) == Some(Tag::Comma) && clause.finite)?;
    let part = part(s, close);
    let that = part
        .clone()
        .take_while(|i| *i < close)
        .filter(|i| s.low(*i) == "that" && s.tag(*i) == Some(Tag::Subordinator))
        .last();
    let part = that.map_or(part.start, |i| i + 1)..part.end;
    let opens = |k: &usize| {
        let phrase = &s.phrases[*k];
        let end = s.whole(*k).end;
        let before = part
            .clone()
            .take_while(|i| *i < phrase.range.start)
            .filter(|i| s.tag(*i) != Some(Tag::Adverb))
            .last()
            .and_then(|i| s.tag(i));
        let starts = matches!(before, None | Some(Tag::Subordinator | Tag::And | Tag::But | Tag::Comma | Tag::Quote));
        part.contains(&phrase.range.start) && starts && !phrase.governed && ends_at_comma(s, end, close)
    };
    let k = (0..s.phrases.len()).find(opens)?;
    Some(list_up_to(s, k))
}

/// Whether a comma stands behind a phrase, past a place that tells which one.
fn ends_at_comma(s: &Sentence, end: usize, close: usize) -> bool {
    let next = (end..close).find(|i| {
        !matches!(
            s.tag(*i),
            Some(Tag::Noun | Tag::Name | Tag::Preposition | Tag::Determiner | Tag::Adverb | Tag::Pronoun)
        )
    });
    next.is_some_and(|i| i < close && s.tag(i) == Some(Tag::Comma))
}

/// The phrases of the list that ends with phrase `k`.
fn list_up_to(s: &Sentence, k: usize) -> Vec<usize> {
    let first = (0..=k).find(|j| s.phrases[*j].list == s.phrases[k].list).unwrap_or(k);
    list_from(s, first).into_iter().filter(|j| *j <= k || s.phrases[*j].list == s.phrases[k].list).collect()
}

/// "A man who would not give his name said": the subject stands before "who".
fn with_relative(s: &Sentence, k: usize) -> Option<Vec<usize>> {
    let clause = &s.clauses[k];
    let before = k.checked_sub(1).map(|k| &s.clauses[k]).filter(|_| clause.finite)?;
    let who = before
        .group
        .start
        .checked_sub(1)
        .filter(|i| matches!(s.low(*i), "who" | "which" | "that") && s.tag(*i) == Some(Tag::Subordinator))?;
    let plain = (before.verb + 1..clause.group.start)
        .all(|i| !matches!(s.tag(i), Some(Tag::And | Tag::But | Tag::Comma | Tag::Subordinator)));
    let next = s.tag(before.verb + 1) != Some(Tag::Quote);
    let found = s.phrases.iter().rposition(|p| p.range.end == who)?;
    let mut head = found;
    while head > 0
        && (s.phrases[head].governed || s.phrases[head - 1].of)
        && s.phrases[head - 1].range.end + 1 == s.phrases[head].range.start
    {
        head -= 1;
    }
    (plain && next).then(|| vec![head])
}

/// "the fire of 9 October destroyed": a date stands between.
fn before_date(s: &Sentence, clause: &Clause) -> Option<Vec<usize>> {
    let weak = |i: &usize| s.tag(*i) == Some(Tag::Time);
    let last = (s.range.start..clause.group.start).rev().find(|i| !weak(i)).filter(|i| *i + 1 < clause.group.start)?;
    let of = matches!(s.low(last), "of" | "on" | "in") && clause.finite;
    let k = s.phrases.iter().position(|p| p.range.end == last && of)?;
    (!s.phrases[k].governed).then(|| vec![k])
}

/// A clause that has the subject of an earlier one has it as it was found there.
fn same_as_before(s: &Sentence, k: usize, roles: &[Role]) -> Option<Vec<usize>> {
    let own = &s.clauses[k].subject;
    let earlier = s.clauses[..k].iter().rposition(|c| c.subject == *own && !own.is_empty())?;
    let between = own.iter().any(|p| s.phrases[*p].range.start > s.clauses[earlier].verb);
    (!between).then(|| roles[earlier].subject.clone())
}

/// The part of the sentence between semicolons.
pub(super) fn part(s: &Sentence, at: usize) -> Range<usize> {
    let mark = |i: &usize| s.passage.mark(*i, ';');
    let start = (s.range.start..at).rev().find(mark).map_or(s.range.start, |i| i + 1);
    start..(at..s.range.end).find(mark).unwrap_or(s.range.end)
}
