//! Areas of files of geodata, and what several of them are together.

mod file;
mod joined;

use super::{Areas, read};

/// Degrees of so many metres about the middle of these tests.
const METRE: f64 = 1.0 / 111_000.0;

pub(super) fn polygon(name: &str, rings: &[&[(f64, f64)]]) -> String {
    let corner = |(x, y): &(f64, f64)| format!("[{},{}]", 21.0 + x * METRE, y * METRE);
    let ring = |ring: &&[(f64, f64)]| {
        let corners: Vec<String> = ring.iter().chain(ring.first()).map(corner).collect();
        format!("[{}]", corners.join(","))
    };
    let rings: Vec<String> = rings.iter().map(ring).collect();
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{}]}}}}",
        rings.join(",")
    )
}

pub(super) fn file(features: &[String]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".geojson").tempfile().unwrap();
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","));
    std::fs::write(file.path(), text).unwrap();
    file
}

pub(super) fn areas(features: &[String]) -> Areas {
    read(file(features).path()).unwrap()
}

pub(super) fn square(west: f64, south: f64, side: f64) -> Vec<(f64, f64)> {
    vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
}

pub(super) fn plain(name: &str, ring: &[(f64, f64)]) -> String {
    polygon(name, &[ring])
}
