//! The line of viability against time that tests draw by themselves: probit analysis by weighted maximum likelihood.
//!
//! Iteratively reweighted least squares (Finney 1971, *Probit Analysis*, chapter 4 and appendix II).

use crate::germination::{Test, excess, heterogeneity};
use crate::normal::{fraction, ln_density, ln_fraction};

/// A test and how much the lot had aged by then, on whatever clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Age: days, or the viability lost by published constants.
    pub age: f64,
    /// The test.
    pub test: Test,
}

/// A fitted line v = Kᵢ − slope · age.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Kᵢ: viability at age 0, as a normal equivalent deviate.
    pub ki: f64,
    /// What is lost in one unit of age; negative where the tests rise. 1/slope is σ in that unit.
    pub slope: f64,
    /// Variances and covariance of Kᵢ and slope, [[Kᵢ, both], [both, slope]], the heterogeneity factor included.
    pub covariance: [[f64; 2]; 2],
    /// Heterogeneity factor: how many times more the tests stray from the line than seeds drawn at random; at least 1.
    pub heterogeneity: f64,
}

impl Fit {
    /// Fits the line. None when tests do not draw one: fewer than two ages, none or all germinated throughout, or seeds
    /// all alive before an age and all dead after, between which any line fits.
    pub fn of(points: &[Point]) -> Option<Fit> {
        let mut line = (0.0, 0.0);
        for _ in 0..100 {
            let next = step(points, line)?;
            let moved = (next.0 - line.0).abs() + (next.1 - line.1).abs() * largest(points);
            line = next;
            if moved < 1e-11 {
                return finish(points, line);
            }
        }
        None
    }

    /// v at an age.
    pub fn viability(&self, age: f64) -> f64 {
        self.ki - self.slope * age
    }

    /// Standard error of v at an age.
    pub fn error(&self, age: f64) -> f64 {
        let [[a, b], [_, c]] = self.covariance;
        (a - 2.0 * age * b + age * age * c).max(0.0).sqrt()
    }
}

fn largest(points: &[Point]) -> f64 {
    points.iter().map(|point| point.age).fold(1e-300, f64::max)
}

/// The weight of a point and its working deviate, at a line. The weight is n φ²/(Φ(1−Φ)).
fn working(point: &Point, v: f64) -> (f64, f64) {
    let n = f64::from(point.test.sown());
    let weight = n * (2.0 * ln_density(v) - ln_fraction(v) - ln_fraction(-v)).exp();
    let off = f64::from(point.test.germinated()) / n - fraction(v);
    (weight, v + off * (-ln_density(v)).exp())
}

/// Sums of weights, weighted ages and so on, with the ages measured from their weighted mean.
struct Sums {
    weight: f64,
    age: f64,
    square: f64,
}

fn sums(points: &[Point], line: (f64, f64)) -> Option<Sums> {
    let weights = || points.iter().map(|point| (working(point, line.0 - line.1 * point.age).0, point.age));
    let weight: f64 = weights().map(|(w, _)| w).sum();
    let age = weights().map(|(w, x)| w * x).sum::<f64>() / weight;
    let square: f64 = weights().map(|(w, x)| w * (x - age).powi(2)).sum();
    let enough = weight > 1e-8 && square > 1e-10 * weight * largest(points).powi(2);
    enough.then_some(Sums { weight, age, square })
}

fn step(points: &[Point], line: (f64, f64)) -> Option<(f64, f64)> {
    let sums = sums(points, line)?;
    let at = |point: &Point| (working(point, line.0 - line.1 * point.age), point.age);
    let mean = points.iter().map(at).map(|((w, y), _)| w * y).sum::<f64>() / sums.weight;
    let cross: f64 = points.iter().map(at).map(|((w, y), x)| w * (x - sums.age) * (y - mean)).sum();
    let slope = -cross / sums.square;
    let next = (mean + slope * sums.age, slope);
    let farthest = points.iter().map(|p| (next.0 - next.1 * p.age).abs()).fold(0.0, f64::max);
    // A line that runs away has no maximum; a line that jumps far is drawn back to where the weights still mean something.
    if !farthest.is_finite() || farthest > 60.0 {
        return None;
    }
    let share = if farthest > 8.0 { 0.5 } else { 1.0 };
    Some((line.0 + share * (next.0 - line.0), line.1 + share * (next.1 - line.1)))
}

fn finish(points: &[Point], (ki, slope): (f64, f64)) -> Option<Fit> {
    let sums = sums(points, (ki, slope))?;
    let excess = points.iter().map(|p| excess(p.test, fraction(ki - slope * p.age))).sum();
    let heterogeneity = heterogeneity(excess, points.len().saturating_sub(2));
    let (level, tilt) = (heterogeneity / sums.weight, heterogeneity / sums.square);
    let covariance = [[level + sums.age * sums.age * tilt, sums.age * tilt], [sums.age * tilt, tilt]];
    Some(Fit { ki, slope, covariance, heterogeneity })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(f64, u32, u32)]) -> Vec<Point> {
        list.iter().map(|(age, n, x)| Point { age: *age, test: Test::new(*n, *x).unwrap() }).collect()
    }

    #[test]
    fn tests_that_draw_no_line_have_none() {
        assert_eq!(Fit::of(&[]), None);
        assert_eq!(Fit::of(&points(&[(0.0, 50, 45)])), None);
        assert_eq!(Fit::of(&points(&[(3.0, 50, 45), (3.0, 50, 40)])), None);
        assert_eq!(Fit::of(&points(&[(0.0, 50, 50), (1.0, 50, 50)])), None);
        assert_eq!(Fit::of(&points(&[(0.0, 50, 50), (1.0, 50, 0)])), None);
    }

    #[test]
    fn a_fit_does_not_depend_on_the_unit_of_time() {
        let years = Fit::of(&points(&[(0.0, 50, 48), (2.0, 50, 45), (5.0, 50, 30), (9.0, 50, 4)])).unwrap();
        let days = Fit::of(&points(&[(0.0, 50, 48), (730.0, 50, 45), (1825.0, 50, 30), (3285.0, 50, 4)])).unwrap();
        assert!((years.ki - days.ki).abs() < 1e-9 && (years.slope / days.slope - 365.0).abs() < 1e-6);
        assert!((years.error(4.0) - days.error(1460.0)).abs() < 1e-9);
    }
}
