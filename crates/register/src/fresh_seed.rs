//! The recovery seed of a new register until its keeper has it on paper: it lies beside the sealing keys, encrypted as they
//! are, so that neither a failing power nor a closed window loses it. Then it is gone.

use std::fs;
use std::io::ErrorKind;

use daftar_claim::{Hash, RecoverySeed};

use crate::home::{Seat, write_private};
use crate::keyring::{Passphrase, decrypt, encrypt};
use crate::{Register, RegisterError};

impl Seat {
    /// Holds a seed: it is surely on the disk afterwards.
    pub(crate) fn hold_seed(&self, seed: &RecoverySeed, passphrase: Option<&Passphrase>) -> Result<(), RegisterError> {
        let digits = Hash(seed.0).to_string().into_bytes();
        match passphrase {
            None => write_private(&self.seed(false), &digits),
            Some(passphrase) => write_private(&self.seed(true), &encrypt(&digits, passphrase)?),
        }
    }
}

impl Register {
    /// Whether the recovery seed waits to be written down.
    pub fn has_fresh_seed(&self) -> bool {
        [true, false].into_iter().any(|encrypted| self.seat.seed(encrypted).exists())
    }

    /// The recovery seed, as long as it waits to be written down.
    ///
    /// # Errors
    /// When the sealing keys are locked, or the file that holds it cannot be read.
    pub fn fresh_seed(&self) -> Result<Option<RecoverySeed>, RegisterError> {
        let encrypted = self.seat.seed(true).exists();
        let path = self.seat.seed(encrypted);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other.map_err(RegisterError::io(&path))?,
        };
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let digits = match (encrypted, keyring.passphrase()) {
            (false, _) => bytes,
            (true, Some(passphrase)) => decrypt(&bytes, passphrase)?,
            (true, None) => return Err(RegisterError::Locked),
        };
        let seed = std::str::from_utf8(&digits).ok().and_then(|digits| Hash::parse(digits).ok());
        let wrong = || RegisterError::Keys { path: path.clone(), why: "it holds no recovery key; remove it".into() };
        seed.map(|seed| Some(RecoverySeed(seed.0))).ok_or_else(wrong)
    }

    /// Forgets the recovery seed: its keeper has it on paper.
    ///
    /// # Errors
    /// When the file that holds it cannot be removed.
    pub fn put_seed_away(&self) -> Result<(), RegisterError> {
        for path in [true, false].map(|encrypted| self.seat.seed(encrypted)) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                other => other.map_err(RegisterError::io(&path))?,
            }
        }
        Ok(())
    }
}
