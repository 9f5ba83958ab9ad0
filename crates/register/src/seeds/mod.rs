//! The lots of a seed bank: their books, how long they keep, and what to save first.

mod kept;
mod ledger;
mod withdrawal;

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use daftar_claim::EntityId;
use daftar_view::forecast::{Forecast, Outcome, Reached, Terms, forecast_of, forecasts};
use daftar_view::losses::{LostWith, lots_lost};
use daftar_view::rescue::{Holding, SaveFirst, TestPlan, Weights, holdings, rank};
use daftar_view::stock::{Stock, stock_of, stocks};
use daftar_view::{Ask, Asked, Audience};
use serde::Serialize;

pub(crate) use kept::Held;

use crate::{Heard, Progress, Register, RegisterError};

/// The forecasts of so many lots are reckoned as quickly as those of all are read.
const FEW: usize = 8;
/// So many lots are heard at a time.
const AT_ONCE: usize = 500;
/// The kind of a lot of seeds.
const LOT: &str = "lot";
/// What names the accession of a lot, and the places that it is in.
const NAMES: [&str; 3] = ["of-accession", "kept-at", "part-of"];

/// A lot: what is left of it, and how long it keeps.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Outlook {
    /// Its book.
    pub book: Stock,
    /// How much of it comes up, and until when enough does.
    pub forecast: Forecast,
    /// With which places it was lost, certainly or perhaps, by inference.
    pub lost: Vec<LostWith>,
}

impl Register {
    /// What forecasts go by: today by the clock of the notebook, and the tables that come with the program.
    ///
    /// # Errors
    /// None in practice.
    pub fn terms(&self) -> Result<Terms, RegisterError> {
        let usual = Terms::usual(self.today()?).map_err(|error| RegisterError::Ask(error.to_string()))?;
        Ok(Terms { memo: Arc::clone(&self.held().memo), ..usual })
    }

    /// All lots, by what is said now, in the order of [`Register::lots_in_order`]: they are heard part by part, for all that is said
    /// of a large bank fills the memory.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn outlooks(&self, ask: &Ask, terms: &Terms) -> Result<Vec<Outlook>, RegisterError> {
        let order = self.lots_in_order(ask, terms)?;
        let parts = order.chunks(AT_ONCE).map(|part| self.outlooks_of(part, ask, terms));
        Ok(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The lots that were heard of and are wanted.
    fn outlooks_heard(
        &self,
        heard: &Heard,
        ask: &Ask,
        terms: &Terms,
        wanted: &dyn Fn(EntityId) -> bool,
    ) -> Vec<Outlook> {
        self.folded(heard, ask, terms, wanted, |asked, books, forecasts| {
            let lost = lots_lost(asked, &books);
            let both = books.into_iter().zip(forecasts).zip(lost);
            both.map(|((book, forecast), lost)| Outlook { book, forecast, lost }).collect()
        })
    }

    /// Makes something of the lots that were heard of and are wanted.
    fn folded<T>(
        &self,
        heard: &Heard,
        ask: &Ask,
        terms: &Terms,
        wanted: &dyn Fn(EntityId) -> bool,
        make: impl FnOnce(&Asked, Vec<Stock>, Vec<Forecast>) -> T,
    ) -> T {
        let ask = now(ask);
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        let books: Vec<Stock> = stocks(&asked).into_iter().filter(|book| wanted(book.lot)).collect();
        let lots: Vec<EntityId> = books.iter().map(|book| book.lot).collect();
        let forecasts = self.foretold(&asked, terms, &lots);
        make(&asked, books, forecasts)
    }

    /// One lot, by what is said now.
    ///
    /// # Errors
    /// When nothing of that id is a lot, or the index cannot be read.
    pub fn outlook(&self, lot: EntityId, ask: &Ask, terms: &Terms) -> Result<Outlook, RegisterError> {
        let heard = self.hear_lot(lot, ask)?;
        let ask = now(ask);
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        if !asked.is_of_kinds(lot, &[LOT]) {
            return Err(RegisterError::Unknown { what: "lot", id: lot.to_string(), see: "lots" });
        }
        let book = stock_of(&asked, lot);
        let lost = lots_lost(&asked, std::slice::from_ref(&book)).pop().unwrap_or_default();
        Ok(Outlook { book, forecast: forecast_of(&asked, terms, lot), lost })
    }

    /// Brings what lists of all lots follow from level with what counts, and tells how many lots of how many are done: the first time
    /// takes milliseconds for each lot. Lists that are asked for afterwards need not wait.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn gather_lots(&self, ask: &Ask, terms: &Terms, progress: Progress<'_>) -> Result<(), RegisterError> {
        match self.is_of_ledger(&self.held(), ask, terms)? {
            true => self.of_holdings(ask, terms, progress, |_| ()),
            false => Ok(()),
        }
    }

