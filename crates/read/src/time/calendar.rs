//! Day arithmetic in the proleptic Gregorian calendar, with astronomical years (year 0 is 1 BC).

/// A day: year, month, day.
pub(super) type Day = (i32, u8, u8);

/// Days of a month; 29 for February when the year is unknown.
pub(super) fn month_length(year: Option<i32>, month: u8) -> u8 {
    match month {
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days since 1970-01-01 (Hinnant's `days_from_civil`).
fn number(day: Day) -> i64 {
    let shifted = i64::from(day.0) - i64::from(day.1 <= 2);
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month = (i64::from(day.1) + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + i64::from(day.2) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day of a number of days since 1970-01-01.
fn day(number: i64) -> Day {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let civil = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(civil <= 2);
    (year as i32, civil as u8, of_month as u8)
}

/// The day `days` after `from`.
pub(super) fn plus_days(from: Day, days: i64) -> Day {
    day(number(from) + days)
}

/// The month `months` after year and month.
pub(super) fn plus_months(year: i32, month: u8, months: i64) -> (i32, u8) {
    let all = i64::from(year) * 12 + i64::from(month) - 1 + months;
    (all.div_euclid(12) as i32, all.rem_euclid(12) as u8 + 1)
}

/// The day of the week; Monday is 0.
pub(super) fn weekday(day: Day) -> u8 {
    (number(day) + 3).rem_euclid(7) as u8
}

/// Year and number of the week of ISO 8601 that a day lies in.
pub(super) fn iso_week(of: Day) -> (i32, i64) {
    let thursday = plus_days(of, 3 - i64::from(weekday(of)));
    (thursday.0, (number(thursday) - number((thursday.0, 1, 1))) / 7 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_carry() {
        assert_eq!(plus_days((2031, 12, 30), 3), (2032, 1, 2));
        assert_eq!(plus_days((2032, 3, 1), -1), (2032, 2, 29));
        assert_eq!(plus_days((-3999, 1, 1), -1), (-4000, 12, 31));
        assert_eq!(plus_months(2031, 11, 3), (2032, 2));
        assert_eq!(plus_months(2031, 1, -1), (2030, 12));
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(weekday((1970, 1, 1)), 3);
        assert_eq!(weekday((2000, 2, 29)), 1);
        assert_eq!(iso_week((2017, 5, 8)), (2017, 19));
        assert_eq!(iso_week((2021, 1, 3)), (2020, 53));
    }

    #[test]
    fn february_without_a_year_may_have_29_days() {
        assert_eq!(month_length(None, 2), 29);
        assert_eq!(month_length(Some(1900), 2), 28);
        assert_eq!(month_length(Some(2031), 6), 30);
    }
}
