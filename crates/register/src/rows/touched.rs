//! Which entities are to be folded anew when something else of some entries counts.

use std::collections::BTreeSet;

use daftar_claim::{Claim, ClaimId, EntityId, EntryId, Subject, Value};

use crate::{Register, RegisterError};

/// What tells whether others may see what names an entity, or whether two of them are one: then whatever names it is touched.
const REACHES_OTHERS: [&str; 6] = ["kind", "publisher", "published", "same-as", "may-be-same", "different-from"];

/// From a source whose claims are spread over more blocks than these comes what touches too much: a list of many things.
const SPREAD: usize = 500;

/// The entities that are touched, unless they are so many that all may as well be folded.
pub(super) struct Touched<'r> {
    register: &'r Register,
    most: usize,
    entities: BTreeSet<EntityId>,
    /// What else reaches what names an entity.
    also: Option<&'static str>,
    /// Whether something touched more than is worth to be looked up.
    flooded: bool,
}

impl<'r> Touched<'r> {
    pub(super) fn new(register: &'r Register, most: usize) -> Touched<'r> {
        Touched { register, most, entities: BTreeSet::new(), also: None, flooded: false }
    }

    /// The same where one more property reaches what names an entity.
    pub(super) fn also(self, property: &'static str) -> Touched<'r> {
        Touched { also: Some(property), ..self }
    }

    /// Everything that an entry's claims touch.
    pub(super) fn entry(&mut self, entry: EntryId) -> Result<(), RegisterError> {
        for found in self.register.store.index().in_entry(entry)? {
            self.claim(&found.claim)?;
            if self.too_many() {
                break;
            }
        }
        Ok(())
    }

    /// Everything that a claim touches.
    pub(super) fn claim(&mut self, claim: &Claim) -> Result<(), RegisterError> {
        match claim.subject {
            Subject::Entity(entity) => drop(self.entities.insert(entity)),
            Subject::Claim(about) => self.about(about)?,
            Subject::File(_) => {}
        }
        let value = if let Value::Entity(value) = claim.value { Some(value) } else { None };
        self.entities.extend(value);
        let property = claim.property.as_str();
        if REACHES_OTHERS.contains(&property) || self.also == Some(property) {
            for entity in claim.subject.entity().into_iter().chain(value) {
                self.naming(entity)?;
            }
        }
        Ok(())
    }

    /// What a claim is about that another one is about.
    fn about(&mut self, mut claim: ClaimId) -> Result<(), RegisterError> {
        let mut met = BTreeSet::new();
        while met.insert(claim) {
            let found = self.register.store.index().claim(&claim)?;
            let opened =
                self.register.opened.iter().find(|(id, _, _)| *id == claim).map(|(_, _, secret)| &secret.claim);
            // All recordings of a claim are about one thing.
            match found.first().map(|one| &one.claim).or(opened).map(|one| one.subject) {
                Some(Subject::Entity(entity)) => drop(self.entities.insert(entity)),
                Some(Subject::Claim(further)) => claim = further,
                Some(Subject::File(_)) | None => {}
            }
        }
        Ok(())
    }

    /// What is said by an entity, from it, or with it as a value.
    fn naming(&mut self, entity: EntityId) -> Result<(), RegisterError> {
        let index = self.register.store.index();
        if self.most < usize::MAX && index.spread_of_source(&entity)? > SPREAD {
            self.flooded = true;
            return Ok(());
        }
        for found in [index.with_source(&entity)?, index.with_value(&entity)?, index.by_speaker(&entity)?].concat() {
            self.entities.extend(found.claim.subject.entity());
            if let Value::Entity(value) = found.claim.value {
                self.entities.insert(value);
            }
        }
        Ok(())
    }

    pub(super) fn too_many(&self) -> bool {
        self.flooded || self.entities.len() > self.most
    }

    /// The entities; none when they are too many.
    pub(super) fn entities(self) -> Option<BTreeSet<EntityId>> {
        (!self.too_many()).then_some(self.entities)
    }
}
