//! Rings that lie in no order: which are outlines, and which are the holes of which. A Shapefile says it by the way they run, which
//! programs mistake: so where they lie decides, and which way they run is held against it.

use super::nested::around;

/// A position.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Position {
    /// Longitude or easting, latitude or northing.
    pub(super) at: [f64; 2],
    /// A height or a measure.
    pub(super) further: Option<f64>,
}

/// What comes of rings.
#[derive(PartialEq, Debug)]
pub(super) struct Areas {
    /// Each an outline and its holes.
    pub(super) areas: Vec<Vec<Vec<Position>>>,
    /// Whether some run another way than where they lie asks for.
    pub(super) against: bool,
}

/// Twice the area within a ring, positive where it runs against the clock.
pub(super) fn turn(ring: &[Position]) -> f64 {
    // Counted from the first corner, so that far away no digits are lost.
    let Some([x, y]) = ring.first().map(|first| first.at) else { return 0.0 };
    let from = |position: &Position| [position.at[0] - x, position.at[1] - y];
    let side = |pair: &[Position]| {
        let ([x1, y1], [x2, y2]) = (from(&pair[0]), from(&pair[1]));
        x1 * y2 - x2 * y1
    };
    ring.windows(2).map(side).sum()
}

/// Areas: what lies in no ring is an outline, what lies in an outline is its hole, and what lies in a hole is an outline again. None
/// where there are too many rings to tell.
pub(super) fn areas(mut rings: Vec<Vec<Position>>) -> Option<Areas> {
    let around = around(&rings)?;
    let is_hole = holes(&around);
    let against = runs_against(&rings, &is_hole);
    let (mut areas, mut place) = (Vec::new(), vec![0; rings.len()]);
    for ring in (0..rings.len()).filter(|ring| !is_hole[*ring]) {
        place[ring] = areas.len();
        areas.push(vec![std::mem::take(&mut rings[ring])]);
    }
    for ring in (0..rings.len()).filter(|ring| is_hole[*ring]) {
        let outline = around[ring].map_or(0, |outline| place[outline]);
        areas[outline].push(std::mem::take(&mut rings[ring]));
    }
    Some(Areas { areas, against })
}

/// Which of the rings are holes: those that lie in an outline.
fn holes(around: &[Option<usize>]) -> Vec<bool> {
    let mut known: Vec<Option<bool>> = vec![None; around.len()];
    for ring in 0..around.len() {
        let unknown = |ring: &usize| known[*ring].is_none();
        let mut path: Vec<usize> =
            std::iter::successors(Some(ring), |ring| around[*ring]).take_while(unknown).collect();
        while let Some(ring) = path.pop() {
            known[ring] = Some(around[ring].and_then(|outer| known[outer]).is_some_and(|is_hole| !is_hole));
        }
    }
    known.into_iter().map(|is_hole| is_hole == Some(true)).collect()
}

/// Whether outlines run against the clock, or holes with it. Where all run so and none is a hole, nothing is in doubt.
fn runs_against(rings: &[Vec<Position>], is_hole: &[bool]) -> bool {
    let mut turns = rings.iter().map(|ring| turn(ring)).zip(is_hole).filter(|(turn, _)| *turn != 0.0);
    let wrong = |(turn, is_hole): (f64, &bool)| (turn > 0.0) != *is_hole;
    if is_hole.contains(&true) { turns.any(wrong) } else { turns.clone().any(wrong) && !turns.all(wrong) }
}

#[cfg(test)]
mod tests {
    use super::super::nested::around_by;
    use super::*;

    fn ring(corners: &[[f64; 2]]) -> Vec<Position> {
        corners.iter().map(|at| Position { at: *at, further: None }).collect()
    }

