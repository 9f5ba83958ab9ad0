//! Bytes to records and fields: the grammar of CSV, with what to do where a file does not keep to it.
//!
//! The cutting is pure: [`cut`] takes bytes and gives one record of them. It is written here and not taken from a
//! library because a quote that is never closed must be noticed where it opens: a parser that knows only fields hands
//! out the rest of the file as one of them.

use std::io::{self, Read};

use super::{Limits, SheetError};

/// How many bytes are read at a time at least.
const CHUNK: usize = 256 * 1024;

/// One record as it lies in the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// The byte at which it begins, from 0.
    pub(super) byte: u64,
    /// The bytes of all fields, without delimiters and quotes.
    pub(super) bytes: Vec<u8>,
    /// Where each field ends in them.
    pub(super) ends: Vec<usize>,
    /// How many line ends it has inside, in quotes.
    pub(super) breaks: u64,
    /// Where a quote opens that is never closed, from the start of the record.
    pub(super) unclosed: Vec<usize>,
    /// The fields with quotes that are not doubled.
    pub(super) stray: Vec<usize>,
}

impl Record {
    /// The bytes of each field.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    /// Whether the line is empty.
    pub(super) fn is_blank(&self) -> bool {
        self.ends.len() == 1 && self.bytes.is_empty()
    }

    fn end_field(&mut self) {
        self.ends.push(self.bytes.len());
    }

    fn clear(&mut self) {
        let Record { bytes, ends, unclosed, stray, .. } = std::mem::take(self);
        *self = Record { bytes, ends, unclosed, stray, ..Record::default() };
        self.bytes.clear();
        self.ends.clear();
        self.unclosed.clear();
        self.stray.clear();
    }
}

/// Why there is no record yet.
enum Halt {
    /// More bytes are needed.
    More,
    /// A quoted field does not end.
    Unclosed,
    /// There are more fields than allowed.
    TooWide,
}

/// How a piece of bytes is cut.
#[derive(Clone, Copy)]
struct Manner {
    delimiter: u8,
    /// No more bytes will come.
    last: bool,
    /// A quote that does not close its field properly is a character, as in a line known to have an unclosed one.
    literal: bool,
    fields: usize,
}

/// The records of a stream.
pub(super) struct Records<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    line: u64,
    byte: u64,
    delimiter: u8,
    limits: Limits,
}

impl<R: Read> Records<R> {
    /// `byte`: how many bytes the file has before the stream.
    pub(super) fn new(input: R, delimiter: u8, byte: u64, limits: Limits) -> Records<R> {
        Records { input, buffer: Vec::new(), start: 0, ended: false, line: 1, byte, delimiter, limits }
    }

    /// Reads the next record; false at the end.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<bool, SheetError> {
        loop {
            let piece = &self.buffer[self.start..];
            if piece.is_empty() && self.ended {
                return Ok(false);
            }
            let manner =
                Manner { delimiter: self.delimiter, last: self.ended, literal: false, fields: self.limits.columns };
            match cut(piece, manner, record) {
                Ok(length) => return Ok(self.pass(record, length)),
                Err(Halt::Unclosed) => return self.line_alone(record),
                Err(Halt::TooWide) => return Err(self.too_wide()),
                Err(Halt::More) if piece.len() > self.limits.record => return self.line_alone(record),
                Err(Halt::More) => self.fill()?,
            }
        }
    }

    /// Reads the next line by itself: its quotes do not reach beyond it.
    fn line_alone(&mut self, record: &mut Record) -> Result<bool, SheetError> {
        let piece = &self.buffer[self.start..];
        let end = piece.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = match end {
            Some(end) => end + 1 + usize::from(piece[end..].starts_with(b"\r\n")),
            None if self.ended => piece.len(),
            None => {
                return Err(SheetError::RecordTooLong { line: self.line, byte: self.byte, limit: self.limits.record });
            }
        };
        let manner = Manner { delimiter: self.delimiter, last: true, literal: true, fields: self.limits.columns };
        match cut(&piece[..end], manner, record) {
            Ok(length) => Ok(self.pass(record, length)),
            Err(_) => Err(self.too_wide()),
        }
    }

    fn too_wide(&self) -> SheetError {
        SheetError::TooWide { row: self.line, limit: self.limits.columns }
    }

    fn pass(&mut self, record: &mut Record, length: usize) -> bool {
        (record.line, record.byte) = (self.line, self.byte);
        self.start += length;
        self.byte += length as u64;
        self.line += record.breaks + 1;
        true
    }

    /// Reads as much again as there is, so that a long record is not cut over and over; but never more than the limit
    /// and one byte.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let length = self.buffer.len();
        let wanted = length.max(CHUNK).min((self.limits.record + 1).saturating_sub(length).max(1));
        let read = self.input.by_ref().take(wanted as u64).read_to_end(&mut self.buffer)?;
        self.ended = read < wanted;
        Ok(())
    }
}

/// Cuts one record from the start of `bytes` and says how long it is, its line end included.
fn cut(bytes: &[u8], manner: Manner, record: &mut Record) -> Result<usize, Halt> {
    record.clear();
    let mut at = 0;
    loop {
        if record.ends.len() == manner.fields {
            return Err(Halt::TooWide);
        }
        at = field(bytes, at, manner, record)?;
        record.end_field();
        match bytes.get(at) {
            Some(byte) if *byte == manner.delimiter => at += 1,
            Some(b'\r') if at + 1 == bytes.len() && !manner.last => return Err(Halt::More),
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => return Ok(at + 2),
            Some(_) => return Ok(at + 1),
            None if manner.last => return Ok(at),
            None => return Err(Halt::More),
        }
    }
}

