//! How many of those placed independently are near: exact chances, and draws.

use crate::chances::{Chances, NEGLIGIBLE, ln_choose};
use crate::stream::Stream;

/// Of `count` things each is near with the chance `share`, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Binomial {
    count: u64,
    share: f64,
}

impl Binomial {
    pub(crate) fn new(count: u64, share: f64) -> Self {
        Self { count, share: share.clamp(0.0, 1.0) }
    }

    fn is_sure(&self) -> Option<u64> {
        match self.share {
            0.0 => Some(0),
            1.0 => Some(self.count),
            _ => (self.count == 0).then_some(0),
        }
    }

    fn mode(&self) -> u64 {
        (((self.count + 1) as f64 * self.share) as u64).min(self.count)
    }

    fn at_mode(&self, mode: u64) -> f64 {
        let rest = (self.count - mode) as f64;
        (ln_choose(self.count, mode) + mode as f64 * self.share.ln() + rest * (-self.share).ln_1p()).exp()
    }

    /// Chance of `number + 1` over that of `number`.
    fn ratio(&self, number: u64) -> f64 {
        (self.count - number) as f64 * self.share / ((number + 1) as f64 * (1.0 - self.share))
    }

    pub(crate) fn chances(&self) -> Chances {
        if let Some(sure) = self.is_sure() {
            return Chances::scaled(sure, vec![1.0]);
        }
        let mode = self.mode();
        let (mut all, mut chance, mut first) = (Vec::new(), 1.0, mode);
        while first > 0 && chance > NEGLIGIBLE {
            first -= 1;
            chance /= self.ratio(first);
            all.push(chance);
        }
        all.reverse();
        all.push(1.0);
        let (mut chance, mut top) = (1.0, mode);
        while top < self.count && chance > NEGLIGIBLE {
            chance *= self.ratio(top);
            top += 1;
            all.push(chance);
        }
        Chances::scaled(first, all)
    }

    /// A draw, inverted outwards from the likeliest number.
    pub(crate) fn draw(&self, stream: &mut Stream) -> u64 {
        if let Some(sure) = self.is_sure() {
            return sure;
        }
        let mode = self.mode();
        let at_mode = self.at_mode(mode);
        let (mut low, mut high, mut below, mut above) = (mode, mode, at_mode, at_mode);
        let mut left = stream.share() - at_mode;
        while left > 0.0 && (low > 0 || high < self.count) {
            if high < self.count {
                above *= self.ratio(high);
                high += 1;
                left -= above;
                if left <= 0.0 {
                    return high;
                }
            }
            if low > 0 {
                low -= 1;
                below /= self.ratio(low);
                left -= below;
                if left <= 0.0 {
                    return low;
                }
            }
        }
        mode
    }
}
