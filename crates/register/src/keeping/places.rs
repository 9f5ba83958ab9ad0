//! The places of keeping and which lies in which: a box on a shelf, a shelf in a store.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::EntityId;
use daftar_table::{Cell, Query, RowName, Test};
use daftar_view::{Ask, KEPT_AT, NUMBER, value_words};
use serde::Serialize;

use super::numbers::{natural, now};
use crate::reading::as_text;
use crate::{Register, RegisterError};

/// The kind of cards that are places of keeping.
pub(super) const PLACE: &str = "location";
const SORT: &str = "location-type";
const PART_OF: &str = "part-of";
/// What stands between a place and what lies in it.
const INTO: &str = " › ";

/// A place of keeping.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PlaceOfKeeping {
    /// The place.
    #[serde(serialize_with = "as_text")]
    pub entity: EntityId,
    /// Its name in the language asked for, or its number; none when it has neither.
    pub name: Option<String>,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// What it is: a code of `location-type`.
    pub sort: Option<String>,
    /// The same in words.
    pub label: Option<String>,
    /// The places in which it lies.
    #[serde(skip)]
    pub inside: Vec<EntityId>,
}

/// All places of keeping that an audience may know.
#[derive(Clone, Debug, Default)]
pub struct Places {
    all: BTreeMap<EntityId, PlaceOfKeeping>,
}

impl Register {
    /// The places of keeping that the asking audience may know.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn places_of_keeping(&self, ask: &Ask) -> Result<Places, RegisterError> {
        let columns = [NUMBER, SORT, PART_OF, KEPT_AT].map(str::to_owned).to_vec();
        let mut query = Query { columns: Some(columns), most: usize::MAX, ..Query::default() };
        query.add("kind", Test::Is(Cell::Code { scheme: "kind".into(), code: PLACE.into() }.to_string()));
        let mut places = Places::default();
        self.each_of_many::<RegisterError>(&query, self.standing(), &now(ask), |hit| {
            let cells = |field: &str| hit.row.cells(field).to_vec();
            let numbers: Vec<String> = cells(NUMBER).iter().map(Cell::plain).collect();
            let name = RowName::in_language(&hit.row.names, ask.lang.tag()).map(|name| name.text.clone());
            let sort = cells(SORT).into_iter().next();
            let label = sort.as_ref().and_then(Cell::value).map(|value| value_words(&value, ask.lang, self.profiles()));
            let inside = cells(KEPT_AT).into_iter().chain(cells(PART_OF)).filter_map(|cell| match cell {
                Cell::Entity(entity) => Some(entity),
                _ => None,
            });
            let place = PlaceOfKeeping {
                entity: hit.row.entity,
                name: name.or_else(|| numbers.first().cloned()),
                numbers,
                sort: sort.map(|cell| cell.plain()),
                label,
                inside: inside.collect(),
            };
            for member in &hit.row.members {
                places.all.insert(*member, place.clone());
            }
            Ok(())
        })?;
        Ok(places)
    }
}

impl Places {
    /// A place.
    pub fn get(&self, place: EntityId) -> Option<&PlaceOfKeeping> {
        self.all.get(&place)
    }

    /// All of them in the order of their paths, each once.
    pub fn in_order(&self) -> Vec<(&PlaceOfKeeping, String)> {
        let own = self.all.iter().filter(|(entity, place)| **entity == place.entity);
        let mut places: Vec<_> = own.map(|(entity, place)| (place, self.path(*entity))).collect();
        places.sort_by_cached_key(|(place, path)| (natural(path), place.entity));
        places
    }

    /// Where a place lies, the widest first: `Store › Shelf 3 › Box 7`. None of what is no place of keeping, or has no name.
    pub fn path(&self, place: EntityId) -> String {
        let mut names = Vec::new();
        let mut met = BTreeSet::new();
        let mut next = Some(place);
        while let Some(place) = next.filter(|place| met.insert(*place)).and_then(|place| self.all.get(&place)) {
            names.extend(place.name.clone());
            next = place.inside.iter().copied().find(|outer| self.all.contains_key(outer));
        }
        names.reverse();
        names.join(INTO)
    }

    /// A place and all that lies in it, however deep.
    pub fn within(&self, place: EntityId) -> BTreeSet<EntityId> {
        let mut within = BTreeSet::from([place]);
        within.extend(self.all.get(&place).map(|place| place.entity));
        loop {
            let more: Vec<EntityId> = self
                .all
                .iter()
                .filter(|(entity, one)| {
                    !within.contains(entity) && one.inside.iter().any(|outer| within.contains(outer))
                })
                .map(|(entity, _)| *entity)
                .collect();
            if more.is_empty() {
                return within;
            }
            within.extend(more);
        }
    }

    /// The places in which a place lies, itself among them.
    pub fn around(&self, place: EntityId) -> BTreeSet<EntityId> {
        let mut around = BTreeSet::new();
        let mut next = vec![place];
        while let Some(one) = next.pop() {
            if around.insert(one) {
                next.extend(self.all.get(&one).into_iter().flat_map(|place| place.inside.iter().copied()));
            }
        }
        around
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    fn id(n: u8) -> EntityId {
        EntityId(Hash([n; 32]))
    }

    fn places(all: &[(u8, &str, &[u8])]) -> Places {
        let place = |&(n, name, inside): &(u8, &str, &[u8])| {
            let inside = inside.iter().map(|n| id(*n)).collect();
            let name = Some(name.to_owned());
            (id(n), PlaceOfKeeping { entity: id(n), name, numbers: vec![], sort: None, label: None, inside })
        };
        Places { all: all.iter().map(place).collect() }
    }

    #[test]
    fn a_box_lies_on_a_shelf_in_a_store() {
        let places = places(&[(1, "Store", &[]), (2, "Shelf 10", &[1]), (3, "Shelf 9", &[1]), (4, "Box 7", &[3])]);
        assert_eq!(places.path(id(4)), "Store › Shelf 9 › Box 7");
        assert_eq!(places.within(id(1)).len(), 4);
        assert_eq!(places.within(id(3)), BTreeSet::from([id(3), id(4)]));
        assert_eq!(places.around(id(4)), BTreeSet::from([id(4), id(3), id(1)]));
        let order: Vec<String> = places.in_order().into_iter().map(|(_, path)| path).collect();
        assert_eq!(order, ["Store", "Store › Shelf 9", "Store › Shelf 9 › Box 7", "Store › Shelf 10"]);
    }

    #[test]
    fn places_that_lie_in_each_other_end_somewhere() {
        let places = places(&[(1, "A", &[2]), (2, "B", &[1])]);
        assert_eq!(places.path(id(1)), "B › A");
        assert_eq!(places.within(id(1)).len(), 2);
        assert_eq!(places.around(id(1)).len(), 2);
    }
}
