//! Areas from a file of geodata (GeoJSON, a zipped Shapefile, a GeoPackage, KML), or a list with a column of Well-Known Text.

use std::path::Path;

use daftar_date::Lang;
use daftar_read::sheet::{Note, Opening, Row, Sheet, SheetError};
use daftar_view::Shape;

use super::{Area, Areas, Rings};
use crate::RegisterError;
use crate::import::{ShapeOdd, Why, column_names, shape_in_degrees};

/// What a stratum may be called in the properties of a feature.
const NAMES: [&str; 6] = ["stratum", "name", "district", "id", "الطبقة", "الاسم"];
/// What the column of shapes is called.
const SHAPES: [&str; 5] = ["geometry", "wkt", "geom", "the_geom", "shape"];
const EXPECTED: &str = "expected polygons: GeoJSON, a Shapefile (zipped), a GeoPackage, or KML";

/// The areas of a file: its polygons, in their order. Of several layers that one is read that has polygons; what is no area is passed over,
/// and that is told.
///
/// # Errors
/// When it cannot be read, has no polygon or several layers of them, lies in a system of coordinates that is not read, or has an outline that
/// does not tell inside from outside.
pub(in crate::pattern) fn read(path: &Path) -> Result<Areas, RegisterError> {
    let refuse = |error: String| RegisterError::Ask(format!("{}: {error}", path.display()));
    let Some(first) = open(path, None).map_err(refuse)? else { return Err(refuse(format!("it is empty; {EXPECTED}"))) };
    let layers = first.sheets().to_vec();
    if layers.len() < 2 {
        let columns = Columns::of(&first).map_err(refuse)?;
        let areas = of_layer(first, &columns, path).map_err(refuse)?;
        return if areas.areas.is_empty() { Err(refuse(format!("no polygon; {EXPECTED}"))) } else { Ok(areas) };
    }
    let mut found: Vec<(&String, Areas)> = Vec::new();
    for layer in &layers {
        let Some(sheet) = open(path, Some(layer)).map_err(refuse)? else { continue };
        // A layer without shapes, or with none that are areas, is none that could be meant.
        let Ok(columns) = Columns::of(&sheet) else { continue };
        let areas = of_layer(sheet, &columns, path).map_err(|error| refuse(format!("layer {layer}: {error}")))?;
        found.extend((!areas.areas.is_empty()).then_some((layer, areas)));
    }
    only_one(found, &layers).map_err(refuse)
}

fn only_one(mut found: Vec<(&String, Areas)>, layers: &[String]) -> Result<Areas, String> {
    match found.as_mut_slice() {
        [(_, areas)] => Ok(std::mem::take(areas)),
        [] => Err(format!("no polygon in any of its layers ({}); {EXPECTED}", layers.join(", "))),
        several => {
            let names: Vec<&str> = several.iter().map(|(layer, _)| layer.as_str()).collect();
            let found = format!("{} layers of polygons ({})", names.len(), names.join(", "));
            Err(format!("{found}; expected one: save the layer that is meant as a file of its own"))
        }
    }
}

/// A file, or a layer of it; nothing where that is empty.
fn open(path: &Path, layer: Option<&String>) -> Result<Option<Sheet>, String> {
    let opening = Opening { sheet: layer.cloned(), ..Opening::default() };
    match Sheet::open(path, &opening) {
        Ok(sheet) => Ok(Some(sheet)),
        Err(SheetError::Empty) => Ok(None),
        Err(error) => Err(format!("{error}; {EXPECTED}")),
    }
}

fn of_layer(sheet: Sheet, columns: &Columns, path: &Path) -> Result<Areas, String> {
    let (mut areas, mut passed) = (Areas::default(), 0);
    for row in sheet {
        let row = row.map_err(|error| error.to_string())?;
        match columns.area(&row).map_err(|error| format!("{} {}: {error}", columns.row, row.number))? {
            Some(area) => areas.areas.push(area),
            None => passed += 1,
        }
    }
    areas.told.extend((passed > 0).then(|| passed_over(path, passed)));
    Ok(areas)
}

