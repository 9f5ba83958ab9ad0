//! One group of things, and its numbers.

use daftar_claim::{ClaimId, EntityId};
use daftar_date::Truth;
use serde::{Serialize, Serializer};

use super::{Extent, Rests, Sum};
use crate::cell::Cell;
use crate::course::{NONE, SILENT, Standing, Step, UNSAID};
use crate::json;

/// What a group has in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    /// Everything.
    Whole,
    /// A kind.
    Kind(String),
    /// A place.
    Place(EntityId),
    /// A cell of the map: the public is not told more of where they lie.
    Cell(Cell),
    /// A sensitive thing of which nobody tells the public a cell.
    NoCell,
    /// A step of the scale: its place among them.
    Step(usize),
    /// Somebody says that it is not known.
    NotKnown,
    /// Somebody says that there is none.
    None,
    /// A year and a month.
    Month(i64, u8),
    /// A source.
    Source(EntityId),
    /// A person or body.
    Speaker(EntityId),
    /// Nobody says.
    Unsaid,
}

impl Key {
    /// The entity that it is, if it is one.
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Key::Place(id) | Key::Source(id) | Key::Speaker(id) => Some(*id),
            _ => None,
        }
    }
}

impl std::fmt::Display for Key {
    /// As an address asks for it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Key::Whole => f.write_str("whole"),
            Key::Kind(kind) => f.write_str(kind),
            Key::Place(id) | Key::Source(id) | Key::Speaker(id) => write!(f, "{id}"),
            Key::Cell(cell) => write!(f, "cell:{:?}", cell.bounds()),
            Key::NoCell => f.write_str("no-cell"),
            Key::Step(place) => write!(f, "step:{place}"),
            Key::NotKnown => f.write_str("not-known"),
            Key::None => f.write_str("none"),
            Key::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Key::Unsaid => f.write_str("unsaid"),
        }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A group of things.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Group {
    /// What they have in common.
    pub key: Key,
    /// How many things there are.
    pub things: Counted,
    /// Of how many of them a state could be told: shares are of these.
    pub could: u64,
    /// How many are in just this state, step by step.
    pub steps: Vec<Counted>,
    /// How many are in this state or a worse one, step by step.
    pub or_worse: Vec<Counted>,
    /// How many are damaged, from the step on from which that is so.
    pub damaged: Counted,
    /// Of how many somebody says that it is not known.
    pub not_known: Counted,
    /// Of how many somebody says that there is none.
    pub none: Counted,
    /// Of how many nobody says anything.
    pub no_claim: Counted,
    /// How many are said to have been repaired, or to have recovered otherwise.
    pub recovered: Counted,
    /// On how many the sources, or what is possible, allow several states.
    pub disputed: u64,
    /// Sums of what is told of them.
    pub sums: Vec<Sum>,
    /// How large they are, and how much of that is affected.
    pub extent: Option<Extent>,
    /// How many of them rest on one source alone.
    pub rests: Rests,
    /// Of how many things a state was read by a crosswalk, which loses something.
    pub mapped: u64,
}

/// How many, at least and at most.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Counted {
    /// For how many nothing else may be.
    pub low: u64,
    /// How many by what somebody chose to be shown first; none where something disputed has no such choice.
    pub best: Option<u64>,
    /// For how many it may be.
    pub high: u64,
    /// Which, where names are asked for.
    #[serde(serialize_with = "json::texts", skip_serializing_if = "Vec::is_empty")]
    pub things: Vec<EntityId>,
    /// The statements that say so, where names are asked for.
    #[serde(serialize_with = "json::texts", skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<ClaimId>,
}

/// Whether a thing counts: for certain, possibly; and by what is shown first, none where nobody chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Counts {
    pub(super) truth: Truth,
    pub(super) best: Option<bool>,
}

impl Counts {
    /// That it counts for certain.
    pub(super) const YES: Counts = Counts { truth: Truth::Yes, best: Some(true) };

    /// That it does not count.
    pub(super) const NO: Counts = Counts { truth: Truth::No, best: Some(false) };

    /// That it may count.
    pub(super) const PERHAPS: Counts = Counts { truth: Truth::Possibly, best: None };

