//! Places from a file: a list with columns of latitude and longitude, or GeoJSON.

use std::path::Path;

use daftar_claim::Value;
use daftar_read::sheet::{Opening, Row, Sheet};
use daftar_view::Shape;
use daftar_view::pattern::{Damaged, LeftOut};
use serde_json::Value as Json;

use super::{DAMAGE, FACILITIES, Placed, Places, THINGS};
use crate::RegisterError;
use crate::import::{LATITUDES, LONGITUDES, column_names, position};
use crate::keeping::folded_number;

/// What columns are called.
const DAMAGED: [&str; 4] = ["damaged", "damage", "متضرر", "الضرر"];
const STRATUM: [&str; 6] = ["stratum", "strata", "district", "quarter", "الطبقة", "الحي"];
const ERROR: [&str; 5] = ["error", "uncertainty", "location error", "خطأ الموضع", "الخطأ"];
const ATTACK: [&str; 4] = ["attack", "incident", "الهجوم", "الحادث"];
const NUMBER: [&str; 6] = ["number", "id", "no", "no.", "asset", "الرقم"];
/// What cells say of damage.
const YES: [&str; 7] = ["1", "yes", "true", "y", "damaged", "نعم", "متضرر"];
const NO: [&str; 8] = ["0", "no", "false", "n", "intact", "لا", "سليم", "not damaged"];
const DISPUTED: [&str; 3] = ["disputed", "?", "متنازع فيه"];

/// Whether something is called like a file rather than like a kind: it has an ending, or is there.
pub fn no_file(name: &str) -> bool {
    !name.contains(['.', '/', '\\']) && !Path::new(name).exists()
}

pub(super) fn read(path: &Path, of: &'static str) -> Result<Places, RegisterError> {
    let is_geojson =
        path.extension().is_some_and(|end| ["geojson", "json"].iter().any(|one| end.eq_ignore_ascii_case(one)));
    if is_geojson { geojson(path, of) } else { list(path, of) }
}

/// What a row or a feature says, by the names of columns.
trait Says {
    fn says(&self, names: &[&str]) -> Option<&str>;
}

fn placed(of: &str, which: String, at: (f64, f64), row: &dyn Says) -> Result<Placed, [String; 2]> {
    // Whether a facility is damaged is not asked; what a list of damage holds is, unless it says otherwise.
    let told = row.says(&DAMAGED).filter(|text| of != FACILITIES && !text.trim().is_empty());
    let unsaid = if of == DAMAGE { Damaged::Yes } else { Damaged::Unsaid };
    let damaged = told.map_or(Ok(unsaid), damaged)?;
    let error = match row.says(&ERROR).map(folded_number).filter(|text| !text.is_empty()) {
        Some(text) => text
            .trim_end_matches(" m")
            .trim_end_matches(" م")
            .parse()
            .ok()
            .filter(|error: &f64| *error >= 0.0 && error.is_finite()),
        None => Some(0.0),
    };
    let no_error = || {
        let text = row.says(&ERROR).unwrap_or_default();
        [format!("its error {text:?} is no number of metres"), format!("خطأ موضعه «{text}» ليس عدد أمتار")]
    };
    let text = |names: &[&str]| row.says(names).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Placed {
        which,
        id: None,
        number: text(&NUMBER),
        at,
        damaged,
        stratum: text(&STRATUM).unwrap_or_default(),
        error: error.ok_or_else(no_error)?,
        attack: text(&ATTACK),
    })
}

/// What a cell says of damage; what it does not surely say, is not guessed.
fn damaged(text: &str) -> Result<Damaged, [String; 2]> {
    let folded = folded_number(text);
    let is = |words: &[&str]| words.contains(&folded.as_str());
    match () {
        () if is(&YES) => Ok(Damaged::Yes),
        () if is(&NO) => Ok(Damaged::No),
        () if is(&DISPUTED) => Ok(Damaged::Disputed),
        () => Err([
            format!("whether it is damaged: {text:?}; expected yes, no or disputed"),
            format!("أمتضرر هو: «{text}»؛ والمتوقع: نعم أو لا أو متنازع فيه"),
        ]),
    }
}

struct Cells<'r> {
    names: &'r [String],
    row: &'r Row,
}

impl Says for Cells<'_> {
    fn says(&self, names: &[&str]) -> Option<&str> {
        let at = self.names.iter().position(|name| names.contains(&name.as_str()))?;
        self.row.cells.get(at).map(|cell| cell.text.as_str())
    }
}

