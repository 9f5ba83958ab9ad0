mod areas;
mod members;
mod sums;
mod voices;

use super::*;
use crate::ask::Ask;
use crate::asked::Asked;
use crate::course::Courses;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, edtf, entity, point, shipped};
use daftar_claim::{Statement, Value};
use daftar_date::Lang;

fn counted(list: &[Statement], asking: &Asking, ask: &Ask) -> Totals {
    let profiles = shipped();
    let known = Surroundings::gather(list, ask.audience, &profiles);
    let whole = Ask { audience: ask.audience, ..Ask::default() };
    let asked = Asked::new(list, &whole, &profiles, &known);
    let mut courses = Courses::new(&profiles);
    courses.take(&asked, &|_| true);
    let origins = voices_origins(&asked, &courses.voices());
    totals(&courses, asking, ask, &origins)
}

fn wells() -> Asking {
    Asking { kinds: vec!["water-point".into()], ..Asking::default() }
}

fn well(name: &str) -> Statement {
    Says::of(name, "kind").code("kind", "water-point").done()
}

fn state(name: &str, code: &str) -> Says {
    Says::of(name, "state").code("state", code).when("2031-10")
}

/// Five wells: one surely damaged, one disputed, one perhaps, one not known, one of which nobody speaks.
fn five() -> Vec<Statement> {
    let mut list: Vec<Statement> = ["1", "2", "3", "4", "5"].into_iter().map(well).collect();
    list.extend([
        state("1", "damaged").done(),
        state("2", "intact").done(),
        state("2", "destroyed").from("courier").done(),
        state("3", "severely-damaged").hedged().done(),
        state("4", "unknown").done(),
    ]);
    list
}

fn span(counted: &Counted) -> (u64, u64) {
    (counted.low, counted.high)
}

#[test]
fn the_least_and_the_most_follow_from_what_sources_say() {
    let found = counted(&five(), &wells(), &Ask::default());
    let of = |code: &str| span(found.whole.counted(code, &found).unwrap());
    assert_eq!(of("things"), (5, 5));
    assert_eq!(of("damaged"), (1, 1));
    assert_eq!(of("intact"), (0, 1));
    assert_eq!(of("destroyed"), (0, 1));
    assert_eq!(of("any-damage"), (1, 3));
    assert_eq!(of("severely-damaged+"), (0, 2));
    assert_eq!((of("not-known"), of("no-claim")), ((1, 1), (1, 2)));
    assert_eq!(found.whole.disputed, 2);
    assert_eq!(found.whole.damaged.best, None, "nobody chose");
    assert_eq!(found.whole.damaged.words(Lang::En), "1–3");
}

#[test]
fn what_is_shown_first_gives_the_best() {
    let mut list = five();
    let [mild, bad] = [list[6].id, list[7].id];
    list.push(Says::of("2", "prefer").prefers(bad, &[mild], &[]).by("keeper").done());
    list.retain(|one| one.claim.certainty.is_none());
    let found = counted(&list, &wells(), &Ask::default());
    assert_eq!((span(&found.whole.damaged), found.whole.damaged.best), ((1, 2), Some(2)));
    assert_eq!(found.whole.damaged.words(Lang::En), "1–2 (by what is shown first 2)");
}

#[test]
fn each_number_names_its_things_and_statements() {
    let asking = Asking { named: true, ..wells() };
    let list = five();
    let found = counted(&list, &asking, &Ask::default());
    assert_eq!(found.whole.damaged.things.len(), 3);
    let mut expected = vec![list[5].id, list[6].id, list[7].id, list[8].id];
    expected.sort_unstable();
    assert_eq!(found.whole.damaged.statements, expected);
    assert!(counted(&list, &wells(), &Ask::default()).whole.damaged.things.is_empty());
}

#[test]
fn the_time_and_the_sources_that_are_asked_decide() {
    let at = Ask { at: Some(edtf("2031-09")), ..Ask::default() };
    assert_eq!(span(&counted(&five(), &wells(), &at).whole.no_claim), (5, 5));
    let from = Ask { from: vec![entity("courier")], ..Ask::default() };
    let found = counted(&five(), &wells(), &from);
    assert_eq!(span(&found.whole.damaged), (1, 1));
    assert_eq!(span(&found.whole.no_claim), (4, 4));
}

#[test]
fn grades_that_were_mapped_are_told() {
    let graded = |name: &str, scheme: &str, code: &str| {
        vec![
            Says::of(name, "kind").code("kind", "building").done(),
            Says::of(name, "state").code(scheme, code).when("2031-10").done(),
        ]
    };
    let list = [graded("mill", "unosat-damage", "severe"), graded("school", "state", "damaged")].concat();
    let asking = Asking { kinds: vec!["building".into()], ..Asking::default() };
    let found = counted(&list, &asking, &Ask::default());
    assert_eq!(found.whole.mapped, 1);
    assert!(found.whole.mapped_words(Lang::En).unwrap().contains("a crosswalk loses something"));
    assert!(found.whole.mapped_words(Lang::Ar).is_some());
}

