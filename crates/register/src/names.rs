//! From what a person types to what is meant: an id, an exact name, or the beginning of one name alone.

use daftar_claim::{ClaimId, EntityId, FileId, Locator, Names, Span, Subject, TextId, Value};

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
        let exact = self.joined(self.store.index().entities_called(name, None)?)?;
        let exact = self.things_before_documents(exact)?;
        match exact[..] {
            [one] => return Ok(one),
            [] => {}
            _ => return Err(self.several(name, &exact)),
        }
        let begun = self.store.index().entities_with_prefix(name, 50)?;
        let begun = self.joined(begun.into_iter().map(|(entity, _)| entity).collect())?;
        match begun[..] {
            [one] => Ok(one),
            [] => Err(RegisterError::Nobody(name.to_owned())),
            _ => Err(self.several(name, &begun)),
        }
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
            if !self.is_document(*entity)? {
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

    fn is_document(&self, entity: EntityId) -> Result<bool, RegisterError> {
        let about = self.store.index().about(&Subject::Entity(entity))?;
        let document = |value: &Value| match value {
            Value::Code { scheme, code, .. } => scheme == "kind" && code == "document",
            _ => false,
        };
        Ok(about.iter().any(|one| document(&one.claim.value)))
    }

    /// The document that is called exactly so, if one alone is.
    pub(crate) fn document(&self, name: &str) -> Result<Option<EntityId>, RegisterError> {
        let mut documents = Vec::new();
        for entity in self.joined(self.store.index().entities_called(name, None)?)? {
            if self.is_document(entity)? {
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

    /// The entity of a kind that a claim recorded from this text has at this span.
    fn recorded_entity(&self, file: FileId, kind: &str, span: Span) -> Result<Option<EntityId>, RegisterError> {
        let at = |locator: &Option<Locator>| matches!(locator, Some(Locator::Text { span: s, .. }) if *s == span);
        let found = self.store.index().located_in(&file)?;
        let of_kind = |claim: &daftar_claim::Claim| matches!(&claim.value, Value::Code { code, .. } if code == kind);
        let one = found
            .into_iter()
            .find(|one| one.claim.property.as_str() == "kind" && of_kind(&one.claim) && at(&one.claim.locator));
        Ok(one.and_then(|one| one.claim.subject.entity()))
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
        self.recorded_entity(file, kind, span).ok().flatten()
    }
}
