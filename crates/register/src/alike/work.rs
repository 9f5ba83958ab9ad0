//! Recording it: as an import records a list, in one batch.

use std::collections::BTreeSet;

use daftar_claim::{EntryId, MAX_BODIES, RecordingId};

use crate::import::{Step, Steps, Writing};
use crate::write::no_key;
use crate::{Register, RegisterError};

impl Register {
    /// Records the steps as one piece of work; its last entry.
    pub(super) fn do_alike(&mut self, steps: Vec<Step>, retracted: Vec<RecordingId>) -> Result<EntryId, RegisterError> {
        self.see_sealed()?;
        let mut writing = Writing::of(self.keeper()?, None, false, BTreeSet::new());
        self.settling(|register| {
            // What is taken back fills entries of its own, as far as it does not fit into one.
            for part in retracted.chunks(MAX_BODIES) {
                writing.take(register, Steps { steps: Vec::new(), retracted: part.to_vec() }, &[])?;
            }
            writing.take(register, Steps { steps, retracted: Vec::new() }, &[])?;
            writing.finish(register, None, &[])
        })?;
        let log = self.key().ok_or_else(no_key)?;
        let last = self.store.headers_of(log).last().map(|header| header.header.entry);
        last.ok_or_else(no_key)
    }
}
