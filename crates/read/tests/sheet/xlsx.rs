//! XLSX as Excel writes it.

use daftar_read::sheet::{CellKind, Note, Opening, Sheet, SheetError};

use crate::{Written, has, open, read, texts, zipped};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook whose sheets are these names, states and XML.
pub(crate) fn workbook(sheets: &[(&str, &str, &str)], strings: &str, styles: &str, properties: &str) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = format!(
        "<Relationship Id='s' Type='{TYPES}/sharedStrings' Target='sharedStrings.xml'/>\
         <Relationship Id='y' Type='{TYPES}/styles' Target='/xl/styles.xml'/>"
    );
    let names: Vec<String> = (0..sheets.len()).map(|at| format!("xl/worksheets/sheet{at}.xml")).collect();
    for (at, (name, state, _)) in sheets.iter().enumerate() {
        listed += &format!("<sheet name='{name}' state='{state}' sheetId='{at}' r:id='r{at}'/>");
        related += &format!("<Relationship Id='r{at}' Type='{TYPES}/worksheet' Target='worksheets/sheet{at}.xml'/>");
    }
    let book = format!("<workbook xmlns:r='{TYPES}'><workbookPr {properties}/><sheets>{listed}</sheets></workbook>");
    let related = format!("<Relationships>{related}</Relationships>");
    let root = format!(
        "<Relationships><Relationship Id='b' Type='{TYPES}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    let strings = format!("<sst>{strings}</sst>");
    let styles = format!("<styleSheet>{styles}</styleSheet>");
    let mut parts = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &related),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
    ];
    parts.extend(names.iter().zip(sheets).map(|(name, sheet)| (name.as_str(), sheet.2)));
    zipped(&parts)
}

/// A workbook of one sheet with these rows in the styles of [`STYLES`].
fn one(rows: &str) -> Vec<u8> {
    workbook(&[("Catalogue", "visible", &sheet(rows, ""))], "", STYLES, "")
}

pub(crate) fn sheet(rows: &str, behind: &str) -> String {
    format!(
        "<worksheet><cols><col min='3' max='3' hidden='1'/></cols><sheetData>{rows}</sheetData>{behind}</worksheet>"
    )
}

const STYLES: &str = "<numFmts><numFmt numFmtId='164' formatCode='00000'/><numFmt numFmtId='165' formatCode='yyyy'/>\
    <numFmt numFmtId='166' formatCode='&quot;MM-&quot;0000'/></numFmts>\
    <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
    <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='22'/><xf numFmtId='165'/><xf numFmtId='166'/></cellXfs>";

const HEADER: &str = "<row r='1'><c r='A1' t='inlineStr'><is><t>number</t></is></c><c r='B1' t='inlineStr'><is><t>الاسم</t></is></c></row>";

fn row_of(cells: &str) -> (Vec<(String, CellKind)>, Vec<Note>) {
    let (_, _, rows) = read("c.xlsx", &one(&format!("{HEADER}<row r='2'>{cells}</row>")));
    let cells = rows[0].cells.iter().map(|cell| (cell.text.clone(), cell.kind)).collect();
    (cells, rows[0].notes.clone())
}

#[test]
fn numbers_dates_and_zeros_as_people_see_them() {
    let (cells, notes) = row_of(
        "<c r='A2'><v>1892</v></c><c r='B2' s='1'><v>47982</v></c><c r='C2' s='2'><v>42</v></c><c r='D2' s='3'><v>0.125</v></c>\
         <c r='E2' s='4'><v>47982.604166666664</v></c><c r='F2'><v>1.5E+20</v></c><c r='G2' t='b'><v>1</v></c>\
         <c r='H2' s='6'><v>7</v></c><c r='J2' t='d'><v>2031-05-14</v></c>",
    );
    let expected = [
        ("1892", CellKind::Number),
        ("2031-05-14", CellKind::Date),
        ("00042", CellKind::Number),
        ("12.5%", CellKind::Number),
        ("2031-05-14T14:30:00", CellKind::Date),
        ("150000000000000000000", CellKind::Number),
        ("TRUE", CellKind::Truth),
        ("MM-0007", CellKind::Text),
        ("", CellKind::Empty),
        ("2031-05-14", CellKind::Date),
    ];
    assert_eq!(cells, expected.map(|(text, kind)| (text.to_owned(), kind)));
    assert_eq!(notes, [Note::Long { found: 10, expected: 2 }]);
}

