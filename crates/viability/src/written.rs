//! Which of two ways a number was written: fresh or dry weight, percent or fraction. Nothing is changed, only told.

use crate::error::{Error, within};
use crate::moisture::{Air, Moisture};

/// What a moisture is a percentage of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The fresh (wet) weight.
    Fresh,
    /// The dry weight.
    Dry,
}

/// What a look at a written moisture says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MoistureLook {
    /// It fits as it is said to be.
    Fits {
        /// What was expected, in percent on the basis that is said.
        expected: f64,
    },
    /// It fits the other basis better: the basis may be mistaken.
    OtherBasis {
        /// The basis that fits better.
        fits: Basis,
        /// What was expected on that basis, in percent.
        expected: f64,
    },
    /// It looks like a fraction (0.08) where percent (8) is expected.
    Fraction {
        /// The number as percent.
        percent: f64,
    },
    /// It fits neither: not in equilibrium, or another number is mistaken.
    Neither {
        /// What was expected on the fresh weight, in percent.
        fresh: f64,
        /// What was expected on the dry weight, in percent.
        dry: f64,
    },
}

/// The weights of one sample before and after drying, in any one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighing {
    /// Weight before drying.
    pub fresh: f64,
    /// Weight after drying.
    pub dry: f64,
}

impl Weighing {
    /// The moisture that the weights tell.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless 0 < dry < fresh.
    pub fn moisture(self) -> Result<Moisture, Error> {
        let lost = 100.0 * (self.fresh - self.dry) / self.fresh;
        Moisture::fresh_percent(lost)
    }

    /// Looks whether a written moisture follows from the weights, to a tenth of a percent point as weighings are rounded.
    ///
    /// # Errors
    /// As [`Weighing::moisture`].
    pub fn look(self, written_percent: f64, said: Basis) -> Result<MoistureLook, Error> {
        Ok(look(written_percent, said, self.moisture()?, |expected| 0.1 + 0.005 * expected))
    }
}

/// Looks whether a written moisture fits the air of the store. Seeds differ, so that 15 % of the number is allowed; at low
/// moisture both bases fit and the look tells nothing.
///
/// # Errors
/// [`Error::OutOfRange`] for an impossible oil content.
pub fn look_in_air(written_percent: f64, said: Basis, air: Air, oil_fraction: f64) -> Result<MoistureLook, Error> {
    Ok(look(written_percent, said, air.moisture(oil_fraction)?, |expected| 0.15 * expected))
}

fn look(written: f64, said: Basis, truth: Moisture, allowed: impl Fn(f64) -> f64) -> MoistureLook {
    let fits = |number: f64, expected: f64| (number - expected).abs() <= allowed(expected);
    let (expected, other) = match said {
        Basis::Fresh => (truth.of_fresh(), truth.of_dry()),
        Basis::Dry => (truth.of_dry(), truth.of_fresh()),
    };
    if fits(written, expected) {
        MoistureLook::Fits { expected }
    } else if fits(written, other) {
        let fits = if said == Basis::Fresh { Basis::Dry } else { Basis::Fresh };
        MoistureLook::OtherBasis { fits, expected: other }
    } else if written < 1.0 && fits(100.0 * written, expected) {
        MoistureLook::Fraction { percent: 100.0 * written }
    } else {
        MoistureLook::Neither { fresh: truth.of_fresh(), dry: truth.of_dry() }
    }
}

/// How a column of germinations, humidities or moistures is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As percent, 0 to 100.
    Percent,
    /// As fractions, 0 to 1.
    Fraction,
    /// Nothing tells: all are 0 or 1, or there are none.
    Open,
    /// Both ways: ask whoever wrote it.
    Mixed,
}

/// Tells how a column is written: numbers strictly between 0 and 1 are fractions, those above 1 percent.
///
/// # Errors
/// [`Error::OutOfRange`] for a number that is neither: below 0, above 100, not finite.
pub fn scale_of(numbers: &[f64]) -> Result<Scale, Error> {
    for number in numbers {
        within("a share", *number, [0.0, 100.0], "a percentage from 0 to 100, or a fraction from 0 to 1")?;
    }
    let fraction = numbers.iter().any(|n| *n > 0.0 && *n < 1.0);
    let percent = numbers.iter().any(|n| *n > 1.0);
    Ok(match (fraction, percent) {
        (true, true) => Scale::Mixed,
        (true, false) => Scale::Fraction,
        (false, true) => Scale::Percent,
        (false, false) => Scale::Open,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_tell_the_basis() {
        let weighing = Weighing { fresh: 5.0, dry: 4.5 };
        let look = |percent, said| weighing.look(percent, said).unwrap();
        assert!(matches!(look(10.0, Basis::Fresh), MoistureLook::Fits { .. }));
        assert!(matches!(look(11.1, Basis::Fresh), MoistureLook::OtherBasis { fits: Basis::Dry, .. }));
        assert!(matches!(look(10.0, Basis::Dry), MoistureLook::OtherBasis { fits: Basis::Fresh, .. }));
        assert!(matches!(look(0.1, Basis::Fresh), MoistureLook::Fraction { .. }));
        assert!(matches!(look(30.0, Basis::Fresh), MoistureLook::Neither { .. }));
        assert!(Weighing { fresh: 4.0, dry: 4.5 }.moisture().is_err());
        assert!(Weighing { fresh: 0.0, dry: 0.0 }.moisture().is_err());
    }

    #[test]
    fn damp_air_tells_the_basis_and_dry_air_does_not() {
        let damp = Air::new(25.0, 90.0).unwrap();
        let dry_percent = damp.moisture(0.02).unwrap().of_dry();
        let look = look_in_air(dry_percent, Basis::Fresh, damp, 0.02).unwrap();
        assert!(matches!(look, MoistureLook::OtherBasis { fits: Basis::Dry, .. }));
        let dry = Air::new(20.0, 15.0).unwrap();
        let look = look_in_air(dry.moisture(0.02).unwrap().of_dry(), Basis::Fresh, dry, 0.02).unwrap();
        assert!(matches!(look, MoistureLook::Fits { .. }));
    }

    #[test]
    fn columns_are_percent_or_fractions() {
        assert_eq!(scale_of(&[0.0, 0.97, 1.0]), Ok(Scale::Fraction));
        assert_eq!(scale_of(&[0.0, 97.0, 1.0]), Ok(Scale::Percent));
        assert_eq!(scale_of(&[0.97, 97.0]), Ok(Scale::Mixed));
        assert_eq!(scale_of(&[0.0, 1.0]), Ok(Scale::Open));
        assert!(scale_of(&[120.0]).is_err() && scale_of(&[f64::NAN]).is_err());
    }
}
