//! How large things are, and how much of that is affected.

use super::*;

fn land() -> Asking {
    Asking { kinds: vec!["land".into()], ..Asking::default() }
}

fn is_land(name: &str) -> Statement {
    Says::of(name, "kind").code("kind", "land").done()
}

/// Where it lies: from that longitude on, a hundredth of a degree wide and high.
fn field(name: &str, west: f64) -> Says {
    let east = west + 0.01;
    let wkt = format!("POLYGON (({west} 34.9, {east} 34.9, {east} 34.91, {west} 34.91, {west} 34.9))");
    Says::of(name, "location").value(point(&wkt, None))
}

fn extent(list: &[Statement]) -> Extent {
    counted(list, &land(), &Ask::default()).whole.extent.unwrap()
}

/// The area of one such field.
fn one() -> f64 {
    extent(&[is_land("a"), field("a", 21.0).done()]).area[0]
}

fn are(found: [f64; 2], expected: [f64; 2]) -> bool {
    found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= 1e-6 * one())
}

#[test]
fn areas_that_overlap_are_counted_once() {
    let field = |name: &str, west: f64| [is_land(name), field(name, west).done(), state(name, "destroyed").done()];
    let list = [field("a", 21.0), field("b", 21.005)].concat();
    let all = extent(&list);
    assert!(are(all.area, [1.5 * one(); 2]) && are(all.affected, [1.5 * one(); 2]), "{all:?}");
    let mut disputed = list.clone();
    disputed.push(state("b", "intact").from("courier").done());
    assert!(are(extent(&disputed).affected, [one(), 1.5 * one()]));
}

#[test]
fn areas_told_as_numbers_differ_and_shares_narrow_them() {
    let list = [
        is_land("a"),
        Says::of("a", "area").number("2", Some("ha")).done(),
        Says::of("a", "area").number("25", Some("dunam")).from("courier").done(),
        state("a", "damaged").done(),
        Says::of("a", "extent").number("40", Some("%")).when("2031-10").done(),
        is_land("b"),
        Says::of("b", "area").number("7", Some("rods")).done(),
    ];
    let found = counted(&list, &land(), &Ask::default());
    let extent = found.whole.extent.as_ref().unwrap();
    assert_eq!((extent.area, extent.affected), ([20_000.0, 25_000.0], [8_000.0, 10_000.0]));
    assert_eq!(found.left_out.no_measure, 1);
    assert!(words::left_out(&found, Lang::En)[0].contains("without a unit"));
}

#[test]
fn a_share_told_as_a_band_bounds_what_is_affected_and_is_no_sum() {
    let list = [
        is_land("a"),
        Says::of("a", "area").number("2", Some("ha")).done(),
        state("a", "damaged").done(),
        Says::of("a", "extent-percent").count(Some(31), None, Some(60)).when("2031-10").done(),
    ];
    let found = counted(&list, &land(), &Ask::default()).whole;
    assert_eq!(found.sums, []);
    assert_eq!(found.extent.unwrap().affected, [6_200.0, 12_000.0]);
}
