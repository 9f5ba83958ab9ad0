//! How exactly a date is given, and how wide "about" and "perhaps" are: the published table [`WIDTHS`].
//!
//! Sources write "about 1948" without saying how far off it may be. So that two readers get the same answer, one table
//! fixes it. `~` (and the words "about", "around", "circa") widens a date by `about` on both sides. `?` says that the date
//! itself is in doubt; only what lies further away than `doubt` is taken to be ruled out. `%` is both, added together. The
//! row is that of the finest component which the sign reaches: `2004-06~` is about a month, `2004~-06` about a year.
//!
//! | given to | `~`, about | `?` | `%` |
//! |---|---|---|---|
//! | the day or a time of day | ± 3 days | ± 31 days | ± 34 days |
//! | the month | ± 1 month | ± 12 months | ± 13 months |
//! | a season, quarter or half year | ± 3 months | ± 12 months | ± 15 months |
//! | the year, from 1501 on | ± 5 years | ± 10 years | ± 15 years |
//! | the year, 1001 to 1500 | ± 25 years | ± 50 years | ± 75 years |
//! | the year, 1000 BC to AD 1000 | ± 50 years | ± 100 years | ± 150 years |
//! | the year, before 1000 BC | ± 5 % of its distance from year 0 | ± 10 % | ± 15 % |
//! | the decade | ± 10 years | ± 20 years | ± 30 years |
//! | the century | ± 50 years | ± 100 years | ± 150 years |
//! | the millennium | ± 500 years | ± 1000 years | ± 1500 years |
//!
//! Where two rows fit (a decade of the distant past), the wider one counts.

use crate::day::{Day, shift_months};
use crate::form::{Date, Part, exact};

/// How exactly a date is given: by its finest component, and for years by how many digits are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A time of day (compared by its day, as written, whatever the zone).
    Time,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, quarter, third or half of a year.
    Season,
    /// A year.
    Year,
    /// Ten years (`199X`).
    Decade,
    /// A hundred years (`19XX`).
    Century,
    /// A thousand years (`1XXX`), or more (`Y171010000S3`).
    Millennium,
    /// Nothing is given (`XXXX`, `../..`).
    Unspecified,
}

/// A length of time on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Days.
    Days(i64),
    /// Calendar months.
    Months(i64),
    /// Calendar years.
    Years(i64),
    /// Percent of the distance from year 0.
    PercentOfAge(i64),
}

/// One row of [`WIDTHS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    /// What is qualified.
    pub precision: Precision,
    /// The row is for dates that end in this year (astronomical) or earlier; `i64::MAX` for all.
    pub until: i64,
    /// What `~` adds on both sides.
    pub about: Amount,
    /// What `?` adds on both sides.
    pub doubt: Amount,
}

/// The published widths of qualifiers; the module's documentation shows them as a table.
pub const WIDTHS: &[Width] = &[
    row(Precision::Time, i64::MAX, Amount::Days(3), Amount::Days(31)),
    row(Precision::Day, i64::MAX, Amount::Days(3), Amount::Days(31)),
    row(Precision::Month, i64::MAX, Amount::Months(1), Amount::Months(12)),
    row(Precision::Season, i64::MAX, Amount::Months(3), Amount::Months(12)),
    row(Precision::Year, i64::MAX, Amount::Years(5), Amount::Years(10)),
    row(Precision::Year, 1500, Amount::Years(25), Amount::Years(50)),
    row(Precision::Year, 1000, Amount::Years(50), Amount::Years(100)),
    row(Precision::Year, -1000, Amount::PercentOfAge(5), Amount::PercentOfAge(10)),
    row(Precision::Decade, i64::MAX, Amount::Years(10), Amount::Years(20)),
    row(Precision::Century, i64::MAX, Amount::Years(50), Amount::Years(100)),
    row(Precision::Millennium, i64::MAX, Amount::Years(500), Amount::Years(1000)),
];

const fn row(precision: Precision, until: i64, about: Amount, doubt: Amount) -> Width {
    Width { precision, until, about, doubt }
}

/// The rows that fit a precision and a year.
fn rows(precision: Precision, year: i64) -> impl Iterator<Item = &'static Width> {
    let year_rows = precision >= Precision::Year && precision < Precision::Unspecified;
    WIDTHS.iter().filter(move |row| {
        year <= row.until && (row.precision == precision || (year_rows && row.precision == Precision::Year))
    })
}

impl Amount {
    /// Months and days on the calendar, for a date in `year`.
    fn on_calendar(self, year: i64) -> (i64, i64) {
        match self {
            Amount::Days(days) => (0, days),
            Amount::Months(months) => (months, 0),
            Amount::Years(years) => (years * 12, 0),
            Amount::PercentOfAge(percent) => (year.abs() * percent / 100 * 12, 0),
        }
    }
}

/// How far a qualifier moves the first and the last day of a date apart: months and days, on each side.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Margin {
    months: i64,
    days: i64,
}

impl Margin {
    /// What all qualifiers of a date add; `year` is its last possible one.
    pub(crate) fn of(date: &Date, year: i64) -> Margin {
        let mut margin = Margin::default();
        for component in ends_of_runs(date.qualified(|q| q.approximate)) {
            margin.add(date.component_precision(component), year, |row| row.about);
        }
        for component in ends_of_runs(date.qualified(|q| q.uncertain)) {
            margin.add(date.component_precision(component), year, |row| row.doubt);
        }
        margin
    }

    fn add(&mut self, precision: Precision, year: i64, amount: fn(&Width) -> Amount) {
        let widest = rows(precision, year).map(|row| amount(row).on_calendar(year)).max();
        let (months, days) = widest.unwrap_or_default();
        self.months += months;
        self.days += days;
    }

    /// The stretch from `first` to `last`, widened.
    pub(crate) fn widen(self, first: Day, last: Day) -> (Day, Day) {
        if self.months == 0 {
            return (first.plus(-self.days), last.plus(self.days));
        }
        let after = shift_months(last.plus(1), self.months);
        (shift_months(first, -self.months).plus(-self.days), after.plus(self.days - 1))
    }
}

/// The finest component of each run of qualified ones: year, month and day qualified together are a day qualified.
fn ends_of_runs(qualified: [bool; 3]) -> impl Iterator<Item = usize> {
    let next = [qualified[1], qualified[2], false];
    (0..3).filter(move |&component| qualified[component] && !next[component])
}

impl Date {
    /// How exactly the date is given.
    pub(crate) fn precision(&self) -> Precision {
        match self.part {
            Part::Time { .. } => Precision::Time,
            Part::Day(_, day) if exact(day).is_some() => Precision::Day,
            Part::Day(month, _) | Part::Month(month) if exact(month).is_some() => Precision::Month,
            Part::Season(_) => Precision::Season,
            _ => self.year_precision(),
        }
    }

    /// How exactly a component (0 year, 1 month or season, 2 day) is given.
    fn component_precision(&self, component: usize) -> Precision {
        match (component, self.part) {
            (0, _) => self.year_precision(),
            (1, Part::Season(_)) => Precision::Season,
            (1, _) => Precision::Month,
            _ => Precision::Day,
        }
    }

    fn year_precision(&self) -> Precision {
        match self.year.open_digits() {
            _ if self.year.is_unspecified() => Precision::Unspecified,
            0 => Precision::Year,
            1 => Precision::Decade,
            2 => Precision::Century,
            _ => Precision::Millennium,
        }
    }
}
