//! Which copies there are.

use jiff::Timestamp;
use rustic_core::repofile::SnapshotFile;
use serde::Serialize;

use crate::{Deposit, DepositError, Tell};

/// How times are written.
const TIME: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A sealed copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sealed {
    /// Its id: 64 digits.
    pub id: String,
    /// When it was begun, RFC 3339 in UTC: later than every copy before it.
    pub time: String,
    /// What the clock said then, where that was not later: it was set back, or was ahead when a copy before was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// The name of the folder that it holds.
    pub folder: String,
    /// How many files it holds.
    pub files: u64,
    /// How many bytes these fill.
    pub bytes: u64,
    /// How many bytes were added at the target for it.
    pub added: u64,
    /// What its maker noted of it.
    pub note: String,
}

impl Sealed {
    pub(crate) fn of(snapshot: &SnapshotFile) -> Sealed {
        let summary = snapshot.summary.as_ref();
        let count = |get: fn(&rustic_core::repofile::SnapshotSummary) -> u64| summary.map_or(0, get);
        let description = snapshot.description.as_deref().unwrap_or_default();
        let (note, clock) = match description.rsplit_once(CLOCK) {
            Some((note, clock)) => (note, Some(clock)),
            None => (description, None),
        };
        Sealed {
            id: snapshot.id.to_hex().as_str().to_owned(),
            time: snapshot.time.timestamp().strftime(TIME).to_string(),
            folder: snapshot
                .paths
                .iter()
                .next()
                .map(|path| path.trim_start_matches('/').to_owned())
                .unwrap_or_default(),
            files: count(|summary| summary.total_files_processed),
            bytes: count(|summary| summary.total_bytes_processed),
            added: count(|summary| summary.data_added_packed),
            note: note.to_owned(),
            clock: clock.map(str::to_owned),
        }
    }

    /// When it was begun, as the clock said.
    pub fn made(&self) -> &str {
        self.clock.as_deref().unwrap_or(&self.time)
    }
}

/// What stands between a note and what the clock said.
const CLOCK: &str = "; the clock said ";

/// A note with what the clock said.
pub(crate) fn with_clock(note: &str, clock: Timestamp) -> String {
    format!("{note}{CLOCK}{}", clock.strftime(TIME))
}

impl Deposit {
    /// The copies, the oldest first.
    ///
    /// # Errors
    /// When the target does not answer, or a copy's file is damaged.
    pub fn copies(&self) -> Result<Vec<Sealed>, DepositError> {
        Ok(self.snapshots()?.iter().map(Sealed::of).collect())
    }

    pub(crate) fn snapshots(&self) -> Result<Vec<SnapshotFile>, DepositError> {
        let mut found = self.done(self.repository(&Tell::nobody())?.get_all_snapshots())?;
        found.sort_by(|one, other| (&one.time, *one.id).cmp(&(&other.time, *other.id)));
        Ok(found)
    }

    /// The copy whose id begins so; the latest one when nothing is given.
    pub(crate) fn snapshot(&self, id: Option<&str>) -> Result<SnapshotFile, DepositError> {
        let mut found = self.snapshots()?;
        if let Some(id) = id {
            found.retain(|one| !id.is_empty() && one.id.to_hex().as_str().starts_with(id));
            if found.len() > 1 {
                found.clear();
            }
        }
        let unknown = || DepositError::Unknown { found: id.unwrap_or("latest").to_owned(), place: self.place() };
        found.pop().ok_or_else(unknown)
    }
}
