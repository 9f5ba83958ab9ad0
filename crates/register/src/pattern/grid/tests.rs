//! Grids in all ways in which they are packed, beside what GDAL finds in them; and what is none.

use std::path::{Path, PathBuf};

use daftar_view::pattern::daftar_pattern::{Point, Raster};
use proptest::prelude::*;

use super::super::plane::Plane;
use super::net::Net;
use super::{Grid, Wanted};

/// Made by `make.py` there.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/pattern").join(name)
}

/// In degrees, all with the same numbers.
const SAME: [&str; 9] = [
    "lzw-f32.tif",
    "deflate-u16-tiles.tif",
    "deflate-f32-tiles.tif",
    "big-f64.tif",
    "point-i16.tif",
    "motorola-i32.tif",
    "plain-u8.tif",
    "matrix-i8.tif",
    "u32.tif",
];

fn about(at: (f64, f64)) -> Plane {
    Plane::about([at].into_iter()).unwrap()
}

fn whole(path: &Path) -> Result<Grid, String> {
    let plane = about((35.13, 21.12));
    Grid::read(path, &Wanted { plane: &plane, window: None }).map_err(|error| error.to_string())
}

fn written(bytes: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    file
}

fn grid(text: &str) -> Result<Grid, String> {
    whole(written(text.as_bytes()).path())
}

impl Grid {
    fn there(&self, place: (f64, f64)) -> f64 {
        let Some([column, row]) = self.lies.cell(place) else { return 0.0 };
        let values = self.lies.rounds().into_iter().map(|[round, down]| self.held.value([column + round, row + down]));
        values.fold(0.0, f64::max)
    }
}

const SMALL: &str =
    "ncols 3\nnrows 2\nxllcorner 21.0\nyllcorner 35.0\ncellsize 0.01\nNODATA_value -9999\n1 2 3\n4 -9999 6\n";

#[test]
fn the_first_row_is_the_northern_one() {
    let grid = grid(SMALL).unwrap();
    let at = |north: f64, east: f64| grid.there((north, east));
    assert_eq!([at(35.015, 21.005), at(35.015, 21.025), at(35.005, 21.005)], [1.0, 3.0, 4.0]);
    assert_eq!([at(35.005, 21.015), at(35.025, 21.005), at(35.005, 20.99)], [0.0; 3], "without number, and beyond");
}

#[test]
fn what_is_no_grid_says_where() {
    assert!(grid("").unwrap_err().contains("no ncols"));
    assert!(grid(&SMALL.replace("4 -9999 6", "4 x 6")).unwrap_err().contains("line 8: \"x\""));
    assert!(grid(&SMALL.replace("4 -9999 6", "4 6")).unwrap_err().contains("5 values; expected 3 × 2"));
    assert!(grid(&SMALL.replace("21.0", "421000")).unwrap_err().contains("EPSG:4326"));
    assert!(grid(&SMALL.replace("1 2 3", "1 -2 3")).unwrap_err().contains("line 7: -2 is below 0"));
    assert!(grid(&SMALL.replace("1 2 3", "1 NaN 3")).unwrap_err().contains("no number"));
    assert!(
        grid(&SMALL.replace("ncols 3\nnrows 2", "ncols 30000\nnrows 30000"))
            .unwrap_err()
            .contains("expected 500000000 at most")
    );
    assert!(grid(&SMALL.replace("cellsize 0.01", "dx 0.01\ndy 0.0001")).unwrap_err().contains("as wide as high"));
    let unknown = SMALL.replace("-9999", "nan");
    assert_eq!(grid(&unknown).unwrap().there((35.005, 21.015)), 0.0);
    for (bytes, is) in [(&b"PK\x03\x04"[..], "a zip file"), (b"\x1f\x8b\x08\0", "gzip"), (b"\x89HDF\r\n", "NetCDF")] {
        assert!(whole(written(bytes).path()).unwrap_err().contains(is), "{is}");
    }
}

/// What GDAL finds at places in each file, a tenth of a cell from its sides, where half a cell of error shows.
#[test]
fn at_each_place_stands_what_gdal_finds_there() {
    let told = std::fs::read_to_string(fixture("places.csv")).unwrap();
    let mut compared = 0;
    for file in told
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .collect::<Vec<_>>()
        .chunk_by(|a, b| a[0] == b[0])
    {
        let grid = whole(&fixture(&format!("{}.tif", file[0][0]))).unwrap();
        for line in file {
            let [north, east, number] = [1, 2, 3].map(|at| line[at].parse::<f64>().unwrap());
            let expected = if number.is_nan() { 0.0 } else { number };
            assert_eq!(grid.there((north, east)), expected, "{line:?}");
            compared += 1;
        }
    }
    assert!(compared > 400, "{compared}");
}

