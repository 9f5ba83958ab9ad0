//! Which sources are said to show something.

use std::collections::HashMap;

use daftar_claim::{EntityId, PropertyId, Value};

use crate::{Register, RegisterError};

/// What says that a source shows something.
const DEPICTS: &str = "depicts";

impl Register {
    /// The sources that are said to show each of these things, whoever may know it: whoever shows them asks first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn depicting(&self, things: &[EntityId]) -> Result<HashMap<EntityId, Vec<EntityId>>, RegisterError> {
        let _look = self.look()?;
        let depicts = PropertyId::parse(DEPICTS)?;
        let sealed = self.opened_claims().filter(|claim| claim.property == depicts);
        let mut sources: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
        for claim in sealed {
            if let (Some(source), Value::Entity(thing)) = (claim.subject.entity(), &claim.value) {
                sources.entry(*thing).or_default().push(source);
            }
        }
        sources.retain(|thing, _| things.contains(thing));
        for thing in things {
            let found = self.store.index().with_value(thing)?.into_iter().filter(|one| one.claim.property == depicts);
            let told = self.statements(found.collect(), &self.standing);
            let told = told.iter().filter(|one| one.stands()).filter_map(|one| one.claim.subject.entity());
            sources.entry(*thing).or_default().extend(told);
        }
        Ok(sources)
    }
}
