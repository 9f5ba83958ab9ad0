//! Small charts as SVG, drawn by the server: how many seeds come up over time, and how many are left; time runs as the page reads. And
//! counts over distances, with where things lie.

mod curve;
mod frame;
mod reach;
mod stairs;

pub(crate) use curve::{Curve, curve};
pub(crate) use reach::{lie, reach};
pub(crate) use stairs::{Stair, stairs};
