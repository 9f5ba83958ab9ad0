//! What was decided last, so that it can be undone. It is forgotten when the notebook is locked: it must not outlive the
//! keeper's view.

use std::sync::{Mutex, MutexGuard, PoisonError};

use daftar_register::Register;
use daftar_register::claim::{Draft, EntityId, EntryId};

use crate::error::Trouble;

/// Older decisions are undone from the log.
const KEPT: usize = 200;

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Decision {
    /// Suggestions were recorded as said.
    Recorded,
    /// Suggestions were dropped.
    Rejected,
    /// One was recorded with corrections.
    Corrected,
    /// Two cards were said to be of one thing.
    Joined,
}

/// One decision.
#[derive(Clone)]
pub(crate) struct Step {
    /// Its number.
    pub(crate) number: u64,
    pub(crate) source: EntityId,
    pub(crate) decision: Decision,
    /// The suggestions that it took away.
    pub(crate) drafts: Vec<Draft>,
    /// The entries that it made.
    pub(crate) entries: Vec<EntryId>,
    /// How much had been erased by then.
    erased: usize,
}

/// The decisions, the last one last.
#[derive(Default)]
pub(crate) struct Steps(Mutex<(u64, Vec<Step>)>);

impl Steps {
    fn held(&self) -> MutexGuard<'_, (u64, Vec<Step>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something, and remembers what it made and which suggestions it took away.
    pub(crate) fn remember(
        &self,
        register: &mut Register,
        (source, decision): (EntityId, Decision),
        drafts: Vec<Draft>,
        work: impl FnOnce(&mut Register) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let before = entries(register);
        work(register)?;
        let made: Vec<EntryId> = entries(register).into_iter().filter(|entry| !before.contains(entry)).collect();
        if drafts.is_empty() && made.is_empty() {
            return Ok(());
        }
        let mut held = self.held();
        held.0 += 1;
        let step = Step { number: held.0, source, decision, drafts, entries: made, erased: erased(register) };
        held.1.push(step);
        let much = held.1.len().saturating_sub(KEPT);
        held.1.drain(..much);
        Ok(())
    }

    /// The last decision on a document.
    pub(crate) fn last(&self, source: EntityId) -> Option<Step> {
        self.held().1.iter().rfind(|step| step.source == source).cloned()
    }

    /// Undoes a decision, if it is the last one on its document: a form that is sent twice undoes once. Returns the
    /// suggestions that wait again.
    pub(crate) fn undo(&self, register: &mut Register, source: EntityId, number: u64) -> Result<Vec<Draft>, Trouble> {
        let Some(step) = self.last(source).filter(|step| step.number == number) else { return Ok(Vec::new()) };
        for entry in &step.entries {
            register.undo(*entry)?;
        }
        let drafts = self.forget(register, &step)?;
        Ok(drafts)
    }

    /// Puts the suggestions back of a decision whose entry was undone elsewhere.
    pub(crate) fn entry_undone(&self, register: &mut Register, entry: EntryId) -> Result<(), Trouble> {
        let found = self.held().1.iter().find(|step| step.entries.contains(&entry)).cloned();
        found.map_or(Ok(()), |step| self.forget(register, &step).map(drop))
    }

    /// What was erased in the meantime must not come back from here.
    fn forget(&self, register: &mut Register, step: &Step) -> Result<Vec<Draft>, Trouble> {
        let drafts = if step.erased == erased(register) { step.drafts.clone() } else { Vec::new() };
        register.return_drafts(drafts.clone())?;
        self.held().1.retain(|one| one.number != step.number);
        Ok(drafts)
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.held().1.clear();
    }
}

fn entries(register: &Register) -> Vec<EntryId> {
    let Some(key) = register.key() else { return Vec::new() };
    let logs = register.logs();
    logs.get(&key).into_iter().flatten().map(|header| header.header.entry).collect()
}

fn erased(register: &Register) -> usize {
    register.standing().erased.len() + register.standing().erased_files.len()
}
