//! Hashing source files again: which ones, and how they are so far.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use daftar_claim::{Claim, FileId, PropertyId, Subject};
use daftar_store::{Proof, Proving};
use daftar_view::step_of;
use serde::Serialize;

use super::progress::Progress;
use super::run::Run;
use crate::{Register, RegisterError};

/// How the source files are, as far as hashing them has shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ProvedSoFar {
    /// How many are or should be here.
    pub files: usize,
    /// How many of them were not found whole for so long.
    pub stale: usize,
    /// How many were last found damaged or missing.
    pub wrong: usize,
}

impl Register {
    /// Hashes source files again: these, or all that are or should be here; of these only those that were not found whole in
    /// the last so many days, if that is given. `tell` hears how many bytes are done, of how many.
    ///
    /// # Errors
    /// When the index, or what is noted of a run before, cannot be read. Damage is no error: it is named.
    pub fn prove_files(
        &self,
        named: &[FileId],
        older_than: Option<u32>,
        stop: &AtomicBool,
        tell: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Run, RegisterError> {
        let mut files: BTreeSet<FileId> = named.iter().copied().collect();
        let all = files.is_empty();
        if all {
            files = self.files_to_prove(older_than)?;
        }
        let progress = if all { self.progress()? } else { Progress::none() };
        let mut run = Run { all, ..Run::default() };
        run.whole.extend(progress.unrecorded.intersection(&files));
        run.resumed = run.whole.len();
        run.done_before = progress.recorded.intersection(&files).count();
        files.retain(|file| !progress.recorded.contains(file) && !progress.unrecorded.contains(file));
        let wanted = files.len() + run.whole.len();
        self.hash_all(&files, progress, (stop, tell), &mut run)?;
        run.left = wanted.saturating_sub(run.reached());
        run.changed.sort_unstable();
        run.missing.sort_unstable();
        run.unread.sort_unstable();
        Ok(run)
    }

    fn hash_all(
        &self,
        files: &BTreeSet<FileId>,
        progress: Progress,
        (stop, tell): (&AtomicBool, &(dyn Fn(u64, u64) + Sync)),
        run: &mut Run,
    ) -> Result<(), RegisterError> {
        let files: Vec<FileId> = files.iter().copied().collect();
        let total: u64 = files.iter().map(|file| self.store.file_length(file)).sum();
        let state = Mutex::new((run, progress.file, Ok(())));
        self.store.prove(&files, stop, &|told| {
            let Ok(mut state) = state.lock() else { return };
            let (run, noted, failed) = &mut *state;
            match told {
                Proving::Bytes(bytes) => {
                    run.bytes += bytes;
                    tell(run.bytes, total);
                }
                Proving::File(file, proof) => {
                    if let (Some(noted), Proof::Whole) = (noted, &proof) {
                        *failed = writeln!(noted, "{file}").and(std::mem::replace(failed, Ok(())));
                    }
                    run.note(file, proof);
                }
            }
        });
        let failed = state.into_inner().map_or(Ok(()), |(_, _, failed)| failed);
        failed.map_err(RegisterError::io(&self.seat.proving()))
    }

    /// The files that are or should be here; those found whole in the last so many days left out, if that is given.
    fn files_to_prove(&self, older_than: Option<u32>) -> Result<BTreeSet<FileId>, RegisterError> {
        let lists = self.lists()?;
        let mut files: BTreeSet<FileId> = self.store.files()?.into_iter().collect();
        let proofs = self.proofs(None)?;
        files.extend(self.came_here()?);
        files.extend(proofs.keys());
        files.retain(|file| !lists.contains(file) && !self.standing.erased_files.contains(file));
        if let Some(days) = older_than {
            let since = self.days_ago(days);
            let fresh = |file: &FileId| {
                let proved = proofs.get(file).filter(|proved| proved.whole);
                proved.and_then(|proved| proved.last_whole.as_deref()).is_some_and(|time| time >= since.as_str())
            };
            files.retain(|file| !fresh(file));
        }
        Ok(files)
    }

    /// How the source files are, as far as hashing them has shown.
    ///
    /// # Errors
    /// When the index or a file cannot be read.
    pub fn proved_so_far(&self, older_than: u32) -> Result<ProvedSoFar, RegisterError> {
        let wrong = self
            .proofs(None)?
            .into_iter()
            .filter(|(file, proved)| !proved.whole && !self.standing.erased_files.contains(file));
        Ok(ProvedSoFar {
            files: self.files_to_prove(None)?.len(),
            stale: self.files_to_prove(Some(older_than))?.len(),
            wrong: wrong.count(),
        })
    }

    /// The files that devices of this site recorded as having come.
    fn came_here(&self) -> Result<BTreeSet<FileId>, RegisterError> {
        let own = self.own_logs();
        let mut came = BTreeSet::new();
        let arrival = |claim: &Claim| match claim.subject {
            Subject::File(file) => step_of(claim).filter(|step| step.action == "ingest").map(|_| file),
            _ => None,
        };
        self.store.index().with_property(&PropertyId::parse("custody")?, |one| {
            let counts = own.contains(&one.recording.entry.log) && self.standing.ended(one.recording).is_none();
            came.extend(arrival(&one.claim).filter(|_| counts));
        })?;
        let own_opened = self.opened.iter().filter(|(_, place, _)| own.contains(&place.entry.log));
        came.extend(own_opened.filter_map(|(_, _, secret)| arrival(&secret.claim)));
        Ok(came)
    }

    /// The time so many days before now, in full; empty before there was a calendar.
    pub fn days_ago(&self, days: u32) -> String {
        let now = self.time();
        let then = now.as_str().parse::<jiff::Timestamp>().ok();
        let then = then.and_then(|now| now.checked_sub(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok());
        then.map_or_else(String::new, |then| then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}
