//! Many cards changed alike: many entries, one piece of work, taken back as one; what others recorded stays theirs.

use daftar_register::claim::{Claim, Decimal, EntityId, PropertyId, Value, Wkt};
use daftar_register::table::Query;
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

fn mud() -> Value {
    Value::text("of mud")
}

/// How many buildings are said to be so.
fn said(site: &Site, words: &str) -> usize {
    let deed = Deed::Withdraw { old: Value::text(words) };
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

/// A change of the kinds of all buildings, houses of mud.
fn of_kind(site: &Site, deed: Deed) -> Alike {
    Alike { property: PropertyId::parse("kind").unwrap(), manner: None, ..alike(site, deed) }
}

fn kind(kind: &str) -> Value {
    Value::code("kind", kind)
}

fn kinds(site: &Site, card: EntityId) -> Vec<Value> {
    values(site, card, "kind")
}

/// What is said of a card under a property.
fn values(site: &Site, card: EntityId, property: &str) -> Vec<Value> {
    let said = site.holding(card, property).into_iter();
    let mut values: Vec<Value> = said.map(|claim| site.statement(claim).unwrap().claim.value).collect();
    values.dedup();
    values
}

#[test]
fn a_kind_takes_the_place_of_another_and_comes_back() {
    let mut site = Site::first();
    let houses = many(&mut site, 3);
    let mill = of_kind(&site, Deed::Replace { old: kind("building"), new: kind("museum") });
    let foreseen = site.foresee(&mill, |_| {}).unwrap();
    assert_eq!((foreseen.len(), kinds(&site, houses[0])), (3, vec![kind("building")]), "nothing is done by looking");
    let done = site.change_alike(&mill, &foreseen).unwrap();
    assert_eq!((done.cards, done.statements, done.left.len()), (3, 3, 0));
    assert!(houses.iter().all(|house| kinds(&site, *house) == [kind("museum")]));
    assert_eq!(values(&site, houses[0], "description"), [Value::text("of mud")], "nothing else is touched");
    site.undo(done.entry.unwrap()).unwrap();
    assert!(houses.iter().all(|house| kinds(&site, *house) == [kind("building")]));
}

#[test]
fn a_kind_that_nobody_knows_or_that_would_be_sealed_is_refused() {
    let mut site = Site::first();
    many(&mut site, 1);
    let before = site.last_work();
    for new in [kind("photograph of nothing"), Value::text("museum"), Value::Unknown, Value::code("state", "damaged")] {
        let deed = Deed::Replace { old: kind("building"), new };
        let refused = site.foresee(&of_kind(&site, deed), |_| {}).unwrap_err().to_string();
        assert!(refused.contains("is no kind that is known here: ") && refused.contains("museum"), "{refused}");
    }
    let sealed =
        Alike { restricted: true, ..of_kind(&site, Deed::Say { values: vec![kind("museum")], only_unsaid: false }) };
    assert!(site.foresee(&sealed, |_| {}).unwrap_err().to_string().contains("a kind is said openly"));
    assert!(site.change_alike(&sealed, &Foreseen::default()).is_err());
    assert_eq!(site.last_work(), before);
}

/// What a change of kinds would leave alone, and why.
fn left(site: &Site, of: &str, deed: Deed) -> Vec<Option<Left>> {
    let mut query = Query::default();
    query.add_text(&format!("kind={of}"));
    let mut left = Vec::new();
    let alike = Alike { query, ..of_kind(site, deed) };
    let foreseen = site.foresee(&alike, |card| {
        assert!(card.left.is_none() || (!card.changes() && card.before == card.after));
        left.push(card.left);
    });
    assert_eq!(foreseen.unwrap().len(), left.iter().filter(|left| left.is_none()).count());
    left
}

#[test]
fn no_change_of_many_shows_what_is_hidden_or_leaves_a_card_without_a_kind() {
    let mut site = Site::first();
    for (kind, name) in [("person", "A giver"), ("water-point", "Well 7"), ("object", "Jar")] {
        let (_, said) = site.new_entity(kind, name, "en").unwrap();
        site.record(said.to_vec()).unwrap();
    }
    let replace = |old: &str, new: &str| Deed::Replace { old: kind(old), new: kind(new) };
    assert_eq!(left(&site, "person", replace("person", "body")), [Some(Left::Shown)]);
    assert_eq!(left(&site, "person", replace("person", "water-point")), [Some(Left::Shown)]);
    assert_eq!(left(&site, "water-point", replace("water-point", "building")), [Some(Left::Shown)]);
    assert_eq!(left(&site, "water-point", replace("water-point", "seed-bank")), [None], "as much is shown as before");
    assert_eq!(left(&site, "object", replace("object", "person")), [None], "less is shown");
    assert_eq!(left(&site, "object", Deed::Withdraw { old: kind("object") }), [Some(Left::Kindless)]);
    let both = Deed::Say { values: vec![kind("person"), kind("building")], only_unsaid: false };
    assert_eq!(left(&site, "object", both), [None], "a kind more hides, and shows nothing");
}

#[test]
fn positions_are_said_of_many_and_replaced_to_the_letter() {
    let mut site = Site::first();
    let houses = many(&mut site, 3);
    let at = |text: &str| site_value(text);
    let location = |site: &Site, deed| Alike {
        property: PropertyId::parse("location").unwrap(),
        manner: (!matches!(deed, Deed::Replace { .. }))
            .then(|| site.claim(site.keeper().unwrap(), "location", Value::Unknown)),
        ..alike(site, deed)
    };
    let do_it = |site: &mut Site, deed: Deed| {
        let alike = location(site, deed);
        let foreseen = site.foresee(&alike, |_| {}).unwrap();
        site.change_alike(&alike, &foreseen).unwrap()
    };
    let wrong = at("POINT (21.5 35)");
    site.say(&site.claim(houses[0], "location", wrong.clone()));
    site.say(&site.claim(houses[1], "location", at("POINT (21.50 35)")));
    let right = Value::Geometry { wkt: wkt("POINT (21 35)"), uncertainty: Some(Decimal::parse("12.5").unwrap()) };
    let done = do_it(&mut site, Deed::Replace { old: wrong.clone(), new: right.clone() });
    assert_eq!(done.cards, 1, "another writing is another position: the keeper chooses each");
    assert_eq!(values(&site, houses[0], "location"), std::slice::from_ref(&right));
    let done = do_it(&mut site, Deed::Say { values: vec![right.clone()], only_unsaid: true });
    assert_eq!((done.cards, values(&site, houses[2], "location")), (1, vec![right.clone()]));
    let gone = do_it(&mut site, Deed::Withdraw { old: right.clone() });
    assert_eq!((gone.cards, values(&site, houses[2], "location").len()), (2, 0));
    site.undo(gone.entry.unwrap()).unwrap();
    assert_eq!(values(&site, houses[2], "location"), [right]);
    assert_eq!(values(&site, houses[1], "location"), [at("POINT (21.50 35)")]);
}

fn wkt(text: &str) -> Wkt {
    Wkt::parse(text).unwrap()
}

fn site_value(text: &str) -> Value {
    Value::Geometry { wkt: wkt(text), uncertainty: None }
}
