//! Where a claim is recorded, whether anybody may read it or not.

use daftar_claim::{ClaimId, FileId, RecordingId, Subject};

use super::Index;
use super::block::Held;
use super::error::Result;
use super::read::Found;
use super::values;

impl Index {
    /// The files that claims here are about, name as value, or were read from; sorted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn files_named(&self) -> Result<Vec<FileId>> {
        let mut find = self.db.prepare_cached("SELECT body FROM subject WHERE hex(substr(body, 1, 1))=?")?;
        let mut sort = Vec::new();
        values::write_subject(&Subject::File(FileId(daftar_claim::Hash([0; 32]))), &mut sort);
        let sort = format!("{:02X}", sort.first().copied().unwrap_or_default());
        let bodies = find.query_map([sort], |row| row.get::<_, Vec<u8>>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut files = Vec::with_capacity(bodies.len());
        for body in bodies {
            if let Subject::File(file) = values::read_subject(&body)? {
                files.push(file);
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// Calls `each` with every claim that anybody may read, recording by recording; they are never all in memory.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn all(&self, mut each: impl FnMut(Found)) -> Result<()> {
        let mut blocks = Vec::new();
        self.each_block(|n, _| {
            blocks.push(n);
            Ok(())
        })?;
        self.scan(
            &blocks,
            |_| Ok(true),
            |found| {
                each(found);
                Ok(())
            },
        )
    }

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
