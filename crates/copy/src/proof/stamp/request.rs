//! A request for a time stamp.

use daftar_claim::Hash;

use super::StampError;
use super::der::{BOOLEAN, Der, INTEGER, NULL, OCTETS, OID, SEQUENCE, write};
use super::oid;

/// A request to stamp this hash (SHA-256), with a number used once, and for the authority's certificate to come along.
pub fn request(hash: Hash, nonce: [u8; 8]) -> Vec<u8> {
    let algorithm = [write(OID, &[oid::SHA2, &[1]].concat()), write(NULL, &[])].concat();
    let imprint = [write(SEQUENCE, &algorithm), write(OCTETS, &hash.0)].concat();
    let parts =
        [write(INTEGER, &[1]), write(SEQUENCE, &imprint), write(INTEGER, &positive(nonce)), write(BOOLEAN, &[0xff])];
    write(SEQUENCE, &parts.concat())
}

/// A number as DER has it: positive, and no longer than it must be.
fn positive(mut bytes: [u8; 8]) -> [u8; 8] {
    bytes[0] = bytes[0] & 0x7f | 0x40;
    bytes
}

/// The number used once of a request.
pub(super) fn nonce_of(request: &[u8]) -> Result<&[u8], StampError> {
    const WHAT: &str = "a request for a time stamp";
    let mut parts = Der(request).inside(SEQUENCE, WHAT)?;
    parts.take(INTEGER, WHAT)?;
    parts.take(SEQUENCE, WHAT)?;
    Ok(parts.take(INTEGER, WHAT)?.content)
}