fn passed_over(path: &Path, many: usize) -> [String; 2] {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [
        format!("Of {name}, {many} features that are no areas were passed over."),
        format!("تُرك من «{name}» ما ليس مساحة، وعدده {many}."),
    ]
}

/// Where in a row the shape stands, and what the area is called.
struct Columns {
    shape: usize,
    /// By which its name is told, the best first.
    names: Vec<usize>,
    crs: Option<String>,
    /// What rows are called.
    row: &'static str,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Columns, String> {
        let called: Vec<String> = column_names(sheet.columns()).iter().map(|name| name.trim().to_lowercase()).collect();
        let column = |name: &&str| called.iter().position(|one| one == name);
        let shape = SHAPES.iter().find_map(column);
        let shape =
            shape.ok_or_else(|| format!("no polygon: no column of shapes among {}; {EXPECTED}", called.join(", ")))?;
        let is_list = sheet.manner().header.is_some();
        let row = if is_list { "row" } else { "feature" };
        Ok(Columns { shape, names: NAMES.iter().filter_map(column).collect(), crs: sheet.manner().crs.clone(), row })
    }

    /// The area of a row; nothing where it has none.
    fn area(&self, row: &Row) -> Result<Option<Area>, String> {
        let text = |at: &usize| row.cells.get(*at).map_or("", |cell| cell.text.trim());
        let told = text(&self.shape);
        let torn = |note: &&Note| matches!(note, Note::BadLine { .. } | Note::NotRead { .. } | Note::NoShape { .. });
        match row.notes.iter().find(torn) {
            Some(note) if told.is_empty() => return Err(format!("{note}; {EXPECTED}")),
            None if told.is_empty() => return Ok(None),
            _ => {}
        }
        let (wkt, doubt) = shape_in_degrees(told, self.crs.as_deref()).map_err(|why| said(&why))?;
        let place = |[east, north]: [f64; 2]| (north, east);
        let part = |rings: Vec<Vec<[f64; 2]>>| -> Rings<(f64, f64)> {
            rings.into_iter().map(|ring| ring.into_iter().map(place).collect()).collect()
        };
        let parts = match Shape::of(&wkt) {
            Some(Shape::Polygon(rings)) => vec![part(rings)],
            Some(Shape::MultiPolygon(all)) => all.into_iter().map(part).collect(),
            _ => return Ok(None),
        };
        unclear(doubt)?;
        let name = self.names.iter().map(text).find(|name| !name.is_empty());
        Ok(Some(Area { name: name.map_or_else(|| row.number.to_string(), str::to_owned), parts }))
    }
}

/// What an import would only note, no area may have: then nobody can tell inside from outside.
fn unclear(doubt: Option<Why>) -> Result<(), String> {
    match doubt {
        Some(Why::Shape(odd @ (ShapeOdd::Crosses { .. } | ShapeOdd::Flat { .. } | ShapeOdd::HoleOutside { .. }))) => {
            Err(format!("{}; {}", found(&odd), remedy(&odd)))
        }
        _ => Ok(()),
    }
}

fn said(why: &Why) -> String {
    match why {
        Why::Shape(odd) => format!("{}; {}", found(odd), remedy(odd)),
        Why::OffTheEarth | Why::Turned => {
            "a corner is no longitude and latitude; expected degrees, longitude first (RFC 7946)".to_owned()
        }
        _ => format!("what stands there is no shape; {EXPECTED}"),
    }
}

fn remedy(odd: &ShapeOdd) -> &'static str {
    match odd {
        ShapeOdd::Unclosed => "repeat its first corner at its end",
        ShapeOdd::RoundTheEarth => "cut it in two at 180°",
        ShapeOdd::Metres | ShapeOdd::Degrees | ShapeOdd::OutsideZone { .. } | ShapeOdd::OtherCrs { .. } => {
            "expected degrees, longitude first: ogr2ogr -t_srs EPSG:4326 OUT.geojson IN makes it so"
        }
        _ => "mend it where it was drawn",
    }
}

/// What is odd, without what an import does with it.
fn found(odd: &ShapeOdd) -> String {
    let words = odd.words(Lang::En);
    words.split_once(';').map_or(words.as_str(), |(found, _)| found).to_owned()
}
