//! KML (OGC 12-007), and KMZ, which is the same packed: each placemark is a row, wherever in which folders it stands.

use std::fs::File;
use std::path::Path;

use super::super::choice::{choose, sheet_notes, unread};
use super::super::members::Brought;
use super::super::package::Package;
use super::super::{Form, Manner, Opening, SheetError, Source};
use super::placemarks::Placemarks;

/// Whether a file begins as KML.
pub(in crate::sheet) fn begins(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with('<') && start.contains("<kml")
}

/// Whether a file in a zip file is KML by its name.
pub(in crate::sheet) fn is_named(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".kml")
}

/// Opens a file that is not packed.
pub(in crate::sheet) fn open_plain(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let placemarks = Placemarks::of(Box::new(File::open(path)?), "the KML", opening.limits);
    Ok(source(placemarks, None))
}

/// Opens one of the files of a packed one.
pub(in crate::sheet) fn open_packed(mut package: Package, opening: &Opening) -> Result<Source, SheetError> {
    let names: Vec<String> = package.names().into_iter().filter(|name| is_named(name)).collect();
    let hidden = vec![false; names.len()];
    let begin = &mut |at: usize| {
        let mut begin = || {
            let part = package.part(&names[at])?;
            Ok::<_, SheetError>(Placemarks::of(Box::new(part), &names[at], opening.limits))
        };
        // It is read again from its beginning, so that its columns are learned in their order.
        let is_filled = begin()?.has_any();
        let mut placemarks = begin()?;
        placemarks.is_filled = is_filled;
        Ok(placemarks)
    };
    let (chosen, placemarks) = choose(&names, &hidden, opening.sheet.as_deref(), begin)?;
    let notes = sheet_notes(&names, &hidden, chosen);
    let sheet = (names.len() > 1).then(|| names[chosen].clone());
    let mut source = source(placemarks, sheet);
    source.notes.extend(notes.into_iter().chain(unread(&package, is_named)));
    source.sheets = if names.len() > 1 { names } else { Vec::new() };
    Ok(source)
}

fn source(placemarks: Placemarks, sheet: Option<String>) -> Source {
    let manner = Manner { sheet, ..Manner::of(Form::Kml) };
    let (mut rows, names) = Brought::begin(placemarks);
    let notes = rows.from.take_notes();
    Source { rows: Box::new(rows), names: Some(names), notes, ..Source::of(manner) }
}
