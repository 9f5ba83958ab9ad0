//! Seed that was lent, and what of it came back.
//!
//! A promise between neighbours: seed of a lot goes to somebody, and some of the harvest is to come back, as a *new lot* that names
//! the lent one as what it was grown from. What is due is for a keeper to look at; nothing is sent. Whoever was driven from home
//! is not asked: such promises are counted and not listed.

mod returned;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, Edtf, EntityId};
use daftar_date::{Truth, by};
use serde::Serialize;

pub use self::returned::{Odd, Returned, State};
use crate::asked::{Asked, Spoken, denied, said};
use crate::cite::{Cited, Who};
use crate::json;
use crate::lineage::circles;
use crate::stock::{Amount, Measure, Range, measures, together};
use crate::values::{called, dates, entities, is_displaced, of_kind, text};

/// The kind of a promise.
pub const PROMISE: &str = "promise";

/// What was promised, and whom nobody asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Promises {
    /// The day that is asked about.
    #[serde(serialize_with = "json::text")]
    pub day: Edtf,
    /// What is open, what is due first; then what came back or was forgiven.
    pub promises: Vec<Promise>,
    /// How many were displaced of those to whom something open was lent.
    pub displaced: usize,
    /// How many open promises are not listed, for all to whom they were lent were displaced.
    pub not_asked: usize,
}

impl Promises {
    /// Those that are open, what is due first.
    pub fn open(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|one| !one.state.is_settled())
    }

    /// Those that came back whole or were forgiven.
    pub fn settled(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|one| one.state.is_settled())
    }
}

/// A promise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Promise {
    /// Its card: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub promise: EntityId,
    /// The lots that were lent.
    pub lots: Vec<Who>,
    /// Of which accessions they are.
    pub of: Vec<Who>,
    /// To whom, without those who were displaced.
    pub to: Vec<Who>,
    /// How many of those to whom it was lent were displaced: they are not asked.
    pub displaced: usize,
    /// How much was lent.
    pub lent: Option<Amount>,
    /// How much is to come back.
    pub promised: Option<Amount>,
    /// When it was lent, from the earliest.
    #[serde(serialize_with = "json::texts")]
    pub began: Vec<Edtf>,
    /// By when it is to come back, from the earliest: sources may differ.
    #[serde(serialize_with = "json::texts")]
    pub due: Vec<Edtf>,
    /// Whether it is due on the day that is asked about.
    pub is_due: Due,
    /// How it stands.
    pub state: State,
    /// As which lots it came back.
    pub returned: Vec<Returned>,
    /// How much came back in all, in the unit in which it was promised; none where that is not known.
    pub came: Option<Range>,
    /// Why nothing more is owed.
    pub forgiven: Vec<Forgiven>,
    /// What does not fit, in the order of its statements.
    pub odd: Vec<Odd>,
    /// The statements that are named above, by id.
    pub statements: Vec<Cited>,
}

impl Promise {
    /// Whether the seed was certainly lent after a date.
    pub fn lent_after(&self, date: &Edtf) -> bool {
        returned::is_before(date, &self.began)
    }
}

/// Whether a promise is due on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// It is.
    Yes,
    /// The day lies within the season in which it is due; or sources differ.
    Perhaps,
    /// Nobody says by when.
    Unsaid,
    /// It is not.
    NotYet,
}

/// That nothing more is owed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Forgiven {
    /// Why, to the letter.
    pub why: String,
    /// Who says so.
    pub by: Who,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub statement: ClaimId,
}

/// All promises, as they stand on a day.
pub fn promises(asked: &Asked, day: &Edtf) -> Promises {
    let book = Book::of(asked);
    let mut displaced: BTreeSet<EntityId> = BTreeSet::new();
    let (mut list, mut not_asked) = (Vec::new(), 0);
    for card in &book.cards {
        let promise = book.promise(*card, day);
        let away: Vec<EntityId> = book.to_whom(*card).into_iter().filter(|who| is_displaced(asked, *who)).collect();
        match promise.state.is_settled() {
            true => list.push(promise),
            false => {
                displaced.extend(&away);
                let nobody_left = promise.to.is_empty() && !away.is_empty();
                if nobody_left { not_asked += 1 } else { list.push(promise) }
            }
        }
    }
    list.sort_by_cached_key(|one| {
        (one.state.is_settled(), one.is_due, one.due.first().map(Edtf::sort_key), one.promise)
    });
    Promises { day: day.clone(), promises: list, displaced: displaced.len(), not_asked }
}

