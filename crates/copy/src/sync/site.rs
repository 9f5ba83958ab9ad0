//! What syncing asks of a register.

use daftar_claim::{ClaimId, EntryId, FileId, Head, Key, Ledger, LedgerEntry, LedgerError, RegisterId, SignedHeader};

/// What became of erasures whose headers came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heeded {
    /// Erasures among the headers.
    pub erasures: u64,
    /// How many of them wait for a keeper here.
    pub waiting: u64,
}

/// What a side says of its own device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCard {
    /// The log that it writes.
    pub log: Key,
    /// To what bundles for it are encrypted: a recipient of age.
    pub recipient: String,
}

/// A register that takes part. It is read without a lock; writing takes the lock for as long as it lasts and no longer,
/// never while the line is waited for.
pub trait Site {
    /// The register's id.
    fn register(&self) -> RegisterId;

    /// Whether entries of another register are taken here.
    fn trusts(&self, other: RegisterId) -> bool;

    /// The device that writes here, if there is one.
    fn device(&self) -> Option<DeviceCard> {
        None
    }

    /// What is here to be read. It may lag behind what was taken; it never shows what was erased.
    fn ledger(&self) -> &dyn Ledger;

    /// Whether a claim is kept back from this peer.
    fn withholds(&self, claim: ClaimId) -> bool;

    /// Whether a source file is kept back from this peer.
    fn withholds_file(&self, file: FileId) -> bool;

    /// Heeds the erasures among headers whose signatures and chains hold, before any of their bodies is here: what they
    /// erase is erased, and none of it will be taken.
    ///
    /// # Errors
    /// When the files cannot be written.
    fn heed(&mut self, headers: &[SignedHeader]) -> Result<Heeded, LedgerError>;

    /// Takes entries, each as [`Ledger::take`] does; durable on return. An answer for each.
    ///
    /// # Errors
    /// When the files cannot be written.
    fn take(&mut self, entries: Vec<LedgerEntry>) -> Result<Vec<Result<bool, LedgerError>>, LedgerError>;

    /// Takes a set of profiles.
    ///
    /// # Errors
    /// When they cannot be written.
    fn take_profiles(&mut self, texts: &[String]) -> Result<(), LedgerError>;

    /// Whether a source file was erased here, or is to be by what was heeded.
    fn refuses_file(&self, file: FileId) -> bool;

    /// How many bytes of a source file came before, in order.
    fn begun(&self, file: FileId) -> u64;

    /// Keeps the next piece of a source file, for as long as it is not whole.
    ///
    /// # Errors
    /// When it cannot be written.
    fn go_on(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError>;

    /// The pieces are whole: takes the source file if it has its hash, and forgets the pieces either way. Returns whether it
    /// was new.
    ///
    /// # Errors
    /// When it has another hash, was erased here, or cannot be written.
    fn take_file(&mut self, file: FileId) -> Result<bool, LedgerError>;

    /// All is taken: closes forks, says that it was taken. Returns what is here now and which erasures wait.
    ///
    /// # Errors
    /// When the files cannot be written.
    fn finish(&mut self) -> Result<(Vec<Head>, Vec<EntryId>), LedgerError>;
}
