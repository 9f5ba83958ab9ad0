//! What lies outside the register, in the user's configuration folder: the device's signing key, the sealing keys, and
//! the head that was last acknowledged.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use daftar_claim::{EntityId, EntryId, Hash, Head, Key, RegisterId, SigningKey, TextId};
use daftar_copy::sync::PeerKey;
use serde::{Deserialize, Serialize};

use crate::RegisterError;

/// The folder in which keys lie.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

impl Home {
    /// A folder that is given.
    pub fn at(folder: impl Into<PathBuf>) -> Home {
        Home(folder.into())
    }

    /// `$DAFTAR_HOME`, else the user's configuration folder.
    ///
    /// # Errors
    /// When neither is known.
    pub fn of_user() -> Result<Home, RegisterError> {
        let from = |name: &str, rest: &str| {
            std::env::var_os(name).filter(|value| !value.is_empty()).map(|value| PathBuf::from(value).join(rest))
        };
        let folder = from("DAFTAR_HOME", "")
            .or_else(|| from("XDG_CONFIG_HOME", "daftar"))
            .or_else(|| from("APPDATA", "daftar"))
            .or_else(|| from("HOME", ".config/daftar"));
        folder.map(Home).ok_or_else(|| RegisterError::Ask("no folder for keys is known: set DAFTAR_HOME".into()))
    }

    /// The place of one register's keys.
    pub fn seat(&self, register: RegisterId) -> Seat {
        Seat(self.0.join("registers").join(register.hash().to_string()))
    }
}

/// Where one register's keys lie on this device.
#[derive(Clone, Debug)]
pub struct Seat(PathBuf);

#[derive(Serialize, Deserialize)]
struct DeviceForm {
    party: String,
    seed: String,
}

/// A head as a file of the configuration folder has it.
#[derive(Serialize, Deserialize)]
pub(crate) struct HeadForm {
    hash: String,
    log: String,
    number: u64,
}

impl HeadForm {
    pub(crate) fn of(head: &Head) -> HeadForm {
        HeadForm { hash: head.hash.to_string(), log: head.entry.log.to_string(), number: head.entry.number }
    }

    pub(crate) fn head(&self) -> Option<Head> {
        let entry = EntryId { log: Key::parse(&self.log).ok()?, number: self.number };
        Some(Head { entry, hash: Hash::parse(&self.hash).ok()? })
    }
}

/// The device's key and the party for which it signs.
#[derive(Debug)]
pub(crate) struct Device {
    /// The signing key; its public half names the log.
    pub key: SigningKey,
    /// The party.
    pub party: EntityId,
}

impl Seat {
    /// Where the sealing keys lie.
    pub(crate) fn keyring(&self, encrypted: bool) -> PathBuf {
        self.0.join(if encrypted { "keys.age" } else { "keys.json" })
    }

    /// Where the recovery seed lies until it is written down.
    pub(crate) fn seed(&self, encrypted: bool) -> PathBuf {
        self.0.join(if encrypted { "recovery.age" } else { "recovery.txt" })
    }

    /// Where the password of sealed copies lies: as open as the device's key, for copies are made with nobody at hand.
    pub(crate) fn deposit_password(&self) -> PathBuf {
        self.0.join("deposit.txt")
    }

    /// Where passwords lie that opened sealed copies before the recovery key was renewed, one a line.
    pub(crate) fn deposit_passwords_before(&self) -> PathBuf {
        self.0.join("deposit-before.txt")
    }

    /// Where the list lies of the places that sealed copies are put to.
    pub(crate) fn deposits(&self) -> PathBuf {
        self.0.join("deposits.json")
    }

    /// Where the names and secrets lie that places of sealed copies ask for.
    pub(crate) fn deposit_access(&self) -> PathBuf {
        self.0.join("deposit-access.json")
    }

    /// Where a run of verification notes which source files it has hashed, until that is recorded.
    pub(crate) fn proving(&self) -> PathBuf {
        self.0.join("proving.txt")
    }

    /// Where it is noted that a phone is paired with a notebook that is served: whoever removes the note ends that.
    pub fn phone(&self) -> PathBuf {
        self.0.join("phone.json")
    }

