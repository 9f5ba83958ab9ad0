//! Whether a register changed since it was opened, seen from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::{At, StoreError};
use crate::layout::Layout;
use crate::lock::Lock;

/// What the files of all logs look like: equal as long as nothing was appended, taken or erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Trace {
    /// Looks at a register's folder; reads no file.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn of(folder: &Path) -> Result<Trace, StoreError> {
        let logs = Layout::new(folder).logs();
        let mut seen = Vec::new();
        for log in fs::read_dir(&logs).at(&logs)? {
            let log = log.at(&logs)?.path();
            for file in fs::read_dir(&log).at(&log)? {
                let file = file.at(&log)?;
                let facts = file.metadata().at(&log)?;
                seen.push((file.path(), facts.len(), facts.modified().ok()));
            }
        }
        seen.sort_unstable();
        Ok(Trace(seen))
    }
}

/// Whether some program has the register open for writing.
pub fn is_being_written(folder: &Path) -> bool {
    Lock::is_held(&Layout::new(folder))
}
