//! Whether a thing is counted at all, and to which groups it belongs.

use std::collections::BTreeSet;

use daftar_claim::EntityId;
use daftar_date::{Day, Truth};

use super::gather::Counting;
use super::group::Counts;
use super::{By, Key};
use crate::course::{Current, EVERYBODY, Figure, NONE, SILENT, Thing, UNSAID};

/// Over so many months a time is at most parted: what is told less exactly is of no month.
const MONTHS: i64 = 24;

impl Counting<'_, '_> {
    /// Whether it lies in one of the places that are asked for. The public is not told which sensitive things do.
    pub(super) fn is_there(&mut self, thing: &Thing) -> Counts {
        let Some(places) = &self.asking.places else { return Counts::YES };
        if self.public && thing.sensitive {
            self.left_out.sensitive += 1;
            return Counts::NO;
        }
        let lies = self.all(thing, &self.within, EVERYBODY);
        let named =
            lies.iter().filter_map(|one| if let Figure::Thing(place) = one.figure { Some(place) } else { None });
        let is_there = named.filter_map(|place| self.courses.id(place)).any(|place| places.contains(&place));
        if is_there || places.contains(&thing.entity) { Counts::YES } else { Counts::NO }
    }

    /// Something that happens counts when it had happened by then; other things are there at any time.
    pub(super) fn had_happened(&self, thing: &Thing) -> Counts {
        if self.at_any_time || !self.dates.iter().any(|date| self.has(thing, *date)) {
            return Counts::YES;
        }
        let told = self.dates.iter().map(|date| self.whenever(thing, *date)).filter(|told| !told.is_empty());
        told.map(|told| had_happened(&told)).reduce(Counts::or).unwrap_or(Counts::PERHAPS)
    }

    /// The groups that it belongs to, or may belong to.
    pub(super) fn keys(&self, thing: &Thing) -> Vec<(Key, Counts)> {
        let sure = |key: Key| (key, Counts::YES);
        match self.asking.by {
            By::Kind => {
                let kinds = self.courses.kinds_of(thing).iter();
                let asked = kinds.filter(|kind| self.asking.kinds.is_empty() || self.asking.kinds.contains(kind));
                asked.map(|kind| sure(Key::Kind(kind.clone()))).collect()
            }
            By::Place if self.public && thing.sensitive => vec![sure(thing.cell.map_or(Key::NoCell, Key::Cell))],
            By::Place => {
                let lies = self.place.map(|place| self.current(thing, place, EVERYBODY)).unwrap_or_default();
                let named = lies.iter().filter_map(|one| match one.figure {
                    Figure::Thing(place) => self.courses.id(place),
                    _ => None,
                });
                let named: BTreeSet<EntityId> = named.collect();
                match named.is_empty() {
                    true => vec![sure(Key::Unsaid)],
                    false => named.into_iter().map(|place| sure(Key::Place(place))).collect(),
                }
            }
            By::State => self.states(thing),
            By::Month => self.months(thing),
            By::Whole | By::Source | By::Speaker => Vec::new(),
        }
    }

    fn states(&self, thing: &Thing) -> Vec<(Key, Counts)> {
        let Some(scale) = self.scale.filter(|scale| self.has(thing, *scale)) else { return Vec::new() };
        let standing = self.answering.standing(thing, scale);
        let steps = (0..self.courses.steps(scale).len()).map(|place| (Key::Step(place), 1u32 << place));
        let lacks = [(Key::NotKnown, SILENT), (Key::None, NONE), (Key::Unsaid, UNSAID)];
        let all = steps.chain(lacks).map(|(key, bits)| (key, Counts::of(&standing, bits)));
        all.filter(|(_, counts)| !counts.truth.is_no()).collect()
    }

    /// The months in which its state, or what happened, may have begun.
    fn months(&self, thing: &Thing) -> Vec<(Key, Counts)> {
        let of = self.scale.filter(|scale| self.has(thing, *scale)).map_or(self.dates.clone(), |scale| vec![scale]);
        let values = self.all(thing, &of, EVERYBODY);
        let tellings =
            values.iter().filter(|value| !matches!(value.figure, Figure::Silent)).flat_map(|one| &one.tellings);
        let spans: Vec<(i64, i64)> =
            tellings.filter_map(|one| self.courses.time(one)).map(|when| (when.first, when.last)).collect();
        if spans.is_empty() {
            return vec![(Key::Unsaid, Counts::YES)];
        }
        let mut months: BTreeSet<Option<i64>> = BTreeSet::new();
        for (first, last) in spans {
            match (month_of(first), month_of(last)) {
                (Some(first), Some(last)) if last - first < MONTHS => months.extend((first..=last).map(Some)),
                _ => drop(months.insert(None)),
            }
        }
        let only = months.len() == 1;
        let counts = if only { Counts::YES } else { Counts { truth: Truth::Possibly, best: None } };
        let key = |month: Option<i64>| match month {
            Some(month) => Key::Month(month.div_euclid(12), u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1)),
            None => Key::Unsaid,
        };
        months.into_iter().map(|month| (key(month), counts)).collect()
    }
}

/// Whether something had happened, by all that is said of when. What is said with reserve, denied or said not to be known excludes nothing.
fn had_happened(dates: &[Current]) -> Counts {
    let had = |date: &Current| match date.figure {
        Figure::Silent | Figure::None => Truth::Possibly,
        _ if date.is_plain() => date.held,
        _ => Truth::Possibly,
    };
    let agreed = dates.iter().map(had).reduce(|one, other| if one == other { one } else { Truth::Possibly });
    let by = |truth: Truth| if truth.is_yes() || truth.is_no() { Some(truth.is_yes()) } else { None };
    let truth = agreed.unwrap_or(Truth::Possibly);
    let chosen = || dates.iter().find(|date| date.first).and_then(|date| by(had(date)));
    Counts { truth, best: by(truth).or_else(chosen) }
}

/// The number of a day's month since the year 0; none of what is no day.
fn month_of(day: i64) -> Option<i64> {
    if day == i64::MIN || day == i64::MAX {
        return None;
    }
    let (year, month, _) = Day(day).date();
    Some(year * 12 + i64::from(month) - 1)
}
