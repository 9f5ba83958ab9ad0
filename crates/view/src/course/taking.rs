//! Taking what is said of things into their courses, with what is said about these statements.

use std::collections::HashMap;

use daftar_claim::{EntityId, Speaker, Value};

use super::plan::Kept;
use super::telling::{Figure, How, NOBODY, Telling, Voice, Wish, figure};
use super::{Courses, Role, Thing};
use crate::ask::{Saying, Selected};
use crate::asked::{Asked, Spoken, by_property};
use crate::entity::kinds;
use crate::known;
use crate::time::When;

impl Courses {
    /// Takes the things that are wanted, which must not be here yet. What is asked must be of no time, of all sources, and whole: with
    /// denials and wishes.
    pub fn take(&mut self, asked: &Asked, wanted: &dyn Fn(EntityId) -> bool) {
        let beside = Beside::of(asked);
        for entity in asked.entities().into_iter().filter(|entity| wanted(*entity)) {
            self.thing(asked, entity, &beside);
        }
    }

    fn thing(&mut self, asked: &Asked, entity: EntityId, beside: &Beside) {
        let (spoken, start) = (asked.about(entity), self.tellings.len());
        let embargoed = asked.surroundings.is_embargoed(entity);
        for chunk in by_property(spoken) {
            let place = chunk.first().and_then(|one| self.property(one.property.as_str()));
            let is_shape = |place: &u8| self.plan.get(usize::from(*place)).is_some_and(|kept| kept.role == Role::Shape);
            if let Some(place) = place.filter(|place| !embargoed || !is_shape(place)) {
                self.tell(asked, chunk, place, beside);
            }
        }
        let kinds = kinds(spoken);
        let counted = |one: &Telling| self.plan.get(usize::from(one.property)).is_some_and(Kept::is_counted);
        let told = self.tellings.iter().skip(start).any(counted);
        if !told && !kinds.iter().any(|kind| self.of_kinds.contains_key(kind)) {
            self.tellings.truncate(start);
            return;
        }
        let kinds = self.kinds.place(kinds, || ());
        self.things.push(Thing {
            entity,
            kinds,
            sensitive: asked.surroundings.is_sensitive(entity),
            cell: asked.surroundings.cell(entity),
            tellings: start as u32..self.tellings.len() as u32,
        });
    }

    /// Takes what is said of one property.
    fn tell(&mut self, asked: &Asked, chunk: &[Spoken], property: u8, beside: &Beside) {
        let Some(kept) = self.plan.get(usize::from(property)).cloned() else { return };
        let mut keys = HashMap::new();
        for one in chunk.iter().filter(|one| !one.derived) {
            let next = keys.len() as u16;
            let key = *keys.entry(&one.key).or_insert(next);
            let selected = asked.statement(one);
            let figure = match (&*one.value, &kept.role) {
                (Value::Entity(place), Role::Place) => Figure::Thing(self.id_place(asked.identity().first(*place))),
                _ => figure(one, &kept.role, &mut |shape| {
                    self.shapes.push(shape);
                    self.shapes.len() as u32 - 1
                }),
            };
            let telling = Telling {
                claim: selected.statement.id,
                property,
                key,
                figure,
                time: self.time_place(one, &kept),
                saying: self.saying_place(selected, asked),
                source: self.id_place(selected.claim().source),
                speaker: self.speaker_place(selected),
                how: how(one, selected, self.wish(one, asked, beside)),
                denials: self.denials_of(one.place, asked, beside),
            };
            self.tellings.push(telling);
        }
    }

    fn id_place(&mut self, id: EntityId) -> u32 {
        self.ids.place(id, || ())
    }

    fn speaker_place(&mut self, one: &Selected) -> u32 {
        match one.claim().said_by {
            Some(Speaker::Entity(id)) => self.id_place(id),
            _ => NOBODY,
        }
    }

