//! The rows of a list that were refused, as a list of their own: to be mended and imported again.

use std::io::{self, Write};

use daftar_read::sheet::{Column, Row};

use super::list::REFUSED_BECAUSE;
use super::told::{RowTold, Why};

/// Writes refused rows as CSV in UTF-8 with a byte order mark, as spreadsheet programs want it: the columns of the list, to the
/// letter, and why each row was refused. That last column is passed over when the list is imported again.
pub struct Refused<W: Write> {
    to: csv::Writer<W>,
    columns: usize,
    because: Option<usize>,
}

impl<W: Write> Refused<W> {
    /// Begins with the header.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(mut to: W, columns: &[Column]) -> io::Result<Refused<W>> {
        to.write_all("\u{feff}".as_bytes())?;
        let mut to = csv::WriterBuilder::new().flexible(true).from_writer(to);
        let because = columns.iter().position(|column| column.header == REFUSED_BECAUSE);
        let kept = columns.iter().enumerate().filter(|(at, _)| Some(*at) != because);
        let header = kept.map(|(_, column)| if column.header.is_empty() { &column.letter } else { &column.header });
        to.write_record(header.map(String::as_str).chain([REFUSED_BECAUSE]))?;
        Ok(Refused { to, columns: columns.len(), because })
    }

    /// Takes a row, if it was refused.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn take(&mut self, row: &Row, told: &RowTold) -> io::Result<()> {
        let why: Vec<String> =
            told.troubles.iter().filter(|one| one.why.refuses()).map(|one| in_words(&one.why)).collect();
        if why.is_empty() {
            return Ok(());
        }
        let cells = row.cells.iter().take(self.columns).enumerate().filter(|(at, _)| Some(*at) != self.because);
        let cells = cells.map(|(_, cell)| cell.text.as_str());
        let why = format!("row {}: {}", told.row, why.join("; "));
        let surplus = row.cells.iter().skip(self.columns).map(|cell| cell.text.as_str());
        self.to.write_record(cells.chain([why.as_str()]).chain(surplus))?;
        Ok(())
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn in_words(why: &Why) -> String {
    match why.remedy() {
        Some(remedy) => format!("{why}: {remedy}"),
        None => why.to_string(),
    }
}
