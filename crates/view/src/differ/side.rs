//! One side of a difference: a value or a time of it, with the statements that tell it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use daftar_claim::{ClaimId, EntityId};
use serde::Serialize;

use super::{Cell, Differs};
use crate::asked::Asked;
use crate::json;
use crate::shown::Shown;

/// A value that is told, or a denial.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Side {
    /// Whom it speaks about.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// The value; none when this side denies the other.
    pub value: Option<Shown>,
    /// The times that its statements give or are inferred to have, as EDTF, sorted; empty when none is known.
    pub times: Vec<String>,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

impl Side {
    /// The sides that these cells form: one for each value, or, where they differ in time, one for each time.
    pub(crate) fn all(cells: &[&Cell], about: Differs, asked: &Asked) -> Vec<Side> {
        let mut sides: BTreeMap<_, Vec<&Cell>> = BTreeMap::new();
        for cell in cells {
            let spoken = cell.spoken;
            let time = (about == Differs::Time).then(|| (spoken.order(), spoken.when.as_str()));
            let place = (Reverse(spoken.rank()), time, spoken.entity, &spoken.key);
            sides.entry(place).or_default().push(cell);
        }
        let mut sides: Vec<Vec<&Cell>> = sides.into_values().collect();
        let first_time = |side: &Vec<&Cell>| side.iter().map(|cell| cell.spoken.order()).min();
        let rank = |side: &Vec<&Cell>| side.first().and_then(|cell| cell.spoken.rank());
        sides.sort_by_key(|side| (Reverse(rank(side)), first_time(side)));
        sides.into_iter().filter_map(|side| Side::of(&side, asked)).collect()
    }

    fn of(cells: &[&Cell], asked: &Asked) -> Option<Side> {
        let first = cells.first()?.spoken;
        let spoken = || cells.iter().flat_map(|cell| &cell.all);
        let mut times: Vec<String> = spoken().filter_map(|one| one.when.as_str()).map(str::to_owned).collect();
        let mut statements: Vec<ClaimId> = spoken().map(|one| asked.statement(one).statement.id).collect();
        times.sort_unstable();
        times.dedup();
        statements.sort_unstable();
        statements.dedup();
        Some(Side { entity: first.entity, value: Some(Shown::shared(&first.value, asked)), times, statements })
    }
}
