//! Where damage might have been: a raster of exposure, from data other than the damage.

use crate::error::{Error, as_many, within};
use crate::point::{Point, finite};
use crate::stream::Stream;
use crate::window::Window;

/// Values on a grid of equal rectangles.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    low: Point,
    step: [f64; 2],
    columns: usize,
    values: Vec<f64>,
}

/// Most cells that are taken.
const MOST_CELLS: usize = 4_000_000;

impl Raster {
    /// A raster from its lower left corner, the width and height of a cell, the number of columns, and values in any unit, 0 or more:
    /// row by row from the south, each from the west.
    ///
    /// # Errors
    /// Numbers that are none, cells without size, rows that are not full, values below 0, more than 4 million cells.
    pub fn new(low: Point, step: [f64; 2], columns: usize, values: Vec<f64>) -> Result<Self, Error> {
        finite("the corner of the raster", &[low])?;
        let expected = "a finite length above 0";
        within("the width of a cell", step[0], [f64::MIN_POSITIVE, f64::MAX], expected)?;
        within("the height of a cell", step[1], [f64::MIN_POSITIVE, f64::MAX], expected)?;
        within(
            "the number of cells",
            values.len() as f64,
            [1.0, MOST_CELLS as f64],
            "1 to 4,000,000; take larger cells",
        )?;
        within("the number of columns", columns as f64, [1.0, values.len() as f64], "1 at least, and full rows")?;
        as_many("values of the raster", values.len(), values.len() / columns * columns)?;
        let allowed = "0 or more, and finite; write 0 where nothing can be damaged";
        values
            .iter()
            .try_for_each(|value| within("a value of the raster", *value, [0.0, 1e100], allowed).map(|_| ()))?;
        Ok(Self { low, step, columns, values })
    }

    /// The same value everywhere around a window, in `columns` times `columns` cells.
    ///
    /// # Errors
    /// No columns, or too many.
    pub fn even(window: &Window, columns: usize) -> Result<Self, Error> {
        within("the number of columns", columns as f64, [1.0, 4000.0], "1 to 4,000")?;
        let [low, high] = window.bounds();
        let step = [(high.x - low.x) / columns as f64, (high.y - low.y) / columns as f64];
        Self::new(low, step, columns, vec![1.0; columns * columns])
    }

    /// All that the raster covers.
    ///
    /// # Errors
    /// None that is to be expected.
    pub fn window(&self) -> Result<Window, Error> {
        let rows = self.values.len() / self.columns;
        let high = [self.columns as f64 * self.step[0], rows as f64 * self.step[1]];
        Window::rectangle(self.low, Point::new(self.low.x + high[0], self.low.y + high[1]))
    }

    /// The value at a place; nothing beyond the raster.
    #[must_use]
    pub fn value(&self, place: Point) -> Option<f64> {
        self.cell(place).map(|cell| self.values[cell])
    }

    /// The same with each value the mean of a square of about this side, laid from the lower left corner: an exposure that knows less of
    /// where exactly things stand.
    ///
    /// # Errors
    /// A side that is not above 0.
    pub fn coarser(&self, side: f64) -> Result<Self, Error> {
        within("the side of the squares", side, [f64::MIN_POSITIVE, f64::MAX], "a length above 0")?;
        let rows = self.values.len() / self.columns;
        let many = |step: f64, most: usize| ((side / step).round() as usize).clamp(1, most);
        let (wide, high) = (many(self.step[0], self.columns), many(self.step[1], rows));
        let blocks = self.columns.div_ceil(wide);
        let block = |cell: usize| cell / self.columns / high * blocks + cell % self.columns / wide;
        let mut sums = vec![(0.0, 0.0); blocks * rows.div_ceil(high)];
        for (cell, value) in self.values.iter().enumerate() {
            let (sum, cells) = &mut sums[block(cell)];
            (*sum, *cells) = (*sum + value, *cells + 1.0);
        }
        let values = (0..self.values.len()).map(|cell| sums[block(cell)].0 / sums[block(cell)].1).collect();
        Ok(Self { values, ..self.clone() })
    }

    /// The cell in which a place lies. Those on the upper and the right edge of all belong to the last ones.
    fn cell(&self, place: Point) -> Option<usize> {
        let along = |at: f64, low: f64, step: f64, count: usize| {
            let cells = (at - low) / step;
            let inside = cells >= 0.0 && cells <= count as f64 * (1.0 + 1e-12);
            inside.then(|| (cells as usize).min(count - 1))
        };
        let column = along(place.x, self.low.x, self.step[0], self.columns)?;
        let row = along(place.y, self.low.y, self.step[1], self.values.len() / self.columns)?;
        Some(row * self.columns + column)
    }

    fn corner(&self, cell: usize) -> Point {
        let (column, row) = (cell % self.columns, cell / self.columns);
        Point::new(self.low.x + column as f64 * self.step[0], self.low.y + row as f64 * self.step[1])
    }
}

/// A cell of which some lies in the window and is exposed.
#[derive(Debug, Clone, Copy)]
struct Cell {
    corner: Point,
    /// Area in the window.
    area: f64,
    value: f64,
    /// Whether all of it lies in the window.
    whole: bool,
}

/// Of the alias table (Walker 1977): below the split a cell itself, above it the other.
#[derive(Debug, Clone, Copy)]
struct Alias {
    split: u32,
    other: u32,
}

