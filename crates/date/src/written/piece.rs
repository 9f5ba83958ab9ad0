//! One date as EDTF writes it, by a first and a last limit.

use std::fmt;

use super::said::Mark;

/// A date of EDTF with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) text: String,
    pub(super) mark: Mark,
}

/// How the limits of a piece are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Both are the same.
    Single,
    /// From the one to the other.
    Span,
    /// Some time between them.
    Among,
    /// One or the other.
    Either,
}

/// One date: where it begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) first: Limit,
    pub(super) last: Limit,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.text, self.mark.sign())
    }
}

impl Limit {
    pub(super) fn new(text: String) -> Limit {
        Limit { text, mark: Mark::default() }
    }

    pub(super) fn about(self) -> Limit {
        Limit { mark: self.mark | Mark { about: true, perhaps: false }, ..self }
    }

    pub(super) fn marked(self, mark: Mark) -> Limit {
        Limit { mark: self.mark | mark, ..self }
    }
}

impl Piece {
    pub(super) fn single(text: String) -> Piece {
        Piece { kind: Kind::Single, first: Limit::new(text.clone()), last: Limit::new(text) }
    }

    pub(super) fn two(kind: Kind, first: String, last: String) -> Piece {
        Piece { kind, first: Limit::new(first), last: Limit::new(last) }
    }

    /// The whole text of EDTF, when it stands alone.
    pub(super) fn alone(&self) -> String {
        match self.kind {
            Kind::Single => self.first.to_string(),
            Kind::Span => format!("{}/{}", self.first, self.last),
            Kind::Among | Kind::Either => format!("[{}]", self.member()),
        }
    }

    /// As a member of a set.
    pub(super) fn member(&self) -> String {
        match self.kind {
            Kind::Single => self.first.to_string(),
            Kind::Span | Kind::Among => format!("{}..{}", self.first, self.last),
            Kind::Either => format!("{},{}", self.first, self.last),
        }
    }
}

/// An astronomical year as EDTF writes it.
pub(super) fn year_text(year: i64) -> Option<String> {
    match year {
        0..=9_999 => Some(format!("{year:04}")),
        -9_999..=-1 => Some(format!("-{:04}", -year)),
        -9_999_999..=-10_000 => Some(format!("Y{year}")),
        _ => None,
    }
}
