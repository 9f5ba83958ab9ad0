//! Where a claim is recorded, whether anybody may read it or not.

use daftar_claim::{ClaimId, RecordingId};

use super::Index;
use super::block::Held;
use super::error::Result;

impl Index {
    /// The recordings of a claim that are here, open or sealed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn recordings_of(&self, claim: &ClaimId) -> Result<Vec<RecordingId>> {
        let mut all = Vec::new();
        for n in self.numbers_of(claim)? {
            let recorded = self.recorded(n)?;
            if !matches!(recorded.held, Held::Gone) {
                all.push(recorded.recording);
            }
        }
        all.sort_unstable();
        Ok(all)
    }
}
