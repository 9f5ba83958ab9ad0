//! Reference tables: those of our own synthetic pattern lie here, those of others' data beside the project, if at all.

use std::path::PathBuf;

use daftar_pattern::{Point, Window};

/// Rows of numbers under names.
pub(crate) struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of the synthetic pattern.
    pub(crate) fn own(file: &str) -> Self {
        Self::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)).unwrap()
    }

    /// A table made from others' data, or a word that it is not there.
    pub(crate) fn others(file: &str) -> Option<Self> {
        let found =
            Self::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pattern").join(file));
        if found.is_none() {
            println!("skipped: {file} is not beside the project");
        }
        found
    }

    fn read(path: PathBuf) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).ok()?;
        let names = reader.headers().unwrap().iter().map(String::from).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect();
        Some(Self { names, rows })
    }

    pub(crate) fn words(&self, name: &str) -> Vec<&str> {
        let column = self.names.iter().position(|found| found == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| row[column].as_str()).collect()
    }

    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        let number = |word: &str| match word {
            "Inf" => f64::INFINITY,
            "-Inf" => f64::NEG_INFINITY,
            "NA" | "NaN" => f64::NAN,
            word => word.trim().parse().unwrap(),
        };
        self.words(name).into_iter().map(number).collect()
    }

    pub(crate) fn first(&self) -> &str {
        &self.names[0]
    }

    pub(crate) fn points(&self) -> Vec<Point> {
        self.numbers("x").into_iter().zip(self.numbers("y")).map(|(x, y)| Point::new(x, y)).collect()
    }

    /// Points that bear a mark.
    pub(crate) fn marked(&self, mark: &str) -> Vec<Point> {
        let marks = self.words("mark");
        self.points().into_iter().zip(marks).filter(|(_, found)| *found == mark).map(|(point, _)| point).collect()
    }

    pub(crate) fn window(&self) -> Window {
        let mut rings: Vec<Vec<Point>> = Vec::new();
        for (ring, point) in self.numbers("ring").into_iter().zip(self.points()) {
            rings.resize(rings.len().max(ring as usize), Vec::new());
            rings[ring as usize - 1].push(point);
        }
        Window::new(&rings).unwrap()
    }
}

/// Fails unless all are within a relative tolerance, or an absolute one where they are small.
pub(crate) fn near(what: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        let apart = (found - expected).abs();
        assert!(apart <= tolerance * expected.abs().max(1e-3), "{what} {index}: {found} is not {expected}");
    }
}
