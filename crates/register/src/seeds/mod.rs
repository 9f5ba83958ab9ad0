//! The lots of a seed bank: their books, how long they keep, and what to save first.

mod kept;
mod withdrawal;

use std::collections::BTreeSet;

use daftar_claim::EntityId;
use daftar_date::Day;
use daftar_view::forecast::{Forecast, Terms, forecast_of, forecasts};
use daftar_view::losses::{LostWith, is_lost, lots_lost};
use daftar_view::rescue::{SaveFirst, TestPlan, Weights, save_first};
use daftar_view::stock::{Stock, stock_of, stocks};
use daftar_view::{Ask, Asked};
use serde::Serialize;

use crate::{Heard, Register, RegisterError};

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
        let ask = |error: &dyn std::fmt::Display| RegisterError::Ask(error.to_string());
        let date = daftar_claim::Edtf::parse(self.time().date()).map_err(|error| ask(&error))?;
        let today = date.bounds().earliest().unwrap_or(Day(0));
        let usual = Terms::usual(today).map_err(|error| ask(&error))?;
        Ok(Terms { memo: self.memo(), ..usual })
    }

    /// All lots, by what is said now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn outlooks(&self, ask: &Ask, terms: &Terms) -> Result<Vec<Outlook>, RegisterError> {
        let heard = self.hear_holdings(ask)?;
        let ask = now(ask);
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        let books = stocks(&asked);
        let lots: Vec<EntityId> = books.iter().map(|book| book.lot).collect();
        let forecasts = self.foretold(&asked, terms, &lots);
        let lost = lots_lost(&asked, &books);
        let both = books.into_iter().zip(forecasts).zip(lost);
        Ok(both.map(|((book, forecast), lost)| Outlook { book, forecast, lost }).collect())
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

    /// What to save first, by what is said now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn save_first(&self, ask: &Ask, terms: &Terms, weights: &Weights) -> Result<SaveFirst, RegisterError> {
        let heard = self.hear_holdings(ask)?;
        let ask = now(ask);
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        let books = stocks(&asked);
        let lots: Vec<EntityId> = books.iter().map(|book| book.lot).collect();
        Ok(save_first(&asked, terms, weights, &books, &self.foretold(&asked, terms, &lots)))
    }

    /// What to test next, by what is said now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn test_plan(&self, ask: &Ask, terms: &Terms) -> Result<TestPlan, RegisterError> {
        let all = self.outlooks(ask, terms)?;
        let kept = all.into_iter().filter(|one| !is_lost(&one.lost));
        let (books, forecasts): (Vec<Stock>, Vec<Forecast>) = kept.map(|one| (one.book, one.forecast)).unzip();
        TestPlan::of(&books, &forecasts, terms).map_err(|error| RegisterError::Ask(error.to_string()))
    }

    /// The forecasts of some lots, none reckoned that was reckoned already.
    fn foretold(&self, asked: &Asked, terms: &Terms, lots: &[EntityId]) -> Vec<Forecast> {
        self.recall_forecasts();
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

/// What counts today.
fn now(ask: &Ask) -> Ask {
    Ask { audience: ask.audience, lang: ask.lang, ..Ask::default() }
}
