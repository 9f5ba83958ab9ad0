//! Rings as they come, and as they must be: sound, and with what is inside on their left.

use super::{bounds, is_beside, is_on};
use crate::error::Error;
use crate::point::{Point, finite, turn};

/// Where a place lies to rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    In,
    Out,
    On,
}

const PLAIN: &str = "rings that neither cross nor touch themselves, and do not cross each other; draw it anew there";

/// The rings without repeated corners and in the right direction.
pub(super) fn sound(rings: &[Vec<Point>]) -> Result<Vec<Vec<Point>>, Error> {
    if rings.is_empty() {
        return Err(Error::NoRing);
    }
    let mut plain = Vec::new();
    for (number, ring) in rings.iter().enumerate() {
        finite("a corner of the window", ring)?;
        plain.push(without_repeats(number, ring)?);
    }
    let touching = crossings(&plain)?;
    touching.into_iter().try_for_each(|pair| beside(&plain, pair))?;
    let depths: Vec<usize> = (0..plain.len()).map(|ring| depth(&plain, ring)).collect();
    for (ring, depth) in plain.iter_mut().zip(depths) {
        if (area(ring) > 0.0) == (depth % 2 == 1) {
            ring.reverse();
        }
    }
    Ok(plain)
}

/// The edges of a ring.
pub(super) fn edges(ring: &[Point]) -> impl Iterator<Item = [Point; 2]> + '_ {
    (0..ring.len()).map(|index| [ring[index], ring[(index + 1) % ring.len()]])
}

/// Area within a ring, below 0 where it runs clockwise.
pub(super) fn area(ring: &[Point]) -> f64 {
    edges(ring).map(|[a, b]| turn(ring[0], a, b)).sum::<f64>() / 2.0
}

/// Where a place lies, by how often a ray to the east crosses the edges.
pub(super) fn side(edges: &[[Point; 2]], place: Point) -> Side {
    let mut inside = false;
    for edge @ [from, to] in edges {
        let above = (from.y > place.y) != (to.y > place.y);
        let level = from.y == place.y || to.y == place.y;
        if (above || level) && is_on(place, *edge) {
            return Side::On;
        }
        if above && ((turn(*from, *to, place) > 0.0) == (to.y > from.y)) {
            inside = !inside;
        }
    }
    if inside { Side::In } else { Side::Out }
}

fn without_repeats(number: usize, ring: &[Point]) -> Result<Vec<Point>, Error> {
    let mut corners = ring.to_vec();
    corners.dedup();
    while corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let at = ring.first().copied().unwrap_or(Point::new(0.0, 0.0));
    let wrong = |found| Error::Ring { ring: number, found, at, expected: "three or more corners around some area" };
    if corners.len() < 3 {
        return Err(wrong("has fewer than three corners"));
    }
    if area(&corners) == 0.0 {
        return Err(wrong("has no area"));
    }
    Ok(corners)
}

/// An edge and whose it is.
struct Owned {
    ring: usize,
    index: usize,
    edge: [Point; 2],
    from: f64,
    to: f64,
}

/// Pairs of rings that touch in points; an error where edges cross. A sweep from west to east.
fn crossings(rings: &[Vec<Point>]) -> Result<Vec<[usize; 2]>, Error> {
    let mut all: Vec<Owned> = Vec::new();
    for (number, ring) in rings.iter().enumerate() {
        all.extend(edges(ring).enumerate().map(|(index, edge)| owned(number, index, edge)));
    }
    all.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut touching = Vec::new();
    for (place, first) in all.iter().enumerate() {
        for second in all[place + 1..].iter().take_while(|second| second.from <= first.to) {
            if meet(rings, first, second)? {
                touching.push([first.ring, second.ring]);
            }
        }
    }
    touching.sort_unstable();
    touching.dedup();
    Ok(touching)
}

fn owned(ring: usize, index: usize, edge: [Point; 2]) -> Owned {
    Owned { ring, index, edge, from: edge[0].x.min(edge[1].x), to: edge[0].x.max(edge[1].x) }
}

/// Whether two edges of two rings touch in a point. An error where they do what they must not.
fn meet(rings: &[Vec<Point>], first: &Owned, second: &Owned) -> Result<bool, Error> {
    let ([a, b], [c, d]) = (first.edge, second.edge);
    if a.y.max(b.y) < c.y.min(d.y) || c.y.max(d.y) < a.y.min(b.y) {
        return Ok(false);
    }
    let wrong = |found, at| Err(Error::Ring { ring: first.ring, found, at, expected: PLAIN });
    let sides = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
    if sides[0] * sides[1] < 0.0 && sides[2] * sides[3] < 0.0 {
        return wrong(if first.ring == second.ring { "crosses itself" } else { "crosses another ring" }, a);
    }
    let on = [(c, [a, b], sides[0]), (d, [a, b], sides[1]), (a, [c, d], sides[2]), (b, [c, d], sides[3])];
    let touches: Vec<Point> =
        on.into_iter().filter(|(place, edge, side)| *side == 0.0 && is_beside(*place, *edge)).map(|on| on.0).collect();
    let Some(at) = touches.first().copied() else { return Ok(false) };
    if touches.iter().any(|touch| *touch != at) {
        return wrong(
            if first.ring == second.ring { "goes back on itself" } else { "shares a stretch with another ring" },
            at,
        );
    }
    if first.ring != second.ring {
        return Ok(true);
    }
    let corners = rings[first.ring].len();
    let follow = (first.index + 1) % corners == second.index || (second.index + 1) % corners == first.index;
    if follow { Ok(false) } else { wrong("touches itself", at) }
}

/// Nothing if of two rings that touch in points each lies on one side of the other.
fn beside(rings: &[Vec<Point>], [first, second]: [usize; 2]) -> Result<(), Error> {
    for (ring, other) in [(first, second), (second, first)] {
        let sides: Vec<Side> = probes(&rings[ring]).map(|place| side_of(&rings[other], place)).collect();
        if sides.contains(&Side::In) && sides.contains(&Side::Out) {
            let at = rings[ring][0];
            return Err(Error::Ring { ring, found: "crosses another ring", at, expected: PLAIN });
        }
    }
    Ok(())
}

/// Corners and middles of edges.
fn probes(ring: &[Point]) -> impl Iterator<Item = Point> + '_ {
    edges(ring).flat_map(|[a, b]| [a, Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)])
}

fn side_of(ring: &[Point], place: Point) -> Side {
    let edges: Vec<[Point; 2]> = edges(ring).collect();
    side(&edges, place)
}

/// In how many other rings a ring lies.
fn depth(rings: &[Vec<Point>], ring: usize) -> usize {
    let (low, high) = bounds(rings[ring].iter().copied());
    let around = |other: &[Point]| {
        let (outer_low, outer_high) = bounds(other.iter().copied());
        outer_low.x <= low.x && outer_low.y <= low.y && outer_high.x >= high.x && outer_high.y >= high.y
    };
    let inside = |other: &[Point]| {
        probes(&rings[ring]).map(|place| side_of(other, place)).find(|side| *side != Side::On) == Some(Side::In)
    };
    (0..rings.len()).filter(|other| *other != ring && around(&rings[*other]) && inside(&rings[*other])).count()
}
