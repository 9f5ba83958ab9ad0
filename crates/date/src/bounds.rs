//! The four points between which a date lies.

use crate::blocks::{BLOCK_LIMIT, Block, joined};
use crate::day::Day;
use crate::form::{Date, End, Form, Member};

/// One of the four points of [`Bounds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// A day.
    Day(Day),
    /// Without limit (`..`).
    Open,
    /// Not known: an empty end of an interval, or a year that is not given.
    Unknown,
}

impl Edge {
    /// The day, when there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Edge::Day(day) => Some(day),
            Edge::Open | Edge::Unknown => None,
        }
    }
}

/// Earliest and latest possible first day, earliest and latest possible last day.
///
/// A single date may begin and end on any day of what is written (`2023-10`: 1 to 31 October, four times over); an
/// interval begins within its first date and ends within its second. The days between need not all be possible:
/// see `gaps`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Earliest possible first day.
    pub start_min: Edge,
    /// Latest possible first day.
    pub start_max: Edge,
    /// Earliest possible last day.
    pub end_min: Edge,
    /// Latest possible last day.
    pub end_max: Edge,
    /// Whether some days between the earliest and the latest are ruled out (`1XX5-12`, `[1667,1670]`); not told beyond a
    /// thousand of them.
    pub gaps: bool,
}

impl Bounds {
    /// The earliest day that may belong to it, when known and not open.
    pub fn earliest(&self) -> Option<Day> {
        self.start_min.day()
    }

    /// The latest day that may belong to it, when known and not open.
    pub fn latest(&self) -> Option<Day> {
        self.end_max.day()
    }

    /// Bounds of a parsed date, qualifiers included.
    pub(crate) fn of(form: &Form) -> Bounds {
        match form {
            Form::Date(date) => Bounds::one_of(date.hull(), date_has_gaps(date)),
            Form::Interval(start, end) => Bounds::between(range_end(start, -OPEN), range_end(end, OPEN), false),
            Form::OneOf(members) => Bounds::one_of(one_of_hull(members), have_gaps(members)),
            Form::AllOf(members) => Bounds::all_of(members),
        }
    }

    /// From within one stretch to within another.
    fn between(start: Stretch, end: Stretch, gaps: bool) -> Bounds {
        let [start_min, start_max] = edges(start);
        let [end_min, end_max] = edges(end);
        Bounds { start_min, start_max, end_min, end_max, gaps }
    }

    /// Some days of a stretch, the first and the last of them anywhere in it.
    fn one_of(stretch: Stretch, gaps: bool) -> Bounds {
        Bounds::between(stretch, stretch, gaps)
    }

    /// It begins within the member that comes first and ends within the one that comes last.
    fn all_of(members: &[Member]) -> Bounds {
        let stretches = stretches(members);
        let merge = |choose: fn(i64, i64) -> i64| {
            let pairs = stretches.iter().copied();
            pairs.reduce(|a, b| a.zip(b).map(|(a, b)| (choose(a.0, b.0), choose(a.1, b.1)))).flatten()
        };
        Bounds::between(merge(i64::min), merge(i64::max), have_gaps(members))
    }
}

/// First and last day number; [`OPEN`] and its negative stand for no limit. `None` when nothing is known.
type Stretch = Option<(i64, i64)>;

/// Beyond every day.
const OPEN: i64 = i64::MAX;

fn edges(stretch: Stretch) -> [Edge; 2] {
    let edge = |day: i64| if day == OPEN || day == -OPEN { Edge::Open } else { Edge::Day(Day(day)) };
    stretch.map_or([Edge::Unknown; 2], |(first, last)| [edge(first), edge(last)])
}

fn range_end(end: &End, open: i64) -> Stretch {
    match end {
        End::Date(date) => date.hull(),
        End::Open => Some((open, open)),
        End::Unknown => None,
        End::OrBefore(date) => date.hull().map(|(_, last)| (-OPEN, last)),
        End::OrAfter(date) => date.hull().map(|(first, _)| (first, OPEN)),
    }
}

/// The stretches of all members; a range gives two, its ends.
fn stretches(members: &[Member]) -> Vec<Stretch> {
    let end = |date: &Option<Date>, open: i64| date.as_ref().map_or(Some((open, open)), Date::hull);
    let ends = |member: &Member| match member {
        Member::One(date) => vec![date.hull()],
        Member::Range(first, last) => vec![end(first, -OPEN), end(last, OPEN)],
    };
    members.iter().flat_map(ends).collect()
}

fn one_of_hull(members: &[Member]) -> Stretch {
    let stretches = stretches(members).into_iter();
    stretches.reduce(|a, b| a.zip(b).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)))).flatten()
}

fn date_has_gaps(date: &Date) -> bool {
    date.year.is_unspecified() || date.blocks(&[], BLOCK_LIMIT).len() > 1
}

fn have_gaps(members: &[Member]) -> bool {
    let limit = BLOCK_LIMIT / members.len().max(1);
    let blocks = members.iter().flat_map(|member| match member {
        Member::One(date) => date.blocks(&[], limit),
        Member::Range(first, last) => vec![Block::of_range(first.as_ref(), last.as_ref(), &[])],
    });
    joined(blocks.collect()).len() > 1
}
