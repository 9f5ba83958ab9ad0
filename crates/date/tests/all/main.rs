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
mod written_arabic_cells;
mod written_english;
mod written_forms;
mod written_periods;
mod written_phases;

use daftar_date::Edtf;
use daftar_date::written::Periods;

/// A date that the test knows to be valid.
fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The table of periods that is shipped.
fn periods() -> Periods {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../profiles/periods.toml");
    let table = std::fs::read_to_string(path).expect("the table of periods lies in profiles/");
    Periods::parse(&table).unwrap_or_else(|error| panic!("{error}"))
}
