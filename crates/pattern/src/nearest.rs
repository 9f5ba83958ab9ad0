//! Distances to the nearest one of the other kind: a picture, not the test.

use crate::error::Error;
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::Reaches;
use crate::window::Window;

/// Share of places whose nearest one of the other kind lies within each distance, estimated in four ways.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestCurves {
    /// As it is seen: too low near the boundary.
    pub raw: Vec<f64>,
    /// Of those only that lie as far inside as the distance; nothing where none does (Ripley 1988).
    pub border: Vec<Option<f64>>,
    /// What lies beyond the boundary counts as censored (Baddeley & Gill 1997).
    pub kaplan_meier: Vec<f64>,
    /// Weighted by one over the area of the window without its margin (Hanisch 1984), which is measured on a lattice of 256 × 256 places;
    /// nothing where no nearest one is surely the nearest.
    pub hanisch: Option<Vec<f64>>,
}

/// A place, how far the nearest is and how far the boundary.
struct Seen {
    nearest: f64,
    boundary: f64,
}

impl NearestCurves {
    /// From each of `from` to the nearest of `to`: cross-G.
    ///
    /// # Errors
    /// None of either, or points outside the window.
    pub fn new(window: &Window, from: &[Point], to: &[Point], reaches: &Reaches) -> Result<Self, Error> {
        window.contains_all("place", from)?;
        window.contains_all("place of the other kind", to)?;
        if from.is_empty() {
            return Err(Error::Nothing { what: "place" });
        }
        let others = Facilities::new(to)?;
        let see = |place: &Point| Seen { nearest: others.nearest(*place).1, boundary: window.to_boundary(*place) };
        let seen: Vec<Seen> = from.iter().map(see).collect();
        let all = reaches.all().iter();
        Ok(Self {
            raw: all.clone().map(|reach| share(&seen, |one| one.nearest <= *reach)).collect(),
            border: all.map(|reach| border(&seen, *reach)).collect(),
            kaplan_meier: kaplan_meier(&seen, reaches),
            hanisch: hanisch(window, &seen, reaches),
        })
    }
}

fn share(seen: &[Seen], counts: impl Fn(&Seen) -> bool) -> f64 {
    seen.iter().filter(|one| counts(one)).count() as f64 / seen.len() as f64
}

fn border(seen: &[Seen], reach: f64) -> Option<f64> {
    let inside = seen.iter().filter(|one| one.boundary >= reach).count();
    let near = seen.iter().filter(|one| one.boundary >= reach && one.nearest <= reach).count();
    (inside > 0).then(|| near as f64 / inside as f64)
}

fn kaplan_meier(seen: &[Seen], reaches: &Reaches) -> Vec<f64> {
    let mut ends: Vec<(f64, bool)> =
        seen.iter().map(|one| (one.nearest.min(one.boundary), one.nearest <= one.boundary)).collect();
    // Of equal distances, those found come before those censored.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let (mut left, mut place) = (1.0, 0);
    let mut curve = Vec::new();
    for reach in reaches.all() {
        while place < ends.len() && ends[place].0 <= *reach {
            if ends[place].1 {
                left *= 1.0 - 1.0 / (ends.len() - place) as f64;
            }
            place += 1;
        }
        curve.push(1.0 - left);
    }
    curve
}

fn hanisch(window: &Window, seen: &[Seen], reaches: &Reaches) -> Option<Vec<f64>> {
    let depths = depths(window);
    let eroded = |distance: f64| (depths.len() - depths.partition_point(|depth| *depth < distance)).max(1) as f64;
    let sure: Vec<(f64, f64)> = seen
        .iter()
        .filter(|one| one.nearest <= one.boundary)
        .map(|one| (one.nearest, 1.0 / eroded(one.nearest)))
        .collect();
    let all: f64 = sure.iter().map(|(_, weight)| weight).sum();
    let up_to =
        |reach: &f64| sure.iter().filter(|(nearest, _)| nearest <= reach).map(|(_, weight)| weight).sum::<f64>() / all;
    (!sure.is_empty()).then(|| reaches.all().iter().map(up_to).collect())
}

/// How deep places of a lattice lie in the window, rising.
fn depths(window: &Window) -> Vec<f64> {
    const SIDE: usize = 256;
    let [low, high] = window.bounds();
    let at = |index: usize| {
        let part = |number: usize| (number as f64 + 0.5) / SIDE as f64;
        let (right, up) = (part(index % SIDE), part(index / SIDE));
        Point::new(low.x + right * (high.x - low.x), low.y + up * (high.y - low.y))
    };
    let inside = (0..SIDE * SIDE).map(at).filter(|place| window.contains(*place));
    let mut depths: Vec<f64> = inside.map(|place| window.to_boundary(place)).collect();
    depths.sort_by(f64::total_cmp);
    depths
}
