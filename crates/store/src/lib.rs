//! The files of a register: log segments, evidence, and the index made from them.
//!
//! A register is a folder. Its files are the truth, and anybody can check them with `sha256sum`, `openssl` and `zstd`;
//! how they lie is written down in `FORMAT.md`, section 6. The index in it is made from the files and can be made again.
//!
//! [`Store`] opens a register, appends entries and takes them from elsewhere; nothing it returned for is ever lost, and
//! there is no changing or deleting but [`Store::erase`]. [`verify`] names everything that is damaged or missing.

mod again;
mod append;
mod bodies;
mod catalog;
mod copied;
mod derived;
pub mod disk;
mod error;
mod evidence;
mod fork;
mod frames;
mod headers;
pub mod index;
mod layout;
mod ledger;
mod lock;
mod log;
mod mend;
mod notes;
mod open;
mod profiles;
mod prove;
mod repair;
mod rewrite;
mod segment;
mod settings;
mod space;
mod stand;
mod store;
pub mod table;
mod tail;
mod take;
mod trace;
mod verify;
mod walk;
mod whereabouts;

pub use copied::{Copied, copied};
pub use derived::{Derivative, Derived};
pub use error::StoreError;
pub use index::Access;
pub use open::rebuild;
pub use prove::{Proof, Proving, hash_of};
pub use repair::{
    Mend, Mended, Spare, keep_profiles, lost_entries, mend_logs, mend_profiles, mend_settings, renew_settings,
};
pub use space::Space;
pub use stand::IndexStand;
pub use store::Store;
pub use trace::{Trace, is_being_written};
pub use verify::{Counted, Finding, Place, Report, Severity, verify};
