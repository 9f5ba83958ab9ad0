//! For whom a bundle is, and what is surely there already. What is not sure goes along: rather too much than too little.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use daftar_claim::{EntityId, EntryId, FileId, Hash, Key, TextId};
use daftar_copy::bundle::Lacking;

use crate::sync::Peer;
use crate::sync::peers::{Peers, files_of};
use crate::{Register, RegisterError};

/// For whom a bundle is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// What it is called here.
    pub name: String,
    /// The number of the last entry of each log that is surely there.
    pub known: BTreeMap<Key, u64>,
    /// Bodies that are lacking there, of entries that are there.
    pub late: Lacking,
    /// Sets of profiles that are there.
    pub sets: BTreeSet<Hash>,
    /// Source files that are there.
    pub files: HashSet<FileId>,
    /// Everything about these is kept back from it.
    pub withhold: Vec<EntityId>,
    /// To what its bundles are encrypted, if it said so.
    pub recipient: Option<String>,
}

impl Register {
    /// The peer of this name; or the device that writes this log, `key:…`, of which no more is known than its entries here say.
    ///
    /// # Errors
    /// When neither is known here; it names those that are.
    pub fn addressee(&self, name: &str) -> Result<Addressee, RegisterError> {
        let peers = Peers::read(&self.seat)?.list;
        if let Some(peer) = peers.iter().find(|peer| peer.name == name) {
            return self.peer_as_addressee(peer);
        }
        match Key::parse(name).ok().filter(|log| self.store.head(*log).is_some()) {
            Some(log) => Ok(Addressee { name: name.to_owned(), known: self.told_by(log)?, ..Addressee::default() }),
            None => Err(unknown(name, &peers)),
        }
    }

    fn peer_as_addressee(&self, peer: &Peer) -> Result<Addressee, RegisterError> {
        let mut known = match &peer.device {
            Some(device) => self.told_by(device.log)?,
            None => BTreeMap::new(),
        };
        for (log, number) in &peer.heads {
            let Some(here) = self.store.head(*log) else { continue };
            let reached = known.entry(*log).or_default();
            *reached = (*reached).max(*number.min(&here.entry.number));
        }
        self.drop_forked(&mut known)?;
        Ok(Addressee {
            name: peer.name.clone(),
            known,
            late: peer.lacking.clone(),
            sets: peer.profiles.iter().copied().collect(),
            files: files_of(&self.seat, peer)?.into_iter().collect(),
            withhold: peer.withhold.clone(),
            recipient: peer.device.as_ref().map(|device| device.recipient.clone()),
        })
    }

    /// How far each log reached for the device that writes this one, as its entries here say.
    fn told_by(&self, log: Key) -> Result<BTreeMap<Key, u64>, RegisterError> {
        let mut known = BTreeMap::new();
        let Some(own) = self.store.head(log) else { return Ok(known) };
        if !self.store.branches(log)?.is_empty() {
            // Two devices, or none that can be believed: which of them is asked for, nobody knows.
            return Ok(known);
        }
        known.insert(log, own.entry.number);
        for header in self.store.headers_of(log) {
            for head in header.header.heads.iter().chain(&header.header.predecessor) {
                let here = self.store.header(head.entry).is_some_and(|here| here.hash() == head.hash);
                let reached: &mut u64 = known.entry(head.entry.log).or_default();
                *reached = (*reached).max(if here { head.entry.number } else { 0 });
            }
        }
        self.drop_forked(&mut known)?;
        Ok(known)
    }

    /// Of a forked log a number says nothing: all of it goes.
    fn drop_forked(&self, known: &mut BTreeMap<Key, u64>) -> Result<(), RegisterError> {
        for log in known.keys().copied().collect::<Vec<Key>>() {
            if !self.store.branches(log)?.is_empty() {
                known.remove(&log);
            }
        }
        known.retain(|_, number| *number > 0);
        Ok(())
    }

    /// The source files that only entries name which are known there. Nothing says that they are there, too.
    pub(super) fn files_named_before(&self, known: &BTreeMap<Key, u64>) -> Result<HashSet<FileId>, RegisterError> {
        let mut named: HashSet<FileId> = self.store.index().files_named()?.into_iter().collect();
        for head in self.store.heads() {
            let log = head.entry.log;
            for number in known.get(&log).copied().unwrap_or_default() + 1..=head.entry.number {
                for file in self.files_named_in(EntryId { log, number })? {
                    named.remove(&file);
                }
            }
        }
        Ok(named)
    }

    fn files_named_in(&self, id: EntryId) -> Result<Vec<FileId>, RegisterError> {
        let mut files = Vec::new();
        for body in self.store.bodies(id)? {
            let daftar_claim::BodyState::Present(bytes) = body else { continue };
            if let Ok(daftar_claim::Body::Open(claim, _)) = daftar_claim::Body::parse(&bytes) {
                files.extend(files_in(&claim));
            }
        }
        Ok(files)
    }
}

/// The files that a claim names.
fn files_in(claim: &daftar_claim::Claim) -> Vec<FileId> {
    use daftar_claim::{Locator, Subject, Value};
    let subject = match claim.subject {
        Subject::File(file) => Some(file),
        _ => None,
    };
    let located = match &claim.locator {
        Some(Locator::Text { text, .. }) => Some(*text),
        _ => None,
    };
    let value = match &claim.value {
        Value::File(file) => [Some(*file), None],
        Value::Custody(custody) => [custody.before, custody.after],
        _ => [None, None],
    };
    [subject, located].into_iter().chain(value).flatten().collect()
}

fn unknown(name: &str, peers: &[Peer]) -> RegisterError {
    let known: Vec<&str> = peers.iter().map(|peer| peer.name.as_str()).collect();
    let known = match known.is_empty() {
        true => "no peers are known yet (`daftar peer code`)".to_owned(),
        false => format!("the peers are: {}", known.join(", ")),
    };
    RegisterError::Ask(format!(
        "no peer {name:?} is known: {known}; a device whose entries are here can be named by its key:… (`daftar log`)"
    ))
}