    /// Whether a thing that stands so is among some bits.
    pub(super) fn of(standing: &Standing, wanted: u32) -> Counts {
        let truth = match (standing.may_be & wanted, standing.may_be & !wanted) {
            (0, _) => Truth::No,
            (_, 0) => Truth::Yes,
            _ => Truth::Possibly,
        };
        let first = standing.first.filter(|first| first & wanted == 0 || first & !wanted == 0);
        let best = match truth {
            Truth::Yes => Some(true),
            Truth::No => Some(false),
            Truth::Possibly => first.map(|first| first & wanted != 0),
        };
        Counts { truth, best }
    }

    /// Both.
    pub(super) fn and(self, other: Counts) -> Counts {
        let best = match (self.best, other.best) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        Counts { truth: self.truth.and(other.truth), best }
    }

    /// Either.
    pub(super) fn or(self, other: Counts) -> Counts {
        let best = match (self.best, other.best) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        Counts { truth: self.truth.or(other.truth), best }
    }
}

impl Counted {
    /// None yet.
    pub(super) fn none() -> Counted {
        Counted { best: Some(0), ..Counted::default() }
    }

    /// Counts a thing, with its statements where these are to be named.
    pub(super) fn add(&mut self, counts: Counts, thing: EntityId, statements: Option<&[ClaimId]>) {
        self.low += u64::from(counts.truth.is_yes());
        self.high += u64::from(!counts.truth.is_no());
        self.best = self.best.zip(counts.best).map(|(sum, counts)| sum + u64::from(counts));
        if let Some(statements) = statements.filter(|_| !counts.truth.is_no()) {
            self.things.push(thing);
            self.statements.extend(statements);
        }
    }
}

impl Counted {
    /// What both counted.
    fn join(&mut self, other: Counted) {
        self.low += other.low;
        self.best = self.best.zip(other.best).map(|(sum, more)| sum + more);
        self.high += other.high;
        self.things.extend(other.things);
        self.statements.extend(other.statements);
    }
}

impl Group {
    /// Adds what was counted of other things, before sums, areas and sources are put in.
    pub(super) fn join(&mut self, other: Group) {
        self.things.join(other.things);
        self.could += other.could;
        self.steps.iter_mut().zip(other.steps).for_each(|(step, other)| step.join(other));
        self.or_worse.iter_mut().zip(other.or_worse).for_each(|(step, other)| step.join(other));
        self.damaged.join(other.damaged);
        self.not_known.join(other.not_known);
        self.none.join(other.none);
        self.no_claim.join(other.no_claim);
        self.recovered.join(other.recovered);
        self.disputed += other.disputed;
        self.mapped += other.mapped;
    }

    pub(super) fn new(key: Key, steps: usize) -> Group {
        let none = Counted::none;
        Group {
            key,
            things: none(),
            could: 0,
            steps: vec![none(); steps],
            or_worse: vec![none(); steps],
            damaged: none(),
            not_known: none(),
            none: none(),
            no_claim: none(),
            recovered: none(),
            disputed: 0,
            sums: Vec::new(),
            extent: None,
            rests: Rests::default(),
            mapped: 0,
        }
    }

    /// Counts how a thing stands on the scale.
    pub(super) fn stand(
        &mut self,
        standing: &Standing,
        member: Counts,
        steps: &[Step],
        thing: EntityId,
        statements: Option<&[ClaimId]>,
    ) {
        let count = |counted: &mut Counted, bits: u32| {
            let counts = Counts::of(standing, bits).and(member);
            if counts.truth != Truth::No || counts.best != Some(false) {
                counted.add(counts, thing, statements);
            }
        };
        for (place, step) in steps.iter().enumerate() {
            count(&mut self.steps[place], 1 << place);
            count(&mut self.or_worse[place], at_least(steps, step.rank));
        }
        count(&mut self.damaged, at_least(steps, super::DAMAGED));
        count(&mut self.not_known, SILENT);
        count(&mut self.none, NONE);
        count(&mut self.no_claim, UNSAID);
        let several = standing.may_be.count_ones() > 1;
        self.could += u64::from(!member.truth.is_no());
        self.disputed += u64::from(several && !member.truth.is_no());
    }
}

/// The steps from a rank on, as bits.
pub(super) fn at_least(steps: &[Step], rank: i64) -> u32 {
    (0..).zip(steps).filter(|(_, step)| step.rank >= rank).fold(0, |bits, (place, _)| bits | 1 << place)
}
