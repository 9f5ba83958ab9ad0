//! A row beside what the list said before: what is new, what changed, what is empty now.

use std::collections::BTreeMap;

use daftar_claim::{Claim, EntityId, Locator, RecordingId, Salt};

use super::before::{Old, State, same};
use super::told::{Fate, RowTold, Trouble, Why};

/// A statement that is to be recorded, and what it takes the place of.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) claim: Claim,
    pub(crate) replaces: Vec<RecordingId>,
    /// Whom it concerns, if it is to be sealed whatever it says.
    pub(crate) seal: Option<Vec<EntityId>>,
    /// The salt of an open claim that is recorded again as it was: it stays the same claim, and open.
    pub(crate) salt: Option<Salt>,
}

/// What is to be done for a row.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    pub(crate) steps: Vec<Step>,
    /// What is taken back without anything in its place.
    pub(crate) retracted: Vec<RecordingId>,
}

/// What a row says now, and what becomes of what it said.
pub(super) struct Comparison<'l> {
    /// Whether what emptied cells said is taken back.
    pub(super) withdraw: bool,
    /// Whether the list still has a column.
    pub(super) has_column: &'l dyn Fn(&str) -> bool,
}

impl Step {
    pub(crate) fn new(claim: Claim) -> Step {
        Step { claim, replaces: Vec::new(), seal: None, salt: None }
    }
}

impl Steps {
    pub(super) fn one(claim: Claim) -> Steps {
        Steps { steps: vec![Step::new(claim)], retracted: Vec::new() }
    }
}

impl Comparison<'_> {
    /// Compares; what is to be looked at is added to `told`.
    pub(super) fn of(&self, now: Vec<Claim>, before: Vec<Old>, told: &mut RowTold) -> Steps {
        let mut columns: BTreeMap<String, (Vec<Claim>, Vec<Old>)> = BTreeMap::new();
        for claim in now {
            columns.entry(column(&claim).to_owned()).or_default().0.push(claim);
        }
        for old in before {
            // A column that only far rows have is known by these.
            let Some(column) = old.column().map(str::to_owned) else { continue };
            if (self.has_column)(&column) || columns.contains_key(&column) {
                columns.entry(column).or_default().1.push(old);
            }
        }
        let mut steps = Steps::default();
        for (column, (now, before)) in columns {
            self.column(&column, now, before, told, &mut steps);
        }
        told.recorded += steps.steps.len();
        told.replaced += steps.retracted.len() + steps.steps.iter().filter(|step| !step.replaces.is_empty()).count();
        told.fate = match (told.replaced > 0, told.recorded > 0) {
            (true, _) => Fate::Replaced,
            (_, true) => Fate::Recorded,
            _ => Fate::Unchanged,
        };
        steps
    }

    fn column(&self, name: &str, now: Vec<Claim>, mut before: Vec<Old>, told: &mut RowTold, steps: &mut Steps) {
        let empty = now.is_empty();
        let now = once_each(now);
        let (known, new): (Vec<Claim>, Vec<Claim>) =
            now.into_iter().partition(|claim| before.iter().any(|old| old.is(claim)));
        before.retain(|old| !known.iter().any(|claim| old.is(claim)));
        before.sort_by(|one, other| one.claim.property.cmp(&other.claim.property));
        let (standing, edited): (Vec<Old>, Vec<Old>) = before.into_iter().partition(|old| old.state == State::Stands);
        if let Some(claim) = new.first().filter(|_| !edited.is_empty()) {
            told.troubles.push(trouble(name, &said(claim), Why::EditedHere));
        }
        if empty {
            return self.emptied(name, standing, told, steps);
        }
        let mut gone = standing.into_iter();
        for claim in new {
            let replaces = gone.next().map(|old| old.standing).unwrap_or_default();
            steps.steps.push(Step { replaces, ..Step::new(claim) });
        }
        steps.retracted.extend(gone.flat_map(|old| old.standing));
    }

    fn emptied(&self, name: &str, standing: Vec<Old>, told: &mut RowTold, steps: &mut Steps) {
        for old in standing {
            told.troubles.push(trouble(name, &said(&old.claim), Why::Emptied { withdrawn: self.withdraw }));
            if self.withdraw {
                steps.retracted.extend(old.standing);
            }
        }
    }
}

/// What a cell says twice is one statement.
fn once_each(claims: Vec<Claim>) -> Vec<Claim> {
    let mut distinct: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        if !distinct.iter().any(|one| same(one, &claim)) {
            distinct.push(claim);
        }
    }
    distinct
}

fn trouble(column: &str, value: &str, why: Why) -> Trouble {
    Trouble { column: Some(column.to_owned()), value: Some(value.to_owned()), why }
}

/// What a cell said, as far as words go.
fn said(claim: &Claim) -> String {
    match (&claim.quote, &claim.value) {
        (Some(quote), _) => quote.clone(),
        (None, daftar_claim::Value::Text { text, .. }) => text.clone(),
        (None, value) => value.to_json(),
    }
}

fn column(claim: &Claim) -> &str {
    match &claim.locator {
        Some(Locator::Cell { column, .. }) => column,
        _ => "",
    }
}
