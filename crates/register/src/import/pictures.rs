//! Pictures that a list names: found in a folder, kept as they are, and said to show what the row is about.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use daftar_claim::{Claim, EntityId, FileId, PropertyId, RecordingId, Span, Subject, Value, span_entity};

use super::before::{Before, State};
use super::list::List;
use super::told::Why;
use super::{Plan, open, unreadable};
use crate::attach::must_be_picture;
use crate::custody::Collected;
use crate::{Register, RegisterError};

const DEPICTS: &str = "depicts";

/// What became of the pictures that a list names.
#[derive(Default)]
pub(super) struct Pictures {
    /// By its name in the list: what was kept, or why nothing was. In a first look nothing is kept.
    found: HashMap<String, Result<Option<FileId>, Why>>,
    /// Whose card was begun in this run.
    begun: BTreeSet<EntityId>,
    /// Which are said to show what in this run.
    said: BTreeSet<(EntityId, EntityId)>,
}

/// What a row's pictures come to.
#[derive(Default)]
pub(super) struct Shown {
    /// What is to be recorded.
    pub(super) claims: Vec<Claim>,
    /// What the list said of pictures that the row does not name any more.
    pub(super) gone: Vec<RecordingId>,
    /// How many pictures are new here.
    pub(super) new: u64,
}

/// A row, as its pictures need it.
#[derive(Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) thing: EntityId,
    pub(super) row: u64,
    /// Names of pictures, with the columns they stand in.
    pub(super) named: &'r [(String, String)],
}

impl Pictures {
    /// Reads the list for the pictures that it names, and keeps those that are there; with `dry`, it only looks for them.
    ///
    /// # Errors
    /// When the list or the folder cannot be read, or a picture not be kept.
    pub(super) fn gather(
        register: &mut Register,
        plan: &Plan,
        list: &mut List<'_>,
        dry: bool,
    ) -> Result<Pictures, RegisterError> {
        let Some(folder) = plan.pictures.as_deref().filter(|_| list.names_pictures()) else {
            return Ok(Pictures::default());
        };
        let mut names = BTreeSet::new();
        for row in open(plan)? {
            let listed = list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            names.extend(listed.pictures.into_iter().map(|(_, name)| name));
        }
        list.again();
        let folder = Folder::of(folder)?;
        let looked = names.into_iter().map(|name| (folder.picture(&name), name));
        let (mut found, mut there) = (HashMap::new(), Vec::new());
        for (path, name) in looked {
            match path {
                Ok(path) => there.push((name, path)),
                Err(why) => drop(found.insert(name, Err(why))),
            }
        }
        let paths: Vec<PathBuf> = there.iter().map(|(_, path)| path.clone()).collect();
        let kept = if dry { vec![None; paths.len()] } else { keep(register, &paths, plan.restricted)? };
        found.extend(there.into_iter().zip(kept).map(|((name, _), file)| (name, Ok(file))));
        Ok(Pictures { found, ..Pictures::default() })
    }

    /// Why a picture cannot be shown; none when it can, or when no folder of pictures was given.
    pub(super) fn trouble(&self, name: &str) -> Option<Why> {
        self.found.get(name)?.as_ref().err().cloned()
    }

