//! An order of entries in which each comes after those that its device had seen. No clock can turn it round.

use std::collections::{BTreeMap, HashMap};

use daftar_claim::standing::Logs;
use daftar_claim::{EntryId, Key, SignedHeader, Timestamp};

/// The place of every entry. Of two that had not seen each other, the one with the earlier time comes first.
pub(super) fn ranks(logs: &Logs<'_>, time: &dyn Fn(EntryId) -> Option<Timestamp>) -> HashMap<EntryId, usize> {
    let mut done: BTreeMap<Key, usize> = logs.keys().map(|log| (*log, 0)).collect();
    let mut ranks = HashMap::new();
    while let Some(entry) = next(logs, &done, time) {
        ranks.insert(entry, ranks.len());
        *done.entry(entry.log).or_default() += 1;
    }
    ranks
}

/// The entry that comes next: none of those that it had seen is still to come.
fn next(logs: &Logs<'_>, done: &BTreeMap<Key, usize>, time: &dyn Fn(EntryId) -> Option<Timestamp>) -> Option<EntryId> {
    let waiting = |log: &Key| logs.get(log)?.get(*done.get(log)?).copied();
    let all: Vec<&SignedHeader> = logs.keys().filter_map(waiting).collect();
    let seen = |header: &&&SignedHeader| {
        header.header.heads.iter().all(|head| {
            let here = logs.get(&head.entry.log).map_or(0, Vec::len) as u64;
            let reached = done.get(&head.entry.log).copied().unwrap_or_default() as u64;
            reached >= head.entry.number.min(here)
        })
    };
    let ready = all.iter().filter(seen).min_by_key(|header| (time(header.header.entry), header.header.entry));
    // Entries that claim to have seen each other come from nobody's device; each still has its place.
    ready.or(all.first()).map(|header| header.header.entry)
}
