//! Whose signature counts for whom: grants, revocations, succession, joined registers.
//!
//! Order-free: revocations by the recovery key are heeded first; then those by every key that may grant. A revocation
//! is never undone by another revocation, so that two keys that revoke each other are both revoked, and only the
//! recovery key or a third can grant anew.
//!
//! A recovery key that has a successor orders nothing more, so that an old sheet of paper is worth nothing. Its successor is
//! named by its own order; among several by the one that a key carries which may grant without it, so that whoever finds the old
//! sheet and grants keys with it comes too late. Where the sheet is lost, a key that may grant names the next one by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Grounds;
use super::line::{Carried, Line, next};
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
    line: Line,
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
        circle.in_time(log, number) && circle.may(log, party, May::Record)
    }

    pub(super) fn knows(&self, register: RegisterId) -> bool {
        self.registers.contains_key(&register)
    }

    pub(super) fn may(&self, key: Key, party: EntityId, may: May) -> bool {
        self.registers.values().any(|circle| circle.may(key, party, may))
    }

    /// The recovery key of a register that is in force.
    pub(super) fn recovery(&self, register: RegisterId) -> Option<&Recovery> {
        self.registers.get(&register)?.line.last()
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
        let orders = Carried::all(&headers, register);
        let mut line = Line::begins(founding.header.recovery.as_ref());
        loop {
            let circle = Circle::of(founder, &line, &orders, &headers);
            let handed_over = line.handed_over(&orders);
            let without = || Circle::of(founder, &line.without_last(), &orders, &headers);
            let without = if handed_over.is_empty() { Circle::default() } else { without() };
            let by_others = handed_over.iter().filter(|(header, _)| without.governs(header));
            let choices = [
                by_others.map(|(_, next)| *next).collect(),
                handed_over.iter().map(|(_, next)| *next).collect(),
                headers
                    .iter()
                    .filter(|header| circle.governs(header))
                    .flat_map(|header| &header.header.acts)
                    .filter_map(next)
                    .collect(),
            ];
            if !line.goes_on(&choices) {
                return circle;
            }
        }
    }

    /// The keys, if these recovery keys are heeded first.
    fn of(founder: (Key, EntityId), line: &Line, orders: &[Carried<'_>], headers: &[&SignedHeader]) -> Circle {
        let grants = [May::Erase, May::Grant, May::Record].map(|may| (founder.0, founder.1, may)).into();
        let mut circle = Circle { line: line.clone(), grants, revoked: BTreeMap::new() };
        let ordered: Vec<&Act> = line.heeds(orders).flat_map(|one| one.order.orders()).collect();
        for act in &ordered {
            if let Act::Grant { key, party, may } = act {
                circle.grants.extend(may.iter().map(|may| (*key, *party, *may)));
            }
        }
        circle.heed_revocations(ordered.into_iter());
        let grown = circle.clone().grow(headers);
        let governing = headers.iter().filter(|header| grown.governs(header));
        circle.heed_revocations(governing.flat_map(|header| &header.header.acts));
        circle.grow(headers)
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
            _ => {}
        }
    }

    /// A revoked key cannot vouch: whoever stole it could, too.
    fn succeeds(&self, old: Key, header: &SignedHeader, signature: &[u8; 64]) -> bool {
        let new = header.header.entry;
        let known = self.grants.iter().any(|grant| grant.0 == old) && !self.revoked.contains_key(&old);
        known && new.number == 1 && vouches(old, new.log, signature)
    }

    fn heed_revocations<'h>(&mut self, acts: impl Iterator<Item = &'h Act>) {
        for act in acts {
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
        self.in_time(entry.log, entry.number) && self.may(entry.log, header.header.on_behalf_of, May::Grant)
    }
}
