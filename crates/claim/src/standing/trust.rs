//! Whose signature counts for whom: grants, revocations, succession, joined registers.
//!
//! Order-free: revocations by the recovery key are heeded first; then those by every key that may grant. A revocation
//! is never undone by another revocation, so that two keys that revoke each other are both revoked, and only the
//! recovery key or a third can grant anew.
//!
//! A recovery key that names another takes its leave: what its log holds after that does not count, so that an old sheet of
//! paper is worth nothing. A recovery key that a device names may grant and revoke as the device may, and is not heeded before
//! others: else whoever steals the device would have the last word.

use std::collections::{BTreeMap, BTreeSet};

use super::Grounds;
use crate::act::{Act, May};
use crate::entry::{Recovery, SignedHeader};
use crate::id::{EntityId, Key, RegisterId};
use crate::keys::vouches;

/// What keys may do, and up to which entry.
#[derive(Debug, Default)]
pub(super) struct Trust {
    registers: BTreeMap<RegisterId, Circle>,
}

/// The keys of one register.
#[derive(Debug, Default, Clone)]
struct Circle {
    /// The recovery keys that are heeded first: that of the first entry, and each that the one before it named.
    chain: Vec<Recovery>,
    /// Recovery keys that devices named.
    named: Vec<Recovery>,
    grants: BTreeSet<(Key, EntityId, May)>,
    revoked: BTreeMap<Key, u64>,
}

impl Trust {
    pub(super) fn decide(grounds: &Grounds<'_>) -> Trust {
        let own = Circle::decide(grounds, grounds.register);
        let joins = grounds.headers().filter(|header| header.register() == grounds.register && own.governs(header));
        let joined = joins.flat_map(|header| &header.header.acts).filter_map(|act| match act {
            Act::Join(register) => Some(*register),
            _ => None,
        });
        let mut registers: BTreeMap<_, _> =
            joined.map(|register| (register, Circle::decide(grounds, register))).collect();
        registers.insert(grounds.register, own);
        Trust { registers }
    }

    /// Whether an entry with this number counts, by key, party and register.
    pub(super) fn accepts(&self, log: Key, number: u64, party: EntityId, register: RegisterId) -> bool {
        let Some(circle) = self.registers.get(&register) else { return false };
        circle.in_time(log, number) && (circle.is_recovery(log) || circle.may(log, party, May::Record))
    }

    pub(super) fn may(&self, key: Key, party: EntityId, may: May) -> bool {
        self.registers.values().any(|circle| circle.may(key, party, may))
    }

    /// The recovery keys of a register that are in force.
    pub(super) fn recovery(&self, register: RegisterId) -> Vec<Recovery> {
        let Some(circle) = self.registers.get(&register) else { return Vec::new() };
        let mut named: Vec<&Recovery> = circle.named.iter().collect();
        named.sort_by_key(|recovery| recovery.sign);
        let in_force = |recovery: &&Recovery| !circle.revoked.contains_key(&recovery.sign);
        circle.chain.last().into_iter().chain(named).filter(in_force).cloned().collect()
    }

    pub(super) fn grants(&self) -> impl Iterator<Item = (Key, EntityId, May)> {
        self.registers.values().flat_map(|circle| circle.grants.iter().copied())
    }
}

impl Circle {
    fn decide(grounds: &Grounds<'_>, register: RegisterId) -> Circle {
        let mut headers = grounds.headers().filter(|header| header.register() == register);
        let Some(founding) = headers.find(|header| header.header.register.is_none()) else { return Circle::default() };
        let headers: Vec<&SignedHeader> = grounds.headers().filter(|header| header.register() == register).collect();
        let founder = (founding.header.entry.log, founding.header.on_behalf_of);
        let mut chain: Vec<Recovery> = founding.header.recovery.iter().cloned().collect();
        let mut left = BTreeMap::new();
        loop {
            let circle = Circle::of(founder, &chain, &left, &headers);
            let Some((number, next)) = circle.next_recovery(&headers) else { return circle };
            left.extend(chain.last().map(|last| (last.sign, number)));
            chain.push(next);
        }
    }

