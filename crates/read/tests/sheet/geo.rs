//! Geodata: features as rows. The files in `geo/` were written by GDAL 3.12 about the invented town.

use std::path::{Path, PathBuf};

use daftar_read::sheet::{Form, Limits, Note, Opening, Row, Sheet, companions};
use proptest::prelude::*;

use crate::{Written, exhaust, has, open, read, texts, zipped};

const QUARTER: &str = "POLYGON ((21 35, 21 35.01, 21.01 35.01, 21.01 35, 21 35), (21.002 35.002, 21.006 35.002, 21.006 35.006, 21.002 35.006, 21.002 35.002))";
const TWO: &str = "MULTIPOLYGON (((21.02 35, 21.02 35.01, 21.03 35.01, 21.03 35, 21.02 35)), ((21.04 35, 21.04 35.01, 21.05 35.01, 21.05 35, 21.04 35)))";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheet/geo").join(name)
}

fn layer(name: &str, sheet: Option<&str>) -> (Sheet, Vec<String>, Vec<Row>) {
    let opening = Opening { sheet: sheet.map(str::to_owned), ..Opening::default() };
    let mut sheet = Sheet::open(&fixture(name), &opening).unwrap();
    let rows = sheet.by_ref().collect::<Result<_, _>>().unwrap();
    let headers = sheet.columns().iter().map(|column| column.header.clone()).collect();
    (sheet, headers, rows)
}

/// The same areas, in whichever order, wherever their rings begin and whichever way they run; an outline is no hole.
fn same_areas(one: &str, other: &str) -> bool {
    areas(one) == areas(other)
}

/// The areas of a polygon or of several: each its outline, and then its holes.
fn areas(text: &str) -> Vec<Vec<Vec<&str>>> {
    let inside = text.split_once("((").map_or("", |(_, rest)| rest);
    let mut areas: Vec<_> = inside.split(")),").map(area).collect();
    areas.sort();
    areas
}

fn area(text: &str) -> Vec<Vec<&str>> {
    let mut rings: Vec<_> = text.split("),").map(ring).collect();
    rings[1..].sort();
    rings
}

/// The corners of a ring from its least one on, towards the lesser of its neighbours.
fn ring(text: &str) -> Vec<&str> {
    let mut corners: Vec<&str> = text.trim_matches([' ', '(', ')']).split(',').map(str::trim).collect();
    let last = corners.pop();
    assert_eq!(corners.first().copied(), last, "{text} is not closed");
    let least = (0..corners.len()).min_by_key(|at| corners[*at]).unwrap();
    corners.rotate_left(least);
    if corners[1..].first() > corners.last() {
        corners[1..].reverse();
    }
    corners
}

#[test]
fn an_outline_is_no_hole_and_a_corner_stands_at_its_place() {
    assert!(same_areas(
        "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 2, 1 3, 2 3, 1 2))",
        "POLYGON ((9 9,0 9,0 0,9 9),(2 3,1 3,1 2,2 3))"
    ));
    assert!(!same_areas(
        "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 2, 1 3, 2 3, 1 2))",
        "POLYGON ((1 2, 1 3, 2 3, 1 2), (0 0, 0 9, 9 9, 0 0))"
    ));
    assert!(!same_areas("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0))", "POLYGON ((0 0, 9 9, 0 9, 9 0, 0 0))"));
    assert!(!same_areas(
        "MULTIPOLYGON (((0 0, 0 9, 9 9, 0 0)), ((1 2, 1 3, 2 3, 1 2)))",
        "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 2, 1 3, 2 3, 1 2))"
    ));
}

