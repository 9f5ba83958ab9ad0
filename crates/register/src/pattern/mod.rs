//! What a question about patterns is asked of: files of places, or the cards of a kind.

mod file;
mod kinds;
mod plane;

use std::path::Path;

use daftar_view::Ask;
use daftar_view::pattern::daftar_pattern::Point;
use daftar_view::pattern::{Damaged, Given, LeftOut, Thing};

pub use file::no_file;
use plane::Plane;

use crate::{Register, RegisterError};

/// So many kilometres from its middle a question reaches at most: beyond, a plane is no picture of the earth.
const MOST_KM: f64 = 2_000.0;
/// Mean radius of the earth in kilometres.
const EARTH_KM: f64 = 6_371.0;

/// The two lists of a question.
const FACILITIES: &str = "facilities";
const THINGS: &str = "things";

/// A place as it was given.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Placed {
    /// Which: a row, or a name.
    pub(crate) which: String,
    /// What it is, where that tells it from others: a card's id.
    pub(crate) id: Option<String>,
    /// Latitude and longitude in degrees.
    pub(crate) at: (f64, f64),
    /// Whether it is damaged.
    pub(crate) damaged: Damaged,
    /// The stratum.
    pub(crate) stratum: String,
    /// How far off its place may be, in metres.
    pub(crate) error: f64,
    /// The attack that damaged it.
    pub(crate) attack: Option<String>,
}

/// Some places, and what was left out of them.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Places {
    pub(crate) placed: Vec<Placed>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// From where places come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whence<'a> {
    /// A file: CSV, XLSX, ODS or JSON Lines with columns of latitude and longitude, or GeoJSON.
    File(&'a Path),
    /// The cards of a kind.
    Kind(&'a str),
}

/// What a question is asked of, from files alone: no notebook is needed.
///
/// # Errors
/// When a file cannot be read or has no columns of places.
pub fn given_of_files(facilities: &Path, things: &Path) -> Result<Given, RegisterError> {
    given(file::read(facilities, FACILITIES)?, file::read(things, THINGS)?)
}

impl Register {
    /// What a question is asked of. Of cards counts as damaged what is at least so bad on the scale (`rank`), by what is said of the time
    /// that is asked for.
    ///
    /// # Errors
    /// When a file or the index cannot be read.
    pub fn given(
        &self,
        facilities: Whence<'_>,
        things: Whence<'_>,
        rank: i64,
        ask: &Ask,
    ) -> Result<Given, RegisterError> {
        let read = |from: Whence<'_>, of: &'static str| match from {
            Whence::File(path) => file::read(path, of),
            Whence::Kind(kind) => self.places_of_kind(kind, of, rank, ask),
        };
        given(read(facilities, FACILITIES)?, read(things, THINGS)?)
    }
}

/// Puts places onto a plane.
fn given(facilities: Places, things: Places) -> Result<Given, RegisterError> {
    let none = |what: &str| RegisterError::Ask(format!("there are no {what}: none has a position"));
    let all = || facilities.placed.iter().chain(&things.placed).map(|one| one.at);
    let plane = Plane::about(all()).ok_or_else(|| none("places"))?;
    if facilities.placed.is_empty() {
        return Err(none("facilities"));
    }
    if things.placed.is_empty() {
        return Err(none("things at risk"));
    }
    let mut strata: Vec<String> = things.placed.iter().map(|thing| thing.stratum.clone()).collect();
    strata.sort();
    strata.dedup();
    let mut attacks: Vec<&String> = things.placed.iter().filter_map(|thing| thing.attack.as_ref()).collect();
    attacks.sort();
    attacks.dedup();
    let of_facilities: std::collections::BTreeSet<&String> =
        facilities.placed.iter().filter_map(|one| one.id.as_ref()).collect();
    let thing = |one: &Placed| Thing {
        at: plane.at(one.at),
        damaged: one.damaged,
        stratum: strata.binary_search(&one.stratum).unwrap_or(0) as u32,
        error: one.error,
        attack: one.attack.as_ref().and_then(|attack| attacks.binary_search(&attack).ok()).map(|at| at as u32),
        is_facility: one.id.as_ref().is_some_and(|id| of_facilities.contains(id)),
    };
    let points: Vec<Point> = facilities.placed.iter().map(|one| plane.at(one.at)).collect();
    let things_there: Vec<Thing> = things.placed.iter().map(thing).collect();
    let farthest = points.iter().chain(things_there.iter().map(|one| &one.at)).map(|at| at.x.hypot(at.y) / 1000.0);
    let farthest = farthest.fold(0.0, f64::max);
    if farthest > MOST_KM {
        let found = format!("places that lie {farthest:.0} km from their middle");
        let expected =
            format!("places within {MOST_KM:.0} km of it: ask of one region at a time, or mend what is misplaced");
        return Err(RegisterError::Ask(format!("{found}; expected {expected}")));
    }
    let left_out = facilities.left_out.into_iter().chain(things.left_out).collect();
    // Across a circle of this radius arcs are as much too long on the plane as the angle is over its sine.
    let angle = farthest / EARTH_KM;
    let stretch = if angle > 0.0 { angle / angle.sin() - 1.0 } else { 0.0 };
    Ok(Given { facilities: points, things: things_there, strata, left_out, stretch })
}
