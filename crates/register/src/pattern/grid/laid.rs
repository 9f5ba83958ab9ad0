//! A grid laid onto the plane of a question, as density: how much there is on a square metre.

use daftar_view::pattern::daftar_pattern::{Point, Raster};

use super::super::plane::Plane;
use super::super::{MOST_KM, no_region};
use super::Grid;
use super::net::Net;
use crate::RegisterError;

/// Most cells that are laid onto the plane.
const MOST_LAID: f64 = 1_000_000.0;
/// Each cell that is held is looked at about so many times along each side, and each that is laid at most so many.
const AS_OFTEN: f64 = 2.0;
const MOST_OFTEN: f64 = 64.0;
/// Squares of so many cells, at whose corners places are reckoned exactly: between them a place is off by less than a twentieth of a cell.
const SQUARE: f64 = 16.0;

impl Grid {
    /// The same on the plane. `window` is a rectangle beyond which nothing is looked at.
    ///
    /// # Errors
    /// A grid without a window that reaches farther than a plane can be a picture of the earth.
    pub(in crate::pattern) fn laid(&self, plane: &Plane, window: Option<[Point; 2]>) -> Result<Raster, RegisterError> {
        let [low, high] = self.bounds(plane, window)?;
        let (wide, tall) = (high.x - low.x, high.y - low.y);
        let finest = self.finest(plane, [low, high]).ok_or_else(|| self.elsewhere())?;
        let step = finest.max((wide * tall / MOST_LAID).sqrt()).max(wide.max(tall) / MOST_LAID);
        // At so many places along each side a cell is the mean of what lies there, so that no cell of the file is passed over.
        let often = (AS_OFTEN * step / finest).ceil().clamp(1.0, MOST_OFTEN) as usize;
        let many = |length: f64| ((length / step).ceil() as usize).max(1);
        let (columns, rows) = (many(wide), many(tall));
        let end = Point::new(low.x + columns as f64 * step, low.y + rows as f64 * step);
        let (net, rounds) = (Net::of(&self.lies, plane, [low, end], SQUARE * step), self.lies.rounds());
        let density = |right: f64, up: f64| {
            let at = net.at(Point::new(low.x + right * step, low.y + up * step))?;
            let there = |round: &[f64; 2]| self.held.value([at.cell[0] + round[0], at.cell[1] + round[1]]);
            Some(rounds.iter().map(there).find(|value| *value > 0.0).unwrap_or(0.0) * at.cells)
        };
        let part = |part: usize| (part as f64 + 0.5) / often as f64;
        let value = |cell: usize| {
            let (right, up) = ((cell % columns) as f64, (cell / columns) as f64);
            let all = (0..often * often).filter_map(|one| density(right + part(one % often), up + part(one / often)));
            all.sum::<f64>() / (often * often) as f64
        };
        let values = (0..columns * rows).map(value).collect();
        Raster::new(low, [step, step], columns, values).map_err(|error| RegisterError::Ask(error.to_string()))
    }

    /// The rectangle of the plane in which the cells that are held lie, as far as it is looked at.
    fn bounds(&self, plane: &Plane, window: Option<[Point; 2]>) -> Result<[Point; 2], RegisterError> {
        let edges: Vec<Point> = self.lies.edges(self.held.part()).into_iter().map(|at| plane.at(at)).collect();
        let least = |of: fn(&Point) -> f64| edges.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Point) -> f64| edges.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (low, high) =
            (Point::new(least(|at| at.x), least(|at| at.y)), Point::new(most(|at| at.x), most(|at| at.y)));
        let farthest = edges.iter().map(|at| at.x.hypot(at.y) / 1000.0).fold(0.0, f64::max);
        match window {
            None if farthest <= MOST_KM => Ok([low, high]),
            None => {
                Err(no_region(&format!("an exposure that reaches {farthest:.0} km from their middle, and no window")))
            }
            // So far away edges go round the earth, and bound nothing.
            Some(window) if farthest > MOST_KM => Ok(window),
            Some([from, to]) => {
                let low = Point::new(low.x.max(from.x), low.y.max(from.y));
                let high = Point::new(high.x.min(to.x), high.y.min(to.y));
                if low.x < high.x && low.y < high.y { Ok([low, high]) } else { Err(self.elsewhere()) }
            }
        }
    }

    fn elsewhere(&self) -> RegisterError {
        let expected = "expected an exposure that covers the window";
        RegisterError::Ask(format!(
            "the exposure reaches {}, where nothing of the window lies; {expected}",
            self.lies.reach()
        ))
    }

    /// The shorter side of what is held as one cell, in metres, in the middle of a rectangle of the plane.
    fn finest(&self, plane: &Plane, [low, high]: [Point; 2]) -> Option<f64> {
        let middle = Point::new(f64::midpoint(low.x, high.x), f64::midpoint(low.y, high.y));
        let far = ((high.x - low.x).hypot(high.y - low.y) / 1000.0).max(1e-3);
        let cell = |right: f64, up: f64| self.lies.cell(plane.back(Point::new(middle.x + right, middle.y + up)));
        let (here, east, north) = (cell(0.0, 0.0)?, cell(far, 0.0)?, cell(0.0, far)?);
        let [a, b, c, d] =
            [east[0] - here[0], north[0] - here[0], east[1] - here[1], north[1] - here[1]].map(|one| one / far);
        let of = (a * d - b * c).abs();
        let side = (b.hypot(d) / of).min(a.hypot(c) / of) * self.averaged() as f64;
        (side.is_finite() && side > 0.0).then_some(side)
    }
}
