//! A row beside what the list said before: what is new, what changed, what is empty now.

use std::collections::{BTreeMap, HashMap};

use daftar_claim::{Claim, ClaimId, EntityId, Locator, RecordingId, Salt, Subject};

use super::before::{Old, State, same};
use super::list::AS_LISTED;
use super::told::{Fate, RowTold, Trouble, Why};

/// A statement that is to be recorded, and what it takes the place of.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) claim: Box<Claim>,
    pub(crate) replaces: Vec<RecordingId>,
    /// Whom it concerns, if it is to be sealed whatever it says.
    pub(crate) seal: Option<Vec<EntityId>>,
    /// The salt of an open claim that is recorded again as it was: it stays the same claim, and open.
    pub(crate) salt: Option<Salt>,
    /// The place among the steps of the one of whose statement it tells: which that is, is known when it is recorded.
    pub(crate) of: Option<usize>,
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
    /// The column of whose statements one tells.
    pub(super) told_of: &'l dyn Fn(&str) -> Option<&'l str>,
}

/// A statement that a row makes, of which others may tell.
#[derive(Clone, Debug)]
enum Of {
    /// It was recorded before, sealed or not.
    Known(ClaimId, bool),
    /// It is to be recorded, by the step at this place.
    Step(usize),
}

impl Step {
    pub(crate) fn new(claim: impl Into<Box<Claim>>) -> Step {
        Step { claim: claim.into(), replaces: Vec::new(), seal: None, salt: None, of: None }
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
        let mut columns: BTreeMap<String, (Vec<Now>, Vec<Old>)> = BTreeMap::new();
        for claim in now {
            let columns = columns.entry(column(&claim).to_owned()).or_default();
            columns.0.push(Now { claim: Box::new(claim), of: None });
        }
        for old in before {
            // A column that only far rows have is known by these.
            let Some(column) = old.column().map(str::to_owned) else { continue };
            if (self.has_column)(&column) || columns.contains_key(&column) {
                columns.entry(column).or_default().1.push(old);
            }
        }
        let (mut steps, mut made) = (Steps::default(), HashMap::new());
        let (remarks, columns): (Vec<_>, Vec<_>) =
            columns.into_iter().partition(|(column, _)| (self.told_of)(column).is_some());
        for (column, (now, before)) in columns {
            let of = self.column(&column, now, before, told, &mut steps);
            made.insert(column, of);
        }
        for (column, (now, before)) in remarks {
            let of = (self.told_of)(&column).and_then(|of| made.get(of)).map(Vec::as_slice).unwrap_or_default();
            self.column(&column, remarks_of(now, of), before, told, &mut steps);
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

    /// Compares what a column says with what it said; tells the statements that it makes.
    fn column(
        &self,
        name: &str,
        now: Vec<Now>,
        mut before: Vec<Old>,
        told: &mut RowTold,
        steps: &mut Steps,
    ) -> Vec<Of> {
        let empty = now.is_empty();
        let is_known = |one: &Now, old: &Old| old.is(&one.claim) && one.is_of(old);
        let (known, new): (Vec<Now>, Vec<Now>) =
            once_each(now).into_iter().partition(|one| before.iter().any(|old| is_known(one, old)));
        let stays = |old: &Old| known.iter().any(|one| is_known(one, old));
        let mut made: Vec<Of> =
            before.iter().filter(|old| stays(old)).map(|old| Of::Known(old.id, old.sealed)).collect();
        before.retain(|old| !stays(old));
        before.sort_by(|one, other| one.claim.property.cmp(&other.claim.property));
        let (standing, edited): (Vec<Old>, Vec<Old>) = before.into_iter().partition(|old| old.state == State::Stands);
        if let Some(one) = new.first().filter(|_| !edited.is_empty()) {
            told.troubles.push(trouble(name, &said(&one.claim), Why::EditedHere));
        }
        if empty {
            self.emptied(name, standing, told, steps);
            return made;
        }
        let mut gone = standing.into_iter();
        for one in new {
            let replaces = gone.next().map(|old| old.standing).unwrap_or_default();
            made.push(Of::Step(steps.steps.len()));
            steps.steps.push(Step { replaces, ..one.step() });
        }
        steps.retracted.extend(gone.flat_map(|old| old.standing));
        made
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

/// What a cell says now, and of what.
struct Now {
    claim: Box<Claim>,
    /// None where it is of the thing.
    of: Option<Of>,
}

impl Now {
    /// Whether what was said before was said of the same.
    fn is_of(&self, old: &Old) -> bool {
        match &self.of {
            None => true,
            Some(Of::Known(id, _)) => old.claim.subject == Subject::Claim(*id),
            Some(Of::Step(_)) => false,
        }
    }

    fn step(self) -> Step {
        let step = Step::new(self.claim);
        match self.of {
            None => step,
            Some(Of::Known(id, sealed)) => {
                let claim = Claim { subject: Subject::Claim(id), ..*step.claim };
                Step { claim: Box::new(claim), seal: sealed.then(Vec::new), ..step }
            }
            Some(Of::Step(place)) => Step { of: Some(place), ..step },
        }
    }
}

/// What a column says of each statement of another; what was kept as it is written is of the thing.
fn remarks_of(told: Vec<Now>, all: &[Of]) -> Vec<Now> {
    let of_each = |one: Now| -> Vec<Now> {
        if one.claim.property.as_str() == AS_LISTED {
            return vec![one];
        }
        all.iter().map(|of| Now { claim: one.claim.clone(), of: Some(of.clone()) }).collect()
    };
    told.into_iter().flat_map(of_each).collect()
}

/// What a cell says twice of one thing is one statement.
fn once_each(claims: Vec<Now>) -> Vec<Now> {
    let place = |of: &Option<Of>| match of {
        None => (None, None),
        Some(Of::Known(id, _)) => (Some(*id), None),
        Some(Of::Step(place)) => (None, Some(*place)),
    };
    let mut distinct: Vec<Now> = Vec::with_capacity(claims.len());
    for now in claims {
        if !distinct.iter().any(|one| same(&one.claim, &now.claim) && place(&one.of) == place(&now.of)) {
            distinct.push(now);
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
