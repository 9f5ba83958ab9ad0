//! The sealing keys of a register: one small file, encrypted with `age` and a passphrase when the keeper chose one.
//! Removing a key from it makes what it sealed unreadable for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use age::secrecy::SecretString;
use daftar_claim::{ClaimId, FileId, Hash, RegisterId, SealKey, TextId};
use serde::{Deserialize, Serialize};

use crate::RegisterError;
use crate::home::{Seat, write_private};
use crate::sealed_file::FileKey;

const FORMAT: &str = "daftar-keys/1";

/// What a keeper knows and the disk does not.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// A passphrase as it was typed.
    pub fn new(text: String) -> Passphrase {
        Passphrase(SecretString::from(text))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[derive(Serialize, Deserialize)]
struct Form {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, String>,
    format: String,
    keys: BTreeMap<String, String>,
    register: String,
}

/// Sealing keys, opened.
#[derive(Debug)]
pub(crate) struct Keyring {
    register: RegisterId,
    keys: BTreeMap<ClaimId, SealKey>,
    files: BTreeMap<FileId, FileKey>,
    passphrase: Option<Passphrase>,
    /// The hash of the file that they were read from.
    read: Option<Hash>,
}

impl Keyring {
    /// A keyring without keys.
    pub(crate) fn new(register: RegisterId, passphrase: Option<Passphrase>) -> Keyring {
        Keyring { register, keys: BTreeMap::new(), files: BTreeMap::new(), passphrase, read: None }
    }

    /// Whether a register's keys ask for a passphrase.
    pub(crate) fn is_encrypted(seat: &Seat) -> bool {
        seat.keyring(true).exists()
    }

    /// Opens a register's keys.
    pub(crate) fn open(
        seat: &Seat,
        register: RegisterId,
        passphrase: Option<Passphrase>,
    ) -> Result<Keyring, RegisterError> {
        let encrypted = Keyring::is_encrypted(seat);
        let path = seat.keyring(encrypted);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Keyring::new(register, None)),
            other => other.map_err(RegisterError::io(&path))?,
        };
        let read = Some(Hash::of(&bytes));
        let plain = match (encrypted, &passphrase) {
            (false, _) => bytes,
            (true, None) => return Err(RegisterError::Locked),
            (true, Some(passphrase)) => decrypt(&bytes, passphrase)?,
        };
        let keyring = Keyring::parse(&path, register, &plain)?;
        Ok(Keyring { passphrase: passphrase.filter(|_| encrypted), read, ..keyring })
    }

    /// Reads the keys of a file that lies in the open.
    pub(crate) fn parse(path: &Path, register: RegisterId, plain: &[u8]) -> Result<Keyring, RegisterError> {
        let wrong = |why: String| RegisterError::Keys { path: path.to_owned(), why };
        let form: Form = serde_json::from_slice(plain).map_err(|error| wrong(error.to_string()))?;
        if form.format != FORMAT || form.register != register.to_string() {
            return Err(wrong("these are keys of another notebook, or of a newer program".into()));
        }
        let mut keyring = Keyring::new(register, None);
        for (id, key) in &form.keys {
            let id = ClaimId::parse(id).map_err(|error| wrong(error.to_string()))?;
            keyring.keys.insert(id, SealKey::parse(key)?);
        }
        for (id, key) in &form.files {
            let id = FileId::parse(id).map_err(|error| wrong(error.to_string()))?;
            let key = FileKey::parse(key).ok_or_else(|| wrong(format!("the key of {id} is no age identity")))?;
            keyring.files.insert(id, key);
        }
        Ok(keyring)
    }

    /// Whether the file of keys is as it was when it was read.
    pub(crate) fn is_level(&self, seat: &Seat) -> bool {
        let now = fs::read(seat.keyring(Keyring::is_encrypted(seat))).ok();
        now.map(|bytes| Hash::of(&bytes)) == self.read
    }

    /// Writes the keys, replacing the file.
    pub(crate) fn keep(&self, seat: &Seat) -> Result<(), RegisterError> {
        let (plain, path) = (self.plain(), seat.keyring(self.passphrase.is_some()));
        match &self.passphrase {
            None => write_private(&path, &plain),
            Some(passphrase) => write_private(&path, &encrypt(&plain, passphrase)?),
        }
    }

    /// The file of keys as it lies in the open.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let keys = self.keys.iter().map(|(id, key)| (id.to_string(), key.to_text())).collect();
        let files = self.files.iter().map(|(id, key)| (id.to_string(), key.to_text())).collect();
        let form = Form { files, format: FORMAT.into(), keys, register: self.register.to_string() };
        serde_json::to_vec(&form).unwrap_or_default()
    }

    /// What its keys open, by id.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.keys.keys().map(ClaimId::to_string).chain(self.files.keys().map(FileId::to_string)).collect()
    }

    /// The same keys, from now on encrypted with this passphrase if there is one.
    pub(crate) fn under(self, passphrase: Option<Passphrase>) -> Keyring {
        Keyring { passphrase, ..self }
    }

    /// Adds the keys of another; how many were not here.
    pub(crate) fn merge(&mut self, other: Keyring) -> usize {
        let before = self.keys.len() + self.files.len();
        self.keys.extend(other.keys);
        self.files.extend(other.files);
        self.keys.len() + self.files.len() - before
    }

    /// What it is encrypted with.
    pub(crate) fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    /// The key of a sealed claim.
    pub(crate) fn key(&self, claim: ClaimId) -> Option<&SealKey> {
        self.keys.get(&claim)
    }

    /// The key of some sealed claim, the same as long as that is the first by its id; none where there is none.
    pub(crate) fn first(&self) -> Option<(ClaimId, &SealKey)> {
        self.keys.first_key_value().map(|(claim, key)| (*claim, key))
    }

    /// Adds a key.
    pub(crate) fn add(&mut self, claim: ClaimId, key: SealKey) {
        self.keys.insert(claim, key);
    }

    /// The key of a restricted file.
    pub(crate) fn file_key(&self, file: FileId) -> Option<&FileKey> {
        self.files.get(&file)
    }

    /// Adds the key of a restricted file.
    pub(crate) fn add_file(&mut self, file: FileId, key: FileKey) {
        self.files.insert(file, key);
    }

    /// Destroys the key of a restricted file; whether there was one.
    pub(crate) fn destroy_file(&mut self, file: FileId) -> bool {
        self.files.remove(&file).is_some()
    }

    /// Destroys a key; whether there was one.
    pub(crate) fn destroy(&mut self, claim: ClaimId) -> bool {
        self.keys.remove(&claim).is_some()
    }
}

/// How hard it is to try a passphrase: 2 to this power, about a second. Left to the library it would be measured, and a busy or
/// older device would take what a quick one wrote for too hard, and the passphrase for a wrong one.
const WORK: u8 = 18;
/// The hardest that is tried.
const MOST_WORK: u8 = 22;

pub(crate) fn encrypt(plain: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, RegisterError> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK);
    age::encrypt(&recipient, plain)
        .map_err(|error| RegisterError::Ask(format!("the keys could not be encrypted: {error}")))
}

pub(crate) fn decrypt(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, RegisterError> {
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    age::decrypt(&identity, bytes).map_err(|_| RegisterError::Passphrase)
}
