//! The seed viability equation of Ellis & Roberts (1980, *Annals of Botany* 45: 13–30).
//!
//! v = Kᵢ − p/σ, with log₁₀ σ = K_E − C_W log₁₀ m − C_H t − C_Q t²: after p days at t °C and m % moisture of the fresh weight
//! viability, as a normal equivalent deviate, has fallen from Kᵢ to v. It holds for orthodox seeds, hermetically stored in
//! constant conditions, from −20 to 90 °C and from 5 to 25 % moisture.

use std::f64::consts::LN_10;

use crate::error::{Error, within};
use crate::moisture::Moisture;

/// σ is held from 10⁻⁶ to 10¹² days: beyond, a forecast means "at once" or "not in any time that matters".
const LOG_SIGMA: [f64; 2] = [-6.0, 12.0];

/// The four constants of a species.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constants {
    ke: f64,
    cw: f64,
    ch: f64,
    cq: f64,
}

impl Constants {
    /// K_E, C_W, C_H and C_Q as published (decimal logarithms, days, % of fresh weight, °C).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless all four are positive numbers below 100: others say that seeds keep better when damp or
    /// warm.
    pub fn new(ke: f64, cw: f64, ch: f64, cq: f64) -> Result<Constants, Error> {
        let expected = "a number from 0.000001 to 100; seeds never keep better when damper or warmer";
        for (what, constant) in [("K_E", ke), ("C_W", cw), ("C_H", ch), ("C_Q", cq)] {
            within(what, constant, [1e-6, 100.0], expected)?;
        }
        Ok(Constants { ke, cw, ch, cq })
    }

    /// K_E.
    pub fn ke(self) -> f64 {
        self.ke
    }

    /// C_W.
    pub fn cw(self) -> f64 {
        self.cw
    }

    /// C_H.
    pub fn ch(self) -> f64 {
        self.ch
    }

    /// C_Q.
    pub fn cq(self) -> f64 {
        self.cq
    }

    /// log₁₀ σ; between −6 and 12. Below 0 °C cold goes on to help as far as the parabola of the equation says, and no
    /// further than its top.
    #[inline]
    fn log_sigma(self, moisture_fresh_percent: f64, temperature_celsius: f64) -> f64 {
        let t = temperature_celsius.max(-self.ch / (2.0 * self.cq));
        let log = self.ke - self.cw * moisture_fresh_percent.log10() - self.ch * t - self.cq * t * t;
        log.clamp(LOG_SIGMA[0], LOG_SIGMA[1])
    }

    /// σ: days in which viability falls by one normal equivalent deviate; the equation as it is, without a lower limit of
    /// moisture.
    #[inline]
    pub fn sigma_days(self, moisture: Moisture, temperature_celsius: f64) -> f64 {
        (self.log_sigma(moisture.of_fresh(), temperature_celsius) * LN_10).exp()
    }

    /// ln σ in days.
    pub(crate) fn ln_sigma(self, moisture: Moisture, temperature_celsius: f64) -> f64 {
        self.log_sigma(moisture.of_fresh(), temperature_celsius) * LN_10
    }

    /// The moisture at which σ is so many days.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] when no moisture of seeds gives it.
    pub fn moisture_for(self, sigma_days: f64, temperature_celsius: f64) -> Result<Moisture, Error> {
        let log = positive_log(sigma_days)?;
        let t = temperature_celsius;
        Moisture::fresh_percent(10f64.powf((self.ke - self.ch * t - self.cq * t * t - log) / self.cw))
    }

    /// The temperature in °C at which σ is so many days.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] when no temperature from −20 to 90 °C gives it.
    pub fn temperature_for(self, sigma_days: f64, moisture: Moisture) -> Result<f64, Error> {
        let rest = self.ke - self.cw * moisture.of_fresh().log10() - positive_log(sigma_days)?;
        let root = (self.ch * self.ch + 4.0 * self.cq * rest).sqrt();
        let celsius = (root - self.ch) / (2.0 * self.cq);
        let expected = "from -20 to 90 °C; at this moisture no temperature gives so long or short a life";
        within("the temperature in °C for this length of life", celsius, [-20.0, 90.0], expected)
    }
}

fn positive_log(sigma_days: f64) -> Result<f64, Error> {
    let expected = "a positive number of days";
    Ok(within("sigma in days", sigma_days, [1e-6, 1e12], expected)?.log10())
}

/// Whether the equation was made for such seeds: −20…90 °C and 5…25 % of the fresh weight.
pub fn is_charted(moisture: Moisture, temperature_celsius: f64) -> bool {
    (-20.0..=90.0).contains(&temperature_celsius) && (5.0..=25.0).contains(&moisture.of_fresh())
}
