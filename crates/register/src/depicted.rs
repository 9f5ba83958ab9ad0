//! Which sources are said to show something.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, PropertyId, Statement, Value};

use crate::{Register, RegisterError};

/// What says that a source shows something.
const DEPICTS: &str = "depicts";

impl Register {
    /// The sources that are said to show each of these things, whoever may know it: whoever shows them asks first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn depicting(&self, things: &[EntityId]) -> Result<BTreeMap<EntityId, BTreeSet<EntityId>>, RegisterError> {
        let _look = self.look()?;
        let depicts = PropertyId::parse(DEPICTS)?;
        let mut sources: BTreeMap<EntityId, BTreeSet<EntityId>> =
            things.iter().map(|thing| (*thing, BTreeSet::new())).collect();
        let mut told: Vec<Statement> = self.opened_statements(&self.standing);
        told.retain(|one| one.claim.property == depicts);
        for thing in things {
            let found = self.store.index().with_value_under(thing, &depicts)?;
            told.extend(self.statements(found, &self.standing));
        }
        for one in told.iter().filter(|one| one.stands()) {
            if let (Some(source), Value::Entity(thing)) = (one.claim.subject.entity(), &one.claim.value)
                && let Some(sources) = sources.get_mut(thing)
            {
                sources.insert(source);
            }
        }
        Ok(sources)
    }
}
