//! What the XML of workbooks needs: local names, attributes, text with its entities.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::SheetError;
use super::package::{Package, Part, damaged};

/// Bytes of which no more are given than a piece may have, until another begins: a packed file of few bytes can be one text of
/// thousands of millions.
pub(crate) struct Bounded<R> {
    bytes: R,
    given: usize,
    limit: usize,
}

impl<R: BufRead> Bounded<R> {
    pub(crate) fn of(bytes: R, limit: usize) -> Bounded<R> {
        Bounded { bytes, given: 0, limit }
    }

    /// Another piece begins.
    pub(crate) fn begin(&mut self) {
        self.given = 0;
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let left = self.limit.checked_sub(self.given).ok_or_else(|| io::Error::other(too_long(self.limit)))?;
        let bytes = self.bytes.fill_buf()?;
        Ok(&bytes[..bytes.len().min(left.saturating_add(1))])
    }

    fn consume(&mut self, bytes: usize) {
        self.given = self.given.saturating_add(bytes);
        self.bytes.consume(bytes);
    }
}

fn too_long(limit: usize) -> String {
    format!("a piece of it is longer than {limit} bytes")
}

/// The XML of a file inside a workbook, event by event.
pub(crate) struct Xml {
    reader: Reader<Bounded<Part>>,
    buffer: Vec<u8>,
    /// Of a row that is being read: how many bytes its cells may have yet.
    left: Option<usize>,
    limit: usize,
    /// Which file, for errors.
    pub(crate) part: String,
}

impl Xml {
    /// Opens a file inside; an empty element comes as a start and an end.
    pub(crate) fn open(package: &mut Package, part: &str) -> Result<Xml, SheetError> {
        let limit = package.limits.record;
        let mut reader = Reader::from_reader(Bounded::of(package.part(part)?, limit));
        reader.config_mut().expand_empty_elements = true;
        Ok(Xml { reader, buffer: Vec::new(), left: None, limit, part: part.to_owned() })
    }

    /// The next event; `row` is where an error is said to be.
    pub(crate) fn next(&mut self, row: u64) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        if self.left.is_none() {
            self.reader.get_mut().begin();
        }
        self.reader.read_event_into(&mut self.buffer).map_err(|error| damaged(&self.part, row, &error))
    }

    /// A row begins, or ends: until then it is one piece.
    pub(super) fn in_row(&mut self, begins: bool) {
        self.left = begins.then_some(self.limit);
    }

    /// Takes a cell of so many bytes into the row. The same text may stand in many.
    pub(super) fn take(&mut self, bytes: usize, row: u64) -> Result<(), SheetError> {
        let left = self.left.unwrap_or(self.limit).checked_sub(bytes);
        self.left = Some(left.ok_or_else(|| damaged(&self.part, row, &too_long(self.limit)))?);
        Ok(())
    }

    /// That the file ends too early.
    pub(crate) fn cut_off(&self, row: u64) -> SheetError {
        damaged(&self.part, row, &"it ends in the middle")
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// Whether an attribute is set, as XML Schema writes truth.
pub(crate) fn is_set(start: &BytesStart, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds the text of an event. An entity that XML does not have stays as it is written.
pub(crate) fn push_text(event: &Event, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(entity) => {
            match (entity.resolve_char_ref(), quick_xml::escape::resolve_predefined_entity(entity)) {
                (Ok(Some(c)), _) => text.push(c),
                (_, Some(known)) => text.push_str(known),
                _ => {
                    text.push('&');
                    text.push_str(entity);
                    text.push(';');
                }
            }
        }
        _ => {}
    }
}

/// The characters that Excel writes as `_x000D_`, because XML does not have them.
pub(crate) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let escape = rest.get(at + 2..at + 7).filter(|escape| escape.ends_with('_'));
        let code = escape.and_then(|escape| u32::from_str_radix(&escape[..4], 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_lacks_are_given_back() {
        let unescape = |text: &str| unescaped(text.to_owned());
        assert_eq!(unescape("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescape("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescape("MM_x12 _xD800_ _xب"), "MM_x12 _xD800_ _xب");
    }
}
