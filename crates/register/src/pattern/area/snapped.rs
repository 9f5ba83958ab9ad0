//! Neighbours whose common side was drawn twice, or rounded differently: corners that nearly meet another area are moved onto it, so that
//! there is neither a crack nor a sliver between them.

use std::collections::HashMap;

use daftar_view::pattern::daftar_pattern::Point;

use super::Rings;

/// Sides of two areas that lie nearer to each other than this are one side, in metres. Degrees that are rounded to five decimals differ by
/// less; streets and rivers, which part areas on purpose, are wider.
pub(super) const ONE_SIDE: f64 = 2.0;

/// The areas, with what nearly meets brought together.
pub(super) fn snapped(mut areas: Vec<Rings<Point>>) -> Vec<Rings<Point>> {
    onto_corners(&mut areas);
    let mut corners: Vec<(Point, usize)> = Vec::new();
    for (number, area) in areas.iter().enumerate() {
        corners.extend(area.iter().flatten().map(|corner| (*corner, number)));
    }
    corners.sort_by(|one, other| one.0.x.total_cmp(&other.0.x));
    for (number, area) in areas.iter_mut().enumerate() {
        area.iter_mut().for_each(|ring| *ring = through(ring, number, &corners));
    }
    areas
}

/// Moves each corner onto the nearest of those of the areas before.
fn onto_corners(areas: &mut [Rings<Point>]) {
    let mut known: HashMap<[i64; 2], Vec<Point>> = HashMap::new();
    let square = |at: Point| [at.x, at.y].map(|along| (along / ONE_SIDE).floor() as i64);
    for area in areas {
        for corner in area.iter_mut().flatten() {
            let [column, row] = square(*corner);
            let beside = (-1..=1)
                .flat_map(|right| (-1..=1).map(move |up| [column.saturating_add(right), row.saturating_add(up)]));
            let near = beside.filter_map(|square| known.get(&square)).flatten();
            let near = near.filter(|other| far(**other, *corner) <= ONE_SIDE);
            let nearest = near.min_by(|one, other| far(**one, *corner).total_cmp(&far(**other, *corner)));
            *corner = nearest.copied().unwrap_or(*corner);
        }
        area.iter().flatten().for_each(|corner| known.entry(square(*corner)).or_default().push(*corner));
    }
}

fn far(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// A ring that goes through the corners of other areas that its sides nearly touch.
fn through(ring: &[Point], area: usize, corners: &[(Point, usize)]) -> Vec<Point> {
    let ends = ring.iter().cycle().skip(1);
    let mut all = Vec::new();
    for (from, to) in ring.iter().zip(ends) {
        all.push(*from);
        let (west, east) = (from.x.min(to.x) - ONE_SIDE, from.x.max(to.x) + ONE_SIDE);
        let first = corners.partition_point(|(corner, _)| corner.x < west);
        let near = corners.iter().skip(first).take_while(|(corner, _)| corner.x <= east);
        let others = near.filter(|(_, of)| *of != area);
        let mut on: Vec<(f64, Point)> =
            others.filter_map(|(corner, _)| Some((along(*from, *to, *corner)?, *corner))).collect();
        on.sort_by(|one, other| one.0.total_cmp(&other.0));
        on.dedup_by_key(|(part, _)| *part);
        all.extend(on.into_iter().map(|(_, corner)| corner));
    }
    all
}

/// At which part of a side a corner nearly lies; nothing where it lies beyond its ends.
fn along(from: Point, to: Point, corner: Point) -> Option<f64> {
    let (wide, high) = (to.x - from.x, to.y - from.y);
    let part = ((corner.x - from.x) * wide + (corner.y - from.y) * high) / (wide * wide + high * high);
    let foot = Point::new(from.x + wide * part, from.y + high * part);
    let is_end = corner == from || corner == to;
    (part > 0.0 && part < 1.0 && !is_end && far(foot, corner) <= ONE_SIDE).then_some(part)
}
