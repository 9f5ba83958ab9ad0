//! The table beside the shapes of a Shapefile (dBASE): fields of fixed width, each to the letter.

use std::io::Read;

use super::super::charset::Charset;
use super::super::input::guess;
use super::super::note::note_text;
use super::super::package::damaged;
use super::super::{Cell, CellKind, Limits, Note, SheetError, letter};
use super::shape::of_f64;

/// The mark of a record that was removed.
const REMOVED: u8 = b'*';
/// The end of the fields, and of the table.
const END_OF_FIELDS: u8 = 0x0D;
const END_OF_TABLE: u8 = 0x1A;
/// So many records are looked at to judge their encoding.
const JUDGED: usize = 2000;
/// What the byte in a head says of the encoding; of others nothing is told.
const ENCODINGS: [(u8, &str); 10] = [
    (0x03, "windows-1252"),
    (0x57, "windows-1252"),
    (0x58, "windows-1252"),
    (0x65, "ibm866"),
    (0x7D, "windows-1255"),
    (0x7E, "windows-1256"),
    (0xC8, "windows-1250"),
    (0xC9, "windows-1251"),
    (0xCA, "windows-1254"),
    (0xCB, "windows-1253"),
];

/// A column.
#[derive(Clone, Debug)]
struct Field {
    name: Vec<u8>,
    kind: u8,
    width: usize,
}

/// A record: its cells, or the letters of one that was removed.
pub(super) enum Record {
    Cells(Vec<Cell>, Vec<Note>),
    Removed(String),
}

/// An open table.
pub(super) struct Table {
    bytes: Box<dyn Read + Send>,
    fields: Vec<Field>,
    width: usize,
    /// How many records the head promises.
    pub(super) promised: u64,
    number: u64,
    charset: Charset,
    /// Whether nothing told the encoding but the head, and all letters that were looked at are ASCII: what others come is judged where it
    /// stands.
    open: bool,
    /// Records that were looked at beforehand.
    ahead: std::collections::VecDeque<Vec<u8>>,
    part: String,
    pub(super) notes: Vec<Note>,
}

impl Table {
    /// Reads the head. `told` is what was said of the encoding.
    pub(super) fn begin(
        mut bytes: Box<dyn Read + Send>,
        part: &str,
        told: Option<&str>,
        limits: Limits,
    ) -> Result<Table, SheetError> {
        let cut_off = |error: std::io::Error| damaged(part, 0, &error);
        let mut head = [0; 32];
        bytes.read_exact(&mut head).map_err(cut_off)?;
        let short = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let promised = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        let mut rest = vec![0; short(8).saturating_sub(32)];
        bytes.read_exact(&mut rest).map_err(cut_off)?;
        let fields = fields(&rest);
        let width = short(10);
        let filled: usize = fields.iter().map(|field| field.width).sum();
        if fields.is_empty() || filled + 1 > width {
            return Err(damaged(part, 0, &"its head does not say which columns it has"));
        }
        if fields.len() > limits.columns {
            return Err(SheetError::TooWide { row: 0, limit: limits.columns });
        }
        let (part, ahead) = (part.to_owned(), std::collections::VecDeque::new());
        let charset = Charset::UTF_8;
        let notes = Vec::new();
        let mut table = Table { bytes, fields, width, promised, number: 0, charset, open: false, ahead, part, notes };
        table.charset = table.encoding(told, head[29])?;
        Ok(table)
    }

