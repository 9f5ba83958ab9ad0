//! Lists of things (spreadsheets): what their columns mean, and recording what they say.
//!
//! A list is a source: each cell's statement is located in it. Importing it again compares what it says now with what it said
//! before, thing by thing and column by column; what was edited here meanwhile is left alone.

mod before;
mod cell;
mod compare;
mod eamena;
mod events;
mod gone;
mod guess;
mod header;
mod in_arabic;
mod list;
mod look;
mod mapping;
mod named;
mod particular;
mod passport;
mod pictures;
pub(crate) mod position;
mod refused;
mod shape;
mod statements;
mod told;
mod understood;
mod which_crs;
mod write;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use daftar_claim::profile::Privacy;
use daftar_claim::{
    Claim, Edtf, EntityId, FileId, Inferred, Locator, PropertyId, RecordingId, Speaker, Subject, Value,
};
use daftar_read::sheet::{Opening, Row, Sheet, SheetError, companions};

pub use events::EventOdd;
pub use guess::{Guess, Guessed};
pub use list::{column_names, is_refusal};
pub use look::Looked;
pub use mapping::{Axes, Column, Dates, Dialect, Form, Mapping, MappingError, Misfit, Part};
pub use passport::Odd;
pub use refused::{Refused, RefusedBook};
pub use shape::ShapeOdd;
pub use told::{Fate, Imported, RowTold, Trouble, Why};
pub use understood::{Understood, UnderstoodCell};

pub(crate) use compare::{Step, Steps};
pub(crate) use position::in_one as position_of;
pub(crate) use write::Writing;

use before::Before;
use cell::Meant;
use compare::Comparison;
use events::Speech as Who;
use list::{AS_LISTED, List, Listed, Naming, Said, Speech, document_of};
use named::Named;
pub(crate) use particular::{LATITUDES, LONGITUDES};
use pictures::{Pictures, Place};

use crate::{Progress, Register, RegisterError};

/// How many rows are compared at once.
const AT_ONCE: usize = 512;

/// A list that is to be imported.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The file.
    pub path: PathBuf,
    /// How it is opened.
    pub opening: Opening,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What the list is called.
    pub title: String,
    /// Whether what cells said that are empty now is taken back.
    pub withdraw: bool,
    /// Whether all of it is sealed.
    pub restricted: bool,
    /// The folder with the pictures that it names.
    pub pictures: Option<PathBuf>,
    /// When its file was fetched.
    pub retrieved: Option<Edtf>,
    /// Whether it is recorded of each row that is gone that the list withdrew it: as of the day on which it was fetched. What the row
    /// said still stands.
    pub note_gone: bool,
}

/// Hears of each row, with the row as it stands in the file.
pub type EachRow<'e> = &'e mut dyn FnMut(&Row, &RowTold) -> Result<(), RegisterError>;

