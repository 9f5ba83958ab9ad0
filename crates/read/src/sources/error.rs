//! Why a source gives no text.

use std::io;

use crate::document::DocumentError;
use crate::sheet::SheetError;

/// Why a file cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There are no bytes.
    #[error("the file is empty: expected a PDF, DOCX, web page, mail, chat, subtitles or plain text")]
    Empty,
    /// It is something that no reader here reads.
    #[error("this is {found}, which is not read as a text: {advice}")]
    NotRead {
        /// What it is.
        found: &'static str,
        /// What to do next.
        advice: &'static str,
    },
    /// It has a password.
    #[error("{what} is protected by a password: open it, save it without one, and give both files")]
    Encrypted {
        /// What.
        what: &'static str,
    },
    /// It must be held in memory, and is too large for that.
    #[error(
        "the file is longer than {limit} bytes, and {form} must be held in memory: raise the limit, or give it in parts"
    )]
    TooLarge {
        /// What kind of file.
        form: &'static str,
        /// How many bytes are allowed.
        limit: u64,
    },
    /// Its text is too long.
    #[error("its text is longer than {limit} bytes: raise the limit, or give it in parts")]
    TextTooLong {
        /// How many bytes of UTF-8 are allowed.
        limit: u64,
    },
    /// A line has no end.
    #[error("line {line} is longer than {limit} bytes: is this a text?")]
    LineTooLong {
        /// The line, counted from 1.
        line: u64,
        /// How many bytes are allowed.
        limit: u64,
    },
    /// It would unpack to something enormous.
    #[error("{part} unpacks to {found} {unit}, more than the {limit} allowed: if the file is sound, raise the limit")]
    Bomb {
        /// What.
        part: String,
        /// How many.
        found: u64,
        /// Of what.
        unit: &'static str,
        /// How many are allowed.
        limit: u64,
    },
    /// It is not as its format wants it, and nothing of it can be read.
    #[error("{part} is damaged: {reason}; give another copy of the file, or its text")]
    Damaged {
        /// Which part.
        part: String,
        /// What was found where, and what was expected.
        reason: String,
    },
    /// A plain text that cannot be decoded.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Reading the bytes, or taking the text, failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl From<SheetError> for SourceError {
    /// What is said of the package of a workbook, said of that of a document.
    fn from(error: SheetError) -> SourceError {
        match error {
            SheetError::Encrypted => SourceError::Encrypted { what: "the document" },
            SheetError::Bomb { found, unit, limit } => {
                SourceError::Bomb { part: "the document".to_owned(), found, unit, limit }
            }
            SheetError::Damaged { part, reason, .. } if part == "the workbook" => {
                SourceError::Damaged { part: "the document".to_owned(), reason }
            }
            SheetError::Damaged { part, reason, .. } => SourceError::Damaged { part, reason },
            SheetError::Io(error) => SourceError::Io(error),
            other => SourceError::Damaged { part: "the document".to_owned(), reason: other.to_string() },
        }
    }
}
