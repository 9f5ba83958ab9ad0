//! On how many sources what is told rests: told unasked, for a number that one voice alone carries is another number.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{EntityId, Speaker};
use serde::Serialize;

use crate::agree::origins;
use crate::asked::Asked;
use crate::json;

/// On how many sources things rest.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Rests {
    /// Of how many things anything is told.
    pub told: u64,
    /// How many of these come from one origin alone.
    pub alone: u64,
    /// These origins, with how many rest on each alone; the most first.
    pub on: Vec<Lone>,
}

/// An origin on which things rest alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Lone {
    /// The source or speaker.
    #[serde(serialize_with = "json::text")]
    pub on: EntityId,
    /// How many things.
    pub things: u64,
}

/// The same, gathered thing by thing.
#[derive(Default)]
pub(super) struct Gathering {
    told: u64,
    alone: BTreeMap<EntityId, u64>,
}

impl Gathering {
    /// Takes a thing that is told by these origins.
    pub(super) fn add(&mut self, origins: &BTreeSet<EntityId>) {
        let mut each = origins.iter();
        match (each.next(), each.next()) {
            (None, _) => {}
            (Some(one), None) => {
                self.told += 1;
                *self.alone.entry(*one).or_default() += 1;
            }
            _ => self.told += 1,
        }
    }

    /// Adds what was gathered of other things.
    pub(super) fn join(&mut self, other: Gathering) {
        self.told += other.told;
        for (on, things) in other.alone {
            *self.alone.entry(on).or_default() += things;
        }
    }

    pub(super) fn finish(self) -> Rests {
        let alone = self.alone.values().sum();
        let mut on: Vec<Lone> = self.alone.into_iter().map(|(on, things)| Lone { on, things }).collect();
        on.sort_by_key(|lone| (std::cmp::Reverse(lone.things), lone.on));
        Rests { told: self.told, alone, on }
    }
}

/// Where each of these voices, sources and speakers, has what it says from in the end, as far as is told.
pub fn voices_origins(asked: &Asked, voices: &BTreeSet<EntityId>) -> HashMap<EntityId, Vec<EntityId>> {
    let of = |voice: &EntityId| (*voice, origins(Some(&Speaker::Entity(*voice)), *voice, asked));
    voices.iter().map(of).collect()
}
