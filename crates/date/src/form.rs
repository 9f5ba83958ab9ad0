//! The parsed form of an EDTF text: dates, intervals and sets, before any question of what days they mean.

use crate::day::is_leap;

/// Digit of a mask that stands for any digit (`X`).
pub(crate) const ANY: u8 = 10;

/// What an EDTF text is made of.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    Date(Date),
    Interval(End, End),
    OneOf(Vec<Member>),
    AllOf(Vec<Member>),
}

/// One end of an interval.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    Date(Date),
    /// `..`: without limit.
    Open,
    /// Empty: not known.
    Unknown,
    /// `..2004-06-01`: on it or before.
    OrBefore(Date),
    /// `2004-06-20..`: on it or after.
    OrAfter(Date),
}

/// One member of a set; a range without a first or last date is open there.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Member {
    One(Date),
    Range(Option<Date>, Option<Date>),
}

/// A single date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Date {
    pub(crate) year: Year,
    pub(crate) part: Part,
    /// Qualifiers of year, month (or season) and day.
    pub(crate) marks: [Mark; 3],
}

/// The year of a date, astronomical.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Year {
    /// Four digits, any of which may be [`ANY`]; the sign applies to the whole.
    Digits { negative: bool, digits: [u8; 4] },
    /// A year from `low` to `high`, best guess `best` (`1950S2`, `Y17E7`).
    Long { best: i64, low: i64, high: i64 },
}

/// Two digits of a month or a day, any of which may be [`ANY`].
pub(crate) type Mask = [u8; 2];

/// What stands after the year.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    Year,
    /// A division of the year: 21–41.
    Season(u8),
    Month(Mask),
    Day(Mask, Mask),
    /// A fully given day with hour, minute and second as written, and the zone.
    Time {
        month: u8,
        day: u8,
        clock: [u8; 3],
        zone: Zone,
    },
}

/// Time zone as written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Zone {
    Local,
    Utc,
    /// Minutes east of UTC, with whether minutes were written.
    Offset(i16),
}

/// Qualifiers of one component.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Written to the left: this component alone.
    pub(crate) alone: Qualifier,
    /// Written to the right: this component and all before it.
    pub(crate) group: Qualifier,
}

/// `~`, `?`, or both (`%`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Qualifier {
    /// About (`~`, `%`).
    pub(crate) approximate: bool,
    /// The source, or its reader, is not sure (`?`, `%`).
    pub(crate) uncertain: bool,
}

/// Picks one of the two sides of a qualifier.
pub(crate) type Side = fn(Qualifier) -> bool;

impl Form {
    /// All dates written, in order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &Date> {
        let (pair, members): ([Option<&Date>; 2], &[Member]) = match self {
            Form::Date(date) => ([Some(date), None], &[]),
            Form::Interval(start, end) => ([start.date(), end.date()], &[]),
            Form::OneOf(members) | Form::AllOf(members) => ([None, None], members),
        };
        pair.into_iter().flatten().chain(members.iter().flat_map(Member::dates))
    }
}

impl Form {
    /// The same without qualifiers.
    pub(crate) fn unqualified(&self) -> Form {
        let members = |members: &[Member]| members.iter().map(Member::unqualified).collect();
        match self {
            Form::Date(date) => Form::Date(date.unqualified()),
            Form::Interval(start, end) => Form::Interval(start.unqualified(), end.unqualified()),
            Form::OneOf(list) => Form::OneOf(members(list)),
            Form::AllOf(list) => Form::AllOf(members(list)),
        }
    }
}

impl Date {
    /// Number of components written: year; month or season; day.
    pub(crate) fn components(&self) -> usize {
        match self.part {
            Part::Year => 1,
            Part::Season(_) | Part::Month(_) => 2,
            Part::Day(..) | Part::Time { .. } => 3,
        }
    }

    /// Which components a side of the qualifiers reaches: a sign to the right of a component reaches all before it too.
    pub(crate) fn qualified(&self, side: Side) -> [bool; 3] {
        let mut reached = self.marks.map(|mark| side(mark.alone));
        if let Some(last) = self.marks.iter().rposition(|mark| side(mark.group)) {
            reached.iter_mut().take(last + 1).for_each(|one| *one = true);
        }
        reached
    }

    /// Whether anything is qualified on a side.
    pub(crate) fn is_qualified(&self, side: Side) -> bool {
        self.qualified(side).contains(&true)
    }

