//! The password of sealed copies. It comes from the recovery key, so that the one sheet of paper opens every copy; it lies
//! with the device's key, so that copies are made with nobody at hand. When the recovery key is renewed, each place lets the
//! new password in at its next copy, and the old one out.

use std::io::ErrorKind;
use std::path::Path;

use daftar_claim::RecoverySeed;
use daftar_deposit::Deposit;

use crate::home::{Home, Seat, write_private};
use crate::{Register, RegisterError};

impl Seat {
    /// Keeps the password that this seed gives; the one before it is kept as well, for places still have it.
    pub(crate) fn keep_deposit_password(&self, seed: &RecoverySeed) -> Result<(), RegisterError> {
        let (path, password) = (self.deposit_password(), seed.deposit_password());
        if let Some(old) = read(&path)?.filter(|old| *old != password) {
            let before = self.deposit_passwords_before();
            let all = read(&before)?.map_or(old.clone(), |all| format!("{all}\n{old}"));
            write_private(&before, all.as_bytes())?;
        }
        write_private(&path, password.as_bytes())
    }

    fn passwords_before(&self) -> Result<Vec<String>, RegisterError> {
        let all = read(&self.deposit_passwords_before())?.unwrap_or_default();
        Ok(all.lines().map(str::to_owned).collect())
    }
}

impl Register {
    /// The password of sealed copies, if this device knows it.
    ///
    /// # Errors
    /// When the file that holds it cannot be read.
    pub fn deposit_password(&self) -> Result<Option<String>, RegisterError> {
        read(&self.seat.deposit_password())
    }

    /// Lets this device make sealed copies; asked once of registers and devices that do not know the password yet.
    ///
    /// # Errors
    /// When it is not the recovery key of this register.
    pub fn keep_deposit_password(&self, seed: &RecoverySeed) -> Result<(), RegisterError> {
        if !self.is_recovery(seed) {
            return Err(RegisterError::NotTheRecoveryKey);
        }
        self.seat.keep_deposit_password(seed)
    }

    pub(crate) fn need_deposit_password(&self) -> Result<String, RegisterError> {
        let missing = || {
            RegisterError::Ask(
                "this device does not know the key of the sealed copies: run `daftar deposit add` again with the recovery \
                 key at hand (--key-file FILE)"
                    .into(),
            )
        };
        self.deposit_password()?.ok_or_else(missing)
    }

    /// The passwords to try, the newest first.
    pub(crate) fn deposit_passwords(&self) -> Result<Vec<String>, RegisterError> {
        let mut all = self.seat.passwords_before()?;
        all.push(self.need_deposit_password()?);
        all.reverse();
        Ok(all)
    }

    /// Lets the present password open the copies, and those before it no more. Why one of them still does, if it does.
    pub(crate) fn renew_password(&self, deposit: &Deposit) -> Result<Option<String>, RegisterError> {
        let before = self.seat.passwords_before()?;
        if before.is_empty() {
            return Ok(None);
        }
        deposit.let_in(&self.need_deposit_password()?)?;
        Ok(before.iter().find_map(|old| deposit.shut_out(old).err()).map(|error| error.to_string()))
    }
}

/// Lets this device make further sealed copies of what was restored with this recovery key.
pub(crate) fn remember(folder: &Path, home: &Home, seed: &RecoverySeed) -> Result<(), RegisterError> {
    home.seat(daftar_store::Store::register_of(folder)?).keep_deposit_password(seed)
}

fn read(path: &Path) -> Result<Option<String>, RegisterError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        other => other.map(|text| Some(text.trim().to_owned())).map_err(RegisterError::io(path)),
    }
}
