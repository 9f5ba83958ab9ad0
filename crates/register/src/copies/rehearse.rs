//! Rehearsing: a copy is brought back, read to the last byte and compared with the register, and the result is recorded.

use std::collections::BTreeSet;
use std::path::Path;

use daftar_claim::{FileId, Head, Key, Timestamp};
use daftar_deposit::{Target, Tell};
use daftar_store::{Access, Report, Store};
use serde::Serialize;

use super::brought::{Brought, Origin};
use super::noted::{Copied, CopyKind};
use super::scratch::Scratch;
use super::trial::{Outcome, Trial};
use super::whereabouts::Whereabouts;
use crate::{Register, RegisterError};

/// How much of something is in a copy, and how much is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Extent {
    /// In the copy.
    pub there: u64,
    /// Here.
    pub here: u64,
    /// In both.
    pub both: u64,
}

/// How far a log reaches in a copy, and here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LogExtent {
    /// The log's key.
    pub log: String,
    /// Entries in the copy.
    pub there: u64,
    /// Entries here.
    pub here: u64,
    /// Whether the last entry that both have is the same one.
    pub same: bool,
}

/// What came of bringing a copy back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rehearsal {
    /// Whether the copy works.
    pub outcome: Outcome,
    /// When it was made, if that is known.
    pub made: Option<String>,
    /// What of it could not be read, and why.
    pub damaged: Vec<(String, String)>,
    /// What checking every byte of it found.
    pub verified: Report,
    /// Entries, all logs together.
    pub entries: Extent,
    /// The same, by log.
    pub logs: Vec<LogExtent>,
    /// Source files.
    pub evidence: Extent,
    /// Source files that statements in the copy cite, and that are here and not in it.
    pub missing: Vec<String>,
    /// Source files that statements in the copy cite, and that are neither in it nor here, nor were erased.
    pub nowhere: Vec<String>,
}

impl Register {
    /// Brings a copy back into the scratch folder, checks every byte and compares it with what is here. Nothing of it stays
    /// but a note that it was tried.
    ///
    /// # Errors
    /// When the copy cannot be reached, or is of another register. Damage is no error: it is named.
    pub fn rehearse(&self, origin: &Origin, scratch: &Scratch, tell: &Tell) -> Result<Rehearsal, RegisterError> {
        let brought = self.bring_back(origin, &scratch.register(), tell)?;
        let made = brought.sealed.as_ref().map(|copy| copy.made().to_owned());
        let mut rehearsal = Rehearsal::of(made, brought.damaged.clone());
        // Opened for writing, it makes its index, as a restored register would; another's folder is only read.
        let access = if matches!(origin, Origin::Folder(_)) { Access::Read } else { Access::Write };
        let looked = daftar_store::verify(&brought.folder, None, &|_, _| {});
        match looked.and_then(|report| Ok((report, Store::open(&brought.folder, access, None)?))) {
            Err(error) => rehearsal.damaged.push(("register.json".to_owned(), error.to_string())),
            Ok((report, store)) => {
                rehearsal.verified = report;
                self.compare(&store, &mut rehearsal)?;
                rehearsal.judge();
                self.note_rehearsal(origin, &brought, &store, &rehearsal)?;
            }
        }
        rehearsal.judge();
        Ok(rehearsal)
    }

    fn compare(&self, copy: &Store, rehearsal: &mut Rehearsal) -> Result<(), RegisterError> {
        let heads = |store: &Store| store.heads().into_iter().map(|head| head.entry.log).collect::<BTreeSet<Key>>();
        let all = heads(copy).into_iter().chain(heads(&self.store)).collect::<BTreeSet<Key>>();
        rehearsal.logs = all.into_iter().map(|log| self.log_extent(copy, log)).collect();
        for log in &rehearsal.logs {
            rehearsal.entries.there += log.there;
            rehearsal.entries.here += log.here;
            rehearsal.entries.both += if log.same { log.there.min(log.here) } else { 0 };
        }
        let files = |store: &Store| store.files().map(|files| files.into_iter().collect::<BTreeSet<FileId>>());
        let (there, here) = (files(copy)?, files(&self.store)?);
        let both = there.intersection(&here).count() as u64;
        rehearsal.evidence = Extent { there: there.len() as u64, here: here.len() as u64, both };
        let cited = copy.index().files_named()?.into_iter();
        let lacking = cited.filter(|file| !there.contains(file) && !self.standing.erased_files.contains(file));
        let (missing, nowhere): (Vec<FileId>, Vec<FileId>) = lacking.partition(|file| here.contains(file));
        let names = |files: Vec<FileId>| files.iter().map(ToString::to_string).collect();
        (rehearsal.missing, rehearsal.nowhere) = (names(missing), names(nowhere));
        Ok(())
    }