    /// Where the list of the peers lies that this device syncs with.
    pub(crate) fn peers(&self) -> PathBuf {
        self.0.join("peers.json")
    }

    /// Where the source files are noted that a peer has: their raw hashes.
    pub(crate) fn peer_files(&self, peer: PeerKey) -> PathBuf {
        self.0.join("peer-files").join(peer.to_string())
    }

    /// Where the key lies by which peers know this device.
    pub(crate) fn peer_key(&self) -> PathBuf {
        self.0.join("peer-key.json")
    }

    /// Where the shared key of a one-time code lies until it is used or ten minutes have passed.
    pub(crate) fn pairing(&self) -> PathBuf {
        self.0.join("pairing.json")
    }

    /// The device's key, if this device has one for the register.
    pub(crate) fn device(&self) -> Result<Option<Device>, RegisterError> {
        let path = self.0.join("device.json");
        let Some(form) = read_form::<DeviceForm>(&path)? else { return Ok(None) };
        let wrong =
            |why: &str| RegisterError::Keys { path: path.clone(), why: format!("{why}; restore it from a copy") };
        let seed = Hash::parse(&form.seed).map_err(|_| wrong("the signing key cannot be read"))?;
        let party = EntityId::parse(&form.party).map_err(|_| wrong("the party cannot be read"))?;
        Ok(Some(Device { key: SigningKey::from_seed(&seed.0), party }))
    }

    /// Keeps a device's key; the one before it is kept beside, for it may have to vouch.
    pub(crate) fn keep_device(&self, device: &Device) -> Result<(), RegisterError> {
        let path = self.0.join("device.json");
        let form = DeviceForm { party: device.party.to_string(), seed: Hash(device.key.seed()).to_string() };
        write_private(&path, &to_json(&form))
    }

    /// The head of a log that was last acknowledged to the user.
    pub(crate) fn acknowledged(&self, log: Key) -> Result<Option<Head>, RegisterError> {
        let path = self.head_path(log);
        let Some(form) = read_form::<HeadForm>(&path)? else { return Ok(None) };
        let why = "the last acknowledged entry cannot be read; remove the file after checking the register".to_owned();
        form.head().map(Some).ok_or(RegisterError::Keys { path, why })
    }

    /// Acknowledges a head: after this, a log that ends before it has lost something.
    pub(crate) fn acknowledge(&self, head: Head) -> Result<(), RegisterError> {
        write_private(&self.head_path(head.entry.log), &to_json(&HeadForm::of(&head)))
    }

    /// Where the copies are noted that this device made.
    pub(crate) fn copies(&self) -> PathBuf {
        self.0.join("copies.jsonl")
    }

    /// Where the last checkpoints lie that this device co-signed.
    pub(crate) fn cosigned(&self) -> PathBuf {
        self.0.join("cosigned.json")
    }

    /// Where forecasts lie that were reckoned already.
    pub(crate) fn forecasts(&self) -> PathBuf {
        self.0.join("forecasts")
    }

    /// Where what the lists of a seed bank follow from lies.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.0.join("ledger")
    }

    /// The escrow that came with a sealed copy, until the recovery key opened it.
    pub(crate) fn escrow(&self) -> PathBuf {
        self.0.join("escrow.age")
    }

    /// Which sealing keys the last escrows held.
    pub(crate) fn escrowed(&self) -> PathBuf {
        self.0.join("escrowed.json")
    }

    fn head_path(&self, log: Key) -> PathBuf {
        self.0.join(format!("{}.head.json", log.hash()))
    }
}

pub(crate) fn to_json(form: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(form).unwrap_or_default()
}

pub(crate) fn read_form<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Option<T>, RegisterError> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(RegisterError::io(path))?,
    };
    let form = serde_json::from_slice(&bytes);
    form.map(Some).map_err(|error| RegisterError::Keys { path: path.to_owned(), why: error.to_string() })
}

/// Writes a file that only this user may read: whole or not at all, and surely on the disk.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), RegisterError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(RegisterError::io(folder))?;
    let beside = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        #[cfg(unix)]
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    };
    write().map_err(RegisterError::io(path))
}
