//! Sums of whole numbers: what is told of one thing is a range, and ranges of different things are added.

use daftar_claim::{ClaimId, EntityId, PropertyId};
use daftar_date::Truth;
use serde::Serialize;

use super::group::Counts;
use crate::course::{Current, Figure};
use crate::json;

/// A sum over the things of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sum {
    /// What is added.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// At least.
    pub low: i64,
    /// By the sources' own best numbers; none where they differ, or one of them gives none.
    pub best: Option<i64>,
    /// At most; none where a source sets no upper end.
    pub high: Option<i64>,
    /// Of how many things a number is told.
    pub told: u64,
    /// Of how many of these the sources' numbers cannot all be so.
    pub disputed: u64,
    /// Of how many only words without a number are told, such as dozens.
    pub without_number: u64,
    /// For how many no upper end is told.
    pub open: u64,
    /// Which things, where names are asked for.
    #[serde(serialize_with = "json::texts", skip_serializing_if = "Vec::is_empty")]
    pub things: Vec<EntityId>,
    /// The statements, where names are asked for.
    #[serde(serialize_with = "json::texts", skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<ClaimId>,
}

/// What is told of one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Range {
    pub(super) low: i64,
    pub(super) best: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) disputed: bool,
    /// Whether no number is told at all.
    pub(super) wordless: bool,
}

/// A low end, a best number, a high end.
type Ends = (i64, Option<i64>, Option<i64>);

/// The range of what is told of one thing: where all can be so at once, what they have in common, else from the lowest to the highest.
pub(super) fn range(values: &[Current<'_>]) -> Option<Range> {
    let ends = |value: &Current| match value.figure {
        Figure::Count([None, None, None]) => Some((0, None, None)),
        Figure::Count([low, best, high]) => {
            let alone = best.filter(|_| low.is_none() && high.is_none());
            let exact = low.filter(|low| high == Some(*low));
            Some((low.or(alone).unwrap_or(0), best.or(exact), high.or(alone)))
        }
        Figure::None => Some((0, Some(0), Some(0))),
        _ => None,
    };
    let told: Vec<(&Current, Ends)> = values.iter().filter_map(|value| Some((value, ends(value)?))).collect();
    let is_silent = |(value, _): &(&Current, Ends)| value.figure == Figure::Count([None, None, None]);
    let wordless = told.iter().all(is_silent);
    let all = || told.iter().map(|(_, ends)| *ends);
    let highest_low = all().map(|(low, ..)| low).max()?;
    let lowest_high = all().filter_map(|(.., high)| high).min();
    let firm = told.iter().any(|(value, _)| value.is_firm());
    let disputed = lowest_high.is_some_and(|high| high < highest_low);
    let open = all().any(|(.., high)| high.is_none());
    let (low, high) = match disputed || told.iter().any(|(value, _)| !value.is_firm()) {
        true => (all().map(|(low, ..)| low).min()?, all().filter_map(|(.., high)| high).max().filter(|_| !open)),
        false => (highest_low, lowest_high),
    };
    // A best number outside of what all allow is none of theirs together.
    let fits = |best: &i64| *best >= low && high.is_none_or(|high| *best <= high);
    let best = best(&told, disputed).filter(|best| firm && fits(best));
    Some(Range { low: if firm { low } else { 0 }, best, high, disputed, wordless })
}

/// That of what is shown first, else the one that all give.
fn best(told: &[(&Current, Ends)], disputed: bool) -> Option<i64> {
    if let Some((_, (_, chosen, _))) = told.iter().find(|(value, _)| value.first) {
        return *chosen;
    }
    let mut all = told.iter().map(|(_, (_, best, _))| *best);
    let first = all.next()?.filter(|_| !disputed);
    first.filter(|first| all.all(|best| best == Some(*first)))
}

impl Sum {
    pub(super) fn none(property: &PropertyId) -> Sum {
        Sum {
            property: property.clone(),
            low: 0,
            best: Some(0),
            high: Some(0),
            told: 0,
            disputed: 0,
            without_number: 0,
            open: 0,
            things: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// Adds what was added of other things.
    pub(super) fn join(&mut self, other: Sum) {
        self.low = self.low.saturating_add(other.low);
        self.best = self.best.zip(other.best).map(|(sum, more)| sum.saturating_add(more));
        self.high = self.high.zip(other.high).map(|(sum, more)| sum.saturating_add(more));
        self.told += other.told;
        self.disputed += other.disputed;
        self.without_number += other.without_number;
        self.open += other.open;
        self.things.extend(other.things);
        self.statements.extend(other.statements);
    }

    /// Adds what is told of another thing, which counts as it does.
    pub(super) fn add(&mut self, range: &Range, member: Counts) {
        if member.truth == Truth::No {
            return;
        }
        self.told += u64::from(!range.wordless);
        self.without_number += u64::from(range.wordless);
        self.disputed += u64::from(range.disputed);
        self.open += u64::from(range.high.is_none());
        self.low = self.low.saturating_add(if member.truth.is_yes() { range.low } else { 0 });
        self.high = self.high.zip(range.high).map(|(sum, high)| sum.saturating_add(high));
        let best = match member.best {
            Some(true) => range.best,
            Some(false) => Some(0),
            None => None,
        };
        self.best = self.best.zip(best).map(|(sum, best)| sum.saturating_add(best));
    }
}
