//! A passport list (MCPD) as it is written out: one row for each accession, and nothing restricted unless it is asked for.
//!
//! A column of the standard holds one value where this notebook may hold several. What somebody here wants shown first stands
//! in the column and the others in REMARKS, as `FIELD:text`; where nobody decided, nothing is chosen, and all stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use daftar_claim::profile::Privacy;
use daftar_claim::{EntityId, Standing, Statement, Subject};
use daftar_table::Query;
use daftar_view::{Ask, Audience};
use serde::Serialize;

use super::passport::{Passport, Several};
use super::{DESCRIPTORS, Descriptor, KEY, kinds};
use crate::book::{Book, BookCell};
use crate::rows::quoted_line;
use crate::statements::{Hearing, Portion, write_whole};
use crate::{Register, RegisterError};

/// How many cards are heard at a time.
const AT_ONCE: usize = 250;

/// What was written out, and what was not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PassportsOut {
    /// Accessions, one in each row.
    pub rows: u64,
    /// The columns that stay empty, because what they hold is restricted.
    pub closed: Vec<&'static str>,
    /// By column: of how many accessions something restricted was left out, where it is not sealed.
    pub restricted: BTreeMap<&'static str, u64>,
    /// By column: of how many accessions something stands in the remarks, because the column cannot hold it.
    pub moved: BTreeMap<&'static str, MovedAside>,
    /// Accessions without a row.
    pub unwritten: Vec<(String, Unwritten)>,
    /// Sealed statements that were not looked at, whatever they are about.
    pub sealed: u64,
}

/// Why something stands in the remarks, and of how many accessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct MovedAside {
    /// Values that differ from the one that is shown first here.
    pub others: u64,
    /// Values that differ, of which none is shown first.
    pub undecided: u64,
    /// Values that the column's form does not allow, as a date about a year.
    pub unfit: u64,
}

/// Why an accession has no row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unwritten {
    /// It has no number.
    NoNumber,
    /// It has several numbers, and none is shown first.
    SeveralNumbers,
    /// Another has the same institute, number and genus.
    SameKey,
}

impl Register {
    /// Writes the accessions that a question finds into a file, all of it or nothing: a workbook if its name ends in `.xlsx`, else
    /// CSV in UTF-8. None for a past moment or some of the sources. What is restricted is written only with `restricted`.
    ///
    /// # Errors
    /// When the index or an entry cannot be read, or nothing can be written; when there is such a file, unless it is to be
    /// written over.
    pub fn export_passports(
        &self,
        query: &Query,
        (standing, ask): (&Standing, &Ask),
        restricted: bool,
        (to, replace): (&Path, bool),
    ) -> Result<Option<PassportsOut>, RegisterError> {
        let Some((rows, told)) = self.passports(query, (standing, ask), restricted)? else { return Ok(None) };
        let audience = if restricted { Audience::Keeper } else { Audience::Public };
        let is_book = to.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
        write_whole(to, replace, audience, |file| {
            let written = match is_book {
                true => book(&rows, to, file.path()),
                false => sheet(&rows, &mut io::BufWriter::new(file.as_file_mut())),
            };
            written.map_err(RegisterError::io(to)).map(|()| Some(told))
        })
    }

    /// The same, as CSV, to wherever it is to go.
    ///
    /// # Errors
    /// As [`Register::export_passports`].
    pub fn write_passports(
        &self,
        query: &Query,
        of: (&Standing, &Ask),
        restricted: bool,
        out: &mut dyn Write,
    ) -> Result<Option<PassportsOut>, RegisterError> {
        let Some((rows, told)) = self.passports(query, of, restricted)? else { return Ok(None) };
        sheet(&rows, out).map_err(RegisterError::io(Path::new("the passport list")))?;
        Ok(Some(told))
    }

    /// The rows, by their keys, and what was left out of them.
    pub(super) fn passports(
        &self,
        query: &Query,
        (standing, ask): (&Standing, &Ask),
        restricted: bool,
    ) -> Result<Option<(Vec<Passport>, PassportsOut)>, RegisterError> {
        // Nothing restricted is so much as heard, unless it is asked for.
        let audience = if restricted { Audience::Keeper } else { Audience::Public };
        let ask = &Ask { audience, ..ask.clone() };
        if !self.is_of_now(standing, ask) {
            return Ok(None);
        }
        let mut cards = Vec::new();
        let query = Query { columns: Some(Vec::new()), facets: Vec::new(), ..query.clone() };
        self.each_of_many::<RegisterError>(&query, standing, ask, |hit| {
            let kind = kinds(&self.profiles).find(|kind| hit.row.kinds.iter().any(|one| one == kind));
            cards.extend(kind.map(|kind| (hit.row.members, kind.to_owned())));
            Ok(())
        })?;
        let mut gathering = Gathering { register: self, restricted, rows: Vec::new(), told: PassportsOut::default() };
        if !restricted {
            gathering.told.closed = self.closed_columns(&cards);
        }
        let hearing = Hearing::new(self, standing, audience)?;
        for some in cards.chunks(AT_ONCE) {
            gathering.take(some, &hearing)?;
        }
        gathering.told.sealed = self.sealed_count()?.saturating_sub(match restricted {
            true => self.standing_opened().count() as u64,
            false => 0,
        });
        Ok(Some(gathering.finish()))
    }
}

