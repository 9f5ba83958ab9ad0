//! Files that are added with a card of their own, pictures above all: kept as they are, with what they are called, who made
//! and who published them, and what they show.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use daftar_claim::{Claim, EntityId, FileId, PropertyId, Secret, Span, Subject, Value, span_entity};
use daftar_media::{Picture, TELLING};

use crate::reading::Published;
use crate::{Register, RegisterError};

/// What is told of files that are added.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What a file is called, where that is not the name that it came under.
    pub title: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Who published it, and when.
    pub published: Published,
    /// Whether it shows wounds or the dead, and is to be seen only by those who ask for it.
    pub graphic: bool,
    /// Whether it is kept encrypted. Of a restricted one its kinds alone are open.
    pub restricted: bool,
    /// The source that has it; else it is a source of its own.
    pub source: Option<EntityId>,
}

/// What a picture shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// Something that has a card.
    Thing(EntityId),
    /// A place, as a plan does.
    Plan,
}

/// A file that was added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attached {
    /// The file.
    pub file: FileId,
    /// The source that has it.
    pub source: EntityId,
}

impl Register {
    /// Adds pictures, each under the name beside its path. One that is no picture is told before any is kept.
    ///
    /// # Errors
    /// When one is no picture, when there is no card of what they show, or when one cannot be kept or recorded.
    pub fn attach_pictures(
        &mut self,
        files: &[(String, PathBuf)],
        told: &Told,
        shows: Shows,
    ) -> Result<Vec<Attached>, RegisterError> {
        files.iter().try_for_each(|(_, path)| must_be_picture(path))?;
        for card in shows.thing().into_iter().chain(told.source) {
            let unknown = || RegisterError::Unknown { what: "card", id: card.to_string(), see: "search" };
            self.kinds_of(card)?.first().ok_or_else(unknown)?;
        }
        files.iter().map(|(name, path)| self.attach(path, name, told, Some(shows))).collect()
    }

    /// Adds a file of any kind.
    ///
    /// # Errors
    /// When it cannot be kept or recorded.
    pub fn attach(
        &mut self,
        path: &Path,
        name: &str,
        told: &Told,
        shows: Option<Shows>,
    ) -> Result<Attached, RegisterError> {
        let file = self.keep_file(path, told.restricted)?;
        let source = told.source.unwrap_or_else(|| span_entity(file, "document", Span { start: 0, end: 0 }));
        let mut claims = told.of(source, file, name)?;
        if let Some(shows) = shows {
            let (property, value) = shows.said();
            claims.push(Claim::new(Subject::Entity(source), PropertyId::parse(property)?, value, self.keeper()?));
        }
        let is_open = |claim: &Claim| !told.restricted || claim.property.as_str() == "kind";
        let (open, sealed): (Vec<Claim>, Vec<Claim>) = claims.into_iter().partition(is_open);
        self.record_said(&open)?;
        let secret = |claim: Claim| Secret { claim, concerns: Vec::new() };
        self.record_sealed_once(&sealed.into_iter().map(secret).collect::<Vec<_>>())?;
        Ok(Attached { file, source })
    }
}

impl Told {
    /// What the source says of itself. One that has a card already is neither named again nor of another kind.
    fn of(&self, source: EntityId, file: FileId, name: &str) -> Result<Vec<Claim>, RegisterError> {
        let mut values = vec![("file", Value::File(file))];
        if self.source.is_none() {
            values.insert(0, ("kind", Value::code("kind", "document")));
            values.insert(1, ("title", Value::text(self.title.as_deref().unwrap_or(name))));
        }
        values.extend(self.graphic.then(|| ("content-warning", Value::code("content-warning", "graphic"))));
        values.extend(self.author.iter().map(|name| ("author", Value::text(name.clone()))));
        values.extend(self.published.publisher.iter().map(|name| ("publisher", Value::text(name.clone()))));
        values.extend(self.published.date.iter().map(|date| ("published", Value::Date(date.clone()))));
        let claim =
            |(property, value)| Ok(Claim::new(Subject::Entity(source), PropertyId::parse(property)?, value, source));
        values.into_iter().map(claim).collect()
    }
}

impl Shows {
    fn thing(self) -> Option<EntityId> {
        match self {
            Shows::Thing(thing) => Some(thing),
            Shows::Plan => None,
        }
    }

    /// What the keeper says of such a picture.
    fn said(self) -> (&'static str, Value) {
        match self {
            Shows::Thing(thing) => ("depicts", Value::Entity(thing)),
            Shows::Plan => ("kind", Value::code("kind", "plan")),
        }
    }
}

/// By its first bytes, whatever it is called.
pub(crate) fn must_be_picture(path: &Path) -> Result<(), RegisterError> {
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(TELLING as u64).read_to_end(&mut first));
    read.map_err(RegisterError::io(path))?;
    match Picture::of(&first) {
        Some(_) => Ok(()),
        None => Err(RegisterError::NoPicture(path.to_owned())),
    }
}
