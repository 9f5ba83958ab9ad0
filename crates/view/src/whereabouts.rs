//! Whether something was in a place at a time: by the moves that are told of it, and of what it lay in.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, VecDeque};

use daftar_claim::{ClaimId, Edtf, EntityId};
use daftar_date::{Edge, Truth};

use crate::asked::{Asked, Spoken, denied, said};
use crate::known::{KEPT_AT, PART_OF};
use crate::values::named;

/// What says in what something lies.
const LIES: [&str; 2] = [KEPT_AT, PART_OF];

/// So deep do boxes lie in boxes; what is said to lie deeper is perhaps there.
const DEEPEST: usize = 64;

/// The days on which something may have happened: the first and the last; the limits of i64 where there is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Window {
    first: i64,
    last: i64,
}

impl Window {
    /// One day.
    pub(crate) fn day(date: &Edtf) -> Window {
        let bounds = date.bounds();
        let day = |edge: Edge, other| edge.day().map_or(other, |day| day.0);
        Window { first: day(bounds.start_min, i64::MIN), last: day(bounds.end_max, i64::MAX) }
    }

    /// The time of a statement.
    pub(crate) fn of(one: &Spoken) -> Window {
        Window { first: one.when.first, last: one.when.last }
    }

    /// Whether it certainly lies before all of these dates.
    pub(crate) fn is_over_before(self, dates: &[Edtf]) -> bool {
        let begins = |date: &Edtf| date.bounds().earliest().is_some_and(|day| self.last < day.0);
        !dates.is_empty() && dates.iter().all(begins)
    }
}

/// Whether something was in a place, and by which statements.
#[derive(Clone)]
pub(crate) struct Inside {
    pub(crate) truth: Truth,
    pub(crate) statements: BTreeSet<ClaimId>,
}

/// What was found of places already: many things lie in one.
type Found = RefCell<HashMap<(EntityId, EntityId, Window), Inside>>;

/// That something was put somewhere, and whether it was still there.
struct Step {
    place: EntityId,
    claim: ClaimId,
    /// The earliest and the latest day on which it began.
    began: (i64, i64),
    /// The same of its end, where one is told.
    ended: Option<(i64, i64)>,
    /// Whether its own date says so, and nobody doubts it.
    sure: bool,
}

/// What lies, or lay, in some places.
pub(crate) struct Whereabouts<'k, 'a> {
    asked: &'k Asked<'a>,
    denied: BTreeSet<ClaimId>,
    /// Of each thing those of the places that anything leads to from it, at any time.
    within: HashMap<EntityId, BTreeSet<EntityId>>,
    found: Found,
}

impl<'k, 'a> Whereabouts<'k, 'a> {
    /// Of what lies in these places.
    pub(crate) fn of(asked: &'k Asked<'a>, places: &[EntityId]) -> Whereabouts<'k, 'a> {
        let mut within: HashMap<EntityId, BTreeSet<EntityId>> = HashMap::new();
        let inner = if places.is_empty() { HashMap::new() } else { lies_in(asked) };
        for place in places {
            for one in reached(*place, &inner) {
                within.entry(one).or_default().insert(*place);
            }
        }
        Whereabouts { asked, denied: denied(asked), within, found: Found::default() }
    }

    /// The places that anything leads to from a thing, at any time.
    pub(crate) fn around(&self, thing: EntityId) -> impl Iterator<Item = EntityId> {
        self.within.get(&thing).into_iter().flatten().copied()
    }

    /// Whether a thing was in a place, itself or with what it lay in, on the days of a window.
    pub(crate) fn inside(&self, thing: EntityId, place: EntityId, window: Window) -> Inside {
        self.inside_of(thing, place, window, &mut Vec::new())
    }

    /// The same of what a thing lay in, looked for once.
    fn outer(&self, thing: EntityId, place: EntityId, window: Window, way: &mut Vec<EntityId>) -> Inside {
        let known = self.found.borrow().get(&(thing, place, window)).cloned();
        known.unwrap_or_else(|| {
            let inside = self.inside_of(thing, place, window, way);
            self.found.borrow_mut().insert((thing, place, window), inside.clone());
            inside
        })
    }

    fn inside_of(&self, thing: EntityId, place: EntityId, window: Window, way: &mut Vec<EntityId>) -> Inside {
        let nothing = |truth| Inside { truth, statements: BTreeSet::new() };
        match () {
            () if thing == place => return nothing(Truth::Yes),
            // What lies in itself was perhaps there, by whatever else is said of it.
            () if way.contains(&thing) => return nothing(Truth::Possibly),
            () if way.len() >= DEEPEST => return nothing(Truth::Possibly),
            () if !self.is_within(thing, place) => return nothing(Truth::No),
            () => way.push(thing),
        }
        let kept = self.by_moves(thing, place, window, way);
        let part = self.by_parts(thing, place, window, way);
        way.pop();
        Inside { truth: kept.truth.or(part.truth), statements: &kept.statements | &part.statements }
    }

    /// Whether anything leads from a thing to a place at any time.
    fn is_within(&self, thing: EntityId, place: EntityId) -> bool {
        self.within.get(&thing).is_some_and(|all| all.contains(&place))
    }

