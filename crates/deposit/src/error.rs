//! What can go wrong with a sealed copy, each in one line that says what to do.

use std::io;
use std::path::PathBuf;

use rustic_core::RusticError;

/// Why a sealed copy could not be made, read or changed.
#[derive(Debug, thiserror::Error)]
pub enum DepositError {
    /// The words do not name a target.
    #[error(
        "{found:?} is no place for sealed copies: {why}; expected a folder, rest:URL, s3:URL/BUCKET/PREFIX or sftp:USER@HOST:/PATH"
    )]
    Target {
        /// What was given.
        found: String,
        /// What is wrong with it.
        why: String,
    },
    /// The target could not be read or written.
    #[error("{place}: {error}")]
    Storage {
        /// The target.
        place: String,
        /// What it said.
        error: io::Error,
    },
    /// Nothing has been put there yet, or it is not the place that it was.
    #[error("there are no sealed copies at {0}: is the disk plugged in, and is that the place?")]
    Nothing(String),
    /// Something lies there already.
    #[error("sealed copies lie at {0} already, and this key does not open them: choose another place")]
    Others(String),
    /// The password does not open it.
    #[error("that key does not open the sealed copies at {0}")]
    Password(String),
    /// Without this password nothing would open it.
    #[error("only that key opens the sealed copies at {0}: let another in first")]
    OnlyKey(String),
    /// The target takes nothing but copies.
    #[error("{0} takes sealed copies and nothing else: keep the escrow elsewhere, `daftar recovery escrow FILE`")]
    NoEscrow(String),
    /// A part of the copies that everything hangs on is damaged.
    #[error("{place}: {what} is damaged: {why}")]
    Damaged {
        /// The target.
        place: String,
        /// The file there.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file changed while it was copied.
    #[error("{} changed while it was copied; nothing was kept: do it again", .0.display())]
    Changed(PathBuf),
    /// A file could not be read or written here.
    #[error("{}: {error}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The folder to restore into holds something.
    #[error("{} is not empty: give a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// No copy of that name.
    #[error("no sealed copy {found:?} at {place}: `daftar deposit list` shows them")]
    Unknown {
        /// What was asked for.
        found: String,
        /// The target.
        place: String,
    },
    /// The target takes new copies and lets nothing be removed.
    #[error("nothing can be removed at {place}: {remaining} earlier copies stay there, with all they hold")]
    KeepsAll {
        /// The target.
        place: String,
        /// How many copies are still there that should not be.
        remaining: usize,
    },
    /// Another program works there.
    #[error("restic is at work at {0}, or was stopped there: wait, or run `restic unlock`; nothing was removed")]
    Busy(String),
    /// Anything else that the repository says.
    #[error("{place}: {why}")]
    Repository {
        /// The target.
        place: String,
        /// In its own words.
        why: String,
    },
}

impl DepositError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> DepositError {
        let path = path.into();
        move |error| DepositError::File { path, error }
    }
}

/// The words of an error of the repository, in one line: its message without the advice to report it, and what it hangs on.
pub(crate) fn words(error: &RusticError) -> String {
    let logged = error.display_log();
    let message = logged.split(" (kind: related to").next().unwrap_or_default().trim_start_matches("Error: ");
    let cause = std::error::Error::source(error).map(cause).unwrap_or_default();
    let line = if cause.is_empty() { message.to_owned() } else { format!("{message}: {cause}") };
    line.replace('\n', " ")
}

/// The words of what an error hangs on.
pub(crate) fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let boxed = || error.downcast_ref::<Box<RusticError>>().map(|error| &**error);
    match error.downcast_ref::<RusticError>().or_else(boxed) {
        Some(error) => words(error),
        None => error.to_string().lines().next().unwrap_or_default().to_owned(),
    }
}
