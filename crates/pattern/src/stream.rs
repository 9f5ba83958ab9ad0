//! Random numbers, the same for every number of threads: each simulation has a stream of its own.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// What a stream is for, so that no two uses of one seed share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Null = 1,
    Power = 2,
    Jitter = 3,
    Places = 4,
    Shift = 5,
}

/// The random numbers of one simulation.
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of simulation `number` under a seed: ChaCha8, keyed by seed and purpose (Bernstein 2008).
    pub(crate) fn new(seed: u64, purpose: Purpose, number: usize) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8] = purpose as u8;
        let mut numbers = ChaCha8Rng::from_seed(key);
        numbers.set_stream(number as u64);
        Self(numbers)
    }

    /// Evenly from 0 to below 1, in steps of 2⁻⁵³.
    #[inline]
    pub(crate) fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Two shares in steps of 2⁻³².
    #[inline]
    pub(crate) fn two_shares(&mut self) -> (f64, f64) {
        const STEP: f64 = 1.0 / (1u64 << 32) as f64;
        let both = self.0.next_u64();
        ((both >> 32) as f64 * STEP, (both & 0xffff_ffff) as f64 * STEP)
    }

    /// Evenly below `count`, which is above 0 (Lemire 2019).
    #[inline]
    pub(crate) fn below(&mut self, count: u32) -> u32 {
        loop {
            let wide = u64::from(self.0.next_u32()) * u64::from(count);
            let low = wide as u32;
            if low >= count || low >= count.wrapping_neg() % count {
                return (wide >> 32) as u32;
            }
        }
    }

    /// Evenly below `count`, and what is left of the number, evenly over all of its 32 bits.
    #[inline]
    pub(crate) fn below_and_rest(&mut self, count: usize) -> (usize, u32) {
        let wide = u128::from(self.0.next_u64()) * count as u128;
        ((wide >> 64) as usize, (wide as u64 >> 32) as u32)
    }

    /// A normal deviate with mean 0 and standard deviation 1 (Box & Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let (radius, angle) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (2.0 * std::f64::consts::PI * angle).cos()
    }

    /// Marks `some` of the `count` bits from `first` on, each set of them with the same chance; none is marked before, and at most half
    /// of them are to be.
    pub(crate) fn mark(&mut self, marks: &mut [u64], first: usize, count: usize, some: usize) {
        for _ in 0..some {
            loop {
                let place = first + self.below(count as u32) as usize;
                let (word, bit) = (&mut marks[place / 64], 1 << (place % 64));
                if *word & bit == 0 {
                    *word |= bit;
                    break;
                }
            }
        }
    }
}

/// The places of all marks, rising.
#[inline]
pub(crate) fn marked(marks: &[u64], mut each: impl FnMut(usize)) {
    for (place, word) in marks.iter().enumerate() {
        let mut left = *word;
        while left != 0 {
            each(place * 64 + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}
