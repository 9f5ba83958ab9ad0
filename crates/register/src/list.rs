//! Lists: which cards there are of a kind, the place itself, what comes from one source.

use daftar_claim::{Body, EntityId, EntryId, FileId, PropertyId, RecordingId, Span, Standing, Subject};
use daftar_store::index::Counts;
use daftar_view::Identity;

use crate::{Heard, Register, RegisterError};

impl Register {
    /// How much there is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn counts(&self) -> Result<Counts, RegisterError> {
        Ok(self.store.index().counts()?)
    }

    /// Why the index is behind the logs, if it is.
    pub fn index_fault(&self) -> Option<&str> {
        self.store.index_fault()
    }

    /// The entities that somebody gives this kind, sorted. Those said to be the same are not joined.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of_kind(&self, kind: &str) -> Result<Vec<EntityId>, RegisterError> {
        let mut entities = self.store.index().entities_of_kind(kind)?;
        entities.sort_unstable();
        entities.dedup();
        Ok(entities)
    }

    /// How many statements entries that count brought, and from how many sources: quicker than [`Register::counts`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn extent(&self) -> Result<[u64; 2], RegisterError> {
        let counted = self.store.headers().filter(|header| self.standing.counts(header.header.entry));
        let statements = counted.map(|header| u64::from(header.header.bodies)).sum();
        Ok([statements, self.store.index().count_sources()?])
    }

    /// How many things standing statements give one of these kinds; those said to be the same are one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count_of_kinds(&self, kinds: &[&str], standing: &Standing) -> Result<usize, RegisterError> {
        let mut found = Vec::new();
        self.store.index().with_property(&PropertyId::parse("same-as")?, |one| found.push(one))?;
        let links = self.statements(found, standing);
        let joined = Identity::of(&links).groups();
        let counts = |id: RecordingId| standing.party(id.entry).is_some() && standing.ended(id).is_none();
        Ok(self.store.index().count_of_kinds(kinds, &counts, &joined)?)
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
        audience: daftar_view::Audience,
    ) -> Result<Heard, RegisterError> {
        let mut statements = Vec::new();
        for entity in entities {
            statements.extend(self.statements(self.store.index().about(&Subject::Entity(*entity))?, standing));
        }
        let opened = self.opened_statements(standing).into_iter();
        statements.extend(opened.filter(|one| one.claim.subject.entity().is_some_and(|one| entities.contains(&one))));
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
        audience: daftar_view::Audience,
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
