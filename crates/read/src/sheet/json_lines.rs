//! JSON Lines: one object a line; its members are the columns.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::charset::Charset;
use super::input::Input;
use super::note::note_text;
use super::{Cell, CellKind, Limits, Note, Row, SheetError, letter};

/// How many lines are looked at to know the columns.
const AHEAD: usize = 1000;

/// The rows of a JSON Lines file.
pub(super) struct JsonLines {
    bytes: BufReader<Box<dyn Read + Send>>,
    charset: Charset,
    limits: Limits,
    line: u64,
    byte: u64,
    columns: HashMap<String, usize>,
    names: Vec<String>,
    ahead: VecDeque<Result<Row, SheetError>>,
    ended: bool,
}

/// The members of an object in their order, each value as it is written.
struct Object(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Object, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
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
        from.deserialize_map(Members)
    }
}

/// Whether a file begins with a JSON object on its first line.
pub(super) fn begins(sample: &[u8]) -> bool {
    let first = sample.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    serde_json::from_slice::<Object>(first).is_ok()
}

impl JsonLines {
    /// Begins to read, and gives the columns of the first lines.
    pub(super) fn new(input: Input, limits: Limits) -> (JsonLines, Vec<String>, Vec<Note>) {
        let mut rows = JsonLines {
            bytes: BufReader::new(input.bytes),
            charset: input.charset,
            limits,
            line: 0,
            byte: input.mark,
            columns: HashMap::new(),
            names: Vec::new(),
            ahead: VecDeque::new(),
            ended: false,
        };
        while rows.ahead.len() < AHEAD
            && let Some(row) = rows.read()
        {
            rows.ahead.push_back(row);
        }
        // These columns are told by the sheet; only those that come later are new.
        for row in rows.ahead.iter_mut().flatten() {
            row.notes.retain(|note| !matches!(note, Note::NewColumn { .. }));
        }
        let names = rows.names.clone();
        (rows, names, input.notes)
    }

    /// Reads the next row, passing over empty lines.
    fn read(&mut self) -> Option<Result<Row, SheetError>> {
        let mut empty = 0;
        while !self.ended {
            match self.read_line() {
                Ok(Some(line)) if line.trim_ascii().is_empty() => empty += 1,
                Ok(Some(line)) => return Some(self.row(&line, empty)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }

    fn read_line(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        let limit = self.limits.record;
        let mut line = Vec::new();
        let read = self.bytes.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut line)?;
        self.line += 1;
        if read > limit {
            return Err(SheetError::RecordTooLong { line: self.line, byte: self.byte, limit });
        }
        self.byte += read as u64;
        Ok((read > 0).then_some(line))
    }

    fn row(&mut self, line: &[u8], empty: u64) -> Result<Row, SheetError> {
        let mut row = Row { number: self.line, ..Row::default() };
        if empty > 0 {
            row.notes.push(Note::EmptyLines { count: empty });
        }
        let text = self.text(line, &mut row.notes);
        match serde_json::from_str(&text) {
            Ok(Object(members)) => {
                for (name, value) in members {
                    self.put(name, &value, &mut row)?;
                }
            }
            Err(error) => {
                let reason = error.to_string().split(" at line").next().unwrap_or_default().to_owned();
                let reason = format!("{reason}, character {}", error.column());
                row.notes.push(Note::BadLine { text: text.trim_end().to_owned(), reason });
            }
        }
        Ok(row)
    }

    fn text(&self, line: &[u8], notes: &mut Vec<Note>) -> String {
        match std::str::from_utf8(line) {
            Ok(text) => text.to_owned(),
            Err(_) if self.charset != Charset::UTF_8 => self.charset.text(line),
            Err(_) => {
                let charset = Charset::judge(line);
                notes.push(Note::OtherEncoding { encoding: charset.name() });
                charset.text(line)
            }
        }
    }

    /// Puts a member into its column.
    fn put(&mut self, name: String, value: &RawValue, row: &mut Row) -> Result<(), SheetError> {
        let index = match self.columns.get(&name) {
            Some(index) => *index,
            None => self.add(&name, row)?,
        };
        if row.cells.len() <= index {
            row.cells.resize(index + 1, Cell::default());
        }
        let before = std::mem::replace(&mut row.cells[index], cell(value, index, &mut row.notes));
        if !before.is_empty() {
            row.notes.push(Note::RepeatedMember { name, value: before.text });
        }
        Ok(())
    }

    /// Adds a column.
    fn add(&mut self, name: &str, row: &mut Row) -> Result<usize, SheetError> {
        let index = self.names.len();
        if index == self.limits.columns {
            return Err(SheetError::TooWide { row: self.line, limit: self.limits.columns });
        }
        row.notes.push(Note::NewColumn { name: name.to_owned(), column: letter(index) });
        self.names.push(name.to_owned());
        self.columns.insert(name.to_owned(), index);
        Ok(index)
    }
}

/// A value: words without their quotes, numbers as they are written, arrays and objects as JSON.
fn cell(value: &RawValue, index: usize, notes: &mut Vec<Note>) -> Cell {
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

impl Iterator for JsonLines {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.ahead.pop_front().or_else(|| self.read())
    }
}
