//! Strata: within one, any thing might have been damaged as well as another, if nothing drew damage.

use std::collections::BTreeMap;

use crate::error::{Error, as_many, within};
use crate::point::{Point, finite};

/// Strata of several divisions at once: two things share one if they share all (district, class, period, whether damage could be seen).
///
/// # Errors
/// No division, or divisions of different length.
pub fn crossed(divisions: &[&[u32]]) -> Result<Vec<u32>, Error> {
    let Some(first) = divisions.first() else { return Err(Error::Nothing { what: "division" }) };
    divisions.iter().try_for_each(|division| as_many("strata of a division", division.len(), first.len()))?;
    let key = |asset: usize| -> Vec<u32> { divisions.iter().map(|division| division[asset]).collect() };
    Ok(numbered((0..first.len()).map(key)))
}

/// Strata that are squares with a side of so much, laid from the origin of the coordinates.
///
/// # Errors
/// A side that is not above 0, coordinates that are no numbers.
pub fn squares(places: &[Point], side: f64) -> Result<Vec<u32>, Error> {
    within("the side of the squares", side, [f64::MIN_POSITIVE, f64::MAX], "a length above 0")?;
    finite("asset", places)?;
    Ok(numbered(places.iter().map(|place| ((place.x / side).floor().to_bits(), (place.y / side).floor().to_bits()))))
}

/// From 0, in the order in which they appear.
fn numbered<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<u32> {
    let mut known = BTreeMap::new();
    keys.map(|key| {
        let next = known.len() as u32;
        *known.entry(key).or_insert(next)
    })
    .collect()
}
