//! What can go wrong with the index. The record itself is never concerned: an index can always be made again.

use std::io;
use std::path::{Path, PathBuf};

/// Why the index could not answer or note something.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// SQLite failed.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The index was opened for reading.
    #[error("the index was opened for reading only")]
    ReadAccess,
    /// What was forgotten still lies in the side file, because another program is reading the index.
    #[error("another program is reading the index: close it, so that what was forgotten leaves the disk too")]
    Busy,
    /// There is no index to read.
    #[error("{} does not exist yet: it is made when the register is opened for writing", .path.display())]
    Missing {
        /// The file that was looked for.
        path: PathBuf,
    },
    /// Another version of this program made the index.
    #[error("{} has layout {found}, this program uses layout {expected}", .path.display())]
    Layout {
        /// The file.
        path: PathBuf,
        /// The layout's number in the file.
        found: i64,
        /// The layout's number here.
        expected: i64,
    },
    /// What is stored does not fit together.
    #[error("damaged: {0}")]
    Damaged(String),
    /// More than the index can number.
    #[error("the index is full: it numbers at most {most} {what}")]
    Full {
        /// What there are too many of.
        what: &'static str,
        /// How many there can be.
        most: u64,
    },
    /// The beginning of an id that is no such thing, or too short to search for.
    #[error("{found:?} is not the beginning of an id: give 6 to 64 of its lowercase hexadecimal digits")]
    Prefix {
        /// What was found.
        found: String,
    },
    /// A file beside the database could not be read or written.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl IndexError {
    pub(crate) fn damaged(what: impl Into<String>) -> IndexError {
        IndexError::Damaged(what.into())
    }

    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> IndexError + '_ {
        move |error| IndexError::Io { path: path.to_owned(), error }
    }
}

/// What the index answers with.
pub(super) type Result<T> = std::result::Result<T, IndexError>;
