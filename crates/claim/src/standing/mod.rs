//! What counts: which entries, which recordings, which erasures are in force.
//!
//! A pure function of the headers at hand, so that every site that has the same headers decides the same, whatever the
//! order in which they came. Only two things are a site's own: which logs are its own devices', for it is there that a
//! keeper consents to somebody else's large erasure, and the cut, when a past moment is asked for.

mod erasure;
mod line;
mod trust;

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

pub use erasure::{UNASKED, Waiting};
use trust::Trust;

use crate::act::{Act, EntryId, RecordingId};
use crate::entry::{Clock, Recovery, SignedHeader, Timestamp};
use crate::id::{ClaimId, EntityId, FileId, Key, RegisterId};
use crate::statement::Ended;

/// How far each log reached at some moment: the number of its last entry.
pub type Cut = BTreeMap<Key, u64>;

/// Every log's headers, from number 1 without a gap.
pub type Logs<'a> = BTreeMap<Key, Vec<&'a SignedHeader>>;

/// What a decision is made from.
pub struct Grounds<'a> {
    /// The register that is asked.
    pub register: RegisterId,
    /// Every log's headers.
    pub logs: &'a Logs<'a>,
    /// The logs of this site's own devices.
    pub own: &'a [Key],
    /// How far to look; none for all.
    pub cut: Option<&'a Cut>,
    /// The parties that recorded a claim, as far as is known here.
    pub recorders: &'a dyn Fn(ClaimId) -> Vec<EntityId>,
}

impl<'a> Grounds<'a> {
    fn reaches(&self, entry: EntryId) -> bool {
        self.cut.is_none_or(|cut| cut.get(&entry.log).is_some_and(|last| entry.number <= *last))
    }

    /// Every header within the cut.
    fn headers(&self) -> impl Iterator<Item = &'a SignedHeader> {
        self.logs.values().flatten().copied().filter(|header| self.reaches(header.header.entry))
    }
}

/// What counts.
#[derive(Debug, Default)]
pub struct Standing {
    counted: HashMap<EntryId, Counted>,
    ended: HashMap<EntryId, Vec<(u32, u32, Ended)>>,
    /// Claims that an erasure in force names: refused from everybody, for ever.
    pub erased: std::collections::HashSet<ClaimId>,
    /// Files that an erasure in force names.
    pub erased_files: std::collections::HashSet<FileId>,
    /// Erasures that wait for a keeper here.
    pub waiting: Vec<Waiting>,
    /// Who may do what.
    trust: Trust,
    recovery: Option<Recovery>,
}

#[derive(Debug, Clone)]
struct Counted {
    party: EntityId,
    time: Option<Timestamp>,
    clock: Clock,
}

impl Standing {
    /// Decides what counts.
    pub fn decide(grounds: &Grounds<'_>) -> Standing {
        let trust = Trust::decide(grounds);
        let mut standing =
            Standing { recovery: trust.recovery(grounds.register).cloned(), trust, ..Standing::default() };
        standing.count_entries(grounds);
        for header in grounds.headers() {
            if !standing.counts(header.header.entry) {
                continue;
            }
            for act in &header.header.acts {
                standing.apply(header, act);
            }
        }
        erasure::decide(grounds, &mut standing);
        standing
    }

    /// Whether an entry counts: its chain is unbroken, its key was granted for its party, its batch is closed.
    pub fn counts(&self, entry: EntryId) -> bool {
        self.counted.contains_key(&entry)
    }

    /// The party on whose behalf a counted entry was signed.
    pub fn party(&self, entry: EntryId) -> Option<EntityId> {
        self.counted.get(&entry).map(|counted| counted.party)
    }

    /// When a counted entry was made, and how that is known; a correction has been heeded.
    pub fn time(&self, entry: EntryId) -> (Option<Timestamp>, Clock) {
        let counted = self.counted.get(&entry);
        counted.map_or((None, Clock::Unknown), |counted| (counted.time.clone(), counted.clock))
    }

    /// What ended a recording, if anything did. Of several, the retraction, then the replacement named first.
    pub fn ended(&self, recording: RecordingId) -> Option<Ended> {
        let ends = self.ended.get(&recording.entry)?;
        let hits = ends.iter().filter(|(first, last, _)| (*first..=*last).contains(&recording.position));
        hits.map(|(_, _, ended)| *ended).min_by_key(|ended| match ended {
            Ended::Retracted { by } => (0, *by, 0),
            Ended::Replaced { by } => (1, by.entry, by.position),
        })
    }

    /// The recovery key in force, to which the sealing keys are escrowed; none where nobody can tell which it is.
    pub fn recovery(&self) -> Option<&Recovery> {
        self.recovery.as_ref()
    }

