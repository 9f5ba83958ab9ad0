//! From what a person types to what is meant: an id, an exact name, or the beginning of one name alone.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::{Claim, ClaimId, EntityId, FileId, Locator, Names, PropertyId, Span, Subject, TextId, Value};
use daftar_store::index::fold_name;
use daftar_view::NUMBER;

use crate::keeping::folded_number;
use crate::{Register, RegisterError};

/// How many candidates an error lists.
const LISTED: usize = 10;

impl Register {
    /// The entity that is meant.
    ///
    /// # Errors
    /// When nothing here is called so, or several are; then they are listed.
    pub fn entity(&self, name: &str) -> Result<EntityId, RegisterError> {
        if let Ok(id) = EntityId::parse(name) {
            return Ok(id);
        }
        let digits = name.strip_prefix("entity:").unwrap_or(name);
        if digits.len() >= 6
            && digits.bytes().all(|b| b.is_ascii_hexdigit())
            && let [one] = self.store.index().entities_with_id_prefix(digits)?[..]
        {
            return Ok(one);
        }
        let mut exact = self.joined(self.store.index().entities_called(name, None)?)?;
        exact.extend(self.sealed_called(name).into_iter().filter(|entity| !exact.contains(entity)).collect::<Vec<_>>());
        let exact = self.things_before_documents(exact)?;
        match exact[..] {
            [one] => return Ok(one),
            [] => {}
            _ => return Err(self.several(name, &exact)),
        }
        let begun = self.store.index().entities_with_prefix(name, 50)?;
        let begun = self.joined(begun.into_iter().map(|(entity, _)| entity).collect())?;
        if let [one] = begun[..] {
            return Ok(one);
        }
        match (&self.numbered(name)?[..], begun.is_empty()) {
            ([one], _) => Ok(*one),
            ([], true) => Err(RegisterError::Nobody(name.to_owned())),
            ([], false) => Err(self.several(name, &begun)),
            (numbered, _) => Err(self.several(name, numbered)),
        }
    }

    /// What bears this number: many things have no name. Of those that are said to be the same, one.
    fn numbered(&self, number: &str) -> Result<Vec<EntityId>, RegisterError> {
        let (folded, mut found) = (folded_number(number), Vec::new());
        let is_it = |claim: &Claim| match &claim.value {
            Value::Text { text, .. } => claim.property.as_str() == NUMBER && folded_number(text) == folded,
            _ => false,
        };
        self.store
            .index()
            .with_property(&PropertyId::parse(NUMBER)?, |one| found.extend(is_it(&one.claim).then_some(one)))?;
        let open = self.statements(found, &self.standing);
        let open = open.iter().filter(|one| one.stands()).map(|one| &one.claim);
        let all =
            open.chain(self.opened_claims().filter(|claim| is_it(claim))).filter_map(|claim| claim.subject.entity());
        let mut kept: Vec<EntityId> = Vec::new();
        for entity in all.collect::<BTreeSet<_>>() {
            if !self.same_as(entity)?.iter().any(|one| kept.contains(one)) {
                kept.push(entity);
            }
        }
        Ok(kept)
    }

    /// Of entities that are said to be the same, one; erased, retracted and uncounted names do not count.
    fn joined(&self, entities: Vec<EntityId>) -> Result<Vec<EntityId>, RegisterError> {
        let mut kept: Vec<EntityId> = Vec::new();
        for entity in entities {
            let about = self.store.index().about(&Subject::Entity(entity))?;
            let about = self.statements(about, &self.standing);
            let named = about.iter().any(|s| s.stands() && ["name", "title"].contains(&s.claim.property.as_str()));
            let others = self.same_as(entity)?;
            if named && !kept.iter().any(|one| *one == entity || others.contains(one)) {
                kept.push(entity);
            }
        }
        Ok(kept)
    }

