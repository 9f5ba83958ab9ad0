//! Lists of things (spreadsheets): what their columns mean, and recording what they say.
//!
//! A list is a source: each cell's statement is located in it. Importing it again compares what it says now with what it said
//! before, thing by thing and column by column; what was edited here meanwhile is left alone.

mod ahead;
mod before;
mod cell;
mod compare;
mod compose;
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
mod run;
mod seen;
mod shape;
mod statements;
mod told;
mod understood;
mod voice;
mod which_crs;
mod write;

use std::path::{Path, PathBuf};

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, Edtf, EntityId, FileId, PropertyId, RecordingId, Subject, Value};
use daftar_read::sheet::{Opening, Row, Sheet, SheetError, companions};

pub use events::EventOdd;
pub use guess::{Guess, Guessed};
pub use list::{column_names, is_refusal};
pub use look::Looked;
pub use mapping::{Axes, Column, Dates, Dialect, Form, Mapping, MappingError, Misfit, Part, REMARKS};
pub use passport::Odd;
pub use refused::{Refused, RefusedBook};
pub use shape::ShapeOdd;
pub use told::{Fate, Imported, RowTold, Trouble, Why};
pub use understood::{Understood, UnderstoodCell};

pub(crate) use compare::{Step, Steps};
pub(crate) use position::in_one as position_of;
pub(crate) use shape::{Crs, in_degrees as shape_in_degrees};
pub(crate) use write::Writing;

use list::document_of;
pub(crate) use particular::{LATITUDES, LONGITUDES};
use pictures::Pictures;
use run::Run;

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

impl Plan {
    /// A list of which nothing is taken back or sealed, that names no pictures, and of which nobody says when it was fetched.
    pub fn of(path: PathBuf, opening: Opening, mapping: Mapping, title: String) -> Plan {
        Plan {
            path,
            opening,
            mapping,
            title,
            withdraw: false,
            restricted: false,
            pictures: None,
            retrieved: None,
            note_gone: false,
        }
    }
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
