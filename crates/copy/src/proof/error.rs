//! Why a proof does not hold.

use daftar_claim::{BodyError, ClaimId, EntryError, Key, RegisterId, SealError};

use super::stamp::StampError;

/// Why a proof does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// It is not as it was made.
    #[error("the file was changed or damaged: its last line does not give the hash of the rest; ask for it again")]
    Damaged,
    /// It has not the form of a proof.
    #[error("line {line} is no line of a proof: expected {expected}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The statement cannot be read.
    #[error("the statement cannot be read: {0}")]
    Body(#[from] BodyError),
    /// The key does not open the statement.
    #[error("the key in the proof does not open the statement: {0}")]
    Opens(#[from] SealError),
    /// A header cannot be read, or its signature does not hold.
    #[error("an entry in the proof does not hold: {0}")]
    Entry(#[from] EntryError),
    /// The statement is not the one that the entry recorded.
    #[error("{0} is not among the statements of the entry: the proof is for another one, or was put together")]
    NotInEntry(ClaimId),
    /// The checkpoint is older than the entry, or of another branch.
    #[error(
        "entry {number} of {log} is not in the notebook that the checkpoint describes: the checkpoint is older than the entry, \
         or of something else"
    )]
    NotInLog {
        /// The log.
        log: Key,
        /// The entry.
        number: u64,
    },
    /// A signature line of the checkpoint does not hold.
    #[error("signature {0} on the checkpoint is not by the key that it names")]
    Signature(usize),
    /// No key of the notebook signed the checkpoint.
    #[error("no key of the notebook signed the checkpoint")]
    Unsigned,
    /// A key is not one of the notebook's.
    #[error(
        "{0} is not a key of the notebook: no entry in the proof says so that leads back to the notebook's first entry"
    )]
    Foreign(Key),
    /// A time stamp does not hold.
    #[error("the time stamp does not hold: {0}")]
    Stamp(#[from] StampError),
    /// It is about another notebook than the one asked for.
    #[error("it is about the notebook {0}, not about the one that you name")]
    OtherRegister(RegisterId),
    /// It is about another statement than the one asked for.
    #[error("it is about {0}, not about the statement that you name")]
    OtherClaim(ClaimId),
    /// Somebody who was named did not co-sign.
    #[error("{0} did not co-sign this")]
    NotCosigned(Key),
    /// A time stamp was asked for.
    #[error("there is no time stamp in it that the given authority could have made")]
    NotStamped,
}
