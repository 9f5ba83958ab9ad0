//! A sheet of statements, one on each line: each is recorded as the statement that it is, from its own source.
//!
//! The sheet only carries them, as a bundle does; so it is not kept. What is still what it was when it was written out is
//! recorded first, and as it was: an open statement with its bytes and its id, a sealed one sealed. What was changed or added
//! by hand is read when all of that is known, for it is not to name openly whom the sheet itself keeps sealed.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use daftar_claim::{Claim, EntityId, PropertyId, RecordingId, Salt, Subject, Value, ValueError, row_entity};
use daftar_read::sheet::Row;
use sha2::{Digest as _, Sha256};

use super::compare::{Step, Steps};
use super::list::{column_names, document_of, noted};
use super::told::{Fate, Imported, RowTold, Trouble, Why};
use super::understood::{Understood, UnderstoodCell};
use super::write::Writing;
use super::{AT_ONCE, EachRow, Plan, closing, open, unreadable};
use crate::restricted::{Known, Restricted};
use crate::said::Fate as Recorded;
use crate::statements::{COLUMNS, Line, Origin, unguard};
use crate::{Progress, Register, RegisterError};

/// The kind under which cards are made of words in the column of subjects.
const BY_HAND: &str = "card";

/// The letters by which a card is told that has no name.
const SHORT: usize = 19;
/// How much of a file is hashed at a time.
const PIECE: usize = 1 << 18;

/// A statement of the sheet.
struct Stated {
    claim: Claim,
    origin: Origin,
    /// Whom it concerns, if it is to be sealed.
    seal: Option<Vec<EntityId>>,
}

impl Stated {
    /// Whether it is what it was when it was written out.
    fn is_whole(&self) -> bool {
        matches!(self.origin, Origin::Open(..) | Origin::Sealed(_))
    }

    /// The salt with which it stays the same open claim.
    fn salt(&self) -> Option<Salt> {
        match self.origin {
            Origin::Open(_, salt) if self.seal.is_none() => Some(salt),
            _ => None,
        }
    }
}

/// How the lines of a sheet are read.
struct Lines {
    /// What each column of the sheet is.
    columns: Vec<Option<&'static str>>,
    /// By what cards are told that somebody added to the sheet.
    set: String,
    /// What these are called in it.
    words: HashSet<String>,
    restricted: bool,
}

impl Lines {
    fn of(register: &Register, plan: &Plan) -> Result<Lines, RegisterError> {
        let sheet = open(plan)?;
        let names = column_names(sheet.columns());
        let errors = plan.mapping.check(&names, &register.profiles);
        if !errors.is_empty() {
            return Err(RegisterError::Mapping(errors));
        }
        let column = |name: &String| COLUMNS.into_iter().find(|column| column == name);
        Ok(Lines {
            columns: names.iter().map(column).collect(),
            set: register.data_set_of(&plan.path, None),
            words: HashSet::new(),
            restricted: plan.restricted,
        })
    }