    /// All lots, those first of which nothing is known, then those that fall under the threshold first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn lots_in_order(&self, ask: &Ask, terms: &Terms) -> Result<Vec<EntityId>, RegisterError> {
        self.of_holdings(ask, terms, &|_, _| {}, |holdings| {
            let all = holdings.iter().flat_map(|holding| &holding.lots);
            // Names are looked at only where what is foretold is the same.
            let mut all: Vec<_> = all.map(|facts| (order(facts.outcome()), facts)).collect();
            all.sort_unstable_by(|(one, a), (other, b)| {
                one.cmp(other).then_with(|| (a.name(ask.lang), a.lot).cmp(&(b.name(ask.lang), b.lot)))
            });
            all.into_iter().map(|(_, facts)| facts.lot).collect()
        })
    }

    /// Some lots, in their order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn outlooks_of(&self, lots: &[EntityId], ask: &Ask, terms: &Terms) -> Result<Vec<Outlook>, RegisterError> {
        let heard = self.hear_cards(&lots.iter().copied().collect(), ask.audience)?;
        let mut all = self.outlooks_heard(&heard, ask, terms, &|lot| lots.contains(&lot));
        all.sort_by_key(|one| lots.iter().position(|lot| *lot == one.book.lot));
        Ok(all)
    }

    /// What to save first, by what is said now: the first `most` accessions.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn save_first(
        &self,
        ask: &Ask,
        terms: &Terms,
        weights: &Weights,
        most: usize,
    ) -> Result<SaveFirst, RegisterError> {
        self.of_holdings(ask, terms, &|_, _| {}, |holdings| rank(holdings, terms.today, weights, ask.lang, most))
    }

    /// What to test next, by what is said now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn test_plan(&self, ask: &Ask, terms: &Terms) -> Result<TestPlan, RegisterError> {
        let plan = self.of_holdings(ask, terms, &|_, _| {}, |holdings| {
            TestPlan::of(holdings.iter().copied(), terms.today, ask.lang)
        })?;
        plan.map_err(|error| RegisterError::Ask(error.to_string()))
    }

    /// Makes a list of all accessions that have lots: from the ledger, where it is asked as usual; else from all that is said.
    fn of_holdings<T>(
        &self,
        ask: &Ask,
        terms: &Terms,
        progress: Progress<'_>,
        list: impl FnOnce(&[&Holding]) -> T,
    ) -> Result<T, RegisterError> {
        let held = self.held();
        if !self.is_of_ledger(&held, ask, terms)? {
            let heard = self.hear_holdings(ask)?;
            return Ok(list(&self.holdings_heard(&heard, ask, terms, &|_| true).iter().collect::<Vec<_>>()));
        }
        let mut place = held.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let ledger = self.ledger(place.take(), terms, progress)?;
        let ledger = place.insert(ledger);
        Ok(list(&ledger.holdings().collect::<Vec<_>>()))
    }

    /// Whether the ledger answers: to keepers, of today, by the usual terms. An index in memory is another each time.
    fn is_of_ledger(&self, held: &Held, ask: &Ask, terms: &Terms) -> Result<bool, RegisterError> {
        let ours = ask.audience == Audience::Keeper && Arc::ptr_eq(&terms.memo, &held.memo);
        let usual = terms.is_usual() && terms.today == self.today()?;
        Ok(ours && usual && self.store.index_folder().is_some())
    }

    /// The accessions of the lots that were heard of and are wanted.
    fn holdings_heard(
        &self,
        heard: &Heard,
        ask: &Ask,
        terms: &Terms,
        wanted: &dyn Fn(EntityId) -> bool,
    ) -> Vec<Holding> {
        self.folded(heard, ask, terms, wanted, |asked, books, forecasts| holdings(asked, &books, &forecasts))
    }

    /// The forecasts of some lots, none reckoned that was reckoned already.
    fn foretold(&self, asked: &Asked, terms: &Terms, lots: &[EntityId]) -> Vec<Forecast> {
        if lots.len() > FEW {
            self.recall_forecasts();
        }
        let forecasts = forecasts(asked, terms, lots);
        self.keep_forecasts(&terms.memo);
        forecasts
    }

    /// What is said of a lot, of what names it, of its accession, of the bank's measures, and of where it was kept.
    fn hear_lot(&self, lot: EntityId, ask: &Ask) -> Result<Heard, RegisterError> {
        let around = self.hear_entity(lot, self.standing(), ask.audience)?;
        let mut all: BTreeSet<EntityId> = self.of_kind("measure")?.into_iter().collect();
        all.extend(around.statements.iter().filter_map(|one| one.claim.subject.entity()));
        self.hear_reached(all, &NAMES, ask.audience)
    }
}

/// What falls under the threshold first stands first; what is not known, before all.
fn order(outcome: &Outcome) -> Option<(Reached, i64)> {
    match outcome {
        Outcome::Known(known) => Some((known.early, (known.now.best * 1e6) as i64)),
        Outcome::Unknown(_) => None,
    }
}

/// What counts today.
fn now(ask: &Ask) -> Ask {
    Ask { audience: ask.audience, lang: ask.lang, ..Ask::default() }
}
