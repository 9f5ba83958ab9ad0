//! KML (OGC 12-007), and KMZ, which is the same packed: each placemark is a row, wherever in which folders it stands.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::choice::{Filled, choose, sheet_notes};
use super::super::members::{Brings, Brought, Members};
use super::super::note::note_text;
use super::super::package::{Package, damaged};
use super::super::xml::{attribute, push_text};
use super::super::{Cell, Form, Limits, Manner, Note, Opening, Row, SheetError, Source, letter};
use super::GEOMETRY;
use super::drawn::Drawn;

/// What is how a placemark looks, and not what it says.
const LOOKS: [&str; 9] =
    ["Style", "StyleMap", "LookAt", "Camera", "Region", "open", "visibility", "altitudeMode", "styleUrl"];
/// Shapes.
const SHAPES: [&str; 5] = ["Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"];
/// What lies on the ground and is no shape.
const OTHERS: [&str; 4] = ["Model", "Track", "MultiTrack", "Tour"];
/// Elements inside each other beyond this are not gone into.
const DEEP: usize = 200;

/// Whether a file begins as KML.
pub(in crate::sheet) fn begins(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with('<') && start.contains("<kml")
}

/// Whether a file in a zip file is KML by its name.
pub(in crate::sheet) fn is_named(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".kml")
}

/// Opens a file that is not packed.
pub(in crate::sheet) fn open_plain(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    let placemarks = Placemarks::of(Box::new(File::open(path)?), "the KML", opening.limits);
    Ok(source(placemarks, None))
}

/// Opens one of the files of a packed one.
pub(in crate::sheet) fn open_packed(mut package: Package, opening: &Opening) -> Result<Source, SheetError> {
    let names: Vec<String> = package.names().into_iter().filter(|name| is_named(name)).collect();
    let hidden = vec![false; names.len()];
    let begin = &mut |at: usize| {
        let mut placemarks = Placemarks::of(Box::new(package.part(&names[at])?), &names[at], opening.limits);
        placemarks.first = placemarks.row(&mut Members::default());
        let empty = placemarks.first.is_none();
        // It is read again from its beginning, so that its columns are learned in their order.
        let placemarks = Placemarks::of(Box::new(package.part(&names[at])?), &names[at], opening.limits);
        Ok(Placemarks { empty, ..placemarks })
    };
    let (chosen, placemarks) = choose(&names, &hidden, opening.sheet.as_deref(), begin)?;
    let notes = sheet_notes(&names, &hidden, chosen);
    let sheet = (names.len() > 1).then(|| names[chosen].clone());
    let mut source = source(placemarks, sheet);
    source.notes.extend(notes);
    source.sheets = if names.len() > 1 { names } else { Vec::new() };
    Ok(source)
}

fn source(placemarks: Placemarks, sheet: Option<String>) -> Source {
    let manner = Manner { sheet, ..Manner::of(Form::Kml) };
    let (rows, names) = Brought::begin(placemarks);
    Source { rows: Box::new(rows), names: Some(names), ..Source::of(manner) }
}

/// The placemarks of a file.
struct Placemarks {
    reader: Reader<BufReader<Box<dyn Read + Send>>>,
    buffer: Vec<u8>,
    part: String,
    limits: Limits,
    number: u64,
    /// The names of the folders that are open.
    folders: Vec<Option<String>>,
    first: Option<Result<Row, SheetError>>,
    empty: bool,
    ended: bool,
}

impl Filled for Placemarks {
    fn is_empty(&self) -> bool {
        self.empty
    }
}

/// An element by its beginning.
enum Found {
    Start(String, Option<String>),
    End(String),
    Text(String),
    Eof,
}

impl Placemarks {
    fn of(bytes: Box<dyn Read + Send>, part: &str, limits: Limits) -> Placemarks {
        let mut reader = Reader::from_reader(BufReader::with_capacity(128 * 1024, bytes));
        reader.config_mut().expand_empty_elements = true;
        let (buffer, folders) = (Vec::new(), Vec::new());
        let part = part.to_owned();
        Placemarks { reader, buffer, part, limits, number: 0, folders, first: None, empty: false, ended: false }
    }

