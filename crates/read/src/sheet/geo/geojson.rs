//! GeoJSON (RFC 7946): a feature's properties are cells, and its shape is one, as Well-Known Text with the numbers as they are
//! written.

use std::io::Read;

use serde_json::value::RawValue;

use super::super::json_lines::{begins, first_line};
use super::super::members::{Members, Object, json_cell};
use super::super::{Cell, CellKind, Limits, Note, Row, SheetError, letter};
use super::GEOMETRY;
use super::scan::{Scan, Standing, member};
use super::shape::{self, Kind};

/// The most brackets inside each other: those of several areas with holes.
const DEEP: usize = 4;
/// The column of the member `id`, which is no property.
const ID: &str = "feature id";

/// What an object of a file of GeoJSON is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::sheet) enum Is {
    Collection,
    Feature,
    Shape,
}

/// What an object says it is; none where it is nothing of GeoJSON.
pub(in crate::sheet) fn is(object: &Object) -> Option<Is> {
    match object.text("type")?.as_str() {
        "FeatureCollection" => Some(Is::Collection),
        "Feature" => Some(Is::Feature),
        "GeometryCollection" => object.get("geometries").map(|_| Is::Shape),
        name => Kind::named(name).and(object.get("coordinates")).map(|_| Is::Shape),
    }
}

/// How the objects of a JSON file stand that is no lines of objects.
#[derive(Clone, Copy, Debug)]
pub(in crate::sheet) struct Found {
    pub(in crate::sheet) standing: Standing,
    /// Whether they are features.
    pub(in crate::sheet) features: bool,
}

/// The bytes of a file from their beginning.
pub(in crate::sheet) type Begin<'a> = &'a dyn Fn() -> Option<Box<dyn Read + 'a>>;

/// How the objects of a file stand; none where it is no JSON, or lines of objects. Its beginning tells, but where the first object is
/// longer.
pub(in crate::sheet) fn standing(sample: &[u8], whole: Begin<'_>, limit: usize) -> Option<Found> {
    if !matches!(sample.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return None;
    }
    let begin = || Some(Box::new(sample) as Box<dyn Read>);
    standing_of(sample, &begin, sample.len()).or_else(|| standing_of(sample, whole, limit))
}

fn standing_of(sample: &[u8], begin: Begin<'_>, limit: usize) -> Option<Found> {
    let first = |standing| {
        let object = Scan::begin(begin()?, standing, limit).ok()??.next().ok()??.1;
        serde_json::from_slice::<Object>(&object).ok()
    };
    let collects = || matches!(begin().map(|bytes| Scan::begin(bytes, Standing::Features, limit)), Some(Ok(Some(_))));
    let of = |standing, features| Some(Found { standing, features });
    match sample.trim_ascii_start().first()? {
        b'{' if (!begins(sample) || is_collection(sample)) && collects() => of(Standing::Features, true),
        b'{' if !begins(sample) => of(Standing::Alone, is(&first(Standing::Alone)?).is_some()),
        b'[' => of(Standing::Array, is(&first(Standing::Array)?) == Some(Is::Feature)),
        _ => None,
    }
}

/// Whether the first line is a whole collection: lines of objects may have a member of that name.
fn is_collection(sample: &[u8]) -> bool {
    serde_json::from_slice::<Object>(first_line(sample)).is_ok_and(|object| is(&object) == Some(Is::Collection))
}

/// Whether the first line is a feature, or a shape.
pub(in crate::sheet) fn is_line(sample: &[u8]) -> bool {
    serde_json::from_slice::<Object>(first_line(sample)).is_ok_and(|object| is(&object).is_some())
}

/// What a file says of its system of coordinates, as files did before RFC 7946.
pub(in crate::sheet) fn crs(from: impl Read, limit: usize) -> Result<Option<String>, SheetError> {
    #[derive(serde::Deserialize)]
    struct Crs {
        properties: Option<Named>,
    }
    #[derive(serde::Deserialize)]
    struct Named {
        name: Option<String>,
    }
    let Some(found) = member(from, "crs", limit)? else { return Ok(None) };
    let told = serde_json::from_slice::<Option<Crs>>(&found);
    let name = |crs: Crs| crs.properties.and_then(|named| named.name);
    Ok(match told {
        Ok(None) => None,
        Ok(Some(crs)) => Some(name(crs).unwrap_or_else(|| String::from_utf8_lossy(&found).into_owned())),
        Err(_) => Some(String::from_utf8_lossy(&found).into_owned()),
    })
}

