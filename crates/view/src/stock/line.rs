//! One line in the book of a lot: something that came, went, or was counted.

use daftar_claim::{ClaimId, Edtf, EntityId, Value};
use serde::Serialize;

use super::amount::{Amount, Range};
use crate::asked::{Asked, Spoken, said};
use crate::cite::Who;
use crate::json;

/// What a line tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// The lot began: harvested, received, returned by a family.
    Began,
    /// Counted or weighed anew.
    Counted,
    /// Seeds were sown to test them.
    Tested,
    /// Given out.
    Given,
    /// Lent, to be returned.
    Lent,
    /// Sown to have new seed.
    Sown,
    /// Kept elsewhere for safety.
    Duplicated,
    /// Gone: destroyed, missing.
    Lost,
}

/// Whether a line counts in what is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reckoned {
    /// It does.
    Yes,
    /// A later recount says how much there is.
    Before,
    /// It may: when it was, and whether before the last recount, is not known; or somebody denies it.
    Maybe,
    /// How much is not said, or in a unit that is not understood.
    NotUnderstood,
}

/// A line in the book of a lot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    /// What it tells.
    pub movement: Movement,
    /// When.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// The card of it; none where the lot itself says it.
    #[serde(serialize_with = "json::text_or_null")]
    pub event: Option<EntityId>,
    /// To whom.
    pub to: Vec<Who>,
    /// How much, as it is told.
    pub told: Option<Amount>,
    /// The same in the lot's unit.
    pub amount: Option<Range>,
    /// Whether it counts.
    pub reckoned: Reckoned,
    /// Of a recount: how much there was less, or more, than there should have been.
    pub differs: Option<Range>,
    /// How much was left after it, as far as that is known.
    pub after: Option<Range>,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// Kinds that tell of a lot, with the property that names it, that which says how much, and what they are.
pub(super) const EVENTS: [(&str, &str, &str, Movement); 6] = [
    ("recount", "about", "quantity-found", Movement::Counted),
    ("germination-test", "about", "seeds-sown", Movement::Tested),
    ("distribution", "about", "quantity", Movement::Given),
    ("promise", "about", "quantity", Movement::Lent),
    ("regeneration", "sown-lot", "quantity-used", Movement::Sown),
    ("safety-duplicate", "about", "quantity", Movement::Duplicated),
];

/// What says when such a thing happened.
const DATES: [&str; 2] = ["date", "began"];

impl Line {
    /// What a card tells of a lot that it names.
    pub(super) fn of_event(asked: &Asked, event: EntityId, (_, _, quantity, movement): Told) -> Line {
        let amounts = said(asked, event, quantity);
        let dates = DATES.iter().flat_map(|id| said(asked, event, id)).filter_map(|one| match &*one.value {
            Value::Date(date) => Some(date.clone()),
            _ => None,
        });
        let to = said(asked, event, "to-whom").filter_map(|one| match &*one.value {
            Value::Entity(who) => Some(Who::entity(asked.identity().first(*who), asked)),
            _ => None,
        });
        let mut line = Line::told(movement, amounts, asked);
        line.event = Some(event);
        line.when = dates.min_by_key(Edtf::sort_key);
        line.to = to.collect();
        line
    }

    /// A line of what some statements say how much; from the least to the most where they differ.
    pub(super) fn told<'s, 'a: 's>(
        movement: Movement,
        amounts: impl Iterator<Item = &'s Spoken<'a>>,
        asked: &Asked,
    ) -> Line {
        let amounts: Vec<&Spoken> = amounts.collect();
        let read: Option<Vec<Amount>> = amounts.iter().map(|one| Amount::of(&one.value)).collect();
        let when = amounts.iter().find_map(|one| one.when.taken.as_deref().cloned());
        let statements = amounts.iter().map(|one| asked.statement(one).statement.id).collect();
        let told = read.and_then(together);
        Line {
            movement,
            when,
            event: None,
            to: Vec::new(),
            told,
            amount: None,
            reckoned: Reckoned::Yes,
            differs: None,
            after: None,
            statements,
        }
    }
}

/// One of [`EVENTS`].
pub(super) type Told = (&'static str, &'static str, &'static str, Movement);

/// From the least to the most of several amounts in one unit; none where units differ.
pub(crate) fn together(amounts: Vec<Amount>) -> Option<Amount> {
    let mut amounts = amounts.into_iter();
    let first = amounts.next()?;
    amounts.try_fold(first, |sum, one| {
        (one.unit == sum.unit).then(|| Amount { range: sum.range.or(one.range), unit: sum.unit })
    })
}
