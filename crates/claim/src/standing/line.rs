//! The recovery keys of a register, one after the other, and which of their orders are heeded.

use std::collections::{BTreeMap, BTreeSet};

use crate::Hash;
use crate::act::Act;
use crate::entry::{Recovery, SignedHeader};
use crate::id::{Key, RegisterId};
use crate::order::Order;

/// An order, and the entry that carries it.
pub(super) struct Carried<'h> {
    pub(super) header: &'h SignedHeader,
    pub(super) order: &'h Order,
    hash: Hash,
}

impl<'h> Carried<'h> {
    /// The orders that these entries carry and whose signatures hold.
    pub(super) fn all(headers: &[&'h SignedHeader], register: RegisterId) -> Vec<Carried<'h>> {
        let mut all = Vec::new();
        for header in headers {
            let orders = header.header.acts.iter().filter_map(|act| match act {
                Act::Order(order) if order.holds(register) => Some(order),
                _ => None,
            });
            all.extend(orders.map(|order| Carried { header, order, hash: order.hash(register) }));
        }
        all
    }

    /// The key that the order says comes next.
    fn next(&self) -> Option<Next<'h>> {
        self.order.orders().iter().find_map(next)
    }
}

/// A recovery key that is to come next, and what is kept of the one before.
#[derive(Clone, Copy)]
pub(super) struct Next<'h>(&'h Recovery, &'h [Hash]);

/// The recovery key that an act names.
pub(super) fn next(act: &Act) -> Option<Next<'_>> {
    match act {
        Act::Recovery { recovery, kept } => Some(Next(recovery, kept)),
        _ => None,
    }
}

/// The line of recovery keys. The last one is in force, unless nobody can tell which one that is.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    keys: Vec<Recovery>,
    /// What is kept of the orders of those that have a successor.
    kept: BTreeMap<Key, BTreeSet<Hash>>,
    disputed: bool,
}

impl Line {
    pub(super) fn begins(first: Option<&Recovery>) -> Line {
        Line { keys: first.into_iter().cloned().collect(), ..Line::default() }
    }

    /// The key in force.
    pub(super) fn last(&self) -> Option<&Recovery> {
        self.keys.last().filter(|_| !self.disputed)
    }

    /// Which of these orders are heeded.
    pub(super) fn heeds<'c, 'h>(&self, orders: &'c [Carried<'h>]) -> impl Iterator<Item = &'c Carried<'h>> {
        let last = self.last().map(|recovery| recovery.sign);
        let heeds = move |one: &&Carried<'_>| {
            let by = one.order.by();
            last == Some(by) || self.kept.get(&by).is_some_and(|kept| kept.contains(&one.hash))
        };
        orders.iter().filter(heeds)
    }

    /// The same line without what its last key ordered.
    pub(super) fn without_last(&self) -> Line {
        Line { disputed: true, ..self.clone() }
    }

    /// What the orders of the last key say of the next one, with the entries that carry them.
    pub(super) fn handed_over<'h>(&self, orders: &[Carried<'h>]) -> Vec<(&'h SignedHeader, Next<'h>)> {
        let Some(last) = self.last() else { return Vec::new() };
        let own = orders.iter().filter(|one| one.order.by() == last.sign);
        own.filter_map(|one| Some((one.header, one.next()?))).collect()
    }

    /// Goes on with the first of these choices that names one key; if there are several and none does, nobody can tell which
    /// one is meant. Whether anything changed.
    pub(super) fn goes_on(&mut self, choices: &[Vec<Next<'_>>]) -> bool {
        let named = |choice: &[Next<'_>]| -> BTreeMap<Key, Recovery> {
            let new = choice.iter().filter(|next| self.keys.iter().all(|known| known.sign != next.0.sign));
            new.map(|next| (next.0.sign, next.0.clone())).collect()
        };
        let named: Vec<BTreeMap<Key, Recovery>> = choices.iter().map(|choice| named(choice)).collect();
        if self.disputed || named.iter().all(BTreeMap::is_empty) {
            return false;
        }
        let one = named.iter().position(|named| named.len() == 1);
        let heard = one.map_or(choices, |one| choices.get(one..=one).unwrap_or_default());
        let kept = heard.iter().flatten().flat_map(|next| next.1.iter().copied()).collect();
        self.kept.extend(self.keys.last().map(|last| (last.sign, kept)));
        match one.and_then(|one| named.into_iter().nth(one)) {
            Some(next) => self.keys.extend(next.into_values()),
            None => self.disputed = true,
        }
        true
    }
}