#[test]
fn a_collection_of_features_is_a_sheet() {
    let (sheet, headers, rows) = layer("town.geojson", None);
    assert_eq!(headers, ["number", "name", "depth", "seen", "geometry"]);
    assert_eq!(
        (sheet.manner().form, sheet.manner().crs.as_deref()),
        (Form::GeoJson, Some("urn:ogc:def:crs:OGC:1.3:CRS84"))
    );
    assert_eq!(texts(&rows[0])[..3], ["W-1", "Old Mill", "12.5"]);
    assert_eq!(rows[0].cells[4].text, "POINT (21.0125 35.0031)");
    let whole = |row: &Row| row.cells[4].text.replace(".0 ", " ").replace(".0,", ",").replace(".0)", ")");
    assert!(rows[1].cells[4].text.starts_with("POLYGON ((21.0 35.0, "), "digits are kept");
    assert!(same_areas(&whole(&rows[1]), QUARTER) && same_areas(&whole(&rows[2]), TWO));
    assert!(rows[3].cells[4].is_empty() && rows[1].cells[2].is_empty() && rows.len() == 4);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn features_of_every_layer_of_a_database_are_read() {
    let (sheet, headers, rows) = layer("town.gpkg", None);
    assert_eq!((sheet.manner().form, sheet.manner().crs.as_deref()), (Form::GeoPackage, Some("EPSG:4326")));
    assert_eq!((sheet.sheets(), headers[0].as_str()), (&["quarters".to_owned(), "wells".to_owned()][..], "fid"));
    assert!(has(sheet.notes(), &Note::OtherSheet { name: "wells".into() }));
    let shape = headers.iter().position(|name| name == "geom").unwrap();
    assert!(
        same_areas(&rows[0].cells[shape].text, &format!("MULTI{}", QUARTER.replace("((", "(((").replace("))", ")))"))),
        "{}",
        rows[0].cells[shape].text
    );
    let (_, _, wells) = layer("town.gpkg", Some("wells"));
    assert_eq!(texts(&wells[0])[1..5], ["POINT (21.0125 35.0031)", "W-1", "Old Mill", "12.5"]);
    assert!(wells[1].cells[1].is_empty(), "a well without a place");
}

#[test]
fn a_database_that_is_no_geopackage_or_is_in_use_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town #1?.gpkg");
    std::fs::copy(fixture("town.gpkg"), &path).unwrap();
    assert_eq!(exhaust(&path), 2, "signs of addresses in its name");
    std::fs::write(folder.path().join("town #1?.gpkg-wal"), b"more").unwrap();
    let error = Sheet::open(&path, &Opening::default()).err().unwrap().to_string();
    assert!(error.contains("close it there"), "{error}");
    let plain = folder.path().join("a.db");
    rusqlite::Connection::open(&plain).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    let error = Sheet::open(&plain, &Opening::default()).err().unwrap().to_string();
    assert!(error.contains("no GeoPackage"), "{error}");
}

#[test]
fn a_column_whose_name_is_no_text_is_read_by_what_is_left_of_it() {
    let mut bytes = std::fs::read(fixture("town.gpkg")).unwrap();
    let name = b"\"depth\" REAL, \"seen\"";
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| bytes[at + 1] = 0xff);
    let damaged = Written::new("town.gpkg", &bytes);
    let mut sheet = Sheet::open(&damaged.path, &Opening::default()).unwrap();
    let headers: Vec<String> = sheet.columns().iter().map(|column| column.header.clone()).collect();
    assert!(headers.iter().any(|name| name == "\u{fffd}epth"), "{headers:?}");
    assert_eq!(sheet.by_ref().filter_map(Result::ok).count(), 2);
}

#[test]
fn shapes_and_their_table_are_one_sheet() {
    let (sheet, headers, rows) = layer("town.zip", Some("quarters"));
    assert_eq!((sheet.manner().form, sheet.manner().encoding), (Form::Shapefile, Some("UTF-8")));
    assert!(sheet.manner().crs.as_ref().unwrap().starts_with("GEOGCS[\"GCS_WGS_1984\""));
    assert_eq!(
        (sheet.sheets().len(), &headers[..]),
        (2, &["number", "name", "depth", "seen", "geometry"].map(String::from)[..])
    );
    assert!(same_areas(&rows[0].cells[4].text, QUARTER), "{}", rows[0].cells[4].text);
    assert!(same_areas(&rows[1].cells[4].text, TWO), "{}", rows[1].cells[4].text);
    assert_eq!(rows[1].cells[1].text, "البئر القديمة");
    let (_, _, wells) = layer("town.zip", Some("wells"));
    assert_eq!((wells[0].cells[4].text.as_str(), wells[1].cells[4].is_empty()), ("POINT (21.0125 35.0031)", true));
}

