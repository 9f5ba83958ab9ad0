//! Long work that a keeper asked for: one piece at a time, apart from the pages, which show how far it is and what came of it.

mod bundle;
mod doubles;
mod import;
mod named;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use daftar_register::copy::sync::Moved;
use daftar_register::import::Imported;
use daftar_register::sealed::{Checked, Tell};
use daftar_register::{Kept, Met, Rehearsal, Repaired, Run};
use serde::{Deserialize, Serialize};

pub(crate) use self::bundle::{Parcel, TakenRow, Wish, make, take};
pub(crate) use self::doubles::compare;
pub(crate) use self::import::{import, look_through};
pub(crate) use self::named::named;
use crate::error::Trouble;

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Work {
    /// A sealed copy is made at a place.
    Copy,
    /// All bytes of the copies at a place are read.
    Check,
    /// The last copy at a place is brought back, compared and wiped again.
    Rehearse,
    /// This notebook and a peer's come level.
    Sync,
    /// What is damaged here is brought back from a copy or a peer.
    Mend,
    /// All source files are compared with their names.
    Prove,
    /// A bundle is made for a peer.
    Bundle,
    /// Bundles are taken.
    Take,
    /// A list is looked through.
    LookThrough,
    /// A list is imported.
    Import,
    /// All cards are compared with each other.
    Compare,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ended {
    Copied(Box<Kept>),
    Checked(Box<Checked>),
    Rehearsed(Box<Rehearsal>),
    Synced(Box<Level>),
    Mended(Box<Repaired>),
    Proved(Box<Run>),
    Bundled(Box<Parcel>),
    Taken(Vec<TakenRow>),
    LookedThrough(Box<Imported>),
    Imported(Box<Imported>),
    /// So many pairs may be one thing.
    Compared(usize),
    /// Why it was not done.
    Failed(#[serde(serialize_with = "words")] Trouble),
}

fn words<S: serde::Serializer>(trouble: &Trouble, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(trouble.detail().unwrap_or(trouble.words()))
}

/// What went to a peer and came from it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Level {
    pub(crate) sent: Moved,
    pub(crate) taken: Moved,
    pub(crate) erasures_sent: usize,
    pub(crate) erasures_acknowledged: usize,
    /// What was not taken, and why.
    pub(crate) refused: Vec<String>,
    /// Why it ended before its end.
    pub(crate) broke: Option<String>,
}

impl Level {
    fn of(met: Met) -> Level {
        let synced = met.synced;
        let refused = synced.refused.into_iter().map(|refusal| format!("{}: {}", refusal.member, refusal.why));
        Level {
            refused: refused.chain(synced.forks.iter().map(ToString::to_string)).collect(),
            sent: synced.sent,
            taken: synced.taken,
            erasures_sent: synced.erasures_sent as usize,
            erasures_acknowledged: synced.erasures_acknowledged as usize,
            broke: met.broke.map(|why| why.to_string()),
        }
    }
}

/// A piece of work, as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Job {
    pub(crate) work: Work,
    /// The place, the peer or the file.
    pub(crate) name: String,
    pub(crate) done: u64,
    pub(crate) of: u64,
    /// What came of it; none as long as it goes on.
    pub(crate) ended: Option<Ended>,
}

impl Job {
    /// Whether it is about a list.
    pub(crate) fn is_of_list(&self) -> bool {
        matches!(self.work, Work::LookThrough | Work::Import)
    }

    /// Why it was not done, if it was not.
    pub(crate) fn failed(&self) -> Option<&Trouble> {
        match &self.ended {
            Some(Ended::Failed(trouble)) => Some(trouble),
            _ => None,
        }
    }
}

/// The piece of work that goes on, or the last one.
#[derive(Clone, Default)]
pub(crate) struct Jobs(Arc<Mutex<Option<Going>>>);

struct Going {
    work: Work,
    name: String,
    how_far: Arc<(AtomicU64, AtomicU64)>,
    ended: Option<Ended>,
}

impl Jobs {
    /// The piece of work that goes on, or the last one.
    pub(crate) fn last(&self) -> Option<Job> {
        let going = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        going.as_ref().map(|going| Job {
            work: going.work,
            name: going.name.clone(),
            done: going.how_far.0.load(Ordering::Relaxed),
            of: going.how_far.1.load(Ordering::Relaxed),
            ended: going.ended.clone(),
        })
    }

    /// Begins a piece of work, unless another goes on. What it works on is called `name`.
    pub(crate) fn begin<F>(&self, work: Work, name: String, run: impl FnOnce(Tell) -> F) -> Result<(), Trouble>
    where
        F: Future<Output = Result<Ended, Trouble>> + Send + 'static,
    {
        let mut going = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if going.as_ref().is_some_and(|going| going.ended.is_none()) {
            return Err(Trouble::Wrong("job-one-at-a-time"));
        }
        let how_far = Arc::new((AtomicU64::new(0), AtomicU64::new(0)));
        *going = Some(Going { work, name, how_far: how_far.clone(), ended: None });
        let tell = Tell::new(move |done, of| {
            how_far.0.store(done, Ordering::Relaxed);
            how_far.1.store(of, Ordering::Relaxed);
        });
        let (jobs, running) = (self.clone(), run(tell));
        tokio::spawn(async move {
            let ended = running.await.unwrap_or_else(Ended::Failed);
            if let Some(going) = jobs.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                going.ended = Some(ended);
            }
        });
        Ok(())
    }
}
