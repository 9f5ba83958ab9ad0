//! Whom a reader finds: those that the register knows, and those that its suggestions from other documents name; so that
//! two documents that are read together are linked as if one had been recorded before.

use std::cell::OnceCell;
use std::collections::HashMap;

use daftar_claim::{Draft, EntityId, FileId, Locator, Names, Span, Subject, Value};
use daftar_store::index::{Found, fold_name};

use crate::Register;

/// The entities that claims recorded from one text have, by kind and span.
type Recorded = HashMap<(String, Span), EntityId>;

/// Names that are known while one document is read.
pub(crate) struct Suggested<'r> {
    register: &'r Register,
    names: HashMap<String, Vec<EntityId>>,
    kinds: HashMap<EntityId, String>,
    /// What was recorded from the document, looked up once: nothing is recorded while it is read.
    recorded: OnceCell<(FileId, Recorded)>,
}

impl<'r> Suggested<'r> {
    /// The register with these suggestions, but for those from the document that is being read.
    pub(crate) fn around(register: &'r Register, drafts: Vec<Draft>, but: EntityId) -> Suggested<'r> {
        let (names, kinds, recorded) = Default::default();
        let mut suggested = Suggested { register, names, kinds, recorded };
        for draft in drafts.into_iter().filter(|draft| draft.claim.source != but) {
            let Some(entity) = draft.claim.subject.entity() else { continue };
            match (draft.claim.property.as_str(), draft.claim.value) {
                ("name", Value::Text { text, .. }) => {
                    suggested.names.entry(fold_name(&text)).or_default().push(entity);
                }
                ("kind", Value::Code { code, .. }) => drop(suggested.kinds.insert(entity, code)),
                _ => {}
            }
        }
        suggested
    }

    fn is_of(&self, entity: EntityId, kind: Option<&str>) -> bool {
        kind.is_none_or(|kind| self.kinds.get(&entity).is_some_and(|known| known == kind))
    }
}

impl Names for Suggested<'_> {
    fn called(&self, name: &str, kind: Option<&str>) -> Vec<EntityId> {
        let mut found = self.register.called(name, kind);
        for entity in self.names.get(&fold_name(name)).into_iter().flatten() {
            if self.is_of(*entity, kind) && !found.contains(entity) {
                found.push(*entity);
            }
        }
        found
    }

    fn recorded_at(&self, file: FileId, kind: &str, span: Span) -> Option<EntityId> {
        let (known, recorded) = self.recorded.get_or_init(|| (file, recorded_from(self.register, file)));
        if *known != file {
            return self.register.recorded_at(file, kind, span);
        }
        recorded.get(&(kind.to_owned(), span)).copied()
    }
}

fn recorded_from(register: &Register, file: FileId) -> Recorded {
    let found = register.store.index().located_in(&file).unwrap_or_default();
    let mut recorded = Recorded::new();
    for one in found {
        if let Some((place, entity)) = kind_at(&one) {
            recorded.entry(place).or_insert(entity);
        }
    }
    recorded
}

/// The kind and span of an entity, and the entity, if the claim tells a kind.
fn kind_at(found: &Found) -> Option<((String, Span), EntityId)> {
    let claim = &found.claim;
    match (&claim.value, &claim.locator, claim.subject) {
        (Value::Code { code, .. }, Some(Locator::Text { span, .. }), Subject::Entity(entity))
            if claim.property.as_str() == "kind" =>
        {
            Some(((code.clone(), *span), entity))
        }
        _ => None,
    }
}
