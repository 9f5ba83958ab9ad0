//! English words of dates.

use super::{Component, Language, Limit, Years, bc, grouped};
use crate::form::Zone;

pub(crate) struct English;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

impl Language for English {
    fn month(&self, month: u8) -> &'static str {
        MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    fn years(&self, years: &Years) -> String {
        match years {
            Years::Exact(year) => exact(*year),
            Years::Best { best, low, high } => format!("{}, best estimate {}", between(*low, *high), exact(*best)),
            Years::NotGiven => self.note_missing(&[Component::Year]),
            Years::Decade { low, .. } if *low > 0 && low % 100 != 0 => format!("the {low}s"),
            Years::Decade { low, high } => format!("the years {}", between(*low, *high)),
            Years::Century { number, bc } => format!("{} century{}", ordinal(*number), era(*bc)),
            Years::Millennium { number, bc } => format!("{} millennium{}", ordinal(*number), era(*bc)),
            Years::Mask(mask) => format!("a year of the form {mask}"),
        }
    }

    fn year_in(&self, years: &Years) -> String {
        match years {
            Years::Mask(mask) => format!("year of the form {mask}"),
            Years::Century { .. } | Years::Millennium { .. } => format!("year in the {}", self.years(years)),
            _ => format!("year in {}", self.years(years)),
        }
    }

    fn season(&self, code: u8, year: &str) -> String {
        let index = |first: u8| usize::from(code.saturating_sub(first));
        let division = |first: u8, name: &str| {
            let ordinal = ORDINALS.get(index(first)).copied().unwrap_or_default();
            if year.is_empty() { format!("{ordinal} {name}") } else { format!("{ordinal} {name} of {year}") }
        };
        let season = |first: u8| format!("{} {year}", SEASONS[index(first) % 4]).trim_end().to_owned();
        match code {
            ..=24 => season(21),
            25..=28 => format!("{} (northern hemisphere)", season(25)),
            29..=32 => format!("{} (southern hemisphere)", season(29)),
            33..=36 => division(33, "quarter"),
            37..=39 => division(37, "third"),
            _ => division(40, "half"),
        }
    }

    fn time(&self, date: &str, [hour, minute, second]: [u8; 3], zone: Zone) -> String {
        let zone = super::zone_text(zone, "UTC");
        format!("{date}, {hour:02}:{minute:02}:{second:02}{zone}")
    }

    fn qualified(&self, text: &str, approximate: bool, uncertain: bool) -> String {
        let about = if approximate { "about " } else { "" };
        let possibly = if uncertain { "possibly " } else { "" };
        format!("{possibly}{about}{text}")
    }

    fn note_approximate(&self, components: &[Component]) -> String {
        format!("{} approximate", names(components))
    }

    fn note_uncertain(&self, components: &[Component]) -> String {
        format!("{} uncertain", names(components))
    }

    fn note_missing(&self, components: &[Component]) -> String {
        format!("{} not given", names(components))
    }

    fn note_months(&self, months: &[&str]) -> String {
        listed(months, "or")
    }

    fn note_days(&self, days: &[String]) -> String {
        format!("day {}", listed(days, "or"))
    }

    fn separator(&self) -> &'static str {
        "; "
    }

    fn or_beyond(&self, text: &str, later: bool) -> String {
        format!("{text} (or {})", if later { "later" } else { "before" })
    }

    fn interval(&self, start: &Limit, end: &Limit) -> String {
        match (start, end) {
            (Limit::Date(start), Limit::Date(end)) => format!("from {start} to {end}"),
            (Limit::Date(start), Limit::Open) => format!("from {start} on"),
            (Limit::Date(start), Limit::Unknown) => format!("from {start} (end not known)"),
            (Limit::Open, Limit::Date(end)) => format!("until {end}"),
            (Limit::Unknown, Limit::Date(end)) => format!("until {end} (beginning not known)"),
            (Limit::Open, Limit::Open) => "at all times".to_owned(),
            (_, Limit::Open) => "from a time not known on".to_owned(),
            _ => "until a time not known".to_owned(),
        }
    }

    fn one_of_range(&self, first: &Option<String>, last: &Option<String>) -> String {
        match (first, last) {
            (Some(first), Some(last)) => format!("between {first} and {last}"),
            (None, Some(last)) => format!("by {last}"),
            (Some(first), None) => format!("{first} or later"),
            (None, None) => "at some time".to_owned(),
        }
    }

    fn range(&self, first: &Option<String>, last: &Option<String>) -> String {
        match (first, last) {
            (Some(first), Some(last)) => format!("{first} to {last}"),
            (None, Some(last)) => format!("{last} and before"),
            (Some(first), None) => format!("{first} and after"),
            (None, None) => "any time".to_owned(),
        }
    }

    fn one_of(&self, texts: &[String]) -> String {
        format!("one of {}", listed(texts, "or"))
    }

    fn all_of(&self, texts: &[String]) -> String {
        format!("all of {}", listed(texts, "and"))
    }
}

fn exact(year: i64) -> String {
    match bc(year) {
        Some(bc) => format!("{} BC", grouped(bc)),
        None if year < 100 => format!("AD {year}"),
        None => grouped(year.unsigned_abs()),
    }
}

/// Two years with one "BC" where both need it.
fn between(low: i64, high: i64) -> String {
    match (bc(low), bc(high)) {
        (Some(low), Some(high)) => format!("{}–{} BC", grouped(low), grouped(high)),
        _ => format!("{}–{}", exact(low), exact(high)),
    }
}

fn era(bc: bool) -> &'static str {
    if bc { " BC" } else { "" }
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn names(components: &[Component]) -> String {
    let name = |component: &Component| match component {
        Component::Year => "year",
        Component::Month => "month",
        Component::Day => "day",
    };
    listed(&components.iter().map(name).collect::<Vec<_>>(), "and")
}

/// "a, b or c".
fn listed<T: AsRef<str>>(texts: &[T], joint: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} {joint} {last}", before.join(", ")),
    }
}
