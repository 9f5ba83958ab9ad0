//! Changing one's mind: retract, replace, undo. Nothing is overwritten; acts name recordings.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Act, Body, Claim, ClaimId, Ended, EntryId, RecordingId, RecordingRange, Secret, SignedHeader};
use daftar_view::step_of;

use crate::said::Fate;
use crate::{Register, RegisterError};

/// An entry of more bodies than these is more than steps of safekeeping.
const FEW: u32 = 16;

/// What undoing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Undone {
    /// Recordings taken back.
    pub retracted: usize,
    /// Claims that hold again because what had ended them was undone.
    pub revived: usize,
}

impl Register {
    /// Takes this party's recordings of a claim back. Others' recordings of it stand.
    ///
    /// # Errors
    /// When this party has no standing recording of it.
    pub fn retract(&mut self, claim: ClaimId) -> Result<EntryId, RegisterError> {
        let ranges: Vec<_> = self.own_recordings(claim)?.into_iter().map(RecordingRange::one).collect();
        self.append(Vec::new(), vec![Act::Retract(ranges)])
    }

    /// Puts another claim in the place of one: an edit, no disagreement.
    ///
    /// # Errors
    /// When this party has no standing recording of the old one.
    pub fn replace(&mut self, old: ClaimId, new: &Claim) -> Result<EntryId, RegisterError> {
        let acts = self.own_recordings(old)?.into_iter();
        let acts = acts.map(|recording| Act::Replace { recording, with: 0 }).collect();
        let fate = self.fates(std::slice::from_ref(new), &[], &BTreeSet::new())?.pop().unwrap_or(Fate::Open);
        let bodies = self.bodies_of(new, fate)?;
        let entry = self.append(bodies, acts)?;
        self.open_and_withhold()?;
        Ok(entry)
    }

    /// Puts a sealed claim in the place of one: an edit of what is restricted.
    ///
    /// # Errors
    /// When this party has no standing recording of the old one, or the keys are locked.
    pub fn replace_sealed(&mut self, old: ClaimId, new: &Secret) -> Result<EntryId, RegisterError> {
        let acts = self.own_recordings(old)?.into_iter();
        let acts = acts.map(|recording| Act::Replace { recording, with: 0 }).collect();
        self.need_keys()?;
        let concerns = self.concerned(&new.claim, new.concerns.clone())?;
        let bodies = self.bodies_of(&new.claim, Fate::Whole(concerns))?;
        let entry = self.append(bodies, acts)?;
        self.open_and_withhold()?;
        Ok(entry)
    }

    /// This party's standing recordings of a claim.
    pub(crate) fn own_recordings(&self, claim: ClaimId) -> Result<Vec<RecordingId>, RegisterError> {
        let own = self.standing_own(claim)?;
        if own.is_empty() {
            let why =
                format!("no recording of {claim} by this notebook's keeper stands, so there is nothing to take back");
            return Err(RegisterError::NotYours(why));
        }
        Ok(own)
    }

    /// The same; none where there are none.
    pub(crate) fn standing_own(&self, claim: ClaimId) -> Result<Vec<RecordingId>, RegisterError> {
        let all = self.store.recordings_of(claim)?.into_iter();
        Ok(all.filter(|place| self.is_standing_own(*place)).collect())
    }

    /// Whether a recording is this party's, and stands.
    pub(crate) fn is_standing_own(&self, place: RecordingId) -> bool {
        self.standing.party(place.entry) == self.party() && self.standing.ended(place).is_none()
    }

    /// The last piece of work of this device that can be undone: an entry, or all entries of its batch.
    pub fn last_work(&self) -> Option<EntryId> {
        let log = self.key()?;
        let worth = |header: &&SignedHeader| header.header.entry.number > 1 && self.has_effect(header);
        let headers: Vec<&SignedHeader> = self.store.headers_of(log).collect();
        headers.into_iter().rev().find(worth).map(|header| header.header.entry)
    }

    /// Whether an entry is this party's and holds something that can still be undone. The first entry cannot.
    pub fn can_undo(&self, entry: EntryId) -> bool {
        let own = |header: &&SignedHeader| Some(header.header.on_behalf_of) == self.party();
        entry.number > 1 && self.header(entry).filter(own).is_some_and(|header| self.has_effect(header))
    }

    fn has_effect(&self, header: &SignedHeader) -> bool {
        let takes_back = header.header.acts.iter().any(|act| matches!(act, Act::Retract(_)));
        self.records_still(header) || (header.header.bodies == 0 && takes_back)
    }

