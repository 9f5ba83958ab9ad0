//! Whether two cells differ, and why.

use daftar_claim::Value;
use daftar_date::Truth;

use super::scale::on_a_scale;
use super::{Cell, Differs};
use crate::asked::{Asked, Spoken};
use crate::reason::Reason;
use crate::time::DatedBy;
use crate::value::{Doubt, Likeness, compare};

/// Two cells that cannot, or perhaps cannot, both be so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Conflict {
    pub(crate) about: Differs,
    /// Yes or possibly.
    pub(crate) verdict: Truth,
    pub(crate) reason: Reason,
}

impl Conflict {
    pub(crate) fn possibly(about: Differs, reason: Reason) -> Conflict {
        Conflict { about, verdict: Truth::Possibly, reason }
    }
}

/// When an entity recovered: the first and last possible day of each recovery that is told, with its section.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Recoveries<'a>(Vec<(&'a str, i64, i64)>);

impl<'a> Recoveries<'a> {
    pub(crate) fn of(spoken: &[Spoken<'a>]) -> Recoveries<'a> {
        let telling = spoken.iter().filter(|one| one.restores());
        Recoveries(telling.map(|one| (one.rules.section(), one.when.first, one.when.last)).collect())
    }

    /// Whether a recovery of that section certainly began after one day and not after another.
    pub(crate) fn between(&self, section: &str, after: i64, until: i64) -> bool {
        self.0.iter().any(|&(of, first, last)| of == section && after < first && last <= until)
    }
}

/// Whether two cells of one property differ. `cells` are all cells of the property.
pub(crate) fn conflict(a: &Cell, b: &Cell, cells: &[Cell], recoveries: &Recoveries, asked: &Asked) -> Option<Conflict> {
    let rules = a.spoken.rules;
    let none_against_some = (*a.spoken.value == Value::None) != (*b.spoken.value == Value::None);
    if rules.many() && !none_against_some {
        return None;
    }
    let ranks = (a.spoken.rank(), b.spoken.rank());
    let conflict = match ranks {
        (Some(_), Some(_)) if rules.happens() => on_a_scale(a, b, cells, recoveries, asked),
        _ => by_value(a, b, none_against_some, asked),
    };
    conflict.map(|conflict| with_reserve(conflict, a, b, asked))
}

/// What is said with reserve makes no certain difference.
fn with_reserve(conflict: Conflict, a: &Cell, b: &Cell, asked: &Asked) -> Conflict {
    let Some(hedged) = [a, b].into_iter().find(|cell| cell.hedged) else { return conflict };
    match conflict.verdict {
        Truth::Yes => Conflict::possibly(conflict.about, Reason::Hedged { by: hedged.voice(asked) }),
        _ => conflict,
    }
}

fn by_value(a: &Cell, b: &Cell, none_against_some: bool, asked: &Asked) -> Option<Conflict> {
    let rules = a.spoken.rules;
    let doubt = match compare(&a.spoken.value, &b.spoken.value, &rules, asked.identity()) {
        Likeness::Different => None,
        Likeness::Doubtful(doubt) => Some(match doubt {
            Doubt::Approximate => Reason::Approximate,
            Doubt::MayBeSame => Reason::ValuesMayBeSame,
            Doubt::Position => Reason::PositionVague,
        }),
        Likeness::Same | Likeness::Compatible | Likeness::Open => return None,
    };
    let meeting = meeting(a, b, asked)?;
    Some(match (doubt, meeting) {
        (Some(doubt), _) => Conflict::possibly(Differs::Value, doubt),
        (None, Some(reason)) => Conflict::possibly(Differs::Value, reason),
        (None, None) => {
            let reason = if none_against_some { Reason::NoneAgainstSome } else { Reason::OneOnly };
            Conflict { about: Differs::Value, verdict: Truth::Yes, reason }
        }
    })
}

/// Whether the times of two cells meet: `None` when not, `Some(None)` when certainly, else why only possibly.
fn meeting(a: &Cell, b: &Cell, asked: &Asked) -> Option<Option<Reason>> {
    let (one, other) = (&a.spoken.when, &b.spoken.when);
    let rules = a.spoken.rules;
    let both = |dated: DatedBy| one.dated_by == dated && other.dated_by == dated;
    if both(DatedBy::Timeless) || (both(DatedBy::Undated) && !rules.happens() && !rules.persists()) {
        return Some(None);
    }
    let meet = one.overlaps(other);
    if meet.is_no() {
        return None;
    }
    if let Some(reason) = untold(a, b, asked) {
        return Some(Some(reason));
    }
    Some(match meet {
        _ if rules.happens() => Some(within_one_period(a, b, None)),
        Truth::Yes => None,
        _ => Some(Reason::TimesMayMeet),
    })
}

/// Both within one period: the wider of their times; `order` tells which would have come first.
pub(super) fn within_one_period(a: &Cell, b: &Cell, order: Option<(Value, Value)>) -> Reason {
    let inside = a.spoken.when.is_inside(&b.spoken.when);
    let (wide, other) = if inside { (b, a) } else { (a, b) };
    let (first, then) = order.unzip();
    match wide.spoken.when.taken.as_ref().or(other.spoken.when.taken.as_ref()) {
        Some(period) => Reason::WithinOnePeriod { period: period.clone().into_owned(), first, then },
        None => Reason::TimesMayMeet,
    }
}

/// Which of the two does not itself tell its time, if one does not, and what is known of it.
pub(super) fn untold(a: &Cell, b: &Cell, asked: &Asked) -> Option<Reason> {
    let place = |cell: &&Cell| match cell.spoken.when.dated_by {
        DatedBy::Undated => 0,
        DatedBy::Inferred => 1,
        DatedBy::Statement => 2,
        DatedBy::Completed => 3,
        DatedBy::Written | DatedBy::Timeless => 4,
    };
    let cell = [a, b].into_iter().min_by_key(place)?;
    let (claim, by) = (asked.statement(cell.spoken).claim(), cell.voice(asked));
    match cell.spoken.when.dated_by {
        DatedBy::Undated => Some(Reason::NoDate { by }),
        DatedBy::Statement => Some(Reason::OnlyStated { by, stated: claim.stated.clone()? }),
        DatedBy::Inferred | DatedBy::Completed => {
            let inferred = claim.inferred.as_ref()?;
            let (written, why) = (claim.when.clone(), inferred.why.clone());
            Some(Reason::TimeInferred { by, written, inferred: inferred.when.clone()?, why })
        }
        DatedBy::Written | DatedBy::Timeless => None,
    }
}
