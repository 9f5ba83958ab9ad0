//! Spreadsheets, read row by row: what stands in each cell, to the letter, and what is odd, by name.
//!
//! CSV, TSV, XLSX, ODS, JSON Lines and geodata (`geo`) are streamed; XLS and XLSB are read whole. A [`Sheet`] knows nothing of
//! claims: what its rows mean is for others to say.

pub(crate) mod charset;
mod choice;
mod delimited;
mod error;
mod form;
mod geo;
mod header;
pub(crate) mod input;
mod json_lines;
mod members;
mod merges;
mod note;
mod note_arabic;
mod number;
mod number_format;
mod ods;
mod ods_cell;
mod ods_list;
mod old;
pub(crate) mod package;
mod records;
mod row;
mod serial;
mod strings;
mod styles;
mod workbook;
mod xlsx;
mod xlsx_cell;
pub(crate) mod xml;

use std::collections::VecDeque;
use std::path::Path;

pub use error::SheetError;
pub use form::Form;
pub use note::Note;
pub use row::{Area, Cell, CellKind, Column, Row, letter};

/// How many rows are looked at to find the header.
const AHEAD: usize = 50;

/// A cell of more bytes than this is kept, and noted.
const BIG_CELL: usize = 1 << 20;

/// What a person says about a file beforehand. Nothing need be said.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Which sheet; otherwise the first filled one that is not hidden.
    pub sheet: Option<String>,
    /// Where the header is.
    pub header: HeaderRows,
    /// The encoding, by a label of the WHATWG Encoding Standard or `x-mac-arabic`; a byte order mark goes before it.
    pub encoding: Option<String>,
    /// The delimiter of CSV.
    pub delimiter: Option<u8>,
    /// How large a file may be.
    pub limits: Limits,
}

/// Where the header of a sheet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeaderRows {
    /// To be found: the first row of which most cells are words.
    #[default]
    Find,
    /// Nowhere: all rows are data.
    Absent,
    /// In these rows, counted as a person sees them; several are joined as "group / name".
    At {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
}

impl HeaderRows {
    /// `3`, `2-3`, `none` or `0`; nothing: it is to be found. None when it is none of these.
    #[must_use]
    pub fn parse(text: &str) -> Option<HeaderRows> {
        match text.trim() {
            "" => return Some(HeaderRows::Find),
            "none" | "0" => return Some(HeaderRows::Absent),
            _ => {}
        }
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (0 < first && first <= last).then_some(HeaderRows::At { first, last })
    }
}

/// How large a file may be before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Cells in a row.
    pub columns: usize,
    /// Bytes of one record of CSV, one line of JSON, or one file inside a workbook that must be held in memory.
    pub record: usize,
    /// Bytes to which a workbook may unpack.
    pub unpacked: u64,
    /// How many times its size a file inside a workbook may unpack to, once that is more than a few megabytes.
    pub ratio: u64,
    /// Files inside a workbook.
    pub entries: usize,
    /// Bytes of the texts that the cells of a workbook share; they are held in memory.
    pub strings: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        let megabyte = 1 << 20;
        Limits {
            columns: 16_384,
            record: 64 * megabyte,
            unpacked: 4096 * megabyte as u64,
            ratio: 200,
            entries: 10_000,
            strings: 512 * megabyte,
        }
    }
}

/// The files beside one that belong to it, without which it says less: the others of a Shapefile.
#[must_use]
pub fn companions(path: &Path) -> Vec<std::path::PathBuf> {
    geo::shapefile::companions(path)
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What it is.
    pub form: Form,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
    /// The delimiter of CSV and TSV.
    pub delimiter: Option<char>,
    /// Which sheet of a workbook.
    pub sheet: Option<String>,
    /// The first and the last row of the header, as a person sees them.
    pub header: Option<(u64, u64)>,
    /// Of geodata: what the file says of the system of coordinates of its shapes, in its own words.
    pub crs: Option<String>,
}

impl Manner {
    fn of(form: Form) -> Manner {
        Manner { form, encoding: None, delimiter: None, sheet: None, header: None, crs: None }
    }
}

