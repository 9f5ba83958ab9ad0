//! Looking: from the index to statements, with what views must know of the entities that they name.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::{Claim, ClaimId, EntityId, PropertyId, Recording, RecordingId, Standing, Statement, Subject, Value};
use daftar_store::index::{Found, Look};
use daftar_view::{Audience, Needs, Surroundings};

use crate::{Register, RegisterError};

/// Statements, and what is known of the entities that they name.
#[derive(Debug)]
pub struct Heard {
    /// The statements, by id.
    pub statements: Vec<Statement>,
    /// Names, kinds, facts of sources.
    pub surroundings: Surroundings,
}

impl Register {
    /// Until it is dropped, the index is asked in one look.
    pub(crate) fn look(&self) -> Result<Look<'_>, RegisterError> {
        Ok(self.store.index().look()?)
    }

    /// Groups what the index found into statements; recordings that do not count are left out.
    pub(crate) fn statements(&self, found: Vec<Found>, standing: &Standing) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::with_capacity(found.len());
        let mut place_of: HashMap<ClaimId, usize> = HashMap::with_capacity(found.len());
        for one in found {
            let Some(recording) = recording(one.recording, standing) else { continue };
            let place = *place_of.entry(one.id).or_insert(statements.len());
            match statements.get_mut(place) {
                Some(known) => known.recordings.push(recording),
                None => {
                    let Found { id, claim, .. } = one;
                    statements.push(Statement { id, claim, recordings: vec![recording], sealed: false });
                }
            }
        }
        statements.iter_mut().for_each(|one| one.recordings.sort_by_key(|recording| recording.id));
        // Statements are large: they are moved once, not at each step of the sorting.
        statements.sort_by_cached_key(|one| one.id);
        statements
    }

    /// The sealed statements that are open on this device.
    pub(crate) fn opened_statements(&self, standing: &Standing) -> Vec<Statement> {
        let statement = |(id, place, secret): &(ClaimId, RecordingId, daftar_claim::Secret)| {
            let recording = recording(*place, standing)?;
            Some(Statement { id: *id, claim: secret.claim.clone(), recordings: vec![recording], sealed: true })
        };
        self.opened.iter().filter_map(statement).collect()
    }

    /// Every statement.
    pub(crate) fn all_statements(&self, standing: &Standing) -> Result<Vec<Statement>, RegisterError> {
        let mut statements = self.statements(self.all_found()?, standing);
        statements.extend(self.opened_statements(standing));
        Ok(statements)
    }

    /// Every open claim that the index holds.
    fn all_found(&self) -> Result<Vec<Found>, RegisterError> {
        let mut all = Vec::new();
        self.store.index().all(|found| all.push(found))?;
        Ok(all)
    }

    /// One statement, by its claim's id.
    ///
    /// # Errors
    /// When it is not here.
    pub fn statement(&self, claim: ClaimId) -> Result<Statement, RegisterError> {
        let found = self.statements(self.store.index().claim(&claim)?, &self.standing);
        let opened = || self.opened_statements(&self.standing).into_iter().find(|statement| statement.id == claim);
        let unknown = || RegisterError::Unknown { what: "statement", id: claim.to_string(), see: "show" };
        found.into_iter().next().or_else(opened).ok_or_else(unknown)
    }

    /// Everything that one entity's page needs: what is said about it, about those that it is said to be or not to be,
    /// about those statements, and what names it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_entity(
        &self,
        entity: EntityId,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let mut statements = Vec::new();
        let mut reached = BTreeSet::from([entity]);
        let mut next = vec![entity];
        while let Some(entity) = next.pop() {
            let about = self.statements(self.store.index().about(&Subject::Entity(entity))?, standing);
            let naming = self.statements(self.store.index().with_value(&entity)?, standing);
            for statement in about.iter().chain(&naming).filter(|statement| statement.stands()) {
                for other in linked(&statement.claim) {
                    if reached.insert(other) {
                        next.push(other);
                    }
                }
            }
            statements.extend(about);
            statements.extend(naming);
        }
        let opened = self.opened_statements(standing).into_iter();
        let sealed = opened.filter(|one| one.claim.entities().any(|entity| reached.contains(&entity)));
        statements.extend(sealed);
        self.with_remarks(statements, standing, audience)
    }

    /// Everything.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_all(&self, standing: &Standing, audience: Audience) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let mut statements = self.all_statements(standing)?;
        self.fit_words(&mut statements, standing, audience);
        let surroundings = Surroundings::gather(&statements, audience, &self.profiles).on(self.today()?);
        Ok(Heard { statements: crate::register::by_id(statements), surroundings })
    }

    /// What is said under some properties, with the links and denials that bear on it: a page about many entities hears no
    /// more than it shows. Where they are about no more than `whole` entities, everything that is said of these is heard.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_properties(
        &self,
        properties: &[PropertyId],
        whole: usize,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let mut wanted = self.links_and_denials()?;
        wanted.extend_from_slice(properties);
        let mut found = Vec::new();
        for property in &wanted {
            self.store.index().with_property(property, |one| found.push(one))?;
        }
        let mut statements = self.statements(found, standing);
        let about: BTreeSet<Subject> = statements.iter().map(|one| one.claim.subject).collect();
        let about: BTreeSet<Subject> = about.into_iter().filter(|one| one.entity().is_some()).collect();
        if about.len() <= whole {
            statements.extend(self.statements(self.store.index().about_all(&about, &|_, _| true)?, standing));
        }
        let asked = |one: &Statement| wanted.contains(&one.claim.property);
        statements.extend(self.opened_statements(standing).into_iter().filter(asked));
        self.with_surroundings(statements, standing, audience)
    }

    /// The properties of links between entities and of denials.
    pub(crate) fn links_and_denials(&self) -> Result<Vec<PropertyId>, RegisterError> {
        let bearing = ["same-as", "different-from", "may-be-same", "deny"].map(PropertyId::parse);
        Ok(bearing.into_iter().collect::<Result<_, _>>()?)
    }

    /// Adds what is said about the statements, and gathers what is known of the entities that they name.
    pub(crate) fn with_remarks(
        &self,
        mut statements: Vec<Statement>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let claims: Vec<Subject> = statements.iter().map(|statement| Subject::Claim(statement.id)).collect();
        let remarks = self.statements(self.store.index().about_all(&claims, &|_, _| true)?, standing);
        statements.extend(remarks);
        self.with_surroundings(statements, standing, audience)
    }

    /// Gathers what is known of the entities that the statements name.
    pub(crate) fn with_surroundings(
        &self,
        mut statements: Vec<Statement>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        self.fit_words(&mut statements, standing, audience);
        let surroundings = self.surroundings(&statements, standing, audience)?;
        Ok(Heard { statements: crate::register::by_id(statements), surroundings })
    }

    /// Gives statements the words that are sealed apart from them, for those who may read these; takes from the public those
    /// that are withheld.
    pub(crate) fn fit_words(&self, statements: &mut Vec<Statement>, standing: &Standing, audience: Audience) {
        if audience != Audience::Keeper {
            return self.hide_words(statements);
        }
        let told = self.opened.iter().filter(|(_, place, _)| standing.party(place.entry).is_some());
        let told = told.filter(|(_, place, _)| standing.ended(*place).is_none());
        let mut words: HashMap<ClaimId, &Claim> = HashMap::new();
        for claim in told.map(|(_, _, secret)| &secret.claim) {
            if let Some(about) = claim.words_of() {
                words.entry(about).or_insert(claim);
            }
        }
        statements.retain(|statement| !statement.sealed || statement.claim.words_of().is_none());
        for statement in statements {
            if let Some(words) = words.get(&statement.id) {
                statement.claim.put_back(words);
            }
        }
    }

    /// What is said of these subjects, as far as it is kept, sealed statements that are open here among it.
    pub(crate) fn told_of(
        &self,
        subjects: &BTreeSet<Subject>,
        keep: &dyn Fn(&Subject, &PropertyId) -> bool,
        standing: &Standing,
    ) -> Result<Vec<Statement>, RegisterError> {
        let mut told = self.statements(self.store.index().about_all(subjects, keep)?, standing);
        let kept =
            |one: &Statement| subjects.contains(&one.claim.subject) && keep(&one.claim.subject, &one.claim.property);
        told.extend(self.opened_statements(standing).into_iter().filter(kept));
        Ok(told)
    }

    /// What is known of every entity that the statements name.
    pub(crate) fn surroundings(
        &self,
        statements: &[Statement],
        standing: &Standing,
        audience: Audience,
    ) -> Result<Surroundings, RegisterError> {
        let entities = statements.iter().flat_map(|statement| statement.claim.entities());
        let parties = statements.iter().flat_map(|statement| &statement.recordings).map(|recording| recording.party);
        let named: BTreeSet<Subject> = entities.chain(parties).map(Subject::Entity).collect();
        let needs = Needs::of(&self.profiles);
        let facts = self.told_of(&named, &|_, property| needs.surround(property), standing)?;
        Ok(Surroundings::gather(&facts, audience, &self.profiles).on(self.today()?))
    }
}

/// The entities that a claim says are, are not, or may be the same.
pub(crate) fn linked(claim: &Claim) -> Vec<EntityId> {
    let links = ["same-as", "different-from", "may-be-same"].contains(&claim.property.as_str());
    match (&claim.subject, &claim.value) {
        (Subject::Entity(one), Value::Entity(other)) if links => vec![*one, *other],
        _ => Vec::new(),
    }
}

/// A recording, if it counts.
fn recording(id: RecordingId, standing: &Standing) -> Option<Recording> {
    let party = standing.party(id.entry)?;
    let (time, clock) = standing.time(id.entry);
    Some(Recording { id, party, time, clock, ended: standing.ended(id) })
}
