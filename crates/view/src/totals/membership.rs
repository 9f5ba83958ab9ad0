//! Whether a thing is counted at all, and to which groups it belongs.

use std::collections::{BTreeMap, BTreeSet};

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
        if places.contains(&thing.entity) {
            return Counts::YES;
        }
        let named = self.named(&self.all(thing, &self.within, EVERYBODY));
        let firm = named.into_iter().filter(|(place, _)| places.contains(place)).map(|(_, firm)| firm);
        firm.map(surely).reduce(Counts::or).unwrap_or(Counts::NO)
    }

    /// The places that are named, each with whether that is said firmly.
    fn named(&self, lies: &[Current]) -> BTreeMap<EntityId, bool> {
        let mut named = BTreeMap::new();
        for one in lies {
            if let Figure::Thing(place) = one.figure
                && let Some(place) = self.courses.id(place)
            {
                *named.entry(place).or_default() |= one.is_firm();
            }
        }
        named
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
            By::Place => self.places(thing),
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

    /// The places in which it lies, or may lie.
    fn places(&self, thing: &Thing) -> Vec<(Key, Counts)> {
        let lies = self.place.map(|place| self.current(thing, place, EVERYBODY)).unwrap_or_default();
        let named = self.named(&lies);
        let unsaid = (!named.values().any(|firm| *firm)).then(|| (Key::Unsaid, surely(named.is_empty())));
        named.into_iter().map(|(place, firm)| (Key::Place(place), surely(firm))).chain(unsaid).collect()
    }

    /// The months in which its state, or what happened, may have begun.
    fn months(&self, thing: &Thing) -> Vec<(Key, Counts)> {
        let of = self.scale.filter(|scale| self.has(thing, *scale)).map_or(self.dates.clone(), |scale| vec![scale]);
        let values = self.all(thing, &of, EVERYBODY);
        let states = values.iter().filter(|value| !matches!(value.figure, Figure::Silent));
        let begun: Vec<Begun> = states.flat_map(|value| self.begun(value)).collect();
        let mut months: BTreeSet<Option<i64>> = begun.iter().flat_map(Begun::months).collect();
        if !begun.iter().any(|one| one.firm) {
            months.insert(None);
        }
        let only = months.len() == 1;
        let key = |month: Option<i64>| match month {
            Some(month) => Key::Month(month.div_euclid(12), u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1)),
            None => Key::Unsaid,
        };
        months.into_iter().map(|month| (key(month), surely(only))).collect()
    }

    /// Between which months a value began, by each of its tellings. One that tells no more than another that is firm says nothing
    /// beside it.
    fn begun(&self, value: &Current) -> Vec<Begun> {
        let begun = value.tellings.iter().filter_map(|one| {
            let when = self.courses.time(one)?;
            let firm = when.is_written() && self.answering.is_firm(one);
            Some(Begun { first: month_of(when.first), last: month_of(when.last), firm })
        });
        let all: Vec<Begun> = begun.collect();
        let says_more = |one: &Begun| all.iter().any(|other| other.firm && other.is_narrower(one));
        all.iter().filter(|one| !says_more(one)).copied().collect()
    }
}

/// Between which months something began; none where that is open.
#[derive(Clone, Copy)]
struct Begun {
    first: Option<i64>,
    last: Option<i64>,
    firm: bool,
}

impl Begun {
    fn is_narrower(&self, other: &Begun) -> bool {
        let first = other.first.is_none_or(|first| self.first.is_some_and(|own| first <= own));
        let last = other.last.is_none_or(|last| self.last.is_some_and(|own| own <= last));
        first && last && (self.first, self.last) != (other.first, other.last)
    }

    /// Each of them; none where it is told less exactly than that.
    fn months(&self) -> Vec<Option<i64>> {
        match (self.first, self.last) {
            (Some(first), Some(last)) if last - first < MONTHS => (first..=last).map(Some).collect(),
            _ => vec![None],
        }
    }
}

fn surely(sure: bool) -> Counts {
    if sure { Counts::YES } else { Counts::PERHAPS }
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
