//! What a forecast says: a germination and a time, both as ranges; or why there is none.

use daftar_date::Day;
use daftar_viability::{Error, Falls, Outlook, Reach, Span};
use serde::{Serialize, Serializer};

use super::terms::Terms;

/// What can be said of a lot.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A forecast.
    Known(Germination),
    /// Why there is none.
    Unknown(Why),
}

/// How much of a lot germinates now, and when it will be too little.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Germination {
    /// The fraction that germinates today.
    pub now: Share,
    /// When it falls under the threshold: not likely before.
    pub early: Reached,
    /// The best guess.
    pub best: Reached,
    /// Not likely after.
    pub late: Reached,
    /// On what it rests.
    pub basis: Basis,
}

/// A fraction from 0 to 1, with its range.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Share {
    /// At least.
    pub low: f64,
    /// The best guess.
    pub best: f64,
    /// At most.
    pub high: f64,
}

/// When a threshold is fallen under. Earlier is less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reached {
    /// It is already.
    Already,
    /// On about this day.
    Day(Day),
    /// Not within 200 years.
    Beyond,
}

/// On what a forecast rests.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Published constants, and the tests as a beginning.
    Published,
    /// Published constants and how the lot itself aged: what share of what is known of its ageing its own tests tell, from 0
    /// to 1.
    Both(f64),
    /// The lot's own tests alone.
    Tests,
}

/// Why nothing can be said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// No test that a forecast can go by.
    NeverTested,
    /// Of which species it is, is not said, or in several ways; two tests of different ages would do without.
    NoSpecies,
    /// No constants are published for the species; two tests of different ages would do without, or a related species that
    /// the keeper chooses.
    NoConstants,
    /// How it was kept is not known; two tests of different ages in one place would do without.
    NoStorage,
    /// Nothing is published of the species, and the storage changed between or after the tests.
    StorageChanged,
    /// Numbers that cannot be reckoned with.
    Impossible,
}

impl Reached {
    pub(super) fn of(reach: Reach, first: Day) -> Reached {
        match reach {
            Reach::Already => Reached::Already,
            Reach::Day(day) => Reached::Day(first.plus(day as i64)),
            Reach::Beyond => Reached::Beyond,
        }
    }
}

impl Serialize for Reached {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Reached::Already => serializer.serialize_str("already"),
            Reached::Day(day) => serializer.collect_str(day),
            Reached::Beyond => serializer.serialize_str("beyond"),
        }
    }
}

impl From<Span> for Share {
    fn from(span: Span) -> Share {
        Share { low: span.low(), best: span.best(), high: span.high() }
    }
}

impl From<daftar_viability::Basis> for Basis {
    fn from(basis: daftar_viability::Basis) -> Basis {
        match basis {
            daftar_viability::Basis::Table => Basis::Published,
            daftar_viability::Basis::Blend { share } => Basis::Both(share),
            daftar_viability::Basis::Tests => Basis::Tests,
        }
    }
}

impl From<daftar_viability::Unknown> for Why {
    fn from(unknown: daftar_viability::Unknown) -> Why {
        match unknown {
            daftar_viability::Unknown::NeverTested => Why::NeverTested,
            daftar_viability::Unknown::NoConstants => Why::NoConstants,
            daftar_viability::Unknown::StorageChanged => Why::StorageChanged,
        }
    }
}

impl Germination {
    /// What is foretold of a lot whose day 0 is `first`.
    pub(super) fn of(outlook: &Outlook, first: Day, terms: &Terms) -> Result<Germination, Error> {
        let now = (terms.today.0 - first.0) as f64;
        let Falls { early, best, late } = outlook.falls(terms.threshold, now)?;
        let [early, best, late] = [early, best, late].map(|reach| Reached::of(reach, first));
        Ok(Germination { now: outlook.germination(now)?.into(), early, best, late, basis: outlook.basis().into() })
    }
}
