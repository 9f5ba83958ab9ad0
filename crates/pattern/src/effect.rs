//! How much more damage there is at a distance than the exposure would give: the effect curve.

use crate::envelope::Curves;
use crate::error::{Error, as_many, within};
use crate::near::Facilities;
use crate::normal::deviate;
use crate::point::{Point, finite};
use crate::reaches::Reaches;

/// The effect at a distance. The interval is for this distance alone and no test; see [`effect_curves`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The distance to the nearest facility.
    pub distance: f64,
    /// Damage over exposure: 1 if nothing drew damage and the exposure is scaled to the damage. Nothing where nothing is exposed.
    pub estimate: Option<f64>,
    /// Lower end of its interval, 0 at least.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Distances to the nearest facility.
///
/// # Errors
/// Coordinates that are no numbers.
pub fn nearest_distances(places: &[Point], facilities: &Facilities) -> Result<Vec<f64>, Error> {
    finite("place", places)?;
    Ok(places.iter().map(|place| facilities.nearest(*place).1).collect())
}

/// The ratio of smoothed damage and smoothed exposure (Baddeley, Chang, Song & Turner 2012), by a normal kernel with the standard
/// deviation `bandwidth`. `exposed` has distances with their weights, which sum up to the damage. Near 0 both are cut off
/// alike, so that the ratio is not bent there.
///
/// # Errors
/// Nothing exposed, numbers that are none, a bandwidth that is not above 0, a level that is not between 0 and 1.
pub fn effect(
    damage: &[f64],
    exposed: &[(f64, f64)],
    at: &[f64],
    bandwidth: f64,
    level: f64,
) -> Result<Vec<Effect>, Error> {
    within("the bandwidth", bandwidth, [f64::MIN_POSITIVE, f64::MAX], "a length above 0")?;
    within("the level", level, [0.5, 0.9999], "a share such as 0.95")?;
    let numbers = damage.iter().chain(exposed.iter().flat_map(|(distance, weight)| [distance, weight])).chain(at);
    if let Some((index, found)) = numbers.enumerate().find(|(_, number)| !number.is_finite()) {
        return Err(Error::NotFinite { what: "distance", index, found: *found });
    }
    if exposed.is_empty() {
        return Err(Error::Nothing { what: "exposed place" });
    }
    let times = deviate((1.0 + level) / 2.0);
    Ok(at.iter().map(|distance| at_distance(*distance, damage, exposed, bandwidth, times)).collect())
}

fn at_distance(distance: f64, damage: &[f64], exposed: &[(f64, f64)], bandwidth: f64, times: f64) -> Effect {
    let height = |other: f64| kernel(distance - other, bandwidth);
    let exposure: f64 = exposed.iter().map(|(other, weight)| weight * height(*other)).sum();
    if exposure < 1e-300 {
        return Effect { distance, estimate: None, low: 0.0, high: f64::MAX };
    }
    let sum: f64 = damage.iter().map(|other| height(*other)).sum();
    let squares: f64 = damage.iter().map(|other| height(*other).powi(2)).sum();
    let (estimate, half) = (sum / exposure, times * squares.sqrt() / exposure);
    Effect { distance, estimate: Some(estimate), low: (estimate - half).max(0.0), high: estimate + half }
}

fn kernel(apart: f64, bandwidth: f64) -> f64 {
    (-0.5 * (apart / bandwidth).powi(2)).exp() / (bandwidth * (2.0 * std::f64::consts::PI).sqrt())
}

/// Effect curves of nearest-facility counts and of their simulations, at the middles of the steps between distances: what a global
/// envelope is drawn of. `expected` are the counts under the null model.
///
/// # Errors
/// Lengths that differ, a bandwidth that is not above 0.
pub fn effect_curves(counts: &Curves, expected: &[f64], reaches: &Reaches, bandwidth: f64) -> Result<Curves, Error> {
    as_many("expected counts", expected.len(), reaches.len())?;
    as_many("counts of a curve", counts.len(), reaches.len())?;
    within("the bandwidth", bandwidth, [f64::MIN_POSITIVE, f64::MAX], "a length above 0")?;
    let middles = middles(reaches);
    let height = |at: &f64| middles.iter().map(|other| kernel(at - other, bandwidth)).collect();
    let heights: Vec<Vec<f64>> = middles.iter().map(height).collect();
    let exposure = smoothed(expected, &heights);
    // Where nothing is exposed nothing can be damaged: no effect.
    let ratio = |curve: &Vec<f64>| {
        let pairs = smoothed(curve, &heights).into_iter().zip(&exposure);
        pairs.map(|(damage, exposure)| if *exposure > 1e-300 { damage / exposure } else { 1.0 }).collect()
    };
    Curves::new(ratio(&counts.observed().to_vec()), counts.simulated().iter().map(ratio).collect())
}

/// The middles of the steps between distances, from 0 on.
#[must_use]
pub fn middles(reaches: &Reaches) -> Vec<f64> {
    let before = [0.0].into_iter().chain(reaches.all().iter().copied());
    reaches.all().iter().zip(before).map(|(reach, before)| (reach + before) / 2.0).collect()
}

fn smoothed(cumulated: &[f64], heights: &[Vec<f64>]) -> Vec<f64> {
    let before = [0.0].into_iter().chain(cumulated.iter().copied());
    let counts: Vec<f64> = cumulated.iter().zip(before).map(|(sum, before)| sum - before).collect();
    heights.iter().map(|row| row.iter().zip(&counts).map(|(height, count)| height * count).sum()).collect()
}
