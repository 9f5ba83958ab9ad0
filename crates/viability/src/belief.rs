//! What tests and published constants together say of a lot: a distribution over lines of viability against age.
//!
//! A line has two unknowns, Kᵢ and a slope. Of Kᵢ nothing is assumed but Jeffreys' rule for the fraction that germinates at
//! age 0. Where constants are published, ages are counted in the viability lost by them, and ln slope is normal round 0: lots
//! keep somewhat better or worse than published. Where none are, ages are days and every slope from 0 up is as likely as any
//! other. The likelihood is binomial, flattened by the heterogeneity factor. Two numbers are few enough to be added up on a
//! grid: no normal approximation, and what is skew stays skew.

use crate::fit::Point;
use crate::normal::quantile as deviate_of;
use crate::posterior::{Posterior, Prior};
use crate::span::Span;

/// Lines with their weights, which add up to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Belief {
    lines: Vec<Line>,
    centre: f64,
    middle: (f64, f64),
}

/// One line that is believed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    /// Viability at age 0.
    pub(crate) ki: f64,
    /// Viability lost in one unit of age.
    pub(crate) slope: f64,
    /// How many times as fast as the clock says the lot ages after its last test.
    pub(crate) later: f64,
    weight: f64,
}

/// Slopes and, for each, levels of the grid: when only the middle is asked for, and at the end.
const ROUGH: usize = 20;
const FINE: usize = 40;
/// A cell that is e⁻⁹ times as likely as the best, or less, is left out: together such cells hold about one part in ten thousand.
const FAINT: f64 = 9.0;
/// Into how many parts a line is split, and the golden ratio, whose multiples fill them evenly.
const PARTS: f64 = 4.0;
const GOLDEN: f64 = 0.618_033_988_749_894_8;

impl Belief {
    /// From points on the clock, each seed counting 1/heterogeneity.
    pub(crate) fn of(points: &[Point], prior: Prior, heterogeneity: f64) -> Belief {
        Belief::on_grid(points, prior, heterogeneity, FINE)
    }

    /// The same on a coarse grid, good enough for what lies in the middle.
    pub(crate) fn rough(points: &[Point], prior: Prior, heterogeneity: f64) -> Belief {
        Belief::on_grid(points, prior, heterogeneity, ROUGH)
    }

    fn on_grid(points: &[Point], prior: Prior, heterogeneity: f64, steps: usize) -> Belief {
        let posterior = Posterior::of(points, prior, heterogeneity);
        let mut cells = posterior.cells(points, steps);
        let top = cells.iter().map(|cell| cell.2).fold(f64::NEG_INFINITY, f64::max);
        cells.retain(|cell| cell.2 > top - FAINT);
        let total: f64 = cells.iter().map(|cell| (cell.2 - top).exp()).sum();
        let weight = |cell: &(f64, f64, f64)| (cell.2 - top).exp() / total;
        let line = |cell: &(f64, f64, f64)| {
            let slope = posterior.slope(cell.1);
            Line { ki: cell.0 + slope * posterior.centre, slope, later: 1.0, weight: weight(cell) }
        };
        let level = cells.iter().map(|cell| cell.0 * weight(cell)).sum();
        let tilt = cells.iter().map(|cell| cell.1 * weight(cell)).sum();
        let lines = cells.iter().map(line).collect();
        Belief { lines, centre: posterior.centre, middle: (level, posterior.slope(tilt)) }
    }

    /// The viability in the middle of all lines, at an age.
    pub(crate) fn viability(&self, age: f64) -> f64 {
        self.middle.0 - self.middle.1 * (age - self.centre)
    }

    /// The slope in the middle of all lines.
    pub(crate) fn slope(&self) -> f64 {
        self.middle.1
    }

    /// Standard deviation of ln slope.
    pub(crate) fn ln_slope_deviation(&self) -> f64 {
        let mean = |of: &dyn Fn(&Line) -> f64| self.lines.iter().map(|line| line.weight * of(line)).sum::<f64>();
        let centre = mean(&|line| line.slope.ln());
        mean(&|line| (line.slope.ln() - centre).powi(2)).sqrt()
    }