#[test]
fn things_are_parted_into_groups() {
    let of = |by: By| {
        let asking = Asking { by, ..wells() };
        let found = counted(&five(), &asking, &Ask::default());
        found.groups.iter().map(|group| (group.key.clone(), span(&group.things))).collect::<Vec<_>>()
    };
    assert_eq!(of(By::Kind), [(Key::Kind("water-point".into()), (5, 5))]);
    let month = |n: (u64, u64)| (Key::Month(2031, 10), n);
    assert_eq!(of(By::Month), [month((2, 3)), (Key::Unsaid, (2, 3))], "one is told with reserve");
    let sources = of(By::Source);
    assert_eq!(sources.len(), 2);
    assert!(sources.contains(&(Key::Source(entity("courier")), (1, 1))));
    let states = of(By::State);
    assert!(states.contains(&(Key::NotKnown, (1, 1))) && states.contains(&(Key::Unsaid, (1, 2))));
    assert_eq!(states.len(), 6, "intact, damaged, severely damaged, destroyed, not known, nobody says");
}

#[test]
fn the_public_is_told_of_sensitive_places_by_their_cell_alone() {
    let list = [
        well("1"),
        Says::of("1", "location").value(point("POINT (21.01734 35.02391)", None)).done(),
        Says::of("1", "place").entity("quarter").done(),
        state("1", "damaged").done(),
        Says::of("mill", "kind").code("kind", "building").done(),
        Says::of("mill", "place").entity("quarter").done(),
    ];
    let by_place = |audience| {
        let ask = Ask { audience, ..Ask::default() };
        let found = counted(&list, &Asking { by: By::Place, ..Asking::default() }, &ask);
        found.groups.into_iter().map(|group| group.key).collect::<Vec<_>>()
    };
    let cell = crate::Cell::around([21.01, 35.02]);
    assert_eq!(by_place(Audience::Public), [Key::Place(entity("quarter")), Key::Cell(cell)]);
    assert_eq!(by_place(Audience::Keeper), [Key::Place(entity("quarter"))]);
    let within = |audience| {
        let ask = Ask { audience, ..Ask::default() };
        let places = Some(BTreeSet::from([entity("quarter")]));
        let found = counted(&list, &Asking { places, ..Asking::default() }, &ask);
        (found.whole.things.high, found.left_out.sensitive)
    };
    assert_eq!((within(Audience::Public), within(Audience::Keeper)), ((1, 1), (2, 0)));
    let told = serde_json::to_string(&counted(
        &list,
        &Asking { by: By::Place, named: true, ..Asking::default() },
        &Ask::default(),
    ));
    assert!(!told.unwrap().contains("21.017"));
}

#[test]
fn shares_have_an_interval_at_both_ends() {
    let counted = Counted { low: 12, best: None, high: 17, ..Counted::default() };
    let share = words::Share::of(&counted, 40).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 0.0005;
    assert!(near(share.interval_of_low[0], 0.1807) && near(share.interval_of_low[1], 0.4543), "{share:?}");
    assert!(near(share.interval_of_high[0], 0.2851) && near(share.interval_of_high[1], 0.5780), "{share:?}");
    assert!(share.words(Lang::En).contains("Wilson 1927"));
    assert_eq!(words::Share::of(&counted, 15), None, "more are counted than there are");
}

#[test]
fn no_recovery_and_an_unknown_one_are_none() {
    let recovered = |recovery: Says| {
        let list = [well("1"), state("1", "destroyed").done(), recovery.when("2031-11").done()];
        span(&counted(&list, &wells(), &Ask::default()).whole.recovered)
    };
    let recovery = || Says::of("1", "recovery");
    assert_eq!(recovered(recovery().value(Value::None)), (0, 0));
    assert_eq!(recovered(recovery().value(Value::Unknown)), (0, 0));
    assert_eq!(recovered(recovery().code("recovery", "repair")), (1, 1));
    assert_eq!(recovered(recovery().code("recovery", "repair").hedged()), (0, 1));
}

#[test]
fn every_number_stands_on_a_line_of_its_own() {
    let mut found = counted(&five(), &wells(), &Ask::default());
    found.step_words = found.steps.iter().map(|step| step.code.clone()).collect();
    let rows = rows(&found, &|kind| kind.to_owned(), Lang::En);
    let row = rows.iter().find(|row| row[2] == "any-damage").unwrap();
    assert_eq!(row[3..7], ["1", "", "3", "5"]);
    assert!(row[9].parse::<f64>().unwrap() < row[7].parse().unwrap());
    assert_eq!(words::number(13965), "13,965");
}