    fn log_extent(&self, copy: &Store, log: Key) -> LogExtent {
        let reach = |store: &Store| store.head(log).map_or(0, |head| head.entry.number);
        let (there, here) = (reach(copy), reach(&self.store));
        let last = there.min(here) as usize;
        let hash = |store: &Store| store.headers_of(log).nth(last.saturating_sub(1)).map(|header| header.hash());
        LogExtent { log: log.to_string(), there, here, same: last == 0 || hash(copy) == hash(&self.store) }
    }

    /// Notes in the list of copies that this one was brought back whole.
    fn note_rehearsal(
        &self,
        origin: &Origin,
        brought: &Brought,
        store: &Store,
        rehearsal: &Rehearsal,
    ) -> Result<(), RegisterError> {
        if rehearsal.outcome != Outcome::BroughtBack {
            return Ok(());
        }
        let (entries, heads) = (rehearsal.entries.there, store.heads());
        match (origin, &brought.sealed) {
            (Origin::Deposit(name), Some(copy)) => {
                let place = self.deposit_place(name)?.target;
                let made = Timestamp::parse(copy.made()).unwrap_or_else(|_| self.time());
                self.note_tried(CopyKind::Deposit, place, made, entries, heads)?;
                self.found_whole(name, &copy.id)
            }
            (Origin::Bundle(file), _) => {
                let place = std::path::absolute(file).unwrap_or_else(|_| file.clone());
                self.note_tried(
                    CopyKind::Bundle,
                    place.to_string_lossy().into_owned(),
                    written(file, self),
                    entries,
                    heads,
                )
            }
            _ => Ok(()),
        }
    }

    /// Knows a bundle that the register began from.
    pub(crate) fn know_bundle(&self, file: &Path, whole: bool) -> Result<(), RegisterError> {
        let place = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.note_copy(&Copied {
            kind: CopyKind::Bundle,
            whereabouts: Whereabouts::of_path(&place, self.store.folder()),
            place: place.to_string_lossy().into_owned(),
            made: written(file, self),
            entries: self.store.headers().count() as u64,
            // What was held back from it, nobody can tell from here.
            withheld: 0,
            heads: self.store.heads(),
            files: true,
            checked: whole.then(|| self.time()),
        })
    }

    fn note_tried(
        &self,
        kind: CopyKind,
        place: String,
        made: Timestamp,
        entries: u64,
        heads: Vec<Head>,
    ) -> Result<(), RegisterError> {
        let known = self.copies()?.into_iter().rfind(|one| one.kind == kind && one.place == place);
        let whereabouts = match kind {
            CopyKind::Deposit => Whereabouts::of_target(&Target::parse(&place)?, self.store.folder()),
            _ => Whereabouts::of_path(Path::new(&place), self.store.folder()),
        };
        let (made, withheld) = known.map_or((made.clone(), 0), |known| match kind {
            CopyKind::Deposit => (made, known.withheld),
            _ => (known.made, known.withheld),
        });
        let checked = Some(self.time());
        self.note_copy(&Copied { kind, place, made, entries, withheld, heads, files: true, whereabouts, checked })
    }
}

/// When a file was written.
fn written(file: &Path, register: &Register) -> Timestamp {
    let time = file.metadata().and_then(|found| found.modified()).ok();
    let time = time.and_then(|time| jiff::Timestamp::try_from(time).ok());
    let time = time.and_then(|time| Timestamp::parse(&time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok());
    time.unwrap_or_else(|| register.time())
}

impl Rehearsal {
    fn of(made: Option<String>, damaged: Vec<(String, String)>) -> Rehearsal {
        Rehearsal {
            outcome: Outcome::Damaged,
            made,
            damaged,
            verified: Report::default(),
            entries: Extent::default(),
            logs: Vec::new(),
            evidence: Extent::default(),
            missing: Vec::new(),
            nowhere: Vec::new(),
        }
    }

    fn judge(&mut self) {
        self.outcome = if !self.damaged.is_empty() || !self.verified.is_sound() {
            Outcome::Damaged
        } else if !self.missing.is_empty() || self.logs.iter().any(|log| !log.same) {
            Outcome::Incomplete
        } else {
            Outcome::BroughtBack
        };
    }

    /// What is to be recorded of it.
    pub fn trial(&self) -> Trial {
        Trial {
            outcome: self.outcome,
            entries: Some(self.entries),
            evidence: Some(self.evidence),
            made: self.made.clone(),
        }
    }
}
