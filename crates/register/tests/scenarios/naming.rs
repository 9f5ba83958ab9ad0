//! Lists whose cells name what is recorded already, by its number: a lot's accession, the lot that was tested, given or lent.

use std::fs;

use daftar_register::claim::{EntityId, Subject, Value};
use daftar_register::import::{Fate, Imported, Mapping, Plan, RowTold, Trouble, Why};
use daftar_register::read::sheet::{Opening, Row};

use daftar_register::view::Audience;

use crate::site::Site;

const ACCESSIONS: &str = "number,name\nSAN-1,Hard wheat\nSAN-2,Broad bean\n";
/// The second names a lot that only comes after it.
const LOTS: &str = "number,of accession,grown from,quantity\nL-1,SAN-1,,500 g\nL-2,SAN-1,L-3,200 g\nL-3,san-1,,100 g\n";
const TESTS: &str =
    "of what,date,seeds sown,germinated\nL-1,2030-03-01,50,45\nl-٢,2030-03-02,50,40\nL-9,2030-03-03,50,41\n";

fn import(site: &mut Site, kind: &str, list: &str) -> (Imported, Vec<RowTold>) {
    import_as(site, kind, kind, list)
}

fn import_as(site: &mut Site, kind: &str, name: &str, list: &str) -> (Imported, Vec<RowTold>) {
    dated(site, kind, name, list, None)
}

fn dated(site: &mut Site, kind: &str, name: &str, list: &str, as_of: Option<&str>) -> (Imported, Vec<RowTold>) {
    let path = site.folder().with_file_name(format!("{name}.csv"));
    fs::write(&path, list).unwrap();
    let opening = Opening::default();
    let looked = site.look_at_list(&path, &opening, kind, None, Some(name)).unwrap();
    let opening = Opening { sheet: looked.manner.sheet, ..opening };
    let title = name.to_owned();
    let mapping = Mapping { as_of: as_of.map(str::to_owned), ..looked.mapping };
    let plan = Plan::of(path, opening, mapping, title);
    let mut told = Vec::new();
    let mut each = |_: &Row, one: &RowTold| {
        told.push(one.clone());
        Ok(())
    };
    let imported = site.import(&plan, &|_, _| {}, &mut each).unwrap();
    (imported, told)
}

/// What a card names under a property.
fn named(site: &Site, card: EntityId, property: &str) -> Vec<EntityId> {
    let heard = site.hear_entity(card, site.standing(), Audience::Keeper).unwrap();
    let of = heard.statements.iter().filter(|one| one.claim.subject == Subject::Entity(card) && one.stands());
    let of = of.filter(|one| one.claim.property.as_str() == property);
    of.filter_map(|one| if let Value::Entity(entity) = one.claim.value { Some(entity) } else { None }).collect()
}

fn count(site: &Site, kind: &str) -> usize {
    site.of_kind(kind).unwrap().len()
}

fn bank() -> (Site, Vec<RowTold>, Vec<RowTold>) {
    let mut site = Site::first();
    let (_, accessions) = import(&mut site, "accession", ACCESSIONS);
    let (_, lots) = import(&mut site, "lot", LOTS);
    (site, accessions, lots)
}

#[test]
fn a_list_of_lots_finds_accessions_and_its_own_rows_by_number() {
    let (site, accessions, lots) = bank();
    let (wheat, lot) = (accessions[0].thing.unwrap(), |row: usize| lots[row].thing.unwrap());
    for row in 0..3 {
        assert_eq!(named(&site, lot(row), "of-accession"), [wheat], "{row}");
    }
    assert_eq!(named(&site, lot(1), "parent-lot"), [lot(2)]);
    assert_eq!((count(&site, "accession"), count(&site, "lot")), (2, 3), "nothing is made twice");
}

#[test]
fn a_test_of_a_lot_that_is_not_here_makes_none_and_waits_for_it() {
    let (mut site, _, lots) = bank();
    let (imported, tests) = import(&mut site, "germination-test", TESTS);
    assert_eq!((imported.rows, imported.named), (3, 0), "no thing is made of a number");
    assert_eq!(named(&site, tests[0].thing.unwrap(), "about"), [lots[0].thing.unwrap()]);
    assert_eq!(named(&site, tests[1].thing.unwrap(), "about"), [lots[1].thing.unwrap()]);
    assert!(named(&site, tests[2].thing.unwrap(), "about").is_empty());
    let [trouble] = &tests[2].troubles[..] else { panic!("{:?}", tests[2].troubles) };
    assert!(
        matches!(&trouble.why, Why::NoSuch { kind, in_arabic } if kind == "lot" && in_arabic == "دفعة"),
        "{trouble:?}"
    );
    assert_eq!(trouble.value.as_deref(), Some("L-9"));

    import(&mut site, "lot", &format!("{LOTS}L-9,SAN-2,,50 g\n"));
    let (_, again) = import(&mut site, "germination-test", TESTS);
    assert_eq!(named(&site, again[2].thing.unwrap(), "about").len(), 1);
    assert!(again[2].troubles.is_empty(), "{:?}", again[2].troubles);
}