#[test]
fn what_lies_beside_shapes_says_their_encoding_and_their_coordinates() {
    let (sheet, _, rows) = layer("arabic.zip", None);
    assert_eq!((sheet.manner().encoding, rows[0].cells[1].text.as_str()), (Some("windows-1256"), "البئر القديمة"));
    let (sheet, _, rows) = layer("utm.zip", None);
    assert!(sheet.manner().crs.as_ref().unwrap().contains("WGS_1984_UTM_Zone_34N"));
    assert_eq!(rows[0].cells[1].text, "POINT (501140.60266250256 3873386.9142070194)");

    let folder = tempfile::tempdir().unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(fixture("arabic.zip")).unwrap()).unwrap();
    zip.extract(folder.path()).unwrap();
    let path = folder.path().join("arabic.shp");
    assert_eq!(companions(&path).len(), 4);
    assert_eq!(exhaust(&path), 1);
    let error =
        open("arabic.dbf", &std::fs::read(folder.path().join("arabic.dbf")).unwrap()).err().unwrap().to_string();
    assert!(error.contains("dBASE"), "{error}");
    let error = Sheet::open(&folder.path().join("arabic.dbf"), &Opening::default()).err().unwrap().to_string();
    assert!(error.contains("give the .shp"), "{error}");
    // Without what says its encoding and its coordinates it is judged, and told.
    for end in ["cpg", "prj"] {
        std::fs::remove_file(path.with_extension(end)).unwrap();
    }
    let mut sheet = Sheet::open(&path, &Opening::default()).unwrap();
    assert!(has(sheet.notes(), &Note::NoCrs));
    assert_eq!(sheet.next().unwrap().unwrap().cells[1].text, "البئر القديمة");
    std::fs::remove_file(path.with_extension("dbf")).unwrap();
    let mut sheet = Sheet::open(&path, &Opening::default()).unwrap();
    assert!(sheet.notes().iter().any(|note| note.to_string().contains(".dbf, which is not there")));
    assert_eq!(texts(&sheet.next().unwrap().unwrap()), ["POINT (21.0125 35.0031)"]);
}

/// A file of shapes: of each its number and its bytes.
fn shapes(records: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let words = |bytes: usize| u32::try_from(bytes / 2).unwrap().to_be_bytes();
    let body: Vec<u8> = records
        .iter()
        .flat_map(|(number, shape)| [&number.to_be_bytes()[..], &words(shape.len())[..], &shape[..]].concat())
        .collect();
    let mut bytes = vec![0; 100];
    bytes[..4].copy_from_slice(&[0, 0, 0x27, 0x0A]);
    bytes[24..28].copy_from_slice(&words(100 + body.len()));
    [bytes, body].concat()
}

fn point(x: f64, y: f64) -> Vec<u8> {
    [&1u32.to_le_bytes()[..], &x.to_le_bytes()[..], &y.to_le_bytes()[..]].concat()
}

fn polygon(rings: &[&[[f64; 2]]]) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut bytes =
        [&number(5)[..], &[0; 32], &number(rings.len()), &number(rings.iter().map(|ring| ring.len()).sum())].concat();
    let starts = rings.iter().scan(0, |at, ring| Some(std::mem::replace(at, *at + ring.len())));
    bytes.extend(starts.flat_map(number));
    bytes.extend(rings.iter().copied().flatten().flatten().flat_map(|one| one.to_le_bytes()));
    bytes
}

#[test]
fn rings_that_run_the_wrong_way_are_nested_and_told() {
    let (outline, hole) =
        ([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 0.0]], [[9.0, 9.0], [4.0, 2.0], [6.0, 3.0], [9.0, 9.0]]);
    let (_, _, rows) = read("a.shp", &shapes(&[(1, polygon(&[&hole, &outline]))]));
    assert!(same_areas(&rows[0].cells[0].text, "POLYGON ((0 0, 9 0, 9 9, 0 0), (9 9, 4 2, 6 3, 9 9))"), "{rows:?}");
    assert!(has(&rows[0].notes, &Note::RingsAgainst));
}

#[test]
fn shapes_that_do_not_stand_in_the_order_of_their_rows_are_refused() {
    let of = |numbers: &[u32]| {
        shapes(&numbers.iter().map(|number| (*number, point(f64::from(*number), 35.0))).collect::<Vec<_>>())
    };
    for numbers in [&[1, 2, 3][..], &[0, 1, 2]] {
        assert_eq!(read("a.shp", &of(numbers)).2.len(), 3);
    }
    // One that grew stands at the end, and what it was before still stands at its place.
    for (numbers, row) in [(&[1, 2, 3, 2][..], 3), (&[1, 3], 1), (&[2, 1], 0), (&[0, 0], 1)] {
        let error = open("a.shp", &of(numbers)).unwrap().find_map(Result::err).unwrap().to_string();
        assert!(
            error.contains(&format!("after row {row}")) && error.contains("does not stand in the order"),
            "{error}"
        );
    }
}

