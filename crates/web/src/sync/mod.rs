//! Peers that sync over HTTP: the served notebook answers, `daftar sync` dials. The request is but the way to a stream of
//! bytes; who may say what on it is the business of the two registers.

mod answer;
mod dial;
pub mod line;

pub(crate) use answer::{Door, open};
pub use dial::dial;

/// Whether this program can call such an address; others call here, or are called in the terminal.
pub(crate) fn is_callable(address: &str) -> bool {
    ["http://", "ssh://"].iter().any(|kind| address.starts_with(kind))
}

/// Where a served notebook answers peers.
pub(crate) const PATH: &str = "/sync";
/// The protocol that is asked for in the place of HTTP.
pub(crate) const UPGRADE: &str = daftar_register::copy::sync::PROTOCOL;
