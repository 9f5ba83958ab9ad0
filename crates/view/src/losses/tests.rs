use super::*;
use crate::ask::Ask;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, edtf, entity, shipped};
use daftar_claim::Statement;

/// A shelf in a store of a bank; the store was destroyed on 6 January 2032.
fn store() -> Vec<Statement> {
    vec![
        Says::of("bank", "kind").code("kind", "seed-bank").done(),
        Says::of("store", "kind").code("kind", "location").done(),
        Says::of("store", "part-of").entity("bank").done(),
        Says::of("shelf", "kind").code("kind", "location").done(),
        Says::of("shelf", "part-of").entity("store").done(),
        Says::of("marsa", "kind").code("kind", "location").done(),
        Says::of("jar", "kind").code("kind", "lot").done(),
        Says::of("store", "fate").code("fate", "destroyed").when("2032-01-06").done(),
    ]
}

fn at(place: &str) -> Says {
    Says::of("jar", "kept-at").entity(place)
}

fn lost_since(list: &[Statement], since: &[&str]) -> Vec<LostWith> {
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
    let asked = Asked::new(list, &ask, &profiles, &surroundings);
    let since: Vec<Edtf> = since.iter().map(|date| edtf(date)).collect();
    Losses::of(&asked).of_thing(entity("jar"), &since)
}

fn lost(moves: &[Says]) -> Truth {
    let list: Vec<Statement> = store().into_iter().chain(moves.iter().cloned().map(Says::done)).collect();
    lost_since(&list, &[]).first().map_or(Truth::No, |one| one.lost)
}

#[test]
fn what_was_kept_there_on_that_day_is_lost_with_the_statements_that_say_so() {
    let (before, list) = (at("shelf").when("2031-05-01").done(), store());
    let all: Vec<Statement> = list.iter().cloned().chain([before.clone()]).collect();
    let told = lost_since(&all, &[]);
    assert_eq!((told.len(), told[0].lost, told[0].fates.clone()), (1, Truth::Yes, vec![list[7].id]));
    let mut expected = vec![before.id, list[4].id];
    expected.sort_unstable();
    assert_eq!(told[0].kept, expected, "the jar on the shelf, the shelf in the store");
}

#[test]
fn what_was_carried_out_before_or_brought_in_afterwards_is_not() {
    let (shelf, away) = (at("shelf").when("2031-05-01"), at("marsa").when("2031-12-01"));
    assert_eq!(lost(&[shelf.clone(), away.clone()]), Truth::No);
    assert_eq!(lost(&[away, at("shelf").when("2032-05-01")]), Truth::No);
    assert_eq!(lost(&[at("shelf").when("../2032-01-01")]), Truth::No, "what has an end of its own ended then");
    assert_eq!(lost(&[shelf.clone(), at("marsa").when("2032-02-01")]), Truth::Yes);
    assert_eq!(lost(&[shelf.clone(), at("store").when("2031-12-01")]), Truth::Yes, "from the shelf to the floor");
    let harvested_later = lost_since(&[store(), vec![at("shelf").done()]].concat(), &["2032-06"]);
    assert!(harvested_later.is_empty());
}

#[test]
fn where_a_date_is_missing_or_too_wide_it_is_perhaps() {
    assert_eq!(lost(&[at("shelf")]), Truth::Possibly);
    assert_eq!(lost(&[at("shelf").stated("2031-05")]), Truth::Possibly);
    assert_eq!(lost(&[at("shelf").when("2031-05-01"), at("marsa").when("2032-01")]), Truth::Possibly);
    assert_eq!(lost(&[at("shelf").when("2031-05-01"), at("marsa")]), Truth::Possibly);
    assert_eq!(lost(&[at("shelf").when("2031-05-01").hedged()]), Truth::Possibly);
    assert_eq!(lost(&[at("shelf").when("2032-01-06")]), Truth::Possibly, "before it or after it on that day");
    assert_eq!(lost(&[]), Truth::No, "nobody says where it was");
}

#[test]
fn sources_that_differ_on_the_loss_make_it_perhaps() {
    let with = |more: Vec<Statement>| {
        let list = [store(), vec![at("shelf").when("2031-05-01").done()], more].concat();
        lost_since(&list, &[]).first().map_or(Truth::No, |one| one.lost)
    };
    let fate = |code| Says::of("store", "fate").code("fate", code).from("radio");
    assert_eq!(with(vec![fate("safe").when("2032-01-06").done()]), Truth::Possibly);
    assert_eq!(with(vec![fate("destroyed").when("2032-02").done()]), Truth::Yes, "both say that it was there");
    assert_eq!(with(vec![fate("destroyed").when("2031-01").done()]), Truth::Possibly, "by one of them it was not yet");
    let denial = Says::of_claim(store()[7].id, "deny").text("the store stands", None).from("radio").done();
    assert_eq!(with(vec![denial]), Truth::Possibly);
    let undated: Vec<Statement> = store().into_iter().filter(|one| one.claim.property.as_str() != "fate").collect();
    let undated = [undated, vec![at("shelf").when("2031").done(), fate("missing").done()]].concat();
    assert_eq!(lost_since(&undated, &[])[0].lost, Truth::Possibly);
}

#[test]
fn a_bank_is_lost_with_its_stores_and_a_box_with_what_it_stood_in() {
    let mut list: Vec<Statement> = store().into_iter().filter(|one| one.claim.property.as_str() != "fate").collect();
    list.push(Says::of("bank", "fate").code("fate", "missing").when("2032-01").done());
    list.push(Says::of("box", "kind").code("kind", "location").done());
    list.push(Says::of("box", "kept-at").entity("shelf").when("2031-01-01").done());
    list.push(at("box").when("2030-06-01").done());
    assert_eq!(lost_since(&list, &[])[0].lost, Truth::Yes);
    list.push(Says::of("box", "kept-at").entity("marsa").when("2031-12-24").done());
    assert_eq!(lost_since(&list, &[]), [], "the box was carried out with what was in it");
}

#[test]
fn places_that_lie_in_each_other_and_a_building_that_fell_end_nowhere() {
    let mut list = [store(), vec![at("shelf").when("2031").done()]].concat();
    list.push(Says::of("store", "kept-at").entity("shelf").when("2031").done());
    assert_eq!(lost_since(&list, &[])[0].lost, Truth::Yes);
    let ruin = [
        Says::of("hall", "kind").code("kind", "building").done(),
        Says::of("hall", "state").code("state", "destroyed").when("2032").done(),
        Says::of("jar", "kept-at").entity("hall").when("2031").done(),
    ];
    assert_eq!(lost_since(&ruin, &[]), [], "that a building is destroyed says nothing of what was in it");
}

#[test]
fn ten_thousand_jars_on_one_shelf_are_read_in_one_go() {
    let mut list = store();
    for n in 0..10_000 {
        list.push(Says::of(&format!("jar {n}"), "kept-at").entity("shelf").when("2031-05-01").done());
    }
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(&list, Audience::Keeper, &profiles);
    let asked = Asked::new(&list, &ask, &profiles, &surroundings);
    let losses = Losses::of(&asked);
    let all = (0..10_000).map(|n| losses.of_thing(entity(&format!("jar {n}")), &[]));
    assert!(all.map(|one| one[0].lost).all(Truth::is_yes));
}
