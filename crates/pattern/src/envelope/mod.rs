//! Whether a curve lies among the curves of a null model: tests over all distances at once.

mod deviation;
mod extreme;
mod rank;
mod sequential;

use crate::error::{Error, as_many};

pub use deviation::Deviation;
pub use extreme::{Band, Extreme, Measure};
pub use rank::Ranked;
pub use sequential::{Sequential, holm, sequential};

/// Which curves speak against the null model. Declared beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// High and low ones.
    Both,
    /// High ones.
    Greater,
    /// Low ones.
    Less,
}

/// An observed curve and those of the null model, at the same places.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// The observed one first.
    all: Vec<Vec<f64>>,
}

impl Curves {
    /// # Errors
    /// Curves of different lengths or of none, no simulated ones, and values that are no numbers.
    pub fn new(observed: Vec<f64>, simulated: Vec<Vec<f64>>) -> Result<Self, Error> {
        if observed.is_empty() {
            return Err(Error::Nothing { what: "distance of the curves" });
        }
        if simulated.is_empty() {
            return Err(Error::Nothing { what: "simulated curve" });
        }
        let expected = observed.len();
        let mut all = vec![observed];
        all.extend(simulated);
        for curve in &all {
            as_many("values of a curve", curve.len(), expected)?;
            if let Some(index) = curve.iter().position(|value| !value.is_finite()) {
                return Err(Error::NotFinite { what: "a curve at distance", index, found: curve[index] });
            }
        }
        Ok(Self { all })
    }

    /// The curves of several classes or periods, simulated with the same draws, joined end to end: one test for all.
    ///
    /// # Errors
    /// None, or different numbers of simulations.
    pub fn joined(parts: &[Self]) -> Result<Self, Error> {
        let Some(first) = parts.first() else { return Err(Error::Nothing { what: "curve" }) };
        parts.iter().try_for_each(|part| as_many("simulations of a class", part.simulations(), first.simulations()))?;
        let along = |number: usize| parts.iter().flat_map(|part| part.all[number].iter().copied()).collect();
        Ok(Self { all: (0..first.all.len()).map(along).collect() })
    }

    /// The observed curve.
    #[must_use]
    pub fn observed(&self) -> &[f64] {
        &self.all[0]
    }

    /// The simulated curves.
    #[must_use]
    pub fn simulated(&self) -> &[Vec<f64>] {
        &self.all[1..]
    }

    /// How many simulations.
    #[must_use]
    pub fn simulations(&self) -> usize {
        self.all.len() - 1
    }

    /// How many places each curve has.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.all[0].len()
    }

    /// Mean of all curves, the observed one with them, at each place.
    #[must_use]
    pub fn mean(&self) -> Vec<f64> {
        let at = |place: usize| self.all.iter().map(|curve| curve[place]).sum::<f64>() / self.all.len() as f64;
        (0..self.len()).map(at).collect()
    }

    /// Median of the simulated curves at each place.
    #[must_use]
    pub fn median(&self) -> Vec<f64> {
        let at = |place: usize| {
            let mut values: Vec<f64> = self.simulated().iter().map(|curve| curve[place]).collect();
            values.sort_by(f64::total_cmp);
            (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
        };
        (0..self.len()).map(at).collect()
    }

    /// Curves by place: at each place, the place's values of all curves are `give`n and overwritten with its answers.
    fn by_place(&self, give: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Vec<f64>> {
        let mut all = vec![vec![0.0; self.len()]; self.all.len()];
        for place in 0..self.len() {
            let values: Vec<f64> = self.all.iter().map(|curve| curve[place]).collect();
            for (curve, answer) in all.iter_mut().zip(give(&values)) {
                curve[place] = answer;
            }
        }
        all
    }
}

/// The order of values from the lowest up.
fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// Share of the curves that are as extreme as the observed one, which is one of them: never 0.
fn share(as_extreme: usize, all: usize) -> f64 {
    as_extreme as f64 / all as f64
}
