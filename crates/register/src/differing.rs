//! Hearing what may differ: the index is asked in sets, for some entities at a time, so that memory stays flat.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntityId, PropertyId, Standing, Statement, Subject};
use daftar_store::index::{Candidate, Comparison};
use daftar_table::{DIFFERS, Query, Test};
use daftar_view::{Ask, Audience, Needs, Surroundings};

use crate::look::{Heard, linked};
use crate::register::by_id;
use crate::{Register, RegisterError};

/// How many groups of entities are heard at a time; few in tests, so that there are parts.
const AT_ONCE: usize = if cfg!(test) { 2 } else { 1_000 };

/// How many statements the table may be behind for it to be asked; few in tests, so that both ways are gone.
const BEHIND: u64 = if cfg!(test) { 50 } else { 1_000 };

/// What is to be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compare {
    /// Only what may differ.
    Differences,
    /// Also what several sources may agree on.
    Agreements,
}

/// How the index is to compare: by the rules of the profiles, and entities that are or may be the same as one.
struct Comparing<'p> {
    needs: Needs<'p>,
    agreements: bool,
    joined: Vec<BTreeSet<EntityId>>,
    /// The place of each joined entity's group.
    group_of: HashMap<EntityId, usize>,
    /// Denials, by the claim that is denied.
    denials: HashMap<ClaimId, Vec<Statement>>,
}

impl Comparison for Comparing<'_> {
    fn family<'p>(&'p self, property: &'p PropertyId) -> &'p PropertyId {
        self.needs.family(property)
    }

    fn has_many(&self, family: &PropertyId) -> bool {
        self.needs.has_many(family)
    }

    fn agreements(&self) -> bool {
        self.agreements
    }

    fn joined(&self) -> &[BTreeSet<EntityId>] {
        &self.joined
    }
}

impl Comparing<'_> {
    /// The entities that are compared as one with this one.
    fn members(&self, entity: EntityId) -> BTreeSet<EntityId> {
        let group = self.group_of.get(&entity).and_then(|place| self.joined.get(*place));
        group.cloned().unwrap_or_else(|| BTreeSet::from([entity]))
    }
}

