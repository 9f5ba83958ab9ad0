//! What can go wrong with a register's files, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};

use daftar_claim::{EntryId, Key};

use crate::index::IndexError;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is not a register.
    #[error("{} is no register: it has no register.json; name a folder that ends in .daftar", .path.display())]
    NotARegister {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is a part of a copy that was being brought back.
    #[error(
        "{} is only a part of a sealed copy, of which the bringing back was interrupted; nothing else was changed: \
         do it again (daftar deposit restore), it begins anew and removes this part",
        .path.display()
    )]
    HalfRestored {
        /// The folder.
        path: PathBuf,
    },
    /// A register can only be made in a new or empty folder.
    #[error("{} is not empty: choose a folder that does not exist yet; nothing was changed", .path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A newer program wrote the register.
    #[error("{} is in the format {found:?}, newer than this program reads: use a newer program; nothing was changed",
        .path.display())]
    Newer {
        /// The file that says so.
        path: PathBuf,
        /// The format it names.
        found: String,
    },
    /// The settings or the founding entry cannot be trusted.
    #[error("{}: {why}; bring the file back from a copy", .path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody else writes to the register now.
    #[error("{} is open for writing in another program: close that first; nothing was changed", .path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The register was opened for reading.
    #[error("the register was opened for reading only: open it for writing")]
    ReadAccess,
    /// An entry cannot be appended or taken.
    #[error("entry {number} of log {log} is refused: {why}", number = .entry.number, log = .entry.log)]
    Refused {
        /// Which entry.
        entry: EntryId,
        /// Why, and what to do.
        why: String,
    },
    /// There is no such entry here.
    #[error("entry {number} of log {log} is not here", number = .0.number, log = .0.log)]
    Unknown(EntryId),
    /// A log is damaged, or shorter than what was acknowledged.
    #[error(
        "log {log} takes no more entries: {why}; restore it from a copy, or go on in a new log that names this one"
    )]
    LogClosed {
        /// The log.
        log: Key,
        /// What is wrong with it.
        why: String,
    },
    /// The text of a profile or a list of profiles is not what its name says.
    #[error("profiles: {0}")]
    Profiles(String),
    /// A file has other bytes than its name says.
    #[error("the bytes are those of {found}, not of {expected}: they were changed on the way")]
    OtherFile {
        /// The file that was meant.
        expected: daftar_claim::FileId,
        /// The file that came.
        found: daftar_claim::FileId,
    },
    /// A file that is to be forgotten was offered.
    #[error("{0} has been erased here and is not taken again")]
    Erased(daftar_claim::FileId),
    /// A write failed half-way before; what lies on the disk is known again only after reopening.
    #[error("an earlier write failed ({0}): close the register and open it again; what was acknowledged is safe")]
    Interrupted(String),
    /// No room is left.
    #[error("no room is left on the disk for {}: free some and try again; what was acknowledged is safe", .path.display())]
    DiskFull {
        /// The file being written.
        path: PathBuf,
    },
    /// The folder may not be written.
    #[error("{} may not be written: it, or its disk, is read-only for this user", .path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// Any other failure of the file system.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The index failed; the record itself is not concerned.
    #[error("the index failed, the record is safe: {0}; rebuild the index")]
    Index(#[from] IndexError),
}

impl StoreError {
    /// What a failure of the file system at `path` means.
    pub(crate) fn io(path: &Path, error: io::Error) -> StoreError {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
            _ => StoreError::Io { path, error },
        }
    }

    /// A refusal of one entry.
    pub(crate) fn refused(entry: EntryId, why: impl Into<String>) -> StoreError {
        StoreError::Refused { entry, why: why.into() }
    }
}

/// Adds the path to a failure of the file system.
pub(crate) trait At<T> {
    /// Says at which file or folder it happened.
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::io(path, error))
    }
}
