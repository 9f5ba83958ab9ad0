//! Whether sides of an area cross each other. Exactly: rounding decides nothing.

use robust::{Coord, orient2d};

use super::odd::ShapeOdd;
use super::parsed::Parsed;

/// So many pairs of sides are compared: more than any outline needs that was drawn.
const COMPARED: usize = 50_000_000;

/// Longitude and latitude.
pub(super) type Corner = [f64; 2];

/// What was found.
pub(super) enum Found {
    /// Two sides cross about here.
    Crossing(Corner),
    /// There were too many to compare all.
    TooMany,
}

impl From<Found> for ShapeOdd {
    fn from(found: Found) -> ShapeOdd {
        match found {
            Found::Crossing(corner) => ShapeOdd::Crosses { at: place(corner) },
            Found::TooMany => ShapeOdd::NotCompared,
        }
    }
}

/// A place in words: latitude, longitude.
pub(super) fn place([x, y]: Corner) -> String {
    format!("{}, {}", short(y), short(x))
}

fn short(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A side from west to east.
#[derive(Clone, Copy)]
pub(super) struct Side {
    west: [f64; 2],
    east: [f64; 2],
}

impl Side {
    fn of(one: [f64; 2], other: [f64; 2]) -> Side {
        if one[0] <= other[0] { Side { west: one, east: other } } else { Side { west: other, east: one } }
    }

    fn between(self) -> (f64, f64) {
        (self.west[1].min(self.east[1]), self.west[1].max(self.east[1]))
    }

    /// On which side of this one a position lies.
    fn side(self, of: [f64; 2]) -> f64 {
        let coord = |[x, y]: [f64; 2]| Coord { x, y };
        orient2d(coord(self.west), coord(self.east), coord(of))
    }

    /// Whether each lies on both sides of the other.
    fn crosses(self, other: Side) -> bool {
        let apart = |one: Side, other: Side| {
            let (west, east) = (one.side(other.west), one.side(other.east));
            (west > 0.0 && east < 0.0) || (west < 0.0 && east > 0.0)
        };
        apart(self, other) && apart(other, self)
    }

    /// About where two cross.
    fn meets(self, other: Side) -> [f64; 2] {
        let (west, east) = (self.side(other.west).abs(), self.side(other.east).abs());
        let share = west / (west + east);
        [0, 1].map(|axis| other.west[axis] + share * (other.east[axis] - other.west[axis]))
    }
}

/// The first crossing of sides within an area, from the west on.
pub(super) fn found(shape: &Parsed) -> Option<Found> {
    if !shape.is_area() {
        return None;
    }
    corners(shape).iter().find_map(|rings| in_area(sides(rings)))
}

/// The corners of each ring of each area.
pub(super) fn corners(shape: &Parsed) -> Vec<Vec<Vec<Corner>>> {
    let ring = |ring: &Vec<super::Position>| ring.iter().map(|one| [one.x(), one.y()]).collect();
    shape.areas.iter().map(|rings| rings.iter().map(ring).collect()).collect()
}

pub(super) fn sides<'r>(rings: impl IntoIterator<Item = &'r Vec<Corner>>) -> Vec<Side> {
    rings.into_iter().flat_map(|ring| ring.windows(2).map(|two| Side::of(two[0], two[1]))).collect()
}

/// The first crossing of some sides.
pub(super) fn in_area(mut sides: Vec<Side>) -> Option<Found> {
    sides.sort_by(|one, other| one.west[0].total_cmp(&other.west[0]));
    let mut open: Vec<Side> = Vec::new();
    let mut compared = 0;
    for side in sides {
        open.retain(|other| other.east[0] >= side.west[0]);
        compared += open.len();
        if compared > COMPARED {
            return Some(Found::TooMany);
        }
        let (low, high) = side.between();
        let near = |other: &&Side| {
            let (bottom, top) = other.between();
            bottom <= high && low <= top
        };
        if let Some(other) = open.iter().filter(near).find(|other| side.crosses(**other)) {
            return Some(Found::Crossing(side.meets(*other)));
        }
        open.push(side);
    }
    None
}
