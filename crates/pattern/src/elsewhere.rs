//! The same damage around other places: comparable sites, or the facilities shifted.

use crate::asset::{Asset, AtRisk, Statistic};
use crate::envelope::Curves;
use crate::error::{Error, within};
use crate::near::Facilities;
use crate::point::{Point, finite};
use crate::reaches::Reaches;
use crate::run::Run;
use crate::stream::{Purpose, Stream};

/// How far the nearest-facility count lies from its mean under exchanged labels, in standard deviations, at each distance; 0 where it
/// cannot vary. Unlike the count it can be compared between sets of places.
///
/// # Errors
/// As [`AtRisk::new`].
pub fn standing(assets: &[Asset], places: &[Point], reaches: &Reaches) -> Result<Vec<f64>, Error> {
    let found = AtRisk::new(assets, &Facilities::new(places)?, reaches)?;
    let (mean, variance) = (found.expected(Statistic::Nearest), found.variance(Statistic::Nearest));
    let off = |((count, mean), variance): ((f64, f64), f64)| {
        if variance > 1e-12 { (count - mean) / variance.sqrt() } else { 0.0 }
    };
    Ok(found.observed(Statistic::Nearest).into_iter().zip(mean).zip(variance).map(off).collect())
}

/// Control places: the standing of the facilities and of as many pseudo-facilities, drawn from `comparable` sites (same use of land, district,
/// density). Asks whether this class has more damage near than comparable places have.
///
/// # Errors
/// Fewer comparable sites than twice the facilities: then the draws are too much alike.
pub fn controls(
    assets: &[Asset],
    facilities: &[Point],
    comparable: &[Point],
    reaches: &Reaches,
    run: Run,
) -> Result<Curves, Error> {
    finite("comparable site", comparable)?;
    let expected = "twice as many as facilities at least";
    within("the number of comparable sites", comparable.len() as f64, [2.0 * facilities.len() as f64, 1e8], expected)?;
    let draw = |marks: &mut Vec<u64>, stream: &mut Stream| {
        marks.clear();
        marks.resize(comparable.len().div_ceil(64), 0);
        stream.mark(marks, 0, comparable.len(), facilities.len());
        let mut places = Vec::new();
        crate::stream::marked(marks, |place| places.push(comparable[place]));
        standing(assets, &places, reaches)
    };
    let simulated = run.each(Purpose::Places, Vec::new, draw).into_iter().collect::<Result<_, Error>>()?;
    Curves::new(standing(assets, facilities, reaches)?, simulated)
}

/// Random shifts: the standing of the facilities and of the same facilities shifted together, what leaves a rectangle on one side coming in on
/// the other (Lotwick & Silverman 1982). Damage stays as clustered as it is; valid if things at risk lie alike all over the rectangle.
///
/// # Errors
/// Facilities or assets outside the rectangle, or one without area.
pub fn shifted(
    assets: &[Asset],
    facilities: &[Point],
    [low, high]: [Point; 2],
    reaches: &Reaches,
    run: Run,
) -> Result<Curves, Error> {
    let window = crate::window::Window::rectangle(low, high)?;
    window.contains_all("facility", facilities)?;
    window.contains_all("asset", &assets.iter().map(|asset| asset.at).collect::<Vec<Point>>())?;
    let around = |at: f64, low: f64, high: f64, shift: f64| {
        let moved = at + shift * (high - low);
        if moved > high { moved - (high - low) } else { moved }
    };
    let draw = |(): &mut (), stream: &mut Stream| {
        let (right, up) = (stream.share(), stream.share());
        let shift =
            |place: &Point| Point::new(around(place.x, low.x, high.x, right), around(place.y, low.y, high.y, up));
        standing(assets, &facilities.iter().map(shift).collect::<Vec<Point>>(), reaches)
    };
    let simulated = run.each(Purpose::Shift, || (), draw).into_iter().collect::<Result<_, Error>>()?;
    Curves::new(standing(assets, facilities, reaches)?, simulated)
}
