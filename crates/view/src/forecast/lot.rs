//! The forecast of a lot.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Value};
use daftar_date::Day;
use daftar_viability::{Aged, Answer, Condition, Error, Lot, Outlook, Published, Span, Species, Storage};
use serde::Serialize;

use super::outcome::{Germination, Outcome, Share, Why};
use super::sowing::{Sowing, sowings};
use super::stay::Stay;
use super::terms::{Doubt, Terms};
use crate::asked::{Asked, denied, said};
use crate::cite::Cited;
use crate::json;

/// What is known of how long a lot keeps.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Forecast {
    /// The lot: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub lot: EntityId,
    /// Its species, where one is said.
    pub species: Option<String>,
    /// Its germination tests, those that are not dated last.
    pub tests: Vec<Sowing>,
    /// What comes out.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What makes it less sure than it looks.
    pub doubts: Vec<Doubt>,
    /// Whose published constants it goes by.
    pub sources: Vec<String>,
    /// The statements on which it rests, by id.
    pub statements: Vec<Cited>,
    /// The day from which days are counted, and the forecast as it can be asked again.
    #[serde(skip)]
    outlook: Option<(Day, Box<Outlook>)>,
}

/// The forecasts of these lots, in their order.
pub fn forecasts(asked: &Asked, terms: &Terms, lots: &[EntityId]) -> Vec<Forecast> {
    let tests = sowings(asked, &asked.entities());
    let denied = denied(asked);
    lots.iter().map(|lot| forecast(asked, terms, asked.identity().first(*lot), &tests, &denied)).collect()
}

/// The forecast of one lot.
pub fn forecast_of(asked: &Asked, terms: &Terms, lot: EntityId) -> Forecast {
    let lot = asked.identity().first(lot);
    forecast(asked, terms, lot, &sowings(asked, &asked.entities()), &denied(asked))
}

impl Forecast {
    /// The fraction that germinates on a day; none where there is no forecast, or before its first day.
    pub fn on(&self, day: Day) -> Option<Share> {
        let (first, outlook) = self.outlook.as_ref()?;
        outlook.germination((day.0 - first.0) as f64).ok().map(Share::from)
    }

    /// The first day for which it says anything: that of the first test.
    pub fn first(&self) -> Option<Day> {
        self.outlook.as_ref().map(|(first, _)| *first)
    }
}

fn forecast(
    asked: &Asked,
    terms: &Terms,
    lot: EntityId,
    tests: &BTreeMap<EntityId, Vec<EntityId>>,
    denied: &BTreeSet<ClaimId>,
) -> Forecast {
    let tests = tests.get(&lot).into_iter().flatten();
    let mut tests: Vec<Sowing> = tests.map(|test| Sowing::of(asked, *test, denied, terms.today)).collect();
    tests.sort_by_key(|test| (test.day.is_none(), test.day, test.test));
    let species = Named::of(asked, lot);
    let mut stay = Stay::of(asked, lot, terms);
    let used: Vec<&Sowing> = tests.iter().filter(|test| test.left_out.is_none()).collect();
    let (answer, sets) = match foretold(&species, &mut stay, &used, terms) {
        Ok((answer, sets)) => (answer, sets),
        Err(_) => (Err(Why::Impossible), Vec::new()),
    };
    let mut doubts = std::mem::take(&mut stay.doubts);
    doubts.dedup();
    if used.iter().any(|test| test.dormant > 0) {
        doubts.push(Doubt::Dormant);
    }
    let of_species = species.statements.iter().copied();
    let named = tests.iter().flat_map(|test| test.statements.iter().copied());
    let places = of_species.chain(named).chain(stay.statements.iter().copied());
    let statements = Cited::all(places.filter_map(|claim| asked.place_of(claim)).collect(), asked);
    let mut forecast = Forecast {
        lot,
        species: species.name,
        tests,
        outcome: Outcome::Unknown(Why::Impossible),
        doubts,
        sources: sets.iter().map(|set| set.source.clone()).collect(),
        statements,
        outlook: None,
    };
    match answer {
        Err(why) => forecast.outcome = Outcome::Unknown(why),
        Ok((first, outlook)) => {
            forecast.doubts.extend(outlook.cautions().iter().map(Doubt::from));
            if let Ok(germination) = Germination::of(&outlook, first, terms) {
                forecast.outcome = Outcome::Known(germination);
                forecast.outlook = Some((first, outlook));
            }
        }
    }
    forecast
}

