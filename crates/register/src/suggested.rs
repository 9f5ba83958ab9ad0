//! Reviewing suggestions: how they would read if they were recorded, and whose card is whose.

use std::collections::BTreeSet;

use daftar_claim::{
    Claim, ClaimId, Clock, Draft, EntityId, EntryId, Hash, PropertyId, Recording, RecordingId, Statement, Subject,
    Value,
};
use daftar_view::{Audience, Surroundings};

use crate::write::Recorded;
use crate::{Heard, Register, RegisterError};

impl Register {
    /// Suggestions as views need them: as if this notebook's keeper had recorded them, among what is known of the entities
    /// that they name, be it recorded or only suggested. The id of each is the hash of its content: its first digits are
    /// the name of the suggestion. For keepers only.
    ///
    /// # Errors
    /// When the index or the suggestions cannot be read.
    pub fn hear_drafts(&self, drafts: &[Draft]) -> Result<Heard, RegisterError> {
        let place = self.nowhere()?;
        let party = self.keeper()?;
        let statement = |draft: &Draft| as_if_recorded(&draft.claim, place, party);
        let statements: Vec<Statement> = drafts.iter().map(statement).collect();
        let named: BTreeSet<EntityId> = drafts.iter().flat_map(|draft| draft.claim.entities()).collect();
        let mut facts = self.opened_statements(&self.standing);
        for entity in named.iter().chain([&party]) {
            facts.extend(self.statements(self.store.index().about(&Subject::Entity(*entity))?, &self.standing));
        }
        let all = self.drafts()?;
        let tells = |draft: &&Draft| draft.claim.subject.entity().is_some_and(|entity| named.contains(&entity));
        facts.extend(all.iter().filter(tells).map(statement));
        let surroundings = Surroundings::gather(&facts, Audience::Keeper, &self.profiles);
        Ok(Heard { statements: crate::register::by_id(statements), surroundings })
    }

    /// The place of a recording that is none.
    fn nowhere(&self) -> Result<RecordingId, RegisterError> {
        let first = self.store.headers().next().map(|header| header.header.entry.log);
        let log = first.ok_or_else(|| RegisterError::Ask("this register has no first entry".into()))?;
        Ok(RecordingId { entry: EntryId { log, number: 0 }, position: 0 })
    }

    /// Says, as this notebook's keeper, that two cards are of one thing.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_same(&mut self, one: EntityId, other: EntityId) -> Result<Recorded, RegisterError> {
        let property = PropertyId::parse("same-as")?;
        let claim = Claim::new(Subject::Entity(one), property, Value::Entity(other), self.keeper()?);
        self.record([claim])
    }
}

fn as_if_recorded(claim: &Claim, place: RecordingId, party: EntityId) -> Statement {
    let recording = Recording { id: place, party, time: None, clock: Clock::Unknown, ended: None };
    let id = ClaimId(Hash::of(claim.content().as_bytes()));
    Statement { id, claim: claim.clone(), recordings: vec![recording], sealed: false }
}
