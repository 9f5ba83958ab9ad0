//! Published viability constants as a table: what is used, what is refused and why.

use std::fmt;

use crate::columns::{Columns, records};
use crate::equation::Constants;
use crate::error::Error;

/// The table that comes with the crate: common crops, a source in each row. Rows that are known to be wrong are in it, too,
/// so that they are refused with the reason instead of being looked for elsewhere.
pub const SHIPPED: &str = include_str!("../data/constants.csv");

const EXPECTED: &str = "columns species, ke, cw, ch, cq and source (or reference)";
const NAMES: [&[&str]; 6] = [&["species"], &["ke"], &["cw"], &["ch"], &["cq"], &["source", "reference"]];

/// One set of constants for a species.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The species, without the mark of a single temperature.
    pub species: String,
    /// The constants.
    pub constants: Constants,
    /// Whether seeds were stored at one temperature only, and C_H and C_Q are those of other species.
    pub one_temperature: bool,
    /// Whether a constant lies far from those of other species (see [`is_unusual`]).
    pub unusual: bool,
    /// Who published them.
    pub source: String,
    /// The line of the table, from 1.
    pub line: u64,
}

/// A row that is not used.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The species as written.
    pub species: String,
    /// The line of the table, from 1.
    pub line: u64,
    /// Why.
    pub why: Refusal,
}

/// Why a row is not used.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// A cell is no number, or a constant says that seeds keep better when damp or warm.
    Number(String),
    /// C_H is so large that a degree would halve the life of seeds or worse: as large as another column's.
    Slipped {
        /// C_H as written.
        ch: f64,
    },
    /// Nobody is named.
    NoSource,
    /// The four numbers of another species.
    CopyOf(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Number(why) => f.write_str(why),
            Refusal::Slipped { ch } => {
                write!(f, "C_H is {ch}; published ones lie below 0.3, so a column seems to have slipped")
            }
            Refusal::NoSource => f.write_str("no source is named"),
            Refusal::CopyOf(species) => write!(f, "the four constants are those of {species}"),
        }
    }
}

/// A table of constants.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    used: Vec<Published>,
    refused: Vec<Refused>,
}

impl Table {
    /// Reads a table: CSV with a line of names. A species that ends with `*`, or `one` in a column `temperatures`, was stored
    /// at one temperature. Rows that cannot be right are set apart, see [`Table::refused`].
    ///
    /// # Errors
    /// [`Error::Table`] when a column is missing or the text is not CSV.
    pub fn parse(text: &str) -> Result<Table, Error> {
        let (columns, rows) = records(text, NAMES, EXPECTED)?;
        let one = one_temperature_lines(text);
        let mut table = Table { used: Vec::new(), refused: Vec::new() };
        for (line, record) in rows {
            let species = columns.cell(&record, 0).to_owned();
            match table.judge(&columns, &record, line) {
                Ok(mut row) => {
                    row.one_temperature |= one.contains(&line);
                    table.used.push(row);
                }
                Err(why) => table.refused.push(Refused { species, line, why }),
            }
        }
        Ok(table)
    }

    /// The table that comes with the crate.
    ///
    /// # Errors
    /// None in practice; a test reads it.
    pub fn shipped() -> Result<Table, Error> {
        Table::parse(SHIPPED)
    }

    fn judge(&self, columns: &Columns<6>, record: &csv::StringRecord, line: u64) -> Result<Published, Refusal> {
        let number = |index| columns.number(record, index).map_err(Refusal::Number);
        let [ke, cw, ch, cq] = [number(1)?, number(2)?, number(3)?, number(4)?];
        if ch >= 0.3 {
            return Err(Refusal::Slipped { ch });
        }
        let constants = Constants::new(ke, cw, ch, cq).map_err(|error| Refusal::Number(error.to_string()))?;
        let (species, one_temperature) = plain_name(columns.cell(record, 0));
        let source = columns.cell(record, 5).to_owned();
        if source.is_empty() {
            return Err(Refusal::NoSource);
        }
        if let Some(other) = self.used.iter().find(|row| row.constants == constants && row.species != species) {
            return Err(Refusal::CopyOf(other.species.clone()));
        }
        Ok(Published { species, constants, one_temperature, unusual: is_unusual(constants), source, line })
    }

