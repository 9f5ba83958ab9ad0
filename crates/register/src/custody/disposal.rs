//! Disposing of a source file: it is erased, here and on every copy that hears of it; that this was done, and why, stays.

use daftar_claim::{FileId, Ground};
use serde::Serialize;

use super::{NewStep, StepTaken};
use crate::{Erased, Register, RegisterError};

/// What disposing of a file came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Disposed {
    /// The step.
    pub step: StepTaken,
    /// What was erased.
    pub erased: Erased,
}

impl Register {
    /// Erases a source file, and records who did so and why.
    ///
    /// # Errors
    /// When the file is not here, the keys are needed and locked, or nothing could be written.
    pub fn dispose(&mut self, file: FileId, ground: Ground, why: Option<String>) -> Result<Disposed, RegisterError> {
        if !self.store.has_file(&file) {
            return Err(RegisterError::Unknown { what: "source file", id: file.to_string(), see: "evidence list" });
        }
        // The step first: should erasing fail, doing it again completes it, and nobody wonders where the file went.
        self.need_keys_of(&[], &[file])?;
        let why = Some(why.unwrap_or_else(|| ground.word().to_owned()));
        let step = self.take_step(&NewStep { why, ..NewStep::of(file, "dispose").hashes(Some(file), None) })?;
        let erased = self.erase(&[], &[file], ground)?;
        Ok(Disposed { step, erased })
    }
}