    /// By where it is said to be kept: each place until a later one.
    fn by_moves(&self, thing: EntityId, place: EntityId, window: Window, way: &mut Vec<EntityId>) -> Inside {
        let steps: Vec<Step> = said(self.asked, thing, KEPT_AT).filter_map(|one| self.step(one)).collect();
        let mut inside = Inside { truth: Truth::No, statements: BTreeSet::new() };
        let (mut all, mut surely) = (true, false);
        for step in &steps {
            let there = step.lasts(window).and(!moved(step, &steps, window));
            if there.is_no() {
                continue;
            }
            let outer = self.outer(step.place, place, window, way);
            all &= outer.truth.is_yes();
            surely |= step.sure && step.lasts(window).is_yes();
            if !outer.truth.is_no() {
                inside.truth = Truth::Possibly;
                inside.statements.extend(outer.statements.into_iter().chain([step.claim]));
            }
        }
        if all && surely && !inside.truth.is_no() {
            inside.truth = Truth::Yes;
        }
        inside
    }

    /// By what it is a part of; a shelf is part of its room whatever the date, unless one is told.
    fn by_parts(&self, thing: EntityId, place: EntityId, window: Window, way: &mut Vec<EntityId>) -> Inside {
        let mut inside = Inside { truth: Truth::No, statements: BTreeSet::new() };
        for step in said(self.asked, thing, PART_OF).filter_map(|one| self.step(one)) {
            let timeless = if step.sure { Truth::Yes } else { Truth::Possibly };
            let there = if step.is_dated() { step.lasts(window).and(timeless) } else { timeless };
            let outer = if there.is_no() { continue } else { self.outer(step.place, place, window, way) };
            inside.truth = inside.truth.or(there.and(outer.truth));
            if !outer.truth.is_no() {
                inside.statements.extend(outer.statements.into_iter().chain([step.claim]));
            }
        }
        inside
    }

    fn step(&self, one: &Spoken) -> Option<Step> {
        let statement = self.asked.statement(one);
        let dated = one.when.taken.as_deref().filter(|_| one.when.is_told());
        let doubted = statement.claim().certainty.is_some() || self.denied.contains(&statement.statement.id);
        let undated_part = dated.is_none() && one.property.as_str() == PART_OF;
        Some(Step {
            place: named(self.asked, one)?,
            claim: statement.statement.id,
            began: dated.map_or((i64::MIN, i64::MAX), began),
            ended: dated.and_then(ended),
            sure: !doubted && (one.when.is_written() || undated_part),
        })
    }
}

impl Step {
    fn is_dated(&self) -> bool {
        self.began != (i64::MIN, i64::MAX) || self.ended.is_some()
    }

    /// Whether it had begun before a window, and had not ended by its own date.
    fn lasts(&self, window: Window) -> Truth {
        let begun = match self.began {
            (_, latest) if latest < window.first => Truth::Yes,
            (earliest, _) if earliest > window.last => Truth::No,
            _ => Truth::Possibly,
        };
        let ended = match self.ended {
            Some((_, latest)) if latest < window.first => Truth::Yes,
            Some((earliest, _)) if earliest <= window.last => Truth::Possibly,
            _ => Truth::No,
        };
        begun.and(!ended)
    }
}

/// What is said to lie in each thing, at whatever time.
pub(crate) fn lies_in(asked: &Asked) -> HashMap<EntityId, Vec<EntityId>> {
    let mut inner: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
    for entity in asked.entities() {
        for one in LIES.iter().flat_map(|id| said(asked, entity, id)) {
            if let Some(outer) = named(asked, one) {
                inner.entry(outer).or_default().push(entity);
            }
        }
    }
    inner
}

/// All that lies in a place, however deep.
pub(crate) fn reached(place: EntityId, inner: &HashMap<EntityId, Vec<EntityId>>) -> BTreeSet<EntityId> {
    let (mut met, mut next) = (BTreeSet::from([place]), VecDeque::from([place]));
    while let Some(one) = next.pop_front() {
        next.extend(inner.get(&one).into_iter().flatten().filter(|inside| met.insert(**inside)));
    }
    met.remove(&place);
    met
}

/// Whether it was carried elsewhere after one step and before a window.
fn moved(step: &Step, steps: &[Step], window: Window) -> Truth {
    let by = |later: &Step| match later {
        other if other.place == step.place => Truth::No,
        other if other.sure && other.began.0 > step.began.1 && other.began.1 < window.first => Truth::Yes,
        other if other.began.1 >= step.began.0 && other.began.0 <= window.last => Truth::Possibly,
        _ => Truth::No,
    };
    steps.iter().map(by).fold(Truth::No, Truth::or)
}

/// The earliest and latest day on which a date begins. An interval that is open at its beginning began before every day.
fn began(date: &Edtf) -> (i64, i64) {
    let bounds = date.bounds();
    let latest = match bounds.start_max {
        Edge::Day(day) => day.0,
        Edge::Open if date.is_interval() => i64::MIN,
        Edge::Open | Edge::Unknown => i64::MAX,
    };
    (bounds.start_min.day().map_or(i64::MIN, |day| day.0), latest)
}

/// The same of its end: a day alone goes on until said otherwise, and so does an interval that is open at its end.
fn ended(date: &Edtf) -> Option<(i64, i64)> {
    let bounds = date.bounds();
    let goes_on = !date.is_interval() || bounds.end_max == Edge::Open;
    let day = |edge: Edge, other| edge.day().map_or(other, |day| day.0);
    (!goes_on).then(|| (day(bounds.end_min, i64::MIN), day(bounds.end_max, i64::MAX)))
}
