//! How many of those drawn without replacement are near: exact chances, and draws.

use crate::chances::{Chances, NEGLIGIBLE, ln_choose};
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

    /// Chances of all numbers that matter.
    #[must_use]
    pub fn chances(&self) -> Chances {
        self.tilted(1.0)
    }

    /// Chances where the `odds` of what is near are so many times those of what is far, above 0: Fisher's noncentral
    /// hypergeometric law (Fog 2008).
    #[must_use]
    pub fn tilted(&self, odds: f64) -> Chances {
        let [fewest, most] = self.ends();
        let mode = self.tilted_mode(odds);
        let (mut all, mut chance, mut first) = (Vec::new(), 1.0, mode);
        while first > fewest && chance > NEGLIGIBLE {
            first -= 1;
            chance /= self.ratio(first) * odds;
            all.push(chance);
        }
        all.reverse();
        all.push(1.0);
        let (mut chance, mut top) = (1.0, mode);
        while top < most && chance > NEGLIGIBLE {
            chance *= self.ratio(top) * odds;
            top += 1;
            all.push(chance);
        }
        Chances::scaled(first, all)
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

    /// The first number after which chances fall.
    fn tilted_mode(&self, odds: f64) -> u64 {
        let [mut low, mut high] = self.ends();
        while low < high {
            let middle = low + (high - low) / 2;
            if self.ratio(middle) * odds >= 1.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// About the likeliest number.
    fn mode(&self) -> u64 {
        let [fewest, most] = self.ends();
        // One off does no harm: it is only where draws begin to look.
        let mode = (self.drawn + 1) as f64 * (self.near + 1) as f64 / (self.total + 2) as f64;
        (mode as u64).clamp(fewest, most)
    }

    /// Chance of `count + 1` over that of `count`.
    fn ratio(&self, count: u64) -> f64 {
        let up = (self.near - count) as f64 * (self.drawn - count) as f64;
        up / ((count + 1) as f64 * (self.total + count + 1 - self.near - self.drawn) as f64)
    }
}
