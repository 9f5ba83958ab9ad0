//! Tables as CSV with a line of names, read by the names.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::error::Error;

/// Where the columns that are asked for stand.
pub(crate) struct Columns<const N: usize>([usize; N]);

impl<const N: usize> Columns<N> {
    /// The cell of the `index`-th column asked for; empty where the line is too short.
    pub(crate) fn cell<'a>(&self, record: &'a StringRecord, index: usize) -> &'a str {
        record.get(self.0[index]).unwrap_or_default()
    }

    /// The cell as a number.
    pub(crate) fn number(&self, record: &StringRecord, index: usize) -> Result<f64, String> {
        let cell = self.cell(record, index);
        cell.parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(|| format!("{cell:?} is not a number"))
    }
}

/// The records of a table with their line numbers. Each column may go by several names; case does not matter.
pub(crate) fn records<const N: usize>(
    text: &str,
    names: [&[&str]; N],
    expected: &'static str,
) -> Result<(Columns<N>, Vec<(u64, StringRecord)>), Error> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(&error, expected))?.clone();
    let mut places = [0; N];
    for (place, names) in places.iter_mut().zip(names) {
        let found = header.iter().position(|cell| names.iter().any(|name| cell.eq_ignore_ascii_case(name)));
        let missing = || Error::Table { line: 1, found: format!("no column {:?}", names.join(" or ")), expected };
        *place = found.ok_or_else(missing)?;
    }
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error, expected))?;
        records.push((record.position().map_or(0, |at| at.line()), record));
    }
    Ok((Columns(places), records))
}

fn broken(error: &csv::Error, expected: &'static str) -> Error {
    Error::Table { line: error.position().map_or(1, |at| at.line()), found: error.to_string(), expected }
}
