//! The course of many things' states, what was learned of them between two days, and totals.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Edtf, EntityId, EntryId, PropertyId, Standing, Value};
use daftar_date::{Day, Lang};
use daftar_view::crowd::{Crowd, Part, crowd, placed};
use daftar_view::history::{History, history};
use daftar_view::learned::{Learned, as_they_stood, learned};
use daftar_view::totals::{Asking, Totals, totals};
use daftar_view::{Ask, Asked, Audience, value_words};

use crate::look::Heard;
use crate::rows::Folding;
use crate::{Register, RegisterError};

/// How many things are heard at a time. Few in tests, so that there are parts.
const AT_ONCE: usize = if cfg!(test) { 2 } else { 500 };

/// Of which things something is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Things<'a> {
    /// Of one.
    One(EntityId),
    /// Of all of a kind, or of those that lie in a place.
    OfKind(&'a str, Option<EntityId>),
}

impl Register {
    /// Totals of what the asking audience may see. Where there is no such kind, the kinds that there are are named.
    ///
    /// # Errors
    /// When there is no such kind, or the index cannot be read.
    pub fn totals(
        &self,
        asking: &Asking,
        place: Option<EntityId>,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<Totals, RegisterError> {
        asking.kinds.iter().try_for_each(|kind| self.known_kind(kind))?;
        let ledger = self.courses(standing, ask.audience)?;
        let mut asking = asking.clone();
        if let Some(place) = place {
            asking.places = Some(self.places_within(place, &ledger, standing, ask.audience)?);
        }
        let mut found = totals(&ledger.courses, &asking, ask, &ledger.origins);
        self.call(&mut found, standing, ask)?;
        Ok(found)
    }

    /// Gathers what totals follow from, as everybody may see it, so that whoever asks later need not wait; tells of how many things.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn keep_courses(&self) -> Result<usize, RegisterError> {
        Ok(self.courses(&self.standing, Audience::Public)?.courses.len())
    }

