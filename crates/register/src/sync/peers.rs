//! The peers of a register. They are listed beside this device's keys: whoever has a copy must not learn where others are.

use std::collections::BTreeMap;

use daftar_claim::{EntityId, EntryId, Key, TextId, Timestamp};
use daftar_copy::sync::{PeerKey, PeerState};
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
pub(super) struct Peers {
    pub(super) list: Vec<Peer>,
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
    heads: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heard: Option<String>,
    key: String,
    name: String,
    waiting: Vec<(String, u64)>,
    withhold: Vec<String>,
}

impl Peers {
    pub(super) fn read(seat: &Seat) -> Result<Peers, RegisterError> {
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
    }
}

impl PeerForm {
    fn of(peer: &Peer) -> PeerForm {
        PeerForm {
            address: peer.address.clone(),
            heads: peer.heads.iter().map(|(log, number)| (log.to_string(), *number)).collect(),
            heard: peer.heard.as_ref().map(|time| time.as_str().to_owned()),
            key: peer.key.to_string(),
            name: peer.name.clone(),
            waiting: peer.waiting.iter().map(|entry| (entry.log.to_string(), entry.number)).collect(),
            withhold: peer.withhold.iter().map(ToString::to_string).collect(),
        }
    }

    fn read(self) -> Option<Peer> {
        let log = |text: &str| Key::parse(text).ok();
        let heads = self.heads.iter().map(|(text, number)| Some((log(text)?, *number)));
        let waiting = self.waiting.iter().map(|(text, number)| Some(EntryId { log: log(text)?, number: *number }));
        Some(Peer {
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
