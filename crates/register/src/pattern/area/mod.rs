//! Areas: the window of a question, and strata.

mod file;
mod joined;
mod snapped;
#[cfg(test)]
mod tests;

pub(super) use file::read;
pub(super) use joined::{Joined, joined};

use super::Told;

/// The rings of an area: its outline, then its holes.
pub(super) type Rings<P> = Vec<Vec<P>>;

/// Areas of a file, and what is told about them.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Areas {
    pub(super) areas: Vec<Area>,
    pub(super) told: Told,
}

/// Something of one or of several parts under one name. A place is latitude and longitude.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Area {
    pub(super) name: String,
    pub(super) parts: Vec<Rings<(f64, f64)>>,
}

impl Area {
    /// Whether a place lies in it, by degrees.
    pub(super) fn contains(&self, place: (f64, f64)) -> bool {
        self.parts.iter().any(|rings| is_within(rings, place))
    }
}

/// Whether a place lies in an odd number of rings.
fn is_within(rings: &Rings<(f64, f64)>, (north, east): (f64, f64)) -> bool {
    let crosses = |[(n0, e0), (n1, e1)]: [(f64, f64); 2]| {
        (n0 > north) != (n1 > north) && east < (e1 - e0) * (north - n0) / (n1 - n0) + e0
    };
    let edges = rings.iter().flat_map(|ring| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(from, to)| [*from, *to])
    });
    edges.filter(|edge| crosses(*edge)).count() % 2 == 1
}
