//! Which cards came or changed since they were compared.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Act, Claim, EntityId, EntryId, RecordingId, RecordingRange, SignedHeader, Subject, Value};

use super::compared::Compared;
use crate::{Register, RegisterError};

/// More statements than so many are not looked at one by one: then all may as well be compared anew.
const MOST: usize = 20_000;

impl Register {
    /// The cards of which something that is compared was said or taken back since; none when that is too much to be looked at,
    /// or when something else bears on what counts. That two cards are one thing, or are not, changes no card.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn changed_since(&self, compared: &Compared) -> Result<Option<BTreeSet<EntityId>>, RegisterError> {
        let _look = self.look()?;
        let Some(places) = self.places_since(compared) else { return Ok(None) };
        let mut changed = BTreeSet::new();
        for claim in self.claims_at(&places)? {
            changed.extend(self.compared_card(&claim, compared)?);
        }
        Ok(Some(changed))
    }

    /// The places of what was recorded and of what ended since, by entry: each is read once, however much of it ended.
    fn places_since(&self, compared: &Compared) -> Option<BTreeMap<EntryId, BTreeSet<u32>>> {
        let (mut places, mut left): (BTreeMap<EntryId, BTreeSet<u32>>, usize) = (BTreeMap::new(), MOST);
        for header in self.since(compared) {
            for range in ranges(header)? {
                let many = (range.last.saturating_sub(range.first) as usize).saturating_add(1);
                left = left.checked_sub(many)?;
                places.entry(range.entry).or_default().extend(range.first..=range.last);
            }
        }
        Some(places)
    }

    /// The entries that came since.
    fn since<'r>(&'r self, compared: &'r Compared) -> impl Iterator<Item = &'r SignedHeader> {
        self.heads().into_iter().flat_map(|head| {
            let log = head.entry.log;
            let known = compared.heads.iter().find(|known| known.entry.log == log);
            let last = known.map_or(0, |known| known.entry.number);
            self.store.headers_of(log).filter(move |header| header.header.entry.number > last)
        })
    }

    /// The claims at these places, as far as they are here and open.
    fn claims_at(&self, places: &BTreeMap<EntryId, BTreeSet<u32>>) -> Result<Vec<Claim>, RegisterError> {
        let wanted = |at: RecordingId| places.get(&at.entry).is_some_and(|places| places.contains(&at.position));
        let mut claims = Vec::new();
        for entry in places.keys() {
            let found = self.store.index().in_entry(*entry)?.into_iter();
            claims.extend(found.filter(|found| wanted(found.recording)).map(|found| found.claim));
        }
        let sealed = self.opened.iter().filter(|(_, place, _)| wanted(*place));
        claims.extend(sealed.map(|(_, _, secret)| secret.claim.clone()));
        Ok(claims)
    }

    /// The card that is compared otherwise because of a claim.
    fn compared_card(&self, claim: &Claim, compared: &Compared) -> Result<Option<EntityId>, RegisterError> {
        let property = claim.property.as_str();
        Ok(match (claim.subject, &claim.value) {
            (Subject::Entity(_), Value::Entity(thing)) if property == "depicts" => Some(*thing),
            (Subject::Entity(card), _) => {
                (property == "kind" || compared.properties.place(property).is_some()).then_some(card)
            }
            (Subject::Claim(about), _) if property == "deny" => match self.statement(about) {
                Ok(denied) => self.compared_card(&denied.claim, compared)?,
                Err(RegisterError::Unknown { .. }) => None,
                Err(other) => return Err(other),
            },
            _ => None,
        })
    }
}

/// What an entry recorded and what it ended; none when it does something else that may bear on any card.
fn ranges(header: &SignedHeader) -> Option<Vec<RecordingRange>> {
    let (entry, bodies) = (header.header.entry, header.header.bodies);
    let mut ranges: Vec<RecordingRange> =
        bodies.checked_sub(1).map(|last| RecordingRange { entry, first: 0, last }).into_iter().collect();
    for act in &header.header.acts {
        match act {
            Act::Retract(ended) => ranges.extend(ended),
            Act::Replace { recording, .. } => ranges.push(RecordingRange::one(*recording)),
            Act::Acknowledge(_) | Act::CorrectTime { .. } => {}
            _ => return None,
        }
    }
    Some(ranges)
}
