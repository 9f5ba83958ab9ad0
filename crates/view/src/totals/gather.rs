//! Going through the courses of things once, and counting.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{EntityId, PropertyId};

use super::group::{Counts, at_least};
use super::thing::Account;
use super::{Asking, By, DAMAGED, Faulty, Group, Key, LeftOut, Sum, Totals, extent, rests};
use crate::ask::Ask;
use crate::course::{Answering, Courses, Current, EVERYBODY, Figure, NOBODY, Role, Telling, Thing, Who};
use crate::known;
use crate::portions::in_portions;
use crate::surroundings::Audience;

/// Totals of what the courses hold. `origins` tells where each voice has what it says from (see [`super::voices_origins`]).
pub fn totals(courses: &Courses, asking: &Asking, ask: &Ask, origins: &HashMap<EntityId, Vec<EntityId>>) -> Totals {
    let answering = courses.answer(ask);
    let begin = || Counting::new(courses, &answering, asking, ask, origins);
    let count = |things: &[Thing]| {
        let mut counting = begin();
        things.iter().for_each(|thing| counting.thing(thing));
        counting
    };
    let all = in_portions(courses.things(), count).into_iter().reduce(Counting::join);
    all.unwrap_or_else(begin).finish(ask)
}

/// A group in the making.
pub(super) struct Making<'c> {
    pub(super) group: Group,
    pub(super) sums: Vec<Sum>,
    pub(super) extent: extent::Gathering<'c>,
    pub(super) rests: rests::Gathering,
}

/// What is counted, and with what.
pub(super) struct Counting<'q, 'c> {
    pub(super) courses: &'c Courses,
    pub(super) answering: &'q Answering<'c>,
    pub(super) asking: &'q Asking,
    pub(super) origins: &'q HashMap<EntityId, Vec<EntityId>>,
    pub(super) public: bool,
    pub(super) at_any_time: bool,
    pub(super) scale: Option<u8>,
    pub(super) damaged: u32,
    pub(super) counts: Vec<(u8, &'c PropertyId)>,
    pub(super) dates: Vec<u8>,
    pub(super) area: Vec<u8>,
    pub(super) share: Vec<u8>,
    pub(super) shape: Vec<u8>,
    pub(super) recovery: Vec<u8>,
    /// Whatever is counted of a thing, and what else is told of it.
    pub(super) counted: Vec<u8>,
    pub(super) uncounted: Vec<u8>,
    /// The property by which things name their place, and all by which they say what they lie in.
    pub(super) place: Option<u8>,
    pub(super) within: Vec<u8>,
    whole: Making<'c>,
    groups: BTreeMap<Key, Box<Making<'c>>>,
    pub(super) left_out: LeftOut,
}

impl<'q, 'c> Counting<'q, 'c> {
    fn new(
        courses: &'c Courses,
        answering: &'q Answering<'c>,
        asking: &'q Asking,
        ask: &Ask,
        origins: &'q HashMap<EntityId, Vec<EntityId>>,
    ) -> Counting<'q, 'c> {
        let of = |role: &dyn Fn(&Role) -> bool| courses.properties(role).into_iter().map(|(place, _)| place).collect();
        let scale = courses.property(&asking.scale).filter(|place| !courses.steps(*place).is_empty());
        let counts = courses.properties(|role| *role == Role::Count);
        let steps = scale.map_or(0, |scale| courses.steps(scale).len());
        Counting {
            courses,
            answering,
            asking,
            origins,
            public: ask.audience == Audience::Public,
            at_any_time: ask.at.is_none(),
            scale,
            damaged: scale.map_or(0, |scale| at_least(courses.steps(scale), DAMAGED)),
            whole: Making::new(Key::Whole, steps, &counts),
            counts,
            dates: of(&|role| *role == Role::Date),
            area: of(&|role| *role == Role::Area),
            share: of(&|role| *role == Role::Share),
            shape: grounds(courses),
            recovery: of(&|role| *role == Role::Recovery),
            counted: of(&|role| {
                matches!(role, Role::Scale(_) | Role::Count | Role::Share | Role::Area | Role::Recovery)
            }),
            uncounted: of(&|role| matches!(role, Role::Date | Role::Other)),
            place: courses.property("place"),
            within: of(&|role| *role == Role::Place),
            groups: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    pub(super) fn current(&self, thing: &Thing, property: u8, who: &Who) -> Vec<Current<'c>> {
        self.answering.current(self.courses.tellings_of(thing), property, who)
    }

    /// What is said of one property, whether it holds at the time asked for or not.
    pub(super) fn whenever(&self, thing: &Thing, property: u8) -> Vec<Current<'c>> {
        self.answering.whenever(self.courses.tellings_of(thing), property, EVERYBODY)
    }

    pub(super) fn all(&self, thing: &Thing, properties: &[u8], who: &Who) -> Vec<Current<'c>> {
        let told = |property: &&u8| self.courses.tellings_of(thing).iter().any(|one| one.property == **property);
        properties.iter().filter(told).flat_map(|property| self.current(thing, *property, who)).collect()
    }

    fn thing(&mut self, thing: &Thing) {
        let kinds = self.courses.kinds_of(thing);
        if !self.asking.kinds.is_empty() && !kinds.iter().any(|kind| self.asking.kinds.contains(kind)) {
            return;
        }
        let member = self.is_there(thing).and(self.had_happened(thing));
        if member.truth.is_no() {
            return;
        }
        self.note_faults(thing);
        let account = self.account(thing, EVERYBODY);
        self.whole.count(&account, member, account.carriers());
        match self.asking.by {
            By::Source => self.by_voice(thing, member, |source, _| source, Key::Source),
            By::Speaker => self.by_voice(thing, member, voice, Key::Speaker),
            _ => {
                for (key, counts) in self.keys(thing) {
                    let own = self.carriers_in(&key, thing, &account);
                    let carriers = own.as_ref().unwrap_or(account.carriers());
                    self.count_in(key, &account, member.and(counts), carriers);
                }
            }
        }
    }

