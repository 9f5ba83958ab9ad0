//! Where sources differ, derived from the rules of profiles alone; no property is named here.
//!
//! | the property | differs when |
//! |---|---|
//! | one value, a state | values cannot both be, at times that meet |
//! | one value, on a scale, happens | see `scale`: ranks within one period, or after what is reached only once |
//! | one value, happens otherwise | values cannot both be, at times that may meet: possibly |
//! | many values | one says *none*, another something |
//! | any | somebody denies it |
//!
//! The verdict is *yes* when not all sides can be so, *possibly* when that rests on an inferred or missing time, on times
//! that may meet, on things that may be one, or on what is said with reserve. `unknown` differs from nothing; an absent
//! statement neither. What a party replaced or retracted no longer stands, and so differs from nothing.

mod cell;
mod conflict;
mod denial;
mod scale;
mod side;

use std::collections::BTreeMap;

use daftar_claim::{ClaimId, EntityId, PropertyId, Value};
use daftar_date::Truth;
use serde::Serialize;

pub(crate) use cell::Cell;
pub(crate) use conflict::{Conflict, Recoveries, conflict};
pub use side::Side;

use crate::asked::{Asked, Spoken, by_property};
use crate::json;
use crate::reason::Reason;
use crate::rules::Rules;

/// Statements that cannot, or perhaps cannot, all be so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Difference {
    /// What they speak about: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// The entity that may be the same, when the sides speak about two.
    #[serde(serialize_with = "json::text_or_null")]
    pub other: Option<EntityId>,
    /// The entity's name in the language asked for.
    pub name: Option<String>,
    /// Which of its properties.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The property's label in the language asked for.
    pub label: String,
    /// What the sides differ in.
    pub about: Differs,
    /// Yes: not all can be so. Possibly: perhaps not all.
    #[serde(serialize_with = "json::truth")]
    pub verdict: Truth,
    /// Why.
    pub reason: Reason,
    /// Why, in the language asked for.
    pub words: String,
    /// What else bears on it.
    pub further: Vec<Reason>,
    /// The sides: the worst first where a scale tells, else by time.
    pub sides: Vec<Side>,
}

/// What the sides of a difference differ in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Differs {
    /// The values.
    Value,
    /// The time of one value.
    Time,
    /// One side denies the other.
    Denial,
}

/// All differences among the statements that answer: those that are certain first, then by entity and property.
pub fn differences(asked: &Asked) -> Vec<Difference> {
    let all = |_: &Rules| true;
    let mut found: Vec<Difference> =
        asked.entities().into_iter().flat_map(|id| within(asked.about(id), asked, all)).collect();
    for (one, other) in pairs(asked) {
        found.extend(between(one, other, asked, all));
    }
    found.extend(denial::denials(asked));
    sorted(found)
}

/// The differences on an entity, also those with entities that may be the same.
pub fn differences_of(asked: &Asked, entity: EntityId) -> Vec<Difference> {
    differences_in(asked, entity, |_| true)
}

/// The differences on those properties of an entity whose rules count.
pub(crate) fn differences_in(
    asked: &Asked,
    entity: EntityId,
    counts: impl Fn(&Rules) -> bool + Copy,
) -> Vec<Difference> {
    let first = asked.identity().first(entity);
    let mut found = within(asked.about(first), asked, counts);
    for (one, other) in pairs(asked).into_iter().filter(|(one, other)| *one == first || *other == first) {
        found.extend(between(one, other, asked, counts));
    }
    let denials = denial::denials(asked).into_iter().filter(|difference| difference.entity == first);
    found.extend(denials.filter(|difference| counts(&Rules::of(&difference.property, asked.profiles))));
    sorted(found)
}

