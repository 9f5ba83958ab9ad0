//! A ledger that follows the record is as one made anew, and both are as everything heard and gathered at once.

use daftar_claim::{Claim, Decimal, Edtf, Ground, PropertyId, Secret, Subject, Value};
use daftar_store::Access;
use daftar_view::rescue::{Holding, Weights, rank};

use super::*;
use crate::differing::tests::Dice;
use crate::{Founding, Home, system_clock};

/// How many lots a bank has; half as many accessions.
const LOTS: usize = 12;

/// A card of the bank, by its kind and number.
fn card(kind: &str, n: usize) -> EntityId {
    daftar_claim::row_entity("bank", kind, &[&n.to_string()])
}

fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

fn number(text: &str, unit: &str) -> Value {
    Value::Number { number: Decimal::parse(text).unwrap(), unit: Some(unit.to_owned()) }
}

fn count(number: usize) -> Value {
    Value::Count { low: None, best: Some(number as i64), high: None }
}

fn says(about: EntityId, property: &str, value: Value) -> Claim {
    Claim::new(Subject::Entity(about), PropertyId::parse(property).unwrap(), value, card("document", 0))
}

const DATES: [&str; 4] = ["2029-03-01", "2030-07-15", "2031-11-02", "2031"];

/// A day of the past or, for one lot in some, a day that is still to come.
fn day(dice: &mut Dice) -> Value {
    let ahead = ["2090-01-01"];
    Value::Date(date(if dice.below(12) == 0 { dice.of(&ahead) } else { dice.of(&DATES) }))
}

/// Something that is said of a seed bank, of any sort that its lists follow from.
fn claim(dice: &mut Dice) -> Claim {
    let which = dice.below(LOTS);
    // Seldom of another accession than at first, so that not all hang together.
    let other = if dice.below(9) == 0 { dice.below(LOTS / 2) } else { which / 2 };
    let [lot, accession] = [card("lot", which), card("accession", other)];
    let [test, event] = [card("test", dice.below(LOTS)), card("event", dice.below(LOTS))];
    let [place, family] = [card("place", dice.below(6)), card("family", dice.below(5))];
    let either = dice.of(&[lot, lot, accession]);
    let code = |property: &str, code: &str| Value::code(property, code);
    let kinds = ["recount", "distribution", "promise", "safety-duplicate", "regeneration"];
    let mut claim = match dice.below(34) {
        0 => says(lot, "kind", code("kind", "lot")),
        1 | 2 => says(lot, "of-accession", Value::Entity(accession)),
        3 => says(lot, "quantity", number(dice.of(&["2", "500", "30"]), dice.of(&["g", "kg", "jar"]))),
        4 => says(lot, "thousand-seed-weight", number("40", "g")),
        5 | 6 => says(lot, "kept-at", Value::Entity(place)),
        7 => says(place, "part-of", Value::Entity(card("place", dice.below(6)))),
        8 => says(place, "kind", code("kind", dice.of(&["location", "building"]))),
        9 => says(place, "fate", code("fate", dice.of(&["destroyed", "missing", "survived"]))),
        10 => says(place, "building-climate", code("building-climate", dice.of(&["heavy-walls", "underground"]))),
        11 => says(dice.of(&[lot, place]), "temperature", number(dice.of(&["8", "20"]), "°C")),
        12 => says(lot, "moisture", number(dice.of(&["8", "10"]), "%")),
        13 => says(accession, "crop", Value::text(dice.of(&["wheat", "barley", "emmer"]))),
        14 => says(accession, "genus", Value::text("Triticum")),
        15 => says(accession, "species", Value::text("aestivum")),
        16 => says(dice.of(&[accession, lot, family]), "name", Value::text(dice.of(&["Horani", "Old jar", "Silo"]))),
        17 => says(test, "kind", code("kind", "germination-test")),
        18 | 19 => says(test, "about", Value::Entity(lot)),
        20 => says(test, "date", day(dice)),
        21 => says(test, "seeds-sown", count(100)),
        22 => says(test, "germinated", count(dice.of(&[96, 88, 71]))),
        23 => says(event, "kind", code("kind", dice.of(&kinds))),
        24 => says(event, dice.of(&["about", "sown-lot"]), Value::Entity(either)),
        25 => says(event, dice.of(&["quantity", "quantity-found", "quantity-used"]), number("90", "g")),
        26 => says(event, dice.of(&["to-whom", "holder"]), Value::Entity(family)),
        27 => says(event, "date", day(dice)),
        28 => says(family, "kind", code("kind", "family")),
        29 => says(family, "grows", Value::Entity(accession)),
        30 => says(accession, "grown-by", Value::Entity(family)),
        31 => says(lot, "fate", code("fate", dice.of(&["destroyed", "survived"]))),
        32 => says(accession, "kind", code("kind", "accession")),
        _ => says(lot, "harvested", Value::Date(date("2028-06"))),
    };
    if dice.below(3) == 0 {
        claim.when = Some(date(dice.of(&DATES)));
    }
    claim
}

