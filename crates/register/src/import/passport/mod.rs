//! Passport lists: lists whose columns are those of the Multi-Crop Passport Descriptors (MCPD), and whose cells follow its rules.
//!
//! The standard is strict and lists are not: what can be read is read, with a word of what is odd; what cannot be is kept as it
//! is written. Only a row without an accession number, or with that of another row, is refused.

mod cell;
mod guess;
mod odd;
mod position;

use std::collections::HashMap;

use daftar_claim::{Decimal, Profiles, PropertyId, Value};
use daftar_date::{Truth, before};
use daftar_read::sheet::{CellKind, Row};

pub use odd::Odd;

pub(super) use cell::{Passport, read};
pub(super) use guess::{arrange, is_passport_list};

use super::cell::Read;
use super::mapping::{Dialect, Mapping};
use super::told::Why;
use crate::mcpd::{Descriptor, REMARKS, date};
use position::{Cells, DECIMAL, SEXAGESIMAL};

/// The columns of codes that are to be explained in the remarks, and the codes.
const OTHER: [(&str, &str); 4] = [("SAMPSTAT", "999"), ("COLLSRC", "99"), ("STORAGE", "99"), ("MLSSTAT", "99")];

/// Where in a list the standard's columns stand.
#[derive(Clone)]
pub(super) struct Passports {
    places: HashMap<&'static str, usize>,
    by_place: HashMap<usize, &'static Descriptor>,
    position: Option<PropertyId>,
}

/// What several cells of a row say together, by their columns.
#[derive(Default)]
pub(super) struct Found {
    pub(super) said: Vec<(&'static str, Read)>,
    pub(super) odd: Vec<(&'static str, Why)>,
    /// What is to be kept as it is written.
    pub(super) kept: Vec<&'static str>,
}

impl Found {
    fn say(&mut self, code: &'static str, read: Read) {
        self.said.push((code, read));
    }

    fn say_in_words(&mut self, code: &'static str, text: &str) {
        self.say(code, Read::value(Value::Text { text: text.to_owned(), lang: None }));
    }

    fn odd(&mut self, code: &'static str, why: Why) {
        self.odd.push((code, why));
    }

    fn keep(&mut self, code: &'static str) {
        self.kept.push(code);
    }

    fn leave(&mut self, code: &'static str, why: Why) {
        self.odd(code, why);
        self.keep(code);
    }

    fn unread<T>(&mut self, code: &'static str, why: Why) -> Option<T> {
        self.leave(code, why);
        None
    }
}

impl Passports {
    /// The standard's columns among those of a list, as far as its mapping takes them for what they are; none where it does not
    /// follow the standard.
    pub(super) fn of(mapping: &Mapping, names: &[String], profiles: &Profiles) -> Option<Passports> {
        mapping.dialect.filter(|dialect| *dialect == Dialect::Mcpd)?;
        let mut places = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            let Some(descriptor) = Descriptor::named(name) else { continue };
            let column = mapping.column(name).filter(|column| !column.leave_out);
            let mapped = column.and_then(|column| column.property.as_deref());
            let own = descriptor.property(&mapping.kind, profiles);
            if mapped.is_some() && mapped == own.as_ref().map(|id| id.as_str()) {
                places.entry(descriptor.code).or_insert(at);
            }
        }
        let of_place = |(code, at): (&&str, &usize)| Some((*at, Descriptor::of(code)?));
        let by_place = places.iter().filter_map(of_place).collect();
        let position = Descriptor::of(DECIMAL[0]).and_then(|one| one.property(&mapping.kind, profiles));
        Some(Passports { places, by_place, position })
    }

    /// The property that holds a position.
    pub(super) fn position(&self) -> Option<&PropertyId> {
        self.position.as_ref()
    }

    /// The standard's column that stands at a place of the list.
    pub(super) fn at(&self, at: usize) -> Option<&'static Descriptor> {
        self.by_place.get(&at).copied()
    }

    /// Where a column of the standard stands.
    pub(super) fn place(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// What stands under a column of the standard, without spaces about it; nothing where the list has none.
    fn text<'r>(&self, row: &'r Row, code: &str) -> &'r str {
        let cell = self.place(code).and_then(|at| row.cells.get(at));
        cell.filter(|cell| cell.kind != CellKind::Error).map_or("", |cell| cell.text.trim())
    }

    /// Whether a row says nothing in a column that the list has.
    pub(super) fn lacks(&self, row: &Row, code: &str) -> bool {
        let text = self.text(row, code);
        let nothing = || Descriptor::of(code).is_some_and(|descriptor| descriptor.holds.is_nothing(text));
        self.place(code).is_some() && (text.is_empty() || nothing())
    }

    /// What several cells of a row say together, and what does not go together in it.
    pub(super) fn across(&self, row: &Row) -> Found {
        let mut found = Found::default();
        self.read_position(row, &mut found);
        if self.lacks(row, "INSTCODE") && self.text(row, "INSTCODE").is_empty() {
            found.odd("INSTCODE", Why::Passport(Odd::NoInstitute));
        }
        self.dates(row, &mut found);
        self.explained(row, &mut found);
        found
    }

    fn read_position(&self, row: &Row, found: &mut Found) {
        let mut of = |codes: [&'static str; 2]| {
            codes.map(|code| {
                let text = self.text(row, code);
                let nothing = !text.is_empty() && self.lacks(row, code);
                if nothing {
                    found.leave(code, Why::Passport(Odd::Missing));
                }
                if nothing { "" } else { text }
            })
        };
        let (decimal, sexagesimal) = (of(DECIMAL), of(SEXAGESIMAL));
        let uncertainty = Decimal::parse(self.text(row, "COORDUNCERT")).ok().filter(|metres| metres.to_f64() > 0.0);
        Cells { decimal, sexagesimal, uncertainty }.read(found);
    }

    /// Nothing is collected after it came.
    fn dates(&self, row: &Row, found: &mut Found) {
        let of = |code| date::read(self.text(row, code)).map(|(date, _)| date);
        let (Some(acquired), Some(collected)) = (of("ACQDATE"), of("COLLDATE")) else { return };
        if before(acquired.within(), collected.within()) == Truth::Yes {
            found.odd("COLLDATE", Why::Passport(Odd::CollectedLater { acquired: acquired.as_str().to_owned() }));
        }
    }

    /// "Other" is to be explained in the remarks.
    fn explained(&self, row: &Row, found: &mut Found) {
        let remarks = self.text(row, REMARKS).to_uppercase();
        for (field, other) in OTHER {
            let stands = self.text(row, field).split(';').any(|code| code.trim() == other);
            let told = || remarks.split([';', '؛']).any(|item| item.trim().starts_with(&format!("{field}:")));
            if stands && !told() {
                found.odd(field, Why::Passport(Odd::Unexplained { field: field.to_owned() }));
            }
        }
    }
}
