//! Syncing with peers: who they are, how they are paired, and what happens when one calls or is called.

mod pairing;
pub(crate) mod peers;
mod site;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use daftar_claim::{EntityId, EntryId, Head, RegisterId, Timestamp};
use daftar_copy::sync::{
    self, Basket, Caller, Carrier, Channel, Code, Greeting, Lost, Meter, PeerKey, PeerState, Role, Step, SyncError,
    Synced, Tell,
};
use daftar_store::{Access, Store, StoreError};
use serde::Serialize;

use crate::home::{Home, Seat};
use crate::keyring::Passphrase;
use crate::{Copied, CopyKind, Register, RegisterError, Whereabouts};

pub use peers::Peer;
use peers::Peers;
use site::Live;

/// How long to wait for another program that writes, before giving up.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// Whose turn it is to write within one program: what it gives is held while something is written.
pub type Turn = Arc<dyn Fn() -> Box<dyn std::any::Any> + Send + Sync>;

/// A register's folder as it takes part in syncing. It is open for writing only while something is written.
#[derive(Clone)]
pub struct Syncing {
    /// The register's folder.
    pub folder: PathBuf,
    /// Where this user's keys lie.
    pub home: Home,
    /// The clock that new entries are told by.
    pub now: fn() -> Timestamp,
    /// What opens the sealing keys, if it was given: needed to know everything that is withheld.
    pub passphrase: Option<Passphrase>,
    /// Whose turn it is to write, where several threads do.
    pub turn: Option<Turn>,
    /// Bytes a second, both ways together.
    pub limit: Option<u64>,
}

/// What came of meeting a peer, as far as it went.
#[derive(Debug, Serialize)]
pub struct Met {
    /// The peer, as it is called here.
    pub peer: String,
    /// What was brought level.
    #[serde(flatten)]
    pub synced: Synced,
    /// Bytes that went over the wire.
    pub bytes_sent: u64,
    /// Bytes that came over the wire.
    pub bytes_received: u64,
    /// Why it ended before its end, if it did.
    #[serde(serialize_with = "words")]
    pub broke: Option<SyncError>,
}

fn words<S: serde::Serializer>(error: &Option<SyncError>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_some(&error.as_ref().map(ToString::to_string))
}

impl Syncing {
    /// A folder to be synced, as fast as it goes.
    pub fn of(folder: &Path, home: &Home, now: fn() -> Timestamp) -> Syncing {
        let (folder, home) = (folder.to_owned(), home.clone());
        Syncing { folder, home, now, passphrase: None, turn: None, limit: None }
    }

    /// The peers of this register.
    ///
    /// # Errors
    /// When their file cannot be read.
    pub fn peers(&self) -> Result<Vec<Peer>, RegisterError> {
        Ok(Peers::read(&self.seat()?)?.list)
    }

    /// Forgets a peer: it is a stranger from now on.
    ///
    /// # Errors
    /// When there is none of that name, or the file cannot be written.
    pub fn forget(&self, name: &str) -> Result<(), RegisterError> {
        let seat = self.seat()?;
        let mut peers = Peers::read(&seat)?;
        let known = peers.list.iter().position(|peer| peer.name == name).ok_or_else(|| unknown(name))?;
        let peer = peers.list.remove(known);
        peers::forget_files(&seat, &peer)?;
        peers.write(&seat)
    }

    /// Says anew from now on about which entities everything is kept back from a peer. What it has already, it has; what is
    /// no longer kept back goes with the next syncing.
    ///
    /// # Errors
    /// When there is none of that name, or the file cannot be written.
    pub fn withhold(&self, name: &str, entities: &[EntityId]) -> Result<(), RegisterError> {
        let mut peers = Peers::read(&self.seat()?)?;
        let peer = peers.list.iter_mut().find(|peer| peer.name == name).ok_or_else(|| unknown(name))?;
        peer.withhold = entities.to_vec();
        peer.withhold.sort_unstable();
        peer.withhold.dedup();
        peers.write(&self.seat()?)
    }