impl Register {
    /// Whether a list of this id was imported before, and under which title.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn imported_before(&self, data_set: &str) -> Result<Option<String>, RegisterError> {
        let document = document_of(data_set);
        let about = self.statements(self.store.index().about(&Subject::Entity(document))?, &self.standing);
        let opened = self.opened_claims().filter(|claim| claim.subject == Subject::Entity(document));
        let standing = about.iter().filter(|one| one.stands()).map(|one| &one.claim);
        let title = |claim: &Claim| match &claim.value {
            Value::Text { text, .. } if claim.property.as_str() == "title" => Some(text.clone()),
            _ => None,
        };
        Ok(standing.chain(opened).find_map(title))
    }

    /// The mapping by which a list was imported last.
    ///
    /// # Errors
    /// When the index or the file cannot be read.
    pub fn last_mapping(&self, data_set: &str) -> Result<Option<Mapping>, RegisterError> {
        let document = Subject::Entity(document_of(data_set));
        let about = self.statements(self.store.index().about(&document)?, &self.standing);
        let opened = self.opened_claims().filter(|claim| claim.subject == document).cloned();
        let mut recorded: Vec<_> =
            about.iter().flat_map(|one| one.standing().map(move |r| (r.id, &one.claim))).collect();
        recorded.sort_by_key(|(recording, _)| (recording.entry.number, recording.position));
        let claims = recorded.into_iter().rev().map(|(_, claim)| claim.clone()).chain(opened);
        for claim in claims.filter(|claim| claim.property.as_str() == "mapping") {
            let Value::File(file) = claim.value else { continue };
            let Some(mut content) = self.open_file(file)? else { continue };
            let mut text = String::new();
            let read = std::io::Read::read_to_string(&mut content, &mut text);
            read.map_err(RegisterError::io(self.store.folder()))?;
            if let Ok(mapping) = Mapping::parse(&text) {
                return Ok(Some(mapping));
            }
        }
        Ok(None)
    }

    /// What importing a list would come to. Nothing is recorded.
    ///
    /// # Errors
    /// As [`Register::import`].
    pub fn look_through(
        &mut self,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        self.see_sealed()?;
        if plan.mapping.form == Some(Form::Statements) {
            return self.look_through_statements(plan, progress, each);
        }
        let profiles = self.profiles.clone();
        let mut run = Run::of(self, plan, &profiles, None, None)?;
        run.pictures = Pictures::gather(self, plan, &mut run.list, true)?;
        run.go(self, plan, progress, each)
    }

    /// Imports a list: keeps the file and its mapping as source files, and records what it says, in one piece of work that
    /// counts once all of it is there. Run again after it was broken off, it goes on; after the list changed, it replaces what
    /// changed in it.
    ///
    /// # Errors
    /// When the mapping does not fit the list; when the file cannot be read to its end or nothing be written: then none of it
    /// counts; when something is to be sealed and the keys are locked.
    pub fn import(
        &mut self,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        self.see_sealed()?;
        if plan.mapping.form == Some(Form::Statements) {
            return self.import_statements(plan, progress, each);
        }
        let profiles = self.profiles.clone();
        // What does not fit is said before anything is kept. Files are kept before the work begins, for their steps of
        // safekeeping are entries of their own.
        let mut first = Run::of(self, plan, &profiles, None, None)?;
        let pictures = Pictures::gather(self, plan, &mut first.list, false)?;
        let about = self.about_list(plan)?;
        let document = document_of(&plan.mapping.data_set);
        let files: Vec<&Claim> = about.iter().filter(|claim| claim.property.as_str() == "file").collect();
        let going_on = self.broken_off(document, &files)?;
        let about = self.new_among(about, going_on.as_deref())?;
        let mut run = Run::of(self, plan, &profiles, going_on, Some(about))?;
        run.pictures = pictures;
        self.settling(|register| run.go(register, plan, progress, each))
    }

    /// What is said of the list itself; its file and its mapping are kept.
    fn about_list(&mut self, plan: &Plan) -> Result<Vec<Claim>, RegisterError> {
        let sealed = plan.restricted || self.seals_file_of(plan);
        let mut files = vec![("file", Value::File(self.keep_file(&plan.path, sealed)?))];
        for beside in companions(&plan.path) {
            files.push(("file", Value::File(self.keep_file(&beside, sealed)?)));
        }
        let mapping = self.keep_mapping(plan)?;
        let document = document_of(&plan.mapping.data_set);
        let said = [
            ("kind", Value::code("kind", "document")),
            ("title", Value::text(plan.title.clone())),
            ("mapping", Value::File(mapping)),
        ];
        let claim = |(property, value)| {
            Ok(Claim::new(Subject::Entity(document), PropertyId::parse(property)?, value, document))
        };
        let retrieved = plan.retrieved.clone().map(|day| ("retrieved", Value::Date(day)));
        said.into_iter().chain(files).chain(retrieved).map(claim).collect()
    }

    /// Whether the file of a list is encrypted, though what it says is not all sealed: where what is restricted in it is, its
    /// letters are not to lie beside that in the open. Everybody learns that there is a file, nobody without the keys what is in it.
    fn seals_file_of(&self, plan: &Plan) -> bool {
        let ids = plan.mapping.columns.iter().filter_map(|column| PropertyId::parse(column.property.as_deref()?).ok());
        let restricted = |id| self.profiles.property(&id).is_some_and(|one| one.privacy == Privacy::Restricted);
        crate::mcpd::kinds(&self.profiles).any(|kind| kind == plan.mapping.kind) && ids.into_iter().any(restricted)
    }

    /// The claims that this party has not recorded.
    fn new_among(&self, claims: Vec<Claim>, going_on: Option<&str>) -> Result<Vec<Claim>, RegisterError> {
        let mut new = Vec::new();
        for claim in claims {
            let known = self.store.index().find_content(&claim)?;
            let stands = |recording: RecordingId| {
                self.standing.party(recording.entry) == self.party() && self.standing.ended(recording).is_none()
            };
            let known = known.iter().any(|(_, one)| stands(*one) || self.is_in_batch(one.entry, going_on));
            if !known && !self.opened_claims().any(|opened| *opened == claim) {
                new.push(claim);
            }
        }
        Ok(new)
    }

    fn keep_mapping(&mut self, plan: &Plan) -> Result<FileId, RegisterError> {
        let text = plan.mapping.to_toml().map_err(|error| RegisterError::Ask(error.to_string()))?;
        let folder = self.store.folder().to_owned();
        let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(RegisterError::io(&folder))?;
        std::io::Write::write_all(&mut file, text.as_bytes()).map_err(RegisterError::io(&folder))?;
        self.keep_file(file.path(), plan.restricted)
    }
}

