//! Areas taken as one: what they cover together, on the plane. Sides that neighbours have in common are no edge of it, and what lies in
//! several counts once.

use daftar_view::pattern::daftar_pattern::Point;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::float::overlay::{FloatOverlay, OverlayOptions};

use super::super::Told;
use super::super::plane::Plane;
use super::snapped::{ONE_SIDE, snapped};
use super::{Areas, Rings};

/// What is narrower is told as a gap, in metres: it may be a mistake in the drawing, and its sides count as edges.
const NARROW: f64 = 50.0;

/// What areas cover together.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::pattern) struct Joined {
    /// Outlines and holes, in any order.
    pub(in crate::pattern) rings: Vec<Vec<Point>>,
    /// What is told of it, in English and in Arabic.
    pub(in crate::pattern) told: Told,
}

/// Lays areas onto the plane and joins them. One by itself stays as it was drawn.
pub(in crate::pattern) fn joined(areas: &Areas, plane: &Plane) -> Joined {
    let ring = |ring: &Vec<(f64, f64)>| ring.iter().map(|at| plane.at(*at)).collect::<Vec<Point>>();
    let parts = areas.areas.iter().flat_map(|area| &area.parts);
    let parts: Vec<Rings<Point>> = parts.map(|rings| rings.iter().map(ring).collect()).collect();
    match <[Rings<Point>; 1]>::try_from(parts) {
        Ok([rings]) => Joined { rings, told: Vec::new() },
        Err(parts) => of_several(parts, areas.areas.len()),
    }
}

fn of_several(parts: Vec<Rings<Point>>, areas: usize) -> Joined {
    let shapes: Vec<Vec<Vec<[f64; 2]>>> = snapped(parts).iter().map(turned).collect();
    // Corners at which rings touch each other are kept in both.
    let mut options = OverlayOptions::ogc();
    options.preserve_output_collinear = true;
    let mut overlay = FloatOverlay::<[f64; 2], i64>::from_subj_custom(&shapes, options, Solver::default());
    let whole = overlay.overlay(OverlayRule::Subject, FillRule::NonZero);
    let gaps = whole.iter().flat_map(|rings| rings.iter().skip(1)).filter(|hole| width(hole) < NARROW).count();
    let point = |[x, y]: [f64; 2]| Point::new(x, y);
    let rings = whole.into_iter().flatten().map(|ring| ring.into_iter().map(point).collect()).collect();
    let told = [(areas > 1).then(|| made_of(areas)), (gaps > 0).then(|| narrow(gaps))];
    Joined { rings, told: told.into_iter().flatten().collect() }
}

/// An outline against the clock, and its holes with it.
fn turned(rings: &Rings<Point>) -> Vec<Vec<[f64; 2]>> {
    let turn = |(place, ring): (usize, &Vec<Point>)| {
        let mut ring: Vec<[f64; 2]> = ring.iter().map(|at| [at.x, at.y]).collect();
        if (area(&ring) > 0.0) != (place == 0) {
            ring.reverse();
        }
        ring
    };
    rings.iter().enumerate().map(turn).collect()
}

/// The area within a ring, above 0 where it runs against the clock.
fn area(ring: &[[f64; 2]]) -> f64 {
    let [x, y] = ring.first().copied().unwrap_or_default();
    let ends = ring.iter().cycle().skip(1);
    ring.iter().zip(ends).map(|([a, b], [c, d])| (a - x) * (d - y) - (c - x) * (b - y)).sum::<f64>() / 2.0
}

/// About how wide a ring is, if it is long.
fn width(ring: &[[f64; 2]]) -> f64 {
    let ends = ring.iter().cycle().skip(1);
    let around: f64 = ring.iter().zip(ends).map(|([a, b], [c, d])| (c - a).hypot(d - b)).sum();
    2.0 * area(ring).abs() / around
}

fn made_of(areas: usize) -> [String; 2] {
    [
        format!(
            "The window is {areas} areas taken as one: sides within {ONE_SIDE:.0} m of each other are one side and no edge, and what lies in several counts once."
        ),
        format!(
            "المنطقة مؤلفة من {areas} مساحات تُعدّ واحدة: الأضلاع التي لا تتباعد أكثر من {ONE_SIDE:.0} م ضلع واحد لا حافة، وما يقع في عدة مساحات يُعدّ مرة واحدة."
        ),
    ]
}

fn narrow(gaps: usize) -> [String; 2] {
    [
        format!(
            "Gaps narrower than {NARROW:.0} m stay in the window between its areas: {gaps}. Their sides count as edges; if they are mistakes of drawing, mend them."
        ),
        format!(
            "تبقى في المنطقة بين مساحاتها فجوات أضيق من {NARROW:.0} م، وعددها {gaps}. تُعدّ أضلاعها حوافّ؛ فإن كانت من أخطاء الرسم فأصلحها."
        ),
    ]
}
