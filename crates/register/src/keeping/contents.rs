//! What lies in a box, on a shelf, in a store.

use std::collections::BTreeSet;

use daftar_claim::EntityId;
use daftar_table::{Cell, Test};
use daftar_view::{Ask, KEPT_AT, Load, Sum};
use serde::Serialize;

use super::carrying::sort;
use super::places::{PLACE, PlaceOfKeeping, Places};
use crate::reading::as_text;
use crate::{Register, RegisterError};

/// A place of keeping, and what is in it by what was said last.
#[derive(Clone, Debug, Serialize)]
pub struct Contents {
    /// The place.
    #[serde(serialize_with = "as_text")]
    pub place: EntityId,
    /// Where it lies itself, the widest first, with its own name.
    pub path: String,
    /// The things in it, or in what lies in it; by place, number and name.
    pub loads: Vec<Load>,
    /// Things of which somebody says that they are here, and which are said to be elsewhere since.
    pub left: Vec<Load>,
    /// All that is here together.
    pub sum: Sum,
    /// The places of keeping that lie in it, however deep.
    pub inner: Vec<PlaceOfKeeping>,
    /// All places of keeping.
    #[serde(skip)]
    pub places: Places,
}

impl Register {
    /// What is in a place of keeping; with `deep` also what is in the places within it.
    ///
    /// # Errors
    /// When the index cannot be read, or nothing of that id is a place of keeping for this audience.
    pub fn contents(&self, place: EntityId, deep: bool, ask: &Ask) -> Result<Contents, RegisterError> {
        let places = self.places_of_keeping(ask)?;
        let unknown = || RegisterError::Unknown { what: "place of keeping", id: place.to_string(), see: "search" };
        let own = places.get(place).ok_or_else(unknown)?.entity;
        let within = if deep { places.within(place) } else { BTreeSet::from([own, place]) };
        let (loads, left) = self.kept_within(&within, &places, ask)?;
        let inner = places.within(place).into_iter().filter(|one| *one != own);
        let mut inner: Vec<PlaceOfKeeping> = inner.filter_map(|one| places.get(one)).cloned().collect();
        inner.retain(|one| one.entity != own);
        inner.sort_by_cached_key(|one| super::numbers::natural(&places.path(one.entity)));
        inner.dedup_by_key(|one| one.entity);
        Ok(Contents { place: own, path: places.path(own), sum: Sum::of(&loads), loads, left, inner, places })
    }

    /// The things that are within these places by what was said last, and those that are said to be elsewhere since.
    pub(super) fn kept_within(
        &self,
        within: &BTreeSet<EntityId>,
        places: &Places,
        ask: &Ask,
    ) -> Result<(Vec<Load>, Vec<Load>), RegisterError> {
        let kept: Vec<(&str, Test)> =
            within.iter().map(|place| (KEPT_AT, Test::Is(Cell::Entity(*place).to_string()))).collect();
        let things = self.chosen(&kept, None, ask)?;
        let mut things = self.loads(&things, ask)?;
        things.retain(|load| places.get(load.entity).is_none());
        sort(&mut things, places);
        let is_here = |load: &Load| load.kept.first().is_some_and(|kept| within.contains(&kept.place));
        Ok(things.into_iter().partition(is_here))
    }

    /// Whether something is a place of keeping: for whoever may know.
    pub(super) fn is_place(&self, entity: EntityId) -> Result<bool, RegisterError> {
        self.is_of_kind(entity, PLACE)
    }
}
