//! Whether areas are areas, their holes lie in them, and no two lie over each other. Exactly: rounding decides nothing.

use robust::{Coord, orient2d};

use super::crossing::{self, Corner};
use super::odd::ShapeOdd;
use super::parsed::Parsed;

/// So many sides are looked at: what goes beyond is not told.
const LOOKED_AT: usize = 50_000_000;

/// The corners of an outline, and of its holes.
type Area = Vec<Vec<Corner>>;

/// What is odd about the areas of a shape whose sides do not cross.
pub(super) fn found(shape: &Parsed) -> Option<ShapeOdd> {
    if !shape.is_area() {
        return None;
    }
    let areas: Vec<Area> = crossing::corners(shape);
    flat(&areas).or_else(|| hole_outside(&areas)).or_else(|| overlap(&areas))
}

fn side_of(one: Corner, other: Corner, of: Corner) -> f64 {
    let coord = |[x, y]: Corner| Coord { x, y };
    orient2d(coord(one), coord(other), coord(of))
}

/// A ring whose corners lie in one line.
fn flat(areas: &[Area]) -> Option<ShapeOdd> {
    let straight = |three: &[Corner]| side_of(three[0], three[1], three[2]) == 0.0;
    let ring = areas.iter().flatten().find(|ring| ring.windows(3).all(straight))?;
    Some(ShapeOdd::Flat { at: crossing::place(*ring.first()?) })
}

/// A hole that does not lie in its outline.
fn hole_outside(areas: &[Area]) -> Option<ShapeOdd> {
    let mut left = LOOKED_AT;
    let outside = |area: &Area| {
        let (outline, holes) = area.split_first()?;
        holes
            .iter()
            .find(|hole| lies_in(hole, outline, &mut left) == Some(false))
            .and_then(|hole| hole.first())
            .copied()
    };
    areas.iter().find_map(outside).map(|corner| ShapeOdd::HoleOutside { at: crossing::place(corner) })
}

/// Two areas of which one lies over the other.
fn overlap(areas: &[Area]) -> Option<ShapeOdd> {
    let at = |corner: Corner| ShapeOdd::Overlap { at: crossing::place(corner) };
    if let Some(crossing::Found::Crossing(corner)) = crossing::in_area(crossing::sides(areas.iter().flatten())) {
        return Some(at(corner));
    }
    let mut from_west: Vec<(&Area, [f64; 4])> =
        areas.iter().filter_map(|area| Some((area, bounds(area.first()?)))).collect();
    from_west.sort_by(|(_, one), (_, other)| one[0].total_cmp(&other[0]));
    let mut left = LOOKED_AT;
    for (number, (area, [_, east, south, north])) in from_west.iter().enumerate() {
        let beside = from_west[number + 1..].iter().take_while(|(_, [west, ..])| west <= east);
        for (other, [_, _, bottom, top]) in beside {
            left = left.checked_sub(1)?;
            if bottom <= north && south <= top && lie_over_each_other(area, other, &mut left) {
                return other[0].first().copied().map(at);
            }
        }
    }
    None
}

/// West, east, south, north.
fn bounds(ring: &[Corner]) -> [f64; 4] {
    ring.iter().fold([f64::MAX, f64::MIN, f64::MAX, f64::MIN], |[west, east, south, north], [x, y]| {
        [west.min(*x), east.max(*x), south.min(*y), north.max(*y)]
    })
}

/// Of two areas whose sides do not cross: whether one lies in the other and not in its hole, or is the same.
fn lie_over_each_other(one: &Area, other: &Area, left: &mut usize) -> bool {
    let mut covers = |outer: &Area, inner: &Area| {
        let within = lies_in(&inner[0], &outer[0], left);
        within.map(|within| within && !outer[1..].iter().any(|hole| lies_in(&inner[0], hole, left) != Some(false)))
    };
    match (covers(one, other), covers(other, one)) {
        (None, None) => *left > 0,
        (one, other) => one == Some(true) || other == Some(true),
    }
}

/// Whether a ring lies in another that it does not cross; none where each of its corners lies on a side of that, or there are too many.
fn lies_in(ring: &[Corner], outline: &[Corner], left: &mut usize) -> Option<bool> {
    ring.iter().find_map(|corner| {
        *left = left.saturating_sub(outline.len());
        if *left > 0 { within(*corner, outline) } else { None }
    })
}

/// Whether a corner lies within a ring; none where it lies on a side.
fn within(corner: Corner, ring: &[Corner]) -> Option<bool> {
    let [x, y] = corner;
    let mut within = false;
    for side in ring.windows(2) {
        let ([x1, y1], [x2, y2]) = (side[0], side[1]);
        if y < y1.min(y2) || y > y1.max(y2) || x > x1.max(x2) {
            continue;
        }
        let turn = side_of(side[0], side[1], corner);
        if turn == 0.0 && x >= x1.min(x2) {
            return None;
        }
        within ^= (y1 > y) != (y2 > y) && (turn > 0.0) == (y2 > y1);
    }
    Some(within)
}
