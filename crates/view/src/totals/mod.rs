//! Totals that carry their disputes: how many things are in which state, and sums of what is told of them, each with the least and the
//! most that the sources allow.
//!
//! A thing counts for the *least* of a state where nothing that is said of it allows another, and for the *most* where anything that is
//! said of it may mean that state. What is told with reserve, by an inferred time, or is denied, counts for the most alone. The *best*
//! number stands only where somebody chose, for each thing that is disputed, what is shown first. What nobody says, what is said not to
//! be known and what is said to be intact are counted apart, and never added.
//!
//! Sums add what is told of different things, and never two figures of one thing: figures that can be so at once narrow it, others
//! widen it.

mod extent;
mod figure;
mod gather;
mod group;
mod membership;
mod rests;
mod rows;
mod share;
#[cfg(test)]
mod tests;
mod thing;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, Edtf, EntityId, Profiles, PropertyId};
use serde::Serialize;

pub use extent::Extent;
pub use figure::Sum;
pub use gather::totals;
pub use group::{Counted, Group, Key};
pub use rests::{Lone, Rests, voices_origins};
pub use rows::{Row, headings, rows};

use crate::area::Fault;
use crate::course::Step;
use crate::json;

/// From this step of a scale on a thing counts as damaged: below it is what only may be, or is not.
pub const DAMAGED: i64 = 2;

/// The property whose scale is counted where no other is asked for.
pub const STATE: &str = "state";

/// What is asked, beside time, sources and audience.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asking {
    /// Only things of these kinds; empty for all.
    pub kinds: Vec<String>,
    /// Only things that lie in one of these; none for all. The public is not told of sensitive ones which of them do.
    pub places: Option<BTreeSet<EntityId>>,
    /// Into which groups the things are parted.
    pub by: By,
    /// The property that has the scale.
    pub scale: String,
    /// How many there are in all, where that is not how many this notebook has.
    pub of: Option<u64>,
    /// Whether each number names its things and statements.
    pub named: bool,
}

impl Default for Asking {
    fn default() -> Asking {
        let scale = STATE.to_owned();
        Asking { kinds: Vec::new(), places: None, by: By::Whole, scale, of: None, named: false }
    }
}

/// Into which groups things are parted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// None.
    Whole,
    /// What they are.
    Kind,
    /// Where they lie: sensitive ones, for the public, by the cell of the map.
    Place,
    /// The state that they may be in.
    State,
    /// The month in which that state, or what happened, began.
    Month,
    /// The source that tells of them, each by itself.
    Source,
    /// Whoever speaks of them, each by themselves.
    Speaker,
}

impl By {
    /// All ways, with the words by which they are asked for.
    pub const ALL: [(By, &'static str); 7] = [
        (By::Whole, "whole"),
        (By::Kind, "kind"),
        (By::Place, "place"),
        (By::State, "state"),
        (By::Month, "month"),
        (By::Source, "source"),
        (By::Speaker, "speaker"),
    ];

    /// The way of that word.
    pub fn parse(word: &str) -> Option<By> {
        By::ALL.into_iter().find(|(_, known)| *known == word).map(|(by, _)| by)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        By::ALL.into_iter().find(|(by, _)| *by == self).map_or("whole", |(_, word)| word)
    }
}

/// Totals.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Totals {
    /// The time asked for; none for any time.
    #[serde(serialize_with = "json::text_or_null")]
    pub at: Option<Edtf>,
    /// By when it had been said; none for everything that was said.
    #[serde(serialize_with = "json::text_or_null")]
    pub said: Option<Edtf>,
    /// Into which groups the things are parted.
    pub by: By,
    /// The property whose scale is counted.
    pub scale: String,
    /// The steps of the scale, the best first, each with its words.
    pub steps: Vec<Step>,
    /// Their words in the language asked for, in that order.
    pub step_words: Vec<String>,
    /// Whether any of the kinds that are counted has that scale.
    pub has_scale: bool,
    /// Everything that is asked about.
    pub whole: Group,
    /// Its parts, as far as the things are parted. A thing may be in several.
    pub groups: Vec<Group>,
    /// How many there are in all, where that is stated.
    pub of: Option<u64>,
    /// What could not be counted.
    pub left_out: LeftOut,
    /// What things, places, sources and properties are called that are named here.
    #[serde(serialize_with = "names")]
    pub names: BTreeMap<EntityId, String>,
    /// The labels of the properties that are summed.
    #[serde(serialize_with = "labels")]
    pub labels: BTreeMap<PropertyId, String>,
}

/// What could not be counted.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct LeftOut {
    /// Sensitive things that the public is not told the places of: they are not counted by place.
    pub sensitive: u64,
    /// Areas and shares whose unit is not understood.
    pub no_measure: u64,
    /// Shapes without an inside.
    pub faulty: Vec<Faulty>,
}

/// A shape without an inside.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Faulty {
    /// Whose it is.
    #[serde(serialize_with = "json::text")]
    pub thing: EntityId,
    /// The statement that gives it.
    #[serde(serialize_with = "json::text")]
    pub statement: ClaimId,
    /// What is wrong with it.
    pub fault: Fault,
}

/// The properties whose codes have an order that tells a state, by id.
pub fn scales(profiles: &Profiles) -> Vec<String> {
    let courses = crate::Courses::new(profiles);
    let scales = courses.properties(|role| matches!(role, crate::course::Role::Scale(steps) if !steps.is_empty()));
    scales.into_iter().map(|(_, id)| id.to_string()).collect()
}

/// The kinds that have a state or are counted, by id.
pub fn kinds(profiles: &Profiles) -> Vec<String> {
    crate::Courses::new(profiles).of_kinds().map(str::to_owned).collect()
}

/// The words by which the numbers of a group are asked for (see [`Group::counted`]).
pub fn codes(totals: &Totals) -> Vec<String> {
    let or_worse = totals.steps.iter().filter(|step| totals.tells_or_worse(step)).map(|step| format!("{}+", step.code));
    let steps = totals.steps.iter().map(|step| step.code.clone()).chain(or_worse);
    let beside = ["any-damage", "not-known", "none", "no-claim", "recovered"].map(str::to_owned);
    if totals.has_scale { steps.chain(beside).collect() } else { vec!["recovered".to_owned()] }
}

fn names<S: serde::Serializer>(names: &BTreeMap<EntityId, String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(names.iter().map(|(id, name)| (id.to_string(), name)))
}

fn labels<S: serde::Serializer>(labels: &BTreeMap<PropertyId, String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(labels.iter().map(|(id, label)| (id.to_string(), label)))
}

impl Totals {
    /// Whether "this or worse" tells anything of a step: of the mildest ones it is anything at all.
    pub fn tells_or_worse(&self, step: &Step) -> bool {
        self.steps.first().is_some_and(|mildest| step.rank > mildest.rank)
    }

    /// All whose names are wanted: places, sources and speakers that are named.
    pub fn wants_names_of(&self) -> BTreeSet<EntityId> {
        let groups = self.groups.iter().chain([&self.whole]);
        let of_group = |group: &Group| {
            let key = group.key.entity();
            key.into_iter().chain(group.rests.on.iter().map(|lone| lone.on)).collect::<Vec<_>>()
        };
        let faulty = self.left_out.faulty.iter().map(|one| one.thing);
        groups.flat_map(of_group).chain(faulty).collect()
    }
}
