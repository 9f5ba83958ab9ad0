//! A list as its mapping reads it: from rows of cells to what each says of the thing that it is about.

mod dated;
mod keys;
mod naming;
mod paired;
mod remarked;
mod repeated;

use std::collections::{BTreeSet, HashMap};

use daftar_claim::profile::{Privacy, Property};
use daftar_claim::{Claim, Edtf, EntityId, Locator, Profiles, PropertyId, Subject, Value, row_entity};
use daftar_date::Lang;
use daftar_date::written::Periods;
use daftar_read::sheet::{CellKind, Column as SheetColumn, Manner, Note, Row, letter};

use keys::Keys;
pub(super) use naming::{ABOUT, ANY_KIND, Naming};

use super::cell::{Meant, Read, parts, place_of_two, read};
use super::events::{Events, Speech as Who, is_key, whole};
use super::mapping::{Column, Mapping, Part};
use super::passport::{self, Odd, Passport, Passports};
use super::shape::{Crs, Frame};
use super::told::{Trouble, Why};
use crate::{RegisterError, mcpd};

/// The property of what a column says that no property was found for.
pub(super) const AS_LISTED: &str = "as-listed";

/// The header of a column that tells why rows were refused; it is passed over.
const REFUSED_BECAUSE: [&str; 2] = ["daftar: refused because", "daftar: رُفض لأن"];

/// The same in a language.
pub(super) fn refused_because(lang: Lang) -> &'static str {
    REFUSED_BECAUSE[usize::from(lang == Lang::Ar)]
}

/// Whether a column is that one, in whichever language.
pub fn is_refusal(column: &str) -> bool {
    REFUSED_BECAUSE.contains(&column)
}

/// The names by which columns are called: the header; its letter where it has none, or where two have the same.
pub fn column_names(columns: &[SheetColumn]) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    columns.iter().for_each(|column| *times.entry(&column.header).or_default() += 1);
    let alone = |header: &str| times.get(header) == Some(&1);
    let name = |column: &SheetColumn| match column.header.as_str() {
        "" => column.letter.clone(),
        header if alone(header) => header.to_owned(),
        header => format!("{header} ({})", column.letter),
    };
    columns.iter().map(name).collect()
}

/// How one column is read.
#[derive(Clone)]
struct Reads {
    name: String,
    column: Column,
    property: Option<PropertyId>,
    lang: Option<String>,
    /// The column in which the unit stands.
    unit_from: Option<usize>,
    /// The column in which it stands when it held.
    when_from: Option<usize>,
    /// The column in which the other number of a position stands.
    other_half: Option<usize>,
    skipped: bool,
}

impl Reads {
    /// The pictures that a cell names, where it is one that does.
    fn pictures_named<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let separator = self.column.split.clone();
        let parts: Vec<&str> = match &separator {
            Some(separator) => text.split(separator.as_str()).collect(),
            None => vec![text],
        };
        let names = self.column.pictures;
        parts.into_iter().map(str::trim).filter(move |name| names && !name.is_empty())
    }
}

/// A list, as its mapping reads it.
#[derive(Clone)]
pub(super) struct List<'p> {
    /// The document that the list is.
    pub(super) document: EntityId,
    mapping: &'p Mapping,
    profiles: &'p Profiles,
    periods: Periods,
    /// The day of which the whole list tells.
    as_of: Option<Edtf>,
    sheet: Option<String>,
    /// In which system of coordinates its shapes are.
    crs: Crs,
    columns: Vec<Reads>,
    /// Where in the list the column of a name stands.
    places: HashMap<String, usize>,
    key: Vec<usize>,
    kind: PropertyId,
    as_listed: PropertyId,
    keys: Keys,
    /// The last row that stood for a thing of its own, where others may give it further shapes.
    last: Option<(Row, EntityId)>,
    /// Where the list follows a standard for passport lists: its columns.
    passports: Option<Passports>,
    /// Where it is a data set of events: its columns.
    events: Option<Events>,
}

