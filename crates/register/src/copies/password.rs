//! The password of sealed copies. It comes from the recovery key, so that the one sheet of paper opens every copy; it lies
//! with the device's key, so that copies are made with nobody at hand.

use std::path::Path;

use daftar_claim::{Hash, RecoverySeed};

use crate::home::{Home, Seat, write_private};
use crate::{Register, RegisterError};

impl Seat {
    /// Keeps the password that this seed gives.
    pub(crate) fn keep_deposit_password(&self, seed: &RecoverySeed) -> Result<(), RegisterError> {
        write_private(&self.deposit_password(), seed.deposit_password().as_bytes())
    }
}

impl Register {
    /// The password of sealed copies, if this device knows it.
    ///
    /// # Errors
    /// When the file that holds it cannot be read.
    pub fn deposit_password(&self) -> Result<Option<String>, RegisterError> {
        let path = self.seat.deposit_password();
        match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            other => other.map(|text| Some(text.trim().to_owned())).map_err(RegisterError::io(&path)),
        }
    }

    /// Lets this device make sealed copies; asked once of registers and devices that do not know the password yet.
    ///
    /// # Errors
    /// When it is not the recovery key of this register.
    pub fn keep_deposit_password(&self, recovery_key: &str) -> Result<(), RegisterError> {
        let seed = recovery_seed(recovery_key)?;
        let mut recovery = self.store.headers().filter_map(|header| header.header.recovery.as_ref());
        if !recovery.any(|recovery| recovery.sign == seed.signing_key().public()) {
            return Err(RegisterError::Ask(
                "that is not the recovery key of this notebook: see the paper it is on".into(),
            ));
        }
        self.seat.keep_deposit_password(&seed)
    }

    pub(crate) fn need_deposit_password(&self) -> Result<String, RegisterError> {
        let missing = || {
            RegisterError::Ask(
                "this device does not know the key of the sealed copies: run `daftar deposit add` again with the recovery \
                 key at hand (--recovery-file FILE)"
                    .into(),
            )
        };
        self.deposit_password()?.ok_or_else(missing)
    }
}

/// Reads a recovery key as it is written on paper: 64 digits, in groups or not.
///
/// # Errors
/// When it is none.
pub(crate) fn recovery_seed(text: &str) -> Result<RecoverySeed, RegisterError> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase();
    let wrong = |_| RegisterError::Ask("a recovery key has 64 of the digits 0 to 9 and a to f".into());
    Hash::parse(&digits).map(|hash| RecoverySeed(hash.0)).map_err(wrong)
}

/// Lets this device make further sealed copies of what was restored with this recovery key.
pub(crate) fn remember(folder: &Path, home: &Home, seed: &RecoverySeed) -> Result<(), RegisterError> {
    home.seat(daftar_store::Store::register_of(folder)?).keep_deposit_password(seed)
}