    /// What lies in a part of the map, with what the things are called that are told one by one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn crowd(
        &self,
        part: &Part<'_>,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<(Crowd, BTreeMap<EntityId, String>), RegisterError> {
        let ledger = self.courses(standing, ask.audience)?;
        let found = crowd(&ledger.courses, ask, part);
        let alone: Vec<EntityId> = found.marks.iter().filter_map(|mark| mark.only).collect();
        let heard = self.hear_entities(&alone, standing, ask.audience)?;
        let name = |id: &EntityId| Some((*id, heard.surroundings.name(*id, ask.lang)?.to_owned()));
        let names = alone.iter().filter_map(name).collect();
        Ok((found, names))
    }

    /// How many things have a place on the map, as an audience may see them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn how_many_placed(&self, standing: &Standing, audience: Audience) -> Result<usize, RegisterError> {
        Ok(placed(&self.courses(standing, audience)?.courses))
    }

    /// Gives what totals name its names.
    fn call(&self, totals: &mut Totals, standing: &Standing, ask: &Ask) -> Result<(), RegisterError> {
        let named: Vec<EntityId> = totals.wants_names_of().into_iter().collect();
        let heard = self.hear_entities(&named, standing, ask.audience)?;
        let name = |id: &EntityId| Some((*id, heard.surroundings.name(*id, ask.lang)?.to_owned()));
        totals.names = named.iter().filter_map(name).collect();
        let scale = PropertyId::parse(&totals.scale)?;
        totals.step_words = totals.steps.iter().map(|step| step.words(&scale, ask.lang, &self.profiles)).collect();
        let groups = std::iter::once(&totals.whole).chain(&totals.groups);
        let summed: BTreeSet<PropertyId> =
            groups.flat_map(|group| &group.sums).map(|sum| sum.property.clone()).collect();
        let label = |id: PropertyId| {
            let words = self.profiles.property(&id).map(|one| one.label.in_language(ask.lang.tag()).to_owned());
            let words = words.unwrap_or_else(|| id.to_string());
            (id, words)
        };
        totals.labels = summed.into_iter().map(label).collect();
        Ok(())
    }

    /// What a kind is called.
    pub fn kind_words(&self, kind: &str, lang: Lang) -> String {
        value_words(&Value::code("kind", kind), lang, &self.profiles)
    }

    /// Calls `each` with the course of the state of each of these things; tells how many others there are of which the public is not told
    /// whether they lie in the place.
    ///
    /// # Errors
    /// When there is no such kind, the index cannot be read, or `each` fails.
    pub fn each_history<E: From<RegisterError>>(
        &self,
        things: Things<'_>,
        standing: &Standing,
        ask: &Ask,
        mut each: impl FnMut(History) -> Result<(), E>,
    ) -> Result<u64, E> {
        let whole_ask = Ask { at: None, ..ask.clone() };
        self.each_heard(things, standing, ask.audience, |heard, wanted| {
            let whole = self.asked(heard, &whole_ask);
            let then = self.asked(heard, ask);
            wanted.iter().try_for_each(|entity| each(history(&whole, &then, *entity)))
        })
    }

    /// Calls `each` with what was learned of each of these things between two days of saying: that of the question, and a later one.
    /// What its recorder took back after the first was known then. Tells how many are left out, as above.
    ///
    /// # Errors
    /// When there is no such kind, the days are not in order, the index cannot be read, or `each` fails.
    pub fn each_learned<E: From<RegisterError>>(
        &self,
        things: Things<'_>,
        against: &Edtf,
        standing: &Standing,
        ask: &Ask,
        mut each: impl FnMut(Learned) -> Result<(), E>,
    ) -> Result<u64, E> {
        let first = last_day(ask.said.as_ref())?;
        let second = last_day(Some(against))?;
        if first >= second {
            let found = format!("{} does not lie before {against}", ask.said.as_ref().map_or("", Edtf::as_str));
            return Err(RegisterError::Ask(format!(
                "{found}: give the earlier day to --known and the later to --against"
            ))
            .into());
        }
        let later = Ask { said: Some(against.clone()), ..ask.clone() };
        let day_of = |entry: EntryId| {
            let (time, _) = standing.time(entry);
            Edtf::parse(time?.date()).ok()?.bounds().latest()
        };
        self.each_heard(things, standing, ask.audience, |heard, wanted| {
            // What was taken back may have been taken back so that it is not read: only keepers see it stand again.
            let stood = |day| match ask.audience {
                Audience::Keeper => as_they_stood(&heard.statements, day, &day_of),
                Audience::Public => heard.statements.clone(),
            };
            let [was, is] =
                [first, second].map(|day| Heard { statements: stood(day), surroundings: heard.surroundings.clone() });
            let (before, after) = (self.asked(&was, ask), self.asked(&is, &later));
            wanted.iter().flat_map(|entity| learned(&before, &after, *entity)).try_for_each(&mut each)
        })
    }

    fn asked<'a>(&'a self, heard: &'a Heard, ask: &'a Ask) -> Asked<'a> {
        Asked::new(&heard.statements, ask, &self.profiles, &heard.surroundings)
    }

    fn known_kind(&self, kind: &str) -> Result<(), RegisterError> {
        if self.profiles.kinds.contains_key(kind) {
            return Ok(());
        }
        let known: Vec<&str> = self.profiles.kinds.keys().map(String::as_str).collect();
        Err(RegisterError::Ask(format!("{kind:?} is no kind of card; there are {}", known.join(", "))))
    }

    /// Calls `each` with all that is said of some things at a time, and with these, each group by its first. Tells how many are left out.
    fn each_heard<E: From<RegisterError>>(
        &self,
        things: Things<'_>,
        standing: &Standing,
        audience: Audience,
        mut each: impl FnMut(&Heard, &[EntityId]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let ((cards, hidden), kind) = match things {
            Things::One(card) => ((vec![card], 0), None),
            Things::OfKind(kind, place) => (self.cards_of(kind, place, standing, audience)?, Some(kind)),
        };
        let _look = self.look()?;
        let folding = Folding::new(self, standing, audience)?;
        let mut met = BTreeSet::new();
        for part in cards.chunks(AT_ONCE) {
            let batch: BTreeSet<EntityId> = part.iter().flat_map(|card| folding.group(*card)).collect();
            let told = folding.hear(&batch)?;
            let heard = self.with_surroundings(told.statements, standing, audience)?;
            let identity = daftar_view::Identity::of(heard.statements.iter().filter(|one| one.stands()));
            let ask = Ask { audience, ..Ask::default() };
            let asked = self.asked(&heard, &ask);
            let first = part.iter().map(|card| identity.first(*card)).filter(|card| met.insert(*card));
            let wanted: Vec<EntityId> =
                first.filter(|card| kind.is_none_or(|kind| asked.shows_kind(*card, kind))).collect();
            each(&heard, &wanted)?;
        }
        Ok(hidden)
    }

    /// Those of a kind, or of them those that lie in a place, with how many others there are of which the public is not
    /// told whether they do.
    fn cards_of(
        &self,
        kind: &str,
        place: Option<EntityId>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<(Vec<EntityId>, u64), RegisterError> {
        self.known_kind(kind)?;
        let Some(place) = place else { return Ok((self.of_kind(kind)?, 0)) };
        let ledger = self.courses(standing, audience)?;
        let places = self.places_within(place, &ledger, standing, audience)?;
        let (shown, hidden) = ledger.courses.lying_in(kind, &places, audience);
        Ok((shown.into_iter().collect(), hidden))
    }
}

/// The last day of a day of saying.
fn last_day(date: Option<&Edtf>) -> Result<Day, RegisterError> {
    let expected = "give a day, a month or a year to each of --known and --against";
    let date = date.ok_or_else(|| RegisterError::Ask(expected.into()))?;
    date.bounds().latest().ok_or_else(|| RegisterError::Ask(format!("{date} has no last day: {expected}")))
}
