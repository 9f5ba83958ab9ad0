//! The rank of what to save first.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, Value};
use daftar_date::Day;
use serde::Serialize;

use super::elsewhere::{All, Elsewhere};
use super::testing::{NextTest, When, next_test};
use super::weights::Weights;
use crate::asked::{Asked, denied, said};
use crate::forecast::{Forecast, Outcome, Reached, Terms, Why};
use crate::json;
use crate::losses::{is_lost, lots_lost};
use crate::stock::{Left, Stock, Units};

/// Days in a year.
const YEAR: f64 = 365.25;

/// The list, the most urgent first.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SaveFirst {
    /// The accessions of which there is seed, or may be.
    pub ranked: Vec<Ranked>,
    /// How many accessions have lots, but no seed left in any: used up, gone, or lost with the place where they were kept.
    pub empty: usize,
    /// By these weights.
    pub weights: Weights,
}

/// An accession in the list.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Ranked {
    /// The accession; the lot itself, where it is of none.
    #[serde(serialize_with = "json::text")]
    pub accession: EntityId,
    /// Its name.
    pub name: Option<String>,
    /// Its lots in which there is seed, or may be, the longest-living first.
    #[serde(serialize_with = "json::texts")]
    pub lots: Vec<EntityId>,
    /// How urgent, term by term.
    pub rank: Rank,
    /// What to do.
    pub act: Act,
    /// When to test its longest-living lot.
    pub test: NextTest,
    /// Where else it is.
    pub elsewhere: Elsewhere,
}

/// How urgent: the product of its terms.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Rank {
    /// All terms together.
    pub score: f64,
    /// When its longest-living lot falls under the threshold, at the earliest.
    pub due: Due,
    /// From 0 to 1: 1 when it is due, or when that is not known.
    pub urgency: f64,
    /// The living seeds that are left of all its lots.
    pub living: Living,
    /// What makes it more urgent.
    pub terms: Vec<Term>,
}

/// When seed is to be renewed.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// At the earliest.
    On(Reached),
    /// Not known.
    Unknown(Why),
}

/// How many living seeds are left.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Living {
    /// At least so many.
    AtLeast(u64),
    /// How many, is not known: no weight of a thousand seeds, or no forecast.
    Unknown,
}

/// What makes an accession more urgent, with how many times.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(tag = "term", content = "times", rename_all = "kebab-case")]
pub enum Term {
    /// No copy is kept elsewhere for safety.
    NoCopy(f64),
    /// No family and no other bank is known to hold it.
    NoHolder(f64),
    /// Fewer living seeds than three sowings.
    LastSeeds(f64),
    /// The only accession of its crop.
    OnlyOne(f64),
}

impl Term {
    /// How many times as urgent.
    pub fn times(self) -> f64 {
        match self {
            Term::NoCopy(times) | Term::NoHolder(times) | Term::LastSeeds(times) | Term::OnlyOne(times) => times,
        }
    }
}

/// What to do with an accession.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Test it: nothing is known, or the test is due.
    Test,
    /// Sow it to have new seed.
    Regenerate,
    /// Count or weigh what is left: the book does not come out.
    Recount,
    /// Give a copy to somebody else.
    Copy,
    /// Nothing for now.
    Keep,
}

/// What to save first of all lots; `forecasts` are those of `stocks`, in their order.
pub fn save_first(
    asked: &Asked,
    terms: &Terms,
    weights: &Weights,
    stocks: &[Stock],
    forecasts: &[Forecast],
) -> SaveFirst {
    let elsewhere = All::of(asked, &asked.entities(), &denied(asked));
    let mut groups: BTreeMap<EntityId, Vec<(&Stock, &Forecast)>> = BTreeMap::new();
    let mut lost: BTreeSet<EntityId> = BTreeSet::new();
    for (pair, with) in stocks.iter().zip(forecasts).zip(lots_lost(asked, stocks)) {
        groups.entry(pair.0.accession.unwrap_or(pair.0.lot)).or_default().push(pair);
        lost.extend(is_lost(&with).then_some(pair.0.lot));
    }
    let crops = Crops::of(asked, groups.keys());
    let mut list = SaveFirst { ranked: Vec::new(), empty: 0, weights: *weights };
    for (accession, mut lots) in groups {
        let all: Vec<EntityId> = [accession].into_iter().chain(lots.iter().map(|(stock, _)| stock.lot)).collect();
        lots.retain(|(stock, _)| has_seed(stock) && !lost.contains(&stock.lot));
        if lots.is_empty() {
            list.empty += 1;
            continue;
        }
        lots.sort_by_key(|(stock, forecast)| (std::cmp::Reverse(early(forecast)), stock.lot));
        let group =
            Group { accession, lots: &lots, elsewhere: elsewhere.about(&all, asked), only: crops.is_only(accession) };
        list.ranked.push(group.ranked(asked, terms, weights));
    }
    list.ranked.sort_by(|one, other| {
        other.rank.score.total_cmp(&one.rank.score).then_with(|| one.accession.cmp(&other.accession))
    });
    list
}

/// An accession with its lots, the longest-living first.
struct Group<'l> {
    accession: EntityId,
    lots: &'l [(&'l Stock, &'l Forecast)],
    elsewhere: Elsewhere,
    only: bool,
}