    fn next(&mut self) -> Result<Found, SheetError> {
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            return Ok(match event.map_err(|error| damaged(&self.part, self.number, &error))? {
                Event::Start(start) => {
                    Found::Start(local(&start), attribute(&start, "name").or(attribute(&start, "id")))
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

    /// Goes on to the next placemark, through folders.
    fn read(&mut self, members: &mut Members) -> Result<Option<Row>, SheetError> {
        let mut inside: Vec<String> = Vec::new();
        loop {
            match self.next()? {
                Found::Eof => return Ok(None),
                Found::Start(name, id) if name == "Placemark" => return self.placemark(id, members).map(Some),
                Found::Start(name, _) if ["Folder", "Document"].contains(&name.as_str()) => self.folders.push(None),
                Found::Start(name, _) if name == "name" && !self.folders.is_empty() => {
                    let text = self.text_of()?;
                    if let Some(folder) = self.folders.last_mut().filter(|folder| folder.is_none() && inside.is_empty())
                    {
                        *folder = Some(text.trim().to_owned());
                    }
                }
                Found::Start(name, _) if LOOKS.contains(&name.as_str()) || name == "Schema" => self.pass()?,
                Found::Start(name, _) if name == "kml" => {}
                Found::Start(name, _) => inside.push(name),
                Found::End(name) if ["Folder", "Document"].contains(&name.as_str()) => {
                    self.folders.pop();
                }
                Found::End(name) if inside.last() == Some(&name) => {
                    inside.pop();
                }
                Found::End(_) | Found::Text(_) => {}
            }
            if inside.len() > DEEP || self.folders.len() > DEEP {
                return Err(damaged(&self.part, self.number, &"its elements stand too deep in each other"));
            }
        }
    }

    fn placemark(&mut self, id: Option<String>, members: &mut Members) -> Result<Row, SheetError> {
        self.number += 1;
        let mut row = Row { number: self.number, ..Row::default() };
        let mut drawn = Drawn::default();
        if let Some(id) = id {
            self.put("feature id", id, members, &mut row)?;
        }
        let folders: Vec<&str> =
            self.folders.iter().flatten().map(String::as_str).filter(|name| !name.is_empty()).collect();
        if !folders.is_empty() {
            let folder = folders.join(" / ");
            self.put("folder", folder, members, &mut row)?;
        }
        loop {
            match self.next()? {
                Found::Eof => return Err(damaged(&self.part, self.number, &"it ends in the middle")),
                Found::End(name) if name == "Placemark" => break,
                Found::Start(name, told) => self.child((&name, told), &mut drawn, members, &mut row)?,
                Found::End(_) | Found::Text(_) => {}
            }
        }
        let place = members.place(GEOMETRY, &mut row, self.limits)?;
        row.notes.extend(drawn.odd().then(|| Note::NoShape { column: letter(place) }));
        members.put(GEOMETRY, Cell::text(drawn.well_known()), &mut row, self.limits)?;
        Ok(row)
    }

    /// What stands in a placemark, wherever in it.
    fn child(
        &mut self,
        (name, told): (&str, Option<String>),
        drawn: &mut Drawn,
        members: &mut Members,
        row: &mut Row,
    ) -> Result<(), SheetError> {
        match name {
            "ExtendedData" | "SchemaData" | "TimeSpan" | "TimeStamp" => Ok(()),
            _ if SHAPES.contains(&name) => self.shape(name, drawn),
            _ if LOOKS.contains(&name) => self.pass(),
            _ if OTHERS.contains(&name) => {
                row.notes.push(Note::NotRead { what: format!("<{name}>") });
                self.pass()
            }
            "Data" => {
                let text = self.data()?;
                self.put(told.as_deref().unwrap_or("Data"), text, members, row)
            }
            "SimpleData" => {
                let text = self.text_of()?;
                self.put(told.as_deref().unwrap_or(name), text, members, row)
            }
            _ => {
                let text = self.text_of()?;
                self.put(name, text, members, row)
            }
        }
    }

    fn put(&self, name: &str, text: String, members: &mut Members, row: &mut Row) -> Result<(), SheetError> {
        let name = if name == GEOMETRY { "geometry (data)" } else { name };
        let text = text.trim().to_owned();
        let place = members.place(name, row, self.limits)?;
        note_text(place, &text, &mut row.notes);
        members.put(name, Cell::text(text), row, self.limits)
    }

    /// The value of a named piece of data.
    fn data(&mut self) -> Result<String, SheetError> {
        let mut value = String::new();
        loop {
            match self.next()? {
                Found::Start(name, _) if name == "value" => value = self.text_of()?,
                Found::Start(..) => self.pass()?,
                Found::End(name) if name == "Data" => return Ok(value),
                Found::Eof => return Err(damaged(&self.part, self.number, &"it ends in the middle")),
                _ => {}
            }
        }
    }

    /// All text of an element, which has begun.
    fn text_of(&mut self) -> Result<String, SheetError> {
        let (mut text, mut depth) = (String::new(), 1);
        while depth > 0 {
            match self.next()? {
                Found::Start(..) => depth += 1,
                Found::End(_) => depth -= 1,
                Found::Text(more) => text.push_str(&more),
                Found::Eof => return Err(damaged(&self.part, self.number, &"it ends in the middle")),
            }
            if text.len() > self.limits.record {
                return Err(damaged(&self.part, self.number, &"a text is too long"));
            }
        }
        Ok(text)
    }

    /// Passes over an element, which has begun.
    fn pass(&mut self) -> Result<(), SheetError> {
        self.text_of().map(|_| ())
    }

    /// Reads a shape, which has begun.
    fn shape(&mut self, name: &str, drawn: &mut Drawn) -> Result<(), SheetError> {
        drawn.begin(name);
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Found::Start(name, _) if name == "coordinates" => {
                    let text = self.text_of()?;
                    drawn.positions(&text);
                }
                Found::Start(name, _) => {
                    drawn.begin(&name);
                    depth += 1;
                }
                Found::End(name) => {
                    drawn.end(&name);
                    depth -= 1;
                }
                Found::Text(_) => {}
                Found::Eof => return Err(damaged(&self.part, self.number, &"it ends in the middle")),
            }
            if depth > DEEP {
                return Err(damaged(&self.part, self.number, &"its elements stand too deep in each other"));
            }
        }
        Ok(())
    }
}

fn local(start: &BytesStart) -> String {
    start.local_name().as_ref().to_owned()
}

impl Brings for Placemarks {
    fn row(&mut self, members: &mut Members) -> Option<Result<Row, SheetError>> {
        if self.ended {
            return None;
        }
        let row = self.read(members).transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}
