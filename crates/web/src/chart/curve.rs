//! How many seeds come up over time: the best guess as a line, the range round it, the line under which they are renewed, and the
//! tests.

use std::fmt::Write as _;

use daftar_register::date::Day;
use daftar_register::view::forecast::Share;
use maud::{Markup, html};

use super::frame::Frame;

/// What is drawn.
pub(crate) struct Curve<'a> {
    /// By day, rising.
    pub(crate) points: &'a [(Day, Share)],
    /// Tests: on which day what share came up.
    pub(crate) tests: &'a [(Day, f64)],
    /// Today.
    pub(crate) today: Day,
    /// Whether time runs from right to left.
    pub(crate) rtl: bool,
    /// What it shows, in words.
    pub(crate) name: &'a str,
    /// What the line of today is called.
    pub(crate) today_word: &'a str,
}

/// The drawing; nothing where there are no two days to draw.
pub(crate) fn curve(curve: &Curve<'_>) -> Markup {
    let (Some((first, _)), Some((last, _))) = (curve.points.first(), curve.points.last()) else { return html! {} };
    if first == last {
        return html! {};
    }
    let frame = Frame { first: *first, last: *last, top: 1.0, rtl: curve.rtl };
    let marks: Vec<(f64, String)> = [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (at, format!("{}%", at * 100.0))).to_vec();
    let line = |pick: fn(&Share) -> f64| curve.points.iter().map(move |(day, share)| (*day, pick(share)));
    let mut band = path(&frame, line(|share| share.high));
    let back: Vec<(Day, f64)> = line(|share| share.low).collect();
    for (day, low) in back.into_iter().rev() {
        let _ = write!(band, "L{} {}", frame.x(day), frame.y(low));
    }
    let now = frame.x(curve.today);
    let inside = html! {
        path.chart-band d=(band + "Z") {}
        path.chart-line d=(path(&frame, line(|share| share.best))) {}
        path.chart-now d=(format!("M{now} {}V{}", frame.y(1.0), frame.y(0.0))) {}
        text.chart-mark x=(now) y=(frame.y(0.0) - 4.0) text-anchor="middle" { (curve.today_word) }
        @for (day, share) in curve.tests { circle.chart-dot cx=(frame.x(*day)) cy=(frame.y(*share)) r="4" {} }
    };
    frame.svg(curve.name, &marks, &inside)
}

fn path(frame: &Frame, points: impl Iterator<Item = (Day, f64)>) -> String {
    let mut d = String::new();
    for (day, share) in points {
        let step = if d.is_empty() { 'M' } else { 'L' };
        let _ = write!(d, "{step}{} {}", frame.x(day), frame.y(share));
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(rtl: bool) -> String {
        let share = |best: f64| Share { low: best - 0.1, best, high: best + 0.05 };
        let points = [(Day(0), share(0.9)), (Day(400), share(0.7)), (Day(800), share(0.4))];
        let tests = [(Day(0), 0.92)];
        let one = Curve {
            points: &points,
            tests: &tests,
            today: Day(400),
            rtl,
            name: "how many come up",
            today_word: "today",
        };
        curve(&one).into_string()
    }

    #[test]
    fn time_runs_as_the_page_reads() {
        assert!(drawn(false).contains("M46 "), "{}", drawn(false));
        assert!(drawn(true).contains("M594 "), "{}", drawn(true));
        assert!(drawn(false).contains("1971") && drawn(false).contains("how many come up"));
    }

    #[test]
    fn a_single_day_is_no_curve() {
        let share = Share { low: 0.1, best: 0.2, high: 0.3 };
        let points = [(Day(5), share)];
        let one = Curve { points: &points, tests: &[], today: Day(5), rtl: false, name: "", today_word: "" };
        assert_eq!(curve(&one).into_string(), "");
    }
}
