//! Handing things over: who gave what to whom, when, in what state. The receipt that is signed for it becomes a source.

use std::path::Path;

use daftar_claim::{Claim, Edtf, EntityId, Span, Subject, Value, span_entity};
use daftar_view::Audience;

use super::packing::{Packing, day_of};
use super::plan::{Plan, claim};
use crate::{Register, RegisterError, chance};

/// The kind of a handover.
pub(super) const HANDOVER: &str = "handover";

/// One of the things that are handed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The thing, or the box.
    pub thing: EntityId,
    /// In what state, if that is said: under its number, in the words that were typed.
    pub state: Option<String>,
}

/// What a keeper says of a handover.
#[derive(Clone, Debug)]
pub struct Handover<'h> {
    /// The card that is made; drawn where none is given.
    pub entity: Option<EntityId>,
    /// The day, in full.
    pub day: &'h Edtf,
    /// Who hands over.
    pub from: &'h [EntityId],
    /// Who receives.
    pub to: &'h [EntityId],
    /// What.
    pub what: &'h [Item],
    /// The place of keeping where it goes, if that is told.
    pub place: Option<EntityId>,
    /// On what terms.
    pub terms: Option<&'h str>,
    /// What else is to be said.
    pub words: Option<&'h str>,
}

impl Register {
    /// Plans that a handover is recorded: all of it sealed. Where it says to which place of keeping things go, that is their
    /// place from that day.
    ///
    /// # Errors
    /// When nothing is handed over, nobody gives or receives, the day is no day, or the place is none.
    pub fn hand_over(&self, handover: &Handover<'_>) -> Result<(EntityId, Plan), RegisterError> {
        day_of(handover.day)?;
        if handover.what.is_empty() || handover.from.is_empty() || handover.to.is_empty() {
            return Err(RegisterError::Ask(
                "a handover has things, somebody who gives and somebody who receives".into(),
            ));
        }
        let entity = handover.entity.map_or_else(chance::entity, Ok)?;
        let mut plan = Plan::default();
        let concerns = [&[entity], handover.from, handover.to].concat();
        for (property, value) in values(handover) {
            let mut said = claim(entity, property, value, self.keeper()?)?;
            said.stated = Some(handover.day.clone());
            said.when = lasts(property).then(|| handover.day.clone());
            plan.say(said, concerns.clone());
        }
        if let Some(place) = handover.place {
            let what: Vec<EntityId> = handover.what.iter().map(|item| item.thing).collect();
            let packing = Packing { into: place, what: &what, day: handover.day, said_by: None };
            plan.and(self.pack(&packing)?.plan);
        }
        Ok((entity, plan))
    }

    /// Keeps the signed receipt, encrypted, as a source: what was said of the handover, this paper says, too. Not even the
    /// kind of its card is open.
    ///
    /// # Errors
    /// When there is no such handover, or the file cannot be kept or recorded.
    pub fn attach_receipt(&mut self, handover: EntityId, path: &Path, name: &str) -> Result<EntityId, RegisterError> {
        self.need_keys()?;
        if !self.is_of_kind(handover, HANDOVER)? {
            return Err(RegisterError::Unknown { what: "handover", id: handover.to_string(), see: "search" });
        }
        let file = self.keep_file(path, true)?;
        let source = span_entity(file, "document", Span { start: 0, end: 0 });
        let mut plan = Plan::default();
        let own =
            [("kind", Value::code("kind", "document")), ("title", Value::text(name)), ("file", Value::File(file))];
        for (property, value) in own {
            plan.say(claim(source, property, value, source)?, vec![handover]);
        }
        plan.say(claim(handover, "receipt", Value::File(file), source)?, vec![handover]);
        for mut said in self.said_of_handover(handover)? {
            said.source = source;
            plan.say(said, vec![handover]);
        }
        self.carry_out(&plan)?;
        Ok(source)
    }

    /// What the keeper said of a handover that stands on the receipt: who, what, when, in what state.
    fn said_of_handover(&self, handover: EntityId) -> Result<Vec<Claim>, RegisterError> {
        let keeper = self.keeper()?;
        let heard = self.hear_entities(&[handover], self.standing(), Audience::Keeper)?;
        let on_paper = |claim: &Claim| {
            let own = claim.subject == Subject::Entity(handover) && claim.source == keeper;
            own && !["kind", "receipt", "moved-to"].contains(&claim.property.as_str())
        };
        let said = heard.statements.into_iter().filter(|one| one.stands() && on_paper(&one.claim));
        Ok(said.map(|one| one.claim).collect())
    }
}

/// What happens within its time has the day for it.
fn lasts(property: &str) -> bool {
    ["from-whom", "to-whom", "moved-to", "terms", "handed-state"].contains(&property)
}

fn values(handover: &Handover<'_>) -> Vec<(&'static str, Value)> {
    let mut values = vec![("kind", Value::code("kind", HANDOVER)), ("date", Value::Date(handover.day.clone()))];
    values.extend(handover.what.iter().map(|item| ("about", Value::Entity(item.thing))));
    values.extend(handover.from.iter().map(|who| ("from-whom", Value::Entity(*who))));
    values.extend(handover.to.iter().map(|who| ("to-whom", Value::Entity(*who))));
    values.extend(handover.place.map(|place| ("moved-to", Value::Entity(place))));
    let states = handover.what.iter().filter_map(|item| item.state.as_deref());
    values.extend(states.map(|state| ("handed-state", Value::text(state))));
    values.extend(handover.terms.map(|terms| ("terms", Value::text(terms))));
    values.extend(handover.words.map(|words| ("description", Value::text(words))));
    values
}
