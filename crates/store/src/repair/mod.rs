//! Mending a register from other copies of it: what is damaged here and whole there is put right; what is whole here is
//! never changed.
//!
//! A log is mended as a whole. Each of its entries is put together from what is sound here and in the copies: a header
//! counts when its signature holds and it follows the one before, a body when its hash is under the header's root. The
//! log is laid anew beside the old one, read again, and only then takes its place. If anything of it would be lost by
//! that, it is left as it is.

mod chain;
mod entry;
mod lay;
mod profiles;
mod settings;
mod spare;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use daftar_claim::{ClaimId, EntryId, Hash, Key};
use serde::Serialize;

pub use settings::{mend_settings, renew_settings};
pub use spare::Spare;

use crate::disk::RealDisk;
use crate::error::StoreError;
use crate::layout::Layout;
use crate::lock::Lock;
use crate::verify::{Finding, Severity};
use chain::Old;
use entry::Counted;
use lay::Laying;

/// Something that was put right, or was not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Mend {
    /// The file or folder, from the register's folder.
    pub file: String,
    /// What was mended, or why it was not.
    pub words: String,
}

/// What came of mending.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Mended {
    /// What is whole again.
    pub mended: Vec<Mend>,
    /// What is as it was.
    pub left: Vec<Mend>,
}

impl Mended {
    fn of(&mut self, file: &str, outcome: Result<String, String>) {
        let (list, words) = match outcome {
            Ok(words) => (&mut self.mended, words),
            Err(words) => (&mut self.left, words),
        };
        list.push(Mend { file: file.to_owned(), words });
    }

    /// Takes what another piece of work came to.
    pub fn join(&mut self, other: Mended) {
        self.mended.extend(other.mended);
        self.left.extend(other.left);
    }
}

/// Puts the logs right that these findings name, from other copies of the same register. Bodies of the claims that were
/// erased here are not brought back.
///
/// # Errors
/// When another program writes to the register, or files cannot be read or written; then what was mended stays so.
pub fn mend_logs(
    dir: &Path,
    findings: &[Finding],
    copies: &[&dyn Spare],
    erased: &HashSet<ClaimId>,
) -> Result<Mended, StoreError> {
    let (layout, disk) = (Layout::new(dir), RealDisk);
    let _lock = Lock::take(&layout)?;
    lay::finish(&disk, &layout)?;
    let mut mended = Mended::default();
    for (key, concern) in logs(findings) {
        match log(&disk, &layout, key, copies, erased)? {
            // An incomplete end that no copy has, either, was never acknowledged: the next writer cuts it off.
            Err(_) if !concern.damaged => {}
            Ok(counted) if counted.gained == 0 && concern.lost => {
                mended.of(
                    &format!("logs/{}", key.0),
                    Err("what had been acknowledged lies in no copy that was given".to_owned()),
                );
            }
            Ok(counted) => mended.of(&format!("logs/{}", key.0), counted.outcome()),
            Err(why) => mended.of(&format!("logs/{}", key.0), Err(why)),
        }
    }
    if !mended.mended.is_empty() || !mended.left.is_empty() {
        crate::catalog::rebuild(&layout, &crate::open::logs(&layout)?, &|_, _| {})?;
    }
    Ok(mended)
}

/// The entries that these findings are about: each first one, and the number of the last, or all that stand behind it. They
/// are what a peer is asked for.
///
/// # Errors
/// When files cannot be read.
pub fn lost_entries(dir: &Path, findings: &[Finding]) -> Result<Vec<(EntryId, Option<u64>)>, StoreError> {
    let (layout, mut lost) = (Layout::new(dir), Vec::new());
    for (key, concern) in logs(findings) {
        lost.extend(Old::read(&layout, key)?.lost(concern.lost)?);
    }
    Ok(lost)
}

/// Keeps a set of profiles in a folder, as a register does.
///
/// # Errors
/// When they cannot be written.
pub fn keep_profiles(dir: &Path, texts: &[&str]) -> Result<Hash, StoreError> {
    crate::profiles::put(&RealDisk, &Layout::new(dir), texts)
}

/// Puts the profiles right that these findings name: once the logs are whole, for a damaged header names what never was.
///
/// # Errors
/// As [`mend_logs`].
pub fn mend_profiles(dir: &Path, findings: &[Finding], copies: &[&dyn Spare]) -> Result<Mended, StoreError> {
    let (layout, mut mended) = (Layout::new(dir), Mended::default());
    let _lock = Lock::take(&layout)?;
    profiles::mend(&RealDisk, &layout, findings, copies, &mut mended)?;
    Ok(mended)
}

/// What is wrong with a log.
#[derive(Default)]
struct Concern {
    /// Whether something is damaged; else it only ends in something incomplete, which a copy may have whole.
    damaged: bool,
    /// Whether entries that were acknowledged are missing or other ones.
    lost: bool,
}

/// The logs that findings are about.
fn logs(findings: &[Finding]) -> BTreeMap<Key, Concern> {
    let mut logs: BTreeMap<Key, Concern> = BTreeMap::new();
    for finding in findings {
        let damaged = finding.severity == Severity::Damage || finding.code == "frame-damaged";
        // Where it lies counts: what a damaged header calls its log may be damaged, too.
        let log = finding.place.file.strip_prefix("logs/").and_then(|rest| rest.split('/').next());
        let key = log.and_then(|log| Hash::parse(log).ok()).map(Key);
        if let Some(key) = key.filter(|_| damaged || ["torn", "stray"].contains(&finding.code)) {
            let concern = logs.entry(key).or_default();
            concern.damaged |= damaged;
            concern.lost |= finding.code == "entry-lost";
        }
    }
    logs
}

/// Mends a log; else says why it was left as it is.
fn log(
    disk: &RealDisk,
    layout: &Layout,
    key: Key,
    copies: &[&dyn Spare],
    erased: &HashSet<ClaimId>,
) -> Result<Result<Counted, String>, StoreError> {
    let old = Old::read(layout, key)?;
    let chain = match old.chain(copies) {
        Ok(chain) => chain,
        Err(why) => return Ok(Err(why)),
    };
    let mut laying = Laying::begin(disk, layout, key)?;
    let mut counted = Counted::default();
    for link in chain {
        let Some(composed) = old.compose(&link, copies, erased)? else {
            laying.give_up()?;
            let number = link.header.header.entry.number;
            return Ok(Err(format!("the bodies of entry {number} lie in no copy that was given")));
        };
        counted.add(&link, &composed);
        laying.entry(&link.header, composed)?;
    }
    if counted.lost > 0 && counted.gained == 0 {
        laying.give_up()?;
        return Ok(Err(counted.why_lost()));
    }
    laying.others(&old, copies)?;
    laying.settle(counted.entries)?;
    Ok(Ok(counted))
}
