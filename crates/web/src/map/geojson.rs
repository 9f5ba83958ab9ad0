//! What the map's script draws: places as GeoJSON (RFC 7946), and beside them the plans that are laid on the ground.

use daftar_register::claim::EntityId;
use daftar_register::view::{Cell, Place, Plan, Shape};
use serde::Serialize;

use super::mark::{Level, NAMED};
use super::named::{Lies, NamedPlace};
use super::placing::{Placed, PlacingError, Tie, place};
use super::words::Words;

/// A collection of features; plans are a member of our own.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Drawing {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature>,
    plans: Vec<Sheet>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Shape,
    properties: Properties,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Properties {
    entity: String,
    name: Option<String>,
    level: String,
    /// Metres; for a point the radius within which it lies.
    uncertainty: Option<f64>,
    /// Whether the shape is the cell of a sensitive place.
    cell: bool,
    /// Whether the point stands for an area.
    area: bool,
    differ: bool,
    /// Of a place that cards name: how many, in the digits of the page.
    cards: Option<String>,
}

/// A plan that is laid on the ground.
#[derive(Clone, PartialEq, Debug, Serialize)]
struct Sheet {
    key: String,
    picture: String,
    matrix: [f64; 6],
}

impl Drawing {
    /// What is to be drawn. `picture` tells the address of a plan's picture; a plan without one is left out.
    pub fn new(places: &[Place], plans: &[Plan], picture: impl Fn(&Plan) -> Option<String>) -> Drawing {
        let sheets = plans.iter().flat_map(|plan| {
            let picture = picture(plan);
            let placed = placings(plan).into_iter().enumerate().filter_map(|(n, placed)| Some((n, placed.ok()?)));
            let sheet =
                |(n, placed): (usize, Placed), picture| Sheet { key: key(plan, n), picture, matrix: placed.matrix };
            placed.filter_map(|one| Some(sheet(one, picture.clone()?))).collect::<Vec<_>>()
        });
        Drawing {
            kind: "FeatureCollection",
            features: places.iter().flat_map(features).collect(),
            plans: sheets.collect(),
        }
    }
}

impl Drawing {
    /// Beside them the places that cards name: a mark for each position, with the number of cards.
    pub(crate) fn naming<'n>(mut self, named: impl Iterator<Item = &'n NamedPlace>, words: &Words) -> Drawing {
        self.features.extend(named.flat_map(|place| {
            let properties = |uncertainty| Properties {
                entity: named_key(place.entity),
                name: place.name.clone(),
                level: NAMED.to_owned(),
                uncertainty,
                cell: false,
                area: false,
                differ: false,
                cards: Some(words.number(place.cards)),
            };
            let mark = |lies: &Lies| Feature {
                kind: "Feature",
                geometry: Shape::Point(lies.position),
                properties: properties(lies.uncertainty),
            };
            place.at.iter().map(mark).collect::<Vec<_>>()
        }));
        self
    }
}

/// What names the list's item of a place that cards name.
pub(super) fn named_key(place: EntityId) -> String {
    format!("{}-{NAMED}", digits(place))
}

/// How each author's points place a plan, in the order of its placements.
pub(crate) fn placings(plan: &Plan) -> Vec<Result<Placed, PlacingError>> {
    let tie = |point: &daftar_register::view::ControlPoint| Tie {
        pixel: point.pixel.map(f64::from),
        position: point.position,
    };
    plan.placements.iter().map(|one| place(&one.points.iter().map(tie).collect::<Vec<_>>())).collect()
}

/// What names one placement of a plan on a page.
pub(super) fn key(plan: &Plan, placement: usize) -> String {
    format!("{}-{placement}", digits(plan.entity))
}

/// The digits of an entity's id.
pub(super) fn digits(entity: EntityId) -> String {
    entity.0.to_string()
}

fn features(place: &Place) -> Vec<Feature> {
    let properties = |uncertainty, cell, area| Properties {
        entity: digits(place.entity),
        name: place.name.clone(),
        level: Level::of(place).name(),
        uncertainty,
        cell,
        area,
        differ: place.differ > 0,
        cards: None,
    };
    let feature = |geometry, properties| Feature { kind: "Feature", geometry, properties };
    let spots =
        place.spots.iter().map(|spot| feature(spot.shape.clone(), properties(spot.uncertainty, false, spot.area)));
    spots.chain(place.cell.map(|cell| feature(square(cell), properties(None, true, false)))).collect()
}

fn square(cell: Cell) -> Shape {
    let [west, south, east, north] = cell.bounds();
    Shape::Polygon(vec![vec![[west, south], [east, south], [east, north], [west, north], [west, south]]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::town;
    use daftar_register::date::Lang;
    use daftar_register::view::Audience;

    #[test]
    fn places_are_features_and_plans_stand_beside_them() {
        let (places, plans) = town::shown(Audience::Public, Lang::En);
        let drawing = Drawing::new(&places.places, &plans, |_| Some("/plan.svg".into()));
        let json = serde_json::to_value(&drawing).unwrap();
        assert_eq!(json["type"], "FeatureCollection");
        let features = json["features"].as_array().unwrap();
        let of = |name: &str| features.iter().find(|one| one["properties"]["name"] == name).unwrap();
        assert_eq!(of("Old Mill")["properties"]["level"], "5");
        assert_eq!(of("Old Mill")["properties"]["differ"], true);
        assert_eq!(of("Harbour road")["geometry"]["type"], "LineString");
        assert_eq!(of("Well 7")["properties"]["cell"], true);
        assert_eq!(json["plans"][0]["matrix"].as_array().unwrap().len(), 6);
    }

    #[test]
    fn no_position_of_a_sensitive_place_is_among_them() {
        let (places, plans) = town::shown(Audience::Public, Lang::En);
        let json = serde_json::to_string(&Drawing::new(&places.places, &plans, |_| None)).unwrap();
        assert!(!json.contains("20.9986") && !json.contains("35.0011"));
        let (places, plans) = town::shown(Audience::Keeper, Lang::En);
        let json = serde_json::to_string(&Drawing::new(&places.places, &plans, |_| None)).unwrap();
        assert!(json.contains("20.9986") && json.contains("35.0011"));
    }
}
