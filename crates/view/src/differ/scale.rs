//! Codes on a scale that happen and persist: states of things.
//!
//! - A grade of another scheme has the places that the crosswalk gives it: where these meet those of the other, none.
//! - Two ranks at times that may meet: possibly, for one can have followed the other within the period.
//! - A worsening in the order of time is none.
//! - Something milder after what is reached only once, and no recovery in between: possibly. What says itself that it was
//!   restored (repaired) is none.
//! - What is reached only once, told for times that do not meet, and nothing better in between: yes; possibly when one of the
//!   times is inferred, also when the inferred bounds merely reach further than the other's written time. Within one source
//!   a mention without a date is taken to mean what the source dates elsewhere, if the bounds allow it.

use daftar_date::Truth;

use super::conflict::{untold, within_one_period};
use super::{Cell, Conflict, Differs, Recoveries};
use crate::asked::Asked;
use crate::reason::Reason;
use crate::shown::bare;
use crate::time::DatedBy;

pub(super) fn on_a_scale(
    a: &Cell,
    b: &Cell,
    cells: &[Cell],
    recoveries: &Recoveries,
    asked: &Asked,
) -> Option<Conflict> {
    let scale = Scale { cells, recoveries };
    if a.spoken.least() > b.spoken.rank() {
        scale.two_ranks(a, b, asked)
    } else if b.spoken.least() > a.spoken.rank() {
        scale.two_ranks(b, a, asked)
    } else if a.spoken.key == b.spoken.key {
        scale.one_code(a, b, asked)
    } else {
        None
    }
}

struct Scale<'c> {
    cells: &'c [Cell<'c, 'c>],
    recoveries: &'c Recoveries<'c>,
}

impl Scale<'_> {
    fn two_ranks(&self, worse: &Cell, milder: &Cell, asked: &Asked) -> Option<Conflict> {
        let (bad, mild) = (&worse.spoken.when, &milder.spoken.when);
        let rules = worse.spoken.rules;
        if worse.spoken.once() && bad.is_before(mild) {
            let (once, later) = (bare(&worse.spoken.value), bare(&milder.spoken.value));
            let reason = Reason::MilderLater { once, later };
            let recovered = milder.spoken.restores() || self.recovered(worse, milder);
            return (!recovered).then(|| Conflict::possibly(Differs::Value, reason));
        }
        if bad.overlaps(mild).is_no() {
            return None;
        }
        let values = [milder, worse].map(|cell| bare(&cell.spoken.value));
        let reason = untold(worse, milder, asked).unwrap_or_else(|| {
            let worsens = milder.spoken.rank() != rules.best_rank();
            within_one_period(worse, milder, worsens.then(|| values.into()))
        });
        Some(Conflict::possibly(Differs::Value, reason))
    }

    fn one_code(&self, a: &Cell, b: &Cell, asked: &Asked) -> Option<Conflict> {
        let (one, other) = (&a.spoken.when, &b.spoken.when);
        if !a.spoken.once() {
            return None;
        }
        let apart = one.overlaps(other).is_no();
        let guessed = [one, other].into_iter().find(|when| when.dated_by == DatedBy::Inferred);
        let written = [one, other].into_iter().find(|when| when.is_written());
        let wider = guessed.zip(written).is_some_and(|(guessed, written)| !guessed.is_inside(written));
        if !(apart || wider) || self.recovered(a, b) || self.recovered(b, a) {
            return None;
        }
        let value = bare(&a.spoken.value);
        match untold(a, b, asked) {
            None if apart => {
                Some(Conflict { about: Differs::Time, verdict: Truth::Yes, reason: Reason::OnceOnly { value } })
            }
            Some(reason) if apart || (wider && a.source != b.source) => Some(Conflict::possibly(Differs::Time, reason)),
            _ => None,
        }
    }

    /// Whether something better, or a recovery, certainly lies between two cells.
    fn recovered(&self, before: &Cell, after: &Cell) -> bool {
        let (start, end) = (before.spoken.when.last, after.spoken.when.first);
        let until = after.spoken.when.last;
        let rules = before.spoken.rules;
        let better = |cell: &&Cell| cell.spoken.rank() < before.spoken.least() && !cell.spoken.is_unseen();
        let said = |cell: &&Cell| better(cell) && cell.spoken.rank().is_some();
        let lies_between = |cell: &Cell| start < cell.spoken.when.first && cell.spoken.when.last < end;
        self.cells.iter().filter(said).any(lies_between) || self.recoveries.between(rules.section(), start, until)
    }
}
