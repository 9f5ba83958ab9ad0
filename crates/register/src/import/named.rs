//! Things that cells name: shelves, places, persons. The same words in one list mean the same thing.

use std::collections::HashMap;

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, EntityId, EntryId, PropertyId, RecordingId, Subject, Value};
use daftar_store::index::fold_name;

use super::list::List;
use crate::{Register, RegisterError, chance};

/// What the list's cells name.
pub(super) struct Named {
    known: HashMap<(String, String), EntityId>,
    /// The statements of those that nobody had recorded before, until they are taken to be recorded.
    fresh: HashMap<EntityId, Vec<Claim>>,
    /// How many these are.
    pub(super) made: u64,
    /// The batch that is gone on with.
    going_on: Option<String>,
}

impl Named {
    pub(super) fn new(going_on: Option<String>) -> Named {
        Named { known: HashMap::new(), fresh: HashMap::new(), made: 0, going_on }
    }

    /// The thing of that name and kind: what the list called so before; else the only thing of that kind here that is called
    /// so, unless it is a person: these are joined by people, for nothing can part them again; else a new one.
    pub(super) fn entity(
        &mut self,
        register: &Register,
        list: &List<'_>,
        (name, kind): (&str, &str),
        (row, column): (u64, &str),
    ) -> Result<EntityId, RegisterError> {
        let key = (name.to_owned(), kind.to_owned());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let entity = match register.called(name, kind, list.document, self.going_on.as_deref())? {
            Some(known) => known,
            None => {
                let entity = chance::entity()?;
                let said = [("kind", Value::code("kind", kind)), ("name", Value::text(name.to_owned()))];
                let said = said
                    .into_iter()
                    .map(|(property, value)| Ok(list.claim(entity, row, column, PropertyId::parse(property)?, value)));
                self.fresh.insert(entity, said.collect::<Result<_, RegisterError>>()?);
                self.made += 1;
                entity
            }
        };
        self.known.insert(key, entity);
        Ok(entity)
    }

    /// What is to be recorded of a new thing; nothing when it was taken already.
    pub(super) fn take(&mut self, entity: EntityId) -> Vec<Claim> {
        self.fresh.remove(&entity).unwrap_or_default()
    }

    /// What is to be recorded of all that are new.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Claim> {
        self.fresh.values().flatten()
    }
}

impl Register {
    /// What a list means by a name.
    ///
    /// What stands in the batch `going_on` counts already.
    fn called(
        &self,
        name: &str,
        kind: &str,
        document: EntityId,
        going_on: Option<&str>,
    ) -> Result<Option<EntityId>, RegisterError> {
        let mut of_list = Vec::new();
        let mut of_kind = Vec::new();
        for entity in self.store.index().entities_called(&fold_name(name), None)? {
            let about = self.standing_about(entity, going_on)?;
            let is_kind = |claim: &Claim| {
                claim.property.as_str() == "kind" && matches!(&claim.value, Value::Code { code, .. } if code == kind)
            };
            let is_name = |claim: &Claim| matches!(&claim.value, Value::Text { text, .. } if claim.property.as_str() == "name" && text == name);
            if about.iter().any(|claim| is_name(claim) && claim.source == document) && about.iter().any(is_kind) {
                of_list.push(entity);
            } else if about.iter().any(is_name) && about.iter().any(is_kind) {
                of_kind.push(entity);
            }
        }
        of_list.extend(self.sealed_names_of(name, document));
        let public = self.profiles.kinds.get(kind).is_none_or(|kind| kind.privacy != Privacy::Restricted);
        Ok(match (&of_list[..], &of_kind[..]) {
            ([one, ..], _) => Some(*one),
            ([], [one]) if public => Some(*one),
            _ => None,
        })
    }

    /// What stands about something; what is in the batch `going_on` counts already.
    pub(super) fn standing_about(&self, entity: EntityId, going_on: Option<&str>) -> Result<Vec<Claim>, RegisterError> {
        let found = self.store.index().about(&Subject::Entity(entity))?;
        let stands = |recording: RecordingId| {
            let counts = self.standing.counts(recording.entry) && self.standing.ended(recording).is_none();
            counts || self.is_in_batch(recording.entry, going_on)
        };
        Ok(found.into_iter().filter(|one| stands(one.recording)).map(|one| one.claim).collect())
    }

    /// Whether an entry is part of a batch.
    pub(super) fn is_in_batch(&self, entry: EntryId, batch: Option<&str>) -> bool {
        let of = || Some(self.header(entry)?.header.batch.as_ref()?.id.as_str());
        batch.is_some() && of() == batch
    }

    /// Whom a list called so, where the name is sealed.
    fn sealed_names_of(&self, name: &str, document: EntityId) -> Option<EntityId> {
        let mut claims =
            self.opened_claims().filter(|claim| claim.source == document && claim.property.as_str() == "name");
        let named = claims.find(|claim| matches!(&claim.value, Value::Text { text, .. } if text == name));
        named.and_then(|claim| claim.subject.entity())
    }
}
