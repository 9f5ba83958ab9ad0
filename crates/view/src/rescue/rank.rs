//! The rank of what to save first.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use daftar_claim::EntityId;
use daftar_date::{Day, Lang};
use serde::Serialize;

use super::elsewhere::Elsewhere;
use super::facts::{Holding, LotFacts, holdings};
use super::testing::{NextTest, When};
use super::weights::Weights;
use crate::asked::Asked;
use crate::forecast::{Forecast, Outcome, Reached, Terms, Why};
use crate::json;
use crate::stock::Stock;

/// Fewer accessions than these are ranked by one processor.
const ENOUGH: usize = if cfg!(test) { 3 } else { 10_000 };
/// Days in a year.
const YEAR: f64 = 365.25;

/// The list, the most urgent first.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SaveFirst {
    /// The accessions of which there is seed, or may be.
    pub ranked: Vec<Ranked>,
    /// How many there are in all, also of those that are not told.
    pub total: usize,
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
    let holdings = holdings(asked, stocks, forecasts);
    rank(&holdings.iter().collect::<Vec<_>>(), terms.today, weights, asked.lang(), usize::MAX)
}

/// What to save first of these accessions, as they are seen on a day; of those that are ranked the first `most` are told.
pub fn rank(holdings: &[&Holding], today: Day, weights: &Weights, lang: Lang, most: usize) -> SaveFirst {
    let crops = Crops::of(holdings);
    let mut groups = in_parts(holdings, &|holding| Group::of(holding, &crops, today, weights));
    let (total, empty) = (groups.len(), holdings.len() - groups.len());
    let before = |one: &Group, other: &Group| {
        other.score.total_cmp(&one.score).then_with(|| one.holding.accession.cmp(&other.holding.accession))
    };
    // Of a hundred thousand a page shows some hundred: the others need no order among themselves.
    if most < groups.len() {
        groups.select_nth_unstable_by(most, before);
        groups.truncate(most);
    }
    groups.sort_unstable_by(before);
    let ranked = groups.iter().map(|group| group.ranked(today, weights, lang)).collect();
    SaveFirst { ranked, total, empty, weights: *weights }
}

/// What is made of each of very many, by all processors, in their order.
fn in_parts<'h, T: Send>(holdings: &[&'h Holding], make: &(dyn Fn(&'h Holding) -> Option<T> + Sync)) -> Vec<T> {
    let made = |part: &[&'h Holding]| -> Vec<T> { part.iter().filter_map(|holding| make(holding)).collect() };
    if holdings.len() < ENOUGH {
        return made(holdings);
    }
    let parts = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let parts = holdings.chunks(holdings.len().div_ceil(parts).max(1));
        let running: Vec<_> = parts.map(|part| scope.spawn(move || made(part))).collect();
        let done = running.into_iter().map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    })
}

/// An accession of which there is seed, or may be.
struct Group<'h> {
    holding: &'h Holding,
    /// Its longest-living lot.
    best: &'h LotFacts,
    only: bool,
    score: f64,
}

impl<'h> Group<'h> {
    /// Nothing where there is no seed of it.
    fn of(holding: &'h Holding, crops: &Crops, today: Day, weights: &Weights) -> Option<Group<'h>> {
        let kept = holding.lots.iter().filter(|facts| facts.is_kept());
        // Of several the first by id, as in the list of its lots.
        let best = kept.min_by_key(|facts| (Reverse(early(&facts.outcome)), facts.lot))?;
        let mut group = Group { holding, best, only: crops.is_only(holding), score: 0.0 };
        group.score = group.score(today, weights);
        Some(group)
    }

    fn score(&self, today: Day, weights: &Weights) -> f64 {
        let urgency = urgency(due(&self.best.outcome), today, weights);
        self.terms(self.living(), weights).fold(urgency, |score, term| score * term.times())
    }

    fn ranked(&self, today: Day, weights: &Weights, lang: Lang) -> Ranked {
        let mut lots: Vec<&LotFacts> = self.kept().collect();
        lots.sort_by_key(|facts| (Reverse(early(&facts.outcome)), facts.lot));
        let (due, living) = (due(&self.best.outcome), self.living());
        let (urgency, terms) = (urgency(due, today, weights), self.terms(living, weights).collect());
        let test = self.best.next_test(today);
        let name = self.holding.names.get(lang).or_else(|| self.best.name(lang)).map(str::to_owned);
        Ranked {
            accession: self.holding.accession,
            name,
            lots: lots.iter().map(|facts| facts.lot).collect(),
            rank: Rank { score: self.score, due, urgency, living, terms },
            act: self.act(&test, today),
            test,
            elsewhere: self.holding.elsewhere(lang),
        }
    }

    fn kept(&self) -> impl Iterator<Item = &'h LotFacts> + use<'h> {
        self.holding.lots.iter().filter(|facts| facts.is_kept())
    }

    fn terms(&self, living: Living, weights: &Weights) -> impl Iterator<Item = Term> + use<> {
        let few = matches!(living, Living::AtLeast(seeds) if (seeds as f64) < 3.0 * weights.sowing);
        let all = [
            (self.holding.copies.is_empty(), Term::NoCopy(weights.no_copy)),
            (self.holding.holders.is_empty(), Term::NoHolder(weights.no_holder)),
            (few, Term::LastSeeds(weights.last_seeds)),
            (self.only, Term::OnlyOne(weights.only_one)),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, term)| term)
    }

    /// The living seeds of its lots, at least.
    fn living(&self) -> Living {
        let (mut sum, mut known) = (0.0, false);
        for facts in self.kept() {
            if let (Some(seeds), Outcome::Known(germination)) = (facts.seeds, &facts.outcome) {
                sum += seeds.to_f64().max(0.0) * germination.now.low;
                known = true;
            }
        }
        if known { Living::AtLeast(sum as u64) } else { Living::Unknown }
    }

    /// It is sown when it has fallen under the line, or will within a year, whatever is assumed, or likely has by a test of the last three months:
    /// all else is tested first, for most tests that fail are mistakes or dormancy (van Treuren et al. 2013).
    fn act(&self, test: &NextTest, today: Day) -> Act {
        match &self.best.outcome {
            Outcome::Known(known) if is_near(known.late, today) => Act::Regenerate,
            Outcome::Known(known) if is_near(known.best, today) && test.when == When::Never => Act::Regenerate,
            Outcome::Unknown(_) => Act::Test,
            _ if test.is_due(today) => Act::Test,
            _ if self.kept().any(|facts| facts.is_odd) => Act::Recount,
            _ if self.holding.copies.is_empty() => Act::Copy,
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

/// Of lots of which nothing is known the rank is as if they were due.
fn early(outcome: &Outcome) -> Option<Reached> {
    match outcome {
        Outcome::Known(germination) => Some(germination.early),
        Outcome::Unknown(_) => None,
    }
}

fn due(outcome: &Outcome) -> Due {
    match outcome {
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

/// How many accessions there are of each crop.
struct Crops<'h>(HashMap<&'h str, usize>);

impl<'h> Crops<'h> {
    fn of(holdings: &[&'h Holding]) -> Crops<'h> {
        let mut crops = Crops(HashMap::new());
        for crop in holdings.iter().flat_map(|holding| &holding.crops) {
            *crops.0.entry(crop).or_default() += 1;
        }
        crops
    }

    /// Whether it is the only one of its crop; not where no crop is said.
    fn is_only(&self, holding: &Holding) -> bool {
        !holding.crops.is_empty() && holding.crops.iter().all(|crop| self.0.get(crop.as_str()) == Some(&1))
    }
}
