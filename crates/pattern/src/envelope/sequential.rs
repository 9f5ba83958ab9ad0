//! p of single numbers: stopping early, and several at once.

use crate::error::{Error, within};

/// What a sequential test gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sequential {
    /// p, at least 1/(simulations + 1).
    pub p: f64,
    /// How many simulations were made.
    pub simulated: usize,
}

/// Besag & Clifford (1991): simulates until `enough` (10 to 20 are usual) values are as great as the observed one, at most `most`
/// times. Valid for one number, not for a curve.
///
/// # Errors
/// None enough, none at most, or a value that is no number.
pub fn sequential(
    observed: f64,
    enough: usize,
    most: usize,
    mut simulate: impl FnMut(usize) -> f64,
) -> Result<Sequential, Error> {
    within("the count to stop at", enough as f64, [1.0, 1e6], "1 to 1,000,000; 10 to 20 are usual")?;
    within("the most simulations", most as f64, [1.0, 1e9], "1 at least")?;
    let mut as_great = 0;
    for number in 0..most {
        let value = simulate(number);
        if !(value.is_finite() && observed.is_finite()) {
            return Err(Error::NotFinite { what: "simulation", index: number, found: value });
        }
        as_great += usize::from(value >= observed);
        if as_great == enough {
            return Ok(Sequential { p: enough as f64 / (number + 1) as f64, simulated: number + 1 });
        }
    }
    Ok(Sequential { p: (as_great + 1) as f64 / (most + 1) as f64, simulated: most })
}

/// p of several tests at once, in the order given (Holm 1979).
#[must_use]
pub fn holm(all: &[f64]) -> Vec<f64> {
    let mut held = vec![0.0; all.len()];
    let mut most: f64 = 0.0;
    for (place, index) in super::order(all).into_iter().enumerate() {
        most = most.max(((all.len() - place) as f64 * all[index]).min(1.0));
        held[index] = most;
    }
    held
}
