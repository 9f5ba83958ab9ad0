//! Everything that has a place on the ground, with its physical state at the time asked for: what a map shows.
//!
//! Positions stand as each source gives them; a sensitive place shows the public its [`Cell`] instead.

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, Edtf, EntityId, PropertyId, Value};
use serde::Serialize;

use crate::agree::origins;
use crate::asked::{Asked, Spoken, by_property};
use crate::cell::Cell;
use crate::condition::{scale, scales};
use crate::differ::differences_in;
use crate::entity::kinds;
use crate::fold::{FoldedValue, fold};
use crate::json;
use crate::known;
use crate::rules::Rules;
use crate::shape::Shape;
use crate::shown::value_words;
use crate::surroundings::Audience;

/// What a map shows.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Places {
    /// The time asked for; none for any time.
    #[serde(serialize_with = "json::text_or_null")]
    pub at: Option<Edtf>,
    /// The places, by entity.
    pub places: Vec<Place>,
}

/// An entity that has a place.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Place {
    /// The entity: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// Its name in the language asked for; none when nobody names it.
    pub name: Option<String>,
    /// Its kinds, as codes, sorted.
    pub kinds: Vec<String>,
    /// Its kinds in the language asked for.
    pub kind_labels: Vec<String>,
    /// Where it lies, one for each position that is told. Empty where a cell stands.
    pub spots: Vec<Spot>,
    /// The cell that the public sees of a sensitive place.
    pub cell: Option<Cell>,
    /// Its states at that time, worst first; empty when nobody tells any.
    pub states: Vec<PlaceState>,
    /// How many differences there are on its place and its state where not all sources can be right.
    pub differ: usize,
    /// How many where perhaps not all can.
    pub perhaps_differ: usize,
}

/// Where something lies, by one or more sources.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Spot {
    /// Which of its properties tells so.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The shape.
    pub shape: Shape,
    /// How far off it may be, metres, as its source says; none when it does not say.
    pub uncertainty: Option<f64>,
    /// Whether it stands for an area about it, of which its source knows no more: it is no place of the thing.
    pub area: bool,
    /// Who says so.
    #[serde(flatten)]
    pub told: Told,
}

/// A state, by one or more sources.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlaceState {
    /// The property that has the scale.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for.
    pub label: String,
    /// The code, as its source gives it; none when the value is none, `unknown` or of another type.
    pub code: Option<String>,
    /// The value in the language asked for.
    pub words: String,
    /// Its place on the scale, the higher the worse; none when it has none there. Of somebody else's grade, the worst that it
    /// may mean here.
    pub rank: Option<i64>,
    /// The least that it may mean here.
    pub least: Option<i64>,
    /// Who says so.
    #[serde(flatten)]
    pub told: Told,
}

/// Who tells a value, and how firmly.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Told {
    /// Whether it holds at that time and had been said certainly; else possibly.
    pub certain: bool,
    /// How many sources tell it.
    pub sources: usize,
    /// From how many origins they draw, as far as is told.
    pub origins: usize,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// Everything that has a place.
pub fn places(asked: &Asked) -> Places {
    let places = asked.entities().into_iter().filter_map(|entity| place(asked, entity)).collect();
    Places { at: asked.ask.at.clone(), places }
}

fn place(asked: &Asked, entity: EntityId) -> Option<Place> {
    let spoken = asked.about(entity);
    let embargoed = asked.surroundings.is_embargoed(entity);
    let spots = if embargoed { Vec::new() } else { spots(asked, spoken) };
    let cell = asked.surroundings.cell(entity).filter(|_| embargoed || asked.ask.audience == Audience::Public);
    if spots.is_empty() && cell.is_none() {
        return None;
    }
    let kinds = kinds(spoken);
    let label = |kind: &String| value_words(&Value::code("kind", kind), asked.lang(), asked.profiles);
    let counts = |rules: &Rules| rules.section() == known::CONDITION || is_position(rules);
    let differences = differences_in(asked, entity, counts);
    let differ = differences.iter().filter(|difference| difference.verdict.is_yes()).count();
    Some(Place {
        entity,
        name: asked.name(entity).map(str::to_owned),
        kind_labels: kinds.iter().map(label).collect(),
        kinds,
        spots,
        cell,
        states: states(asked, entity),
        differ,
        perhaps_differ: differences.len() - differ,
    })
}

