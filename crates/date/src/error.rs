//! What can be wrong with a date, and where.

use thiserror::Error;

/// Why a text is not a date. `at` is a byte position in the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text does not follow the EDTF syntax.
    #[error("{text:?} is not an EDTF date: at byte {at} found {found}, expected {expected}")]
    Syntax {
        /// The text, cut short when it is long.
        text: String,
        /// Where the parser stopped.
        at: usize,
        /// The character there, quoted, or "the end".
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// The syntax is right but the calendar has no such day, month or year.
    #[error("{text:?}: the part at byte {at} is not in the calendar: {reason}")]
    Calendar {
        /// The text, cut short when it is long.
        text: String,
        /// Where the part begins.
        at: usize,
        /// What is wrong, and what would be right.
        reason: &'static str,
    },
    /// An interval or a range ends before it begins.
    #[error("{text:?} ends before it begins: what follows byte {at} is earlier; write the earlier date first")]
    Reversed {
        /// The text, cut short when it is long.
        text: String,
        /// Where the end begins.
        at: usize,
    },
    /// A set lists more dates than are allowed.
    #[error("{text:?} lists more than {limit} dates; write ranges (1670..1672) or split it")]
    TooMany {
        /// The text, cut short when it is long.
        text: String,
        /// The largest number allowed.
        limit: usize,
    },
}

/// The text as an error shows it: whole up to 60 characters.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
