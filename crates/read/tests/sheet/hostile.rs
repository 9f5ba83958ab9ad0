//! Files that are broken or made to hurt: nothing panics, nothing swells, nothing hangs.

use std::io::Write;
use std::time::{Duration, Instant};

use daftar_read::sheet::{Limits, Opening, Sheet, SheetError};
use proptest::prelude::*;

use crate::{Written, exhaust, ods, open, read, xlsx, zipped};

fn whole_workbook() -> Vec<u8> {
    let rows: String = (1..40)
        .map(|row| format!("<row r='{row}'><c r='A{row}' t='s'><v>0</v></c><c r='B{row}'><v>{row}</v></c></row>"))
        .collect();
    let xml = xlsx::sheet(&rows, "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>");
    xlsx::workbook(
        &[("Catalogue", "visible", &xml)],
        "<si><t>jar</t></si>",
        "<cellXfs><xf numFmtId='0'/></cellXfs>",
        "",
    )
}

fn whole_ods() -> Vec<u8> {
    let cell = "<table:table-cell office:value-type='string'><text:p>jar</text:p></table:table-cell>";
    ods::ods(&format!(
        "<table:table table:name='a'>{}</table:table>",
        format!("<table:table-row>{cell}{cell}</table:table-row>").repeat(30)
    ))
}

#[test]
fn ten_thousand_columns_are_quick() {
    let started = Instant::now();
    let names: Vec<String> = (0..10_000).map(|at| format!("name {at}")).collect();
    let line = names.join(",") + "\n";
    let (sheet, _, rows) = read("c.csv", line.repeat(50).as_bytes());
    assert_eq!((sheet.columns().len(), rows.len()), (10_000, 49));
    assert!(started.elapsed() < Duration::from_secs(20));
    let wide = ",".repeat(16_384) + "\n";
    assert!(matches!(open("c.csv", wide.as_bytes()), Err(SheetError::TooWide { row: 1, limit: 16_384 })));
}

