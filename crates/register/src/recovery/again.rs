//! Beginning again: a copy is brought back on a device that has no register, checked, and made its keeper's.

use std::path::Path;

use daftar_claim::{RecoverySeed, Timestamp};
use daftar_deposit::{Access as Key, Sealed, Target, Tell};
use daftar_store::{Access, Report, Store, rebuild, verify};
use serde::Serialize;

use super::Reopened;
use crate::copies::Whereabouts;
use crate::home::Home;
use crate::keyring::Passphrase;
use crate::{Register, RegisterError};

/// Where to begin again, and with what.
pub struct Beginning<'b> {
    /// A place of sealed copies; or, where it is the path of a file, a bundle.
    pub from: &'b Target,
    /// What opens the door there.
    pub access: Option<&'b Key>,
    /// The recovery key.
    pub key: &'b RecoverySeed,
    /// What the sealing keys are to be encrypted with on this device.
    pub passphrase: Option<Passphrase>,
    /// The folder to be made.
    pub folder: &'b Path,
    /// Where this user's keys lie.
    pub home: &'b Home,
    /// The clock.
    pub now: fn() -> Timestamp,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Again {
    /// Entries that are here now.
    pub entries: u64,
    /// Source files that are here now.
    pub files: u64,
    /// What of the copy could not be read, and why.
    pub damaged: Vec<(String, String)>,
    /// What checking every byte found.
    pub verified: Report,
    /// The sealing keys, where an escrow came along.
    pub keys: Option<Reopened>,
}

impl Register {
    /// Begins again from a copy: brings it back, checks it, and makes this device the keeper's by the recovery key.
    ///
    /// # Errors
    /// When the copy cannot be reached or the key is not its own: then the folder is as it was. When nothing could be
    /// written.
    pub fn begin_again(beginning: &Beginning<'_>, tell: &Tell) -> Result<(Register, Again), RegisterError> {
        let Beginning { from, access, key, folder, home, now, .. } = *beginning;
        let (damaged, copy) = match from {
            Target::Folder(file) if file.is_file() => (from_bundle(file, beginning)?, None),
            _ => {
                let restored = Register::restore_from((from, access), key, None, folder, home, tell)?;
                (restored.damaged, Some(restored.copy))
            }
        };
        if damaged.is_empty() {
            rebuild(folder, &|_, _| {})?;
        }
        let verified = verify(folder, None, &|_, _| {})?;
        let mut register = Register::open(folder, home, Access::Write, now)?;
        let whole = damaged.is_empty() && verified.is_sound();
        register.know_origin(from, access, copy.as_ref(), whole)?;
        register.recover(key)?;
        let keys = register.reopen(from, key, beginning.passphrase.clone())?;
        let (entries, files) = (register.store.headers().count() as u64, register.store.files()?.len() as u64);
        Ok((register, Again { entries, files, damaged, verified, keys }))
    }

    /// Notes the copy that it began from: it is one that is elsewhere, and sealed copies go on at that place.
    fn know_origin(
        &self,
        from: &Target,
        access: Option<&Key>,
        copy: Option<&Sealed>,
        whole: bool,
    ) -> Result<(), RegisterError> {
        match (copy, from) {
            (Some(copy), _) => self.know_deposit(from, access, copy, whole),
            (None, Target::Folder(file)) => self.know_bundle(file, whole),
            (None, _) => Ok(()),
        }
    }

    /// Opens the escrow that came along, if one did; the keys are encrypted with the passphrase from then on.
    fn reopen(
        &mut self,
        from: &Target,
        key: &RecoverySeed,
        passphrase: Option<Passphrase>,
    ) -> Result<Option<Reopened>, RegisterError> {
        match self.brought_escrow() {
            Some(escrow) => {
                let reopened = self.open_escrow(&escrow, key, passphrase)?;
                self.note_escrow(Whereabouts::of_target(from, self.store.folder()))?;
                Ok(Some(reopened))
            }
            None => self.protect(passphrase).map(|()| None),
        }
    }
}

/// Starts from a bundle whose recovery key this is; of any other nothing is kept.
fn from_bundle(file: &Path, beginning: &Beginning<'_>) -> Result<Vec<(String, String)>, RegisterError> {
    let Beginning { key, folder, home, now, .. } = *beginning;
    let damaged = crate::copies::lay_out_bundle(file, None, folder)?;
    let opened = Store::open(folder, Access::Read, None).map(|store| {
        let seat = home.seat(store.register());
        Register::around(store, seat, None, now)
    });
    let right = opened.map_err(RegisterError::from).and_then(|mut register| {
        register.refresh()?;
        Ok(register.is_recovery(key))
    });
    match right {
        Ok(true) => Ok(damaged),
        other => {
            // All that lies there was laid there just now.
            std::fs::remove_dir_all(folder).map_err(RegisterError::io(folder))?;
            other.and(Err(RegisterError::NotTheRecoveryKey))
        }
    }
}
