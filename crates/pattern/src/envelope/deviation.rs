//! How far a curve lies from the mean of the others: its greatest deviation, and that of all distances.

use super::{Curves, Side, share};
use crate::error::{Error, as_many};

/// A statistic of the observed curve and its p.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation {
    /// The statistic: in the unit of the curve, or in its square times a length.
    pub statistic: f64,
    /// Share of the curves that deviate as much or more, the observed one with them: at least 1/(simulations + 1).
    pub p: f64,
}

impl Curves {
    /// MAD: the greatest deviation from the mean of the other curves (Diggle 1979; Ripley 1981).
    #[must_use]
    pub fn greatest_deviation(&self, side: Side) -> Deviation {
        self.by(|deviations| deviations.map(|deviation| towards(deviation, side)).fold(f64::NEG_INFINITY, f64::max))
    }

    /// DCLF: squared deviations from the mean of the other curves, over all distances (Diggle 1986; Cressie 1993; Loosmore & Ford
    /// 2006); with one side, only those to that side. The `reaches` are those of the curves.
    ///
    /// # Errors
    /// Not as many distances as the curves have.
    pub fn summed_deviation(&self, reaches: &[f64], side: Side) -> Result<Deviation, Error> {
        as_many("distances of the curves", reaches.len(), self.len())?;
        let length = reaches[reaches.len() - 1] - reaches[0];
        let places = self.len() as f64;
        Ok(self.by(|deviations| {
            let only = |deviation: f64| if side == Side::Both { deviation } else { towards(deviation, side).max(0.0) };
            deviations.map(|deviation| only(deviation).powi(2)).sum::<f64>() / places * length
        }))
    }

    /// Deviations of each curve from the mean of all others: (s + 1)/s times those from the mean of all.
    fn by(&self, statistic: impl Fn(&mut dyn Iterator<Item = f64>) -> f64) -> Deviation {
        let mean = self.mean();
        let times = self.all.len() as f64 / self.simulations() as f64;
        let of = |curve: &Vec<f64>| statistic(&mut curve.iter().zip(&mean).map(|(value, mean)| (value - mean) * times));
        let all: Vec<f64> = self.all.iter().map(of).collect();
        // Equal curves may differ in their last digits.
        let least = all[0] - 1e-12 * all[0].abs();
        Deviation { statistic: all[0], p: share(all.iter().filter(|value| **value >= least).count(), all.len()) }
    }
}

fn towards(deviation: f64, side: Side) -> f64 {
    match side {
        Side::Both => deviation.abs(),
        Side::Greater => deviation,
        Side::Less => -deviation,
    }
}