/// Groups that may be the same, each pair once.
fn pairs(asked: &Asked) -> Vec<(EntityId, EntityId)> {
    let mut pairs: Vec<_> = asked.identity().perhaps().collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A difference's rank in a list of all: those that are certain first, then by entity and property.
pub type Rank = (bool, EntityId, PropertyId, Option<EntityId>, Differs, Option<ClaimId>);

impl Difference {
    /// Its rank among others.
    pub fn rank(&self) -> Rank {
        let first = self.sides.first().and_then(|side| side.statements.first().copied());
        (self.verdict != Truth::Yes, self.entity, self.property.clone(), self.other, self.about, first)
    }
}

fn sorted(mut found: Vec<Difference>) -> Vec<Difference> {
    found.sort_by_cached_key(Difference::rank);
    found
}

/// The differences within what is said of one entity.
fn within(spoken: &[Spoken], asked: &Asked, counts: impl Fn(&Rules) -> bool) -> Vec<Difference> {
    let recoveries = Recoveries::of(spoken);
    let chunks =
        by_property(spoken).filter(|chunk| can_differ(chunk) && chunk.first().is_some_and(|one| counts(&one.rules)));
    let each = chunks.flat_map(|chunk| {
        let cells = Cell::all(chunk, asked);
        let conflicts = conflicts(&cells, asked, &recoveries, |_, _| true);
        join(&cells, conflicts, None, asked)
    });
    each.collect()
}

/// Whether statements of one property can differ at all: many values do only where one of them is *none*.
fn can_differ(spoken: &[Spoken]) -> bool {
    let many = spoken.first().is_some_and(|one| one.rules.many());
    spoken.len() > 1 && (!many || spoken.iter().any(|one| *one.value == Value::None))
}

/// The differences between two entities that may be the same.
fn between(one: EntityId, other: EntityId, asked: &Asked, counts: impl Fn(&Rules) -> bool) -> Vec<Difference> {
    let mut found = Vec::new();
    for chunk in by_property(asked.about(one)) {
        let Some(first) = chunk.first().filter(|one| !one.rules.many() && counts(&one.rules)) else { continue };
        let both = chunk.iter().chain(asked.of_property(other, first.property));
        let cells = Cell::all(both, asked);
        let across = |a: &Cell, b: &Cell| a.spoken.entity != b.spoken.entity;
        let mut conflicts = conflicts(&cells, asked, &Recoveries::default(), across);
        for (_, _, conflict) in &mut conflicts {
            (conflict.verdict, conflict.reason) = (Truth::Possibly, Reason::MayBeSame);
        }
        found.extend(join(&cells, conflicts, Some(other), asked));
    }
    found
}

type Conflicts = Vec<(usize, usize, Conflict)>;

fn conflicts(
    cells: &[Cell],
    asked: &Asked,
    recoveries: &Recoveries,
    counts: impl Fn(&Cell, &Cell) -> bool,
) -> Conflicts {
    let mut found = Vec::new();
    for (n, a) in cells.iter().enumerate() {
        for (m, b) in cells.iter().enumerate().skip(n + 1).filter(|(_, b)| counts(a, b)) {
            found.extend(conflict(a, b, cells, recoveries, asked).map(|conflict| (n, m, conflict)));
        }
    }
    found
}

/// One difference for all conflicts that hang together and are of one sort and verdict.
fn join(cells: &[Cell], conflicts: Conflicts, other: Option<EntityId>, asked: &Asked) -> Vec<Difference> {
    let mut sorts: BTreeMap<(Differs, bool), Conflicts> = BTreeMap::new();
    for conflict in conflicts {
        sorts.entry((conflict.2.about, conflict.2.verdict.is_yes())).or_default().push(conflict);
    }
    let parts = sorts.into_values().flat_map(|sort| components(sort, cells.len()));
    parts.filter_map(|part| difference(cells, part, other, asked)).collect()
}

/// The conflicts parted by which cells hang together.
fn components(conflicts: Conflicts, cells: usize) -> Vec<Conflicts> {
    let mut part: Vec<usize> = (0..cells).collect();
    for (a, b, _) in &conflicts {
        let (from, to) = (part[*a].max(part[*b]), part[*a].min(part[*b]));
        part.iter_mut().filter(|p| **p == from).for_each(|p| *p = to);
    }
    let mut parts: BTreeMap<usize, Conflicts> = BTreeMap::new();
    for conflict in conflicts {
        parts.entry(part[conflict.0]).or_default().push(conflict);
    }
    parts.into_values().collect()
}

fn difference(cells: &[Cell], part: Conflicts, other: Option<EntityId>, asked: &Asked) -> Option<Difference> {
    let (about, verdict) = part.first().map(|(_, _, conflict)| (conflict.about, conflict.verdict))?;
    let mut involved: Vec<usize> = part.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    involved.sort_unstable();
    involved.dedup();
    let sides: Vec<&Cell> = involved.into_iter().filter_map(|n| cells.get(n)).collect();
    let first = sides.first()?.spoken;
    let mut reasons: Vec<Reason> = Vec::new();
    for (_, _, conflict) in part {
        if !reasons.contains(&conflict.reason) {
            reasons.push(conflict.reason);
        }
    }
    reasons.sort_by_cached_key(|reason| (reason.weight(), format!("{reason:?}")));
    let mut reasons = reasons.into_iter();
    let reason = reasons.next()?;
    let entity = sides.iter().map(|cell| cell.spoken.entity).min()?;
    Some(Difference {
        entity,
        other,
        name: asked.name(entity).map(str::to_owned),
        property: first.property.clone(),
        label: asked.label(first.property).to_owned(),
        about,
        verdict,
        words: reason.words(asked.lang(), asked.profiles),
        reason,
        further: reasons.collect(),
        sides: Side::all(&sides, about, asked),
    })
}

#[cfg(test)]
mod tests;
