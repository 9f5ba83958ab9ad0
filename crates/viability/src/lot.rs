//! What is known of a lot, and what makes a forecast doubtful or impossible.

use std::fmt;

use crate::constants::Published;
use crate::germination::Test;
use crate::storage::Storage;

/// A germination test on a day, counted from day 0 of the lot's storage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aged {
    /// The day; 0 or later.
    pub day: f64,
    /// The test.
    pub test: Test,
}

/// How long seeds of the lot's species keep, as far as is published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Species<'a> {
    /// These sets of constants, of the species itself.
    Known(&'a [&'a Published]),
    /// The sets of another species that the caller names; labelled so, and much less sure.
    Proxy(&'a [&'a Published]),
    /// None.
    Unknown,
}

impl<'a> Species<'a> {
    /// The sets that a forecast goes by.
    pub fn sets(self) -> &'a [&'a Published] {
        match self {
            Species::Known(sets) | Species::Proxy(sets) => sets,
            Species::Unknown => &[],
        }
    }
}

/// A lot of seeds: one harvest in one store.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lot<'a> {
    /// What is published of the species.
    pub species: Species<'a>,
    /// Oil in dry seed, as a fraction; sets how dry is dry enough. Without it, drying below 5 % is not counted.
    pub oil_fraction: Option<f64>,
    /// Where it lay and lies.
    pub storage: &'a Storage,
    /// Its germination tests. Viability at day 0 is its initial viability: day 0 should be that of the first test, or of
    /// the harvest.
    pub tests: &'a [Aged],
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The lot has never been tested.
    NeverTested,
    /// No constants are published for the species, and tests of two different ages are needed without them.
    NoConstants,
    /// No constants are published, and storage changed: what tests tell of one condition says nothing of another.
    StorageChanged,
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unknown::NeverTested => "not known: the lot has no germination test; test it",
            Unknown::NoConstants => {
                "not known: no constants are published for the species; test the lot again at another age, or name a \
                 related species as a proxy"
            }
            Unknown::StorageChanged => {
                "not known: no constants are published for the species, and the storage changed; name a related species as \
                 a proxy, or start anew from a test in the present storage"
            }
        })
    }
}

/// On what a forecast rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// Published constants alone: the tests are all of one age.
    Table,
    /// Published constants and the lot's own tests. `share` of what is known of its rate of ageing comes from the tests:
    /// 1 − variance after/variance before, from 0 to 1.
    Blend {
        /// From 0 to 1.
        share: f64,
    },
    /// The lot's own tests alone.
    Tests,
}

/// What makes a forecast less sure than it looks.
#[derive(Debug, Clone, PartialEq)]
pub enum Caution {
    /// The constants are those of another species.
    Proxy(String),
    /// The published sets differ: the slowest has seeds live so many times as long as the fastest.
    SetsDiffer(f64),
    /// All sets rest on one temperature.
    OneTemperature,
    /// Constants lie far from those of other species.
    Unusual,
    /// Seeds are moister or drier, warmer or colder than the equation was made for (5–25 %, −20–90 °C).
    OutsideEquation,
    /// Seeds are drier than is of use; counted as at this moisture, in % of the fresh weight.
    TooDry(f64),
    /// Moisture was computed from air that the formula was not made for.
    OutsideAir,
    /// Temperature and humidity were guessed from the building and the season.
    Guessed,
    /// The storage changed after the last test, to one in which seeds age so many times faster or slower; what the tests tell
    /// is carried over as published constants say. Test again before long.
    Moved(f64),
    /// Tests differ so many times more than chance lets them; the intervals are widened accordingly.
    Heterogeneous(f64),
    /// The latest test tells less than one in a hundred would: a mistake, dormancy, or other seeds. Test again first.
    Surprising,
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Caution::Proxy(species) => write!(f, "by the constants of another species, {species}: a guess"),
            Caution::SetsDiffer(times) => {
                write!(f, "published constants differ {times:.1} times in how long seeds live")
            }
            Caution::OneTemperature => f.write_str("the constants rest on storage at one temperature"),
            Caution::Unusual => f.write_str("the constants lie far from those of other species"),
            Caution::OutsideEquation => {
                f.write_str("outside 5-25 % moisture or -20-90 °C, for which the equation was made")
            }
            Caution::TooDry(percent) => write!(f, "drier than is of use; counted as {percent:.1} % moisture"),
            Caution::OutsideAir => f.write_str("moisture from air that the formula was not made for"),
            Caution::Guessed => f.write_str("temperature and humidity guessed from the building and the season"),
            Caution::Moved(times) => {
                write!(
                    f,
                    "the last test is of another storage, in which seeds age {times:.1} times as fast or as slowly"
                )
            }
            Caution::Heterogeneous(times) => {
                write!(f, "tests vary {times:.1} times more than chance; intervals widened")
            }
            Caution::Surprising => f.write_str("the latest test is far from what was expected; test again first"),
        }
    }
}
