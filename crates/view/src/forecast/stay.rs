//! Where the seed of a lot lay: what is said of the lot itself, and of the shelf, room and house that it is kept in.

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, EntityId, Value};
use daftar_date::Day;
use daftar_viability::climate::Climate;
use daftar_viability::{Condition, Error, Span, Storage, Stretch};

use super::sowing::middle;
use super::terms::{Doubt, Terms};
use super::told::{
    ALWAYS, Mark, Range, Told, celsius, code, entity, gain, hull, latest, of_fresh, of_rice, of_salt, oil, percent,
};
use crate::asked::{Asked, Spoken, said};
use crate::carry::KEPT_AT;

/// How far up a place is looked for what its air is like: shelf, room, house.
const STEPS: usize = 8;
/// No storage is followed for longer, in days: a mistyped year would be cut into seasons for ever.
const LONGEST_DAYS: i64 = 200_000;
/// The first days of summer and of winter by which a year is halved, as month and day.
const HALVES: [(u8, &str); 2] = [(5, "summer"), (11, "winter")];
/// How oily seed is taken to be where nobody says: as wheat, the shorter life.
const OIL: f64 = 0.02;

/// Where a lot lay, and what was noted of that.
pub(super) struct Stay {
    marks: Vec<Mark>,
    /// What is noted of each place that the lot was in, by place.
    places: Vec<(EntityId, Vec<Mark>)>,
    /// How oily the seed is, as a fraction of dry seed.
    pub(super) oil: Option<f64>,
    /// Whether what it lay in changed from the first test on, but for the seasons; told with the storage.
    pub(super) changed: bool,
    /// What is doubtful in it.
    pub(super) doubts: Vec<Doubt>,
    /// The statements that say so.
    pub(super) statements: Vec<ClaimId>,
}

/// What counts on a day.
#[derive(Clone, Copy, PartialEq, Default)]
struct State {
    celsius: Option<Range>,
    moist: Option<Moist>,
    /// What salt told of the air.
    salt: Option<Range>,
    climate: Option<usize>,
}

/// What says how moist seed is.
#[derive(Clone, Copy, PartialEq)]
enum Moist {
    Seed(f64, f64),
    Air(f64, f64),
}

impl Stay {
    /// What is said of where a lot lay.
    pub(super) fn of(asked: &Asked, lot: EntityId, denied: &BTreeSet<ClaimId>, terms: &Terms) -> Stay {
        let mut stay = Stay {
            marks: Vec::new(),
            places: Vec::new(),
            oil: None,
            changed: false,
            doubts: Vec::new(),
            statements: Vec::new(),
        };
        stay.marks = stay.noted(asked, lot, denied, terms);
        stay.oil = stay.read_oil(asked, lot);
        let kept: BTreeSet<EntityId> = stay.marks.iter().filter_map(|mark| mark.told.place()).collect();
        for place in kept {
            let marks = stay.of_place(asked, place, denied, terms);
            stay.places.push((place, marks));
        }
        stay.marks.sort_by_key(|mark| mark.day);
        if stay.marks.iter().any(|mark| mark.day == ALWAYS && mark.told.place().is_none()) {
            stay.doubts.push(Doubt::Undated);
        }
        stay
    }

    /// Whether the lot was ever said to be moved.
    pub(super) fn is_moved(&self) -> bool {
        self.places.len() > 1
    }

    /// What is noted of a place, or else of that which it is part of, and so on: of the nearest that says anything.
    fn of_place(&mut self, asked: &Asked, place: EntityId, denied: &BTreeSet<ClaimId>, terms: &Terms) -> Vec<Mark> {
        let mut at = place;
        for _ in 0..STEPS {
            let noted = self.noted(asked, at, denied, terms).into_iter();
            let marks: Vec<Mark> = noted.filter(|mark| mark.told.place().is_none()).collect();
            if !marks.is_empty() {
                return marks;
            }
            let above = ["part-of", KEPT_AT].into_iter().flat_map(|id| said(asked, at, id)).find_map(entity);
            match above {
                Some(above) => at = asked.identity().first(above),
                None => break,
            }
        }
        Vec::new()
    }

