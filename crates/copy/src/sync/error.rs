//! Why syncing stopped, in words that say what to do.

use std::io::{self, ErrorKind};

use daftar_claim::{LedgerError, RegisterId};

/// Why syncing stopped. What was taken before stays; syncing again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The line broke, or nothing came for too long.
    #[error("the line broke ({0}): what came is kept, sync again to go on")]
    Line(io::Error),
    /// The other side does not speak this protocol.
    #[error("the other side does not speak daftar-sync/1: {0}")]
    Protocol(String),
    /// One of the two sides does not know the other's key.
    #[error(
        "the other side is not the peer that was paired, or no longer knows this notebook: pair anew with `daftar peer \
         code` there and `daftar peer add` here"
    )]
    Stranger,
    /// Pairing did not succeed.
    #[error(
        "the code does not open: each is good for one attempt within ten minutes, ask for a new one (`daftar peer code`)"
    )]
    Code,
    /// The other side is another register.
    #[error(
        "the other side keeps another notebook, {0}: `daftar join {0}` on this side, and the like on the other, first; \
         nothing was taken"
    )]
    OtherRegister(RegisterId),
    /// The other side sent what cannot be.
    #[error("the other side sent {0}: refused, nothing of it was taken")]
    Lie(String),
    /// The other side refused to go on.
    #[error("the other side says: {0}")]
    Told(String),
    /// This register could not give or take.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl SyncError {
    /// Something that cannot be, in words.
    pub(crate) fn lie(what: impl Into<String>) -> SyncError {
        SyncError::Lie(what.into())
    }
}

impl From<io::Error> for SyncError {
    fn from(error: io::Error) -> SyncError {
        match error.kind() {
            // What the layers below found out about the bytes themselves.
            ErrorKind::InvalidData => SyncError::lie(error.to_string()),
            _ => SyncError::Line(error),
        }
    }
}
