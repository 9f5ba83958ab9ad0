//! The frame of a chart: days along, a share or an amount upwards.

use daftar_register::date::Day;
use maud::{Markup, html};

/// In units of the drawing, which the page scales.
pub(super) const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const FOOT: f64 = 28.0;
/// No more years than this are named.
const YEARS: i64 = 8;

/// From which day to which, and up to how much.
pub(super) struct Frame {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) top: f64,
    /// Whether time runs from right to left.
    pub(super) rtl: bool,
}

impl Frame {
    pub(super) fn x(&self, day: Day) -> f64 {
        let days = (self.last.0 - self.first.0).max(1) as f64;
        let share = ((day.0 - self.first.0) as f64 / days).clamp(0.0, 1.0);
        let along = LEFT + share * (WIDTH - LEFT - RIGHT);
        round(if self.rtl { WIDTH - along } else { along })
    }

    pub(super) fn y(&self, amount: f64) -> f64 {
        let share = if self.top > 0.0 { (amount / self.top).clamp(0.0, 1.0) } else { 0.0 };
        round(TOP + (1.0 - share) * (HEIGHT - TOP - FOOT))
    }

    /// The drawing with its axes; `name` tells what it shows to those who do not see it.
    pub(super) fn svg(&self, name: &str, marks: &[(f64, String)], inside: &Markup) -> Markup {
        let (near, far) = if self.rtl { (WIDTH - LEFT, RIGHT) } else { (LEFT, WIDTH - RIGHT) };
        let beside = if self.rtl { near + 6.0 } else { near - 6.0 };
        html! {
            svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(name) direction="ltr" {
                @for (amount, label) in marks {
                    @let y = self.y(*amount);
                    path.chart-grid d=(format!("M{near} {y}H{far}")) {}
                    text.chart-mark x=(beside) y=(y + 4.0) text-anchor=(if self.rtl { "start" } else { "end" }) { (label) }
                }
                @for (day, year) in self.years() {
                    @let x = self.x(day);
                    path.chart-grid d=(format!("M{x} {TOP}V{}", HEIGHT - FOOT)) {}
                    text.chart-mark x=(x) y=(HEIGHT - 8.0) text-anchor="middle" { (year) }
                }
                (inside)
            }
        }
    }

    /// The first days of some years within it.
    fn years(&self) -> Vec<(Day, i64)> {
        let (from, to) = (self.first.date().0, self.last.date().0);
        let step = ((to - from) / YEARS + 1).max(1);
        let begin = from + (-from).rem_euclid(step);
        let named = (0..=YEARS + 1).map(|at| begin + at * step).take_while(|year| *year <= to + 1);
        let days = named.filter_map(|year| Some((Day::new(year, 1, 1)?, year)));
        days.filter(|(day, _)| (self.first..=self.last).contains(day)).collect()
    }
}

/// To a tenth, so that pages stay small.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
