//! Narrowing a timeline: by kind, place, voice and time, with what there is to choose from.

use std::collections::{BTreeMap, HashMap, HashSet};

use daftar_register::claim::{Edtf, EntityId, Value};
use daftar_register::date::Day;
use daftar_register::view::{Asked as Question, Cited, Item, Surroundings, Timeline};
use serde::Serialize;

use crate::asked::Asked;

/// Something to choose, with how it is called.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// What is asked of the timeline alone.
#[derive(Debug, Serialize)]
pub(crate) struct Narrow {
    pub(crate) kind: String,
    pub(crate) place: String,
    pub(crate) since: String,
    pub(crate) until: String,
    /// The names of the days that cannot be read.
    pub(crate) faults: Vec<&'static str>,
    #[serde(skip)]
    days: (Option<Day>, Option<Day>),
}

impl Narrow {
    pub(crate) fn of(asked: &Asked) -> Narrow {
        let told = |name| asked.get(name).unwrap_or_default().trim().to_owned();
        let (since, until) = (told("since"), told("until"));
        let dates = [&since, &until].map(|text| Edtf::parse(text).ok());
        let unread = |(name, text, date): (&'static str, &String, &Option<Edtf>)| {
            (date.is_none() && !text.is_empty()).then_some(name)
        };
        let faults = [("since", &since, &dates[0]), ("until", &until, &dates[1])].into_iter().filter_map(unread);
        let faults = faults.collect();
        let [first, last] = dates;
        let days = (first.and_then(|date| date.bounds().earliest()), last.and_then(|date| date.bounds().latest()));
        Narrow { kind: told("kind"), place: told("place"), since, until, faults, days }
    }

    /// Between which days the drawing shows what there is; none for all.
    pub(crate) fn shown(&self, timeline: &Timeline) -> Option<(Day, Day)> {
        let bounds = || timeline.items.iter().filter_map(|item| item.date.as_ref()).map(Edtf::bounds);
        let first = || bounds().filter_map(|bounds| bounds.earliest()).min();
        let last = || bounds().filter_map(|bounds| bounds.latest()).max();
        match self.days {
            (None, None) => None,
            (since, until) => since.or_else(first).zip(until.or_else(last)).filter(|(first, last)| first <= last),
        }
    }

    /// Leaves out of a timeline what is certainly not asked for; what has no date may lie anywhere, and stays.
    pub(crate) fn keep(&self, timeline: &mut Timeline, facts: &Facts) {
        let is = |wanted: &str, of: Option<&Vec<Choice>>| {
            wanted.is_empty() || of.is_some_and(|of| of.iter().any(|one| one.value == wanted))
        };
        timeline.items.retain(|item| {
            let entity = item.entity.entity.unwrap_or(EntityId(daftar_register::claim::Hash([0; 32])));
            is(&self.kind, facts.kinds.get(&entity)) && is(&self.place, facts.places.get(&entity)) && self.touches(item)
        });
    }

    fn touches(&self, item: &Item) -> bool {
        item.date.as_ref().is_none_or(Edtf::lacks_year) || self.reaches(&item.date)
    }

    /// Whether only a certain time is asked for.
    pub(crate) fn has_days(&self) -> bool {
        self.days != (None, None)
    }

    /// Whether a date may lie in the time that is asked for; where nothing is told of it, no.
    pub(crate) fn reaches(&self, date: &Option<Edtf>) -> bool {
        let Some(bounds) = date.as_ref().filter(|date| !date.lacks_year()).map(Edtf::bounds) else { return false };
        let (since, until) = self.days;
        let ended_before = bounds.latest().zip(since).is_some_and(|(latest, since)| latest < since);
        let begun_after = bounds.earliest().zip(until).is_some_and(|(earliest, until)| earliest > until);
        !ended_before && !begun_after
    }
}

/// What is known of the things on a timeline, to choose and to make lanes by.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) kinds: HashMap<EntityId, Vec<Choice>>,
    pub(crate) places: HashMap<EntityId, Vec<Choice>>,
}

impl Facts {
    /// The kinds and places of every thing on the timeline. `label` tells how a kind is called.
    pub(crate) fn of(
        timeline: &Timeline,
        asked: &Question<'_>,
        known: &Surroundings,
        label: impl Fn(&str) -> String,
    ) -> Facts {
        let mut facts = Facts::default();
        let things: HashSet<EntityId> = timeline.items.iter().filter_map(|item| item.entity.entity).collect();
        for thing in things {
            let members = asked.identity().members(thing);
            let kinds = members.iter().filter_map(|member| known.about(*member)).flat_map(|about| &about.kinds);
            facts.kinds.insert(thing, distinct(kinds.map(|kind| Choice { name: label(kind), value: kind.clone() })));
        }
        for one in asked.selected() {
            let claim = one.claim();
            let subject = claim.subject.entity().filter(|_| claim.property.as_str() == "place");
            if let (Some(subject), Value::Entity(place)) = (subject, &claim.value) {
                let (thing, place) = (asked.identity().first(subject), asked.identity().first(*place));
                if let Some(name) = asked.name(place) {
                    let choice = Choice { name: name.to_owned(), value: place.0.to_string() };
                    facts.places.entry(thing).or_default().push(choice);
                }
            }
        }
        facts.places.values_mut().for_each(|places| *places = distinct(places.drain(..)));
        facts
    }

    /// The lanes of an item by these facts.
    pub(crate) fn names(of: &HashMap<EntityId, Vec<Choice>>, item: &Item) -> Vec<String> {
        let known = item.entity.entity.and_then(|entity| of.get(&entity));
        known.into_iter().flatten().map(|choice| choice.name.clone()).collect()
    }

    /// All that can be chosen, by name.
    pub(crate) fn choices(of: &HashMap<EntityId, Vec<Choice>>) -> Vec<Choice> {
        distinct(of.values().flatten().cloned())
    }
}

/// Everybody who says something on a timeline: speakers and sources.
pub(crate) fn voices(statements: &[Cited]) -> Vec<Choice> {
    let who = statements.iter().flat_map(|cited| cited.speaker.iter().chain([&cited.source]));
    let named = who.filter_map(|who| Some((who.entity?, who.name.clone()?)));
    let named: BTreeMap<EntityId, String> = named.collect();
    distinct(named.into_iter().map(|(id, name)| Choice { name, value: id.to_string() }))
}

fn distinct(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort();
    choices.dedup();
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_cannot_be_read_are_named_and_narrow_nothing() {
        let asked = Asked::of(&"/timeline?since=soon&until=2032-02&kind=event".parse().unwrap());
        let narrow = Narrow::of(&asked);
        assert_eq!((narrow.faults.as_slice(), narrow.kind.as_str()), (&["since"][..], "event"));
        assert_eq!(narrow.days, (None, Day::new(2032, 2, 29)));
    }
}
