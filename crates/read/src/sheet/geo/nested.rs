//! Which rings lie within which: by where they lie alone, whichever way they run.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::rings::{Position, turn};
use super::sides::{Bounds, Sides};

/// So many comparisons are made for one shape: more than any needs that was drawn.
const COMPARED: usize = 1_000_000_000;
/// So many places of a ring are looked at, to tell whether it lies within another.
const LOOKED_AT: usize = 32;

/// A ring among others.
struct Ring<'r> {
    ring: &'r [Position],
    bounds: Bounds,
    turn: f64,
    number: usize,
    sides: OnceCell<Sides<'r>>,
}

impl<'r> Ring<'r> {
    fn of(number: usize, ring: &'r [Position]) -> Option<Ring<'r>> {
        let bounds = Bounds::of(ring)?;
        Some(Ring { ring, bounds, turn: turn(ring), number, sides: OnceCell::new() })
    }

    /// What is larger may lie about what is smaller. Of two that are the same, the hole lies about what fills it.
    fn by_size(&self, other: &Ring) -> Ordering {
        let hole = |ring: &Ring| ring.turn > 0.0;
        let size = self.turn.abs().total_cmp(&other.turn.abs());
        size.then(hole(self).cmp(&hole(other))).then(other.number.cmp(&self.number))
    }

    /// Whether this one lies about another. What touches it or leaves it by a little lies where most of it lies.
    fn is_about(&self, other: &Ring, left: &mut usize) -> bool {
        let sides = self.sides.get_or_init(|| Sides::of(self.ring, self.bounds));
        let mut have = |at: [f64; 2]| {
            *left = left.saturating_sub(1 + sides.near(at));
            sides.have(at).filter(|_| *left > 0)
        };
        let vote = |within: bool| if within { 1 } else { -1 };
        let step = (other.ring.len() / LOOKED_AT).max(1);
        let places = || other.ring.windows(2).flat_map(|pair| [pair[0].at, between(pair)]);
        let votes: i64 = places().step_by(step).filter_map(&mut have).map(vote).sum();
        match votes {
            0 => places().find_map(have).unwrap_or((self.turn > 0.0) != (other.turn > 0.0)),
            votes => votes > 0,
        }
    }
}

fn between(pair: &[Position]) -> [f64; 2] {
    [0, 1].map(|axis| pair[0].at[axis] + (pair[1].at[axis] - pair[0].at[axis]) / 2.0)
}

/// Of each ring the smallest one about it; none where there are too many to compare them.
pub(super) fn around(rings: &[Vec<Position>]) -> Option<Vec<Option<usize>>> {
    around_by(rings, COMPARED)
}

/// The same by no more than so many comparisons.
pub(super) fn around_by(rings: &[Vec<Position>], comparisons: usize) -> Option<Vec<Option<usize>>> {
    let mut begin: Vec<Ring> = rings.iter().enumerate().filter_map(|(number, ring)| Ring::of(number, ring)).collect();
    let axis = less_crowded(&begin);
    // A ring within another begins behind it; of two that begin together the larger lies about the other.
    begin.sort_by(|one, other| {
        let low = one.bounds.low[axis].total_cmp(&other.bounds.low[axis]);
        low.then_with(|| other.by_size(one))
    });
    let mut asked: Vec<&Ring> = begin.iter().collect();
    asked.sort_by(|one, other| one.bounds.middle(axis).total_cmp(&other.bounds.middle(axis)));
    let (mut found, mut open, mut left) = (vec![None; rings.len()], Vec::<&Ring>::new(), comparisons);
    let mut to_begin = begin.iter().peekable();
    for ring in asked {
        let middle = [0, 1].map(|axis| ring.bounds.middle(axis));
        while let Some(begun) = to_begin.next_if(|other| other.bounds.low[axis] <= middle[axis]) {
            open.push(begun);
        }
        open.retain(|other| other.bounds.high[axis] >= middle[axis]);
        left = left.saturating_sub(open.len());
        let mut is_about =
            |other: &&&Ring| other.bounds.has(middle) && other.by_size(ring).is_gt() && other.is_about(ring, &mut left);
        found[ring.number] = open.iter().rev().find(&mut is_about).map(|other| other.number);
        if left == 0 {
            return None;
        }
    }
    Some(found)
}

/// The axis along which fewer rings lie beside each other.
fn less_crowded(rings: &[Ring]) -> usize {
    let crowd = |axis: usize| {
        let bounds = || rings.iter().map(|ring| &ring.bounds);
        let low = bounds().map(|one| one.low[axis]).fold(f64::INFINITY, f64::min);
        let high = bounds().map(|one| one.high[axis]).fold(f64::NEG_INFINITY, f64::max);
        bounds().map(|one| one.size(axis)).sum::<f64>() / (high - low)
    };
    usize::from(crowd(1) < crowd(0))
}
