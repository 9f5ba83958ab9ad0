//! Random statements: what the courses answer is what condition folds.

use daftar_claim::{Statement, Value};
use proptest::prelude::*;

use daftar_claim::ClaimId;

use super::*;
use crate::ask::Ask;
use crate::condition::scale;
use crate::surroundings::Audience;
use crate::testing::{Says, edtf, entity, shipped};

const CODES: [&str; 6] = ["intact", "repaired", "damaged", "severely-damaged", "destroyed", "unknown"];
const GRADES: [(&str, &str); 3] =
    [("copernicus-damage", "damaged"), ("unosat-damage", "no-visible"), ("unosat-damage", "destroyed")];
const TIMES: [&str; 9] = [
    "2031-05",
    "2031-08-12",
    "2031",
    "[..2031-09]",
    "2031-06/2031-10",
    "2031-11~",
    "2031-07-01/..",
    "XXXX-08",
    "[2031-05,2031-12]",
];
const SAID: [&str; 4] = ["2031-06", "2031-09-15", "2031-12", "2032"];
const SOURCES: [&str; 3] = ["letter", "courier", "radio"];
const MOMENTS: [&str; 7] = ["2031-04", "2031-06-15", "2031-08-12", "2031-10", "2031", "2031-12-31", "2033"];

/// One statement: what it says, its time and where that comes from, when it was said, from whom, with reserve, retracted.
type Drawn = (usize, usize, u8, usize, usize, u8);

fn statement(drawn: &Drawn, salt: u8) -> Statement {
    let (code, time, how, said, source, manner) = *drawn;
    let says = match CODES.get(code) {
        Some(code) => Says::of("mill", "state").code("state", code),
        None if code >= 8 => {
            let (scheme, code) = GRADES[code % GRADES.len()];
            Says::of("mill", "state").code(scheme, code)
        }
        None if code == CODES.len() => Says::of("mill", "state").value(Value::None),
        None => Says::of("mill", "state").value(Value::Unknown),
    };
    let time = TIMES[time % TIMES.len()];
    let says = match how % 4 {
        0 | 1 => says.when(time),
        2 => says.inferred(time, "told after it"),
        _ => says,
    };
    let says = if said < SAID.len() { says.stated(SAID[said]) } else { says };
    let says = if manner % 5 == 1 { says.hedged() } else { says };
    let says = if manner % 7 == 2 { says.retracted() } else { says };
    let says = if manner % 4 == 3 { says.by("committee") } else { says };
    says.from(SOURCES[source % SOURCES.len()]).salt(salt).done()
}

fn list(drawn: &[Drawn]) -> Vec<Statement> {
    let mut list: Vec<Statement> = (0..).zip(drawn).map(|(salt, one)| statement(one, salt)).collect();
    list.push(Says::of("mill", "kind").code("kind", "building").done());
    list.push(Says::of("courier", "published").date("2031-10-05").done());
    list.push(Says::of("radio", "archived").date("2031-12-05").done());
    list
}

/// What condition folds and what the courses answer, in one form: the answer; each value with its truths.
fn both(list: &[Statement], ask: &Ask) -> [String; 2] {
    let profiles = shipped();
    let known = crate::Surroundings::gather(list, Audience::Public, &profiles);
    let whole = Ask::default();
    let mut courses = Courses::new(&profiles);
    courses.take(&Asked::new(list, &whole, &profiles, &known), &|_| true);
    let state = courses.property("state").unwrap();
    let thing = courses.things().iter().find(|thing| thing.entity == entity("mill")).unwrap();
    let answering = courses.answer(ask);
    let values = answering.current(courses.tellings_of(thing), state, &|_| true);
    let line = |claims: Vec<ClaimId>, held, as_dated, said, hedged| {
        let mut claims = claims;
        claims.sort_unstable();
        format!("{claims:?} {held:?} {as_dated:?} {said:?} {hedged}")
    };
    let mut told: Vec<String> = values
        .iter()
        .map(|one| {
            line(one.tellings.iter().map(|one| one.claim).collect(), one.held, one.as_dated, one.said, one.hedged)
        })
        .collect();
    told.sort();
    let asked = Asked::new(list, ask, &profiles, &known);
    let property = profiles.properties.values().find(|property| property.id.as_str() == "state").unwrap();
    let folded = scale(property, &asked, entity("mill"));
    let mut expected: Vec<String> = folded
        .values
        .iter()
        .map(|one| line(one.statements.clone(), one.held, one.as_dated, one.said, one.hedged))
        .collect();
    expected.sort();
    let standing = answering.standing(thing, state);
    [format!("{:?} {told:?}", standing.answer), format!("{:?} {expected:?}", folded.answer)]
}

proptest! {
    #[test]
    fn the_courses_answer_what_condition_folds(
        drawn in prop::collection::vec((0usize..11, 0usize..9, 0u8..4, 0usize..6, 0usize..3, 0u8..140), 0..7),
        at in 0usize..9,
        said in 0usize..9,
        from in 0usize..5,
    ) {
        let ask = Ask {
            at: MOMENTS.get(at).map(|text| edtf(text)),
            said: MOMENTS.get(said).map(|text| edtf(text)),
            from: ["letter", "radio", "committee"].get(from).map(|name| entity(name)).into_iter().collect(),
            ..Ask::default()
        };
        let [told, expected] = both(&list(&drawn), &ask);
        prop_assert_eq!(told, expected);
    }
}