/// Takes the field that begins at `at` and says where it ends.
fn field(bytes: &[u8], at: usize, manner: Manner, record: &mut Record) -> Result<usize, Halt> {
    if bytes.get(at) == Some(&b'"') {
        let before = (record.bytes.len(), record.breaks);
        match quoted(bytes, at, manner, record) {
            Err(Halt::Unclosed) if manner.literal => {
                record.bytes.truncate(before.0);
                record.breaks = before.1;
                record.unclosed.push(at);
            }
            taken => return taken,
        }
    }
    let ends = |byte: &u8| *byte == manner.delimiter || matches!(byte, b'\n' | b'\r');
    let end = bytes[at..].iter().position(ends).map_or(bytes.len(), |length| at + length);
    record.bytes.extend_from_slice(&bytes[at..end]);
    Ok(end)
}

/// Takes a field in quotes. A quote inside that is not doubled is kept where the field still ends on its line.
fn quoted(bytes: &[u8], at: usize, manner: Manner, record: &mut Record) -> Result<usize, Halt> {
    let mut from = at + 1;
    let mut breaks = 0;
    let mut stray = false;
    loop {
        let Some(length) = bytes[from..].iter().position(|byte| *byte == b'"') else {
            return Err(if manner.last { Halt::Unclosed } else { Halt::More });
        };
        let quote = from + length;
        record.bytes.extend_from_slice(&bytes[from..quote]);
        breaks += line_ends(&bytes[from..quote]);
        if stray && breaks > 0 {
            return Err(Halt::Unclosed);
        }
        match bytes.get(quote + 1) {
            None if !manner.last => return Err(Halt::More),
            None | Some(b'\n' | b'\r') => return Ok(close(record, breaks, stray, quote)),
            Some(byte) if *byte == manner.delimiter => return Ok(close(record, breaks, stray, quote)),
            Some(b'"') => from = quote + 2,
            Some(_) if breaks > 0 || manner.literal => return Err(Halt::Unclosed),
            Some(_) => (stray, from) = (true, quote + 1),
        }
        record.bytes.push(b'"');
    }
}

/// Ends a quoted field at its closing quote.
fn close(record: &mut Record, breaks: u64, stray: bool, quote: usize) -> usize {
    record.breaks += breaks;
    if stray {
        record.stray.push(record.ends.len());
    }
    quote + 1
}

/// How many lines end in these bytes: at LF, CR LF or CR.
fn line_ends(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().enumerate();
    ends.filter(|(at, byte)| **byte == b'\n' || **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>, Vec<usize>)> {
        let mut records = Records::new(text.as_bytes(), b',', 0, Limits::default());
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.read(&mut record).unwrap() {
            let fields = record.fields().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
            all.push((record.line, fields, record.unclosed.clone()));
        }
        all
    }

    fn fields(text: &str) -> Vec<Vec<String>> {
        read(text).into_iter().map(|(_, fields, _)| fields).collect()
    }

    #[test]
    fn quotes_delimiters_and_line_ends() {
        assert_eq!(
            fields("a,b\r\n\"1,2\",\"say \"\"jar\"\"\"\n,\rlast"),
            [vec!["a", "b"], vec!["1,2", "say \"jar\""], vec!["", ""], vec!["last"]]
        );
        let over_lines = read("a,\"x\r\ny\nz\"\nb,c\n");
        assert_eq!(over_lines[0].1, ["a", "x\r\ny\nz"]);
        assert_eq!((over_lines[1].0, &over_lines[1].1[..]), (4, &["b".to_owned(), "c".to_owned()][..]));
    }

    #[test]
    fn an_unclosed_quote_spoils_only_its_line() {
        let rows = read("1,\"jar\n2,lamp\n3,\"sickle\"\n4,dress\n");
        assert_eq!(
            rows.iter().map(|row| row.1.join("|")).collect::<Vec<_>>(),
            ["1|\"jar", "2|lamp", "3|sickle", "4|dress"]
        );
        assert_eq!(rows.iter().map(|row| row.2.len()).collect::<Vec<_>>(), [1, 0, 0, 0]);
        assert_eq!(rows[0].2, [2]);
        assert_eq!(fields("1,\"jar\n2,lamp\n"), [["1", "\"jar"], ["2", "lamp"]]);
    }

    #[test]
    fn a_quote_that_is_not_doubled_is_kept() {
        assert_eq!(fields("\"a \"big\" jar\",5\" pot\n"), [["a \"big\" jar", "5\" pot"]]);
        assert_eq!(fields("\"a\"b,c\nd,e\n"), [["\"a\"b", "c"], ["d", "e"]]);
    }

    #[test]
    fn hostile_quotes_take_no_longer() {
        let started = std::time::Instant::now();
        let many = "\"".repeat(1_000_000);
        assert_eq!(fields(&many).len(), 1);
        let openings = "\"a\n".repeat(300_000);
        assert_eq!(read(&openings).len(), 300_000);
        assert_eq!(fields(&",\"a".repeat(16_000))[0].len(), 16_001);
        assert!(started.elapsed().as_secs() < 20);
    }

    proptest::proptest! {
        #[test]
        fn well_formed_records_are_read_as_the_csv_crate_reads_them(
            rows in proptest::collection::vec(proptest::collection::vec("[a-c\",\n\r ب]{0,6}", 2..5), 1..8)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            proptest::prop_assert_eq!(fields(&text), rows);
        }
    }
}
