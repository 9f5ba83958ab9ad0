//! Moving things from one place of keeping to another: what, from where, where to, when, who did it, and why. Their place
//! follows; a movement is a card of its own, so that what was done can be told.

use std::collections::BTreeMap;

use daftar_claim::{EntityId, Hash, Value};
use daftar_view::{Ask, Audience};

use super::packing::{Packed, Packing};
use super::plan::{Plan, claim};
use crate::{Register, RegisterError, chance};

/// The kind of a movement.
const MOVEMENT: &str = "movement";

/// What a keeper says of a movement.
#[derive(Clone, Debug)]
pub struct Moving<'m> {
    /// The card that is made; drawn where none is given. Where things come from several places there are several, and their
    /// ids follow from this one.
    pub entity: Option<EntityId>,
    /// What is put where, on which day.
    pub packing: Packing<'m>,
    /// From where, if that is said; else as the record has it.
    pub from: Option<EntityId>,
    /// Who carried it out.
    pub by: &'m [EntityId],
    /// Why.
    pub why: Option<&'m str>,
}

/// What a movement comes to.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// What is to be recorded.
    pub plan: Plan,
    /// The movements: one for each place from which things come.
    pub movements: Vec<EntityId>,
    /// What is moved.
    pub moved: Vec<EntityId>,
    /// What is there already.
    pub already: Vec<EntityId>,
    /// What the record has elsewhere than where it is said to come from: then nothing is planned.
    pub elsewhere: Vec<EntityId>,
}

impl Moving<'_> {
    /// Whether anything is said of it beyond where things go: else their new place is all that there is to tell.
    fn is_told(&self) -> bool {
        self.from.is_some() || !self.by.is_empty() || self.why.is_some()
    }
}

impl Register {
    /// Plans that things are moved: each gets its new place as by [`Register::pack`]; and where it is said who moved them, why, or
    /// from where, each place that they leave gets a movement. All of it is sealed.
    ///
    /// # Errors
    /// As by [`Register::pack`].
    pub fn move_things(&self, moving: &Moving<'_>) -> Result<Moved, RegisterError> {
        let Packed { plan, moved, already, before } = self.pack(&moving.packing)?;
        let elsewhere = match moving.from {
            Some(from) => self.not_within(from, &before)?,
            None => Vec::new(),
        };
        if !elsewhere.is_empty() {
            return Ok(Moved { elsewhere, ..Moved::default() });
        }
        let mut all = Moved { plan, moved, already, ..Moved::default() };
        let mut left: BTreeMap<Option<EntityId>, Vec<EntityId>> = BTreeMap::new();
        for thing in &all.moved {
            left.entry(before.get(thing).copied().or(moving.from)).or_default().push(*thing);
        }
        let first = moving.entity.map_or_else(chance::entity, Ok)?;
        for (n, (from, things)) in left.into_iter().enumerate().filter(|_| moving.is_told()) {
            let movement = if n == 0 { first } else { following(first, n) };
            self.tell_movement(&mut all.plan, movement, from, &things, moving)?;
            all.movements.push(movement);
        }
        Ok(all)
    }

    /// What the record has neither at a place nor in what lies there.
    fn not_within(
        &self,
        place: EntityId,
        before: &BTreeMap<EntityId, EntityId>,
    ) -> Result<Vec<EntityId>, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let within = self.places_of_keeping(&ask)?.within(place);
        Ok(before.iter().filter(|(_, at)| !within.contains(at)).map(|(thing, _)| *thing).collect())
    }

    fn tell_movement(
        &self,
        plan: &mut Plan,
        movement: EntityId,
        from: Option<EntityId>,
        things: &[EntityId],
        moving: &Moving<'_>,
    ) -> Result<(), RegisterError> {
        let Packing { into, day, .. } = moving.packing;
        let entities = |all: &[EntityId]| all.iter().map(|one| Value::Entity(*one)).collect::<Vec<_>>();
        let from: Vec<Value> = from.map(Value::Entity).into_iter().collect();
        let why: Vec<Value> = moving.why.map(Value::text).into_iter().collect();
        let told = [
            ("kind", vec![Value::code("kind", MOVEMENT)], false),
            ("date", vec![Value::Date(day.clone())], false),
            ("about", entities(things), false),
            ("moved-from", from, true),
            ("moved-to", vec![Value::Entity(into)], true),
            ("carried-out-by", entities(moving.by), false),
            ("purpose", why, true),
        ];
        let concerns = [&[movement, into], moving.by].concat();
        for (property, values, happens) in told {
            for value in values {
                let mut said = claim(movement, property, value, self.keeper()?)?;
                said.stated = Some(day.clone());
                // What happens within its time has the day for it.
                said.when = happens.then(|| day.clone());
                plan.say(said, concerns.clone());
            }
        }
        Ok(())
    }
}

/// The card of a further movement of one deed: as random as the first.
fn following(first: EntityId, n: usize) -> EntityId {
    EntityId(Hash::of(format!("daftar movement of one deed\n{first}\n{n}").as_bytes()))
}
