//! Going through the courses of things once, and counting.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntityId, PropertyId};
use daftar_date::Truth;

use super::extent::{self, Told};
use super::figure::range;
use super::group::{Counts, at_least};
use super::{Asking, By, DAMAGED, Faulty, Group, Key, LeftOut, Sum, Totals, rests};
use crate::ask::Ask;
use crate::course::standing as standing_of;
use crate::course::{Answering, Courses, Current, Figure, NOBODY, Role, Standing, Telling, Thing};
use crate::surroundings::Audience;

/// Totals of what the courses hold. `origins` tells where each voice has what it says from (see [`super::voices_origins`]).
pub fn totals(courses: &Courses, asking: &Asking, ask: &Ask, origins: &HashMap<EntityId, Vec<EntityId>>) -> Totals {
    let answering = courses.answer(ask);
    let mut counting = Counting::new(courses, &answering, asking, ask, origins);
    for thing in courses.things() {
        counting.thing(thing);
    }
    counting.finish(ask)
}

/// A group in the making.
struct Making<'c> {
    group: Group,
    sums: Vec<Sum>,
    extent: extent::Gathering<'c>,
    rests: rests::Gathering,
}

/// What is counted, and with what.
pub(super) struct Counting<'q, 'c> {
    pub(super) courses: &'c Courses,
    pub(super) answering: &'q Answering<'c>,
    pub(super) asking: &'q Asking,
    origins: &'q HashMap<EntityId, Vec<EntityId>>,
    pub(super) public: bool,
    pub(super) scale: Option<u8>,
    damaged: u32,
    counts: Vec<(u8, &'c PropertyId)>,
    pub(super) dates: Vec<u8>,
    area: Vec<u8>,
    share: Vec<u8>,
    shape: Vec<u8>,
    recovery: Vec<u8>,
    /// The property by which things name their place, and all by which they say what they lie in.
    pub(super) place: Option<u8>,
    pub(super) within: Vec<u8>,
    whole: Making<'c>,
    groups: BTreeMap<Key, Making<'c>>,
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
            scale,
            damaged: scale.map_or(0, |scale| at_least(courses.steps(scale), DAMAGED)),
            whole: Making::new(Key::Whole, steps, &counts),
            counts,
            dates: of(&|role| *role == Role::Date),
            area: of(&|role| *role == Role::Area),
            share: of(&|role| *role == Role::Share),
            shape: of(&|role| *role == Role::Shape),
            recovery: of(&|role| *role == Role::Recovery),
            place: courses.property("place"),
            within: of(&|role| *role == Role::Place),
            groups: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    pub(super) fn current(&self, thing: &Thing, property: u8, fits: &dyn Fn(&Telling) -> bool) -> Vec<Current<'c>> {
        self.answering.current(self.courses.tellings_of(thing), property, fits)
    }

