//! The map: places with their state, plans laid on it, and the tiles below.

pub mod placing;
mod plane;
pub mod range;
pub mod tiles;
