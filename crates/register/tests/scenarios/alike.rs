//! Many cards changed alike: many entries, one piece of work, taken back as one; what others recorded stays theirs.

use daftar_register::claim::{Claim, EntityId, PropertyId, Value};
use daftar_register::table::{Cell, Query};
use daftar_register::{Alike, Deed, Foreseen, Left};

use crate::site::Site;

/// More than one entry holds.
const MANY: usize = 4_100;

/// Records so many buildings that are of mud.
fn many(site: &mut Site, count: usize) -> Vec<EntityId> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut all = Vec::new();
    for number in 0..count {
        let (entity, said) = site.new_entity("building", &format!("House {number:05}"), "en").unwrap();
        claims.extend(said);
        claims.push(site.claim(entity, "description", Value::text("of mud")));
        all.push(entity);
    }
    site.record(claims).unwrap();
    all
}

fn alike(site: &Site, deed: Deed) -> Alike {
    let mut query = Query::default();
    query.add_text("kind=building");
    let property = PropertyId::parse("description").unwrap();
    let keeper = site.keeper().unwrap();
    let manner = (!matches!(deed, Deed::Replace { .. })).then(|| site.claim(keeper, "description", Value::Unknown));
    Alike { query, property, deed, manner, restricted: false, concerns: Vec::new() }
}

fn mud() -> Cell {
    Cell::Text("of mud".into())
}

/// How many buildings are said to be so.
fn said(site: &Site, words: &str) -> usize {
    let deed = Deed::Withdraw { old: Cell::Text(words.into()) };
    let mut cards = 0;
    let foreseen = site.foresee(&alike(site, deed), |card| cards += usize::from(card.left.is_none())).unwrap();
    assert_eq!(foreseen.len(), cards);
    cards
}

#[test]
fn thousands_are_replaced_taken_back_and_undone_as_one_work() {
    let mut site = Site::first();
    many(&mut site, MANY);
    let clay = alike(&site, Deed::Replace { old: mud(), new: Value::text("of clay") });
    let foreseen = site.foresee(&clay, |_| {}).unwrap();
    let done = site.change_alike(&clay, &foreseen).unwrap();
    assert_eq!((done.cards, done.statements, done.left.len()), (MANY, MANY, 0));
    assert_eq!((said(&site, "of clay"), said(&site, "of mud")), (MANY, 0));
    site.reopen();
    let undone = site.undo(done.entry.unwrap()).unwrap();
    assert_eq!((undone.retracted, undone.revived), (MANY, MANY));
    assert_eq!((said(&site, "of clay"), said(&site, "of mud")), (0, MANY));
    let gone = alike(&site, Deed::Withdraw { old: mud() });
    let foreseen = site.foresee(&gone, |_| {}).unwrap();
    let done = site.change_alike(&gone, &foreseen).unwrap();
    assert_eq!((done.cards, said(&site, "of mud")), (MANY, 0));
    site.reopen();
    assert_eq!(site.undo(done.entry.unwrap()).unwrap().revived, MANY);
    assert_eq!(said(&site, "of mud"), MANY);
}

#[test]
fn what_others_recorded_is_theirs_and_what_nobody_foresaw_is_left() {
    let mut site = Site::first();
    let houses = many(&mut site, 3);
    let mut other = site.second(Some("Committee"));
    let theirs = Value::text("of mud");
    let theirs = other.claim(houses[0], "description", theirs);
    other.say(&theirs);
    let house = other.building("House of the committee");
    let own = other.claim(house, "description", Value::text("of mud"));
    other.say(&own);
    let bundle = other.bundle();
    site.take(&bundle);
    let clay = alike(&site, Deed::Replace { old: mud(), new: Value::text("of clay") });
    let mut told = Vec::new();
    let foreseen = site.foresee(&clay, |card| told.push((card.entity, card.changes(), card.left))).unwrap();
    assert!(told.contains(&(house, false, Some(Left::NotYours))), "{told:?}");
    assert!(told.contains(&(houses[0], true, Some(Left::NotYours))), "mine changes, theirs stays: {told:?}");
    let nothing = site.change_alike(&clay, &Foreseen::default()).unwrap();
    assert_eq!((nothing.cards, nothing.entry, nothing.left.len()), (0, None, 3), "what was not foreseen is not done");
    let stone = site.claim(houses[1], "description", Value::text("of stone"));
    site.say(&stone);
    let done = site.change_alike(&clay, &foreseen).unwrap();
    assert_eq!((done.cards, done.left), (2, vec![(houses[1], Left::Otherwise)]));
    assert_eq!(site.holding(houses[0], "description").len(), 2, "both sides stand beside each other");
}
