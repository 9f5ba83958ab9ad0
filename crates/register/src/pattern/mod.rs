//! What a question about patterns is asked of: files of places, or the cards of a kind.

mod area;
mod assets;
mod file;
mod grid;
mod kinds;
mod plane;
mod strata;

use std::path::{Path, PathBuf};

use daftar_view::Ask;
use daftar_view::pattern::daftar_pattern::{Correction, Point};
use daftar_view::pattern::{Damaged, Given, Ground, LeftOut, Thing};

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
/// Things at risk whose damage stands in a list of its own, and that list.
const ASSETS: &str = "assets";
const DAMAGE: &str = "damage";

/// What is told of how things were taken, each in English and in Arabic.
type Told = Vec<[String; 2]>;

/// A place as it was given.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Placed {
    /// Which: a row, or a name.
    pub(crate) which: String,
    /// What it is, where that tells it from others: a card's id.
    pub(crate) id: Option<String>,
    /// Its number in its own list.
    pub(crate) number: Option<String>,
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

/// What lies around the places: all of it from data other than the damage.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Around {
    /// A list of what is at risk, where damage is a list of damaged places alone.
    pub assets: Option<Assets>,
    /// A grid of exposure, asked of instead of a list of what is at risk: GeoTIFF, or Esri's ASCII grid.
    pub exposure: Option<PathBuf>,
    /// The window: the polygons of a file of geodata, taken as one area; none for all that the grid covers.
    pub window: Option<PathBuf>,
    /// Strata as polygons of a file of geodata, beside those that the list gives.
    pub strata: Option<PathBuf>,
    /// What is done at the edge of the window.
    pub edge: Edge,
}

/// A list of what is at risk, beside a list of damage.
#[derive(Clone, PartialEq, Debug)]
pub struct Assets {
    /// The file.
    pub path: PathBuf,
    /// Damage without a number that the list has belongs to the nearest of its things within so many metres.
    pub join: f64,
}

/// What is done at the edge of a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Edge {
    /// Pairs are weighed by how much of the window meets itself when it is shifted by them.
    #[default]
    Translation,
    /// Pairs are weighed by how much of the circle through them lies inside.
    Isotropic,
    /// Only facilities that lie deep enough inside count.
    Border,
}

/// What a question is asked of, from files alone: no notebook is needed.
///
/// # Errors
/// When a file cannot be read or has no columns of places.
pub fn given_of_files(facilities: &Path, things: &Path, around: &Around) -> Result<Given, RegisterError> {
    given(file::read(facilities, FACILITIES)?, file::read(things, around.reads())?, around)
}

impl Around {
    /// What the second list of a question is.
    fn reads(&self) -> &'static str {
        if self.assets.is_some() { DAMAGE } else { THINGS }
    }
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
        around: &Around,
        ask: &Ask,
    ) -> Result<Given, RegisterError> {
        let read = |from: Whence<'_>, of: &'static str| match from {
            Whence::File(path) => file::read(path, of),
            Whence::Kind(kind) => self.places_of_kind(kind, of, rank, ask),
        };
        given(read(facilities, FACILITIES)?, read(things, around.reads())?, around)
    }
}

/// Where damage might have been, on the plane, and what is told of it.
fn ground(around: &Around, plane: &Plane) -> Result<Option<(Ground, Told)>, RegisterError> {
    let Some(path) = &around.exposure else { return Ok(None) };
    let area::Joined { rings: window, mut told } = window(around, plane)?;
    let bounds = bounds(&window);
    let grid = grid::Grid::read(path, &grid::Wanted { plane, window: bounds })?;
    told.extend((grid.averaged() > 1).then(|| averaged(grid.averaged())));
    let ground = Ground {
        exposure: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        window,
        raster: grid.laid(plane, bounds)?,
        edge: match around.edge {
            Edge::Translation => Correction::Translation,
            Edge::Isotropic => Correction::Isotropic,
            Edge::Border => Correction::Border,
        },
    };
    Ok(Some((ground, told)))
}

fn averaged(by: usize) -> [String; 2] {
    [
        format!("The exposure has more cells than are held: {by} × {by} of them were taken as one, their mean."),
        format!("خلايا التعرّض أكثر مما يُحفظ: أُخذت كل {by} × {by} منها واحدة بمتوسطها."),
    ]
}

/// The window on the plane, without rings where there is none.
fn window(around: &Around, plane: &Plane) -> Result<area::Joined, RegisterError> {
    let Some(path) = &around.window else { return Ok(area::Joined::default()) };
    let areas = area::read(path)?;
    let area::Joined { rings, told } = area::joined(&areas, plane);
    let farthest = rings.iter().flatten().map(|at| at.x.hypot(at.y) / 1000.0).fold(0.0, f64::max);
    match farthest <= MOST_KM {
        true => Ok(area::Joined { rings, told: [areas.told, told].concat() }),
        false => Err(no_region(&format!("a window that reaches {farthest:.0} km from their middle"))),
    }
}

/// The lower left and the upper right corner of what lies in some rings; nothing without any.
fn bounds(rings: &[Vec<Point>]) -> Option<[Point; 2]> {
    let each = || rings.iter().flatten();
    let (first, rest) = (each().next()?, each());
    Some(rest.fold([*first; 2], |[low, high], at| {
        [Point::new(low.x.min(at.x), low.y.min(at.y)), Point::new(high.x.max(at.x), high.y.max(at.y))]
    }))
}

/// What lies farther than a plane can be a picture of the earth.
fn no_region(found: &str) -> RegisterError {
    let expected =
        format!("places within {MOST_KM:.0} km of it: ask of one region at a time, or mend what is misplaced");
    RegisterError::Ask(format!("{found}; expected {expected}"))
}

/// Puts places onto a plane.
fn given(facilities: Places, mut things: Places, around: &Around) -> Result<Given, RegisterError> {
    if let Some(assets) = &around.assets {
        things = assets::damaged_by(file::read(&assets.path, ASSETS)?, things, assets.join);
    }
    let mut told = match &around.strata {
        Some(path) => strata::into(&mut things, path)?,
        None => Vec::new(),
    };
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
        return Err(no_region(&format!("places that lie {farthest:.0} km from their middle")));
    }
    let left_out = facilities.left_out.into_iter().chain(things.left_out).collect();
    // Across a circle of this radius arcs are as much too long on the plane as the angle is over its sine.
    let angle = farthest / EARTH_KM;
    let stretch = if angle > 0.0 { angle / angle.sin() - 1.0 } else { 0.0 };
    let (ground, of_ground) = ground(around, &plane)?.unzip();
    told.extend(of_ground.into_iter().flatten());
    Ok(Given { facilities: points, things: things_there, strata, left_out, stretch, ground, told })
}
