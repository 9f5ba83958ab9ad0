//! Names in certificates and time stamps, as DER has them.

/// Signed data (RFC 5652).
pub(super) const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
/// What a time stamp says (RFC 3161).
pub(super) const TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];
/// The attribute that names the type of what is signed.
pub(super) const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
/// The attribute with its hash.
pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
/// The attribute that names the signer's certificate by its SHA-1 (RFC 2634).
pub(super) const CERTIFICATE_V1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 12];
/// The attribute that names it by another hash (RFC 5035).
pub(super) const CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];
/// SHA-256, SHA-384, SHA-512: this and 1, 2, 3.
pub(super) const SHA2: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
/// RSA (PKCS #1): this and 1, or with a hash 11, 12, 13.
pub(super) const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
/// ECDSA with a hash: this and 2, 3, 4.
pub(super) const ECDSA_SHA2: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];
/// The purpose of a certificate: time stamps.
pub(super) const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
/// The name of a certificate's holder, and the holder's organisation.
pub(super) const NAMES: [&[u8]; 2] = [&[0x55, 4, 3], &[0x55, 4, 10]];