/// What a row says.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) row: u64,
    /// The thing that it is about; none when the row is refused.
    pub(super) entity: Option<EntityId>,
    pub(super) said: Vec<Said>,
    /// The pictures that it names, with their columns.
    pub(super) pictures: Vec<(String, String)>,
    pub(super) troubles: Vec<Trouble>,
    /// Who says what is spoken in it.
    pub(super) speech: Speech,
    /// Whether it only gives a further shape of the thing of the row before.
    pub(super) further: bool,
}

/// Who says what a row tells, with the column in which that stands; and when.
#[derive(Debug, Default)]
pub(super) struct Speech {
    pub(super) who: Option<(String, Who)>,
    pub(super) stated: Option<Edtf>,
}

/// What a cell, or a part of one, says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) column: String,
    pub(super) property: PropertyId,
    pub(super) meant: Meant,
    pub(super) quote: Option<String>,
    /// When it held, where the list tells.
    pub(super) when: Option<Edtf>,
    /// Whether it is said by whom the row names, and not by the list itself.
    pub(super) spoken: bool,
    /// When it held, as is inferred, and why.
    pub(super) inferred: Option<(Edtf, String)>,
    /// Its place among the values of its cell.
    pub(super) place: usize,
    /// Whether it is said of what another column says, not of the thing.
    pub(super) remark: bool,
}

impl Said {
    /// What the list itself says.
    fn of(column: String, property: PropertyId, Read { meant, quote, .. }: Read) -> Said {
        Said { column, property, meant, quote, when: None, spoken: false, inferred: None, place: 0, remark: false }
    }
}