    /// The same without qualifiers.
    pub(crate) fn unqualified(&self) -> Date {
        Date { marks: Default::default(), ..*self }
    }
}

impl End {
    fn unqualified(&self) -> End {
        match self {
            End::Date(date) => End::Date(date.unqualified()),
            End::OrBefore(date) => End::OrBefore(date.unqualified()),
            End::OrAfter(date) => End::OrAfter(date.unqualified()),
            End::Open | End::Unknown => *self,
        }
    }

    pub(crate) fn date(&self) -> Option<&Date> {
        match self {
            End::Date(date) | End::OrBefore(date) | End::OrAfter(date) => Some(date),
            End::Open | End::Unknown => None,
        }
    }
}

impl Member {
    fn unqualified(&self) -> Member {
        match self {
            Member::One(date) => Member::One(date.unqualified()),
            Member::Range(first, last) => {
                Member::Range(first.as_ref().map(Date::unqualified), last.as_ref().map(Date::unqualified))
            }
        }
    }

    fn dates(&self) -> impl Iterator<Item = &Date> {
        let pair = match self {
            Member::One(date) => [Some(date), None],
            Member::Range(first, last) => [first.as_ref(), last.as_ref()],
        };
        pair.into_iter().flatten()
    }
}

impl Year {
    /// Whether no digit of the year is given (`XXXX`).
    pub(crate) fn is_unspecified(&self) -> bool {
        matches!(self, Year::Digits { digits: [ANY, ANY, ANY, ANY], .. })
    }

    /// The year, when it is given whole.
    pub(crate) fn exact(&self) -> Option<i64> {
        match *self {
            Year::Long { low, high, .. } => (low == high).then_some(low),
            Year::Digits { negative, digits } => {
                let number = digits.iter().try_fold(0, |n, &d| (d != ANY).then(|| n * 10 + i64::from(d)))?;
                Some(if negative { -number } else { number })
            }
        }
    }

    /// Whether a leap year is among the possible years.
    pub(crate) fn may_be_leap(&self) -> bool {
        self.is_unspecified() || self.runs().iter().any(|&(low, high)| (low..=high).take(12).any(is_leap))
    }

    /// The possible years as runs of consecutive ones, in order; empty for `XXXX`, whose years nobody can list.
    pub(crate) fn runs(&self) -> Vec<(i64, i64)> {
        match *self {
            Year::Long { low, high, .. } => vec![(low, high)],
            Year::Digits { digits: [ANY, ANY, ANY, ANY], .. } => Vec::new(),
            Year::Digits { negative, digits } => {
                let runs = mask_runs(digits);
                if negative { before_year_zero(&runs) } else { runs }
            }
        }
    }

    /// How many of the last digits are open, counted from the first `X` on.
    pub(crate) fn open_digits(&self) -> usize {
        match *self {
            Year::Digits { digits, .. } => digits.iter().position(|&d| d == ANY).map_or(0, |first| 4 - first),
            Year::Long { low, high, .. } => (high - low + 1).checked_ilog10().map_or(0, |n| n as usize),
        }
    }
}

/// The same runs counted backwards; there is no year -0000.
fn before_year_zero(runs: &[(i64, i64)]) -> Vec<(i64, i64)> {
    runs.iter().rev().map(|&(low, high)| (-high, -low.max(1))).filter(|(low, high)| low <= high).collect()
}

/// Numbers that a four-digit mask stands for, as runs.
fn mask_runs(digits: [u8; 4]) -> Vec<(i64, i64)> {
    let trailing = digits.iter().rev().take_while(|&&d| d == ANY).count();
    let width = 10_i64.pow(trailing as u32);
    let mut starts = vec![0_i64];
    for &digit in &digits[..4 - trailing] {
        let choices = if digit == ANY { 0..=9 } else { digit..=digit };
        starts = starts.iter().flat_map(|n| choices.clone().map(move |d| n * 10 + i64::from(d))).collect();
    }
    starts.into_iter().map(|n| (n * width, n * width + width - 1)).collect()
}

/// Whether a number may be what a mask stands for.
pub(crate) fn matches(mask: Mask, number: u8) -> bool {
    (mask[0] == ANY || mask[0] == number / 10) && (mask[1] == ANY || mask[1] == number % 10)
}

/// The number that a mask without open digits stands for.
pub(crate) fn exact(mask: Mask) -> Option<u8> {
    (mask[0] != ANY && mask[1] != ANY).then(|| mask[0] * 10 + mask[1])
}
