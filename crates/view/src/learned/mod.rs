//! What was learned of a thing's state between two days: what was known by the one, what by the other, and the statements that made
//! the difference.
//!
//! Known by a day is what had been said by then. What its recorder took back after a day was still known on that day; an edit is a
//! correction of the record, and counts for both.

#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use daftar_claim::profile::Property;
use daftar_claim::{ClaimId, Ended, EntityId, EntryId, PropertyId, Statement};
use daftar_date::Day;
use serde::Serialize;

use crate::asked::Asked;
use crate::cite::Cited;
use crate::condition::{Answer, Scale, scale, scales};
use crate::differ::{Difference, differences_in};
use crate::fold::FoldedValue;
use crate::json;

/// What was learned of one thing on one scale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Learned {
    /// The thing: the first of those that are the same.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// Its name in the language asked for.
    pub name: Option<String>,
    /// The property that has the scale.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for.
    pub label: String,
    /// What came about.
    pub news: Vec<News>,
    /// What was known by the first day.
    pub before: Known,
    /// What was known by the second.
    pub after: Known,
    /// The statements that were known by the second day and not, or not for certain, by the first.
    #[serde(serialize_with = "json::texts")]
    pub new: Vec<ClaimId>,
    /// Those that were known by the first day and were taken back by the second.
    #[serde(serialize_with = "json::texts")]
    pub gone: Vec<ClaimId>,
    /// The statements that are named, by id.
    pub statements: Vec<Cited>,
}

/// What came about between the two days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// Something was said for the first time.
    First,
    /// Another state is told.
    Changed,
    /// What was only possible is certain.
    Surer,
    /// Sources differ on it now.
    NewlyDisputed,
    /// Sources differed on it, and no longer do.
    NoLongerDisputed,
    /// Nothing is told any more.
    Gone,
    /// The same is told by more.
    Confirmed,
}

/// What was known by a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Known {
    /// What could be said.
    pub answer: Answer,
    /// The states, worst first.
    pub values: Vec<FoldedValue>,
    /// Where sources differed.
    pub differences: Vec<Difference>,
}

/// What was learned of an entity: one for each scale on which anything came about. Both ask the same, of two days of saying.
pub fn learned(before: &Asked, after: &Asked, entity: EntityId) -> Vec<Learned> {
    let all = scales(after, entity);
    all.into_iter().filter_map(|property| on_scale(property, before, after, entity)).collect()
}

fn on_scale(property: &Property, before: &Asked, after: &Asked, entity: EntityId) -> Option<Learned> {
    let (was, is) = (Known::of(property, before, entity), Known::of(property, after, entity));
    let told = |asked: &Asked| -> BTreeSet<ClaimId> {
        let spoken = asked.of_property(entity, &property.id).iter().map(|one| asked.statement(one).statement.id);
        let denials = asked.remarks().filter(|(_, place)| {
            let about = asked.selected().get(*place).map(|one| one.claim());
            about.is_some_and(|claim| {
                claim.property == property.id
                    && claim.subject.entity().is_some_and(|id| after.identity().are_same(id, entity))
            })
        });
        spoken.chain(denials.map(|(remark, _)| remark.statement.id)).collect()
    };
    let sure = |claim: &ClaimId| {
        let place = before.place_of(*claim);
        place.and_then(|place| before.selected().get(place)).is_some_and(|one| one.said.is_yes())
    };
    let (known, now) = (told(before), told(after));
    let is_sure_now = |claim: &ClaimId| {
        let place = after.place_of(*claim);
        place.and_then(|place| after.selected().get(place)).is_some_and(|one| one.said.is_yes())
    };
    let is_new = |claim: &&ClaimId| !known.contains(claim) || (!sure(claim) && is_sure_now(claim));
    let new: Vec<ClaimId> = now.iter().filter(is_new).copied().collect();
    let gone: Vec<ClaimId> = known.difference(&now).copied().collect();
    let news = news(&was, &is, !new.is_empty());
    if news.is_empty() {
        return None;
    }
    Some(Learned {
        entity: after.identity().first(entity),
        name: after.name(entity).map(str::to_owned),
        property: property.id.clone(),
        label: after.label(&property.id).to_owned(),
        statements: cited(&was, &is, &gone, before, after),
        news,
        before: was,
        after: is,
        new,
        gone,
    })
}

fn news(was: &Known, is: &Known, any_new: bool) -> Vec<News> {
    let tells = |known: &Known| known.answer != Answer::NoClaim || !known.values.is_empty();
    let words =
        |known: &Known| -> BTreeSet<String> { known.values.iter().map(|one| one.value.words.clone()).collect() };
    let sure = |known: &Known| known.values.iter().filter(|one| one.held.is_yes() && one.said.is_yes()).count();
    let mut news = Vec::new();
    match (tells(was), tells(is)) {
        (false, true) => news.push(News::First),
        (true, false) => news.push(News::Gone),
        (true, true) if words(was) != words(is) => news.push(News::Changed),
        (true, true) if sure(was) < sure(is) => news.push(News::Surer),
        _ => {}
    }
    match (was.differences.is_empty(), is.differences.is_empty()) {
        (true, false) => news.push(News::NewlyDisputed),
        (false, true) => news.push(News::NoLongerDisputed),
        _ => {}
    }
    if news.is_empty() && any_new {
        news.push(News::Confirmed);
    }
    news
}

fn cited(was: &Known, is: &Known, gone: &[ClaimId], before: &Asked, after: &Asked) -> Vec<Cited> {
    let claims = |known: &Known| -> Vec<ClaimId> {
        let sides = known.differences.iter().flat_map(|one| &one.sides).flat_map(|side| &side.statements);
        known.values.iter().flat_map(|one| &one.statements).chain(sides).copied().collect()
    };
    let of_before = claims(was).into_iter().chain(gone.iter().copied());
    let only_before = of_before.filter(|claim| after.place_of(*claim).is_none());
    let places = only_before.filter_map(|claim| before.place_of(claim)).collect();
    let mut all = Cited::all(claims(is).into_iter().filter_map(|claim| after.place_of(claim)).collect(), after);
    all.extend(Cited::all(places, before));
    all.sort_by_key(|one| one.claim);
    all
}

impl Known {
    fn of(property: &Property, asked: &Asked, entity: EntityId) -> Known {
        let Scale { answer, values, .. } = scale(property, asked, entity);
        let is_it = |rules: &crate::rules::Rules| rules.property.is_some_and(|one| one.id == property.id);
        Known { answer, values, differences: differences_in(asked, entity, is_it) }
    }
}

/// The statements as they stood at the end of a day: what its recorder took back later stands again. `day_of` tells on which day an
/// entry was written.
pub fn as_they_stood(statements: &[Statement], day: Day, day_of: &dyn Fn(EntryId) -> Option<Day>) -> Vec<Statement> {
    let mut stood = statements.to_vec();
    for recording in stood.iter_mut().flat_map(|one| &mut one.recordings) {
        if let Some(Ended::Retracted { by }) = recording.ended
            && day_of(by).is_some_and(|on| on > day)
        {
            recording.ended = None;
        }
    }
    stood
}
