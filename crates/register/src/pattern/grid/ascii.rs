//! Esri's ASCII grid: a head of names and numbers, and the numbers of the cells from the north-west on. In degrees, for it does not say
//! otherwise.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use super::held::Held;
use super::lies::Lies;
use super::{Grid, MOST_READ, Wanted, amount};

/// What stands above the numbers.
#[derive(Default)]
struct Head {
    columns: Option<usize>,
    rows: Option<usize>,
    west: Option<(f64, bool)>,
    south: Option<(f64, bool)>,
    wide: Option<f64>,
    high: Option<f64>,
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
            "cellsize" => (self.wide, self.high) = (Some(value), Some(value)),
            "dx" => self.wide = Some(value),
            "dy" => self.high = Some(value),
            "nodata_value" => self.nothing = Some(value),
            _ => return false,
        }
        true
    }

    fn lies(&self) -> Result<Lies, String> {
        let lacks = |name: &str| {
            format!(
                "no {name} in its head; expected a GeoTIFF, or an ASCII grid with ncols, nrows, xllcorner, yllcorner, cellsize"
            )
        };
        let columns = self.columns.filter(|many| *many > 0).ok_or_else(|| lacks("ncols"))?;
        let rows = self.rows.filter(|many| *many > 0).ok_or_else(|| lacks("nrows"))?;
        let side = |side: Option<f64>| side.filter(|side| *side > 0.0).ok_or_else(|| lacks("cellsize"));
        let (wide, high) = (side(self.wide)?, side(self.high)?);
        let edge = |(at, is_middle): (f64, bool), side: f64| if is_middle { at - side / 2.0 } else { at };
        let west = self.west.map(|at| edge(at, wide)).ok_or_else(|| lacks("xllcorner"))?;
        let south = self.south.map(|at| edge(at, high)).ok_or_else(|| lacks("yllcorner"))?;
        let north = south + high * rows as f64;
        if columns.checked_mul(rows).is_none_or(|cells| cells > MOST_READ) {
            return Err(format!(
                "{columns} × {rows} cells; expected {MOST_READ} at most: cut out what is looked at, gdalwarp -te"
            ));
        }
        Lies::of("EPSG:4326", [columns, rows], [wide, 0.0, west, 0.0, -high, north])
    }

    /// How much a word of the numbers says there is.
    fn amount(&self, word: &str) -> Result<f64, String> {
        let number: f64 = word.parse().map_err(|_| format!("{word:?} is no number"))?;
        let is_nothing = self.nothing.is_some_and(|nothing| nothing == number || (nothing.is_nan() && number.is_nan()));
        if is_nothing { Ok(0.0) } else { amount(number) }
    }
}

/// Reads a grid.
///
/// # Errors
/// What is no such grid, or none in degrees, or has values below 0: with the line.
pub(super) fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Grid, String> {
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let mut head = Head::default();
    let mut body: Option<Body> = None;
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let here = |error: String| format!("line {}: {error}", at + 1);
        let line =
            line.map_err(|_| format!("line {} is no text; expected a GeoTIFF or an ASCII grid (.asc)", at + 1))?;
        let mut words = line.split_whitespace();
        if let (None, Some(name), Some(Ok(value)), None) =
            (&body, words.next(), words.next().map(str::parse), words.next())
            && head.take(name, value)
        {
            continue;
        }
        if body.is_none() && line.trim().is_empty() {
            continue;
        }
        let body = match &mut body {
            Some(body) => body,
            None => body.insert(Body::of(head.lies().map_err(here)?, wanted)?),
        };
        for word in line.split_whitespace() {
            body.take(head.amount(word).map_err(here)?);
        }
    }
    match body {
        Some(body) => body.whole(),
        None => head.lies().and_then(|lies| Body::of(lies, wanted)).and_then(Body::whole),
    }
}

/// The cells, as far as they have come.
struct Body {
    lies: Lies,
    held: Held,
    taken: usize,
}

impl Body {
    fn of(lies: Lies, wanted: &Wanted<'_>) -> Result<Body, String> {
        Ok(Body { held: wanted.of(&lies)?, lies, taken: 0 })
    }

    fn take(&mut self, value: f64) {
        let columns = self.lies.size[0];
        self.held.add([self.taken % columns, self.taken / columns], value);
        self.taken += 1;
    }

    fn whole(self) -> Result<Grid, String> {
        let [columns, rows] = self.lies.size;
        match self.taken == columns * rows {
            true => Ok(Grid { lies: self.lies, held: self.held.whole() }),
            false => Err(format!("{} values; expected {columns} × {rows}", self.taken)),
        }
    }
}
