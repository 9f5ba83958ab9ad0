//! Random statements: what the courses answer is what condition folds.

use daftar_claim::{Statement, Value};
use daftar_date::Truth;
use proptest::prelude::*;

use super::*;
use crate::ask::Ask;
use crate::asked::{Asked, Spoken, denied};
use crate::condition::{Answer, scale};
use crate::prefer::{ShownFirst, unsuperseded};
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

/// What is said about statements: a denial or a wish, which may supersede the wishes before it; about which, when, from whom.
type Remarked = (u8, usize, usize, usize);

fn list(drawn: &[Drawn], remarked: &[Remarked]) -> Vec<Statement> {
    let mut list: Vec<Statement> = (0..).zip(drawn).map(|(salt, one)| statement(one, salt)).collect();
    let told: Vec<ClaimId> = list.iter().map(|one| one.id).collect();
    let mut wishes: Vec<ClaimId> = Vec::new();
    for (kind, about, said, source) in remarked.iter().filter(|_| !told.is_empty()) {
        let about = told[about % told.len()];
        let says = match kind % 3 {
            0 => Says::of_claim(about, "deny").text("it was not", None),
            1 => Says::of("mill", "prefer").prefers(about, &[], &[]),
            _ => Says::of("mill", "prefer").prefers(about, &[], &wishes),
        };
        let says = if *said < SAID.len() { says.stated(SAID[*said]) } else { says };
        let remark = says.from(SOURCES[source % SOURCES.len()]).done();
        wishes.extend((kind % 3 > 0).then_some(remark.id));
        list.push(remark);
    }
    list.push(Says::of("mill", "kind").code("kind", "building").done());
    list.push(Says::of("courier", "published").date("2031-10-05").done());
    list.push(Says::of("radio", "archived").date("2031-12-05").done());
    list
}

/// A value, in one form: its statements, its truths, and how it is said.
fn line(mut claims: Vec<ClaimId>, truths: [Truth; 3], hedged: bool, beside: &str) -> String {
    claims.sort_unstable();
    format!("{claims:?} {truths:?} {hedged} {beside}")
}

/// What condition folds, in lines.
fn folded(asked: &Asked) -> (Answer, Vec<String>) {
    let property = asked.profiles.properties.values().find(|property| property.id.as_str() == "state").unwrap();
    let folded = scale(property, asked, entity("mill"));
    let each = folded.values.iter();
    let mut lines: Vec<String> =
        each.map(|one| line(one.statements.clone(), [one.held, one.as_dated, one.said], one.hedged, "")).collect();
    lines.sort();
    (folded.answer, lines)
}

/// The same and more by the rules as they are written down, each telling beside each other one.
fn by_the_rules(asked: &Asked) -> Vec<String> {
    let spoken = asked.of_property(entity("mill"), &PropertyId::parse("state").unwrap());
    let hedged = |one: &Spoken| asked.statement(one).claim().certainty.is_some();
    let ends = |later: &Spoken| later.held.is_yes() && later.when.is_written() && !hedged(later) && later.can_end();
    let is_past = |one: &Spoken| {
        let after = |later: &Spoken| later.key != one.key && one.when.is_before(&later.when);
        one.when.is_written()
            && spoken.iter().any(|later| ends(later) && after(later) && (!one.once() || later.restores()))
    };
    let wished = ShownFirst::of(spoken, &unsuperseded(asked), asked).statement;
    let wished = wished.and_then(|claim| spoken.iter().find(|one| asked.statement(one).statement.id == claim));
    let denied = denied(asked);
    let mut values: Vec<Vec<&Spoken>> = Vec::new();
    for one in spoken.iter().filter(|one| !is_past(one)) {
        match values.iter_mut().find(|value| value[0].key == one.key) {
            Some(value) => value.push(one),
            None => values.push(vec![one]),
        }
    }
    let each = values.iter().map(|value| {
        let id = |one: &Spoken| asked.statement(one).statement.id;
        let best = |truth: fn(&Spoken) -> Truth| value.iter().map(|one| truth(one)).fold(Truth::No, Truth::or);
        let said = value.iter().map(|one| asked.statement(one).said).fold(Truth::No, Truth::or);
        let truths = [best(|one| one.held), best(|one| one.as_dated), said];
        let first = wished.is_some_and(|wished| wished.key == value[0].key);
        let denied = value.iter().all(|one| denied.contains(&id(one)));
        let beside = format!("{denied} {first} {}", value[0].is_unseen());
        line(value.iter().map(|one| id(one)).collect(), truths, value.iter().all(|one| hedged(one)), &beside)
    });
    let mut lines: Vec<String> = each.collect();
    lines.sort();
    lines
}

