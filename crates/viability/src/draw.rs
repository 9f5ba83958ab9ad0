//! What a test of so many seeds may show, when the fraction that germinates is itself not known.

use crate::binomial::Draw;

/// Fewest and most that germinate of `sown` with probability `level`. Tests that vary more than chance are drawn as if
/// fewer seeds were sown.
pub(crate) fn ends(histogram: &[f64], sown: u32, heterogeneity: f64, level: f64) -> (u32, u32) {
    let effective = (f64::from(sown) / heterogeneity).round().clamp(1.0, 100_000.0) as u32;
    let draw = Draw::of(effective);
    let mut all = vec![0.0; effective as usize + 1];
    for (bin, weight) in histogram.iter().enumerate().filter(|(_, weight)| **weight > 1e-9) {
        let share = (bin as f64 + 0.5) / histogram.len() as f64;
        for (sum, chance) in all.iter_mut().zip(draw.chances(share)) {
            *sum += weight * chance;
        }
    }
    let times = f64::from(sown) / f64::from(effective);
    let tail = (1.0 - level) / 2.0;
    let low = first_above(&all, tail) as f64 * times;
    let high = first_above(&all, 1.0 - tail) as f64 * times;
    (low.floor() as u32, (high.ceil() as u32).min(sown))
}

fn first_above(chances: &[f64], share: f64) -> usize {
    let mut sum = 0.0;
    let reached = chances.iter().position(|chance| {
        sum += chance;
        sum > share
    });
    reached.unwrap_or(chances.len() - 1)
}
