//! ODS as LibreOffice writes it.

use daftar_read::sheet::{CellKind, Form, Note, SheetError};

use crate::{has, open, read, texts, zipped};

pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
}

fn table(rows: &str) -> Vec<u8> {
    ods(&format!("<table:table table:name='Catalogue'>{rows}</table:table>"))
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn values_as_they_are_seen() {
    let float = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type='float' office:value='{value}'><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let cells = [
        float("42", "00042"),
        float("1892", "1,892.00"),
        "<table:table-cell office:value-type='date' office:date-value='2031-05-14'><text:p>14/05/31</text:p></table:table-cell>".into(),
        "<table:table-cell office:value-type='percentage' office:value='0.125'><text:p>13%</text:p></table:table-cell>".into(),
        "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>".into(),
        "<table:table-cell office:value-type='string'><office:annotation><text:p>a remark</text:p></office:annotation>\
         <text:p>two<text:s text:c='2'/>&amp; <text:span>three</text:span></text:p><text:p>lines</text:p></table:table-cell>".into(),
        "<table:table-cell table:number-columns-repeated='1000'/>".into(),
    ];
    let names = ["رقم", "year", "day", "share", "kept", "remark"].map(text);
    let (sheet, headers, rows) = read("c.ods", &table(&(row(&names) + &row(&cells))));
    assert_eq!((sheet.manner().form, headers[0].as_str()), (Form::Ods, "رقم"));
    assert_eq!(texts(&rows[0]), ["00042", "1892", "2031-05-14", "12.5%", "TRUE", "two  & three\nlines"]);
    assert_eq!(rows[0].cells[2].kind, CellKind::Date);
    assert!(rows[0].notes.is_empty());
}

#[test]
fn repeated_merged_and_hidden() {
    let rows = [
        "<table:table-column table:number-columns-repeated='2'/><table:table-column table:visibility='collapse'/>".to_owned(),
        row(&["number", "name", "place"].map(text)),
        "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>".into(),
        format!("<table:table-row table:number-rows-repeated='2' table:visibility='collapse'>{}</table:table-row>",
            text("jar").replace("office:value-type", "table:number-columns-repeated='2' office:value-type")),
        format!("<table:table-row>{}<table:covered-table-cell/>{}</table:table-row>",
            text("lamp").replace("office:value-type", "table:number-columns-spanned='2' office:value-type"), text("Marsa")),
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>".into(),
    ];
    let (sheet, _, rows) = read("c.ods", &table(&rows.concat()));
    assert!(has(sheet.notes(), &Note::HiddenColumn { column: "C".into() }));
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 6, 7]);
    assert_eq!(texts(&rows[1]), ["jar", "jar", ""]);
    assert_eq!(rows[1].notes, [Note::HiddenRow]);
    assert_eq!(texts(&rows[2]), ["lamp", "", "Marsa"]);
    assert!(matches!(&rows[2].notes[..], [Note::Merged { area }] if area.to_string() == "A7:B7"));
}

#[test]
fn sheets_are_chosen_and_errors_noted() {
    let error = "<table:table-cell table:formula='of:=[.Z9]' office:value-type='string' calcext:value-type='error'><text:p>#REF!</text:p></table:table-cell>";
    let filled = row(&["number", "name"].map(text)) + &row(&[text("1"), error.to_owned()]);
    let tables = format!(
        "<table:table table:name='Old' table:style-name='ta2'>{filled}</table:table><table:table table:name='Cover'/>\
         <table:table table:name='Catalogue'>{filled}</table:table>"
    );
    let (sheet, _, rows) = read("c.ods", &ods(&tables));
    assert_eq!(sheet.sheets(), ["Old", "Cover", "Catalogue"]);
    assert_eq!(sheet.manner().sheet.as_deref(), Some("Catalogue"));
    assert!(has(sheet.notes(), &Note::HiddenSheet { name: "Old".into() }));
    assert_eq!(rows[0].notes, [Note::ErrorValue { column: "B".into(), error: "#REF!".into() }]);
}

#[test]
fn a_password_is_said() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "scrambled")]);
    assert!(matches!(open("c.ods", &bytes), Err(SheetError::Encrypted)));
    let ole: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
        .iter()
        .copied()
        .chain([0; 600])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(matches!(open("c.xlsx", &ole), Err(SheetError::Encrypted)));
}
