//! What is said of the course of many things, kept as columns: from it follows the state of each at any time, as of what had been
//! said by any other time and from any sources, without going through the statements again.
//!
//! ```text
//! Asked ── take ──▶ Courses ── answer(ask) ──▶ the standing of each thing, its figures, whom they come from
//! ```
//!
//! Times are kept once: whether one holds at the time asked for is decided once a question, by the rules of `time`, and what ends
//! what by the rules of `ending`, as folding does. A test folds at random and compares.

mod answer;
mod current;
mod plan;
mod taking;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;

use daftar_claim::profile::Kind;
use daftar_claim::{ClaimId, EntityId, Profiles, PropertyId};

pub(crate) use answer::{Answering, EVERYBODY, NONE, SILENT, Standing, UNSAID, Who, bits_of, standing};
pub(crate) use current::Current;
pub(crate) use plan::Role;
pub use plan::Step;
pub(crate) use telling::{Figure, NOBODY, Telling};

use crate::ask::Saying;
use crate::cell::Cell;
use crate::shape::Shape;
use crate::surroundings::Audience;
use crate::time::{DatedBy, When};
use plan::{Kept, kept};
use telling::{Voice, Wish};

/// The courses of many things, by their first ids.
#[derive(Clone, Debug)]
pub struct Courses {
    plan: Vec<Kept>,
    /// The kinds of which all things are kept, whatever is said of them; each with the places of what it declares.
    of_kinds: BTreeMap<String, Vec<u8>>,
    times: Once<Time, When<'static>>,
    sayings: Once<Saying<'static>, ()>,
    /// Sources, speakers and places.
    ids: Once<EntityId, ()>,
    kinds: Once<Vec<String>, ()>,
    things: Vec<Thing>,
    tellings: Vec<Telling>,
    denials: Vec<Voice>,
    /// By the statements that are to be shown first.
    wishes: HashMap<ClaimId, Vec<Wish>>,
    shapes: Vec<Shape>,
}

/// A thing whose course is kept.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    /// The first of those that are the same.
    pub(crate) entity: EntityId,
    kinds: u32,
    /// Whether the public may not learn where it lies, and the cell that stands in place of that.
    pub(crate) sensitive: bool,
    pub(crate) cell: Option<Cell>,
    pub(crate) tellings: Range<u32>,
}

/// What tells a time from others: its text, where it comes from, and how it is read.
type Time = (Option<String>, DatedBy, bool, bool);

/// Values that are kept once, each with something beside it.
#[derive(Clone, Debug)]
struct Once<K, V> {
    all: Vec<(K, V)>,
    places: HashMap<K, u32>,
}

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Once { all: Vec::new(), places: HashMap::new() }
    }
}

impl<K: Clone + Eq + Hash, V> Once<K, V> {
    fn place(&mut self, key: K, value: impl FnOnce() -> V) -> u32 {
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(NOBODY);
        self.all.push((key.clone(), value()));
        self.places.insert(key, place);
        place
    }

    fn get(&self, place: u32) -> Option<&K> {
        self.all.get(place as usize).map(|(key, _)| key)
    }
}

impl Courses {
    /// None yet, of what these profiles declare.
    pub fn new(profiles: &Profiles) -> Courses {
        let plan = kept(profiles);
        let declared = |kind: &Kind| -> Vec<u8> {
            let places = (0..).zip(&plan).filter(|(_, kept)| kind.properties.contains(&kept.id));
            places.map(|(place, _)| place).collect()
        };
        let counts =
            |places: &Vec<u8>| places.iter().filter_map(|place| plan.get(usize::from(*place))).any(Kept::is_counted);
        let of_kinds = profiles.kinds.iter().map(|(id, kind)| (id.clone(), declared(kind)));
        let of_kinds = of_kinds.filter(|(_, places)| counts(places)).collect();
        Courses {
            plan,
            of_kinds,
            times: Once::default(),
            sayings: Once::default(),
            ids: Once::default(),
            kinds: Once::default(),
            things: Vec::new(),
            tellings: Vec::new(),
            denials: Vec::new(),
            wishes: HashMap::new(),
            shapes: Vec::new(),
        }
    }

    /// The same without some things: what is said of these is other now.
    pub fn without(&self, gone: &BTreeSet<EntityId>) -> Courses {
        let mut left = Courses { things: Vec::new(), tellings: Vec::new(), ..self.clone() };
        for thing in self.things.iter().filter(|thing| !gone.contains(&thing.entity)) {
            let start = left.tellings.len() as u32;
            left.tellings.extend(self.tellings_of(thing));
            left.things.push(Thing { tellings: start..left.tellings.len() as u32, ..thing.clone() });
        }
        left
    }