/// One promise, as it stands on a day; whoever was displaced is counted and not named.
pub fn promise_of(asked: &Asked, card: EntityId, day: &Edtf) -> Promise {
    Book::of(asked).promise(asked.identity().first(card), day)
}

/// What every promise is read with, gathered once.
struct Book<'k, 'a> {
    asked: &'k Asked<'a>,
    cards: Vec<EntityId>,
    denied: BTreeSet<ClaimId>,
    measures: Vec<Measure>,
    /// Lots that are said to descend from themselves.
    circles: BTreeSet<EntityId>,
    /// How many promises say that they came back as a lot.
    returned: BTreeMap<EntityId, usize>,
}

impl<'k, 'a> Book<'k, 'a> {
    fn of(asked: &'k Asked<'a>) -> Book<'k, 'a> {
        let cards = of_kind(asked, PROMISE);
        let mut returned = BTreeMap::new();
        for lot in cards.iter().flat_map(|card| entities(asked, *card, returned::RETURNED)) {
            *returned.entry(lot).or_insert(0) += 1;
        }
        Book { asked, cards, denied: denied(asked), measures: measures(asked), circles: circles(asked), returned }
    }

    fn to_whom(&self, card: EntityId) -> Vec<EntityId> {
        entities(self.asked, card, "to-whom")
    }

    fn promise(&self, card: EntityId, day: &Edtf) -> Promise {
        let asked = self.asked;
        let (away, to): (Vec<EntityId>, Vec<EntityId>) =
            self.to_whom(card).into_iter().partition(|who| is_displaced(asked, *who));
        let lots = entities(asked, card, "about");
        let mut of: Vec<EntityId> = lots.iter().flat_map(|lot| entities(asked, *lot, "of-accession")).collect();
        of.dedup();
        let due = dates(asked, card, "due");
        let called = |all: &[EntityId]| all.iter().map(|one| called(asked, *one)).collect();
        let mut promise = Promise {
            promise: card,
            of: called(&of),
            lots: called(&lots),
            to: called(&to),
            displaced: away.len(),
            lent: self.amount(card, "quantity"),
            promised: self.amount(card, returned::PROMISED),
            began: dates(asked, card, "began"),
            is_due: Due::on(day, &due),
            due,
            state: State::Open,
            returned: Vec::new(),
            came: None,
            forgiven: self.forgiven(card),
            odd: Vec::new(),
            statements: self.cited(card),
        };
        self.settle(&mut promise, &lots);
        promise
    }

    /// How much, from the least to the most where sources differ; none where one of them says no amount.
    fn amount(&self, card: EntityId, property: &str) -> Option<Amount> {
        let amounts: Option<Vec<Amount>> = said(self.asked, card, property).map(|one| Amount::of(&one.value)).collect();
        amounts.and_then(together)
    }

    fn forgiven(&self, card: EntityId) -> Vec<Forgiven> {
        let forgiven = |one: &Spoken| {
            let statement = self.asked.statement(one);
            let by = Who::voice(statement.claim(), self.asked);
            Some(Forgiven { why: text(one)?.to_owned(), by, statement: statement.statement.id })
        };
        said(self.asked, card, returned::FORGIVEN).filter_map(forgiven).collect()
    }

    /// What is said of the promise, and of how much came back.
    fn cited(&self, card: EntityId) -> Vec<Cited> {
        let lots = entities(self.asked, card, returned::RETURNED);
        let of_lots = lots.iter().flat_map(|lot| returned::TOLD.map(|id| (*lot, id)));
        let of_lots = of_lots.flat_map(|(lot, id)| said(self.asked, lot, id));
        let places = self.asked.about(card).iter().chain(of_lots).map(|one| one.place).collect();
        Cited::all(places, self.asked)
    }
}

impl Due {
    /// Whether the last of these dates has come; of sources that differ, whether it has by each of them.
    fn on(day: &Edtf, due: &[Edtf]) -> Due {
        let mut come = due.iter().map(|date| by(date.within(), day.throughout()));
        let Some(first) = come.next() else { return Due::Unsaid };
        match come.fold(first, |all, one| if one == all { all } else { Truth::Possibly }) {
            Truth::Yes => Due::Yes,
            Truth::Possibly => Due::Perhaps,
            Truth::No => Due::NotYet,
        }
    }
}