    /// The entities that are said to be the same as this one.
    pub fn same_as(&self, entity: EntityId) -> Result<Vec<EntityId>, RegisterError> {
        let mut reached = vec![entity];
        let mut at = 0;
        while let Some(entity) = reached.get(at).copied() {
            at += 1;
            let mut found = self.store.index().about(&Subject::Entity(entity))?;
            found.extend(self.store.index().with_value(&entity)?);
            for statement in self.statements(found, &self.standing) {
                let same = statement.claim.property.as_str() == "same-as" && statement.stands();
                if let (true, Subject::Entity(one), Value::Entity(other)) =
                    (same, statement.claim.subject, &statement.claim.value)
                {
                    reached.extend([one, *other].into_iter().filter(|id| !reached.contains(id)).collect::<Vec<_>>());
                }
            }
        }
        Ok(reached)
    }

    /// An article is called as the thing that it is about: the thing is meant, unless documents alone are called so.
    fn things_before_documents(&self, entities: Vec<EntityId>) -> Result<Vec<EntityId>, RegisterError> {
        let mut things = Vec::new();
        for entity in &entities {
            if !self.is_of_kind(*entity, "document")? {
                things.push(*entity);
            }
        }
        Ok(if things.is_empty() { entities } else { things })
    }

    /// Whether somebody says that the two are not the same.
    pub(crate) fn are_parted(&self, one: EntityId, other: EntityId) -> Result<bool, RegisterError> {
        let mut found = self.store.index().about(&Subject::Entity(one))?;
        found.extend(self.store.index().with_value(&one)?);
        let parts = |claim: &daftar_claim::Claim| {
            claim.property.as_str() == "different-from" && claim.entities().any(|entity| entity == other)
        };
        let statements = self.statements(found, &self.standing);
        Ok(statements.iter().any(|statement| statement.stands() && parts(&statement.claim)))
    }

    /// The document that is called exactly so, if one alone is.
    pub(crate) fn document(&self, name: &str) -> Result<Option<EntityId>, RegisterError> {
        let mut documents = Vec::new();
        for entity in self.joined(self.store.index().entities_called(name, None)?)? {
            if self.is_of_kind(entity, "document")? {
                documents.push(entity);
            }
        }
        Ok(if let [one] = documents[..] { Some(one) } else { None })
    }

    fn several(&self, name: &str, candidates: &[EntityId]) -> RegisterError {
        let line = |entity: &EntityId| {
            let names = self.names_of(*entity).unwrap_or_default();
            format!("\n  {}  {}", &entity.to_string()[..19], names.join(" / "))
        };
        let candidates = candidates.iter().take(LISTED).map(line).collect();
        RegisterError::Several { name: name.to_owned(), candidates }
    }

    /// Whom the claims recorded from this text name or give a kind, by the span at which they do.
    pub(crate) fn recorded_spans(&self, file: FileId) -> Result<HashMap<Span, Vec<EntityId>>, RegisterError> {
        let mut spans: HashMap<Span, Vec<EntityId>> = HashMap::new();
        let found = self.store.index().located_in(&file)?;
        for claim in found.iter().map(|one| &one.claim).chain(self.opened_claims()) {
            let Some(Locator::Text { text, span, .. }) = &claim.locator else { continue };
            if *text == file
                && let Some(entity) = self.named_by(claim)?
            {
                spans.entry(*span).or_default().push(entity);
            }
        }
        Ok(spans)
    }

    /// The entity that a claim names or gives a kind; of words apart, the entity of the claim that they belong to.
    fn named_by(&self, claim: &Claim) -> Result<Option<EntityId>, RegisterError> {
        let told = match claim.words_of() {
            Some(about) => self.store.index().claim(&about)?.into_iter().next().map(|one| one.claim),
            None => Some(claim.clone()),
        };
        let naming = told.filter(|told| ["kind", "name"].contains(&told.property.as_str()));
        Ok(naming.and_then(|told| told.subject.entity()))
    }

    pub(crate) fn is_of_kind(&self, entity: EntityId, kind: &str) -> Result<bool, RegisterError> {
        let about = self.store.index().about(&Subject::Entity(entity))?;
        let sealed = self.opened_claims().filter(|claim| claim.subject == Subject::Entity(entity));
        let of_kind = |claim: &Claim| {
            claim.property.as_str() == "kind" && matches!(&claim.value, Value::Code { code, .. } if code == kind)
        };
        Ok(about.iter().map(|one| &one.claim).chain(sealed).any(of_kind))
    }

