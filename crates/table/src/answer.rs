//! What a table answers.

use daftar_claim::Span;
use serde::Serialize;

use crate::{Cell, Row, RowText};

/// The answer to a [`crate::Query`].
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Answer {
    /// How many rows are found.
    pub total: u64,
    /// How many of them only possibly: a date of theirs may lie outside the time asked for.
    pub possibly: u64,
    /// The hits of the part asked for: those whose names hold the words first, each by name.
    pub hits: Vec<Hit>,
    /// The columns that were to be counted, in the order asked for.
    pub facets: Vec<FacetOf>,
}

/// A row that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hit {
    /// The row.
    pub row: Row,
    /// Whether it is found certainly; else possibly.
    pub certain: bool,
    /// The text that shows best why words found it.
    pub text: Option<RowText>,
    /// The characters of the words in that text.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

/// The values of a column among the rows that are found. Where the column is filtered, among those that would be found without
/// that filter: so each count tells what choosing the value, too, would find.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct FacetOf {
    /// The column.
    pub field: String,
    /// Its values, the most frequent first.
    pub values: Vec<Counted>,
    /// How many further values there are.
    pub more: u64,
    /// How many rows have no value.
    pub unsaid: u64,
}

/// A value, and how many rows have it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Counted {
    /// The value.
    pub cell: Cell,
    /// How many rows.
    pub rows: u64,
    /// Whether it is filtered for.
    pub chosen: bool,
}
