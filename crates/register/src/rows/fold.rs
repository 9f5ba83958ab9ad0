//! Folding entities to rows, some thousand at a time: the index is asked in sets, so that memory stays flat.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use daftar_claim::{ClaimId, EntityId, PropertyId, Standing, Statement, Subject, Value};
use daftar_store::index::Found;
use daftar_table::Row;
use daftar_view::{Ask, Asked, Audience, Needs, Surroundings, rows};

use super::AT_ONCE;
use crate::differing::groups;
use crate::register::by_id;
use crate::{Register, RegisterError};

/// What is the same for all entities that are folded.
pub(crate) struct Folding<'r> {
    register: &'r Register,
    standing: &'r Standing,
    audience: Audience,
    needs: Needs<'r>,
    /// Statements under the properties by which others name an entity, by that entity.
    naming: HashMap<EntityId, Vec<Statement>>,
    /// Denials, by the claim that is denied.
    denials: HashMap<ClaimId, Vec<Statement>>,
    joined: Vec<BTreeSet<EntityId>>,
    group_of: HashMap<EntityId, usize>,
    /// Sealed statements that are open here: none for the public.
    opened: Vec<Statement>,
}

/// What was heard of some entities.
pub(crate) struct Told {
    /// The statements, by id; with what must be known of what they name.
    pub(crate) statements: Vec<Statement>,
    pub(crate) around: Surroundings,
    hidden_words: HashSet<ClaimId>,
    /// Those of which more is said than everybody may see.
    pub(crate) partly: BTreeSet<EntityId>,
}

/// Some entities, folded.
pub(super) struct Folded {
    pub(super) rows: Vec<Row>,
    /// Those of which more is said than everybody may see.
    pub(super) partly: BTreeSet<EntityId>,
}

