//! What the rank of an accession follows from, gathered once: so small that those of a hundred thousand accessions are held at once,
//! and of nothing else than what is said of its own cards, so that one is gathered anew without the others.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, Value};
use daftar_date::{Day, Lang};

use super::elsewhere::{All, Elsewhere, Holder};
use crate::asked::{Asked, denied, said};
use crate::cite::Who;
use crate::forecast::{Ahead, Forecast, Outcome};
use crate::losses::{is_lost, lots_lost};
use crate::stock::{Left, Stock, Units};

/// An accession that has lots, and what its rank follows from.
#[derive(Clone, PartialEq, Debug)]
pub struct Holding {
    /// The accession; the lot itself, where it is of none.
    pub accession: EntityId,
    pub(super) names: Names,
    /// Its crops, as far as they tell whether it is the only one of one.
    pub(super) crops: BTreeSet<String>,
    /// The cards of copies that are kept elsewhere for safety.
    pub(super) copies: Vec<EntityId>,
    pub(super) holders: Vec<Holds>,
    /// Its lots, by id.
    pub lots: Vec<LotFacts>,
}

/// Somebody who holds an accession, or may.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Holds {
    pub(super) who: EntityId,
    pub(super) names: Names,
    pub(super) said: bool,
}

/// A lot, and what the rank of its accession follows from.
#[derive(Clone, PartialEq, Debug)]
pub struct LotFacts {
    /// The lot: the first member of its group.
    pub lot: EntityId,
    pub(super) names: Names,
    /// Whether there is seed in it, or may be.
    pub(super) has_seed: bool,
    /// Whether its book does not come out.
    pub(super) is_odd: bool,
    /// Whether it was certainly lost with its place.
    pub(super) is_lost: bool,
    /// How many seeds are left, at least; none where that is not known.
    pub(super) seeds: Option<Units>,
    /// When the last test was that a forecast goes by.
    pub(super) last: Option<Day>,
    /// What is foretold of it, whatever the day.
    pub(super) ahead: Ahead,
    /// The same as it is seen on the day of the list.
    pub(super) outcome: Outcome,
}

/// What something is called in either language.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Names(pub(super) [Option<Box<str>>; 2]);

impl Names {
    /// The names of a card; where it has none, `other`.
    fn of(asked: &Asked, card: EntityId, other: Option<&str>) -> Names {
        Names([Lang::En, Lang::Ar].map(|lang| asked.name_in(card, lang).or(other).map(Box::from)))
    }

    /// In a language.
    pub(super) fn get(&self, lang: Lang) -> Option<&str> {
        let [english, arabic] = &self.0;
        match lang {
            Lang::En => english.as_deref(),
            Lang::Ar => arabic.as_deref(),
        }
    }
}

/// The accessions of some lots, by id; `forecasts` are those of `stocks`, in their order.
pub fn holdings(asked: &Asked, stocks: &[Stock], forecasts: &[Forecast]) -> Vec<Holding> {
    let elsewhere = All::of(asked, &asked.entities(), &denied(asked));
    let mut groups: BTreeMap<EntityId, Vec<LotFacts>> = BTreeMap::new();
    for ((stock, forecast), lost) in stocks.iter().zip(forecasts).zip(lots_lost(asked, stocks)) {
        let facts = LotFacts::of(asked, stock, forecast, is_lost(&lost));
        groups.entry(stock.accession.unwrap_or(stock.lot)).or_default().push(facts);
    }
    groups.into_iter().map(|(accession, lots)| Holding::of(asked, accession, lots, &elsewhere)).collect()
}

impl Holding {
    fn of(asked: &Asked, accession: EntityId, mut lots: Vec<LotFacts>, elsewhere: &All) -> Holding {
        lots.sort_by_key(|facts| facts.lot);
        let all: Vec<EntityId> = [accession].into_iter().chain(lots.iter().map(|facts| facts.lot)).collect();
        let (copies, holders) = elsewhere.about(&all);
        let holds = |(who, said)| Holds { who, names: Names::of(asked, who, None), said };
        Holding {
            accession,
            names: Names::of(asked, accession, None),
            crops: crops(asked, accession),
            copies,
            holders: holders.into_iter().map(holds).collect(),
            lots,
        }
    }

    /// Has its lots seen on another day; false where that takes what is said of it, and not only what was foretold.
    #[must_use]
    pub fn look(&mut self, today: Day) -> bool {
        self.lots.iter_mut().all(|facts| match facts.ahead.seen_on(today) {
            Some(outcome) => {
                facts.outcome = outcome;
                true
            }
            None => false,
        })
    }

    /// Where else it is.
    pub(super) fn elsewhere(&self, lang: Lang) -> Elsewhere {
        let who = |one: &Holds| Who { entity: Some(one.who), name: one.names.get(lang).map(str::to_owned) };
        let holders = self.holders.iter().map(|one| Holder { who: who(one), said: one.said });
        Elsewhere { copies: self.copies.clone(), holders: holders.collect() }
    }
}

impl LotFacts {
    fn of(asked: &Asked, stock: &Stock, forecast: &Forecast, is_lost: bool) -> LotFacts {
        let number = stock.name.as_deref().filter(|_| asked.name(stock.lot).is_none());
        LotFacts {
            lot: stock.lot,
            names: Names::of(asked, stock.lot, number),
            has_seed: has_seed(stock),
            is_odd: matches!(stock.left, Left::Overdrawn(_) | Left::PerhapsOverdrawn(_)),
            is_lost,
            seeds: stock.seeds.map(|seeds| seeds.low),
            last: forecast.ahead().last_test(),
            ahead: forecast.ahead().clone(),
            outcome: forecast.outcome.clone(),
        }
    }

    /// Its name or number.
    pub fn name(&self, lang: Lang) -> Option<&str> {
        self.names.get(lang)
    }

    /// What is foretold of it, seen on the day of the list.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Whether there is seed in it, or may be, that is not lost with its place.
    pub(super) fn is_kept(&self) -> bool {
        self.has_seed && !self.is_lost
    }
}

/// Whether there is seed in a lot, or may be.
fn has_seed(stock: &Stock) -> bool {
    match stock.left {
        Left::Unsaid => true,
        Left::Some(range) => range.high > Units::NONE,
        // What more went out of than there was is either empty, or was not counted rightly: it is to be looked at.
        Left::PerhapsOverdrawn(_) => true,
        Left::Overdrawn(_) => false,
    }
}

fn crops(asked: &Asked, accession: EntityId) -> BTreeSet<String> {
    let texts = said(asked, accession, "crop").filter_map(|one| match &*one.value {
        Value::Text { text, .. } => Some(text.trim().to_lowercase()),
        _ => None,
    });
    texts.collect()
}
