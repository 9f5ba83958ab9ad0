//! How much each term counts.

use std::fmt;

use serde::Serialize;

/// How much each term of the rank counts, and what it is measured against.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Weights {
    /// After so many years an accession is half as urgent.
    pub half_years: f64,
    /// Times, where no copy is kept elsewhere for safety.
    pub no_copy: f64,
    /// Times, where no family or other bank is known to hold it.
    pub no_holder: f64,
    /// Times, where fewer living seeds are left than three sowings.
    pub last_seeds: f64,
    /// Times, where it is the only accession of its crop.
    pub only_one: f64,
    /// Seeds of one sowing that keeps what varies within the accession.
    pub sowing: f64,
}

/// A weight that cannot be.
#[derive(Clone, PartialEq, Debug)]
pub struct WeightError {
    /// Which: `no-copy=-3`.
    pub typed: String,
}

impl fmt::Display for WeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Weights::NAMES.join(", ");
        write!(f, "the weight {} cannot be; expected one of {names}, with a number above 0: no-copy=3", self.typed)
    }
}

impl std::error::Error for WeightError {}

impl Default for Weights {
    /// Three for what cannot be replaced, two for the last seeds, and a hundred seeds for a sowing.
    fn default() -> Weights {
        Weights { half_years: 2.0, no_copy: 3.0, no_holder: 3.0, last_seeds: 2.0, only_one: 1.5, sowing: 100.0 }
    }
}

impl Weights {
    /// The names of the weights, as they are typed.
    pub const NAMES: [&str; 6] = ["half-years", "no-copy", "no-holder", "last-seeds", "only-one", "sowing"];

    /// A weight by its name.
    pub fn get(&self, name: &str) -> Option<f64> {
        let all = [self.half_years, self.no_copy, self.no_holder, self.last_seeds, self.only_one, self.sowing];
        Weights::NAMES.iter().position(|one| *one == name).map(|at| all[at])
    }

    /// Sets a weight: more than 0 and at most a million.
    ///
    /// # Errors
    /// A name that is none, or a number that cannot be a weight.
    pub fn set(&mut self, name: &str, number: f64) -> Result<(), WeightError> {
        let typed = || WeightError { typed: format!("{name}={number}") };
        if !(number > 0.0 && number <= 1e6) {
            return Err(typed());
        }
        let weight = match name {
            "half-years" => &mut self.half_years,
            "no-copy" => &mut self.no_copy,
            "no-holder" => &mut self.no_holder,
            "last-seeds" => &mut self.last_seeds,
            "only-one" => &mut self.only_one,
            "sowing" => &mut self.sowing,
            _ => return Err(typed()),
        };
        *weight = number;
        Ok(())
    }
}
