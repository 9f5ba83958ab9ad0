//! Which cells of a grid lie where on the plane, reckoned exactly at the corners of squares; in between it goes evenly, for no place is
//! farther than a few cells from a corner.

use daftar_view::pattern::daftar_pattern::Point;

use super::super::plane::Plane;
use super::lies::Lies;

/// Where a place of the plane lies among the cells of a file.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct At {
    /// Column and row.
    pub(super) cell: [f64; 2],
    /// How many cells there are on a square metre there.
    pub(super) cells: f64,
}

/// The corners of squares.
pub(super) struct Net {
    low: Point,
    side: f64,
    columns: usize,
    corners: Vec<Option<[f64; 2]>>,
}

impl Net {
    /// Over a rectangle of the plane, in squares of this side.
    pub(super) fn of(lies: &Lies, plane: &Plane, [low, high]: [Point; 2], side: f64) -> Net {
        let many = |length: f64| (length / side).ceil() as usize + 2;
        let (columns, rows) = (many(high.x - low.x), many(high.y - low.y));
        let place = |at: usize| Point::new(low.x + (at % columns) as f64 * side, low.y + (at / columns) as f64 * side);
        let corners = (0..columns * rows).map(|at| lies.cell(plane.back(place(at)))).collect();
        Net { low, side, columns, corners }
    }

    /// Where a place lies; nothing where the grid's system of coordinates does not reach.
    pub(super) fn at(&self, place: Point) -> Option<At> {
        let (right, up) = ((place.x - self.low.x) / self.side, (place.y - self.low.y) / self.side);
        let corner = |along: usize, above: usize| {
            let place = (up.floor() as usize + above) * self.columns + right.floor() as usize + along;
            self.corners.get(place).copied().flatten()
        };
        let (one, east, north, both) = (corner(0, 0)?, corner(1, 0)?, corner(0, 1)?, corner(1, 1)?);
        let (u, v) = (right - right.floor(), up - up.floor());
        let between =
            |from: [f64; 2], to: [f64; 2], part: f64| [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * part);
        let less = |to: [f64; 2], from: [f64; 2]| [to[0] - from[0], to[1] - from[1]];
        let (low, high) = (between(one, east, u), between(north, both, u));
        let along = between(less(east, one), less(both, north), v);
        let above = less(high, low);
        let cells = (along[0] * above[1] - along[1] * above[0]).abs() / self.side.powi(2);
        Some(At { cell: between(low, high, v), cells })
    }
}
