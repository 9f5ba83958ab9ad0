//! Places in a plane.

use crate::error::Error;

/// A place in a projected plane, in one unit of length (metres, say) that all numbers handed in share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Towards the east.
    pub x: f64,
    /// Towards the north.
    pub y: f64,
}

impl Point {
    /// A place.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn square_to(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        dx * dx + dy * dy
    }
}

/// Twice the area of the triangle; above 0 where `c` lies left of the way from `a` to `b`.
pub(crate) fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Largest coordinate that is taken: fourth powers of greater ones would leave the range of numbers.
const FARTHEST: f64 = 1e60;

/// Nothing if all are numbers, else an error that names the first that is none.
pub(crate) fn finite(what: &'static str, points: &[Point]) -> Result<(), Error> {
    let odd = |number: f64| !number.is_finite() || number.abs() > FARTHEST;
    match points.iter().position(|point| odd(point.x) || odd(point.y)) {
        None => Ok(()),
        Some(index) => {
            let found = if odd(points[index].x) { points[index].x } else { points[index].y };
            Err(Error::NotFinite { what, index, found })
        }
    }
}
