//! The distances at which is looked, declared beforehand.

use crate::error::Error;

/// Distances from facilities, rising; the last is the farthest that counts as near.
#[derive(Debug, Clone, PartialEq)]
pub struct Reaches {
    all: Vec<f64>,
    /// All, and one that is never passed.
    ends: Vec<f64>,
    /// For equal steps of distance, the first bin that may be meant.
    guesses: Vec<u16>,
    scale: f64,
    last: f64,
}

/// Most distances that are taken.
const MOST: usize = 10_000;
/// Most steps for guessing.
const MOST_GUESSES: usize = 160_000;

impl Reaches {
    /// Distances above 0, each greater than the one before; at most 10,000.
    ///
    /// # Errors
    /// None, too many, or distances that are not in order.
    pub fn new(all: Vec<f64>) -> Result<Self, Error> {
        let mut before = 0.0;
        for (index, found) in all.iter().copied().enumerate() {
            if !(found.is_finite() && found > before && index < MOST) {
                return Err(Error::Reaches { index, found });
            }
            before = found;
        }
        if all.is_empty() {
            return Err(Error::Nothing { what: "distance" });
        }
        let cells = all.len() * (MOST_GUESSES / all.len()).min(32);
        let scale = cells as f64 / before;
        // Guesses are looked up by the nearest step.
        let first =
            |cell: usize| all.partition_point(|reach| *reach < (cell as f64 - 0.5) / scale * (1.0 - 1e-12)) as u16;
        let guesses = (0..=cells + 1).map(first).collect();
        let ends = all.iter().copied().chain([f64::INFINITY]).collect();
        Ok(Self { all, ends, guesses, scale, last: (cells + 1) as f64 })
    }

    /// `steps` equal steps up to `farthest`.
    ///
    /// # Errors
    /// As [`Reaches::new`].
    pub fn even(farthest: f64, steps: usize) -> Result<Self, Error> {
        Self::new((1..=steps.min(MOST + 1)).map(|step| farthest * step as f64 / steps as f64).collect())
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[f64] {
        &self.all
    }

    /// How many: one at least.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The last.
    #[must_use]
    pub fn farthest(&self) -> f64 {
        self.all[self.all.len() - 1]
    }

    /// The first that is not less than a distance; [`Reaches::len`] if there is none.
    #[must_use]
    #[inline]
    pub fn bin(&self, distance: f64) -> usize {
        let guess = nearest_whole(lesser(distance * self.scale, self.last));
        let mut bin = self.guesses[guess] as usize;
        while self.ends[bin] < distance {
            bin += 1;
        }
        bin
    }
}

/// The lesser of two numbers, of which the second is one; the quick way.
#[inline]
pub(crate) fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The nearest whole number of one from 0 to below 2³²: what adding 2⁵² leaves in the lowest bits, quicker than a cast.
#[inline]
pub(crate) fn nearest_whole(number: f64) -> usize {
    (number + 4_503_599_627_370_496.0).to_bits() as u32 as usize
}

/// Running sums.
pub(crate) fn cumulate(bins: &mut [f64]) {
    let mut sum = 0.0;
    for bin in bins {
        sum += *bin;
        *bin = sum;
    }
}
