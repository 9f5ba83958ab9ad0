//! ODS: the sheet is chosen, and its rows are streamed.

use quick_xml::events::{BytesStart, Event};

use super::choice::{Filled, choose, is_worth, sheet_notes};
use super::ods_cell::Stored;
use super::ods_list::{Listed, list};
use super::package::{Package, damaged};
use super::xml::{Xml, attribute};
use super::{Area, Cell, Form, Manner, Note, Opening, Row, SheetError, Source};

/// Rows that no program has.
const BEYOND: u64 = 1 << 24;

/// Opens a file at the sheet asked for, or at the first filled one that is not hidden.
pub(super) fn open(mut package: Package, opening: &Opening) -> Result<Source, SheetError> {
    if package.has("META-INF/manifest.xml") && package.text("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(SheetError::Encrypted);
    }
    if package.has("mimetype") && !package.text("mimetype")?.contains("spreadsheet") {
        return Err(SheetError::NotASheet { found: "an OpenDocument file" });
    }
    let sheets = list(&mut package)?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let hidden: Vec<bool> = sheets.iter().map(|sheet| sheet.hidden).collect();
    let (chosen, _) = choose(&names, &hidden, opening.sheet.as_deref(), &mut |index| Ok(&sheets[index]))?;
    let mut rows = OdsRows::new(&mut package, chosen)?;
    rows.first = rows.read().transpose();
    let manner = Manner { sheet: Some(names[chosen].clone()), ..Manner::of(Form::Ods) };
    let notes = sheet_notes(&names, &hidden, chosen);
    let hidden = std::mem::take(&mut rows.hidden);
    Ok(Source { hidden, sheets: names, notes, rows: Box::new(rows), ..Source::of(manner) })
}

impl Filled for &Listed {
    fn is_empty(&self) -> bool {
        !self.filled
    }
}

/// The rows of a sheet.
struct OdsRows {
    xml: Xml,
    columns: usize,
    /// The row read last.
    number: u64,
    /// How many columns have been told of.
    told: usize,
    hidden: Vec<(usize, usize)>,
    merged: Vec<Area>,
    /// A row that stands for several, and for how many more.
    again: Option<(Row, u64)>,
    first: Option<Result<Row, SheetError>>,
    ended: bool,
}

impl OdsRows {
    /// Reads to the beginning of the sheet with this number.
    fn new(package: &mut Package, sheet: usize) -> Result<OdsRows, SheetError> {
        let mut xml = Xml::open(package, "content.xml")?;
        let (mut begun, mut depth) = (0, 0);
        while begun <= sheet {
            match xml.next(0)? {
                Event::Start(start) if start.name().as_ref() == "table:table" => {
                    begun += usize::from(depth == 0);
                    depth += 1;
                }
                Event::End(end) if end.name().as_ref() == "table:table" => depth -= 1,
                Event::Eof => return Err(xml.cut_off(0)),
                _ => {}
            }
        }
        let columns = package.limits.columns;
        let (hidden, merged) = (Vec::new(), Vec::new());
        Ok(OdsRows { xml, columns, number: 0, told: 0, hidden, merged, again: None, first: None, ended: false })
    }

    /// Reads the next row that is not empty.
    fn read(&mut self) -> Result<Option<Row>, SheetError> {
        if let Some(row) = self.repeat() {
            return Ok(Some(row));
        }
        while !self.ended {
            let start = match self.xml.next(self.number)? {
                Event::Start(start) => start,
                Event::End(end) if end.name().as_ref() == "table:table" => break,
                Event::Eof => return Err(self.xml.cut_off(self.number)),
                _ => continue,
            };
            let collapsed = attribute(&start, "visibility").is_some_and(|how| how != "visible");
            match start.name().as_ref() {
                "table:table-column" => {
                    let last = self.told.saturating_add(count(&start, "number-columns-repeated") as usize);
                    self.hidden.extend(collapsed.then_some((self.told, last - 1)));
                    self.told = last;
                }
                "table:table-row" => {
                    let times = count(&start, "number-rows-repeated");
                    if let Some(row) = self.rows(times, collapsed)? {
                        return Ok(Some(row));
                    }
                }
                _ => {}
            }
        }
        self.ended = true;
        Ok(None)
    }

    /// Reads a row that stands `times`.
    fn rows(&mut self, times: u64, hidden: bool) -> Result<Option<Row>, SheetError> {
        self.number = self.number.saturating_add(1);
        self.xml.in_row(true);
        let row = self.row(hidden)?;
        self.xml.in_row(false);
        let filled = is_worth(&row);
        if filled && self.number.saturating_add(times) > BEYOND {
            return Err(damaged("content.xml", self.number, &"a row is repeated more often than a sheet has rows"));
        }
        if filled && times > 1 {
            self.again = Some((row.clone(), times - 1));
        } else {
            self.number = self.number.saturating_add(times - 1);
        }
        Ok(filled.then_some(row))
    }

    /// The next of the rows that one stands for.
    fn repeat(&mut self) -> Option<Row> {
        let (row, left) = self.again.take()?;
        self.number += 1;
        let next = Row { number: self.number, ..row.clone() };
        self.again = (left > 1).then(|| (row, left - 1));
        Some(next)
    }

    fn row(&mut self, hidden: bool) -> Result<Row, SheetError> {
        let number = self.number;
        let mut row = Row { number, ..Row::default() };
        row.notes.extend(hidden.then_some(Note::HiddenRow));
        self.merged.retain(|area| area.bottom >= number);
        row.notes.extend(self.merged.iter().map(|area| Note::Merged { area: *area }));
        let mut at = 0usize;
        loop {
            let mut stored = match self.xml.next(number)? {
                Event::Start(start) if start.name().as_ref().ends_with("table-cell") => Stored::begin(&start),
                Event::End(end) if end.name().as_ref() == "table:table-row" => return Ok(row),
                Event::Eof => return Err(self.xml.cut_off(number)),
                _ => continue,
            };
            stored.read(&mut self.xml, number)?;
            at = self.put(&stored, at, &mut row)?;
        }
    }

    /// Puts a cell at its column, as often as it stands there, and says which column is next.
    fn put(&mut self, stored: &Stored, at: usize, row: &mut Row) -> Result<usize, SheetError> {
        let next = at.saturating_add(stored.repeated);
        if !stored.is_empty() && next > self.columns {
            return Err(SheetError::TooWide { row: self.number, limit: self.columns });
        }
        if stored.spans != (1, 1) {
            let right = at.saturating_add(stored.spans.0 - 1);
            let area =
                Area { top: self.number, left: at, bottom: self.number.saturating_add(stored.spans.1 - 1), right };
            row.notes.push(Note::Merged { area });
            self.merged.push(area);
        }
        if !stored.is_empty() {
            row.cells.resize(at, Cell::default());
            for index in at..next {
                let cell = stored.cell(index, &mut row.notes);
                self.xml.take(cell.text.len(), self.number)?;
                row.cells.push(cell);
            }
        }
        Ok(next)
    }
}

/// For how many a row or column stands.
fn count(start: &BytesStart, name: &str) -> u64 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

impl Iterator for OdsRows {
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