    /// The same where ageing after the last test is carried over to another storage: ln `later` is normal round 0 with this
    /// standard deviation. Each line becomes four, with quantiles that are spread evenly over all lines.
    pub(crate) fn carried(mut self, deviation: f64) -> Belief {
        if deviation > 0.0 {
            let copies = |(index, line): (usize, &Line)| {
                let shift = (index as f64 * GOLDEN).fract();
                let line = Line { weight: line.weight / PARTS, ..*line };
                [0.0, 1.0, 2.0, 3.0].map(|part| Line {
                    later: (deviation * deviate_of((part + 0.98 * shift + 0.01) / PARTS)).exp(),
                    ..line
                })
            };
            self.lines = self.lines.iter().enumerate().flat_map(copies).collect();
        }
        self
    }

    /// Where something that follows from a line lies with probability `level`. What falls on every line never rises.
    pub(crate) fn quantiles(&self, level: f64, of: impl Fn(&Line) -> f64) -> [f64; 2] {
        let mut all: Vec<_> = self.lines.iter().map(|line| (of(line), line.weight)).collect();
        let tail = (1.0 - level) / 2.0;
        [tail, 1.0 - tail].map(|share| quantile(&mut all, share))
    }

    /// The probability that something holds of the line.
    pub(crate) fn chance(&self, holds: impl Fn(&Line) -> bool) -> f64 {
        let sum: f64 = self.lines.iter().filter(|line| holds(line)).map(|line| line.weight).sum();
        sum.clamp(0.0, 1.0)
    }

    /// The slope with probability `level`, round its middle. The grid has few slopes: between two in proportion.
    pub(crate) fn slopes(&self, level: f64) -> Span {
        let mut columns: Vec<(f64, f64)> = Vec::new();
        for line in &self.lines {
            match columns.last_mut() {
                Some(column) if column.0 == line.slope => column.1 += line.weight,
                _ => columns.push((line.slope, line.weight)),
            }
        }
        let tail = (1.0 - level) / 2.0;
        Span::around(self.slope(), between(&columns, tail), between(&columns, 1.0 - tail))
    }

    /// The distribution of a fraction that follows from a line, in `bins` equal steps from 0 to 1.
    pub(crate) fn histogram(&self, bins: usize, of: impl Fn(&Line) -> f64) -> Vec<f64> {
        let mut histogram = vec![0.0; bins];
        for line in &self.lines {
            let bin = (of(line) * bins as f64) as usize;
            histogram[bin.min(bins - 1)] += line.weight;
        }
        histogram
    }
}

/// The first value, from the least on, at which the weights up to it reach a share. Half of what may be it is set apart at a time:
/// sorting all would take several times as long.
fn quantile(all: &mut [(f64, f64)], share: f64) -> f64 {
    let (mut below, mut rest) = (0.0, all);
    while rest.len() > 1 {
        let middle = rest.len() / 2;
        rest.select_nth_unstable_by(middle, |one, other| one.0.total_cmp(&other.0));
        let (lower, upper) = rest.split_at_mut(middle);
        let reached = below + lower.iter().map(|(_, weight)| weight).sum::<f64>();
        rest = if reached >= share {
            lower
        } else {
            below = reached;
            upper
        };
    }
    rest.first().map_or(0.0, |(value, _)| *value)
}

/// Where a share lies when half of each weight lies below its value, in proportion between two values.
fn between(sorted: &[(f64, f64)], share: f64) -> f64 {
    let (mut sum, mut before) = (0.0, (0.0, sorted.first().map_or(0.0, |first| first.0)));
    for (value, weight) in sorted {
        let middle = sum + 0.5 * weight;
        if middle >= share {
            let part = (share - before.0) / (middle - before.0).max(1e-300);
            return before.1 + part.clamp(0.0, 1.0) * (value - before.1);
        }
        sum += weight;
        before = (middle, *value);
    }
    before.1
}
