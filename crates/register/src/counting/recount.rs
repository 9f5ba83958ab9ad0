//! A recount: what somebody weighed or counted of a lot, as a card of its own.

use daftar_claim::{Claim, Decimal, Edtf, EntityId, Speaker, Value};

use super::LOT;
use super::reckon::weight_less;
use crate::keeping::{claim, day_of};
use crate::{Plan, Register, RegisterError, chance};

/// The kind of a recount.
const RECOUNT: &str = "recount";

/// What is told of a recount.
#[derive(Clone, Debug)]
pub struct Recount<'r> {
    /// The card that is made; drawn where none is given.
    pub entity: Option<EntityId>,
    /// The lot.
    pub lot: EntityId,
    /// The day, in full.
    pub day: &'r Edtf,
    /// What was found.
    pub weighed: Weighed,
    /// Who weighed or counted, where that is not the keeper.
    pub by: Option<EntityId>,
}

/// A quantity as it was weighed or counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weighed {
    /// What the scale showed, or how many were counted.
    pub shown: Decimal,
    /// Of what: `g`, `kg`, `seeds`, or the name of a measure.
    pub unit: String,
    /// What the empty container weighs, in the same unit, where it was weighed with the seeds.
    pub container: Option<Decimal>,
}

impl Register {
    /// Plans that a recount is recorded: all of it sealed, as one entry. Of seeds that were weighed with their container both
    /// weights are kept beside what is left of them.
    ///
    /// # Errors
    /// When the lot is none, the day is no day, or less than nothing was found.
    pub fn recount(&self, recount: &Recount<'_>) -> Result<(EntityId, Plan), RegisterError> {
        if !self.is_lot(recount.lot)? {
            return Err(RegisterError::Ask("only lots of seeds are weighed and counted: give a lot".into()));
        }
        day_of(recount.day)?;
        let entity = recount.entity.map_or_else(chance::entity, Ok)?;
        let by: Vec<EntityId> = recount.by.into_iter().collect();
        let concerns = [vec![entity], by.clone()].concat();
        let mut plan = Plan::default();
        for (property, value) in [
            ("kind", Value::code("kind", RECOUNT)),
            ("about", Value::Entity(recount.lot)),
            ("date", Value::Date(recount.day.clone())),
        ] {
            plan.say(claim(entity, property, value, self.keeper()?)?, concerns.clone());
        }
        for (property, number) in recount.weighed.told()? {
            let value = Value::Number { number, unit: Some(recount.weighed.unit.clone()) };
            let said = claim(entity, property, value, self.keeper()?)?;
            let said_by = recount.by.map(Speaker::Entity);
            plan.say(Claim { stated: Some(recount.day.clone()), said_by, ..said }, concerns.clone());
        }
        for who in by {
            plan.say(claim(entity, "carried-out-by", Value::Entity(who), self.keeper()?)?, concerns.clone());
        }
        Ok((entity, plan))
    }

    /// Whether something is a lot of seeds.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn is_lot(&self, entity: EntityId) -> Result<bool, RegisterError> {
        self.is_of_kind(entity, LOT)
    }
}

impl Weighed {
    /// The numbers that are recorded, by property.
    fn told(&self) -> Result<Vec<(&'static str, Decimal)>, RegisterError> {
        if self.shown.as_str().starts_with('-') {
            return Err(RegisterError::Ask(format!("{} is less than nothing", self.shown.as_str())));
        }
        let Some(container) = &self.container else { return Ok(vec![("quantity-found", self.shown.clone())]) };
        let less = || {
            let (shown, container) = (self.shown.as_str(), container.as_str());
            RegisterError::Ask(format!("the empty container weighs {container}, more than the {shown} with its seeds"))
        };
        let found = weight_less(&self.shown, container).ok_or_else(less)?;
        Ok(vec![
            ("quantity-found", found),
            ("weighed-with-container", self.shown.clone()),
            ("container-weighs", container.clone()),
        ])
    }
}