fn standing(list: &[Statement], ask: &Ask) -> Standing {
    let profiles = shipped();
    let known = crate::Surroundings::gather(list, Audience::Public, &profiles);
    let mut courses = Courses::new(&profiles);
    courses.take(&Asked::new(list, &Ask::default(), &profiles, &known), &|id| id == entity("mill"));
    let thing = courses.things().first().unwrap();
    courses.answer(ask).standing(thing, courses.property("state").unwrap())
}

fn bit(code: &str) -> u32 {
    let courses = Courses::new(&shipped());
    let place = courses.steps(courses.property("state").unwrap()).iter().position(|step| step.code == code);
    1 << place.unwrap()
}

#[test]
fn what_is_not_said_firmly_may_be_otherwise() {
    let kind = Says::of("mill", "kind").code("kind", "building").done();
    let state = |code: &str| Says::of("mill", "state").code("state", code).when("2031-10");
    let may_be = |list: &[Statement]| standing(list, &Ask::default()).may_be;
    assert_eq!(may_be(std::slice::from_ref(&kind)), UNSAID);
    assert_eq!(may_be(&[kind.clone(), state("damaged").done()]), bit("damaged"));
    assert_eq!(may_be(&[kind.clone(), state("damaged").hedged().done()]), bit("damaged") | UNSAID);
    assert_eq!(may_be(&[kind.clone(), state("unknown").done()]), SILENT);
    let destroyed = state("destroyed").done();
    let denial = Says::of_claim(destroyed.id, "deny").text("not so", None).by("committee").done();
    assert_eq!(may_be(&[kind.clone(), destroyed, denial]), bit("destroyed") | UNSAID);
    let (code, value) = (state("unknown"), Says::of("mill", "state").value(Value::Unknown).when("2031-10"));
    for (firm, hedged) in [(code.clone(), value.clone()), (value, code)] {
        assert_eq!(may_be(&[kind.clone(), firm.done(), hedged.hedged().done()]), SILENT, "one says so for certain");
    }
}

#[test]
fn what_was_ended_and_is_told_again_with_reserve_is_told_with_reserve() {
    let state = |code: &str, when: &str| Says::of("mill", "state").code("state", code).when(when);
    let kind = Says::of("mill", "kind").code("kind", "building").done();
    let list = [
        kind,
        state("damaged", "2031-05").done(),
        state("repaired", "2031-08").done(),
        state("damaged", "2031-10").hedged().done(),
    ];
    let ask = Ask { at: Some(edtf("2031-12")), ..Ask::default() };
    let profiles = shipped();
    let known = crate::Surroundings::gather(&list, Audience::Public, &profiles);
    let mut courses = Courses::new(&profiles);
    courses.take(&Asked::new(&list, &Ask::default(), &profiles, &known), &|_| true);
    let answering = courses.answer(&ask);
    let thing = courses.things().first().unwrap();
    let values = answering.current(courses.tellings_of(thing), courses.property("state").unwrap(), &|_| true);
    let damaged = values.iter().find(|value| value.figure == Figure::Steps(bit("damaged"))).unwrap();
    assert!(damaged.hedged && !damaged.is_firm() && damaged.tellings.len() == 1);
}

#[test]
fn grades_of_others_are_what_they_may_mean_and_unseen_is_no_state_of_the_place() {
    let kind = Says::of("mill", "kind").code("kind", "building").done();
    let grade = |scheme: &str, code: &str| Says::of("mill", "state").code(scheme, code).when("2031-10").done();
    let may_be = |list: &[Statement]| standing(list, &Ask::default()).may_be;
    let mapped = grade("copernicus-damage", "damaged");
    assert_eq!(may_be(&[kind.clone(), mapped]), bit("damaged") | bit("severely-damaged"));
    let nothing = grade("unosat-damage", "no-visible");
    let alone = may_be(&[kind.clone(), nothing.clone()]);
    assert!(alone.count_ones() == 1 && alone != bit("intact"), "it is not called intact");
    assert_eq!(may_be(&[kind, nothing, grade("state", "damaged")]), bit("damaged"));
}

#[test]
fn a_thing_that_changed_takes_the_place_of_what_it_was() {
    let profiles = shipped();
    let told = |code: &str| {
        [
            Says::of("mill", "state").code("state", code).when("2031-10").done(),
            Says::of("well", "state").code("state", "damaged").when("2031-09").done(),
        ]
    };
    let taken = |courses: &mut Courses, list: &[Statement], wanted: &dyn Fn(EntityId) -> bool| {
        let known = crate::Surroundings::gather(list, Audience::Public, &profiles);
        courses.take(&Asked::new(list, &Ask::default(), &profiles, &known), wanted);
    };
    let mut courses = Courses::new(&profiles);
    taken(&mut courses, &told("damaged"), &|_| true);
    let mut level = courses.without(&BTreeSet::from([entity("mill")]));
    taken(&mut level, &told("destroyed"), &|id| id == entity("mill"));
    let mut anew = Courses::new(&profiles);
    taken(&mut anew, &told("destroyed"), &|_| true);
    let standings = |courses: &mut Courses| {
        courses.sort();
        let answering = courses.answer(&Ask::default());
        let state = courses.property("state").unwrap();
        courses.things().iter().map(|thing| (thing.entity, answering.standing(thing, state))).collect::<Vec<_>>()
    };
    assert_eq!(standings(&mut level), standings(&mut anew));
}
