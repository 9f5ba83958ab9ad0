//! Spreadsheets read from files that the tests make, about an invented town; and, where they are, from real ones.

mod geo;
mod given;
mod hostile;
mod ods;
mod old;
mod text;
mod xlsx;

use std::io::Write;
use std::path::{Path, PathBuf};

use daftar_read::sheet::{Note, Opening, Row, Sheet, SheetError};
use tempfile::TempDir;

/// A file that goes away with the test.
struct Written {
    path: PathBuf,
    _folder: TempDir,
}

impl Written {
    fn new(name: &str, bytes: &[u8]) -> Written {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Written { path, _folder: folder }
    }

    fn open(&self) -> Result<Sheet, SheetError> {
        Sheet::open(&self.path, &Opening::default())
    }
}

/// Opens bytes as a file of this name.
fn open(name: &str, bytes: &[u8]) -> Result<Sheet, SheetError> {
    // The handle of the file outlives its name where the rows are streamed.
    Written::new(name, bytes).open()
}

/// A sheet, its columns and all its rows.
fn read(name: &str, bytes: &[u8]) -> (Sheet, Vec<String>, Vec<Row>) {
    let mut sheet = open(name, bytes).unwrap();
    let rows = sheet.by_ref().collect::<Result<_, _>>().unwrap();
    let headers = sheet.columns().iter().map(|column| column.header.clone()).collect();
    (sheet, headers, rows)
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

fn has(notes: &[Note], wanted: &Note) -> bool {
    notes.contains(wanted)
}

/// A zip file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads a file to its end, whatever it is; errors are as good as rows.
fn exhaust(path: &Path) -> usize {
    Sheet::open(path, &Opening::default()).map_or(0, |sheet| sheet.take(100_000).count())
}