    fn count_in(&mut self, key: Key, account: &Account<'c>, member: Counts, carriers: &BTreeSet<EntityId>) {
        let steps = self.whole.group.steps.len();
        let making = self.groups.entry(key);
        let making = making.or_insert_with_key(|key| Box::new(Making::new(key.clone(), steps, &self.counts)));
        making.count(account, member, carriers);
    }

    /// Each source or speaker by itself: what it alone says, denies and wishes.
    fn by_voice(&mut self, thing: &Thing, member: Counts, of: fn(u32, u32) -> u32, key: fn(EntityId) -> Key) {
        let tellings = self.courses.tellings_of(thing).iter().filter(|one| self.carries(one) && self.answers(one));
        let voices: BTreeSet<u32> = tellings.map(|one| of(one.source, one.speaker)).collect();
        for voice in voices {
            if let Some(key) = self.courses.id(voice).map(key) {
                let account = self.account(thing, &|source, speaker| of(source, speaker) == voice);
                self.count_in(key, &account, member, account.carriers());
            }
        }
    }

    /// Whether something answers: it had been said, by somebody who is asked, and holds.
    fn answers(&self, one: &Telling) -> bool {
        let said = !self.answering.said(one.saying).is_no() && self.answering.is_from(one.source, one.speaker);
        said && !self.answering.holds(one).0.is_no()
    }

    /// Whether a telling carries what is counted, rather than say where something lies.
    fn carries(&self, one: &Telling) -> bool {
        !matches!(self.courses.role(one.property), None | Some(Role::Place | Role::Shape))
    }

    fn note_faults(&mut self, thing: &Thing) {
        let courses = self.courses;
        for one in courses.tellings_of(thing).iter().filter(|one| self.answers(one)).collect::<Vec<_>>() {
            match (one.figure, self.courses.role(one.property)) {
                (Figure::Faulty(fault), _) => {
                    self.left_out.faulty.push(Faulty { thing: thing.entity, statement: one.claim, fault });
                }
                (Figure::Other, Some(Role::Area | Role::Share)) => self.left_out.no_measure += 1,
                _ => {}
            }
        }
    }

    /// What both counted, this one first.
    fn join(mut self, other: Counting<'q, 'c>) -> Counting<'q, 'c> {
        self.whole.join(other.whole);
        for (key, making) in other.groups {
            match self.groups.entry(key) {
                Entry::Occupied(known) => known.into_mut().join(*making),
                Entry::Vacant(place) => drop(place.insert(making)),
            }
        }
        self.left_out.sensitive += other.left_out.sensitive;
        self.left_out.no_measure += other.left_out.no_measure;
        self.left_out.faulty.extend(other.left_out.faulty);
        self
    }

    fn finish(self, ask: &Ask) -> Totals {
        let steps = self.scale.map(|scale| self.courses.steps(scale).to_vec()).unwrap_or_default();
        let whole = self.whole.finish();
        let stands = whole.steps.iter().chain([&whole.not_known, &whole.none, &whole.no_claim]).any(|one| one.high > 0);
        Totals {
            at: ask.at.clone(),
            said: ask.said.clone(),
            by: self.asking.by,
            scale: self.asking.scale.clone(),
            steps,
            step_words: Vec::new(),
            has_scale: stands,
            whole,
            groups: self.groups.into_values().map(|making| making.finish()).collect(),
            of: self.asking.of,
            left_out: self.left_out,
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
        }
    }
}

/// Whoever speaks: its speaker, else its source.
pub(super) fn voice(source: u32, speaker: u32) -> u32 {
    if speaker == NOBODY { source } else { speaker }
}

impl<'c> Making<'c> {
    fn new(key: Key, steps: usize, counts: &[(u8, &PropertyId)]) -> Making<'c> {
        let sums = counts.iter().map(|(_, property)| Sum::none(property)).collect();
        Making { group: Group::new(key, steps), sums, extent: Default::default(), rests: Default::default() }
    }

    fn join(&mut self, other: Making<'c>) {
        self.group.join(other.group);
        self.sums.iter_mut().zip(other.sums).for_each(|(sum, other)| sum.join(other));
        self.extent.join(other.extent);
        self.rests.join(other.rests);
    }

    fn finish(self) -> Group {
        let sums = self.sums.into_iter().filter(|sum| sum.told + sum.without_number > 0).collect();
        let mut group = Group { sums, extent: self.extent.finish(), rests: self.rests.finish(), ..self.group };
        let cells = [
            &mut group.things,
            &mut group.damaged,
            &mut group.not_known,
            &mut group.none,
            &mut group.no_claim,
            &mut group.recovered,
        ];
        cells
            .into_iter()
            .chain(&mut group.steps)
            .chain(&mut group.or_worse)
            .for_each(|cell| cell.statements.sort_unstable());
        group
    }
}

/// The properties of the shapes of things. What stands for an area in which they lie is none of theirs.
fn grounds(courses: &Courses) -> Vec<u8> {
    let shapes = courses.properties(|role| *role == Role::Shape).into_iter();
    shapes.filter(|(_, property)| property.as_str() != known::AREA_POINT).map(|(place, _)| place).collect()
}