    fn line(&self, row: &Row) -> Line {
        let mut line = Line::default();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            if let Some((column, text)) = column.zip(unguard(&cell.text)) {
                line.set(column, text);
            }
        }
        line
    }

    /// The statement of a row; none where nothing stands.
    fn read(&mut self, row: &Row, register: &Register) -> Result<Option<Stated>, ValueError> {
        let mut line = self.line(row);
        if line.is_empty() {
            return Ok(None);
        }
        self.complete(&mut line, register)?;
        let claim = line.claim()?;
        let origin = line.origin(&claim)?;
        let seal = (line.is_sealed()? || self.restricted).then(|| line.concerns()).transpose()?;
        if matches!(origin, Origin::New | Origin::Changed(_)) {
            fits(&claim, register)?;
        }
        Ok(Some(Stated { claim, origin, seal }))
    }

    /// Fills in what somebody who added a line need not say: the source is the keeper, the type is that of the property; and
    /// words in the place of an id name a card of the sheet.
    fn complete(&mut self, line: &mut Line, register: &Register) -> Result<(), ValueError> {
        let property = line.get("property").map(PropertyId::parse).transpose()?;
        let declared = property.as_ref().and_then(|id| register.profiles.property(id));
        line.fill("type", || declared.map(|declared| declared.value.clone()));
        if let Some(id) = property.as_ref().filter(|_| line.get("type").is_none()) {
            return Err(no_property(id));
        }
        let scheme = declared.and_then(|declared| declared.scheme.clone()).filter(|_| line.get("type") == Some("code"));
        line.fill("scheme", || scheme);
        line.fill("source", || register.keeper().ok().map(|keeper| keeper.to_string()));
        let subject = self.subject(line)?;
        line.set("subject", subject.to_string());
        if line.get("type") == Some("entity")
            && let Some(card) = line.get("value").and_then(|words| self.card(words))
        {
            line.set("value", card.to_string());
        }
        Ok(())
    }

    /// What a line is about.
    fn subject(&mut self, line: &Line) -> Result<Subject, ValueError> {
        let text = line.get("subject").unwrap_or_default();
        let id = ["entity:", "claim:", "file:"].iter().any(|begins| text.starts_with(begins));
        if id || text.trim().is_empty() {
            return Subject::parse(text);
        }
        self.words.insert(text.to_owned());
        Ok(Subject::Entity(row_entity(&self.set, BY_HAND, &[text])))
    }

    /// The card that some line is about and calls so.
    fn card(&self, words: &str) -> Option<EntityId> {
        self.words.contains(words).then(|| row_entity(&self.set, BY_HAND, &[words]))
    }
}

/// Whether the notebook knows the property, and the value is of its type.
fn fits(claim: &Claim, register: &Register) -> Result<(), ValueError> {
    let kind = claim.value.type_name();
    let property = register.profiles.property(&claim.property).ok_or_else(|| no_property(&claim.property))?;
    let says_nothing = matches!(claim.value, Value::Unknown | Value::None);
    if says_nothing || property.value == kind {
        return Ok(());
    }
    let expected = format!("the type of \"{}\", which is {}", claim.property, property.value);
    Err(ValueError { found: kind.to_owned(), expected })
}

fn no_property(id: &PropertyId) -> ValueError {
    ValueError { found: id.to_string(), expected: "a property of any form here: see `daftar profiles`".to_owned() }
}

/// One reading of a sheet, which may record it.
struct Taking<'p> {
    plan: &'p Plan,
    lines: Lines,
    writing: Option<Writing>,
    /// What is said of the sheet itself.
    about: Vec<Claim>,
    going_on: Option<String>,
    /// The rows that are read when all others are recorded.
    rest: HashSet<u64>,
    /// Who was restricted here before the sheet came, and which sources.
    known: Option<Known>,
    closed: BTreeSet<EntityId>,
    /// The sealed statements that are here.
    sealed: HashSet<Claim>,
    imported: Imported,
}

impl Register {
    /// The id by which a sheet of statements is known: that of its bytes, for the same bytes say the same.
    pub(super) fn id_of_statements(&self, path: &Path) -> Result<String, RegisterError> {
        let mut file = std::fs::File::open(path).map_err(RegisterError::io(path))?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; PIECE];
        loop {
            match std::io::Read::read(&mut file, &mut piece).map_err(RegisterError::io(path))? {
                0 => break,
                read => hash.update(&piece[..read]),
            }
        }
        let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(format!("statements-{digits}"))
    }

    /// What taking a sheet of statements would come to.
    pub(super) fn look_through_statements(
        &mut self,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        Taking::of(self, plan, None)?.go(self, progress, each)
    }

    /// Records the statements of a sheet, in one piece of work. Run again after it was broken off, it goes on.
    pub(super) fn import_statements(
        &mut self,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        let document = document_of(&plan.mapping.data_set);
        let going_on = self.broken_off(document, &[])?;
        let about = [("kind", Value::code("kind", "document")), ("title", Value::text(plan.title.clone()))];
        let claim = |(property, value)| {
            Ok(Claim::new(Subject::Entity(document), PropertyId::parse(property)?, value, document))
        };
        let about = about.into_iter().map(claim).collect::<Result<Vec<_>, RegisterError>>()?;
        let about = self.new_among(about, going_on.as_deref())?;
        let mut taking = Taking::of(self, plan, Some((about, going_on)))?;
        self.settling(|register| taking.go(register, progress, each))
    }

    /// How the first rows of a sheet of statements are understood.
    pub(super) fn understand_statements(&self, plan: &Plan, rows: usize) -> Result<Vec<Understood>, RegisterError> {
        let mut lines = Lines::of(self, plan)?;
        let mut understood = Vec::new();
        for row in open(plan)?.take(rows) {
            let row = row.map_err(|error| unreadable(&plan.path, error))?;
            let card = lines.line(&row).get("(card)").map(str::to_owned);
            let read = lines.read(&row, self);
            understood.extend(read.transpose().map(|read| shown(&row, card, read)));
        }
        Ok(understood)
    }
}

