//! Whether a ring crosses itself, as it is drawn on a map of longitudes and latitudes.

use crate::shape::Position;

type Edge = (Position, Position);

/// Whether two edges of a ring that do not follow each other have a point in common, or two that do go back over each other.
pub(super) fn crosses_itself(ring: &[Position]) -> bool {
    let ends = ring.iter().cycle().skip(1);
    let mut edges: Vec<(usize, Edge)> = ring.iter().copied().zip(ends.copied()).enumerate().collect();
    let left = |edge: &Edge| edge.0[0].min(edge.1[0]);
    let right = |edge: &Edge| edge.0[0].max(edge.1[0]);
    edges.sort_by(|(_, a), (_, b)| left(a).total_cmp(&left(b)));
    let near = |n: usize, m: usize| n.abs_diff(m) == 1 || n.abs_diff(m) == ring.len() - 1;
    edges.iter().enumerate().any(|(place, (n, edge))| {
        let rest = edges.iter().skip(place + 1).take_while(|(_, other)| left(other) <= right(edge));
        rest.into_iter().any(|(m, other)| if near(*n, *m) { go_back(edge, other) } else { meet(edge, other) })
    })
}

/// On which side of an edge a point lies.
fn side((a, b): &Edge, p: Position) -> f64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

fn meet(one: &Edge, other: &Edge) -> bool {
    let (a, b) = (side(one, other.0), side(one, other.1));
    let (c, d) = (side(other, one.0), side(other, one.1));
    let proper = a * b < 0.0 && c * d < 0.0;
    let touching = [(a, one, other.0), (b, one, other.1), (c, other, one.0), (d, other, one.1)];
    proper || touching.iter().any(|(side, edge, point)| *side == 0.0 && is_within(edge, *point))
}

/// Whether a point on the line of an edge lies between its ends.
fn is_within((a, b): &Edge, p: Position) -> bool {
    let between = |axis: usize| p[axis] >= a[axis].min(b[axis]) && p[axis] <= a[axis].max(b[axis]);
    between(0) && between(1)
}

/// Two edges with one end in common: whether the one lies on the other.
fn go_back(one: &Edge, other: &Edge) -> bool {
    let (shared, a, b) = match (one.1 == other.0, one.0 == other.1) {
        (true, _) => (one.1, one.0, other.1),
        (_, true) => (one.0, one.1, other.0),
        _ => return false,
    };
    let [x, y] = [0, 1].map(|axis| (a[axis] - shared[axis], b[axis] - shared[axis]));
    side(&(shared, a), b) == 0.0 && x.0 * x.1 + y.0 * y.1 > 0.0
}
