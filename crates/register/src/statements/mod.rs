//! Statements as a sheet, one on each line: written out to the last letter, and read back as the same statements.
//!
//! A line holds a whole claim, so nothing of it need be guessed or folded. Of an open one it also holds the salt: whoever
//! records it again copies its bytes, and it stays the same claim under the same id. What was changed in the sheet no longer
//! has that id, and is seen.

mod guard;
mod heard;
mod line;
mod out;
mod salts;

pub use out::{LeftOut, WrittenOut};

pub(crate) use guard::{guard, unguard};
pub(crate) use heard::{Hearing, Portion};
pub(crate) use line::{Line, Origin};
pub(crate) use out::write_whole;

/// The columns, in the order in which they are written. Those in brackets are for the eye alone, and are not read back.
pub(crate) const COLUMNS: [&str; 25] = [
    "(card)",
    "property",
    "type",
    "value",
    "(named)",
    "language",
    "unit",
    "scheme",
    "label",
    "uncertainty",
    "certainty",
    "when",
    "said-by",
    "unnamed-speaker",
    "stated",
    "quote",
    "(from)",
    "source",
    "locator",
    "inferred",
    "sealed",
    "concerns",
    "subject",
    "claim",
    "stamp",
];

/// The columns without which a sheet holds no statements.
const NEEDED: [&str; 6] = ["subject", "property", "type", "value", "claim", "stamp"];

/// Whether a sheet with these headers holds statements, one on each line.
pub(crate) fn holds_statements(headers: &[String]) -> bool {
    NEEDED.iter().all(|needed| headers.iter().any(|header| header == needed))
}

/// The columns that a sheet of statements must have and this one has not.
pub(crate) fn lacking(headers: &[String]) -> Vec<&'static str> {
    NEEDED.into_iter().filter(|needed| !headers.iter().any(|header| header == needed)).collect()
}
