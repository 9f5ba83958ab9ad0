//! A date with its reading, as the spans of days that it may stand for.

use crate::blocks::{BLOCK_LIMIT, Block, Window, hull};
use crate::day::Day;
use crate::edtf::Edtf;
use crate::form::{Date, End, Form, Member};

/// How a date is attached to what is said: a state holds throughout it, an event happens within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// On every day of it: `2023-10` is 1 to 31 October.
    Throughout,
    /// On some day or days of it: `2023-10` is any span of days in October.
    Within,
}

/// A date and how to read it: what the relations compare.
///
/// It stands for a set of possible spans (first to last day). A date with open digits, such as `199X`, is some year of the
/// 1990s and perhaps all of them. An interval begins within its first date and ends within its second; read `Within`, it
/// is any span of days between. `[..]` is any one of its members, `{..}` all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time<'a> {
    /// The date.
    pub edtf: &'a Edtf,
    /// How it is attached.
    pub reading: Reading,
}

impl Edtf {
    /// Read as a state: every day of it.
    pub fn throughout(&self) -> Time<'_> {
        Time { edtf: self, reading: Reading::Throughout }
    }

    /// Read as an event: some day or days of it.
    pub fn within(&self) -> Time<'_> {
        Time { edtf: self, reading: Reading::Within }
    }
}

/// Possible spans: the first day lies in `start`, the last in `end`, and not before the first. Limits of i64: unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: (i64, i64),
    pub(crate) end: (i64, i64),
}

/// All of these hold; each is one of its spans.
pub(crate) type Spans = Vec<Vec<Span>>;

impl Span {
    /// With both ranges narrowed to what the other allows; `None` when no span is left.
    fn new(start: (i64, i64), end: (i64, i64)) -> Option<Span> {
        let start = (start.0, start.1.min(end.1));
        let end = (end.0.max(start.0), end.1);
        (start.0 <= start.1 && end.0 <= end.1).then_some(Span { start, end })
    }

    fn of_block(block: &Block, reading: Reading) -> Option<Span> {
        let whole = (block.first, block.last);
        match reading {
            Reading::Within => Span::new(whole, whole),
            Reading::Throughout => {
                let rest = block.granule - 1;
                Span::new(
                    (block.first, block.last.saturating_sub(rest)),
                    (block.first.saturating_add(rest), block.last),
                )
            }
        }
    }

    /// Whether only one span is possible.
    pub(crate) fn is_exact(&self) -> bool {
        self.start.0 == self.start.1 && self.end.0 == self.end.1
    }
}

impl Time<'_> {
    /// The possible spans; `window` says where to look for years that are not given.
    pub(crate) fn spans(&self, window: Window) -> Spans {
        let reading = self.reading;
        match self.edtf.form() {
            Form::Date(date) => vec![of_date(date, reading, window, BLOCK_LIMIT)],
            Form::Interval(start, end) => vec![of_interval(start, end, reading, window)],
            Form::OneOf(members) => vec![one_of(members, reading, window)],
            Form::AllOf(members) => all_of(members, reading, window),
        }
    }
}

fn of_date(date: &Date, reading: Reading, window: Window, limit: usize) -> Vec<Span> {
    date.blocks(window, limit).iter().filter_map(|block| Span::of_block(block, reading)).collect()
}

fn of_interval(start: &End, end: &End, reading: Reading, window: Window) -> Vec<Span> {
    let starts = ends(start, (i64::MIN, i64::MIN), window);
    let finishes = ends(end, (i64::MAX, i64::MAX), window);
    match reading {
        Reading::Within => {
            let first = starts.iter().map(|s| s.0).min();
            let last = finishes.iter().map(|s| s.1).max();
            first.zip(last).and_then(|whole| Span::new(whole, whole)).into_iter().collect()
        }
        Reading::Throughout => {
            let pairs = starts.iter().flat_map(|&start| finishes.iter().map(move |&finish| (start, finish)));
            pairs.filter_map(|(start, finish)| Span::new(start, finish)).collect()
        }
    }
}

