//! Looking whether copies are whole.
//!
//! `rustic_core` has a check of its own; it stops at the first damaged list of names, now and then with a panic of one of its
//! threads, and does not say which files are hit. So the lists are read with it, and the looking is done here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rustic_core::repofile::{SnapshotFile, SnapshotId};
use rustic_core::{Id, IndexedFullStatus, Repository, TreeId};
use serde::Serialize;

use crate::storage::Kind;
use crate::tree::Met;
use crate::{Deposit, DepositError, Sealed, Tell, keys};

/// What came of a check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Checked {
    /// How many copies were looked at.
    pub copies: usize,
    /// Whether every byte was read, or only the lists of what must be there.
    pub all_data: bool,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Whether everything that the copies hold is there.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| !finding.damage)
    }
}

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// Whether something of a copy is damaged or missing; else it is only odd.
    pub damage: bool,
    /// The file at the target; of a copy in which something is missing, the file in the copy.
    pub file: String,
    /// What is wrong.
    pub why: String,
    /// The files of the latest copy that lie in it.
    pub holds: Vec<String>,
}

impl Finding {
    pub(crate) fn damage(file: impl Into<String>, why: impl Into<String>) -> Finding {
        Finding { damage: true, file: file.into(), why: why.into(), holds: Vec::new() }
    }

    pub(crate) fn odd(file: impl Into<String>, why: impl Into<String>) -> Finding {
        Finding { damage: false, ..Finding::damage(file, why) }
    }
}

impl Deposit {
    /// Looks whether everything is there that the copies name; with `all_data` it reads and compares every byte.
    ///
    /// # Errors
    /// When the target does not answer. Damage is no error: it is named.
    pub fn check(&self, all_data: bool, tell: &Tell) -> Result<Checked, DepositError> {
        let mut findings = Vec::new();
        self.sound(Kind::Key, &mut findings)?;
        let copies = self.sound(Kind::Snapshot, &mut findings)?;
        let lists = self.sound(Kind::Index, &mut findings)?;
        let packs = self.listed_packs(&lists)?;
        findings.extend(self.compare_packs(&packs)?);
        let snapshots = self.read_snapshots(&copies)?;
        // The lists of all copies together are long: nobody holds them while the packs are read.
        let whole = self.check_names(&snapshots, &mut findings)?;
        if all_data || !whole {
            let read = self.read_packs(&packs, tell)?;
            // What was missing when the lists were compared is named already.
            let new = read.into_iter().filter(|one| findings.iter().all(|known| known.file != one.file));
            findings.extend(new.collect::<Vec<_>>());
        }
        if findings.iter().any(|finding| finding.damage) {
            self.still_there()?;
        }
        if let Some(latest) = snapshots.last().filter(|_| findings.iter().any(|finding| finding.damage)) {
            self.name_contents(latest, &mut findings)?;
        }
        Ok(Checked { copies: copies.len(), all_data, findings })
    }

    /// The files of a kind whose bytes are what their names say; the others are found.
    fn sound(&self, kind: Kind, findings: &mut Vec<Finding>) -> Result<Vec<String>, DepositError> {
        let failed = |error| DepositError::Storage { place: self.place(), error };
        let mut sound = Vec::new();
        for (name, _) in self.storage().list(kind).map_err(failed)? {
            let bytes = self.storage().read(kind, &name, None).map_err(failed)?;
            match keys::name_of(&bytes) == name {
                true => sound.push(name),
                false => findings.push(Finding::damage(kind.path(&name), "its bytes are not what its name says")),
            }
        }
        Ok(sound)
    }

    fn read_snapshots(&self, names: &[String]) -> Result<Vec<SnapshotFile>, DepositError> {
        let repository = self.repository(&Tell::nobody())?;
        let ids = names.iter().filter_map(|name| name.parse::<Id>().ok());
        let read = ids.map(|id| self.done(repository.get_file::<SnapshotFile>(&SnapshotId::from(id))));
        let mut snapshots = read.collect::<Result<Vec<_>, _>>()?;
        snapshots.sort_by(|one, other| one.time.cmp(&other.time));
        Ok(snapshots)
    }

    /// The lists of what lies where; none where they cannot be put together.
    fn index(&self) -> Result<Option<Repository<IndexedFullStatus>>, DepositError> {
        Ok(self.repository(&Tell::nobody())?.to_indexed().ok())
    }

    /// Looks whether every file of every copy is listed as a whole. Returns whether all names could be read.
    fn check_names(&self, snapshots: &[SnapshotFile], findings: &mut Vec<Finding>) -> Result<bool, DepositError> {
        let Some(index) = self.index()? else { return Ok(false) };
        let (mut seen, mut whole) = (HashSet::<TreeId>::new(), true);
        for snapshot in snapshots {
            self.walk(&index, snapshot.tree, Some(&mut seen), &mut |met| {
                match met {
                    Met::Leaf(leaf) => {
                        let missing = leaf.pieces.iter().flatten().any(|id| index.get_index_entry(id).is_err());
                        findings
                            .extend(missing.then(|| Finding::damage(&leaf.name, "no list names all of its pieces")));
                    }
                    Met::Lost(folder, why) => {
                        let what = format!("{}/{folder}", Sealed::of(snapshot).folder);
                        findings.push(Finding::damage(what, format!("the names of its files cannot be read: {why}")));
                        whole = false;
                    }
                }
                Ok(())
            })?;
        }
        Ok(whole)
    }

    /// Names the files of the latest copy that lie in damaged packs, as far as they can still be found.
    fn name_contents(&self, latest: &SnapshotFile, findings: &mut [Finding]) -> Result<(), DepositError> {
        let Some(index) = self.index()? else { return Ok(()) };
        let damaged = findings.iter().filter(|finding| finding.damage).map(|finding| finding.file.clone());
        let mut holds: BTreeMap<String, BTreeSet<String>> = damaged.map(|file| (file, BTreeSet::new())).collect();
        // Where a list of names is damaged itself, the names before it are still told.
        let _ = self.walk(&index, latest.tree, None, &mut |met| {
            let Met::Leaf(leaf) = met else { return Ok(()) };
            for id in leaf.pieces.iter().flatten() {
                let pack = index.get_index_entry(id).map(|entry| Kind::Pack.path(entry.pack.to_hex().as_str()));
                if let Some(names) = pack.ok().and_then(|pack| holds.get_mut(&pack)) {
                    names.insert(leaf.name.clone());
                }
            }
            Ok(())
        });
        for finding in findings {
            finding.holds = holds.get(&finding.file).into_iter().flatten().cloned().collect();
        }
        Ok(())
    }
}
