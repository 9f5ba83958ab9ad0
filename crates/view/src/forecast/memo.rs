//! Forecasts are not reckoned twice: each takes some milliseconds, and a bank has thousands of lots that seldom change.
//!
//! What comes out depends on bare numbers alone, so these are the key, all of them: a lot that is tested anew, or moved, or looked at
//! on another day, is another question.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;

use daftar_claim::Hash;

use super::task::{Solved, Task};
use super::terms::Terms;

/// So many are kept; with more, all are reckoned anew.
const MOST: usize = 400_000;

static KNOWN: LazyLock<Mutex<HashMap<Hash, Solved>>> = LazyLock::new(Mutex::default);

fn known() -> MutexGuard<'static, HashMap<Hash, Solved>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What comes out of each task, in their order: what is not known is reckoned by all processors.
pub(super) fn solve_all(tasks: &[Option<Task<'_>>], terms: &Terms) -> Vec<Option<Solved>> {
    let keys: Vec<Option<Hash>> = tasks.iter().map(|task| Some(key(task.as_ref()?, terms))).collect();
    let mut solved: Vec<Option<Solved>> = {
        let known = known();
        keys.iter().map(|key| known.get(&(*key)?).cloned()).collect()
    };
    let open: Vec<usize> = (0..tasks.len()).filter(|at| tasks[*at].is_some() && solved[*at].is_none()).collect();
    for (at, one) in reckon(&open, tasks, terms) {
        solved[at] = Some(one);
    }
    let mut known = known();
    if known.len() + open.len() > MOST {
        known.clear();
    }
    known.extend(open.iter().filter_map(|at| Some((keys[*at]?, solved[*at].clone()?))));
    solved
}

/// Reckons these tasks, each processor its part.
fn reckon(open: &[usize], tasks: &[Option<Task<'_>>], terms: &Terms) -> Vec<(usize, Solved)> {
    let solve = |part: &[usize]| -> Vec<(usize, Solved)> {
        part.iter().filter_map(|at| Some((*at, tasks[*at].as_ref()?.solve(terms).0))).collect()
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

/// Everything that a forecast depends on, to the last bit: numbers are written so that they read back as the same.
fn key(task: &Task<'_>, terms: &Terms) -> Hash {
    let Terms { today, threshold, level, .. } = terms;
    Hash::of(format!("{task:?} {today:?} {threshold:?} {level:?}").as_bytes())
}
