//! What a phone may count.

use std::collections::BTreeSet;

use daftar_register::claim::EntityId;
use daftar_register::view::Ask;
use daftar_register::{Register, RegisterError};

/// The one task of a pairing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Task {
    /// One lot.
    Lot(EntityId),
    /// The lots that are kept within a place.
    Place(EntityId),
}

impl Task {
    /// The lots that may be counted, as the record has them now.
    pub(crate) fn lots(self, register: &Register, ask: &Ask) -> Result<BTreeSet<EntityId>, RegisterError> {
        match self {
            Task::Lot(lot) => Ok(BTreeSet::from([lot])),
            Task::Place(place) => Ok(register.lots(Some(place), ask)?.into_iter().map(|lot| lot.entity).collect()),
        }
    }

    /// The place, if it is about one.
    pub(crate) fn place(self) -> Option<EntityId> {
        match self {
            Task::Lot(_) => None,
            Task::Place(place) => Some(place),
        }
    }
}
