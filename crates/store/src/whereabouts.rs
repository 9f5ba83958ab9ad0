//! Where a claim is recorded, and its bytes.

use daftar_claim::{Body, BodyState, ClaimId, EntryId, RecordingId, RegisterId};
use std::path::Path;

use crate::error::StoreError;
use crate::layout::Layout;
use crate::settings::Settings;
use crate::store::Store;

impl Store {
    /// The recordings of a claim: those whose bodies are here, and those that notes tell of.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn recordings_of(&self, claim: ClaimId) -> Result<Vec<RecordingId>, StoreError> {
        let mut all = self.index().recordings_of(&claim)?;
        for log in self.logs.values() {
            for note in log.notes.iter() {
                let entry = EntryId { log: log.key, number: note.number };
                let named = note.ids.iter().zip(0u32..).filter(|(id, _)| **id == claim);
                all.extend(named.map(|(_, position)| RecordingId { entry, position }));
            }
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// The bytes of a recorded body, if they are here.
    ///
    /// # Errors
    /// When the entry is not here or the files cannot be read.
    pub fn body_bytes(&self, recording: RecordingId) -> Result<Option<Vec<u8>>, StoreError> {
        let bodies = self.bodies(recording.entry)?;
        Ok(match bodies.into_iter().nth(recording.position as usize) {
            Some(BodyState::Present(bytes)) => Some(bytes),
            _ => None,
        })
    }

    /// A recorded body, if it is here and can be read.
    ///
    /// # Errors
    /// When the entry is not here or the files cannot be read.
    pub fn body(&self, recording: RecordingId) -> Result<Option<Body>, StoreError> {
        Ok(self.body_bytes(recording)?.and_then(|bytes| Body::parse(&bytes).ok()))
    }

    /// The register that a folder holds, by its settings.
    ///
    /// # Errors
    /// When the folder is no register, or of a newer format.
    pub fn register_of(folder: &Path) -> Result<RegisterId, StoreError> {
        Ok(Settings::read(&Layout::new(folder))?.register)
    }
}
