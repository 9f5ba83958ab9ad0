//! Statements to a sheet: those about the cards that a question finds, then those about the cards that these name, and so on,
//! so that no id leads nowhere.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::path::Path;

use daftar_claim::{Claim, EntityId, Standing, Statement, Subject, Value};
use daftar_table::Query;
use daftar_view::{Ask, Audience};
use serde::Serialize;

use super::heard::{Hearing, Portion};
use super::line::Line;
use super::salts::Salts;
use super::{COLUMNS, guard};
use crate::rows::quoted_line;
use crate::{Register, RegisterError};

/// How many cards are heard at a time.
const AT_ONCE: usize = if cfg!(test) { 3 } else { 250 };

/// By which a spreadsheet knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What was written out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct WrittenOut {
    /// Cards that were found.
    pub cards: u64,
    /// Cards besides, which the statements name.
    pub named: u64,
    /// Statements, one on each line.
    pub statements: u64,
    /// How many of these are sealed, and stand in the file in the open.
    pub sealed: u64,
    /// How many of these name source files, which the sheet does not carry.
    pub files: u64,
    /// How many of these go without their words, which the public does not read.
    pub without_words: u64,
    /// Statements that were taken back or gave way to others: they are not written.
    pub taken_back: u64,
    /// Statements that the audience may not see: they are not written.
    pub hidden: u64,
    /// Sealed statements here that this device cannot open, whatever they are about: they are not written.
    pub locked: u64,
    /// Statements about a sealed statement, which gets another id wherever it is recorded: they are not written.
    pub about_sealed: u64,
}

/// Why a statement is not in the sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// It was taken back, or gave way to another.
    TakenBack,
    /// It speaks about a sealed statement, which gets another id wherever it is recorded.
    AboutSealed,
}

/// Hears of each statement that is left out. Of what the audience may not see nothing is told but the number.
pub(crate) type EachLeft<'e> = &'e mut dyn FnMut(&Statement, LeftOut) -> io::Result<()>;

impl Register {
    /// Writes what is said of the cards that a question finds, and of all that these name, as CSV: one statement on each line,
    /// to the letter. None for a past moment or some of the sources.
    ///
    /// # Errors
    /// When the index or an entry cannot be read, or nothing more can be written.
    pub fn write_statements(
        &self,
        query: &Query,
        (standing, ask): (&Standing, &Ask),
        out: &mut dyn Write,
        left: EachLeft<'_>,
    ) -> Result<Option<WrittenOut>, RegisterError> {
        let mut writing = Writing {
            hearing: Hearing::new(self, standing, ask.audience)?,
            register: self,
            ask,
            salts: Salts::default(),
            met: HashSet::new(),
            named: BTreeSet::new(),
            out,
            left,
            done: WrittenOut::default(),
        };
        if !self.is_of_now(standing, ask) {
            return Ok(None);
        }
        writing.begin()?;
        let mut cards = Vec::new();
        let query = Query { columns: Some(Vec::new()), facets: Vec::new(), ..query.clone() };
        self.each_of_many(&query, standing, ask, |hit| {
            writing.done.cards += 1;
            cards.extend(hit.row.members.iter().filter(|card| writing.met.insert(**card)));
            if cards.len() < AT_ONCE { Ok(()) } else { writing.cards(&std::mem::take(&mut cards)).map(drop) }
        })?;
        writing.cards(&cards)?;
        writing.those_named()?;
        if ask.audience == Audience::Keeper {
            writing.done.locked = self.sealed_count()?.saturating_sub(self.standing_opened().count() as u64);
        }
        Ok(Some(writing.done))
    }
}

impl Register {
    /// The same into a file: all of it, or nothing. What a keeper sees only this user may read.
    ///
    /// # Errors
    /// As [`Register::write_statements`]; when there is such a file, unless it is to be written over.
    pub fn export_statements(
        &self,
        query: &Query,
        of: (&Standing, &Ask),
        to: &Path,
        replace: bool,
        left: EachLeft<'_>,
    ) -> Result<Option<WrittenOut>, RegisterError> {
        write_whole(to, replace, of.1.audience, |file| {
            let mut out = io::BufWriter::new(file.as_file_mut());
            let written = self.write_statements(query, of, &mut out, left)?;
            out.flush().map_err(RegisterError::io(to))?;
            Ok(written)
        })
    }
}

/// Writes a file: all of it, or nothing, where there is nothing to be written. What a keeper sees only this user may read.
///
/// # Errors
/// When it cannot be written; when there is such a file, unless it is to be written over.
pub(crate) fn write_whole<T>(
    to: &Path,
    replace: bool,
    audience: Audience,
    write: impl FnOnce(&mut tempfile::NamedTempFile) -> Result<Option<T>, RegisterError>,
) -> Result<Option<T>, RegisterError> {
    let there = || RegisterError::Ask(format!("{}: there is such a file: give another name, or --force", to.display()));
    if !replace && to.symlink_metadata().is_ok() {
        return Err(there());
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(folder, audience).map_err(RegisterError::io(folder))?;
    let Some(written) = write(&mut file)? else { return Ok(None) };
    file.as_file().sync_all().map_err(RegisterError::io(to))?;
    let kept = if replace { file.persist(to) } else { file.persist_noclobber(to) };
    match kept {
        Ok(_) => Ok(Some(written)),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(there()),
        Err(failed) => Err(RegisterError::io(to)(failed.error)),
    }
}

/// A file that has no name yet, in this folder.
fn beside(folder: &Path, audience: Audience) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    if audience == Audience::Public {
        use std::os::unix::fs::PermissionsExt as _;
        return builder.permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(folder);
    }
    builder.tempfile_in(folder)
}

