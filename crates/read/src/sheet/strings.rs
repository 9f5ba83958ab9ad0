//! The texts that the cells of an XLSX workbook share.

use quick_xml::events::Event;

use super::SheetError;
use super::package::Package;
use super::xml::{Xml, push_text, unescaped};

/// Shared texts, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads all texts; rich text is joined, and how a word is pronounced is not part of it.
    pub(super) fn read(package: &mut Package, part: &str) -> Result<Strings, SheetError> {
        let limit = package.limits.strings;
        let mut xml = Xml::open(package, part)?;
        let mut strings = Strings::default();
        let mut one = Piece::default();
        loop {
            match xml.next(0)? {
                Event::End(end) if end.local_name().as_ref() == "si" => strings.push(one.take()),
                Event::Eof => return Ok(strings),
                event => one.add(&event),
            }
            if strings.text.len() + one.text.len() + strings.ends.len() * 8 > limit {
                return Err(SheetError::Bomb { found: limit as u64 + 1, unit: "bytes of text", limit: limit as u64 });
            }
        }
    }

    fn push(&mut self, text: String) {
        self.text.push_str(&text);
        self.ends.push(self.text.len());
    }

    /// The text with this number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }
}

/// The text of a shared string or of a cell that holds its own, while it is read.
#[derive(Debug, Default)]
pub(super) struct Piece {
    text: String,
    inside: bool,
    spoken: bool,
}

impl Piece {
    /// Takes an event: only what stands in `t` is text, and not what stands in `rPh`.
    pub(super) fn add(&mut self, event: &Event) {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => self.inside = !self.spoken,
                "rPh" => self.spoken = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" => self.inside = false,
                "rPh" => self.spoken = false,
                _ => {}
            },
            event if self.inside => push_text(event, &mut self.text),
            _ => {}
        }
    }

    /// The text so far; the next one begins.
    pub(super) fn take(&mut self) -> String {
        unescaped(std::mem::take(self).text)
    }
}
