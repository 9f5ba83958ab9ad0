//! The escrow of the sealing keys: encrypted to the recovery key in force, and always the whole of them, so that a key which
//! was destroyed is in none that is made afterwards.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use daftar_claim::RecoverySeed;
use daftar_deposit::{Deposit, Target};
use serde::{Deserialize, Serialize};

use crate::copies::Whereabouts;
use crate::found::age_identity;
use crate::home::{read_form, to_json, write_private};
use crate::keyring::{Keyring, Passphrase};
use crate::{Register, RegisterError};

/// The last escrow of each whereabouts: no secret.
#[derive(Serialize, Deserialize, Default)]
struct Escrows {
    #[serde(default)]
    escrows: Vec<Escrowed>,
}

/// What an escrow held.
#[derive(Serialize, Deserialize)]
struct Escrowed {
    /// The ids of what its keys open.
    keys: BTreeSet<String>,
    /// To which recovery key it is encrypted.
    recovery: Option<String>,
    /// Whether it is on another device.
    whereabouts: Whereabouts,
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
        write_private(to, &self.escrow()?)?;
        self.note_escrow(Whereabouts::of_path(to, self.store.folder()))
    }

    /// The escrow, to be handed to whatever takes it, as a browser; it is noted as one that is somewhere. With how many keys
    /// are in it.
    ///
    /// # Errors
    /// As [`Register::write_escrow`].
    pub fn hand_escrow(&self) -> Result<(Vec<u8>, usize), RegisterError> {
        Ok((self.escrow()?, self.note_escrow(Whereabouts::Unknown)?))
    }

    /// Puts the escrow beside the sealed copies at a place. Returns how many keys are in it.
    ///
    /// # Errors
    /// When the sealing keys are locked, no recovery key is in force, or the place takes nothing but copies.
    pub(crate) fn put_escrow(&self, deposit: &Deposit, target: &Target) -> Result<usize, RegisterError> {
        deposit.put_escrow(self.escrow()?)?;
        self.note_escrow(Whereabouts::of_target(target, self.store.folder()))
    }

    /// The keys, encrypted to the recovery key in force.
    fn escrow(&self) -> Result<Vec<u8>, RegisterError> {
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let fault =
            |error: &dyn std::fmt::Display| RegisterError::Ask(format!("the keys could not be encrypted: {error}"));
        age::encrypt(&self.recipient()?, &keyring.plain()).map_err(|error| fault(&error))
    }

    /// Notes an escrow of all keys that are here. Returns how many these are.
    pub(super) fn note_escrow(&self, whereabouts: Whereabouts) -> Result<usize, RegisterError> {
        let keys = self.keyring.as_ref().ok_or(RegisterError::Locked)?.names();
        let mut noted = self.escrows()?;
        noted.escrows.retain(|escrow| escrow.whereabouts != whereabouts);
        let count = keys.len();
        noted.escrows.push(Escrowed { keys, recovery: self.recipient_name(), whereabouts });
        write_private(&self.seat.escrowed(), &to_json(&noted))?;
        Ok(count)
    }

    fn escrows(&self) -> Result<Escrows, RegisterError> {
        Ok(read_form(&self.seat.escrowed())?.unwrap_or_default())
    }

    /// The escrow that came here with a sealed copy and was not opened yet.
    pub fn brought_escrow(&self) -> Option<PathBuf> {
        Some(self.seat.escrow()).filter(|path| path.exists())
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
        if from == self.seat.escrow() {
            std::fs::remove_file(from).map_err(RegisterError::io(from))?;
        }
        Ok(Reopened { new, keys })
    }

    /// Encrypts the sealing keys of a device that has none yet with a passphrase, if one is given.
    pub(crate) fn protect(&mut self, passphrase: Option<Passphrase>) -> Result<(), RegisterError> {
        if passphrase.is_some() && !Keyring::is_encrypted(&self.seat) {
            let keyring = Keyring::open(&self.seat, self.id(), None)?.under(passphrase);
            keyring.keep(&self.seat)?;
            self.keyring = Some(keyring);
            // What lay in the open is not to stay beside it.
            let open = self.seat.keyring(false);
            match std::fs::remove_file(&open) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(RegisterError::io(&open)(error))?,
                _ => {}
            }
        }
        Ok(())
    }

    /// How many sealing keys are in no escrow that the recovery key in force opens.
    ///
    /// # Errors
    /// When the sealing keys are locked or cannot be read.
    pub fn unescrowed(&self) -> Result<usize, RegisterError> {
        self.keys_in_none(&|_| true)
    }

    /// How many sealing keys are in no escrow that is, as far as is known, still there when this device is not.
    ///
    /// # Errors
    /// As [`Register::unescrowed`].
    pub(crate) fn keys_at_stake(&self) -> Result<usize, RegisterError> {
        self.keys_in_none(&|escrow| escrow.whereabouts == Whereabouts::Elsewhere)
    }

    fn keys_in_none(&self, counts: &dyn Fn(&Escrowed) -> bool) -> Result<usize, RegisterError> {
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let noted = self.escrows()?;
        let opens = |escrow: &&Escrowed| escrow.recovery.is_some() && escrow.recovery == self.recipient_name();
        let escrows: Vec<&Escrowed> = noted.escrows.iter().filter(opens).filter(|escrow| counts(escrow)).collect();
        Ok(keyring.names().iter().filter(|key| !escrows.iter().any(|escrow| escrow.keys.contains(*key))).count())
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
