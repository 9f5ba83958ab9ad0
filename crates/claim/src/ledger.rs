//! The ledger as `copy` sees it: logs of entries, without knowing how they lie on disk.

use std::collections::BTreeSet;
use std::io::Read;

use crate::entry::{Head, SignedHeader};
use crate::id::{ClaimId, FileId, Key};
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

    /// The header of an entry; none when the log does not reach that far.
    fn header(&self, id: EntryId) -> Option<&SignedHeader>;

    /// Entries of other branches of a forked log that are kept.
    ///
    /// # Errors
    /// When the files cannot be read.
    fn branches(&self, log: Key) -> Result<Vec<LedgerEntry>, LedgerError>;

    /// Bodies that are not here and that no erasure names, by entry and position.
    ///
    /// # Errors
    /// When the files cannot be read.
    fn lacking(&self) -> Result<Vec<(EntryId, BTreeSet<u32>)>, LedgerError>;

    /// Takes an entry of another log, or bodies that an entry here still lacks. The ledger checks signature, chain,
    /// hashes and root itself; taking the same twice changes nothing. Returns whether anything was new.
    ///
    /// # Errors
    /// When the entry is refused or the files cannot be written; then nothing of it was taken.
    fn take(&mut self, entry: LedgerEntry) -> Result<bool, LedgerError>;

    /// Takes several, each as [`Ledger::take`] does; an answer for each. A ledger that makes them durable together is quicker.
    fn take_all(&mut self, entries: Vec<LedgerEntry>) -> Vec<Result<bool, LedgerError>> {
        entries.into_iter().map(|entry| self.take(entry)).collect()
    }

    /// How many of these bodies bear ids that were erased here: [`Ledger::take`] leaves them out, whoever sends them.
    fn erased(&self, bodies: &[BodyState]) -> usize {
        let _ = bodies;
        0
    }

    /// Evidence that is here, sorted by hash.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn files(&self) -> Result<Vec<FileId>, LedgerError>;

    /// Opens a file of the evidence; none when it is not here.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open_file(&self, id: FileId) -> Result<Option<Box<dyn Read + '_>>, LedgerError>;

    /// Opens a file of the evidence at this byte; none when it is not here. A ledger that can seek is quicker.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open_piece(&self, id: FileId, from: u64) -> Result<Option<Box<dyn Read + '_>>, LedgerError> {
        let Some(mut file) = self.open_file(id)? else { return Ok(None) };
        let skipped = std::io::copy(&mut (&mut file).take(from), &mut std::io::sink());
        skipped.map_err(|error| LedgerError::Files(format!("{id}: {error}")))?;
        Ok(Some(file))
    }

    /// Whether a file was erased here: [`Ledger::put_file`] refuses it, whoever sends it.
    fn erased_file(&self, id: FileId) -> bool {
        let _ = id;
        false
    }

    /// The length of a file of the evidence; none when it is not here.
    ///
    /// # Errors
    /// When it cannot be read.
    fn file_length(&self, id: FileId) -> Result<Option<u64>, LedgerError>;

    /// Takes a file of the evidence. Returns whether it was new.
    ///
    /// # Errors
    /// When the bytes have another hash than `id`, were erased here, or cannot be written; then nothing was taken.
    fn put_file(&mut self, id: FileId, from: &mut dyn Read) -> Result<bool, LedgerError>;

    /// The sets of profiles that are here, by the hash of the set, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn profile_sets(&self) -> Result<Vec<Hash>, LedgerError>;

    /// The texts of a set of profiles, sorted by hash; none when one of them is not here.
    ///
    /// # Errors
    /// When they cannot be read.
    fn profiles(&self, set: Hash) -> Result<Option<Vec<String>>, LedgerError>;

    /// Takes a set of profiles.
    ///
    /// # Errors
    /// When they cannot be written.
    fn put_profiles(&mut self, texts: &[String]) -> Result<Hash, LedgerError>;
}
