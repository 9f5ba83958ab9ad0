//! What one side lacks, told from its hello: of each log what comes after its head; of a forked one the other branch, too.

use std::collections::BTreeMap;

use daftar_claim::{EntryId, Hash, Key, Ledger, LedgerEntry, SignedHeader};

use super::error::SyncError;
use super::hello::{Hello, Reach};

/// Where the logs part of which the other side has sent another branch: the number of its first entry.
pub(crate) type Forks = BTreeMap<Key, u64>;

/// So many entries of other branches are kept for a log: whoever has them needs no more.
pub(crate) const ENOUGH: usize = 64;

/// An entry that goes to the other side.
pub(crate) struct Going {
    pub(crate) header: SignedHeader,
    /// The entry, where it stands on a branch beside the log.
    pub(crate) rival: Option<LedgerEntry>,
}

/// The entries that the other side lacks, each log in order. `ours` says how far to go, `forks` what the other side has
/// sent already.
pub(crate) fn lacking(
    ledger: &dyn Ledger,
    ours: &Hello,
    theirs: &Hello,
    forks: &Forks,
) -> Result<Vec<Going>, SyncError> {
    let mut going = Vec::new();
    for (log, reach) in &ours.logs {
        let other = theirs.logs.get(log);
        let first = first(ledger, *log, reach.head.0, other, forks.get(log).copied());
        for number in first..=reach.head.0 {
            let header = ledger.header(EntryId { log: *log, number }).cloned();
            going.extend(header.filter(|h| is_new(other, h)).map(|header| Going { header, rival: None }));
        }
        let mut branches = ledger.branches(*log)?;
        branches.sort_by_key(|entry| entry.header.header.entry.number);
        for entry in branches {
            let header = entry.header.clone();
            if is_new(other, &header) && !is_full(other) {
                going.push(Going { header, rival: Some(entry) });
            }
        }
    }
    Ok(going)
}

/// The number of the first entry of the main branch that goes along; one after the last if none does.
fn first(ledger: &dyn Ledger, log: Key, last: u64, other: Option<&Reach>, fork: Option<u64>) -> u64 {
    let Some(other) = other else { return 1 };
    let hash = |number: u64| ledger.header(EntryId { log, number }).map(SignedHeader::hash);
    if hash(other.head.0) == Some(other.head.1) {
        return other.head.0 + 1;
    }
    let agrees = |(number, theirs): &(u64, Hash)| hash(*number) == Some(*theirs);
    let common = other.known().filter(agrees).map(|(number, _)| number).max().unwrap_or_default();
    let differs = other.known().any(|(number, theirs)| hash(number).is_some_and(|ours| ours != theirs));
    match (fork, differs) {
        (Some(fork), _) if !is_full(Some(other)) => fork.max(common + 1),
        (None, true) if !is_full(Some(other)) => common + 1,
        // It is merely ahead, or knows enough of the fork.
        _ => last + 1,
    }
}

fn is_new(other: Option<&Reach>, header: &SignedHeader) -> bool {
    let Some(other) = other else { return true };
    let hash = header.hash();
    !other.rivals.contains(&hash) && !other.known().any(|(_, known)| known == hash)
}

fn is_full(other: Option<&Reach>) -> bool {
    other.is_some_and(|other| other.rivals.len() >= ENOUGH)
}
