//! A shape on the ground, as coordinates.

use daftar_claim::Wkt;
use serde::Serialize;

/// Longitude and latitude, degrees, WGS 84.
pub type Position = [f64; 2];

/// A shape; as JSON it is a geometry of GeoJSON (RFC 7946).
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum Shape {
    /// One point.
    Point(Position),
    /// One line.
    LineString(Vec<Position>),
    /// One area: its outline, then its holes.
    Polygon(Vec<Vec<Position>>),
    /// Several points.
    MultiPoint(Vec<Position>),
    /// Several lines.
    MultiLineString(Vec<Vec<Position>>),
    /// Several areas.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

impl Shape {
    /// The coordinates of Well-Known Text.
    pub fn of(wkt: &Wkt) -> Option<Shape> {
        let (name, rest) = wkt.as_str().split_once('(')?;
        let inside = rest.strip_suffix(')')?;
        let rings = |text: &str| groups(text).into_iter().map(positions).collect::<Option<Vec<_>>>();
        match name.trim_end() {
            "POINT" => positions(inside)?.first().copied().map(Shape::Point),
            "LINESTRING" => positions(inside).map(Shape::LineString),
            "POLYGON" => rings(inside).map(Shape::Polygon),
            "MULTIPOINT" => rings(inside).map(|points| Shape::MultiPoint(points.concat())),
            "MULTILINESTRING" => rings(inside).map(Shape::MultiLineString),
            "MULTIPOLYGON" => {
                groups(inside).into_iter().map(rings).collect::<Option<Vec<_>>>().map(Shape::MultiPolygon)
            }
            _ => None,
        }
    }

    /// The position, where it is one point.
    pub fn point(&self) -> Option<Position> {
        match self {
            Shape::Point(position) => Some(*position),
            _ => None,
        }
    }

    /// All positions.
    pub fn positions(&self) -> Vec<Position> {
        match self {
            Shape::Point(position) => vec![*position],
            Shape::LineString(line) | Shape::MultiPoint(line) => line.clone(),
            Shape::Polygon(lines) | Shape::MultiLineString(lines) => lines.concat(),
            Shape::MultiPolygon(areas) => areas.iter().flatten().flatten().copied().collect(),
        }
    }

    /// The middle of the rectangle around it.
    pub fn middle(&self) -> Option<Position> {
        let positions = self.positions();
        let middle = |axis: usize| {
            let numbers = || positions.iter().filter_map(|position| position.get(axis)).copied();
            Some(f64::midpoint(numbers().reduce(f64::min)?, numbers().reduce(f64::max)?))
        };
        Some([middle(0)?, middle(1)?])
    }
}

/// What stands in the outermost brackets.
fn groups(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_u32, 0, Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => {
                depth += 1;
                start = if depth == 1 { at + 1 } else { start };
            }
            b')' => {
                depth = depth.saturating_sub(1);
                found.extend(text.get(start..at).filter(|_| depth == 0));
            }
            _ => {}
        }
    }
    found
}

fn positions(text: &str) -> Option<Vec<Position>> {
    text.split(',').map(position).collect()
}

fn position(text: &str) -> Option<Position> {
    let mut numbers = text.split_ascii_whitespace().map(str::parse);
    Some([numbers.next()?.ok()?, numbers.next()?.ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> serde_json::Value {
        serde_json::to_value(Shape::of(&Wkt::parse(text).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn every_shape_is_one_of_geojson() {
        let cases = [
            ("POINT (21.5 35)", r#"{"type":"Point","coordinates":[21.5,35.0]}"#),
            ("LINESTRING(21 35, 22 36)", r#"{"type":"LineString","coordinates":[[21.0,35.0],[22.0,36.0]]}"#),
            ("MULTIPOINT ((21 35), (22 36))", r#"{"type":"MultiPoint","coordinates":[[21.0,35.0],[22.0,36.0]]}"#),
            (
                "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
                r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]],[[1.0,1.0],[2.0,1.0],[2.0,2.0],[1.0,1.0]]]}"#,
            ),
            (
                "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                r#"{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]],[[[5.0,5.0],[6.0,5.0],[6.0,6.0],[5.0,5.0]]]]}"#,
            ),
        ];
        for (wkt, json) in cases {
            assert_eq!(shape(wkt), serde_json::from_str::<serde_json::Value>(json).unwrap(), "{wkt}");
        }
    }

    #[test]
    fn the_middle_is_that_of_the_rectangle_around_it() {
        let wkt = Wkt::parse("LINESTRING (20 30, 21 36, 24 31)").unwrap();
        assert_eq!(Shape::of(&wkt).unwrap().middle(), Some([22.0, 33.0]));
    }
}
