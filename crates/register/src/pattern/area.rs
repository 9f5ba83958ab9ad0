//! Areas from GeoJSON: the window of a question, and strata.

use std::path::Path;

use serde_json::Value as Json;

use crate::RegisterError;

/// What a stratum may be called in the properties of a feature.
const NAMES: [&str; 6] = ["stratum", "name", "district", "id", "الطبقة", "الاسم"];

/// An area: its name, and its rings as latitude and longitude. A place lies in it when it lies in an odd number of them.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Area {
    pub(super) name: String,
    pub(super) rings: Vec<Vec<(f64, f64)>>,
}

impl Area {
    /// Whether a place lies in it, by degrees.
    pub(super) fn contains(&self, (north, east): (f64, f64)) -> bool {
        let crosses = |[(n0, e0), (n1, e1)]: [(f64, f64); 2]| {
            (n0 > north) != (n1 > north) && east < (e1 - e0) * (north - n0) / (n1 - n0) + e0
        };
        let edges = self.rings.iter().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(from, to)| [*from, *to])
        });
        edges.filter(|edge| crosses(*edge)).count() % 2 == 1
    }
}

/// The areas of a file: its polygons, in their order.
///
/// # Errors
/// When it cannot be read, is no GeoJSON, has no polygon, or one beyond the earth.
pub(super) fn read(path: &Path) -> Result<Vec<Area>, RegisterError> {
    let bytes = std::fs::read(path).map_err(RegisterError::io(path))?;
    let refuse = |error: String| RegisterError::Ask(format!("{}: {error}", path.display()));
    let json: Json = serde_json::from_slice(&bytes).map_err(|error| refuse(error.to_string()))?;
    let alone = std::slice::from_ref(&json);
    let features = json.get("features").and_then(Json::as_array).map_or(alone, Vec::as_slice);
    let mut areas = Vec::new();
    for (at, feature) in features.iter().enumerate() {
        let geometry = feature.get("geometry").unwrap_or(feature);
        let Some(rings) = rings(geometry) else { continue };
        let wrong = rings.iter().flatten().find(|(north, east)| !(north.abs() <= 90.0 && east.abs() <= 180.0));
        if let Some((north, east)) = wrong {
            let found = format!("feature {}: the corner {east}, {north} is no longitude and latitude", at + 1);
            return Err(refuse(format!("{found}; expected degrees, longitude first (RFC 7946)")));
        }
        areas.push(Area { name: name(feature).unwrap_or_else(|| (at + 1).to_string()), rings });
    }
    match areas.is_empty() {
        true => Err(refuse("no polygon; expected GeoJSON with a Polygon or MultiPolygon".to_owned())),
        false => Ok(areas),
    }
}

fn name(feature: &Json) -> Option<String> {
    let properties = feature.get("properties")?.as_object()?;
    let named = NAMES.iter().find_map(|name| properties.get(*name).filter(|value| !value.is_null()))?;
    Some(named.as_str().map_or_else(|| named.to_string(), str::to_owned))
}

/// The rings of a polygon or of several; nothing of any other geometry.
fn rings(geometry: &Json) -> Option<Vec<Vec<(f64, f64)>>> {
    let coordinates = geometry.get("coordinates")?.as_array()?;
    let ring = |ring: &Json| -> Option<Vec<(f64, f64)>> {
        let corner = |at: &Json| Some((at.get(1)?.as_f64()?, at.get(0)?.as_f64()?));
        ring.as_array()?.iter().map(corner).collect()
    };
    match geometry.get("type")?.as_str()? {
        "Polygon" => coordinates.iter().map(ring).collect(),
        "MultiPolygon" => coordinates.iter().flat_map(|one| one.as_array().into_iter().flatten()).map(ring).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_no_part_of_an_area() {
        let square = |from: f64, to: f64| vec![(from, from), (from, to), (to, to), (to, from), (from, from)];
        let area = Area { name: "a".into(), rings: vec![square(0.0, 10.0), square(4.0, 6.0)] };
        assert!(area.contains((1.0, 1.0)) && area.contains((7.0, 5.0)));
        assert!(!area.contains((5.0, 5.0)) && !area.contains((11.0, 5.0)) && !area.contains((5.0, -1.0)));
    }

    #[test]
    fn files_without_areas_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("areas.geojson");
        let told = |text: &str| {
            std::fs::write(&path, text).unwrap();
            read(&path).map(|areas| areas.len()).map_err(|error| error.to_string())
        };
        assert!(told("{}").unwrap_err().contains("no polygon"));
        assert!(told("[").is_err());
        let polygon = |east: f64| {
            format!("{{\"type\":\"Polygon\",\"coordinates\":[[[{east},35],[21.1,35],[21.1,35.1],[{east},35]]]}}")
        };
        assert_eq!(told(&polygon(21.0)), Ok(1));
        assert!(told(&polygon(321_000.0)).unwrap_err().contains("longitude first"));
        let feature =
            format!("{{\"features\":[{{\"properties\":{{\"name\":\"North\"}},\"geometry\":{}}}]}}", polygon(21.0));
        std::fs::write(&path, feature).unwrap();
        assert_eq!(read(&path).unwrap()[0].name, "North");
    }
}