#[test]
fn however_it_is_packed_it_lies_on_the_plane_as_the_ascii_grid_does() {
    let plane = about((35.1, 21.1));
    let laid = |name: &str, window: Option<[Point; 2]>| -> Raster {
        let grid = Grid::read(&fixture(name), &Wanted { plane: &plane, window }).unwrap();
        grid.laid(&plane, window).unwrap()
    };
    for window in [None, Some([Point::new(-3_000.0, -2_000.0), Point::new(4_000.0, 1_500.0)])] {
        let expected = laid("exposure.asc", window);
        for name in SAME {
            let found = laid(name, window);
            for at in (0..4_000)
                .map(|at| Point::new(f64::from(at % 80) * 200.0 - 8_000.0, f64::from(at / 80) * 150.0 - 3_500.0))
            {
                let (found, expected) = (found.value(at), expected.value(at));
                let both = found.zip(expected);
                assert!(
                    both.map_or(found == expected, |(found, expected)| (found - expected).abs() < 1e-9),
                    "{name} {at:?}"
                );
            }
        }
    }
}

#[test]
fn on_the_plane_cells_lie_where_they_lie_on_the_earth_and_are_as_large() {
    use geographiclib_rs::{Geodesic, PolygonArea, Winding};
    let earth = Geodesic::wgs84();
    let plane = about((35.1, 21.1));
    for name in ["exposure.asc", "utm-f32.tif", "mercator-f32.tif"] {
        let lies = whole(&fixture(name)).unwrap().lies;
        let net = Net::of(&lies, &plane, [Point::new(-20_000.0, -20_000.0), Point::new(20_000.0, 20_000.0)], 13_000.0);
        for (column, row) in [(3.5, 4.5), (10.5, 2.5), (20.5, 15.5)] {
            let place = |x: f64, y: f64| lies.place([column + x, row + y]).unwrap();
            let mut cell = PolygonArea::new(&earth, Winding::CounterClockwise);
            for (x, y) in [(-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.5, -0.5)] {
                let (north, east) = place(x, y);
                cell.add_point(north, east);
            }
            let (found, expected) = (net.at(plane.at(place(0.0, 0.0))).unwrap(), 1.0 / cell.compute(true).1.abs());
            assert!((found.cells / expected - 1.0).abs() < 0.001, "{name} {column} {row}: {found:?} {expected}");
            let off = (found.cell[0] - column).hypot(found.cell[1] - row);
            assert!(off < 0.01, "{name} {column} {row}: {found:?}");
        }
    }
}

#[test]
fn what_is_the_same_in_all_cells_is_denser_where_they_are_smaller() {
    let row = "1 ".repeat(200);
    let text =
        format!("ncols 200\nnrows 400\nxllcorner 20\nyllcorner 30\ncellsize 0.05\n{}", format!("{row}\n").repeat(400));
    let (grid, plane) = (grid(&text).unwrap(), about((40.0, 25.0)));
    let raster = grid.laid(&plane, None).unwrap();
    let at = |north: f64| raster.value(plane.at((north, 25.0))).unwrap();
    let expected = (31.0f64.to_radians().cos() / 49.0f64.to_radians().cos()) * 0.9989;
    assert!((at(49.0) / at(31.0) / expected - 1.0).abs() < 0.005, "{} {expected}", at(49.0) / at(31.0));
}

#[test]
fn what_is_laid_coarser_than_its_file_passes_nothing_over() {
    let side = 1500;
    let village = |row: usize, column: usize| usize::from((row, column) == (700, 801));
    let row = |row: usize| (0..side).map(|column| village(row, column).to_string()).collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = (0..side).map(row).collect();
    let head = format!("ncols {side}\nnrows {side}\nxllcorner 21\nyllcorner 35\ncellsize 0.001\n");
    let grid = grid(&format!("{head}{}\n", rows.join("\n"))).unwrap();
    let plane = about((35.75, 21.75));
    let raster = grid.laid(&plane, None).unwrap();
    let (north, east) = (35.0 + (side - 1 - 700) as f64 * 0.001 + 0.0005, 21.0 + 801.0 * 0.001 + 0.0005);
    assert!(raster.value(plane.at((north, east))).unwrap() > 0.0);
}

#[test]
fn a_window_over_the_180th_meridian_finds_both_sides_of_a_grid_of_the_earth() {
    let row = (0..360).map(|column| (column + 1).to_string()).collect::<Vec<_>>().join(" ");
    for west in [-180, 0] {
        let text = format!(
            "ncols 360\nnrows 180\nxllcorner {west}\nyllcorner -90\ncellsize 1\n{}",
            format!("{row}\n").repeat(180)
        );
        let (file, plane) = (written(text.as_bytes()), about((-17.0, 180.0)));
        let window = Some([Point::new(-200_000.0, -100_000.0), Point::new(200_000.0, 100_000.0)]);
        let grid = Grid::read(file.path(), &Wanted { plane: &plane, window }).unwrap();
        let raster = grid.laid(&plane, window).unwrap();
        let [here, there] = [-50_000.0, 50_000.0].map(|east| raster.value(Point::new(east, 0.0)).unwrap());
        let [before, behind] = if west == 0 { [180.0, 181.0] } else { [360.0, 1.0] };
        assert!((here / there - before / behind).abs() < 0.01 * before / behind, "{west}: {here} {there}");
    }
}