    /// The peer of this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn peer(&self, name: &str) -> Result<Peer, RegisterError> {
        self.peers()?.into_iter().find(|peer| peer.name == name).ok_or_else(|| unknown(name))
    }

    /// Makes a one-time code for a peer that is to be called `name` here, valid for ten minutes and one attempt. From
    /// it, everything about some entities is withheld.
    ///
    /// # Errors
    /// When a peer is called so already, or nothing can be written.
    pub fn code(&self, name: &str, withhold: &[EntityId]) -> Result<Code, RegisterError> {
        Peers::read(&self.seat()?)?.free(name)?;
        pairing::make(&self.seat()?, name, withhold)
    }

    /// Pairs with the peer at the other end by the code that was made there.
    ///
    /// # Errors
    /// When the code does not open, or the peer cannot be kept.
    pub fn pair(
        &self,
        name: &str,
        address: &str,
        withhold: &[EntityId],
        code: &Code,
        carrier: Carrier,
    ) -> Result<Peer, RegisterError> {
        let mut peers = Peers::read(&self.seat()?)?;
        peers.free(name)?;
        let key = pairing::own_key(&self.seat()?)?;
        let mut paired = sync::pair(carrier, &key, code, &Meter::new(None))?;
        paired.channel.confirm(Role::Caller)?;
        let peer = Peer::new(name, paired.key, Some(address), withhold);
        peers.keep(peer.clone());
        peers.write(&self.seat()?)?;
        Ok(peer)
    }

    /// Syncs with a peer that is called.
    ///
    /// # Errors
    /// When the peer is not known, or this register cannot be opened. How the syncing itself ended stands in the answer.
    pub fn call(&self, name: &str, carrier: Carrier, tell: Tell<'_>) -> Result<Met, RegisterError> {
        let peer = self.peer(name)?;
        let meter = Meter::new(self.limit);
        let key = pairing::own_key(&self.seat()?)?;
        match sync::call(carrier, &key, &peer.key, &meter) {
            Ok(channel) => self.meet(Role::Caller, &peer, channel, &meter, tell),
            Err(broke) => Ok(met(&peer, Synced::default(), &meter, Some(broke))),
        }
    }

    /// Asks a peer for what is damaged here, and puts it into a basket. How it ended, where it did so before its end, stands in
    /// the answer.
    pub(crate) fn ask(
        &self,
        peer: &Peer,
        carrier: Carrier,
        (lost, basket): (&Lost, &mut dyn Basket),
        trusts: &dyn Fn(RegisterId) -> bool,
        tell: Tell<'_>,
    ) -> Result<Option<SyncError>, RegisterError> {
        let (register, meter) = (Store::register_of(&self.folder)?, Meter::new(self.limit));
        let key = pairing::own_key(&self.seat()?)?;
        let channel = sync::call(carrier, &key, &peer.key, &meter);
        let asked = channel.and_then(|mut channel| sync::ask((register, trusts), &mut channel, lost, basket, tell));
        Ok(asked.err())
    }

    /// Answers whoever calls: a peer, with which it syncs; or somebody with the code, who is a peer from then on.
    ///
    /// # Errors
    /// When it is neither: then nothing was said to it. When this register cannot be opened.
    pub fn answer(&self, carrier: Carrier, tell: Tell<'_>) -> Result<Answered, RegisterError> {
        let (seat, peers, meter) = (self.seat()?, Peers::read(&self.seat()?)?, Meter::new(self.limit));
        let key = pairing::own_key(&seat)?;
        let spent = std::cell::RefCell::new(None);
        let code = || {
            let waiting = pairing::spend(&seat).ok().flatten()?;
            let shared = waiting.shared;
            *spent.borrow_mut() = Some(waiting);
            Some(shared)
        };
        let knows = |key: &PeerKey| peers.list.iter().any(|peer| peer.key == *key);
        let greeting = Greeting { key: &key, knows: &knows, pairing: pairing::waits(&seat), code: &code };
        let caller = sync::answer(carrier, &greeting, &meter)?;
        tell(Step::Greeted, 0, 0);
        match caller {
            Caller::Peer(key, channel) => {
                let peer = peers.list.iter().find(|peer| peer.key == key).ok_or(SyncError::Stranger)?;
                Ok(Answered::Met(Box::new(self.meet(Role::Answerer, peer, channel, &meter, tell)?)))
            }
            Caller::Paired(mut paired) => {
                let waiting = spent.take().ok_or(SyncError::Code)?;
                let peer = Peer::new(&waiting.name, paired.key, None, &waiting.withhold);
                let mut peers = Peers::read(&self.seat()?)?;
                peers.keep(peer.clone());
                peers.write(&self.seat()?)?;
                paired.channel.confirm(Role::Answerer)?;
                Ok(Answered::Paired(Box::new(peer)))
            }
        }
    }

    fn meet(
        &self,
        role: Role,
        peer: &Peer,
        mut channel: Channel,
        meter: &Meter,
        tell: Tell<'_>,
    ) -> Result<Met, RegisterError> {
        let (mut synced, begun) = (Synced::default(), (self.now)());
        let mut site = Live::open(self, peer)?;
        let ended = sync::run(role, &mut site, &mut channel, &mut synced, tell);
        if let Some(state) = &synced.peer {
            let mut peers = Peers::read(&self.seat()?)?;
            peers.heard(&peer.name, state, &(self.now)());
            peers.write(&self.seat()?)?;
            self.note((peer, begun), state, site.keeps_back(), ended.is_ok())?;
            peers::note_files(&self.seat()?, peer, &site.files_there()?)?;
        }
        Ok(met(peer, synced, meter, ended.err()))
    }

    /// Notes that the peer has a copy, as far as its logs reach; of the source files only if it came to its end.
    fn note(
        &self,
        (peer, begun): (&Peer, Timestamp),
        state: &PeerState,
        withheld: u64,
        files: bool,
    ) -> Result<(), RegisterError> {
        let register = self.reader()?;
        let reached = state.heads.iter().filter_map(|there| {
            let here = register.store.heads().into_iter().find(|here| here.entry.log == there.log)?;
            let entry = EntryId { log: there.log, number: there.number.min(here.entry.number) };
            Some(Head { entry, hash: register.store.header(entry)?.hash() })
        });
        let heads: Vec<Head> = reached.collect();
        register.note_copy(&Copied {
            kind: CopyKind::Sync,
            place: peer.name.clone(),
            made: begun,
            entries: heads.iter().map(|head| head.entry.number).sum(),
            withheld,
            heads,
            files,
            whereabouts: peer.address.as_deref().map_or(Whereabouts::Elsewhere, Whereabouts::of_host),
            checked: None,
        })
    }

    fn seat(&self) -> Result<Seat, RegisterError> {
        Ok(self.home.seat(Store::register_of(&self.folder)?))
    }

    /// The register, open for reading.
    fn reader(&self) -> Result<Register, RegisterError> {
        Register::open(&self.folder, &self.home, Access::Read, self.now)
    }

    /// The register, open for writing: waits for others who write.
    fn writer(&self) -> Result<Register, RegisterError> {
        let begun = Instant::now();
        loop {
            match Register::open(&self.folder, &self.home, Access::Write, self.now) {
                Err(RegisterError::Store(StoreError::Locked { .. })) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(PAUSE);
                }
                other => return other,
            }
        }
    }
}

impl Register {
    /// The peers of this register.
    ///
    /// # Errors
    /// When their file cannot be read.
    pub fn peers(&self) -> Result<Vec<Peer>, RegisterError> {
        Ok(Peers::read(&self.seat)?.list)
    }
}

/// What came of answering.
#[derive(Debug)]
pub enum Answered {
    /// A peer called.
    Met(Box<Met>),
    /// Somebody had the code, and is a peer now.
    Paired(Box<Peer>),
}

fn met(peer: &Peer, synced: Synced, meter: &Meter, broke: Option<SyncError>) -> Met {
    Met { peer: peer.name.clone(), synced, bytes_sent: meter.sent(), bytes_received: meter.received(), broke }
}

fn unknown(name: &str) -> RegisterError {
    RegisterError::Unknown { what: "peer", id: name.to_owned(), see: "peer list" }
}
