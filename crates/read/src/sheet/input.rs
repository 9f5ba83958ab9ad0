//! The bytes of a text file: its byte order mark, its encoding, and a sample of its start; UTF-16 becomes UTF-8.

use std::fs::File;
use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::charset::Charset;
use super::{Note, SheetError};

/// How much of a file is looked at before its rows are read.
const SAMPLE: u64 = 1 << 20;

/// How many bytes of a file are decoded at a time.
const CHUNK: usize = 32 * 1024;

/// A text file, ready to be cut into records: bytes in which ASCII is ASCII.
pub(super) struct Input {
    /// The bytes, without a byte order mark.
    pub(super) bytes: Box<dyn Read + Send>,
    /// The first of them.
    pub(super) sample: Vec<u8>,
    /// What they mean.
    pub(super) charset: Charset,
    /// The encoding of the file itself.
    pub(super) encoding: &'static str,
    /// How many bytes the mark had.
    pub(super) mark: u64,
    pub(super) notes: Vec<Note>,
}

/// Opens a text file in the encoding named, in that of its mark, or in the likeliest one.
pub(super) fn input(mut file: File, label: Option<&str>) -> Result<Input, SheetError> {
    let mut start = Vec::new();
    file.by_ref().take(SAMPLE).read_to_end(&mut start)?;
    let named = label.map(Charset::named).transpose()?;
    let marked = Encoding::for_bom(&start);
    let mark = marked.map_or(0, |(_, length)| length);
    start.drain(..mark);
    let found = marked.map(|(encoding, _)| Charset::Known(encoding)).or(named);
    let charset = found.unwrap_or_else(|| guess(&start));
    let judged = found.is_none() && charset != Charset::UTF_8;
    let notes = judged.then_some(Note::Judged { encoding: charset.name() }).into_iter().collect();
    let encoding = charset.name();
    let (bytes, charset) = ascii_based(Cursor::new(start).chain(file), charset);
    let mut input = Input { bytes, sample: Vec::new(), charset, encoding, mark: mark as u64, notes };
    input.bytes.by_ref().take(SAMPLE).read_to_end(&mut input.sample)?;
    input.bytes = Box::new(Cursor::new(input.sample.clone()).chain(input.bytes));
    Ok(input)
}

/// What a file without a mark is in: UTF-16 where every other byte is NUL, UTF-8 where it is that, else the likeliest.
pub(crate) fn guess(start: &[u8]) -> Charset {
    let nuls = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if (even + odd) * 20 > start.len() && even.min(odd) * 20 < even.max(odd) {
        return Charset::Known(if odd > even { UTF_16LE } else { UTF_16BE });
    }
    let (foreign, utf_8) = foreign(start);
    if foreign.len() > utf_8 { Charset::judge(&foreign) } else { Charset::UTF_8 }
}

/// The lines that are not UTF-8, and the length of those that are so and not only ASCII.
pub(crate) fn foreign(start: &[u8]) -> (Vec<u8>, usize) {
    let whole = start.iter().rposition(|byte| *byte == b'\n').map_or(start.len(), |end| end + 1);
    let mut foreign = Vec::new();
    let mut utf_8 = 0;
    for line in start[..whole].split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => utf_8 += line.len(),
            Err(_) => foreign.extend_from_slice(line),
        }
    }
    (foreign, utf_8)
}

/// The bytes as they are where ASCII is ASCII in them, else as UTF-8.
fn ascii_based(bytes: impl Read + Send + 'static, charset: Charset) -> (Box<dyn Read + Send>, Charset) {
    match charset {
        Charset::Known(encoding) if encoding != UTF_8 && !encoding.is_single_byte() => {
            (Box::new(Decoded::new(bytes, encoding)), Charset::UTF_8)
        }
        _ => (Box::new(bytes), charset),
    }
}

/// A stream in some encoding, read as UTF-8. U+FFFD stands for what the encoding does not have; the cells note it.
pub(crate) struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    text: String,
    given: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(bytes: R, encoding: &'static Encoding) -> Decoded<R> {
        let decoder = encoding.new_decoder_without_bom_handling();
        Decoded { bytes, decoder, text: String::new(), given: 0, ended: false }
    }

    /// Decodes the next chunk.
    fn decode(&mut self) -> io::Result<()> {
        let mut chunk = [0; CHUNK];
        let filled = self.bytes.read(&mut chunk)?;
        self.ended = filled == 0;
        self.given = 0;
        self.text.clear();
        self.text.reserve(self.decoder.max_utf8_buffer_length(filled).unwrap_or(CHUNK * 4));
        let _room_suffices = self.decoder.decode_to_string(&chunk[..filled], &mut self.text, self.ended);
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.decode()?;
        }
        let count = (&self.text.as_bytes()[self.given..]).read(out)?;
        self.given += count;
        Ok(count)
    }
}
