//! The distances at which is looked, declared beforehand.

use crate::error::Error;

/// Distances from facilities, rising; the last is the farthest that counts as near.
#[derive(Debug, Clone, PartialEq)]
pub struct Reaches {
    all: Vec<f64>,
    lengths: Steps,
    squares: Steps,
}

/// Most distances that are taken.
const MOST: usize = 10_000;

impl Reaches {
    /// Distances above 0, each greater than the one before; at most 10,000.
    ///
    /// # Errors
    /// None, too many, or distances that are not in order.
    pub fn new(all: Vec<f64>) -> Result<Self, Error> {
        let mut before = 0.0;
        for (index, found) in all.iter().copied().enumerate() {
            if !(found > before && found * found > before * before && found < FARTHEST && index < MOST) {
                return Err(Error::Reaches { index, found });
            }
            before = found;
        }
        if all.is_empty() {
            return Err(Error::Nothing { what: "distance" });
        }
        let (lengths, squares) = (Steps::new(all.clone()), Steps::new(all.iter().map(|reach| reach * reach).collect()));
        Ok(Self { all, lengths, squares })
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
        self.lengths.bin(distance.max(0.0))
    }

    /// The same from the square of a distance.
    #[inline]
    pub(crate) fn bin_of_square(&self, square: f64) -> usize {
        self.squares.bin(square)
    }
}

/// Greatest distance that is taken.
const FARTHEST: f64 = 1e60;

/// Rising numbers, in which the place of another is guessed.
#[derive(Debug, Clone, PartialEq)]
struct Steps {
    /// All, and one that is never passed.
    ends: Vec<f64>,
    /// For equal steps, the first place that may be meant.
    guesses: Vec<u16>,
    scale: f64,
    last: f64,
}

/// Most steps for guessing.
const MOST_GUESSES: usize = 160_000;

impl Steps {
    fn new(mut ends: Vec<f64>) -> Self {
        let cells = ends.len() * (MOST_GUESSES / ends.len()).min(32);
        let scale = cells as f64 / ends[ends.len() - 1];
        // Guesses are looked up by the nearest step.
        let first = |cell: usize| ends.partition_point(|end| *end < (cell as f64 - 0.5) / scale * (1.0 - 1e-12)) as u16;
        let guesses = (0..=cells + 1).map(first).collect();
        ends.push(f64::INFINITY);
        Self { ends, guesses, scale, last: (cells + 1) as f64 }
    }

    #[inline]
    fn bin(&self, number: f64) -> usize {
        let guess = nearest_whole(lesser(number * self.scale, self.last));
        let mut bin = self.guesses[guess] as usize;
        while self.ends[bin] < number {
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
fn nearest_whole(number: f64) -> usize {
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
