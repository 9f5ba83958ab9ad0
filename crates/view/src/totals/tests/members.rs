//! What is counted at all, and in which groups.

use super::*;

fn events() -> Asking {
    Asking { kinds: vec!["event".into()], ..Asking::default() }
}

#[test]
fn what_has_not_happened_yet_is_not_counted() {
    let list = [
        Says::of("a", "kind").code("kind", "event").done(),
        Says::of("a", "date").date("2031-10-02").done(),
        Says::of("a", "casualties").count(Some(2), Some(2), Some(2)).done(),
    ];
    let asking = Asking { kinds: vec!["event".into()], ..Asking::default() };
    let things = |at: &str| {
        let ask = Ask { at: Some(edtf(at)), ..Ask::default() };
        span(&counted(&list, &asking, &ask).whole.things)
    };
    assert_eq!([things("2031-10-01"), things("2031-10-02"), things("2031-10")], [(0, 0), (1, 1), (1, 1)]);
    assert_eq!(span(&counted(&list, &asking, &Ask::default()).whole.things), (1, 1));
}

#[test]
fn what_happened_at_a_disputed_time_may_not_have_happened_yet() {
    let event = Says::of("a", "kind").code("kind", "event").done();
    let dead = Says::of("a", "deaths").count(Some(3), Some(3), Some(3)).done();
    let date = |date: &str| Says::of("a", "date").date(date);
    let of = |dates: &[Says], ask: &Ask| {
        let dates = dates.iter().map(|date| date.clone().done());
        let list: Vec<Statement> = [event.clone(), dead.clone()].into_iter().chain(dates).collect();
        let whole = counted(&list, &events(), ask).whole;
        (span(&whole.things), whole.sums.first().map(|sum| (sum.low, sum.high)))
    };
    let at = Ask { at: Some(edtf("2031-06-01")), ..Ask::default() };
    let (yes, perhaps) = (((1, 1), Some((3, Some(3)))), ((0, 1), Some((0, Some(3)))));
    let disputed = [date("2031-03-01"), date("2032-03-01").from("courier")];
    assert_eq!(of(&disputed, &at), perhaps);
    assert_eq!(of(&disputed, &Ask::default()), yes);
    assert_eq!(of(&[date("2031-03-01"), date("2031-05-01").from("courier")], &at), yes);
    assert_eq!(of(&[date("2032-03-01"), date("2033-03-01").from("courier")], &at), ((0, 0), None));
    assert_eq!(of(&[date("2031-03-01").hedged()], &at), perhaps);
    let unknown = Says::of("a", "date").value(Value::Unknown);
    assert_eq!(of(std::slice::from_ref(&unknown), &at), perhaps);
    assert_eq!(of(&[unknown], &Ask::default()), yes);
    let letter = Ask { from: vec![entity("letter")], ..at.clone() };
    assert_eq!(of(&[date("2031-03-01").from("courier")], &letter), perhaps, "of the asked nobody tells when");
    assert_eq!(of(&[], &at), perhaps);
}

/// The months, or the places, in which a well is counted.
fn parted(by: By, list: &[Says]) -> Vec<(Key, (u64, u64))> {
    let list: Vec<Statement> = list.iter().cloned().map(Says::done).chain([well("1")]).collect();
    let found = counted(&list, &Asking { by, ..wells() }, &Ask::default());
    found.groups.iter().map(|group| (group.key.clone(), span(&group.things))).collect()
}

#[test]
fn a_month_that_is_inferred_or_told_with_reserve_counts_for_the_most_alone() {
    let damaged = || Says::of("1", "state").code("state", "damaged");
    let months = |list: &[Says]| parted(By::Month, list);
    let month = |n: u8, many: (u64, u64)| (Key::Month(2031, n), many);
    let (yes, perhaps) = ((1, 1), (0, 1));
    assert_eq!(months(&[damaged().when("2031-10")]), [month(10, yes)]);
    assert_eq!(months(&[damaged().stated("2032-03")]), [(Key::Unsaid, yes)], "only by when it had begun is told");
    let inferred = [month(8, perhaps), (Key::Unsaid, perhaps)];
    assert_eq!(months(&[damaged().inferred("2031-08", "told after July")]), inferred);
    assert_eq!(months(&[damaged().when("2031-08").hedged()]), inferred);
    assert_eq!(months(&[damaged().when("2031-05/2031-06")]), [month(5, perhaps), month(6, perhaps)]);
    let earlier = damaged().when("2031-05");
    assert_eq!(months(&[earlier.clone(), damaged().when("2031").from("courier")]), [month(5, yes)]);
    assert_eq!(months(&[earlier, damaged().when("2031-06").from("courier")]), [month(5, perhaps), month(6, perhaps)]);
}

#[test]
fn a_place_that_is_told_with_reserve_or_denied_counts_for_the_most_alone() {
    let lies = || Says::of("1", "place").entity("quarter");
    let places = |list: &[Says]| {
        let keeper = Ask { audience: Audience::Keeper, ..Ask::default() };
        let list: Vec<Statement> = list.iter().cloned().map(Says::done).chain([well("1")]).collect();
        let found = counted(&list, &Asking { by: By::Place, ..wells() }, &keeper);
        let places = Some(BTreeSet::from([entity("quarter")]));
        let there = counted(&list, &Asking { places, ..wells() }, &keeper);
        let parted: Vec<_> = found.groups.iter().map(|group| (group.key.clone(), span(&group.things))).collect();
        (parted, span(&there.whole.things))
    };
    let (quarter, yes, perhaps) = (Key::Place(entity("quarter")), (1, 1), (0, 1));
    assert_eq!(places(&[lies()]), (vec![(quarter.clone(), yes)], yes));
    let unsure = (vec![(quarter.clone(), perhaps), (Key::Unsaid, perhaps)], perhaps);
    assert_eq!(places(&[lies().hedged()]), unsure);
    let denial = Says::of_claim(lies().done().id, "deny").text("it lies elsewhere", None).by("committee");
    assert_eq!(places(&[lies(), denial]), unsure);
}
