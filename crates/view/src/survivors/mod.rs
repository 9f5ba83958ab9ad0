//! What is left of a holding, and where: for every accession each place where it may still be, with how many seeds and how old, whom
//! to ask for what first, and what exists nowhere known.
//!
//! It is what the record says, and no more: what is inferred (a jar is lost with its store) names its statements; what nobody says any
//! longer (a family that was given seed ten years ago may have it still) is *perhaps*. Whoever was driven from home is told of, and
//! not ranked to be asked.

mod chances;
mod holders;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntityId};
use serde::Serialize;

pub use self::chances::{Chance, Way};
pub use self::holders::Holder;
use crate::asked::{Asked, denied, said};
use crate::cite::Who;
use crate::known;
use crate::losses::{Loss, Losses, LostWith, is_lost};
use crate::stock::{Amount, Left, Measure, Movement, Stock, Units, measures, stocks};
use crate::values::{called, entities, of_kind, texts};
use crate::whereabouts::{lies_in, reached};

/// The kind of a variety as a bank holds it.
const ACCESSION: &str = "accession";

/// What is left of a holding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Survivors {
    /// The store, building or bank that is asked about; none for all that the notebook knows.
    pub of: Option<Who>,
    /// The places that are said to be lost.
    pub losses: Vec<Loss>,
    /// The accessions: first what exists nowhere known, then what is only remembered, what is perhaps somewhere, and what surely is.
    pub accessions: Vec<Surviving>,
    /// Whom to ask, who is to be asked first at first.
    pub holders: Vec<Holder>,
    /// Who was displaced and may hold something: they are not asked first, and not counted above.
    pub displaced: Vec<Holder>,
    /// How many accessions are left out, for nobody says where they were held.
    pub unplaced: usize,
    /// How many lots name no accession: what they hold stands nowhere in this list.
    pub lots_of_nothing: usize,
}

/// An accession, and where it may still be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Surviving {
    /// The accession.
    pub accession: Who,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// Its crops.
    pub crops: Vec<String>,
    /// How it stands.
    pub standing: Standing,
    /// Its lots that are lost, certainly or perhaps.
    pub lost: Vec<LostLot>,
    /// Where it may still be: what is to be asked for first at first.
    pub chances: Vec<Chance>,
    /// Who remembers it.
    pub remembered_by: Vec<Who>,
}

/// How an accession stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing that is known here says that it is anywhere.
    Nowhere,
    /// There never was any seed of it here: somebody remembers it.
    Remembered,
    /// It may be somewhere.
    Perhaps,
    /// It is somewhere.
    Sure,
}

/// A lot that is lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LostLot {
    /// The lot.
    pub lot: Who,
    /// How much was left of it.
    pub left: Option<Amount>,
    /// With which places it was lost, certainly or perhaps; empty where its own fate says so.
    pub with: Vec<LostWith>,
}

/// What is left of what was held in a place, or of everything.
pub fn survivors(asked: &Asked, of: Option<EntityId>) -> Survivors {
    let of = of.map(|card| asked.identity().first(card));
    let world = World::of(asked);
    let held = of.map(|card| reached(card, &lies_in(asked)));
    let (mut accessions, mut unplaced) = (Vec::new(), 0);
    for accession in of_kind(asked, ACCESSION) {
        let surviving = || world.surviving(accession);
        match held.as_ref().map(|held| world.is_held(accession, held)) {
            None | Some(true) => accessions.push(surviving()),
            Some(false) if world.is_placed(accession) => {}
            Some(false) => {
                let surviving = surviving();
                // What is only remembered was never in any place.
                if surviving.standing == Standing::Remembered { accessions.push(surviving) } else { unplaced += 1 }
            }
        }
    }
    accessions.sort_by_cached_key(|one| (one.standing, one.numbers.first().cloned(), one.accession.name.clone()));
    let (holders, displaced) = holders::rank(&mut accessions);
    let lots_of_nothing = world.lots_of_nothing;
    Survivors {
        of: of.map(|card| called(asked, card)),
        losses: world.losses.all.clone(),
        accessions,
        holders,
        displaced,
        unplaced,
        lots_of_nothing,
    }
}

