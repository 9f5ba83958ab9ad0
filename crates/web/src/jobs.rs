//! Long work that a keeper asked for: one piece at a time, apart from the pages, which show how far it is and what came of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use daftar_register::copy::sync::Moved;
use daftar_register::sealed::{Checked, Tell};
use daftar_register::view::Audience;
use daftar_register::{Kept, Met, Origin, Outcome, Register, Rehearsal, Scratch, Trial};
use serde::{Deserialize, Serialize};

use crate::error::Trouble;
use crate::registers::Registers;
use crate::sync::dial;

/// How long nothing may move on a line to a peer.
const IDLE: Duration = Duration::from_secs(120);

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
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ended {
    Copied(Box<Kept>),
    Checked(Box<Checked>),
    Rehearsed(Box<Rehearsal>),
    Synced(Box<Level>),
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

/// A piece of work, as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Job {
    pub(crate) work: Work,
    /// The place or the peer.
    pub(crate) name: String,
    pub(crate) done: u64,
    pub(crate) of: u64,
    /// What came of it; none as long as it goes on.
    pub(crate) ended: Option<Ended>,
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

    /// Begins a piece of work, unless another goes on.
    pub(crate) fn begin(&self, registers: &Registers, work: Work, name: String) -> bool {
        let mut going = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if going.as_ref().is_some_and(|going| going.ended.is_none()) {
            return false;
        }
        let how_far = Arc::new((AtomicU64::new(0), AtomicU64::new(0)));
        *going = Some(Going { work, name: name.clone(), how_far: how_far.clone(), ended: None });
        let (jobs, registers) = (self.clone(), registers.clone());
        tokio::spawn(async move {
            let ended = run(&registers, work, name, how_far).await;
            let ended = ended.unwrap_or_else(Ended::Failed);
            if let Some(going) = jobs.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                going.ended = Some(ended);
            }
        });
        true
    }
}

async fn run(
    registers: &Registers,
    work: Work,
    name: String,
    how_far: Arc<(AtomicU64, AtomicU64)>,
) -> Result<Ended, Trouble> {
    let tell = Tell::new(move |done, of| {
        how_far.0.store(done, Ordering::Relaxed);
        how_far.1.store(of, Ordering::Relaxed);
    });
    match work {
        Work::Copy => {
            let copy = move |register: &Register| register.make_deposit(&name, &tell).map_err(Trouble::elsewhere);
            Ok(Ended::Copied(Box::new(registers.alone(copy).await?)))
        }
        Work::Check => {
            let check =
                move |register: &Register| register.check_deposit(&name, true, &tell).map_err(Trouble::elsewhere);
            let checked = registers.alone(check).await?;
            let outcome = if checked.is_sound() { Outcome::Read } else { Outcome::Damaged };
            record(registers, Trial::read(outcome)).await?;
            Ok(Ended::Checked(Box::new(checked)))
        }
        Work::Rehearse => {
            let folder = registers.folder().to_owned();
            let rehearse = move |register: &Register| {
                let scratch =
                    Scratch::within(folder.parent().unwrap_or(&folder), &folder).map_err(Trouble::elsewhere)?;
                register.rehearse(&Origin::Deposit(name), &scratch, &tell).map_err(Trouble::elsewhere)
            };
            let rehearsal = registers.alone(rehearse).await?;
            record(registers, rehearsal.trial()).await?;
            Ok(Ended::Rehearsed(Box::new(rehearsal)))
        }
        Work::Sync => {
            let syncing = registers.syncing();
            let meet = move || {
                let peer = syncing.peer(&name).map_err(Trouble::elsewhere)?;
                let line = dial(peer.address.as_deref().unwrap_or_default(), IDLE)
                    .map_err(|error| Trouble::Elsewhere(error.to_string()))?;
                syncing.call(&name, line, &|_, done, of| tell.tell(done, of)).map_err(Trouble::elsewhere)
            };
            Ok(Ended::Synced(Box::new(Level::of(crate::registers::off_the_network(meet).await?))))
        }
    }
}

/// That a copy was tried becomes a statement.
async fn record(registers: &Registers, trial: Trial) -> Result<(), Trouble> {
    registers.write(Audience::Keeper, move |register| Ok(register.record_trial(&trial)?)).await
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
