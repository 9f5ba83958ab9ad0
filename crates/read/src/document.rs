//! Bytes to text: decodes a document block by block and names the file and its derived text by their hashes.
//!
//! UTF-8 (a byte order mark is dropped) and UTF-16 with its mark are recognised; any other encoding must be named by
//! the caller. Memory stays flat however long the document is.

use std::io::{self, Read, Write};

use daftar_claim::{FileId, Hash};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

/// How much is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// How many bytes a byte order mark has at most.
const MARK: usize = 3;

/// A document as decoded: what names it and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The SHA-256 of the bytes.
    pub file: FileId,
    /// The SHA-256 of the derived text in UTF-8; the same as `file` for plain UTF-8 without a byte order mark.
    pub text: FileId,
    /// The length of the document in bytes.
    pub bytes: u64,
    /// The length of the derived text in Unicode scalar values.
    pub chars: u64,
}

/// Why a document gives no text.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// There are no bytes.
    #[error("the document is empty: expected text in UTF-8, or UTF-16 with a byte order mark")]
    Empty,
    /// There is a NUL character, which no text has.
    #[error("character {at} is NUL, so this is not a text document; give the text of it, or name its encoding")]
    Binary {
        /// The character, counted from 0 in the derived text.
        at: u64,
    },
    /// Bytes that the encoding does not have.
    #[error("byte {at} is not {encoding}: name the document's encoding (such as windows-1256), or save it as UTF-8")]
    Malformed {
        /// The offset of the first such byte.
        at: u64,
        /// The encoding that was expected.
        encoding: &'static str,
    },
    /// The caller named an encoding that nobody knows.
    #[error("{0:?} is not the name of an encoding: expected a label such as windows-1256 or iso-8859-6")]
    UnknownEncoding(String),
    /// Longer than the caller allows.
    #[error("the document is longer than {limit} bytes: raise the limit, or read it in parts")]
    TooLong {
        /// The limit.
        limit: u64,
    },
    /// Reading the bytes or writing the text failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Decodes a document, writes its text to `out`, and names both.
///
/// `encoding` is a label of the WHATWG Encoding Standard for a document that is neither UTF-8 nor UTF-16 with its mark;
/// a byte order mark in the document goes before it.
///
/// # Errors
/// When the document is empty, binary or longer than `limit` bytes, when a byte does not fit the encoding (the error
/// names it), or when reading or writing fails.
pub fn derive(
    mut bytes: impl Read,
    encoding: Option<&str>,
    limit: u64,
    out: &mut dyn Write,
) -> Result<Derived, DocumentError> {
    let mut buffer = vec![0; CHUNK];
    let first = fill(&mut bytes, &mut buffer)?;
    let mut text = Text::new(&buffer[..first], encoding)?;
    let mut filled = first;
    loop {
        text.take(&buffer[..filled], filled < CHUNK, out)?;
        if text.bytes > limit {
            return Err(DocumentError::TooLong { limit });
        }
        if filled < CHUNK {
            return text.end();
        }
        filled = fill(&mut bytes, &mut buffer)?;
    }
}

