//! A grid of exposure from a file in degrees (Esri's ASCII grid), and laid onto the plane of a question.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use daftar_view::pattern::daftar_pattern::{Point, Raster};

use super::plane::Plane;
use crate::RegisterError;

/// Most cells of a file, and of what is laid onto the plane.
const MOST: usize = 4_000_000;
const MOST_LAID: f64 = 1_000_000.0;
/// Each cell of a file is looked at about so many times along each side.
const AS_OFTEN: f64 = 2.0;
/// Metres of a degree of latitude, about.
const DEGREE: f64 = 111_200.0;
/// Places along each edge by which the bounds on the plane are found.
const ALONG: usize = 16;

/// How much there is in each cell, row by row from the north, each from the west.
#[derive(Debug)]
pub(super) struct Grid {
    columns: usize,
    rows: usize,
    /// The lower left corner: latitude and longitude.
    corner: (f64, f64),
    side: f64,
    values: Vec<f64>,
}

/// What stands above the numbers.
#[derive(Default)]
struct Head {
    columns: Option<usize>,
    rows: Option<usize>,
    west: Option<(f64, bool)>,
    south: Option<(f64, bool)>,
    side: Option<f64>,
    nothing: Option<f64>,
}

impl Head {
    /// Takes a line of the head; false where it is none.
    fn take(&mut self, name: &str, value: f64) -> bool {
        match name.to_ascii_lowercase().as_str() {
            "ncols" => self.columns = Some(value as usize),
            "nrows" => self.rows = Some(value as usize),
            "xllcorner" => self.west = Some((value, false)),
            "xllcenter" => self.west = Some((value, true)),
            "yllcorner" => self.south = Some((value, false)),
            "yllcenter" => self.south = Some((value, true)),
            "cellsize" => self.side = Some(value),
            "nodata_value" => self.nothing = Some(value),
            _ => return false,
        }
        true
    }
}

impl Grid {
    /// Reads a grid. Where a cell has no number, nothing can be damaged.
    ///
    /// # Errors
    /// What is no such grid, or none in degrees, or has values below 0: with the line.
    pub(super) fn read(path: &Path) -> Result<Grid, RegisterError> {
        let refuse = |error: String| RegisterError::Ask(format!("{}: {error}", path.display()));
        let file = BufReader::new(std::fs::File::open(path).map_err(RegisterError::io(path))?);
        let (mut head, mut values) = (Head::default(), Vec::new());
        for (at, line) in file.lines().enumerate() {
            let line =
                line.map_err(|_| refuse(format!("line {} is no text; expected an ASCII grid (.asc)", at + 1)))?;
            let mut words = line.split_whitespace();
            if let (true, Some(name), Some(Ok(value)), None) =
                (values.is_empty(), words.next(), words.next().map(str::parse), words.next())
                && head.take(name, value)
            {
                continue;
            }
            for word in line.split_whitespace() {
                let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
                let number = number.ok_or_else(|| refuse(format!("line {}: {word:?} is no number", at + 1)))?;
                let is_nothing = head.nothing == Some(number);
                if number < 0.0 && !is_nothing {
                    return Err(refuse(format!("line {}: {number} is below 0; expected how much there is", at + 1)));
                }
                values.push(if is_nothing { 0.0 } else { number });
            }
            if values.len() > MOST {
                return Err(refuse(format!("more than {MOST} cells; take larger ones")));
            }
        }
        Grid::of(&head, values).map_err(refuse)
    }

    fn of(head: &Head, values: Vec<f64>) -> Result<Grid, String> {
        let lacks =
            |name: &str| format!("no {name} in its head; expected ncols, nrows, xllcorner, yllcorner, cellsize");
        let columns = head.columns.filter(|many| *many > 0).ok_or_else(|| lacks("ncols"))?;
        let rows = head.rows.filter(|many| *many > 0).ok_or_else(|| lacks("nrows"))?;
        let side = head.side.filter(|side| *side > 0.0).ok_or_else(|| lacks("cellsize"))?;
        let edge = |(at, is_middle): (f64, bool)| if is_middle { at - side / 2.0 } else { at };
        let west = head.west.map(edge).ok_or_else(|| lacks("xllcorner"))?;
        let south = head.south.map(edge).ok_or_else(|| lacks("yllcorner"))?;
        let (east, north) = (west + side * columns as f64, south + side * rows as f64);
        let is_on_earth =
            [west, east].iter().all(|at| at.abs() <= 360.0) && [south, north].iter().all(|at| at.abs() <= 90.1);
        if !is_on_earth {
            return Err(format!(
                "it reaches from {west}, {south} to {east}, {north}: no degrees; expected a grid in longitude and latitude (EPSG:4326)"
            ));
        }
        if columns.checked_mul(rows) != Some(values.len()) {
            return Err(format!("{} values; expected {columns} × {rows}", values.len()));
        }
        Ok(Grid { columns, rows, corner: (south, west), side, values })
    }

    /// Its corners and places along its edges: latitude and longitude.
    pub(super) fn edges(&self) -> Vec<(f64, f64)> {
        let (south, west) = self.corner;
        let (high, wide) = (self.side * self.rows as f64, self.side * self.columns as f64);
        let part = |at: usize| at as f64 / ALONG as f64;
        let around = (0..=ALONG).flat_map(|at| {
            let (up, along) = (south + high * part(at), west + wide * part(at));
            [(up, west), (up, west + wide), (south, along), (south + high, along)]
        });
        around.collect()
    }

