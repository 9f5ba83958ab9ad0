//! A germination test, and whether a forecast can go by it.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, Edtf, EntityId, Value};
use daftar_date::Day;
use daftar_viability::Test;
use serde::Serialize;

use crate::asked::{Asked, Spoken, said};
use crate::cite::Who;
use crate::entity::kinds;
use crate::json;

/// The kind of a germination test.
const TEST: &str = "germination-test";
/// A test that is dated no closer than this, in days, is of no age.
const VAGUE_DAYS: i64 = 400;

/// A germination test of a lot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sowing {
    /// Its card.
    #[serde(serialize_with = "json::text")]
    pub test: EntityId,
    /// When.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// Seeds sown.
    pub sown: Option<u32>,
    /// Of which so many came up by the last count.
    pub germinated: Option<u32>,
    /// And so many were alive, but dormant; they count as alive.
    pub dormant: u32,
    /// Who counted, as far as it is said.
    pub by: Vec<Who>,
    /// Why no forecast goes by it; none where one does.
    pub left_out: Option<LeftOut>,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
    /// The middle of the days on which it may have been.
    #[serde(skip)]
    pub(super) day: Option<Day>,
}

/// Why no forecast goes by a test.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// When it was is not said, or not to within a year or so.
    Undated,
    /// How many were sown, or came up, is not said.
    NotCounted,
    /// Sources differ on how many.
    SourcesDiffer,
    /// More came up than were sown, or none was sown.
    Impossible,
    /// Somebody denies it.
    Denied,
    /// It is dated after the day that is asked about.
    Later,
}

/// The tests of each lot.
pub(super) fn sowings(asked: &Asked, entities: &[EntityId]) -> BTreeMap<EntityId, Vec<EntityId>> {
    let mut all: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for test in entities.iter().filter(|one| kinds(asked.about(**one)).iter().any(|kind| kind == TEST)) {
        for one in said(asked, *test, "about") {
            if let Value::Entity(lot) = &*one.value {
                all.entry(asked.identity().first(*lot)).or_default().insert(*test);
            }
        }
    }
    all.into_iter().map(|(lot, tests)| (lot, tests.into_iter().collect())).collect()
}

impl Sowing {
    /// What is said of a test.
    pub(super) fn of(asked: &Asked, test: EntityId, denied: &BTreeSet<ClaimId>, today: Day) -> Sowing {
        let (sown, came_up) = (counts(asked, test, "seeds-sown"), counts(asked, test, "germinated"));
        let dormant = counts(asked, test, "dormant");
        let dates = || said(asked, test, "date");
        let when = dates().find_map(|one| match &*one.value {
            Value::Date(date) => Some(date.clone()),
            _ => None,
        });
        let days: BTreeSet<String> = dates().map(|one| one.value.to_json()).collect();
        let day = when.as_ref().and_then(middle);
        let by = said(asked, test, "carried-out-by").filter_map(|one| match &*one.value {
            Value::Entity(who) => Some(Who::entity(asked.identity().first(*who), asked)),
            _ => None,
        });
        let parts = [&sown, &came_up, &dormant].into_iter().flat_map(|part| &part.statements).copied();
        let statements: Vec<ClaimId> = parts.chain(dates().map(|one| asked.statement(one).statement.id)).collect();
        let mut sowing = Sowing {
            test,
            when,
            sown: sown.number(),
            germinated: came_up.number(),
            dormant: dormant.number().unwrap_or(0),
            by: by.collect(),
            left_out: None,
            day,
            statements,
        };
        let differ = days.len() > 1 || [&sown, &came_up, &dormant].iter().any(|part| part.numbers.len() > 1);
        let is_denied = sowing.statements.iter().any(|claim| denied.contains(claim));
        sowing.left_out = match () {
            () if is_denied => Some(LeftOut::Denied),
            () if differ => Some(LeftOut::SourcesDiffer),
            () if sowing.sown.is_none() || sowing.germinated.is_none() => Some(LeftOut::NotCounted),
            () if sowing.test().is_none() => Some(LeftOut::Impossible),
            () if day.is_none() => Some(LeftOut::Undated),
            () if day > Some(today) => Some(LeftOut::Later),
            () => None,
        };
        sowing
    }

    /// The middle of the days on which it may have been; none where that is not known to within a year or so.
    pub fn day(&self) -> Option<Day> {
        self.day
    }

    /// The bare numbers; none where they cannot be.
    pub(super) fn test(&self) -> Option<Test> {
        Test::new(self.sown?, self.germinated?.checked_add(self.dormant)?).ok()
    }
}

/// The middle of a date that is not too vague to tell an age.
pub(super) fn middle(date: &Edtf) -> Option<Day> {
    let bounds = date.bounds();
    let (first, last) = (bounds.earliest()?, bounds.latest()?);
    let days = last.0.checked_sub(first.0)?;
    (days <= VAGUE_DAYS).then(|| first.plus(days / 2))
}

/// What was counted last, by all who say it.
struct Counts {
    numbers: BTreeSet<Option<u32>>,
    statements: Vec<ClaimId>,
}

impl Counts {
    /// The one number that was counted; none where nobody says one, or no exact one.
    fn number(&self) -> Option<u32> {
        self.numbers.first().copied().flatten().filter(|_| self.numbers.len() == 1)
    }
}

/// The last counts of one property: seeds that come up are counted day by day, and the last count is that of the test.
fn counts(asked: &Asked, test: EntityId, id: &str) -> Counts {
    let told: Vec<&Spoken> = said(asked, test, id).collect();
    let last = told.iter().filter_map(|one| one.when.taken.as_ref()).map(|date| date.sort_key()).max();
    let of_last = told.iter().filter(|one| one.when.taken.as_ref().map(|date| date.sort_key()) == last);
    let exact = |value: &Value| match value {
        Value::Count { low, best, high } => {
            let number = best.or(low.filter(|_| low == high))?;
            let sure = low.is_none_or(|low| low == number) && high.is_none_or(|high| high == number);
            u32::try_from(number).ok().filter(|_| sure)
        }
        Value::Number { number, unit: None } => number.as_str().parse().ok(),
        _ => None,
    };
    let mut counts = Counts { numbers: BTreeSet::new(), statements: Vec::new() };
    for one in of_last {
        counts.numbers.insert(exact(&one.value));
        counts.statements.push(asked.statement(one).statement.id);
    }
    counts
}
