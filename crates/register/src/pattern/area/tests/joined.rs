//! What several areas are together.

use daftar_view::pattern::daftar_pattern::Window;
use proptest::prelude::*;

use super::super::super::plane::Plane;
use super::super::joined;
use super::super::joined::Joined;
use super::{METRE, areas, plain, polygon, square};

fn plane() -> Plane {
    Plane::about([(0.0, 21.0)].into_iter()).unwrap()
}

fn whole(features: &[String]) -> (Joined, Window) {
    let joined = joined(&areas(features), &plane());
    let window = Window::new(&joined.rings).unwrap();
    (joined, window)
}

/// The area in square kilometres: degrees of the test are metres to about one in a hundred.
fn square_km(window: &Window) -> f64 {
    window.area() / 1e6
}

#[track_caller]
fn about(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 0.01, "{found}; expected {expected}");
}

#[test]
fn neighbours_are_one_area_and_their_common_side_is_no_edge() {
    let two = [plain("West", &square(0.0, 0.0, 1000.0)), plain("East", &square(1000.0, 0.0, 1000.0))];
    let (joined, window) = whole(&two);
    assert_eq!(joined.rings.len(), 1);
    about(square_km(&window), 2.0);
    let middle = plane().at((500.0 * METRE, 21.0 + 1000.0 * METRE));
    about(window.to_boundary(middle), 500.0);
    assert!(joined.told[0][0].contains("2 areas taken as one") && joined.told.len() == 1, "{:?}", joined.told);
}

#[test]
fn what_lies_in_several_counts_once() {
    let three = [
        plain("a", &square(0.0, 0.0, 1000.0)),
        plain("b", &square(500.0, 0.0, 1000.0)),
        plain("c", &square(600.0, 100.0, 200.0)),
    ];
    let (joined, window) = whole(&three);
    assert_eq!(joined.rings.len(), 1);
    about(square_km(&window), 1.5);
}

#[test]
fn holes_stay_holes_and_what_fills_one_closes_it() {
    let (outline, hole) = (square(0.0, 0.0, 3000.0), square(1000.0, 1000.0, 1000.0));
    let ring = polygon("ring", &[&outline, &hole]);
    let beside = plain("beside", &square(3000.0, 0.0, 1000.0));
    let (joined, window) = whole(&[ring.clone(), beside.clone()]);
    assert_eq!(joined.rings.len(), 2);
    about(square_km(&window), 9.0);
    let (joined, window) = whole(&[ring, beside, plain("filling", &hole)]);
    assert_eq!(joined.rings.len(), 1);
    about(square_km(&window), 10.0);
}

#[test]
fn districts_around_a_lake_leave_it_a_hole_and_corners_that_touch_are_no_fault() {
    let around: Vec<String> = (0..9)
        .filter(|at| *at != 4)
        .map(|at| plain(&at.to_string(), &square(f64::from(at % 3) * 1000.0, f64::from(at / 3) * 1000.0, 1000.0)))
        .collect();
    let (joined, window) = whole(&around);
    assert_eq!(joined.rings.len(), 2);
    about(square_km(&window), 8.0);
    let by_corners =
        [0, 4, 8, 2].map(|at| plain("", &square(f64::from(at % 3) * 1000.0, f64::from(at / 3) * 1000.0, 1000.0)));
    about(square_km(&whole(&by_corners).1), 4.0);
}

#[test]
fn a_side_that_was_drawn_twice_is_one_side() {
    let west = plain("West", &[(0.0, 0.0), (1000.0, 0.0), (1000.8, 400.0), (1000.0, 1000.0), (0.0, 1000.0)]);
    let east = plain(
        "East",
        &[(1000.6, -0.5), (2000.0, 0.0), (2000.0, 1000.0), (999.2, 1000.4), (1001.2, 700.0), (999.6, 200.0)],
    );
    let (joined, window) = whole(&[west, east]);
    assert_eq!(joined.rings.len(), 1, "neither cracks nor slivers: {:?}", joined.rings);
    about(square_km(&window), 2.0);
    let middle = plane().at((500.0 * METRE, 21.0 + 1000.0 * METRE));
    assert!(window.to_boundary(middle) > 490.0, "{}", window.to_boundary(middle));
    assert_eq!(joined.told.len(), 1);
}

