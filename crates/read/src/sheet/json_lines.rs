//! JSON: one object a line, or an array of objects. Their members are the columns; of a feature of GeoJSON its properties are, and
//! its shape.

use std::io::{BufRead, BufReader, Read};

use super::charset::Charset;
use super::geo::geojson;
use super::geo::scan::Scan;
use super::input::Input;
use super::members::{Brings, Members, Object, json_cell};
use super::{Limits, Note, Row, SheetError};

/// What comes of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Take {
    /// A cell for each member.
    Members,
    /// A cell for each property, and one for the shape.
    Feature,
}

/// Where objects come from.
pub(super) enum Objects {
    /// One a line: a broken one is one broken row.
    Lines(Lines),
    /// One after the other, wherever lines end.
    Scanned(Scan<Box<dyn Read + Send>>),
}

/// The rows of a JSON file.
pub(super) struct JsonRows {
    objects: Objects,
    take: Take,
    charset: Charset,
    limits: Limits,
    ended: bool,
}

/// Whether a file begins with a JSON object on its first line.
pub(super) fn begins(sample: &[u8]) -> bool {
    serde_json::from_slice::<Object>(first_line(sample)).is_ok()
}

/// The first line that is not empty.
pub(super) fn first_line(sample: &[u8]) -> &[u8] {
    let filled = |line: &&[u8]| !line.trim_ascii().is_empty();
    let line = sample.split(|byte| *byte == b'\n').find(filled).unwrap_or_default();
    line.strip_prefix(b"\x1E").unwrap_or(line)
}

impl JsonRows {
    pub(super) fn of(objects: Objects, take: Take, charset: Charset, limits: Limits) -> JsonRows {
        JsonRows { objects, take, charset, limits, ended: false }
    }

    fn object(&mut self) -> Result<Option<(u64, Vec<u8>, u64)>, SheetError> {
        match &mut self.objects {
            Objects::Lines(lines) => lines.next(self.limits.record),
            Objects::Scanned(scan) => Ok(scan.next()?.map(|(number, object)| (number, object, 0))),
        }
    }

    fn taken(&self, (number, object, empty): (u64, Vec<u8>, u64), members: &mut Members) -> Result<Row, SheetError> {
        let mut row = Row { number, ..Row::default() };
        if empty > 0 {
            row.notes.push(Note::EmptyLines { count: empty });
        }
        let text = self.text(&object, &mut row.notes);
        match (serde_json::from_str::<Object>(&text), self.take) {
            (Ok(object), Take::Members) => self.put_all(object, members, &mut row)?,
            (Ok(object), Take::Feature) => match geojson::feature(&object) {
                Ok(feature) => feature.put(members, &mut row, self.limits)?,
                Err(reason) => row.notes.push(Note::BadLine { text: text.trim_end().to_owned(), reason }),
            },
            (Err(error), _) => {
                let reason = error.to_string().split(" at line").next().unwrap_or_default().to_owned();
                let reason = format!("{reason}, character {}", error.column());
                row.notes.push(Note::BadLine { text: text.trim_end().to_owned(), reason });
            }
        }
        Ok(row)
    }

    fn put_all(&self, object: Object, members: &mut Members, row: &mut Row) -> Result<(), SheetError> {
        for (name, value) in object.0 {
            let index = members.place(&name, row, self.limits)?;
            let cell = json_cell(&value, index, &mut row.notes);
            members.put(&name, cell, row, self.limits)?;
        }
        Ok(())
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
}

impl Brings for JsonRows {
    fn row(&mut self, members: &mut Members) -> Option<Result<Row, SheetError>> {
        if self.ended {
            return None;
        }
        let found = self.object().transpose()?;
        let row = found.and_then(|found| self.taken(found, members));
        self.ended = row.is_err();
        Some(row)
    }
}

/// The lines of a file.
pub(super) struct Lines {
    bytes: BufReader<Box<dyn Read + Send>>,
    line: u64,
    byte: u64,
}

impl Lines {
    pub(super) fn of(input: Input) -> Lines {
        Lines { bytes: BufReader::new(input.bytes), line: 0, byte: input.mark }
    }

    /// The next line that is not empty, with its number and how many empty ones stand above it.
    fn next(&mut self, limit: usize) -> Result<Option<(u64, Vec<u8>, u64)>, SheetError> {
        let mut empty = 0;
        while let Some(line) = self.read(limit)? {
            if !line.trim_ascii().is_empty() {
                // RFC 8142 begins each object with this sign.
                let object = line.strip_prefix(b"\x1E").map(<[u8]>::to_vec);
                return Ok(Some((self.line, object.unwrap_or(line), empty)));
            }
            empty += 1;
        }
        Ok(None)
    }

    fn read(&mut self, limit: usize) -> Result<Option<Vec<u8>>, SheetError> {
        let mut line = Vec::new();
        let read = self.bytes.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut line)?;
        self.line += 1;
        if read > limit {
            return Err(SheetError::RecordTooLong { line: self.line, byte: self.byte, limit });
        }
        self.byte += read as u64;
        Ok((read > 0).then_some(line))
    }
}
