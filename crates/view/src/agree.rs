//! Where sources agree. Agreement counts origins, not repetitions: sources that cite one speaker, or that are said to be
//! drawn from one source, are one origin. Whether origins are independent of each other nobody has said, and so it says.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, PropertyId, Speaker, Value};
use serde::Serialize;

use crate::asked::{Asked, by_property};
use crate::cite::Cited;
use crate::differ::{Cell, Difference, Differs, Recoveries, Side, conflict};
use crate::json;
use crate::value::{Key, Likeness, compare};

/// Values that two or more sources agree on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Agreement {
    /// What they speak about.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// The entity's name in the language asked for.
    pub name: Option<String>,
    /// Which of its properties.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The property's label in the language asked for.
    pub label: String,
    /// Whether all tell one value; else the values are compatible, some less precise than others.
    pub exact: bool,
    /// The values, each with its statements.
    pub values: Vec<Side>,
    /// The sources, sorted.
    #[serde(serialize_with = "json::texts")]
    pub sources: Vec<EntityId>,
    /// Where it comes from in the end, as far as is told: the number that counts. Sorted.
    #[serde(serialize_with = "json::texts")]
    pub origins: Vec<EntityId>,
    /// Whether the origins are independent.
    pub independence: Independence,
}

/// Whether sources that agree are independent of each other. That they are nobody can tell from statements alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Independence {
    /// Nobody says.
    Unknown,
    /// All come from one origin.
    SameOrigin,
}

/// All agreements among the statements that answer, by entity and property.
pub fn agreements(asked: &Asked) -> Vec<Agreement> {
    asked.entities().into_iter().flat_map(|entity| agreements_of(asked, entity)).collect()
}

/// The agreements on an entity, by property.
pub fn agreements_of(asked: &Asked, entity: EntityId) -> Vec<Agreement> {
    let spoken = asked.about(entity);
    let recoveries = Recoveries::of(spoken);
    let mut found = Vec::new();
    for chunk in by_property(spoken) {
        let telling = chunk.iter().filter(|one| !one.derived && one.key != Key::Unknown);
        let cells = Cell::all(telling, asked);
        found.extend(agreeing(&cells, &recoveries, asked).into_iter().filter_map(|set| agreement(&cells, &set, asked)));
    }
    found
}

/// The statements that differences and agreements name, by id.
pub fn cited(asked: &Asked, differences: &[Difference], agreements: &[Agreement]) -> Vec<Cited> {
    let sides = differences.iter().flat_map(|one| &one.sides).chain(agreements.iter().flat_map(|one| &one.values));
    let places = sides.flat_map(|side| &side.statements).filter_map(|claim| asked.place_of(*claim));
    Cited::all(places.collect(), asked)
}

/// The largest sets of cells in which each agrees with each.
fn agreeing(cells: &[Cell], recoveries: &Recoveries, asked: &Asked) -> Vec<BTreeSet<usize>> {
    if cells.windows(2).all(|pair| matches!(pair, [a, b] if a.source == b.source)) {
        return Vec::new();
    }
    let agree = |a: &Cell, b: &Cell| agree(a, b, asked) && conflict(a, b, cells, recoveries, asked).is_none();
    let mut around: Vec<BTreeSet<usize>> = (0..cells.len()).map(|n| BTreeSet::from([n])).collect();
    for (n, a) in cells.iter().enumerate() {
        for (m, _) in cells.iter().enumerate().skip(n + 1).filter(|(_, b)| agree(a, b)) {
            around[n].insert(m);
            around[m].insert(n);
        }
    }
    let is_complete =
        |set: &&BTreeSet<usize>| set.iter().all(|&n| around.get(n).is_some_and(|near| near.is_superset(set)));
    let complete: BTreeSet<&BTreeSet<usize>> = around.iter().filter(is_complete).collect();
    let is_largest = |set: &&&BTreeSet<usize>| !complete.iter().any(|other| other != *set && other.is_superset(set));
    complete.iter().filter(is_largest).map(|set| (*set).clone()).collect()
}

/// Values that are one or compatible. What happens must also be of times that may be one; on a scale, where the same is
/// reached at different times, both must tell theirs.
fn agree(a: &Cell, b: &Cell, asked: &Asked) -> bool {
    let (rules, one, other) = (a.spoken.rules, &a.spoken.when, &b.spoken.when);
    let alike = match a.spoken.key == b.spoken.key {
        true => Likeness::Same,
        false if !can_be_compatible(&a.spoken.value) => return false,
        false => compare(&a.spoken.value, &b.spoken.value, &rules, asked.identity()),
    };
    let told = !rules.is_ranked() || (one.is_told() && other.is_told());
    let one_time = !rules.happens() || (told && !one.overlaps(other).is_no());
    matches!(alike, Likeness::Same | Likeness::Compatible) && one_time
}

/// Whether values of its type can agree without being one.
fn can_be_compatible(value: &Value) -> bool {
    matches!(value, Value::Count { .. } | Value::Date(_) | Value::Geometry { .. })
}

fn agreement(cells: &[Cell], set: &BTreeSet<usize>, asked: &Asked) -> Option<Agreement> {
    let cells: Vec<&Cell> = set.iter().filter_map(|&n| cells.get(n)).collect();
    let sources: BTreeSet<EntityId> = cells.iter().map(|cell| cell.source).collect();
    if sources.len() < 2 {
        return None;
    }
    let first = cells.first()?.spoken;
    let spoken = cells.iter().flat_map(|cell| &cell.all);
    let origins = spoken.flat_map(|one| {
        let claim = asked.statement(one).claim();
        origins(claim.said_by.as_ref(), claim.source, asked)
    });
    let origins: BTreeSet<EntityId> = origins.collect();
    Some(Agreement {
        entity: first.entity,
        name: asked.name(first.entity).map(str::to_owned),
        property: first.property.clone(),
        label: asked.label(first.property).to_owned(),
        exact: cells.iter().all(|cell| cell.spoken.key == first.key),
        values: Side::all(&cells, Differs::Value, asked),
        sources: sources.into_iter().collect(),
        independence: if origins.len() == 1 { Independence::SameOrigin } else { Independence::Unknown },
        origins: origins.into_iter().collect(),
    })
}

/// Where a statement comes from in the end: its named speaker, else its source, followed along what sources are drawn from.
pub(crate) fn origins(speaker: Option<&Speaker>, source: EntityId, asked: &Asked) -> Vec<EntityId> {
    let start = match speaker {
        Some(Speaker::Entity(id)) => *id,
        _ => source,
    };
    let mut seen: BTreeMap<EntityId, bool> = BTreeMap::new();
    let mut open = vec![asked.identity().first(start)];
    while let Some(entity) = open.pop() {
        let drawn_from = asked.surroundings.about(entity).map_or(&[][..], |about| &about.origins);
        if seen.insert(entity, drawn_from.is_empty()).is_none() {
            open.extend(drawn_from.iter().map(|origin| asked.identity().first(*origin)));
        }
    }
    let last: Vec<EntityId> = seen.iter().filter(|(_, last)| **last).map(|(entity, _)| *entity).collect();
    if last.is_empty() { seen.into_keys().take(1).collect() } else { last }
}