/// A feature, taken apart.
pub(in crate::sheet) struct Feature<'o> {
    cells: Vec<(String, &'o RawValue)>,
    geometry: Option<&'o RawValue>,
    /// The object itself, where it is nothing but a shape.
    bare: Option<&'o Object>,
}

/// Takes a feature apart; else says why it is none.
pub(in crate::sheet) fn feature(object: &Object) -> Result<Feature<'_>, String> {
    match is(object) {
        Some(Is::Shape) => return Ok(Feature { cells: Vec::new(), geometry: None, bare: Some(object) }),
        Some(Is::Feature) => {}
        _ if object.get("attributes").is_some() => {
            return Err("a feature of Esri JSON, not of GeoJSON: export it as GeoJSON".to_owned());
        }
        _ => return Err("it has no \"type\": \"Feature\"".to_owned()),
    }
    let mut cells = Vec::new();
    for (name, value) in &object.0 {
        match name.as_str() {
            "type" | "geometry" | "properties" | "bbox" => {}
            "id" => cells.push((ID.to_owned(), &**value)),
            other => cells.push((format!("feature {other}"), &**value)),
        }
    }
    Ok(Feature { cells, geometry: object.get("geometry"), bare: None }.with(object.get("properties")))
}

impl<'o> Feature<'o> {
    fn with(mut self, properties: Option<&'o RawValue>) -> Feature<'o> {
        let Some(properties) = properties else { return self };
        match serde_json::from_str::<Borrowed<'o>>(properties.get()) {
            Ok(Borrowed(members)) => self.cells.extend(members.into_iter().map(|(name, value)| {
                let name = if name == GEOMETRY { format!("{GEOMETRY} (property)") } else { name };
                (name, value)
            })),
            Err(_) if properties.get() == "null" => {}
            Err(_) => self.cells.push(("properties".to_owned(), properties)),
        }
        self
    }

    /// Puts all of it into the columns of a row.
    pub(in crate::sheet) fn put(self, members: &mut Members, row: &mut Row, limits: Limits) -> Result<(), SheetError> {
        for (name, value) in self.cells {
            let index = members.place(&name, row, limits)?;
            let cell = json_cell(value, index, &mut row.notes);
            members.put(&name, cell, row, limits)?;
        }
        let place = members.place(GEOMETRY, row, limits)?;
        let cell = match (self.bare, self.geometry) {
            (Some(object), _) => well_known(object).map_or_else(|| unread(object, place, row), Cell::text),
            (None, None) => Cell::default(),
            (None, Some(raw)) if raw.get() == "null" => Cell::default(),
            (None, Some(raw)) => {
                let shape = serde_json::from_str(raw.get()).ok().and_then(|object| well_known(&object));
                shape.map_or_else(|| as_it_stands(raw.get(), place, row), Cell::text)
            }
        };
        members.put(GEOMETRY, cell, row, limits)
    }
}

fn unread(object: &Object, place: usize, row: &mut Row) -> Cell {
    let members: Vec<String> = object.0.iter().map(|(name, value)| format!("{name:?}:{}", value.get())).collect();
    as_it_stands(&format!("{{{}}}", members.join(",")), place, row)
}

/// What is no shape stays as it stands.
fn as_it_stands(raw: &str, place: usize, row: &mut Row) -> Cell {
    row.notes.push(Note::NoShape { column: letter(place) });
    Cell::new(raw, CellKind::Text)
}

/// The members of an object, as it lies in memory.
struct Borrowed<'o>(Vec<(String, &'o RawValue)>);

impl<'de> serde::Deserialize<'de> for Borrowed<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Borrowed<'de>, D::Error> {
        struct Found;
        impl<'de> serde::de::Visitor<'de> for Found {
            type Value = Borrowed<'de>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Borrowed<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Borrowed(members))
            }
        }
        from.deserialize_map(Found)
    }
}

/// A shape as Well-Known Text; none where it is none.
fn well_known(object: &Object) -> Option<String> {
    let name = object.text("type")?;
    if name == "GeometryCollection" {
        let parts: Vec<Object> = serde_json::from_str(object.get("geometries")?.get()).ok()?;
        // A collection in a collection has no end.
        let flat = parts.iter().all(|part| part.text("type").is_some_and(|name| name != "GeometryCollection"));
        let parts: Vec<String> = parts.iter().filter(|_| flat).map(well_known).collect::<Option<_>>()?;
        return flat.then(|| shape::collection(&parts));
    }
    let kind = Kind::named(&name)?;
    let coordinates = Coordinates::read(object.get("coordinates")?.get())?;
    let mut out = shape::Writer::begin(kind, coordinates.dimensions());
    coordinates.write(kind.depth(), kind == Kind::MultiPoint, &mut out)?;
    Some(out.end())
}

