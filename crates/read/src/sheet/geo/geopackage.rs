//! GeoPackage (OGC 12-128): a database whose tables are layers. Only its tables are read, never what it would have run: no view, no
//! trigger, no virtual table.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::super::choice::{Filled, choose, sheet_notes};
use super::super::note::note_text;
use super::super::package::damaged;
use super::super::{Cell, CellKind, Form, Manner, Note, Opening, Row, SheetError, Source, letter};
use super::shape::of_f64;
use super::wkb;

/// How many rows are asked for at once.
const AT_ONCE: usize = 256;
/// What the file is called where it is damaged.
const PART: &str = "the database";

/// A table that is listed as a layer.
#[derive(Clone, Debug)]
struct Layer {
    table: String,
    geometry: Option<String>,
    srs: Option<i64>,
}

/// Opens a file at the layer asked for, or at the first filled one.
pub(in crate::sheet) fn open(path: &Path, opening: &Opening) -> Result<Source, SheetError> {
    whole(path)?;
    let base = connect(path)?;
    let (layers, mut notes) = layers(&base)?;
    let names: Vec<String> = layers.iter().map(|layer| layer.table.clone()).collect();
    let hidden = vec![false; names.len()];
    let begin = &mut |at: usize| Rows::of(&base, path, &layers[at]);
    let (chosen, rows) = choose(&names, &hidden, opening.sheet.as_deref(), begin)?;
    notes.extend(sheet_notes(&names, &hidden, chosen));
    let crs = layers[chosen].srs.and_then(|srs| crs(&base, srs));
    if crs.is_none() && layers[chosen].geometry.is_some() {
        notes.push(Note::NoCrs);
    }
    let manner = Manner { sheet: Some(names[chosen].clone()), crs, ..Manner::of(Form::GeoPackage) };
    let columns = Some(rows.columns.clone());
    Ok(Source { rows: Box::new(rows), names: columns, sheets: names, notes, ..Source::of(manner) })
}

/// What a program has written and not yet put into the file lies beside it.
fn whole(path: &Path) -> Result<(), SheetError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    let beside = PathBuf::from(beside);
    match std::fs::metadata(&beside) {
        Ok(found) if found.len() > 0 => Err(SheetError::InUse { beside }),
        _ => Ok(()),
    }
}

/// Opens the database to be read as it lies there: nothing is written beside it.
fn connect(path: &Path) -> Result<Connection, SheetError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let base =
        Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(|error| broken(0, &error))?;
    let careful =
        base.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
    careful.map_err(|error| broken(0, &error))?;
    Ok(base)
}

fn broken(row: u64, error: &dyn std::fmt::Display) -> SheetError {
    damaged(PART, row, error)
}

fn has_table(base: &Connection, table: &str) -> Result<bool, SheetError> {
    let found = base.query_row(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 COLLATE NOCASE AND sql NOT LIKE 'CREATE VIRTUAL%'",
        [table],
        |_| Ok(()),
    );
    Ok(found.optional().map_err(|error| broken(0, &error))?.is_some())
}

/// The layers that are tables of features or of attributes alone; of others a note.
fn layers(base: &Connection) -> Result<(Vec<Layer>, Vec<Note>), SheetError> {
    if !has_table(base, "gpkg_contents")? {
        return Err(SheetError::NotASheet { found: "a database, and no GeoPackage" });
    }
    let shapes = match has_table(base, "gpkg_geometry_columns")? {
        true => "LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name COLLATE NOCASE",
        false => "LEFT JOIN (SELECT NULL AS table_name, NULL AS column_name, NULL AS srs_id) g ON 0",
    };
    let question = format!(
        "SELECT c.table_name, c.data_type, g.column_name, coalesce(g.srs_id, c.srs_id) FROM gpkg_contents c {shapes} ORDER BY c.rowid"
    );
    let (mut layers, mut notes) = (Vec::new(), Vec::new());
    let mut asked = base.prepare(&question).map_err(|error| broken(0, &error))?;
    let listed = asked.query_map([], |row| {
        Ok((Layer { table: row.get(0)?, geometry: row.get(2)?, srs: row.get(3)? }, row.get::<_, String>(1)?))
    });
    for listed in listed.map_err(|error| broken(0, &error))? {
        let (layer, kind) = listed.map_err(|error| broken(0, &error))?;
        match ["features", "attributes"].contains(&kind.as_str()) && has_table(base, &layer.table)? {
            true => layers.push(layer),
            false => notes.push(Note::NotRead { what: format!("{} ({kind})", layer.table) }),
        }
    }
    Ok((layers, notes))
}

