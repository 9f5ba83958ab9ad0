//! A workbook (XLSX) as it is written: row by row, without holding more than one in memory. No cell is a formula.

use std::io;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The most rows of a sheet, and letters of a cell, that the format allows.
const ROWS: u32 = 1_048_576;
const LETTERS: usize = 32_767;
/// The most columns.
const COLUMNS: usize = 16_384;
/// What stands where a cell holds more than the format allows.
const CUT: &str =
    " … [cut here: a cell of a workbook holds no more; take the CSV · قُطع هنا: لا تسع خلية المصنف أكثر؛ خذ ملف CSV]";

/// What goes into a cell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum BookCell {
    /// Words, whatever they look like.
    Text(String),
    /// A number that a spreadsheet may reckon with.
    Number(f64),
}

/// A workbook that is being written.
pub(crate) struct Book {
    workbook: Workbook,
    header: Vec<String>,
    sheets: usize,
    row: u32,
    from_right: bool,
}

impl Book {
    /// Begins with a header. What does not fit into memory lies in `folder` until the workbook is saved.
    ///
    /// # Errors
    /// When there are more columns than the format allows, or nothing can be written into the folder.
    pub(crate) fn begin(header: Vec<String>, from_right: bool, folder: &Path) -> io::Result<Book> {
        if header.len() > COLUMNS {
            let why = format!("{} columns: a workbook holds {COLUMNS}; take the CSV, or fewer columns", header.len());
            return Err(io::Error::other(why));
        }
        let mut workbook = Workbook::new();
        // What says the same is the same file: not when somebody asked for it.
        let no_time = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&no_time));
        workbook.set_tempdir(folder).map_err(failed)?;
        let mut book = Book { workbook, header, sheets: 0, row: 0, from_right };
        book.next_sheet()?;
        Ok(book)
    }

    /// Another sheet, with the same header: a list may be longer than one can be.
    fn next_sheet(&mut self) -> io::Result<()> {
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_right_to_left(self.from_right);
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = Format::new().set_bold();
        for (at, name) in self.header.iter().enumerate() {
            sheet.write_string_with_format(0, column(at)?, cut(name), &bold).map_err(failed)?;
        }
        (self.sheets, self.row) = (self.sheets + 1, 1);
        Ok(())
    }

    /// Writes a row. Cells beyond the last column that the format allows are an error.
    ///
    /// # Errors
    /// When nothing more can be written.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = BookCell>) -> io::Result<()> {
        if self.row == ROWS {
            self.next_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1).map_err(failed)?;
        for (at, cell) in cells.into_iter().enumerate() {
            match cell {
                BookCell::Text(text) if text.is_empty() => {}
                BookCell::Text(text) => drop(sheet.write_string(self.row, column(at)?, cut(&text)).map_err(failed)?),
                BookCell::Number(number) => drop(sheet.write_number(self.row, column(at)?, number).map_err(failed)?),
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Calls the sheet so, and makes text of whatever is typed into its columns: no date of it becomes a number.
    ///
    /// # Errors
    /// When a sheet cannot have that name.
    pub(crate) fn make_form(&mut self, name: &str) -> io::Result<()> {
        let columns = self.header.len();
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1).map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        let text = Format::new().set_num_format("@");
        (0..columns).try_for_each(|at| sheet.set_column_format(column(at)?, &text).map(drop).map_err(failed))
    }

    /// Another sheet, of words alone, with columns so wide; its first row is a header.
    ///
    /// # Errors
    /// When it cannot be written, or a sheet cannot have that name.
    pub(crate) fn beside(&mut self, name: &str, rows: &[Vec<String>], widths: &[f64]) -> io::Result<()> {
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (at, width) in widths.iter().enumerate() {
            sheet.set_column_width(column(at)?, *width).map_err(failed)?;
        }
        let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
        for (row, cells) in (0u32..).zip(rows) {
            let format = if row == 0 { &bold } else { &wrapped };
            for (at, text) in cells.iter().enumerate() {
                sheet.write_string_with_format(row, column(at)?, cut(text), format).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Saves it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn save(mut self, to: &Path) -> io::Result<()> {
        self.workbook.save(to).map_err(failed)
    }
}

fn column(at: usize) -> io::Result<u16> {
    let place = u16::try_from(at).ok().filter(|_| at < COLUMNS);
    place.ok_or_else(|| io::Error::other(format!("a row has more cells than the {COLUMNS} that a workbook holds")))
}

/// A text as far as a cell holds it; where it is cut, it says so.
fn cut(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let room = LETTERS - CUT.chars().count();
    text.chars().take(room).chain(CUT.chars()).collect()
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use daftar_read::sheet::{CellKind, Opening, Sheet};

    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text_and_comes_back_to_the_letter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.xlsx");
        let mut book = Book::begin(vec!["No".into(), "Said".into()], true, folder.path()).unwrap();
        let hostile = ["=1+1", "@SUM(A1)", "{=A1}", "https://example.org", "007", "a\u{1}b", "two\nlines", "جرة"];
        for text in hostile {
            book.row([BookCell::Number(1.5), BookCell::Text(text.into())]).unwrap();
        }
        book.row([BookCell::Text("long".into()), BookCell::Text("x".repeat(LETTERS + 1))]).unwrap();
        book.save(&path).unwrap();
        let rows: Vec<_> = Sheet::open(&path, &Opening::default()).unwrap().map(Result::unwrap).collect();
        let read: Vec<&str> = rows.iter().take(hostile.len()).map(|row| row.cells[1].text.as_str()).collect();
        assert_eq!(read, hostile);
        assert!(rows.iter().all(|row| row.cells[1].kind == CellKind::Text));
        assert_eq!((rows[0].cells[0].text.as_str(), rows[0].cells[0].kind), ("1.5", CellKind::Number));
        let long = &rows[hostile.len()].cells[1].text;
        assert!(long.ends_with(CUT) && long.chars().count() == LETTERS);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays beside it");
    }
}
