//! CSV, TSV and JSON Lines: delimiters, quotes, encodings.

use daftar_read::sheet::{CellKind, Form, HeaderRows, Note, Opening, Sheet, SheetError};
use encoding_rs::{WINDOWS_1252, WINDOWS_1256};

use crate::{Written, has, open, read, texts};

#[test]
fn a_catalogue_in_two_languages() {
    let (sheet, headers, rows) = read("c.csv", "رقم,الاسم,Name\n1,جرة,\"jar, large\"\n2,منجل,sickle\n".as_bytes());
    assert_eq!(headers, ["رقم", "الاسم", "Name"]);
    assert_eq!(texts(&rows[0]), ["1", "جرة", "jar, large"]);
    assert_eq!((rows[0].number, rows[1].number), (2, 3));
    let manner = sheet.manner();
    assert_eq!((manner.form, manner.encoding, manner.delimiter), (Form::Csv, Some("UTF-8"), Some(',')));
    assert_eq!(manner.header, Some((1, 1)));
    assert!(sheet.notes().is_empty());
    assert_eq!(sheet.columns()[2].letter, "C");
}

#[test]
fn delimiters_are_found() {
    for delimiter in [';', '\t', '|', ','] {
        let text = "number;name;size\n1;\"jar, with; lid\";3,5\n2;lamp;1,2\n".replace(';', &delimiter.to_string());
        let text = if delimiter == ',' { text.replace("3,5", "3").replace("1,2", "1") } else { text };
        let (sheet, headers, _) = read("c.csv", text.as_bytes());
        assert_eq!(sheet.manner().delimiter, Some(delimiter));
        assert_eq!(headers, ["number", "name", "size"]);
    }
    let (sheet, headers, rows) = read("c.csv", b"sep=;\r\nnumber;name\r\n1;jar\r\n");
    assert!(has(sheet.notes(), &Note::DelimiterLine));
    assert_eq!((headers.len(), rows[0].number), (2, 3));
    assert_eq!(read("c.tsv", b"number\tname\n1\tjar\n").0.manner().form, Form::Tsv);
}

#[test]
fn ragged_rows_lose_nothing() {
    let (_, _, rows) = read("c.csv", b"number,name,place\n1,jar\n\n2,lamp,Marsa,lent,1931\n");
    assert_eq!(texts(&rows[0]), ["1", "jar", ""]);
    assert_eq!(rows[0].notes, [Note::Short { found: 2, expected: 3 }]);
    assert_eq!(texts(&rows[1]), ["2", "lamp", "Marsa", "lent", "1931"]);
    assert_eq!(rows[1].notes, [Note::EmptyLines { count: 1 }, Note::Long { found: 5, expected: 3 }]);
    assert_eq!(rows[1].number, 4);
}

#[test]
fn an_unclosed_quote_is_named_and_passed() {
    let (_, _, rows) = read("c.csv", "number,name\n1,\"jar\n2,lamp\n3,\"a\n\nb\"\n4,mill\n".as_bytes());
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 4, 7]);
    assert_eq!(texts(&rows[0]), ["1", "\"jar"]);
    assert_eq!(rows[0].notes, [Note::UnclosedQuote { line: 2, byte: 14 }]);
    assert_eq!(texts(&rows[2]), ["3", "a\n\nb"]);
}

#[test]
fn marks_and_wide_encodings() {
    let text = "رقم,الاسم\n1,جرة\n2,قمح\n";
    let utf_16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
    };
    for (bytes, encoding) in [
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8"),
        (utf_16(b"\xFF\xFE", u16::to_le_bytes), "UTF-16LE"),
        (utf_16(b"\xFE\xFF", u16::to_be_bytes), "UTF-16BE"),
        (utf_16(b"", u16::to_le_bytes), "UTF-16LE"),
    ] {
        let (sheet, headers, rows) = read("c.csv", &bytes);
        assert_eq!(sheet.manner().encoding, Some(encoding));
        assert_eq!((headers[0].as_str(), texts(&rows[1])), ("رقم", vec!["2", "قمح"]));
    }
}

#[test]
fn the_letters_tell_an_encoding_that_is_not_said() {
    let text = "رقم,الاسم,المكان\n1,جرة فخار,سنابل\n2,بذور قمح بلدي,مرسى\n";
    let (sheet, headers, rows) = read("c.csv", &WINDOWS_1256.encode(text).0);
    assert_eq!(headers, ["رقم", "الاسم", "المكان"]);
    assert_eq!(texts(&rows[1]), ["2", "بذور قمح بلدي", "مرسى"]);
    assert_eq!(sheet.notes(), [Note::Judged { encoding: "windows-1256" }]);
    let text = "numéro,nom\n1,céramique trouvée près du moulin\n";
    let (sheet, headers, _) = read("c.csv", &WINDOWS_1252.encode(text).0);
    assert_eq!((headers[0].as_str(), sheet.manner().encoding), ("numéro", Some("windows-1252")));
}

#[test]
fn two_encodings_in_one_file_are_both_read() {
    let mut bytes = "رقم,الاسم\n1,جرة\n".as_bytes().to_vec();
    bytes.extend_from_slice(&WINDOWS_1256.encode("2,ملوخية\n").0);
    bytes.extend_from_slice("3,زيتون\n".as_bytes());
    let (sheet, _, rows) = read("c.csv", &bytes);
    assert_eq!(rows.iter().map(|row| row.cells[1].text.as_str()).collect::<Vec<_>>(), ["جرة", "ملوخية", "زيتون"]);
    assert_eq!(rows[1].notes, [Note::OtherEncoding { encoding: "windows-1256" }]);
    assert!(rows[0].notes.is_empty() && rows[2].notes.is_empty() && sheet.notes().is_empty());
}