fn list(path: &Path, of: &'static str) -> Result<Places, RegisterError> {
    let unread = |error: &dyn std::fmt::Display| RegisterError::Ask(format!("{}: {error}", path.display()));
    let sheet = Sheet::open(path, &Opening::default()).map_err(|error| unread(&error))?;
    let names: Vec<String> = column_names(sheet.columns()).iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    let (latitude, longitude) = column(&LATITUDES).zip(column(&LONGITUDES)).ok_or_else(|| {
        let found = names.join(", ");
        unread(&format!("no columns of latitude and longitude among {found}; expected columns so called, in degrees"))
    })?;
    if of == THINGS && column(&DAMAGED).is_none() {
        let found = names.join(", ");
        return Err(unread(&format!("no column damaged among {found}; expected one with yes, no or disputed")));
    }
    let mut places = Places::default();
    for row in sheet {
        let row = row.map_err(|error| unread(&error))?;
        let which = row.number.to_string();
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.trim());
        let at = match position::in_two(text(latitude), text(longitude)) {
            Ok(value) => point(&value),
            Err(_) => None,
        };
        let no_place = || {
            let (north, east) = (text(latitude), text(longitude));
            [format!("no position: {north:?}, {east:?}"), format!("لا موضع: «{north}»، «{east}»")]
        };
        let read =
            at.ok_or_else(no_place).and_then(|at| placed(of, which.clone(), at, &Cells { names: &names, row: &row }));
        places.take(read, of, which);
    }
    Ok(places)
}

impl Places {
    pub(super) fn take(&mut self, read: Result<Placed, [String; 2]>, of: &'static str, which: String) {
        match read {
            Ok(placed) => self.placed.push(placed),
            Err(why) => self.left_out.push(LeftOut { of, which, why }),
        }
    }
}

/// Latitude and longitude of a value.
fn point(value: &Value) -> Option<(f64, f64)> {
    let Value::Geometry { wkt, .. } = value else { return None };
    let [east, north] = Shape::of(wkt)?.middle()?;
    Some((north, east))
}

/// What a feature says, by the names of its properties.
struct Feature(Vec<(String, String)>);

impl Says for Feature {
    fn says(&self, names: &[&str]) -> Option<&str> {
        self.0.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, text)| text.as_str())
    }
}

fn geojson(path: &Path, of: &'static str) -> Result<Places, RegisterError> {
    let bytes = std::fs::read(path).map_err(RegisterError::io(path))?;
    let unread = |error: String| RegisterError::Ask(format!("{}: {error}", path.display()));
    let json: Json = serde_json::from_slice(&bytes).map_err(|error| unread(error.to_string()))?;
    let features = json.get("features").and_then(Json::as_array);
    let features = features.ok_or_else(|| unread("no FeatureCollection of GeoJSON (RFC 7946)".to_owned()))?;
    let mut places = Places::default();
    for (number, feature) in features.iter().enumerate() {
        let which = (number + 1).to_string();
        let nothing = serde_json::Map::new();
        let properties = feature.get("properties").and_then(Json::as_object).unwrap_or(&nothing);
        let words = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let told = properties.iter().filter(|(_, value)| !value.is_null());
        let told = told.map(|(name, value)| (name.trim().to_lowercase(), words(value))).collect();
        let at = feature.get("geometry").and_then(position_of);
        let no_place = || ["no position".to_owned(), "لا موضع".to_owned()];
        let read = at.ok_or_else(no_place).and_then(|at| placed(of, which.clone(), at, &Feature(told)));
        places.take(read, of, which);
    }
    Ok(places)
}

/// The middle of a geometry: latitude and longitude. Longitude stands first in GeoJSON.
fn position_of(geometry: &Json) -> Option<(f64, f64)> {
    fn gather(json: &Json, into: &mut Vec<[f64; 2]>) {
        let Some(list) = json.as_array() else { return };
        match (list.first().and_then(Json::as_f64), list.get(1).and_then(Json::as_f64)) {
            (Some(east), Some(north)) => into.push([east, north]),
            _ => list.iter().for_each(|one| gather(one, into)),
        }
    }
    let mut all = Vec::new();
    gather(geometry.get("coordinates")?, &mut all);
    let inside = |[east, north]: &[f64; 2]| north.abs() <= 90.0 && east.abs() <= 180.0;
    if all.is_empty() || !all.iter().all(inside) {
        return None;
    }
    let many = all.len() as f64;
    let sum = all.iter().fold([0.0, 0.0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
    Some((sum[1] / many, sum[0] / many))
}
