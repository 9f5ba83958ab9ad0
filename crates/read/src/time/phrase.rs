//! A time expression as its words give it, before the narrative places it.

use std::fmt;

use super::moment::{Moment, Within};
use super::sense::{Part, Unit};

/// The tokens of a time expression (half-open) and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) meaning: Meaning,
    /// Two moments that are one expression: a night over two dates, a choice.
    pub(super) one: bool,
}

/// What a time expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Moment(Moment),
    /// Two ends, both included.
    Range(Found, Found),
    /// A start, and the tokens that say that it lasts ("to the present").
    Open(Found, (usize, usize)),
    /// One of two.
    OneOf(Found, Found),
    /// Two moments that share words: "6 and 7 May".
    Both(Found, Found),
    Length(Length),
    /// What recurs.
    Set(Option<Length>),
    /// Counted from another time.
    Relative(Relative),
    /// A time that only its context could tell: "now", "former".
    Vague,
}

impl Phrase {
    pub(super) fn new(from: usize, to: usize, meaning: Meaning) -> Self {
        Self { from, to, meaning, one: false }
    }
}

impl Phrase {
    /// Whether it says that something recurs each year.
    pub(super) fn is_yearly(&self) -> bool {
        matches!(&self.meaning, Meaning::Set(Some(length)) if length.unit == Unit::Year && length.whole() == Some(1))
    }
}

impl From<Found> for Phrase {
    fn from(found: Found) -> Self {
        Self::new(found.from, found.to, Meaning::Moment(found.moment))
    }
}

/// A moment and the tokens that say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) moment: Moment,
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    /// A leading "the" belongs to it.
    pub(super) article: bool,
}

impl Found {
    pub(super) fn new(moment: Moment, from: usize, to: usize, article: bool) -> Option<Self> {
        moment.exists().then_some(Self { moment, from, to, article })
    }
}

/// How many units; hundredths keep "two and a half" and "22.8" exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// "several", "a few", or only a plural.
    Unsaid,
    Hundredths(u32),
}

/// An amount of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) amount: Amount,
    /// The greater of two amounts: "two or three days".
    pub(super) most: Option<Amount>,
    pub(super) unit: Unit,
    /// How many of a lesser unit besides: "two years and eight months".
    pub(super) more: Option<(u32, Unit)>,
}

impl Length {
    /// One of a unit.
    pub(super) fn one(unit: Unit) -> Self {
        Self::of(Amount::Hundredths(100), unit)
    }

    /// An amount of a unit.
    pub(super) fn of(amount: Amount, unit: Unit) -> Self {
        Self { amount, most: None, unit, more: None }
    }

    /// The amount, where it is one whole number.
    pub(super) fn whole(&self) -> Option<i64> {
        match (self.amount, self.most) {
            (Amount::Hundredths(n), None) if self.more.is_none() && n.is_multiple_of(100) => Some(i64::from(n / 100)),
            _ => None,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_iso(f, self.amount, self.unit)?;
        if let Some(most) = self.most {
            f.write_str("/")?;
            write_iso(f, most, self.unit)?;
        }
        let Some((count, unit)) = self.more else { return Ok(()) };
        let more = Length::of(Amount::Hundredths(count * 100), unit).to_string();
        let time = if self.unit >= Unit::Day { "P" } else { "PT" };
        f.write_str(more.strip_prefix(time).unwrap_or(&more))
    }
}

/// ISO 8601 has no decade, century or fortnight: they become years and weeks.
fn write_iso(f: &mut fmt::Formatter<'_>, amount: Amount, unit: Unit) -> fmt::Result {
    let (prefix, letter, factor) = match unit {
        Unit::Second => ("PT", 'S', 1),
        Unit::Minute => ("PT", 'M', 1),
        Unit::Hour => ("PT", 'H', 1),
        Unit::Day => ("P", 'D', 1),
        Unit::Week => ("P", 'W', 1),
        Unit::Fortnight => ("P", 'W', 2),
        Unit::Month => ("P", 'M', 1),
        Unit::Year => ("P", 'Y', 1),
        Unit::Decade => ("P", 'Y', 10),
        Unit::Century => ("P", 'Y', 100),
    };
    let Amount::Hundredths(hundredths) = amount else {
        return write!(f, "{prefix}X{letter}");
    };
    let all = u64::from(hundredths) * factor;
    let digits = format!("{}.{:02}", all / 100, all % 100);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    write!(f, "{prefix}{digits}{letter}")
}

/// What is counted or named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Unit(Unit),
    /// The season with this EDTF number.
    Season(u8),
    Weekday(u8),
    /// A day of the month that is told: "on the 8th".
    Day(u8),
    /// A place within a year that is named by reference: "August of that year".
    Within(Within),
    /// The nearest such place before or after: "last November".
    Near(Within),
    /// A week from Monday to Sunday.
    Week,
}

/// A time counted from an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    pub(super) target: Target,
    /// How many of the target; negative is earlier.
    pub(super) shift: i64,
    pub(super) part: Option<Part>,
    /// A part of the day is named.
    pub(super) day_part: bool,
    /// The words leave some room: "a decade later".
    pub(super) about: bool,
    /// The anchor, where the words name it; else the narrative's.
    pub(super) anchor: Option<Found>,
    /// Counted from the time of speaking, where that is known: "yesterday", "last year", "ago".
    pub(super) spoken: bool,
    /// The length that is counted, told where no anchor is known.
    pub(super) length: Option<Length>,
    /// Hour and minute.
    pub(super) clock: Option<(u8, u8)>,
}

impl Relative {
    pub(super) fn to(target: Target, shift: i64) -> Self {
        Self {
            target,
            shift,
            part: None,
            day_part: false,
            about: false,
            anchor: None,
            spoken: false,
            length: None,
            clock: None,
        }
    }
}
