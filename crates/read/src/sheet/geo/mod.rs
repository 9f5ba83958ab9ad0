//! Geodata as sheets: a row is a feature, its attributes are columns, and one more column has its shape as Well-Known Text, with the
//! numbers that the file has, in the file's own system of coordinates. What they mean is for others to say.
//!
//! The readers are our own where a library would turn numbers to binary and back, hold the whole file, or read only some encodings:
//! what stands in a cell is to be there to the letter.

mod dbf;
mod drawn;
mod elements;
mod esri;
pub(super) mod geojson;
pub(super) mod geopackage;
pub(super) mod kml;
mod nested;
mod placemarks;
mod rings;
pub(super) mod scan;
mod shape;
pub(super) mod shapefile;
mod sides;
mod wkb;

/// The column of the shape.
pub(super) const GEOMETRY: &str = "geometry";
