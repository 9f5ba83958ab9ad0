//! Syncing: two running registers bring each other level over any two-way stream of bytes.
//!
//! ```text
//! carrier (SSH, HTTP, a pipe) ─▶ noise: encrypted, each knows the other's key ─▶ zstd ─▶ messages
//! hello ⇄ hello ─▶ headers ⇄ headers, erasures heeded ─▶ bodies ⇄ bodies ─▶ source files ⇄ source files ─▶ done
//! ```
//!
//! The carrier is not trusted: whoever listens in, or sends in between, learns and changes nothing. The peer is trusted
//! to bring entries and no further: everything is checked, what does not hold is refused and said, and what is announced
//! bounds what is accepted. Each log is a chain, so the heads alone tell what differs; only the source files, which are no
//! chain, are compared as sets. `FORMAT.md`, section 11, has the bytes.

mod channel;
mod code;
mod entries;
mod error;
mod files;
mod headers;
mod hello;
mod key;
mod lost;
mod meter;
mod noise;
mod plan;
mod session;
mod site;
#[cfg(test)]
mod tests;

pub use channel::Channel;
pub use code::{Code, CodeError};
pub use error::SyncError;
pub use key::{PeerKey, StaticKey};
pub use lost::{Basket, Lost, Range, ask};
pub use meter::{Carrier, Meter};
pub use noise::{Caller, Greeting, Paired, answer, call, pair};
pub use session::{Moved, PeerState, Role, Step, Synced, Tell, run};
pub use site::{DeviceCard, Heeded, Site};

/// The name of the protocol.
pub const PROTOCOL: &str = "daftar-sync/1";
