//! Calendar days: one number per day in the proleptic Gregorian calendar, with the astronomical year 0 (1 BC).

use std::fmt;

/// The furthest year from 0, either way, that a date may have: far beyond the age of the universe, and safe to count in days.
pub const YEAR_LIMIT: i64 = 1_000_000_000_000_000;

/// A day, counted from 1970-01-01 = 0 in the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// The day of an astronomical year (0 = 1 BC), a month 1–12 and a day of the month; `None` when there is no such day
    /// or the year lies beyond [`YEAR_LIMIT`].
    pub fn new(year: i64, month: u8, day: u8) -> Option<Day> {
        let in_range = (-YEAR_LIMIT..=YEAR_LIMIT).contains(&year) && (1..=12).contains(&month);
        (in_range && day >= 1 && day <= month_length(year, month))
            .then(|| first_of(year, month).plus(i64::from(day) - 1))
    }

    /// Astronomical year, month (1–12) and day of the month (1–31).
    ///
    /// ```
    /// use daftar_date::Day;
    /// assert_eq!(Day(0).date(), (1970, 1, 1));
    /// ```
    pub fn date(self) -> (i64, u8, u8) {
        // Days since 0000-03-01, in wide arithmetic so that any i64 is a valid day.
        let days = i128::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i128::from(month <= 2);
        (year as i64, month as u8, day as u8)
    }

    /// The day `days` later (earlier when negative); stays at the edge of what can be counted.
    pub fn plus(self, days: i64) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    /// The EDTF form: `2023-10-07`, `-0043-03-15`; years beyond four digits as the plain year, `Y17000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        match year {
            -9999..=-1 => write!(f, "-{:04}-{month:02}-{day:02}", -year),
            0..=9999 => write!(f, "{year:04}-{month:02}-{day:02}"),
            _ => write!(f, "Y{year}"),
        }
    }
}

/// Whether a year has a 29 February.
pub(crate) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Number of days in a month (1–12) of a year.
pub(crate) fn month_length(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The first day of a month; the year must lie within [`YEAR_LIMIT`] (a little beyond is safe).
pub(crate) fn first_of(year: i64, month: u8) -> Day {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let months_from_march = (i64::from(month) + 9) % 12;
    let of_year = (153 * months_from_march + 2) / 5;
    Day(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468)
}

/// The last day of a month.
pub(crate) fn last_of(year: i64, month: u8) -> Day {
    first_of(year, month).plus(i64::from(month_length(year, month)) - 1)
}

/// The same day of the month, `months` later or earlier; a day that the month lacks becomes its last one.
pub(crate) fn shift_months(day: Day, months: i64) -> Day {
    let (year, month, of_month) = day.date();
    let count = year * 12 + i64::from(month) - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
    first_of(year, month).plus(i64::from(of_month.min(month_length(year, month))) - 1)
}
