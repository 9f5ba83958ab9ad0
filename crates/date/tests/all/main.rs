//! Tests of the crate from outside, one binary.

mod calendar;
mod properties;
mod relations;
mod relations_brute;
mod spec;
mod words;

use daftar_date::Edtf;

/// A date that the test knows to be valid.
fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}
