//! Rules of difference, one by one.

use super::*;
use crate::ask::Ask;
use crate::surroundings::Surroundings;
use crate::testing::{Says, entity, shipped};
use daftar_claim::Statement;

/// Verdict, sort and number of sides of each difference, with the name of its reason.
fn found(list: &[Statement]) -> Vec<(Truth, Differs, usize, String)> {
    let (ask, profiles, surroundings) = (Ask::default(), shipped(), Surroundings::default());
    let asked = Asked::new(list, &ask, &profiles, &surroundings);
    let backward = Asked::new(list.iter().rev(), &ask, &profiles, &surroundings);
    let all = differences(&asked);
    assert_eq!(all, differences(&backward), "order does not matter");
    all.iter().map(|d| (d.verdict, d.about, d.sides.len(), reason_name(&d.reason))).collect()
}

fn reason_name(reason: &Reason) -> String {
    serde_json::to_value(reason).unwrap()["reason"].as_str().unwrap().to_owned()
}

/// The only difference, if there is one.
fn only(list: &[Statement]) -> Option<(Truth, String)> {
    let found = found(list);
    assert!(found.len() < 2, "{found:?}");
    found.into_iter().next().map(|(verdict, _, _, reason)| (verdict, reason))
}

fn yes(reason: &str) -> Option<(Truth, String)> {
    Some((Truth::Yes, reason.to_owned()))
}

fn possibly(reason: &str) -> Option<(Truth, String)> {
    Some((Truth::Possibly, reason.to_owned()))
}

fn state(code: &str) -> Says {
    Says::of("mill", "state").code("state", code)
}

fn founded(year: &str) -> Says {
    Says::of("mill", "founded").date(year)
}

#[test]
fn one_value_at_one_time() {
    assert_eq!(only(&[founded("2014").done(), founded("2016").done()]), yes("one-only"));
    assert_eq!(only(&[founded("2014").when("2014").done(), founded("2016").when("2016").done()]), yes("one-only"));
    assert_eq!(only(&[founded("2014").done(), founded("2014-05").done()]), None);
    assert_eq!(only(&[founded("2014").done(), founded("2016").hedged().done()]), possibly("hedged"));
    assert_eq!(only(&[founded("2014~").done(), founded("2016").done()]), possibly("approximate"));
    assert_eq!(only(&[founded("2014").done(), founded("2014").value(Value::Unknown).done()]), None);
    assert_eq!(only(&[founded("2014").done(), founded("2016").retracted().done()]), None);
}

#[test]
fn three_years_are_one_difference_with_three_sides() {
    let list = [founded("2014").done(), founded("2015").done(), founded("2016").done()];
    assert_eq!(found(&list), [(Truth::Yes, Differs::Value, 3, "one-only".into())]);
}

#[test]
fn a_state_that_changes_is_no_difference() {
    let holdings = |n| Says::of("mill", "holdings").count(None, Some(n), None);
    let at = |n, when: &str| holdings(n).when(when).done();
    assert_eq!(only(&[at(60, "2014"), at(80, "2020")]), None);
    assert_eq!(only(&[at(60, "2020"), at(80, "2020")]), yes("one-only"));
    assert_eq!(only(&[at(60, "2020"), at(80, "[2019,2020]")]), possibly("times-may-meet"));
    assert_eq!(only(&[at(60, "2020"), holdings(80).done()]), possibly("no-date"));
    assert_eq!(only(&[holdings(60).done(), holdings(80).done()]), possibly("no-date"));
    let inferred = holdings(80).inferred("2020", "the letter's year").done();
    assert_eq!(only(&[at(60, "2020"), inferred]), possibly("time-inferred"));
    let over = Says::of("mill", "holdings").count(Some(50), None, None).when("2020").done();
    assert_eq!(only(&[at(60, "2020"), over]), None);
}

#[test]
fn ranks_within_one_period() {
    let october = |code: &str| state(code).when("2031-10").done();
    assert_eq!(only(&[october("damaged"), october("destroyed")]), possibly("within-one-period"));
    assert_eq!(only(&[october("damaged"), state("destroyed").when("2031-12").done()]), None, "a worsening");
    assert_eq!(only(&[october("damaged"), state("repaired").when("2032").done()]), None, "a repair");
    assert_eq!(only(&[october("damaged"), state("destroyed").done()]), possibly("no-date"));
    assert_eq!(only(&[october("damaged"), october("unknown")]), None);
    assert_eq!(only(&[october("damaged"), october("damaged")]), None);
}

#[test]
fn grades_of_other_schemes_differ_where_the_crosswalk_can_tell() {
    let october = |scheme: &str, code: &str| Says::of("mill", "state").code(scheme, code).when("2031-10").done();
    let both = |a: (&str, &str), b: (&str, &str)| only(&[october(a.0, a.1), october(b.0, b.1)]);
    assert_eq!(both(("unosat-damage", "severe"), ("ems98", "4")), None, "one place on our scale");
    assert_eq!(both(("unosat-damage", "severe"), ("ems98", "2")), possibly("within-one-period"));
    assert_eq!(both(("copernicus-damage", "damaged"), ("ems98", "2")), None, "it may be moderate");
    assert_eq!(both(("copernicus-damage", "damaged"), ("ems98", "4")), None, "or severe");
    assert_eq!(both(("copernicus-damage", "damaged"), ("ems98", "5")), possibly("within-one-period"));
    assert_eq!(both(("unosat-damage", "destroyed"), ("copernicus-damage", "not-analysed")), None);
    let lost = Says::of("mill", "state").code("unosat-damage", "destroyed");
    let again = Says::of("mill", "state").code("unosat-damage", "destroyed").when("2032-03").done();
    assert_eq!(only(&[lost.when("2031-10").done(), again]), yes("once-only"));
}