/// What the courses answer, in the same lines, without and with what else is told of a value.
fn answered(values: &[Current]) -> [Vec<String>; 2] {
    [false, true].map(|more| {
        let each = values.iter().map(|one| {
            let claims = one.tellings.iter().map(|one| one.claim).collect();
            let beside = if more { format!("{} {} {}", one.denied, one.first, one.unseen) } else { String::new() };
            line(claims, [one.held, one.as_dated, one.said], one.hedged, &beside)
        });
        let mut lines: Vec<String> = each.collect();
        lines.sort();
        lines
    })
}

/// What may be so, by what is firm and what is not.
fn check_what_may_be(values: &[Current], standing: &Standing) {
    let is_state = |value: &&Current| !matches!(value.figure, Figure::Silent | Figure::None);
    let firm = values.iter().any(Current::is_firm);
    assert_eq!(standing.may_be & UNSAID == 0, firm, "something is firm, or it may be that nobody says anything");
    for value in values.iter().filter(is_state).filter(|value| !value.unseen) {
        assert_eq!(standing.may_be & bits_of(value.figure), bits_of(value.figure));
    }
    let firm_state = values.iter().filter(is_state).any(Current::is_firm);
    let unknown = values.iter().any(|value| value.figure == Figure::Silent);
    assert_eq!(standing.may_be & SILENT != 0, unknown && !firm_state);
    let first = values.iter().find(|value| value.first).map(|value| bits_of(value.figure));
    assert_eq!(standing.first, first);
}

proptest! {
    #[test]
    fn the_courses_answer_what_condition_folds(
        drawn in prop::collection::vec((0usize..11, 0usize..9, 0u8..4, 0usize..6, 0usize..3, 0u8..140), 0..7),
        remarked in prop::collection::vec((0u8..3, 0usize..6, 0usize..6, 0usize..3), 0..4),
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
        let (list, profiles, whole) = (list(&drawn, &remarked), shipped(), Ask::default());
        let known = crate::Surroundings::gather(&list, Audience::Public, &profiles);
        let mut courses = Courses::new(&profiles);
        courses.take(&Asked::new(&list, &whole, &profiles, &known), &|_| true);
        let state = courses.property("state").unwrap();
        let thing = courses.things().iter().find(|thing| thing.entity == entity("mill")).unwrap();
        let answering = courses.answer(&ask);
        let values = answering.current(courses.tellings_of(thing), state, EVERYBODY);
        let standing = answering.standing(thing, state);
        let asked = Asked::new(&list, &ask, &profiles, &known);
        let [few, all] = answered(&values);
        prop_assert_eq!((standing.answer, few), folded(&asked));
        prop_assert_eq!(all, by_the_rules(&asked));
        check_what_may_be(&values, &standing);
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
    let values = answering.current(courses.tellings_of(thing), courses.property("state").unwrap(), EVERYBODY);
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

#[test]
fn the_public_is_not_told_which_sensitive_things_lie_in_a_place() {
    let of = |name: &str, kind: &str| {
        [Says::of(name, "kind").code("kind", kind).done(), Says::of(name, "place").entity("quarter").done()]
    };
    let list = [of("well", "water-point"), of("mill", "building")].concat();
    let profiles = shipped();
    let lying_in = |place: &str, kind: &str, audience: Audience| {
        let ask = Ask { audience, ..Ask::default() };
        let known = crate::Surroundings::gather(&list, audience, &profiles);
        let mut courses = Courses::new(&profiles);
        courses.take(&Asked::new(&list, &ask, &profiles, &known), &|_| true);
        let (shown, hidden) = courses.lying_in(kind, &BTreeSet::from([entity(place)]), audience);
        (shown.len(), hidden)
    };
    let lying = |kind: &str, audience: Audience| lying_in("quarter", kind, audience);
    assert_eq!((lying("water-point", Audience::Public), lying("building", Audience::Public)), ((0, 1), (1, 0)));
    assert_eq!(lying("water-point", Audience::Keeper), (1, 0));
    // Nor by how many: asked place by place, that would find each.
    assert_eq!(lying_in("harbour", "water-point", Audience::Public), lying("water-point", Audience::Public));
}