#[test]
fn a_street_between_areas_stays_and_a_narrow_gap_is_told() {
    let (left, right) = (square(0.0, 0.0, 1000.0), square(1010.0, 0.0, 1000.0));
    let (joined, window) = whole(&[plain("a", &left), plain("b", &right)]);
    assert_eq!(joined.rings.len(), 2);
    assert!(!window.contains(plane().at((500.0 * METRE, 21.0 + 1005.0 * METRE))));
    let closed = [(900.0, -100.0), (1100.0, -100.0), (1100.0, 10.0), (900.0, 10.0)];
    let above = closed.map(|(x, y)| (x, y + 1000.0));
    let (joined, _) = whole(&[plain("a", &left), plain("b", &right), plain("c", &closed), plain("d", &above)]);
    assert!(
        joined.told[1][0].contains("narrower than 50 m stay in the window between its areas: 1"),
        "{:?}",
        joined.told
    );
    assert!(joined.told[1][1].contains("فجوات"));
}

#[test]
fn one_area_stays_as_it_was_drawn() {
    let ring = square(0.0, 0.0, 1000.0);
    let (joined, _) = whole(&[plain("a", &ring)]);
    let corner = |(x, y): &(f64, f64)| plane().at((y * METRE, 21.0 + x * METRE));
    let drawn: Vec<_> = ring.iter().chain(ring.first()).map(corner).collect();
    assert_eq!((joined.rings, joined.told), (vec![drawn], Vec::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A town is cut into quarters, and each was drawn by another hand: corners are off by up to 0.6 m, and each side has corners of its own.
    #[test]
    fn quarters_drawn_by_many_hands_are_one_town(
        off in prop::collection::vec(-0.6f64..0.6, 9 * 16 * 2),
        bent in prop::collection::vec(-150.0f64..150.0, 16 * 2),
    ) {
        let bend = |column: usize, row: usize| {
            let at = (row * 4 + column) * 2;
            // Where the town ends, no quarter is bent: its area is known.
            let edge = |along: usize, by: f64| if along == 0 || along == 3 { 0.0 } else { by };
            (column as f64 * 1000.0 + edge(column, bent[at]), row as f64 * 1000.0 + edge(row, bent[at + 1]))
        };
        let quarter = |number: usize| {
            let (column, row) = (number % 3, number / 3);
            let corners = [bend(column, row), bend(column + 1, row), bend(column + 1, row + 1), bend(column, row + 1)];
            let mut ring = Vec::new();
            for side in 0..4 {
                let ((x, y), (to_x, to_y)) = (corners[side], corners[(side + 1) % 4]);
                let pieces = 2 + usize::from(number.is_multiple_of(2));
                for piece in 0..pieces {
                    let part = piece as f64 / pieces as f64;
                    let at = (number * 16 + side * 4 + piece) * 2;
                    ring.push((x + (to_x - x) * part + off[at], y + (to_y - y) * part + off[at + 1]));
                }
            }
            plain(&number.to_string(), &ring)
        };
        let quarters: Vec<String> = (0..9).map(quarter).collect();
        let (joined, window) = whole(&quarters);
        prop_assert_eq!(joined.rings.len(), 1, "{:?}", joined.rings.iter().map(Vec::len).collect::<Vec<_>>());
        prop_assert!((square_km(&window) / 9.0 - 1.0).abs() < 0.01, "{}", square_km(&window));
    }

    /// Squares of a chessboard, on each other, side by side and corner to corner: what they cover together is sound, and counts once.
    #[test]
    fn squares_that_meet_in_all_ways_are_a_sound_window(squares in prop::collection::vec((0usize..8, 0usize..8, 1usize..4), 2..14)) {
        let mut covered = std::collections::BTreeSet::new();
        for (column, row, side) in &squares {
            covered.extend((0..side * side).map(|at| (column + at % side, row + at / side)));
        }
        let drawn = |(column, row, side): &(usize, usize, usize)| {
            plain("", &square(*column as f64 * 300.0, *row as f64 * 300.0, *side as f64 * 300.0))
        };
        let (_, window) = whole(&squares.iter().map(drawn).collect::<Vec<_>>());
        let found = square_km(&window) / 0.09;
        prop_assert!((found / covered.len() as f64 - 1.0).abs() < 0.012, "{found} {}", covered.len());
    }
}
