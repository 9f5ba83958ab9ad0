//! What a map needs to hear: what has a position, and everything else that is said of it.

use std::collections::BTreeSet;

use daftar_claim::{Claim, EntityId, PropertyId, Standing, Subject, Value};
use daftar_view::{Audience, Identity};

use crate::{Heard, Register, RegisterError};

/// The kind of a picture that can be laid on the map.
const PLAN: &str = "plan";

impl Register {
    /// Everything that is said of what has a position, of plans, and of what is said to be the same as one of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_placed(&self, standing: &Standing, audience: Audience) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let mut placed: BTreeSet<EntityId> = self.of_kind(PLAN)?.into_iter().collect();
        for property in self.profiles().properties.values().filter(|property| property.value == "geometry") {
            self.store.index().with_property(&property.id, |found| placed.extend(found.claim.subject.entity()))?;
        }
        let sealed = self.opened_claims().filter(|claim| matches!(claim.value, Value::Geometry { .. }));
        placed.extend(sealed.filter_map(|claim| claim.subject.entity()));
        self.hear_joined(placed, standing, audience)
    }

    /// Everything that is said of cards that were found, of what they name, of plans, and of what is said to be the same as one of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_found(
        &self,
        found: &BTreeSet<EntityId>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let subjects: Vec<Subject> = found.iter().copied().map(Subject::Entity).collect();
        let told = self.store.index().about_all(&subjects, &|_, _| true)?;
        let named = |claim: &Claim| if let Value::Entity(named) = claim.value { Some(named) } else { None };
        let mut all: BTreeSet<EntityId> = self.of_kind(PLAN)?.into_iter().chain(found.iter().copied()).collect();
        all.extend(told.iter().filter_map(|one| named(&one.claim)));
        let of_found = |claim: &&Claim| claim.subject.entity().is_some_and(|entity| found.contains(&entity));
        all.extend(self.opened_claims().filter(of_found).filter_map(named));
        self.hear_joined(all, standing, audience)
    }

    /// Everything that is said of some entities, and of what is said to be the same as one of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_joined(
        &self,
        entities: impl IntoIterator<Item = EntityId>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let identity = self.identity(standing)?;
        let joined: BTreeSet<EntityId> = entities.into_iter().flat_map(|entity| identity.members(entity)).collect();
        let subjects: Vec<Subject> = joined.iter().copied().map(Subject::Entity).collect();
        let mut statements = self.statements(self.store.index().about_all(&subjects, &|_, _| true)?, standing);
        let about = |claim: &Claim| claim.subject.entity().is_some_and(|entity| joined.contains(&entity));
        statements.extend(self.opened_statements(standing).into_iter().filter(|one| about(&one.claim)));
        self.with_remarks(statements, standing, audience)
    }

    /// Which entities are said to be one.
    pub(crate) fn identity(&self, standing: &Standing) -> Result<Identity, RegisterError> {
        let same = PropertyId::parse("same-as")?;
        let mut found = Vec::new();
        self.store.index().with_property(&same, |one| found.push(one))?;
        let mut links = self.statements(found, standing);
        links.extend(self.opened_statements(standing).into_iter().filter(|one| one.claim.property == same));
        Ok(Identity::of(&links))
    }
}
