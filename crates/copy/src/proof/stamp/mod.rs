//! Time stamps (RFC 3161): an authority says that it saw a hash at a time. Requests are written and responses checked here,
//! with no network: people carry both as files.

mod der;
mod oid;
mod request;
mod signed;
#[cfg(test)]
mod tests;
mod token;

use daftar_claim::Hash;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, TrustAnchor};

pub use request::request;
use signed::Signed;
use token::Token;

/// Why a response of an authority does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// It is not such a response, or not in the form that this program reads.
    #[error("it cannot be read: expected {0}")]
    Form(&'static str),
    /// The authority refused.
    #[error("the authority refused the request (status {0}): ask it why, or ask another")]
    Refused(u8),
    /// It is about something else.
    #[error("it is about another checkpoint")]
    OtherHash,
    /// It answers another request.
    #[error("it answers another request than the one that was made here")]
    OtherRequest,
    /// The signature does not hold.
    #[error("its signature does not hold: {0}")]
    Signature(&'static str),
    /// The certificate does not lead to an authority that is trusted.
    #[error("its certificate does not lead to the given authority: {0}")]
    Authority(String),
    /// A file of certificates cannot be read.
    #[error("no certificate can be read there: expected a file in PEM form, -----BEGIN CERTIFICATE-----")]
    Certificates,
}

/// A time stamp that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// When, in seconds since 1970.
    pub time: u64,
    /// Who made it, as its certificate says.
    pub authority: String,
    /// Whether the certificate led to an authority that is trusted; else anybody may have made it.
    pub trusted: bool,
}

/// Certificates of authorities that are trusted.
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Reads a file in PEM form.
    ///
    /// # Errors
    /// When there is no certificate in it.
    pub fn read(pem: &[u8]) -> Result<Authorities, StampError> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let read = read.ok().filter(|read| !read.is_empty()).ok_or(StampError::Certificates)?;
        let authorities = Authorities(read);
        authorities.anchors().map(|_| ()).map_err(|_| StampError::Certificates)?;
        Ok(authorities)
    }

    fn anchors(&self) -> Result<Vec<TrustAnchor<'_>>, webpki::Error> {
        self.0.iter().map(webpki::anchor_from_trusted_cert).collect()
    }
}

/// Checks a response over this hash. Without authorities it is checked as far as it goes by itself. Whether a certificate was
/// revoked is not asked: that needs the network.
///
/// # Errors
/// When it does not hold.
pub fn check(response: &[u8], hash: Hash, authorities: Option<&Authorities>) -> Result<Stamped, StampError> {
    let signed = Signed::of_response(response)?;
    let token = Token::read(signed.content)?;
    if token.hash != hash {
        return Err(StampError::OtherHash);
    }
    let authority = signed.check(token.time, authorities)?;
    Ok(Stamped { time: token.time, authority, trusted: authorities.is_some() })
}

/// The hash that a response is about.
///
/// # Errors
/// When it cannot be read.
pub fn hash_of(response: &[u8]) -> Result<Hash, StampError> {
    Ok(Token::read(Signed::of_response(response)?.content)?.hash)
}

/// Whether a response answers this request: where both have a number used once, it must be the same.
///
/// # Errors
/// When one of them cannot be read, or it answers another.
pub fn answers(response: &[u8], asked: &[u8]) -> Result<(), StampError> {
    let token = Token::read(Signed::of_response(response)?.content)?;
    match (token.nonce, request::nonce_of(asked)?) {
        (Some(nonce), asked) if nonce != asked => Err(StampError::OtherRequest),
        _ => Ok(()),
    }
}
