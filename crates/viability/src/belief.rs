//! What tests and published constants together say of a lot: a distribution over lines of viability against age.
//!
//! A line has two unknowns, Kᵢ and a slope. Of Kᵢ nothing is assumed but Jeffreys' rule for the fraction that germinates at
//! age 0. Where constants are published, ages are counted in the viability lost by them, and ln slope is normal round 0: lots
//! keep somewhat better or worse than published. Where none are, ages are days and every slope from 0 up is as likely as any
//! other. The likelihood is binomial, flattened by the heterogeneity factor. Two numbers are few enough to be added up on a
//! grid: no normal approximation, and what is skew stays skew.

use crate::fit::Point;
use crate::normal::{fraction, ln_density, ln_fractions};
use crate::span::Span;

/// What is assumed of the slope before any test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Prior {
    /// ln slope is normal round 0 with this standard deviation.
    Published(f64),
    /// Any slope from 0 up.
    Nothing,
}

/// Lines with their weights, which add up to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Belief {
    lines: Vec<Line>,
    centre: f64,
    middle: (f64, f64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    ki: f64,
    slope: f64,
    weight: f64,
}

/// A rectangle of the grid: viability at the central age, and the tilt: ln slope, or the slope where nothing is assumed of it.
#[derive(Debug, Clone, Copy)]
struct Window {
    level: [f64; 2],
    tilt: [f64; 2],
}

/// Steps of the grid in each direction: while searching, when only the middle is asked for, and at the end.
const COARSE: usize = 14;
const ROUGH: usize = 20;
const FINE: usize = 36;
/// What is e⁻¹² times as likely as the best does not count.
const DEPTH: f64 = 12.0;

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
        let mut window = posterior.window(points);
        for _ in 0..20 {
            let next = window.narrowed(&posterior);
            let shrunk = next.area() < 0.5 * window.area();
            window = next;
            if !shrunk {
                break;
            }
        }
        posterior.lines(window, steps)
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

    /// Where something that follows from a line lies with probability `level`. What falls on every line never rises.
    pub(crate) fn quantiles(&self, level: f64, of: impl Fn(f64, f64) -> f64) -> [f64; 2] {
        let mut all: Vec<_> = self.lines.iter().map(|line| (of(line.ki, line.slope), line.weight)).collect();
        all.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let tail = (1.0 - level) / 2.0;
        [quantile(&all, tail), quantile(&all, 1.0 - tail)]
    }

    /// The probability that something holds of the line.
    pub(crate) fn chance(&self, holds: impl Fn(f64, f64) -> bool) -> f64 {
        let sum: f64 = self.lines.iter().filter(|line| holds(line.ki, line.slope)).map(|line| line.weight).sum();
        sum.clamp(0.0, 1.0)
    }

    /// The slope with probability `level`, round its middle. The grid has few slopes: between them in proportion.
    pub(crate) fn slopes(&self, level: f64) -> Span {
        let mut columns: Vec<(f64, f64)> = Vec::new();
        for line in &self.lines {
            match columns.iter_mut().find(|column| column.0 == line.slope) {
                Some(column) => column.1 += line.weight,
                None => columns.push((line.slope, line.weight)),
            }
        }
        columns.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let tail = (1.0 - level) / 2.0;
        Span::around(self.slope(), between(&columns, tail), between(&columns, 1.0 - tail))
    }

    /// The distribution of the fraction that germinates at an age, in `bins` equal steps from 0 to 1.
    pub(crate) fn histogram(&self, age: f64, bins: usize) -> Vec<f64> {
        let mut histogram = vec![0.0; bins];
        for line in &self.lines {
            let bin = (fraction(line.ki - line.slope * age) * bins as f64) as usize;
            histogram[bin.min(bins - 1)] += line.weight;
        }
        histogram
    }
}

