//! The lines of a text that is streamed, decoded, each with its end as it is written.

use std::io::{BufRead, BufReader, Cursor, Read};

use encoding_rs::{Encoding, UTF_8};

use super::SourceError;
use super::out::Out;
use super::report::Oddity;
use crate::sheet::charset::Charset;
use crate::sheet::input::{Decoded, guess};

/// How much of a text is looked at to know its encoding.
const SAMPLE: u64 = 1 << 20;

/// A text, line by line. Memory holds one line, and at the start the sample.
pub(super) struct Lines<'r> {
    bytes: BufReader<Box<dyn Read + 'r>>,
    charset: Charset,
    buffer: Vec<u8>,
    /// How many lines were given.
    pub(super) number: u64,
    malformed: u64,
}

impl<'r> Lines<'r> {
    /// Opens a text in the encoding of its mark, or in UTF-8, or else in the likeliest one, which is told.
    pub(super) fn open(file: &'r mut dyn Read, out: &mut Out) -> Result<Lines<'r>, SourceError> {
        let mut start = Vec::new();
        file.take(SAMPLE).read_to_end(&mut start)?;
        let marked = Encoding::for_bom(&start);
        start.drain(..marked.map_or(0, |(_, length)| length));
        let charset = marked.map_or_else(|| guess(&start), |(encoding, _)| Charset::Known(encoding));
        if marked.is_none() && charset != Charset::UTF_8 {
            out.odd(Oddity::Charset { said: None, read_as: charset.name(), place: String::new() });
        }
        let all = Cursor::new(start).chain(file);
        let (bytes, charset): (Box<dyn Read + 'r>, _) = match charset {
            Charset::Known(wide) if wide != UTF_8 && !wide.is_single_byte() => {
                (Box::new(Decoded::new(all, wide)), Charset::UTF_8)
            }
            _ => (Box::new(all), charset),
        };
        Ok(Lines { bytes: BufReader::new(bytes), charset, buffer: Vec::new(), number: 0, malformed: 0 })
    }

    /// The next line with its end; none after the last.
    pub(super) fn next(&mut self, out: &mut Out) -> Result<Option<String>, SourceError> {
        self.buffer.clear();
        let limit = out.limits.line;
        let read = self.bytes.by_ref().take(limit + 1).read_until(b'\n', &mut self.buffer)?;
        self.number += u64::from(read > 0);
        if read as u64 > limit {
            return Err(SourceError::LineTooLong { line: self.number, limit });
        }
        if read == 0 {
            self.end(out);
            return Ok(None);
        }
        let text = self.charset.text(&self.buffer);
        self.malformed += text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() as u64;
        Ok(Some(text))
    }

    fn end(&mut self, out: &mut Out) {
        let count = std::mem::take(&mut self.malformed);
        if count > 0 {
            out.odd(Oddity::Malformed { count, place: String::new() });
        }
    }
}
