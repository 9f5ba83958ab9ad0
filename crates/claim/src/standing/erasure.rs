//! Which erasures are in force here.
//!
//! Obeyed unasked: erasures of what the erasing party itself recorded, or by a key granted `erase`, up to [`UNASKED`]
//! ids from one log since a keeper here last consented to that log. Everything else waits.

use std::collections::{BTreeMap, BTreeSet};

use super::{Grounds, Standing};
use crate::act::{Act, EntryId, Ground, May};
use crate::entry::SignedHeader;
use crate::id::{ClaimId, EntityId, FileId, Key};

/// How many ids of one log are erased without asking a keeper here.
pub const UNASKED: usize = 100;

/// An erasure that waits for a keeper here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The entry that asks.
    pub entry: EntryId,
    /// On whose behalf.
    pub party: EntityId,
    /// How many claims it names.
    pub claims: usize,
    /// How many files it names.
    pub files: usize,
    /// On what ground.
    pub ground: Ground,
    /// Whether the asking key may erase this at all; if not, only a keeper here can want it.
    pub entitled: bool,
}

pub(super) fn decide(grounds: &Grounds<'_>, standing: &mut Standing) {
    let consents = consents(grounds, standing);
    let mut spent: BTreeMap<Key, usize> = BTreeMap::new();
    let mut waiting = Vec::new();
    for header in grounds.headers() {
        let entry = header.header.entry;
        if !standing.counts(entry) {
            continue;
        }
        let consented = consents.contains(&entry);
        for act in &header.header.acts {
            let Act::Erase { claims, files, ground } = act else { continue };
            let (claims_in_force, entitled) = entitled(grounds, standing, header, claims, files);
            let used = spent.entry(entry.log).or_default();
            let own = grounds.own.contains(&entry.log);
            let within = *used + claims.len() + files.len() <= UNASKED;
            if consented {
                *used = 0;
                standing.erased.extend(claims);
                standing.erased_files.extend(files);
            } else if entitled && (own || within) {
                *used += claims.len() + files.len();
                standing.erased.extend(claims_in_force);
                standing.erased_files.extend(files);
            } else {
                let party = header.header.on_behalf_of;
                let (claims, files) = (claims.len(), files.len());
                waiting.push(Waiting { entry, party, claims, files, ground: *ground, entitled });
            }
        }
    }
    standing.waiting = waiting;
}

/// What keepers here have agreed to.
fn consents(grounds: &Grounds<'_>, standing: &Standing) -> BTreeSet<EntryId> {
    let own = grounds.headers().filter(|header| grounds.own.contains(&header.header.entry.log));
    let counted = own.filter(|header| standing.counts(header.header.entry));
    let acts = counted.flat_map(|header| &header.header.acts);
    acts.filter_map(|act| if let Act::Consent(entry) = act { Some(*entry) } else { None }).collect()
}

/// The named claims that this key may erase, and whether those are all. Claims not known here yet are passed over; they
/// are judged when they come. A file is nobody's own: it takes a key granted `erase`.
fn entitled(
    grounds: &Grounds<'_>,
    standing: &Standing,
    header: &SignedHeader,
    claims: &[ClaimId],
    files: &[FileId],
) -> (Vec<ClaimId>, bool) {
    let party = header.header.on_behalf_of;
    if standing.may(header.header.entry.log, party, May::Erase) {
        return (claims.to_vec(), true);
    }
    let mut in_force = Vec::new();
    let mut all = files.is_empty();
    for claim in claims {
        let recorders = (grounds.recorders)(*claim);
        match recorders.iter().all(|recorder| *recorder == party) {
            true if !recorders.is_empty() => in_force.push(*claim),
            true => {}
            false => all = false,
        }
    }
    (in_force, all)
}
