//! What is to go into a bundle: everything, or what somebody lacks.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, FileId, Hash, Key, RegisterId};

use crate::carry::Lacking;

/// What is to go.
pub struct Goods<'g> {
    /// The register.
    pub register: RegisterId,
    /// The number of each log's last entry that the other side has: what comes after it goes.
    pub known: BTreeMap<Key, u64>,
    /// Bodies that the other side lacks of entries that it has.
    pub late: Lacking,
    /// Sets of profiles that the other side has.
    pub sets: BTreeSet<Hash>,
    /// Whether a claim goes, or is kept back.
    pub claim: &'g dyn Fn(ClaimId) -> bool,
    /// Whether a source file goes.
    pub file: &'g dyn Fn(FileId) -> bool,
}

impl Goods<'_> {
    /// Everything.
    pub fn all_of(register: RegisterId) -> Goods<'static> {
        let (known, late, sets) = (BTreeMap::new(), Lacking::new(), BTreeSet::new());
        Goods { register, known, late, sets, claim: &|_| true, file: &|_| true }
    }

    /// The number of the last entry of a log that the other side has.
    pub(crate) fn reached(&self, log: Key) -> u64 {
        self.known.get(&log).copied().unwrap_or_default()
    }
}
