//! Where a sensitive place lies, for the public: one fixed cell of the map, the same in every view.
//!
//! A kind whose profile says `privacy = "cell"` is public, its positions are not: wells, seed houses, stores. Statements of
//! position about it, and about whatever is said to be the same, are not shown; a cell stands in their place. Of a kind that is
//! `embargoed` (a tunnel, a depot) keepers, too, are drawn the cell alone; what its sources say of where it lies they can read.

use std::collections::{BTreeMap, HashMap, HashSet};

use daftar_claim::profile::Privacy;
use daftar_claim::{ClaimId, EntityId, Profiles, Statement, Value};
use serde::{Serialize, Serializer};

use crate::identity::Identity;
use crate::known;
use crate::shape::{Position, Shape};

/// How many cells make a degree: at 35° each is 5.6 km high and 4.6 km wide.
const PER_DEGREE: i16 = 20;

/// A cell of the fixed grid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cell {
    west: i16,
    south: i16,
}

impl Cell {
    /// The cell in which a position lies.
    pub fn around([longitude, latitude]: Position) -> Cell {
        let step = |degrees: f64, limit: i16| {
            let number = (degrees * f64::from(PER_DEGREE)).floor() as i16; // A cast saturates, and NaN is 0.
            number.clamp(-limit * PER_DEGREE, limit * PER_DEGREE - 1)
        };
        Cell { west: step(longitude, 180), south: step(latitude, 90) }
    }

    /// West, south, east and north, degrees.
    pub fn bounds(self) -> [f64; 4] {
        let degrees = |steps: i16| f64::from(steps) / f64::from(PER_DEGREE);
        [degrees(self.west), degrees(self.south), degrees(self.west + 1), degrees(self.south + 1)]
    }

    /// The square of whole cells, at least `side` degrees wide, in which it lies: which of these squares, and its bounds.
    pub fn among(self, side: f64) -> ((i32, i32), [f64; 4]) {
        let cells = (side * f64::from(PER_DEGREE)).ceil().max(1.0) as i32;
        let square = (i32::from(self.west).div_euclid(cells), i32::from(self.south).div_euclid(cells));
        let degrees =
            |number: i32, limit: f64| (f64::from(number * cells) / f64::from(PER_DEGREE)).clamp(-limit, limit);
        let (low, high) = (square, (square.0 + 1, square.1 + 1));
        (square, [degrees(low.0, 180.0), degrees(low.1, 90.0), degrees(high.0, 180.0), degrees(high.1, 90.0)])
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.bounds().serialize(serializer)
    }
}

/// The sensitive places, each with its cell as far as one is told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cells {
    cells: HashMap<EntityId, Option<Cell>>,
    /// Those of which keepers, too, are drawn no more.
    embargoed: HashSet<EntityId>,
}

impl Cells {
    /// From statements that stand. `strictest` tells what the profiles say of an entity's kinds.
    pub(crate) fn of(standing: &[&Statement], strictest: &HashMap<EntityId, Privacy>, profiles: &Profiles) -> Cells {
        let coarse = strictest.iter().filter(|(_, privacy)| **privacy >= Privacy::Cell);
        let coarse: Vec<EntityId> = coarse.map(|(entity, _)| *entity).collect();
        if coarse.is_empty() {
            return Cells::default();
        }
        let identity = Identity::of(standing.iter().copied());
        let of = |privacy: Privacy| -> HashSet<EntityId> {
            let those = strictest.iter().filter(|(_, one)| **one == privacy);
            those.map(|(entity, _)| identity.first(*entity)).collect()
        };
        let (restricted, embargoed) = (of(Privacy::Restricted), of(Privacy::Embargoed));
        let told = first_told(standing, &identity, profiles);
        let cell = |first: &EntityId| told.get(first).map(|(_, cell)| *cell).filter(|_| !restricted.contains(first));
        let members: Vec<EntityId> = coarse.into_iter().flat_map(|entity| identity.members(entity)).collect();
        let of_embargoed = members.iter().filter(|member| embargoed.contains(&identity.first(**member)));
        Cells {
            embargoed: of_embargoed.copied().collect(),
            cells: members.iter().map(|member| (*member, cell(&identity.first(*member)))).collect(),
        }
    }

    /// Whether the public may not learn where it lies.
    pub(crate) fn hide(&self, entity: EntityId) -> bool {
        self.cells.contains_key(&entity)
    }

    /// Whether nobody is drawn where it lies.
    pub(crate) fn embargo(&self, entity: EntityId) -> bool {
        self.embargoed.contains(&entity)
    }

    /// The cell that stands in place of its position.
    pub(crate) fn get(&self, entity: EntityId) -> Option<Cell> {
        self.cells.get(&entity).copied().flatten()
    }
}

