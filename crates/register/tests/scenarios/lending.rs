//! A community seed bank: seed is lent and comes back, its store burns, and another bank goes on with what families kept.

use std::collections::BTreeMap;

use daftar_register::claim::{Decimal, Edtf, EntityId, Value};
use daftar_register::view::promises::{Due, State};
use daftar_register::view::survivors::{Standing, Way};
use daftar_register::view::{Ask, Audience};
use daftar_register::{Back, RegisterError};

use crate::site::Site;

/// The House of Seeds: a store with three varieties on its shelf, three families, one of them displaced; a fourth variety is
/// remembered. All of it is invented.
const HOUSE: &str = r#"
source.title = "Seed book of the House of Seeds"
claim = [
  { about = "House of Seeds", property = "kind", code = "seed-bank" },
  { about = "House of Seeds", property = "name", text = "House of Seeds", lang = "en" },
  { about = "Second House", property = "kind", code = "seed-bank" },
  { about = "Second House", property = "name", text = "Second House", lang = "en" },
  { about = "House of Seeds", property = "successor", entity = "Second House", when = "2032-10" },
  { about = "Store", property = "kind", code = "location", restricted = true },
  { about = "Store", property = "name", text = "Store", lang = "en", restricted = true },
  { about = "Store", property = "part-of", entity = "House of Seeds", restricted = true },
  { about = "Hill durum", property = "kind", code = "accession" },
  { about = "Hill durum", property = "name", text = "Hill durum", lang = "en" },
  { about = "Terrace barley", property = "kind", code = "accession" },
  { about = "Terrace barley", property = "name", text = "Terrace barley", lang = "en" },
  { about = "Broad bean", property = "kind", code = "accession" },
  { about = "Broad bean", property = "name", text = "Broad bean", lang = "en" },
  { about = "Star okra", property = "kind", code = "accession" },
  { about = "Star okra", property = "name", text = "Star okra", lang = "en" },
  { about = "Hala", property = "kind", code = "person", restricted = true },
  { about = "Hala", property = "name", text = "Hala", lang = "en", restricted = true },
  { about = "Star okra", property = "remembered-by", entity = "Hala", restricted = true },
  { about = "Jar of durum", property = "kind", code = "lot" },
  { about = "Jar of durum", property = "name", text = "Jar of durum", lang = "en" },
  { about = "Jar of durum", property = "of-accession", entity = "Hill durum" },
  { about = "Jar of durum", property = "quantity", number = "5", unit = "kg" },
  { about = "Jar of durum", property = "kept-at", entity = "Store", when = "2031-01-05", restricted = true },
  { about = "Jar of barley", property = "kind", code = "lot" },
  { about = "Jar of barley", property = "name", text = "Jar of barley", lang = "en" },
  { about = "Jar of barley", property = "of-accession", entity = "Terrace barley" },
  { about = "Jar of barley", property = "quantity", number = "2", unit = "kg" },
  { about = "Jar of barley", property = "kept-at", entity = "Store", when = "2031-01-05", restricted = true },
  { about = "Jar of beans", property = "kind", code = "lot" },
  { about = "Jar of beans", property = "name", text = "Jar of beans", lang = "en" },
  { about = "Jar of beans", property = "of-accession", entity = "Broad bean" },
  { about = "Jar of beans", property = "quantity", number = "1", unit = "kg" },
  { about = "Jar of beans", property = "kept-at", entity = "Store", when = "2031-01-05", restricted = true },
  { about = "Family Qandil", property = "kind", code = "family", restricted = true },
  { about = "Family Qandil", property = "name", text = "Family Qandil", lang = "en", restricted = true },
  { about = "Family Sabbagh", property = "kind", code = "family", restricted = true },
  { about = "Family Sabbagh", property = "name", text = "Family Sabbagh", lang = "en", restricted = true },
  { about = "Family Sabbagh", property = "displaced-to", unknown = true, when = "2032-02", restricted = true },
  { about = "Loan of durum", property = "kind", code = "promise", restricted = true },
  { about = "Loan of durum", property = "about", entity = "Jar of durum", restricted = true },
  { about = "Loan of durum", property = "to-whom", entity = "Family Qandil", restricted = true },
  { about = "Loan of durum", property = "quantity", number = "1", unit = "kg", restricted = true },
  { about = "Loan of durum", property = "amount-to-return", number = "2", unit = "kg", restricted = true },
  { about = "Loan of durum", property = "began", date = "2031-10-01", restricted = true },
  { about = "Loan of durum", property = "due", date = "2032-06/2032-08", restricted = true },
  { about = "Loan of barley", property = "kind", code = "promise", restricted = true },
  { about = "Loan of barley", property = "about", entity = "Jar of barley", restricted = true },
  { about = "Loan of barley", property = "to-whom", entity = "Family Sabbagh", restricted = true },
  { about = "Loan of barley", property = "quantity", number = "500", unit = "g", restricted = true },
  { about = "Loan of barley", property = "due", date = "2032-06", restricted = true },
]
"#;

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
    assert_eq!((names(&map.holders), names(&map.displaced)), (vec!["Family Qandil".into()], vec!["Family Sabbagh".into()]));
    let second = site.held_by_bank(site.entity("Second House").unwrap(), &keeper()).unwrap();
    assert_eq!((second.own.len(), second.inherited.len()), (0, 3), "records, and no seed");
    assert!(second.inherited.iter().all(|one| one.lots.is_empty()));
    let first = site.held_by_bank(bank, &keeper()).unwrap();
    assert!(first.own.iter().all(|one| one.lots.is_empty()), "what is lost is not held");
}
