//! The ledger as `copy` sees it: logs of entries, without knowing how they lie on disk.

use crate::entry::{Head, SignedHeader};
use crate::id::{ClaimId, FileId};
use crate::{EntryId, Hash};

/// What became of one body of an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BodyState {
    /// It is here.
    Present(Vec<u8>),
    /// An erasure names it.
    Erased(ClaimId),
    /// Whoever sent the entry kept it back.
    Withheld(ClaimId),
    /// It never arrived; its id is known where the sender gave the list of ids.
    Awaited(Option<ClaimId>),
    /// It was here once and is no longer, or no longer has its hash.
    Damaged(Option<ClaimId>),
}

/// An entry as a ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerEntry {
    /// The header; never withheld.
    pub header: SignedHeader,
    /// The state of each body, in order.
    pub bodies: Vec<BodyState>,
}

/// Why a ledger could not give or take.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The entry is refused: what it says and why.
    #[error("entry {number} of log {log} is refused: {why}", number = .entry.number, log = .entry.log)]
    Refused {
        /// Which entry.
        entry: EntryId,
        /// Why, and what to do.
        why: String,
    },
    /// The files could not be read or written.
    #[error("{0}")]
    Files(String),
}

/// A growing set of logs. Whatever a ledger took, it keeps: entries are durable when `take` returns.
pub trait Ledger {
    /// The last entry of each log, sorted by log.
    fn heads(&self) -> Vec<Head>;

    /// One entry; none when the log does not reach that far.
    ///
    /// # Errors
    /// When the files cannot be read.
    fn entry(&self, id: EntryId) -> Result<Option<LedgerEntry>, LedgerError>;

    /// Takes an entry of another log, or bodies that an entry here still lacks. The ledger checks signature, chain,
    /// hashes and root itself; taking the same twice changes nothing. Returns whether anything was new.
    ///
    /// # Errors
    /// When the entry is refused or the files cannot be written; then nothing of it was taken.
    fn take(&mut self, entry: LedgerEntry) -> Result<bool, LedgerError>;

    /// Files (evidence and profiles) that are here, sorted by hash.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn files(&self) -> Result<Vec<FileId>, LedgerError>;

    /// The sets of profiles that entries name, by the hash of the set.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn profile_sets(&self) -> Result<Vec<Hash>, LedgerError>;
}