/// Where an end of an interval may lie; at most a few stretches, so that pairs of them stay few.
fn ends(end: &End, open: (i64, i64), window: Window) -> Vec<(i64, i64)> {
    let of_date = |date: &Date| -> Vec<(i64, i64)> {
        let blocks = date.blocks(window, 32);
        blocks.iter().map(|block| (block.first, block.last)).collect()
    };
    match end {
        End::Open => vec![open],
        End::Unknown => vec![(i64::MIN, i64::MAX)],
        End::Date(date) => of_date(date),
        End::OrBefore(date) => of_date(date).iter().map(|block| (i64::MIN, block.1)).collect(),
        End::OrAfter(date) => of_date(date).iter().map(|block| (block.0, i64::MAX)).collect(),
    }
}

fn one_of(members: &[Member], reading: Reading, window: Window) -> Vec<Span> {
    let limit = BLOCK_LIMIT / members.len().max(1);
    let spans = members.iter().flat_map(|member| match member {
        Member::One(date) => of_date(date, reading, window, limit),
        Member::Range(first, last) => {
            let block = Block::of_range(first.as_ref(), last.as_ref(), window);
            Span::of_block(&block, reading).into_iter().collect()
        }
    });
    spans.collect()
}

fn all_of(members: &[Member], reading: Reading, window: Window) -> Spans {
    let limit = BLOCK_LIMIT / members.len().max(1);
    let each = members.iter().map(|member| match member {
        Member::One(date) => of_date(date, reading, window, limit),
        Member::Range(first, last) => whole_range(first.as_ref(), last.as_ref(), reading, window),
    });
    joined(each.filter(|spans| !spans.is_empty()).collect())
}

/// Every date of a range: from the first one to the last one.
fn whole_range(first: Option<&Date>, last: Option<&Date>, reading: Reading, window: Window) -> Vec<Span> {
    let block = Block::of_range(first, last, window);
    if reading == Reading::Within {
        return Span::of_block(&block, reading).into_iter().collect();
    }
    let end = |date: &Date| hull(&date.blocks(window, 1)).and_then(|block| Span::of_block(&block, reading));
    let start = first.map_or(Some((i64::MIN, i64::MIN)), |date| end(date).map(|span| span.start));
    let finish = last.map_or(Some((i64::MAX, i64::MAX)), |date| end(date).map(|span| span.end));
    start.zip(finish).and_then(|(start, finish)| Span::new(start, finish)).into_iter().collect()
}

/// Members that are one exact span each and touch or overlap are one longer span.
fn joined(spans: Spans) -> Spans {
    let (exact, mut rest): (Spans, Spans) =
        spans.into_iter().partition(|one| matches!(one.as_slice(), [s] if s.is_exact()));
    let mut exact: Vec<Span> = exact.into_iter().flatten().collect();
    exact.sort_by_key(|span| span.start.0);
    let mut longer: Vec<Span> = Vec::new();
    for span in exact {
        match longer.last_mut() {
            Some(before) if span.start.0 <= before.end.1.saturating_add(1) => {
                let last = before.end.1.max(span.end.1);
                before.end = (last, last);
            }
            _ => longer.push(span),
        }
    }
    rest.extend(longer.into_iter().map(|span| vec![span]));
    rest
}

/// The years around what is known of a time: where to look for a partner that lacks its year.
pub(crate) fn years_around(time: Time) -> Vec<(i64, i64)> {
    /// Years kept on either side: enough for a leap year.
    const MARGIN: i64 = 9;
    /// Longer stretches are looked at around their ends only.
    const LONGEST: i64 = 100;
    let bounds = time.edtf.bounds();
    let year = |day: Day| day.date().0;
    let around = |day: Day| (year(day) - MARGIN, year(day) + MARGIN);
    match (bounds.earliest(), bounds.latest()) {
        (Some(first), Some(last)) if year(last) - year(first) > LONGEST => vec![around(first), around(last)],
        (Some(first), Some(last)) => vec![(year(first) - MARGIN, year(last) + MARGIN)],
        (Some(day), None) | (None, Some(day)) => vec![around(day)],
        (None, None) => vec![(2000 - MARGIN, 2000 + MARGIN)],
    }
}
