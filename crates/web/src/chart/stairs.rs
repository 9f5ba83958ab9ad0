//! What was left of a lot over time, in steps, with the range where it is not known.

use std::fmt::Write as _;

use daftar_register::date::Day;
use maud::{Markup, html};

use super::frame::Frame;

/// What was left from a day on: at least and at most.
#[derive(Clone, Copy)]
pub(crate) struct Stair {
    pub(crate) day: Day,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The drawing, until today; nothing where there are no two days to draw.
pub(crate) fn stairs(stairs: &[Stair], today: Day, rtl: bool, name: &str, number: &dyn Fn(f64) -> String) -> Markup {
    let Some(first) = stairs.first().filter(|first| first.day < today) else { return html! {} };
    let top = stairs.iter().map(|stair| stair.high).fold(0.0, f64::max);
    if top <= 0.0 {
        return html! {};
    }
    let last = stairs.iter().map(|stair| stair.day).fold(today, Day::max);
    let frame = Frame { first: first.day, last, top: top * 1.05, rtl };
    let marks: Vec<(f64, String)> = [0.0, top / 2.0, top].map(|at| (at, number(at))).to_vec();
    let ends: Vec<Day> = stairs.iter().skip(1).map(|stair| stair.day).chain([last]).collect();
    let (mut bars, mut line) = (String::new(), String::new());
    for (stair, end) in stairs.iter().zip(&ends) {
        let (from, to) = (frame.x(stair.day), frame.x(*end));
        let (low, high) = (frame.y(stair.low.max(0.0)), frame.y(stair.high.max(0.0)));
        let _ = write!(bars, "M{from} {high}H{to}V{low}H{from}Z");
        let step = if line.is_empty() { 'M' } else { 'L' };
        let _ = write!(line, "{step}{from} {low}H{to}");
    }
    let inside = html! {
        path.chart-band d=(bars) {}
        path.chart-line d=(line) {}
    };
    frame.svg(name, &marks, &inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_lasts_until_the_next_and_the_last_until_today() {
        let all = [Stair { day: Day(0), low: 100.0, high: 100.0 }, Stair { day: Day(50), low: 40.0, high: 60.0 }];
        let drawn = stairs(&all, Day(100), false, "left", &|at| format!("{at} g")).into_string();
        assert!(drawn.contains("100 g") && drawn.contains("H624"), "{drawn}");
        let far = [Stair { day: Day(-300_000_000_000_000_000), low: 1.0, high: 1.0 }];
        assert!(
            stairs(&far, Day(100), true, "left", &|at| at.to_string()).into_string().contains("<svg"),
            "a mistyped year"
        );
        assert_eq!(stairs(&[], Day(100), false, "left", &|at| at.to_string()).into_string(), "");
    }
}
