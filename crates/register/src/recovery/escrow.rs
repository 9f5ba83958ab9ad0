//! The escrow of the sealing keys: encrypted to the recovery key in force, and always the whole of them, so that a key which
//! was destroyed is in none that is made afterwards.

use std::collections::BTreeSet;
use std::path::Path;

use age::x25519::Recipient;
use daftar_claim::RecoverySeed;
use serde::{Deserialize, Serialize};

use crate::found::age_identity;
use crate::home::{read_form, to_json, write_private};
use crate::keyring::{Keyring, Passphrase};
use crate::{Register, RegisterError};

/// What the last escrow held: no secret.
#[derive(Serialize, Deserialize, Default)]
struct Escrowed {
    /// The ids of what its keys open.
    keys: BTreeSet<String>,
    /// To which recovery key it is encrypted.
    recovery: Option<String>,
}

/// What an escrow that was opened came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reopened {
    /// Keys that were not here before.
    pub new: usize,
    /// Keys in it.
    pub keys: usize,
}

impl Register {
    /// Writes the escrow, in place of what the file held before; only its keeper's recovery key opens it. Returns how many
    /// keys are in it.
    ///
    /// # Errors
    /// When the sealing keys are locked, no recovery key is in force, or the file cannot be written.
    pub fn write_escrow(&mut self, to: &Path) -> Result<usize, RegisterError> {
        self.need_keys()?;
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let recipient = self.recipient()?;
        let fault =
            |error: &dyn std::fmt::Display| RegisterError::Ask(format!("the keys could not be encrypted: {error}"));
        let sealed = age::encrypt(&recipient, &keyring.plain()).map_err(|error| fault(&error))?;
        write_private(to, &sealed)?;
        let keys = keyring.names();
        let (count, recovery) = (keys.len(), self.recipient_name());
        write_private(&self.seat.escrowed(), &to_json(&Escrowed { keys, recovery }))?;
        Ok(count)
    }

    /// Opens an escrow with the recovery seed, and adds its keys to those of this device.
    ///
    /// # Errors
    /// When the file is no escrow of this register, or the seed does not open it.
    pub fn open_escrow(
        &mut self,
        from: &Path,
        seed: &RecoverySeed,
        passphrase: Option<Passphrase>,
    ) -> Result<Reopened, RegisterError> {
        let bytes = std::fs::read(from).map_err(RegisterError::io(from))?;
        let wrong = |why: String| RegisterError::Keys { path: from.to_owned(), why };
        let plain = age::decrypt(&age_identity(seed)?, &bytes);
        let plain = plain.map_err(|error| wrong(format!("this recovery key does not open it: {error}")))?;
        let escrowed = Keyring::parse(from, self.id(), &plain)?;
        let mut keyring = match self.keyring.take() {
            Some(keyring) => keyring,
            None if Keyring::is_encrypted(&self.seat) => Keyring::open(&self.seat, self.id(), passphrase)?,
            None => Keyring::open(&self.seat, self.id(), None)?.under(passphrase),
        };
        let keys = escrowed.names().len();
        let new = keyring.merge(escrowed);
        keyring.keep(&self.seat)?;
        self.keyring = Some(keyring);
        self.destroy_erased_keys()?;
        self.open_sealed()?;
        Ok(Reopened { new, keys })
    }

    /// How many sealing keys are in no escrow that the recovery key in force opens: with this device they would be lost.
    ///
    /// # Errors
    /// When the sealing keys are locked or cannot be read.
    pub fn unescrowed(&self) -> Result<usize, RegisterError> {
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let escrowed = read_form::<Escrowed>(&self.seat.escrowed())?.unwrap_or_default();
        let names = keyring.names();
        let opens = self.recipient_name().is_some_and(|name| escrowed.recovery == Some(name));
        Ok(if opens { names.difference(&escrowed.keys).count() } else { names.len() })
    }

    fn recipient_name(&self) -> Option<String> {
        self.standing.recovery().map(|recovery| recovery.age.clone())
    }

    fn recipient(&self) -> Result<Recipient, RegisterError> {
        let none = "no recovery key is in force here: make one with `daftar recovery renew --lost`";
        let age = self.recipient_name().ok_or_else(|| RegisterError::Ask(none.into()))?;
        age.parse().map_err(|error: &str| RegisterError::Ask(format!("{age} is no recipient of age: {error}")))
    }
}