/// What the file says of a system of coordinates; none where it says that it is none.
fn crs(base: &Connection, srs: i64) -> Option<String> {
    if srs <= 0 {
        return None;
    }
    let question =
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1";
    let told = base.query_row(question, [srs], |row| {
        let (who, number): (String, i64) = (row.get(0)?, row.get(1)?);
        let definition: Option<String> = row.get(2)?;
        Ok(match who.to_uppercase().as_str() {
            "EPSG" => format!("EPSG:{number}"),
            _ => definition.unwrap_or_else(|| format!("{who}:{number}")),
        })
    });
    Some(told.unwrap_or_else(|_| format!("EPSG:{srs}")))
}

/// The names of a table's columns, in the order in which they are read. They are asked for as bytes: what a damaged file calls its
/// columns need not be text.
fn columns(base: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut asked =
        base.prepare("SELECT CAST(name AS BLOB) FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid")?;
    let names =
        asked.query_map([table], |row| Ok(String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned()))?;
    names.collect()
}

/// The rows of a layer.
struct Rows {
    base: Connection,
    question: String,
    columns: Vec<String>,
    geometry: Option<usize>,
    /// The key of the last row that was asked for.
    after: i64,
    number: u64,
    ready: std::vec::IntoIter<Row>,
    empty: bool,
    ended: bool,
}

impl Filled for Rows {
    fn is_empty(&self) -> bool {
        self.empty
    }
}

impl Rows {
    fn of(base: &Connection, path: &Path, layer: &Layer) -> Result<Rows, SheetError> {
        let table = layer.table.replace('"', "\"\"");
        let question = format!("SELECT rowid, * FROM \"{table}\" WHERE rowid > ?1 ORDER BY rowid LIMIT {AT_ONCE}");
        let columns = columns(base, &layer.table).map_err(|error| broken(0, &error))?;
        let is_shape = |name: &String| layer.geometry.as_ref().is_some_and(|one| one.eq_ignore_ascii_case(name));
        let geometry = columns.iter().position(is_shape);
        let (base, after) = (connect(path)?, i64::MIN);
        let mut rows = Rows {
            base,
            question,
            columns,
            geometry,
            after,
            number: 0,
            ready: Vec::new().into_iter(),
            empty: false,
            ended: false,
        };
        rows.more()?;
        rows.empty = rows.ready.len() == 0;
        Ok(rows)
    }

    fn more(&mut self) -> Result<(), SheetError> {
        let mut found = Vec::new();
        let mut asked = self.base.prepare_cached(&self.question).map_err(|error| broken(self.number, &error))?;
        let mut rows = asked.query([self.after]).map_err(|error| broken(self.number, &error))?;
        while let Some(row) = rows.next().map_err(|error| broken(self.number, &error))? {
            self.number += 1;
            self.after = row.get(0).map_err(|error| broken(self.number, &error))?;
            let mut read = Row { number: self.number, ..Row::default() };
            for at in 0..self.columns.len() {
                let value = row.get_ref(at + 1).map_err(|error| broken(self.number, &error))?;
                let is_shape = self.geometry == Some(at);
                read.cells.push(cell(value, at, is_shape, &mut read.notes));
            }
            found.push(read);
        }
        self.ended = found.len() < AT_ONCE;
        self.ready = found.into_iter();
        Ok(())
    }
}

fn cell(value: ValueRef<'_>, at: usize, is_shape: bool, notes: &mut Vec<Note>) -> Cell {
    match value {
        ValueRef::Null => Cell::default(),
        ValueRef::Integer(number) => Cell::new(number.to_string(), CellKind::Number),
        ValueRef::Real(number) => Cell::new(of_f64(number), CellKind::Number),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text).into_owned();
            note_text(at, &text, notes);
            Cell::text(text)
        }
        ValueRef::Blob(bytes) if is_shape => wkb::of_geopackage(bytes).map_or_else(
            || {
                notes.push(Note::NoShape { column: letter(at) });
                Cell::default()
            },
            Cell::text,
        ),
        ValueRef::Blob(bytes) => {
            notes.push(Note::NotRead { what: format!("column {}: {} bytes", letter(at), bytes.len()) });
            Cell::default()
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.ready.next() {
            return Some(Ok(row));
        }
        if self.ended {
            return None;
        }
        if let Err(error) = self.more() {
            self.ended = true;
            return Some(Err(error));
        }
        self.ready.next().map(Ok)
    }
}
