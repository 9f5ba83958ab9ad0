//! How many of those drawn without replacement are near: exact chances, and draws.

use crate::stream::Stream;

/// Draws without replacement: of `total` things `near` are near, and `drawn` are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    total: u64,
    near: u64,
    drawn: u64,
}

impl Hypergeometric {
    /// `near` and `drawn` are at most `total`; greater ones are taken as that.
    #[must_use]
    pub fn new(total: u64, near: u64, drawn: u64) -> Self {
        Self { total, near: near.min(total), drawn: drawn.min(total) }
    }

    /// Fewest and most that may be near.
    #[must_use]
    pub fn ends(&self) -> [u64; 2] {
        [(self.near + self.drawn).saturating_sub(self.total), self.near.min(self.drawn)]
    }

    /// Mean number.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.total == 0 { 0.0 } else { self.drawn as f64 * self.near as f64 / self.total as f64 }
    }

    /// Variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        if self.total < 2 {
            return 0.0;
        }
        let (total, near, drawn) = (self.total as f64, self.near as f64, self.drawn as f64);
        drawn * (near / total) * (1.0 - near / total) * (total - drawn) / (total - 1.0)
    }

    /// Logarithm of the chance of `count`, which lies between the ends.
    #[must_use]
    pub fn ln_chance(&self, count: u64) -> f64 {
        ln_choose(self.near, count) + ln_choose(self.total - self.near, self.drawn - count)
            - ln_choose(self.total, self.drawn)
    }

    /// Chances from the first number of which the chance matters, and that number.
    #[must_use]
    pub fn chances(&self) -> Chances {
        let [fewest, most] = self.ends();
        let mode = self.mode();
        let at_mode = self.ln_chance(mode).exp();
        let mut below = Vec::new();
        let (mut chance, mut count) = (at_mode, mode);
        while count > fewest && chance > NEGLIGIBLE {
            chance /= self.ratio(count - 1);
            count -= 1;
            below.push(chance);
        }
        below.reverse();
        below.push(at_mode);
        let (mut chance, mut top) = (at_mode, mode);
        while top < most && chance > NEGLIGIBLE {
            chance *= self.ratio(top);
            top += 1;
            below.push(chance);
        }
        Chances { first: count, all: below }
    }

    /// A draw: inverted outwards from the likeliest number (Kachitvichyanukul & Schmeiser 1985), in steps of the order of the
    /// standard deviation.
    pub(crate) fn draw(&self, stream: &mut Stream) -> u64 {
        let [fewest, most] = self.ends();
        if fewest == most {
            return fewest;
        }
        let (mode, mut left) = (self.mode(), stream.share());
        let at_mode = self.ln_chance(mode).exp();
        let (mut low, mut high, mut chance_low, mut chance_high) = (mode, mode, at_mode, at_mode);
        left -= at_mode;
        while left > 0.0 && (low > fewest || high < most) {
            if high < most {
                chance_high *= self.ratio(high);
                high += 1;
                left -= chance_high;
                if left <= 0.0 {
                    return high;
                }
            }
            if low > fewest {
                chance_low /= self.ratio(low - 1);
                low -= 1;
                left -= chance_low;
                if left <= 0.0 {
                    return low;
                }
            }
        }
        mode
    }

    fn mode(&self) -> u64 {
        let [fewest, most] = self.ends();
        let top = (u128::from(self.drawn) + 1) * (u128::from(self.near) + 1);
        ((top / (u128::from(self.total) + 2)) as u64).clamp(fewest, most)
    }

    /// Chance of `count + 1` over that of `count`.
    fn ratio(&self, count: u64) -> f64 {
        let up = (self.near - count) as f64 * (self.drawn - count) as f64;
        up / ((count + 1) as f64 * (self.total + count + 1 - self.near - self.drawn) as f64)
    }
}

/// Chances below this are left out of sums; no p is smaller.
const NEGLIGIBLE: f64 = 1e-30;

/// Chances of whole numbers from a first one on.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    first: u64,
    all: Vec<f64>,
}

impl Chances {
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

/// ln n!, by Stirling's series from 32 on, where its error is below 1e-15.
pub(crate) fn ln_factorial(number: u64) -> f64 {
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