    /// The keys, if these recovery keys are heeded first; all but the last of them have `left` with that entry.
    fn of(
        founder: (Key, EntityId),
        chain: &[Recovery],
        left: &BTreeMap<Key, u64>,
        headers: &[&SignedHeader],
    ) -> Circle {
        let grants = [May::Erase, May::Grant, May::Record].map(|may| (founder.0, founder.1, may)).into();
        let mut circle = Circle { chain: chain.to_vec(), named: Vec::new(), grants, revoked: left.clone() };
        let first = circle.clone();
        let by_recovery = |header: &&&SignedHeader| {
            let entry = header.header.entry;
            first.is_recovery(entry.log) && first.in_time(entry.log, entry.number)
        };
        circle.heed_revocations(headers.iter().filter(by_recovery));
        let grown = circle.clone().grow(headers);
        circle.heed_revocations(headers.iter().filter(|header| grown.governs(header)));
        circle.grow(headers)
    }

    /// The recovery key that the last one of the chain names, and in which entry of its log.
    fn next_recovery(&self, headers: &[&SignedHeader]) -> Option<(u64, Recovery)> {
        let last = self.chain.last()?;
        let mut own: Vec<&&SignedHeader> =
            headers.iter().filter(|header| header.header.entry.log == last.sign).collect();
        own.retain(|header| self.in_time(last.sign, header.header.entry.number));
        own.sort_by_key(|header| header.header.entry.number);
        let named =
            own.iter().flat_map(|header| header.header.acts.iter().map(|act| (header.header.entry.number, act)));
        let mut next = named.filter_map(|(number, act)| match act {
            Act::Recovery(recovery) if !self.is_recovery(recovery.sign) => Some((number, recovery.clone())),
            _ => None,
        });
        next.next()
    }

    /// Whether it is one of the recovery keys that are heeded first.
    fn is_recovery(&self, key: Key) -> bool {
        self.chain.iter().any(|recovery| recovery.sign == key)
    }

    /// Adds what the acts of governing entries grant, until nothing new comes.
    fn grow(mut self, headers: &[&SignedHeader]) -> Circle {
        loop {
            let before = self.grants.len();
            for header in headers {
                for act in &header.header.acts {
                    self.heed_grant(header, act);
                }
            }
            if self.grants.len() == before {
                return self;
            }
        }
    }

    fn heed_grant(&mut self, header: &SignedHeader, act: &Act) {
        match act {
            Act::Grant { key, party, may } if self.governs(header) => {
                self.grants.extend(may.iter().map(|may| (*key, *party, *may)));
            }
            Act::Succeed { log, signature } if self.succeeds(*log, header, signature) => {
                let inherited: Vec<_> = self.grants.iter().filter(|grant| grant.0 == *log).copied().collect();
                self.grants.extend(inherited.into_iter().map(|(_, party, may)| (header.header.entry.log, party, may)));
            }
            Act::Recovery(recovery) if self.governs(header) && !self.is_recovery(recovery.sign) => {
                self.grants.insert((recovery.sign, header.header.on_behalf_of, May::Grant));
                if !self.named.contains(recovery) {
                    self.named.push(recovery.clone());
                }
            }
            _ => {}
        }
    }

    /// A revoked key cannot vouch: whoever stole it could, too.
    fn succeeds(&self, old: Key, header: &SignedHeader, signature: &[u8; 64]) -> bool {
        let new = header.header.entry;
        let known = self.grants.iter().any(|grant| grant.0 == old) && !self.revoked.contains_key(&old);
        known && new.number == 1 && vouches(old, new.log, signature)
    }

    fn heed_revocations<'h>(&mut self, headers: impl Iterator<Item = &'h &'h SignedHeader>) {
        for act in headers.flat_map(|header| &header.header.acts) {
            let (key, last) = match act {
                Act::Revoke { key, last } => (*key, *last),
                Act::CloseFork { log, last } => (*log, *last),
                _ => continue,
            };
            let known = self.revoked.entry(key).or_insert(last);
            *known = last.min(*known);
        }
    }

    fn in_time(&self, log: Key, number: u64) -> bool {
        self.revoked.get(&log).is_none_or(|last| number <= *last)
    }

    fn may(&self, key: Key, party: EntityId, may: May) -> bool {
        self.grants.contains(&(key, party, may))
    }

    /// Whether the entry's key may grant and revoke.
    fn governs(&self, header: &SignedHeader) -> bool {
        let entry = header.header.entry;
        let granted = || self.may(entry.log, header.header.on_behalf_of, May::Grant);
        self.in_time(entry.log, entry.number) && (self.is_recovery(entry.log) || granted())
    }
}
