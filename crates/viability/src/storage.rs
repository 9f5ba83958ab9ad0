//! Where seeds lay: stretches of temperature and moisture, measured or guessed.

use crate::climate::Climate;
use crate::error::{Error, within};
use crate::moisture::{Air, Moisture};
use crate::span::Span;

/// How a condition is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The moisture of the seeds was measured.
    Measured,
    /// From the humidity of the air, as if the seeds were in equilibrium with it.
    FromAir,
    /// Guessed from the kind of building and the season.
    Guessed,
}

/// One temperature and moisture, as a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    pub(crate) best: (f64, Moisture),
    pub(crate) corners: [(f64, Moisture); 4],
    known: Known,
    charted: bool,
}

impl Condition {
    /// From a temperature in °C and a moisture in % of the fresh weight.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for impossible numbers.
    pub fn measured(temperature_celsius: Span, moisture_fresh_percent: Span) -> Result<Condition, Error> {
        let pair = |t, m| Ok((celsius(t)?, Moisture::fresh_percent(m)?));
        Condition::of(temperature_celsius, moisture_fresh_percent, Known::Measured, pair)
    }

    /// From the air round seeds of that oil content (a fraction of dry seed): temperature in °C, relative humidity in %.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for impossible numbers.
    pub fn from_air(temperature_celsius: Span, humidity_percent: Span, oil_fraction: f64) -> Result<Condition, Error> {
        let pair = |t, rh| Ok((celsius(t)?, Air::new(t, rh)?.moisture(oil_fraction)?));
        let mut condition = Condition::of(temperature_celsius, humidity_percent, Known::FromAir, pair)?;
        condition.charted = Air::new(temperature_celsius.best(), humidity_percent.best())?.is_charted(oil_fraction);
        Ok(condition)
    }

    /// From the kind of building and the season, where nobody measured.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an impossible oil content.
    pub fn of_climate(climate: &Climate, oil_fraction: f64) -> Result<Condition, Error> {
        let condition = Condition::from_air(climate.temperature_celsius, climate.humidity_percent, oil_fraction)?;
        Ok(Condition { known: if climate.estimate { Known::Guessed } else { Known::FromAir }, ..condition })
    }

    fn of(
        t: Span,
        other: Span,
        known: Known,
        pair: impl Fn(f64, f64) -> Result<(f64, Moisture), Error>,
    ) -> Result<Condition, Error> {
        let best = pair(t.best(), other.best())?;
        let corners = [
            pair(t.low(), other.low())?,
            pair(t.low(), other.high())?,
            pair(t.high(), other.low())?,
            pair(t.high(), other.high())?,
        ];
        Ok(Condition { best, corners, known, charted: true })
    }

    /// How it is known.
    pub fn known(self) -> Known {
        self.known
    }

    /// The best guess of the temperature in °C and of the moisture.
    pub fn best(self) -> (f64, Moisture) {
        self.best
    }

    /// Whether the formula that gave the moisture was made for such air (true where moisture was measured).
    pub fn is_charted(self) -> bool {
        self.charted
    }

    /// Whether it is a range.
    pub fn is_range(self) -> bool {
        self.corners.iter().any(|corner| *corner != self.best)
    }
}

fn celsius(t: f64) -> Result<f64, Error> {
    within("temperature in °C", t, [-50.0, 90.0], "from -50 to 90 °C")
}

/// So many days in one condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// How long, in days.
    pub days: f64,
    /// In which condition.
    pub condition: Condition,
}

/// The whole storage of a lot from its day 0: what was, then what goes on for ever.
#[derive(Debug, Clone, PartialEq)]
pub struct Storage {
    pub(crate) past: Vec<Stretch>,
    pub(crate) then: Vec<Stretch>,
}

impl Storage {
    /// One condition from day 0 on.
    pub fn constant(condition: Condition) -> Storage {
        Storage { past: Vec::new(), then: vec![Stretch { days: 365.25, condition }] }
    }

    /// The stretches of `past` one after the other; after them those of `then`, again and again (summer and winter, or one).
    ///
    /// # Errors
    /// [`Error::Storage`] when `then` is empty or a stretch does not last a positive, finite number of days.
    pub fn new(past: Vec<Stretch>, then: Vec<Stretch>) -> Result<Storage, Error> {
        if then.is_empty() {
            let expected = "at least one condition that goes on after the past";
            return Err(Error::Storage { found: "nothing after the past".to_owned(), expected });
        }
        let odd = past.iter().chain(&then).find(|stretch| !(stretch.days > 0.0 && stretch.days <= 1e7));
        if let Some(stretch) = odd {
            let expected = "more than 0 and at most 10,000,000 days in each stretch";
            return Err(Error::Storage { found: format!("a stretch of {} days", stretch.days), expected });
        }
        Ok(Storage { past, then })
    }

    /// Every stretch, the repeated ones once.
    pub fn stretches(&self) -> impl Iterator<Item = &Stretch> {
        self.past.iter().chain(&self.then)
    }

    /// Whether the seeds lay, and go on lying, in one condition.
    pub fn is_constant(&self) -> bool {
        let first = self.then[0].condition.best;
        self.stretches().all(|stretch| stretch.condition.best == first)
    }

    /// Whether any condition is a range.
    pub(crate) fn is_range(&self) -> bool {
        self.stretches().any(|stretch| stretch.condition.is_range())
    }
}
