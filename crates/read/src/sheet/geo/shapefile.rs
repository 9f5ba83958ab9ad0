//! Shapefiles (ESRI 1998): shapes in one file, their attributes in another (`dbf`), the system of coordinates in a third; side by side
//! in a folder, or in a zip file, which may hold several.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::super::choice::{Filled, choose, sheet_notes, unread};
use super::super::package::{Package, damaged};
use super::super::{Cell, Form, Limits, Manner, Note, Opening, Row, SheetError, Source};
use super::GEOMETRY;
use super::dbf::{Record, Table};
use super::esri::well_known;

/// The files that belong to one layer, by how they end.
#[derive(Default)]
struct Beside {
    shapes: Option<Box<dyn Read + Send>>,
    table: Option<Box<dyn Read + Send>>,
    crs: Option<String>,
    encoding: Option<String>,
}

/// Whether a file of this name holds shapes.
pub(in crate::sheet) fn is_shapes(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // Programs of one make leave a shadow of each file.
    lower.ends_with(".shp") && !lower.starts_with("__macosx/")
}

/// What a file is that belongs to shapes, and is not what is to be given; none where it is none.
pub(in crate::sheet) fn beside(path: &Path, start: &[u8]) -> Option<&'static str> {
    let end = path.extension()?.to_str()?.to_ascii_lowercase();
    let dbase = matches!(start.first(), Some(0x03 | 0x30 | 0x43 | 0x83 | 0x8B | 0xF5));
    let with_shapes = companion(path, "shp").is_some();
    match end.as_str() {
        "dbf" if dbase && with_shapes => Some("the table of a Shapefile (give the .shp beside it)"),
        "dbf" if dbase => Some("a dBASE table"),
        "shx" | "prj" | "cpg" if with_shapes => Some("a part of a Shapefile (give the .shp beside it)"),
        _ => None,
    }
}

/// The file beside another that ends otherwise, however large its letters are written.
fn companion(path: &Path, end: &str) -> Option<PathBuf> {
    [end.to_owned(), end.to_uppercase()].into_iter().map(|end| path.with_extension(end)).find(|path| path.is_file())
}

/// The files without which a file says less: the others of a Shapefile.
pub(in crate::sheet) fn companions(path: &Path) -> Vec<PathBuf> {
    let mut start = [0; 4];
    let is_shapes =
        File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == [0, 0, 0x27, 0x0A];
    if !is_shapes {
        return Vec::new();
    }
    ["dbf", "prj", "cpg", "shx"].iter().filter_map(|end| companion(path, end)).collect()
}

/// Opens shapes with what lies beside them.
pub(in crate::sheet) fn open_plain(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let text = |end: &str| -> Result<Option<String>, SheetError> {
        let Some(path) = companion(path, end) else { return Ok(None) };
        let mut bytes = Vec::new();
        File::open(path)?.take(1 << 20).read_to_end(&mut bytes)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    };
    let file = |path: PathBuf| -> Result<Box<dyn Read + Send>, SheetError> {
        Ok(Box::new(BufReader::with_capacity(128 * 1024, File::open(path)?)))
    };
    let beside = Beside {
        shapes: Some(file(path.to_owned())?),
        table: companion(path, "dbf").map(file).transpose()?,
        crs: text("prj")?,
        encoding: text("cpg")?,
    };
    source(Layer::open(beside, &name_of(&path.to_string_lossy()), opening)?, None)
}

