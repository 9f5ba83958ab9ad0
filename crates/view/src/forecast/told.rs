//! What is noted of the air, the seed and the place of a lot, and since when.

use daftar_claim::{EntityId, Value};
use daftar_viability::Moisture;
use daftar_viability::jar::{Salt, rice_humidity, salt_humidity};

use crate::asked::Spoken;

/// Before any day: what is not dated holds from the first.
pub(super) const ALWAYS: i64 = i64::MIN;
/// Rooms are no colder and no warmer than this where rice is weighed, in °C.
const ROOM: [f64; 2] = [10.0, 35.0];

/// From and to.
pub(super) type Range = (f64, f64);

/// What is said at a time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Told {
    Celsius(f64),
    /// Of the air, in percent: from and to.
    Humidity(f64, f64),
    /// What salt in a closed jar with the seed tells of the air, in percent: from and to.
    Salt(f64, f64),
    /// Of the seed, in percent of the fresh weight: from and to.
    Moisture(f64, f64),
    /// What the house is like, by the place in the table of climates.
    Climate(usize),
    /// Where it is kept.
    Place(EntityId),
}

/// Since when what is told.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Mark {
    pub(super) day: i64,
    pub(super) told: Told,
}

impl Told {
    pub(super) fn celsius(self) -> Option<Range> {
        if let Told::Celsius(celsius) = self { Some((celsius, celsius)) } else { None }
    }

    pub(super) fn humidity(self) -> Option<Range> {
        if let Told::Humidity(low, high) = self { Some((low, high)) } else { None }
    }

    pub(super) fn salt(self) -> Option<Range> {
        if let Told::Salt(low, high) = self { Some((low, high)) } else { None }
    }

    pub(super) fn moisture(self) -> Option<Range> {
        if let Told::Moisture(low, high) = self { Some((low, high)) } else { None }
    }

    pub(super) fn climate(self) -> Option<usize> {
        if let Told::Climate(row) = self { Some(row) } else { None }
    }

    pub(super) fn place(self) -> Option<EntityId> {
        if let Told::Place(place) = self { Some(place) } else { None }
    }
}

/// What was told last by a day, and since when; all of it where several things are told of one day.
pub(super) fn latest<T: PartialEq>(marks: &[Mark], day: i64, pick: impl Fn(Told) -> Option<T>) -> (i64, Vec<T>) {
    let fitting = || marks.iter().filter(|mark| mark.day <= day).filter_map(|mark| Some((mark.day, pick(mark.told)?)));
    let since = fitting().map(|(day, _)| day).max().unwrap_or(ALWAYS);
    let mut all = Vec::new();
    for (_, told) in fitting().filter(|(day, _)| *day == since) {
        if !all.contains(&told) {
            all.push(told);
        }
    }
    (since, all)
}

/// The range that holds all of these.
pub(super) fn hull(ranges: &[Range]) -> Option<Range> {
    ranges.iter().copied().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

pub(super) fn entity(one: &Spoken) -> Option<EntityId> {
    if let Value::Entity(entity) = &*one.value { Some(*entity) } else { None }
}

pub(super) fn code(one: &Spoken) -> Option<String> {
    if let Value::Code { code, .. } = &*one.value { Some(code.clone()) } else { None }
}

/// Degrees Celsius, from what thermometers show.
pub(super) fn celsius(number: f64, unit: &str) -> Option<f64> {
    let celsius = match unit.trim_start_matches('°') {
        "" | "C" | "c" | "Cel" | "م" | "مئوية" | "درجة مئوية" => number,
        "F" | "f" => (number - 32.0) / 1.8,
        _ => return None,
    };
    (-50.0..=60.0).contains(&celsius).then_some(celsius)
}

/// A percentage; what looks like a fraction is not one.
pub(super) fn percent(number: f64, unit: &str) -> Option<f64> {
    (matches!(unit, "" | "%" | "٪") && number > 1.0 && number < 100.0).then_some(number)
}

/// Oil as a fraction of dry seed: a percentage where it says so or is more than one, else a fraction.
pub(super) fn oil(number: f64, unit: &str) -> Option<f64> {
    let fraction = match unit {
        "%" | "٪" => number / 100.0,
        "" if number >= 1.0 => number / 100.0,
        "" => number,
        _ => return None,
    };
    (0.0..=0.8).contains(&fraction).then_some(fraction)
}

/// Moisture in percent of the fresh weight, from and to; both where of what it is a share is not said.
pub(super) fn of_fresh(percent: f64, basis: Option<&str>) -> Option<Range> {
    let fresh = Moisture::fresh_percent(percent).ok().map(Moisture::of_fresh);
    let dry = Moisture::dry_percent(percent).ok().map(Moisture::of_fresh);
    match basis {
        Some("fresh") => fresh.map(|one| (one, one)),
        Some("dry") => dry.map(|one| (one, one)),
        _ => Some((dry?, fresh?)),
    }
}

/// The humidity of the air round seed with which dry salt was shut up, by what became of the salt.
pub(super) fn of_salt(code: &str) -> Option<Range> {
    let salt = match code {
        "dry" => Salt::Dry,
        "moist" => Salt::Moist,
        _ => return None,
    };
    salt_humidity(salt).ok().map(|span| (span.low(), span.high()))
}

/// The humidity of the air round seed with which dried rice was shut up, by what the rice gained in percent of its weight; at any
/// temperature of a room.
pub(super) fn of_rice(percent: f64) -> Option<Range> {
    let at = |celsius: f64| rice_humidity(100.0, 100.0 + percent, celsius).ok();
    let (cool, warm) = (at(ROOM[0])?, at(ROOM[1])?);
    hull(&[(cool.low(), cool.high()), (warm.low(), warm.high())])
}

/// What rice gained, in percent of its dried weight.
pub(super) fn gain(number: f64, unit: &str) -> Option<f64> {
    (matches!(unit, "" | "%" | "٪") && number > 0.0 && number <= 50.0).then_some(number)
}
