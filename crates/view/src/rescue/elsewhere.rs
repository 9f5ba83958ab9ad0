//! Who else holds an accession: copies for safety, families, other banks.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Value};
use serde::Serialize;

use crate::asked::{Asked, said};
use crate::cite::Who;
use crate::entity::kinds;
use crate::json;

/// Somebody who holds an accession.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Holder {
    /// Who.
    pub who: Who,
    /// Whether it is said that they grow or hold it; else they were given or lent some of it, and may hold it still.
    pub said: bool,
}

/// Where an accession is kept besides the bank's own shelves.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Elsewhere {
    /// The cards of copies that are kept elsewhere for safety.
    #[serde(serialize_with = "json::texts")]
    pub copies: Vec<EntityId>,
    /// Who grows or holds it, or may.
    pub holders: Vec<Holder>,
}

/// What is kept elsewhere, by accession or lot.
#[derive(Default)]
pub(super) struct All {
    copies: BTreeMap<EntityId, BTreeSet<EntityId>>,
    holders: BTreeMap<EntityId, BTreeMap<EntityId, bool>>,
}

/// Kinds of cards that tell of seed that went elsewhere, and what names who has it; a copy for safety has a box.
const GIVEN: [(&str, &str); 2] = [("distribution", "to-whom"), ("promise", "to-whom")];
const COPY: &str = "safety-duplicate";
const FAMILY: &str = "family";

impl All {
    /// Gathers it from all cards.
    pub(super) fn of(asked: &Asked, entities: &[EntityId], denied: &BTreeSet<ClaimId>) -> All {
        let mut all = All::default();
        for entity in entities {
            let kinds = kinds(asked.about(*entity));
            let is = |kind: &str| kinds.iter().any(|one| one == kind);
            let named = |id: &str| named(asked, *entity, id, denied);
            if is(COPY) {
                for about in named("about") {
                    all.copies.entry(about).or_default().insert(*entity);
                }
            }
            for (_, whom) in GIVEN.iter().filter(|(kind, _)| is(kind)) {
                for about in named("about") {
                    for who in named(whom) {
                        all.holders.entry(about).or_default().entry(who).or_insert(false);
                    }
                }
            }
            if is(FAMILY) {
                for grows in named("grows") {
                    all.holders.entry(grows).or_default().insert(*entity, true);
                }
            }
            for family in named("grown-by") {
                all.holders.entry(*entity).or_default().insert(family, true);
            }
        }
        all
    }

    /// The copies of an accession and its lots that are kept elsewhere, and who holds it, or may, and whether that is said.
    pub(super) fn about(&self, things: &[EntityId]) -> (Vec<EntityId>, Vec<(EntityId, bool)>) {
        let copies: BTreeSet<EntityId> =
            things.iter().filter_map(|thing| self.copies.get(thing)).flatten().copied().collect();
        let mut holders: BTreeMap<EntityId, bool> = BTreeMap::new();
        for (who, said) in things.iter().filter_map(|thing| self.holders.get(thing)).flatten() {
            *holders.entry(*who).or_default() |= said;
        }
        (copies.into_iter().collect(), holders.into_iter().collect())
    }
}

fn named(asked: &Asked, entity: EntityId, id: &str, denied: &BTreeSet<ClaimId>) -> Vec<EntityId> {
    let told = said(asked, entity, id).filter(|one| !denied.contains(&asked.statement(one).statement.id));
    let named = told.filter_map(|one| match &*one.value {
        Value::Entity(named) => Some(asked.identity().first(*named)),
        _ => None,
    });
    named.collect()
}