type Rows = Box<dyn Iterator<Item = Result<Row, SheetError>> + Send>;

/// A file as its form gives it, before its header is known.
struct Source {
    rows: Rows,
    manner: Manner,
    /// The columns, where the form has names of its own for them.
    names: Option<Vec<String>>,
    /// The first and last of each stretch of hidden columns.
    hidden: Vec<(usize, usize)>,
    sheets: Vec<String>,
    notes: Vec<Note>,
}

impl Source {
    /// A source of which nothing is known but how it is read.
    fn of(manner: Manner) -> Source {
        let (hidden, sheets, notes) = (Vec::new(), Vec::new(), Vec::new());
        Source { rows: Box::new(std::iter::empty()), manner, names: None, hidden, sheets, notes }
    }
}

/// An open sheet: its columns are known, its rows come one by one.
pub struct Sheet {
    rows: Rows,
    ahead: VecDeque<Row>,
    /// What stopped the looking ahead; it is said after the rows before it.
    stopped: Option<SheetError>,
    columns: Vec<Column>,
    manner: Manner,
    sheets: Vec<String>,
    notes: Vec<Note>,
}

impl Sheet {
    /// Opens a file, recognises its form by its bytes, and finds its header.
    ///
    /// # Errors
    /// When the file is no spreadsheet, or none that can be read; the error says what it is and what to do.
    pub fn open(path: &Path, opening: &Opening) -> Result<Sheet, SheetError> {
        let Source { mut rows, mut manner, names, hidden, sheets, mut notes } = form::open(path, opening)?;
        let (mut ahead, stopped) = look_ahead(&mut rows);
        let names = match names {
            Some(names) => names,
            None if ahead.is_empty() => return Err(stopped.unwrap_or(SheetError::Empty)),
            None => {
                let header = header::take(&mut ahead, opening.header)?;
                manner.header = header.rows;
                notes.extend(header.notes);
                header.names
            }
        };
        let columns = columns(names, &hidden);
        let hidden = columns.iter().filter(|column| column.hidden);
        notes.extend(hidden.map(|column| Note::HiddenColumn { column: column.letter.clone() }));
        Ok(Sheet { rows, ahead, stopped, columns, manner, sheets, notes })
    }

    /// How the file was read: its form, encoding, delimiter, sheet and header.
    #[must_use]
    pub fn manner(&self) -> &Manner {
        &self.manner
    }

    /// The names of the sheets of a workbook, hidden ones too.
    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// The columns, by their letters.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What was odd about the whole file.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Gives a row a cell for each column, and notes where it had fewer or has more.
    fn fit(&self, mut row: Row) -> Row {
        let (found, expected) = (row.cells.len(), self.columns.len());
        let ragged = matches!(self.manner.form, Form::Csv | Form::Tsv);
        if found < expected {
            row.cells.resize(expected, Cell::default());
        }
        if found < expected && ragged {
            row.notes.push(Note::Short { found, expected });
        }
        if row.cells[expected..].iter().any(|cell| !cell.is_empty()) || found > expected && ragged {
            row.notes.push(Note::Long { found, expected });
        }
        row
    }
}

impl Iterator for Sheet {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.ahead.pop_front() {
            return Some(Ok(self.fit(row)));
        }
        if let Some(error) = self.stopped.take() {
            return Some(Err(error));
        }
        Some(self.rows.next()?.map(|row| self.fit(row)))
    }
}

/// The first rows, and the error that came after them.
fn look_ahead(rows: &mut Rows) -> (VecDeque<Row>, Option<SheetError>) {
    let mut ahead = VecDeque::new();
    while ahead.len() < AHEAD {
        match rows.next() {
            Some(Ok(row)) => ahead.push_back(row),
            Some(Err(error)) => return (ahead, Some(error)),
            None => break,
        }
    }
    (ahead, None)
}

fn columns(names: Vec<String>, hidden: &[(usize, usize)]) -> Vec<Column> {
    let column = |(index, header)| Column {
        letter: letter(index),
        header,
        hidden: hidden.iter().any(|(first, last)| (*first..=*last).contains(&index)),
    };
    names.into_iter().enumerate().map(column).collect()
}