#[test]
fn something_milder_after_what_is_reached_once() {
    let (lost, later) = (state("destroyed").when("2031-10").done(), state("damaged").when("2032-01").done());
    assert_eq!(only(&[lost.clone(), later.clone()]), possibly("milder-later"));
    let recovery = |when: &str| Says::of("mill", "recovery").code("recovery", "renovation").when(when).done();
    assert_eq!(only(&[lost.clone(), later.clone(), recovery("2031-12")]), None);
    assert_eq!(only(&[lost.clone(), later.clone(), recovery("2032-01")]), None);
    assert_eq!(only(&[lost.clone(), later.clone(), recovery("2032-03")]), possibly("milder-later"));
    assert_eq!(only(&[lost.clone(), state("intact").when("2032-01").done()]), possibly("milder-later"));
    assert_eq!(only(&[lost.clone(), state("repaired").when("2032-01").done()]), None);
}

#[test]
fn what_is_reached_only_once() {
    let lost = |when: &str| state("destroyed").when(when).done();
    assert_eq!(only(&[lost("2031-10"), lost("2032-01")]), yes("once-only"));
    assert_eq!(only(&[lost("2031-10"), lost("2031")]), None, "less precise");
    assert_eq!(only(&[lost("2031-10"), state("repaired").when("2031-12").done(), lost("2032-01")]), None);
    let told = |when: &str| state("destroyed").inferred(when, "told within the siege");
    let other = |when: &str| told(when).from("courier").done();
    assert_eq!(only(&[lost("2031-10"), other("2031-12-06/2032-04-07")]), possibly("time-inferred"));
    assert_eq!(only(&[lost("2031-10"), other("[..2032-04-07]")]), possibly("time-inferred"));
    assert_eq!(only(&[lost("2031-10"), other("2031-10-07")]), None, "inferred to lie within");
    assert_eq!(only(&[lost("2031-10"), told("[..2032-04-07]").done()]), None, "the source dates it elsewhere");
    assert_eq!(only(&[lost("2031-10"), state("destroyed").from("courier").done()]), None, "nothing to differ in");
    assert_eq!(only(&[lost("2031-10"), state("destroyed").stated("2032").from("courier").done()]), None);
    let early = state("destroyed").stated("2031-08").from("courier").done();
    assert_eq!(only(&[lost("2031-10"), early]), possibly("only-stated"), "told before the other date");
}

#[test]
fn happenings_without_a_scale() {
    let extent = |percent: &str| Says::of("fields", "extent").number(percent, Some("%"));
    let at = |percent: &str, when: &str| extent(percent).when(when).done();
    assert_eq!(only(&[at("40", "2032-02"), at("60", "2032-02")]), possibly("within-one-period"));
    assert_eq!(only(&[at("40", "2032-02"), at("60", "2032-04")]), None);
}

#[test]
fn many_values_differ_by_none_and_by_denial_only() {
    let holds = |what: &str| Says::of("mill", "holds").text(what, Some("en"));
    let list = [holds("coins").done(), holds("mosaics").done()];
    assert_eq!(only(&list), None);
    let none = holds("").value(Value::None).from("courier").done();
    assert_eq!(found(&[list[0].clone(), list[1].clone(), none])[0].2, 3);
    let denial = Says::of_claim(list[0].id, "deny").text("there were none", None).by("guard").done();
    assert_eq!(only(&[list[0].clone(), list[1].clone(), denial]), yes("denied"));
}

#[test]
fn a_denial_of_one_recording_denies_the_content() {
    let says = |salt| state("destroyed").when("2031-10").salt(salt).done();
    let denial = Says::of_claim(says(2).id, "deny").text("no", None).by("guard").done();
    assert_eq!(only(&[says(1), says(2), denial]), yes("denied"));
}

#[test]
fn ends_of_intervals_speak_for_began_and_ended() {
    let date = |date: &str| Says::of("siege", "date").date(date).done();
    let began = Says::of("siege", "began").date("2031-12-06").from("courier").done();
    assert_eq!(only(&[began.clone(), date("2031-12-12/2032-01-10")]), yes("one-only"));
    assert_eq!(only(&[began.clone(), date("2031-12/2032-01-10")]), None);
    assert_eq!(only(&[began, date("../2032-01-10")]), None);
}

#[test]
fn what_may_be_one_differs_only_if_it_is() {
    let began = |event: &str, day: &str| Says::of(event, "began").date(day).done();
    let list = [
        began("battle", "2031-12-06"),
        began("siege", "2031-12-12"),
        Says::of("siege", "may-be-same").entity("battle").done(),
    ];
    assert_eq!(only(&list), possibly("may-be-same"));
    assert_eq!(only(&list[..2]), None);
    let joined = Says::of("siege", "same-as").entity("battle").done();
    assert_eq!(only(&[list[0].clone(), list[1].clone(), joined]), yes("one-only"));
    let of = |id: &str| {
        let (ask, profiles, surroundings) = (Ask::default(), shipped(), Surroundings::default());
        differences_of(&Asked::new(&list, &ask, &profiles, &surroundings), entity(id)).len()
    };
    assert_eq!((of("siege"), of("battle"), of("mill")), (1, 1, 0));
}