#[test]
fn a_shape_is_no_longer_than_a_record_may_be() {
    let file = Written::new("a.shp", &shapes(&[(1, point(21.0, 35.0)), (2, vec![0; 2000])]));
    let limits = Limits { record: 1000, ..Limits::default() };
    let sheet = Sheet::open(&file.path, &Opening { limits, ..Opening::default() }).unwrap();
    let error = sheet.filter_map(Result::err).next().unwrap().to_string();
    assert!(error.contains("after row 1") && error.contains("longer than 1000 bytes"), "{error}");
}

/// A table of one column of texts, with what its head says of their encoding.
fn table(encoding: u8, texts: &[&[u8]]) -> Vec<u8> {
    let mut head = vec![0; 32];
    (head[0], head[29]) = (3, encoding);
    head[4..8].copy_from_slice(&u32::try_from(texts.len()).unwrap().to_le_bytes());
    (head[8], head[10]) = (65, 21);
    let mut field = [0; 32];
    field[..4].copy_from_slice(b"name");
    (field[11], field[16]) = (b'C', 20);
    let record = |text: &&[u8]| [b" ", *text, &b" ".repeat(20 - text.len())[..]].concat();
    [head, field.to_vec(), vec![0x0D], texts.iter().flat_map(record).collect()].concat()
}

#[test]
fn letters_that_come_late_are_read_in_the_encoding_that_the_head_says() {
    let (well, in_utf_8) = (b"\xC7\xE1\xC8\xC6\xD1 \xC7\xE1\xDE\xCF\xED\xE3\xC9", "بئر".as_bytes());
    let mut texts: Vec<&[u8]> = vec![b"Old well"; 2500];
    texts.extend([&well[..], in_utf_8]);
    let points: Vec<_> = (1..=2502).map(|number| (number, point(21.0, 35.0))).collect();
    for (head, encoding, notes) in
        [(0x7E, "windows-1256", [None, Some("UTF-8")]), (0, "UTF-8", [Some("windows-1256"), None])]
    {
        let file = Written::new("a.shp", &shapes(&points));
        std::fs::write(file.path.with_extension("dbf"), table(head, &texts)).unwrap();
        let mut sheet = file.open().unwrap();
        assert_eq!(sheet.manner().encoding, Some(encoding));
        let rows: Vec<Row> = sheet.by_ref().skip(2499).collect::<Result<_, _>>().unwrap();
        let read: Vec<&str> = rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(read, ["Old well", "البئر القديمة", "بئر"]);
        for (row, note) in rows[1..].iter().zip(notes) {
            let expected: Vec<Note> = note.map(|encoding| Note::OtherEncoding { encoding }).into_iter().collect();
            assert_eq!(row.notes, expected);
        }
    }
}

#[test]
fn placemarks_are_rows() {
    let (sheet, headers, rows) = layer("town.kml", None);
    assert_eq!(sheet.manner().form, Form::Kml);
    assert_eq!(headers, ["feature id", "folder", "name", "number", "depth", "seen", "geometry"]);
    assert_eq!(texts(&rows[0])[..5], ["town.1", "town", "Old Mill", "W-1", "12.5"]);
    assert_eq!(rows[0].cells[6].text, "POINT Z (21.0125 35.0031 0)");
    assert!(same_areas(&rows[1].cells[6].text.replace(" Z", "").replace(" 0,", ",").replace(" 0)", ")"), QUARTER));
    assert_eq!((rows.len(), rows[3].cells[6].is_empty()), (4, true));
}

#[test]
fn folders_data_and_several_shapes_of_a_placemark_are_kept() {
    let kml = "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>Rimal</name><Style id='x'><name>no</name></Style>\
        <Folder><name>Wells &amp; springs</name><Placemark><name>Well 7</name><styleUrl>#x</styleUrl><TimeSpan><begin>2031</begin></TimeSpan>\
        <ExtendedData><Data name='users'><displayName>Users</displayName><value>40</value></Data></ExtendedData>\
        <MultiGeometry><Point><coordinates>21.0,35.0</coordinates></Point><Point><coordinates>21.5,35.5</coordinates></Point></MultiGeometry></Placemark></Folder>\
        <Placemark><name>Road</name><LineString><coordinates>21,35 22,36,4</coordinates></LineString><Model><name>x</name></Model></Placemark></Document></kml>";
    let check = |rows: &[Row]| {
        assert_eq!(texts(&rows[0])[..4], ["Rimal / Wells & springs", "Well 7", "2031", "40"]);
        assert_eq!(rows[0].cells[4].text, "MULTIPOINT ((21.0 35.0), (21.5 35.5))");
        assert_eq!(rows[1].cells[4].text, "LINESTRING (21 35, 22 36 4)");
        assert!(rows[1].notes.iter().any(|note| note.to_string().contains("<Model>")));
    };
    let (_, headers, rows) = read("a.kml", kml.as_bytes());
    assert_eq!(headers, ["folder", "name", "begin", "users", "geometry"]);
    check(&rows);
    let (sheet, _, rows) = read("a.kmz", &zipped(&[("doc.kml", kml), ("files/x.txt", "")]));
    assert!(sheet.sheets().is_empty());
    check(&rows);
}