    /// The positions of an entry's recordings that something ended; none when the entry does not count.
    pub fn ended_in(&self, entry: EntryId) -> Option<Vec<RangeInclusive<u32>>> {
        self.counted.get(&entry)?;
        let ends = self.ended.get(&entry).into_iter().flatten();
        Some(ends.map(|(first, last, _)| *first..=*last).collect())
    }

    /// Every recording that came in the place of this one: concurrent replacements are all shown.
    pub fn replacements(&self, recording: RecordingId) -> Vec<RecordingId> {
        let ends = self.ended.get(&recording.entry).into_iter().flatten();
        let hits = ends.filter(|(first, last, _)| (*first..=*last).contains(&recording.position));
        let mut found: Vec<RecordingId> = hits
            .filter_map(|(_, _, ended)| match ended {
                Ended::Replaced { by } => Some(*by),
                Ended::Retracted { .. } => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// The keys that may act for somebody, with what they may do.
    pub fn grants(&self) -> impl Iterator<Item = (Key, EntityId, crate::May)> {
        self.trust.grants()
    }

    /// Whether the keys of another register are trusted here.
    pub fn joins(&self, register: RegisterId) -> bool {
        self.trust.knows(register)
    }

    /// Whether a key may do this for the party.
    pub fn may(&self, key: Key, party: EntityId, may: crate::May) -> bool {
        self.trust.may(key, party, may)
    }

    fn count_entries(&mut self, grounds: &Grounds<'_>) {
        for (log, headers) in grounds.logs {
            let closed = closed_batches(grounds, headers);
            for header in headers.iter().filter(|header| grounds.reaches(header.header.entry)) {
                let open = header.header.batch.as_ref().is_some_and(|batch| !closed.contains(&batch.id.as_str()));
                let entry = header.header.entry;
                if !open && self.trust.accepts(*log, entry.number, header.header.on_behalf_of, header.register()) {
                    let (time, clock) = (header.header.time.clone(), header.header.clock);
                    self.counted.insert(entry, Counted { party: header.header.on_behalf_of, time, clock });
                }
            }
        }
    }

    fn apply(&mut self, header: &SignedHeader, act: &Act) {
        let (by, party) = (header.header.entry, header.header.on_behalf_of);
        match act {
            Act::Retract(ranges) => {
                for range in ranges {
                    if self.party(range.entry) == Some(party) {
                        let end = (range.first, range.last, Ended::Retracted { by });
                        self.ended.entry(range.entry).or_default().push(end);
                    }
                }
            }
            Act::Replace { recording, with } if self.party(recording.entry) == Some(party) => {
                let by = RecordingId { entry: by, position: *with };
                let end = (recording.position, recording.position, Ended::Replaced { by });
                self.ended.entry(recording.entry).or_default().push(end);
            }
            Act::CorrectTime { first, last, time } if first.log == by.log => {
                for number in first.number..=(*last).min(by.number) {
                    if let Some(counted) = self.counted.get_mut(&EntryId { log: first.log, number }) {
                        counted.time = time.clone();
                        counted.clock = if time.is_some() { Clock::Person } else { Clock::Unknown };
                    }
                }
            }
            _ => {}
        }
    }
}

/// The batches of a log whose closing entry is within reach.
fn closed_batches<'a>(grounds: &Grounds<'_>, headers: &[&'a SignedHeader]) -> Vec<&'a str> {
    let within = headers.iter().filter(|header| grounds.reaches(header.header.entry));
    within.filter_map(|header| header.header.batch.as_ref()).filter(|batch| batch.last).map(|b| b.id.as_str()).collect()
}

/// How far each log had come, for the device of `own`, by its last entry made at or before `time`.
///
/// `standing` gives corrected times. The device's own entries name the heads that it had seen.
pub fn cut_at(own: &[Key], logs: &Logs<'_>, standing: &Standing, time: &Timestamp) -> Cut {
    let mut cut = Cut::new();
    for log in own {
        let headers = logs.get(log).map(Vec::as_slice).unwrap_or_default();
        let before = |header: &&SignedHeader| standing.time(header.header.entry).0.is_some_and(|made| made <= *time);
        let Some(last) = headers.iter().rposition(before) else { continue };
        for header in headers.iter().take(last + 1) {
            let seen = header.header.heads.iter().chain(&header.header.predecessor).map(|head| head.entry);
            for entry in seen.chain([header.header.entry]) {
                let reached = cut.entry(entry.log).or_default();
                *reached = entry.number.max(*reached);
            }
        }
    }
    cut
}
