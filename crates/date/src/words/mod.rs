//! Dates in words, for people to read.

use crate::edtf::Edtf;

/// A language of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Arabic.
    Ar,
}

/// The date in words.
pub fn words(edtf: &Edtf, _lang: Lang) -> String {
    edtf.to_string()
}