#[test]
fn a_line_of_fifty_megabytes_is_kept_and_a_longer_one_refused() {
    let long = format!("number,text\n1,\"{}\"\n2,x\n", "جرة ".repeat(7_500_000));
    let (_, _, rows) = read("c.csv", long.as_bytes());
    assert_eq!((rows.len(), rows[0].cells[1].text.len()), (2, 52_500_000));
    assert!(rows[0].notes[0].to_string().contains("52500000 bytes"));
    let endless = format!("number,text\n1,{}", "x".repeat(70 << 20));
    let error = open("c.csv", endless.as_bytes()).unwrap().find_map(Result::err);
    assert!(matches!(error, Some(SheetError::RecordTooLong { line: 2, byte: 12, .. })));
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let bytes = zipped(&[("xl/workbook.xml", &" ".repeat(40 << 20))]);
    let Err(error) = open("c.xlsx", &bytes).map(|_| ()) else { panic!("a bomb") };
    assert!(matches!(error, SheetError::Bomb { unit: "times its size", .. }), "{error}");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..10_001 {
        zip.start_file(at.to_string(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"x").unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(matches!(open("c.xlsx", &bytes), Err(SheetError::Bomb { unit: "files", .. })));
}

/// A file whose longest record may have two thousand bytes.
fn error_of_long_records(name: &str, bytes: &[u8]) -> String {
    let file = Written::new(name, bytes);
    let opening = Opening { limits: Limits { record: 2000, ..Limits::default() }, ..Opening::default() };
    let error = Sheet::open(&file.path, &opening).and_then(|sheet| sheet.collect::<Result<Vec<_>, _>>());
    error.err().map_or_else(String::new, |error| error.to_string())
}

#[test]
fn no_piece_of_xml_is_longer_than_a_record_may_be() {
    let long = "x".repeat(3000);
    let kml =
        |inside: &str| format!("<kml><Document><Placemark><name>Mill</name></Placemark>{inside}</Document></kml>");
    let place = |inside: &str| kml(&format!("<Placemark>{inside}</Placemark>"));
    assert_eq!(error_of_long_records("a.kml", place(&"x".repeat(1000)).as_bytes()), "");
    let pieces = format!("<description>{}</description>", "x".repeat(300)).repeat(8);
    for text in [
        kml(&format!("<!--{long}-->")),
        place(&format!("<name>{long}</name>")),
        place(&format!("<Point><coordinates>{}</coordinates></Point>", "1,2 ".repeat(1000))),
        place(&pieces),
    ] {
        let error = error_of_long_records("a.kml", text.as_bytes());
        assert!(error.contains("longer than 2000 bytes"), "{error}: {}", &text[..200]);
    }
    let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |cells: &str| xlsx::sheet(&format!("<row r='1'>{}</row><row r='2'>{cells}</row>", cell("number")), "");
    let book = |sheet: &str, strings: &str| {
        xlsx::workbook(&[("a", "visible", sheet)], strings, "<cellXfs><xf numFmtId='0'/></cellXfs>", "")
    };
    let shared = format!("<si><t>{}</t></si>", "x".repeat(1500));
    let twice = "<c t='s'><v>0</v></c>".repeat(2);
    assert_eq!(error_of_long_records("a.xlsx", &book(&row(&cell("jar")), "")), "");
    for (cells, strings) in [(cell(&long), ""), (cell(&"x".repeat(500)).repeat(5), ""), (twice, &*shared)] {
        let error = error_of_long_records("a.xlsx", &book(&row(&cells), strings));
        assert!(error.contains("longer than 2000 bytes"), "{error}");
    }
    let repeated = "<table:table-row><table:table-cell office:value-type='string' table:number-columns-repeated='9000'>\
                    <text:p>jar</text:p></table:table-cell></table:table-row>";
    let bytes = ods::ods(&format!("<table:table table:name='a'>{repeated}</table:table>"));
    let error = error_of_long_records("a.ods", &bytes);
    assert!(error.contains("longer than 2000 bytes"), "{error}");
}

#[test]
fn a_directory_that_lies_about_sizes_does_not_help_a_bomb() {
    let mut bytes = zipped(&[("xl/workbook.xml", &"<workbook>".repeat(100_000)), ("_rels/.rels", "<Relationships/>")]);
    // The directory lies at the end; its first entry says the size 24 bytes in.
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&1000u32.to_le_bytes());
    assert!(matches!(open("c.xlsx", &bytes), Err(SheetError::Damaged { .. })));
}

#[test]
fn repetitions_without_end_are_refused() {
    let row = "<table:table-row table:number-rows-repeated='99999999999'><table:table-cell office:value-type='string' \
               table:number-columns-repeated='REPEAT'><text:p>x</text:p></table:table-cell></table:table-row>";
    for repeat in ["1", "99999999999"] {
        let table = format!("<table:table table:name='a'>{}</table:table>", row.replace("REPEAT", repeat));
        let file = Written::new("c.ods", &ods::ods(&table));
        assert!(file.open().is_err(), "{repeat}");
    }
}

#[test]
fn a_million_quotes_and_other_nonsense() {
    let started = Instant::now();
    for text in [
        "\"".repeat(1_000_000),
        ",\"".repeat(8_000),
        "\"\n".repeat(500_000),
        "\r".repeat(1_000_000),
        "\0".repeat(1_000_000),
    ] {
        exhaust(&Written::new("c.csv", text.as_bytes()).path);
    }
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn truncated_workbooks_do_not_panic() {
    for (name, whole) in [("c.xlsx", whole_workbook()), ("c.ods", whole_ods())] {
        assert!(exhaust(&Written::new(name, &whole).path) > 20);
        for end in (0..whole.len()).step_by(7) {
            exhaust(&Written::new(name, &whole[..end]).path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), form in 0..7usize) {
        let (name, start): (_, &[u8]) = [
            ("c.csv", &b""[..]), ("c.csv", b"a,\"b\n"), ("c.jsonl", b"{\"a\":1}\n"), ("c.csv", b"\xFF\xFE"),
            ("c.xlsx", b"PK\x03\x04"), ("c.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), ("c.tsv", b"sep=|\n"),
        ][form];
        exhaust(&Written::new(name, &[start, &bytes].concat()).path);
    }

    #[test]
    fn spoiled_workbooks_do_not_panic(at in 0.0..1.0f64, byte in any::<u8>(), which in any::<bool>()) {
        let (name, mut bytes) = if which { ("c.xlsx", whole_workbook()) } else { ("c.ods", whole_ods()) };
        let at = (at * bytes.len() as f64) as usize;
        bytes[at] = byte;
        exhaust(&Written::new(name, &bytes).path);
    }

    #[test]
    fn any_xml_inside_does_not_panic(inside in "[<>/&;='a-z0-9 :\"]{0,80}") {
        let xml = xlsx::sheet(&format!("<row r='1'><c r='A1'><v>1</v></c></row><row {inside}"), &inside);
        let bytes = xlsx::workbook(&[("a", "visible", &xml)], &inside, &inside, "");
        exhaust(&Written::new("c.xlsx", &bytes).path);
        exhaust(&Written::new("c.ods", &ods::ods(&inside)).path);
    }

    #[test]
    fn text_without_quotes_is_read_to_the_letter(rows in proptest::collection::vec("[a-zء-ي]{1,5},[a-zء-ي ]{1,5}", 1..20)) {
        let text = format!("first,second\n{}\n", rows.join("\n"));
        let (_, _, read) = read("c.csv", text.as_bytes());
        let back: Vec<String> = read.iter().map(|row| format!("{},{}", row.cells[0].text, row.cells[1].text)).collect();
        prop_assert_eq!(back, rows);
    }
}