/// One reading of a list, which may record it.
struct Run<'p> {
    list: List<'p>,
    before: Before,
    named: Named,
    writing: Option<Writing>,
    /// What is said of the list itself.
    about: Vec<Claim>,
    /// Those who are not to be named and whom the list names for the first time.
    waiting: Vec<Claim>,
    imported: Imported,
    pictures: Pictures,
    /// The things of the rows, where it is to be known which are gone.
    met: HashSet<EntityId>,
    going_on: Option<String>,
    /// Whether there are rows of which it is not known what they are about.
    unread: bool,
    /// Whether nobody imported the list before: then there is nothing to compare with.
    fresh: bool,
}

impl<'p> Run<'p> {
    fn of(
        register: &Register,
        plan: &'p Plan,
        profiles: &'p daftar_claim::Profiles,
        going_on: Option<String>,
        about: Option<Vec<Claim>>,
    ) -> Result<Run<'p>, RegisterError> {
        let sheet = open(plan)?;
        let names = column_names(sheet.columns());
        let errors = plan.mapping.check(&names, profiles);
        if !errors.is_empty() {
            return Err(RegisterError::Mapping(errors));
        }
        let list = List::of(&plan.mapping, &names, sheet.manner(), profiles)?;
        let document = list.document;
        let secret = || if plan.restricted { Default::default() } else { list.secret_columns() };
        let writing = about.is_some().then(|| Writing::of(document, going_on.clone(), plan.restricted, secret()));
        let former_crs = register.former_crs(&plan.mapping, sheet.manner())?;
        let crs = which_crs::odd(&plan.mapping, sheet.manner(), former_crs.as_deref());
        let imported = Imported {
            resumed: going_on.is_some(),
            notes: sheet.notes().iter().chain(&crs).map(ToString::to_string).collect(),
            ..Imported::default()
        };
        Ok(Run {
            list,
            before: Before::of(register, document, going_on.clone()),
            named: Named::new(going_on.clone()),
            going_on,
            pictures: Pictures::default(),
            met: HashSet::new(),
            writing,
            about: about.unwrap_or_default(),
            waiting: Vec::new(),
            imported,
            unread: false,
            fresh: false,
        })
    }

    fn go(
        &mut self,
        register: &mut Register,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        let document = Subject::Entity(self.list.document);
        self.fresh = register.store.index().about(&document)?.is_empty()
            && !register.opened.iter().any(|(_, _, secret)| secret.claim.subject == document);
        if self.list.names_its_own() {
            self.learn_rows(plan)?;
        }
        if self.list.is_of_events() {
            for row in open(plan)? {
                self.list.learn_bodies(&row.map_err(|error| unreadable(&plan.path, error))?);
            }
        }
        if self.list.names_restricted() {
            self.learn_names(register, plan)?;
        }
        let length = std::fs::metadata(&plan.path).map_err(RegisterError::io(&plan.path))?.len();
        let mut sheet = open(plan)?.peekable();
        let mut rows: Vec<Row> = Vec::with_capacity(AT_ONCE);
        loop {
            rows.clear();
            // What belongs to the last row comes with it.
            let goes_on = |rows: &[Row], next: &Row| rows.last().is_some_and(|last| self.list.has_key_of(next, last));
            while let Some(row) = sheet.next_if(|next| match next {
                Ok(next) => rows.len() < AT_ONCE || goes_on(&rows, next),
                Err(_) => true,
            }) {
                rows.push(row.map_err(|error| unreadable(&plan.path, error))?);
            }
            if rows.is_empty() {
                break;
            }
            self.portion(register, plan, &rows, each)?;
            progress(self.imported.rows, length);
        }
        self.tell_gone(register, plan, each)?;
        self.finish(register)?;
        Ok(std::mem::take(&mut self.imported))
    }

    /// Reads the list beforehand, for what its own rows are called: others may name them before they come.
    fn learn_rows(&mut self, plan: &Plan) -> Result<(), RegisterError> {
        for row in open(plan)? {
            let listed = self.list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            let Some(entity) = listed.entity else { continue };
            for said in &listed.said {
                if let Meant::Value(Value::Text { text, .. }) = &said.meant {
                    self.named.learn(&said.property, text, entity);
                }
            }
        }
        self.list.again();
        Ok(())
    }

    /// Reads the list once beforehand, for the persons whom it names: no other row is to name them openly.
    fn learn_names(&mut self, register: &Register, plan: &Plan) -> Result<(), RegisterError> {
        for row in open(plan)? {
            let listed = self.list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            let Some(entity) = listed.entity else { continue };
            for said in listed.said {
                self.learn(register, entity, listed.row, said)?;
            }
        }
        self.list.again();
        let fresh = self.named.waiting().cloned().collect::<Vec<_>>();
        self.waiting.extend(fresh);
        Ok(())
    }

    fn learn(&mut self, register: &Register, entity: EntityId, row: u64, said: Said) -> Result<(), RegisterError> {
        match said.meant {
            Meant::Named(name) => {
                let naming = self.list.naming(&said.column, &said.property);
                if naming.kinds.iter().any(|kind| self.list.is_restricted(kind)) {
                    // What is not found is told when the row is taken.
                    let _found = self.named.entity(register, &self.list, (&name, &naming), (row, &said.column))?;
                }
            }
            Meant::Value(value) if ["kind", "name"].contains(&said.property.as_str()) => {
                if self.list.is_about_restricted() {
                    self.waiting.push(self.list.claim(entity, row, &said.column, said.property, value));
                }
            }
            Meant::Value(_) => {}
        }
        Ok(())
    }

    fn portion(
        &mut self,
        register: &mut Register,
        plan: &Plan,
        rows: &[Row],
        each: EachRow<'_>,
    ) -> Result<(), RegisterError> {
        let listed: Vec<Listed> = rows.iter().map(|row| self.list.read(row)).collect();
        let things: Vec<EntityId> = listed.iter().filter_map(|one| one.entity).collect();
        let mut before = match self.fresh {
            true => std::collections::HashMap::new(),
            false => self.before.about(register, &things)?,
        };
        let mut all = rows.iter().zip(listed).peekable();
        while let Some((row, listed)) = all.next() {
            let (fate, thing) = (Fate::Refused, listed.entity);
            let troubles = listed.troubles;
            let mut told = RowTold { row: row.number, thing, fate, recorded: 0, replaced: 0, troubles };
            let (mut further, mut saids) = (Vec::new(), vec![(row.number, listed.said)]);
            while let Some((row, listed)) = all.next_if(|(_, next)| next.further) {
                saids.push((row.number, listed.said));
                further.push((row, listed.troubles));
            }
            if let Some(entity) = listed.entity {
                if !self.fresh {
                    self.met.insert(entity);
                }
                let mut now = Vec::new();
                let mut beside = Vec::new();
                let voice = self.voice(register, &listed.speech, row.number, &mut beside)?;
                for (number, said) in
                    saids.into_iter().flat_map(|(row, all)| all.into_iter().map(move |one| (row, one)))
                {
                    let spoken = said.spoken;
                    let claim = self.claim(register, (entity, number), said, &mut beside, &mut told)?;
                    now.push(if spoken { voice.of(claim) } else { claim });
                }
                let old = before.remove(&entity).unwrap_or_default();
                let has_column = |name: &str| self.list.has_column(name);
                let again = self.listed_again(entity, &old, plan)?;
                let comparison = Comparison { withdraw: plan.withdraw, has_column: &has_column };
                let mut steps = comparison.of(now, old, &mut told);
                self.seal_restricted(&mut steps, register);
                voice.seal(&mut steps);
                if let Some(claim) = again {
                    told.recorded += 1;
                    told.fate = told.fate.max(Fate::Recorded);
                    steps.steps.push(compare::Step::new(claim));
                }
                told.recorded += beside.len();
                steps.steps.extend(beside.into_iter().map(compare::Step::new));
                self.show(
                    register,
                    Place { thing: entity, row: row.number, named: &listed.pictures },
                    &mut told,
                    &mut steps,
                )?;
                self.record(register, steps)?;
            }
            let met = |trouble: &Trouble| matches!(trouble.why, Why::SameKey { .. });
            self.unread |= thing.is_none() && !told.troubles.iter().any(met);
            self.imported.count(&told);
            each(row, &told)?;
            for (row, troubles) in further {
                let told = RowTold { row: row.number, recorded: 0, replaced: 0, troubles, ..told.clone() };
                self.imported.count(&told);
                each(row, &told)?;
            }
        }
        Ok(())
    }

    /// Who says what a row tells, and when; a body that nobody had recorded goes to `beside`.
    fn voice(
        &mut self,
        register: &Register,
        speech: &Speech,
        row: u64,
        beside: &mut Vec<Claim>,
    ) -> Result<Voice, RegisterError> {
        let stated = speech.stated.clone();
        let Some((column, who)) = &speech.who else { return Ok(Voice { stated, ..Voice::default() }) };
        let sealed = (*who == Who::Unsure).then(|| column.clone());
        let said_by = match who {
            Who::Unsure => None,
            Who::Unnamed(words) => Some(Speaker::Unnamed(words.clone())),
            Who::Body(name) => {
                let naming = Naming { kinds: vec!["body"], makes: true };
                match self.named.entity(register, &self.list, (name, &naming), (row, column))? {
                    Ok(body) => {
                        beside.extend(self.named.take(body));
                        Some(Speaker::Entity(body))
                    }
                    // Several here are called so: which one is meant is not for a list to decide.
                    Err(_) => Some(Speaker::Unnamed(name.clone())),
                }
            }
        };
        Ok(Voice { said_by, stated, sealed })
    }

    /// The statement that a cell makes; what is to be recorded of a thing that it names for the first time goes to `beside`.
    fn claim(
        &mut self,
        register: &Register,
        (entity, row): (EntityId, u64),
        said: Said,
        beside: &mut Vec<Claim>,
        told: &mut RowTold,
    ) -> Result<Claim, RegisterError> {
        let inferred = said.paired.map(|(when, header)| Inferred {
            when: Some(when),
            stated: None,
            why: format!("joined by its place in the cell with {header:?}"),
            from: Vec::new(),
        });
        let name = match said.meant {
            Meant::Named(name) => name,
            Meant::Value(value) => {
                let claim = self.list.claim(entity, row, &said.column, said.property, value);
                return Ok(Claim { quote: said.quote, when: said.when, inferred, ..claim });
            }
        };
        let naming = self.list.naming(&said.column, &said.property);
        match self.named.entity(register, &self.list, (&name, &naming), (row, &said.column))? {
            Ok(named) => {
                beside.extend(self.named.take(named));
                let claim = self.list.claim(entity, row, &said.column, said.property, Value::Entity(named));
                Ok(Claim { quote: said.quote, when: said.when, inferred, ..claim })
            }
            Err(why) => {
                told.troubles.push(Trouble { column: Some(said.column.clone()), value: Some(name.clone()), why });
                Ok(self.list.claim(entity, row, &said.column, PropertyId::parse(AS_LISTED)?, Value::text(name)))
            }
        }
    }

    /// What is restricted in a list of accessions is sealed at once: the farmer's name, the field.
    fn seal_restricted(&self, steps: &mut compare::Steps, register: &Register) {
        if !self.list.has_accessions() {
            return;
        }
        let restricted =
            |id: &PropertyId| register.profiles.property(id).is_some_and(|one| one.privacy == Privacy::Restricted);
        for step in steps.steps.iter_mut().filter(|step| restricted(&step.claim.property)) {
            step.seal.get_or_insert_default();
        }
    }

    /// What becomes of the pictures that a row names.
    fn show(
        &mut self,
        register: &Register,
        place: Place<'_>,
        told: &mut RowTold,
        steps: &mut compare::Steps,
    ) -> Result<(), RegisterError> {
        for (column, name) in place.named {
            let trouble = |why| Trouble { column: Some(column.clone()), value: Some(name.clone()), why };
            told.troubles.extend(self.pictures.trouble(name).map(trouble));
        }
        let of = (&self.list, &mut self.before);
        let shown = self.pictures.of_row(register, of, place, self.going_on.as_deref())?;
        self.imported.pictures += shown.new;
        told.recorded += shown.claims.len();
        told.replaced += shown.gone.len();
        match (shown.gone.is_empty(), shown.claims.is_empty()) {
            (false, _) => told.fate = told.fate.max(Fate::Replaced),
            (true, false) => told.fate = told.fate.max(Fate::Recorded),
            (true, true) => {}
        }
        steps.steps.extend(shown.claims.into_iter().map(compare::Step::new));
        steps.retracted.extend(shown.gone);
        Ok(())
    }

    fn record(&mut self, register: &mut Register, steps: compare::Steps) -> Result<(), RegisterError> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        if steps.steps.is_empty() && steps.retracted.is_empty() {
            return Ok(());
        }
        // What is said of the list itself begins the work.
        for claim in self.about.drain(..) {
            writing.take(register, compare::Steps::one(claim), &self.waiting)?;
        }
        writing.take(register, steps, &self.waiting)
    }

    fn finish(&mut self, register: &mut Register) -> Result<(), RegisterError> {
        self.imported.named = self.named.made;
        let Some(mut writing) = self.writing.take() else { return Ok(()) };
        if !self.imported.changes() && !self.imported.resumed {
            return Ok(());
        }
        for claim in self.about.drain(..) {
            writing.take(register, compare::Steps::one(claim), &self.waiting)?;
        }
        writing.finish(register, Some(closing(self.list.document, self.imported.rows)?), &self.waiting)?;
        self.imported.sealed = writing.sealed;
        Ok(())
    }
}

