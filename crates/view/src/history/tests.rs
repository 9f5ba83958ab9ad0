use super::*;
use crate::ask::Ask;
use crate::testing::{Says, edtf, entity, gathered, shipped};
use daftar_claim::Statement;

fn state(code: &str) -> Says {
    Says::of("well", "state").code("state", code)
}

fn asked(list: &[Statement], at: Option<&str>) -> History {
    let mut list = list.to_vec();
    list.push(Says::of("well", "kind").code("kind", "water-point").done());
    let (profiles, known) = (shipped(), gathered(&list));
    let (whole, then) = (Ask::default(), Ask { at: at.map(edtf), ..Ask::default() });
    let whole = Asked::new(&list, &whole, &profiles, &known);
    let then = Asked::new(&list, &then, &profiles, &known);
    history(&whole, &then, entity("well"))
}

/// Each stretch in one line: the value, the days between which it begins, those between which it ends.
fn lines(list: &[Statement], at: Option<&str>) -> Vec<String> {
    let day = |day: Option<daftar_date::Day>| {
        day.map_or("..".to_owned(), |day| daftar_claim::Edtf::from_day(day).to_string())
    };
    let days = |days: Days| format!("{}–{}", day(days.first), day(days.last));
    let found = asked(list, at);
    assert_eq!(found.scales.len(), 1, "a water point has one scale");
    let line = |one: &Stretch| {
        let ends = one.ends.map_or("goes on".to_owned(), days);
        let certain = if one.certain { "" } else { " possibly" };
        format!("{} {} {ends}{certain}", one.value.words, days(one.begins))
    };
    found.scales[0].stretches.iter().map(line).collect()
}

#[test]
fn each_state_holds_until_another_is_told() {
    let list = [state("damaged").when("2031-05").done(), state("repaired").when("2031-08-12").from("radio").done()];
    let expected = ["damaged 2031-05-01–2031-05-31 2031-08-11–2031-08-11", "repaired 2031-08-12–2031-08-12 goes on"];
    assert_eq!(lines(&list, None), expected);
    assert_eq!(lines(&list, Some("2031-06")), expected[..1]);
    assert_eq!(lines(&list, Some("2031-09")), expected[1..]);
}

#[test]
fn what_was_repaired_can_be_damaged_again() {
    let list = [
        state("damaged").when("2031-05").done(),
        state("repaired").when("2031-07").done(),
        state("damaged").when("2031-10").from("radio").done(),
    ];
    let expected = [
        "damaged 2031-05-01–2031-05-31 2031-06-30–2031-07-30",
        "repaired 2031-07-01–2031-07-31 2031-09-30–2031-10-30",
        "damaged 2031-10-01–2031-10-31 goes on",
    ];
    assert_eq!(lines(&list, None), expected);
}

#[test]
fn sources_that_differ_lie_over_each_other() {
    let list = [
        state("damaged").when("2031-10").done(),
        state("destroyed").when("2031-10").from("courier").done(),
        state("destroyed").when("2031-10").from("radio").done(),
        Says::of("radio", "origin").entity("courier").done(),
    ];
    let found = asked(&list, None);
    let told: Vec<_> = found.scales[0]
        .stretches
        .iter()
        .map(|one| (one.value.words.as_str(), one.sources, one.origins, one.disputed))
        .collect();
    assert_eq!(told, [("destroyed", 2, 1, Truth::Possibly), ("damaged", 1, 1, Truth::Possibly)]);
    assert_eq!(found.differences.len(), 1);
    assert_eq!(found.statements.len(), 3, "each with its source");
}

#[test]
fn what_is_inferred_or_undated_is_possible() {
    let list = [state("damaged").inferred("2031-05", "told after April").done()];
    assert_eq!(lines(&list, None), ["damaged 2031-05-01–2031-05-31 goes on possibly"]);
    let list = [state("damaged").done()];
    assert_eq!(lines(&list, None), ["damaged ..–.. goes on possibly"]);
    assert_eq!(asked(&list, None).scales[0].stretches[0].dated_by, DatedBy::Undated);
}

#[test]
fn recoveries_are_told_beside() {
    let list = [
        state("destroyed").when("2031-05").done(),
        Says::of("well", "recovery").code("recovery", "repair").when("2031-09").done(),
    ];
    let found = asked(&list, None);
    assert_eq!(found.recoveries.len(), 1);
    assert_eq!(
        found.recoveries[0].begins.first.map(|day| daftar_claim::Edtf::from_day(day).to_string()).as_deref(),
        Some("2031-09-01")
    );
    assert!(asked(&list, Some("2031-06")).recoveries.is_empty());
}
