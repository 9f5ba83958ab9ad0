//! Tests of the crate from outside, one binary.

mod calendar;
mod catalogues;
mod properties;
mod relations;
mod relations_brute;
mod spec;
mod words;
mod written_any;
mod written_arabic;
mod written_english;
mod written_forms;

use daftar_date::Edtf;

/// A date that the test knows to be valid.
fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}
