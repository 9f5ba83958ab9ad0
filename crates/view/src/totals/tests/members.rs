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

/// The months, or the places, in which a well is counted.
fn parted(by: By, list: &[Says]) -> Vec<(Key, (u64, u64))> {
    let list: Vec<Statement> = list.iter().cloned().map(Says::done).chain([well("1")]).collect();
    let found = counted(&list, &Asking { by, ..wells() }, &Ask::default());
    found.groups.iter().map(|group| (group.key.clone(), span(&group.things))).collect()
}
