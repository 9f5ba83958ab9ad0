//! Windows as they come: sound, or told what is wrong.

use daftar_pattern::*;

fn ring(corners: &[(f64, f64)]) -> Vec<Point> {
    corners.iter().map(|(x, y)| Point::new(*x, *y)).collect()
}

fn wrong(rings: &[Vec<Point>], word: &str) {
    let told = Window::new(rings).unwrap_err().to_string();
    assert!(told.contains(word), "{told}");
}

const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];

#[test]
fn order_repeats_and_a_closing_corner_are_mended() {
    let clockwise = ring(&[(0.0, 0.0), (0.0, 4.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0), (0.0, 0.0)]);
    let window = Window::new(&[clockwise]).unwrap();
    let other = Window::new(&[ring(&[(4.0, 0.0), (0.0, 0.0), (0.0, 4.0), (4.0, 4.0)])]).unwrap();
    assert_eq!([window.area(), other.area()], [16.0, 16.0]);
    assert_eq!(window.overlap(1.0, -1.0), other.overlap(1.0, -1.0));
}

#[test]
fn an_island_in_a_hole_is_inside_again() {
    let hole = ring(&[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)]);
    let island = ring(&[(1.5, 1.5), (2.5, 1.5), (2.0, 2.5)]);
    let window = Window::new(&[island, ring(&SQUARE), hole]).unwrap();
    assert_eq!(window.area(), 12.5);
    assert!(window.contains(Point::new(2.0, 2.0)) && !window.contains(Point::new(1.2, 1.2)));
}

#[test]
fn rings_that_touch_in_a_corner_are_sound() {
    let hole = ring(&[(0.0, 2.0), (2.0, 1.0), (2.0, 3.0)]);
    assert_eq!(Window::new(&[ring(&SQUARE), hole]).unwrap().area(), 14.0);
}

#[test]
fn what_is_wrong_is_told() {
    wrong(&[], "no ring");
    wrong(&[ring(&[(0.0, 0.0), (1.0, 1.0)])], "fewer than three");
    wrong(&[ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)])], "no area");
    wrong(&[ring(&[(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 5.0)])], "crosses itself");
    wrong(&[ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (2.0, -1.0), (0.0, 3.0)])], "itself");
    wrong(&[ring(&[(0.0, 0.0), (4.0, 0.0), (2.0, 2.0), (4.0, 4.0), (0.0, 4.0), (2.0, 2.0)])], "touches itself");
    wrong(&[ring(&SQUARE), ring(&[(2.0, 2.0), (6.0, 2.0), (2.0, 3.0)])], "crosses another ring");
    wrong(&[ring(&SQUARE), ring(&SQUARE)], "shares a stretch");
    wrong(
        &[ring(&SQUARE), ring(&[(-1.0, 3.0), (0.0, 4.0), (4.0, 0.0), (5.0, 0.5), (5.0, 9.5)])],
        "crosses another ring",
    );
    wrong(&[ring(&[(0.0, 0.0), (f64::NAN, 0.0), (4.0, 4.0)])], "NaN");
    wrong(&[ring(&[(0.0, 0.0), (f64::INFINITY, 0.0), (4.0, 4.0)])], "inf");
}