    /// The place of its time; of a date that is told, the date.
    fn time_place(&mut self, one: &Spoken, kept: &Kept) -> u32 {
        let told = match (&*one.value, &kept.role) {
            (Value::Date(date), Role::Date) => Some(When::within(date)),
            _ => None,
        };
        let when = told.as_ref().unwrap_or(&one.when);
        let time = (when.as_str().map(str::to_owned), when.dated_by, when.is_within(), kept.goes_on);
        self.times.place(time, || when.owned())
    }

    fn saying_place(&mut self, one: &Selected, asked: &Asked) -> u32 {
        let saying = Saying::of(one, true, asked.surroundings).0;
        self.sayings.place(saying.owned(), || ())
    }

    fn voice(&mut self, one: &Selected, asked: &Asked) -> Voice {
        let saying = self.saying_place(one, asked);
        Voice { saying, source: self.id_place(one.claim().source), speaker: self.speaker_place(one) }
    }

    fn denials_of(&mut self, place: usize, asked: &Asked, beside: &Beside) -> (u32, u16) {
        let start = self.denials.len();
        for denial in beside.denials.get(&place).into_iter().flatten() {
            let denial = self.voice(denial, asked);
            self.denials.push(denial);
        }
        (start as u32, (self.denials.len() - start) as u16)
    }

    /// Keeps who wishes something to be shown first; tells whether anybody does.
    fn wish(&mut self, one: &Spoken, asked: &Asked, beside: &Beside) -> bool {
        let Some(wishes) = beside.wishes.get(&one.place) else { return false };
        let wishes = wishes.iter().map(|(wish, later)| Wish {
            by: self.voice(wish, asked),
            superseded_by: later.iter().map(|later| self.voice(later, asked)).collect(),
        });
        let wishes = wishes.collect();
        self.wishes.insert(asked.statement(one).statement.id, wishes);
        true
    }
}

fn how(one: &Spoken, selected: &Selected, wished: bool) -> How {
    let hedged = selected.claim().certainty.is_some();
    let firm = one.when.is_written() && !hedged && one.can_end();
    How {
        firm,
        once: one.once(),
        restores: one.restores(),
        unseen: one.is_unseen(),
        hedged,
        wished,
        mapped: one.is_mapped(),
    }
}

/// What is said about statements, by their places.
type Remarks<R> = HashMap<usize, Vec<R>>;
/// A wish, with those that supersede it.
type Wished<'s, 'a> = (&'s Selected<'a>, Vec<&'s Selected<'a>>);

/// What is said about statements.
struct Beside<'s, 'a> {
    /// By the statement that is denied.
    denials: Remarks<&'s Selected<'a>>,
    /// By the statement that is to be shown first.
    wishes: Remarks<Wished<'s, 'a>>,
}

impl<'s, 'a> Beside<'s, 'a> {
    fn of(asked: &'s Asked<'a>) -> Beside<'s, 'a> {
        let mut denials = Remarks::<&Selected>::new();
        for (remark, place) in asked.remarks().filter(|(one, _)| one.claim().property.as_str() == known::DENY) {
            denials.entry(place).or_default().push(remark);
        }
        Beside { denials, wishes: wishes(asked) }
    }
}

fn wishes<'s, 'a>(asked: &'s Asked<'a>) -> Remarks<Wished<'s, 'a>> {
    let all = asked.selected().iter().enumerate().filter_map(|(place, one)| match &one.claim().value {
        Value::Preference(preference) => Some((place, one, preference)),
        _ => None,
    });
    let all: Vec<_> = all.collect();
    let mut later = Remarks::<&Selected>::new();
    for (_, one, preference) in &all {
        for place in preference.supersedes.iter().filter_map(|claim| asked.place_of(*claim)) {
            later.entry(place).or_default().push(one);
        }
    }
    let mut wishes = Remarks::<Wished>::new();
    for (place, one, preference) in all {
        if let Some(first) = asked.place_of(preference.first) {
            wishes.entry(first).or_default().push((one, later.remove(&place).unwrap_or_default()));
        }
    }
    wishes
}
