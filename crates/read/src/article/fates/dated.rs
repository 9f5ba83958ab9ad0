//! When it happened: the date that belongs to the words of a fate.

use std::ops::Range;

use daftar_date::{Day, Edtf};

use super::super::sentence::{Sentence, Timed};
use super::super::tags::Tag;
use super::super::words::singular;
use super::Dated;
use super::lexicon::ENGLISH;
use super::report::Report;
use super::subject::part;

/// The date of what stands at `cue`, in clause `clause`, within one speaker's words.
pub(super) fn date_of(
    s: &Sentence,
    clause: Option<usize>,
    cue: &Range<usize>,
    back: bool,
    report: Option<&Report>,
) -> Option<Dated> {
    let within = report.map_or(s.range.clone(), |r| r.content.clone());
    let free = |t: &&Timed| {
        within.contains(&t.tokens.start) && usable(s, t) && report.is_none_or(|r| !r.zone.contains(&t.tokens.start))
    };
    let part = part(s, cue.start);
    let times: Vec<&Timed> = s.times.iter().filter(free).filter(|t| part.contains(&t.tokens.start)).collect();
    let own = own_range(s, clause, cue);
    let near = |t: &&&Timed| own.contains(&t.tokens.start);
    let distance = |t: &&&Timed| {
        if t.tokens.start > cue.start { t.tokens.start - cue.start } else { 2 * (cue.start - t.tokens.start) }
    };
    let found = times.iter().filter(near).min_by_key(distance);
    let found = found.or_else(|| times.iter().find(|t| opens(s, t, &part, &within)));
    let found = found.or_else(|| inherited(s, clause, cue, &times).filter(|_| !back));
    found.and_then(|t| dated(s, t))
}

/// The tokens of the clause itself, from its subject to the next clause with a subject of its own.
fn own_range(s: &Sentence, clause: Option<usize>, cue: &Range<usize>) -> Range<usize> {
    let verb = clause.map_or(cue.start, |k| s.clauses[k].verb);
    let before = s
        .clauses
        .iter()
        .filter(|c| c.verb < verb && c.verb < cue.start)
        .map(|c| c.verb + 1)
        .max()
        .unwrap_or(s.range.start);
    let bare = clause.is_some_and(|k| s.clauses[k].group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary)) && k > 0);
    let inserted = |i: &usize| {
        let open = (s.range.start..*i).rev().find(|j| s.tag(*j) == Some(Tag::Comma));
        let group = clause.map_or(verb, |k| s.clauses[k].group.start);
        *i + 1 == group && (open.is_some_and(|open| s.clauses.iter().any(|c| (open..*i).contains(&c.verb))) || bare)
    };
    let joins = |i: &usize| {
        matches!(s.tag(*i), Some(Tag::And | Tag::But | Tag::Subordinator))
            || s.tag(*i) == Some(Tag::Comma) && inserted(i)
    };
    let joint = (before..verb).rev().find(joins);
    let next = s
        .clauses
        .iter()
        .filter(|c| c.verb > verb && c.verb >= cue.end)
        .map(|c| c.range.start.min(c.group.start))
        .find(|at| *at > verb);
    let end = next.unwrap_or(s.range.end).max(cue.end);
    joint.map_or(before, |at| at + 1)..end
}

/// A date that opens the sentence or what is said belongs to all of it.
fn opens(s: &Sentence, time: &Timed, part: &Range<usize>, within: &Range<usize>) -> bool {
    let start = part.start.max(within.start);
    let first = s.clauses.iter().map(|c| c.group.start).filter(|at| *at >= start).min().unwrap_or(s.range.end);
    let subject = s.phrases.iter().find(|p| !p.governed && p.range.start >= start).map_or(first, |p| p.range.start);
    time.tokens.start < first && time.tokens.start < subject.max(start + 4)
}

