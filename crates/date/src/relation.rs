//! Three-valued relations between times.
//!
//! Each operand stands for a set of possible spans of days ([`Time`]). A relation is `Yes` when it holds for every pair of
//! possible spans, `No` when for none, else `Possibly`. The two operands are taken to vary freely, so that an undated event
//! compared with itself is `Possibly` the same: that it is itself only the caller can know.
//!
//! Where an exact answer would need more work than it is worth (sets of "all of", masks with more than a thousand separate
//! stretches), the answer may be `Possibly` in place of the exact one; it is never a wrong `Yes` or `No`.

use crate::edtf::Edtf;
use crate::span::{Reading, Span, Spans, Time, years_around};
use crate::truth::Truth;

/// Whether `a` ends before `b` begins.
///
/// ```
/// use daftar_date::{Edtf, Truth, before};
/// let (october, december) = (Edtf::parse("2031-10")?, Edtf::parse("2031-12-06")?);
/// assert_eq!(before(october.within(), december.within()), Truth::Yes);
/// assert_eq!(before(october.within(), october.within()), Truth::Possibly);
/// # Ok::<(), daftar_date::DateError>(())
/// ```
pub fn before(a: Time, b: Time) -> Truth {
    let (a, b) = both(a, b);
    fold(&a, Truth::and, |one| fold(&b, Truth::and, |other| pairs(one, other, span_before)))
}

/// Whether `a` and `b` share a day.
pub fn overlaps(a: Time, b: Time) -> Truth {
    let (a, b) = both(a, b);
    fold(&a, Truth::or, |one| fold(&b, Truth::or, |other| pairs(one, other, span_overlaps)))
}

/// Whether every day of `a` belongs to `b`. Mostly asked with `b` read [`Throughout`](Reading::Throughout): read
/// `Within`, `b` may itself be shorter than what is written.
pub fn within(a: Time, b: Time) -> Truth {
    let (a, b) = both(a, b);
    fold(&a, Truth::and, |one| fold(&b, Truth::or, |other| pairs(one, other, span_within)))
}

/// Whether `a` had begun on or before the last day of `b`: what had been said, or had happened, by then.
pub fn by(a: Time, b: Time) -> Truth {
    let (a, b) = both(a, b);
    fold(&a, Truth::or, |one| fold(&b, Truth::or, |other| pairs(one, other, span_by)))
}

/// Whether `a` and `b` are the same days. `2016` and `2016-05`, read within, are possibly the same; `[1667,1670]` and
/// `1668` are not. Not transitive when it says possibly: never group or sort by it.
pub fn same(a: Time, b: Time) -> Truth {
    let (a, b) = both(a, b);
    same_spans(&a, &b)
}

/// Whether both may be ways of writing one date: `Yes` when what is written allows it (`2024-04` and `2024-04-07`, one
/// less precise than the other), `Possibly` when only the widths of `~` and `?` do, `No` when nothing does (`2016` and
/// `2014`). An interval counts from its first to its last day.
pub fn compatible(a: &Edtf, b: &Edtf) -> Truth {
    let stated = same(a.unqualified().as_date(), b.unqualified().as_date());
    let widened = same(a.as_date(), b.as_date());
    match (stated.is_no(), widened.is_no()) {
        (false, _) => Truth::Yes,
        (true, false) => Truth::Possibly,
        (true, true) => Truth::No,
    }
}

impl Edtf {
    /// Read as one writing of a date: an interval as the whole, anything else as some part of what is written.
    fn as_date(&self) -> Time<'_> {
        let reading = if self.is_interval() { Reading::Throughout } else { Reading::Within };
        Time { edtf: self, reading }
    }
}

/// The spans of both, each looked for in the years around the other.
fn both(a: Time, b: Time) -> (Spans, Spans) {
    let spans = |time: Time, other: Time| {
        let window = if time.edtf.lacks_year() { years_around(other) } else { Vec::new() };
        time.spans(&window)
    };
    (spans(a, b), spans(b, a))
}

/// Joins the answers for all members of an "all of" set; without any member nothing can be told.
fn fold(members: &Spans, join: fn(Truth, Truth) -> Truth, answer: impl Fn(&[Span]) -> Truth) -> Truth {
    members.iter().map(|spans| answer(spans)).reduce(join).unwrap_or(Truth::Possibly)
}

/// The answer for any pair of possible spans: only if all agree is it yes or no.
fn pairs(a: &[Span], b: &[Span], relation: fn(&Span, &Span) -> Truth) -> Truth {
    let mut answers = a.iter().flat_map(|one| b.iter().map(move |other| relation(one, other)));
    let first = answers.next().unwrap_or(Truth::Possibly);
    if answers.all(|answer| answer == first) { first } else { Truth::Possibly }
}

fn span_before(a: &Span, b: &Span) -> Truth {
    Truth::from_cases(a.end.1 < b.start.0, a.end.0 < b.start.1)
}

fn span_overlaps(a: &Span, b: &Span) -> Truth {
    let always = a.start.1 <= b.end.0 && b.start.1 <= a.end.0;
    Truth::from_cases(always, a.start.0 <= b.end.1 && b.start.0 <= a.end.1)
}

fn span_within(a: &Span, b: &Span) -> Truth {
    let always = a.start.0 >= b.start.1 && a.end.1 <= b.end.0;
    let (first, last) = (a.start.0.max(b.start.0), a.end.1.min(b.end.1));
    Truth::from_cases(always, first <= a.start.1 && a.end.0 <= last && first <= last)
}

fn span_by(a: &Span, b: &Span) -> Truth {
    Truth::from_cases(a.start.1 <= b.end.0, a.start.0 <= b.end.1)
}

fn span_same(a: &Span, b: &Span) -> Truth {
    let (first, last) = (a.start.0.max(b.start.0), a.end.1.min(b.end.1));
    let some = first <= a.start.1.min(b.start.1) && a.end.0.max(b.end.0) <= last && first <= last;
    Truth::from_cases(a == b && a.is_exact(), some)
}

/// Two "all of" sets are the same when each member has its like in the other.
fn same_spans(a: &Spans, b: &Spans) -> Truth {
    let found = |spans: &[Span], others: &Spans| fold(others, Truth::or, |other| pairs(spans, other, span_same));
    let there = fold(a, Truth::and, |spans| found(spans, b));
    there.and(fold(b, Truth::and, |spans| found(spans, a)))
}
