//! CSV and TSV: the delimiter, and records to rows.

use std::io::Read;

use super::charset::Charset;
use super::input::Input;
use super::note::note_text;
use super::records::{Record, Records};
use super::{Cell, Limits, Note, Row, SheetError, letter};

/// The delimiters that are looked for, the likelier ones first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records of the sample are counted.
const COUNTED: usize = 200;

/// A quoted cell over more lines than this is worth a note: an unclosed quote may have made it.
const MANY_LINES: u64 = 50;

/// How many bytes in another encoding are enough to judge it.
const MET: usize = 4096;

/// The rows of a CSV or TSV file.
pub(super) struct Delimited {
    records: Records<Box<dyn Read + Send>>,
    record: Record,
    charset: Charset,
    /// Bytes met that are not in the encoding of the file, as many as are needed to judge them.
    met: Vec<u8>,
    ended: bool,
}

/// The delimiter of a file: that of its first line `sep=…`, else that which cuts the most records alike.
pub(super) fn delimiter(sample: &[u8], limits: Limits) -> u8 {
    if let Some(named) = named(sample) {
        return named;
    }
    let mut best = (0, 0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let (alike, fields) = alike(sample, delimiter, limits);
        if (alike, fields) > (best.0, best.1) {
            best = (alike, fields, delimiter);
        }
    }
    best.2
}

/// The delimiter that a first line `sep=;` names.
fn named(sample: &[u8]) -> Option<u8> {
    match sample.strip_prefix(b"sep=")? {
        [delimiter, b'\r' | b'\n', ..] if delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

/// How many records have the most frequent number of fields, where that is more than one; and that number.
fn alike(sample: &[u8], delimiter: u8, limits: Limits) -> (usize, usize) {
    let mut records = Records::new(sample, delimiter, 0, limits);
    let mut record = Record::default();
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..COUNTED {
        match records.read(&mut record) {
            Ok(true) if record.ends.len() > 1 => *counts.entry(record.ends.len()).or_default() += 1,
            Ok(true) => {}
            Ok(false) | Err(_) => break,
        }
    }
    counts.into_iter().map(|(fields, alike): (usize, usize)| (alike, fields)).max().unwrap_or_default()
}

impl Delimited {
    /// Begins to read; a line `sep=…` is passed over, and noted.
    pub(super) fn new(input: Input, delimiter: u8, limits: Limits) -> Result<(Delimited, Vec<Note>), SheetError> {
        let mut notes = input.notes;
        let named = named(&input.sample).is_some();
        let records = Records::new(input.bytes, delimiter, input.mark, limits);
        let mut rows =
            Delimited { records, record: Record::default(), charset: input.charset, met: Vec::new(), ended: false };
        if named {
            notes.push(Note::DelimiterLine);
            rows.records.read(&mut rows.record)?;
        }
        Ok((rows, notes))
    }

    /// The row that the record makes.
    fn row(&mut self, empty: u64) -> Row {
        let mut notes = Vec::new();
        if empty > 0 {
            notes.push(Note::EmptyLines { count: empty });
        }
        let cells = self.cells(&mut notes);
        let Record { line, byte, breaks, unclosed, stray, .. } = &self.record;
        notes.extend(unclosed.iter().map(|at| Note::UnclosedQuote { line: *line, byte: byte + *at as u64 }));
        notes.extend(stray.iter().map(|index| Note::StrayQuote { column: letter(*index) }));
        if *breaks > MANY_LINES {
            notes.push(Note::ManyLines { lines: breaks + 1 });
        }
        Row { number: *line, cells, notes }
    }

    /// Each record is decoded by itself, so that a file in two encodings is read in both.
    fn cells(&mut self, notes: &mut Vec<Note>) -> Vec<Cell> {
        let foreign = self.foreign();
        if let Some(charset) = foreign {
            notes.push(Note::OtherEncoding { encoding: charset.name() });
        }
        let decode = |(index, field): (usize, &[u8])| {
            let text = match (foreign, std::str::from_utf8(field)) {
                (None, _) if self.charset != Charset::UTF_8 => self.charset.text(field),
                (_, Ok(text)) => text.to_owned(),
                (other, Err(_)) => other.unwrap_or(self.charset).text(field),
            };
            note_text(index, &text, notes);
            Cell::text(text)
        };
        self.record.fields().enumerate().map(decode).collect()
    }

    /// The encoding of a record that is not in that of the file, judged together with those before it.
    fn foreign(&mut self) -> Option<Charset> {
        let bytes = &self.record.bytes;
        let is_utf_8 = std::str::from_utf8(bytes).is_ok();
        if self.charset != Charset::UTF_8 {
            return (is_utf_8 && !bytes.is_ascii()).then_some(Charset::UTF_8);
        }
        if is_utf_8 {
            return None;
        }
        let wanted = MET.saturating_sub(self.met.len());
        let fields = self.record.fields().filter(|field| std::str::from_utf8(field).is_err());
        self.met.extend(fields.flatten().take(wanted));
        Some(Charset::judge(&self.met))
    }
}

impl Iterator for Delimited {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut empty = 0;
        while !self.ended {
            match self.records.read(&mut self.record) {
                Ok(true) if self.record.is_blank() => empty += 1,
                Ok(true) => return Some(Ok(self.row(empty))),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}
