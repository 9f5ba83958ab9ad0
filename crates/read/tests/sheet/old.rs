//! A workbook of Excel before 2007: `catalogue.xls`, an invented example.

use daftar_read::sheet::{CellKind, Form, SheetError};

use crate::{Written, exhaust, open, read, texts};

const CATALOGUE: &[u8] = include_bytes!("catalogue.xls");

#[test]
fn an_old_workbook_is_read() {
    let (sheet, headers, rows) = read("catalogue.xls", CATALOGUE);
    assert_eq!((sheet.manner().form, sheet.manner().sheet.as_deref()), (Form::Xls, Some("Catalogue")));
    assert_eq!(headers, ["number", "الاسم", "found", "share", "kept", "year"]);
    assert_eq!(texts(&rows[0]), ["7", "جرة", "2031-05-14", "0.125", "TRUE", "1892"]);
    assert_eq!(texts(&rows[1]), ["8", "منجل", "2031-05-14T14:30:00", "0.07", "FALSE", "1931"]);
    assert_eq!((rows[0].cells[2].kind, rows[0].number), (CellKind::Date, 2));
}

#[test]
fn a_truncated_one_is_an_error_and_no_panic() {
    for end in (8..CATALOGUE.len()).step_by(61) {
        exhaust(&Written::new("c.xls", &CATALOGUE[..end]).path);
    }
    assert!(matches!(open("c.xls", &CATALOGUE[..600]), Err(SheetError::Damaged { .. })));
}
