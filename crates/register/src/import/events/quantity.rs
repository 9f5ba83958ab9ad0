//! How many died, and how many reports say so: whole numbers, whatever program wrote them.

use daftar_claim::{Decimal, Value};
use daftar_read::sheet::Row;

use super::{EventOdd, Events, Found, text, whole};
use crate::import::told::Why;

/// The parts of the dead.
const PARTS: [&str; 4] = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"];

fn number(text: &str) -> Option<i64> {
    let digits = whole(text);
    digits.parse().ok().filter(|number: &i64| *number >= 0)
}

fn best(number: i64) -> Value {
    Value::Count { low: None, best: Some(number), high: None }
}

/// A part of the dead; all of them are taken together with their bounds.
pub(super) fn deaths(at: usize, property: &'static str, text: &str, found: &mut Found) {
    match number(text) {
        _ if property == "deaths" => {}
        Some(number) => found.told(at, property, best(number), text),
        None => found.leave(at, Why::Event(EventOdd::NoCount)),
    }
}

/// How many reports; below nought stands where that was not counted.
pub(super) fn reports(at: usize, property: &'static str, text: &str, found: &mut Found) {
    match number(text) {
        Some(number) => match Decimal::parse(&number.to_string()) {
            Ok(number) => found.say(at, property, Value::Number { number, unit: None }, text),
            Err(_) => found.leave(at, Why::Event(EventOdd::NoCount)),
        },
        None if whole(text) == "-1" => found.say(at, property, Value::Unknown, text),
        None => found.leave(at, Why::Event(EventOdd::NoCount)),
    }
}

impl Events {
    /// All who died, with the bounds.
    pub(super) fn deaths(&self, row: &Row, found: &mut Found) {
        let place = |name: &str| self.at(name);
        let Some(at) = place("best").or(place("fatalities")) else {
            // Bounds without a best are kept as they are written.
            found.kept.extend(["low", "high"].into_iter().filter_map(place).filter(|at| !text(row, *at).is_empty()));
            return;
        };
        let told = text(row, at);
        let bounds =
            ["low", "high"].map(|name| place(name).map(|at| (at, text(row, at))).filter(|(_, text)| !text.is_empty()));
        let all = number(told);
        let [low, high] = bounds.map(|bound| bound.and_then(|(_, text)| number(text)));
        let unread = bounds.iter().flatten().any(|(_, text)| number(text).is_none());
        let follow = all.is_some_and(|all| low.is_none_or(|low| low <= all) && high.is_none_or(|high| all <= high));
        match all {
            None if told.is_empty() => found.kept.extend(bounds.iter().flatten().map(|(at, _)| *at)),
            None => {
                found.leave(at, Why::Event(EventOdd::NoCount));
                found.kept.extend(bounds.iter().flatten().map(|(at, _)| *at));
            }
            Some(all) if follow && !unread => {
                found.told(at, "deaths", Value::Count { low, best: Some(all), high }, told);
                self.sum(row, (at, all), found);
            }
            Some(all) => {
                found.odd.push((at, Why::Event(EventOdd::Bounds)));
                found.told(at, "deaths", best(all), told);
                found.kept.extend(bounds.iter().flatten().map(|(at, _)| *at));
                self.sum(row, (at, all), found);
            }
        }
    }

    /// The best is what its parts come to.
    fn sum(&self, row: &Row, (at, all): (usize, i64), found: &mut Found) {
        let part = |name: &str| number(text(row, self.at(name)?));
        let all_parts = PARTS.into_iter().map(part).try_fold(0_i64, |sum, part| sum.checked_add(part?));
        let Some(sum) = all_parts.filter(|sum| *sum != all) else { return };
        found.odd.push((at, Why::Event(EventOdd::Sum { sum })));
    }
}
