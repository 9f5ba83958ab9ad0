//! What hashing source files again came to, and how that is recorded.
//!
//! A run over many files is one statement: its subject is a list of the files that were found whole, in the form that
//! `sha256sum -c` takes, kept as a source file itself. While the files do not change from one run to the next, neither does
//! the list. What is damaged or missing is named in a statement each. A run that is broken off counts as far as it came, and
//! the next one goes on: what is done is noted beside the keys until it is recorded.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use daftar_claim::{Claim, FileId};
use daftar_store::Proof;
use serde::Serialize;

use super::{NewStep, Proved, TOOL};
use crate::{Register, RegisterError};

/// A file whose bytes are not those that it is named by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Changed {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// The hash that its bytes have.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub found: FileId,
}

/// A file that the system did not give.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Unread {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// What the system said.
    pub why: String,
}

/// What hashing files again came to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Run {
    /// Whether it was to be about all files: only such a run goes on from one before.
    pub all: bool,
    /// The files that are whole.
    #[serde(serialize_with = "as_count")]
    pub whole: BTreeSet<FileId>,
    /// Bytes that were hashed.
    pub bytes: u64,
    /// The files that are not.
    pub changed: Vec<Changed>,
    /// The files that came here and are gone.
    #[serde(serialize_with = "as_texts")]
    pub missing: Vec<FileId>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// How many of the whole ones a run had hashed that was broken off before anything was recorded.
    pub resumed: usize,
    /// How many the run before had done and recorded, so that they were not hashed again.
    pub done_before: usize,
    /// How many files are left, for it was told to stop.
    pub left: usize,
}

fn as_count<S: serde::Serializer>(files: &BTreeSet<FileId>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(files.len() as u64)
}

fn as_texts<S: serde::Serializer>(files: &[FileId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(files.iter().map(ToString::to_string))
}

impl Run {
    /// Whether nothing is wrong with the files that it came to.
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.unread.is_empty()
    }

    /// Notes what hashing one came to.
    pub(super) fn note(&mut self, file: FileId, proof: Proof) {
        match proof {
            Proof::Whole => drop(self.whole.insert(file)),
            Proof::Changed(found) => self.changed.push(Changed { file, found: FileId(found) }),
            Proof::Missing => self.missing.push(file),
            Proof::Unreadable(why) => self.unread.push(Unread { file, why }),
        }
    }

    /// How many files it came to.
    pub(super) fn reached(&self) -> usize {
        self.whole.len() + self.changed.len() + self.missing.len() + self.unread.len()
    }
}

impl Register {
    /// Records what a run came to: one statement for all that is whole, and one for each file that is damaged or missing,
    /// unless that was the last that was recorded of it.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_run(&mut self, run: &Run) -> Result<(), RegisterError> {
        let wrong = run.changed.iter().map(|one| (one.file, Some(one.found)));
        let wrong: Vec<_> = wrong.chain(run.missing.iter().map(|file| (*file, None))).collect();
        let known = self.proofs(Some(&wrong.iter().map(|(file, _)| *file).collect()))?;
        let mut claims = Vec::new();
        for (file, found) in wrong {
            let is_known = |proved: &Proved| !proved.whole && proved.found == found;
            if !known.get(&file).is_some_and(is_known) {
                claims.push(self.verification(file, Some(file), found)?);
            }
        }
        match run.whole.first() {
            Some(file) if run.whole.len() == 1 => claims.push(self.verification(*file, Some(*file), Some(*file))?),
            Some(_) => {
                let list = self.store.put_file(list(&run.whole).as_bytes())?;
                claims.push(self.verification(list, None, Some(list))?);
            }
            None => {}
        }
        self.record(claims)?;
        self.end_progress(run)
    }

    fn verification(
        &self,
        file: FileId,
        before: Option<FileId>,
        after: Option<FileId>,
    ) -> Result<Claim, RegisterError> {
        let mut step = NewStep::of(file, "verify").hashes(before, after);
        step.custody.tool = Some(TOOL.to_owned());
        self.step_claim(&step)
    }
}

/// A list of files as `sha256sum -c` takes it in the register's folder.
fn list(files: &BTreeSet<FileId>) -> String {
    let mut out = String::new();
    for file in files {
        let digits = file.0.to_string();
        let _ = writeln!(out, "{digits}  evidence/{}/{digits}", &digits[..2]);
    }
    out
}
