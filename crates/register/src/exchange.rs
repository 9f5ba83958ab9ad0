//! Two registers become one: bundles out and in, grants and revocations, what each has seen of the other.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use daftar_claim::{
    Act, BodyState, ClaimId, EntityId, Entry, EntryId, Head, Key, LedgerEntry, May, RegisterId, SigningKey, Timestamp,
};
use daftar_copy::{Made, Taken};

use crate::copies::Whereabouts;
use crate::found::named;
use crate::home::{Device, Home};
use crate::{Register, RegisterError, chance};

impl Register {
    /// Writes a bundle of everything after `known`, in place of the file only when it is complete. One of everything is a
    /// copy, and noted as one.
    ///
    /// # Errors
    /// When the register cannot be read or the file not be written.
    pub fn make_bundle(
        &self,
        to: &Path,
        known: &BTreeMap<Key, u64>,
        withhold: &dyn Fn(ClaimId) -> bool,
    ) -> Result<Made, RegisterError> {
        let beside = to.with_extension("part");
        let file = File::create(&beside).map_err(RegisterError::io(&beside))?;
        let made = daftar_copy::make(&self.store, self.id(), known, withhold, BufWriter::new(&file))?;
        file.sync_all().map_err(RegisterError::io(&beside))?;
        std::fs::rename(&beside, to).map_err(RegisterError::io(to))?;
        if known.is_empty() {
            let place = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
            self.note_bundle(&place.to_string_lossy(), &made, Whereabouts::of_path(&place, self.store.folder()))?;
        }
        Ok(made)
    }

    /// Takes a bundle. What this register erased is refused; what the other erased is erased here, or waits.
    ///
    /// # Errors
    /// When the file is no bundle or nothing can be written.
    pub fn take_bundle(&mut self, from: &Path) -> Result<Taken, RegisterError> {
        let file = File::open(from).map_err(RegisterError::io(from))?;
        // Erasures travel with headers: heed all of them before any body is taken.
        let before: BTreeMap<Key, usize> = self.lengths();
        let taken = daftar_copy::take(&mut self.store, BufReader::new(file))?;
        self.refresh()?;
        self.obey_erasures()?;
        let news = self.logs().iter().any(|(log, headers)| {
            let known = before.get(log).copied().unwrap_or_default();
            headers.iter().skip(known).any(|header| !is_mere_receipt(&header.header))
        });
        let forks = self.forks_to_close()?;
        if news || !forks.is_empty() {
            self.append(Vec::new(), forks)?;
        }
        Ok(taken)
    }

    /// Acts that close forked logs before their fork. Both branches are kept; nothing after the fork counts.
    pub(crate) fn forks_to_close(&self) -> Result<Vec<Act>, RegisterError> {
        let mut acts = Vec::new();
        for log in self.logs().into_keys() {
            let rivals = self.store.branches(log)?;
            let Some(first) = rivals.iter().map(|entry| entry.header.header.entry.number).min() else { continue };
            let act = Act::CloseFork { log, last: first - 1 };
            if !self.store.headers().any(|header| header.header.acts.contains(&act)) {
                acts.push(act);
            }
        }
        Ok(acts)
    }

    /// Says what came from others and no entry of this device has said yet, and closes forks. Whether something came just
    /// now matters only where this device has written nothing so far.
    pub(crate) fn conclude(&mut self, came: bool) -> Result<(), RegisterError> {
        if self.has_unsaid_news() || (came && self.key().is_none()) || !self.forks_to_close()?.is_empty() {
            let forks = self.forks_to_close()?;
            self.append(Vec::new(), forks)?;
        }
        Ok(())
    }

    /// Whether something came from others that no entry of this device has said yet.
    pub(crate) fn has_unsaid_news(&self) -> bool {
        let Some(log) = self.key() else { return false };
        self.unseen_heads(log).into_iter().any(|head| self.is_news(log, head))
    }

    /// Whether anything but receipts stands between a head and what this log last named of it.
    fn is_news(&self, own: Key, head: Head) -> bool {
        let named = self.store.headers_of(own).flat_map(|header| &header.header.heads);
        let seen = named.filter(|named| named.entry.log == head.entry.log).map(|named| named.entry.number).max();
        let unseen = self.store.headers_of(head.entry.log).skip(seen.unwrap_or_default() as usize);
        unseen.into_iter().any(|header| !is_mere_receipt(&header.header))
    }

    fn lengths(&self) -> BTreeMap<Key, usize> {
        self.logs().iter().map(|(log, headers)| (*log, headers.len())).collect()
    }

