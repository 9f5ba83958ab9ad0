//! The older forms of Excel, XLS and XLSB, which `calamine` reads: whole, and without the formats of numbers.

use std::fs::File;
use std::io::{BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, Xlsb};

use super::choice::{Filled, choose, sheet_notes};
use super::number_format::Shape;
use super::package::damaged;
use super::serial::Shows;
use super::{Cell, CellKind, Form, Manner, Note, Opening, Row, SheetError, Source, number};

/// How an encrypted workbook names the stream that holds it, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

/// How large such a file may be, since it is held in memory.
const LARGEST: u64 = 256 << 20;

type Cells = Vec<(u32, u32, Data)>;

/// A sheet's cells, in their order.
struct Whole(Cells);

impl Filled for Whole {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Opens a workbook of Excel before 2007.
pub(super) fn xls(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    if is_encrypted(path)? {
        return Err(SheetError::Encrypted);
    }
    guarded(path, || {
        let mut book = Xls::new(open(path)?).map_err(|error| match error {
            calamine::XlsError::Password => SheetError::Encrypted,
            error => unreadable(path, &error),
        })?;
        let sheets = book.sheets_metadata().to_vec();
        let cells = |name: &str| {
            let range = book.worksheet_range(name).map_err(|error| unreadable(path, &error))?;
            let (top, left) = range.start().unwrap_or_default();
            let cell =
                |(row, column, data): (usize, usize, &Data)| (top + row as u32, left + column as u32, data.clone());
            Ok(range.used_cells().map(cell).collect())
        };
        chosen(Form::Xls, &sheets, opening, cells)
    })
}

/// Opens a workbook in the binary form of Excel since 2007.
pub(super) fn xlsb(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    guarded(path, || {
        let mut book = Xlsb::new(open(path)?).map_err(|error| unreadable(path, &error))?;
        let sheets = book.sheets_metadata().to_vec();
        let cells = |name: &str| {
            let mut reader = book.worksheet_cells_reader(name).map_err(|error| unreadable(path, &error))?;
            let mut cells = Vec::new();
            while let Some(cell) = reader.next_cell().map_err(|error| unreadable(path, &error))? {
                let (row, column) = cell.get_position();
                if !matches!(cell.get_value(), DataRef::Empty) {
                    cells.push((row, column, Data::from(cell.get_value().clone())));
                }
            }
            Ok(cells)
        };
        chosen(Form::Xlsb, &sheets, opening, cells)
    })
}

/// Runs the library so that a file at which it gives up altogether is an error like others.
fn guarded(path: &Path, read: impl FnOnce() -> Result<Source, SheetError>) -> Result<Source, SheetError> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(unreadable(path, &"its parts do not fit together")))
}

fn open(path: &Path) -> Result<BufReader<File>, SheetError> {
    let file = File::open(path)?;
    let found = file.metadata()?.len();
    if found > LARGEST {
        return Err(SheetError::Bomb { found, unit: "bytes in memory", limit: LARGEST });
    }
    Ok(BufReader::new(file))
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> SheetError {
    damaged(&path.file_name().unwrap_or_default().to_string_lossy(), 0, error)
}

/// Whether an OLE file holds an encrypted workbook: it names it near its start.
fn is_encrypted(path: &Path) -> Result<bool, SheetError> {
    let mut bytes = Vec::new();
    open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(bytes.windows(name.len()).any(|window| window == name))
}

fn chosen(
    form: Form,
    sheets: &[calamine::Sheet],
    opening: &Opening,
    mut cells: impl FnMut(&str) -> Result<Cells, SheetError>,
) -> Result<Source, SheetError> {
    let sheets: Vec<_> = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let hidden: Vec<bool> = sheets.iter().map(|sheet| sheet.visible != SheetVisible::Visible).collect();
    let mut begin = |index: usize| cells(&names[index]).map(Whole);
    let (chosen, Whole(mut cells)) = choose(&names, &hidden, opening.sheet.as_deref(), &mut begin)?;
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let manner = Manner { sheet: Some(names[chosen].clone()), ..Manner::of(form) };
    let notes = sheet_notes(&names, &hidden, chosen);
    let rows = Box::new(OldRows { cells: cells.into_iter().peekable(), columns: opening.limits.columns });
    Ok(Source { rows, notes, sheets: names, ..Source::of(manner) })
}

struct OldRows {
    cells: std::iter::Peekable<std::vec::IntoIter<(u32, u32, Data)>>,
    columns: usize,
}

impl Iterator for OldRows {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.cells.peek()?.0;
        let mut row = Row { number: u64::from(at) + 1, ..Row::default() };
        while let Some((_, column, data)) = self.cells.next_if(|(row, ..)| *row == at) {
            let index = column as usize;
            if index >= self.columns {
                return Some(Err(SheetError::TooWide { row: row.number, limit: self.columns }));
            }
            row.cells.resize(index, Cell::default());
            row.cells.push(cell(&data, index, &mut row.notes));
        }
        Some(Ok(row))
    }
}

fn cell(data: &Data, index: usize, notes: &mut Vec<Note>) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::String(text) => Cell::text(text.clone()),
        Data::Int(number) => Cell::new(number.to_string(), CellKind::Number),
        Data::Float(number) => number::cell(&number.to_string(), &Shape::Plain, false, index, notes),
        Data::Bool(truth) => Cell::new(if *truth { "TRUE" } else { "FALSE" }, CellKind::Truth),
        Data::DateTime(date) => dated(date, index, notes),
        Data::DateTimeIso(text) => Cell::new(text.clone(), CellKind::Date),
        Data::DurationIso(text) => Cell::text(text.clone()),
        Data::Error(error) => {
            notes.push(Note::ErrorValue { column: super::letter(index), error: error.to_string() });
            Cell::new(error.to_string(), CellKind::Error)
        }
    }
}

fn dated(date: &calamine::ExcelDateTime, index: usize, notes: &mut Vec<Note>) -> Cell {
    let shape = if date.is_duration() { Shape::Elapsed } else { Shape::Date(Shows::Day) };
    let since_1904 = *date == calamine::ExcelDateTime::new(date.as_f64(), calamine::ExcelDateTimeType::DateTime, true);
    number::cell(&date.as_f64().to_string(), &shape, since_1904, index, notes)
}
