//! Many simulations on some threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, within};
use crate::stream::{Purpose, Stream};

/// How many simulations, from which seed, on how many threads. The numbers are the same for any number of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    simulations: usize,
    seed: u64,
    threads: usize,
}

impl Run {
    /// # Errors
    /// Fewer than 19 simulations, with which nothing can be found at 5 %, or more than a million; no thread, or more than 1,024.
    pub fn new(simulations: usize, seed: u64, threads: usize) -> Result<Self, Error> {
        let expected = "19 to 1,000,000; 999 are usual, 2,499 for a rank envelope";
        within("the number of simulations", simulations as f64, [19.0, 1e6], expected)?;
        within("the number of threads", threads as f64, [1.0, 1024.0], "1 to 1,024")?;
        Ok(Self { simulations, seed, threads })
    }

    /// How many simulations.
    #[must_use]
    pub fn simulations(self) -> usize {
        self.simulations
    }

    /// The seed.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.seed
    }

    /// The same with another number of simulations.
    pub(crate) fn times(self, simulations: usize) -> Self {
        Self { simulations, ..self }
    }

    /// What each simulation gives, in order; each thread has its own scratch.
    pub(crate) fn each<S, T: Send>(
        self,
        purpose: Purpose,
        scratch: impl Fn() -> S + Sync,
        simulate: impl Fn(&mut S, &mut Stream) -> T + Sync,
    ) -> Vec<T> {
        let next = AtomicUsize::new(0);
        let work = || {
            let (mut scratch, mut done) = (scratch(), Vec::new());
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= self.simulations {
                    return done;
                }
                done.push((number, simulate(&mut scratch, &mut Stream::new(self.seed, purpose, number))));
            }
        };
        let mut all: Vec<(usize, T)> = match self.threads {
            1 => work(),
            threads => std::thread::scope(|scope| {
                let started: Vec<_> = (0..threads.min(self.simulations)).map(|_| scope.spawn(work)).collect();
                // A thread ends early only where `simulate` panics, which then goes on here.
                started
                    .into_iter()
                    .flat_map(|thread| thread.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
                    .collect()
            }),
        };
        all.sort_unstable_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, curve)| curve).collect()
    }
}
