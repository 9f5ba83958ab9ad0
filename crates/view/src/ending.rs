//! Which tellings of one property something later ended, and by which.
//!
//! A property with one value that persists goes on *until said otherwise*: a value is past once another one certainly began
//! later, by times that are written. Nothing inferred, hedged or `unknown` ends anything. What is reached only once
//! (destroyed) is ended only by what restores it (repaired).

use std::cmp::Reverse;

/// A telling, as far as it ends others or is ended. `K` tells its value from others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Going<K> {
    pub(crate) key: K,
    /// First possible day of its time.
    pub(crate) first: i64,
    /// Last possible day.
    pub(crate) last: i64,
    /// Whether that time is the telling's own.
    pub(crate) written: bool,
    /// Whether it is firm enough to end others.
    pub(crate) can_end: bool,
    /// Whether it can be reached only once unless something better is said in between.
    pub(crate) once: bool,
    /// Whether it says that something was brought back.
    pub(crate) restores: bool,
}

/// The latest beginnings of values that can end others: of any two different values, and of one that restores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends<K> {
    latest: Option<Going<K>>,
    /// The latest with another value than `latest`.
    other: Option<Going<K>>,
    restored: Option<Going<K>>,
}

impl<K: Copy + Ord> Ends<K> {
    /// Of the tellings that hold at the time asked for, all of one property of one entity.
    pub(crate) fn of(tellings: impl Iterator<Item = Going<K>> + Clone) -> Ends<K> {
        let firm = tellings.filter(|one| one.can_end);
        let order = |one: &Going<K>| (one.first, Reverse(one.key));
        let latest = firm.clone().max_by_key(order);
        let other = latest.and_then(|latest| firm.clone().filter(|one| one.key != latest.key).max_by_key(order));
        let restored = firm.filter(|one| one.restores).max_by_key(order);
        Ends { latest, other, restored }
    }

    /// Whether a later value ended this one.
    pub(crate) fn end(&self, one: &Going<K>) -> bool {
        self.ending(one).is_some()
    }

    /// The later value that ended this one, if one did.
    pub(crate) fn ending(&self, one: &Going<K>) -> Option<&Going<K>> {
        let latest = || self.latest.as_ref().filter(|latest| latest.key != one.key).or(self.other.as_ref());
        let candidate = if one.once { self.restored.as_ref() } else { latest() };
        candidate.filter(|later| later.key != one.key && one.last < later.first && one.written)
    }
}