impl Register {
    /// The columns of which every property is restricted, for the kinds of these cards.
    fn closed_columns(&self, cards: &[(Vec<EntityId>, String)]) -> Vec<&'static str> {
        let of_cards: BTreeSet<&str> = cards.iter().map(|(_, kind)| kind.as_str()).collect();
        let profiles = &self.profiles;
        let open = |id| profiles.property(id).is_none_or(|property| property.privacy != Privacy::Restricted);
        let is_open = |one: &Descriptor| of_cards.iter().any(|kind| one.properties(kind, profiles).any(open));
        DESCRIPTORS.iter().filter(|one| !is_open(one)).map(|one| one.code).collect()
    }
}

/// Rows as they come together.
struct Gathering<'g> {
    register: &'g Register,
    restricted: bool,
    rows: Vec<(EntityId, Passport)>,
    told: PassportsOut,
}

impl Gathering<'_> {
    fn take(&mut self, cards: &[(Vec<EntityId>, String)], hearing: &Hearing<'_>) -> Result<(), RegisterError> {
        let all: Vec<EntityId> = cards.iter().flat_map(|(members, _)| members).copied().collect();
        let portion = hearing.portion(&all)?;
        for (members, kind) in cards {
            let Some(first) = members.first() else { continue };
            let mut row = self.row(members, kind, &portion, hearing);
            row.card = Some((*first, kind.clone()));
            self.rows.push((*first, row));
        }
        Ok(())
    }

    fn row(&mut self, members: &[EntityId], kind: &str, portion: &Portion, hearing: &Hearing<'_>) -> Passport {
        let about = members.iter().filter_map(|member| portion.about.get(&Subject::Entity(*member))).flatten();
        let standing: Vec<&Statement> = about.filter(|one| one.stands()).collect();
        let profiles = &self.register.profiles;
        let is_open = |one: &&Statement| {
            let property = profiles.property(&one.claim.property);
            let open = !one.sealed && property.is_none_or(|property| property.privacy != Privacy::Restricted);
            (self.restricted || open) && hearing.may_see(one, &portion.surroundings)
        };
        let (open, closed): (Vec<&Statement>, Vec<&Statement>) = standing.into_iter().partition(is_open);
        for descriptor in &DESCRIPTORS {
            let of_it: Vec<_> = descriptor.properties(kind, profiles).collect();
            if closed.iter().any(|one| of_it.contains(&&one.claim.property)) {
                *self.told.restricted.entry(descriptor.code).or_default() += 1;
            }
        }
        Passport::of(&open, kind, profiles)
    }

    /// The rows in the order of their keys; what cannot be told apart has none.
    fn finish(mut self) -> (Vec<Passport>, PassportsOut) {
        let mut by_key: BTreeMap<[String; 3], Vec<(EntityId, Passport)>> = BTreeMap::new();
        for (card, passport) in std::mem::take(&mut self.rows) {
            match passport.number() {
                Ok(()) => {
                    by_key.entry(KEY.map(|code| passport.cell(code).to_owned())).or_default().push((card, passport))
                }
                Err(why) => self.told.unwritten.push((card.to_string(), why)),
            }
        }
        let mut rows = Vec::new();
        for alike in by_key.into_values() {
            match <[_; 1]>::try_from(alike) {
                Ok([(_, passport)]) => rows.push(passport),
                Err(alike) => {
                    let same = alike.into_iter().map(|(card, _)| (card.to_string(), Unwritten::SameKey));
                    self.told.unwritten.extend(same);
                }
            }
        }
        self.told.rows = rows.len() as u64;
        rows.iter().for_each(|row| count(row, &mut self.told.moved));
        self.told.unwritten.sort_by(|one, other| one.0.cmp(&other.0));
        (rows, self.told)
    }
}

fn count(row: &Passport, moved: &mut BTreeMap<&'static str, MovedAside>) {
    let several: BTreeSet<_> = row.moved().collect();
    for (code, why) in several {
        let counted = moved.entry(code).or_default();
        match why {
            Several::Others => counted.others += 1,
            Several::Undecided => counted.undecided += 1,
            Several::Unfit => counted.unfit += 1,
        }
    }
}

fn sheet(rows: &[Passport], out: &mut dyn Write) -> io::Result<()> {
    quoted_line(out, DESCRIPTORS.iter().map(|one| one.code))?;
    for row in rows {
        let cells: Vec<_> = DESCRIPTORS.iter().map(|one| row.guarded(one)).collect();
        quoted_line(out, cells.iter().map(AsRef::as_ref))?;
    }
    out.flush()
}

/// Every cell is text: a number would lose its noughts, a date its strokes.
fn book(rows: &[Passport], to: &Path, file: &Path) -> io::Result<()> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let header = DESCRIPTORS.iter().map(|one| one.code.to_owned()).collect();
    let mut book = Book::begin(header, false, folder)?;
    for row in rows {
        book.row(DESCRIPTORS.iter().map(|one| BookCell::Text(row.cell(one.code).to_owned())))?;
    }
    book.save(file)
}
