//! Sums of what is told of things.

use super::*;

#[test]
fn figures_of_one_thing_are_never_added() {
    let dead = |event: &str, low, best, high| Says::of(event, "casualties").count(low, best, high);
    let event = |name: &str| Says::of(name, "kind").code("kind", "event").done();
    let list = [
        event("a"),
        event("b"),
        event("c"),
        dead("a", Some(3), Some(4), Some(5)).done(),
        dead("a", Some(8), Some(8), Some(8)).from("courier").done(),
        dead("b", Some(10), None, None).done(),
        dead("b", Some(12), Some(12), Some(12)).from("courier").done(),
        dead("c", None, None, None).done(),
    ];
    let asking = Asking { kinds: vec!["event".into()], ..Asking::default() };
    let found = counted(&list, &asking, &Ask::default());
    assert!(!found.has_scale);
    let sum = &found.whole.sums[0];
    assert_eq!((sum.low, sum.best, sum.high), (15, None, None), "3 to 8, 12, and words alone");
    assert_eq!((sum.told, sum.disputed, sum.without_number, sum.open), (2, 1, 1, 1));
    let found = counted(&list[..7], &asking, &Ask::default());
    assert_eq!((found.whole.sums[0].low, found.whole.sums[0].high), (15, Some(20)));
    assert_eq!(found.whole.sums[0].words(Lang::En), "15–20");
}

/// What two sources tell of how many fell, with the place of the one that somebody wants first.
fn fell(told: [[Option<i64>; 3]; 2], first: Option<usize>) -> (i64, Option<i64>, Option<i64>) {
    let source = |n: usize| ["letter", "courier"][n];
    let fell = |n: usize, [low, best, high]: [Option<i64>; 3]| {
        Says::of("a", "casualties").count(low, best, high).from(source(n)).done()
    };
    let mut list = vec![Says::of("a", "kind").code("kind", "event").done()];
    list.extend(told.into_iter().enumerate().map(|(n, told)| fell(n, told)));
    if let Some(first) = first {
        let [first, other] = [list[1 + first].id, list[2 - first].id];
        list.push(Says::of("a", "prefer").prefers(first, &[other], &[]).by("keeper").done());
    }
    let asking = Asking { kinds: vec!["event".into()], ..Asking::default() };
    let sum = &counted(&list, &asking, &Ask::default()).whole.sums[0];
    (sum.low, sum.best, sum.high)
}

#[test]
fn the_best_is_what_all_give_and_lies_between_the_ends() {
    let all = |low, best, high| [Some(low), Some(best), Some(high)];
    let none = |low, high| [Some(low), None, Some(high)];
    assert_eq!(fell([all(5, 6, 8), all(4, 6, 9)], None), (5, Some(6), Some(8)));
    assert_eq!(fell([all(5, 6, 8), none(4, 9)], None), (5, None, Some(8)), "one of them gives none");
    assert_eq!(fell([none(12, 20), all(8, 10, 15)], None), (12, None, Some(15)));
    assert_eq!(fell([all(0, 3, 10), all(5, 7, 10)], Some(0)), (5, None, Some(10)), "outside of what both allow");
    assert_eq!(fell([all(0, 3, 10), all(5, 7, 10)], Some(1)), (5, Some(7), Some(10)));
}
