//! How large shapes are, on the ellipsoid (WGS 84). An edge is the shortest line between its two ends, which is what a straight line on
//! the ground is; on a map it is seldom straight.
//!
//! The area of one shape is that of Karney's *Algorithms for geodesics* (2013), good to a square metre for a continent. Shapes that
//! overlap are not counted twice: see `union`.

mod cross;
mod union;

use daftar_date::Lang;
use geographiclib_rs::{Geodesic, PolygonArea, Winding};
use serde::Serialize;

pub use union::overlap;

use crate::shape::{Position, Shape};

/// Why a shape has no area.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// An outline, or the edge of a hole, crosses itself.
    CrossesItself,
    /// An outline has fewer than three corners.
    TooFewCorners,
    /// A hole is larger than what it is cut out of.
    HoleTooLarge,
}

impl Fault {
    /// What is wrong and what to do, in that language.
    pub fn words(self, lang: Lang) -> &'static str {
        let [en, ar] = match self {
            Fault::CrossesItself => [
                "its outline crosses itself, so that nobody can tell inside from outside: draw it again",
                "حدوده تقطع نفسها فلا يُعرف الداخل من الخارج: أعد رسمها",
            ],
            Fault::TooFewCorners => [
                "an outline needs at least three corners: draw it again",
                "الحدود تحتاج إلى ثلاث زوايا على الأقل: أعد رسمها",
            ],
            Fault::HoleTooLarge => [
                "a hole in it is larger than the outline: look whether the outline comes first",
                "فيه فجوة أكبر من حدوده: انظر هل تأتي الحدود الخارجية أولًا",
            ],
        };
        crate::shown::pick(lang, en, ar)
    }
}

/// The area of a shape in square metres; none of points and lines, which have none.
pub fn of_shape(shape: &Shape) -> Option<Result<f64, Fault>> {
    match shape {
        Shape::Polygon(rings) => Some(of_polygon(rings)),
        Shape::MultiPolygon(polygons) => Some(polygons.iter().map(|rings| of_polygon(rings)).sum()),
        _ => None,
    }
}

/// A measure of area in square metres; none where its unit is not understood or it is no area.
pub fn square_metres(number: f64, unit: Option<&str>) -> Option<f64> {
    let unit = unit?.trim().to_lowercase();
    let metres = match unit.as_str() {
        "m2" | "m²" | "sqm" | "sq m" | "square metre" | "square metres" | "square meters" | "م2" | "م²"
        | "متر مربع" => 1.0,
        "dunam" | "dunams" | "donum" | "دونم" | "دونمات" => 1_000.0,
        "ha" | "hectare" | "hectares" | "هكتار" | "هكتارات" => 10_000.0,
        "km2" | "km²" | "sq km" | "square kilometre" | "square kilometres" | "كم2" | "كم²" | "كيلومتر مربع" => {
            1_000_000.0
        }
        _ => return None,
    };
    Some(number * metres).filter(|area| area.is_finite() && *area >= 0.0)
}

fn of_polygon(rings: &[Vec<Position>]) -> Result<f64, Fault> {
    let areas = rings.iter().map(|ring| of_ring(ring)).collect::<Result<Vec<f64>, Fault>>()?;
    let (outline, holes) = areas.split_first().ok_or(Fault::TooFewCorners)?;
    let left = outline - holes.iter().sum::<f64>();
    if left < 0.0 { Err(Fault::HoleTooLarge) } else { Ok(left) }
}

/// The area inside a ring, whichever way round it goes.
fn of_ring(ring: &[Position]) -> Result<f64, Fault> {
    let ring = open(ring);
    if ring.len() < 3 {
        return Err(Fault::TooFewCorners);
    }
    if cross::crosses_itself(&unrolled(&ring)) {
        return Err(Fault::CrossesItself);
    }
    Ok(signed(&ring).abs())
}

/// Positive where it goes round against the clock.
fn signed(ring: &[Position]) -> f64 {
    let ellipsoid = Geodesic::wgs84();
    let mut area = PolygonArea::new(&ellipsoid, Winding::CounterClockwise);
    for [longitude, latitude] in ring {
        area.add_point(*latitude, *longitude);
    }
    area.compute(true).1
}

/// A ring without the corner that closes it and without corners twice in a row.
fn open(ring: &[Position]) -> Vec<Position> {
    let mut corners = ring.to_vec();
    corners.dedup();
    while corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    corners
}

/// A ring whose longitudes go on over the 180th meridian, where it crosses that: each edge goes the shorter way.
fn unrolled(ring: &[Position]) -> Vec<Position> {
    let mut before: Option<f64> = None;
    let each = ring.iter().map(|[longitude, latitude]| {
        let turns = before.map_or(0.0, |before| ((before - longitude) / 360.0).round());
        let longitude = longitude + 360.0 * turns;
        before = Some(longitude);
        [longitude, *latitude]
    });
    each.collect()
}

#[cfg(test)]
mod tests;
