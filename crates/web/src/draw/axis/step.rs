//! Steps of the calendar that ticks and columns follow: days, months, years before and after the common era.

use daftar_register::date::{Day, Edtf, Lang, words};

/// A step of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// So many days within a month, from its first on.
    Days(u8),
    /// So many months within a year.
    Months(u8),
    /// So many years.
    Years(i64),
}

impl Step {
    /// All steps, the finest first.
    pub(crate) fn all() -> impl Iterator<Item = Step> {
        let days = [1, 2, 5, 10, 15].map(Step::Days);
        let months = [1, 2, 3, 6].map(Step::Months);
        let powers = (0..15).map(|power| 10_i64.pow(power));
        let years = powers.flat_map(|power| [1, 2, 5].map(|times| Step::Years(times * power)));
        days.into_iter().chain(months).chain(years)
    }

    /// About how many days it is long.
    pub(crate) fn days(self) -> f64 {
        match self {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => f64::from(months) * 30.4,
            Step::Years(years) => years as f64 * 365.2425,
        }
    }

    /// The days on which it begins, from the one before `from` to the last before `end`.
    pub(crate) fn starts(self, from: i64, end: i64) -> impl Iterator<Item = i64> {
        let first = self.floor(Day(from));
        std::iter::successors(Some(first), move |&day| self.next(day))
            .map(|day| day.0)
            .take_while(move |&day| day < end)
    }

    /// The last start on or before a day.
    fn floor(self, day: Day) -> Day {
        let (year, month, of_month) = day.date();
        let start = match self {
            Step::Days(step) => Day::new(year, month, self.last_in_month(of_month, step)),
            Step::Months(step) => Day::new(year, (month - 1) / step * step + 1, 1),
            Step::Years(step) => Day::new(floor_year(year, step), 1, 1),
        };
        start.unwrap_or(day)
    }

    /// Steps of several days begin anew with each month; what is left at its end is not a step of its own.
    fn last_in_month(self, of_month: u8, step: u8) -> u8 {
        let last = if step == 1 { 31 } else { 31 - step };
        ((of_month - 1) / step * step + 1).min(last / step * step + 1).max(1)
    }

    fn next(self, day: Day) -> Option<Day> {
        let (year, month, of_month) = day.date();
        let next_month = || if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
        match self {
            Step::Days(step) => {
                let next = Day::new(year, month, of_month + step).filter(|next| self.floor(*next) == *next);
                next.or_else(next_month)
            }
            Step::Months(step) if month + step > 12 => Day::new(year + 1, 1, 1),
            Step::Months(step) => Day::new(year, month + step, 1),
            Step::Years(step) => Day::new(next_year(year, step), 1, 1),
        }
    }

    /// The stretch from a start to the day before `end` in words.
    pub(crate) fn words(self, start: i64, end: i64, lang: Lang) -> String {
        let last = Day(end.saturating_sub(1));
        let (from, to) = (self.text(Day(start)), self.text(last));
        let text = if from == to { from } else { format!("{from}/{to}") };
        Edtf::parse(&text).map_or_else(|_| text, |date| words(&date, lang))
    }

    /// A day as exactly as the step needs, as EDTF.
    pub(crate) fn text(self, day: Day) -> String {
        let (year, month, _) = day.date();
        let sign = if year < 0 { "-" } else { "" };
        match self {
            _ if !(-9999..=9999).contains(&year) => format!("Y{year}"),
            Step::Days(_) => day.to_string(),
            Step::Months(_) => format!("{sign}{:04}-{month:02}", year.abs()),
            Step::Years(_) => format!("{sign}{:04}", year.abs()),
        }
    }
}

/// Round years are those that people count: 3000 BC is the astronomical year -2999.
fn floor_year(year: i64, step: i64) -> i64 {
    match year {
        1.. if year >= step => year / step * step,
        1.. => 1,
        _ => 1 - ((1 - year) + step - 1) / step * step,
    }
}

fn next_year(year: i64, step: i64) -> i64 {
    match year {
        1.. => (year / step + 1) * step,
        _ if 1 - year <= step => 1,
        _ => year + step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(step: Step, from: &str, to: &str) -> Vec<String> {
        let day = |text| Edtf::parse(text).unwrap().bounds().earliest().unwrap().0;
        step.starts(day(from), day(to)).map(|start| step.text(Day(start))).collect()
    }

    #[test]
    fn years_before_the_common_era_are_round_as_people_count_them() {
        let years = starts(Step::Years(1000), "-3199", "2031");
        assert_eq!(years, ["-3999", "-2999", "-1999", "-0999", "0001", "1000", "2000"]);
        assert_eq!(Step::Years(1000).words(Day::new(-2999, 1, 1).unwrap().0, 0, Lang::En), "from 3000 BC to 1969");
    }

    #[test]
    fn months_and_days_begin_anew_with_the_year_and_the_month() {
        assert_eq!(starts(Step::Months(3), "2031-11-05", "2032-05-01"), ["2031-10", "2032-01", "2032-04"]);
        let days = starts(Step::Days(10), "2031-12-06", "2032-01-15");
        assert_eq!(days, ["2031-12-01", "2031-12-11", "2031-12-21", "2032-01-01", "2032-01-11"]);
        assert_eq!(starts(Step::Days(1), "2032-02-28", "2032-03-02").len(), 3);
    }

    #[test]
    fn every_step_moves_on() {
        for step in Step::all() {
            let found: Vec<i64> = step.starts(-1_000_000, 1_000_000).take(400).collect();
            assert!(found.is_sorted_by(|a, b| a < b), "{step:?}");
        }
    }
}