/// Everything that accessions are looked for in, gathered once.
struct World<'k, 'a> {
    asked: &'k Asked<'a>,
    losses: Losses<'k, 'a>,
    denied: BTreeSet<ClaimId>,
    measures: Vec<Measure>,
    /// The lots of each accession.
    lots: HashMap<EntityId, Vec<Stock>>,
    /// The cards that say who got some, by accession, with the lot that they name.
    told: HashMap<EntityId, Vec<(EntityId, Option<EntityId>)>>,
    /// What families and fields are said to grow, by the name of it.
    grown: BTreeMap<String, Vec<(EntityId, ClaimId)>>,
    lots_of_nothing: usize,
}

impl<'k, 'a> World<'k, 'a> {
    fn of(asked: &'k Asked<'a>) -> World<'k, 'a> {
        let mut lots: HashMap<EntityId, Vec<Stock>> = HashMap::new();
        let mut lots_of_nothing = 0;
        for stock in stocks(asked) {
            match stock.accession {
                Some(accession) => lots.entry(accession).or_default().push(stock),
                None => lots_of_nothing += 1,
            }
        }
        let (losses, denied, measures) = (Losses::of(asked), denied(asked), measures(asked));
        let (told, grown) = (chances::told(asked), chances::grown(asked));
        World { asked, losses, denied, measures, lots, told, grown, lots_of_nothing }
    }

    fn lots(&self, accession: EntityId) -> &[Stock] {
        self.lots.get(&accession).map_or(&[], Vec::as_slice)
    }

    /// Whether it, or a lot of it, was ever among what was held.
    fn is_held(&self, accession: EntityId, held: &BTreeSet<EntityId>) -> bool {
        held.contains(&accession) || self.lots(accession).iter().any(|stock| held.contains(&stock.lot))
    }

    /// Whether anybody says where it, or a lot of it, was held.
    fn is_placed(&self, accession: EntityId) -> bool {
        let is_placed =
            |card| [known::KEPT_AT, known::PART_OF].iter().any(|id| said(self.asked, card, id).next().is_some());
        is_placed(accession) || self.lots(accession).iter().any(|stock| is_placed(stock.lot))
    }

    fn surviving(&self, accession: EntityId) -> Surviving {
        let (mut lost, mut chances) = (Vec::new(), Vec::new());
        for stock in self.lots(accession) {
            self.lot(stock, &mut lost, &mut chances);
        }
        chances.extend(self.elsewhere(accession));
        let owned = |id: &str| texts(self.asked, accession, id).into_iter().map(str::to_owned).collect();
        let remembered = entities(self.asked, accession, "remembered-by");
        let remembered_by: Vec<Who> = remembered.iter().map(|who| called(self.asked, *who)).collect();
        let standing = match () {
            () if chances.iter().any(|one| one.sure) => Standing::Sure,
            () if !chances.is_empty() => Standing::Perhaps,
            () if self.lots(accession).is_empty() && !remembered_by.is_empty() => Standing::Remembered,
            () => Standing::Nowhere,
        };
        let accession = called(self.asked, accession);
        let (numbers, crops) = (owned(known::NUMBER), owned("crop"));
        Surviving { accession, numbers, crops, standing, lost, chances, remembered_by }
    }

    /// A lot of the holding's own: lost, still there, or perhaps either.
    fn lot(&self, stock: &Stock, lost: &mut Vec<LostLot>, chances: &mut Vec<Chance>) {
        let with = self.losses.of_lot(self.asked, stock);
        let amount = left(stock);
        let own = stock.lines.iter().any(|line| line.movement == Movement::Lost);
        if own || (!with.is_empty() && !is_used_up(stock.left)) {
            let left = amount.clone().filter(|_| !is_used_up(stock.left));
            lost.push(LostLot { lot: called(self.asked, stock.lot), left, with: with.clone() });
        }
        if !is_lost(&with) && !is_used_up(stock.left) {
            chances.push(self.here(stock, amount, with.is_empty()));
        }
    }
}

/// What is left of a lot, as an amount.
fn left(stock: &Stock) -> Option<Amount> {
    let range = stock.left.range()?;
    stock.unit.clone().map(|unit| Amount { range, unit })
}

/// Whether nothing of it can be left.
fn is_used_up(left: Left) -> bool {
    left.range().is_some_and(|range| range.high <= Units::NONE)
}