/// The exposure in a window.
#[derive(Debug, Clone)]
pub struct Exposure<'a> {
    window: &'a Window,
    raster: &'a Raster,
    cells: Vec<Cell>,
    aliases: Vec<Alias>,
    mass: f64,
}

impl<'a> Exposure<'a> {
    /// # Errors
    /// Nothing exposed in the window.
    pub fn new(window: &'a Window, raster: &'a Raster) -> Result<Self, Error> {
        let full = raster.step[0] * raster.step[1];
        let cell = |index: usize| {
            let (value, corner) = (raster.values[index], raster.corner(index));
            let area = window.within(corner, Point::new(corner.x + raster.step[0], corner.y + raster.step[1]));
            let whole = area > full * (1.0 - 1e-12);
            Cell { corner, area, value, whole }
        };
        let exposed = (0..raster.values.len()).filter(|index| raster.values[*index] > 0.0);
        // A sliver without a place to draw is no area.
        let cells: Vec<Cell> = exposed.map(cell).filter(|cell| cell.area > full * 1e-9).collect();
        let mass = cells.iter().map(|cell| cell.area * cell.value).sum();
        within("the exposure in the window", mass, [f64::MIN_POSITIVE, f64::MAX], "more than 0 somewhere in it")?;
        let aliases = aliases(cells.iter().map(|cell| cell.area * cell.value * cells.len() as f64 / mass).collect());
        Ok(Self { window, raster, cells, aliases, mass })
    }

    /// The window.
    #[must_use]
    pub fn window(&self) -> &'a Window {
        self.window
    }

    /// Area of the window where anything is exposed.
    #[must_use]
    pub fn area(&self) -> f64 {
        self.cells.iter().map(|cell| cell.area).sum()
    }

    /// The density of so many things spread as the exposure is: a unit of area, at each place.
    ///
    /// # Errors
    /// A place where nothing is exposed.
    pub fn intensities(&self, places: &[Point]) -> Result<Vec<f64>, Error> {
        finite("damage", places)?;
        let times = places.len() as f64 / self.mass;
        let at = |(index, at): (usize, &Point)| {
            let value = self.raster.cell(*at).map_or(0.0, |cell| self.raster.values[cell]);
            if value > 0.0 { Ok(value * times) } else { Err(Error::Unexposed { index, at: *at }) }
        };
        places.iter().enumerate().map(at).collect()
    }

    /// Gives places in each cell that lie in the window, each with its share of all exposure: 16 in a cell, fewer where there are more than
    /// 100,000 cells.
    pub(crate) fn lattice(&self, mut give: impl FnMut(Point, f64)) {
        let [wide, high] = self.raster.step;
        let side = if self.cells.len() <= 100_000 { 4 } else { 1 };
        let mut inside = Vec::new();
        for cell in &self.cells {
            let at = |index: usize| {
                let (right, up) = ((index % side) as f64 + 0.5, (index / side) as f64 + 0.5);
                Point::new(cell.corner.x + right * wide / side as f64, cell.corner.y + up * high / side as f64)
            };
            inside.clear();
            inside.extend((0..side * side).map(at).filter(|place| cell.whole || self.window.contains(*place)));
            if inside.is_empty() {
                inside.push(at(side * side / 2));
            }
            let share = cell.area * cell.value / self.mass / inside.len() as f64;
            inside.iter().for_each(|place| give(*place, share));
        }
    }

    /// How many cells there are to draw from.
    pub(crate) fn cells(&self) -> usize {
        self.cells.len()
    }

    /// One over the density of so many things in a cell.
    pub(crate) fn share(&self, cell: usize, count: usize) -> f64 {
        self.mass / (count as f64 * self.cells[cell].value)
    }

    /// A cell with the chance of its exposure.
    #[inline]
    pub(crate) fn draw_cell(&self, stream: &mut Stream) -> usize {
        let (index, split) = stream.below_and_rest(self.aliases.len());
        let alias = self.aliases[index];
        if split < alias.split { index } else { alias.other as usize }
    }

    /// A place in a cell and in the window.
    #[inline]
    pub(crate) fn draw_in(&self, cell: usize, stream: &mut Stream) -> Point {
        let cell = &self.cells[cell];
        loop {
            let (right, up) = stream.two_shares();
            let place =
                Point::new(cell.corner.x + right * self.raster.step[0], cell.corner.y + up * self.raster.step[1]);
            if cell.whole || self.window.contains(place) {
                return place;
            }
        }
    }
}

/// Vose (1991): of heights whose mean is 1, each shares its slot with at most one other.
fn aliases(mut heights: Vec<f64>) -> Vec<Alias> {
    let mut all: Vec<Alias> = (0..heights.len()).map(|index| Alias { split: u32::MAX, other: index as u32 }).collect();
    let (mut low, mut high): (Vec<usize>, Vec<usize>) = (0..heights.len()).partition(|index| heights[*index] < 1.0);
    while let (Some(small), Some(large)) = (low.pop(), high.last().copied()) {
        all[small] = Alias { split: (heights[small] * (1u64 << 32) as f64) as u32, other: large as u32 };
        heights[large] -= 1.0 - heights[small];
        if heights[large] < 1.0 {
            high.pop();
            low.push(large);
        }
    }
    all
}
