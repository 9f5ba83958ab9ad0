//! Facilities that any place may have near, ready to be read in one go.

use crate::error::Error;
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::Reaches;

/// For each small square of an area, the facilities within the farthest distance of some place in it.
#[derive(Debug, Clone)]
pub(crate) struct Neighbours {
    low: Point,
    step: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    places: Vec<Point>,
    indices: Vec<u32>,
}

/// Facilities that may be near: where they are, and which.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near<'a> {
    pub(crate) places: &'a [Point],
    pub(crate) indices: &'a [u32],
}

/// Squares to a farthest distance: of the facilities in a square's list most are near.
const FINE: f64 = 5.0;
/// Most squares.
const MOST: f64 = 400_000.0;
/// Most facilities in all lists together: lists of larger squares are shorter together.
const MOST_LISTED: f64 = 6e6;

impl Neighbours {
    pub(crate) fn new([low, high]: [Point; 2], facilities: &[Point], reaches: &Reaches) -> Result<Self, Error> {
        let reach = reaches.farthest();
        let found = Facilities::for_reach(facilities, reach)?;
        let (wide, tall) = (high.x - low.x, high.y - low.y);
        let fine = FINE.min((MOST_LISTED / (5.0 * facilities.len() as f64)).sqrt()).max(0.5);
        let step = (reach / fine).max((wide * tall / MOST).sqrt()).max(wide.max(tall) / MOST);
        let (columns, rows) = ((wide / step) as usize + 1, (tall / step) as usize + 1);
        let mut built = Self { low, step, columns, rows, starts: vec![0], places: Vec::new(), indices: Vec::new() };
        for square in 0..columns * rows {
            built.list(square, &found, reach);
        }
        Ok(built)
    }

    fn list(&mut self, square: usize, facilities: &Facilities, reach: f64) {
        let low = Point::new(
            self.low.x + (square % self.columns) as f64 * self.step,
            self.low.y + (square / self.columns) as f64 * self.step,
        );
        let half = self.step / 2.0;
        let middle = Point::new(low.x + half, low.y + half);
        let beyond = |at: f64, middle: f64| ((at - middle).abs() - half * (1.0 + 1e-9)).max(0.0);
        facilities.about(middle, reach + self.step, |index, at, _| {
            let (right, up) = (beyond(at.x, middle.x), beyond(at.y, middle.y));
            if right * right + up * up <= reach * reach {
                self.places.push(at);
                self.indices.push(index);
            }
        });
        self.starts.push(self.places.len() as u32);
    }

    /// Those that a place in the area may have near.
    #[inline]
    pub(crate) fn of(&self, place: Point) -> Near<'_> {
        // Casts of what is below 0 give 0.
        let column = (((place.x - self.low.x) / self.step) as usize).min(self.columns - 1);
        let row = (((place.y - self.low.y) / self.step) as usize).min(self.rows - 1);
        let square = row * self.columns + column;
        let listed = self.starts[square] as usize..self.starts[square + 1] as usize;
        Near { places: &self.places[listed.clone()], indices: &self.indices[listed] }
    }
}
