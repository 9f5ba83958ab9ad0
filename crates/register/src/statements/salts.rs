//! The salts of open claims. The index does not know them, so that an entry is read when the first of its claims is asked for;
//! sixteen bytes of each of them stay in memory.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use daftar_claim::{Body, BodyState, EntryId, Recording, Salt};

use crate::{Register, RegisterError};

/// The salts of the entries that were read.
#[derive(Default)]
pub(super) struct Salts(HashMap<EntryId, Vec<Option<Salt>>>);

impl Salts {
    /// The salt of a claim with these recordings; none if its bytes are in none of them.
    pub(super) fn of(&mut self, register: &Register, recordings: &[Recording]) -> Result<Option<Salt>, RegisterError> {
        for place in recordings.iter().map(|recording| recording.id) {
            let salts = match self.0.entry(place.entry) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(salts(register, place.entry)?),
            };
            if let Some(Some(salt)) = salts.get(place.position as usize) {
                return Ok(Some(*salt));
            }
        }
        Ok(None)
    }
}

fn salts(register: &Register, entry: EntryId) -> Result<Vec<Option<Salt>>, RegisterError> {
    let salt = |state: BodyState| match state {
        BodyState::Present(bytes) => match Body::parse(&bytes) {
            Ok(Body::Open(_, salt)) => Some(salt),
            _ => None,
        },
        _ => None,
    };
    Ok(register.store.bodies(entry)?.into_iter().map(salt).collect())
}
