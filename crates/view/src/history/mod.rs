//! The course of a thing's state: from when to when each value of it holds, as the sources tell it.
//!
//! A *stretch* is one time through which one value holds. It begins and ends on a day between two: the first and the last on which it
//! may have. Stretches are what folding answers for every day: on each day on which that may change it is asked, and equal answers that
//! follow each other are one. Nothing is chosen: where sources differ, stretches lie over each other.

mod stretches;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, EntityId, PropertyId};
use daftar_date::Truth;
use serde::Serialize;

use crate::asked::Asked;
use crate::cite::Cited;
use crate::condition::{Answer, scale, scales};
use crate::differ::{Difference, differences_in};
use crate::json;
use crate::known;
use crate::rules::Rules;
use crate::shown::Shown;
use crate::time::DatedBy;
use stretches::stretches;

/// The course of one thing's state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct History {
    /// The thing: the first of those that are the same.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// Its name in the language asked for.
    pub name: Option<String>,
    /// Its course on each scale that its kind has.
    pub scales: Vec<Course>,
    /// What it is said to have recovered by, each with the days between which that was.
    pub recoveries: Vec<Stretch>,
    /// Where sources differ on it.
    pub differences: Vec<Difference>,
    /// The statements that are named, by id.
    pub statements: Vec<Cited>,
}

/// Its course on one scale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Course {
    /// The property that has the scale.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for.
    pub label: String,
    /// What can be said of the time asked for.
    pub answer: Answer,
    /// The stretches, by when they begin; of a time that is asked for those that hold then.
    pub stretches: Vec<Stretch>,
}

/// A time through which one value holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Stretch {
    /// The value.
    pub value: Shown,
    /// Between which days it begins.
    pub begins: Days,
    /// Between which days it was the last that it held; none where it goes on until said otherwise.
    pub ends: Option<Days>,
    /// Whether its time is told and everything said of it by then: else it is possible.
    pub certain: bool,
    /// What its time rests on: of several statements the best founded one.
    pub dated_by: DatedBy,
    /// Whether every statement says it with reserve only.
    pub hedged: bool,
    /// Whether sources differ on it: yes, possibly, no.
    #[serde(serialize_with = "json::truth")]
    pub disputed: Truth,
    /// How many sources tell it.
    pub sources: usize,
    /// From how many origins they draw, as far as is told.
    pub origins: usize,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// Two days, EDTF: the first and the last possible one; none where there is no such day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug, Serialize)]
pub struct Days {
    /// The first possible day.
    #[serde(serialize_with = "day_or_null")]
    pub first: Option<daftar_date::Day>,
    /// The last possible day.
    #[serde(serialize_with = "day_or_null")]
    pub last: Option<daftar_date::Day>,
}

fn day_or_null<S: serde::Serializer>(day: &Option<daftar_date::Day>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(&daftar_claim::Edtf::from_day(*day)),
        None => serializer.serialize_none(),
    }
}

/// The course of an entity's state. `whole` asks of no time, `then` the same of the time asked for, or is `whole` again.
pub fn history(whole: &Asked, then: &Asked, entity: EntityId) -> History {
    let of_condition = |rules: &Rules| rules.section() == known::CONDITION;
    let differences = differences_in(then, entity, of_condition);
    let scales: Vec<Course> = scales(whole, entity)
        .into_iter()
        .map(|property| {
            let now = scale(property, then, entity);
            let mut stretches = stretches(whole.of_property(entity, &property.id), whole, &differences);
            if then.ask.at.is_some() {
                let held: BTreeSet<ClaimId> = now.values.iter().flat_map(|value| value.statements.clone()).collect();
                stretches.retain(|stretch| {
                    stretch.statements.iter().any(|claim| held.contains(claim)) && stretch.touches(then)
                });
            }
            Course { property: property.id.clone(), label: now.label, answer: now.answer, stretches }
        })
        .collect();
    let recovering = whole.profiles.properties.values().filter(|one| {
        let rules = Rules::declared(one, whole.profiles);
        of_condition(&rules) && rules.tells_recovery() && !rules.is_ranked()
    });
    let recoveries: Vec<Stretch> = recovering
        .flat_map(|property| stretches::told(then.of_property(entity, &property.id), then, &differences))
        .collect();
    let named = scales.iter().flat_map(|course| &course.stretches).chain(&recoveries);
    let sides = differences.iter().flat_map(|difference| &difference.sides);
    let claims = named.flat_map(|stretch| &stretch.statements).chain(sides.flat_map(|side| &side.statements));
    let places = claims.filter_map(|claim| whole.place_of(*claim)).collect();
    History {
        entity: whole.identity().first(entity),
        name: whole.name(entity).map(str::to_owned),
        statements: Cited::all(places, whole),
        scales,
        recoveries,
        differences,
    }
}

impl Stretch {
    /// Whether only inference tells its time, which never excludes.
    fn rests_on_inference(&self) -> bool {
        matches!(self.dated_by, DatedBy::Completed | DatedBy::Inferred | DatedBy::Statement)
    }

    /// Whether it may hold on some day of the time asked for.
    fn touches(&self, then: &Asked) -> bool {
        let Some(at) = then.ask.at.as_ref().filter(|_| !self.rests_on_inference()) else { return true };
        let bounds = at.bounds();
        let begun = self.begins.first.zip(bounds.latest()).is_none_or(|(first, latest)| first <= latest);
        let over = self.ends.and_then(|ends| ends.last).zip(bounds.earliest());
        begun && over.is_none_or(|(last, earliest)| last >= earliest)
    }
}