    /// In the order of their ids, whatever the order in which they were taken.
    pub fn sort(&mut self) {
        self.things.sort_unstable_by_key(|thing| thing.entity);
    }

    /// The kinds of which all things are kept.
    pub(crate) fn of_kinds(&self) -> impl Iterator<Item = &str> {
        self.of_kinds.keys().map(String::as_str)
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The ids of the things.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.things.iter().map(|thing| thing.entity)
    }

    /// Whoever says anything here: sources and speakers.
    pub fn voices(&self) -> BTreeSet<EntityId> {
        let told = self.tellings.iter().flat_map(|one| [one.source, one.speaker]);
        told.collect::<BTreeSet<u32>>().into_iter().filter_map(|place| self.ids.get(place).copied()).collect()
    }

    /// The things in which others are said to lie.
    pub fn named_places(&self) -> BTreeSet<EntityId> {
        let named = self.tellings.iter().filter_map(|one| match one.figure {
            Figure::Thing(place) => Some(place),
            _ => None,
        });
        named.collect::<BTreeSet<u32>>().into_iter().filter_map(|place| self.id(place)).collect()
    }

    /// The things of a kind that are said to lie in one of these; and how many of that kind there are, here or elsewhere, of which the
    /// public is not told whether they do.
    pub fn lying_in(&self, kind: &str, places: &BTreeSet<EntityId>, audience: Audience) -> (BTreeSet<EntityId>, u64) {
        let lies = |thing: &&Thing| {
            let mut named = self.tellings_of(thing).iter().filter_map(|one| match one.figure {
                Figure::Thing(place) => self.id(place),
                _ => None,
            });
            named.any(|place| places.contains(&place)) || places.contains(&thing.entity)
        };
        let of_kind = |thing: &&Thing| self.kinds_of(thing).iter().any(|one| one == kind);
        let is_hidden = |thing: &&Thing| audience == Audience::Public && thing.sensitive;
        let (hidden, open): (Vec<&Thing>, Vec<&Thing>) = self.things.iter().filter(of_kind).partition(is_hidden);
        (open.into_iter().filter(lies).map(|thing| thing.entity).collect(), hidden.len() as u64)
    }

    pub(crate) fn things(&self) -> &[Thing] {
        &self.things
    }

    pub(crate) fn tellings_of(&self, thing: &Thing) -> &[Telling] {
        self.tellings.get(thing.tellings.start as usize..thing.tellings.end as usize).unwrap_or_default()
    }

    pub(crate) fn kinds_of(&self, thing: &Thing) -> &[String] {
        self.kinds.get(thing.kinds).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn id(&self, place: u32) -> Option<EntityId> {
        self.ids.get(place).copied()
    }

    pub(crate) fn shape(&self, place: u32) -> Option<&Shape> {
        self.shapes.get(place as usize)
    }

    pub(crate) fn time(&self, telling: &Telling) -> Option<&When<'static>> {
        self.times.all.get(telling.time as usize).map(|(_, when)| when)
    }

    /// The place of a property in the plan.
    pub(crate) fn property(&self, id: &str) -> Option<u8> {
        self.plan.iter().position(|kept| kept.id.as_str() == id).and_then(|place| u8::try_from(place).ok())
    }

    /// The properties that play one of these parts, with their places.
    pub(crate) fn properties(&self, fits: impl Fn(&Role) -> bool) -> Vec<(u8, &PropertyId)> {
        (0..).zip(&self.plan).filter(|(_, kept)| fits(&kept.role)).map(|(place, kept)| (place, &kept.id)).collect()
    }

    pub(crate) fn role(&self, property: u8) -> Option<&Role> {
        self.plan.get(usize::from(property)).map(|kept| &kept.role)
    }

    /// Whether one of a thing's kinds declares a property.
    pub(crate) fn declares(&self, thing: &Thing, property: u8) -> bool {
        let declared = self.kinds_of(thing).iter().filter_map(|kind| self.of_kinds.get(kind));
        declared.into_iter().any(|places| places.contains(&property))
    }

    /// The steps of a scale.
    pub(crate) fn steps(&self, property: u8) -> &[Step] {
        match self.role(property) {
            Some(Role::Scale(steps)) => steps,
            _ => &[],
        }
    }
}

impl Kept {
    /// Whether things are kept for it, though nobody says anything of it: what is not said is counted, too.
    fn is_counted(&self) -> bool {
        matches!(self.role, Role::Scale(_) | Role::Count)
    }
}