#[test]
fn what_is_odd_in_a_cell_is_noted() {
    let (cells, notes) = row_of(
        "<c r='A2' s='1'><v>60</v></c><c r='B2' s='5'><v>47982</v></c><c r='C2' t='e'><f>A9</f><v>#REF!</v></c>\
         <c r='D2'><f>SUM(A1:A2)</f></c><c r='E2' t='s'><v>99</v></c><c r='F2'><f>1+1</f><v>2</v></c>",
    );
    let texts: Vec<&str> = cells.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["1900-02-29", "2031", "#REF!", "", "99", "2"]);
    let column = |letter: &str| letter.to_owned();
    assert_eq!(
        notes[..5],
        [
            Note::FalseLeapDay { column: column("A") },
            Note::Shortened { column: column("B"), stored: "2031-05-14".into() },
            Note::ErrorValue { column: column("C"), error: "#REF!".into() },
            Note::NoValue { column: column("D"), formula: "SUM(A1:A2)".into() },
            Note::Odd { column: column("E"), found: "99".into() },
        ]
    );
}

#[test]
fn a_formula_that_was_never_reckoned_is_a_row_too() {
    let (sheet, _, rows) =
        read("c.xlsx", &one(&format!("{HEADER}<row r='2'><c r='B2'><f>SUM(B8:B9)</f><v /></c></row>")));
    assert_eq!(sheet.columns().len(), 2);
    assert_eq!(rows[0].notes, [Note::NoValue { column: "B".into(), formula: "SUM(B8:B9)".into() }]);
}

#[test]
fn shared_and_rich_text() {
    let strings = "<si><t>number</t></si><si><r><t>جرة </t></r><r><t xml:space='preserve'>&lt;كبيرة&gt; &amp;#</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_b</t></si>";
    let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' t='s'><v>1</v></c></row><row><c t='s'><v>2</v></c></row>";
    let bytes = workbook(&[("Catalogue", "visible", &sheet(rows, ""))], strings, STYLES, "");
    let (_, headers, rows) = read("c.xlsx", &bytes);
    assert_eq!(headers, ["number"]);
    assert_eq!((texts(&rows[0]), texts(&rows[1])), (vec!["جرة <كبيرة> &#"], vec!["a\rb"]));
    assert_eq!(rows[1].number, 3);
}

#[test]
fn days_since_1904() {
    let rows = format!("{HEADER}<row r='2'><c r='A2' s='1'><v>46520</v></c></row>");
    let bytes = workbook(&[("Catalogue", "visible", &sheet(&rows, ""))], "", STYLES, "date1904='1'");
    assert_eq!(read("c.xlsx", &bytes).2[0].cells[0].text, "2031-05-14");
}

#[test]
fn merged_and_hidden_cells_are_read_and_noted() {
    let rows = format!(
        "{HEADER}<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='str'><v>jar</v></c></row>\
         <row r='3' hidden='1'><c r='A3'><v>2</v></c></row><row r='4'><c r='A4'><v>3</v></c></row>"
    );
    let xml = sheet(&rows, "<mergeCells><mergeCell ref='B2:B3'/></mergeCells>");
    let (_, _, rows) = read("c.xlsx", &workbook(&[("Catalogue", "visible", &xml)], "", STYLES, ""));
    let merged = |note: &Note| matches!(note, Note::Merged { area } if area.to_string() == "B2:B3");
    assert!(rows[0].notes.iter().any(merged) && rows[1].notes.iter().any(merged) && rows[2].notes.is_empty());
    assert!(has(&rows[1].notes, &Note::HiddenRow));
    assert_eq!((texts(&rows[0]), texts(&rows[1])), (vec!["1", "jar"], vec!["2", ""]));
}

