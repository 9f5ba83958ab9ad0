//! Measures readers by corpora: texts with the answers marked by hand, as `corpus/README.md` describes them.
//!
//! What a reader finds is laid beside the gold, one to one; what is right is counted for each field. The same corpus and the same
//! program give the same bytes, always.

mod claims;
mod corpus;
mod dates;
mod score;

use serde::Serialize;

pub use corpus::{Corpus, CorpusError, Gold, GoldDate, Text};
pub use score::{Band, Confused, Field, Score};

/// What was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// `claims` or `dates`.
    pub kind: Kind,
    /// How many texts.
    pub documents: usize,
    /// What is right, by field.
    pub fields: Vec<Field>,
    /// Effects that were taken for others.
    pub confused: Vec<Confused>,
    /// How often the reader is right when it says how sure it is.
    pub calibration: Vec<Band>,
    /// What was missed, what should not be there, and what differs.
    pub misses: Vec<Miss>,
}

/// What a corpus has marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Who says what befell which thing.
    Claims,
    /// Time expressions.
    Dates,
}

/// Something that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The text.
    pub doc: String,
    /// Where, in Unicode characters.
    pub start: u64,
    /// Which field; `claim` or `date` where the whole is missed or should not be there.
    pub field: &'static str,
    /// What the gold has.
    pub gold: Option<String>,
    /// What the reader found.
    pub found: Option<String>,
    /// The words around it.
    pub words: String,
}

/// Measures the reader by a corpus.
#[must_use]
pub fn measure(corpus: &Corpus) -> Measured {
    match corpus {
        Corpus::Claims { texts, gold } => claims::measure(texts, gold),
        Corpus::Dates { texts, gold } => dates::measure(texts, gold),
    }
}

/// Some words around a place of a text, in one line.
fn around(text: &str, start: u64, end: u64) -> String {
    let (from, many) = (start.saturating_sub(40) as usize, (end.saturating_sub(start) + 80) as usize);
    let words: String = text.chars().skip(from).take(many).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