impl<'r> Folding<'r> {
    pub(crate) fn new(
        register: &'r Register,
        standing: &'r Standing,
        audience: Audience,
    ) -> Result<Folding<'r>, RegisterError> {
        let opened = if audience == Audience::Keeper { register.opened_statements(standing) } else { Vec::new() };
        let mut folding = Folding {
            register,
            standing,
            audience,
            needs: Needs::of(&register.profiles),
            naming: HashMap::new(),
            denials: HashMap::new(),
            joined: Vec::new(),
            group_of: HashMap::new(),
            opened,
        };
        folding.gather_naming()?;
        for denial in folding.of_property(Needs::DENIAL)? {
            if let Subject::Claim(denied) = denial.claim.subject {
                folding.denials.entry(denied).or_default().push(denial);
            }
        }
        let links =
            Needs::LINKS.into_iter().map(|link| folding.of_property(link)).collect::<Result<Vec<_>, _>>()?.concat();
        folding.joined = groups(links.iter().filter(|link| link.stands()).map(|link| crate::look::linked(&link.claim)));
        let places = folding.joined.iter().enumerate();
        folding.group_of = places.flat_map(|(n, group)| group.iter().map(move |member| (*member, n))).collect();
        Ok(folding)
    }

    fn gather_naming(&mut self) -> Result<(), RegisterError> {
        let levels = self.register.profiles.kinds.values().flat_map(|kind| &kind.levels);
        let by_others: BTreeSet<&PropertyId> = levels.flat_map(|level| &level.requires_from).collect();
        for property in by_others {
            for statement in self.of_property(property.as_str())? {
                if let Value::Entity(named) = statement.claim.value {
                    self.naming.entry(named).or_default().push(statement);
                }
            }
        }
        Ok(())
    }

    fn of_property(&self, property: &str) -> Result<Vec<Statement>, RegisterError> {
        let property = PropertyId::parse(property)?;
        let mut found = Vec::new();
        self.register.store.index().with_property(&property, |one| found.push(one))?;
        let mut statements = self.statements(found);
        statements.extend(self.opened.iter().filter(|one| one.claim.property == property).cloned());
        Ok(statements)
    }

    fn statements(&self, found: Vec<Found>) -> Vec<Statement> {
        self.register.statements(found, self.standing)
    }

    /// The entities that are or may be the same, itself included: they are compared with each other.
    pub(crate) fn group(&self, entity: EntityId) -> Vec<EntityId> {
        let group = self.group_of.get(&entity).and_then(|place| self.joined.get(*place));
        group.map_or_else(|| vec![entity], |group| group.iter().copied().collect())
    }

    /// Calls `each` with all entities, some whole groups at a time, in the order in which they were noted.
    pub(super) fn each_batch(
        &self,
        mut each: impl FnMut(BTreeSet<EntityId>) -> Result<(), RegisterError>,
    ) -> Result<(), RegisterError> {
        let (mut met, mut last) = (BTreeSet::new(), 0);
        loop {
            let part = self.register.store.index().entities_after(last, AT_ONCE)?;
            let Some((reached, _)) = part.last() else { return Ok(()) };
            last = *reached;
            let mut batch = BTreeSet::new();
            for (_, entity) in part {
                let group = self.group(entity);
                if group.len() == 1 || met.insert(group.first().copied()) {
                    batch.extend(group);
                }
            }
            each(batch)?;
        }
    }

    /// The same with some entities and all that are or may be one with them.
    pub(super) fn each_batch_of(
        &self,
        entities: BTreeSet<EntityId>,
        mut each: impl FnMut(BTreeSet<EntityId>) -> Result<(), RegisterError>,
    ) -> Result<(), RegisterError> {
        let (mut met, mut batch) = (BTreeSet::new(), BTreeSet::new());
        for entity in entities {
            if met.insert(entity) {
                let group = self.group(entity);
                met.extend(group.iter().copied());
                batch.extend(group);
            }
            if batch.len() >= AT_ONCE {
                each(std::mem::take(&mut batch))?;
            }
        }
        each(batch)
    }

    fn told(
        &self,
        subjects: &BTreeSet<Subject>,
        keep: &dyn Fn(&PropertyId) -> bool,
    ) -> Result<Vec<Statement>, RegisterError> {
        let found = self.register.store.index().about_all(subjects, &|_, property| keep(property))?;
        let mut told = self.statements(found);
        let kept = |one: &&Statement| subjects.contains(&one.claim.subject) && keep(&one.claim.property);
        told.extend(self.opened.iter().filter(kept).cloned());
        Ok(told)
    }

    /// The rows of some entities, which must be whole groups.
    pub(super) fn fold(&self, entities: &BTreeSet<EntityId>) -> Result<Folded, RegisterError> {
        let told = self.hear(entities)?;
        let ask = Ask { audience: self.audience, ..Ask::default() };
        let asked = Asked::new(&told.statements, &ask, &self.register.profiles, &told.around);
        let mut rows = rows(&asked, &|entity| entities.contains(&entity));
        rows.iter_mut().for_each(|row| tidy(row, &told.hidden_words));
        Ok(Folded { rows, partly: told.partly })
    }

    /// Everything that is said of some entities, which must be whole groups, as far as the audience may see it.
    pub(crate) fn hear(&self, entities: &BTreeSet<EntityId>) -> Result<Told, RegisterError> {
        let subjects: BTreeSet<Subject> = entities.iter().copied().map(Subject::Entity).collect();
        let mut statements = self.told(&subjects, &|_| true)?;
        statements.extend(entities.iter().filter_map(|entity| self.naming.get(entity)).flatten().cloned());
        let denials = statements.iter().filter_map(|one| self.denials.get(&one.id)).flatten().cloned();
        statements.extend(denials.collect::<Vec<_>>());
        let mut statements = by_id(statements);
        let beyond = self.told_beyond(&statements, subjects)?;
        if self.audience == Audience::Keeper {
            self.register.fit_words(&mut statements, self.standing, self.audience);
        }
        let hidden_words: HashSet<ClaimId> = match self.audience {
            Audience::Keeper => HashSet::new(),
            Audience::Public => {
                statements.iter().filter(|one| self.register.hides_words(&one.claim)).map(|one| one.id).collect()
            }
        };
        if self.audience == Audience::Public {
            self.register.hide_words(&mut statements);
        }
        let profiles = &self.register.profiles;
        let around = Surroundings::gather(statements.iter().chain(&beyond), self.audience, profiles);
        let hides = |one: &Statement| hidden_words.contains(&one.id) || !around.may_see(one, self.audience, profiles);
        let hidden = statements.iter().filter(|one| one.stands() && hides(one));
        let partly = hidden.flat_map(|one| touched_by(one, &statements)).filter(|one| entities.contains(one)).collect();
        statements.extend(beyond.into_iter().filter(|one| Needs::joins(&one.claim.property)));
        Ok(Told { statements: by_id(statements), around, hidden_words, partly })
    }

    /// What must be known of entities that the statements name and are not about, and of those that this names in turn.
    fn told_beyond(
        &self,
        statements: &[Statement],
        mut known: BTreeSet<Subject>,
    ) -> Result<Vec<Statement>, RegisterError> {
        let mut named: BTreeSet<EntityId> = statements.iter().flat_map(|one| one.claim.entities()).collect();
        let mut all = Vec::new();
        while !named.is_empty() {
            let members = named.iter().flat_map(|entity| self.group(*entity)).map(Subject::Entity);
            let others: BTreeSet<Subject> = members.filter(|subject| !known.contains(subject)).collect();
            let told = self.told(&others, &|property| self.needs.surround(property))?;
            known.extend(others);
            named = told.iter().flat_map(|statement| statement.claim.entities()).collect();
            named.retain(|entity| !known.contains(&Subject::Entity(*entity)));
            all.extend(told);
        }
        Ok(all)
    }
}

/// The entities whose rows a statement bears on: what it is about, what it names, what a statement that it is about is about.
fn touched_by(one: &Statement, statements: &[Statement]) -> impl Iterator<Item = EntityId> + use<> {
    let value = if let Value::Entity(value) = one.claim.value { Some(value) } else { None };
    let subject = match one.claim.subject {
        Subject::Claim(about) => {
            let place = statements.binary_search_by_key(&about, |one| one.id).ok();
            place.and_then(|place| statements.get(place)?.claim.subject.entity())
        }
        other => other.entity(),
    };
    subject.into_iter().chain(value)
}

/// Each text once; what stands in passages that are withheld finds nothing.
pub(super) fn tidy(row: &mut Row, hidden_words: &HashSet<ClaimId>) {
    let mut met: BTreeMap<String, ()> = BTreeMap::new();
    row.texts.retain(|text| !hidden_words.contains(&text.claim) && met.insert(text.text.clone(), ()).is_none());
}
