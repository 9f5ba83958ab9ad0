//! Dates as Excel holds them: days since the end of 1899, with a 29 February 1900 that never was; or since 1904.

/// What of a date its format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// The year.
    Year,
    /// The month with its year.
    Month,
    /// The day, with the time if there is one.
    Day,
    /// The time of day alone.
    Time,
}

/// A date read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Serial {
    /// ISO 8601, as much as the format shows; and all of it, where that is more.
    Date(String, Option<String>),
    /// 29 February 1900, with its time.
    FalseLeapDay(String),
    /// No date that Excel has.
    Beyond,
}

/// The days from 1900 to 1904 in Excel's count.
const TO_1904: f64 = 1462.0;

/// The first day that Excel does not have: 1 January 10000.
const END: f64 = 2_958_466.0;

const SECONDS: f64 = 86_400.0;

/// The date that a number stands for.
pub(super) fn date(number: f64, since_1904: bool, shows: Shows) -> Serial {
    let number = if since_1904 { number + TO_1904 } else { number };
    let seconds = (number * SECONDS).round();
    if !(0.0..END * SECONDS).contains(&seconds) {
        return Serial::Beyond;
    }
    // Both are whole and small enough after the check above.
    let (day, second) = ((seconds / SECONDS).floor() as i64, (seconds % SECONDS) as u32);
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    let of_day = if second == 0 { String::new() } else { format!("T{time}") };
    match day {
        0 => Serial::Date(time, None),
        60 if !since_1904 => Serial::FalseLeapDay(format!("1900-02-29{of_day}")),
        _ if shows == Shows::Time => Serial::Date(time, Some(format!("{}{of_day}", civil(day)))),
        _ => shown(&civil(day), &of_day, shows),
    }
}

/// As much of a day as is shown.
fn shown(day: &str, time: &str, shows: Shows) -> Serial {
    let whole = format!("{day}{time}");
    match shows {
        Shows::Year => Serial::Date(day[..4].to_owned(), Some(whole)),
        Shows::Month => Serial::Date(day[..7].to_owned(), Some(whole)),
        Shows::Day | Shows::Time => Serial::Date(whole, None),
    }
}

/// The day with this number in Excel's count, which has one too many from March 1900 on.
fn civil(day: i64) -> String {
    let since_1900 = if day > 60 { day - 2 } else { day - 1 };
    // From 1 March 2000, in eras of 400 years; 1 January 1900 is 36,584 days before it.
    let days = since_1900 - 36_584 + 146_097;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{of_month:02}", 1600 + era * 400 + year_of_era + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(number: f64) -> String {
        match date(number, false, Shows::Day) {
            Serial::Date(text, None) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn days_of_excel() {
        for (number, day) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (36_526.0, "2000-01-01"),
            (36_585.0, "2000-02-29"),
            (47_982.0, "2031-05-14"),
            (47_982.604_166_666_664, "2031-05-14T14:30:00"),
            (2_958_465.0, "9999-12-31"),
            (0.75, "18:00:00"),
        ] {
            assert_eq!(iso(number), day, "{number}");
        }
        assert_eq!(date(60.0, false, Shows::Day), Serial::FalseLeapDay("1900-02-29".into()));
    }

    #[test]
    fn days_since_1904() {
        assert_eq!(date(0.0, true, Shows::Day), Serial::Date("1904-01-01".into(), None));
        assert_eq!(date(46_520.0, true, Shows::Day), Serial::Date("2031-05-14".into(), None));
    }

    #[test]
    fn what_is_not_shown_is_told() {
        assert_eq!(date(47_982.0, false, Shows::Year), Serial::Date("2031".into(), Some("2031-05-14".into())));
        assert_eq!(date(47_982.0, false, Shows::Month), Serial::Date("2031-05".into(), Some("2031-05-14".into())));
    }

    #[test]
    fn what_is_no_date_is_said() {
        for number in [-1.0, 2_958_466.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(date(number, false, Shows::Day), Serial::Beyond, "{number}");
        }
    }
}
