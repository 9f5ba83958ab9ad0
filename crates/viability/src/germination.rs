//! Germination tests: what a count of seedlings says of the seeds that were not sown.

use crate::beta;
use crate::error::{Error, within};
use crate::normal::quantile;
use crate::span::Span;

/// One germination test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    sown: u32,
    germinated: u32,
}

impl Test {
    /// So many seeds germinated of those sown.
    ///
    /// # Errors
    /// [`Error::Test`] when none was sown, or more germinated than were sown.
    pub fn new(sown: u32, germinated: u32) -> Result<Test, Error> {
        if sown > 0 && germinated <= sown {
            Ok(Test { sown, germinated })
        } else {
            Err(Error::Test { sown, germinated })
        }
    }

    /// Seeds sown.
    pub fn sown(self) -> u32 {
        self.sown
    }

    /// Seeds that germinated.
    pub fn germinated(self) -> u32 {
        self.germinated
    }
}

/// Several tests of the same seeds at the same time, taken together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    sown: f64,
    germinated: f64,
    heterogeneity: f64,
}

impl Tally {
    /// Adds up tests, and measures whether they differ more than chance lets them.
    ///
    /// # Errors
    /// [`Error::NoTests`] without a test.
    pub fn of(tests: &[Test]) -> Result<Tally, Error> {
        let sown: f64 = tests.iter().map(|test| f64::from(test.sown)).sum();
        let germinated: f64 = tests.iter().map(|test| f64::from(test.germinated)).sum();
        if sown == 0.0 {
            return Err(Error::NoTests);
        }
        let share = germinated / sown;
        let excess: f64 = tests.iter().map(|test| excess(*test, share)).sum();
        let heterogeneity = heterogeneity(excess, tests.len().saturating_sub(1));
        Ok(Tally { sown, germinated, heterogeneity })
    }

    /// Seeds sown.
    pub fn sown(self) -> f64 {
        self.sown
    }

    /// Seeds that germinated.
    pub fn germinated(self) -> f64 {
        self.germinated
    }

    /// How many times more the tests vary than seeds drawn at random: 1 or more (the heterogeneity factor of Finney 1971,
    /// *Probit Analysis*, chapter 4). Intervals count 1/heterogeneity of the seeds.
    pub fn heterogeneity(self) -> f64 {
        self.heterogeneity
    }

    /// The fraction that germinates. Continuity rule for none and all of n seeds: 0.25/n and (n − 0.25)/n
    /// (Miller & Tainter 1944, *Proceedings of the Society for Experimental Biology and Medicine* 57: 261–264).
    pub fn fraction(self) -> f64 {
        self.germinated.clamp(0.25, self.sown - 0.25) / self.sown
    }

    /// Kᵢ: [`Tally::fraction`] as a normal equivalent deviate; always finite.
    pub fn deviate(self) -> f64 {
        quantile(self.fraction())
    }

    /// Where the fraction that germinates lies with probability `level`: the equal-tailed Jeffreys interval, from
    /// Beta(x + ½, n − x + ½) (Brown, Cai & DasGupta 2001, *Statistical Science* 16: 101–133), never 0 or 1.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless `level` lies from 0.5 to 0.999.
    pub fn interval(self, level: f64) -> Result<Span, Error> {
        let tail = (1.0 - level_of(level)?) / 2.0;
        let (alive, dead) = self.jeffreys();
        let (low, high) = (beta::quantile(tail, alive, dead), 1.0 - beta::quantile(tail, dead, alive));
        Ok(Span::around(self.fraction(), low, high))
    }

    /// [`Tally::interval`] in normal equivalent deviates; always finite.
    ///
    /// # Errors
    /// As [`Tally::interval`].
    pub fn deviates(self, level: f64) -> Result<Span, Error> {
        let fractions = self.interval(level)?;
        Ok(Span::around(self.deviate(), quantile(fractions.low()), quantile(fractions.high())))
    }

    fn jeffreys(self) -> (f64, f64) {
        let weight = self.heterogeneity.recip();
        (0.5 + weight * self.germinated, 0.5 + weight * (self.sown - self.germinated))
    }
}

/// A probability that an interval is asked for.
pub(crate) fn level_of(level: f64) -> Result<f64, Error> {
    within("the probability of an interval", level, [0.5, 0.999], "a fraction from 0.5 to 0.999 (0.9, not 90)")
}

/// Pearson's term of a test: how far it lies from the fraction expected, in units of its variance, squared. The variance of
/// tests in which nearly all or none should germinate is kept off 0 by half a seed on each side.
pub(crate) fn excess(test: Test, expected: f64) -> f64 {
    let n = f64::from(test.sown);
    let smooth = (n * expected + 0.5) / (n + 1.0);
    (f64::from(test.germinated) - n * expected).powi(2) / (n * smooth * (1.0 - smooth))
}

/// The heterogeneity factor: excess for each degree of freedom, at least 1.
pub(crate) fn heterogeneity(excess: f64, freedom: usize) -> f64 {
    if freedom == 0 { 1.0 } else { (excess / freedom as f64).max(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(sown: u32, germinated: u32) -> Tally {
        Tally::of(&[Test::new(sown, germinated).unwrap()]).unwrap()
    }

    #[test]
    fn all_and_none_follow_the_rule() {
        assert_eq!(tally(50, 50).fraction(), 0.995);
        assert_eq!(tally(50, 0).fraction(), 0.005);
        assert_eq!(tally(5, 5).fraction(), 0.95);
        assert!(tally(1, 1).deviates(0.999).unwrap().high().is_finite());
    }

    #[test]
    fn intervals_are_those_of_the_beta_distribution() {
        // scipy.stats.beta.ppf([.05, .95], 45.5, 5.5), and 5.5, 0.5
        let many = tally(50, 45).interval(0.9).unwrap();
        assert!((many.low() - 0.813_589_16).abs() < 1e-6, "{many:?}");
        assert!((many.high() - 0.953_192_44).abs() < 1e-6, "{many:?}");
        let few = tally(5, 5).interval(0.9).unwrap();
        assert!((few.low() - 0.694_254_415).abs() < 1e-6 && few.high() < 1.0, "{few:?}");
    }

    #[test]
    fn tests_that_differ_widen_the_interval() {
        let test = |germinated| Test::new(50, germinated).unwrap();
        let (alike, apart) = (Tally::of(&[test(40), test(40)]).unwrap(), Tally::of(&[test(48), test(32)]).unwrap());
        assert_eq!(alike.heterogeneity(), 1.0);
        assert!(apart.heterogeneity() > 5.0);
        assert!(apart.interval(0.9).unwrap().width() > 2.0 * alike.interval(0.9).unwrap().width());
        assert_eq!(Tally::of(&[]), Err(Error::NoTests));
        assert!(Test::new(0, 0).is_err() && Test::new(5, 6).is_err());
        assert!(alike.interval(90.0).is_err());
    }
}
