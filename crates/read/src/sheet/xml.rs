//! What the XML of workbooks needs: local names, attributes, text with its entities.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::SheetError;
use super::package::{Package, Part, damaged};

/// The XML of a file inside a workbook, event by event.
pub(crate) struct Xml {
    reader: Reader<Part>,
    buffer: Vec<u8>,
    /// Which file, for errors.
    pub(crate) part: String,
}

impl Xml {
    /// Opens a file inside; an empty element comes as a start and an end.
    pub(crate) fn open(package: &mut Package, part: &str) -> Result<Xml, SheetError> {
        let mut reader = Reader::from_reader(package.part(part)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Xml { reader, buffer: Vec::new(), part: part.to_owned() })
    }

    /// The next event; `row` is where an error is said to be.
    pub(crate) fn next(&mut self, row: u64) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| damaged(&self.part, row, &error))
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
