//! The binomial distribution.

use libm::lgamma;

/// A draw of n, each with the same probability.
pub(crate) struct Draw {
    /// ln of the numbers of ways to draw 0 to n.
    ln_ways: Vec<f64>,
}

impl Draw {
    /// A draw of so many.
    pub(crate) fn of(n: u32) -> Draw {
        let all = f64::from(n);
        let ways = |x: f64| lgamma(all + 1.0) - lgamma(x + 1.0) - lgamma(all - x + 1.0);
        Draw { ln_ways: (0..=n).map(|x| ways(f64::from(x))).collect() }
    }

    /// The probabilities of 0 to n, each with probability `share`.
    pub(crate) fn chances(&self, share: f64) -> impl Iterator<Item = f64> {
        let share = share.clamp(1e-12, 1.0 - 1e-12);
        let (ln_yes, ln_no) = (share.ln(), (-share).ln_1p());
        let all = self.ln_ways.len() as f64 - 1.0;
        let chance = move |(x, ln_ways): (usize, &f64)| (ln_ways + x as f64 * ln_yes + (all - x as f64) * ln_no).exp();
        self.ln_ways.iter().enumerate().map(chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_add_up_to_one() {
        for share in [0.0, 0.003, 0.5, 0.97, 1.0] {
            assert!((Draw::of(50).chances(share).sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!((Draw::of(2).chances(0.5).nth(1).unwrap() - 0.5).abs() < 1e-12);
    }
}
