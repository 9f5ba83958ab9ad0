//! Humidity without instruments: table salt or dried rice shut up in a jar with the seeds, until they are in equilibrium.

use crate::error::{Error, within};
use crate::moisture::{Air, Moisture};
use crate::span::Span;

/// Humidity over moist table salt in percent, 0–50 °C: 74.9–75.6 (Wexler & Hasegawa 1954, *Journal of Research of the
/// National Bureau of Standards* 53: 19–26; Greenspan 1977, 81A: 89–96). Drier salt stays dry, damper salt turns moist.
pub const SALT_HUMIDITY_PERCENT: f64 = 75.3;
/// The driest that seeds out of a sack are taken to be: dry desert air.
const DRIEST_PERCENT: f64 = 15.0;
/// The dampest that seeds that still keep are taken to be.
const DAMPEST_PERCENT: f64 = 95.0;
/// Oil in dry milled rice, as a fraction: about 1 %.
const RICE_OIL: f64 = 0.01;
/// Points of relative humidity allowed on each side for kitchen scales, kinds of rice and unfinished equilibrium (ours).
const RICE_ALLOWANCE: f64 = 10.0;

/// What dry table salt did in a closed jar with the seeds after a day, at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Salt {
    /// It runs freely.
    Dry,
    /// It clumps, or sticks to the glass.
    Moist,
}

/// The relative humidity of the air round the seeds, in percent, as far as salt tells.
///
/// # Errors
/// None in practice.
pub fn salt_humidity(salt: Salt) -> Result<Span, Error> {
    match salt {
        Salt::Dry => Span::between(DRIEST_PERCENT, SALT_HUMIDITY_PERCENT),
        Salt::Moist => Span::between(SALT_HUMIDITY_PERCENT, DAMPEST_PERCENT),
    }
}

/// The relative humidity of the air round the seeds in percent, from what a little oven-dried milled rice weighs after it
/// has lain with many seeds for a week: rice takes up water as [`Air::moisture`] says, ± 10 points.
///
/// # Errors
/// [`Error::OutOfRange`] when the rice has lost weight, took up more than half of it, or the temperature is impossible.
pub fn rice_humidity(dried_grams: f64, after_grams: f64, temperature_celsius: f64) -> Result<Span, Error> {
    let expected =
        "more than 0 and at most 50 %: dry the rice in an oven, weigh it, leave it with the seeds, weigh it again";
    let gain = 100.0 * (after_grams - dried_grams) / dried_grams;
    let gain = within("what the rice gained, in % of its dry weight", gain, [1e-6, 50.0], expected)?;
    let best = Air::humidity_over(Moisture::dry_percent(gain)?, RICE_OIL, temperature_celsius)?.clamp(1.0, 99.0);
    Span::new((best - RICE_ALLOWANCE).max(1.0), best, (best + RICE_ALLOWANCE).min(99.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salt_turns_at_about_fifteen_percent_in_cereals() {
        let air = Air::new(25.0, SALT_HUMIDITY_PERCENT).unwrap();
        assert!((air.moisture(0.02).unwrap().of_fresh() - 15.0).abs() < 0.5);
        assert_eq!(salt_humidity(Salt::Dry).unwrap().high(), salt_humidity(Salt::Moist).unwrap().low());
    }

    #[test]
    fn rice_tells_the_humidity_it_lay_in() {
        let after = 100.0 + Air::new(25.0, 40.0).unwrap().moisture(RICE_OIL).unwrap().of_dry();
        let told = rice_humidity(100.0, after, 25.0).unwrap();
        assert!((told.best() - 40.0).abs() < 1e-9 && told.holds(33.0) && told.holds(49.0));
        assert!(rice_humidity(100.0, 99.0, 25.0).is_err() && rice_humidity(0.0, 0.0, 25.0).is_err());
        assert!(rice_humidity(100.0, 149.0, 25.0).unwrap().high() <= 99.0);
    }
}
