//! A cell of XLSX: what its XML holds, and what that means.

use quick_xml::events::{BytesStart, Event};

use super::note::note_text;
use super::number;
use super::number_format::Shape;
use super::row::place;
use super::strings::{Piece, Strings};
use super::xml::{Xml, push_text, unescaped};
use super::{Cell, CellKind, Note, SheetError, letter};

/// What all cells of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) strings: Strings,
    pub(super) styles: Vec<Shape>,
    pub(super) since_1904: bool,
}

/// A cell as it is stored.
#[derive(Debug, Default)]
pub(super) struct Stored {
    /// Where it says that it stands.
    pub(super) column: Option<usize>,
    style: usize,
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    own: Piece,
}

/// What is being read of a cell.
#[derive(PartialEq, Eq)]
enum Inside {
    Value,
    Formula,
    Own,
    Nothing,
}

impl Stored {
    /// What the start of a cell says.
    pub(super) fn begin(start: &BytesStart) -> Stored {
        let mut stored = Stored::default();
        for attribute in start.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => stored.column = place(&attribute.value).map(|(column, _)| column),
                "s" => stored.style = attribute.value.parse().unwrap_or_default(),
                "t" => stored.kind = attribute.value.into_owned(),
                _ => {}
            }
        }
        stored
    }

    /// Reads to the end of the cell.
    pub(super) fn read(&mut self, xml: &mut Xml, row: u64) -> Result<(), SheetError> {
        let mut inside = Inside::Nothing;
        loop {
            let event = xml.next(row)?;
            match &event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => (inside, self.value) = (Inside::Value, Some(String::new())),
                    "f" => (inside, self.formula) = (Inside::Formula, Some(String::new())),
                    "is" => inside = Inside::Own,
                    _ if inside == Inside::Own => self.own.add(&event),
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "c" => return Ok(()),
                    "v" | "f" | "is" => inside = Inside::Nothing,
                    _ => self.own.add(&event),
                },
                Event::Eof => return Err(xml.cut_off(row)),
                event => match inside {
                    Inside::Value => push_text(event, self.value.get_or_insert_default()),
                    Inside::Formula => push_text(event, self.formula.get_or_insert_default()),
                    Inside::Own => self.own.add(event),
                    Inside::Nothing => {}
                },
            }
        }
    }

    /// What it means; `index` is its column.
    pub(super) fn cell(mut self, book: &Book, index: usize, notes: &mut Vec<Note>) -> Cell {
        let column = || letter(index);
        if self.kind == "inlineStr" {
            return words(self.own.take(), index, notes);
        }
        let stored = self.value.filter(|value| !value.is_empty() || self.kind == "str");
        let Some(value) = stored else {
            notes.extend(self.formula.map(|formula| Note::NoValue { column: column(), formula }));
            return Cell::default();
        };
        let odd = |notes: &mut Vec<Note>, value: String| {
            notes.push(Note::Odd { column: column(), found: value.clone() });
            Cell::text(value)
        };
        match self.kind.as_str() {
            "s" => match value.trim().parse().ok().and_then(|number| book.strings.get(number)) {
                Some(text) => words(text.to_owned(), index, notes),
                None => odd(notes, value),
            },
            "str" => words(unescaped(value), index, notes),
            "b" => match value.trim() {
                "1" | "true" => Cell::new("TRUE", CellKind::Truth),
                "0" | "false" => Cell::new("FALSE", CellKind::Truth),
                _ => odd(notes, value),
            },
            "e" => {
                notes.push(Note::ErrorValue { column: column(), error: value.clone() });
                Cell::new(value, CellKind::Error)
            }
            "d" => Cell::new(value, CellKind::Date),
            _ => {
                let shape = book.styles.get(self.style).unwrap_or(&Shape::Plain);
                number::cell(&value, shape, book.since_1904, index, notes)
            }
        }
    }
}

fn words(text: String, index: usize, notes: &mut Vec<Note>) -> Cell {
    note_text(index, &text, notes);
    Cell::text(text)
}