/// The cell of each group: by the position whose claim has the smallest id, so that several sources do not narrow it down and
/// the order in which they came does not tell. What is sealed or restricted tells nothing.
fn first_told(
    standing: &[&Statement],
    identity: &Identity,
    profiles: &Profiles,
) -> BTreeMap<EntityId, (ClaimId, Cell)> {
    let mut told: BTreeMap<EntityId, (ClaimId, Cell)> = BTreeMap::new();
    for statement in standing.iter().filter(|statement| !statement.sealed) {
        let claim = &statement.claim;
        let (Some(entity), Value::Geometry { wkt, .. }) = (claim.subject.entity(), &claim.value) else { continue };
        let privacy = profiles.property(&claim.property).map_or(Privacy::Public, |property| property.privacy);
        if privacy == Privacy::Restricted || claim.property.as_str() == known::CONTROL_POINT {
            continue;
        }
        let Some(cell) = Shape::of(wkt).and_then(|shape| shape.middle()).map(Cell::around) else { continue };
        let first = told.entry(identity.first(entity)).or_insert((statement.id, cell));
        *first = (*first).min((statement.id, cell));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, entity, gathered, point};
    use crate::{Ask, Asked, Audience, differences, page};

    fn well() -> Vec<Statement> {
        let at =
            |source: &str, wkt: &str| Says::of("well", "location").value(point(wkt, Some("5"))).from(source).done();
        vec![
            Says::of("well", "kind").code("kind", "water-point").done(),
            Says::of("well", "name").text("Well 7", Some("en")).done(),
            at("courier", "POINT (21.01734 35.02391)"),
            at("radio", "POINT (21.06281 35.07717)"),
            Says::of("courier", "published").date("2032").done(),
        ]
    }

    #[test]
    fn a_position_lies_in_one_cell_of_a_fixed_grid() {
        assert_eq!(Cell::around([21.017, 35.024]).bounds(), [21.0, 35.0, 21.05, 35.05]);
        assert_eq!(Cell::around([-0.01, -0.01]).bounds(), [-0.05, -0.05, 0.0, 0.0]);
        assert_eq!(Cell::around([180.0, 90.0]).bounds(), [179.95, 89.95, 180.0, 90.0]);
        assert_eq!(Cell::around([-180.0, -90.0]).bounds(), [-180.0, -90.0, -179.95, -89.95]);
    }

    #[test]
    fn the_public_sees_one_cell_and_no_position_even_of_a_published_source() {
        let list = well();
        let (profiles, ask, known) = (crate::testing::shipped(), Ask::default(), gathered(&list));
        let asked = Asked::new(&list, &ask, &profiles, &known);
        let page = serde_json::to_string(&page(&asked, entity("well"))).unwrap();
        let differ = serde_json::to_string(&differences(&asked)).unwrap();
        for secret in ["21.01734", "35.02391", "21.06281", "35.07717"] {
            assert!(!page.contains(secret) && !differ.contains(secret), "{secret}");
        }
        assert!(page.contains("Well 7"), "what is not a position stays");
        let cell = known.cell(entity("well")).unwrap();
        assert!([[21.0, 35.0, 21.05, 35.05], [21.05, 35.05, 21.1, 35.1]].contains(&cell.bounds()));
        let backward: Vec<Statement> = list.iter().rev().cloned().collect();
        assert_eq!(gathered(&backward).cell(entity("well")), Some(cell), "whatever the order");
    }

    #[test]
    fn the_keeper_sees_positions() {
        let list = well();
        let profiles = crate::testing::shipped();
        let known = crate::Surroundings::gather(&list, Audience::Keeper, &profiles);
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let page = page(&Asked::new(&list, &ask, &profiles, &known), entity("well"));
        assert!(serde_json::to_string(&page).unwrap().contains("21.01734"));
    }

    #[test]
    fn what_is_the_same_as_a_sensitive_place_hides_as_well() {
        let mut list = well();
        list.push(Says::of("water of the east", "same-as").entity("well").done());
        list.push(Says::of("water of the east", "location").value(point("POINT (21.08 35.03)", None)).done());
        let (known, profiles) = (gathered(&list), crate::testing::shipped());
        let shown = |statement: &&Statement| known.may_see(statement, Audience::Public, &profiles);
        let positions = list.iter().filter(shown).filter(|one| matches!(one.claim.value, Value::Geometry { .. }));
        assert_eq!(positions.count(), 0);
        assert_eq!(known.cell(entity("water of the east")), known.cell(entity("well")), "one place, one cell");
    }

    #[test]
    fn what_is_sealed_gives_no_cell() {
        let kind = Says::of("well", "kind").code("kind", "water-point").done();
        let list = [kind, Says::of("well", "location").value(point("POINT (21 35)", None)).sealed().done()];
        assert_eq!(gathered(&list).cell(entity("well")), None);
    }
}
