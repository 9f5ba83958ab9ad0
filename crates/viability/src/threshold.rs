//! The germination below which seeds should be regenerated.

use crate::error::{Error, within};
use crate::normal::{fraction, quantile};

/// A germination that must not be fallen under.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold(Kind);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    OfInitial(f64),
    Absolute(f64),
}

const EXPECTED: &str = "a fraction from 0.01 to 0.99 (0.85, not 85)";

impl Threshold {
    /// A fraction of the initial germination; 0.85 by default (FAO 2014, *Genebank Standards*, 4.3.4).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless from 0.01 to 0.99.
    pub fn of_initial(share: f64) -> Result<Threshold, Error> {
        Ok(Threshold(Kind::OfInitial(within(
            "the threshold, of the initial germination",
            share,
            [0.01, 0.99],
            EXPECTED,
        )?)))
    }

    /// A germination as such.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless from 0.01 to 0.99.
    pub fn absolute(germination: f64) -> Result<Threshold, Error> {
        Ok(Threshold(Kind::Absolute(within("the threshold, of germination", germination, [0.01, 0.99], EXPECTED)?)))
    }

    /// The threshold for seeds that began at `ki`, as a normal equivalent deviate.
    #[inline]
    pub fn deviate(self, ki: f64) -> f64 {
        match self.0 {
            Kind::OfInitial(share) => quantile(share * fraction(ki)),
            Kind::Absolute(germination) => quantile(germination),
        }
    }
}

impl Default for Threshold {
    fn default() -> Threshold {
        Threshold(Kind::OfInitial(0.85))
    }
}