/// Reads until the buffer is full or the document ends.
fn fill(bytes: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match bytes.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The state of a decoding.
struct Text {
    decoder: Decoder,
    encoding: &'static Encoding,
    decoded: Vec<u8>,
    bytes: u64,
    chars: u64,
    file: Sha256,
    text: Sha256,
}

impl Text {
    fn new(start: &[u8], label: Option<&str>) -> Result<Text, DocumentError> {
        if start.is_empty() {
            return Err(DocumentError::Empty);
        }
        let encoding = encoding(start, label)?;
        let decoder = encoding.new_decoder_with_bom_removal();
        let decoded = vec![0; CHUNK * MARK];
        Ok(Text { decoder, encoding, decoded, bytes: 0, chars: 0, file: Sha256::new(), text: Sha256::new() })
    }

    fn take(&mut self, chunk: &[u8], last: bool, out: &mut dyn Write) -> Result<(), DocumentError> {
        self.file.update(chunk);
        let mut rest = chunk;
        loop {
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(rest, &mut self.decoded, last);
            self.bytes += read as u64;
            self.pass_on(written, out)?;
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    let at = self.bytes.saturating_sub(u64::from(length) + u64::from(after));
                    return Err(DocumentError::Malformed { at, encoding: self.encoding.name() });
                }
            }
        }
    }

    /// Hands on the first `written` bytes of what was decoded.
    fn pass_on(&mut self, written: usize, out: &mut dyn Write) -> Result<(), DocumentError> {
        let piece = &self.decoded[..written];
        let starts = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        if let Some(nul) = piece.iter().position(|byte| *byte == 0) {
            return Err(DocumentError::Binary { at: self.chars + starts(&piece[..nul]) });
        }
        self.chars += starts(piece);
        self.text.update(piece);
        Ok(out.write_all(piece)?)
    }

    fn end(self) -> Result<Derived, DocumentError> {
        if self.chars == 0 {
            return Err(DocumentError::Empty);
        }
        let id = |hash: Sha256| FileId(Hash(hash.finalize().into()));
        Ok(Derived { file: id(self.file), text: id(self.text), bytes: self.bytes, chars: self.chars })
    }
}

/// The encoding of a document that starts with these bytes.
fn encoding(start: &[u8], label: Option<&str>) -> Result<&'static Encoding, DocumentError> {
    let named = match label {
        Some(label) => {
            Encoding::for_label(label.as_bytes()).ok_or_else(|| DocumentError::UnknownEncoding(label.to_owned()))?
        }
        None => UTF_8,
    };
    let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
    Ok(marked.filter(|e| *e == UTF_8 || *e == UTF_16LE || *e == UTF_16BE).unwrap_or(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 1 << 20;

    fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<(Derived, String), DocumentError> {
        let mut out = Vec::new();
        let derived = derive(bytes, encoding, LIMIT, &mut out)?;
        Ok((derived, String::from_utf8(out).unwrap()))
    }

    #[test]
    fn plain_utf8_is_its_own_text() {
        let (derived, text) = decode("Sanabel سنابل".as_bytes(), None).unwrap();
        assert_eq!(text, "Sanabel سنابل");
        assert_eq!(derived.file, derived.text);
        assert_eq!(derived.file.0, Hash::of("Sanabel سنابل".as_bytes()));
        assert_eq!((derived.bytes, derived.chars), (18, 13));
    }

    #[test]
    fn marks_are_dropped_and_utf16_is_recognised() {
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend("mill".as_bytes());
        let (derived, text) = decode(&marked, None).unwrap();
        assert_eq!(text, "mill");
        assert_ne!(derived.file, derived.text);
        let mut wide = vec![0xFF, 0xFE];
        wide.extend("بذور".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&wide, None).unwrap().1, "بذور");
    }

    #[test]
    fn a_named_encoding_is_used() {
        let (_, text) = decode(&[0xC8, 0xD0, 0xE6, 0xD1], Some("windows-1256")).unwrap();
        assert_eq!(text, "بذور");
        assert!(matches!(decode(b"x", Some("klingon")), Err(DocumentError::UnknownEncoding(_))));
    }

    #[test]
    fn what_is_no_text_is_refused_and_the_place_named() {
        assert!(matches!(decode(b"", None), Err(DocumentError::Empty)));
        assert!(matches!(decode(&[0xEF, 0xBB, 0xBF], None), Err(DocumentError::Empty)));
        assert!(matches!(decode(b"PK\x03\x00", None), Err(DocumentError::Binary { at: 3 })));
        assert!(matches!(decode(b"caf\xE9 x", None), Err(DocumentError::Malformed { at: 3, .. })));
        assert!(matches!(decode(b"caf\xC3", None), Err(DocumentError::Malformed { at: 3, .. })));
        let long = vec![b'a'; LIMIT as usize + 1];
        assert!(matches!(decode(&long, None), Err(DocumentError::TooLong { limit: LIMIT })));
    }

    #[test]
    fn chunks_do_not_cut_characters() {
        let text = "ب".repeat(CHUNK + 1);
        assert_eq!(decode(format!("a{text}").as_bytes(), None).unwrap().1, format!("a{text}"));
    }
}