fn is_position(rules: &Rules) -> bool {
    rules.property.is_some_and(|property| property.value == "geometry" && property.id.as_str() != known::CONTROL_POINT)
}

fn spots(asked: &Asked, spoken: &[Spoken]) -> Vec<Spot> {
    let positions = by_property(spoken).filter(|chunk| chunk.first().is_some_and(|one| is_position(&one.rules)));
    let folded = positions.filter_map(|chunk| fold(chunk, asked));
    let spots = folded.flat_map(|folded| {
        let property = folded.property;
        folded.values.into_iter().filter_map(move |value| spot(&property, &value, asked))
    });
    spots.collect()
}

fn spot(property: &PropertyId, value: &FoldedValue, asked: &Asked) -> Option<Spot> {
    let Value::Geometry { wkt, uncertainty } = &value.value.value else { return None };
    Some(Spot {
        property: property.clone(),
        shape: Shape::of(wkt)?,
        area: property.as_str() == known::AREA_POINT,
        uncertainty: uncertainty.as_ref().map(|metres| metres.to_f64().abs()),
        told: Told::new(value, asked),
    })
}

fn states(asked: &Asked, entity: EntityId) -> Vec<PlaceState> {
    let each = scales(asked, entity).into_iter().flat_map(|property| {
        let rules = Rules::declared(property, asked.profiles);
        let scale = scale(property, asked, entity);
        let state = move |value: FoldedValue| PlaceState {
            property: scale.property.clone(),
            label: scale.label.clone(),
            code: match &value.value.value {
                Value::Code { code, .. } => Some(code.clone()),
                _ => None,
            },
            rank: rules.rank(&value.value.value),
            least: rules.reading(&value.value.value).and_then(|reading| reading.least()),
            told: Told::new(&value, asked),
            words: value.value.words,
        };
        scale.values.into_iter().map(state)
    });
    let mut states: Vec<PlaceState> = each.collect();
    states.sort_by_key(|state| std::cmp::Reverse(state.rank));
    states
}