    fn square(x: f64, y: f64, side: f64, with_clock: bool) -> Vec<Position> {
        let ring = ring(&[[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]);
        if with_clock { ring } else { turned(ring) }
    }

    fn turned(mut ring: Vec<Position>) -> Vec<Position> {
        ring.reverse();
        ring
    }

    fn found(rings: &[&Vec<Position>]) -> (Vec<Vec<Vec<Position>>>, bool) {
        let Areas { areas, against } = areas(rings.iter().map(|ring| (*ring).clone()).collect()).unwrap();
        (areas, against)
    }

    #[test]
    fn holes_go_to_the_smallest_outline_about_them() {
        let (big, island) = (square(0.0, 0.0, 10.0, true), square(4.0, 4.0, 2.0, true));
        let (lake, pond) = (square(3.0, 3.0, 4.0, false), square(4.5, 4.5, 0.5, false));
        let as_they_lie = vec![vec![big.clone(), lake.clone()], vec![island.clone(), pond.clone()]];
        assert_eq!(found(&[&pond, &big, &lake, &island]), (as_they_lie, false));
        let alone = square(0.0, 0.0, 1.0, false);
        assert_eq!(found(&[&alone]), (vec![vec![alone.clone()]], false));
    }

    #[test]
    fn a_hole_may_touch_its_outline_anywhere() {
        let outline = square(0.0, 0.0, 10.0, true);
        let touching = ring(&[[10.0, 5.0], [7.0, 6.0], [6.0, 5.0], [7.0, 4.0], [10.0, 5.0]]);
        let along = ring(&[[0.0, 2.0], [2.0, 2.0], [2.0, 8.0], [0.0, 8.0], [0.0, 2.0]]);
        let by_its_corners = ring(&[[0.0, 5.0], [5.0, 0.0], [10.0, 5.0], [5.0, 10.0], [0.0, 5.0]]);
        for hole in [touching, along, by_its_corners] {
            assert_eq!(found(&[&outline, &hole]), (vec![vec![outline.clone(), hole]], false));
        }
        // By so little as numbers are rounded it may leave it.
        let beyond = ring(&[[10.0 + 1e-13, 5.0], [7.0, 6.0], [6.0, 5.0], [7.0, 4.0], [10.0 + 1e-13, 5.0]]);
        assert_eq!(found(&[&outline, &beyond]).0.len(), 1);
    }

    #[test]
    fn where_rings_lie_goes_before_the_way_they_run_and_that_is_told() {
        let (big, lake) = (square(0.0, 0.0, 10.0, true), square(3.0, 3.0, 4.0, false));
        let (big_turned, lake_turned) = (turned(big.clone()), turned(lake.clone()));
        for (outline, hole) in [(&big_turned, &lake_turned), (&big, &lake_turned), (&big_turned, &lake)] {
            for rings in [[outline, hole], [hole, outline]] {
                assert_eq!(found(&rings), (vec![vec![outline.clone(), hole.clone()]], true));
            }
        }
        // What stands alone is an outline, and no hole, whichever way it runs; only where others run otherwise it is odd.
        let (east, west) = (square(20.0, 0.0, 1.0, false), square(-20.0, 0.0, 1.0, false));
        assert_eq!(found(&[&east, &west]), (vec![vec![east.clone()], vec![west]], false));
        assert_eq!(found(&[&big, &east]), (vec![vec![big.clone()], vec![east]], true));
        let touching = square(10.0, 0.0, 4.0, true);
        assert_eq!(found(&[&big, &touching]), (vec![vec![big], vec![touching]], false));
    }

    #[test]
    fn what_fills_a_hole_is_an_area() {
        let (big, lake) = (square(0.0, 0.0, 10.0, true), square(3.0, 3.0, 4.0, false));
        let filling = turned(lake.clone());
        let expected = (vec![vec![big.clone(), lake.clone()], vec![filling.clone()]], false);
        assert_eq!(found(&[&big, &lake, &filling]), expected);
    }

    #[test]
    fn of_many_rings_few_are_compared() {
        let row = |number: u32| (f64::from(number / 300), f64::from(number % 300));
        let of = |number: u32, with_clock: bool| {
            let (x, y) = row(number);
            let inward = if with_clock { 0.0 } else { 0.3 };
            square(2.0 * x + inward, 2.0 * y + inward, 1.0 - 2.0 * inward, with_clock)
        };
        let rings: Vec<_> = (0..90_000).flat_map(|number| [of(number, true), of(number, false)]).collect();
        // Each with each would be 32 thousand millions.
        assert!(around_by(&rings, 300_000_000).is_some() && around_by(&rings, 1_000_000).is_none());
        let found = areas(rings).unwrap();
        assert!(!found.against && found.areas.len() == 90_000 && found.areas.iter().all(|area| area.len() == 2));
        let onion: Vec<_> = (0..2000)
            .map(|number| {
                square(-f64::from(number), -f64::from(number), 2.0 * f64::from(number) + 1.0, number % 2 == 1)
            })
            .collect();
        assert_eq!(areas(onion).unwrap().areas.len(), 1000);
    }

    #[test]
    fn rings_of_nothing_do_not_panic() {
        let nowhere = ring(&[[f64::NAN, 1.0], [2.0, f64::INFINITY], [f64::NAN, 1.0]]);
        let flat = ring(&[[1.0, 1.0], [2.0, 1.0], [1.0, 1.0]]);
        assert_eq!(found(&[&Vec::new(), &nowhere, &flat, &flat]).0.len(), 4);
        assert_eq!(found(&[]).0.len(), 0);
    }
}
