//! The rows of a list that were refused, as a list of their own: to be mended and imported again.

use std::io::{self, Write};
use std::path::Path;

use daftar_date::Lang;
use daftar_read::sheet::{Column, Row};

use super::list::{is_refusal, refused_because};
use super::told::{RowTold, Why};
use crate::book::{Book, BookCell};

/// Writes refused rows as CSV in UTF-8 with a byte order mark, as spreadsheet programs want it: the columns of the list, to the
/// letter, and why each row was refused, in a language. That last column is passed over when the list is imported again.
pub struct Refused<W: Write> {
    to: csv::Writer<W>,
    columns: usize,
    because: Option<usize>,
    lang: Lang,
}

impl<W: Write> Refused<W> {
    /// Begins with the header.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(mut to: W, columns: &[Column], lang: Lang) -> io::Result<Refused<W>> {
        to.write_all("\u{feff}".as_bytes())?;
        let mut to = csv::WriterBuilder::new().flexible(true).from_writer(to);
        let because = columns.iter().position(|column| is_refusal(&column.header));
        to.write_record(header(columns, because, lang))?;
        Ok(Refused { to, columns: columns.len(), because, lang })
    }

    /// Takes a row, if it was refused.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn take(&mut self, row: &Row, told: &RowTold) -> io::Result<()> {
        let Some(why) = refusal(told, self.lang) else { return Ok(()) };
        self.to.write_record(line(row, self.columns, self.because, &why))?;
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

/// The same as a workbook, in which everything is text: numbers keep their noughts.
pub struct RefusedBook {
    book: Book,
    columns: usize,
    because: Option<usize>,
    lang: Lang,
}

impl RefusedBook {
    /// Begins with the header; `folder` holds what is not yet saved.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(columns: &[Column], folder: &Path, lang: Lang) -> io::Result<RefusedBook> {
        let because = columns.iter().position(|column| is_refusal(&column.header));
        let book = Book::begin(header(columns, because, lang).map(str::to_owned).collect(), lang == Lang::Ar, folder)?;
        Ok(RefusedBook { book, columns: columns.len(), because, lang })
    }

    /// Takes a row, if it was refused.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn take(&mut self, row: &Row, told: &RowTold) -> io::Result<()> {
        let Some(why) = refusal(told, self.lang) else { return Ok(()) };
        let cells = line(row, self.columns, self.because, &why).map(|text| BookCell::Text(text.to_owned()));
        self.book.row(cells.collect::<Vec<_>>())
    }

    /// Saves it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(self, to: &Path) -> io::Result<()> {
        self.book.save(to)
    }
}

fn header(columns: &[Column], because: Option<usize>, lang: Lang) -> impl Iterator<Item = &str> {
    let kept = columns.iter().enumerate().filter(move |(at, _)| Some(*at) != because);
    let names = kept.map(|(_, column)| if column.header.is_empty() { &column.letter } else { &column.header });
    names.map(String::as_str).chain([refused_because(lang)])
}

/// Why a row was refused; none when it was not.
fn refusal(told: &RowTold, lang: Lang) -> Option<String> {
    let refusing = told.troubles.iter().filter(|one| one.why.refuses());
    let why: Vec<String> = refusing.map(|one| in_words(&one.why, lang)).collect();
    let words = match lang {
        Lang::En => format!("row {}: {}", told.row, why.join("; ")),
        Lang::Ar => format!("الصف {}: {}", told.row, why.join("؛ ")),
    };
    (!why.is_empty()).then_some(words)
}

/// The cells of a row, why it was refused, and what stands beyond its columns.
fn line<'r>(row: &'r Row, columns: usize, because: Option<usize>, why: &'r str) -> impl Iterator<Item = &'r str> {
    let own = row.cells.iter().take(columns).enumerate().filter(move |(at, _)| Some(*at) != because);
    let surplus = row.cells.iter().skip(columns).map(|cell| cell.text.as_str());
    own.map(|(_, cell)| cell.text.as_str()).chain([why]).chain(surplus)
}

fn in_words(why: &Why, lang: Lang) -> String {
    let words = why.words(lang);
    match why.remedy(lang) {
        Some(remedy) => format!("{words}: {remedy}"),
        None => words,
    }
}
