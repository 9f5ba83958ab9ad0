//! What a file is, by its bytes; its name decides only where they leave it open.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::delimited::{Delimited, delimiter};
use super::geo::scan::Scan;
use super::geo::{geojson, geopackage, kml, shapefile};
use super::input::{Input, input};
use super::json_lines::{self, JsonRows, Lines, Objects, Take};
use super::members::Brought;
use super::package::Package;
use super::{Manner, Opening, SheetError, Source, ods, old, xlsx};

/// What kind of file a sheet was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Values with commas, semicolons or bars between them.
    Csv,
    /// Values with tabs between them.
    Tsv,
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel since 2007, in its binary form.
    Xlsb,
    /// A workbook of Excel before 2007.
    Xls,
    /// A sheet of LibreOffice and others.
    Ods,
    /// One JSON object a line.
    JsonLines,
    /// An array of JSON objects.
    Json,
    /// Features with shapes, as JSON.
    GeoJson,
    /// Places of Google Earth and others, as XML; packed or not.
    Kml,
    /// Shapes with a table beside them.
    Shapefile,
    /// A database of features.
    GeoPackage,
}

/// How files begin that are no sheets, though some are called so.
const OTHERS: [(&[u8], &str); 7] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"\x1F\x8B", "a file packed with gzip"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text document"),
];

/// Opens a file as what it is.
pub(super) fn open(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(512).read_to_end(&mut start)?;
    file.rewind()?;
    if start.is_empty() {
        return Err(SheetError::Empty);
    }
    if let Some((_, found)) = OTHERS.iter().find(|(begin, _)| start.starts_with(begin)) {
        return Err(SheetError::NotASheet { found });
    }
    if kml::begins(&start) {
        return kml::open_plain(path, opening);
    }
    if let Some(found) = markup(&start) {
        return Err(SheetError::NotASheet { found });
    }
    if let Some(found) = shapefile::beside(path, &start) {
        return Err(SheetError::NotASheet { found });
    }
    match &start[..] {
        [0, 0, 0x27, 0x0A, ..] => shapefile::open_plain(path, opening),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => workbook(path, opening),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => old::xls(path, opening),
        start if start.starts_with(b"SQLite format 3\0") => geopackage::open(path, opening),
        _ => text(file, path, opening),
    }
}

/// HTML and XML, which some programs save under the name of a sheet.
fn markup(start: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let html = ["<!doctype html", "<html", "<table", "<meta"].iter().any(|tag| start.starts_with(tag));
    if html {
        return Some("a web page");
    }
    start.starts_with("<?xml").then_some("an XML document")
}

fn workbook(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let package = Package::open(path, opening.limits)?;
    if package.has("xl/workbook.bin") {
        return old::xlsb(path, opening);
    }
    if package.has("content.xml") {
        return ods::open(package, opening);
    }
    if package.has("xl/workbook.xml") || package.has("_rels/.rels") {
        return xlsx::open(package, opening);
    }
    if package.names().iter().any(|name| shapefile::is_shapes(name)) {
        return shapefile::open_packed(package, opening);
    }
    if package.names().iter().any(|name| kml::is_named(name)) {
        return kml::open_packed(package, opening);
    }
    Err(SheetError::NotASheet { found: "a zip archive" })
}

fn text(file: File, path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let input = input(file, opening.encoding.as_deref())?;
    if input.sample.is_empty() {
        return Err(SheetError::Empty);
    }
    let named = path.extension().is_some_and(|end| end == "jsonl" || end == "ndjson" || end == "geojsonl");
    let whole = || {
        let mut file = File::open(path).ok()?;
        file.seek(SeekFrom::Start(input.mark)).ok()?;
        Some(Box::new(file) as Box<dyn Read>)
    };
    if let Some(standing) = geojson::standing(&input.sample, &whole, opening.limits.record) {
        return scanned(input, standing, path, opening);
    }
    if json_lines::begins(&input.sample) || named {
        let take = if geojson::is_line(&input.sample) { Take::Feature } else { Take::Members };
        let form = if take == Take::Feature { Form::GeoJson } else { Form::JsonLines };
        return Ok(objects(input, form, take, opening, |input| Objects::Lines(Lines::of(input))));
    }
    let delimiter = opening.delimiter.unwrap_or_else(|| delimiter(&input.sample, opening.limits));
    let form = if delimiter == b'\t' { Form::Tsv } else { Form::Csv };
    let (encoding, delimited) = (Some(input.encoding), Some(char::from(delimiter)));
    let manner = Manner { encoding, delimiter: delimited, ..Manner::of(form) };
    let (rows, notes) = Delimited::new(input, delimiter, opening.limits)?;
    Ok(Source { rows: Box::new(rows), notes, ..Source::of(manner) })
}

/// The objects of a JSON file that is no lines.
fn scanned(input: Input, standing: geojson::Found, path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let (form, take) = match standing.features {
        true => (Form::GeoJson, Take::Feature),
        false => (Form::Json, Take::Members),
    };
    let limit = opening.limits.record;
    let crs = match standing.features {
        true => geojson::crs(File::open(path)?, limit)?,
        false => None,
    };
    let begun = |mut input: Input| {
        let bytes = std::mem::replace(&mut input.bytes, Box::new(std::io::empty()));
        Scan::begin(bytes, standing.standing, limit).map(|scan| (input, scan))
    };
    let (input, scan) = begun(input)?;
    let scan = scan.ok_or(SheetError::Empty)?;
    let source = objects(input, form, take, opening, |_| Objects::Scanned(scan));
    Ok(Source { manner: Manner { crs, ..source.manner }, ..source })
}

fn objects(
    mut input: Input,
    form: Form,
    take: Take,
    opening: &Opening,
    begin: impl FnOnce(Input) -> Objects,
) -> Source {
    let manner = Manner { encoding: Some(input.encoding), ..Manner::of(form) };
    let (charset, notes) = (input.charset, std::mem::take(&mut input.notes));
    let (rows, names) = Brought::begin(JsonRows::of(begin(input), take, charset, opening.limits));
    Source { rows: Box::new(rows), names: Some(names), notes, ..Source::of(manner) }
}
