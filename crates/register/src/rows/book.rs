//! A result as a workbook: one line for each row that is found; numbers as numbers, all else as words.

use std::io;
use std::path::Path;

use daftar_claim::Standing;
use daftar_table::{Cell, Query};
use daftar_view::Ask;

use super::Labels;
use crate::book::{Book, BookCell};
use crate::{Register, RegisterError};

impl Register {
    /// Writes every hit of a question as XLSX into the file `to`, with the columns of [`Register::write_csv`] under their
    /// labels. Beside it lies, until it is whole, what does not fit into memory. False for a past moment or some of the sources.
    ///
    /// # Errors
    /// When the index cannot be read, nothing can be written, or there are more columns than a workbook holds.
    pub fn write_book(
        &self,
        query: &Query,
        columns: &[String],
        (standing, ask): (&Standing, &Ask),
        to: &Path,
    ) -> Result<bool, RegisterError> {
        if !self.is_of_now(standing, ask) {
            return Ok(false);
        }
        let failed = |error: io::Error| RegisterError::io(to)(error);
        let columns = self.columns_or_all(columns, ask)?;
        let labels = self.labels([], ask)?;
        let header = ["id".to_owned(), labels.name().to_owned()];
        let header = header.into_iter().chain(columns.iter().map(|field| labels.field(field))).collect();
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut book = Book::begin(header, ask.lang.tag().starts_with("ar"), folder).map_err(failed)?;
        let query = Query { columns: Some(columns.clone()), ..query.clone() };
        let done = self.each_of_many(&query, standing, ask, |hit| {
            let labels = self.labels(hit.row.cells.iter().flat_map(|cells| &cells.cells), ask)?;
            let name = hit.row.name(ask.lang.tag()).map_or("", |name| &name.text).to_owned();
            let cells = [BookCell::Text(hit.row.entity.0.to_string()), BookCell::Text(name)].into_iter();
            let held = columns.iter().map(|field| held(field, hit.row.cells(field), &labels));
            book.row(cells.chain(held)).map_err(failed)
        })?;
        book.save(to).map_err(failed)?;
        Ok(done)
    }
}

/// What a column holds of a row: a number, where it is one number alone.
fn held(field: &str, cells: &[Cell], labels: &Labels<'_>) -> BookCell {
    let words = || BookCell::Text(cells.iter().map(|cell| labels.cell(field, cell)).collect::<Vec<_>>().join("; "));
    match cells {
        [Cell::Number(number, None)] => plain(number.as_str()).map_or_else(words, BookCell::Number),
        [Cell::Count([low, Some(best), high])] if [low, high].into_iter().flatten().all(|bound| bound == best) => {
            plain(&best.to_string()).map_or_else(words, BookCell::Number)
        }
        _ => words(),
    }
}

/// A number that a spreadsheet holds to the last digit.
fn plain(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.is_finite() && number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_are_numbers_only_to_the_last_digit() {
        assert_eq!((plain("12"), plain("-0.5")), (Some(12.0), Some(-0.5)));
        for text in ["12.50", "007", "12345678901234567890", "1e400", "", "twelve"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
