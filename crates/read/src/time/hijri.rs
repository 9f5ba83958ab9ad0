//! Moments of the Hijri calendar and the days of the common calendar that they are, by the tabular calendar: good to two days.

use daftar_date::Day;
use daftar_date::hijri::Hijri;

use super::moment::{Moment, Within, Year, years};

/// The last year that is read as one of the Hijra: far from today.
const LAST: i32 = 1_600;

/// Whether the calendar has it.
pub(super) fn exists(moment: &Moment) -> bool {
    let known = years(moment).is_none_or(|(first, last)| first >= 1 && last <= LAST);
    match moment.within {
        Within::Day(month, day) => known && (1..=12).contains(&month) && (1..=30).contains(&day),
        Within::Month(month) => known && (1..=12).contains(&month),
        Within::Whole => known,
        Within::Season(_) | Within::Weekday(_) | Within::Week(..) => false,
    }
}

/// The first and the last day, where the year is known.
pub(super) fn days(moment: &Moment) -> Option<(Day, Day)> {
    let (first, last) = years(moment)?;
    let start = |year: i32, month| Hijri::new(i64::from(year), month, 1).map(Hijri::to_day);
    let before = |day: Day| day.plus(-1);
    Some(match moment.within {
        Within::Day(month, day) => {
            let one = start(first, month)?.plus(i64::from(day) - 1);
            (one, one)
        }
        Within::Month(12) => (start(first, 12)?, before(start(first + 1, 1)?)),
        Within::Month(month) => (start(first, month)?, before(start(first, month + 1)?)),
        _ => (start(first, 1)?, before(start(last + 1, 1)?)),
    })
}

/// The same moment in the common calendar: what its first day is part of, of the same grain.
pub(super) fn common(moment: &Moment) -> Option<Moment> {
    let (year, month, day) = days(moment)?.0.date();
    let year = i32::try_from(year).ok()?;
    let within = match moment.within {
        Within::Day(..) => Within::Day(month, day),
        Within::Month(_) => Within::Month(month),
        other => other,
    };
    let years = match moment.year {
        Year::Span(..) => Year::Span(year.div_euclid(100) * 100, year.div_euclid(100) * 100 + 99),
        _ => Year::One(year),
    };
    Some(Moment { year: years, within, hijri: false, ..*moment })
}

/// The days as EDTF; empty where no year is said, for then it is no place in the common calendar.
pub(super) fn edtf(moment: &Moment) -> String {
    let Some((first, last)) = days(moment) else { return String::new() };
    let about = if moment.about { "~" } else { "" };
    if first == last { format!("{first}{about}") } else { format!("{first}{about}/{last}{about}") }
}

/// As it is said, in its own calendar: `1213-12-24`, `1213-12`, `1213`, `02XX`.
pub(super) fn said(moment: &Moment) -> String {
    if let Year::Span(first, _) = moment.year {
        return format!("{:02}XX", first / 100);
    }
    Moment { hijri: false, about: false, clock: None, ..*moment }.to_string()
}

/// The year of the Hijra in which a month begins in a year of the common era: «رمضان 2016».
pub(super) fn year_of(month: u8, common: i32) -> Option<i32> {
    let near = (common - 622) * 33 / 32;
    let begins = |year: i32| Hijri::new(i64::from(year), month, 1).map(|hijri| hijri.to_day().date().0);
    (near - 1..=near + 2).find(|year| begins(*year) == Some(i64::from(common)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(year: Year, within: Within) -> Moment {
        Moment { hijri: true, ..Moment::within(year, within) }
    }

    #[test]
    fn days_months_years_and_centuries() {
        assert_eq!(edtf(&moment(Year::One(1300), Within::Whole)), "1882-11-12/1883-11-01");
        assert_eq!(edtf(&moment(Year::One(1035), Within::Month(7))), "1626-03-29/1626-04-27");
        assert_eq!(edtf(&moment(Year::One(1213), Within::Day(12, 24))), "1799-05-29");
        assert_eq!(said(&moment(Year::Span(201, 300), Within::Whole)), "02XX");
        assert_eq!(edtf(&moment(Year::Unsaid, Within::Month(9))), "");
        assert_eq!(year_of(9, 2016), Some(1437));
        assert!(!exists(&moment(Year::One(1700), Within::Whole)));
    }
}