    /// How much there is on a square degree at a place; 0 beyond the grid.
    fn value(&self, (north, east): (f64, f64)) -> f64 {
        let (south, west) = self.corner;
        let along = [east, east + 360.0, east - 360.0].into_iter().map(|east| (east - west) / self.side);
        let column = along.map(f64::floor).find(|at| *at >= 0.0 && *at < self.columns as f64);
        let row = self.rows as f64 - 1.0 - ((north - south) / self.side).floor();
        match column.filter(|_| row >= 0.0 && row < self.rows as f64) {
            Some(column) => self.values[row as usize * self.columns + column as usize],
            None => 0.0,
        }
    }

    /// The same on the plane, as density: cells of degrees are narrower the farther they lie from the equator.
    pub(super) fn laid(&self, plane: &Plane) -> Result<Raster, RegisterError> {
        let edges: Vec<Point> = self.edges().into_iter().map(|at| plane.at(at)).collect();
        let least = |of: fn(&Point) -> f64| edges.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Point) -> f64| edges.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (low, high) =
            (Point::new(least(|at| at.x), least(|at| at.y)), Point::new(most(|at| at.x), most(|at| at.y)));
        let (wide, tall) = (high.x - low.x, high.y - low.y);
        let middle = self.corner.0 + self.side * self.rows as f64 / 2.0;
        let finest = self.side * DEGREE * middle.to_radians().cos().max(0.05);
        let step = finest.max((wide * tall / MOST_LAID).sqrt());
        // At so many places along each side a cell is the mean of what lies there, so that no cell of the file is passed over.
        let along = (AS_OFTEN * step / finest).ceil().max(1.0) as usize;
        let many = |length: f64| ((length / step).ceil() as usize).max(1);
        let (columns, rows) = (many(wide), many(tall));
        let at = |right: f64, up: f64| {
            let place = plane.back(Point::new(low.x + right * step, low.y + up * step));
            self.value(place) / place.0.to_radians().cos().max(1e-6)
        };
        let part = |part: usize| (part as f64 + 0.5) / along as f64;
        let value = |cell: usize| {
            let (right, up) = ((cell % columns) as f64, (cell / columns) as f64);
            let all = (0..along * along).map(|one| at(right + part(one % along), up + part(one / along)));
            all.sum::<f64>() / (along * along) as f64
        };
        let values = (0..columns * rows).map(value).collect();
        Raster::new(low, [step, step], columns, values).map_err(|error| RegisterError::Ask(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Result<Grid, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Grid::read(file.path()).map_err(|error| error.to_string())
    }

    const SMALL: &str =
        "ncols 3\nnrows 2\nxllcorner 21.0\nyllcorner 35.0\ncellsize 0.01\nNODATA_value -9999\n1 2 3\n4 -9999 6\n";

    #[test]
    fn the_first_row_is_the_northern_one() {
        let grid = grid(SMALL).unwrap();
        let at = |north: f64, east: f64| grid.value((north, east));
        assert_eq!([at(35.015, 21.005), at(35.015, 21.025), at(35.005, 21.005)], [1.0, 3.0, 4.0]);
        assert_eq!([at(35.005, 21.015), at(35.025, 21.005), at(35.005, 20.99)], [0.0; 3], "without number, and beyond");
    }

    #[test]
    fn on_the_plane_it_lies_where_it_lay() {
        let grid = grid(SMALL).unwrap();
        let plane = Plane::about(grid.edges().into_iter()).unwrap();
        let raster = grid.laid(&plane).unwrap();
        for (north, east) in [(35.015, 21.005), (35.015, 21.025), (35.005, 21.005), (35.005, 21.015)] {
            let there = raster.value(plane.at((north, east))).unwrap() * f64::to_radians(north).cos();
            assert!((there - grid.value((north, east))).abs() < 1.0, "{north} {east}: {there}");
        }
    }

    #[test]
    fn what_is_laid_coarser_than_its_file_passes_nothing_over() {
        let side = 1500;
        let village = |row: usize, column: usize| usize::from((row, column) == (700, 801));
        let row = |row: usize| (0..side).map(|column| village(row, column).to_string()).collect::<Vec<_>>().join(" ");
        let rows: Vec<String> = (0..side).map(row).collect();
        let head = format!("ncols {side}\nnrows {side}\nxllcorner 21\nyllcorner 35\ncellsize 0.001\n");
        let grid = grid(&format!("{head}{}\n", rows.join("\n"))).unwrap();
        let plane = Plane::about(grid.edges().into_iter()).unwrap();
        let raster = grid.laid(&plane).unwrap();
        let (north, east) = (35.0 + (side - 1 - 700) as f64 * 0.001 + 0.0005, 21.0 + 801.0 * 0.001 + 0.0005);
        assert!(raster.value(plane.at((north, east))).unwrap() > 0.0);
    }

    #[test]
    fn what_is_no_grid_says_where() {
        assert!(grid("").unwrap_err().contains("no ncols"));
        assert!(grid(&SMALL.replace("4 -9999 6", "4 x 6")).unwrap_err().contains("line 8: \"x\""));
        assert!(grid(&SMALL.replace("4 -9999 6", "4 6")).unwrap_err().contains("5 values; expected 3 × 2"));
        assert!(grid(&SMALL.replace("21.0", "421000")).unwrap_err().contains("EPSG:4326"));
        assert!(grid(&SMALL.replace("1 2 3", "1 -2 3")).unwrap_err().contains("below 0"));
        assert!(grid(&SMALL.replace("1 2 3", "1 NaN 3")).unwrap_err().contains("no number"));
    }
}
