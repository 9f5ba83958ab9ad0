//! The binomial distribution.

use libm::lgamma;

/// The probabilities of 0 to n among n, each with probability `share`.
pub(crate) fn chances(n: u32, share: f64) -> Vec<f64> {
    let share = share.clamp(1e-12, 1.0 - 1e-12);
    let all = f64::from(n);
    let (ln_yes, ln_no) = (share.ln(), (-share).ln_1p());
    let top = lgamma(all + 1.0);
    let chance = |x: u32| {
        let x = f64::from(x);
        (top - lgamma(x + 1.0) - lgamma(all - x + 1.0) + x * ln_yes + (all - x) * ln_no).exp()
    };
    (0..=n).map(chance).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_add_up_to_one() {
        for share in [0.0, 0.003, 0.5, 0.97, 1.0] {
            assert!((chances(50, share).iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!((chances(2, 0.5)[1] - 0.5).abs() < 1e-12);
    }
}
