//! A result as a sheet: one line for each row that is found.

use std::io::{self, Write};

use daftar_claim::Standing;
use daftar_table::Query;
use daftar_view::Ask;

use crate::{Register, RegisterError};

impl Register {
    /// Writes every hit of a question as CSV: its id, its name, and what its columns hold, in words. Where no columns are named,
    /// all that there are. False for a past moment or some of the sources.
    ///
    /// # Errors
    /// When the index cannot be read or nothing more can be written.
    pub fn write_csv(
        &self,
        query: &Query,
        columns: &[String],
        (standing, ask): (&Standing, &Ask),
        out: &mut dyn Write,
    ) -> Result<bool, RegisterError> {
        if !self.is_of_now(standing, ask) {
            return Ok(false);
        }
        let columns = self.columns_or_all(columns, ask)?;
        let failed = |error: io::Error| RegisterError::io(std::path::Path::new("the sheet"))(error);
        line(out, ["id", "name"].into_iter().chain(columns.iter().map(String::as_str))).map_err(failed)?;
        let query = Query { columns: Some(columns.clone()), ..query.clone() };
        self.each_of_many(&query, standing, ask, |hit| {
            let labels = self.labels(hit.row.cells.iter().flat_map(|cells| &cells.cells), ask)?;
            let held = |field: &String| {
                let cells = hit.row.cells(field).iter().map(|cell| labels.cell(field, cell));
                cells.collect::<Vec<_>>().join("; ")
            };
            let name = hit.row.name(ask.lang.tag()).map_or("", |name| &name.text).to_owned();
            let cells = [hit.row.entity.0.to_string(), name].into_iter().chain(columns.iter().map(held));
            line(out, cells.collect::<Vec<_>>().iter().map(String::as_str)).map_err(failed)
        })
    }
}

impl Register {
    /// These columns; all that there are, where none is named.
    pub(super) fn columns_or_all(&self, columns: &[String], ask: &Ask) -> Result<Vec<String>, RegisterError> {
        if columns.is_empty() { Ok(self.many(ask)?.fields) } else { Ok(columns.to_vec()) }
    }
}

fn line<'c>(out: &mut dyn Write, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
    let cells: Vec<String> = cells.map(guarded).collect();
    quoted_line(out, cells.iter().map(String::as_str))
}

/// Writes a line of cells, quoted where they must be.
pub(crate) fn quoted_line<'c>(out: &mut dyn Write, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        match cell.contains([',', '"', '\n', '\r']) {
            true => write!(out, "\"{}\"", cell.replace('"', "\"\""))?,
            false => out.write_all(cell.as_bytes())?,
        }
    }
    out.write_all(b"\r\n")
}

/// A line of CSV, each cell as no spreadsheet takes it for a formula.
pub fn csv_line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(guarded).collect();
    let mut out = Vec::new();
    // Writing to memory does not fail.
    drop(quoted_line(&mut out, cells.iter().map(String::as_str)));
    String::from_utf8(out).unwrap_or_default()
}

/// A cell as no spreadsheet takes it for a formula: what begins like one has an apostrophe before it.
pub fn guarded(cell: &str) -> String {
    if begins_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet may take a cell for a formula.
pub(crate) fn begins_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_stays_one() {
        let mut out = Vec::new();
        let cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a,b", "say \"a\"", "two\nlines", "plain", ""];
        line(&mut out, cells.into_iter()).unwrap();
        let expected = "'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",\"a,b\",\"say \"\"a\"\"\",\"two\nlines\",plain,\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
