//! Which copies there are.

use rustic_core::repofile::SnapshotFile;
use serde::Serialize;

use crate::{Deposit, DepositError, Tell};

/// A sealed copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sealed {
    /// Its id: 64 digits.
    pub id: String,
    /// When it was begun, RFC 3339 in UTC.
    pub time: String,
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
        Sealed {
            id: snapshot.id.to_hex().as_str().to_owned(),
            time: snapshot.time.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            folder: snapshot
                .paths
                .iter()
                .next()
                .map(|path| path.trim_start_matches('/').to_owned())
                .unwrap_or_default(),
            files: count(|summary| summary.total_files_processed),
            bytes: count(|summary| summary.total_bytes_processed),
            added: count(|summary| summary.data_added_packed),
            note: snapshot.description.clone().unwrap_or_default(),
        }
    }
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
