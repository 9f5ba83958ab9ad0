//! Small charts as SVG, drawn by the server: how many seeds come up over time, and how many are left. Time runs as the page reads.

mod curve;
mod frame;
mod stairs;

pub(crate) use curve::{Curve, curve};
pub(crate) use stairs::{Stair, stairs};
