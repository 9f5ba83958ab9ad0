//! Why a sheet cannot be read, or not to its end.

use std::io;

/// Why reading cannot begin or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// There are no rows.
    #[error("there is nothing in it: expected a table with a header row")]
    Empty,
    /// It is something else.
    #[error(
        "this is {found}, not a spreadsheet: give CSV, TSV, XLSX, ODS, JSON Lines or geodata (GeoJSON, KML, a zipped Shapefile, GeoPackage), or save it as one of them"
    )]
    NotASheet {
        /// What it is.
        found: &'static str,
    },
    /// It has a password.
    #[error("the workbook is protected by a password: open it, save it without one, and give that file")]
    Encrypted,
    /// It would unpack to something enormous.
    #[error(
        "the file unpacks to {found} {unit}, more than the {limit} allowed: if it is sound, raise the limit or save it as CSV"
    )]
    Bomb {
        /// How many.
        found: u64,
        /// Of what.
        unit: &'static str,
        /// How many are allowed.
        limit: u64,
    },
    /// It has no sheet of that name.
    #[error("there is no sheet {name:?}: there are {}", names(.known))]
    NoSuchSheet {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The caller named an encoding that nobody knows.
    #[error("{0:?} is not the name of an encoding: expected a label such as windows-1256 or iso-8859-6")]
    UnknownEncoding(String),
    /// The caller named header rows that are not there.
    #[error("there is no header in rows {first} to {last}: name rows that are filled")]
    NoHeader {
        /// The first row named.
        first: u64,
        /// The last row named.
        last: u64,
    },
    /// A row has more cells than any spreadsheet has columns.
    #[error("row {row} has more than {limit} cells: is the delimiter right?")]
    TooWide {
        /// The row.
        row: u64,
        /// How many are allowed.
        limit: usize,
    },
    /// A record has no end.
    #[error("the record that begins on line {line}, at byte {byte}, is longer than {limit} bytes: is this a table?")]
    RecordTooLong {
        /// The line.
        line: u64,
        /// The byte, counted from 0.
        byte: u64,
        /// How long a record may be.
        limit: usize,
    },
    /// The inside of a workbook is not as its format wants it.
    #[error("{part} is damaged after row {row}: {reason}; open the workbook, save it again, and give that file")]
    Damaged {
        /// Which file inside the workbook.
        part: String,
        /// The last row that was read; 0 before the first.
        row: u64,
        /// What is wrong.
        reason: String,
    },
    /// A program that has it open keeps some of it in another file.
    #[error("a program has the file open, and keeps what is not in it yet in {}: close it there, and give the file again", .beside.display())]
    InUse {
        /// That file.
        beside: std::path::PathBuf,
    },
    /// Reading the bytes failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// A list for a sentence.
fn names(known: &[String]) -> String {
    known.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}
