//! Columns that rows bring with them, by the names of their members: each is where it first came.

use std::collections::{HashMap, VecDeque};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::note::note_text;
use super::{Cell, CellKind, Limits, Note, Row, SheetError, letter};

/// How many rows are looked at to know the columns.
const AHEAD: usize = 1000;

/// What gives rows that bring their columns with them.
pub(super) trait Brings {
    /// The next row; none at the end, and after an error.
    fn row(&mut self, members: &mut Members) -> Option<Result<Row, SheetError>>;
}

/// The rows of such a file.
pub(super) struct Brought<B> {
    pub(super) from: B,
    members: Members,
    ahead: VecDeque<Result<Row, SheetError>>,
}

impl<B: Brings> Brought<B> {
    /// Begins to read, and gives the columns of the first rows.
    pub(super) fn begin(from: B) -> (Brought<B>, Vec<String>) {
        let mut rows = Brought { from, members: Members::default(), ahead: VecDeque::new() };
        while rows.ahead.len() < AHEAD
            && let Some(row) = rows.from.row(&mut rows.members)
        {
            rows.ahead.push_back(row);
        }
        // These columns are told by the sheet; only those that come later are new.
        for row in rows.ahead.iter_mut().flatten() {
            row.notes.retain(|note| !matches!(note, Note::NewColumn { .. }));
        }
        let names = rows.members.names.clone();
        (rows, names)
    }
}

impl<B: Brings> Iterator for Brought<B> {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.ahead.pop_front().or_else(|| self.from.row(&mut self.members))
    }
}

/// The columns met so far.
#[derive(Debug, Default)]
pub(super) struct Members {
    places: HashMap<String, usize>,
    names: Vec<String>,
}

impl Members {
    /// The place of a column; a new one is noted in the row.
    pub(super) fn place(&mut self, name: &str, row: &mut Row, limits: Limits) -> Result<usize, SheetError> {
        if let Some(index) = self.places.get(name) {
            return Ok(*index);
        }
        let index = self.names.len();
        if index == limits.columns {
            return Err(SheetError::TooWide { row: row.number, limit: limits.columns });
        }
        row.notes.push(Note::NewColumn { name: name.to_owned(), column: letter(index) });
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), index);
        Ok(index)
    }

    /// Puts a member into its column.
    pub(super) fn put(&mut self, name: &str, cell: Cell, row: &mut Row, limits: Limits) -> Result<(), SheetError> {
        let index = self.place(name, row, limits)?;
        if row.cells.len() <= index {
            row.cells.resize(index + 1, Cell::default());
        }
        let before = std::mem::replace(&mut row.cells[index], cell);
        if !before.is_empty() {
            row.notes.push(Note::RepeatedMember { name: name.to_owned(), value: before.text });
        }
        Ok(())
    }
}

/// The members of a JSON object in their order, each value as it is written.
pub(super) struct Object(pub(super) Vec<(String, Box<RawValue>)>);

impl Object {
    /// The value of a member; of several the last.
    pub(super) fn get(&self, name: &str) -> Option<&RawValue> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The words of a member.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.get(name)?.get()).ok()
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Object, D::Error> {
        struct Found;
        impl<'de> Visitor<'de> for Found {
            type Value = Object;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        from.deserialize_map(Found)
    }
}

/// A value of JSON: words without their quotes, numbers as they are written, arrays and objects as JSON.
pub(super) fn json_cell(value: &RawValue, index: usize, notes: &mut Vec<Note>) -> Cell {
    let raw = value.get();
    match raw.as_bytes() {
        b"null" => Cell::default(),
        b"true" | b"false" => Cell::new(raw.to_uppercase(), CellKind::Truth),
        [b'"', ..] => match serde_json::from_str::<String>(raw) {
            Ok(text) => {
                note_text(index, &text, notes);
                Cell::text(text)
            }
            // Half of a surrogate pair: no text has it, so the JSON stays as it is.
            Err(_) => {
                notes.push(Note::Odd { column: letter(index), found: raw.to_owned() });
                Cell::new(raw, CellKind::Text)
            }
        },
        [b'{' | b'[', ..] => Cell::new(raw, CellKind::Text),
        _ => Cell::new(raw, CellKind::Number),
    }
}
