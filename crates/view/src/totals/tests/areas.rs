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

#[test]
fn of_a_disputed_shape_what_any_source_allows_is_in_the_range() {
    let list = [
        is_land("a"),
        field("a", 21.0).done(),
        field("a", 22.0).from("courier").done(),
        state("a", "destroyed").done(),
        is_land("b"),
        field("b", 21.0).done(),
        state("b", "destroyed").done(),
    ];
    let found = extent(&list);
    assert!(are(found.area, [one(), 2.0 * one()]) && are(found.affected, [one(), 2.0 * one()]), "{found:?}");
}

#[test]
fn what_may_belong_to_a_group_takes_nothing_off_what_surely_does() {
    let list = [
        is_land("a"),
        field("a", 21.0).done(),
        state("a", "destroyed").done(),
        is_land("b"),
        field("b", 21.0).done(),
        Says::of("b", "state").code("state", "destroyed").when("[2031-10,2031-11]").done(),
    ];
    let found = counted(&list, &Asking { by: By::Month, ..land() }, &Ask::default());
    let october = found.groups.iter().find(|group| group.key == Key::Month(2031, 10)).unwrap();
    let extent = october.extent.as_ref().unwrap();
    assert!(are(extent.area, [one(); 2]) && are(extent.affected, [one(); 2]), "{extent:?}");
}

#[test]
fn an_area_told_with_reserve_or_denied_counts_for_the_most_alone() {
    let five = || Says::of("a", "area").number("5", Some("ha"));
    let told = |area: Statement, more: Option<Statement>| {
        let list = [is_land("a"), state("a", "damaged").done(), area];
        let found = extent(&list.into_iter().chain(more).collect::<Vec<_>>());
        (found.area, found.affected)
    };
    let perhaps = ([0.0, 50_000.0], [0.0, 50_000.0]);
    assert_eq!(told(five().hedged().done(), None), perhaps);
    let denial = Says::of_claim(five().done().id, "deny").text("less", None).by("committee").done();
    assert_eq!(told(five().done(), Some(denial)), perhaps);
    let share = Says::of("a", "extent").number("40", Some("%")).when("2031-10").hedged().done();
    assert_eq!(told(five().done(), Some(share)), ([50_000.0; 2], [0.0, 50_000.0]));
}

#[test]
fn shares_of_the_same_ground_may_be_the_same_share() {
    let half = |name: &str| {
        [
            is_land(name),
            field(name, 21.0).done(),
            state(name, "damaged").done(),
            Says::of(name, "extent").number("50", Some("%")).when("2031-10").done(),
        ]
    };
    let found = extent(&[half("a"), half("b")].concat());
    assert!(are(found.affected, [0.5 * one(), one()]), "{found:?}");
}

#[test]
fn what_was_not_asked_for_is_not_left_out() {
    let list = [
        is_land("a"),
        Says::of("a", "area").number("7", Some("rods")).stated("2032-05").done(),
        Says::of("a", "location").value(point("POLYGON ((21 35, 21.1 35.1, 21.1 35, 21 35.1, 21 35))", None)).done(),
    ];
    let left = |ask: &Ask| {
        let left = counted(&list, &land(), ask).left_out;
        (left.no_measure, left.faulty.len())
    };
    assert_eq!(left(&Ask::default()), (1, 1));
    assert_eq!(left(&Ask { said: Some(edtf("2032-01")), ..Ask::default() }).0, 0);
    assert_eq!(left(&Ask { from: vec![entity("courier")], ..Ask::default() }), (0, 0));
}
