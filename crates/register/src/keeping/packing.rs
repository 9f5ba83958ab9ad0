//! Putting things into a box, onto a shelf, into a store; and moving a box.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Claim, Edtf, EntityId, Speaker, Statement, Value};
use daftar_date::Day;
use daftar_view::{Ask, Asked, Audience, KEPT_AT, Keeping};

use super::places::PLACE;
use super::plan::{Plan, claim};
use crate::{Register, RegisterError, chance};

/// What is put where, on which day.
#[derive(Clone, Debug)]
pub struct Packing<'p> {
    /// The place of keeping.
    pub into: EntityId,
    /// What is put there.
    pub what: &'p [EntityId],
    /// The day, in full.
    pub day: &'p Edtf,
    /// Who says so, where that is not the keeper.
    pub said_by: Option<EntityId>,
}

/// What packing comes to.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// What is to be recorded.
    pub plan: Plan,
    /// What is put there.
    pub moved: Vec<EntityId>,
    /// What is there already, by a statement with a date.
    pub already: Vec<EntityId>,
    /// Where what is put there was before, as far as the record has it and nobody denies it.
    pub before: BTreeMap<EntityId, EntityId>,
}

impl Register {
    /// Plans that things are put somewhere: each gets a statement of its new place with the day. The keeper's own statements
    /// of its place that have no date get the day before as their end; those that have one are past by it. What other sources
    /// say of its place is left as they say it.
    ///
    /// # Errors
    /// When the place is none, when a place would lie in itself, when the day is no day, or when the index cannot be read.
    pub fn pack(&self, packing: &Packing<'_>) -> Result<Packed, RegisterError> {
        if !self.is_place(packing.into)? {
            return Err(RegisterError::Ask(
                "things are kept at a place of keeping: give a box, a shelf, a store".into(),
            ));
        }
        let day = day_of(packing.day)?;
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let around = self.places_of_keeping(&ask)?.around(packing.into);
        if packing.what.iter().any(|one| around.contains(one)) {
            return Err(RegisterError::Ask("a place of keeping cannot lie in itself, or in what lies in it".into()));
        }
        let heard = self.hear_entities(packing.what, self.standing(), Audience::Keeper)?;
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        let mut packed = Packed::default();
        for thing in packing.what.iter().copied().collect::<BTreeSet<_>>() {
            let kept = Keeping::all(&asked, thing);
            match kept.first() {
                Some(first) if first.place == packing.into && first.since.is_some() => packed.already.push(thing),
                _ => {
                    packed.moved.push(thing);
                    let before = kept.iter().find(|keeping| keeping.denied_by.is_empty());
                    packed.before.extend(before.map(|keeping| (thing, keeping.place)));
                    let told = |keeping: &Keeping| keeping.statements.clone();
                    let claims: Vec<_> = kept.iter().flat_map(told).collect();
                    let old = heard.statements.iter().filter(|one| claims.contains(&one.id));
                    self.put_down(&mut packed.plan, thing, packing, day, old)?;
                }
            }
        }
        Ok(packed)
    }

    fn put_down<'s>(
        &self,
        plan: &mut Plan,
        thing: EntityId,
        packing: &Packing<'_>,
        day: Day,
        old: impl Iterator<Item = &'s Statement>,
    ) -> Result<(), RegisterError> {
        let keeper = self.keeper()?;
        let mut new = claim(thing, KEPT_AT, Value::Entity(packing.into), keeper)?;
        (new.when, new.stated) = (Some(packing.day.clone()), Some(packing.day.clone()));
        new.said_by = packing.said_by.map(Speaker::Entity);
        let place = plan.say(new, vec![packing.into]);
        for old in old.filter(|one| one.claim.source == keeper && self.is_own(one)) {
            match &old.claim.when {
                None => {
                    let until = plan.say(ended_before(&old.claim, day)?, vec![packing.into]);
                    plan.replace(old.id, until);
                }
                // Of one day there can be one place: what was said of it before was on the way.
                Some(when) if begins(when) >= Some(day) => plan.replace(old.id, place),
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn is_own(&self, statement: &Statement) -> bool {
        let party = self.party();
        statement.standing().any(|recording| Some(recording.party) == party)
    }
}

/// A place of keeping that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewPlace<'p> {
    /// The card that is made; drawn where none is given.
    pub entity: Option<EntityId>,
    /// What it is: a code of `location-type`.
    pub sort: &'p str,
    /// Its name.
    pub name: &'p str,
    /// The language of the name (BCP 47).
    pub lang: &'p str,
    /// Its number, if it has one beside the name.
    pub number: Option<&'p str>,
    /// Where it is, if that is told.
    pub inside: Option<EntityId>,
    /// Since which day, in full.
    pub day: &'p Edtf,
}

impl Register {
    /// Plans that a place of keeping is made: all of it sealed, so that nobody else learns that it is there.
    ///
    /// # Errors
    /// When it has no name, is nothing that places of keeping are, or is to lie where nothing can lie; when the day is no day.
    pub fn make_place(&self, new: &NewPlace<'_>) -> Result<(EntityId, Plan), RegisterError> {
        day_of(new.day)?;
        if new.name.trim().is_empty() {
            return Err(RegisterError::Ask("a place of keeping has a name, such as Box 7".into()));
        }
        if self.profiles().code("location-type", new.sort).is_none() {
            return Err(RegisterError::Ask(format!(
                "{:?} is no kind of place of keeping: see `daftar profiles show location`",
                new.sort
            )));
        }
        let entity = new.entity.map_or_else(chance::entity, Ok)?;
        let name = Value::Text { text: new.name.trim().to_owned(), lang: Some(new.lang.to_owned()) };
        let mut values = vec![
            ("kind", Value::code("kind", PLACE)),
            ("name", name),
            ("location-type", Value::code("location-type", new.sort)),
        ];
        values.extend(new.number.map(|number| ("number", Value::text(number))));
        let mut plan = Plan::default();
        for (property, value) in values {
            plan.say(claim(entity, property, value, self.keeper()?)?, vec![entity]);
        }
        if let Some(inside) = new.inside {
            let packing = Packing { into: inside, what: &[entity], day: new.day, said_by: None };
            plan.and(self.pack(&packing)?.plan);
        }
        Ok((entity, plan))
    }
}

/// The same place, until the day before.
fn ended_before(old: &Claim, day: Day) -> Result<Claim, RegisterError> {
    let until = format!("../{}", Edtf::from_day(Day(day.0 - 1)).as_str());
    let when = Edtf::parse(&until).map_err(|error| RegisterError::Ask(format!("{until}: {error}")))?;
    Ok(Claim { when: Some(when), ..old.clone() })
}

fn begins(when: &Edtf) -> Option<Day> {
    when.bounds().earliest()
}

/// The one day that a date is.
pub(crate) fn day_of(date: &Edtf) -> Result<Day, RegisterError> {
    let bounds = date.bounds();
    match (bounds.earliest(), bounds.latest()) {
        (Some(first), Some(last)) if first == last => Ok(first),
        _ => Err(RegisterError::Ask(format!("{:?} is no single day: give one such as 2032-05-01", date.as_str()))),
    }
}
