//! Making a register.

use std::path::Path;

use age::x25519::Identity;
use bech32::{Bech32, Hrp};
use daftar_claim::{
    Claim, Clock, EntityId, Entry, EntryId, Hash, Header, PropertyId, Recovery, RecoverySeed, SigningKey, Subject,
    Timestamp, Value, profile,
};
use daftar_store::Store;

use crate::home::{Device, Home, Seat};
use crate::keyring::{Keyring, Passphrase};
use crate::shipped::PROFILES;
use crate::{Register, RegisterError, chance};

/// What a new register is told.
#[derive(Debug)]
pub struct Founding {
    /// The name of the place.
    pub place: String,
    /// The keeper's name or pseudonym: everybody who gets a copy sees it.
    pub keeper: String,
    /// The language, `en` or `ar`.
    pub lang: String,
    /// The passphrase of the sealing keys, if the keeper wants one.
    pub passphrase: Option<Passphrase>,
}

impl Register {
    /// Makes a register in a new folder. The recovery seed is given back once and kept nowhere.
    ///
    /// # Errors
    /// When the folder is not empty or cannot be written.
    pub fn create(
        folder: &Path,
        home: &Home,
        founding: Founding,
        now: fn() -> Timestamp,
    ) -> Result<(Register, RecoverySeed), RegisterError> {
        let seed = RecoverySeed(chance::bytes()?);
        Ok((Register::make(folder, home, founding, now, &seed, |_, _| Ok(()))?, seed))
    }

    /// The same; but the recovery seed is held until its keeper has written it down: see [`Register::fresh_seed`].
    ///
    /// # Errors
    /// When the folder is not empty or cannot be written.
    pub fn found(
        folder: &Path,
        home: &Home,
        founding: Founding,
        now: fn() -> Timestamp,
    ) -> Result<Register, RegisterError> {
        let seed = RecoverySeed(chance::bytes()?);
        let hold = |seat: &Seat, founding: &Founding| seat.hold_seed(&seed, founding.passphrase.as_ref());
        Register::make(folder, home, founding, now, &seed, hold)
    }

    /// Makes it; what is to be held is on the disk before there is a register.
    fn make(
        folder: &Path,
        home: &Home,
        founding: Founding,
        now: fn() -> Timestamp,
        seed: &RecoverySeed,
        hold: impl FnOnce(&Seat, &Founding) -> Result<(), RegisterError>,
    ) -> Result<Register, RegisterError> {
        let device = Device { key: SigningKey::from_seed(&chance::bytes()?), party: chance::entity()? };
        let entry = first_entry(&founding, &device, seed, now())?;
        let seat = home.seat(entry.header.register());
        hold(&seat, &founding)?;
        seat.keep_device(&device)?;
        seat.keep_deposit_password(seed)?;
        let store = Store::create(folder, &founding.lang, &entry, &PROFILES)?;
        seat.acknowledge(entry.header.head())?;
        let keyring = Keyring::new(entry.header.register(), founding.passphrase);
        keyring.keep(&seat)?;
        let mut register = Register::around(store, seat, Some(device), now);
        register.keyring = Some(keyring);
        register.refresh()?;
        Ok(register)
    }
}

fn first_entry(
    founding: &Founding,
    device: &Device,
    seed: &RecoverySeed,
    time: Timestamp,
) -> Result<Entry, RegisterError> {
    let files: Vec<_> = PROFILES.iter().map(|text| daftar_claim::FileId(Hash::of(text.as_bytes()))).collect();
    let header = Header {
        register: None,
        entry: EntryId { log: device.key.public(), number: 1 },
        on_behalf_of: device.party,
        previous: None,
        predecessor: None,
        heads: Vec::new(),
        profiles: profile::set_hash(&files),
        batch: None,
        time: Some(time),
        clock: Clock::Device,
        bodies: 0,
        root: Hash([0; 32]),
        acts: Vec::new(),
        recovery: Some(Recovery { age: age_recipient(seed)?, sign: seed.signing_key().public() }),
    };
    let place = chance::entity()?;
    let mut claims = named(place, "place", &founding.place, &founding.lang, device.party)?.to_vec();
    claims.extend(named(device.party, "keeper", &founding.keeper, &founding.lang, device.party)?);
    let bodies = claims.iter().map(|claim| Ok(claim.to_bytes(&chance::salt()?)));
    let bodies = bodies.collect::<Result<Vec<_>, RegisterError>>()?;
    Ok(Entry::sign(header, bodies, &device.key)?)
}

/// The two claims that every entity begins with: its kind and its name.
pub(crate) fn named(
    entity: EntityId,
    kind: &str,
    name: &str,
    lang: &str,
    source: EntityId,
) -> Result<[Claim; 2], RegisterError> {
    let subject = Subject::Entity(entity);
    let name = Value::Text { text: name.to_owned(), lang: Some(lang.to_owned()) };
    let kind = Value::code("kind", kind);
    Ok([
        Claim::new(subject, PropertyId::parse("kind")?, kind, source),
        Claim::new(subject, PropertyId::parse("name")?, name, source),
    ])
}

/// The public half of the age identity that a recovery seed gives.
pub(crate) fn age_recipient(seed: &RecoverySeed) -> Result<String, RegisterError> {
    Ok(age_identity(seed)?.to_public().to_string())
}

/// The age identity that a recovery seed gives: it opens the escrow of sealing keys.
pub(crate) fn age_identity(seed: &RecoverySeed) -> Result<Identity, RegisterError> {
    identity_of(&seed.age_secret())
}

/// The age identity of this X25519 secret.
pub(crate) fn identity_of(secret: &[u8; 32]) -> Result<Identity, RegisterError> {
    let fault = |error: String| RegisterError::Ask(format!("a key of age could not be derived: {error}"));
    let prefix = Hrp::parse("age-secret-key-").map_err(|error| fault(error.to_string()))?;
    let text = bech32::encode::<Bech32>(prefix, secret).map_err(|error| fault(error.to_string()))?;
    text.to_uppercase().parse().map_err(|error: &str| fault(error.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESCROW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/format-1/escrow.age");
    const KEYS: &str = r#"{"format":"daftar-keys/1","keys":{},"register":"register:0808080808080808080808080808080808080808080808080808080808080808"}"#;

    /// The golden file was encrypted to the recovery seed of 32 bytes c8; it never changes.
    #[test]
    fn the_recovery_seed_opens_the_escrow() {
        let identity = age_identity(&RecoverySeed([0xc8; 32])).unwrap();
        if !Path::new(ESCROW).exists() && std::env::var_os("DAFTAR_NEW_GOLDEN").is_some() {
            std::fs::write(ESCROW, age::encrypt(&identity.to_public(), KEYS.as_bytes()).unwrap()).unwrap();
        }
        let opened = age::decrypt(&identity, &std::fs::read(ESCROW).unwrap()).unwrap();
        assert_eq!(String::from_utf8(opened).unwrap(), KEYS);
        let other = age_identity(&RecoverySeed([0xc9; 32])).unwrap();
        assert!(age::decrypt(&other, &std::fs::read(ESCROW).unwrap()).is_err());
    }
}
