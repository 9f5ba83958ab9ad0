//! Pieces that several pages are put together from.

pub(crate) mod agreement;
pub(crate) mod bundle;
pub(crate) mod document;
pub(crate) mod drawing;
pub(crate) mod files;
mod findings;
pub(crate) mod fragment;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod load;
pub(crate) mod mended;
pub(crate) mod name;
pub(crate) mod question;
pub(crate) mod seed;
pub(crate) mod sides;
pub(crate) mod slider;
pub(crate) mod statement;
pub(crate) mod stops;
pub(crate) mod ticks;
pub(crate) mod time;
pub(crate) mod trouble;
pub(crate) mod value;
pub(crate) mod welcome;
pub(crate) mod why;
