//! The elements of a file of KML, as they begin and end.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::SheetError;
use super::super::package::damaged;
use super::super::xml::{Bounded, attribute, push_text};

/// So many letters of where a link leads are told.
const ADDRESS: usize = 200;

/// An element by its beginning.
pub(super) enum Found {
    Start(String, Option<String>),
    End(String),
    Text(String),
    Eof,
}

/// The elements of a file.
pub(super) struct Elements {
    reader: Reader<Bounded<BufReader<Box<dyn Read + Send>>>>,
    buffer: Vec<u8>,
    part: String,
    limit: usize,
    one_piece: bool,
    /// The row that is being read, for errors.
    pub(super) row: u64,
}

impl Elements {
    pub(super) fn of(bytes: Box<dyn Read + Send>, part: &str, limit: usize) -> Elements {
        let bytes = BufReader::with_capacity(128 * 1024, bytes);
        let mut reader = Reader::from_reader(Bounded::of(bytes, limit));
        reader.config_mut().expand_empty_elements = true;
        Elements { reader, buffer: Vec::new(), part: part.to_owned(), limit, one_piece: false, row: 0 }
    }

    /// What comes from here on is one piece, or no longer: a piece may be no longer than a record.
    pub(super) fn is_one_piece(&mut self, is: bool) {
        self.one_piece = is;
    }

    /// What begins or ends next, or stands between.
    pub(super) fn next(&mut self) -> Result<Found, SheetError> {
        loop {
            self.buffer.clear();
            if !self.one_piece {
                self.reader.get_mut().begin();
            }
            let event = self.reader.read_event_into(&mut self.buffer);
            return Ok(match event.map_err(|error| damaged(&self.part, self.row, &error))? {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    Found::Start(name, attribute(&start, "name").or(attribute(&start, "id")))
                }
                Event::End(end) => Found::End(end.local_name().as_ref().to_owned()),
                Event::Eof => Found::Eof,
                event @ (Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                    let mut text = String::new();
                    push_text(&event, &mut text);
                    Found::Text(text)
                }
                _ => continue,
            });
        }
    }

    /// Where a link leads, which has begun.
    pub(super) fn address(&mut self) -> Result<String, SheetError> {
        let (mut to, mut depth) = (String::new(), 1);
        while depth > 0 {
            match self.next()? {
                Found::Start(name, _) if name == "href" => to = self.text_of()?.trim().chars().take(ADDRESS).collect(),
                Found::Start(..) => depth += 1,
                Found::End(_) => depth -= 1,
                Found::Text(_) => {}
                Found::Eof => return Err(self.cut_off()),
            }
        }
        Ok(to)
    }

    /// All text of an element, which has begun.
    pub(super) fn text_of(&mut self) -> Result<String, SheetError> {
        let (mut text, mut depth) = (String::new(), 1);
        while depth > 0 {
            match self.next()? {
                Found::Start(..) => depth += 1,
                Found::End(_) => depth -= 1,
                Found::Text(more) => text.push_str(&more),
                Found::Eof => return Err(self.cut_off()),
            }
            if text.len() > self.limit {
                return Err(damaged(&self.part, self.row, &"a text is too long"));
            }
        }
        Ok(text)
    }

    /// Passes over an element, which has begun.
    pub(super) fn pass(&mut self) -> Result<(), SheetError> {
        self.text_of().map(|_| ())
    }

    /// That the file ends too early.
    pub(super) fn cut_off(&self) -> SheetError {
        damaged(&self.part, self.row, &"it ends in the middle")
    }

    /// That nobody draws so.
    pub(super) fn too_deep(&self) -> SheetError {
        damaged(&self.part, self.row, &"its elements stand too deep in each other")
    }
}
