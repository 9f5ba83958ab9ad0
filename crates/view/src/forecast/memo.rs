//! Forecasts are not reckoned twice: each takes some milliseconds, and a bank has thousands of lots that seldom change.
//!
//! What comes out depends on bare numbers alone, so these are the key, all of them: a lot that is tested anew, or moved, is another
//! question; another day is not (see `ahead`). The keys and what is kept under them name no thing and no person. Whoever could guess
//! the numbers of a lot could find them confirmed all the same, so what follows from sealed statements must not lie open on a disk.

use std::collections::HashMap;
use std::fmt;
use std::num::NonZero;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use daftar_claim::Hash;

use super::ahead::Foretold;
use super::outcome::Why;
use super::task::{Solved, Task};
use super::terms::Terms;

/// So many are kept at most; with more, only what this program asked for, or nothing if that is too much.
const MOST: usize = 600_000;

/// What comes out of a task, whatever the day.
pub(super) type Kept = Result<Foretold, Why>;

/// Forecasts that were reckoned already, by the bare numbers that they follow from.
#[derive(Default)]
pub struct Memo(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    known: HashMap<Hash, Known>,
    /// How many were reckoned, and how many of them when all was last written out.
    reckoned: usize,
    written: usize,
}

struct Known {
    kept: Kept,
    /// Whether it was asked for, and not only read.
    asked: bool,
}

impl Memo {
    /// How many forecasts were reckoned since all was last [written out](Memo::to_bytes).
    pub fn fresh(&self) -> usize {
        let inside = self.inside();
        inside.reckoned - inside.written
    }

    /// How many forecasts were reckoned.
    pub fn reckoned(&self) -> usize {
        self.inside().reckoned
    }

    /// Forgets everything.
    pub fn forget(&self) {
        *self.inside() = Inside::default();
    }

    /// All that is known, as bytes that [`Memo::read`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut inside = self.inside();
        inside.written = inside.reckoned;
        super::bytes::write(inside.known.iter().map(|(key, known)| (key, &known.kept)))
    }

    /// Takes up what was written out; false where it cannot be believed: damaged, or written by a program that reckons otherwise.
    pub fn read(&self, bytes: &[u8]) -> bool {
        let Some(read) = super::bytes::read(bytes) else { return false };
        let mut inside = self.inside();
        for (key, kept) in read {
            inside.known.entry(key).or_insert(Known { kept, asked: false });
        }
        true
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What comes out of each task, in their order, on this day and on any: what is not known is reckoned by all processors.
    pub(super) fn solve_all(&self, tasks: &[Option<Task<'_>>], terms: &Terms) -> Vec<Option<(Solved, Kept)>> {
        let keys: Vec<Option<Hash>> = tasks.iter().map(|task| Some(task.as_ref()?.key(terms))).collect();
        let mut solved: Vec<Option<(Solved, Kept)>> = {
            let mut inside = self.inside();
            let asked = tasks.iter().zip(&keys);
            asked.map(|(task, key)| inside.look(key.as_ref()?, task.as_ref()?, terms)).collect()
        };
        let open: Vec<usize> = (0..tasks.len()).filter(|at| tasks[*at].is_some() && solved[*at].is_none()).collect();
        let reckoned = reckon(&open, tasks, terms);
        let mut inside = self.inside();
        inside.reckoned += open.len();
        for (at, kept) in reckoned {
            let (Some(task), Some(key)) = (&tasks[at], keys[at]) else { continue };
            let now = seen(&kept, task, terms).unwrap_or(Err(Why::Impossible));
            solved[at] = Some((now, kept.clone()));
            inside.known.insert(key, Known { kept, asked: true });
        }
        inside.tidy();
        solved
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memo({})", self.inside().known.len())
    }
}

impl Inside {
    /// What is known of a task, if it was reckoned for this day.
    fn look(&mut self, key: &Hash, task: &Task<'_>, terms: &Terms) -> Option<(Solved, Kept)> {
        let known = self.known.get_mut(key)?;
        known.asked = true;
        Some((seen(&known.kept, task, terms)?, known.kept.clone()))
    }

    /// Makes room, where there is too much.
    fn tidy(&mut self) {
        if self.known.len() > MOST {
            self.known.retain(|_, known| known.asked);
        }
        if self.known.len() > MOST {
            self.known.clear();
        }
    }
}

/// What was kept, seen on a day.
fn seen(kept: &Kept, task: &Task<'_>, terms: &Terms) -> Option<Solved> {
    match kept {
        Ok(foretold) => foretold.seen_on(terms.today, task.first).map(Ok),
        Err(why) => Some(Err(*why)),
    }
}

/// Reckons these tasks, each processor its part.
fn reckon(open: &[usize], tasks: &[Option<Task<'_>>], terms: &Terms) -> Vec<(usize, Kept)> {
    let solve = |part: &[usize]| -> Vec<(usize, Kept)> {
        part.iter().filter_map(|at| Some((*at, tasks[*at].as_ref()?.foretell(terms)))).collect()
    };
    let parts = thread::available_parallelism().map_or(1, NonZero::get);
    let each = open.len().div_ceil(parts).max(1);
    thread::scope(|scope| {
        let running: Vec<_> = open.chunks(each).map(|part| scope.spawn(move || solve(part))).collect();
        running
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
