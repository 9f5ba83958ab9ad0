//! How the pictures of things look. A small copy that lies beside the index is enough; else the source file is opened.

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

use daftar_claim::{EntityId, FileId, PropertyId, Statement, Value};
use daftar_media::{Picture, TELLING, look};
use daftar_store::Derivative;
use daftar_view::{Ask, Audience};

use crate::{Register, RegisterError};

impl Register {
    /// The files of the pictures that show each thing, as the asking audience may see them.
    pub(super) fn pictures_of_things(&self, ask: &Ask) -> Result<HashMap<EntityId, BTreeSet<FileId>>, RegisterError> {
        let mut files: HashMap<EntityId, Vec<FileId>> = HashMap::new();
        // What others may see of pictures hangs on their sources: they are compared for keepers alone.
        if ask.audience == Audience::Public {
            return Ok(HashMap::new());
        }
        for one in self.standing_with(&PropertyId::parse("file")?, ask)? {
            if let (Some(source), Value::File(file)) = (one.claim.subject.entity(), &one.claim.value) {
                files.entry(source).or_default().push(*file);
            }
        }
        let mut shown: HashMap<EntityId, BTreeSet<FileId>> = HashMap::new();
        for one in self.standing_with(&PropertyId::parse("depicts")?, ask)? {
            if let (Some(source), Value::Entity(thing)) = (one.claim.subject.entity(), &one.claim.value) {
                shown.entry(*thing).or_default().extend(files.get(&source).into_iter().flatten());
            }
        }
        Ok(shown)
    }

    /// What stands of a property, as far as the asking audience may see sealed statements.
    pub(super) fn standing_with(&self, property: &PropertyId, ask: &Ask) -> Result<Vec<Statement>, RegisterError> {
        let mut found = Vec::new();
        self.store.index().with_property(property, |one| found.push(one))?;
        let mut statements = self.statements(found, &self.standing);
        if ask.audience == Audience::Keeper {
            let opened = self.opened_statements(&self.standing).into_iter();
            statements.extend(opened.filter(|one| one.claim.property == *property));
        }
        statements.retain(Statement::stands);
        Ok(statements)
    }

    /// How a picture looks; none where it is no picture, cannot be opened, or is not here.
    pub(super) fn look_of(&self, file: FileId) -> Option<u64> {
        let small = self.derived().open(&file, Derivative::Small).ok().flatten();
        if let Some(look) = small.and_then(|mut small| look(Picture::Jpeg, &mut small).ok()) {
            return Some(look);
        }
        let mut original = self.open_file(file).ok().flatten()?;
        let mut first = Vec::new();
        original.by_ref().take(TELLING as u64).read_to_end(&mut first).ok()?;
        let picture = Picture::of(&first)?;
        look(picture, &mut Cursor::new(first).chain(original)).ok()
    }
}
