//! How much of several shapes lies in more than one of them.
//!
//! Shapes are laid on each other on a map of longitudes and latitudes, where each edge is first cut into pieces of a kilometre along the
//! shortest line, so that its place on that map is right to two centimetres.

use std::collections::BTreeMap;

use geographiclib_rs::{DirectGeodesic as _, Geodesic, InverseGeodesic as _};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay as _;

use super::{open, signed, unrolled};
use crate::shape::{Position, Shape};

/// Pieces of an edge are so long, in metres; but no edge has more than so many.
const PIECE: f64 = 1_000.0;
const PIECES: f64 = 200.0;

/// An edge of so many degrees is shorter than a piece, wherever it lies.
const SHORT: f64 = 0.006;

type Ring = Vec<Position>;

/// By how many square metres the areas of shapes, added, are larger than the area of what they cover together. 0 where none overlap;
/// shapes without an area take no part.
pub fn overlap(shapes: &[&Shape]) -> f64 {
    let polygons: Vec<Vec<Ring>> = shapes.iter().flat_map(|shape| polygons(shape)).collect();
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, cluster) in meeting(&polygons).into_iter().enumerate() {
        clusters.entry(cluster).or_default().push(n);
    }
    let of = |cluster: &Vec<usize>| cluster.iter().filter_map(|n| polygons.get(*n)).collect::<Vec<_>>();
    clusters.values().filter(|cluster| cluster.len() > 1).map(|cluster| within(&of(cluster))).sum()
}

/// For each polygon the first one of those with which it hangs together: their rectangles meet.
fn meeting(polygons: &[Vec<Ring>]) -> Vec<usize> {
    let boxes: Vec<[f64; 4]> = polygons.iter().map(|rings| bounds(rings)).collect();
    let mut order: Vec<usize> = (0..polygons.len()).collect();
    order.sort_by(|a, b| boxes[*a][0].total_cmp(&boxes[*b][0]));
    let mut first: Vec<usize> = (0..polygons.len()).collect();
    let mut open: Vec<usize> = Vec::new();
    for n in order {
        let [west, _, south, north] = boxes[n];
        open.retain(|m| boxes[*m][1] >= west);
        for m in open.iter().filter(|m| boxes[**m][2] <= north && boxes[**m][3] >= south) {
            let (one, other) = (root(&mut first, n), root(&mut first, *m));
            first[one.max(other)] = one.min(other);
        }
        open.push(n);
    }
    (0..polygons.len()).map(|n| root(&mut first, n)).collect()
}

/// The first one of those with which it hangs together; the way there is halved each time.
fn root(first: &mut [usize], mut n: usize) -> usize {
    while first[n] != n {
        first[n] = first[first[n]];
        n = first[n];
    }
    n
}

/// The same of polygons that hang together. All are laid on each other at once: where none lies, the edges around it turn as often the
/// one way as the other.
fn within(cluster: &[&Vec<Ring>]) -> f64 {
    let fine: Vec<Vec<Ring>> = cluster.iter().map(|rings| turned(rings)).collect();
    let each: f64 = fine.iter().map(|rings| area(rings)).sum();
    let none: Vec<Vec<Ring>> = Vec::new();
    let all = fine.overlay(&none, OverlayRule::Subject, FillRule::NonZero);
    (each - all.iter().map(|rings| area(rings)).sum::<f64>()).max(0.0)
}

/// A polygon in fine pieces, its outline against the clock and its holes with it.
fn turned(rings: &[Ring]) -> Vec<Ring> {
    let turn = |(place, ring): (usize, &Ring)| {
        let mut ring = cut(ring);
        if turns_left(&ring) != (place == 0) {
            ring.reverse();
        }
        ring
    };
    rings.iter().enumerate().map(turn).collect()
}

/// Whether a ring goes round against the clock, as it is drawn on the map.
fn turns_left(ring: &Ring) -> bool {
    let [x, y] = ring.first().copied().unwrap_or_default();
    let ends = ring.iter().cycle().skip(1);
    let corners = ring.iter().zip(ends).map(|([a, b], [c, d])| (a - x) * (d - y) - (c - x) * (b - y));
    corners.sum::<f64>() > 0.0
}

fn area(rings: &[Ring]) -> f64 {
    let mut areas = rings.iter().map(|ring| signed(&open(ring)).abs());
    let outline = areas.next().unwrap_or(0.0);
    outline - areas.sum::<f64>()
}

/// The polygons of a shape, their longitudes without a jump.
fn polygons(shape: &Shape) -> Vec<Vec<Ring>> {
    let polygon = |rings: &Vec<Ring>| rings.iter().map(|ring| unrolled(&open(ring))).collect();
    match shape {
        Shape::Polygon(rings) => vec![polygon(rings)],
        Shape::MultiPolygon(all) => all.iter().map(polygon).collect(),
        _ => Vec::new(),
    }
}

/// West, east, south, north.
fn bounds(rings: &[Ring]) -> [f64; 4] {
    let corners = rings.iter().flatten();
    let start = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
    corners.fold(start, |[w, e, s, n], [x, y]| [w.min(*x), e.max(*x), s.min(*y), n.max(*y)])
}

/// The ring with its long edges cut into pieces along the shortest lines.
fn cut(ring: &Ring) -> Ring {
    let ellipsoid = Geodesic::wgs84();
    let ends = ring.iter().cycle().skip(1);
    let mut fine = Ring::new();
    for ([x, y], [to_x, to_y]) in ring.iter().zip(ends) {
        fine.push([*x, *y]);
        if (to_x - x).abs() < SHORT && (to_y - y).abs() < SHORT {
            continue;
        }
        let (metres, azimuth, _, _): (f64, f64, f64, f64) = ellipsoid.inverse(*y, *x, *to_y, *to_x);
        let pieces = (metres / PIECE).ceil().clamp(1.0, PIECES);
        for piece in 1..pieces as usize {
            let (latitude, longitude): (f64, f64) = ellipsoid.direct(*y, *x, azimuth, metres * piece as f64 / pieces);
            let turns = ((x - longitude) / 360.0).round();
            fine.push([longitude + 360.0 * turns, latitude]);
        }
    }
    fine
}
