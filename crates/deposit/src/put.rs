//! Making a copy.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rustic_core::repofile::SnapshotFile;
use rustic_core::{BackupOptions, SnapshotOptions};

use crate::copies::{Sealed, with_clock};
use crate::source::Source;
use crate::{Deposit, DepositError, Holding, Tell};

/// What restic shows in the place of a computer's name: copies do not say on which computer they were made.
const MAKER: &str = "daftar";

/// Two copies may be made in one second; a clock that is further behind the copy before is told.
const ODD: SignedDuration = SignedDuration::from_secs(60);

impl Deposit {
    /// Copies what is held, without what lies at the target already. The copy is there when this returns and is not there
    /// when it fails: of what was sent until then the next copy makes use.
    ///
    /// # Errors
    /// When a file changed or could not be read, or the target did not take it.
    pub fn put(&self, holding: &Holding, note: &str, tell: &Tell) -> Result<Sealed, DepositError> {
        self.storage().tidy();
        let source = Source::new(holding);
        let repository = self.done(self.repository(tell)?.to_indexed_ids())?;
        let root = std::path::PathBuf::from("/").join(&holding.folder);
        let made = repository.archive(
            &BackupOptions::default(),
            &source,
            self.blank(note, holding.clock)?,
            std::slice::from_ref(&root),
        );
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

    fn blank(&self, note: &str, clock: Timestamp) -> Result<SnapshotFile, DepositError> {
        let latest = self.snapshots()?.last().map(|latest| latest.time.timestamp());
        let time = after(latest, clock);
        let mut options = SnapshotOptions::default();
        (options.host, options.command) = (Some(MAKER.to_owned()), Some(MAKER.to_owned()));
        let odd = time.duration_since(clock) > ODD;
        options.description = Some(if odd { with_clock(note, clock) } else { note.to_owned() });
        options.time = Some(time.to_zoned(TimeZone::UTC));
        self.done(SnapshotFile::from_options(&options))
    }
}

/// The time under which a copy is put: the clock's, but always after the copy before. restic and we take the one with the
/// latest time for the latest, and a clock may have been set back, or have been ahead when the copy before was made.
fn after(latest: Option<Timestamp>, clock: Timestamp) -> Timestamp {
    let next = latest.and_then(|latest| latest.checked_add(SignedDuration::from_secs(1)).ok());
    next.map_or(clock, |next| clock.max(next))
}
