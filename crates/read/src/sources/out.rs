//! The way out of a reader: text and stretches in their order, counted and hashed as they pass.

use std::io::{self, Write};

use daftar_claim::Span;
use sha2::{Digest, Sha256};

use super::place::{Mark, Place, Stretch};
use super::report::{Fact, Missing, Oddity, Told, Unread};
use super::{Limits, SourceError};

/// Whoever takes what a reader finds. Each function is called in the order of the file; a text is complete when
/// [`super::read`] returns.
pub trait Take {
    /// A piece of the derived text.
    ///
    /// # Errors
    /// When it cannot be kept; the reading then ends with that error.
    fn text(&mut self, piece: &str) -> io::Result<()>;

    /// A stretch of the text that was given so far, and where it stood.
    fn stretch(&mut self, stretch: Stretch);

    /// Something that the file says of itself.
    fn told(&mut self, told: Told);

    /// Something that was not read.
    fn unread(&mut self, unread: Unread);

    /// Something odd.
    fn odd(&mut self, odd: Oddity);
}

/// What a reader writes to.
pub(super) struct Out<'t> {
    take: &'t mut dyn Take,
    pub(super) limits: Limits,
    chars: u64,
    bytes: u64,
    hash: Sha256,
    overrides: u64,
    last: Option<char>,
    /// Whether a blank line is due before whatever comes.
    gap: bool,
    /// The part of a mail that is being read.
    pub(super) part: Option<String>,
    /// What failed inside a library's callback, which can only say that something did.
    pub(super) failed: Option<SourceError>,
}

impl<'t> Out<'t> {
    pub(super) fn new(take: &'t mut dyn Take, limits: Limits) -> Out<'t> {
        Out {
            take,
            limits,
            chars: 0,
            bytes: 0,
            hash: Sha256::new(),
            overrides: 0,
            last: None,
            gap: false,
            part: None,
            failed: None,
        }
    }

    /// Adds text of no place.
    pub(super) fn push(&mut self, text: &str) -> Result<(), SourceError> {
        if std::mem::take(&mut self.gap) {
            self.gap = text.is_empty();
            return if self.gap { Ok(()) } else { self.push("\n").and_then(|()| self.push(text)) };
        }
        self.bytes += text.len() as u64;
        if self.bytes > self.limits.text {
            return Err(SourceError::TextTooLong { limit: self.limits.text });
        }
        self.chars += text.chars().count() as u64;
        self.overrides += text.chars().filter(|c| matches!(c, '\u{202d}' | '\u{202e}')).count() as u64;
        self.last = text.chars().next_back().or(self.last);
        self.hash.update(text.as_bytes());
        Ok(self.take.text(text)?)
    }

    /// Adds text that stood in a place.
    pub(super) fn place(&mut self, text: &str, place: Place, marks: Vec<Mark>) -> Result<(), SourceError> {
        if text.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.gap) {
            self.push("\n")?;
        }
        let start = self.chars;
        self.push(text)?;
        self.stretch(Span { start, end: self.chars }, place, marks);
        Ok(())
    }

    /// Says where a span of the text stood.
    pub(super) fn stretch(&mut self, span: Span, place: Place, marks: Vec<Mark>) {
        let place = match &self.part {
            Some(part) => Place::Part { part: part.clone(), within: Box::new(place) },
            None => place,
        };
        if span.start < span.end {
            self.take.stretch(Stretch { span, place, marks });
        }
    }

    /// Says where the text from `start` up to `end` stood, which is nothing peculiar.
    pub(super) fn stretch_until(&mut self, start: u64, end: u64, place: Place) {
        self.stretch(Span { start, end }, place, Vec::new());
    }

    /// How many characters there are so far.
    pub(super) fn chars(&self) -> u64 {
        self.chars
    }

    /// Begins a new line, unless one has just begun.
    pub(super) fn line(&mut self) -> Result<(), SourceError> {
        if matches!(self.last, None | Some('\n')) { Ok(()) } else { self.push("\n") }
    }

    /// Begins a new paragraph, unless the text has not begun: whoever reads it tells by a blank line what belongs together.
    pub(super) fn paragraph(&mut self) -> Result<(), SourceError> {
        self.line()?;
        self.gap = self.chars > 0;
        Ok(())
    }

    /// Whether the last character is white, or there is none.
    pub(super) fn at_gap(&self) -> bool {
        self.last.is_none_or(char::is_whitespace)
    }

    pub(super) fn told(&mut self, fact: Fact, value: &str, place: &str) {
        let value = value.trim();
        if !value.is_empty() {
            let told = Told { fact, value: value.to_owned(), place: self.inside(place) };
            self.take.told(told);
        }
    }

    pub(super) fn unread(&mut self, what: Missing, place: &str, label: Option<&str>) {
        self.unread_many(what, place, label, 1);
    }

    pub(super) fn unread_many(&mut self, what: Missing, place: &str, label: Option<&str>, count: u64) {
        if count > 0 {
            let place = self.inside(place);
            self.take.unread(Unread { what, place, label: label.map(str::to_owned), count });
        }
    }

    pub(super) fn odd(&mut self, odd: Oddity) {
        self.take.odd(odd);
    }

    /// A place within the part that is being read.
    pub(super) fn inside(&self, place: &str) -> String {
        match &self.part {
            Some(part) if place.is_empty() => format!("part {part}"),
            Some(part) => format!("part {part}, {place}"),
            None => place.to_owned(),
        }
    }

    /// The hash of the text and its length in characters.
    pub(super) fn end(self) -> ([u8; 32], u64) {
        if self.overrides > 0 {
            self.take.odd(Oddity::Overrides { count: self.overrides });
        }
        (self.hash.finalize().into(), self.chars)
    }
}

/// Plain text passes as bytes that are whole characters.
impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        match self.push(text) {
            Ok(()) => Ok(bytes.len()),
            Err(SourceError::Io(error)) => Err(error),
            Err(error) => {
                self.failed = Some(error);
                Err(io::Error::other("the text is too long"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