    /// The entities to which an opened sealed claim gives this name.
    pub(crate) fn sealed_called(&self, name: &str) -> Vec<EntityId> {
        let folded = fold_name(name);
        let named = self.opened_claims().filter(|claim| match &claim.value {
            Value::Text { text, .. } => {
                ["name", "title"].contains(&claim.property.as_str()) && fold_name(text) == folded
            }
            _ => false,
        });
        let entities: BTreeSet<EntityId> = named.filter_map(|claim| claim.subject.entity()).collect();
        entities.into_iter().collect()
    }

    /// The kinds that anybody gives an entity. What is sealed counts where it is open.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kinds_of(&self, entity: EntityId) -> Result<Vec<String>, RegisterError> {
        let subject = Subject::Entity(entity);
        let about = self.statements(self.store.index().about(&subject)?, &self.standing);
        let standing = about.iter().filter(|statement| statement.stands()).map(|statement| &statement.claim);
        let sealed = self.opened_claims().filter(|claim| claim.subject == subject);
        let kind = |claim: &Claim| match &claim.value {
            Value::Code { scheme, code, .. } if scheme == "kind" => Some(code.clone()),
            _ => None,
        };
        Ok(standing.chain(sealed).filter_map(kind).collect())
    }

    /// The entities that bear exactly this name, spelling folded; of those said to be the same, one. What is sealed counts
    /// where it is open.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn bearing(&self, name: &str) -> Result<Vec<EntityId>, RegisterError> {
        let mut bearing = self.joined(self.store.index().entities_called(name, None)?)?;
        for entity in self.sealed_called(name) {
            if !bearing.contains(&entity) {
                bearing.push(entity);
            }
        }
        Ok(bearing)
    }

    /// What an entity is called.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn names_of(&self, entity: EntityId) -> Result<Vec<String>, RegisterError> {
        let found = self.store.index().about(&Subject::Entity(entity))?;
        let mut statements = self.statements(found, &self.standing);
        statements.retain(|s| s.stands() && ["name", "title"].contains(&s.claim.property.as_str()));
        let sealed = self.opened.iter().filter(|(_, _, secret)| secret.claim.subject == Subject::Entity(entity));
        let sealed = sealed.filter(|(_, _, secret)| secret.claim.property.as_str() == "name");
        let claims = statements.iter().map(|s| &s.claim).chain(sealed.map(|(_, _, secret)| &secret.claim));
        let mut names: Vec<String> = claims
            .filter_map(|claim| match &claim.value {
                Value::Text { text, .. } => Some(text.clone()),
                _ => None,
            })
            .collect();
        names.dedup();
        Ok(names)
    }

    /// The claim that is meant: a whole id, or the beginning of one alone.
    ///
    /// # Errors
    /// When none or several are meant.
    pub fn claim(&self, text: &str) -> Result<ClaimId, RegisterError> {
        if let Ok(id) = ClaimId::parse(text) {
            return Ok(id);
        }
        let digits = text.strip_prefix("claim:").unwrap_or(text);
        let unknown = || RegisterError::Unknown { what: "statement", id: text.to_owned(), see: "show" };
        if digits.len() < 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        match self.store.index().claims_with_prefix(digits)?[..] {
            [one] => Ok(one),
            [] => Err(unknown()),
            _ => Err(RegisterError::Several { name: text.to_owned(), candidates: "several statements".into() }),
        }
    }
}

impl Names for Register {
    fn called(&self, name: &str, kind: Option<&str>) -> Vec<EntityId> {
        let found = self.store.index().entities_called(name, kind).unwrap_or_default();
        self.joined(found).unwrap_or_default()
    }

    fn recorded_at(&self, file: FileId, kind: &str, span: Span) -> Option<EntityId> {
        let recorded = self.recorded_spans(file).unwrap_or_default();
        let of_kind = |entity: &EntityId| self.is_of_kind(*entity, kind).unwrap_or(false);
        recorded.get(&span)?.iter().copied().find(of_kind)
    }
}
