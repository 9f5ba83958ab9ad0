//! Proofs: small files that show, with no register at hand, that a statement was in a notebook by some time.
//!
//! ```text
//! body ─path─▶ root in the entry's header ─signed, path─▶ the log's root in the checkpoint ─signed by▶ the notebook,
//!                                                                                    ─seen by▶ partners, ─stamped by▶ an authority
//! ```
//!
//! What counts as a key of the notebook is decided by the rules that hold in the register itself, from the headers that the
//! file carries: the first entry, whose hash is the register's id, and those that grant. The form stands in `FORMAT.md`,
//! section 12.

mod check;
mod error;
mod file;
pub mod stamp;
#[cfg(test)]
mod tests;
mod vouch;

use daftar_claim::checkpoint::SignedCheckpoint;
use daftar_claim::{Hash, SealKey, SignedHeader};

pub use check::{Demands, Proved, Seen, check};
pub use error::ProofError;
pub use vouch::vouchers;

/// What a proof holds.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The statement, as it is hashed.
    pub body: Vec<u8>,
    /// What opens it, if it is sealed and is to be read.
    pub opens: Option<SealKey>,
    /// Its place among the entry's bodies, from 0.
    pub position: u32,
    /// The siblings from the statement up to the entry's root.
    pub path: Vec<Hash>,
    /// The entry that recorded it.
    pub entry: Placed,
    /// Entries that say whose the keys are.
    pub vouchers: Vec<Placed>,
    /// Responses of time-stamping authorities (RFC 3161) over the checkpoint's hash.
    pub stamps: Vec<Vec<u8>>,
    /// What the notebook held.
    pub checkpoint: SignedCheckpoint,
}

/// An entry, and where it stands in its log.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its header.
    pub header: SignedHeader,
    /// The siblings from the entry up to the log's root in the checkpoint.
    pub path: Vec<Hash>,
}