    pub(super) fn encoding_name(&self) -> &'static str {
        self.charset.name()
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| self.charset.text(&field.name)).collect()
    }

    /// What was said of it; else what its head says; else what its letters make likely.
    fn encoding(&mut self, told: Option<&str>, of_head: u8) -> Result<Charset, SheetError> {
        if let Some(told) = told {
            return Charset::named(told);
        }
        let mut sample = self.fields.iter().map(|field| &field.name[..]).collect::<Vec<_>>().join(&b'\n');
        sample.push(b'\n');
        while self.ahead.len() < JUDGED
            && let Some(record) = self.raw()?
        {
            sample.extend(self.letters(&record));
            self.ahead.push_back(record);
        }
        let judged = guess(&sample);
        let named = ENCODINGS.iter().find(|(byte, _)| *byte == of_head).map(|(_, name)| *name);
        self.open = sample.is_ascii();
        // What is UTF-8 throughout, and not only ASCII, is so whatever the head says.
        if judged == Charset::UTF_8 && !self.open {
            return Ok(judged);
        }
        match named {
            Some(name) => Charset::named(name),
            None if self.open => Ok(judged),
            None => {
                self.notes.push(Note::Judged { encoding: judged.name() });
                Ok(judged)
            }
        }
    }

    /// The letters of a record, without its numbers of bytes.
    fn letters(&self, record: &[u8]) -> Vec<u8> {
        let (mut at, mut letters) = (1, Vec::new());
        for field in &self.fields {
            if field.kind == b'C' {
                letters.extend_from_slice(&record[at..at + field.width]);
                letters.push(b'\n');
            }
            at += field.width;
        }
        letters
    }

    /// The encoding of a record.
    fn charset_of(&self, record: &[u8], notes: &mut Vec<Note>) -> Charset {
        let letters = if self.open { self.letters(record) } else { Vec::new() };
        if letters.is_ascii() {
            return self.charset;
        }
        let charset = match std::str::from_utf8(&letters) {
            Ok(_) => Charset::UTF_8,
            Err(_) if self.charset == Charset::UTF_8 => Charset::judge(&letters),
            Err(_) => self.charset,
        };
        notes.extend((charset != self.charset).then(|| Note::OtherEncoding { encoding: charset.name() }));
        charset
    }

    fn raw(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        if self.number == self.promised {
            return Ok(None);
        }
        let mut record = vec![0; self.width];
        let mut filled = 0;
        while filled < record.len() {
            let read =
                self.bytes.read(&mut record[filled..]).map_err(|error| damaged(&self.part, self.number, &error))?;
            if read == 0 {
                break;
            }
            filled += read;
        }
        if filled == 0 || (filled < record.len() && record[0] == END_OF_TABLE) {
            // It is told where the shapes end later.
            self.promised = self.number;
            return Ok(None);
        }
        if filled < record.len() {
            return Err(damaged(&self.part, self.number, &"it ends in the middle of a record"));
        }
        self.number += 1;
        Ok(Some(record))
    }

    /// The next record.
    pub(super) fn next(&mut self) -> Result<Option<Record>, SheetError> {
        let record = match self.ahead.pop_front() {
            Some(record) => record,
            None => match self.raw()? {
                Some(record) => record,
                None => return Ok(None),
            },
        };
        let (mut at, mut cells, mut notes) = (1, Vec::with_capacity(self.fields.len()), Vec::new());
        let charset = self.charset_of(&record, &mut notes);
        if record[0] == REMOVED {
            return Ok(Some(Record::Removed(charset.text(&record[1..]).trim_end().to_owned())));
        }
        for (index, field) in self.fields.iter().enumerate() {
            let bytes = &record[at..at + field.width];
            at += field.width;
            cells.push(cell(field, (bytes, charset), index, &mut notes));
        }
        Ok(Some(Record::Cells(cells, notes)))
    }
}

/// What stands in a field.
fn cell(field: &Field, (bytes, charset): (&[u8], Charset), index: usize, notes: &mut Vec<Note>) -> Cell {
    let text = || charset.text(bytes).trim_end_matches([' ', '\0']).to_owned();
    match (field.kind, bytes) {
        (b'C', _) => {
            let text = text();
            note_text(index, &text, notes);
            Cell::text(text)
        }
        (b'N' | b'F' | b'Y', _) if field.kind != b'Y' || field.width != 8 => numeric(text().trim(), index, notes),
        (b'L', _) => match text().trim() {
            "T" | "t" | "Y" | "y" => Cell::new("TRUE", CellKind::Truth),
            "F" | "f" | "N" | "n" => Cell::new("FALSE", CellKind::Truth),
            _ => Cell::default(),
        },
        (b'D', _) => date(text().trim(), index, notes),
        (b'I' | b'+', [a, b, c, d]) => Cell::new(i32::from_le_bytes([*a, *b, *c, *d]).to_string(), CellKind::Number),
        (b'O' | b'B', [a, b, c, d, e, f, g, h]) => {
            Cell::new(of_f64(f64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h])), CellKind::Number)
        }
        (kind, bytes) => {
            let filled = bytes.iter().any(|byte| ![0, b' '].contains(byte));
            let what = format!("column {}: a field of type {}", letter(index), char::from(kind));
            notes.extend(filled.then_some(Note::NotRead { what }));
            Cell::default()
        }
    }
}

/// The fields that a head lists.
fn fields(rest: &[u8]) -> Vec<Field> {
    let field = |bytes: &[u8]| {
        let end = bytes[..11].iter().position(|byte| *byte == 0).unwrap_or(11);
        let (kind, width, decimals) = (bytes[11], usize::from(bytes[16]), usize::from(bytes[17]));
        // Long texts use the place of the decimals.
        let width = if kind == b'C' { width + 256 * decimals } else { width };
        Field { name: bytes[..end].to_vec(), kind, width }
    };
    rest.chunks_exact(32).take_while(|bytes| bytes[0] != END_OF_FIELDS).map(field).collect()
}

/// A number as it is written. Stars stand where one was too long for its field.
fn numeric(text: &str, index: usize, notes: &mut Vec<Note>) -> Cell {
    if text.is_empty() {
        return Cell::default();
    }
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        return Cell::new(text, CellKind::Number);
    }
    notes.push(Note::Odd { column: letter(index), found: text.to_owned() });
    Cell::text(text.to_owned())
}

/// A day as ISO 8601; eight zeros are none.
fn date(text: &str, index: usize, notes: &mut Vec<Note>) -> Cell {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    match (text, digits) {
        ("" | "00000000", _) => Cell::default(),
        (text, true) => Cell::new(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]), CellKind::Date),
        (text, false) => {
            notes.push(Note::Odd { column: letter(index), found: text.to_owned() });
            Cell::text(text.to_owned())
        }
    }
}
