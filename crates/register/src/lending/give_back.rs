//! Seed that comes back, and promises that are forgiven: each one deed, and one entry.

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, Edtf, EntityId, PropertyId, Value};
use daftar_view::promises::Promise;
use daftar_view::stock::{Amount, Units};
use daftar_view::{Ask, Audience, KEPT_AT};

use crate::keeping::{Plan, claim};
use crate::{Register, RegisterError, chance};

/// What a keeper says of seed that came back.
#[derive(Clone, Debug)]
pub struct Back<'b> {
    /// The lot that is made; drawn where none is given.
    pub lot: Option<EntityId>,
    /// The promise.
    pub promise: EntityId,
    /// From which of the lots that were lent it was grown; may be left out where it was one.
    pub parent: Option<EntityId>,
    /// The number of the new lot, if it has one.
    pub number: Option<&'b str>,
    /// How much: a number with its unit, or a count of seeds.
    pub quantity: &'b Value,
    /// When it was harvested, if that is said.
    pub harvested: Option<&'b Edtf>,
    /// On which day it came back.
    pub day: &'b Edtf,
    /// Where it is kept, if that is said.
    pub kept_at: Option<EntityId>,
}

/// What it comes to.
#[derive(Clone, Debug)]
pub struct GivenBack {
    /// The new lot.
    pub lot: EntityId,
    /// What is to be recorded.
    pub plan: Plan,
}

impl Register {
    /// Plans that promised seed came back: a new lot of the same accession, grown from the lent one by those to whom it was
    /// lent; and the promise names it.
    ///
    /// # Errors
    /// When there is no such promise or it names no lot; when the amount is none; when it would have come back, or been
    /// harvested, before it was lent; when the place is no place of keeping.
    pub fn give_back(&self, back: &Back<'_>) -> Result<GivenBack, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let promise = self.promise(back.promise, &ask)?;
        let parent = parent_of(back, &promise)?;
        fits(back, &promise)?;
        if let Some(place) = back.kept_at.filter(|place| !self.is_of_kind(*place, "location").unwrap_or(false)) {
            return Err(RegisterError::Ask(format!("{place} is no place of keeping: see `daftar search`")));
        }
        let lot = back.lot.map_or_else(chance::entity, Ok)?;
        let mut plan = Plan::default();
        let families = self.led_to_by(promise.promise, "to-whom")?;
        let openly = self.is_told_openly(parent)?;
        for (property, value) in self.values_of(back, parent, &families)? {
            let mut said = self.said_on(lot, property, value, back.day)?;
            said.when = [KEPT_AT, "quantity"].contains(&property).then(|| back.day.clone());
            match openly && !self.is_restricted_property(property) {
                true => plan.say_openly(said),
                false => drop(plan.say(said, [&[lot], &families[..]].concat())),
            }
        }
        let mut returned = self.said_on(promise.promise, "returned", Value::Entity(lot), back.day)?;
        returned.when = Some(back.day.clone());
        plan.say(returned, [&[promise.promise, lot], &families[..]].concat());
        Ok(GivenBack { lot, plan })
    }

