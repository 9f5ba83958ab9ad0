//! Weights at the edge, pair by pair, as spatstat has them.

use daftar_pattern::*;

use super::tables::{Table, near};

#[test]
fn weights_of_pairs_are_those_of_spatstat() {
    let points = Table::own("synth_points.csv");
    let window = Table::own("synth_window.csv").window();
    let (facilities, damage) = (points.marked("facility"), points.marked("damage"));
    let pairs = Table::own("synth_pairs_edgeweights.csv");
    let (from, to) = (pairs.numbers("i_fac"), pairs.numbers("j_dam"));
    let pair = |index: usize| (facilities[from[index] as usize - 1], damage[to[index] as usize - 1]);
    let translation = |(a, b): (Point, Point)| window.translation_weight(b.x - a.x, b.y - a.y);
    let found: Vec<f64> = (0..from.len()).map(|index| translation(pair(index))).collect();
    near("translation", &found, &pairs.numbers("w_trans"), 1e-9);
    let distances = pairs.numbers("d");
    let found: Vec<f64> =
        (0..from.len()).map(|index| window.isotropic_weight(pair(index).0, distances[index])).collect();
    near("isotropic", &found, &pairs.numbers("w_iso"), 1e-9);
}

#[test]
fn nearest_facility_and_boundary_are_those_of_spatstat() {
    let points = Table::own("synth_points.csv");
    let window = Table::own("synth_window.csv").window();
    let expected = Table::own("synth_nncross_bdist.csv");
    let found: Vec<f64> = points.marked("damage").iter().map(|place| window.to_boundary(*place)).collect();
    near("boundary", &found, &expected.numbers("dam_bdist"), 1e-9);
}

#[test]
fn the_overlap_of_a_polygon_is_that_of_the_rectangle_it_is() {
    let corners = [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0)].map(|(x, y)| Point::new(x, y));
    let polygon = Window::new(&[corners.to_vec()]).unwrap();
    let rectangle = Window::rectangle(Point::new(0.0, 0.0), Point::new(4.0, 3.0)).unwrap();
    assert!(rectangle.is_rectangle() && !polygon.is_rectangle());
    for (right, up) in [(0.0, 0.0), (1.5, -0.5), (-3.9, 2.9), (5.0, 0.0)] {
        assert!((polygon.overlap(right, up) - rectangle.overlap(right, up)).abs() < 1e-12);
    }
    let within = polygon.within(Point::new(-1.0, 1.0), Point::new(1.0, 9.0));
    assert!((within - 2.0).abs() < 1e-12, "{within}");
}

#[test]
fn a_hole_is_no_part_of_the_overlap() {
    let ring = |low: f64, high: f64| {
        vec![Point::new(low, low), Point::new(high, low), Point::new(high, high), Point::new(low, high)]
    };
    let window = Window::new(&[ring(4.0, 6.0), ring(0.0, 10.0)]).unwrap();
    assert_eq!(window.area(), 96.0);
    // 10 × 9 less both holes, which lie on each other by 2 × 1.
    assert!((window.overlap(0.0, 1.0) - (90.0 - 4.0 - 4.0 + 2.0)).abs() < 1e-12);
    assert!(!window.contains(Point::new(5.0, 5.0)) && window.contains(Point::new(4.0, 5.0)));
    assert_eq!(window.to_boundary(Point::new(5.0, 5.5)), 0.5);
    assert_eq!(window.share_of_circle(Point::new(5.0, 5.0), 0.9), 0.0);
    assert_eq!(window.share_of_circle(Point::new(5.0, 5.0), 3.0), 1.0);
    let quarter = window.share_of_circle(Point::new(0.0, 0.0), 3.0);
    assert!((quarter - 0.25).abs() < 1e-12, "{quarter}");
}
