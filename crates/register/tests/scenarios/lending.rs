//! A community seed bank: seed is lent and comes back, its store burns, and another bank goes on with what families kept.

use std::collections::BTreeMap;

use daftar_register::claim::{Decimal, Edtf, EntityId, Value};
use daftar_register::view::promises::{Due, State};
use daftar_register::view::survivors::{Standing, Way};
use daftar_register::view::{Ask, Audience};
use daftar_register::{Back, RegisterError};

use crate::site::Site;

/// The House of Seeds. All of it is invented.
const HOUSE: &str = include_str!("house.toml");

fn keeper() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

fn amount(number: &str, unit: Option<&str>) -> Value {
    Value::Number { number: Decimal::parse(number).unwrap(), unit: unit.map(Into::into) }
}

fn house() -> Site {
    let mut site = Site::first();
    site.record_by_hand(HOUSE).unwrap();
    site
}

fn promise(site: &Site, of: &str) -> EntityId {
    let all = site.promises(Some(&edtf("2032-09-01")), &keeper()).unwrap();
    let named = |one: &daftar_register::view::promises::Promise| one.of[0].name.as_deref() == Some(of);
    all.promises.into_iter().find(named).unwrap().promise
}

fn back<'b>(promise: EntityId, quantity: &'b Value, day: &'b Edtf) -> Back<'b> {
    Back { lot: None, promise, parent: None, number: Some("HS 9"), quantity, harvested: None, day, kept_at: None }
}

/// The ways in which each accession may survive.
fn ways(site: &Site) -> BTreeMap<String, (Standing, Vec<Way>)> {
    let bank = site.entity("House of Seeds").unwrap();
    let all = site.survivors(Some(bank), &keeper()).unwrap().accessions.into_iter();
    let told = |one: daftar_register::view::survivors::Surviving| {
        let ways = one.chances.iter().map(|chance| chance.way).collect();
        (one.accession.name.unwrap(), (one.standing, ways))
    };
    all.map(told).collect()
}

#[test]
fn what_is_due_is_listed_and_who_was_displaced_is_only_counted() {
    let site = house();
    let all = site.promises(Some(&edtf("2032-09-01")), &keeper()).unwrap();
    assert_eq!((all.promises.len(), all.displaced, all.not_asked), (1, 1, 1));
    assert_eq!(all.promises[0].is_due, Due::Yes);
    let json = serde_json::to_string(&all).unwrap();
    assert!(json.contains("Family Qandil") && !json.contains("Sabbagh"), "{json}");
    let public = site.promises(None, &Ask::default()).unwrap();
    assert_eq!((public.promises.len(), public.displaced), (0, 0), "and the public learns of none");
}

#[test]
fn seed_that_comes_back_is_a_new_lot_in_one_entry() {
    let mut site = house();
    let durum = promise(&site, "Hill durum");
    let (day, early) = (edtf("2032-07-15"), edtf("2031-09-01"));
    for (wrong, day) in [
        (amount("-2", Some("kg")), &day),
        (amount("2", None), &day),
        (amount("0", Some("kg")), &day),
        (amount("2", Some("kg")), &early),
    ] {
        let refused = site.give_back(&back(durum, &wrong, day)).unwrap_err();
        assert!(matches!(refused, RegisterError::Ask(_)), "{refused}");
    }
    let entries = site.last_work().unwrap().number;
    let given = site.give_back(&back(durum, &amount("2", Some("kg")), &day)).unwrap();
    site.carry_out(&given.plan).unwrap();
    assert_eq!(site.last_work().unwrap().number, entries + 1);
    site.carry_out(&given.plan).unwrap();
    assert_eq!(site.last_work().unwrap().number, entries + 1, "and is not done twice");
    let told = site.promise(durum, &keeper()).unwrap();
    assert_eq!((told.state, told.odd.len()), (State::Returned, 0));
    assert_eq!(told.returned[0].lot.entity, Some(given.lot));
    let heard = site.hear_entities(&[given.lot], site.standing(), Audience::Public).unwrap();
    let open = heard.statements.iter().filter(|one| !one.sealed);
    let open: Vec<&str> = open.map(|one| one.claim.property.as_str()).collect();
    assert!(open.contains(&"quantity") && open.contains(&"parent-lot") && !open.contains(&"grower"), "{open:?}");
    let work = site.last_work().unwrap();
    site.undo(work).unwrap();
    assert_eq!(site.promise(durum, &keeper()).unwrap().state, State::Open, "one deed, undone as one");
}

#[test]
fn a_promise_is_forgiven_with_its_reason() {
    let mut site = house();
    let durum = promise(&site, "Hill durum");
    assert!(site.forgive(durum, "  ", "en", &edtf("2032-07-15")).is_err());
    let plan = site.forgive(durum, "the drought of 2032", "en", &edtf("2032-07-15")).unwrap();
    site.carry_out(&plan).unwrap();
    let told = site.promise(durum, &keeper()).unwrap();
    assert_eq!((told.state, told.forgiven[0].why.as_str()), (State::Forgiven, "the drought of 2032"));
}

#[test]
fn after_the_fire_the_map_says_what_survives_where_and_what_nowhere() {
    let mut site = house();
    assert!(ways(&site).values().all(|(_, ways)| ways.first() == Some(&Way::Here) || ways.is_empty()));
    let (bank, store) = (site.entity("House of Seeds").unwrap(), site.entity("Store").unwrap());
    let mut fire = site.claim(store, "fate", Value::code("fate", "destroyed"));
    fire.when = Some(edtf("2032-01-06"));
    site.say(&fire);
    let after = ways(&site);
    assert_eq!(after["Broad bean"], (Standing::Nowhere, vec![]));
    assert_eq!(after["Hill durum"], (Standing::Perhaps, vec![Way::Lent]));
    assert_eq!(after["Terrace barley"], (Standing::Perhaps, vec![Way::Lent]));
    assert_eq!(after["Star okra"], (Standing::Remembered, vec![]));
    let map = site.survivors(Some(bank), &keeper()).unwrap();
    assert_eq!(map.accessions[0].accession.name.as_deref(), Some("Broad bean"), "what exists nowhere is named first");
    let names = |all: &[daftar_register::view::survivors::Holder]| {
        all.iter().filter_map(|one| one.who.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (names(&map.holders), names(&map.displaced)),
        (vec!["Family Qandil".into()], vec!["Family Sabbagh".into()])
    );
    let second = site.held_by_bank(site.entity("Second House").unwrap(), &keeper()).unwrap();
    assert_eq!((second.own.len(), second.inherited.len()), (0, 3), "records, and no seed");
    assert!(second.inherited.iter().all(|one| one.lots.is_empty()));
    let first = site.held_by_bank(bank, &keeper()).unwrap();
    assert!(first.own.iter().all(|one| one.lots.is_empty()), "what is lost is not held");
}