#[test]
fn a_group_row_is_joined_with_the_names_below() {
    let text = |cell: &str, text: &str| format!("<c r='{cell}' t='inlineStr'><is><t>{text}</t></is></c>");
    let rows = [
        format!("<row r='1'>{}</row>", text("A1", "Mill Museum")),
        format!("<row r='3'>{}{}</row>", text("A3", "number"), text("B3", "Size")),
        format!("<row r='4'>{}{}</row>", text("B4", "height"), text("C4", "width")),
        "<row r='5'><c r='A5'><v>1</v></c><c r='B5'><v>20</v></c><c r='C5'><v>30</v></c></row>".to_owned(),
        "<row r='6'><c r='A6'><v>2</v></c><c r='B6'><v>21</v></c><c r='C6'><v>31</v></c></row>".to_owned(),
    ];
    let xml = sheet(&rows.concat(), "<mergeCells><mergeCell ref='A3:A4'/><mergeCell ref='B3:C3'/></mergeCells>");
    let (sheet, headers, rows) = read("c.xlsx", &workbook(&[("Catalogue", "visible", &xml)], "", STYLES, ""));
    assert_eq!(headers, ["number", "Size / height", "Size / width"]);
    assert!(has(sheet.notes(), &Note::JoinedHeader { first: 3, last: 4 }));
    assert!(has(sheet.notes(), &Note::TitleLines { first: 1, last: 1 }));
    assert!(has(sheet.notes(), &Note::HiddenColumn { column: "C".into() }) && sheet.columns()[2].hidden);
    assert_eq!((rows.len(), rows[0].number), (2, 5));
}

#[test]
fn the_first_filled_visible_sheet_is_read_unless_another_is_named() {
    let filled = sheet(&format!("{HEADER}<row r='2'><c r='A2'><v>1</v></c></row>"), "");
    let empty = sheet("", "");
    let sheets = [("Old", "hidden", &filled[..]), ("Cover", "visible", &empty), ("Catalogue", "visible", &filled)];
    let file = Written::new("c.xlsx", &workbook(&sheets, "", STYLES, ""));
    let sheet = file.open().unwrap();
    assert_eq!(sheet.manner().sheet.as_deref(), Some("Catalogue"));
    assert_eq!(sheet.sheets(), ["Old", "Cover", "Catalogue"]);
    assert!(has(sheet.notes(), &Note::HiddenSheet { name: "Old".into() }));
    let named = |name: &str| Opening { sheet: Some(name.into()), ..Opening::default() };
    let old = Sheet::open(&file.path, &named("Old")).unwrap();
    assert_eq!(old.manner().sheet.as_deref(), Some("Old"));
    let Err(error) = Sheet::open(&file.path, &named("New")).map(|_| ()) else { panic!("there is none") };
    assert_eq!(error.to_string(), "there is no sheet \"New\": there are \"Old\", \"Cover\", \"Catalogue\"");
}

#[test]
fn damage_ends_the_reading_with_its_row() {
    let whole = sheet(&format!("{HEADER}<row r='2'><c r='A2'><v>1</v></c></row>"), "");
    let cut = whole.split("</sheetData>").next().unwrap();
    let mut rows = open("c.xlsx", &workbook(&[("Catalogue", "visible", cut)], "", STYLES, "")).unwrap();
    assert_eq!(rows.next().unwrap().unwrap().number, 2);
    assert!(matches!(rows.next(), Some(Err(SheetError::Damaged { row: 2, .. }))));
    assert!(rows.next().is_none());
}
