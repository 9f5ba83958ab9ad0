//! What is an area in a file, and what is none.

use std::path::Path;

use super::super::{Area, read};
use super::{areas, file, plain, polygon, square};

fn corners(from: f64, to: f64) -> Vec<(f64, f64)> {
    vec![(from, from), (from, to), (to, to), (to, from), (from, from)]
}

#[test]
fn a_hole_is_no_part_of_an_area() {
    let area = Area { name: "a".into(), parts: vec![vec![corners(0.0, 10.0), corners(4.0, 6.0)]] };
    assert!(area.contains((1.0, 1.0)) && area.contains((7.0, 5.0)));
    assert!(!area.contains((5.0, 5.0)) && !area.contains((11.0, 5.0)) && !area.contains((5.0, -1.0)));
}

#[test]
fn where_two_parts_of_an_area_overlap_is_no_hole() {
    let area = Area { name: "a".into(), parts: vec![vec![corners(0.0, 10.0)], vec![corners(4.0, 14.0)]] };
    assert!(area.contains((5.0, 5.0)) && area.contains((12.0, 12.0)) && !area.contains((1.0, 12.0)));
}

#[test]
fn files_without_areas_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let told = |text: &str| {
        let path = folder.path().join("areas.geojson");
        std::fs::write(&path, text).unwrap();
        read(&path).map(|areas| areas.areas.len()).map_err(|error| error.to_string())
    };
    assert!(told("{}").is_err());
    assert!(told("[").is_err());
    let point = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[21,35]}}]}"#;
    assert!(told(point).unwrap_err().contains("no polygon; expected polygons"));
    let bare = |east: f64| {
        format!("{{\"type\":\"Polygon\",\"coordinates\":[[[{east},35],[21.1,35],[21.1,35.1],[{east},35]]]}}")
    };
    assert_eq!(told(&bare(21.0)), Ok(1));
    for wrong in [321.0, 321_000.0] {
        assert!(told(&bare(wrong)).unwrap_err().contains("longitude first"), "{:?}", told(&bare(wrong)));
    }
    let named = areas(&[plain("North", &square(0.0, 0.0, 10.0))]);
    assert_eq!((named.areas[0].name.as_str(), named.told.len()), ("North", 0));
    let mixed = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{},{}]}}",
        &point[40..point.len() - 2],
        plain("a", &square(0.0, 0.0, 10.0))
    );
    let mixed = read(file(&[mixed[40..mixed.len() - 2].to_owned()]).path()).unwrap();
    assert!(mixed.told[0][0].contains("1 features that are no areas"), "{:?}", mixed.told);
}

#[test]
fn outlines_that_do_not_tell_inside_from_outside_are_refused() {
    let refused = |features: &[String]| read(file(features).path()).unwrap_err().to_string();
    let bow = [(0.0, 0.0), (1000.0, 1000.0), (1000.0, 0.0), (0.0, 1000.0)];
    let told = refused(&[plain("a", &square(0.0, 0.0, 10.0)), plain("b", &bow)]);
    assert!(
        told.contains("feature 2: two sides cross each other near") && told.contains("mend it where it was drawn"),
        "{told}"
    );
    assert!(!told.contains("recorded"), "nothing is recorded here: {told}");
    let flat = [(0.0, 0.0), (1000.0, 0.0), (2000.0, 0.0)];
    assert!(refused(&[plain("a", &flat)]).contains("about nothing"));
    let outside = polygon("a", &[&square(0.0, 0.0, 100.0), &square(200.0, 0.0, 10.0)]);
    assert!(refused(&[outside]).contains("lies outside of its outline"));
    let open = r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[21,35],[22,35],[22,36],[21,36]]]}}"#;
    assert!(refused(&[open.to_owned()]).contains("repeat its first corner"));
}

/// The same quarters as a Shapefile, as a GeoPackage and as KML, each beside a layer of wells, are those that they are as GeoJSON.
#[test]
fn areas_come_out_of_whatever_geodata_come_in() {
    let fixture = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("../read/tests/sheet/geo").join(name);
    let of = |name: &str| read(&fixture(name)).unwrap().areas;
    let quarters = of("town.zip");
    assert!(quarters.len() > 1 && quarters.iter().any(|area| area.parts.len() > 1), "{quarters:?}");
    for name in ["town.gpkg", "town.kml", "town.geojson"] {
        let same = of(name);
        assert_eq!(same.len(), quarters.len(), "{name}");
        for (one, other) in same.iter().zip(&quarters) {
            let within = |area: &Area, at: usize| {
                area.contains((35.0 + (at / 60) as f64 * 0.00037, 21.0 + (at % 60) as f64 * 0.00097))
            };
            assert!((0..3_600).all(|at| within(one, at) == within(other, at)), "{name}: {one:?} {other:?}");
        }
    }
}

#[test]
fn of_two_layers_of_areas_none_is_taken() {
    use std::io::{Read as _, Write as _};
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../read/tests/sheet/geo/town.zip");
    let mut town = zip::ZipArchive::new(std::fs::File::open(town).unwrap()).unwrap();
    let both = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
    let mut writer = zip::ZipWriter::new(both.as_file());
    for (name, end) in ["one", "two"].into_iter().flat_map(|name| ["shp", "dbf"].map(|end| (name, end))) {
        let mut bytes = Vec::new();
        town.by_name(&format!("quarters.{end}")).unwrap().read_to_end(&mut bytes).unwrap();
        writer.start_file(format!("{name}.{end}"), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap();
    assert!(read(both.path()).unwrap_err().to_string().contains("2 layers of polygons (one, two)"));
}