#[test]
fn a_named_encoding_is_used_and_an_unknown_one_said() {
    let file = Written::new("c.csv", &WINDOWS_1256.encode("رقم,نوع\n1,قمح\n").0);
    let opening = Opening { encoding: Some("windows-1256".into()), ..Opening::default() };
    let sheet = Sheet::open(&file.path, &opening).unwrap();
    assert_eq!(sheet.columns()[1].header, "نوع");
    assert!(sheet.notes().is_empty());
    let opening = Opening { encoding: Some("klingon".into()), ..Opening::default() };
    assert!(matches!(Sheet::open(&file.path, &opening), Err(SheetError::UnknownEncoding(_))));
}

#[test]
fn lost_characters_and_nul_are_never_silent() {
    let (_, _, rows) = read("c.csv", "number,name\n1,j\u{fffd}r\n2,l\0mp\n".as_bytes());
    assert_eq!(rows[0].notes, [Note::Lost { column: "B".into() }]);
    assert_eq!(rows[1].notes, [Note::Nul { column: "B".into() }]);
    assert_eq!(rows[1].cells[1].text, "l\0mp");
    let lone: Vec<u8> = [0xFEFFu16, 0x61, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0xD800, 0x0A]
        .iter()
        .flat_map(|unit| unit.to_le_bytes())
        .collect();
    assert_eq!(read("c.csv", &lone).2[0].notes, [Note::Lost { column: "B".into() }]);
}

#[test]
fn titles_groups_and_headers_told() {
    let text = "Mill Museum,,,\nCatalogue,,,\nnumber,name,place,year\n1,jar,Sanabel,1912\n2,lamp,Marsa,\n";
    let (sheet, headers, rows) = read("c.csv", text.as_bytes());
    assert_eq!(headers, ["number", "name", "place", "year"]);
    assert_eq!(sheet.notes(), [Note::TitleLines { first: 1, last: 2 }]);
    assert_eq!((rows.len(), rows[0].number), (2, 4));
    let file = Written::new("c.csv", b"a,b\n1,2\n");
    let opening = Opening { header: HeaderRows::Absent, ..Opening::default() };
    let sheet = Sheet::open(&file.path, &opening).unwrap();
    assert_eq!(sheet.columns().len(), 2);
    assert_eq!(sheet.count(), 2);
}

#[test]
fn json_lines() {
    let text = "{\"number\":1,\"name\":\"جرة\",\"size\":1.10}\nnot json\n\n{\"name\":\"lamp\",\"found\":{\"b\":[1, 2],\"a\":null},\"name\":\"oil lamp\",\"kept\":true,\"none\":null}\n";
    let (sheet, headers, rows) = read("c.jsonl", text.as_bytes());
    assert_eq!(headers, ["number", "name", "size", "found", "kept", "none"]);
    assert_eq!(sheet.manner().form, Form::JsonLines);
    assert_eq!(texts(&rows[0]), ["1", "جرة", "1.10", "", "", ""]);
    assert_eq!(rows[0].cells[2].kind, CellKind::Number);
    assert!(matches!(&rows[1].notes[..], [Note::BadLine { text, .. }] if text == "not json"));
    assert_eq!(texts(&rows[2]), ["", "oil lamp", "", "{\"b\":[1, 2],\"a\":null}", "TRUE", ""]);
    let repeated = Note::RepeatedMember { name: "name".into(), value: "lamp".into() };
    assert_eq!(rows[2].notes, [Note::EmptyLines { count: 1 }, repeated]);
}

#[test]
fn members_that_come_late_stand_beyond_the_columns() {
    let mut text = "{\"a\":1}\n".repeat(1000);
    text.push_str("{\"a\":2,\"late\":\"x\"}\n{\"late\":\"\\ud800\"}\n");
    let (_, headers, rows) = read("c.jsonl", text.as_bytes());
    assert_eq!(headers, ["a"]);
    let new = Note::NewColumn { name: "late".into(), column: "B".into() };
    assert!(has(&rows[1000].notes, &new));
    assert_eq!(texts(&rows[1000]), ["2", "x"]);
    assert_eq!(texts(&rows[1001]), ["", "\"\\ud800\""]);
    assert!(has(&rows[1001].notes, &Note::Odd { column: "B".into(), found: "\"\\ud800\"".into() }));
}

#[test]
fn what_is_no_sheet_is_said() {
    for (bytes, found) in [
        (&b"%PDF-1.7"[..], "a PDF document"),
        (b"<html><table>", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML document"),
    ] {
        let Err(SheetError::NotASheet { found: said }) = open("c.xls", bytes) else { panic!("{found}") };
        assert_eq!(said, found);
    }
    assert!(matches!(open("c.csv", b""), Err(SheetError::Empty)));
    assert!(matches!(open("c.csv", b"\xEF\xBB\xBF"), Err(SheetError::Empty)));
    assert!(matches!(open("c.csv", b"\n\n\n"), Err(SheetError::Empty)));
}
