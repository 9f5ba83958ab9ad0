//! What can be wrong with the numbers that are handed in.

use thiserror::Error;

/// Why a number, a test, a store or a table cannot be used.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// A number lies outside what it can be.
    #[error("{what} is {found}; expected {expected}")]
    OutOfRange {
        /// What the number is, with its unit.
        what: &'static str,
        /// The number.
        found: f64,
        /// What is possible, and what to do.
        expected: &'static str,
    },
    /// A germination test that cannot have been.
    #[error(
        "{germinated} of {sown} seeds germinated; expected at least one seed sown, and no more germinated than sown"
    )]
    Test {
        /// Seeds sown.
        sown: u32,
        /// Seeds that germinated.
        germinated: u32,
    },
    /// A span whose numbers are not in order.
    #[error("a range from {low} over {best} to {high} is not in order; write the smallest number first")]
    Span {
        /// Lowest.
        low: f64,
        /// Best.
        best: f64,
        /// Highest.
        high: f64,
    },
    /// Germination tests without a single test.
    #[error("no germination test is given; expected at least one")]
    NoTests,
    /// A storage history that cannot be followed.
    #[error("the storage history has {found}; expected {expected}")]
    Storage {
        /// What was found.
        found: String,
        /// What to give instead.
        expected: &'static str,
    },
    /// A table that is not one.
    #[error("line {line} of the table: {found}; expected {expected}")]
    Table {
        /// Line, from 1; 1 is the line of names.
        line: u64,
        /// What was found.
        found: String,
        /// What is expected.
        expected: &'static str,
    },
    /// A sequential plan whose error rates cannot be reached with so many seeds.
    #[error(
        "{most} seeds cannot tell {keep} % from {regenerate} % germination with these error rates; \
         allow more groups, accept larger error rates, or set the two further apart"
    )]
    PlanTooSmall {
        /// Most seeds that the plan may sow.
        most: u32,
        /// Germination worth keeping, in percent.
        keep: f64,
        /// Germination that calls for regeneration, in percent.
        regenerate: f64,
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
