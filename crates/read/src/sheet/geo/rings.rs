//! Rings that lie in no order: which are outlines, and which are the holes of which.

/// The numbers of a position, longitude or easting first.
pub(super) type Position = Vec<f64>;

/// Twice the area within a ring, positive where it runs against the clock.
fn turn(ring: &[Position]) -> f64 {
    // Counted from the first corner, so that far away no digits are lost.
    let Some([x, y, ..]) = ring.first().map(Vec::as_slice) else { return 0.0 };
    let side = |pair: &[Position]| (pair[0][0] - x) * (pair[1][1] - y) - (pair[1][0] - x) * (pair[0][1] - y);
    ring.windows(2).map(side).sum()
}

/// Whether a position lies within a ring.
fn within(position: &[f64], ring: &[Position]) -> bool {
    let (x, y) = (position[0], position[1]);
    let crosses = |pair: &&[Position]| {
        let ([x1, y1, ..], [x2, y2, ..]) = (&pair[0][..], &pair[1][..]) else { return false };
        (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

/// Areas: each an outline, which runs with the clock, and its holes, which run against it. A hole in no outline is an area of its
/// own, as other programs take it.
pub(super) fn areas(rings: Vec<Vec<Position>>) -> Vec<Vec<Vec<Position>>> {
    let (holes, outlines): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| turn(ring) > 0.0);
    if outlines.is_empty() {
        return holes.into_iter().map(|ring| vec![ring]).collect();
    }
    let mut areas: Vec<Vec<Vec<Position>>> = outlines.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let inside = |area: &&mut Vec<Vec<Position>>| hole.first().is_some_and(|corner| within(corner, &area[0]));
        // The smallest outline about it: an island in a lake has lakes of its own.
        let size = |area: &&mut Vec<Vec<Position>>| turn(&area[0]).abs();
        let around = areas.iter_mut().filter(inside).min_by(|one, other| size(one).total_cmp(&size(other)));
        match around {
            Some(area) => area.push(hole),
            None => areas.push(vec![hole]),
        }
    }
    areas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64, with_clock: bool) -> Vec<Position> {
        let mut ring = vec![vec![x, y], vec![x, y + side], vec![x + side, y + side], vec![x + side, y], vec![x, y]];
        if !with_clock {
            ring.reverse();
        }
        ring
    }

    #[test]
    fn holes_go_to_the_smallest_outline_about_them() {
        let (big, island) = (square(0.0, 0.0, 10.0, true), square(4.0, 4.0, 2.0, true));
        let (lake, pond) = (square(3.0, 3.0, 4.0, false), square(4.5, 4.5, 0.5, false));
        let found = areas(vec![pond.clone(), big.clone(), lake.clone(), island.clone()]);
        assert_eq!(found, [vec![big, lake], vec![island, pond]]);
        let alone = square(0.0, 0.0, 1.0, false);
        assert_eq!(areas(vec![alone.clone()]), [vec![alone]]);
    }
}
