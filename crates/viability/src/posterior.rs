//! How likely a line is, from tests and published constants, and where the lines lie that count.

use crate::fit::Point;
use crate::normal::{ln_density, ln_fractions, ln_slope};

/// What is assumed of the slope before any test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Prior {
    /// ln slope is normal round 0 with this standard deviation.
    Published(f64),
    /// Any slope from 0 up.
    Nothing,
}

/// Slopes while the range that counts is looked for.
const SEARCH: usize = 16;
/// What is e⁻¹² times as likely as the best does not count.
const DEPTH: f64 = 12.0;
/// The golden ratio, whose multiples fill a range evenly.
const GOLDEN: f64 = 0.618_033_988_749_894_8;

/// ln of the posterior density, up to a constant.
pub(crate) struct Posterior {
    points: Vec<(f64, f64, f64)>,
    prior: Prior,
    /// The age at which levels are told: the mean age of the seeds tested.
    pub(crate) centre: f64,
}

impl Posterior {
    /// Of points on the clock, each seed counting 1/heterogeneity.
    pub(crate) fn of(points: &[Point], prior: Prior, heterogeneity: f64) -> Posterior {
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

    /// The slope of a tilt.
    pub(crate) fn slope(&self, tilt: f64) -> f64 {
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

    /// Level, tilt and ln weight, up to a constant, of so many columns of so many cells that hold all that counts.
    pub(crate) fn cells(&self, points: &[Point], steps: usize) -> Vec<(f64, f64, f64)> {
        let columns = parts(self.range(points), steps).map(|tilt| self.column(tilt));
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
        columns.enumerate().flat_map(cell).collect()
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
