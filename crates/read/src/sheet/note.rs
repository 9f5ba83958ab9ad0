//! What was odd about a file or a row, and how it was taken.

use std::fmt;

use super::{Area, BIG_CELL, letter};

/// Something odd. Nothing is lost by it; a person may want to know. Columns are named by their letters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The file does not say its encoding; its letters decided.
    Judged {
        /// The encoding.
        encoding: &'static str,
    },
    /// Not in the encoding of the file.
    OtherEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// U+FFFD stands where characters were lost: bytes that the encoding does not have, or lost before.
    Lost {
        /// The column.
        column: String,
    },
    /// A NUL character, kept.
    Nul {
        /// The column.
        column: String,
    },
    /// A first line `sep=…`, as Excel writes it, obeyed.
    DelimiterLine,
    /// A quote that is never closed: the line was read with this quote as a character.
    UnclosedQuote {
        /// The line.
        line: u64,
        /// The byte, counted from 0; in UTF-16, of its text in UTF-8.
        byte: u64,
    },
    /// A quote inside a quoted cell that was not doubled, kept as a character.
    StrayQuote {
        /// The column.
        column: String,
    },
    /// A quoted cell goes on over this many lines.
    ManyLines {
        /// How many.
        lines: u64,
    },
    /// A cell of this many bytes, kept.
    BigCell {
        /// The column.
        column: String,
        /// How many.
        bytes: usize,
    },
    /// Empty lines before this row.
    EmptyLines {
        /// How many.
        count: u64,
    },
    /// Fewer cells than columns; the missing ones are empty.
    Short {
        /// What is there.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// More cells than columns; the surplus is kept.
    Long {
        /// What is there.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// Lines above the header, not read as data.
    TitleLines {
        /// The first row.
        first: u64,
        /// The last row.
        last: u64,
    },
    /// Header rows joined as "group / name".
    JoinedHeader {
        /// The first row.
        first: u64,
        /// The last row.
        last: u64,
    },
    /// No row looks like a header: the first filled one was taken.
    DoubtfulHeader {
        /// The row.
        row: u64,
    },
    /// One header over several columns.
    RepeatedHeader {
        /// The header.
        header: String,
        /// The columns.
        columns: Vec<String>,
    },
    /// There are several filled sheets; the others were not read.
    OtherSheet {
        /// Its name.
        name: String,
    },
    /// A sheet that the file hides.
    HiddenSheet {
        /// Its name.
        name: String,
    },
    /// A column that the file hides, read.
    HiddenColumn {
        /// The column.
        column: String,
    },
    /// A row that the file hides, read.
    HiddenRow,
    /// Merged cells touch this row: the value stands in the first, the others are empty.
    Merged {
        /// Which cells.
        area: Area,
    },
    /// More merged areas than are kept.
    ManyMerged {
        /// How many are kept.
        kept: usize,
    },
    /// A formula without a stored value.
    NoValue {
        /// The column.
        column: String,
        /// The formula.
        formula: String,
    },
    /// An error in place of a value.
    ErrorValue {
        /// The column.
        column: String,
        /// The error.
        error: String,
    },
    /// 29 February 1900, which Excel has and no calendar.
    FalseLeapDay {
        /// The column.
        column: String,
    },
    /// A number shown as a date, but too large or too small to be one.
    NoDate {
        /// The column.
        column: String,
        /// The number.
        number: String,
    },
    /// The format shows less of the date than is stored.
    Shortened {
        /// The column.
        column: String,
        /// What is stored.
        stored: String,
    },
    /// The file promises a number, or a number of a text, and holds something else.
    Odd {
        /// The column.
        column: String,
        /// What is there.
        found: String,
    },
    /// A line that is no JSON object; its cells are empty.
    BadLine {
        /// The line as it is.
        text: String,
        /// Why not.
        reason: String,
    },
    /// The file promises a shape, and holds something else; it stands as it is.
    NoShape {
        /// The column.
        column: String,
    },
    /// The rings of a shape run another way than where they lie asks for: which are holes was judged by where they lie.
    RingsAgainst,
    /// Shapes are in degrees, as far as their numbers tell; the file does not say in which system of coordinates.
    NoCrs,
    /// The file says that its coordinates are of one system, and they are taken for those of another.
    OtherCrs {
        /// What the file says.
        file: String,
        /// What is taken.
        taken: String,
    },
    /// What the file says of its coordinates is taken, and was not when the list was read last.
    FormerCrs {
        /// What the file says.
        file: String,
        /// What was taken last.
        former: String,
    },
    /// Rows that the file marks as removed, and that are read by no program; they are not read.
    Removed {
        /// How many.
        count: u64,
    },
    /// Something of a file of geodata that is no row.
    NotRead {
        /// What it is.
        what: String,
    },
    /// The file leads to another, which is not fetched.
    Linked {
        /// Where it leads.
        to: String,
    },
    /// A member given twice; the last one counts, as in most programs.
    RepeatedMember {
        /// What it was before, as JSON.
        value: String,
        /// Its name.
        name: String,
    },
    /// A member that no row before had; it stands beyond the columns, under this letter.
    NewColumn {
        /// Its name.
        name: String,
        /// The column.
        column: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Judged { encoding } => {
                write!(out, "the file does not say its encoding: judged by its letters as {encoding}")
            }
            Note::OtherEncoding { encoding } => write!(out, "not in the encoding of the file: read as {encoding}"),
            Note::Lost { column } => write!(out, "column {column}: characters are lost, U+FFFD stands for them"),
            Note::Nul { column } => write!(out, "column {column}: a NUL character"),
            Note::DelimiterLine => write!(out, "the first line names the delimiter"),
            Note::UnclosedQuote { line, byte } => {
                write!(out, "the quote on line {line} at byte {byte} is never closed: the line was read by itself")
            }
            Note::StrayQuote { column } => write!(out, "column {column}: a quote inside a quoted cell is not doubled"),
            Note::ManyLines { lines } => write!(out, "a quoted cell goes on over {lines} lines"),
            Note::BigCell { column, bytes } => write!(out, "column {column}: a cell of {bytes} bytes"),
            Note::EmptyLines { count } => write!(out, "{count} empty lines above"),
            Note::Short { found, expected } => write!(out, "{found} cells where there are {expected} columns"),
            Note::Long { found, expected } => write!(out, "{found} cells, though there are {expected} columns"),
            Note::TitleLines { first, last } => write!(out, "rows {first} to {last} stand above the header"),
            Note::JoinedHeader { first, last } => write!(out, "the header was joined of rows {first} to {last}"),
            Note::DoubtfulHeader { row } => write!(out, "no row looks like a header: row {row} was taken"),
            Note::RepeatedHeader { header, columns } => {
                write!(out, "the header {header:?} stands over columns {}", columns.join(", "))
            }
            Note::OtherSheet { name } => write!(out, "the sheet {name:?} was not read"),
            Note::HiddenSheet { name } => write!(out, "the sheet {name:?} is hidden"),
            Note::HiddenColumn { column } => write!(out, "column {column} is hidden"),
            Note::HiddenRow => write!(out, "the row is hidden"),
            Note::Merged { area } => write!(out, "{area} are merged"),
            Note::ManyMerged { kept } => write!(out, "only the first {kept} merged areas are known"),
            Note::NoValue { column, formula } => write!(out, "column {column}: ={formula} has no stored value"),
            Note::ErrorValue { column, error } => write!(out, "column {column}: {error} in place of a value"),
            Note::FalseLeapDay { column } => write!(out, "column {column}: 29 February 1900 never was"),
            Note::NoDate { column, number } => write!(out, "column {column}: {number} is shown as a date but is none"),
            Note::Shortened { column, stored } => {
                write!(out, "column {column}: stored is {stored}, not all of it is shown")
            }
            Note::Odd { column, found } => {
                write!(out, "column {column}: {found:?} is not what the file promises there")
            }
            Note::BadLine { reason, .. } => write!(out, "not a JSON object: {reason}"),
            Note::NoShape { column } => write!(out, "column {column}: what stands there is no shape"),
            Note::RingsAgainst => write!(
                out,
                "outlines are to run with the clock and holes against it, and here they do not: what lies within an outline was taken for its hole"
            ),
            Note::NoCrs => write!(
                out,
                "the file does not say in which system of coordinates its shapes are: they are taken for degrees (WGS 84)"
            ),
            Note::OtherCrs { file, taken } => {
                write!(
                    out,
                    "the file says that its coordinates are {file}: they are taken for {taken}, as the mapping says"
                )
            }
            Note::FormerCrs { file, former } => write!(
                out,
                "the file says that its coordinates are {file}, and they are taken for that; those of the list before were taken for {former}, as was asked for: if that holds for this file too, give --crs {former}"
            ),
            Note::Removed { count } => write!(out, "rows that are marked as removed, and are not read: {count}"),
            Note::NotRead { what } => write!(out, "not read: {what}"),
            Note::Linked { to } => write!(
                out,
                "not read: what the file leads to, {to}: open it there, save it as KML with all that it leads to, and import that"
            ),
            Note::RepeatedMember { name, value } => write!(out, "the member {name:?} stands twice, first as {value}"),
            Note::NewColumn { name, column } => write!(out, "the member {name:?} is new: it stands under {column}"),
        }
    }
}

/// Notes what is odd about the text of a cell.
pub(super) fn note_text(index: usize, text: &str, notes: &mut Vec<Note>) {
    let column = || letter(index);
    if text.contains('\0') {
        notes.push(Note::Nul { column: column() });
    }
    if text.contains(char::REPLACEMENT_CHARACTER) {
        notes.push(Note::Lost { column: column() });
    }
    if text.len() > BIG_CELL {
        notes.push(Note::BigCell { column: column(), bytes: text.len() });
    }
}