/// "was damaged on 3 May and closed": a clause without a subject of its own has the date of the one before it.
fn inherited<'t, 's>(
    s: &Sentence,
    clause: Option<usize>,
    cue: &Range<usize>,
    times: &'t [&'s Timed],
) -> Option<&'t &'s Timed> {
    let k = clause?;
    let own = &s.clauses[k];
    let before = k.checked_sub(1).map(|k| &s.clauses[k])?;
    let shares = own.subject == before.subject || !own.finite;
    let joint = (before.verb..own.verb).any(|i| matches!(s.tag(i), Some(Tag::And | Tag::Comma)));
    let subordinate = (before.verb..own.verb).any(|i| s.tag(i) == Some(Tag::Subordinator));
    (shares && joint && !subordinate)
        .then(|| times.iter().rev().find(|t| t.tokens.start < cue.start && t.tokens.start > before.verb))?
}

/// Whether a date says when something happened: not until when.
pub(super) fn usable(s: &Sentence, time: &Timed) -> bool {
    let at = time.tokens.start;
    let before = s.low(at.wrapping_sub(1));
    let before = if before == "the" { s.low(at.wrapping_sub(2)) } else { before };
    let noun = singular(s.low(at.wrapping_sub(if s.low(at.wrapping_sub(1)) == "the" { 3 } else { 2 })));
    let of_thing = before == "of"
        && (ENGLISH.things.contains(&noun) || matches!(noun.as_str(), "museum" | "list" | "census" | "law"));
    time.is_placed() && !matches!(before, "until" | "till" | "before" | "than") && !of_thing
}

/// A date with its words.
pub(super) fn dated(s: &Sentence, time: &Timed) -> Option<Dated> {
    let edtf = time.when.best()?.to_string();
    let owns = s.tag(time.tokens.end) == Some(Tag::Owner);
    let edtf = edtf
        .strip_prefix("[..")
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|_| owns)
        .map_or(edtf.clone(), str::to_owned);
    let edtf = edtf.strip_suffix("/..").map_or(edtf.clone(), str::to_owned);
    Some(Dated { span: s.passage.span(&time.tokens).into(), edtf, inferred: false })
}

/// Days that a dispatch counts from its own: "today", "yesterday", "last night", and weekdays, which lie behind it.
pub(super) fn in_dispatch(s: &Sentence, near: &Range<usize>, published: Option<Day>) -> Option<Dated> {
    let today = published?;
    let at = near.clone().find(|i| {
        matches!(s.low(*i), "today" | "yesterday" | "tonight")
            || matches!((s.low(*i), s.low(*i + 1)), ("this", "morning" | "afternoon" | "evening") | ("last", "night"))
    })?;
    let (days, tokens) = match s.low(at) {
        "yesterday" => (-1, at..at + 1),
        "last" => (-1, at..at + 2),
        "this" => (0, at..at + 2),
        _ => (0, at..at + 1),
    };
    Some(Dated { span: s.passage.span(&tokens).into(), edtf: today.plus(days).to_string(), inferred: false })
}

/// A weekday of a dispatch that comes out behind the day of its publication was meant a week earlier.
pub(super) fn before_publication(s: &Sentence, dated: Dated, published: Option<Day>) -> Dated {
    let tokens = s.passage.tokens_at(dated.span.start, dated.span.end);
    let weekday = tokens.clone().any(|i| {
        matches!(s.low(i), "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
    });
    let day = Edtf::parse(&dated.edtf).ok().and_then(|edtf| edtf.bounds().latest());
    match (day, published) {
        (Some(day), Some(today)) if weekday && day > today && tokens.len() <= 2 => {
            Dated { edtf: day.plus(-7).to_string(), ..dated }
        }
        _ => dated,
    }
}

/// What is only seen on a day happened by then.
pub(super) fn by_then(dated: Dated) -> Dated {
    let plain = !dated.edtf.contains(['/', '[', '{']);
    let edtf = if plain { format!("[..{}]", dated.edtf) } else { dated.edtf };
    Dated { edtf, ..dated }
}

/// Of "by 1991 it held": how it was in 1991.
pub(super) fn then(dated: Dated) -> Dated {
    let bare = dated.edtf.strip_prefix("[..").and_then(|rest| rest.strip_suffix(']'));
    Dated { edtf: bare.map_or(dated.edtf.clone(), str::to_owned), ..dated }
}
