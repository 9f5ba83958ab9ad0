//! Peers that sync over HTTP: the served notebook answers, `daftar sync` dials. The request is but the way to a stream of
//! bytes; who may say what on it is the business of the two registers.

mod answer;
mod dial;

pub(crate) use answer::{Door, open};
pub use dial::dial;

/// Where a served notebook answers peers.
pub(crate) const PATH: &str = "/sync";
/// The protocol that is asked for in the place of HTTP.
pub(crate) const UPGRADE: &str = daftar_register::copy::sync::PROTOCOL;