#[test]
fn what_of_a_file_of_placemarks_is_none_is_told() {
    let link = |to: &str| format!("<NetworkLink><name>x</name><Link><href> {to} </href></Link></NetworkLink>");
    let only = format!("<kml><Document><name>Rimal</name>{}</Document></kml>", link("http://localhost/wells.kml"));
    let (sheet, _, rows) = read("a.kml", only.as_bytes());
    assert_eq!((sheet.notes(), rows.len()), (&[Note::Linked { to: "http://localhost/wells.kml".into() }][..], 0));
    let overlay = "<GroundOverlay><name>Map of 1931</name><Icon><href>map.png</href></Icon></GroundOverlay>";
    let place = |name: &str| format!("<Placemark><name>{name}</name></Placemark>");
    let several =
        format!("<kml><Folder>{overlay}{}{}{}{overlay}</Folder></kml>", place("Mill"), link("b.kml"), place("Quay"));
    let (sheet, headers, rows) = read("a.kml", several.as_bytes());
    let drawn = Note::NotRead { what: "<GroundOverlay>".into() };
    assert_eq!((sheet.notes(), &headers[..]), (&[drawn.clone()][..], &["name", "geometry"].map(String::from)[..]));
    assert_eq!(
        rows.iter().map(|row| row.notes.clone()).collect::<Vec<_>>(),
        [vec![Note::Linked { to: "b.kml".into() }], vec![drawn]]
    );
    let torn = several.replace("</Folder></kml>", "<Placemark>");
    let mut sheet = open("a.kml", torn.as_bytes()).unwrap();
    assert_eq!((sheet.by_ref().filter(Result::is_ok).count(), texts(&rows[1])[0]), (2, "Quay"));
}

#[test]
fn what_else_a_packed_file_holds_is_told() {
    let kml = "<kml><Document><Placemark><name>Mill</name></Placemark></Document></kml>";
    let (sheet, ..) = read("a.kmz", &zipped(&[("doc.kml", kml), ("wells.csv", "a,b"), ("files/x.png", "")]));
    assert_eq!(sheet.notes(), [Note::NotRead { what: "wells.csv".into() }]);
    let mut zip =
        zip::ZipWriter::new_append(std::io::Cursor::new(std::fs::read(fixture("arabic.zip")).unwrap())).unwrap();
    for name in ["town.kml", "lone.dbf", "__MACOSX/._town.csv", "read.me"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    }
    let (sheet, ..) = read("a.zip", &zip.finish().unwrap().into_inner());
    for name in ["town.kml", "lone.dbf"] {
        assert!(has(sheet.notes(), &Note::NotRead { what: name.into() }), "{:?}", sheet.notes());
    }
    assert_eq!(sheet.notes().len(), 2, "{:?}", sheet.notes());
}

#[test]
fn lines_of_features_and_arrays_of_objects_are_sheets() {
    let lines = "\u{1e}{\"type\":\"Feature\",\"id\":7,\"properties\":{\"name\":\"Mill\",\"geometry\":\"old\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[21,35]}}\n\
        {\"type\":\"Feature\",\"properties\":null,\"geometry\":null}\n{\"type\":\"Feat\n{\"type\":\"Feature\",\"properties\":{\"name\":\"Quay\"},\"geometry\":{\"type\":\"Circle\"}}\n";
    let (sheet, headers, rows) = read("a.geojsonl", lines.as_bytes());
    assert_eq!(sheet.manner().form, Form::GeoJson);
    assert_eq!(headers, ["feature id", "name", "geometry (property)", "geometry"]);
    assert_eq!(texts(&rows[0]), ["7", "Mill", "old", "POINT (21 35)"]);
    assert!(rows[1].is_empty() && matches!(&rows[2].notes[0], Note::BadLine { .. }) && rows.len() == 4);
    assert_eq!(
        (rows[3].cells[3].text.as_str(), &rows[3].notes[0]),
        ("{\"type\":\"Circle\"}", &Note::NoShape { column: "D".into() })
    );

    let (sheet, headers, rows) =
        read("a.json", b"[\n {\"day\": \"2031-04-02\", \"lost\": {\"wells\": 2}},\n {\"day\": null}\n]");
    assert_eq!((sheet.manner().form, &headers[..]), (Form::Json, &["day", "lost"].map(String::from)[..]));
    assert_eq!((texts(&rows[0]), rows.len()), (vec!["2031-04-02", "{\"wells\": 2}"], 2));
    // Lines whose objects have a member of that name are no collection.
    let (sheet, ..) = read("a.jsonl", b"{\"features\":[1]}\n{\"features\":[2]}\n");
    assert_eq!(sheet.manner().form, Form::JsonLines);
}