    /// Grants a key the right to act for a party.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn grant(&mut self, key: Key, party: EntityId, may: Vec<May>) -> Result<(), RegisterError> {
        self.append(Vec::new(), vec![Act::Grant { key, party, may }]).map(|_| ())
    }

    /// Revokes a key: entries of its log after `last` do not count; none given: after those that are here.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn revoke(&mut self, key: Key, last: Option<u64>) -> Result<u64, RegisterError> {
        let here = self.store.head(key).map_or(0, |head| head.entry.number);
        let last = last.unwrap_or(here);
        self.append(Vec::new(), vec![Act::Revoke { key, last }])?;
        Ok(last)
    }

    /// Trusts the keys of another register whose entries are here.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn join(&mut self, register: RegisterId) -> Result<(), RegisterError> {
        self.append(Vec::new(), vec![Act::Join(register)]).map(|_| ())
    }

    /// The party that a log's entries are signed for.
    pub fn party_of_log(&self, log: Key) -> Option<EntityId> {
        self.store.headers_of(log).next().map(|header| header.header.on_behalf_of)
    }

    /// Says that the clock was wrong for entries of this device's log.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn correct_time(&mut self, first: u64, last: u64, time: Option<Timestamp>) -> Result<(), RegisterError> {
        let log = self.key().ok_or_else(|| RegisterError::Ask("this device has written nothing here".into()))?;
        let first = EntryId { log, number: first };
        self.append(Vec::new(), vec![Act::CorrectTime { first, last, time }]).map(|_| ())
    }

    /// Makes a copy of a bundle's register in a new folder: for a device that starts from a bundle.
    ///
    /// # Errors
    /// When the bundle has no first entry of its register, or the folder is not empty.
    pub fn start_from_bundle(
        bundle: &Path,
        folder: &Path,
        home: &Home,
        lang: &str,
        keeper: Option<&str>,
        now: fn() -> daftar_claim::Timestamp,
    ) -> Result<Register, RegisterError> {
        let file = File::open(bundle).map_err(RegisterError::io(bundle))?;
        let founding = daftar_copy::founding(BufReader::new(file))?;
        let profiles: Vec<&str> = founding.profiles.iter().map(String::as_str).collect();
        let store = daftar_store::Store::create(folder, lang, &whole(founding.entry)?, &profiles)?;
        let seat = home.seat(store.register());
        let device = seat.device()?;
        let mut register = Register::around(store, seat, device, now);
        let file = File::open(bundle).map_err(RegisterError::io(bundle))?;
        daftar_copy::take(&mut register.store, BufReader::new(file))?;
        register.refresh()?;
        register.obey_erasures()?;
        if register.device.is_none() {
            register.settle(keeper)?;
        }
        Ok(register)
    }

    /// Gives this device a key and a log: for a keeper of its own, or for the founding party. Its entries count once
    /// somebody who may has granted the key.
    pub(crate) fn settle(&mut self, keeper: Option<&str>) -> Result<(), RegisterError> {
        let founder = self.founder().ok_or_else(|| RegisterError::Ask("the bundle has no first entry".into()))?;
        let party = if keeper.is_some() { chance::entity()? } else { founder };
        let device = Device { key: SigningKey::from_seed(&chance::bytes()?), party };
        self.seat.keep_device(&device)?;
        self.device = Some(device);
        let lang = self.lang().to_owned();
        let claims = match keeper {
            Some(name) => named(party, "keeper", name, &lang, party)?.to_vec(),
            None => Vec::new(),
        };
        let salted = claims.iter().map(|claim| Ok(claim.to_bytes(&chance::salt()?)));
        let bodies = salted.collect::<Result<Vec<_>, RegisterError>>()?;
        self.append(bodies, Vec::new()).map(|_| ())
    }
}

/// An entry with all of its bodies.
pub(crate) fn whole(entry: LedgerEntry) -> Result<Entry, RegisterError> {
    let present = |body| match body {
        BodyState::Present(bytes) => Some(bytes),
        _ => None,
    };
    let bodies: Option<Vec<Vec<u8>>> = entry.bodies.into_iter().map(present).collect();
    let lacks =
        || RegisterError::Ask("the bundle lacks parts of the notebook's first entry: take one from elsewhere".into());
    Ok(Entry { header: entry.header, bodies: bodies.ok_or_else(lacks)? })
}

/// Whether an entry says nothing but that something was taken.
fn is_mere_receipt(header: &daftar_claim::Header) -> bool {
    header.bodies == 0 && header.acts.is_empty()
}