    /// What is said of the air, the seed and the place of a lot or a place.
    fn noted(&mut self, asked: &Asked, thing: EntityId, denied: &BTreeSet<ClaimId>, terms: &Terms) -> Vec<Mark> {
        let basis = said(asked, thing, "moisture-basis").find_map(code);
        let mut marks = Vec::new();
        for one in asked.about(thing).iter().filter(|one| !one.derived) {
            let told = match one.property.as_str() {
                "temperature" => self.number(one, celsius).map(Told::Celsius),
                "humidity" => self.number(one, percent).map(|percent| Told::Humidity(percent, percent)),
                "salt-test" => code(one).and_then(|code| of_salt(&code)).map(|(low, high)| Told::Salt(low, high)),
                "rice-test" => {
                    let told = self.number(one, gain).and_then(of_rice);
                    told.map(|(low, high)| Told::Humidity(low, high))
                }
                "moisture" => {
                    let read = self.number(one, percent).and_then(|percent| of_fresh(percent, basis.as_deref()));
                    if read.is_some() && !matches!(basis.as_deref(), Some("fresh" | "dry")) {
                        self.doubts.push(Doubt::MoistureBasisUnsaid);
                    }
                    read.map(|(low, high)| Told::Moisture(low, high))
                }
                "building-climate" => {
                    let is = |climate: &Climate, code: &str| climate.building.replace(' ', "-") == code;
                    let found = code(one).and_then(|code| terms.climates.iter().position(|row| is(row, &code)));
                    found.map(Told::Climate)
                }
                KEPT_AT => entity(one).map(|place| Told::Place(asked.identity().first(place))),
                _ => None,
            };
            if let Some(told) = told {
                if denied.contains(&asked.statement(one).statement.id) {
                    self.doubts.push(Doubt::Denied { property: one.property.clone() });
                    continue;
                }
                let day = one.when.taken.as_deref().and_then(middle).map_or(ALWAYS, |day| day.0);
                marks.push(Mark { day, told });
                self.statements.push(asked.statement(one).statement.id);
            }
        }
        marks
    }

    /// The number of a statement, as far as it can be; what cannot is noted.
    fn number(&mut self, one: &Spoken, read: fn(f64, &str) -> Option<f64>) -> Option<f64> {
        let Value::Number { number, unit } = &*one.value else { return None };
        let found = number.as_str().parse().ok().and_then(|number| read(number, unit.as_deref().unwrap_or("").trim()));
        if found.is_none() {
            let number = format!("{} {}", number.as_str(), unit.as_deref().unwrap_or("")).trim().to_owned();
            self.doubts.push(Doubt::NotUsed { property: one.property.clone(), number });
        }
        found
    }

    fn read_oil(&mut self, asked: &Asked, lot: EntityId) -> Option<f64> {
        let told: Vec<f64> = said(asked, lot, "oil-fraction").filter_map(|one| self.number(one, oil)).collect();
        // The least of several: with it seed keeps shortest.
        told.into_iter().reduce(f64::min)
    }

    /// The whole storage from a day on, as far as it is known all the time.
    ///
    /// # Errors
    /// When numbers are beyond what can be reckoned with.
    pub(super) fn storage(&mut self, from: Day, terms: &Terms) -> Result<Option<Storage>, Error> {
        let marks = self.marks.iter().chain(self.places.iter().flat_map(|(_, marks)| marks));
        let days: BTreeSet<i64> = marks.map(|mark| mark.day).filter(|day| *day > from.0).collect();
        let days: Vec<i64> = [from.0].into_iter().chain(days).collect();
        let (mut past, mut then) = (Vec::new(), Vec::new());
        let first = self.on(from.0);
        for (at, day) in days.iter().enumerate() {
            let state = self.on(*day);
            self.changed |= state != first;
            let until = days.get(at + 1).copied();
            if until.is_some_and(|until| until - day > LONGEST_DAYS) {
                let expected = "dates within some five centuries of each other";
                return Err(Error::Storage { found: "dates that lie very far apart".to_owned(), expected });
            }
            let Some(stretches) = self.stretches(state, *day, until, terms)? else { return Ok(None) };
            if until.is_some() { past.extend(stretches) } else { then = stretches }
        }
        Storage::new(past, then).map(Some)
    }

    /// What counts on a day.
    fn on(&mut self, day: i64) -> State {
        let placed = latest(&self.marks, day, |told| told.place());
        if placed.1.len() > 1 && !self.doubts.contains(&Doubt::PlacesDiffer) {
            self.doubts.push(Doubt::PlacesDiffer);
        }
        let none = Vec::new();
        let place = placed.1.last().and_then(|place| self.places.iter().find(|(one, _)| one == place));
        let there = place.map_or(&none, |(_, marks)| marks);
        // What was measured of the air elsewhere says nothing of the place where the lot is now.
        let here = |pick: fn(Told) -> Option<Range>| {
            let (since, own) = latest(&self.marks, day, pick);
            let own = hull(&own).filter(|_| since >= placed.0 || since == ALWAYS);
            own.map(|range| (since, range)).or_else(|| {
                let (since, of_place) = latest(there, day, pick);
                Some((since.max(placed.0), hull(&of_place)?))
            })
        };
        let humidity = here(Told::humidity);
        let (_, seed) = latest(&self.marks, day, Told::moisture);
        let seed = hull(&seed).map(|(low, high)| Moist::Seed(low, high));
        let air = humidity.map(|(_, (low, high))| Moist::Air(low, high));
        let moist = if self.is_own_air(day) { air.or(seed) } else { seed.or(air) };
        State {
            celsius: here(Told::celsius).map(|(_, range)| range),
            moist,
            salt: here(Told::salt).map(|(_, range)| range).filter(|_| moist.is_none()),
            climate: latest(there, day, Told::climate).1.last().copied(),
        }
    }

