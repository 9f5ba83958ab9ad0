//! How much of the window and of its own shift lie on each other: the set covariance, exactly.
//!
//! A window is what lies under its upper edges less what lies under its lower ones. Of two such regions under functions `f`
//! and `g` the one under `min(f, g) = (f + g - |f - g|) / 2` is common; over closed rings the part with `f + g` cancels, so
//! the overlap is `-1/2` times the signed sum of the integrals of `|f - g|` over all pairs of edges.

use super::Window;
use super::circle::HEAVIEST;
use crate::point::Point;

/// An edge as a function of x: from `x[0]`, `y[0]` to `x[1]`, `y[1]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    x: [f64; 2],
    y: [f64; 2],
    /// 1 where the window lies below, -1 where it lies above.
    sign: f64,
}

impl Span {
    fn at(&self, x: f64) -> f64 {
        let share = (x - self.x[0]) / (self.x[1] - self.x[0]);
        self.y[0] + share * (self.y[1] - self.y[0])
    }
}

/// Edges that are not upright, from west to east.
pub(super) fn spans(edges: &[[Point; 2]]) -> Vec<Span> {
    let upper = |[from, to]: &[Point; 2]| from.x > to.x;
    let span = |edge: &[Point; 2]| {
        let [left, right] = if upper(edge) { [edge[1], edge[0]] } else { *edge };
        Span { x: [left.x, right.x], y: [left.y, right.y], sign: if upper(edge) { 1.0 } else { -1.0 } }
    };
    let mut spans: Vec<Span> = edges.iter().filter(|[from, to]| from.x != to.x).map(span).collect();
    spans.sort_by(|a, b| a.x[0].total_cmp(&b.x[0]));
    spans
}

/// The longest stretch of x that a span covers.
pub(super) fn longest(spans: &[Span]) -> f64 {
    spans.iter().map(|span| span.x[1] - span.x[0]).fold(0.0, f64::max)
}

/// Integral of the absolute value of what runs straight from `start` to `end`.
fn absolute(length: f64, start: f64, end: f64) -> f64 {
    if start * end >= 0.0 {
        return length * (start + end).abs() / 2.0;
    }
    length * (start * start + end * end) / (2.0 * (start.abs() + end.abs()))
}

impl Window {
    /// Area of the window within its own shift by (`right`, `up`).
    #[must_use]
    pub fn overlap(&self, right: f64, up: f64) -> f64 {
        if self.rectangle {
            let sides = [self.high.x - self.low.x - right.abs(), self.high.y - self.low.y - up.abs()];
            return sides[0].max(0.0) * sides[1].max(0.0);
        }
        let sum: f64 = self.spans.iter().map(|span| self.with_shifted(span, right, up)).sum();
        (-sum / 2.0).clamp(0.0, self.area)
    }

    /// Weight of a pair that is (`right`, `up`) apart: area over overlap (Ohser & Stoyan 1981), at most 100.
    #[must_use]
    pub fn translation_weight(&self, right: f64, up: f64) -> f64 {
        (self.area / self.overlap(right, up)).min(HEAVIEST)
    }

    /// Spans of which some may lie between two x.
    fn between(&self, from: f64, to: f64) -> &[Span] {
        let first = self.spans.partition_point(|span| span.x[0] + self.longest < from);
        let last = self.spans.partition_point(|span| span.x[0] < to);
        &self.spans[first.min(last)..last]
    }

    fn with_shifted(&self, span: &Span, right: f64, up: f64) -> f64 {
        let reached = self.between(span.x[0] - right, span.x[1] - right).iter();
        let pairs = reached.filter(|other| other.x[1] + right > span.x[0]).map(|other| {
            let (from, to) = (span.x[0].max(other.x[0] + right), span.x[1].min(other.x[1] + right));
            let to = to.max(from);
            let apart = |x: f64| span.at(x) - other.at(x - right) - up;
            span.sign * other.sign * absolute(to - from, apart(from), apart(to))
        });
        pairs.sum()
    }

    /// Area of the window within a rectangle.
    #[must_use]
    pub fn within(&self, low: Point, high: Point) -> f64 {
        let reached = self.between(low.x, high.x).iter();
        let parts = reached.filter(|span| span.x[0] < high.x && span.x[1] > low.x).map(|span| {
            let (from, to) = (span.x[0].max(low.x), span.x[1].min(high.x));
            let under = |y: f64| absolute(to - from, span.at(from) - y, span.at(to) - y);
            span.sign * (under(low.y) - under(high.y))
        });
        (parts.sum::<f64>() / 2.0).clamp(0.0, (high.x - low.x) * (high.y - low.y))
    }
}

/// Weights of translation for many pairs in a polygon: overlaps interpolated on a lattice of shifts. Between the corners of
/// the lattice the overlap is bent by at most the boundary's length a unit of area, so the error is about a millionth.
#[derive(Debug, Clone)]
pub(crate) struct Lattice {
    step: f64,
    side: usize,
    overlaps: Vec<f64>,
    area: f64,
}

/// Steps of the lattice from 0 to the longest shift.
const STEPS: usize = 32;

/// All cells of a lattice that is the same from both ends.
fn mirrored(cells: usize, cell: impl Fn(usize) -> f64) -> Vec<f64> {
    let half: Vec<f64> = (0..=cells / 2).map(cell).collect();
    (0..cells).map(|index| half[index.min(cells - 1 - index)]).collect()
}

impl Lattice {
    /// For shifts up to `reach` along each axis.
    pub(crate) fn new(window: &Window, reach: f64) -> Self {
        let (side, step) = (2 * STEPS + 3, reach / STEPS as f64);
        let at = |index: usize| (index as f64 - (STEPS + 1) as f64) * step;
        let cell = |index: usize| window.overlap(at(index % side), at(index / side));
        Self { step, side, overlaps: mirrored(side * side, cell), area: window.area }
    }

    /// As [`Window::translation_weight`]. Of farther shifts it says nothing of use.
    #[inline]
    pub(crate) fn weight(&self, right: f64, up: f64) -> f64 {
        let last = (self.side - 2) as f64;
        let place = |shift: f64| (shift / self.step + (STEPS + 1) as f64).clamp(0.0, last);
        let (column, row) = (place(right), place(up));
        let (left, below) = (column as usize, row as usize);
        let (x, y) = (column - left as f64, row - below as f64);
        let corner = |up: usize, right: usize| self.overlaps[(below + up) * self.side + left + right];
        let lower = corner(0, 0) * (1.0 - x) + corner(0, 1) * x;
        let upper = corner(1, 0) * (1.0 - x) + corner(1, 1) * x;
        self.area / (lower * (1.0 - y) + upper * y).max(self.area / HEAVIEST)
    }
}
