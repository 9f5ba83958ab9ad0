//! What can go wrong with a register, in words that say what to do.

use std::path::{Path, PathBuf};

use daftar_claim::standing::Waiting;
use daftar_claim::{EntryError, LedgerError, SealError, Timestamp, ValueError};
use daftar_copy::BundleError;
use daftar_copy::proof::stamp::StampError;
use daftar_copy::sync::SyncError;
use daftar_read::ReadError;
use daftar_store::StoreError;

/// Why a register could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The files of the register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document could not be read.
    #[error("{error}")]
    Read {
        /// The document.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// A list could not be read.
    #[error("{}: {error}", .path.display())]
    Sheet {
        /// The list.
        path: PathBuf,
        /// Why.
        error: Box<daftar_read::sheet::SheetError>,
    },
    /// What the columns of a list mean does not fit it.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Mapping(Vec<crate::import::MappingError>),
    /// A file is no picture, whatever it is called.
    #[error(
        "{}: this is no JPEG, PNG, GIF or WebP picture: give one of these, or keep the file with `daftar evidence add`",
        .0.display()
    )]
    NoPicture(PathBuf),
    /// A bundle could not be made or taken.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A sealed copy could not be made, read or changed.
    #[error(transparent)]
    Deposit(#[from] daftar_deposit::DepositError),
    /// Syncing stopped.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// A time stamp does not hold.
    #[error("the time stamp does not hold: {0}")]
    Stamp(#[from] StampError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An entry could not be made.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A value is not what it should be.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A sealed statement does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A file outside the register.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file of keys or settings says something else than it should.
    #[error("{}: {why}", .path.display())]
    Keys {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        why: String,
    },
    /// The passphrase does not open the sealing keys.
    #[error("that passphrase does not open the keys of this notebook: try again; nothing was changed")]
    Passphrase,
    /// Sealing keys are locked.
    #[error("this needs the passphrase of the notebook: run it again with --passphrase-file FILE, or in a terminal")]
    Locked,
    /// A seed is not that of the recovery key.
    #[error(
        "this is not the recovery key of this notebook: it belongs to another one, or was followed by a newer key; look for the \
         newest sheet"
    )]
    NotTheRecoveryKey,
    /// The clock is older than the last entry.
    #[error(
        "the clock says {now}, but the last entry was made at {last}: set the clock, or give the day with --date \
         (or --date unknown)",
        now = .now.as_str(), last = .last.as_str()
    )]
    ClockBehind {
        /// What the clock says.
        now: Timestamp,
        /// When the last entry was made.
        last: Timestamp,
    },
    /// A name is nobody's here.
    #[error("nothing here is called {0:?}: see `daftar search`")]
    Nobody(String),
    /// A name is that of several.
    #[error("{name:?} is the name of several: {candidates}; give an id")]
    Several {
        /// The name.
        name: String,
        /// What it may mean, a line each.
        candidates: String,
    },
    /// A statement or suggestion of that id is not here.
    #[error("no {what} {id:?} is here; see `daftar {see}`")]
    Unknown {
        /// Statement, suggestion, entry, …
        what: &'static str,
        /// What was asked for.
        id: String,
        /// The command that lists them.
        see: &'static str,
    },
    /// Only its own party can take a recording back.
    #[error("{0}")]
    NotYours(String),
    /// The erasure is large or not this party's own.
    #[error("{} statements of others: that waits for a keeper; see `daftar erase --waiting`", .0.claims)]
    Waits(Waiting),
    /// More would be taken from a lot than its book says is left.
    #[error(
        "{lot} has {left} left by its book, less than is taken; count it anew first, or mend the amount; nothing was recorded"
    )]
    Overdrawn {
        /// The lot.
        lot: String,
        /// What is left.
        left: String,
    },
    /// Something asked for does not fit.
    #[error("{0}")]
    Ask(String),
}

impl From<daftar_store::index::IndexError> for RegisterError {
    fn from(error: daftar_store::index::IndexError) -> RegisterError {
        StoreError::from(error).into()
    }
}

impl RegisterError {
    /// What a failure of the file system at `path` means.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> RegisterError {
        let path = path.to_owned();
        move |error| RegisterError::Io { path, error }
    }
}
