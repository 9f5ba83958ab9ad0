//! Chances of whole numbers: their sums, their tails, and draws from them.

use std::sync::OnceLock;

use crate::stream::Stream;

/// Chances below this are left out of sums; no p from them is smaller.
pub(crate) const NEGLIGIBLE: f64 = 1e-30;

/// Chances of whole numbers from a first one on.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    first: u64,
    all: Vec<f64>,
}

impl Chances {
    /// From numbers that are in proportion to them.
    pub(crate) fn scaled(first: u64, mut all: Vec<f64>) -> Self {
        let sum: f64 = all.iter().sum();
        all.iter_mut().for_each(|chance| *chance /= sum);
        Self { first, all }
    }

    /// A draw.
    pub(crate) fn draw(&self, stream: &mut Stream) -> u64 {
        let mut left = stream.share();
        let place = self.all.iter().position(|chance| {
            left -= chance;
            left < 0.0
        });
        self.first + place.unwrap_or(self.all.len() - 1) as u64
    }

    /// That of nothing: the sum of no parts is 0.
    #[must_use]
    pub fn none() -> Self {
        Self { first: 0, all: vec![1.0] }
    }

    /// The chances of the sum of two independent numbers.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut all = vec![0.0; self.all.len() + other.all.len() - 1];
        for (place, chance) in self.all.iter().enumerate() {
            for (sum, others) in all[place..].iter_mut().zip(&other.all) {
                *sum += chance * others;
            }
        }
        let skipped = all.iter().take_while(|chance| **chance < NEGLIGIBLE).count();
        all.drain(..skipped);
        let kept = all.len() - all.iter().rev().take_while(|chance| **chance < NEGLIGIBLE).count();
        all.truncate(kept);
        Self { first: self.first + other.first + skipped as u64, all }
    }

    /// Chance of `count` or more, 1e-30 at least.
    #[must_use]
    pub fn at_least(&self, count: u64) -> f64 {
        let skipped = (count.saturating_sub(self.first) as usize).min(self.all.len());
        sum(self.all[skipped..].iter().rev())
    }

    /// Chance of `count` or fewer, 1e-30 at least.
    #[must_use]
    pub fn at_most(&self, count: u64) -> f64 {
        let taken = if count < self.first { 0 } else { ((count - self.first) as usize + 1).min(self.all.len()) };
        sum(self.all[..taken].iter())
    }

    /// The smaller of both tails from `count` on, twice, 1 at most.
    #[must_use]
    pub fn both(&self, count: u64) -> f64 {
        (2.0 * self.at_least(count).min(self.at_most(count))).min(1.0)
    }

    /// Mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.all.iter().zip(self.first..).map(|(chance, count)| chance * count as f64).sum()
    }
}

/// Smallest first.
fn sum<'a>(chances: impl Iterator<Item = &'a f64>) -> f64 {
    chances.sum::<f64>().clamp(NEGLIGIBLE, 1.0)
}

/// ln n!, from a table for what occurs most.
#[inline]
pub(crate) fn ln_factorial(number: u64) -> f64 {
    static TABLE: OnceLock<Vec<f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| (0..1 << 16).map(reckoned).collect());
    table.get(number as usize).copied().unwrap_or_else(|| reckoned(number))
}

/// ln n!, by Stirling's series from 32 on, where its error is below 1e-15.
fn reckoned(number: u64) -> f64 {
    const LN_ROOT_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if number < 32 {
        return (2..=number).map(|factor| factor as f64).product::<f64>().ln();
    }
    let x = number as f64;
    let (inverse, square) = (1.0 / x, 1.0 / (x * x));
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
    (x + 0.5) * x.ln() - x + LN_ROOT_TWO_PI + series
}

pub(crate) fn ln_choose(from: u64, some: u64) -> f64 {
    ln_factorial(from) - ln_factorial(some) - ln_factorial(from - some)
}
