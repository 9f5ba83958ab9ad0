//! What came back of a promise, how it stands after that, and what does not fit.

use daftar_claim::{Edtf, EntityId};
use serde::Serialize;

use super::{Book, Promise};
use crate::asked::said;
use crate::cite::Who;
use crate::json;
use crate::lineage::PARENT;
use crate::stock::{Amount, Range, Scales, scales};
use crate::values::{called, dates, entities, named};

/// What names the lots as which it came back.
pub(super) const RETURNED: &str = "returned";
/// What says how much is to come back.
pub(super) const PROMISED: &str = "amount-to-return";
/// What says why nothing more is owed.
pub(super) const FORGIVEN: &str = "forgiven";
/// What is read of a lot that came back.
pub(super) const TOLD: [&str; 3] = ["quantity", "harvested", PARENT];

/// How a promise stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing came back yet.
    Open,
    /// Less came back than was promised.
    Partly,
    /// Something came back; whether it is all of it cannot be told.
    Perhaps,
    /// Somebody denies what is said of it.
    Disputed,
    /// All of it came back; or something did, and nobody says how much was promised.
    Returned,
    /// Nothing more is owed.
    Forgiven,
}

impl State {
    /// Whether nothing is waited for any more.
    pub fn is_settled(self) -> bool {
        matches!(self, State::Returned | State::Forgiven)
    }
}

/// A lot as which seed came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Returned {
    /// The lot.
    pub lot: Who,
    /// How much, as it is told.
    pub told: Option<Amount>,
    /// The same in the unit in which it was promised.
    pub amount: Option<Range>,
    /// When: by the promise's own statement, else the harvest.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
}

/// Something that does not fit. It is told, and nothing is refused or left out for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "odd", rename_all = "kebab-case")]
pub enum Odd {
    /// An amount is said that is none: without a unit, or less than nothing.
    NoAmount {
        /// Of what: the label of the property.
        label: String,
    },
    /// More came back than was promised.
    More,
    /// A lot does not name the lent one as what it was grown from.
    OtherParent {
        /// The lot.
        lot: Who,
    },
    /// A lot came back before the seed was lent.
    Before {
        /// The lot.
        lot: Who,
    },
    /// The lent lot itself is said to be what came back.
    Itself {
        /// The lot.
        lot: Who,
    },
    /// A lot is said to descend from itself.
    Circle {
        /// The lot.
        lot: Who,
    },
    /// Another promise says that it came back as the same lot: the seed may be counted twice.
    Twice {
        /// The lot.
        lot: Who,
    },
}

impl Book<'_, '_> {
    /// Reads what came back, and decides how the promise stands.
    pub(super) fn settle(&self, promise: &mut Promise, lent: &[EntityId]) {
        let lots = entities(self.asked, promise.promise, RETURNED);
        let scales = self.scales(lent);
        promise.returned = lots.iter().map(|lot| self.returned(promise, *lot, &scales)).collect();
        promise.came =
            promise.returned.iter().map(|one| one.amount).try_fold(Range::default(), |sum, one| Some(sum.and(one?)));
        promise.came = promise.came.filter(|_| promise.promised.is_some());
        promise.state = self.state(promise);
        promise.odd = self.odd(promise, lent, &lots);
    }

    fn scales(&self, lent: &[EntityId]) -> Scales {
        let Some(lot) = lent.first() else { return Scales::default() };
        let accession = entities(self.asked, *lot, "of-accession").first().copied();
        scales(self.asked, *lot, accession, &self.measures)
    }

    fn returned(&self, promise: &Promise, lot: EntityId, scales: &Scales) -> Returned {
        let told = self.amount(lot, "quantity");
        let unit = promise.promised.as_ref().map(|promised| &promised.unit);
        let amount = told.as_ref().zip(unit).and_then(|(told, unit)| told.to(unit, scales));
        let mut own = said(self.asked, promise.promise, RETURNED)
            .filter(|one| named(self.asked, one) == Some(lot) && one.when.is_written());
        let when = own.find_map(|one| one.when.taken.as_deref().cloned());
        let harvested = || dates(self.asked, lot, "harvested").into_iter().next();
        Returned { lot: called(self.asked, lot), told, amount, when: when.or_else(harvested) }
    }

    fn state(&self, promise: &Promise) -> State {
        let is_denied = |property: &str| {
            let mut claims =
                said(self.asked, promise.promise, property).map(|one| self.asked.statement(one).statement.id);
            claims.any(|claim| self.denied.contains(&claim))
        };
        if ["about", "to-whom", "quantity", RETURNED, FORGIVEN].into_iter().any(is_denied) {
            return State::Disputed;
        }
        let promised = promise.promised.as_ref().map(|promised| promised.range);
        match (promised, promise.came) {
            _ if !promise.forgiven.is_empty() => State::Forgiven,
            _ if promise.returned.is_empty() => State::Open,
            (None, _) if said(self.asked, promise.promise, PROMISED).next().is_none() => State::Returned,
            (Some(promised), Some(came)) if came.low >= promised.high => State::Returned,
            (Some(promised), Some(came)) if came.high < promised.low => State::Partly,
            _ => State::Perhaps,
        }
    }

    fn odd(&self, promise: &Promise, lent: &[EntityId], lots: &[EntityId]) -> Vec<Odd> {
        let mut odd = self.no_amounts(promise, lots);
        let more = promise.came.zip(promise.promised.as_ref()).is_some_and(|(came, told)| came.low > told.range.high);
        odd.extend(more.then_some(Odd::More));
        let in_circle = lent.iter().chain(lots).filter(|lot| self.circles.contains(*lot));
        odd.extend(in_circle.map(|lot| Odd::Circle { lot: called(self.asked, *lot) }));
        for (lot, returned) in lots.iter().zip(&promise.returned) {
            odd.extend(self.oddities(promise, lent, *lot, returned));
        }
        odd
    }

    fn no_amounts(&self, promise: &Promise, lots: &[EntityId]) -> Vec<Odd> {
        let own = ["quantity", PROMISED].map(|id| (promise.promise, id));
        let all = own.into_iter().chain(lots.iter().map(|lot| (*lot, "quantity")));
        let wrong =
            all.flat_map(|(card, id)| said(self.asked, card, id)).filter(|one| Amount::of(&one.value).is_none());
        wrong.map(|one| Odd::NoAmount { label: self.asked.label(one.property).to_owned() }).collect()
    }

    fn oddities(&self, promise: &Promise, lent: &[EntityId], lot: EntityId, returned: &Returned) -> Vec<Odd> {
        let parents = entities(self.asked, lot, PARENT);
        let who = || returned.lot.clone();
        let mut odd = Vec::new();
        if lent.contains(&lot) {
            odd.push(Odd::Itself { lot: who() });
        } else if !lent.is_empty() && !parents.iter().any(|parent| lent.contains(parent)) {
            odd.push(Odd::OtherParent { lot: who() });
        }
        if returned.when.as_ref().is_some_and(|when| promise.lent_after(when)) {
            odd.push(Odd::Before { lot: who() });
        }
        odd.extend((self.returned.get(&lot) > Some(&1)).then(|| Odd::Twice { lot: who() }));
        odd
    }
}

/// Whether a date certainly lies before each of these.
pub(super) fn is_before(when: &Edtf, dates: &[Edtf]) -> bool {
    let last = when.bounds().latest();
    let before = |date: &Edtf| matches!((last, date.bounds().earliest()), (Some(last), Some(first)) if last < first);
    !dates.is_empty() && dates.iter().all(before)
}