impl Group<'_> {
    fn ranked(self, asked: &Asked, terms: &Terms, weights: &Weights) -> Ranked {
        let best = self.lots.first().map(|(_, forecast)| *forecast);
        let due = best.map_or(Due::Unknown(Why::NeverTested), due);
        let living = living(self.lots);
        let urgency = urgency(due, terms.today, weights);
        let told = self.terms(living, weights);
        let score = told.iter().fold(urgency, |score, term| score * term.times());
        let test = best.map_or(NextTest::NEVER, |forecast| next_test(forecast, terms));
        let act = self.act(best, &test, terms.today);
        let lots = self.lots.iter().map(|(stock, _)| stock.lot).collect();
        let name = asked.name(self.accession).map(str::to_owned).or_else(|| self.lots.first()?.0.name.clone());
        let rank = Rank { score, due, urgency, living, terms: told };
        Ranked { accession: self.accession, name, lots, rank, act, test, elsewhere: self.elsewhere }
    }

    fn terms(&self, living: Living, weights: &Weights) -> Vec<Term> {
        let few = matches!(living, Living::AtLeast(seeds) if (seeds as f64) < 3.0 * weights.sowing);
        let all = [
            (self.elsewhere.copies.is_empty(), Term::NoCopy(weights.no_copy)),
            (self.elsewhere.holders.is_empty(), Term::NoHolder(weights.no_holder)),
            (few, Term::LastSeeds(weights.last_seeds)),
            (self.only, Term::OnlyOne(weights.only_one)),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, term)| term).collect()
    }

    /// It is sown when it has fallen under the line, or will within a year, whatever is assumed, or likely has by a test of the last three months:
    /// all else is tested first, for most tests that fail are mistakes or dormancy (van Treuren et al. 2013).
    fn act(&self, best: Option<&Forecast>, test: &NextTest, today: Day) -> Act {
        let odd = |left: Left| matches!(left, Left::Overdrawn(_) | Left::PerhapsOverdrawn(_));
        match best.map(|forecast| &forecast.outcome) {
            Some(Outcome::Known(known)) if is_near(known.late, today) => Act::Regenerate,
            Some(Outcome::Known(known)) if is_near(known.best, today) && test.when == When::Never => Act::Regenerate,
            None | Some(Outcome::Unknown(_)) => Act::Test,
            _ if test.is_due(today) => Act::Test,
            _ if self.lots.iter().any(|(stock, _)| odd(stock.left)) => Act::Recount,
            _ if self.elsewhere.copies.is_empty() => Act::Copy,
            _ => Act::Keep,
        }
    }
}

/// Whether something is so already, or will be within a year.
fn is_near(reached: Reached, today: Day) -> bool {
    match reached {
        Reached::Already => true,
        Reached::Day(day) => (day.0 - today.0) as f64 <= YEAR,
        Reached::Beyond => false,
    }
}

/// Whether there is seed in a lot, or may be.
pub(super) fn has_seed(stock: &Stock) -> bool {
    match stock.left {
        Left::Unsaid => true,
        Left::Some(range) => range.high > Units::NONE,
        // What more went out of than there was is either empty, or was not counted rightly: it is to be looked at.
        Left::PerhapsOverdrawn(_) => true,
        Left::Overdrawn(_) => false,
    }
}

/// Of lots of which nothing is known the rank is as if they were due.
fn early(forecast: &Forecast) -> Option<Reached> {
    match &forecast.outcome {
        Outcome::Known(germination) => Some(germination.early),
        Outcome::Unknown(_) => None,
    }
}

fn due(forecast: &Forecast) -> Due {
    match &forecast.outcome {
        Outcome::Known(germination) => Due::On(germination.early),
        Outcome::Unknown(why) => Due::Unknown(*why),
    }
}

/// Half as urgent after each `half_years`.
fn urgency(due: Due, today: Day, weights: &Weights) -> f64 {
    match due {
        Due::On(Reached::Already) | Due::Unknown(_) => 1.0,
        Due::On(Reached::Day(day)) => (-((day.0 - today.0) as f64 / YEAR) / weights.half_years).exp2(),
        Due::On(Reached::Beyond) => (-200.0 / weights.half_years).exp2(),
    }
}

/// The living seeds of some lots, at least.
fn living(lots: &[(&Stock, &Forecast)]) -> Living {
    let mut sum = 0.0;
    let mut known = false;
    for (stock, forecast) in lots {
        let Some(seeds) = stock.seeds else { continue };
        let Outcome::Known(germination) = &forecast.outcome else { continue };
        sum += seeds.low.to_f64().max(0.0) * germination.now.low;
        known = true;
    }
    if known { Living::AtLeast(sum as u64) } else { Living::Unknown }
}

/// How many accessions there are of each crop.
struct Crops(BTreeMap<String, usize>, BTreeMap<EntityId, BTreeSet<String>>);

impl Crops {
    fn of<'e>(asked: &Asked, accessions: impl Iterator<Item = &'e EntityId>) -> Crops {
        let mut crops = Crops(BTreeMap::new(), BTreeMap::new());
        for accession in accessions {
            let texts = said(asked, *accession, "crop").filter_map(|one| match &*one.value {
                Value::Text { text, .. } => Some(text.trim().to_lowercase()),
                _ => None,
            });
            let own: BTreeSet<String> = texts.collect();
            for crop in &own {
                *crops.0.entry(crop.clone()).or_default() += 1;
            }
            crops.1.insert(*accession, own);
        }
        crops
    }

    /// Whether it is the only one of its crop; not where no crop is said.
    fn is_only(&self, accession: EntityId) -> bool {
        let own = self.1.get(&accession);
        own.is_some_and(|own| !own.is_empty() && own.iter().all(|crop| self.0.get(crop) == Some(&1)))
    }
}