/// What is seldom said.
fn rare(dice: &mut Dice) -> Claim {
    let joined = dice.of(&["lot", "accession", "family", "place"]);
    let measure = card("measure", 0);
    match dice.below(5) {
        0 => says(measure, "kind", Value::code("kind", "measure")),
        1 => says(measure, "name", Value::text("jar")),
        2 => says(measure, "holds-grams", number(["300", "350"][dice.below(2)], "g")),
        _ => says(card(joined, dice.below(6)), "same-as", Value::Entity(card(joined, dice.below(6)))),
    }
}

/// A bank that could be, and so much that is said besides.
fn bank(seed: u64, besides: usize, folder: &std::path::Path) -> Register {
    let mut dice = Dice(seed);
    let home = Home::at(folder.join("home"));
    let founding = Founding { place: "Sanabel".into(), keeper: "Silo".into(), lang: "en".into(), passphrase: None };
    let mut register = Register::create(&folder.join("bank.daftar"), &home, founding, system_clock).unwrap().0;
    register.unlock(None).unwrap();
    let code = |code: &str| Value::code("kind", code);
    let mut told = Vec::new();
    for n in 0..LOTS {
        let (lot, test) = (card("lot", n), card("test", n));
        told.extend([says(lot, "kind", code("lot")), says(lot, "quantity", number("2", "kg"))]);
        told.extend([says(lot, "of-accession", Value::Entity(card("accession", n / 2)))]);
        told.extend([says(test, "kind", code("germination-test")), says(test, "about", Value::Entity(lot))]);
    }
    told.extend((0..besides).map(|_| claim(&mut dice)));
    register.record(told).unwrap();
    register
}

/// Everything heard and gathered at once.
fn at_once(register: &Register, terms: &Terms) -> Vec<Holding> {
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    register.holdings_heard(&register.hear_holdings(&ask).unwrap(), &ask, terms, &|_| true)
}

/// Changes something, and says what.
fn change(register: &mut Register, dice: &mut Dice) -> String {
    let said = register.all_statements(register.standing()).unwrap();
    let one = &said[dice.below(said.len())];
    match dice.below(12) {
        0 | 1 => {
            drop(register.retract(one.id));
            format!("ended {:?}", one.claim)
        }
        2 => {
            let denial = Claim::new(
                Subject::Claim(one.id),
                PropertyId::parse("deny").unwrap(),
                Value::text("no"),
                card("document", 1),
            );
            register.record([denial]).unwrap();
            format!("denied {:?}", one.claim)
        }
        3 => {
            let rare = rare(dice);
            register.record([rare.clone()]).unwrap();
            format!("{rare:?}")
        }
        4 | 5 => {
            let secret = Secret { claim: claim(dice), concerns: Vec::new() };
            register.record_sealed(&secret).unwrap();
            format!("sealed {:?}", secret.claim)
        }
        6 if dice.below(4) == 0 => {
            register.erase(&[one.id], &[], Ground::Mistake).unwrap();
            format!("erased {:?}", one.claim)
        }
        7 => {
            let new = Claim { source: one.claim.source, ..claim(dice) };
            drop(register.replace(one.id, &new));
            format!("replaced {:?} by {new:?}", one.claim)
        }
        _ => {
            let told = [claim(dice), claim(dice)];
            register.record(told.clone()).unwrap();
            format!("{told:?}")
        }
    }
}

