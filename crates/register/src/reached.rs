//! Hearing what cards name, what these name, and so on.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::{EntityId, Statement, Subject, Value};
use daftar_view::Audience;

use crate::{Heard, Register, RegisterError};

impl Register {
    /// Everything that is said of some entities, of those that they name under these properties, of those that these name, and
    /// so on; and of all that is said to be the same as one of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn hear_reached(
        &self,
        from: impl IntoIterator<Item = EntityId>,
        properties: &[&str],
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let (standing, identity) = (self.standing(), self.identity(self.standing())?);
        let mut sealed = by_subject(self.opened_statements(standing));
        let mut next: BTreeSet<EntityId> = from.into_iter().flat_map(|one| identity.members(one)).collect();
        let (mut reached, mut statements) = (BTreeSet::new(), Vec::new());
        while !next.is_empty() {
            let subjects: Vec<Subject> = next.iter().copied().map(Subject::Entity).collect();
            let mut told = self.statements(self.store.index().about_all(&subjects, &|_, _| true)?, standing);
            told.extend(next.iter().filter_map(|one| sealed.remove(one)).flatten());
            reached.append(&mut next);
            let named = told.iter().filter_map(|one| names(one, properties)).flat_map(|one| identity.members(one));
            next = named.filter(|one| !reached.contains(one)).collect();
            statements.extend(told);
        }
        self.with_remarks(statements, standing, audience)
    }
}

fn by_subject(statements: Vec<Statement>) -> HashMap<EntityId, Vec<Statement>> {
    let mut all: HashMap<EntityId, Vec<Statement>> = HashMap::new();
    for one in statements {
        if let Some(entity) = one.claim.subject.entity() {
            all.entry(entity).or_default().push(one);
        }
    }
    all
}

/// The entity that a statement names under one of these properties, if it stands.
fn names(statement: &Statement, properties: &[&str]) -> Option<EntityId> {
    match statement.claim.value {
        Value::Entity(entity) if statement.stands() && properties.contains(&statement.claim.property.as_str()) => {
            Some(entity)
        }
        _ => None,
    }
}
