//! Bundles that only one reader opens: encrypted with age to a device, or to whomever a recipient belongs.

use std::fs::File;
use std::io::{BufReader, Read, Seek as _};
use std::path::Path;

use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};
use daftar_copy::sync::DeviceCard;

use crate::found::identity_of;
use crate::home::Device;
use crate::sealed_file::is_sealed;
use crate::{Register, RegisterError};

/// What opens encrypted bundles beside the device's own key.
#[derive(Clone, Default)]
pub struct Identities(pub(super) Vec<Identity>);

impl std::fmt::Debug for Identities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identities({})", self.0.len())
    }
}

impl Identities {
    /// Reads a file as `age-keygen` writes it: a line for each identity, others are remarks.
    ///
    /// # Errors
    /// When the file cannot be read or holds no identity.
    pub fn read(path: &Path) -> Result<Identities, RegisterError> {
        let text = std::fs::read_to_string(path).map_err(RegisterError::io(path))?;
        let identities: Vec<Identity> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
        let why = || "no line of it is an identity of age (AGE-SECRET-KEY-1…)".to_owned();
        match identities.is_empty() {
            true => Err(RegisterError::Keys { path: path.to_owned(), why: why() }),
            false => Ok(Identities(identities)),
        }
    }
}

impl Register {
    /// To what bundles for this device are encrypted; none as long as it has written nothing.
    pub fn own_recipient(&self) -> Option<String> {
        Some(own_identity(self.device.as_ref()?)?.to_public().to_string())
    }

    /// What this device says of itself to peers.
    pub(crate) fn device_card(&self) -> Option<DeviceCard> {
        Some(DeviceCard { log: self.key()?, recipient: self.own_recipient()? })
    }
}

pub(super) fn own_identity(device: &Device) -> Option<Identity> {
    identity_of(&device.key.age_secret()).ok()
}

/// Opens a bundle, encrypted or not.
///
/// # Errors
/// When it cannot be read, or nothing at hand opens it.
pub(crate) fn open(
    path: &Path,
    device: Option<&Device>,
    identities: &Identities,
) -> Result<Box<dyn Read>, RegisterError> {
    let mut file = File::open(path).map_err(RegisterError::io(path))?;
    let sealed = is_sealed(&mut file).map_err(RegisterError::io(path))?;
    file.rewind().map_err(RegisterError::io(path))?;
    if !sealed {
        return Ok(Box::new(BufReader::new(file)));
    }
    let own = device.and_then(own_identity);
    let all = own.iter().chain(&identities.0).map(|identity| identity as &dyn age::Identity);
    let opened = Decryptor::new_buffered(BufReader::new(file)).and_then(|decryptor| decryptor.decrypt(all));
    match opened {
        Ok(opened) => Ok(Box::new(BufReader::new(opened))),
        Err(error) => Err(closed(path, own.as_ref(), &error)),
    }
}

pub(super) fn closed(path: &Path, own: Option<&Identity>, error: &age::DecryptError) -> RegisterError {
    let own = own.map_or_else(String::new, |own| format!(" (this device is {})", own.to_public()));
    RegisterError::Ask(format!(
        "{}: the bundle is encrypted, and no key at hand opens it{own}: give the right one with --key-file FILE, or ask \
         for one that is encrypted to you; nothing was taken ({error})",
        path.display()
    ))
}

/// To whom a bundle is encrypted.
#[derive(Clone, Debug)]
pub(super) struct Recipients(Vec<Recipient>);

impl Recipients {
    /// Reads recipients of age.
    pub(super) fn parse(texts: &[String]) -> Result<Recipients, RegisterError> {
        let read = |text: &String| {
            let wrong = || RegisterError::Ask(format!("{text:?} is no recipient of age: they begin with age1"));
            text.trim().parse().map_err(|_: &str| wrong())
        };
        texts.iter().map(read).collect::<Result<_, _>>().map(Recipients)
    }

    /// Whether there is none: then nothing is encrypted.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much fits into a file of so many bytes once it is encrypted.
    pub(super) fn room(&self, bytes: u64) -> u64 {
        if self.is_empty() {
            return bytes;
        }
        // The header: a stanza for each, one of no meaning, and the check. Then a nonce, and 16 bytes for each 64 KiB.
        let header = 2048 + 256 * self.0.len() as u64;
        let payload = bytes.saturating_sub(header + 16);
        (payload / (65_536 + 16) * 65_536) + (payload % (65_536 + 16)).saturating_sub(16)
    }

    pub(super) fn encryptor(&self) -> Result<Encryptor, std::io::Error> {
        let all = self.0.iter().map(|recipient| recipient as &dyn age::Recipient);
        Encryptor::with_recipients(all).map_err(std::io::Error::other)
    }
}
