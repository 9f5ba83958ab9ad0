//! Two registers become one: grants and revocations, forks, what each has seen of the other.

use daftar_claim::{
    Act, BodyState, EntityId, Entry, EntryId, Head, Key, LedgerEntry, May, RegisterId, SigningKey, Timestamp,
};

use crate::found::named;
use crate::home::Device;
use crate::{Register, RegisterError, chance};

impl Register {
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
            self.append_unasked(forks)?;
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
pub(crate) fn is_mere_receipt(header: &daftar_claim::Header) -> bool {
    header.bodies == 0 && header.acts.is_empty()
}
