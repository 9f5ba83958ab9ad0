//! What would be lost if this device were gone now: what no copy elsewhere is known to have.

use std::collections::BTreeMap;
use std::fs::File;
use std::time::SystemTime;

use daftar_claim::{EntryId, FileId, Head, Key, SignedHeader, Subject, Timestamp};
use serde::Serialize;

use super::noted::{Copied, CopyKind};
use crate::clock::moment;
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
        let whole = copies.iter().filter(|copy| copy.kind == CopyKind::Deposit && self.is_sound_time(copy));
        Ok(Stake {
            entries: at_stake.len() as u64,
            statements: at_stake.iter().map(|header| u64::from(header.header.bodies)).sum(),
            files: self.files_at_stake(&copies.iter().filter(|copy| copy.files).collect::<Vec<_>>())?,
            since: times.min(),
            suggestions: self.suggestions_since(whole.map(when).max())?,
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

    /// Source files that no copy has.
    fn files_at_stake(&self, copies: &[&Copied]) -> Result<u64, RegisterError> {
        let times = copies.iter().map(|copy| self.is_sound_time(copy).then(|| moment(&copy.made)));
        let (sound, doubtful): (Vec<_>, Vec<_>) = copies.iter().zip(times).partition(|(_, time)| time.is_some());
        let latest = sound.iter().filter_map(|(_, time)| *time).max();
        let (mut at_stake, now) = (0, moment(&self.time()));
        for id in self.store.files()? {
            let written = self.store.file(&id)?.and_then(|file: File| file.metadata().ok()?.modified().ok());
            let written = written.and_then(|time| jiff::Timestamp::try_from(time).ok());
            let came_before = written.zip(latest).is_some_and(|(written, latest)| written < latest);
            let unsure = if written.is_none_or(|written| written > now) { &sound[..] } else { &[] };
            let named = || -> Result<bool, RegisterError> {
                let mut copies = doubtful.iter().chain(unsure).map(|(copy, _)| self.named_in(id, copy));
                copies.try_fold(false, |known, named| Ok(known || named?))
            };
            at_stake += u64::from(!came_before && !named()?);
        }
        Ok(at_stake)
    }

    /// Whether the clock can be believed about when a copy was made: then it was not in the future, and not before what this
    /// device had written in it.
    fn is_sound_time(&self, copy: &Copied) -> bool {
        let own = self.own_logs();
        let held = |head: &Head| self.store.headers_of(head.entry.log).take(head.entry.number as usize);
        let heads = copy.heads.iter().filter(|head| own.contains(&head.entry.log));
        let times = heads.flat_map(held).filter_map(|header| self.standing.time(header.header.entry).0);
        copy.made <= self.time() && times.max().is_none_or(|held| held <= copy.made)
    }

    /// Whether an entry in the copy tells of a source file.
    fn named_in(&self, file: FileId, copy: &Copied) -> Result<bool, RegisterError> {
        let heads: Vec<&Head> = copy.heads.iter().filter(|head| self.holds(head)).collect();
        let reached =
            |entry: EntryId| heads.iter().any(|head| head.entry.log == entry.log && head.entry.number >= entry.number);
        let told = self.store.index().about(&Subject::File(file))?;
        Ok(told.into_iter().any(|one| reached(one.recording.entry)))
    }
}

/// When a copy was made.
fn when(copy: &Copied) -> SystemTime {
    moment(&copy.made).into()
}

fn is_beyond(header: &SignedHeader, reached: &BTreeMap<Key, u64>) -> bool {
    let entry = header.header.entry;
    reached.get(&entry.log).is_none_or(|reached| entry.number > *reached)
}
