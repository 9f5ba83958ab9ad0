//! Making a copy.

use rustic_core::repofile::SnapshotFile;
use rustic_core::{BackupOptions, SnapshotOptions};

use crate::copies::Sealed;
use crate::source::Source;
use crate::{Deposit, DepositError, Holding, Tell};

/// What restic shows in the place of a computer's name: copies do not say on which computer they were made.
const MAKER: &str = "daftar";

impl Deposit {
    /// Copies what is held, without what lies at the target already. The copy is there when this returns and is not there
    /// when it fails: of what was sent until then the next copy makes use.
    ///
    /// # Errors
    /// When a file changed or could not be read, or the target did not take it.
    pub fn put(&self, holding: &Holding, note: &str, tell: &Tell) -> Result<Sealed, DepositError> {
        let source = Source::new(holding);
        let repository = self.done(self.repository(tell)?.to_indexed_ids())?;
        let root = std::path::PathBuf::from("/").join(&holding.folder);
        let made =
            repository.archive(&BackupOptions::default(), &source, self.blank(note)?, std::slice::from_ref(&root));
        // A file that could not be read says more than what followed from it.
        if let Some(fault) = source.take_fault() {
            return Err(fault);
        }
        let snapshot = self.done(made)?;
        self.publish_if_whole(&source, &snapshot)?;
        Ok(Sealed::of(&snapshot))
    }

    fn publish_if_whole(&self, source: &Source, snapshot: &SnapshotFile) -> Result<(), DepositError> {
        let failed = |error| DepositError::Storage { place: self.place(), error };
        self.shelf.take_failure().map_or(Ok(()), |error| Err(failed(error)))?;
        let counted =
            snapshot.summary.as_ref().map(|summary| (summary.total_files_processed, summary.total_bytes_processed));
        if counted != Some((source.files(), source.bytes())) {
            let why = format!(
                "{counted:?} files and bytes arrived of {:?}: nothing was kept",
                (source.files(), source.bytes())
            );
            return Err(DepositError::Repository { place: self.place(), why });
        }
        self.shelf.publish().map_err(failed)
    }

    fn blank(&self, note: &str) -> Result<SnapshotFile, DepositError> {
        let mut options = SnapshotOptions::default();
        (options.host, options.command) = (Some(MAKER.to_owned()), Some(MAKER.to_owned()));
        options.description = Some(note.to_owned());
        options.time = Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC));
        self.done(SnapshotFile::from_options(&options))
    }
}
