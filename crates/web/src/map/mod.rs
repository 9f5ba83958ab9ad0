//! The map: places with their state, plans laid on it, and the tiles below.
//!
//! ```text
//! view::places ─┬▶ geojson ──▶ map.js (Leaflet)
//!               └▶ list, page ──▶ HTML that needs no script; the map's popups are copies of the list's items
//! view::plans ──▶ placing (pixels to the ground) ──▶ geojson, page;  form ──▶ claims that tie a plan
//! range ──▶ tiles (PMTiles, the program's or the user's own)
//! ```

mod files;
mod form;
mod geojson;
mod list;
mod mark;
mod named;
mod page;
mod picture;
mod placing;
mod plan_page;
mod plane;
mod range;
mod tiles;
mod words;

#[cfg(test)]
#[path = "../../examples/map/town.rs"]
mod town;

pub use files::{FILES, File, closer, loaders};
pub use form::{Known, ROWS, Typed, Wrong, form};
pub use geojson::Drawing;
pub(crate) use geojson::placings;
pub(crate) use named::{Lies, NamedAs, NamedPlace, NamedPlaces, Naming, Told};
pub use page::{Links, map, under};
pub(crate) use page::{crowd_frame, fit, level_words, map_naming};
pub(crate) use picture::{picture, picture_legend};
pub use placing::{Method, Placed, PlacingError, Tie, place};
pub use plan_page::{Lying, Picture, placing_page, plan};
pub use range::{Wanted, wanted};
pub use tiles::{Tiles, TilesError};
pub use words::Words;