fn shown(row: &Row, card: Option<String>, read: Result<Stated, ValueError>) -> Understood {
    let (cells, troubles) = match read {
        Ok(Stated { claim, .. }) => {
            let cell = UnderstoodCell {
                column: card.unwrap_or_else(|| claim.subject.to_string().chars().take(SHORT).collect()),
                property: claim.property,
                value: Some(claim.value),
                names: None,
                quote: claim.quote,
            };
            (vec![cell], Vec::new())
        }
        Err(error) => (Vec::new(), vec![no_statement(&error)]),
    };
    Understood { row: row.number, refused: cells.is_empty(), cells, pictures: Vec::new(), troubles }
}

fn no_statement(error: &ValueError) -> Trouble {
    Trouble { column: None, value: None, why: Why::NoStatement { note: error.to_string() } }
}

impl<'p> Taking<'p> {
    /// Prepares to read; with what is said of the sheet and the work that is gone on with, to record it.
    fn of(
        register: &Register,
        plan: &'p Plan,
        recording: Option<(Vec<Claim>, Option<String>)>,
    ) -> Result<Taking<'p>, RegisterError> {
        let document = document_of(&plan.mapping.data_set);
        let resumed = recording.as_ref().is_some_and(|(_, going_on)| going_on.is_some());
        let writes = recording.is_some();
        let (about, going_on) = recording.unwrap_or_default();
        let stands = |entry, place| register.is_in_batch(entry, going_on.as_deref()) || register.is_standing_own(place);
        let sealed = register.opened.iter().filter(|(_, place, _)| stands(place.entry, *place));
        Ok(Taking {
            plan,
            lines: Lines::of(register, plan)?,
            sealed: sealed.map(|(_, _, secret)| secret.claim.clone()).collect(),
            writing: writes.then(|| Writing::of(document, going_on.clone(), plan.restricted, BTreeSet::new())),
            about,
            going_on,
            rest: HashSet::new(),
            known: Some(Restricted::of(register, &[])?.into_known()),
            closed: register.restricted_sources(),
            imported: Imported { resumed, ..Imported::default() },
        })
    }

    fn go(
        &mut self,
        register: &mut Register,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        self.pass(register, true, progress, each)?;
        if !self.rest.is_empty() {
            self.pass(register, false, progress, each)?;
        }
        self.finish(register)?;
        Ok(std::mem::take(&mut self.imported))
    }

    /// Reads all rows: first what is whole, then the rest.
    fn pass(
        &mut self,
        register: &mut Register,
        first: bool,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<(), RegisterError> {
        let length = std::fs::metadata(&self.plan.path).map_err(RegisterError::io(&self.plan.path))?.len();
        let mut sheet = open(self.plan)?;
        let mut rows = Vec::with_capacity(AT_ONCE);
        loop {
            rows.clear();
            for row in sheet.by_ref().take(AT_ONCE) {
                rows.push(row.map_err(|error| unreadable(&self.plan.path, error))?);
            }
            if rows.is_empty() {
                return Ok(());
            }
            match first {
                true => self.whole(register, &rows, each)?,
                false => self.others(register, &rows, each)?,
            }
            progress(self.imported.rows, length);
        }
    }

    /// Records what is as it was written out; notes what is left.
    fn whole(&mut self, register: &mut Register, rows: &[Row], each: EachRow<'_>) -> Result<(), RegisterError> {
        let mut ready = Vec::new();
        let known = self.known.take().unwrap_or_default();
        let restricted = Restricted::go_on(register, known, &[])?;
        for row in rows {
            match self.lines.read(row, register) {
                Ok(None) => {}
                Ok(Some(stated)) if stated.is_whole() && self.stays_open(register, &stated, &restricted)? => {
                    ready.push((row, stated));
                }
                _ => drop(self.rest.insert(row.number)),
            }
        }
        self.known = Some(restricted.into_known());
        for (row, stated) in ready {
            self.take(register, row, stated, each)?;
        }
        Ok(())
    }

    /// Whether an open statement names nobody whose name this notebook held back before; a sealed one stays sealed anyway.
    fn stays_open(
        &self,
        register: &Register,
        stated: &Stated,
        restricted: &Restricted<'_>,
    ) -> Result<bool, RegisterError> {
        Ok(stated.seal.is_some() || register.fate(&stated.claim, restricted, &self.closed)? == Recorded::Open)
    }

    fn others(&mut self, register: &mut Register, rows: &[Row], each: EachRow<'_>) -> Result<(), RegisterError> {
        for row in rows {
            if !self.rest.contains(&row.number) {
                continue;
            }
            match self.lines.read(row, register) {
                Ok(None) => {}
                Ok(Some(mut stated)) => {
                    // It would name somebody openly: it is recorded as any statement that comes.
                    if let Origin::Open(id, _) = stated.origin {
                        stated.origin = Origin::Changed(id);
                    }
                    self.take(register, row, stated, each)?;
                }
                Err(error) => {
                    let troubles = noted(row).into_iter().chain([no_statement(&error)]).collect();
                    let (fate, recorded, replaced) = (Fate::Refused, 0, 0);
                    self.tell(row, RowTold { row: row.number, thing: None, fate, recorded, replaced, troubles }, each)?;
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, row: &Row, told: RowTold, each: EachRow<'_>) -> Result<(), RegisterError> {
        self.imported.count(&told);
        each(row, &told)
    }

    /// Records a statement, unless it is here.
    fn take(
        &mut self,
        register: &mut Register,
        row: &Row,
        stated: Stated,
        each: EachRow<'_>,
    ) -> Result<(), RegisterError> {
        let thing = stated.claim.subject.entity();
        let mut told =
            RowTold { row: row.number, thing, fate: Fate::Unchanged, recorded: 0, replaced: 0, troubles: Vec::new() };
        if !self.is_here(register, &stated)? {
            let replaces = match stated.origin {
                Origin::Changed(id) => register.standing_own(id)?,
                _ => Vec::new(),
            };
            (told.recorded, told.replaced) = (1, usize::from(!replaces.is_empty()));
            told.fate = if replaces.is_empty() { Fate::Recorded } else { Fate::Replaced };
            if matches!(stated.origin, Origin::Changed(_)) {
                told.troubles.extend(noted(row));
                told.troubles.push(Trouble { column: None, value: None, why: Why::Altered });
            }
            self.record(register, stated, replaces)?;
        }
        self.tell(row, told, each)
    }

    fn is_here(&self, register: &Register, stated: &Stated) -> Result<bool, RegisterError> {
        if stated.seal.is_some() {
            return Ok(self.sealed.contains(&stated.claim));
        }
        let known = register.store.index().find_content(&stated.claim)?;
        Ok(known.iter().any(|(_, place)| {
            register.is_standing_own(*place) || register.is_in_batch(place.entry, self.going_on.as_deref())
        }))
    }

    fn record(
        &mut self,
        register: &mut Register,
        stated: Stated,
        replaces: Vec<RecordingId>,
    ) -> Result<(), RegisterError> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        if stated.seal.is_some() {
            register.need_keys()?;
        }
        for claim in self.about.drain(..) {
            writing.take(register, Steps::one(claim), &[])?;
        }
        let salt = stated.salt();
        let step = Step { replaces, seal: stated.seal, salt, ..Step::new(stated.claim) };
        writing.take(register, Steps { steps: vec![step], retracted: Vec::new() }, &[])
    }

    fn finish(&mut self, register: &mut Register) -> Result<(), RegisterError> {
        let Some(mut writing) = self.writing.take() else { return Ok(()) };
        if !self.imported.changes() && !self.imported.resumed {
            return Ok(());
        }
        let document = document_of(&self.plan.mapping.data_set);
        writing.finish(register, Some(closing(document, self.imported.rows)?), &[])?;
        self.imported.sealed = writing.sealed;
        Ok(())
    }
}
