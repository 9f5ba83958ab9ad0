//! What is said of some cards, and of what is said of them, as far as an audience may see it: unfolded.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntityId, PropertyId, Standing, Statement, Subject};
use daftar_view::{Audience, Identity, Needs, Surroundings};

use crate::{Register, RegisterError};

/// Hears one portion of cards after the other. Sealed statements are found by what they are about: there may be very many.
pub(crate) struct Hearing<'r> {
    register: &'r Register,
    standing: &'r Standing,
    audience: Audience,
    identity: Identity,
    sealed: HashMap<Subject, Vec<Statement>>,
    concerned: HashMap<ClaimId, &'r [EntityId]>,
}

/// What is said of some cards.
pub(crate) struct Portion {
    /// By what it is about.
    pub(crate) about: HashMap<Subject, Vec<Statement>>,
    /// What is known of those that it names.
    pub(crate) surroundings: Surroundings,
}

impl<'r> Hearing<'r> {
    pub(crate) fn new(
        register: &'r Register,
        standing: &'r Standing,
        audience: Audience,
    ) -> Result<Hearing<'r>, RegisterError> {
        let _look = register.look()?;
        let mut sealed: HashMap<Subject, Vec<Statement>> = HashMap::new();
        for statement in register.opened_statements(standing) {
            sealed.entry(statement.claim.subject).or_default().push(statement);
        }
        let concerned = register.opened.iter().map(|(id, _, secret)| (*id, secret.concerns.as_slice())).collect();
        let identity = register.identity(standing)?;
        Ok(Hearing { register, standing, audience, identity, sealed, concerned })
    }

    /// The cards that are said to be one with a card, itself included.
    pub(crate) fn members(&self, card: EntityId) -> Vec<EntityId> {
        self.identity.members(card)
    }

    /// Whom a sealed statement concerns.
    pub(crate) fn concerned_by(&self, statement: &Statement) -> &'r [EntityId] {
        self.concerned.get(&statement.id).copied().unwrap_or_default()
    }

    /// What is said of these cards, and of these statements again.
    pub(crate) fn portion(&self, cards: &[EntityId]) -> Result<Portion, RegisterError> {
        let _look = self.register.look()?;
        let mut all = Vec::new();
        let mut subjects: BTreeSet<Subject> = cards.iter().copied().map(Subject::Entity).collect();
        while !subjects.is_empty() {
            let told = self.told(&subjects, &|_| true)?;
            subjects = told.iter().map(|one| Subject::Claim(one.id)).collect();
            all.extend(told);
        }
        let surroundings = self.surroundings(&all)?;
        let mut about: HashMap<Subject, Vec<Statement>> = HashMap::new();
        for statement in all {
            about.entry(statement.claim.subject).or_default().push(statement);
        }
        Ok(Portion { about, surroundings })
    }

    fn told(
        &self,
        subjects: &BTreeSet<Subject>,
        keep: &dyn Fn(&PropertyId) -> bool,
    ) -> Result<Vec<Statement>, RegisterError> {
        let found = self.register.store.index().about_all(subjects, &|_, property| keep(property))?;
        let mut told = self.register.statements(found, self.standing);
        let sealed = subjects.iter().filter_map(|subject| self.sealed.get(subject)).flatten();
        told.extend(sealed.filter(|one| keep(&one.claim.property)).cloned());
        Ok(told)
    }

    /// What is known of those that are named, and of those that are the same: where one is a sensitive place, so is the other.
    fn surroundings(&self, statements: &[Statement]) -> Result<Surroundings, RegisterError> {
        let named: BTreeSet<EntityId> = statements.iter().flat_map(|one| one.claim.entities()).collect();
        let named = named.into_iter().flat_map(|one| self.members(one)).map(Subject::Entity).collect();
        let needs = Needs::of(&self.register.profiles);
        let facts = self.told(&named, &|property| needs.surround(property))?;
        Ok(Surroundings::gather(&facts, self.audience, &self.register.profiles).on(self.register.today()?))
    }

    /// Whether the audience may see a statement.
    pub(crate) fn may_see(&self, statement: &Statement, surroundings: &Surroundings) -> bool {
        surroundings.may_see(statement, self.audience, &self.register.profiles)
    }
}
