//! What tests and published constants together say of a lot: a distribution over lines of viability against age.
//!
//! A line has two unknowns, Kᵢ and a slope. Of Kᵢ nothing is assumed but Jeffreys' rule for the fraction that germinates at
//! age 0. Where constants are published, ages are counted in the viability lost by them, and ln slope is normal round 0: lots
//! keep somewhat better or worse than published. Where none are, ages are days and every slope from 0 up is as likely as any
//! other. The likelihood is binomial, flattened by the heterogeneity factor. Two numbers are few enough to be added up on a
//! grid: no normal approximation, and what is skew stays skew.

use crate::fit::Point;
use crate::normal::{ln_density, ln_fractions, ln_slope, quantile as deviate_of};
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
/// Slopes while the range that counts is looked for.
const SEARCH: usize = 16;
/// What is e⁻¹² times as likely as the best does not count.
const DEPTH: f64 = 12.0;
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
        let range = posterior.range(points);
        let columns: Vec<Column> = parts(range, steps).map(|tilt| posterior.column(tilt)).collect();
        posterior.lines(&columns, steps)
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
        all.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let tail = (1.0 - level) / 2.0;
        [quantile(&all, tail), quantile(&all, 1.0 - tail)]
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

    /// The range of tilts that counts: ln slope, or the slope where nothing is assumed of it. It is closed in step by step;
    /// what lies between the tilts next to those that count is never left out.
    fn range(&self, points: &[Point]) -> [f64; 2] {
        let mut range = match self.prior {
            Prior::Published(deviation) => [-5.0 * deviation, 5.0 * deviation],
            Prior::Nothing => [0.0, steepest(points)],
        };
        for _ in 0..20 {
            let columns: Vec<Column> = parts(range, SEARCH).map(|tilt| self.column(tilt)).collect();
            let top = columns.iter().map(Column::mass).fold(f64::NEG_INFINITY, f64::max);
            let counts = || columns.iter().filter(move |column| column.mass() > top - DEPTH).map(|column| column.tilt);
            let step = (range[1] - range[0]) / SEARCH as f64;
            let (least, most) = (counts().fold(range[1], f64::min) - step, counts().fold(range[0], f64::max) + step);
            let next = [least.max(range[0]), most.min(range[1])];
            let shrunk = next[1] - next[0] < 0.7 * (range[1] - range[0]);
            range = next;
            if !shrunk {
                break;
            }
        }
        range
    }

    /// The levels that count at a tilt. The density is concave in the level, so that Newton's steps find its top.
    fn column(&self, tilt: f64) -> Column {
        let slope = self.slope(tilt);
        let (mut level, mut bend) = (0.5, 1.0);
        for _ in 0..60 {
            let (rise, curve) = self.slope_of_level(level, slope);
            bend = curve.max(1e-9);
            let step = (rise / bend).clamp(-2.0, 2.0);
            level += step;
            if step.abs() < 1e-3 * bend.sqrt().recip() {
                break;
            }
        }
        let top = self.at(level, tilt);
        let edge = |side: f64| {
            let mut far = 4.0 / bend.sqrt();
            while self.at(level + side * far, tilt) > top - DEPTH && far < 100.0 {
                far *= 1.3;
            }
            level + side * far
        };
        Column { tilt, levels: [edge(-1.0), edge(1.0)], top }
    }

    /// How the logarithm of the density rises with the level, and how it bends down.
    fn slope_of_level(&self, level: f64, slope: f64) -> (f64, f64) {
        let ki = level + slope * self.centre;
        let ((yes, bend_yes), (no, bend_no)) = (ln_slope(ki), ln_slope(-ki));
        let mut rise = -ki - 0.5 * (yes - no);
        let mut bend = 1.0 - 0.5 * (bend_yes + bend_no);
        for (age, alive, dead) in &self.points {
            let v = level - slope * (age - self.centre);
            let ((yes, bend_yes), (no, bend_no)) = (ln_slope(v), ln_slope(-v));
            rise += alive * yes - dead * no;
            bend += alive * bend_yes + dead * bend_no;
        }
        (rise, bend)
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

    fn lines(&self, columns: &[Column], steps: usize) -> Belief {
        let cell = |(index, column): (usize, Column)| {
            let width = (column.levels[1] - column.levels[0]).ln();
            let shift = (index as f64 * GOLDEN).fract();
            let tilt = column.tilt;
            (0..steps).map(move |row| {
                let part = (row as f64 + shift) / steps as f64;
                let level = column.levels[0] + part * (column.levels[1] - column.levels[0]);
                (level, tilt, self.at(level, tilt) + width)
            })
        };
        let cells: Vec<(f64, f64, f64)> = columns.iter().copied().enumerate().flat_map(cell).collect();
        let top = cells.iter().map(|cell| cell.2).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = cells.iter().map(|cell| (cell.2 - top).exp()).sum();
        let weight = |cell: &(f64, f64, f64)| (cell.2 - top).exp() / total;
        let line = |cell: &(f64, f64, f64)| {
            let slope = self.slope(cell.1);
            Line { ki: cell.0 + slope * self.centre, slope, later: 1.0, weight: weight(cell) }
        };
        let level = cells.iter().map(|cell| cell.0 * weight(cell)).sum();
        let tilt = cells.iter().map(|cell| cell.1 * weight(cell)).sum();
        let lines = cells.iter().map(line).filter(|line| line.weight > 1e-12).collect();
        Belief { lines, centre: self.centre, middle: (level, self.slope(tilt)) }
    }
}

/// One tilt, and the levels that count at it.
#[derive(Debug, Clone, Copy)]
struct Column {
    tilt: f64,
    levels: [f64; 2],
    top: f64,
}

impl Column {
    /// ln of what the column weighs, about.
    fn mass(&self) -> f64 {
        self.top + (self.levels[1] - self.levels[0]).ln()
    }
}

/// The middles of equal parts of a range.
fn parts([low, high]: [f64; 2], steps: usize) -> impl Iterator<Item = f64> {
    (0..steps).map(move |part| low + (high - low) * (part as f64 + 0.5) / steps as f64)
}

/// The steepest slope that is thought of: 16 deviates between the two ages that are nearest.
fn steepest(points: &[Point]) -> f64 {
    let mut ages: Vec<f64> = points.iter().map(|point| point.age).collect();
    ages.sort_unstable_by(f64::total_cmp);
    let gaps = ages.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0.0);
    16.0 / gaps.fold(ages.last().map_or(1.0, |last| last.max(1e-9)), f64::min)
}
