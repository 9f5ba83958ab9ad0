//! Data sets of events: lists whose columns are those of the UCDP Georeferenced Event Dataset or of ACLED, and whose cells follow their
//! codebooks.
//!
//! What a row says is said by whom the data set names, when its report came out; what the data set codes by itself (types, precisions,
//! its numbers) it says itself. Nobody who is named is said to have done anything.

mod columns;
mod guess;
mod odd;
mod quantity;
mod speaker;
mod when_where;

use std::collections::HashMap;

use daftar_claim::profile::Property;
use daftar_claim::{Edtf, Profiles, PropertyId, Value};
use daftar_date::Lang;
use daftar_read::sheet::{CellKind, Row};

pub use odd::EventOdd;

pub(super) use columns::gives_together;
pub(super) use guess::{arrange, dialect_of, is_key};
pub(super) use speaker::{Bodies, Speech};

use super::cell::{self, Meant, Read};
use super::mapping::{Column, Dialect, Mapping};
use super::told::Why;
use columns::{Known, Reads, known};

/// The kind of the rows of such a list.
pub(crate) const EVENT: &str = "event";
/// The property of a point that stands for an area.
const AREA_POINT: &str = "area-point";

/// Where in a list the columns of its codebook stand.
#[derive(Clone)]
pub(super) struct Events {
    dialect: Dialect,
    /// By place, as far as the mapping takes them for what they are.
    columns: Vec<Option<&'static Known>>,
    places: HashMap<&'static str, usize>,
    /// Who is named in it as a publisher or a party.
    pub(super) bodies: Bodies,
}

/// What several cells of a row say, by the place of the column in which it stands.
#[derive(Default)]
pub(super) struct Found {
    pub(super) said: Vec<Saying>,
    pub(super) odd: Vec<(usize, Why)>,
    pub(super) kept: Vec<usize>,
    /// Who says what is said of the event, and the column in which that stands.
    pub(super) speaker: Option<(usize, Speech)>,
    pub(super) stated: Option<Edtf>,
}

/// One thing that is said.
pub(super) struct Saying {
    pub(super) at: usize,
    pub(super) property: &'static str,
    pub(super) read: Read,
    /// Whether it is said by whom the row names, and not by the data set itself.
    pub(super) spoken: bool,
}

impl Found {
    fn say(&mut self, at: usize, property: &'static str, value: Value, text: &str) {
        self.said.push(Saying { at, property, read: as_read(value, text), spoken: false });
    }

    fn told(&mut self, at: usize, property: &'static str, value: Value, text: &str) {
        self.said.push(Saying { at, property, read: as_read(value, text), spoken: true });
    }

    fn leave(&mut self, at: usize, why: Why) {
        self.odd.push((at, why));
        self.kept.push(at);
    }
}

/// A value with the letters of its cell, where these are others.
fn as_read(value: Value, text: &str) -> Read {
    let same = match &value {
        Value::Text { text: own, .. } => own == text,
        Value::Code { code, .. } => code == text,
        Value::Date(edtf) => edtf.as_str() == text,
        Value::Count { low: None, best: Some(best), high: None } => best.to_string() == text,
        Value::Count { .. } | Value::Geometry { .. } => true,
        _ => false,
    };
    Read { meant: Meant::Value(value), quote: (!same).then(|| text.to_owned()), doubt: None }
}

impl Events {
    /// The columns of the codebook among those of a list; none where it follows none.
    pub(super) fn of(mapping: &Mapping, names: &[String]) -> Option<Events> {
        let dialect = mapping.dialect.filter(|dialect| *dialect != Dialect::Mcpd)?;
        let column = |name: &String| {
            let known = known(dialect, name)?;
            let mapped = mapping.column(name);
            let left_out = mapped.is_some_and(|column| column.leave_out);
            let own = mapped.and_then(|column| column.property.as_deref());
            (!left_out && own == known.property).then_some(known)
        };
        let columns: Vec<Option<&'static Known>> = names.iter().map(column).collect();
        let places = columns.iter().enumerate().filter_map(|(at, known)| Some((known.as_ref()?.name, at))).collect();
        Some(Events { dialect, columns, places, bodies: Bodies::default() })
    }

    /// Whether a column is read here.
    pub(super) fn reads(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(Option::is_some)
    }

    /// Whether a column says who speaks.
    pub(super) fn speaks(&self, at: usize) -> bool {
        self.at(columns::speech(self.dialect).0) == Some(at)
    }

    /// Learns who is named in a row as a publisher or a party: none of these is a person.
    pub(super) fn learn(&mut self, row: &Row) {
        for at in 0..self.columns.len() {
            if matches!(
                self.columns[at].map(|known| known.reads),
                Some(Reads::Publishers | Reads::Party | Reads::Parties)
            ) {
                self.bodies.learn(text(row, at));
            }
        }
    }