/// The first value at which the weights up to it reach a share.
fn quantile(sorted: &[(f64, f64)], share: f64) -> f64 {
    let mut sum = 0.0;
    let reached = sorted.iter().find(|(_, weight)| {
        sum += weight;
        sum >= share
    });
    reached.or(sorted.last()).map_or(0.0, |(value, _)| *value)
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

/// ln of the posterior density, up to a constant.
struct Posterior {
    points: Vec<(f64, f64, f64)>,
    prior: Prior,
    centre: f64,
}

impl Posterior {
    fn of(points: &[Point], prior: Prior, heterogeneity: f64) -> Posterior {
        let mut ages: Vec<(f64, f64, f64)> = Vec::new();
        for point in points {
            let alive = f64::from(point.test.germinated()) / heterogeneity;
            let dead = f64::from(point.test.sown() - point.test.germinated()) / heterogeneity;
            match ages.iter_mut().find(|same| same.0 == point.age) {
                Some(same) => *same = (same.0, same.1 + alive, same.2 + dead),
                None => ages.push((point.age, alive, dead)),
            }
        }
        let seeds: f64 = ages.iter().map(|(_, alive, dead)| alive + dead).sum();
        let centre = ages.iter().map(|(age, alive, dead)| age * (alive + dead)).sum::<f64>() / seeds;
        Posterior { points: ages, prior, centre }
    }

    /// Where to look first: wide enough for anything.
    fn window(&self, points: &[Point]) -> Window {
        let tilt = match self.prior {
            Prior::Published(deviation) => [-5.0 * deviation, 5.0 * deviation],
            Prior::Nothing => {
                let mut ages: Vec<f64> = points.iter().map(|point| point.age).collect();
                ages.sort_unstable_by(f64::total_cmp);
                let gaps = ages.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0.0);
                let longest = ages.last().map_or(1.0, |last| last.max(1e-9));
                [0.0, 16.0 / gaps.fold(longest, f64::min)]
            }
        };
        Window { level: [-9.0, 9.0], tilt }
    }

    fn slope(&self, tilt: f64) -> f64 {
        match self.prior {
            Prior::Published(_) => tilt.exp(),
            Prior::Nothing => tilt,
        }
    }

    fn at(&self, level: f64, tilt: f64) -> f64 {
        let slope = self.slope(tilt);
        let ki = level + slope * self.centre;
        // Jeffreys for the fraction germinating at age 0: density φ(Kᵢ) / √(Φ(Kᵢ) Φ(−Kᵢ)) of Kᵢ.
        let (yes, no) = ln_fractions(ki);
        let mut sum = ln_density(ki) - 0.5 * (yes + no);
        if let Prior::Published(deviation) = self.prior {
            sum -= 0.5 * (tilt / deviation).powi(2);
        }
        for (age, alive, dead) in &self.points {
            let (yes, no) = ln_fractions(level - slope * (age - self.centre));
            sum += alive * yes + dead * no;
        }
        sum
    }

    fn grid(&self, window: Window, steps: usize) -> Vec<(f64, f64, f64)> {
        let mut cells = Vec::with_capacity(steps * steps);
        for row in 0..steps {
            let level = within(window.level, row, steps);
            for column in 0..steps {
                let tilt = within(window.tilt, column, steps);
                cells.push((level, tilt, self.at(level, tilt)));
            }
        }
        cells
    }

    fn lines(&self, window: Window, steps: usize) -> Belief {
        let cells = self.grid(window, steps);
        let top = cells.iter().map(|cell| cell.2).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = cells.iter().map(|cell| (cell.2 - top).exp()).sum();
        let weight = |cell: &(f64, f64, f64)| (cell.2 - top).exp() / total;
        let line = |cell: &(f64, f64, f64)| {
            let slope = self.slope(cell.1);
            Line { ki: cell.0 + slope * self.centre, slope, weight: weight(cell) }
        };
        let level = cells.iter().map(|cell| cell.0 * weight(cell)).sum();
        let tilt = cells.iter().map(|cell| cell.1 * weight(cell)).sum();
        let lines = cells.iter().map(line).filter(|line| line.weight > 1e-12).collect();
        Belief { lines, centre: self.centre, middle: (level, self.slope(tilt)) }
    }
}

/// The middle of the `index`-th of `steps` equal parts.
fn within([low, high]: [f64; 2], index: usize, steps: usize) -> f64 {
    low + (high - low) * (index as f64 + 0.5) / steps as f64
}

impl Window {
    fn area(self) -> f64 {
        (self.level[1] - self.level[0]) * (self.tilt[1] - self.tilt[0])
    }

    /// The part of the window that counts, and a cell more on each side.
    fn narrowed(self, posterior: &Posterior) -> Window {
        let cells = posterior.grid(self, COARSE);
        let top = cells.iter().map(|cell| cell.2).fold(f64::NEG_INFINITY, f64::max);
        let counts = || cells.iter().filter(move |cell| cell.2 > top - DEPTH);
        let side = |[low, high]: [f64; 2], of: fn(&(f64, f64, f64)) -> f64| {
            let margin = 1.5 * (high - low) / COARSE as f64;
            let least = counts().map(of).fold(high, f64::min) - margin;
            let most = counts().map(of).fold(low, f64::max) + margin;
            [least.max(low), most.min(high)]
        };
        Window { level: side(self.level, |cell| cell.0), tilt: side(self.tilt, |cell| cell.1) }
    }
}
