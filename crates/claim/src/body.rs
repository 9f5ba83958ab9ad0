//! A body: the bytes that an entry carries and that its Merkle root covers. Either an open claim or a sealed one.

use crate::claim::{Claim, Salt, claim_id};
use crate::id::ClaimId;
use crate::json::{Json, JsonError};
use crate::seal::SealedClaim;
use crate::value::ValueError;

/// One body of an entry, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// A claim that anybody may read.
    Open(Box<Claim>, Salt),
    /// A claim that only holders of its key may read.
    Sealed(SealedClaim),
}

/// Why bytes are not a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// The bytes are not UTF-8.
    #[error("byte {0}: not UTF-8")]
    NotText(usize),
    /// The bytes are not JSON of the narrowed kind.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// A member is missing, superfluous or of another form.
    #[error(transparent)]
    Member(#[from] ValueError),
    /// It is a claim, but not in its one canonical form, so that its id would differ from what others reckon.
    #[error("byte {0}: not in canonical form (RFC 8785)")]
    NotCanonical(usize),
}

impl Body {
    /// Reads a body; the bytes must be the canonical form of what they mean.
    ///
    /// # Errors
    /// Says at which byte, or in which member, the bytes stop being a body.
    pub fn parse(bytes: &[u8]) -> Result<Body, BodyError> {
        let text = std::str::from_utf8(bytes).map_err(|error| BodyError::NotText(error.valid_up_to()))?;
        let json = Json::parse(text)?;
        let body = match json.get("sealed") {
            Some(_) => Body::Sealed(SealedClaim::read(&json)?),
            None => {
                let (claim, salt) = Claim::read(&json)?;
                let salt = salt.ok_or_else(|| ValueError::new("nothing", "the member \"salt\" of a claim"))?;
                Body::Open(Box::new(claim), salt)
            }
        };
        match first_difference(&body.to_bytes(), bytes) {
            Some(at) => Err(BodyError::NotCanonical(at)),
            None => Ok(body),
        }
    }

    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::with_capacity(384);
        self.write(&mut out);
        out.into_bytes()
    }

    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Body::Open(claim, salt) => claim.write(out, Some(salt)),
            Body::Sealed(sealed) => sealed.write(out),
        }
    }

    /// The id of a body with these bytes: their SHA-256.
    pub fn id_of(bytes: &[u8]) -> ClaimId {
        claim_id(bytes)
    }
}

/// The first byte in which two byte strings differ.
pub(crate) fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    let differ = a.iter().zip(b).position(|(a, b)| a != b);
    differ.or_else(|| (a.len() != b.len()).then(|| a.len().min(b.len())))
}
