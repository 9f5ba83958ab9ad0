//! One thing: its state, its numbers, its area, and on whom that rests, worked out once and counted into each of its groups.

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, EntityId};

use super::extent::Told;
use super::figure::{Range, range};
use super::gather::{Counting, Making, voice};
use super::group::Counts;
use super::{By, Key};
use crate::course::{
    Current, EVERYBODY, Figure, NONE, SILENT, Standing, Step, Thing, UNSAID, Who, bits_of, standing as standing_of,
};

/// What those who are heard tell of a thing: the same for every group in which it counts.
pub(super) struct Account<'c> {
    thing: EntityId,
    values: Vec<Current<'c>>,
    /// Where it stands on the scale, if it has one.
    standing: Option<(Standing, &'c [Step])>,
    /// The statements of its state, where names are asked for.
    said: Option<Vec<ClaimId>>,
    recovered: Counts,
    recovered_said: Option<Vec<ClaimId>>,
    /// What is told to be summed: which of the sums, how much, and the statements where names are asked for.
    sums: Vec<(usize, Range, Option<Vec<ClaimId>>)>,
    extent: Option<Told<'c>>,
    damaged: Counts,
    /// Where those have it from who tell what is counted of it.
    carriers: BTreeSet<EntityId>,
}

impl<'c> Counting<'_, 'c> {
    /// What is told of a thing by those who are heard.
    pub(super) fn account(&self, thing: &Thing, who: &Who) -> Account<'c> {
        let scale = self.scale.filter(|scale| self.has(thing, *scale));
        let values = scale.map(|scale| self.current(thing, scale, who)).unwrap_or_default();
        let standing = scale.map(|scale| (standing_of(&values), self.courses.steps(scale)));
        let bits = standing.as_ref().map(|(standing, _)| standing);
        let (recovered, recovered_said) = self.recovered(thing, standing.as_ref(), who);
        Account {
            thing: thing.entity,
            said: self.said(&values),
            recovered,
            recovered_said,
            sums: self.sums(thing, who),
            extent: self.extent(thing, who),
            damaged: bits.map_or(Counts::NO, |one| Counts::of(one, self.damaged)),
            carriers: self.carriers(thing, &values, bits.map(stated), who),
            values,
            standing,
        }
    }

    /// Where those have it from who tell of a thing that it is in the state that a group has in common, if that is what it has.
    pub(super) fn carriers_in(&self, key: &Key, thing: &Thing, account: &Account<'c>) -> Option<BTreeSet<EntityId>> {
        let of_state = match (self.asking.by, key) {
            (By::State, Key::Step(place)) => 1 << place,
            (By::State, Key::NotKnown) => SILENT,
            (By::State, Key::None) => NONE,
            (By::State, Key::Unsaid) => UNSAID,
            _ => return None,
        };
        Some(self.carriers(thing, &account.values, Some(of_state), EVERYBODY))
    }

    /// The statements of these values, where names are asked for.
    fn said(&self, values: &[Current<'c>]) -> Option<Vec<ClaimId>> {
        let tellings = || values.iter().flat_map(|value| &value.tellings);
        self.asking.named.then(|| tellings().map(|one| one.claim).collect())
    }

    fn recovered(
        &self,
        thing: &Thing,
        standing: Option<&(Standing, &[Step])>,
        who: &Who,
    ) -> (Counts, Option<Vec<ClaimId>>) {
        let mut told = self.all(thing, &self.recovery, who);
        // That there is none, or that it is not known, is no recovery.
        told.retain(|one| !matches!(one.figure, Figure::Silent | Figure::None));
        let by_word = match (told.iter().any(Current::is_firm), told.is_empty()) {
            (true, _) => Counts::YES,
            (false, true) => Counts::NO,
            (false, false) => Counts::PERHAPS,
        };
        let by_state = standing.map_or(Counts::NO, |(one, steps)| Counts::of(one, restored(steps)));
        (by_word.or(by_state), self.said(&told))
    }

    fn sums(&self, thing: &Thing, who: &Who) -> Vec<(usize, Range, Option<Vec<ClaimId>>)> {
        let is_told = |property: u8| self.courses.tellings_of(thing).iter().any(|one| one.property == property);
        let told = self.counts.iter().enumerate().filter(|(_, (property, _))| is_told(*property));
        let sum = |(place, (property, _)): (usize, &(u8, _))| {
            let values = self.current(thing, *property, who);
            Some((place, range(&values)?, self.said(&values)))
        };
        told.filter_map(sum).collect()
    }

    fn extent(&self, thing: &Thing, who: &Who) -> Option<Told<'c>> {
        let [area, share, shape] = [&self.area, &self.share, &self.shape].map(|of| self.all(thing, of, who));
        let measured = !area.is_empty() || !shape.is_empty() || self.is_measured(thing);
        measured.then(|| Told::of(&area, &share, &shape, self.courses))
    }

    /// Where those have it from who tell these states of a thing; of one without any, what else is counted of it. How a data set sorts
    /// what it was told is no second source of that.
    fn carriers(&self, thing: &Thing, values: &[Current<'c>], states: Option<u32>, who: &Who) -> BTreeSet<EntityId> {
        let mut origins = BTreeSet::new();
        match states.filter(|_| !values.is_empty()) {
            Some(states) => {
                let of_state = values.iter().filter(|value| bits_of(value.figure) & states != 0);
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

impl<'c> Making<'c> {
    /// Counts a thing that belongs to the group as `member` says.
    pub(super) fn count(&mut self, account: &Account<'c>, member: Counts, carriers: &BTreeSet<EntityId>) {
        let Account { thing, said, .. } = account;
        let mut tellings = account.values.iter().flat_map(|value| &value.tellings);
        self.group.mapped += u64::from(tellings.any(|one| one.how.mapped));
        if let Some((standing, steps)) = &account.standing {
            self.group.stand(standing, member, steps, *thing, said.as_deref());
        }
        self.group.things.add(member, *thing, said.as_deref());
        let recovered = account.recovered.and(member);
        if !recovered.truth.is_no() {
            self.group.recovered.add(recovered, *thing, account.recovered_said.as_deref());
        }
        self.sum(account, member);
        if let Some(told) = &account.extent {
            self.extent.add(told, member, account.damaged);
        }
        self.rests.add(carriers);
    }

    fn sum(&mut self, account: &Account<'c>, member: Counts) {
        for (place, range, said) in &account.sums {
            let Some(sum) = self.sums.get_mut(*place) else { continue };
            sum.add(range, member);
            if let Some(said) = said {
                sum.things.push(account.thing);
                sum.statements.extend(said);
            }
        }
    }
}

impl Account<'_> {
    /// Where those have it from who tell what is counted of it.
    pub(super) fn carriers(&self) -> &BTreeSet<EntityId> {
        &self.carriers
    }
}

/// The steps of something brought back, as bits.
fn restored(steps: &[Step]) -> u32 {
    (0..).zip(steps).filter(|(_, step)| step.restores).fold(0, |bits, (place, _)| bits | 1 << place)
}

/// The states that are told, as bits. Where it may be in one, who says that it is not known carries none.
fn stated(standing: &Standing) -> u32 {
    match standing.may_be & !(SILENT | NONE | UNSAID) {
        0 => standing.may_be,
        states => states,
    }
}
