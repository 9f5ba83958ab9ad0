//! How many seeds of a lot still come up, and when too few will: what is said of a lot, made into the bare numbers that
//! `daftar-viability` reckons with, and the answer with all that it rests on.
//!
//! Nothing is guessed in silence: a test that cannot be used is named with the reason, what is assumed is a [`Doubt`], and
//! where something is missing the answer is why, not a number.

mod ahead;
mod bytes;
mod lot;
mod memo;
mod outcome;
mod sowing;
mod stay;
mod task;
mod terms;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use ahead::Ahead;
pub(crate) use bytes::{head, is_believed, put_ahead, take_ahead};
pub use daftar_viability::Threshold;
pub use lot::{Forecast, forecast_of, forecasts};
pub use memo::Memo;
pub use outcome::{Basis, Germination, Outcome, Reached, Share, Why};
pub use sowing::{LeftOut, Sowing};
pub use terms::{Doubt, Terms};
