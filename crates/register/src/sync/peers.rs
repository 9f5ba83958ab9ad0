//! The peers of a register. They are listed beside this device's keys: whoever has a copy must not learn where others are.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, EntryId, FileId, Hash, Key, TextId, Timestamp};
use daftar_copy::bundle::Lacking;
use daftar_copy::sync::{DeviceCard, PeerKey, PeerState};
use serde::{Deserialize, Serialize};

use crate::RegisterError;
use crate::home::{Seat, read_form, to_json, write_private};

const FORMAT: &str = "daftar-peers/1";

/// Somebody else's copy of the register, known by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// What it is called here.
    pub name: String,
    /// Its key.
    pub key: PeerKey,
    /// Where it answers, if this side calls it.
    pub address: Option<String>,
    /// Everything about these is kept back from it.
    pub withhold: Vec<EntityId>,
    /// How far each log reached there when it was last heard.
    pub heads: BTreeMap<Key, u64>,
    /// Erasures that waited there for a keeper.
    pub waiting: Vec<EntryId>,
    /// When it was last heard.
    pub heard: Option<Timestamp>,
    /// The device that it is, as it said when it was last heard.
    pub device: Option<DeviceCard>,
    /// The sets of profiles that it had then.
    pub profiles: Vec<Hash>,
    /// Bodies that it lacked still.
    pub lacking: Lacking,
}

impl Peer {
    pub(super) fn new(name: &str, key: PeerKey, address: Option<&str>, withhold: &[EntityId]) -> Peer {
        Peer {
            name: name.to_owned(),
            key,
            address: address.map(str::to_owned),
            withhold: withhold.to_vec(),
            heads: BTreeMap::new(),
            waiting: Vec::new(),
            heard: None,
            device: None,
            profiles: Vec::new(),
            lacking: Lacking::new(),
        }
    }

    /// Whether it said that it carried out the erasure of this entry.
    pub fn acknowledges(&self, erasure: EntryId) -> bool {
        let reached = self.heads.get(&erasure.log).copied().unwrap_or_default();
        reached >= erasure.number && !self.waiting.contains(&erasure)
    }
}

/// All peers.
#[derive(Debug, Default)]
pub(crate) struct Peers {
    pub(crate) list: Vec<Peer>,
}

#[derive(Serialize, Deserialize)]
struct Form {
    format: String,
    peers: Vec<PeerForm>,
}

#[derive(Serialize, Deserialize)]
struct PeerForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<DeviceForm>,
    heads: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heard: Option<String>,
    key: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lacking: Vec<(String, u64, Vec<u32>)>,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    profiles: Vec<String>,
    waiting: Vec<(String, u64)>,
    withhold: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct DeviceForm {
    log: String,
    recipient: String,
}

impl Peers {
    pub(crate) fn read(seat: &Seat) -> Result<Peers, RegisterError> {
        let path = seat.peers();
        let Some(form) = read_form::<Form>(&path)? else { return Ok(Peers::default()) };
        let wrong = |why: &str| RegisterError::Keys { path: path.clone(), why: why.to_owned() };
        if form.format != FORMAT {
            return Err(wrong("a newer program wrote it: use that one"));
        }
        let list: Option<Vec<Peer>> = form.peers.into_iter().map(PeerForm::read).collect();
        Ok(Peers { list: list.ok_or_else(|| wrong("it cannot be read; remove it and pair anew"))? })
    }

    pub(super) fn write(&self, seat: &Seat) -> Result<(), RegisterError> {
        let form = Form { format: FORMAT.to_owned(), peers: self.list.iter().map(PeerForm::of).collect() };
        write_private(&seat.peers(), &to_json(&form))
    }

    /// Whether a name can be given to a peer.
    pub(super) fn free(&self, name: &str) -> Result<(), RegisterError> {
        match name.is_empty() || self.list.iter().any(|peer| peer.name == name) {
            true => Err(RegisterError::Ask(format!(
                "{name:?} is the name of a peer already: `daftar peer remove` it first"
            ))),
            false => Ok(()),
        }
    }

    /// Keeps a peer, in the place of one with its name or key.
    pub(super) fn keep(&mut self, peer: Peer) {
        self.list.retain(|known| known.name != peer.name && known.key != peer.key);
        self.list.push(peer);
    }

