//! What words say of a point in the calendar, and its EDTF form.

use std::fmt;

use super::calendar::{month_length, plus_days};
use super::hijri;
use super::sense::Part;

/// The year that words give; years are astronomical (1 BC is 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Year {
    /// Not said.
    #[default]
    Unsaid,
    One(i32),
    /// A decade or century, first to last year.
    Span(i32, i32),
}

/// Where within the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Within {
    #[default]
    Whole,
    /// A season, quarter or half by its EDTF number (21–24, 33–36, 40–41).
    Season(u8),
    Month(u8),
    Day(u8, u8),
    /// A day of the week; Monday is 0.
    Weekday(u8),
    /// The week that begins with this month and day.
    Week(u8, u8),
}

/// A point in the calendar as far as words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Moment {
    pub(super) year: Year,
    pub(super) within: Within,
    /// "early", "mid", "late".
    pub(super) part: Option<Part>,
    /// "about".
    pub(super) about: bool,
    /// A part of the day is named.
    pub(super) day_part: bool,
    /// Hour and minute.
    pub(super) clock: Option<(u8, u8)>,
    /// Year, month and day are those of the Hijri calendar.
    pub(super) hijri: bool,
}

impl Moment {
    pub(super) fn year(year: i32) -> Self {
        Self { year: Year::One(year), ..Self::default() }
    }

    pub(super) fn within(year: Year, within: Within) -> Self {
        Self { year, within, ..Self::default() }
    }

    pub(super) fn day((year, month, day): (i32, u8, u8)) -> Self {
        Self::within(Year::One(year), Within::Day(month, day))
    }

    /// The same moment, in `year`.
    pub(super) fn in_year(self, year: i32) -> Self {
        let year = Year::One(year);
        Self { year, ..self }
    }

    /// The year, where it is one year.
    pub(super) fn one_year(&self) -> Option<i32> {
        match self.year {
            Year::One(year) => Some(year),
            _ => None,
        }
    }

    /// The month; a season stands for its middle month.
    pub(super) fn month(&self) -> Option<u8> {
        match self.within {
            Within::Month(month) | Within::Day(month, _) | Within::Week(month, _) => Some(month),
            Within::Season(code) => season_month(code),
            _ => None,
        }
    }

    /// The full day, where year, month and day are known.
    pub(super) fn full_day(&self) -> Option<(i32, u8, u8)> {
        match (self.year, self.within) {
            (Year::One(year), Within::Day(month, day)) => Some((year, month, day)),
            _ => None,
        }
    }

    /// Whether something within a year is said, but not the year.
    pub(super) fn wants_year(&self) -> bool {
        self.year == Year::Unsaid && !matches!(self.within, Within::Whole | Within::Weekday(_))
    }

    /// Whether the calendar has such a day (29 February asks for a leap year), and EDTF a form for
    /// it (years of more than four digits stand alone).
    pub(super) fn exists(&self) -> bool {
        if self.hijri {
            return hijri::exists(self);
        }
        let far = years(self).is_some_and(|(first, last)| first < -9999 || last > 9999);
        if far && self.within != Within::Whole {
            return false;
        }
        match self.within {
            Within::Day(month, day) => {
                (1..=12).contains(&month) && day >= 1 && day <= month_length(self.one_year(), month)
            }
            Within::Month(month) => (1..=12).contains(&month),
            _ => true,
        }
    }

    /// The EDTF form; empty when nothing of the calendar is said (a time of day, a day of the week).
    pub(super) fn edtf(&self) -> String {
        if self.hijri {
            return hijri::edtf(self);
        }
        if self.year == Year::Unsaid && matches!(self.within, Within::Whole | Within::Weekday(_)) {
            return String::new();
        }
        self.to_string()
    }
}

/// The middle month of a season, quarter or half.
pub(super) fn season_month(code: u8) -> Option<u8> {
    Some(match code {
        21 => 4,
        22 => 7,
        23 => 10,
        24 => 1,
        33 | 40 => 2,
        34 => 5,
        35 | 41 => 8,
        36 => 11,
        _ => return None,
    })
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.year.fmt(f)?;
        match self.within {
            Within::Whole | Within::Weekday(_) => {}
            Within::Season(code) => write!(f, "-{code}")?,
            Within::Month(month) => write!(f, "-{month:02}")?,
            Within::Day(month, day) => write!(f, "-{month:02}-{day:02}")?,
            Within::Week(month, day) => {
                let last = self.one_year().map(|year| Moment::day(plus_days((year, month, day), 6)));
                return write!(f, "-{month:02}-{day:02}/{}", last.unwrap_or_default());
            }
        }
        if let (Some((0..=9999, ..)), Some((hour, minute))) = (self.full_day(), self.clock) {
            return write!(f, "T{hour:02}:{minute:02}:00");
        }
        let set = matches!(self.year, Year::Span(first, last) if mask(first, last).is_none());
        if self.about && !set { f.write_str("~") } else { Ok(()) }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Year::Unsaid => f.write_str("XXXX"),
            Year::One(year) => write!(f, "{}", Plain(year)),
            Year::Span(first, last) => match mask(first, last) {
                Some((kept, 1)) => write!(f, "{kept:03}X"),
                Some((kept, 3)) => write!(f, "{kept}XXX"),
                Some((kept, _)) => write!(f, "{kept:02}XX"),
                None => write!(f, "[{}..{}]", Plain(first), Plain(last)),
            },
        }
    }
}

/// The digits that stay and how many are masked, where a span is a whole decade, century or millennium
/// of the common era. Decades and centuries before it do not line up with years counted from 0.
fn mask(first: i32, last: i32) -> Option<(i32, u8)> {
    match last.checked_sub(first)? {
        9 if first >= 0 && first % 10 == 0 => Some((first / 10, 1)),
        99 if first >= 0 && first % 100 == 0 => Some((first / 100, 2)),
        999 if first >= 0 && first % 1000 == 0 => Some((first / 1000, 3)),
        _ => None,
    }
}

/// A year in EDTF: four digits at least, `Y` before more.
struct Plain(i32);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let long = if size > 9999 { "Y" } else { "" };
        write!(f, "{long}{sign}{size:04}")
    }
}

/// The earliest year and the latest year of a moment that says its year.
pub(super) fn years(moment: &Moment) -> Option<(i32, i32)> {
    match moment.year {
        Year::Unsaid => None,
        Year::One(year) => Some((year, year)),
        Year::Span(first, last) => Some((first, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(year: Year, within: Within) -> String {
        Moment::within(year, within).edtf()
    }

    #[test]
    fn years_of_every_kind() {
        assert_eq!(edtf(Year::One(2031), Within::Whole), "2031");
        assert_eq!(edtf(Year::One(-3999), Within::Whole), "-3999");
        assert_eq!(edtf(Year::One(-43), Within::Month(3)), "-0043-03");
        assert_eq!(edtf(Year::One(-11_999), Within::Whole), "Y-11999");
        assert_eq!(edtf(Year::Span(1980, 1989), Within::Whole), "198X");
        assert_eq!(edtf(Year::Span(1900, 1999), Within::Whole), "19XX");
        assert_eq!(edtf(Year::Span(-399, -300), Within::Whole), "[-0399..-0300]");
        assert_eq!(edtf(Year::Unsaid, Within::Day(12, 6)), "XXXX-12-06");
        assert_eq!(edtf(Year::Unsaid, Within::Whole), "");
    }
}
