//! What a sheet consists of: columns with their letters, rows with their numbers, cells with their text.

use std::fmt;

use super::Note;

/// A column, known by its letter: headers repeat and may be missing, letters never.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// A, B, …, Z, AA, as a spreadsheet shows it.
    pub letter: String,
    /// The header to the letter; empty when there is none.
    pub header: String,
    /// Whether the file hides the column from its readers. It is read all the same.
    pub hidden: bool,
}

/// One row of data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As a person sees it: the row of the sheet, or the line on which the record begins, counted from 1.
    pub number: u64,
    /// At least one for each column; what a row has beyond the columns stands here too.
    pub cells: Vec<Cell>,
    /// What was odd about it.
    pub notes: Vec<Note>,
}

impl Row {
    /// Whether no cell holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// As a person sees it in the sheet; dates as ISO 8601.
    pub text: String,
    /// As what the file holds it.
    pub kind: CellKind,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, kind: CellKind) -> Cell {
        Cell { text: text.into(), kind }
    }

    /// A cell of a file that knows nothing but text.
    pub(super) fn text(text: String) -> Cell {
        let kind = if text.is_empty() { CellKind::Empty } else { CellKind::Text };
        Cell { text, kind }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kind == CellKind::Empty
    }
}

/// As what a file holds a cell. In CSV and TSV all that is not empty is text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing.
    #[default]
    Empty,
    /// Words, and whatever the file holds as words.
    Text,
    /// A number, a percentage, or a number with the leading zeros that its format shows.
    Number,
    /// A day, a month, a year, a time of day or a day with its time, as ISO 8601.
    Date,
    /// `TRUE` or `FALSE`.
    Truth,
    /// An error such as `#REF!` in place of a value.
    Error,
}

/// The letter of the column with this index, counted from 0.
#[must_use]
pub fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// A rectangle of cells, rows counted from 1 and columns from 0; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// The first row.
    pub top: u64,
    /// The first column.
    pub left: usize,
    /// The last row.
    pub bottom: u64,
    /// The last column.
    pub right: usize,
}

impl Area {
    /// The area that `A1:C2` names; none when it names none.
    pub(super) fn parse(name: &str) -> Option<Area> {
        let (from, to) = name.split_once(':').unwrap_or((name, name));
        let ((left, top), (right, bottom)) = (place(from)?, place(to)?);
        (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}:{}{}", letter(self.left), self.top, letter(self.right), self.bottom)
    }
}

/// The column, counted from 0, and the row, counted from 1, of a cell called `B7` or `$B$7`.
pub(super) fn place(name: &str) -> Option<(usize, u64)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let row = name[digits..].parse().ok().filter(|row| *row > 0)?;
    let mut column = 0usize;
    for c in name[..digits].chars() {
        let value = c.to_ascii_uppercase().to_digit(36).filter(|digit| *digit >= 10)? - 9;
        column = column.checked_mul(26)?.checked_add(value as usize)?;
    }
    Some((column.checked_sub(1)?, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 701, 702, 16_383].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_cell_is_found_by_its_name() {
        assert_eq!(place("A1"), Some((0, 1)));
        assert_eq!(place("$XFD$1048576"), Some((16_383, 1_048_576)));
        for wrong in ["", "A", "1", "A0", "É1", "ZZZZZZZZZZZZZZZZZZZZ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        assert_eq!(Area::parse("B2:C4").map(|area| area.to_string()).as_deref(), Some("B2:C4"));
        assert_eq!(Area::parse("C4:B2"), None);
    }
}