struct Writing<'w> {
    register: &'w Register,
    hearing: Hearing<'w>,
    ask: &'w Ask,
    salts: Salts,
    /// The cards that were written.
    met: HashSet<EntityId>,
    /// Those that statements name.
    named: BTreeSet<EntityId>,
    out: &'w mut dyn Write,
    left: EachLeft<'w>,
    done: WrittenOut,
}

impl Writing<'_> {
    fn begin(&mut self) -> Result<(), RegisterError> {
        self.out.write_all(MARK).map_err(failed)?;
        quoted_line(self.out, COLUMNS.into_iter()).map_err(failed)
    }

    /// Writes the cards that are named, and those that these name, until nobody is left.
    fn those_named(&mut self) -> Result<(), RegisterError> {
        loop {
            let named = std::mem::take(&mut self.named).into_iter();
            let joined: BTreeSet<EntityId> = named.flat_map(|card| self.hearing.members(card)).collect();
            let cards: Vec<EntityId> = joined.into_iter().filter(|card| self.met.insert(*card)).collect();
            if cards.is_empty() {
                return Ok(());
            }
            for portion in cards.chunks(AT_ONCE) {
                self.done.named += self.cards(portion)?;
            }
        }
    }

    /// Writes what is said of some cards; of how many of them anything was written.
    fn cards(&mut self, cards: &[EntityId]) -> Result<u64, RegisterError> {
        let portion = self.hearing.portion(cards)?;
        let mut written = 0;
        for card in cards {
            let before = self.done.statements;
            self.about(&Subject::Entity(*card), *card, &portion)?;
            written += u64::from(self.done.statements > before);
        }
        Ok(written)
    }

    /// Writes what is said of a card or a statement, and after each what is said of that.
    fn about(&mut self, subject: &Subject, card: EntityId, portion: &Portion) -> Result<(), RegisterError> {
        let Some(statements) = portion.about.get(subject) else { return Ok(()) };
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_cached_key(|one| order(&one.claim));
        for statement in statements {
            if !self.hearing.may_see(statement, &portion.surroundings) {
                self.done.hidden += u64::from(statement.stands());
            } else if !statement.stands() {
                self.done.taken_back += 1;
                (self.left)(statement, LeftOut::TakenBack).map_err(failed)?;
            } else {
                self.statement(statement, card, portion)?;
            }
        }
        Ok(())
    }

    fn statement(&mut self, statement: &Statement, card: EntityId, portion: &Portion) -> Result<(), RegisterError> {
        let line = self.line(statement, card, portion)?;
        let cells: Vec<_> = line.cells().map(|cell| cell.map_or("".into(), guard)).collect();
        quoted_line(self.out, cells.iter().map(AsRef::as_ref)).map_err(failed)?;
        self.done.statements += 1;
        let claim = &statement.claim;
        self.named.extend(claim.entities().filter(|entity| !self.met.contains(entity)));
        self.done.files += u64::from(matches!(claim.value, Value::File(_)));
        let about = Subject::Claim(statement.id);
        match portion.about.get(&about).filter(|_| statement.sealed) {
            Some(remarks) => self.leave(remarks),
            None => self.about(&about, card, portion),
        }
    }

    fn leave(&mut self, remarks: &[Statement]) -> Result<(), RegisterError> {
        for remark in remarks.iter().filter(|remark| remark.stands()) {
            self.done.about_sealed += 1;
            (self.left)(remark, LeftOut::AboutSealed).map_err(failed)?;
        }
        Ok(())
    }

    fn line(&mut self, statement: &Statement, card: EntityId, portion: &Portion) -> Result<Line, RegisterError> {
        let bare = self.ask.audience == Audience::Public && self.register.hides_words(&statement.claim);
        let mut line = match bare {
            true => Line::of(&statement.claim.without_words()),
            false => Line::of(&statement.claim),
        };
        let name = |entity| portion.surroundings.name(entity, self.ask.lang).map(str::to_owned);
        line.fill("(card)", || name(card));
        line.fill("(from)", || name(statement.claim.source));
        if let Value::Entity(entity) = statement.claim.value {
            line.fill("(named)", || name(entity));
        }
        if bare {
            // Without its words it is another claim.
            self.done.without_words += 1;
        } else if statement.sealed {
            self.done.sealed += 1;
            line.stamp_sealed(statement.id, &statement.claim, self.hearing.concerned_by(statement));
        } else if let Some(salt) = self.salts.of(self.register, &statement.recordings)? {
            line.stamp_open(statement.id, &salt);
        }
        Ok(line)
    }
}

/// What a card is and what it is called stand first; and the order hangs on what is said, not on when.
fn order(claim: &Claim) -> (usize, String, String, String) {
    const FIRST: [&str; 4] = ["kind", "number", "name", "title"];
    let property = claim.property.as_str();
    let rank = FIRST.iter().position(|first| *first == property).unwrap_or(FIRST.len());
    (rank, property.to_owned(), claim.value.to_json(), claim.content())
}

fn failed(error: io::Error) -> RegisterError {
    RegisterError::io(Path::new("the sheet"))(error)
}
