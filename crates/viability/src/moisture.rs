//! How much water seeds hold: on fresh or dry weight, and from the humidity of the air (Cromarty, Ellis & Roberts 1982).

use crate::error::{Error, within};

/// Equilibrium humidity below which drier seeds keep no longer, in percent: 10.6 (s.e. 0.3) over twelve species.
///
/// Ellis, Hong & Roberts 1989, *Annals of Botany* 63: 601–611, abstract.
pub const CRITICAL_HUMIDITY_PERCENT: f64 = 10.6;
/// From this fraction of oil in dry seed on, seeds count as oily in [`Air::is_charted`] (our line).
const OILY: f64 = 0.15;

/// Moisture of seeds; between 0 and 100 % of their fresh weight.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Moisture(f64);

impl Moisture {
    /// From percent of the fresh (wet) weight: what seed banks report and the viability equation asks for.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless above 0 and below 100.
    pub fn fresh_percent(percent: f64) -> Result<Moisture, Error> {
        let expected = "above 0 and at most 99 %, as percent (8, not 0.08) of the fresh weight";
        within("moisture in % of fresh weight", percent, [f64::MIN_POSITIVE, 99.0], expected).map(Moisture)
    }

    /// From percent of the dry weight.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless above 0 and at most 9900.
    pub fn dry_percent(percent: f64) -> Result<Moisture, Error> {
        let expected = "above 0 and at most 9900 %, as percent of the dry weight";
        let dry = within("moisture in % of dry weight", percent, [f64::MIN_POSITIVE, 9900.0], expected)?;
        Moisture::fresh_percent(fresh_of_dry(dry))
    }

    /// Percent of the fresh weight.
    pub fn of_fresh(self) -> f64 {
        self.0
    }

    /// Percent of the dry weight.
    pub fn of_dry(self) -> f64 {
        100.0 * self.0 / (100.0 - self.0)
    }
}

fn fresh_of_dry(dry_percent: f64) -> f64 {
    100.0 * dry_percent / (100.0 + dry_percent)
}

/// The air that seeds are in equilibrium with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    temperature_celsius: f64,
    humidity_percent: f64,
}

impl Air {
    /// Air of a temperature in °C and a relative humidity in percent.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for temperatures outside −50…90 °C and humidities outside 0.1…99.9 %.
    pub fn new(temperature_celsius: f64, humidity_percent: f64) -> Result<Air, Error> {
        Ok(Air {
            temperature_celsius: temperature(temperature_celsius)?,
            humidity_percent: humidity(humidity_percent)?,
        })
    }

    /// The temperature in °C.
    pub fn temperature_celsius(self) -> f64 {
        self.temperature_celsius
    }

    /// The relative humidity in percent.
    pub fn humidity_percent(self) -> f64 {
        self.humidity_percent
    }

    /// What seeds hold in this air once in equilibrium: 1 − R = exp(−[Mₑ(1.1 + T/90)/(1 − Dₒ)]²/440).
    ///
    /// `oil_fraction` is the oil in dry seed as a fraction. Cromarty, Ellis & Roberts 1982, *The Design of Seed Storage
    /// Facilities for Genetic Conservation*, IBPGR.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the oil is a fraction from 0 to 0.8.
    pub fn moisture(self, oil_fraction: f64) -> Result<Moisture, Error> {
        let oil = oil(oil_fraction)?;
        let dry = (-440.0 * (-self.humidity_percent / 100.0).ln_1p()).sqrt() * (1.0 - oil);
        Moisture::dry_percent(dry / (1.1 + self.temperature_celsius / 90.0))
    }

    /// The humidity in percent of air in which seeds of that moisture are in equilibrium: [`Air::moisture`] the other way.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for impossible oil contents and temperatures.
    pub fn humidity_over(moisture: Moisture, oil_fraction: f64, temperature_celsius: f64) -> Result<f64, Error> {
        let (oil, t) = (oil(oil_fraction)?, temperature(temperature_celsius)?);
        let root = moisture.of_dry() * (1.1 + t / 90.0) / (1.0 - oil);
        Ok(-100.0 * (-root * root / 440.0).exp_m1())
    }

    /// Whether the formula was made for such air: 0–40 °C and 10–70 % for starchy seeds, 15–25 °C for oily ones.
    pub fn is_charted(self, oil_fraction: f64) -> bool {
        let warm = if oil_fraction > OILY { 15.0..=25.0 } else { 0.0..=40.0 };
        warm.contains(&self.temperature_celsius) && (10.0..=70.0).contains(&self.humidity_percent)
    }
}

/// The moisture below which drier seeds keep no longer: in equilibrium with [`CRITICAL_HUMIDITY_PERCENT`] at 20 °C.
///
/// # Errors
/// [`Error::OutOfRange`] unless the oil is a fraction from 0 to 0.8.
pub fn critical_moisture(oil_fraction: f64) -> Result<Moisture, Error> {
    Air::new(20.0, CRITICAL_HUMIDITY_PERCENT)?.moisture(oil_fraction)
}

fn temperature(celsius: f64) -> Result<f64, Error> {
    within("temperature in °C", celsius, [-50.0, 90.0], "from -50 to 90 °C")
}

fn humidity(percent: f64) -> Result<f64, Error> {
    within("relative humidity in %", percent, [0.1, 99.9], "from 0.1 to 99.9, as percent (40, not 0.4)")
}

pub(crate) fn oil(fraction: f64) -> Result<f64, Error> {
    within("oil in dry seed", fraction, [0.0, 0.8], "a fraction from 0 to 0.8 (0.2, not 20)")
}
