//! What can be wrong with the numbers that are handed in.

use thiserror::Error;

use crate::point::Point;

/// Why points, a window, distances or a raster cannot be used.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// A number that is none, or infinite.
    #[error("{what} {index} has {found}; expected a finite number")]
    NotFinite {
        /// Of what.
        what: &'static str,
        /// Which one, from 0.
        index: usize,
        /// What was found.
        found: f64,
    },
    /// A number lies outside what it can be.
    #[error("{what} is {found}; expected {expected}")]
    OutOfRange {
        /// What the number is.
        what: &'static str,
        /// The number.
        found: f64,
        /// What is possible, and what to do.
        expected: &'static str,
    },
    /// A polygon that encloses no area, or encloses it in a way that cannot be told.
    #[error("ring {ring} of the window {found} near ({}, {}); expected {expected}", at.x, at.y)]
    Ring {
        /// Which ring, from 0.
        ring: usize,
        /// What was found.
        found: &'static str,
        /// Where.
        at: Point,
        /// What to give instead.
        expected: &'static str,
    },
    /// A window without any ring.
    #[error("the window has no ring; expected at least one ring of three or more corners")]
    NoRing,
    /// A point that does not lie in the window.
    #[error(
        "{what} {index} at ({}, {}) lies outside the window; leave it out and say so, or draw the window wider",
        at.x, at.y
    )]
    Outside {
        /// Of what.
        what: &'static str,
        /// Which one, from 0.
        index: usize,
        /// Where.
        at: Point,
    },
    /// Damage at a place of which the exposure says that there is nothing to damage.
    #[error(
        "damage {index} at ({}, {}) lies where the exposure is 0; mend the exposure or the place, or leave it out and say so",
        at.x, at.y
    )]
    Unexposed {
        /// Which one, from 0.
        index: usize,
        /// Where.
        at: Point,
    },
    /// Two lists that belong together differ in length.
    #[error("{what}: {found} given; expected {expected}, one for each")]
    Length {
        /// Which list.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Distances that are not in order.
    #[error("distance {index} is {found}; expected finite distances above 0, each greater than the one before")]
    Reaches {
        /// Which one, from 0.
        index: usize,
        /// What was found.
        found: f64,
    },
    /// Border correction at a distance that no facility is from the boundary.
    #[error(
        "no facility lies {reach} or more inside the window; ask for shorter distances, or another correction than border"
    )]
    NothingInside {
        /// The distance.
        reach: f64,
    },
    /// Classes of facilities of which not all have the same things at risk.
    #[error(
        "class {class} has other things at risk than class 0; give the same assets, in the same order, to all classes"
    )]
    Unlike {
        /// Which one, from 0.
        class: usize,
    },
    /// Nothing is in a list where something must be.
    #[error("no {what} is given; expected at least one")]
    Nothing {
        /// Of what.
        what: &'static str,
    },
}

/// `found` if it lies from `low` to `high`, else an error.
pub(crate) fn within(
    what: &'static str,
    found: f64,
    [low, high]: [f64; 2],
    expected: &'static str,
) -> Result<f64, Error> {
    if found >= low && found <= high { Ok(found) } else { Err(Error::OutOfRange { what, found, expected }) }
}

/// Nothing if `found` is `expected`, else an error.
pub(crate) fn as_many(what: &'static str, found: usize, expected: usize) -> Result<(), Error> {
    if found == expected { Ok(()) } else { Err(Error::Length { what, found, expected }) }
}
