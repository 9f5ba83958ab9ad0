//! How much room a register takes on its disk, and how much is left there.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::error::{At, StoreError};
use crate::layout::Layout;

/// Bytes of a register's files, by what they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Space {
    /// The logs: every statement.
    pub logs: u64,
    /// Source files.
    pub evidence: u64,
    /// The index, which can be made again.
    pub index: u64,
    /// Whatever else lies in the folder: profiles, suggestions.
    pub rest: u64,
    /// What this user may still write to the disk; none where the system does not say.
    pub free: Option<u64>,
}

impl Space {
    /// Measures a register's folder; reads no file.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn of(folder: &Path) -> Result<Space, StoreError> {
        let layout = Layout::new(folder);
        let (logs, evidence, index) = (size(&layout.logs())?, size(&layout.evidence())?, size(&layout.index())?);
        let rest = size(folder)?.saturating_sub(logs + evidence + index);
        Ok(Space { logs, evidence, index, rest, free: free(folder) })
    }

    /// Bytes of everything.
    pub fn whole(&self) -> u64 {
        self.logs + self.evidence + self.index + self.rest
    }
}

/// The bytes of all files in a folder. What vanishes meanwhile is not counted: others may be writing.
fn size(folder: &Path) -> Result<u64, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        other => other.at(folder)?,
    };
    let mut bytes = 0;
    for entry in entries {
        let entry = entry.at(folder)?;
        bytes += match entry.metadata() {
            Ok(facts) if facts.is_dir() => size(&entry.path())?,
            Ok(facts) => facts.len(),
            Err(_) => 0,
        };
    }
    Ok(bytes)
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