    /// Reads a row.
    pub(super) fn read(&self, row: &Row, profiles: &Profiles) -> Found {
        let mut found = Found::default();
        for (at, known) in self.columns.iter().enumerate() {
            if let Some(known) = known.filter(|_| !text(row, at).is_empty()) {
                self.cell(row, at, known, profiles, &mut found);
            }
        }
        self.deaths(row, &mut found);
        self.when(row, &mut found);
        self.place(row, &mut found);
        self.speech(row, &mut found);
        found
    }

    /// What a cell says by itself.
    fn cell(&self, row: &Row, at: usize, known: &'static Known, profiles: &Profiles, found: &mut Found) {
        let text = text(row, at);
        let Some(property) = known.property else { return };
        let declared = PropertyId::parse(property).ok().and_then(|id| profiles.property(&id));
        match (known.reads, declared) {
            (Reads::Number, _) => found.say(at, property, Value::text(whole(text)), text),
            (Reads::Text, _) => found.say(at, property, Value::text(text), text),
            (Reads::Code, Some(declared)) => code(at, declared, text, profiles, found),
            (Reads::Party | Reads::Place, _) => self.name(at, property, text, found),
            (Reads::Parties | Reads::Publishers, _) => {
                let mut met: Vec<&str> = Vec::new();
                for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
                    if !met.contains(&name) {
                        met.push(name);
                        self.name(at, property, name, found);
                    }
                }
            }
            (Reads::Reports, _) => quantity::reports(at, property, text, found),
            (Reads::Deaths, _) => quantity::deaths(at, property, text, found),
            _ => {}
        }
    }

    fn name(&self, at: usize, property: &'static str, name: &str, found: &mut Found) {
        let read = Read { meant: Meant::Named(name.to_owned()), quote: None, doubt: None };
        found.said.push(Saying { at, property, read, spoken: property == "place" });
    }

    /// The place of a column.
    fn at(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// What stands in a column, and where that is; none where it is empty, or not there.
    fn filled<'r>(&self, row: &'r Row, name: &str) -> Option<(usize, &'r str)> {
        let at = self.at(name)?;
        Some((at, text(row, at))).filter(|(_, text)| !text.is_empty())
    }

    /// Who says it, and when.
    fn speech(&self, row: &Row, found: &mut Found) {
        let (who, when) = columns::speech(self.dialect);
        if let Some((at, words)) = self.filled(row, who) {
            match self.bodies.speech(words, self.dialect) {
                Some(Speech::Unsure) => {
                    found.odd.push((at, Why::Event(EventOdd::PerhapsPerson)));
                    found.speaker = Some((at, Speech::Unsure));
                }
                speech => found.speaker = speech.map(|speech| (at, speech)),
            }
        }
        let Some((at, text)) = when.and_then(|when| self.filled(row, when)) else { return };
        found.stated = when_where::days(text).filter(|_| found.said.iter().any(|one| one.spoken));
        match found.stated.clone() {
            None => found.kept.push(at),
            Some(stated) => self.told_before(row, at, &stated, found),
        }
    }
}

/// What stands in a cell, without spaces about it.
fn text(row: &Row, at: usize) -> &str {
    row.cells.get(at).filter(|cell| cell.kind != CellKind::Error).map_or("", |cell| cell.text.trim())
}

/// A whole number without the `.0` that programs add: `214797.0` is `214797`.
pub(super) fn whole(text: &str) -> &str {
    match text.split_once('.') {
        Some((number, fraction)) if !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0') => {
            let digits = number.strip_prefix('-').unwrap_or(number);
            if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) { number } else { text }
        }
        _ => text,
    }
}

fn code(at: usize, property: &Property, text: &str, profiles: &Profiles, found: &mut Found) {
    let known = columns::property(property.id.as_str());
    match (cell::code(whole(text), property, profiles), known) {
        (Ok(Read { meant: Meant::Value(value), .. }), Some(known)) => found.say(at, known, value, text),
        (Err(why), _) => found.leave(at, why),
        _ => found.kept.push(at),
    }
}

/// What the standard is called.
pub(crate) fn name_of(dialect: Dialect, lang: Lang) -> &'static str {
    match (dialect, lang) {
        (Dialect::Mcpd, _) => "MCPD v2.1",
        (Dialect::UcdpGed, Lang::En) => "events of the UCDP Georeferenced Event Dataset",
        (Dialect::UcdpGed, Lang::Ar) => "أحداث مجموعة بيانات UCDP GED",
        (Dialect::Acled, Lang::En) => "events of ACLED",
        (Dialect::Acled, Lang::Ar) => "أحداث ACLED",
    }
}

/// A column as the standard has it.
fn mapped(known: &Known, header: &str) -> Column {
    let part = match known.reads {
        Reads::Latitude => Some(super::mapping::Part::Latitude),
        Reads::Longitude => Some(super::mapping::Part::Longitude),
        _ => None,
    };
    let split = matches!(known.reads, Reads::Publishers | Reads::Parties).then(|| ";".to_owned());
    let property = known.property.map(str::to_owned);
    Column { header: header.to_owned(), property, part, split, ..Column::default() }
}
