//! A number with the range in which it lies.

use crate::error::Error;

/// A best guess and the range round it: `low` ≤ `best` ≤ `high`, all finite. The unit is that of what it measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    low: f64,
    best: f64,
    high: f64,
}

impl Span {
    /// A range with a best guess.
    ///
    /// # Errors
    /// [`Error::Span`] when the numbers are not finite or not in order.
    pub fn new(low: f64, best: f64, high: f64) -> Result<Span, Error> {
        let ordered = low <= best && best <= high && low.is_finite() && high.is_finite();
        if ordered { Ok(Span { low, best, high }) } else { Err(Error::Span { low, best, high }) }
    }

    /// A range whose best guess is its middle.
    ///
    /// # Errors
    /// As [`Span::new`].
    pub fn between(low: f64, high: f64) -> Result<Span, Error> {
        Span::new(low, low + (high - low) / 2.0, high)
    }

    /// One number, taken as exact.
    ///
    /// # Errors
    /// [`Error::Span`] when it is not finite.
    pub fn exactly(number: f64) -> Result<Span, Error> {
        Span::new(number, number, number)
    }

    /// The lowest number of the range.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The best guess.
    pub fn best(self) -> f64 {
        self.best
    }

    /// The highest number of the range.
    pub fn high(self) -> f64 {
        self.high
    }

    /// How wide the range is.
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// Whether a number lies in the range, its ends included.
    pub fn holds(self, number: f64) -> bool {
        self.low <= number && number <= self.high
    }

    /// Whether it is a single number.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// The range that holds the best guess and two ends given in any order.
    pub(crate) fn around(best: f64, one: f64, other: f64) -> Span {
        Span { low: best.min(one).min(other), best, high: best.max(one).max(other) }
    }
}