    pub(super) fn all(&self, thing: &Thing, properties: &[u8], fits: &dyn Fn(&Telling) -> bool) -> Vec<Current<'c>> {
        let told = |property: &&u8| self.courses.tellings_of(thing).iter().any(|one| one.property == **property);
        properties.iter().filter(told).flat_map(|property| self.current(thing, *property, fits)).collect()
    }

    fn thing(&mut self, thing: &Thing) {
        let kinds = self.courses.kinds_of(thing);
        if !self.asking.kinds.is_empty() && !kinds.iter().any(|kind| self.asking.kinds.contains(kind)) {
            return;
        }
        if !self.is_there(thing) {
            return;
        }
        let member = self.had_happened(thing);
        if member.truth.is_no() {
            return;
        }
        self.note_faults(thing);
        let mut whole = std::mem::replace(&mut self.whole, Making::new(Key::Whole, 0, &[]));
        self.count(&mut whole, thing, member, &|_| true);
        self.whole = whole;
        match self.asking.by {
            By::Source => self.by_voice(thing, member, &|one| one.source, Key::Source),
            By::Speaker => self.by_voice(thing, member, &voice, Key::Speaker),
            _ => {
                for (key, counts) in self.keys(thing) {
                    let steps = self.whole.group.steps.len();
                    let making = self.groups.remove(&key);
                    let mut making = making.unwrap_or_else(|| Making::new(key.clone(), steps, &self.counts));
                    self.count(&mut making, thing, member.and(counts), &|_| true);
                    self.groups.insert(key, making);
                }
            }
        }
    }

    /// Each source or speaker by itself: what it alone says.
    fn by_voice(&mut self, thing: &Thing, member: Counts, of: &dyn Fn(&Telling) -> u32, key: fn(EntityId) -> Key) {
        let tellings = self.courses.tellings_of(thing).iter().filter(|one| self.carries(one) && self.answers(one));
        let voices: BTreeSet<u32> = tellings.map(of).collect();
        for voice in voices {
            let Some(key) = self.courses.id(voice).map(key) else { continue };
            let steps = self.whole.group.steps.len();
            let making = self.groups.remove(&key);
            let mut making = making.unwrap_or_else(|| Making::new(key.clone(), steps, &self.counts));
            self.count(&mut making, thing, member, &|one| of(one) == voice);
            self.groups.insert(key, making);
        }
    }

    /// Whether something answers, whenever it was.
    pub(super) fn answers_later(&self, one: &Telling) -> bool {
        !self.answering.said(one.saying).is_no() && self.answering.is_from(one.source, one.speaker)
    }

    /// Whether something answers: it had been said, by somebody who is asked, and holds.
    fn answers(&self, one: &Telling) -> bool {
        self.answers_later(one) && !self.answering.holds(one).0.is_no()
    }

    /// Whether a telling carries what is counted, rather than say where something lies.
    fn carries(&self, one: &Telling) -> bool {
        !matches!(self.courses.role(one.property), None | Some(Role::Place | Role::Shape))
    }

    fn note_faults(&mut self, thing: &Thing) {
        for one in self.courses.tellings_of(thing) {
            match (one.figure, self.courses.role(one.property)) {
                (Figure::Faulty(fault), _) => {
                    self.left_out.faulty.push(Faulty { thing: thing.entity, statement: one.claim, fault });
                }
                (Figure::Other, Some(Role::Area | Role::Share)) => self.left_out.no_measure += 1,
                _ => {}
            }
        }
    }

    fn count(&self, making: &mut Making<'c>, thing: &Thing, member: Counts, fits: &dyn Fn(&Telling) -> bool) {
        let named = self.asking.named;
        let entity = thing.entity;
        let mut standing = None;
        let mut said: Vec<ClaimId> = Vec::new();
        if let Some(scale) = self.scale.filter(|scale| self.has(thing, *scale)) {
            let values = self.current(thing, scale, fits);
            said.extend(values.iter().flat_map(|value| &value.tellings).filter(|_| named).map(|one| one.claim));
            making.group.mapped += u64::from(values.iter().flat_map(|value| &value.tellings).any(|one| one.how.mapped));
            let found = standing_of(&values);
            making.group.stand(&found, member, self.courses.steps(scale), entity, named.then_some(&said));
            standing = Some(found);
        }
        making.group.things.add(member, entity, named.then_some(&said));
        self.recovered(making, thing, standing.as_ref(), member, fits);
        for (place, (property, _)) in self.counts.iter().enumerate() {
            let values = self.current(thing, *property, fits);
            if let (Some(range), Some(sum)) = (range(&values), making.sums.get_mut(place)) {
                sum.add(&range, member);
                if named {
                    sum.things.push(entity);
                    sum.statements.extend(values.iter().flat_map(|value| &value.tellings).map(|one| one.claim));
                }
            }
        }
        let damaged =
            standing.map_or(Counts { truth: Truth::No, best: Some(false) }, |one| Counts::of(&one, self.damaged));
        let [area, share, shape] = [&self.area, &self.share, &self.shape].map(|of| self.all(thing, of, fits));
        if !area.is_empty() || !shape.is_empty() {
            making.extent.add(&Told::of(&area, &share, &shape, self.courses), member, damaged);
        } else if self.is_measured(thing) {
            making.extent.add(&Told::of(&[], &[], &[], self.courses), member, damaged);
        }
        let told = self.courses.tellings_of(thing).iter();
        let told: Vec<&Telling> = told.filter(|one| self.carries(one) && self.answers(one) && fits(one)).collect();
        // How a data set sorts what it was told is no second source of it: where anything is told that is counted, that alone.
        let any_counted = told.iter().any(|one| self.is_counted(one));
        let told = told.into_iter().filter(|one| !any_counted || self.is_counted(one));
        let voices = told.filter_map(|one| self.courses.id(voice(one)));
        making.rests.add(&voices.flat_map(|voice| self.origins_of(voice)).collect());
    }

    /// Whether a telling is of a state, a number, a share or an area.
    fn is_counted(&self, one: &Telling) -> bool {
        let role = self.courses.role(one.property);
        matches!(role, Some(Role::Scale(_) | Role::Count | Role::Share | Role::Area | Role::Recovery))
    }

    /// Whether its kinds have a scale, or something is told of it on the scale.
    pub(super) fn has(&self, thing: &Thing, scale: u8) -> bool {
        let told = || self.courses.tellings_of(thing).iter().any(|one| one.property == scale);
        self.courses.declares(thing, scale) || told()
    }

    /// Whether its kinds have an area, though nobody tells one.
    fn is_measured(&self, thing: &Thing) -> bool {
        self.area.iter().any(|area| self.courses.declares(thing, *area))
    }

    fn origins_of(&self, voice: EntityId) -> Vec<EntityId> {
        self.origins.get(&voice).cloned().unwrap_or_else(|| vec![voice])
    }

    fn recovered(
        &self,
        making: &mut Making<'c>,
        thing: &Thing,
        standing: Option<&Standing>,
        member: Counts,
        fits: &dyn Fn(&Telling) -> bool,
    ) {
        let mut told = self.all(thing, &self.recovery, fits);
        // That there is none, or that it is not known, is no recovery.
        told.retain(|one| !matches!(one.figure, Figure::Silent | Figure::None));
        let no = Counts { truth: Truth::No, best: Some(false) };
        let by_word = match (told.iter().any(Current::is_firm), told.is_empty()) {
            (true, _) => Counts::YES,
            (false, true) => no,
            (false, false) => Counts { truth: Truth::Possibly, best: None },
        };
        let restored = |scale: u8| {
            let steps = (0..).zip(self.courses.steps(scale)).filter(|(_, step)| step.restores);
            steps.fold(0, |bits, (place, _)| bits | 1 << place)
        };
        let by_state = standing.zip(self.scale).map_or(no, |(one, scale)| Counts::of(one, restored(scale)));
        let counts = by_word.or(by_state).and(member);
        let said: Vec<ClaimId> = told.iter().flat_map(|value| &value.tellings).map(|one| one.claim).collect();
        if !counts.truth.is_no() {
            making.group.recovered.add(counts, thing.entity, self.asking.named.then_some(&said));
        }
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
            groups: self.groups.into_values().map(Making::finish).collect(),
            of: self.asking.of,
            left_out: self.left_out,
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
        }
    }
}

/// Whoever speaks: its speaker, else its source.
fn voice(one: &Telling) -> u32 {
    if one.speaker == NOBODY { one.source } else { one.speaker }
}

impl<'c> Making<'c> {
    fn new(key: Key, steps: usize, counts: &[(u8, &PropertyId)]) -> Making<'c> {
        let sums = counts.iter().map(|(_, property)| Sum::none(property)).collect();
        Making { group: Group::new(key, steps), sums, extent: Default::default(), rests: Default::default() }
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
