//! Columns that are known by more than the name of a property: the two numbers of a position, the names of pictures.

use daftar_claim::{Profiles, PropertyId};
use daftar_store::index::fold_name;

use super::header::Header;
use super::mapping::{Column, Part};
use super::shape::is_shape;

/// What headers call the two numbers of a position.
pub(crate) const LATITUDES: [&str; 4] = ["latitude", "lat", "خط العرض", "دائرة العرض"];
pub(crate) const LONGITUDES: [&str; 5] = ["longitude", "lon", "long", "lng", "خط الطول"];
/// What headers call a shape.
pub(crate) const SHAPES: [&str; 10] =
    ["geometry", "geom", "wkt", "the_geom", "geom_wkt", "wkt_geom", "shape", "wkb_geometry", "الشكل", "الهندسة"];
/// How names of pictures end.
const PICTURES: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic"];

/// The columns of latitude and longitude, and the property of a kind that has positions; none unless there is one of each.
pub(super) fn halves(kind: &str, headers: &[Header], profiles: &Profiles) -> Option<([(usize, Part); 2], PropertyId)> {
    let is_place = |id: &&PropertyId| profiles.property(id).is_some_and(|property| property.value == "geometry");
    let property = profiles.kinds.get(kind)?.properties.iter().find(is_place)?;
    let only = |names: &[&str]| {
        let folded: Vec<String> = names.iter().map(|name| fold_name(name)).collect();
        let called = |header: &Header| {
            let words = format!(" {} ", header.words);
            folded.iter().any(|name| words.contains(&format!(" {name} ")))
        };
        let mut found = headers.iter().enumerate().filter(|(_, header)| called(header)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    let (latitude, longitude) = (only(&LATITUDES)?, only(&LONGITUDES)?);
    (latitude != longitude).then(|| ([(latitude, Part::Latitude), (longitude, Part::Longitude)], property.clone()))
}

/// The column of a shape, and the property of a kind that has positions; none unless there is one, whose cells are shapes.
pub(super) fn shape(
    kind: &str,
    headers: &[String],
    cells: &[Vec<String>],
    profiles: &Profiles,
) -> Option<(usize, PropertyId)> {
    let is_place = |id: &&PropertyId| profiles.property(id).is_some_and(|property| property.value == "geometry");
    let property = profiles.kinds.get(kind)?.properties.iter().find(is_place)?;
    let called = |header: &String| SHAPES.contains(&header.trim().to_lowercase().as_str());
    let holds = |at: usize| {
        let mut filled = cells.get(at).into_iter().flatten().filter(|text| !text.trim().is_empty()).peekable();
        filled.peek().is_some() && filled.all(|text| is_shape(text))
    };
    let mut found = headers.iter().enumerate().filter(|(at, header)| called(header) && holds(*at)).map(|(at, _)| at);
    let at = found.next().filter(|_| found.next().is_none())?;
    Some((at, property.clone()))
}

/// Whether all that stands in a column are names of pictures.
pub(super) fn names_pictures(column: &Column, texts: &[String]) -> bool {
    let separator = column.split.as_deref().unwrap_or(";");
    let names = || texts.iter().flat_map(|text| text.split(separator)).map(str::trim).filter(|name| !name.is_empty());
    let is_picture = |name: &str| {
        let name = name.to_lowercase();
        PICTURES.iter().any(|end| name.len() > end.len() && name.ends_with(end))
    };
    names().next().is_some() && names().all(is_picture)
}