impl<'p> List<'p> {
    /// Prepares to read a list with these columns. The mapping has been checked.
    pub(super) fn of(
        mapping: &'p Mapping,
        names: &[String],
        manner: &Manner,
        profiles: &'p Profiles,
    ) -> Result<List<'p>, RegisterError> {
        let places: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let at = |header: &String| places.get(header.as_str()).copied();
        let mapped: HashMap<&str, &Column> = mapping.columns.iter().map(|one| (one.header.as_str(), one)).collect();
        let column = |name: &String| {
            let column = mapped.get(name.as_str()).map(|column| (*column).clone());
            let column = column.unwrap_or_else(|| Column { header: name.clone(), ..Column::default() });
            let column = Column { dates: column.dates.or(mapping.dates), ..column };
            let other_half = column.part.and_then(|_| at(&mapping.other_half(&column)?.header));
            Ok(Reads {
                name: name.clone(),
                property: column.property.as_deref().map(PropertyId::parse).transpose()?,
                lang: column.lang.clone().or_else(|| mapping.lang.clone()),
                unit_from: column.unit_from.as_ref().and_then(at),
                when_from: column.when_from.as_ref().and_then(at),
                other_half,
                skipped: is_refusal(name) || column.leave_out,
                column,
            })
        };
        Ok(List {
            document: document_of(&mapping.data_set),
            mapping,
            profiles,
            periods: mapping.periods(),
            as_of: mapping.as_of.as_deref().and_then(|day| Edtf::parse(day).ok()),
            sheet: manner.sheet.clone(),
            crs: mapping.crs.as_deref().or(manner.crs.as_deref()).map(Crs::of).unwrap_or_default(),
            columns: names.iter().map(column).collect::<Result<_, RegisterError>>()?,
            places: names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect(),
            key: mapping.key.iter().filter_map(at).collect(),
            kind: PropertyId::parse("kind")?,
            as_listed: PropertyId::parse(AS_LISTED)?,
            keys: Keys::default(),
            last: None,
            passports: Passports::of(mapping, names, profiles),
            events: events_of(mapping, names),
        })
    }

    /// Whether a column of that name is in the list.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Reads a row.
    pub(super) fn read(&mut self, row: &Row) -> Listed {
        let mut listed = Listed {
            row: row.number,
            entity: None,
            said: Vec::new(),
            pictures: Vec::new(),
            troubles: noted(row),
            speech: Speech::default(),
            further: false,
        };
        if listed.troubles.iter().any(|trouble| trouble.why.refuses()) {
            return listed;
        }
        match self.key_of(row) {
            Ok((key, doubt)) => {
                let parts: Vec<&str> = key.iter().map(String::as_str).collect();
                listed.entity = Some(row_entity(&self.mapping.data_set, &self.mapping.kind, &parts));
                listed.troubles.extend(doubt.map(|why| self.key_trouble(row, why)));
                self.remember(row, listed.entity);
            }
            Err(Why::SameKey { row: first }) if self.gives_further_shape(row, first) => {
                self.read_further(row, &mut listed);
                return listed;
            }
            Err(why) => {
                listed.troubles.push(self.key_trouble(row, why));
                return listed;
            }
        }
        listed.said.push(Said {
            column: self.key_column(),
            property: self.kind.clone(),
            meant: Meant::Value(Value::code("kind", &self.mapping.kind)),
            quote: None,
            when: None,
            spoken: false,
            inferred: None,
            place: 0,
            remark: false,
        });
        for (at, cell) in row.cells.iter().enumerate() {
            if cell.kind != CellKind::Empty && !self.says_nothing(&cell.text) {
                self.read_cell(row, at, &mut listed);
            }
        }
        self.read_across(row, &mut listed);
        self.read_event(row, &mut listed);
        self.settle_remarks(row, &mut listed);
        self.date_row(row, &mut listed);
        self.pair(row, &mut listed);
        self.date_by_images(&mut listed);
        self.date_saying(row, &mut listed);
        listed
    }

    /// Whether nothing stands in a cell, or nothing but what the mapping says is nothing.
    fn says_nothing(&self, text: &str) -> bool {
        let nothing = &self.mapping.nothing;
        let is_nothing = |part: &str| part.trim().is_empty() || nothing.iter().any(|word| word == part.trim());
        text.trim().is_empty() || (!nothing.is_empty() && text.split([',', ';']).all(is_nothing))
    }

    /// Reads a cell by the rules of a standard's column; false where it is none.
    fn read_passport(&self, row: &Row, at: usize, property: &Property, listed: &mut Listed) -> bool {
        let Some(descriptor) = self.passports.as_ref().and_then(|passports| passports.at(at)) else { return false };
        if descriptor.is_position() {
            // It is read with the other numbers of the position.
            return true;
        }
        let (name, text) = (self.name(at), row.cells[at].text.as_str());
        let lang = self.columns[at].lang.as_deref();
        let Passport { reads, odd, as_written } = passport::read(text, (descriptor, property), lang, self.profiles);
        listed.troubles.extend(odd.into_iter().map(|why| trouble(&name, text, why)));
        let said = |read| Said::of(name.clone(), property.id.clone(), read);
        listed.said.extend(reads.into_iter().map(said));
        listed.said.extend(as_written.then(|| self.as_written(name, text, lang)));
        true
    }

    /// Reads what several cells say together, by the rules of a standard.
    fn read_across(&self, row: &Row, listed: &mut Listed) {
        let Some(passports) = &self.passports else { return };
        let found = passports.across(row);
        let at = |code: &str| Some((self.name(passports.place(code)?), passports.place(code)?));
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        for (code, why) in found.odd {
            listed.troubles.extend(at(code).map(|(name, at)| trouble(&name, text(at), why)));
        }
        for (code, read) in found.said {
            let Some((column, at)) = at(code) else { continue };
            let is_place = matches!(read.meant, Meant::Value(Value::Geometry { .. }));
            let property = if is_place { passports.position() } else { self.columns[at].property.as_ref() };
            let Some(property) = property.cloned() else { continue };
            listed.said.push(Said::of(column, property, read));
        }
        for (column, at) in found.kept.into_iter().filter_map(at) {
            listed.said.push(self.as_written(column, text(at), self.mapping.lang.as_deref()));
        }
    }

    /// Reads a row of a data set of events by its codebook.
    fn read_event(&self, row: &Row, listed: &mut Listed) {
        let Some(events) = &self.events else { return };
        let found = events.read(row, self.profiles);
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        listed.troubles.extend(found.odd.into_iter().map(|(at, why)| trouble(&self.name(at), text(at), why)));
        for saying in found.said {
            let Ok(property) = PropertyId::parse(saying.property) else { continue };
            let said = Said::of(self.name(saying.at), property, saying.read);
            listed.said.push(Said { spoken: saying.spoken, ..said });
        }
        let unsure = found.speaker.as_ref().filter(|(_, who)| *who == Who::Unsure).map(|(at, _)| *at);
        for at in found.kept.into_iter().chain(unsure) {
            listed.said.push(self.as_written(self.name(at), text(at), self.mapping.lang.as_deref()));
        }
        let who = found.speaker.map(|(at, who)| (self.name(at), who));
        listed.speech = Speech { who, stated: found.stated };
    }

    /// Whether it is a data set of events.
    pub(super) fn is_of_events(&self) -> bool {
        self.events.is_some()
    }

    /// Learns who is named in a row of a data set of events as a publisher or a party.
    pub(super) fn learn_bodies(&mut self, row: &Row) {
        if let Some(events) = &mut self.events {
            events.learn(row);
        }
    }

    fn read_cell(&self, row: &Row, at: usize, listed: &mut Listed) {
        if self.events.as_ref().is_some_and(|events| events.reads(at)) {
            // It is read with the rest of the row.
            return;
        }
        let cell = &row.cells[at];
        let Some(reads) = self.columns.get(at) else {
            let column = surplus(row, at);
            return listed.said.push(self.as_written(column, &cell.text, self.mapping.lang.as_deref()));
        };
        let lang = reads.lang.as_deref();
        let property = reads.property.as_ref().and_then(|id| self.profiles.property(id));
        let property = property.filter(|_| cell.kind != CellKind::Error);
        if reads.skipped {
            return;
        }
        let Some(property) = property else {
            listed.said.push(self.as_written(reads.name.clone(), &cell.text, lang));
            let named = reads.pictures_named(&cell.text).map(|name| (reads.name.clone(), name.to_owned()));
            return listed.pictures.extend(named);
        };
        if self.read_passport(row, at, property, listed) {
            return;
        }
        if let (Some(part), Some(other)) = (reads.column.part, reads.other_half) {
            return self.read_half(row, (at, other), (part, property.id.clone()), listed);
        }
        let beside = reads.unit_from.and_then(|from| row.cells.get(from)).map(|cell| cell.text.trim());
        let unit = beside.filter(|unit| !unit.is_empty()).or(reads.column.unit.as_deref());
        let frame = Frame { crs: self.crs.clone(), axes: reads.column.axes };
        let parts = parts(&cell.text, reads.column.split.as_deref(), &self.mapping.nothing);
        match read(&parts, &reads.column, property, (unit, lang), (self.profiles, &self.periods, &frame)) {
            Ok(parts) => {
                for (place, mut read) in parts {
                    listed.troubles.extend(read.doubt.take().map(|why| trouble(&reads.name, &cell.text, why)));
                    let remark = reads.column.about.is_some();
                    listed.said.push(Said { place, remark, ..Said::of(reads.name.clone(), property.id.clone(), read) });
                }
            }
            Err(why) => {
                listed.troubles.push(trouble(&reads.name, &cell.text, why));
                listed.said.push(self.as_written(reads.name.clone(), &cell.text, lang));
            }
        }
    }

    /// Reads one number of a position beside the other. The statement stands in the column of the latitude.
    fn read_half(
        &self,
        row: &Row,
        (at, other): (usize, usize),
        (part, property): (Part, PropertyId),
        listed: &mut Listed,
    ) {
        let (name, here) = (self.name(at), row.cells[at].text.as_str());
        let there = row.cells.get(other).map_or("", |cell| cell.text.as_str());
        let as_written = |why: Option<Why>, listed: &mut Listed| {
            listed.troubles.extend(why.map(|why| trouble(&name, here, why)));
            listed.said.push(self.as_written(name.clone(), here, self.mapping.lang.as_deref()));
        };
        if there.trim().is_empty() {
            return as_written(Some(Why::HalfPosition), listed);
        }
        let (latitude, longitude) = if part == Part::Latitude { (here, there) } else { (there, here) };
        match (part, place_of_two(latitude, longitude)) {
            (Part::Latitude, Ok(read)) => listed.said.push(Said::of(name, property, read)),
            (Part::Latitude, Err(why)) => as_written(Some(why), listed),
            // It was said once, in the column of the latitude.
            (Part::Longitude, Ok(_)) => {}
            (Part::Longitude, Err(_)) => as_written(None, listed),
        }
    }

    fn as_written(&self, column: String, text: &str, lang: Option<&str>) -> Said {
        Said::of(column, self.as_listed.clone(), Read::as_written(text, lang))
    }

    /// The statement that a cell makes.
    pub(super) fn claim(&self, entity: EntityId, row: u64, column: &str, property: PropertyId, value: Value) -> Claim {
        let locator = Locator::Cell { sheet: self.sheet.clone(), row, column: column.to_owned() };
        Claim { locator: Some(locator), ..Claim::new(Subject::Entity(entity), property, value, self.document) }
    }

    /// What tells a row from all others: its key's cells; where none was named, all of its cells, and how often they came
    /// before.
    fn key_of(&mut self, row: &Row) -> Result<(Vec<String>, Option<Why>), Why> {
        let text = |at: &usize| row.cells.get(*at).map(|cell| cell.text.clone()).unwrap_or_default();
        if self.key.is_empty() {
            let mut key: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
            key.truncate(self.columns.len());
            let before = self.keys.count(&key);
            key.push(before.to_string());
            return Ok((key, None));
        }
        let mut key: Vec<String> = self.key.iter().map(text).collect();
        if let Some(dialect) = self.mapping.dialect.filter(|_| self.events.is_some()) {
            // The same number, whatever program wrote it.
            for (at, part) in self.key.iter().zip(&mut key).filter(|(at, _)| is_key(dialect, &self.columns[**at].name))
            {
                *part = whole(text(at).trim()).to_owned();
            }
        }
        if self.passports.as_ref().is_some_and(|passports| passports.lacks(row, "ACCENUMB")) {
            return Err(Why::Passport(Odd::NoNumber));
        }
        if key.iter().all(|part| part.trim().is_empty()) {
            return Err(Why::NoKey);
        }
        let doubt = self.keys.meet(&key, row.number)?;
        Ok((key, doubt))
    }

    fn key_trouble(&self, row: &Row, why: Why) -> Trouble {
        let column: Vec<String> = self.key.iter().map(|at| self.name(*at)).collect();
        let value: Vec<&str> = self.key.iter().filter_map(|at| Some(row.cells.get(*at)?.text.as_str())).collect();
        Trouble { column: Some(column.join(" + ")), value: Some(value.join(" + ")), why }
    }

    fn name(&self, at: usize) -> String {
        self.columns.get(at).map_or_else(|| letter(at), |column| column.name.clone())
    }

    /// Whether its rows are of a kind of which there are passport lists.
    pub(super) fn has_accessions(&self) -> bool {
        mcpd::kinds(self.profiles).any(|kind| kind == self.mapping.kind)
    }

    /// Whether a column of it names pictures.
    pub(super) fn names_pictures(&self) -> bool {
        self.columns.iter().any(|column| column.column.pictures)
    }

    /// Whether a column names things, so that what is located in it is about these.
    pub(super) fn names_things(&self, column: &str) -> bool {
        let mapped = self.places.get(column).and_then(|at| self.columns.get(*at));
        let property = mapped.and_then(|one| self.profiles.property(one.property.as_ref()?));
        let speaks =
            self.events.as_ref().is_some_and(|events| self.places.get(column).is_some_and(|at| events.speaks(*at)));
        speaks || property.is_some_and(|property| property.value == "entity")
    }

    /// Whether it holds but a part of a list: the rows that were refused.
    pub(super) fn is_part(&self) -> bool {
        REFUSED_BECAUSE.iter().any(|name| self.has_column(name))
    }

    /// The columns whose letters tell where a sensitive thing lies, or what is restricted: of these nothing is kept in the open
    /// as it is written.
    pub(super) fn secret_columns(&self) -> BTreeSet<String> {
        let sensitive = self.profiles.kinds.get(&self.mapping.kind).is_some_and(|kind| kind.privacy != Privacy::Public);
        let place = |column: &&Reads| {
            let property = column.property.as_ref().and_then(|id| self.profiles.property(id));
            property.is_some_and(|one| {
                let place = one.value == "geometry" && (sensitive || one.privacy != Privacy::Public);
                place || one.privacy == Privacy::Restricted
            })
        };
        self.columns.iter().filter(place).map(|column| column.name.clone()).collect()
    }

    /// The kind of what its rows are about.
    pub(super) fn kind_of_rows(&self) -> &str {
        &self.mapping.kind
    }

    /// The key's columns, by name.
    pub(super) fn key_column(&self) -> String {
        self.key.first().or(Some(&0)).map_or_else(String::new, |at| self.name(*at))
    }

    /// Whether reading it once beforehand tells who is not to be named in its other rows.
    pub(super) fn names_restricted(&self) -> bool {
        let kinds = self.columns.iter().filter_map(|column| {
            let property = column.property.as_ref()?;
            let entity = self.profiles.property(property).is_some_and(|property| property.value == "entity");
            entity.then(|| self.kind_of(&column.name, property))
        });
        kinds.chain([self.mapping.kind.as_str()]).any(|kind| self.is_restricted(kind))
    }

    pub(super) fn is_about_restricted(&self) -> bool {
        self.is_restricted(&self.mapping.kind)
    }

    pub(super) fn is_restricted(&self, kind: &str) -> bool {
        self.profiles.kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Restricted)
    }

    /// Forgets which keys it met: to read the list from its beginning.
    pub(super) fn again(&mut self) {
        self.keys = Keys::default();
        self.last = None;
    }
}

