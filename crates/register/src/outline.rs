//! The outline of a very long story: when everything happened, before any of it is heard.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use daftar_claim::profile::Privacy;
use daftar_claim::{EntityId, PropertyId, Standing, Subject};
use daftar_store::index::Thing;
use daftar_view::{Audience, Dated, dated};

use crate::look::Heard;
use crate::{Register, RegisterError};

/// Statements that tell of happenings: of what each is, and its property and date.
pub type Outline = Vec<(Thing, Arc<Dated>)>;

impl Register {
    /// Every standing statement of some properties that tells of a happening, in the order of their dates. Who is restricted
    /// is left out for the public, whoever published it: an outline is no place to find anybody. With a `kind` only what
    /// happened to things of that kind.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn outline(
        &self,
        properties: &[PropertyId],
        kind: Option<&str>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Arc<Outline>, RegisterError> {
        let asked = (properties.to_vec(), kind.map(str::to_owned), audience);
        let remembered = self.remembered(standing).map(|remembered| &remembered.outline);
        let known = remembered.and_then(|outline| outline.borrow().clone()).filter(|(of, _)| *of == asked);
        if let Some((_, outline)) = known {
            return Ok(outline);
        }
        let outline = Arc::new(self.outline_now(properties, kind, standing, audience)?);
        if let Some(remembered) = remembered {
            *remembered.borrow_mut() = Some((asked, Arc::clone(&outline)));
        }
        Ok(outline)
    }

    fn outline_now(
        &self,
        properties: &[PropertyId],
        kind: Option<&str>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Outline, RegisterError> {
        let _look = self.look()?;
        let index = self.store.index();
        let shown: Vec<PropertyId> = properties.iter().filter(|id| self.is_shown(id, audience)).cloned().collect();
        let read = |claim: &_| dated(claim, &self.profiles).map(Arc::new);
        let mut outline = index.outline(&shown, &|entry| standing.ended_in(entry), &read)?;
        let hidden = if audience == Audience::Keeper { HashSet::new() } else { self.restricted_things()? };
        let among = kind.map(|kind| index.things_of_kinds(&[kind])).transpose()?;
        outline.retain(|(thing, _)| !hidden.contains(thing) && among.as_ref().is_none_or(|of| of.contains(thing)));
        outline.sort_by_key(|(thing, dated)| (dated.order(), *thing));
        Ok(outline)
    }

    fn is_shown(&self, property: &PropertyId, audience: Audience) -> bool {
        let restricted = |id| self.profiles.property(id).is_some_and(|one| one.privacy == Privacy::Restricted);
        audience == Audience::Keeper || !restricted(property)
    }

    fn restricted_things(&self) -> Result<HashSet<Thing>, RegisterError> {
        let kinds = self.profiles.kinds.iter().filter(|(_, kind)| kind.privacy == Privacy::Restricted);
        let kinds: Vec<&str> = kinds.map(|(id, _)| id.as_str()).collect();
        Ok(self.store.index().things_of_kinds(&kinds)?)
    }

    /// The entities of an outline, or of a part of it, each once, in its order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_in(&self, outline: &[(Thing, Arc<Dated>)]) -> Result<Vec<EntityId>, RegisterError> {
        let mut met = HashSet::new();
        let things = outline.iter().map(|(thing, _)| *thing).filter(|thing| met.insert(*thing));
        Ok(self.store.index().entities(things)?)
    }

    /// The kinds that some claim gives something, whoever may see it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kinds_in_use(&self) -> Result<Vec<String>, RegisterError> {
        Ok(self.store.index().kinds_in_use()?)
    }

    /// What is said of some entities under some properties, with the links and denials that bear on it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_told(
        &self,
        entities: &[EntityId],
        properties: &[PropertyId],
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let bearing = self.links_and_denials()?;
        let subjects: BTreeSet<Subject> = entities.iter().copied().map(Subject::Entity).collect();
        let kept = |_: &Subject, property: &PropertyId| properties.contains(property) || bearing.contains(property);
        let statements = self.told_of(&subjects, &kept, standing)?;
        self.with_remarks(statements, standing, audience)
    }
}
