//! What is lost because the place where it was kept is said to be lost.
//!
//! A store, a building or a whole bank is marked by a statement on its own card: its fate, `destroyed` or `missing`, and when. What was
//! kept there on that day is lost by inference, and only by inference: nothing is recorded of it, and every answer names the
//! statements that it follows from. What had been carried out before is not lost, nor what was brought in afterwards; where a
//! date is missing, or sources differ on the loss, it is *perhaps*.

mod lots;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, Edtf, EntityId, Value};
use daftar_date::Truth;
use serde::Serialize;

use crate::asked::{Asked, Spoken, denied, said};
use crate::cite::{Cited, Who};
use crate::fold::FoldedValue;
use crate::json;
use crate::known::FATE;
use crate::values::{called, folded, is_of_kind};
use crate::whereabouts::{Whereabouts, Window};

pub use lots::{is_lost, lots_lost};

/// The kinds of what things are kept in: their fate is that of what was in them.
pub const PLACES: [&str; 3] = ["location", "building", "seed-bank"];
/// The fates of what is gone.
const GONE: [&str; 2] = ["destroyed", "missing"];

/// A place that is said to be lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Loss {
    /// The place.
    pub place: Who,
    /// What is said of its fate, those who say otherwise among it.
    pub fates: Vec<FoldedValue>,
    /// Since when, by each who says that it is lost; none where it is not said.
    pub dates: Vec<LostOn>,
    /// Whether somebody says otherwise, denies it or is not sure.
    pub disputed: bool,
    /// The statements that are named above, by id.
    pub statements: Vec<Cited>,
}

/// That a place was lost, by one statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LostOn {
    /// When.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub statement: ClaimId,
    #[serde(skip)]
    window: Window,
    /// Whether more than the statement itself would have to be so.
    #[serde(skip)]
    unsure: bool,
}

/// That something is lost with the place where it was kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LostWith {
    /// The place.
    pub place: Who,
    /// Whether it was there then: yes or possibly.
    #[serde(serialize_with = "json::truth")]
    pub lost: Truth,
    /// The statements that the place was lost.
    #[serde(serialize_with = "json::texts")]
    pub fates: Vec<ClaimId>,
    /// The statements that it was kept there.
    #[serde(serialize_with = "json::texts")]
    pub kept: Vec<ClaimId>,
}

/// All places that are said to be lost, and what lies in which.
pub(crate) struct Losses<'k, 'a> {
    /// By place.
    pub(crate) all: Vec<Loss>,
    by_place: BTreeMap<EntityId, usize>,
    whereabouts: Whereabouts<'k, 'a>,
}

impl<'k, 'a> Losses<'k, 'a> {
    /// Of everything that was heard.
    pub(crate) fn of(asked: &'k Asked<'a>) -> Losses<'k, 'a> {
        let denied = denied(asked);
        let all: Vec<Loss> = asked.entities().into_iter().filter_map(|one| Loss::of(asked, one, &denied)).collect();
        let by_place = all.iter().enumerate().filter_map(|(n, loss)| Some((loss.place.entity?, n)));
        let by_place: BTreeMap<EntityId, usize> = by_place.collect();
        let places: Vec<EntityId> = by_place.keys().copied().collect();
        Losses { all, by_place, whereabouts: Whereabouts::of(asked, &places) }
    }

    fn at(&self, place: EntityId) -> Option<&Loss> {
        self.all.get(*self.by_place.get(&place)?)
    }

    /// With which places something was lost, certainly or perhaps; `since` is from when on it was there at all.
    pub(crate) fn of_thing(&self, thing: EntityId, since: &[Edtf]) -> Vec<LostWith> {
        let losses = self.whereabouts.around(thing).filter_map(|place| self.at(place));
        losses.filter_map(|loss| self.lost_with(thing, loss, since)).collect()
    }

    /// Whether what somebody holds since these dates was lost with them, or with what they were in.
    pub(crate) fn of_holder(&self, who: EntityId, since: &[Edtf]) -> Truth {
        let own =
            self.at(who).into_iter().map(|loss| match loss.dates.iter().all(|on| on.window.is_over_before(since)) {
                true => Truth::No,
                false if loss.disputed || since.is_empty() => Truth::Possibly,
                false => Truth::Yes,
            });
        let around = self.of_thing(who, since).into_iter().map(|one| one.lost);
        own.chain(around).fold(Truth::No, Truth::or)
    }

    /// Whether a date lies after all that is said of when a place was lost.
    pub(crate) fn is_after(&self, place: Option<EntityId>, date: &Edtf) -> bool {
        place
            .and_then(|place| self.at(place))
            .is_some_and(|loss| loss.dates.iter().all(|on| on.window.is_over_before(std::slice::from_ref(date))))
    }

    fn lost_with(&self, thing: EntityId, loss: &Loss, since: &[Edtf]) -> Option<LostWith> {
        let place = loss.place.entity?;
        let told = |on: &LostOn| match on.window.is_over_before(since) {
            true => Truth::No,
            false => self.whereabouts.inside(thing, place, on.window).truth,
        };
        let by_each: Vec<Truth> = loss.dates.iter().map(told).collect();
        let lost = match () {
            () if by_each.iter().all(|one| one.is_no()) => return None,
            () if !loss.disputed && by_each.iter().all(|one| one.is_yes()) => Truth::Yes,
            () => Truth::Possibly,
        };
        let kept = loss.dates.iter().flat_map(|on| self.whereabouts.inside(thing, place, on.window).statements);
        let kept: BTreeSet<ClaimId> = kept.collect();
        let fates = loss.dates.iter().map(|on| on.statement).collect();
        Some(LostWith { place: loss.place.clone(), lost, fates, kept: kept.into_iter().collect() })
    }
}

impl Loss {
    /// What is said of a place's fate, if anybody says that it is lost.
    fn of(asked: &Asked, place: EntityId, denied: &BTreeSet<ClaimId>) -> Option<Loss> {
        let is_place = PLACES.iter().any(|kind| is_of_kind(asked, place, kind));
        let fates = is_place.then(|| folded(asked, place, FATE)).flatten()?.values;
        let lasts: Vec<ClaimId> = fates.iter().flat_map(|value| value.statements.clone()).collect();
        let told = said(asked, place, FATE).filter(|one| lasts.contains(&asked.statement(one).statement.id));
        let (gone, other): (Vec<&Spoken>, Vec<&Spoken>) = told.partition(|one| is_gone(&one.value));
        let dates: Vec<LostOn> = gone.iter().map(|one| LostOn::of(asked, one, denied)).collect();
        let disputed = dates.iter().any(|on| on.unsure) || other.iter().any(|one| !one.rules.says_nothing(&one.value));
        let places = gone.iter().chain(&other).map(|one| one.place).collect();
        let statements = Cited::all(places, asked);
        (!dates.is_empty()).then(|| Loss { place: called(asked, place), fates, dates, disputed, statements })
    }
}

impl LostOn {
    fn of(asked: &Asked, one: &Spoken, denied: &BTreeSet<ClaimId>) -> LostOn {
        let statement = asked.statement(one);
        let claim = statement.claim();
        let doubted = denied.contains(&statement.statement.id) || claim.certainty.is_some();
        LostOn {
            when: claim.when.clone(),
            statement: statement.statement.id,
            window: Window::of(one),
            unsure: doubted || one.when.rests_on_inference(),
        }
    }
}

/// Whether a fate is that of what is gone.
pub(crate) fn is_gone(value: &Value) -> bool {
    matches!(value, Value::Code { code, .. } if GONE.contains(&code.as_str()))
}
