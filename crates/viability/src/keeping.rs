//! What published constants together say of how long seeds keep.

use crate::equation::Constants;
use crate::moisture::Moisture;

/// How species keep, as far as tables say: one or more sets of constants, and the driest moisture that still helps.
pub(crate) struct Keeping<'a> {
    pub(crate) sets: &'a [Constants],
    pub(crate) driest: Moisture,
}

impl Keeping<'_> {
    /// ln σ by each set.
    fn ln_sigmas(&self, (celsius, moisture): (f64, Moisture)) -> impl Iterator<Item = f64> {
        let moisture = if moisture < self.driest { self.driest } else { moisture };
        self.sets.iter().map(move |set| set.ln_sigma(moisture, celsius))
    }

    /// Mean of ln σ over the sets: the geometric mean of σ.
    pub(crate) fn ln_sigma(&self, place: (f64, Moisture)) -> f64 {
        self.ln_sigmas(place).sum::<f64>() / self.sets.len() as f64
    }

    /// Standard deviation of ln σ between the sets; 0 for one.
    pub(crate) fn disagreement(&self, place: (f64, Moisture)) -> f64 {
        if self.sets.len() < 2 {
            return 0.0;
        }
        let mean = self.ln_sigma(place);
        let squares: f64 = self.ln_sigmas(place).map(|ln| (ln - mean).powi(2)).sum();
        (squares / (self.sets.len() - 1) as f64).sqrt()
    }

    /// How many times as long seeds live by the slowest set as by the fastest.
    pub(crate) fn range(&self, place: (f64, Moisture)) -> f64 {
        let least = self.ln_sigmas(place).fold(f64::INFINITY, f64::min);
        let most = self.ln_sigmas(place).fold(f64::NEG_INFINITY, f64::max);
        if most > least { (most - least).exp() } else { 1.0 }
    }
}
