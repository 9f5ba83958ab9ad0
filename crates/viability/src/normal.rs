//! The normal distribution: germination as normal equivalent deviates.
//!
//! A germination of 50 % is 0, of 84 % about 1. Older papers write "probits", which are 5 more (Bliss 1934).

use std::f64::consts::SQRT_2;

use statrs::function::erf::{erfc, erfc_inv};

use crate::error::Error;

/// ½ ln 2π.
const HALF_LN_2_PI: f64 = 0.918_938_533_204_672_8;

/// The fraction of seeds that germinate at a viability given as a normal equivalent deviate.
#[inline]
pub fn fraction(deviate: f64) -> f64 {
    0.5 * erfc(-deviate / SQRT_2)
}

/// The normal equivalent deviate of a fraction that germinates.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0 < `fraction` < 1: none and all have no deviate; see
/// [`Tally::fraction`](crate::Tally::fraction) for the continuity rule.
pub fn deviate(fraction: f64) -> Result<f64, Error> {
    if fraction > 0.0 && fraction < 1.0 {
        return Ok(quantile(fraction));
    }
    let expected = "a fraction between 0 and 1, both excluded; adjust tests in which none or all germinated";
    Err(Error::OutOfRange { what: "the fraction that germinates", found: fraction, expected })
}

/// The deviate of a fraction that is known to lie between 0 and 1; held off both ends.
#[inline]
pub(crate) fn quantile(fraction: f64) -> f64 {
    -SQRT_2 * erfc_inv(2.0 * fraction.clamp(1e-300, 1.0 - f64::EPSILON / 2.0))
}

/// ln of [`fraction`], without underflow.
pub(crate) fn ln_fraction(deviate: f64) -> f64 {
    if deviate < -30.0 { ln_density(deviate) - (-deviate).ln() } else { fraction(deviate).ln() }
}

/// ln of the density at a deviate.
pub(crate) fn ln_density(deviate: f64) -> f64 {
    -0.5 * deviate * deviate - HALF_LN_2_PI
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviates_are_those_of_the_tables() {
        assert!((deviate(0.975).unwrap() - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((fraction(-7.0) / 1.279_812_543_885_835e-12 - 1.0).abs() < 1e-9);
        assert!(deviate(1.0).is_err() && deviate(0.0).is_err() && deviate(f64::NAN).is_err());
    }

    #[test]
    fn logarithms_join_where_the_formula_changes() {
        let (left, right) = (ln_fraction(-30.000_001), ln_fraction(-29.999_999));
        assert!((left - right).abs() < 2e-3, "{left} {right}");
        assert!(ln_fraction(-1e8).is_finite());
    }
}