#[test]
fn a_number_that_two_lots_bear_is_not_guessed() {
    let (mut site, _, _) = bank();
    import_as(&mut site, "lot", "other", "number,of accession,grown from,quantity\nL-1,SAN-2,,5 g\n");
    let (_, tests) = import(&mut site, "germination-test", TESTS);
    assert!(matches!(tests[0].troubles[0].why, Why::SeveralSuch { count: 2 }), "{:?}", tests[0].troubles);
    assert!(named(&site, tests[0].thing.unwrap(), "about").is_empty());
}

#[test]
fn what_a_list_says_is_dated_by_its_own_column_or_by_the_day_of_the_list() {
    let mut site = Site::first();
    import(&mut site, "accession", ACCESSIONS);
    let lots = "number,of accession,kept at,kept at since,moisture content\nL-1,SAN-1,Cellar,2031-03,8 %\nL-2,SAN-1,Cellar,,9 %\nL-3,SAN-2,Loft,soon,9 %\n";
    let (_, told) = import(&mut site, "lot", lots);
    let when = |site: &Site, row: usize, property: &str| {
        let heard = site.hear_entity(told[row].thing.unwrap(), site.standing(), Audience::Keeper).unwrap();
        let mut of = heard.statements.iter().filter(|one| one.stands() && one.claim.property.as_str() == property);
        of.next().unwrap().claim.when.as_ref().map(|when| when.as_str().to_owned())
    };
    assert_eq!(when(&site, 0, "kept-at").as_deref(), Some("2031-03"));
    assert_eq!((when(&site, 1, "kept-at"), when(&site, 0, "moisture")), (None, None));
    assert!(matches!(&told[2].troubles[..], [Trouble { why: Why::NoDate, .. }]), "{:?}", told[2].troubles);

    let again = dated(&mut site, "lot", "lot", lots, Some("2031-05-01")).1;
    assert_eq!(again[0].fate, Fate::Replaced, "it has a date now");
    assert_eq!(when(&site, 0, "kept-at").as_deref(), Some("2031-03"), "its own date goes before");
    assert_eq!(when(&site, 1, "kept-at").as_deref(), Some("2031-05-01"));
    assert_eq!(when(&site, 0, "moisture").as_deref(), Some("2031-05-01"));
    assert_eq!(when(&site, 0, "of-accession"), None, "what does not change in time has no day");
}

#[test]
fn where_no_kind_is_told_the_only_card_of_that_name_or_number_is_meant() {
    let mut site = Site::first();
    let (_, families) = import(&mut site, "family", "number,name\nF 1,Family Qandil\n");
    let (_, banks) = import(&mut site, "seed-bank", "name\nMarsa Genebank\n");
    import(&mut site, "accession", ACCESSIONS);
    import(&mut site, "lot", LOTS);
    let (copied, copies) = import(&mut site, "safety-duplicate", "lot,holder\nL-1,Marsa Genebank\nL-2,Nobody\n");
    assert_eq!(named(&site, copies[0].thing.unwrap(), "holder"), [banks[0].thing.unwrap()]);
    assert_eq!(copied.named, 1, "nobody here is called Nobody");
    let (given, gifts) = import(&mut site, "distribution", "lot,to whom\nL-1,F 1\nL-2,Family Qandil\n");
    assert_eq!(named(&site, gifts[0].thing.unwrap(), "to-whom"), [families[0].thing.unwrap()]);
    assert_eq!(given.named, 1, "two families may be called alike: people join them");
}

#[test]
fn what_a_list_called_so_before_stays_when_another_gets_that_number() {
    let mut site = Site::first();
    import(&mut site, "accession", ACCESSIONS);
    let lots = "number,of accession,kept at\nL-1,SAN-1,3\n";
    let (_, first) = import(&mut site, "lot", lots);
    let shelf = named(&site, first[0].thing.unwrap(), "kept-at");
    import(&mut site, "location", "number,name\n3,Another shelf\n");
    let (_, again) = import(&mut site, "lot", lots);
    assert_eq!((named(&site, again[0].thing.unwrap(), "kept-at"), again[0].fate), (shelf, Fate::Unchanged));
}

#[test]
fn what_has_no_name_is_meant_by_its_number() {
    let mut site = crate::site::Site::first();
    let list = site.folder().with_file_name("wells.csv");
    std::fs::write(&list, "number,name,state\nW-7,,damaged\nW-8,Lower well,intact\n").unwrap();
    let opening = daftar_register::read::sheet::Opening::default();
    let mapping = site.look_at_list(&list, &opening, "water-point", None, Some("set")).unwrap().mapping;
    let plan = daftar_register::import::Plan::of(list, opening, mapping, "The set".to_owned());
    site.import(&plan, &|_, _| {}, &mut |_, _| Ok(())).unwrap();
    let row = |number: &str| daftar_register::claim::row_entity("set", "water-point", &[number]);
    assert_eq!(site.entity("w-7").unwrap(), row("W-7"));
    assert_eq!(site.entity("W-8").unwrap(), site.entity("Lower well").unwrap());
    assert!(site.entity("W-9").is_err());
}
