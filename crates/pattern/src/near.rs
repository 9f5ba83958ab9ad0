//! Facilities, found by where they are.

use crate::error::Error;
use crate::point::{Point, finite};

/// Places of facilities of one class, in a grid of squares.
#[derive(Debug, Clone)]
pub struct Facilities {
    /// In the order given.
    at: Vec<Point>,
    /// By square, row by row.
    sorted: Vec<(Point, u32)>,
    /// Where each square begins in `sorted`.
    starts: Vec<u32>,
    low: Point,
    step: f64,
    columns: usize,
    rows: usize,
}

/// About how many facilities a square holds.
const IN_SQUARE: f64 = 2.0;

impl Facilities {
    /// Facilities at these places; two may share one.
    ///
    /// # Errors
    /// None at all, or coordinates that are no numbers.
    pub fn new(at: &[Point]) -> Result<Self, Error> {
        let (low, high) = corners(at)?;
        let (wide, tall) = (high.x - low.x, high.y - low.y);
        let step = (wide * tall * IN_SQUARE / at.len() as f64).sqrt();
        Ok(Self::in_squares(at, low, [wide, tall], step))
    }

    /// With squares that suit searches up to `reach`.
    pub(crate) fn for_reach(at: &[Point], reach: f64) -> Result<Self, Error> {
        let (low, high) = corners(at)?;
        Ok(Self::in_squares(at, low, [high.x - low.x, high.y - low.y], reach / 3.0))
    }

    fn in_squares(at: &[Point], low: Point, [wide, tall]: [f64; 2], step: f64) -> Self {
        let most = (4 * at.len() + 16) as f64;
        let step = step.max((wide * tall / most).sqrt()).max(wide.max(tall) / most).max(f64::MIN_POSITIVE);
        let count = |length: f64| (length / step) as usize + 1;
        let (columns, rows) = (count(wide), count(tall));
        let square = |place: Point| ((place.y - low.y) / step) as usize * columns + ((place.x - low.x) / step) as usize;
        let mut sorted: Vec<(Point, u32)> = at.iter().copied().zip(0..).collect();
        sorted.sort_by_key(|(place, _)| square(*place));
        let mut starts = vec![0u32; columns * rows + 1];
        sorted.iter().for_each(|(place, _)| starts[square(*place) + 1] += 1);
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        Self { at: at.to_vec(), sorted, starts, low, step, columns, rows }
    }

    /// Their places, in the order given.
    #[must_use]
    pub fn places(&self) -> &[Point] {
        &self.at
    }

    /// How many: one at least.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Gives each facility that may lie within `reach`, with its square distance.
    #[inline]
    pub(crate) fn about(&self, place: Point, reach: f64, mut found: impl FnMut(u32, Point, f64)) {
        let (columns, rows) = (
            self.squares(place.x - self.low.x, reach, self.columns),
            self.squares(place.y - self.low.y, reach, self.rows),
        );
        let (Some((left, right)), Some((below, above))) = (columns, rows) else { return };
        for row in below..=above {
            let from = self.starts[row * self.columns + left] as usize;
            let to = self.starts[row * self.columns + right + 1] as usize;
            for (at, index) in &self.sorted[from..to] {
                found(*index, *at, at.square_to(place));
            }
        }
    }

    /// First and last square along an axis within `reach` of a place.
    #[inline]
    fn squares(&self, place: f64, reach: f64, count: usize) -> Option<(usize, usize)> {
        let (from, to) = ((place - reach) / self.step, (place + reach) / self.step);
        let beside = to < 0.0 || from >= count as f64;
        // Casts of what is below 0 give 0.
        (!beside).then(|| (from as usize, (to as usize).min(count - 1)))
    }

    /// Index of and distance to the nearest facility.
    #[must_use]
    pub fn nearest(&self, place: Point) -> (usize, f64) {
        let mut reach = self.step.max(self.far_outside(place) + self.step);
        loop {
            let mut best = (u32::MAX, f64::INFINITY);
            self.about(place, reach, |index, _, square| {
                if square < best.1 || (square == best.1 && index < best.0) {
                    best = (index, square);
                }
            });
            if best.1 <= reach * reach {
                return (best.0 as usize, best.1.sqrt());
            }
            reach *= 2.0;
        }
    }

    /// How far a place lies outside the rectangle of the grid.
    fn far_outside(&self, place: Point) -> f64 {
        let beyond = |at: f64, low: f64, count: usize| (low - at).max(at - low - count as f64 * self.step).max(0.0);
        let right = beyond(place.x, self.low.x, self.columns);
        let up = beyond(place.y, self.low.y, self.rows);
        (right * right + up * up).sqrt()
    }
}

fn corners(at: &[Point]) -> Result<(Point, Point), Error> {
    if at.is_empty() {
        return Err(Error::Nothing { what: "facility" });
    }
    finite("facility", at)?;
    let low = at.iter().fold(at[0], |low, place| Point::new(low.x.min(place.x), low.y.min(place.y)));
    let high = at.iter().fold(at[0], |high, place| Point::new(high.x.max(place.x), high.y.max(place.y)));
    Ok((low, high))
}