    /// The rows that are used.
    pub fn used(&self) -> &[Published] {
        &self.used
    }

    /// The rows that are not, with the reason.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// All sets of a species, under exactly this name (case and marks aside). Nothing is guessed: no match is an empty list.
    pub fn sets_of(&self, species: &str) -> Vec<&Published> {
        let (name, _) = plain_name(species);
        self.used.iter().filter(|row| row.species.eq_ignore_ascii_case(&name)).collect()
    }
}

/// Whether constants lie far from those of most species (C_W 3–6, C_H 0.03–0.04, C_Q 0.0004–0.0005): outside K_E 5–12,
/// C_W 2–8, C_H 0.01–0.1 or C_Q 0.0002–0.002 (our lines). They are used, and the forecast says so.
pub fn is_unusual(constants: Constants) -> bool {
    let usual = (5.0..=12.0).contains(&constants.ke())
        && (2.0..=8.0).contains(&constants.cw())
        && (0.01..=0.1).contains(&constants.ch())
        && (0.0002..=0.002).contains(&constants.cq());
    !usual
}

/// A name with single blanks, and whether it carried the mark of one temperature.
fn plain_name(written: &str) -> (String, bool) {
    let name = written.replace('*', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (name, written.contains('*'))
}

/// The lines whose column `temperatures` says `one`; none where there is no such column.
fn one_temperature_lines(text: &str) -> Vec<u64> {
    let Ok((columns, rows)) = records(text, [&["temperatures"]], EXPECTED) else { return Vec::new() };
    rows.iter().filter(|(_, record)| columns.cell(record, 0) == "one").map(|(line, _)| *line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_read_and_its_wrong_rows_refused() {
        let table = Table::shipped().unwrap();
        let wheat = table.sets_of("triticum  aestivum");
        assert_eq!(wheat.iter().map(|row| row.one_temperature).collect::<Vec<_>>(), [false, true]);
        assert!(table.sets_of("Spinacia oleracea").is_empty());
        assert!(table.sets_of("Lens culinaris")[0].unusual && !wheat[0].unusual);
        let refused: Vec<_> = table.refused().iter().map(|row| row.species.as_str()).collect();
        assert_eq!(refused, ["Solanum melongena", "Sorghum bicolor", "Saccharum sp."]);
        assert!(table.used().iter().all(|row| row.source.len() >= 8));
    }

    #[test]
    fn reasons_are_kept() {
        let text = "Index,Species,Ke,Cw,Ch,Cq,Reference\n1,A b*,9,5,0.03,0.0005,X 1990\n2,C d,9,5,0.03,0.0005,Y 1991\n\
                    3,E f,8,-1,0.03,0.0005,Y 1991\n4,G h,8,4,4,0.0005,Y\n5,I j,8,4,0.03,0.0005,\n6,K l,eight,4,0.03,0.0005,Y\n7,M n,8";
        let table = Table::parse(text).unwrap();
        assert_eq!(table.used().len(), 1);
        let why: Vec<_> = table.refused().iter().map(|row| (row.line, row.why.to_string())).collect();
        assert!(why[0].1.contains("those of A b"), "{why:?}");
        assert!(why[1].1.contains("C_W is -1") && why[2].1.contains("slipped") && why[3].1.contains("no source"));
        assert!(why[4].1.contains("\"eight\" is not a number") && why[5].0 == 8);
        assert!(table.used()[0].one_temperature);
        assert!(matches!(Table::parse("species,ke\nA b,9"), Err(Error::Table { line: 1, .. })));
        assert!(Table::parse("").is_err());
    }
}