    /// What is to be recorded so that a row's pictures show its thing, and what the list no longer says.
    pub(super) fn of_row(
        &mut self,
        register: &Register,
        (list, before): (&List<'_>, &mut Before),
        place: Place<'_>,
        going_on: Option<&str>,
    ) -> Result<Shown, RegisterError> {
        let mut shown = Shown::default();
        let mut now = BTreeSet::new();
        for (column, name) in place.named {
            let Some(Ok(file)) = self.found.get(name) else { continue };
            let Some(file) = *file else {
                shown.new += 1;
                continue;
            };
            let picture = span_entity(file, "document", Span { start: 0, end: 0 });
            now.insert(picture);
            let claim = |property: &str, value| -> Result<Claim, RegisterError> {
                Ok(list.claim(picture, place.row, column, PropertyId::parse(property)?, value))
            };
            if !self.said.insert((picture, place.thing)) || said_before(register, before, picture, place.thing)? {
                continue;
            }
            shown.new += 1;
            if self.begun.insert(picture) && !has_card(register, picture, going_on)? {
                // Its kind comes last: where that is there, all of them are.
                shown.claims.push(claim("title", Value::text(name.clone()))?);
                shown.claims.push(claim("file", Value::File(file))?);
                shown.claims.push(claim("kind", Value::code("kind", "document"))?);
            }
            shown.claims.push(claim(DEPICTS, Value::Entity(place.thing))?);
        }
        if !now.is_empty() {
            shown.gone = no_longer(register, before, place.thing, &now)?;
        }
        Ok(shown)
    }
}

/// Whether the list said before that a picture shows a thing; what was withdrawn here since stays so.
fn said_before(
    register: &Register,
    before: &mut Before,
    picture: EntityId,
    thing: EntityId,
) -> Result<bool, RegisterError> {
    let said = before.about(register, &[picture])?;
    Ok(said.values().flatten().any(|old| shows(&old.claim, thing)))
}

fn shows(claim: &Claim, thing: EntityId) -> bool {
    claim.property.as_str() == DEPICTS && claim.value == Value::Entity(thing)
}

/// Whether somebody recorded what a picture is, before or otherwise.
fn has_card(register: &Register, picture: EntityId, going_on: Option<&str>) -> Result<bool, RegisterError> {
    let is_kind = |claim: &Claim| claim.property.as_str() == "kind";
    let sealed = register.opened_claims().any(|claim| claim.subject == Subject::Entity(picture) && is_kind(claim));
    Ok(sealed || register.standing_about(picture, going_on)?.iter().any(is_kind))
}

/// What the list said of other pictures of a thing, as far as it stands.
fn no_longer(
    register: &Register,
    before: &mut Before,
    thing: EntityId,
    now: &BTreeSet<EntityId>,
) -> Result<Vec<RecordingId>, RegisterError> {
    let open = register.store.index().with_value(&thing)?.into_iter().map(|found| found.claim);
    let sealed = register.opened_claims().filter(|claim| claim.value == Value::Entity(thing)).cloned();
    let depicting = open.chain(sealed).filter(|claim| shows(claim, thing)).filter_map(|claim| claim.subject.entity());
    let others: BTreeSet<EntityId> = depicting.filter(|picture| !now.contains(picture)).collect();
    let others: Vec<EntityId> = others.into_iter().collect();
    let said = before.about(register, &others)?;
    let standing = said.into_values().flatten().filter(|old| shows(&old.claim, thing) && old.state == State::Stands);
    Ok(standing.flat_map(|old| old.standing).collect())
}

fn keep(register: &mut Register, paths: &[PathBuf], restricted: bool) -> Result<Vec<Option<FileId>>, RegisterError> {
    let kept = match restricted {
        true => paths.iter().map(|path| register.keep_file(path, true)).collect::<Result<Vec<_>, _>>()?,
        false => register.keep_files(paths, &Collected::default())?,
    };
    Ok(kept.into_iter().map(Some).collect())
}

/// A folder of pictures. Names are compared to the letter; where none fits, without case.
struct Folder {
    path: PathBuf,
    names: HashMap<String, Vec<String>>,
}

impl Folder {
    fn of(path: &Path) -> Result<Folder, RegisterError> {
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        for one in std::fs::read_dir(path).map_err(RegisterError::io(path))? {
            let one = one.map_err(RegisterError::io(path))?;
            // What is a link may lead elsewhere.
            let plain = one.file_type().map_err(RegisterError::io(path))?.is_file();
            if let Some(name) = one.file_name().to_str().filter(|_| plain) {
                names.entry(name.to_lowercase()).or_default().push(name.to_owned());
            }
        }
        Ok(Folder { path: path.to_owned(), names })
    }

    fn picture(&self, name: &str) -> Result<PathBuf, Why> {
        if name.contains(['/', '\\', '\0', ':']) || name == "." || name == ".." {
            return Err(Why::PictureElsewhere);
        }
        let alike = self.names.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let found = match alike {
            [one] => Some(one),
            several => several.iter().find(|one| *one == name),
        };
        let path = self.path.join(found.ok_or(Why::NoPicture)?);
        must_be_picture(&path).map(|()| path).map_err(|_| Why::NotAPicture)
    }
}