/// Who says what a row tells, and when.
#[derive(Default)]
struct Voice {
    said_by: Option<Speaker>,
    stated: Option<Edtf>,
    /// The column whose letters may name a person.
    sealed: Option<String>,
}

impl Voice {
    fn of(&self, claim: Claim) -> Claim {
        Claim { said_by: self.said_by.clone(), stated: self.stated.clone(), ..claim }
    }

    /// What may name a person is sealed.
    fn seal(&self, steps: &mut compare::Steps) {
        let Some(column) = &self.sealed else { return };
        let stands = |claim: &Claim| matches!(&claim.locator, Some(Locator::Cell { column: own, .. }) if own == column);
        for step in steps.steps.iter_mut().filter(|step| stands(&step.claim)) {
            step.seal.get_or_insert_default();
        }
    }
}

/// What closes the work: how many rows there were.
fn closing(document: EntityId, rows: u64) -> Result<Claim, RegisterError> {
    let rows = Value::Count { low: None, best: i64::try_from(rows).ok(), high: None };
    Ok(Claim::new(Subject::Entity(document), PropertyId::parse("rows")?, rows, document))
}

fn open(plan: &Plan) -> Result<Sheet, RegisterError> {
    Sheet::open(&plan.path, &plan.opening).map_err(|error| unreadable(&plan.path, error))
}

fn unreadable(path: &Path, error: SheetError) -> RegisterError {
    RegisterError::Sheet { path: path.to_owned(), error: Box::new(error) }
}
