//! Sealed copies (deposits): encrypted, deduplicated copies of a folder in restic's repository format.
//!
//! This crate knows files and where they are put; of registers it knows nothing. What it writes, Debian's `restic` lists,
//! checks and restores without us; the writing, checking and pruning is `rustic_core`'s. Ours is what that leaves open:
//! where a copy lies ([`Target`]), a copy that is whole or is none ([`Deposit::put`]), names of what is damaged
//! ([`Deposit::check`]), and a restore whose memory stays flat ([`Deposit::restore`]).

mod check;
mod cipher;
mod copies;
mod error;
mod escrow;
mod holding;
mod keep;
mod keys;
mod packs;
mod put;
mod repository;
mod restore;
mod shelf;
mod source;
mod storage;
mod stretch;
mod target;
mod tell;
mod tree;
mod unpack;

pub use check::{Checked, Finding};
pub use copies::Sealed;
pub use error::DepositError;
pub use holding::{Holding, Item};
pub use jiff::Timestamp;
pub use keep::Forgotten;
pub use repository::Deposit;
pub use restore::Restored;
pub use target::{Access, Target};
pub use tell::Tell;
