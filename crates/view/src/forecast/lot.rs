//! The forecast of a lot.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Value};
use daftar_date::Day;
use daftar_viability::Outlook;
use serde::Serialize;

use super::ahead::Ahead;
use super::outcome::{Outcome, Share, Why};
use super::sowing::{Sowing, sowings};
use super::stay::Stay;
use super::task::{Solved, Task};
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
    /// The day from which days are counted, and the forecast as it can be asked again; not of lists.
    #[serde(skip)]
    outlook: Option<(Day, Box<Outlook>)>,
    /// The same on other days; of lists alone.
    #[serde(skip)]
    ahead: Ahead,
}

/// The forecasts of these lots, in their order: how much germinates is a little wider than on the page of each, for it is reckoned
/// for days that are the same for all, and not twice.
pub fn forecasts(asked: &Asked, terms: &Terms, lots: &[EntityId]) -> Vec<Forecast> {
    let (tests, denied) = (sowings(asked, &asked.entities()), denied(asked));
    let gathered = lots.iter().map(|lot| gather(asked, terms, asked.identity().first(*lot), &tests, &denied));
    let (mut forecasts, tasks): (Vec<Forecast>, Vec<Option<Task>>) = gathered.unzip();
    let solved = terms.memo.solve_all(&tasks, terms);
    for (forecast, solved) in forecasts.iter_mut().zip(solved) {
        let (solved, kept) = solved.unzip();
        forecast.ahead.kept = kept.or(forecast.why().map(Err));
        forecast.finish(solved);
    }
    forecasts
}

/// The forecast of one lot, as it can be asked again.
pub fn forecast_of(asked: &Asked, terms: &Terms, lot: EntityId) -> Forecast {
    let lot = asked.identity().first(lot);
    let (mut forecast, task) = gather(asked, terms, lot, &sowings(asked, &asked.entities()), &denied(asked));
    if let Some(task) = task {
        let (solved, outlook) = task.solve(terms);
        forecast.finish(Some(solved));
        forecast.outlook = outlook.map(|outlook| (task.first, outlook));
    }
    forecast
}

impl Forecast {
    /// The fraction that germinates on a day; none where there is no forecast, or before its first day.
    pub fn on(&self, day: Day) -> Option<Share> {
        let (first, outlook) = self.outlook.as_ref()?;
        outlook.germination((day.0 - first.0) as f64).ok().map(Share::from)
    }

    /// The same on other days; none of the forecast of one lot.
    pub(crate) fn ahead(&self) -> &Ahead {
        &self.ahead
    }

    fn why(&self) -> Option<Why> {
        match self.outcome {
            Outcome::Unknown(why) => Some(why),
            Outcome::Known(_) => None,
        }
    }

    /// Takes up what came out, if anything was reckoned.
    fn finish(&mut self, solved: Option<Solved>) {
        match solved {
            None => {}
            Some(Err(why)) => self.outcome = Outcome::Unknown(why),
            Some(Ok((germination, doubts))) => {
                self.outcome = Outcome::Known(germination);
                self.doubts.extend(doubts);
            }
        }
    }

    /// The first day for which it says anything: that of the first test.
    pub fn first(&self) -> Option<Day> {
        self.outlook.as_ref().map(|(first, _)| *first)
    }
}

/// What is said of a lot, and what is to be reckoned from it; nothing, where the outcome is clear without.
fn gather<'t>(
    asked: &Asked,
    terms: &'t Terms,
    lot: EntityId,
    tests: &BTreeMap<EntityId, Vec<EntityId>>,
    denied: &BTreeSet<ClaimId>,
) -> (Forecast, Option<Task<'t>>) {
    let tests = tests.get(&lot).into_iter().flatten();
    let mut tests: Vec<Sowing> = tests.map(|test| Sowing::of(asked, *test, denied, terms.today)).collect();
    tests.sort_by_key(|test| (test.day.is_none(), test.day, test.test));
    let species = Named::of(asked, lot);
    let mut stay = Stay::of(asked, lot, denied, terms);
    let used: Vec<&Sowing> = tests.iter().filter(|test| test.left_out.is_none()).collect();
    let task = Task::of(&species, &mut stay, &used, terms);
    let mut doubts = std::mem::take(&mut stay.doubts);
    doubts.dedup();
    if used.iter().any(|test| test.dormant > 0) {
        doubts.push(Doubt::Dormant);
    }
    let of_species = species.statements.iter().copied();
    let named = tests.iter().flat_map(|test| test.statements.iter().copied());
    let places = of_species.chain(named).chain(stay.statements.iter().copied());
    let statements = Cited::all(places.filter_map(|claim| asked.place_of(claim)).collect(), asked);
    let (why, sources) = match &task {
        Ok(task) => (Why::Impossible, task.sources()),
        Err(why) => (*why, Vec::new()),
    };
    let outcome = Outcome::Unknown(why);
    let (species, ahead) = (species.name, Ahead::of(&tests));
    let forecast = Forecast { lot, species, tests, outcome, doubts, sources, statements, outlook: None, ahead };
    (forecast, task.ok())
}

/// Of which species a lot is, by its accession.
pub(super) struct Named {
    pub(super) name: Option<String>,
    /// The species by whose constants the keeper has it reckoned, as a guess.
    pub(super) proxy: Option<String>,
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
