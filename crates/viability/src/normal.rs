//! The normal distribution: germination as normal equivalent deviates.
//!
//! A germination of 50 % is 0, of 84 % about 1. Older papers write "probits", which are 5 more (Bliss 1934).

use crate::error::Error;
use crate::quantile::{polynomial, quantile as quantile_of};

/// ½ ln 2π.
const HALF_LN_2_PI: f64 = 0.918_938_533_204_672_8;

/// Above the line of the fraction beyond a deviate, from the constant on: algorithm 5666 of Hart et al. 1968, *Computer
/// Approximations*, as given by West 2005, *Wilmott* May: 70–76.
const ABOVE: [f64; 7] = [
    220.206_867_912_376,
    221.213_596_169_931,
    112.079_291_497_871,
    33.912_866_078_383,
    6.373_962_203_531_65,
    0.700_383_064_443_688,
    0.035_262_496_599_891_1,
];
/// Below the line.
const BELOW: [f64; 8] = [
    440.413_735_824_752,
    793.826_512_519_948,
    637.333_633_378_831,
    296.564_248_779_674,
    86.780_732_202_946_1,
    16.064_177_579_207,
    1.755_667_163_182_64,
    0.088_388_347_648_318_4,
];
/// Farther out than this, a continued fraction is exact.
const FAR: f64 = 7.071_067_811_865_47;
/// √2π.
const SQRT_2_PI: f64 = 2.506_628_274_631_000_7;

/// The fraction of seeds that germinate at a viability given as a normal equivalent deviate: within 10⁻¹⁵, and in
/// the tails within 10⁻⁸ of what is left.
#[inline]
pub fn fraction(deviate: f64) -> f64 {
    let beyond = beyond(deviate.abs());
    if deviate > 0.0 { 1.0 - beyond } else { beyond }
}

/// The fraction beyond a deviate, which is not negative.
#[inline]
fn beyond(size: f64) -> f64 {
    let density = (-0.5 * size * size).exp();
    if size < FAR {
        return density * polynomial(&ABOVE, size) / polynomial(&BELOW, size);
    }
    let continued = [4.0, 3.0, 2.0, 1.0].iter().fold(size + 0.65, |under, step| size + step / under);
    density / (continued * SQRT_2_PI)
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
    quantile_of(fraction.clamp(1e-300, 1.0 - f64::EPSILON / 2.0))
}

/// ln of [`fraction`], without underflow.
pub(crate) fn ln_fraction(deviate: f64) -> f64 {
    if deviate < -30.0 { ln_density(deviate) - (-deviate).ln() } else { fraction(deviate).ln() }
}

/// ln of the fractions that germinate and that do not.
pub(crate) fn ln_fractions(deviate: f64) -> (f64, f64) {
    let ln_smaller = ln_fraction(-deviate.abs());
    let ln_larger = (-beyond(deviate.abs())).ln_1p();
    if deviate < 0.0 { (ln_smaller, ln_larger) } else { (ln_larger, ln_smaller) }
}

/// How ln of the fraction rises with the deviate, and how it bends down (0 to 1).
pub(crate) fn ln_slope(deviate: f64) -> (f64, f64) {
    let rise = (ln_density(deviate) - ln_fraction(deviate)).exp();
    (rise, (rise * (deviate + rise)).clamp(0.0, 1.0))
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
        assert!((fraction(-1.0) - 0.158_655_253_931_457_05).abs() < 1e-15);
        assert!(deviate(1.0).is_err() && deviate(0.0).is_err() && deviate(f64::NAN).is_err());
    }

    #[test]
    fn fractions_are_those_of_the_error_function() {
        for step in -3700..=3700 {
            let deviate = f64::from(step) / 100.0;
            let exact = 0.5 * libm::erfc(-deviate / std::f64::consts::SQRT_2);
            assert!((fraction(deviate) / exact - 1.0).abs() < 2e-8, "{deviate} {} {exact}", fraction(deviate));
            assert!((fraction(deviate) - exact).abs() < 1e-15);
        }
        assert_eq!([fraction(f64::INFINITY), fraction(f64::NEG_INFINITY)], [1.0, 0.0]);
    }

    #[test]
    fn logarithms_join_where_the_formula_changes() {
        let (left, right) = (ln_fraction(-30.000_001), ln_fraction(-29.999_999));
        assert!((left - right).abs() < 2e-3, "{left} {right}");
        assert!(ln_fraction(-1e8).is_finite());
        for deviate in [-40.0, -3.0, 0.0, 0.5, 9.0] {
            let (yes, no) = ln_fractions(deviate);
            assert!((yes - ln_fraction(deviate)).abs() < 1e-12 && (no - ln_fraction(-deviate)).abs() < 1e-12);
        }
    }
}
