//! Which of several sheets is read, and which of its rows are worth it.

use super::package::Package;
use super::{Note, Row, SheetError};

/// How files end that hold data and not only pictures or words about them.
const DATA: [&str; 17] = [
    "csv", "tsv", "xlsx", "xls", "xlsb", "ods", "json", "jsonl", "geojson", "kml", "kmz", "shp", "dbf", "gpkg", "gpx",
    "gml", "mif",
];

/// A sheet that can be told to be empty.
pub(super) trait Filled {
    fn is_empty(&self) -> bool;
}

/// The sheet with this name; else the first filled one that is not hidden, else the first filled one.
pub(super) fn choose<T: Filled>(
    names: &[String],
    hidden: &[bool],
    wanted: Option<&str>,
    begin: &mut dyn FnMut(usize) -> Result<T, SheetError>,
) -> Result<(usize, T), SheetError> {
    if let Some(name) = wanted {
        let missing = || SheetError::NoSuchSheet { name: name.to_owned(), known: names.to_vec() };
        let index = names.iter().position(|known| known == name).ok_or_else(missing)?;
        return Ok((index, begin(index)?));
    }
    let visible = (0..names.len()).filter(|index| !hidden[*index]);
    for index in visible.chain((0..names.len()).filter(|index| hidden[*index])) {
        let rows = begin(index)?;
        if !rows.is_empty() {
            return Ok((index, rows));
        }
    }
    Err(SheetError::Empty)
}

/// Which sheets are hidden, and which are not read.
pub(super) fn sheet_notes(names: &[String], hidden: &[bool], chosen: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, (name, hidden)) in names.iter().zip(hidden).enumerate() {
        if *hidden {
            notes.push(Note::HiddenSheet { name: name.clone() });
        }
        if index != chosen {
            notes.push(Note::OtherSheet { name: name.clone() });
        }
    }
    notes
}

/// The other files of a zip file that hold data: they are not read.
pub(super) fn unread(package: &Package, is_read: impl Fn(&str) -> bool) -> Vec<Note> {
    let is_data = |name: &String| {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
        end.is_some_and(|end| DATA.contains(&end.as_str())) && !name.to_ascii_lowercase().starts_with("__macosx/")
    };
    let names = package.names().into_iter().filter(is_data);
    names.filter(|name| !is_read(name)).map(|what| Note::NotRead { what }).collect()
}

/// Whether a row has anything in it; that it is hidden or merged is nothing by itself.
pub(super) fn is_worth(row: &Row) -> bool {
    !row.is_empty() || row.notes.iter().any(|note| !matches!(note, Note::HiddenRow | Note::Merged { .. }))
}