    /// Whether something that an entry recorded was not taken back.
    fn records_still(&self, header: &SignedHeader) -> bool {
        let entry = header.header.entry;
        // What is withheld is shown again by taking that back, never by the way; and a step of safekeeping was taken.
        !self.withholds(entry)
            && !self.holds_steps_alone(header)
            && (0..header.header.bodies).any(|position| {
                let recording = RecordingId { entry, position };
                !matches!(self.standing.ended(recording), Some(Ended::Retracted { .. }))
            })
    }

    /// Whether an entry holds nothing but a few steps of safekeeping, as far as this device can read it.
    fn holds_steps_alone(&self, header: &SignedHeader) -> bool {
        let entry = header.header.entry;
        let is_step = |position| {
            let recording = RecordingId { entry, position };
            let opened = self.opened.iter().find(|(_, place, _)| *place == recording);
            match opened {
                Some((_, _, secret)) => step_of(&secret.claim).is_some(),
                None => match self.store.body(recording) {
                    Ok(Some(Body::Open(claim, _))) => step_of(&claim).is_some(),
                    _ => false,
                },
            }
        };
        (1..=FEW).contains(&header.header.bodies) && (0..header.header.bodies).all(is_step)
    }

    /// Undoes an entry and the rest of its batch: what it recorded is retracted; what it had retracted or replaced is
    /// recorded again, with the same bytes. What was undone already is left alone.
    ///
    /// # Errors
    /// When the entry is not here, or not this party's.
    pub fn undo(&mut self, entry: EntryId) -> Result<Undone, RegisterError> {
        let unknown = || RegisterError::Unknown { what: "entry", id: entry.number.to_string(), see: "log" };
        let header = self.header(entry).ok_or_else(unknown)?;
        if Some(header.header.on_behalf_of) != self.party() {
            return Err(RegisterError::NotYours("that was recorded by somebody else: only they can undo it".into()));
        }
        let batch = header.header.batch.as_ref().map(|batch| batch.id.clone());
        let same_batch = |header: &&SignedHeader| match &batch {
            Some(id) => header.header.batch.as_ref().is_some_and(|batch| batch.id == *id),
            None => header.header.entry == entry,
        };
        let headers: Vec<SignedHeader> = self.store.headers_of(entry.log).filter(same_batch).cloned().collect();
        let mut revived: BTreeMap<ClaimId, Vec<u8>> = BTreeMap::new();
        for header in &headers {
            for bytes in self.ended_by(header)? {
                revived.insert(daftar_claim::Body::id_of(&bytes), bytes);
            }
        }
        revived.retain(|claim, _| self.own_recordings(*claim).is_err());
        let standing = headers.iter().filter(|header| self.records_still(header));
        let ranges: Vec<RecordingRange> = standing.filter_map(whole_entry).collect();
        if ranges.is_empty() && revived.is_empty() {
            return Ok(Undone::default());
        }
        let retracted = ranges.iter().map(|range| range.last as usize + 1).sum();
        let acts = if ranges.is_empty() { Vec::new() } else { vec![Act::Retract(ranges)] };
        let count = revived.len();
        let mut bodies = revived.into_values();
        let first = bodies.by_ref().take(daftar_claim::MAX_BODIES).collect();
        self.append(first, acts)?;
        self.append_all(bodies.collect())?;
        Ok(Undone { retracted, revived: count })
    }

    /// The bytes of what an entry's acts ended, and nothing has come after.
    fn ended_by(&self, header: &SignedHeader) -> Result<Vec<Vec<u8>>, RegisterError> {
        let mut ended = Vec::new();
        for act in &header.header.acts {
            let ranges = match act {
                Act::Retract(ranges) => ranges.clone(),
                // What took its place may have been replaced in turn: then that stands, and not what was before both.
                Act::Replace { recording, with } => {
                    let by = RecordingId { entry: header.header.entry, position: *with };
                    let gone_on = matches!(self.standing.ended(by), Some(Ended::Replaced { .. }));
                    if gone_on { Vec::new() } else { vec![RecordingRange::one(*recording)] }
                }
                _ => Vec::new(),
            };
            for range in ranges {
                for position in range.first..=range.last {
                    ended.extend(self.store.body_bytes(RecordingId { entry: range.entry, position })?);
                }
            }
        }
        Ok(ended)
    }
}

fn whole_entry(header: &SignedHeader) -> Option<RecordingRange> {
    let last = header.header.bodies.checked_sub(1)?;
    Some(RecordingRange { entry: header.header.entry, first: 0, last })
}