/// What comes first to be told apart.
fn alike(found: &Ledger, expected: &[Holding], of: &str) {
    for (one, other) in found.holdings().zip(expected) {
        assert_eq!(one, other, "{of}");
    }
    assert_eq!(found.holdings().count(), expected.len(), "{of}");
}

/// How many accessions are not gathered anew for what changed since a ledger was made.
fn left_alone(register: &Register, ledger: &Ledger) -> usize {
    let changed = Changed::between(register, ledger, &register.ledger_stamp().unwrap(), &register.opened_here());
    let Some(changed) = changed.unwrap() else { return 0 };
    let cards = register.with_all_lots(register.borne_upon(changed).unwrap()).unwrap();
    ledger.holdings().filter(|holding| !cards.contains(&holding.accession)).count()
}

#[test]
fn a_ledger_that_follows_is_as_everything_heard_at_once() {
    let (mut lots, mut apart) = (0, 0);
    for seed in 0..6 {
        let (folder, mut dice) = (tempfile::tempdir().unwrap(), Dice(seed + 40));
        let mut register = bank(seed, 70, folder.path());
        let mut terms = register.terms().unwrap();
        let (mut before, mut what) = (None, "at first".to_owned());
        for step in 0..30 {
            let of = format!("seed {seed}, step {step}: {what}");
            if let Some(ledger) = &before {
                apart += usize::from(left_alone(&register, ledger) > 0);
            }
            let ledger = register.ledger(before.take(), &terms, &|_, _| {}).unwrap();
            alike(&ledger, &at_once(&register, &terms), &of);
            lots += ledger.holdings().map(|holding| holding.lots.len()).sum::<usize>();
            let list =
                |holdings: Vec<&Holding>| rank(&holdings, terms.today, &Weights::default(), daftar_date::Lang::Ar, 99);
            assert_eq!(list(ledger.holdings().collect()), list(at_once(&register, &terms).iter().collect()), "{of}");
            before = Some(ledger);
            what = change(&mut register, &mut dice);
            if step % 7 == 6 {
                terms.today = terms.today.plus([40, 400, 9_000][dice.below(3)]);
                what.push_str(", on a later day");
            }
        }
    }
    assert!(lots > 1_500 && apart > 60, "{lots} {apart}");
}

#[test]
fn what_others_recorded_is_followed_too_and_so_are_keys_that_open_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = bank(7, 70, folder.path());
    let home = Home::at(folder.path().join("home"));
    let mut reader = Register::open(&folder.path().join("bank.daftar"), &home, Access::Read, system_clock).unwrap();
    let terms = reader.terms().unwrap();
    let mut ledger = reader.ledger(None, &terms, &|_, _| {}).unwrap();
    let mut dice = Dice(3);
    for step in 0..6 {
        let what = change(&mut register, &mut dice);
        reader.renew().unwrap();
        if step == 3 {
            reader.unlock(None).unwrap();
        }
        ledger = reader.ledger(Some(ledger), &terms, &|_, _| {}).unwrap();
        alike(&ledger, &at_once(&reader, &terms), &what);
    }
    assert!(!reader.opened.is_empty(), "something sealed took part");
}

#[test]
fn one_test_touches_its_accession_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = bank(1, 0, folder.path());
    let terms = register.terms().unwrap();
    let ledger = register.ledger(None, &terms, &|_, _| {}).unwrap();
    let test = card("test", 77);
    let told = [
        says(test, "kind", Value::code("kind", "germination-test")),
        says(test, "about", Value::Entity(card("lot", 0))),
    ];
    register.record(told).unwrap();
    let changed =
        Changed::between(&register, &ledger, &register.ledger_stamp().unwrap(), &ledger.opened).unwrap().unwrap();
    let cards = register.with_all_lots(register.borne_upon(changed).unwrap()).unwrap();
    let expected = [card("accession", 0), card("lot", 0), card("lot", 1), test];
    assert_eq!(cards, BTreeSet::from(expected));
    let after = register.ledger(Some(ledger), &terms, &|_, _| {}).unwrap();
    assert_eq!(after.fresh, 1, "one accession is gathered anew");
}
