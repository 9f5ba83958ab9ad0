//! The key by which peers know this device, and the code by which they come to know it.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use daftar_claim::{EntityId, Hash, TextId};
use daftar_copy::sync::{Code, StaticKey};
use serde::{Deserialize, Serialize};

use crate::home::{Seat, read_form, to_json, write_private};
use crate::{RegisterError, chance};

/// How long a code is good for, in seconds.
const GOOD_FOR: u64 = 600;

#[derive(Serialize, Deserialize)]
struct KeyForm {
    secret: String,
}

#[derive(Serialize, Deserialize)]
struct CodeForm {
    name: String,
    shared: String,
    until: u64,
    withhold: Vec<String>,
}

/// A code that waits to be used.
#[derive(Debug)]
pub(super) struct Waiting {
    /// What the peer that uses it is called.
    pub(super) name: String,
    /// What both sides make of the code.
    pub(super) shared: Hash,
    /// What is withheld from that peer.
    pub(super) withhold: Vec<EntityId>,
}

/// The key by which peers know this device; made when it is first asked for.
pub(super) fn own_key(seat: &Seat) -> Result<StaticKey, RegisterError> {
    let path = seat.peer_key();
    if let Some(form) = read_form::<KeyForm>(&path)? {
        let why = "the key for peers cannot be read; remove the file and pair anew".to_owned();
        let secret = Hash::parse(&form.secret).map_err(|_| RegisterError::Keys { path, why })?;
        return Ok(StaticKey::from_secret(secret.0));
    }
    let key = StaticKey::from_secret(chance::bytes()?);
    write_private(&path, &to_json(&KeyForm { secret: Hash(*key.secret()).to_string() }))?;
    Ok(key)
}

/// Makes a code; of an earlier one nothing stays.
pub(super) fn make(seat: &Seat, name: &str, withhold: &[EntityId]) -> Result<Code, RegisterError> {
    let code = Code::from_random(&chance::bytes()?);
    let form = CodeForm {
        name: name.to_owned(),
        shared: code.shared().to_string(),
        until: seconds() + GOOD_FOR,
        withhold: withhold.iter().map(ToString::to_string).collect(),
    };
    write_private(&seat.pairing(), &to_json(&form))?;
    Ok(code)
}

/// Whether a code waits to be used.
pub(super) fn waits(seat: &Seat) -> bool {
    read_form::<CodeForm>(&seat.pairing()).ok().flatten().is_some_and(|form| is_good(&form))
}

/// Takes the code that waits. Whatever comes of it, it is gone.
pub(super) fn spend(seat: &Seat) -> Result<Option<Waiting>, RegisterError> {
    let path = seat.pairing();
    let taken = path.with_extension("taken");
    // Of two who try at once, one has it.
    match fs::rename(&path, &taken) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(RegisterError::io(&path))?,
    }
    let form = read_form::<CodeForm>(&taken)?;
    fs::remove_file(&taken).map_err(RegisterError::io(&taken))?;
    Ok(form.filter(is_good).and_then(|form| {
        let withhold = form.withhold.iter().map(|id| EntityId::parse(id).ok()).collect::<Option<_>>()?;
        Some(Waiting { name: form.name, shared: Hash::parse(&form.shared).ok()?, withhold })
    }))
}

fn is_good(form: &CodeForm) -> bool {
    let now = seconds();
    // A clock that was set back does not make a code good for longer.
    now < form.until && form.until <= now + GOOD_FOR
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
