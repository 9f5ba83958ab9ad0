//! What a seed bank holds, and what it inherited: a bank that goes on where another was lost takes over its records, and none of its
//! seed.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Edtf, EntityId};
use serde::Serialize;

use crate::asked::Asked;
use crate::cite::Who;
use crate::json;
use crate::losses::Losses;
use crate::stock::{Amount, stocks};
use crate::values::{called, dates, entities, is_of_kind, of_kind, texts};
use crate::whereabouts::{Whereabouts, Window};

/// The kind of a bank.
pub const BANK: &str = "seed-bank";
/// Says in what a bank goes on.
const SUCCESSOR: &str = "successor";

/// What a bank holds, and what it inherited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Holding {
    /// The bank.
    pub bank: Who,
    /// The day that is asked about.
    #[serde(serialize_with = "json::text")]
    pub day: Edtf,
    /// The banks that go on as this one, and those that went on as them.
    pub predecessors: Vec<Who>,
    /// The banks as which this one goes on.
    pub successors: Vec<Who>,
    /// The accessions of which it has seed, or which are said to be part of it.
    pub own: Vec<Held>,
    /// The accessions that it knows from before, and of which it has no seed.
    pub inherited: Vec<Held>,
}

/// An accession in a bank.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Held {
    /// The accession.
    pub accession: Who,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// The lots that are in the bank, each with what is left of it; lots of banks before it are not among them.
    pub lots: Vec<HeldLot>,
    /// The banks before this one that held it.
    pub from: Vec<Who>,
}

/// A lot in a bank.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HeldLot {
    /// The lot.
    pub lot: Who,
    /// How much is left, as far as it is said.
    pub left: Option<Amount>,
    /// Whether it is perhaps lost with the place where it was kept; what surely is, is not listed.
    pub perhaps_lost: bool,
}

/// What a bank holds on a day, and what it inherited.
pub fn holding(asked: &Asked, bank: EntityId, day: &Edtf) -> Holding {
    let bank = asked.identity().first(bank);
    let before = predecessors(asked, bank);
    let places: Vec<EntityId> = before.iter().copied().chain([bank]).collect();
    let whereabouts = Whereabouts::of(asked, &places);
    let mut held: BTreeMap<EntityId, Held> = BTreeMap::new();
    let mut own: BTreeSet<EntityId> = BTreeSet::new();
    let mut take = |accession: EntityId, thing: EntityId, lot: Option<HeldLot>| {
        let there = !whereabouts.inside(thing, bank, Window::day(day)).truth.is_no();
        let from = whereabouts.around(thing).filter(|place| *place != bank);
        let from: Vec<EntityId> = from.collect();
        if there || !from.is_empty() {
            let one = held.entry(accession).or_insert_with(|| Held::of(asked, accession));
            one.lots.extend(lot.filter(|_| there));
            one.from.extend(from.into_iter().map(|place| called(asked, place)));
            own.extend(there.then_some(accession));
        }
    };
    let losses = Losses::of(asked);
    for stock in stocks(asked) {
        let lost = losses.of_thing(stock.lot, &dates(asked, stock.lot, "harvested"));
        let gone = lost.iter().any(|one| one.lost.is_yes());
        let left = stock.left.range().zip(stock.unit.clone()).map(|(range, unit)| Amount { range, unit });
        if let Some(accession) = stock.accession {
            let lot = HeldLot { lot: called(asked, stock.lot), left, perhaps_lost: !lost.is_empty() };
            take(accession, stock.lot, Some(lot).filter(|_| !gone));
        }
    }
    of_kind(asked, "accession").into_iter().for_each(|accession| take(accession, accession, None));
    let mut all: Vec<Held> = held.into_values().collect();
    all.iter_mut().for_each(Held::settle);
    all.sort_by_cached_key(|one| (one.numbers.first().cloned(), one.accession.name.clone()));
    let (own, inherited) = all.into_iter().partition(|one| one.accession.entity.is_some_and(|id| own.contains(&id)));
    Holding {
        bank: called(asked, bank),
        day: day.clone(),
        predecessors: before.into_iter().map(|one| called(asked, one)).collect(),
        successors: entities(asked, bank, SUCCESSOR).into_iter().map(|one| called(asked, one)).collect(),
        own,
        inherited,
    }
}