    /// Whether the air round the lot itself was measured since its moisture was: seed in open jars takes up what is in the air.
    fn is_own_air(&self, day: i64) -> bool {
        latest(&self.marks, day, Told::humidity).0 > latest(&self.marks, day, Told::moisture).0
    }

    /// The stretches of a state, halved into seasons where it rests on what houses are like; until a day, or for one year.
    fn stretches(
        &mut self,
        state: State,
        from: i64,
        until: Option<i64>,
        terms: &Terms,
    ) -> Result<Option<Vec<Stretch>>, Error> {
        let rests = state.celsius.is_none() || state.moist.is_none();
        let to = until.unwrap_or(from + 365);
        let row = |season: &str| {
            let building = &terms.climates.get(state.climate?)?.building;
            terms.climates.iter().find(|row| row.building == *building && row.season == season)
        };
        let seasons = if rests && row("summer").is_some() { halves(from, to) } else { vec![(to - from, "year")] };
        let mut stretches = Vec::new();
        for (days, season) in seasons {
            let Some(condition) = self.condition(state, row(season))? else { return Ok(None) };
            stretches.push(Stretch { days: days as f64, condition });
        }
        Ok(Some(stretches))
    }

    /// What salt tells of the air, narrowed by what such houses are like where both can be true.
    fn salted(&mut self, (low, high): Range, of_house: Option<Span>) -> Result<Span, Error> {
        if !self.doubts.contains(&Doubt::Salt) {
            self.doubts.push(Doubt::Salt);
        }
        let both = of_house.map(|house| (low.max(house.low()), high.min(house.high()))).filter(|both| both.0 < both.1);
        let (low, high) = both.unwrap_or((low, high));
        Span::between(low, high)
    }

    /// The condition of a state, with the rest from what such houses are like.
    fn condition(&mut self, state: State, row: Option<&Climate>) -> Result<Option<Condition>, Error> {
        let span = |(low, high): (f64, f64)| Span::between(low, high);
        let celsius = state.celsius.map(span).transpose()?;
        let Some(known) = celsius.or(row.map(|row| row.temperature_celsius)) else { return Ok(None) };
        let humidity = match state.moist {
            Some(Moist::Seed(low, high)) => {
                if celsius.is_none() && row.is_some_and(|row| row.estimate) && !self.doubts.contains(&Doubt::Guessed) {
                    self.doubts.push(Doubt::Guessed);
                }
                return Condition::measured(known, span((low, high))?).map(Some);
            }
            Some(Moist::Air(low, high)) => Some(span((low, high))?),
            None => None,
        };
        let of_house = row.map(|row| row.humidity_percent);
        let salted = state.salt.map(|salt| self.salted(salt, of_house)).transpose()?;
        let Some(air) = humidity.or(salted).or(of_house) else { return Ok(None) };
        if self.oil.is_none() && !self.doubts.contains(&Doubt::OilUnsaid) {
            self.doubts.push(Doubt::OilUnsaid);
        }
        let oil = self.oil.unwrap_or(OIL);
        let guess = row.filter(|row| row.estimate && (celsius.is_none() || humidity.is_none()));
        match guess {
            Some(row) => {
                let mixed = Climate { temperature_celsius: known, humidity_percent: air, ..row.clone() };
                Condition::of_climate(&mixed, oil).map(Some)
            }
            None => Condition::from_air(known, air, oil).map(Some),
        }
    }
}

/// The days from one to another, with the season of each stretch.
fn halves(from: i64, to: i64) -> Vec<(i64, &'static str)> {
    let mut stretches = Vec::new();
    let mut at = from;
    while at < to {
        let (year, month, _) = Day(at).date();
        let [summer, winter] = HALVES;
        let (season, year, month) = match () {
            () if month < summer.0 => (winter.1, year, summer.0),
            () if month < winter.0 => (summer.1, year, winter.0),
            () => (winter.1, year + 1, summer.0),
        };
        let end = Day::new(year, month, 1).map_or(to, |day| day.0).min(to);
        stretches.push((end - at, season));
        at = end;
    }
    stretches
}
