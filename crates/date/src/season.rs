//! Divisions of the year, codes 21–41 (ISO 8601-2, 4.8).
//!
//! A season lasts from its meteorological to its astronomical limits, whichever are wider, and at least [`SHORTEST`] days.
//! Seasons 21–24 are read as northern. "Winter 2023" may be the one that begins or the one that ends in 2023: both are kept
//! (likewise the southern summer), unless the source says more.

use crate::day::{Day, first_of, last_of};

/// Fewest days of a season by either reckoning.
pub(crate) const SHORTEST: i64 = 89;

/// First day, last day and fewest days of each stretch that a code may mean in a year.
pub(crate) fn stretches(code: u8, year: i64) -> Vec<(Day, Day, i64)> {
    match code {
        21 | 25 | 31 => season(year, 3),
        22 | 26 | 32 => season(year, 6),
        23 | 27 | 29 => season(year, 9),
        24 | 28 | 30 => [season(year - 1, 12), season(year, 12)].concat(),
        33..=36 => months(year, 3, code - 33),
        37..=39 => months(year, 4, code - 37),
        _ => months(year, 6, code.saturating_sub(40)),
    }
}

/// Three months from the first of `month`, and on to the solstice or equinox.
fn season(year: i64, month: u8) -> Vec<(Day, Day, i64)> {
    let (last_year, last_month) = if month == 12 { (year + 1, 3) } else { (year, month + 3) };
    let last_day = match last_month {
        3 | 6 => 20,
        9 => 22,
        _ => 21,
    };
    vec![(first_of(year, month), first_of(last_year, last_month).plus(last_day - 1), SHORTEST)]
}

/// The `index`-th group of `length` months.
fn months(year: i64, length: u8, index: u8) -> Vec<(Day, Day, i64)> {
    let month = (index * length).min(11) + 1;
    let (first, last) = (first_of(year, month), last_of(year, (month + length - 1).min(12)));
    vec![(first, last, last.0 - first.0 + 1)]
}