/// A forecast with its day 0, or why there is none; and the published sets that it goes by.
type Foretold<'t> = (Result<(Day, Box<Outlook>), Why>, Vec<&'t Published>);

/// The forecast from the day of the first test on.
fn foretold<'t>(species: &Named, stay: &mut Stay, used: &[&Sowing], terms: &'t Terms) -> Result<Foretold<'t>, Error> {
    let Some(first) = used.iter().filter_map(|test| test.day).min() else {
        return Ok((Err(Why::NeverTested), Vec::new()));
    };
    let aged = used.iter().filter_map(|one| Some(Aged { day: (one.day?.0 - first.0) as f64, test: one.test()? }));
    let tests: Vec<Aged> = aged.collect();
    let storage = stay.storage(first, terms)?;
    let own = species.name.as_deref().map(|name| terms.constants.sets_of(name)).unwrap_or_default();
    let proxy = species.proxy.as_deref().map(|name| terms.constants.sets_of(name)).unwrap_or_default();
    let (sets, is_proxy) = if own.is_empty() { (proxy, true) } else { (own, false) };
    // Without what is published, or without what it lay in, only the lot's own tests can tell: of one place.
    let missing = match () {
        () if sets.is_empty() && species.name.is_none() => Some(Why::NoSpecies),
        () if sets.is_empty() => Some(Why::NoConstants),
        () if storage.is_none() => Some(Why::NoStorage),
        () => None,
    };
    let of_species = match (missing, is_proxy) {
        (Some(_), _) => Species::Unknown,
        (None, true) => Species::Proxy(&sets),
        (None, false) => Species::Known(&sets),
    };
    if missing.is_some() && storage.is_none() && stay.is_moved() {
        return Ok((Err(missing.unwrap_or(Why::NoStorage)), Vec::new()));
    }
    let storage = match storage {
        Some(storage) => storage,
        None => anywhere()?,
    };
    let lot = Lot { species: of_species, oil_fraction: stay.oil, storage: &storage, tests: &tests };
    let answer = match Outlook::of(&lot, terms.level)? {
        Answer::Known(outlook) => Ok((first, outlook)),
        Answer::Unknown(why) => Err(missing.filter(|_| Why::from(why) == Why::NoConstants).unwrap_or(why.into())),
    };
    Ok((answer, if missing.is_some() { Vec::new() } else { sets }))
}

/// One and the same condition for ever: which, does not matter where nothing but the lot's own tests is reckoned with.
fn anywhere() -> Result<Storage, Error> {
    Condition::measured(Span::exactly(20.0)?, Span::exactly(8.0)?).map(Storage::constant)
}

/// Of which species a lot is, by its accession.
struct Named {
    name: Option<String>,
    /// The species by whose constants the keeper has it reckoned, as a guess.
    proxy: Option<String>,
    statements: Vec<ClaimId>,
}

impl Named {
    fn of(asked: &Asked, lot: EntityId) -> Named {
        let accession = said(asked, lot, "of-accession").find_map(|one| match &*one.value {
            Value::Entity(accession) => Some(asked.identity().first(*accession)),
            _ => None,
        });
        let mut named = Named { name: None, proxy: None, statements: Vec::new() };
        let Some(accession) = accession else { return named };
        let genus = named.only(asked, accession, "genus");
        let species = named.only(asked, accession, "species");
        named.name = match (genus, species) {
            (Some(genus), Some(species)) if species.starts_with(&genus) => Some(species),
            (Some(genus), Some(species)) => Some(format!("{genus} {species}")),
            _ => None,
        };
        named.proxy = named.only(asked, accession, "reckoned-as");
        named
    }

    /// The one text of a property; none where several differ.
    fn only(&mut self, asked: &Asked, accession: EntityId, id: &str) -> Option<String> {
        let mut texts = BTreeSet::new();
        for one in said(asked, accession, id) {
            if let Value::Text { text, .. } = &*one.value {
                texts.insert(text.split_whitespace().collect::<Vec<_>>().join(" "));
                self.statements.push(asked.statement(one).statement.id);
            }
        }
        if texts.len() == 1 { texts.pop_first() } else { None }
    }
}
