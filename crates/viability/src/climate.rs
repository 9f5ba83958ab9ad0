//! Rooms without a hygrometer: what the kind of building and the season say, as ranges from a small table.

use crate::columns::{Columns, records};
use crate::error::Error;
use crate::moisture::Air;
use crate::span::Span;

/// The table that comes with the crate: two kinds of store by the standard of FAO, two kinds of building on the eastern
/// Mediterranean coast. Elsewhere, give a table of your own.
pub const SHIPPED: &str = include_str!("../data/climates.csv");

const EXPECTED: &str = "columns building, season, low_c, best_c, high_c, low_rh, best_rh, high_rh, basis and source";
const NAMES: [&[&str]; 10] = [
    &["building"],
    &["season"],
    &["low_c"],
    &["best_c"],
    &["high_c"],
    &["low_rh"],
    &["best_rh"],
    &["high_rh"],
    &["basis"],
    &["source"],
];

/// What a kind of building is like in a season.
#[derive(Debug, Clone, PartialEq)]
pub struct Climate {
    /// The kind of building.
    pub building: String,
    /// The season, or `year`.
    pub season: String,
    /// Temperature in °C.
    pub temperature_celsius: Span,
    /// Relative humidity in percent.
    pub humidity_percent: Span,
    /// Whether it is an estimate, and not a standard that the store is kept to.
    pub estimate: bool,
    /// Where the numbers come from.
    pub source: String,
}

/// Reads a table of climates: CSV with a line of names; `basis` is `standard` or `estimate`.
///
/// # Errors
/// [`Error::Table`] at the first row that cannot be used: the table is small, and mended by hand.
pub fn parse(text: &str) -> Result<Vec<Climate>, Error> {
    let (columns, rows) = records(text, NAMES, EXPECTED)?;
    let read = |(line, record): &(u64, csv::StringRecord)| {
        climate(&columns, record).map_err(|found| Error::Table { line: *line, found, expected: EXPECTED })
    };
    rows.iter().map(read).collect()
}

fn climate(columns: &Columns<10>, record: &csv::StringRecord) -> Result<Climate, String> {
    let span = |first: usize| -> Result<Span, String> {
        let number = |index| columns.number(record, index);
        Span::new(number(first)?, number(first + 1)?, number(first + 2)?).map_err(|error| error.to_string())
    };
    let (temperature_celsius, humidity_percent) = (span(2)?, span(5)?);
    for (celsius, percent) in corners(temperature_celsius, humidity_percent) {
        Air::new(celsius, percent).map_err(|error| error.to_string())?;
    }
    let basis = columns.cell(record, 8);
    if !["standard", "estimate"].contains(&basis) {
        return Err(format!("the basis {basis:?}, which is neither standard nor estimate"));
    }
    let [building, season, source] = [0, 1, 9].map(|index| columns.cell(record, index).to_owned());
    if source.is_empty() {
        return Err("no source".to_owned());
    }
    Ok(Climate { building, season, temperature_celsius, humidity_percent, estimate: basis == "estimate", source })
}

fn corners(temperature: Span, humidity: Span) -> [(f64, f64); 2] {
    [(temperature.low(), humidity.low()), (temperature.high(), humidity.high())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_read() {
        let climates = parse(SHIPPED).unwrap();
        let heavy = climates.iter().find(|row| row.building == "heavy walls" && row.season == "summer").unwrap();
        assert!(heavy.estimate && heavy.temperature_celsius.width() > 5.0 && heavy.source.contains("not measured"));
        assert!(climates.iter().any(|row| !row.estimate && row.temperature_celsius.best() == -18.0));
    }

    #[test]
    fn wrong_rows_are_named() {
        let row = |cells: &str| {
            parse(&format!("building,season,low_c,best_c,high_c,low_rh,best_rh,high_rh,basis,source\n{cells}"))
        };
        assert!(row("a,year,10,20,30,40,50,60,standard,X").is_ok());
        for wrong in [
            "a,year,30,20,10,40,50,60,standard,X",
            "a,year,10,20,30,40,50,160,standard,X",
            "a,year,10,20,30,40,50,60,guess,X",
            "a,year,10",
        ] {
            assert!(matches!(row(wrong), Err(Error::Table { line: 2, .. })), "{wrong}");
        }
    }
}
