//! What gathers in one square of the map.

use std::collections::BTreeMap;

use daftar_claim::EntityId;

use super::Mark;
use crate::cell::Cell;
use crate::shape::Position;

/// The square in which something lies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Square {
    Grid(i64, i64),
    Cells(i32, i32),
    Alone(EntityId),
}

/// What gathers in a square.
pub(super) struct Gathering {
    sum: Position,
    bounds: Option<[f64; 4]>,
    things: usize,
    levels: BTreeMap<Level, usize>,
    only: EntityId,
    cell: Option<[f64; 4]>,
}

/// How a thing stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Untold,
    NotKnown,
    Rank(i64),
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Level::Untold => f.write_str("untold"),
            Level::NotKnown => f.write_str("not-known"),
            Level::Rank(rank) => write!(f, "{rank}"),
        }
    }
}

/// Where a thing lies.
#[derive(Clone, Copy)]
pub(super) enum Lies {
    At(Position),
    In(Cell),
}

impl Lies {
    pub(super) fn middle(self) -> Position {
        match self {
            Lies::At(at) => at,
            Lies::In(cell) => {
                let [west, south, east, north] = cell.bounds();
                [(west + east) / 2.0, (south + north) / 2.0]
            }
        }
    }
}

impl Gathering {
    pub(super) fn new(only: EntityId, cell: Option<[f64; 4]>) -> Gathering {
        Gathering { sum: [0.0; 2], bounds: None, things: 0, levels: BTreeMap::new(), only, cell }
    }

    pub(super) fn take(&mut self, lies: Lies, level: Level) {
        let [east, north] = lies.middle();
        self.sum = [self.sum[0] + east, self.sum[1] + north];
        let own = match lies {
            Lies::In(cell) => cell.bounds(),
            Lies::At([east, north]) => [east, north, east, north],
        };
        self.bounds = wider(self.bounds, Some(own));
        self.things += 1;
        *self.levels.entry(level).or_default() += 1;
    }

    /// Takes what gathered in the same square of other things.
    pub(super) fn join(&mut self, other: Gathering) {
        self.sum = [self.sum[0] + other.sum[0], self.sum[1] + other.sum[1]];
        self.bounds = wider(self.bounds, other.bounds);
        self.things += other.things;
        for (level, things) in other.levels {
            *self.levels.entry(level).or_default() += things;
        }
    }

    pub(super) fn mark(self) -> Mark {
        let many = self.things.max(1) as f64;
        let at = [self.sum[0] / many, self.sum[1] / many];
        Mark {
            bounds: grown(self.bounds, at),
            at,
            things: self.things,
            levels: self.levels.into_iter().map(|(level, things)| (level.to_string(), things)).collect(),
            only: (self.things == 1).then_some(self.only),
            cell: self.cell,
        }
    }
}

/// The square in which a thing is shown, and its bounds where it is of cells: these stay marks of their own, so that their things are never
/// among those whose place is told.
pub(super) fn square(side: Option<f64>, lies: Lies, entity: EntityId) -> (Square, Option<[f64; 4]>) {
    let number = |degrees: f64, side: f64| (degrees / side).floor() as i64;
    match (lies, side) {
        (Lies::In(cell), side) => {
            let ((east, north), bounds) = cell.among(side.unwrap_or_default());
            (Square::Cells(east, north), Some(bounds))
        }
        (Lies::At([east, north]), Some(side)) => (Square::Grid(number(east, side), number(north, side)), None),
        (Lies::At(_), None) => (Square::Alone(entity), None),
    }
}

pub(super) fn grown(bounds: Option<[f64; 4]>, [east, north]: Position) -> [f64; 4] {
    let [w, s, e, n] = bounds.unwrap_or([east, north, east, north]);
    [w.min(east), s.min(north), e.max(east), n.max(north)]
}

/// The bounds of both.
pub(super) fn wider(one: Option<[f64; 4]>, other: Option<[f64; 4]>) -> Option<[f64; 4]> {
    let Some([west, south, east, north]) = other else { return one };
    Some(grown(Some(grown(one, [west, south])), [east, north]))
}