impl Told {
    fn new(value: &FoldedValue, asked: &Asked) -> Told {
        let places = value.statements.iter().filter_map(|claim| asked.place_of(*claim));
        let claims: Vec<_> = places.filter_map(|place| Some(asked.selected().get(place)?.claim())).collect();
        let sources: BTreeSet<EntityId> = claims.iter().map(|claim| claim.source).collect();
        let origins: BTreeSet<EntityId> =
            claims.iter().flat_map(|claim| origins(claim.said_by.as_ref(), claim.source, asked)).collect();
        Told {
            certain: value.held.is_yes() && value.said.is_yes(),
            sources: sources.len(),
            origins: origins.len(),
            statements: value.statements.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, edtf, entity, gathered, point, shipped};
    use crate::{Ask, Surroundings};
    use daftar_claim::Statement;

    fn shown(list: &[Statement], ask: Ask) -> Vec<Place> {
        let profiles = shipped();
        let surroundings = Surroundings::gather(list, ask.audience, &profiles);
        places(&Asked::new(list, &ask, &profiles, &surroundings)).places
    }

    fn mill() -> Vec<Statement> {
        let state = |code: &str, when: &str| Says::of("mill", "state").code("state", code).when(when);
        vec![
            Says::of("mill", "kind").code("kind", "building").done(),
            Says::of("mill", "name").text("Old Mill", Some("en")).done(),
            Says::of("mill", "location").value(point("POINT (21.002 34.999)", Some("5"))).done(),
            Says::of("mill", "location").value(point("POINT (21.002 34.999)", Some("5"))).from("radio").done(),
            state("damaged", "2031-10").done(),
            state("destroyed", "2031-10").from("courier").done(),
            state("destroyed", "2031-10").from("radio").done(),
            Says::of("radio", "origin").entity("courier").done(),
            Says::of("committee", "name").text("Committee", None).done(),
        ]
    }

    #[test]
    fn a_place_has_its_spot_its_states_and_how_many_tell_them() {
        let found = shown(&mill(), Ask::default());
        assert_eq!(found.len(), 1, "the committee has no place");
        let mill = &found[0];
        assert_eq!((mill.entity, mill.name.as_deref()), (entity("mill"), Some("Old Mill")));
        assert_eq!((mill.kinds[0].as_str(), mill.kind_labels[0].as_str()), ("building", "building"));
        assert_eq!((mill.spots.len(), mill.spots[0].told.sources, mill.spots[0].uncertainty), (1, 2, Some(5.0)));
        let states: Vec<_> =
            mill.states.iter().map(|s| (s.words.as_str(), s.rank, s.told.sources, s.told.origins)).collect();
        assert_eq!(states, [("destroyed", Some(5), 2, 1), ("damaged", Some(3), 1, 1)]);
        assert_eq!((mill.differ, mill.perhaps_differ), (0, 1), "damage may come before destruction");
    }

    #[test]
    fn the_state_is_that_of_the_time_asked_for() {
        let ask = Ask { at: Some(edtf("2031-09")), ..Ask::default() };
        assert!(shown(&mill(), ask)[0].states.is_empty());
    }

    #[test]
    fn the_public_sees_the_cell_and_the_keeper_the_spot() {
        let list = [
            Says::of("well", "kind").code("kind", "water-point").done(),
            Says::of("well", "location").value(point("POINT (21.01734 35.02391)", Some("5"))).done(),
        ];
        let public = shown(&list, Ask::default());
        assert_eq!((public[0].spots.len(), public[0].cell), (0, Some(Cell::around([21.01, 35.02]))));
        assert!(!serde_json::to_string(&public).unwrap().contains("21.017"));
        let keeper = shown(&list, Ask { audience: Audience::Keeper, ..Ask::default() });
        assert_eq!((keeper[0].spots.len(), keeper[0].cell), (1, None));
        assert_eq!(gathered(&list).cell(entity("well")), public[0].cell);
    }

    #[test]
    fn nobody_is_drawn_where_an_embargoed_site_lies() {
        let of = |subject: &str, kind: &str| {
            let at = point("POINT (21.01734 35.02391)", Some("5"));
            [Says::of(subject, "kind").code("kind", kind).done(), Says::of(subject, "location").value(at).done()]
        };
        let same = [Says::of("depot", "same-as").entity("cellar").done()];
        let list = [&of("depot", "military-site")[..], &of("cellar", "building"), &same].concat();
        for audience in [Audience::Public, Audience::Keeper] {
            let found = shown(&list, Ask { audience, ..Ask::default() });
            assert_eq!((found.len(), found[0].spots.len()), (1, 0), "{audience:?}");
            assert_eq!(found[0].cell, Some(Cell::around([21.01, 35.02])), "{audience:?}");
        }
    }

    #[test]
    fn positions_that_differ_stand_beside_each_other() {
        let at = |wkt: &str| Says::of("mill", "location").value(point(wkt, Some("5")));
        let list = [at("POINT (21.002 34.999)").done(), at("POINT (21.012 34.999)").from("radio").done()];
        let found = shown(&list, Ask::default());
        assert_eq!((found[0].spots.len(), found[0].differ), (2, 1));
    }

    #[test]
    fn what_ties_a_plan_is_no_place() {
        let list = [Says::of("plan", "control-point").value(point("POINT (21 35)", None)).done()];
        assert_eq!(shown(&list, Ask { audience: Audience::Keeper, ..Ask::default() }), []);
    }
}