/// Opens one of the layers of a zip file.
pub(in crate::sheet) fn open_packed(mut package: Package, opening: &Opening) -> Result<Source, SheetError> {
    let all = package.names();
    let layers: Vec<String> = all.iter().filter(|name| is_shapes(name)).map(|name| name_of(name)).collect();
    let hidden = vec![false; layers.len()];
    let begin = &mut |at: usize| {
        let part = |end: &str| {
            let wanted = format!("{}.{end}", layers[at]);
            all.iter().find(|name| name.eq_ignore_ascii_case(&wanted)).cloned()
        };
        let mut stream = |end: &str| -> Result<Option<Box<dyn Read + Send>>, SheetError> {
            Ok(match part(end) {
                Some(name) => Some(Box::new(package.part(&name)?)),
                None => None,
            })
        };
        let mut beside = Beside { shapes: stream("shp")?, table: stream("dbf")?, ..Beside::default() };
        for (end, to) in [("prj", &mut beside.crs), ("cpg", &mut beside.encoding)] {
            if let Some(mut bytes) = stream(end)? {
                let mut text = Vec::new();
                bytes.by_ref().take(1 << 20).read_to_end(&mut text)?;
                *to = Some(String::from_utf8_lossy(&text).into_owned());
            }
        }
        Layer::open(beside, &layers[at], opening)
    };
    let (chosen, layer) = choose(&layers, &hidden, opening.sheet.as_deref(), begin)?;
    let notes = sheet_notes(&layers, &hidden, chosen);
    let mut source = source(layer, Some(layers[chosen].clone()))?;
    let of_layer = |name: &str| layers.iter().any(|layer| layer.eq_ignore_ascii_case(&name_of(name)));
    let is_read =
        |name: &str| of_layer(name) && ["shp", "dbf"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    source.notes.extend(notes.into_iter().chain(unread(&package, is_read)));
    source.sheets = layers;
    Ok(source)
}

/// A name without its end.
fn name_of(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn source(layer: Layer, sheet: Option<String>) -> Result<Source, SheetError> {
    let mut manner = Manner { sheet, crs: layer.crs.clone(), ..Manner::of(Form::Shapefile) };
    let mut notes = Vec::new();
    let mut names = Vec::new();
    match &layer.table {
        Some(table) => {
            manner.encoding = Some(table.encoding_name());
            notes.extend(table.notes.iter().cloned());
            names.extend(table.names());
        }
        None => {
            notes.push(Note::NotRead { what: format!("{}.dbf, which is not there: nothing but shapes", layer.part) })
        }
    }
    if layer.crs.is_none() {
        notes.push(Note::NoCrs);
    }
    names.push(GEOMETRY.to_owned());
    Ok(Source { rows: Box::new(layer), names: Some(names), notes, ..Source::of(manner) })
}

/// The features of one layer.
struct Layer {
    shapes: Box<dyn Read + Send>,
    table: Option<Table>,
    crs: Option<String>,
    part: String,
    number: u64,
    /// The number of the first shape: programs count from 1, and some from 0.
    first: Option<u64>,
    /// How many bytes of shapes are left, by the head.
    left: u64,
    /// How many bytes a shape may have.
    limit: usize,
    ended: bool,
}

impl Filled for Layer {
    fn is_empty(&self) -> bool {
        self.left == 0
    }
}

impl Layer {
    fn open(beside: Beside, part: &str, opening: &Opening) -> Result<Layer, SheetError> {
        let missing = || damaged(&format!("{part}.shp"), 0, &"it is missing");
        let mut shapes = beside.shapes.ok_or_else(missing)?;
        let mut head = [0; 100];
        shapes.read_exact(&mut head).map_err(|error| damaged(&format!("{part}.shp"), 0, &error))?;
        if !head.starts_with(&[0, 0, 0x27, 0x0A]) {
            return Err(damaged(&format!("{part}.shp"), 0, &"it does not begin as shapes do"));
        }
        let words = u64::from(u32::from_be_bytes([head[24], head[25], head[26], head[27]]));
        let told = opening.encoding.clone().or(beside.encoding.as_deref().and_then(label));
        let limits: Limits = opening.limits;
        let begin = |bytes| Table::begin(bytes, &format!("{part}.dbf"), told.as_deref(), limits);
        let table = beside.table.map(begin).transpose()?;
        let crs = beside.crs.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let left = (words * 2).saturating_sub(100);
        let (part, limit) = (part.to_owned(), limits.record);
        Ok(Layer { shapes, table, crs, part, number: 0, first: None, left, limit, ended: false })
    }

    fn read(&mut self) -> Result<Option<Row>, SheetError> {
        let shape = self.shape()?;
        let record = self.table.as_mut().map(Table::next).transpose()?.flatten();
        if shape.is_none() && record.is_none() {
            return Ok(None);
        }
        self.number += 1;
        let mut row = Row { number: self.number, ..Row::default() };
        match record {
            Some(Record::Cells(cells, notes)) => (row.cells, row.notes) = (cells, notes),
            Some(Record::Removed(text)) => {
                let reason = "the table marks it as removed".to_owned();
                row.notes.push(Note::BadLine { text, reason });
                return Ok(Some(row));
            }
            None if self.table.is_some() => {
                let promised = self.table.as_ref().map_or(0, |table| table.promised);
                row.notes.push(Note::NotRead { what: format!("attributes: the table ends after row {promised}") });
            }
            None => {}
        }
        row.cells.resize(self.table.as_ref().map_or(0, |table| table.names().len()), Cell::default());
        if shape.is_none() {
            row.notes.push(Note::NotRead { what: format!("the shape: {}.shp ends before this row", self.part) });
        }
        row.cells.push(self.cell(shape.as_deref(), &mut row.notes));
        Ok(Some(row))
    }

    fn cell(&self, shape: Option<&[u8]>, notes: &mut Vec<Note>) -> Cell {
        let Some(bytes) = shape.filter(|bytes| !bytes.starts_with(&[0; 4])) else { return Cell::default() };
        match well_known(bytes, notes) {
            Some(text) => Cell::text(text),
            None => {
                let number = bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
                notes.push(Note::NotRead { what: format!("a shape of type {number}") });
                Cell::default()
            }
        }
    }

    /// The bytes of the next shape.
    fn shape(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        if self.left < 8 {
            return Ok(None);
        }
        let mut head = [0; 8];
        self.shapes.read_exact(&mut head).map_err(|found| match found.kind() {
            ErrorKind::UnexpectedEof => self.broken(&"it ends before its head says"),
            _ => self.broken(&found),
        })?;
        let [number, words] = [0, 4].map(|at| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
        self.follows(u64::from(number))?;
        let length = u64::from(words) * 2;
        if length + 8 > self.left {
            return Err(self.broken(&"a shape is longer than the file"));
        }
        if length > self.limit as u64 {
            return Err(self.broken(&format!("a shape is longer than {} bytes", self.limit)));
        }
        self.left -= length + 8;
        let mut bytes = Vec::new();
        match self.shapes.by_ref().take(length).read_to_end(&mut bytes) {
            Ok(read) if read as u64 == length => Ok(Some(bytes)),
            Ok(_) => Err(self.broken(&"it ends in the middle of a shape")),
            Err(found) => Err(self.broken(&found)),
        }
    }

    /// A shape belongs to the row of its number. Programs leave what a shape was where it stood, and write anew at the end what it became.
    fn follows(&mut self, number: u64) -> Result<(), SheetError> {
        let first = *self.first.get_or_insert(number);
        if first <= 1 && number == first + self.number {
            return Ok(());
        }
        let reason = format!(
            "its shape {number} does not stand in the order of the rows, so that nobody can tell whose shape is whose (a program of maps \
             puts them in order when it exports the layer anew)"
        );
        Err(self.broken(&reason))
    }

    fn broken(&self, reason: &dyn std::fmt::Display) -> SheetError {
        damaged(&format!("{}.shp", self.part), self.number, reason)
    }
}

impl Iterator for Layer {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.read().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

/// The encoding that a `.cpg` file names, as the Encoding Standard names it.
fn label(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let page = (1250..=1258).contains(&digits.parse().unwrap_or(0));
    match text.as_str() {
        "" => None,
        _ if page => Some(format!("windows-{digits}")),
        "65001" => Some("utf-8".to_owned()),
        _ if digits.len() >= 5 && digits.starts_with("8859") => Some(format!("iso-8859-{}", &digits[4..])),
        _ => Some(text),
    }
}