    /// Plans that a promise is forgiven: nothing more is owed, and why.
    ///
    /// # Errors
    /// When there is no such promise, or no reason is given.
    pub fn forgive(&self, promise: EntityId, why: &str, lang: &str, day: &Edtf) -> Result<Plan, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let promise = self.promise(promise, &ask)?.promise;
        if why.trim().is_empty() {
            return Err(RegisterError::Ask("say why nothing more is owed: a drought, a displacement".into()));
        }
        let value = Value::Text { text: why.trim().to_owned(), lang: Some(lang.to_owned()) };
        let mut said = self.said_on(promise, "forgiven", value, day)?;
        said.when = Some(day.clone());
        let families = self.led_to_by(promise, "to-whom")?;
        let mut plan = Plan::default();
        plan.say(said, [&[promise], &families[..]].concat());
        Ok(plan)
    }

    fn values_of(
        &self,
        back: &Back<'_>,
        parent: EntityId,
        families: &[EntityId],
    ) -> Result<Vec<(&'static str, Value)>, RegisterError> {
        let mut values = vec![("kind", Value::code("kind", "lot"))];
        values.extend(back.number.map(|number| ("number", Value::text(number))));
        values.extend(
            self.led_to_by(parent, "of-accession")?.into_iter().map(|one| ("of-accession", Value::Entity(one))),
        );
        values.push(("parent-lot", Value::Entity(parent)));
        values.push(("quantity", back.quantity.clone()));
        values.extend(back.harvested.map(|date| ("harvested", Value::Date(date.clone()))));
        values.extend(families.iter().map(|family| ("grower", Value::Entity(*family))));
        values.extend(back.kept_at.map(|place| (KEPT_AT, Value::Entity(place))));
        Ok(values)
    }

    /// What the keeper says of a card on a day.
    fn said_on(&self, card: EntityId, property: &str, value: Value, day: &Edtf) -> Result<Claim, RegisterError> {
        let mut said = claim(card, property, value, self.keeper()?)?;
        said.stated = Some(day.clone());
        Ok(said)
    }

    /// The entities that a card names under a property, by what stands.
    fn led_to_by(&self, card: EntityId, property: &str) -> Result<Vec<EntityId>, RegisterError> {
        let heard = self.hear_joined([card], self.standing(), Audience::Keeper)?;
        let own = heard.statements.iter().filter(|one| one.stands() && one.claim.property.as_str() == property);
        let own = own.filter(|one| one.claim.subject.entity().is_some());
        let mut named: Vec<EntityId> = own
            .filter_map(|one| match one.claim.value {
                Value::Entity(entity) => Some(entity),
                _ => None,
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        Ok(named)
    }

    /// Whether everybody may know that a card is there.
    fn is_told_openly(&self, card: EntityId) -> Result<bool, RegisterError> {
        let heard = self.hear_joined([card], self.standing(), Audience::Public)?;
        Ok(heard.statements.iter().any(|one| one.stands() && !one.sealed && one.claim.property.as_str() == "kind"))
    }

    fn is_restricted_property(&self, id: &str) -> bool {
        let id = PropertyId::parse(id).ok();
        let declared = id.and_then(|id| self.profiles().property(&id));
        declared.is_none_or(|property| property.privacy == Privacy::Restricted)
    }
}

/// From which of the lent lots it was grown.
fn parent_of(back: &Back<'_>, promise: &Promise) -> Result<EntityId, RegisterError> {
    let lots: Vec<EntityId> = promise.lots.iter().filter_map(|lot| lot.entity).collect();
    match (back.parent, &lots[..]) {
        (Some(parent), lots) if lots.contains(&parent) => Ok(parent),
        (None, [one]) => Ok(*one),
        (None, []) => {
            Err(RegisterError::Ask("the promise names no lot: say first of which lot the seed was lent".into()))
        }
        (None, _) => Err(RegisterError::Ask("several lots were lent: say from which it was grown".into())),
        (Some(_), _) => Err(RegisterError::Ask("that lot was not lent by this promise".into())),
    }
}

/// Whether there is some seed, and whether it came after it was lent.
fn fits(back: &Back<'_>, promise: &Promise) -> Result<(), RegisterError> {
    if Amount::of(back.quantity).is_none_or(|amount| amount.range.high <= Units::NONE) {
        let why = "how much came back is a number above nothing with its unit, such as 3 kg, 500 seeds or 2 jars";
        return Err(RegisterError::Ask(why.into()));
    }
    let early = [Some(back.day), back.harvested].into_iter().flatten().find(|date| promise.lent_after(date));
    match early {
        None => Ok(()),
        Some(date) => Err(RegisterError::Ask(format!(
            "{} lies before the seed was lent ({}): mend the date, or that of the loan",
            date.as_str(),
            promise.began.iter().map(Edtf::as_str).collect::<Vec<_>>().join(", ")
        ))),
    }
}
