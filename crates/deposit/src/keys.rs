//! Keys: files at the target, each of which a password opens.

use rustic_core::repofile::{KeyFile, MasterKey};
use sha2::{Digest as _, Sha256};

use crate::DepositError;
use crate::cipher::{Cipher, random};
use crate::storage::{Kind, Storage};

/// What scrypt costs: 32 MiB and a tenth of a second. Our passwords are 32 random bytes: more would make nothing safer.
const COST: u32 = 1 << 15;
const BLOCK: u32 = 8;
const LANES: u32 = 1;

/// The 64 digits of the hash of some bytes, as files are named by it.
pub(crate) fn name_of(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// A hash in digits.
pub(crate) fn digits(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The key that a password opens, if it opens one. Where there are settings it must be the key to them: a program that
/// was killed while it made a deposit may have left another.
///
/// # Errors
/// When the target does not answer; when no key opens and one of them, or the settings, is damaged.
pub(crate) fn find(storage: &dyn Storage, password: &str) -> Result<Option<MasterKey>, DepositError> {
    let failed = |error| DepositError::Storage { place: storage.place(), error };
    let damaged = |what: String, why: &str| DepositError::Damaged { place: storage.place(), what, why: why.to_owned() };
    let settings = match storage.list(Kind::Config).map_err(failed)?.is_empty() {
        true => None,
        false => Some(storage.read(Kind::Config, "", None).map_err(failed)?),
    };
    let mut damage = None;
    for (name, _) in storage.list(Kind::Key).map_err(failed)? {
        let bytes = storage.read(Kind::Key, &name, None).map_err(failed)?;
        if name_of(&bytes) != name {
            damage = Some(damaged(format!("keys/{name}"), "its bytes are not what its name says"));
            continue;
        }
        let Some((key, cipher)) = open(&bytes, password) else { continue };
        match settings.as_ref().is_none_or(|settings| cipher.open(settings).is_some()) {
            true => return Ok(Some(key)),
            false => damage = Some(damaged("config".to_owned(), "the key that this password opens does not fit it")),
        }
    }
    damage.map_or(Ok(None), Err)
}

fn open(file: &[u8], password: &str) -> Option<(MasterKey, Cipher)> {
    let file: KeyFile = serde_json::from_slice(file).ok()?;
    let key = Cipher::of_password(&file, password)?.open(&file.data)?;
    let key: MasterKey = serde_json::from_slice(&key).ok()?;
    let cipher = Cipher::of(&key)?;
    Some((key, cipher))
}

/// The names of the files that a password opens.
///
/// # Errors
/// When the target does not answer.
pub(crate) fn opened_by(storage: &dyn Storage, password: &str) -> Result<Vec<String>, DepositError> {
    let failed = |error| DepositError::Storage { place: storage.place(), error };
    let mut names = Vec::new();
    for (name, _) in storage.list(Kind::Key).map_err(failed)? {
        let bytes = storage.read(Kind::Key, &name, None).map_err(failed)?;
        if open(&bytes, password).is_some() {
            names.push(name);
        }
    }
    Ok(names)
}

/// Makes a key and puts it where the password opens it.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn make(storage: &dyn Storage, password: &str) -> Result<MasterKey, DepositError> {
    let key = MasterKey::new();
    put(storage, &key, password)?;
    Ok(key)
}

/// Puts a key where the password opens it. Neither the computer nor its user is named in it.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn put(storage: &dyn Storage, key: &MasterKey, password: &str) -> Result<(), DepositError> {
    let salt: [u8; 64] = random()?;
    let mut file = KeyFile {
        hostname: None,
        username: None,
        created: Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC)),
        kdf: "scrypt".to_owned(),
        n: COST,
        r: BLOCK,
        p: LANES,
        data: Vec::new(),
        salt: salt.to_vec(),
    };
    let sealed = Cipher::of_password(&file, password).map(|cipher| cipher.seal(&to_json(key)));
    file.data = sealed.transpose()?.unwrap_or_default();
    let bytes = to_json(&file);
    let written = storage.write(Kind::Key, &name_of(&bytes), &[bytes.into()]);
    written.map_err(|error| DepositError::Storage { place: storage.place(), error })
}

fn to_json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
