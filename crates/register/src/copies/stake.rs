//! What would be lost if this device were gone now: what no copy elsewhere is known to have.

use std::collections::BTreeMap;
use std::fs::File;
use std::time::SystemTime;

use daftar_claim::{Head, Key, SignedHeader, Timestamp};
use serde::Serialize;

use super::noted::{Copied, CopyKind};
use crate::{Register, RegisterError};

/// What lies nowhere but on this device, as far as is known here.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Stake {
    /// Entries.
    pub entries: u64,
    /// Statements in them.
    pub statements: u64,
    /// Source files.
    pub files: u64,
    /// When the first of those entries was recorded.
    #[serde(serialize_with = "as_text")]
    pub since: Option<Timestamp>,
    /// Suggestions that wait to be decided: only sealed copies hold these.
    pub suggestions: u64,
    /// Sealing keys that no escrow elsewhere holds; none when they are locked.
    pub keys: Option<u64>,
    /// Whether the recovery key is not on paper yet.
    pub key_unwritten: bool,
}

fn as_text<S: serde::Serializer>(time: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_some(&time.as_ref().map(Timestamp::as_str))
}

impl Register {
    /// What would be lost with this device. Copies count that were made from here, lie elsewhere, and hold nothing back;
    /// whether they are still there, only a rehearsal tells.
    ///
    /// # Errors
    /// When the register or the notes about copies cannot be read.
    pub fn stake(&self) -> Result<Stake, RegisterError> {
        let copies: Vec<Copied> = self.copies()?.into_iter().filter(|copy| copy.survives()).collect();
        let reached = self.reached_elsewhere(&copies);
        let at_stake: Vec<&SignedHeader> = self.store.headers().filter(|header| is_beyond(header, &reached)).collect();
        let times = at_stake.iter().filter_map(|header| self.standing.time(header.header.entry).0);
        let latest = |holds: &dyn Fn(&Copied) -> bool| copies.iter().filter(|copy| holds(copy)).map(when).max();
        Ok(Stake {
            entries: at_stake.len() as u64,
            statements: at_stake.iter().map(|header| u64::from(header.header.bodies)).sum(),
            files: self.files_since(latest(&|copy| copy.files))?,
            since: times.min(),
            suggestions: self.suggestions_since(latest(&|copy| copy.kind == CopyKind::Deposit))?,
            keys: self.keys_at_stake().ok().map(|keys| keys as u64),
            key_unwritten: self.has_fresh_seed(),
        })
    }

    /// How far each log reaches in some copy that is elsewhere.
    fn reached_elsewhere(&self, copies: &[Copied]) -> BTreeMap<Key, u64> {
        let mut reached = BTreeMap::new();
        for head in copies.iter().flat_map(|copy| &copy.heads).filter(|head| self.holds(head)) {
            let known = reached.entry(head.entry.log).or_default();
            *known = head.entry.number.max(*known);
        }
        reached
    }

    fn holds(&self, head: &Head) -> bool {
        self.store.header(head.entry).is_some_and(|header| header.hash() == head.hash)
    }

    /// Source files that came after a moment, or all.
    fn files_since(&self, since: Option<SystemTime>) -> Result<u64, RegisterError> {
        let files = self.store.files()?;
        let Some(since) = since else { return Ok(files.len() as u64) };
        let mut newer = 0;
        for id in files {
            let written = self.store.file(&id)?.and_then(|file: File| file.metadata().ok()?.modified().ok());
            newer += u64::from(written.is_none_or(|written| written >= since));
        }
        Ok(newer)
    }
}

/// When a copy was made. One whose time cannot be read was made before everything.
fn when(copy: &Copied) -> SystemTime {
    let time = copy.made.as_str().parse::<jiff::Timestamp>();
    time.map_or(SystemTime::UNIX_EPOCH, SystemTime::from)
}

fn is_beyond(header: &SignedHeader, reached: &BTreeMap<Key, u64>) -> bool {
    let entry = header.header.entry;
    reached.get(&entry.log).is_none_or(|reached| entry.number > *reached)
}
