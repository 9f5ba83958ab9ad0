//! One thing counted into a group: its state, its numbers, its area, and on whom that rests.

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, EntityId};

use super::Key;
use super::extent::Told;
use super::figure::range;
use super::gather::{Counting, Making, voice};
use super::group::Counts;
use crate::course::{Current, Figure, NONE, SILENT, Standing, Thing, UNSAID, Who, bits_of, standing as standing_of};

impl<'c> Counting<'_, 'c> {
    /// Counts a thing into a group, by those who are heard.
    pub(super) fn count(&self, making: &mut Making<'c>, thing: &Thing, member: Counts, who: &Who) {
        let scale = self.scale.filter(|scale| self.has(thing, *scale));
        let values = scale.map(|scale| self.current(thing, scale, who)).unwrap_or_default();
        let standing = scale.map(|_| standing_of(&values));
        self.stand(making, thing, member, &values, standing.as_ref());
        self.recovered(making, thing, standing.as_ref(), member, who);
        self.sum(making, thing, member, who);
        self.measure(making, thing, standing.as_ref(), member, who);
        making.rests.add(&self.carried_by(&making.group.key, thing, &values, standing.as_ref(), who));
    }

    fn stand(
        &self,
        making: &mut Making<'c>,
        thing: &Thing,
        member: Counts,
        values: &[Current<'c>],
        standing: Option<&Standing>,
    ) {
        let tellings = || values.iter().flat_map(|value| &value.tellings);
        let said: Option<Vec<ClaimId>> = self.asking.named.then(|| tellings().map(|one| one.claim).collect());
        making.group.mapped += u64::from(tellings().any(|one| one.how.mapped));
        if let Some((standing, scale)) = standing.zip(self.scale) {
            making.group.stand(standing, member, self.courses.steps(scale), thing.entity, said.as_deref());
        }
        making.group.things.add(member, thing.entity, said.as_deref());
    }

    fn recovered(
        &self,
        making: &mut Making<'c>,
        thing: &Thing,
        standing: Option<&Standing>,
        member: Counts,
        who: &Who,
    ) {
        let mut told = self.all(thing, &self.recovery, who);
        // That there is none, or that it is not known, is no recovery.
        told.retain(|one| !matches!(one.figure, Figure::Silent | Figure::None));
        let by_word = match (told.iter().any(Current::is_firm), told.is_empty()) {
            (true, _) => Counts::YES,
            (false, true) => Counts::NO,
            (false, false) => Counts::PERHAPS,
        };
        let restored = |scale: u8| {
            let steps = (0..).zip(self.courses.steps(scale)).filter(|(_, step)| step.restores);
            steps.fold(0, |bits, (place, _)| bits | 1 << place)
        };
        let by_state = standing.zip(self.scale).map_or(Counts::NO, |(one, scale)| Counts::of(one, restored(scale)));
        let counts = by_word.or(by_state).and(member);
        if !counts.truth.is_no() {
            let tellings = || told.iter().flat_map(|value| &value.tellings);
            let said: Option<Vec<ClaimId>> = self.asking.named.then(|| tellings().map(|one| one.claim).collect());
            making.group.recovered.add(counts, thing.entity, said.as_deref());
        }
    }

    fn sum(&self, making: &mut Making<'c>, thing: &Thing, member: Counts, who: &Who) {
        let is_told = |property: u8| self.courses.tellings_of(thing).iter().any(|one| one.property == property);
        for ((property, _), sum) in self.counts.iter().zip(&mut making.sums).filter(|((one, _), _)| is_told(*one)) {
            let values = self.current(thing, *property, who);
            let Some(range) = range(&values) else { continue };
            sum.add(&range, member);
            if self.asking.named {
                sum.things.push(thing.entity);
                sum.statements.extend(values.iter().flat_map(|value| &value.tellings).map(|one| one.claim));
            }
        }
    }

    fn measure(&self, making: &mut Making<'c>, thing: &Thing, standing: Option<&Standing>, member: Counts, who: &Who) {
        let damaged = standing.map_or(Counts::NO, |one| Counts::of(one, self.damaged));
        let [area, share, shape] = [&self.area, &self.share, &self.shape].map(|of| self.all(thing, of, who));
        if !area.is_empty() || !shape.is_empty() || self.is_measured(thing) {
            making.extent.add(Told::of(&area, &share, &shape, self.courses), member, damaged);
        }
    }

    /// Where those have it from who tell what a group counts of a thing: its state, as far as it is the group's; of a thing without
    /// one, what else is counted of it. How a data set sorts what it was told is no second source of that.
    fn carried_by(
        &self,
        key: &Key,
        thing: &Thing,
        values: &[Current<'c>],
        standing: Option<&Standing>,
        who: &Who,
    ) -> BTreeSet<EntityId> {
        let (mut origins, wanted) = (BTreeSet::new(), standing.map(|standing| carrying(key, standing)));
        match wanted.filter(|_| !values.is_empty()) {
            Some(wanted) => {
                let of_state = values.iter().filter(|value| bits_of(value.figure) & wanted != 0);
                of_state.for_each(|value| self.take_origins(value, &mut origins));
            }
            None => {
                let counted = self.all(thing, &self.counted, who);
                let counted = if counted.is_empty() { self.all(thing, &self.uncounted, who) } else { counted };
                counted.iter().for_each(|value| self.take_origins(value, &mut origins));
            }
        }
        origins
    }

    fn take_origins(&self, value: &Current<'c>, origins: &mut BTreeSet<EntityId>) {
        for voice in value.tellings.iter().filter_map(|one| self.courses.id(voice(one.source, one.speaker))) {
            match self.origins.get(&voice) {
                Some(all) => origins.extend(all),
                None => drop(origins.insert(voice)),
            }
        }
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
}

/// The steps, or lacks, that a group counts of how a thing stands. Where it may be in a state, who says that it is not known carries none.
fn carrying(key: &Key, standing: &Standing) -> u32 {
    match key {
        Key::Step(place) => 1 << place,
        Key::NotKnown => SILENT,
        Key::None => NONE,
        Key::Unsaid => UNSAID,
        _ => match standing.may_be & !(SILENT | NONE | UNSAID) {
            0 => standing.may_be,
            states => states,
        },
    }
}