#[test]
fn only_what_meets_the_window_is_unpacked() {
    let mut bytes = std::fs::read(fixture("deflate-u16-tiles.tif")).unwrap();
    let tail = bytes.len() - 40;
    bytes[tail..].fill(0xff);
    let broken = written(&bytes);
    assert!(whole(broken.path()).unwrap_err().contains("this TIFF cannot be read"), "the last tile is broken");
    let plane = about((35.15, 21.05));
    let window = Some([Point::new(-2_000.0, -2_000.0), Point::new(2_000.0, 2_000.0)]);
    let part = Grid::read(broken.path(), &Wanted { plane: &plane, window }).unwrap();
    let sound = whole(&fixture("deflate-u16-tiles.tif")).unwrap();
    assert_eq!(part.there((35.15, 21.05)), sound.there((35.15, 21.05)));
    assert_eq!(part.there((35.15, 21.23)), 0.0, "nothing is held of what lies elsewhere");
    let elsewhere = Some([Point::new(200_000.0, 0.0), Point::new(202_000.0, 2_000.0)]);
    let refused = Grid::read(&fixture("lzw-f32.tif"), &Wanted { plane: &plane, window: elsewhere }).unwrap_err();
    assert!(refused.to_string().contains("nothing of the window lies"), "{refused}");
}

#[test]
fn what_is_not_read_says_what_it_is_and_what_to_do() {
    let refused = |name: &str| whole(&fixture(name)).unwrap_err();
    for (name, found, remedy) in [
        ("two-bands.tif", "2 bands", "gdal_translate -b 1"),
        ("unplaced.tif", "does not say in which system", "-a_srs EPSG:4326"),
        ("shifted.tif", "-3", "gdal_translate -unscale"),
        ("below.tif", "row 2, column 3", "-4 is below 0"),
        ("mollweide-f32.tif", "Mollweide", "gdalwarp -t_srs EPSG:4326"),
    ] {
        let told = refused(name);
        assert!(told.contains(name) && told.contains(found) && told.contains(remedy), "{told}");
    }
}

/// A file of a few bytes that says that it is large.
fn boasting(columns: u32, rows: u32, high: u32, strips: usize) -> Vec<u8> {
    use tiff::encoder::TiffEncoder;
    use tiff::tags::Tag;
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.image_directory().unwrap();
    let numbers = [(Tag::ImageWidth, columns), (Tag::ImageLength, rows), (Tag::RowsPerStrip, high)];
    numbers.into_iter().for_each(|(tag, number)| image.write_tag(tag, number).unwrap());
    for (tag, number) in [
        (Tag::BitsPerSample, 64u16),
        (Tag::SampleFormat, 3),
        (Tag::Compression, 8),
        (Tag::PhotometricInterpretation, 1),
    ] {
        image.write_tag(tag, number).unwrap();
    }
    image.write_tag(Tag::ModelPixelScaleTag, &[1e-6f64, 1e-6, 0.0][..]).unwrap();
    image.write_tag(Tag::ModelTiepointTag, &[0.0f64, 0.0, 0.0, 21.0, 35.2, 0.0][..]).unwrap();
    image.write_tag(Tag::GeoKeyDirectoryTag, &[1u16, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326][..]).unwrap();
    image.write_tag(Tag::StripOffsets, &vec![8u32; strips][..]).unwrap();
    image.write_tag(Tag::StripByteCounts, &vec![100u32; strips][..]).unwrap();
    image.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn sizes_that_lie_are_an_error_and_no_allocation() {
    for (columns, rows, high, strips, told) in [
        (4_000_000_000, 4_000_000_000, 4_000_000_000, 1, "nowhere on the earth"),
        (100_000, 100_000, 100_000, 1, "cells would have to be read"),
        (20_000, 20_000, 20_000, 1, "cannot be read"),
        (200_000, 20_000, 1, 20_000, "cells would have to be read"),
        (100, 100, 10, 10, "cannot be read"),
    ] {
        let refused = whole(written(&boasting(columns, rows, high, strips)).path()).unwrap_err();
        assert!(refused.contains(told), "{columns} × {rows}: {refused}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_broken_in_a_file_is_an_error_or_a_grid(
        which in 0usize..SAME.len() + 2, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let name = SAME.get(which).copied().unwrap_or(["utm-f32.tif", "exposure.asc"][which % 2]);
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        // What stands about the numbers is where most can be broken.
        let head = at.index(bytes.len().min(700));
        bytes[head] = byte;
        let look = |bytes: &[u8]| if let Ok(grid) = whole(written(bytes).path()) {
            let _ = grid.laid(&about((35.13, 21.12)), Some([Point::new(-500.0, -500.0), Point::new(500.0, 500.0)]));
        };
        look(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        look(&bytes);
    }
}
