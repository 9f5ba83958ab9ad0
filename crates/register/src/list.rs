//! Lists: which cards there are of a kind, the place itself, what comes from one source.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use daftar_claim::{Body, Claim, EntityId, EntryId, FileId, PropertyId, RecordingId, Span, Standing, Subject, Value};
use daftar_store::index::{Counts, Kinds};
use daftar_store::{IndexStand, Space};
use daftar_view::{Audience, Identity};

use crate::{Heard, Register, RegisterError};

impl Register {
    /// How much there is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn counts(&self) -> Result<Counts, RegisterError> {
        Ok(self.store.index().counts()?)
    }

    /// How many sealed statements stand, whether their keys are here or not.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn sealed_count(&self) -> Result<u64, RegisterError> {
        let sealed = self.store.index().sealed()?.into_iter();
        Ok(sealed.filter(|(_, recording)| self.standing.ended(*recording).is_none()).count() as u64)
    }

    /// What room the register takes on its disk, and what is left there.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn space(&self) -> Result<Space, RegisterError> {
        Ok(Space::of(self.store.folder())?)
    }

    /// How the index on the disk stands to the logs; all of it is read.
    pub fn index_stand(&self) -> IndexStand {
        self.store.index_stand()
    }

    /// Why the index is behind the logs, if it is.
    pub fn index_fault(&self) -> Option<&str> {
        self.store.index_fault()
    }

    /// The entities that somebody gives this kind, sorted. Those said to be the same are not joined. What is sealed counts
    /// where it is open: whoever shows these hears what an audience may know of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of_kind(&self, kind: &str) -> Result<Vec<EntityId>, RegisterError> {
        let mut entities = self.store.index().entities_of_kind(kind)?;
        let sealed = self.opened_claims().filter(|claim| gives_kind(claim, kind));
        entities.extend(sealed.filter_map(|claim| claim.subject.entity()));
        entities.sort_unstable();
        entities.dedup();
        Ok(entities)
    }

    /// How many statements stand that this audience may see, and from how many sources. Whoever holds the keys also counts
    /// those sealed ones that they open.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn extent(&self, standing: &Standing, audience: Audience) -> Result<[u64; 2], RegisterError> {
        let _look = self.look()?;
        let remembered = self.remembered(standing).map(|remembered| &remembered.open);
        let open = match remembered.and_then(Cell::get) {
            Some(open) => open,
            None => self.count_open(standing)?,
        };
        if let Some(remembered) = remembered {
            remembered.set(Some(open));
        }
        let opened =
            self.opened_statements(standing).into_iter().filter(|one| audience == Audience::Keeper && one.stands());
        Ok([open + opened.count() as u64, self.store.index().count_sources()?])
    }

    fn count_open(&self, standing: &Standing) -> Result<u64, RegisterError> {
        Ok(self.store.index().count_open(&|entry| standing.ended_in(entry))?)
    }

    /// Which things standing statements give which kind; those said to be the same are one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kinds(&self, standing: &Standing) -> Result<Arc<Kinds>, RegisterError> {
        let remembered = self.remembered(standing).map(|remembered| &remembered.kinds);
        if let Some(kinds) = remembered.and_then(|kinds| kinds.borrow().clone()) {
            return Ok(kinds);
        }
        let kinds = Arc::new(self.kinds_now(standing)?);
        if let Some(remembered) = remembered {
            *remembered.borrow_mut() = Some(Arc::clone(&kinds));
        }
        Ok(kinds)
    }

    fn kinds_now(&self, standing: &Standing) -> Result<Kinds, RegisterError> {
        let _look = self.look()?;
        let mut found = Vec::new();
        self.store.index().with_property(&PropertyId::parse("same-as")?, |one| found.push(one))?;
        let joined = Identity::of(&self.statements(found, standing)).groups();
        Ok(self.store.index().kinds(&|entry| standing.ended_in(entry), &joined)?)
    }

    /// The things of a kind in the order of their names, and then those without one: so many of them after the first
    /// `skipped`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn by_name(
        &self,
        kinds: &Kinds,
        kind: &str,
        skipped: usize,
        most: usize,
    ) -> Result<Vec<EntityId>, RegisterError> {
        Ok(self.store.index().by_name(kinds, kind, skipped, most)?)
    }

    /// The place that this register is about: the one that its first entry names, unless that was erased.
    ///
    /// # Errors
    /// When the first entry cannot be read.
    pub fn place(&self) -> Result<Option<EntityId>, RegisterError> {
        let founding = |header: &&daftar_claim::SignedHeader| header.header.register.is_none();
        let first = self.store.headers().filter(founding).find(|header| header.register() == self.id());
        let Some(log) = first.map(|header| header.header.entry.log) else { return Ok(None) };
        let recording = RecordingId { entry: EntryId { log, number: 1 }, position: 0 };
        Ok(match self.store.body(recording)? {
            Some(Body::Open(claim, _)) => claim.subject.entity(),
            _ => None,
        })
    }

    /// What is said about several entities, with what is known of those that it names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_entities(
        &self,
        entities: &[EntityId],
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let _look = self.look()?;
        let subjects: BTreeSet<Subject> = entities.iter().copied().map(Subject::Entity).collect();
        let statements = self.told_of(&subjects, &|_, _| true, standing)?;
        self.with_surroundings(statements, standing, audience)
    }

    /// Everything that comes from one source, and what is said about it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn hear_source(
        &self,
        source: EntityId,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let mut found = self.store.index().with_source(&source)?;
        found.extend(self.store.index().about(&Subject::Entity(source))?);
        let mut statements = self.statements(found, standing);
        let opened = self.opened_statements(standing).into_iter();
        statements.extend(opened.filter(|one| one.claim.source == source));
        self.with_surroundings(statements, standing, audience)
    }

    /// The whole of a derived text, if its file is here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self, file: FileId) -> Result<Option<String>, RegisterError> {
        self.context(file, Span { start: 0, end: u64::MAX })
    }
}

/// Whether a claim gives its subject this kind.
fn gives_kind(claim: &Claim, kind: &str) -> bool {
    claim.property.as_str() == "kind" && matches!(&claim.value, Value::Code { code, .. } if code == kind)
}