/// Numbers in brackets, as they are written.
#[derive(Debug)]
enum Coordinates<'t> {
    Position(Vec<&'t str>),
    Several(Vec<Coordinates<'t>>),
}

impl<'t> Coordinates<'t> {
    fn read(text: &'t str) -> Option<Coordinates<'t>> {
        let mut rest = text;
        let read = Coordinates::take(&mut rest, 0)?;
        rest.trim().is_empty().then_some(read)
    }

    fn take(rest: &mut &'t str, depth: usize) -> Option<Coordinates<'t>> {
        let mut inside = rest.trim_start().strip_prefix('[').filter(|_| depth < DEEP)?.trim_start();
        let (mut numbers, mut parts) = (Vec::new(), Vec::new());
        while !inside.starts_with(']') {
            if inside.starts_with('[') {
                parts.push(Coordinates::take(&mut inside, depth + 1)?);
            } else {
                let end = inside.find([',', ']'])?;
                numbers.push(inside[..end].trim());
                inside = &inside[end..];
            }
            inside = inside.trim_start();
            inside = inside.strip_prefix(',').unwrap_or(inside).trim_start();
        }
        *rest = &inside[1..];
        match (numbers.is_empty(), parts.is_empty()) {
            (true, _) => Some(Coordinates::Several(parts)),
            (false, true) => Some(Coordinates::Position(numbers)),
            (false, false) => None,
        }
    }

    /// Of how many numbers its positions are, by the first of them.
    fn dimensions(&self) -> usize {
        match self {
            Coordinates::Position(numbers) => numbers.len(),
            Coordinates::Several(parts) => parts.first().map_or(2, Coordinates::dimensions),
        }
    }

    fn write(&self, depth: usize, bracketed: bool, out: &mut shape::Writer) -> Option<()> {
        match self {
            Coordinates::Position(numbers) if depth == 0 => {
                out.position(numbers.iter().map(|number| shape::plain(number)), bracketed);
                Some(())
            }
            Coordinates::Several(parts) if depth > 0 => {
                out.open();
                parts.iter().try_for_each(|part| part.write(depth - 1, bracketed, out))?;
                out.close();
                Some(())
            }
            // A point with nothing in it.
            Coordinates::Several(parts) if parts.is_empty() => Some(()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wkt(text: &str) -> Option<String> {
        well_known(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn every_shape_is_well_known_text_with_its_numbers_as_they_are_written() {
        let cases = [
            (r#"{"type":"Point","coordinates":[21.50, 35.0]}"#, "POINT (21.50 35.0)"),
            (r#"{"type":"Point","coordinates":[2.15e1,35,-4.0]}"#, "POINT Z (21.5 35 -4.0)"),
            (r#"{"type":"Point","coordinates":[]}"#, "POINT EMPTY"),
            (r#"{"coordinates":[[21,35],[22,36]],"type":"LineString"}"#, "LINESTRING (21 35, 22 36)"),
            (r#"{"type":"MultiPoint","coordinates":[[21,35],[22,36]]}"#, "MULTIPOINT ((21 35), (22 36))"),
            (
                r#"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}"#,
                "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
            ),
            (r#"{"type":"Polygon","coordinates":[]}"#, "POLYGON EMPTY"),
            (
                r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}"#,
                "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            ),
            (
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#,
                "GEOMETRYCOLLECTION (POINT (1 2))",
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(wkt(json).as_deref(), Some(expected), "{json}");
        }
    }

    #[test]
    fn what_is_no_shape_is_none() {
        for json in [
            r#"{"type":"Circle","coordinates":[1,2]}"#,
            r#"{"type":"Point","coordinates":[[1,2]]}"#,
            r#"{"type":"LineString","coordinates":[1,2]}"#,
            r#"{"type":"Polygon","coordinates":[[[[[1,2]]]]]}"#,
            r#"{"type":"Point"}"#,
        ] {
            assert_eq!(wkt(json), None, "{json}");
        }
    }
}
