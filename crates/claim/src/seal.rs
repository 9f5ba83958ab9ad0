//! Sealing: a restricted claim encrypted whole, so that only holders of its key can read it, and nobody once the key
//! is gone.
//!
//! AES-SIV (RFC 5297) with a 512-bit key that serves this one claim, a random nonce (the body's `salt`), and the tag
//! `daftar/sealed/1` as first associated data. The plaintext is padded with spaces to a multiple of 256 bytes.

use aes_siv::KeyInit;
use aes_siv::siv::Aes256Siv;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::claim::{Claim, Salt};
use crate::id::{EntityId, from_hex, push_hex, write_id};
use crate::json::{Json, JsonError, ObjectWriter};
use crate::members::Members;
use crate::value::ValueError;

/// The first associated data of every sealed claim.
const TAG: &[u8] = b"daftar/sealed/1";

/// The plaintext's length is a multiple of this many bytes.
const BLOCK: usize = 256;

/// The key of one sealed claim: 64 random bytes. Destroying every copy of it makes the claim unreadable for ever.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey(pub [u8; 64]);

impl SealKey {
    /// Reads 128 lowercase hexadecimal digits.
    ///
    /// # Errors
    /// When the text has another length or another character; the text is not repeated.
    pub fn parse(text: &str) -> Result<SealKey, ValueError> {
        let mut bytes = [0; 64];
        let fits = from_hex(text, &mut bytes);
        fits.then_some(SealKey(bytes)).ok_or_else(|| ValueError::new("this text", "128 lowercase hexadecimal digits"))
    }

    /// The written form, for the key file.
    pub fn to_text(&self) -> String {
        let mut out = String::with_capacity(128);
        push_hex(&mut out, &self.0);
        out
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

/// What lies inside a sealed claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secret {
    /// The claim itself.
    pub claim: Claim,
    /// Every person whom it concerns; the withdrawal of any one of them destroys the key.
    pub concerns: Vec<EntityId>,
}

/// A claim that only holders of its key may read.
///
/// **Its bytes are hashed, and the hash is signed: never change what [`SealedClaim::to_bytes`] writes.**
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedClaim {
    /// The nonce.
    pub nonce: Salt,
    /// Synthetic IV and ciphertext.
    pub sealed: Vec<u8>,
}

/// Why a sealed claim does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is another claim's, or the bytes were changed.
    #[error("the key does not open this sealed statement: it is another statement's key, or the bytes were changed")]
    WrongKey,
    /// It opened, and what lay inside is not a claim of this version.
    #[error("the sealed statement opened, but what lies inside cannot be read: {0}")]
    Inside(String),
}

impl From<ValueError> for SealError {
    fn from(error: ValueError) -> Self {
        SealError::Inside(error.to_string())
    }
}

impl From<JsonError> for SealError {
    fn from(error: JsonError) -> Self {
        SealError::Inside(error.to_string())
    }
}

impl Secret {
    /// Seals the claim. Key and nonce must be fresh random bytes.
    pub fn seal(&self, key: &SealKey, nonce: Salt) -> SealedClaim {
        let mut plain = self.plaintext();
        let padded = plain.len().div_ceil(BLOCK) * BLOCK;
        plain.resize(padded, b' ');
        let sealed = cipher(key).encrypt([TAG, &nonce.0[..]], &plain);
        SealedClaim { nonce, sealed: sealed.unwrap_or_default() }
    }

    fn plaintext(&self) -> Vec<u8> {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.with("claim", |out| out.push_str(&self.claim.content()));
        object.list("concerns", &self.concerns, |out, id| write_id(out, *id));
        object.end();
        out.into_bytes()
    }
}

impl SealedClaim {
    /// Opens the claim.
    ///
    /// # Errors
    /// When the key is another's, the bytes were changed, or a newer program wrote what is inside.
    pub fn open(&self, key: &SealKey) -> Result<Secret, SealError> {
        let opened = cipher(key).decrypt([TAG, &self.nonce.0[..]], &self.sealed);
        let plain = opened.map_err(|_| SealError::WrongKey)?;
        let text = String::from_utf8(plain).map_err(|_| SealError::Inside("not UTF-8".into()))?;
        let json = Json::parse(text.trim_end_matches(' '))?;
        let mut members = Members::of(&json, "a sealed statement")?;
        let (claim, _) = Claim::read(members.required("claim")?)?;
        let concerns = members.ids("concerns")?;
        members.end()?;
        Ok(Secret { claim, concerns })
    }

    /// The bytes that are hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::new();
        self.write(&mut out);
        out.into_bytes()
    }

    pub(crate) fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.with("salt", |out| self.nonce.write(out));
        object.text("sealed", &STANDARD.encode(&self.sealed));
        object.end();
    }

    pub(crate) fn read(json: &Json<'_>) -> Result<SealedClaim, ValueError> {
        let mut members = Members::of(json, "a sealed claim")?;
        let nonce = Salt::parse(&members.text("salt")?)?;
        let text = members.text("sealed")?;
        members.end()?;
        let sealed = STANDARD.decode(&text).map_err(|error| ValueError::new(&error.to_string(), "base64 text"))?;
        Ok(SealedClaim { nonce, sealed })
    }
}

fn cipher(key: &SealKey) -> Aes256Siv {
    Aes256Siv::new(&key.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{PropertyId, Subject};
    use crate::{Hash, Value};

    fn secret(words: &str) -> Secret {
        let id = |n: u8| EntityId(Hash([n; 32]));
        let property = PropertyId::parse("name").unwrap();
        let claim = Claim::new(Subject::Entity(id(1)), property, Value::text(words), id(2));
        Secret { claim, concerns: vec![id(1)] }
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let (key, other) = (SealKey([7; 64]), SealKey([8; 64]));
        let sealed = secret("a donor").seal(&key, Salt([9; 16]));
        assert_eq!(sealed.open(&key).unwrap(), secret("a donor"));
        assert_eq!(sealed.open(&other), Err(SealError::WrongKey));
        let mut changed = sealed.clone();
        changed.nonce.0[0] ^= 1;
        assert_eq!(changed.open(&key), Err(SealError::WrongKey));
    }

    #[test]
    fn length_tells_only_the_block() {
        let sealed = |words: &str| secret(words).seal(&SealKey([7; 64]), Salt([9; 16])).sealed.len();
        assert_eq!(sealed("a"), sealed("a somewhat longer name"));
        assert_eq!(sealed("a") % BLOCK, 16);
    }

    #[test]
    fn a_key_is_not_shown_by_accident() {
        assert_eq!(format!("{:?}", SealKey([1; 64])), "SealKey(…)");
    }
}