impl Register {
    /// What views of differences need: everything on entities that statements could differ on.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_differing(&self, standing: &Standing, ask: &Ask) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let comparing = self.comparing(standing, Compare::Differences)?;
        self.hear_candidates(&self.candidates(&comparing, standing, ask)?, &comparing, standing, ask.audience)
    }

    /// The same in parts, each of some entities: views of the parts make up the view of the whole. What joins entities may
    /// be in several parts, so that what is answered of it can come twice, alike.
    ///
    /// # Errors
    /// When the index cannot be read, or when `each` fails.
    pub fn hear_differing_in_parts<E: From<RegisterError>>(
        &self,
        standing: &Standing,
        ask: &Ask,
        compare: Compare,
        mut each: impl FnMut(Heard) -> Result<(), E>,
    ) -> Result<(), E> {
        let _look = self.look()?;
        let comparing = self.comparing(standing, compare)?;
        for part in self.candidates(&comparing, standing, ask)?.chunks(AT_ONCE) {
            each(self.hear_candidates(part, &comparing, standing, ask.audience)?)?;
        }
        Ok(())
    }

    fn comparing(&self, standing: &Standing, compare: Compare) -> Result<Comparing<'_>, RegisterError> {
        let (needs, agreements) = (Needs::of(&self.profiles), compare == Compare::Agreements);
        let links = Needs::LINKS.into_iter().map(|link| self.statements_of(link, standing));
        let links = links.collect::<Result<Vec<_>, _>>()?;
        let joined = groups(links.iter().flatten().filter(|link| link.stands()).map(|link| linked(&link.claim)));
        let places = joined.iter().enumerate();
        let group_of = places.flat_map(|(place, group)| group.iter().map(move |member| (*member, place))).collect();
        let mut denials: HashMap<ClaimId, Vec<Statement>> = HashMap::new();
        for denial in self.statements_of(Needs::DENIAL, standing)? {
            if let Subject::Claim(denied) = denial.claim.subject {
                denials.entry(denied).or_default().push(denial);
            }
        }
        Ok(Comparing { needs, agreements, joined, group_of, denials })
    }

    /// The statements of one property, sealed ones that are open here among them.
    fn statements_of(&self, property: &str, standing: &Standing) -> Result<Vec<Statement>, RegisterError> {
        let property = PropertyId::parse(property)?;
        let mut found = Vec::new();
        self.store.index().with_property(&property, |one| found.push(one))?;
        let mut statements = self.statements(found, standing);
        statements.extend(self.opened_statements(standing).into_iter().filter(|one| one.claim.property == property));
        Ok(statements)
    }

    /// What the index finds; what is denied; and what sealed statements speak of, for the index does not know what they say.
    fn candidates(
        &self,
        comparing: &Comparing,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<Vec<Candidate>, RegisterError> {
        let mut candidates = match self.known_to_differ(comparing, standing, ask)? {
            Some(known) => self.store.index().candidates_among(&known, comparing)?,
            None => self.store.index().candidates(comparing)?,
        };
        let mut further = self.opened_statements(standing);
        for denied in comparing.denials.keys() {
            further.extend(self.statements(self.store.index().claim(denied)?, standing));
        }
        let mut added: BTreeMap<BTreeSet<EntityId>, BTreeSet<PropertyId>> = BTreeMap::new();
        for statement in further {
            if let Some(entity) = statement.claim.subject.entity() {
                let families = added.entry(comparing.members(entity)).or_default();
                families.insert(comparing.family(&statement.claim.property).clone());
            }
        }
        for candidate in &mut candidates {
            candidate.families.extend(added.remove(&candidate.members).unwrap_or_default());
        }
        candidates.extend(added.into_iter().map(|(members, families)| Candidate { members, families }));
        Ok(candidates)
    }

    /// The entities on which statements differ, as the table knows; none where it is not asked: of a past moment, of some
    /// sources, of agreements, or when much is to be folded first.
    fn known_to_differ(
        &self,
        comparing: &Comparing,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<Option<BTreeSet<EntityId>>, RegisterError> {
        if comparing.agreements || !self.is_of_now(standing, ask) || self.table_behind()? > BEHIND {
            return Ok(None);
        }
        let mut query = Query { columns: Some(Vec::new()), ..Query::default() };
        query.add(DIFFERS, Test::Said);
        let mut known = BTreeSet::new();
        self.each_of_many(&query, standing, ask, |hit| -> Result<(), RegisterError> {
            known.extend(hit.row.members.into_iter().flat_map(|member| comparing.members(member)));
            Ok(())
        })?;
        Ok(Some(known))
    }

    /// What is said of the families of candidates, with what must be known beside.
    fn hear_candidates(
        &self,
        candidates: &[Candidate],
        comparing: &Comparing,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let member = |candidate| move |member: &EntityId| (Subject::Entity(*member), candidate);
        let all = candidates.iter().flat_map(|candidate: &Candidate| candidate.members.iter().map(member(candidate)));
        let wanted: HashMap<Subject, &Candidate> = all.collect();
        let compared = |subject: &Subject, property: &PropertyId| {
            let candidate = wanted.get(subject);
            candidate.is_some_and(|candidate| candidate.families.contains(comparing.family(property)))
        };
        let keep =
            |subject: &Subject, property: &PropertyId| comparing.needs.beside(property) || compared(subject, property);
        let mut statements = self.told_of(&wanted.keys().copied().collect(), &keep, standing)?;
        let denials = statements.iter().filter_map(|one| comparing.denials.get(&one.id)).flatten().cloned();
        statements.extend(denials.collect::<Vec<_>>());
        let beyond = self.told_beyond(&statements, wanted.into_keys().collect(), comparing, standing)?;
        self.fit_words(&mut statements, standing, audience);
        let surroundings = Surroundings::gather(statements.iter().chain(&beyond), audience, &self.profiles);
        statements.extend(beyond.into_iter().filter(|one| Needs::joins(&one.claim.property)));
        Ok(Heard { statements: by_id(statements), surroundings })
    }

    /// What must be known of entities that the statements name and are not about, and of those that this names in turn:
    /// what they are called, what joins them, where a source comes from. Of those that are `known` nothing is told again.
    fn told_beyond(
        &self,
        statements: &[Statement],
        mut known: BTreeSet<Subject>,
        comparing: &Comparing,
        standing: &Standing,
    ) -> Result<Vec<Statement>, RegisterError> {
        let parties = statements.iter().flat_map(|statement| &statement.recordings).map(|recording| recording.party);
        let mut named: BTreeSet<EntityId> = parties.collect();
        named.extend(statements.iter().flat_map(|statement| statement.claim.entities()));
        let mut all = Vec::new();
        while !named.is_empty() {
            let members = named.iter().flat_map(|entity| comparing.members(*entity)).map(Subject::Entity);
            let others: BTreeSet<Subject> = members.filter(|subject| !known.contains(subject)).collect();
            let needed = |_: &Subject, property: &PropertyId| Needs::tells_of(property) || Needs::joins(property);
            let told = self.told_of(&others, &needed, standing)?;
            known.extend(others);
            named = told.iter().flat_map(|statement| statement.claim.entities()).collect();
            named.retain(|entity| !known.contains(&Subject::Entity(*entity)));
            all.extend(told);
        }
        Ok(all)
    }
}

/// Entities that pairs hold together, each group with all its members.
pub(crate) fn groups(pairs: impl Iterator<Item = Vec<EntityId>>) -> Vec<BTreeSet<EntityId>> {
    let (mut groups, mut place): (Vec<BTreeSet<EntityId>>, HashMap<EntityId, usize>) = Default::default();
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        let places: BTreeSet<usize> = pair.iter().filter_map(|member| place.get(member).copied()).collect();
        let largest = places.iter().copied().max_by_key(|place| groups[*place].len());
        let kept = largest.unwrap_or_else(|| {
            groups.push(BTreeSet::new());
            groups.len() - 1
        });
        let mut joining: Vec<EntityId> = pair;
        for other in places.into_iter().filter(|place| *place != kept) {
            joining.extend(std::mem::take(&mut groups[other]));
        }
        place.extend(joining.iter().map(|member| (*member, kept)));
        groups[kept].extend(joining);
    }
    groups
}

#[cfg(test)]
pub(crate) mod tests;