fn events_of(mapping: &Mapping, names: &[String]) -> Option<Events> {
    let mut events = Events::of(mapping, names)?;
    mapping.bodies.iter().for_each(|name| events.bodies.learn(name));
    Some(events)
}

/// The document that a list is.
pub(super) fn document_of(data_set: &str) -> EntityId {
    row_entity(data_set, "document", &[])
}

fn trouble(column: &str, value: &str, why: Why) -> Trouble {
    Trouble { column: Some(column.to_owned()), value: Some(value.to_owned()), why }
}

/// What a cell beyond the columns is called.
fn surplus(row: &Row, at: usize) -> String {
    let place = letter(at);
    let named = row.notes.iter().find_map(|note| match note {
        Note::NewColumn { name, column } if *column == place => Some(name.clone()),
        _ => None,
    });
    named.unwrap_or(place)
}

/// What the reader of the sheet noted and a person should know.
pub(super) fn noted(row: &Row) -> Vec<Trouble> {
    let told = row.notes.iter().filter_map(|note| match note {
        Note::EmptyLines { .. } | Note::ManyLines { .. } | Note::HiddenRow | Note::NewColumn { .. } => None,
        Note::BadLine { text, .. } => {
            Some((Why::NoRow { note: note.to_string(), in_arabic: note.words(Lang::Ar) }, Some(text.clone())))
        }
        _ => Some((Why::Noted { note: note.to_string(), in_arabic: note.words(Lang::Ar) }, None)),
    });
    told.map(|(why, value)| Trouble { column: None, value, why }).collect()
}
