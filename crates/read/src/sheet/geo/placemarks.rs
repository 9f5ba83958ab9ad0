//! The placemarks of a file of KML, one by one, wherever in which folders they stand.

use std::io::Read;

use super::super::choice::Filled;
use super::super::members::{Brings, Members};
use super::super::note::note_text;
use super::super::{Cell, Limits, Note, Row, SheetError, letter};
use super::GEOMETRY;
use super::drawn::Drawn;
use super::elements::{Elements, Found};

/// What is how a placemark looks, and not what it says.
const LOOKS: [&str; 9] =
    ["Style", "StyleMap", "LookAt", "Camera", "Region", "open", "visibility", "altitudeMode", "styleUrl"];
/// Shapes.
const SHAPES: [&str; 5] = ["Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"];
/// What lies on the ground or before the eye and is no shape.
const OTHERS: [&str; 7] = ["Model", "Track", "MultiTrack", "Tour", "GroundOverlay", "ScreenOverlay", "PhotoOverlay"];
/// What leads to another file.
const LINK: &str = "NetworkLink";
/// So many notes are told of what stands behind a placemark: more are the same again, or made to fill the memory.
const TOLD: usize = 1000;
/// Elements inside each other beyond this are not gone into.
const DEEP: usize = 200;

/// The placemarks of a file.
pub(super) struct Placemarks {
    elements: Elements,
    limits: Limits,
    /// The names of the folders that are open.
    folders: Vec<Option<String>>,
    /// What was found that is no placemark, since the last placemark.
    unread: Vec<Note>,
    /// The same before the first.
    of_file: Vec<Note>,
    /// A row that is given when it is known what stands behind it.
    held: Option<Row>,
    /// What stopped the reading; it is said after the row before it.
    broken: Option<SheetError>,
    pub(super) is_filled: bool,
    ended: bool,
}

impl Placemarks {
    pub(super) fn of(bytes: Box<dyn Read + Send>, part: &str, limits: Limits) -> Placemarks {
        Placemarks {
            elements: Elements::of(bytes, part, limits.record),
            limits,
            folders: Vec::new(),
            unread: Vec::new(),
            of_file: Vec::new(),
            held: None,
            broken: None,
            is_filled: false,
            ended: false,
        }
    }

    /// Whether there is a placemark, or what is wrong with the first.
    pub(super) fn has_any(mut self) -> bool {
        !matches!(self.read(&mut Members::default()), Ok(None))
    }

    /// What stands before the first placemark and is none.
    pub(super) fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.of_file)
    }

    /// Tells once of what is no placemark.
    fn tell(&mut self, note: Note) {
        if self.unread.len() < TOLD && !self.unread.contains(&note) {
            self.unread.push(note);
        }
    }

    /// Goes on to the next placemark, through folders.
    fn read(&mut self, members: &mut Members) -> Result<Option<Row>, SheetError> {
        let mut inside: Vec<String> = Vec::new();
        loop {
            match self.elements.next()? {
                Found::Eof => return Ok(None),
                Found::Start(name, id) if name == "Placemark" => {
                    self.elements.is_one_piece(true);
                    let row = self.placemark(id, members)?;
                    self.elements.is_one_piece(false);
                    return Ok(Some(row));
                }
                Found::Start(name, _) if ["Folder", "Document"].contains(&name.as_str()) => self.folders.push(None),
                Found::Start(name, _) if name == "name" && !self.folders.is_empty() => {
                    let text = self.elements.text_of()?;
                    if let Some(folder) = self.folders.last_mut().filter(|folder| folder.is_none() && inside.is_empty())
                    {
                        *folder = Some(text.trim().to_owned());
                    }
                }
                Found::Start(name, _) if LOOKS.contains(&name.as_str()) || name == "Schema" => self.elements.pass()?,
                Found::Start(name, _) if name == LINK => {
                    let to = self.elements.address()?;
                    self.tell(Note::Linked { to });
                }
                Found::Start(name, _) if OTHERS.contains(&name.as_str()) => {
                    self.tell(Note::NotRead { what: format!("<{name}>") });
                    self.elements.pass()?;
                }
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
                return Err(self.elements.too_deep());
            }
        }
    }

    fn placemark(&mut self, id: Option<String>, members: &mut Members) -> Result<Row, SheetError> {
        self.elements.row += 1;
        let mut row = Row { number: self.elements.row, ..Row::default() };
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
            match self.elements.next()? {
                Found::Eof => return Err(self.elements.cut_off()),
                Found::End(name) if name == "Placemark" => break,
                Found::Start(name, told) => self.child((&name, told), &mut drawn, members, &mut row)?,
                Found::End(_) | Found::Text(_) => {}
            }
        }
        let place = members.place(GEOMETRY, &mut row, self.limits)?;
        row.notes.extend(drawn.is_odd().then(|| Note::NoShape { column: letter(place) }));
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
            _ if LOOKS.contains(&name) => self.elements.pass(),
            _ if OTHERS.contains(&name) => {
                row.notes.push(Note::NotRead { what: format!("<{name}>") });
                self.elements.pass()
            }
            "Data" => {
                let text = self.data()?;
                self.put(told.as_deref().unwrap_or("Data"), text, members, row)
            }
            "SimpleData" => {
                let text = self.elements.text_of()?;
                self.put(told.as_deref().unwrap_or(name), text, members, row)
            }
            _ => {
                let text = self.elements.text_of()?;
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
            match self.elements.next()? {
                Found::Start(name, _) if name == "value" => value = self.elements.text_of()?,
                Found::Start(..) => self.elements.pass()?,
                Found::End(name) if name == "Data" => return Ok(value),
                Found::Eof => return Err(self.elements.cut_off()),
                _ => {}
            }
        }
    }

    /// Reads a shape, which has begun.
    fn shape(&mut self, name: &str, drawn: &mut Drawn) -> Result<(), SheetError> {
        drawn.begin(name);
        let mut depth = 1;
        while depth > 0 {
            match self.elements.next()? {
                Found::Start(name, _) if name == "coordinates" => {
                    let text = self.elements.text_of()?;
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
                Found::Eof => return Err(self.elements.cut_off()),
            }
            if depth > DEEP {
                return Err(self.elements.too_deep());
            }
        }
        Ok(())
    }
}

impl Filled for Placemarks {
    fn is_empty(&self) -> bool {
        !self.is_filled
    }
}

impl Brings for Placemarks {
    fn row(&mut self, members: &mut Members) -> Option<Result<Row, SheetError>> {
        while !self.ended {
            let found = self.read(members).transpose();
            self.ended = !matches!(found, Some(Ok(_)));
            let mut held = self.held.take();
            // What stands behind a placemark and is none is told with it.
            held.as_mut().map_or(&mut self.of_file, |row| &mut row.notes).append(&mut self.unread);
            match found {
                Some(Ok(row)) => self.held = Some(row),
                Some(Err(error)) if held.is_none() => return Some(Err(error)),
                Some(Err(error)) => self.broken = Some(error),
                None => {}
            }
            if held.is_some() {
                return held.map(Ok);
            }
        }
        self.broken.take().map(Err)
    }
}
