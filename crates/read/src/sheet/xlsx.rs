//! XLSX: the sheet is chosen, and its rows are streamed.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::choice::{Filled, choose, is_worth, sheet_notes};
use super::merges::{Merges, listed};
use super::package::Package;
use super::strings::Strings;
use super::styles::styles;
use super::workbook::{Listed, Workbook};
use super::xlsx_cell::{Book, Stored};
use super::xml::{Xml, attribute, is_set};
use super::{Cell, Form, Manner, Note, Opening, Row, SheetError, Source};

/// Opens a workbook at the sheet asked for, or at the first filled one that is not hidden.
pub(super) fn open(mut package: Package, opening: &Opening) -> Result<Source, SheetError> {
    let workbook = Workbook::read(&mut package)?;
    let book = Arc::new(Book {
        strings: workbook
            .strings
            .as_deref()
            .map(|part| Strings::read(&mut package, part))
            .transpose()?
            .unwrap_or_default(),
        styles: workbook.styles.as_deref().map(|part| styles(&mut package, part)).transpose()?.unwrap_or_default(),
        since_1904: workbook.since_1904,
    });
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let hidden: Vec<bool> = workbook.sheets.iter().map(|sheet| sheet.hidden).collect();
    let mut filled = |index: usize| begin(&mut package, &workbook.sheets[index], &book);
    let (chosen, rows) = choose(&names, &hidden, opening.sheet.as_deref(), &mut filled)?;
    let mut begun = rows;
    let mut notes = sheet_notes(&names, &hidden, chosen);
    notes.append(&mut begun.notes);
    let manner = Manner { sheet: Some(names[chosen].clone()), ..Manner::of(Form::Xlsx) };
    let hidden = std::mem::take(&mut begun.hidden);
    Ok(Source { hidden, sheets: names, notes, rows: Box::new(begun), ..Source::of(manner) })
}

/// The rows of a sheet.
struct SheetRows {
    xml: Xml,
    book: Arc<Book>,
    merges: Merges,
    columns: usize,
    number: u64,
    hidden: Vec<(usize, usize)>,
    notes: Vec<Note>,
    /// The first row that is not empty, read beforehand.
    first: Option<Result<Row, SheetError>>,
    ended: bool,
}

impl Filled for SheetRows {
    fn is_empty(&self) -> bool {
        self.first.is_none()
    }
}

/// Reads to the first row of a sheet.
fn begin(package: &mut Package, sheet: &Listed, book: &Arc<Book>) -> Result<SheetRows, SheetError> {
    let (merges, note) = listed(package, &sheet.part)?;
    let mut rows = SheetRows {
        xml: Xml::open(package, &sheet.part)?,
        book: Arc::clone(book),
        merges,
        columns: package.limits.columns,
        number: 0,
        hidden: Vec::new(),
        notes: note.into_iter().collect(),
        first: None,
        ended: false,
    };
    rows.first = rows.read().transpose();
    Ok(rows)
}

impl SheetRows {
    /// Reads the next row that is not empty.
    fn read(&mut self) -> Result<Option<Row>, SheetError> {
        while !self.ended {
            let start = match self.xml.next(self.number)? {
                Event::Start(start) => start,
                Event::End(end) if end.local_name().as_ref() == "sheetData" => break,
                Event::Eof => return Err(self.xml.cut_off(self.number)),
                _ => continue,
            };
            match start.local_name().as_ref() {
                "col" => self.hidden.extend(hidden_columns(&start)),
                "row" => {
                    let number = attribute(&start, "r").and_then(|number| number.parse().ok());
                    self.number = number.unwrap_or(self.number.saturating_add(1));
                    let hidden = is_set(&start, "hidden");
                    self.xml.in_row(true);
                    let row = self.row(hidden)?;
                    self.xml.in_row(false);
                    if is_worth(&row) {
                        return Ok(Some(row));
                    }
                }
                _ => {}
            }
        }
        self.ended = true;
        Ok(None)
    }

    fn row(&mut self, hidden: bool) -> Result<Row, SheetError> {
        let mut row = Row { number: self.number, ..Row::default() };
        row.notes.extend(hidden.then_some(Note::HiddenRow));
        row.notes.extend(self.merges.touching(self.number).map(|area| Note::Merged { area }));
        loop {
            let mut stored = match self.xml.next(self.number)? {
                Event::Start(start) if start.local_name().as_ref() == "c" => Stored::begin(&start),
                Event::End(end) if end.local_name().as_ref() == "row" => return Ok(row),
                Event::Eof => return Err(self.xml.cut_off(self.number)),
                _ => continue,
            };
            stored.read(&mut self.xml, self.number)?;
            self.put(stored, &mut row)?;
        }
    }

    fn put(&mut self, stored: Stored, row: &mut Row) -> Result<(), SheetError> {
        let index = stored.column.unwrap_or(row.cells.len());
        if index >= self.columns {
            return Err(SheetError::TooWide { row: self.number, limit: self.columns });
        }
        let cell = stored.cell(&self.book, index, &mut row.notes);
        self.xml.take(cell.text.len(), self.number)?;
        if row.cells.len() <= index {
            row.cells.resize(index + 1, Cell::default());
        }
        let before = std::mem::replace(&mut row.cells[index], cell);
        if !before.is_empty() {
            row.notes.push(Note::Odd { column: super::letter(index), found: before.text });
        }
        Ok(())
    }
}

/// The first and last of a stretch of hidden columns.
fn hidden_columns(start: &BytesStart) -> Option<(usize, usize)> {
    let bound = |name| attribute(start, name).and_then(|number| number.parse::<usize>().ok()?.checked_sub(1));
    is_set(start, "hidden").then(|| bound("min").zip(bound("max")))?
}

impl Iterator for SheetRows {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        let row = self.read().transpose();
        self.ended |= matches!(row, Some(Err(_)));
        row
    }
}
