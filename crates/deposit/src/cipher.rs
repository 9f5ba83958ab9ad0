//! The cipher of restic's repository format: AES-256 in counter mode, authenticated with Poly1305-AES.

use aes256ctr_poly1305aes::aead::Aead as _;
use aes256ctr_poly1305aes::{Aes256CtrPoly1305Aes, Key, Nonce};
use rustic_core::repofile::{KeyFile, MasterKey};

use crate::DepositError;

/// Length of the nonce that stands before what is encrypted.
const NONCE: usize = 16;

/// Opens and makes what one key opens.
pub(crate) struct Cipher(Aes256CtrPoly1305Aes);

impl Cipher {
    /// The key of all copies at a target.
    pub(crate) fn of(key: &MasterKey) -> Option<Cipher> {
        Cipher::from_parts([&key.encrypt, &key.mac.k, &key.mac.r])
    }

    /// The key that a password makes with the salt of a key file. None when the file asks for what no key file asks for.
    pub(crate) fn of_password(file: &KeyFile, password: &str) -> Option<Cipher> {
        let memory = u64::from(file.n).checked_mul(u64::from(file.r))?.checked_mul(128)?;
        if file.kdf != "scrypt" || !file.n.is_power_of_two() || memory > MOST_MEMORY {
            return None;
        }
        let (encrypt, k, r) = file.kdf_key(&password).ok()?.to_keys();
        Cipher::from_parts([&encrypt, &k, &r])
    }

    fn from_parts(parts: [&[u8]; 3]) -> Option<Cipher> {
        let key: [u8; 64] = parts.concat().try_into().ok()?;
        Some(Cipher(Aes256CtrPoly1305Aes::new(Key::from_slice(&key))))
    }

    /// What was encrypted; none when it was changed, or belongs to another key.
    pub(crate) fn open(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        self.0.decrypt(Nonce::from_slice(nonce), sealed).ok()
    }

    /// Encrypts.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub(crate) fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, DepositError> {
        let nonce: [u8; NONCE] = random()?;
        let sealed = self.0.encrypt(Nonce::from_slice(&nonce), bytes).unwrap_or_default();
        Ok([&nonce[..], &sealed].concat())
    }
}

/// The most memory that opening a key file may take: a hostile one could ask for any amount.
const MOST_MEMORY: u64 = 1 << 30;

/// Random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], DepositError> {
    let mut bytes = [0; N];
    let failed = |error: getrandom::Error| DepositError::File { path: "random bytes".into(), error: error.into() };
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
