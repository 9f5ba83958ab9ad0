//! A grid of exposure from a file, as much of it as a question needs, and laid onto the plane of that question.

mod ascii;
mod geokeys;
mod geotiff;
mod held;
mod laid;
mod lies;
mod net;
#[cfg(test)]
mod tests;

use std::io::Read as _;
use std::path::Path;

use daftar_view::pattern::daftar_pattern::Point;

use super::plane::Plane;
use crate::RegisterError;
use held::Held;
use lies::Lies;

/// With which bytes a TIFF begins, and a BigTIFF.
const TIFF: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"];
/// With which bytes other files begin that people take for a grid, what they are, and what to do.
const OTHERS: [(&[u8], &str); 4] = [
    (b"PK", "a zip file: unpack it, and give the grid that is in it"),
    (b"\x1f\x8b", "a gzip file: unpack it, and give the grid that is in it"),
    (
        b"\x89HDF",
        "a file of HDF5 or NetCDF: make a GeoTIFF of one of its layers, gdal_translate NETCDF:IN.nc:LAYER OUT.tif",
    ),
    (b"CDF", "a file of NetCDF: make a GeoTIFF of one of its layers, gdal_translate NETCDF:IN.nc:LAYER OUT.tif"),
];
/// Most cells of a file that are looked at.
const MOST_READ: usize = 500_000_000;

/// How much there is in each cell of a part of a file.
#[derive(Debug)]
pub(super) struct Grid {
    lies: Lies,
    held: Held,
}

/// What of a file is asked for: what meets a rectangle of the plane, given by its lower left and its upper right corner; all of it without.
pub(super) struct Wanted<'a> {
    pub(super) plane: &'a Plane,
    pub(super) window: Option<[Point; 2]>,
}

impl Wanted<'_> {
    /// Room for the part of a grid that is wanted.
    fn of(&self, lies: &Lies) -> Result<Held, String> {
        let part = match self.window {
            None => lies.whole(),
            Some(window) => lies.part(self.plane, window).ok_or_else(|| {
                format!("it reaches {}, where nothing of the window lies; expected a grid that covers it", lies.reach())
            })?,
        };
        Ok(Held::of(part))
    }
}

impl Grid {
    /// Reads a grid. What it is, its first bytes say, and not how it is called. Where a cell has no number, nothing can be damaged.
    ///
    /// # Errors
    /// What is no grid, lies in a system of coordinates that is not read or nowhere near the window, or has values below 0: with the place.
    pub(super) fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Grid, RegisterError> {
        let refuse = |error: String| RegisterError::Ask(format!("{}: {error}", path.display()));
        let mut file = std::fs::File::open(path).map_err(RegisterError::io(path))?;
        let mut begin = Vec::new();
        std::io::Read::by_ref(&mut file).take(4).read_to_end(&mut begin).map_err(RegisterError::io(path))?;
        if let Some((_, is)) = OTHERS.iter().find(|(first, _)| begin.starts_with(first)) {
            return Err(refuse(format!("expected a GeoTIFF or an ASCII grid (.asc), and this is {is}")));
        }
        let read =
            if TIFF.contains(&begin.as_slice()) { geotiff::read(path, wanted) } else { ascii::read(path, wanted) };
        read.map_err(refuse)
    }

    /// How many cells of the file along each side are held as one: their mean.
    pub(super) fn averaged(&self) -> usize {
        self.held.by()
    }
}

/// How much there is in a cell, by the number that stands there.
fn amount(value: f64) -> Result<f64, String> {
    match value {
        below if below < 0.0 => Err(format!("{below} is below 0; expected how much there is")),
        value if value.is_finite() => Ok(value),
        other => Err(format!("{other} is no number; expected how much there is")),
    }
}