/// The banks that go on as this one, however many steps before.
fn predecessors(asked: &Asked, bank: EntityId) -> BTreeSet<EntityId> {
    let mut before: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
    for old in asked.entities().into_iter().filter(|one| is_of_kind(asked, *one, BANK)) {
        for new in entities(asked, old, SUCCESSOR) {
            before.entry(new).or_default().push(old);
        }
    }
    let (mut met, mut next) = (BTreeSet::from([bank]), vec![bank]);
    while let Some(one) = next.pop() {
        next.extend(before.get(&one).into_iter().flatten().filter(|old| met.insert(**old)));
    }
    met.remove(&bank);
    met
}

impl Held {
    fn of(asked: &Asked, accession: EntityId) -> Held {
        let numbers = texts(asked, accession, "number").into_iter().map(str::to_owned).collect();
        Held { accession: called(asked, accession), numbers, lots: Vec::new(), from: Vec::new() }
    }

    fn settle(&mut self) {
        self.from.sort_unstable();
        self.from.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::{Audience, Surroundings};
    use crate::testing::{Says, edtf, entity, shipped};
    use daftar_claim::Statement;

    fn held(list: &[Statement], bank: &str) -> Holding {
        let profiles = shipped();
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
        holding(&Asked::new(list, &ask, &profiles, &surroundings), entity(bank), &edtf("2032-12-01"))
    }

    fn kind(name: &str, kind: &str) -> Statement {
        Says::of(name, "kind").code("kind", kind).done()
    }

    fn jar(name: &str, of: &str, at: &str) -> Vec<Statement> {
        vec![
            kind(name, "lot"),
            Says::of(name, "of-accession").entity(of).done(),
            Says::of(name, "quantity").number("500", Some("g")).done(),
            Says::of(name, "kept-at").entity(at).when("2031-01-01").done(),
        ]
    }

    #[test]
    fn a_bank_that_goes_on_inherits_records_and_no_seed() {
        let mut list = vec![
            kind("old", "seed-bank"),
            kind("new", "seed-bank"),
            Says::of("old", "successor").entity("new").when("2032-10").done(),
            kind("shelf", "location"),
            Says::of("shelf", "part-of").entity("old").done(),
            kind("table", "location"),
            Says::of("table", "part-of").entity("new").done(),
            kind("wheat", "accession"),
            kind("bean", "accession"),
            kind("okra", "accession"),
            Says::of("okra", "part-of").entity("old").done(),
        ];
        list.extend([jar("jar", "wheat", "shelf"), jar("sack", "bean", "shelf")].concat());
        list.extend(jar("packet", "bean", "table"));
        let new = held(&list, "new");
        assert_eq!(new.predecessors[0].entity, Some(entity("old")));
        let of = |all: &[Held]| all.iter().map(|one| one.accession.entity).collect::<BTreeSet<_>>();
        assert_eq!(of(&new.own), BTreeSet::from([Some(entity("bean"))]));
        assert_eq!(new.own[0].lots.iter().map(|lot| lot.lot.entity).collect::<Vec<_>>(), [Some(entity("packet"))]);
        assert_eq!(of(&new.inherited), BTreeSet::from([Some(entity("wheat")), Some(entity("okra"))]));
        assert!(new.inherited.iter().all(|one| one.lots.is_empty() && one.from[0].entity == Some(entity("old"))));
        let old = held(&list, "old");
        assert_eq!((old.successors.len(), old.own.len(), old.inherited.len()), (1, 3, 0));
        let lots = |holding: &Holding| holding.own.iter().map(|one| one.lots.len()).sum::<usize>();
        assert_eq!(lots(&old), 2);
        list.push(Says::of("old", "fate").code("fate", "destroyed").when("2032-01").done());
        assert_eq!((lots(&held(&list, "old")), lots(&held(&list, "new"))), (0, 1), "what is lost is not held");
    }

    #[test]
    fn banks_that_go_on_as_each_other_end_somewhere() {
        let list = [
            kind("a", "seed-bank"),
            kind("b", "seed-bank"),
            Says::of("a", "successor").entity("b").done(),
            Says::of("b", "successor").entity("a").done(),
        ];
        assert_eq!(held(&list, "a").predecessors.len(), 1);
    }
}
