//! The bare numbers of a lot, and what comes out of them.

use daftar_claim::Hash;
use daftar_date::Day;
use daftar_viability::{Aged, Answer, Condition, Error, Lot, Outlook, Published, Span, Species, Storage};

use super::ahead::Foretold;
use super::lot::Named;
use super::memo::Kept;
use super::outcome::{Germination, Why};
use super::sowing::Sowing;
use super::stay::Stay;
use super::terms::{Doubt, Terms};

/// What is asked of a lot, from the day of its first test on.
#[derive(Debug)]
pub(super) struct Task<'t> {
    /// The day of the first test.
    pub(super) first: Day,
    sets: Vec<&'t Published>,
    is_proxy: bool,
    /// Why published constants are of no use: then only the lot's own tests tell.
    missing: Option<Why>,
    oil: Option<f64>,
    storage: Storage,
    tests: Vec<Aged>,
}

/// A germination with what makes it doubtful, or why there is none.
pub(super) type Solved = Result<(Germination, Vec<Doubt>), Why>;

impl<'t> Task<'t> {
    /// By what is said of a lot; or why nothing can be asked.
    pub(super) fn of(species: &Named, stay: &mut Stay, used: &[&Sowing], terms: &'t Terms) -> Result<Task<'t>, Why> {
        let first = used.iter().filter_map(|test| test.day()).min().ok_or(Why::NeverTested)?;
        let aged = used.iter().filter_map(|one| Some(Aged { day: (one.day()?.0 - first.0) as f64, test: one.test()? }));
        let tests: Vec<Aged> = aged.collect();
        let storage = stay.storage(first, terms).map_err(|_| Why::Impossible)?;
        let sets_of = |name: &Option<String>| name.as_deref().map(|name| terms.constants.sets_of(name));
        let own = sets_of(&species.name).unwrap_or_default();
        let is_proxy = own.is_empty();
        let sets = if is_proxy { sets_of(&species.proxy).unwrap_or_default() } else { own };
        if let Some(species) = species.proxy.clone().filter(|_| sets.is_empty()) {
            stay.doubts.push(Doubt::NoProxy { species });
        }
        // Without what is published, or without what it lay in, only the lot's own tests can tell: of one place.
        let missing = match () {
            () if sets.is_empty() && species.name.is_none() => Some(Why::NoSpecies),
            () if sets.is_empty() => Some(Why::NoConstants),
            () if storage.is_none() => Some(Why::NoStorage),
            () => None,
        };
        // What is assumed of the storage does not come into a forecast by the lot's own tests.
        let assumed = |doubt: &Doubt| {
            matches!(
                doubt,
                Doubt::OilUnsaid | Doubt::MoistureBasisUnsaid | Doubt::Salt | Doubt::Guessed | Doubt::Undated
            )
        };
        if missing.is_some() {
            stay.doubts.retain(|doubt| !assumed(doubt));
        }
        let storage = match (storage, missing) {
            // The year goes round in a room, too: that is no change that tests of one place would not go through alike.
            (Some(_), Some(_)) if !stay.changed => anywhere().map_err(|_| Why::Impossible)?,
            (Some(storage), _) => storage,
            (None, Some(why)) if stay.is_moved() => return Err(why),
            (None, _) => anywhere().map_err(|_| Why::Impossible)?,
        };
        Ok(Task { first, sets, is_proxy, missing, oil: stay.oil, storage, tests })
    }

    /// Whose published constants it goes by.
    pub(super) fn sources(&self) -> Vec<String> {
        let used = self.sets.iter().filter(|_| self.missing.is_none());
        used.map(|set| set.source.clone()).collect()
    }

    /// What comes out, and the forecast as it can be asked again.
    pub(super) fn solve(&self, terms: &Terms) -> (Solved, Option<Box<Outlook>>) {
        match self.outlook(terms) {
            Err(why) => (Err(why), None),
            Ok(outlook) => match Germination::of(&outlook, self.first, terms) {
                Err(_) => (Err(Why::Impossible), None),
                Ok(germination) => {
                    let doubts = outlook.cautions().iter().map(Doubt::from).collect();
                    (Ok((germination, doubts)), Some(outlook))
                }
            },
        }
    }

    /// What comes out, whatever the day on which it is looked at.
    pub(super) fn foretell(&self, terms: &Terms) -> Kept {
        Ok(Foretold::of(&*self.outlook(terms)?, self.first, terms))
    }

    /// Everything that comes into it but the day on which it is looked at, to the last bit: numbers are written so that they read
    /// back as the same.
    pub(super) fn key(&self, terms: &Terms) -> Hash {
        let Terms { threshold, level, .. } = terms;
        Hash::of(format!("{self:?} {threshold:?} {level:?}").as_bytes())
    }

    fn outlook(&self, terms: &Terms) -> Result<Box<Outlook>, Why> {
        let species = match (self.missing, self.is_proxy) {
            (Some(_), _) => Species::Unknown,
            (None, true) => Species::Proxy(&self.sets),
            (None, false) => Species::Known(&self.sets),
        };
        let lot = Lot { species, oil_fraction: self.oil, storage: &self.storage, tests: &self.tests };
        match Outlook::of(&lot, terms.level).map_err(|_| Why::Impossible)? {
            Answer::Known(outlook) => Ok(outlook),
            Answer::Unknown(why) => {
                Err(self.missing.filter(|_| Why::from(why) == Why::NoConstants).unwrap_or(why.into()))
            }
        }
    }
}

/// One and the same condition for ever: which, does not matter where nothing but the lot's own tests is reckoned with.
fn anywhere() -> Result<Storage, Error> {
    Condition::measured(Span::exactly(20.0)?, Span::exactly(8.0)?).map(Storage::constant)
}
