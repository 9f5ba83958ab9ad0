//! Real catalogues and seed lists, where they are: every row of them.

use std::path::{Path, PathBuf};

use daftar_read::sheet::{Opening, Sheet};

fn given(folder: &str, end: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|found| found == end)).collect()
}

/// What the csv crate reads, for comparison.
fn expected(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    reader
        .byte_records()
        .map(|row| row.unwrap().iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
        .collect()
}

#[test]
fn every_row_of_every_table() {
    for path in given("museum", "csv").into_iter().chain(given("seeds", "csv")) {
        let expected = expected(&path);
        let mut sheet = Sheet::open(&path, &Opening::default()).unwrap();
        let mut read = 0;
        let mut noted = 0;
        for (row, expected) in sheet.by_ref().zip(&expected) {
            let row = row.unwrap();
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(&cells[..expected.len()], expected, "{} row {}", path.display(), row.number);
            read += 1;
            noted += usize::from(!row.notes.is_empty());
        }
        assert!(read == expected.len() && sheet.next().is_none(), "{}", path.display());
        println!("{}: {read} rows, {noted} with notes; {:?}", path.display(), sheet.notes());
    }
}

#[test]
fn a_workbook_says_what_its_csv_says() {
    for path in given("seeds", "xlsx") {
        let table = path.with_extension("csv");
        if !table.exists() {
            continue;
        }
        let opening = Opening { sheet: Some("DATA".to_owned()), ..Opening::default() };
        let sheet = Sheet::open(&path, &opening).unwrap();
        let expected = expected(&table);
        let rows: Vec<_> = sheet.map(Result::unwrap).collect();
        assert_eq!(rows.len(), expected.len(), "{}", path.display());
        for (row, expected) in rows.iter().zip(&expected) {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(&cells, expected, "{} row {}", path.display(), row.number);
        }
    }
}

#[test]
fn every_sheet_of_a_workbook_is_read_to_its_end() {
    for path in given("seeds", "xlsx") {
        for name in Sheet::open(&path, &Opening::default()).unwrap().sheets().to_vec() {
            let opening = Opening { sheet: Some(name.clone()), ..Opening::default() };
            let sheet = Sheet::open(&path, &opening).unwrap();
            let columns = sheet.columns().len();
            assert!(columns > 0);
            println!("{name}: {columns} columns, {} rows", sheet.map(Result::unwrap).count());
        }
    }
}