#[test]
fn a_first_feature_may_be_as_long_as_a_record() {
    let corners = "[21.0,35.0],".repeat(150_000);
    let line = format!(r#"{{"type":"LineString","coordinates":[{corners}[22,36]]}}"#);
    let feature = format!(r#"{{"geometry":{line},"type":"Feature","properties":{{"name":"Road"}}}}"#);
    let late = format!(r#"{{"x":{line},"type":"FeatureCollection","features":[{feature}]}}"#);
    for text in [feature.clone(), format!("\u{feff}[{feature},\n{feature}]"), format!("{feature}\n{feature}\n"), late] {
        let (sheet, headers, rows) = read("a.json", text.as_bytes());
        assert_eq!((sheet.manner().form, &headers[..]), (Form::GeoJson, &["name", "geometry"].map(String::from)[..]));
        assert!(rows[0].cells[1].text.ends_with("21.0 35.0, 22 36)") && rows.len() <= 2);
    }
}

#[test]
fn a_feature_that_is_none_is_one_broken_row() {
    let text = r#"{"features": [{"type":"Feature","properties":{"a":1},"geometry":null}, {"attributes":{"a":2}}, null, {"type":"Feature","properties":{"a":3}}], "type":"FeatureCollection", "crs":{"type":"name","properties":{"name":"EPSG:32634"}}}"#;
    let (sheet, _, rows) = read("a.geojson", text.as_bytes());
    assert_eq!(sheet.manner().crs.as_deref(), Some("EPSG:32634"));
    let reasons: Vec<String> = rows.iter().flat_map(|row| &row.notes).map(ToString::to_string).collect();
    assert_eq!((rows.len(), reasons.len()), (4, 2), "{reasons:?}");
    assert!(reasons[0].contains("Esri JSON"), "{reasons:?}");
    let torn = &text[..text.len() / 2];
    let error = open("a.geojson", torn.as_bytes()).unwrap().find_map(Result::err).unwrap().to_string();
    assert!(error.contains("ends in the middle"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_broken_in_a_file_nothing_panics(
        which in 0usize..6, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let name = ["town.geojson", "town.kml", "town.gpkg", "town.zip", "utm.zip", "arabic.zip"][which];
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        exhaust(&Written::new(name, &bytes).path);
        bytes.truncate(cut.index(bytes.len()));
        exhaust(&Written::new(name, &bytes).path);
    }

    #[test]
    fn broken_shapes_and_tables_do_not_panic(
        table in any::<bool>(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut zip = zip::ZipArchive::new(std::fs::File::open(fixture("town.zip")).unwrap()).unwrap();
        zip.extract(folder.path()).unwrap();
        let path = folder.path().join(if table { "quarters.dbf" } else { "quarters.shp" });
        let mut bytes = std::fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        std::fs::write(&path, &bytes).unwrap();
        exhaust(&folder.path().join("quarters.shp"));
        bytes.truncate(cut.index(bytes.len()));
        std::fs::write(&path, &bytes).unwrap();
        exhaust(&folder.path().join("quarters.shp"));
    }
}

/// A file whose rows are made as they are read holds no more than one of them.
#[test]
fn the_given_features_are_all_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/damage/eamena_sistan_sample.geojson");
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return;
    }
    let mut sheet = Sheet::open(&path, &Opening::default()).unwrap();
    let shape = sheet.columns().iter().position(|column| column.header == "geometry").unwrap();
    let rows: Vec<Row> = sheet.by_ref().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 356);
    assert!(
        rows.iter()
            .all(|row| row.cells[shape].text.starts_with("POINT (") || row.cells[shape].text.contains("POLYGON"))
    );
}