    /// Notes what a peer said of itself.
    pub(super) fn heard(&mut self, name: &str, state: &PeerState, now: &Timestamp) {
        let Some(peer) = self.list.iter_mut().find(|peer| peer.name == name) else { return };
        peer.heads = state.heads.iter().map(|head| (head.log, head.number)).collect();
        peer.waiting.clone_from(&state.waiting);
        peer.heard = Some(now.clone());
        // An older program does not say it.
        peer.device = state.device.clone().or(peer.device.take());
        peer.profiles.clone_from(&state.profiles);
        peer.lacking.clone_from(&state.lacking);
    }
}

/// Notes which source files a peer has: as many as there may be, hence apart from the list.
pub(super) fn note_files(seat: &Seat, peer: &Peer, files: &[FileId]) -> Result<(), RegisterError> {
    let bytes: Vec<u8> = files.iter().flat_map(|file| file.0.0).collect();
    write_private(&seat.peer_files(peer.key), &bytes)
}

/// Forgets that again.
pub(super) fn forget_files(seat: &Seat, peer: &Peer) -> Result<(), RegisterError> {
    let path = seat.peer_files(peer.key);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(RegisterError::io(&path)),
    }
}

/// The source files that a peer had when a syncing with it last ended well; none when none did.
pub(crate) fn files_of(seat: &Seat, peer: &Peer) -> Result<Vec<FileId>, RegisterError> {
    let path = seat.peer_files(peer.key);
    match std::fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        read => {
            let bytes = read.map_err(RegisterError::io(&path))?;
            // A torn end names no file.
            Ok(bytes.as_chunks::<32>().0.iter().map(|raw| FileId(Hash(*raw))).collect())
        }
    }
}

impl PeerForm {
    fn of(peer: &Peer) -> PeerForm {
        PeerForm {
            address: peer.address.clone(),
            device: peer.device.as_ref().map(DeviceForm::of),
            heads: peer.heads.iter().map(|(log, number)| (log.to_string(), *number)).collect(),
            heard: peer.heard.as_ref().map(|time| time.as_str().to_owned()),
            key: peer.key.to_string(),
            lacking: peer.lacking.iter().map(lacking_form).collect(),
            name: peer.name.clone(),
            profiles: peer.profiles.iter().map(ToString::to_string).collect(),
            waiting: peer.waiting.iter().map(|entry| (entry.log.to_string(), entry.number)).collect(),
            withhold: peer.withhold.iter().map(ToString::to_string).collect(),
        }
    }

    fn read(self) -> Option<Peer> {
        let log = |text: &str| Key::parse(text).ok();
        let heads = self.heads.iter().map(|(text, number)| Some((log(text)?, *number)));
        let waiting = self.waiting.iter().map(|(text, number)| Some(EntryId { log: log(text)?, number: *number }));
        let lacking = self.lacking.iter().map(|(text, number, positions)| {
            Some((EntryId { log: log(text)?, number: *number }, positions.iter().copied().collect()))
        });
        Some(Peer {
            lacking: lacking.collect::<Option<_>>()?,
            profiles: self.profiles.iter().map(|set| Hash::parse(set).ok()).collect::<Option<_>>()?,
            device: self.device.map(|device| device.read().ok_or(())).transpose().ok()?,
            heads: heads.collect::<Option<_>>()?,
            waiting: waiting.collect::<Option<_>>()?,
            withhold: self.withhold.iter().map(|id| EntityId::parse(id).ok()).collect::<Option<_>>()?,
            heard: self.heard.map(|time| Timestamp::parse(&time)).transpose().ok()?,
            key: PeerKey::parse(&self.key).ok()?,
            name: self.name,
            address: self.address,
        })
    }
}

fn lacking_form((entry, positions): (&EntryId, &BTreeSet<u32>)) -> (String, u64, Vec<u32>) {
    (entry.log.to_string(), entry.number, positions.iter().copied().collect())
}

impl DeviceForm {
    fn of(card: &DeviceCard) -> DeviceForm {
        DeviceForm { log: card.log.to_string(), recipient: card.recipient.clone() }
    }

    fn read(self) -> Option<DeviceCard> {
        Some(DeviceCard { log: Key::parse(&self.log).ok()?, recipient: self.recipient })
    }
}
