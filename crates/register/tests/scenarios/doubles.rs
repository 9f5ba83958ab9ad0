//! What was catalogued twice is proposed, decided by a person, and not asked again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use daftar_register::claim::{Claim, EntityId, Hash, PropertyId, Subject, Value};
use daftar_register::doubles::{Compared, Decided, Double, Doubles, Verdict, Wanted};
use daftar_register::import::Plan;
use daftar_register::read::sheet::Opening;
use daftar_register::view::{Ask, Audience};
use daftar_register::{Shows, Told};

use crate::site::Site;

/// What a volunteer wrote down anew, without looking into the catalogue: three of its objects, and two others.
const AGAIN: &str = "No,Title,Type of object,Date,Material,Height (cm),Weight,Came from
A 1,\"Cup, small\",cup,c. 3200–3000 BC,clay,8.4,,Hill of the Threshers
A 2,Seal with two fish (stamp),seal,8th century BC,limestone,2.2,,Field of the wells
mm-010,Ship coin,coin,,silver,,4.1 g,
A 4,Blue glass bead,jewellery,,glass,1.1,,Harbour steps
A 5,Wooden spoon,tool,1950,wood,19,,Lower Mill Quarter
";

fn import(site: &mut Site, path: &Path, data_set: &str) {
    let opening = Opening::default();
    let looked = site.look_at_list(path, &opening, "object", None, Some(data_set)).unwrap();
    let title = data_set.to_owned();
    let path = path.to_owned();
    let plan = Plan::of(path, opening, looked.mapping, title);
    site.import(&plan, &|_, _| {}, &mut |_, _| Ok(())).unwrap();
}

fn catalogued_twice() -> Site {
    let mut site = Site::first();
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/catalogue.csv");
    import(&mut site, &catalogue, "catalogue");
    let again = site.folder().with_file_name("again.csv");
    fs::write(&again, AGAIN).unwrap();
    import(&mut site, &again, "again");
    site
}

fn keeper() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

fn doubles(site: &Site, wanted: &Wanted, ask: &Ask) -> Doubles {
    site.doubles(wanted, site.standing(), ask, &|_, _| {}).unwrap().expect("of now")
}

fn objects() -> Wanted {
    let mut wanted = Wanted { most: 50, ..Wanted::default() };
    assert!(wanted.query.add_text("kind=object"));
    wanted
}

fn numbers(pair: &Double) -> [String; 2] {
    [&pair.one, &pair.other].map(|row| row.cells("number").first().map(|cell| cell.plain()).unwrap_or_default())
}

#[test]
fn what_was_catalogued_twice_is_proposed_with_its_reasons() {
    let site = catalogued_twice();
    let found = doubles(&site, &objects(), &keeper());
    let mut pairs: Vec<[String; 2]> = found.pairs.iter().map(numbers).collect();
    pairs.iter_mut().for_each(|pair| pair.sort_unstable());
    pairs.sort_unstable();
    let expected = [["A 1", "MM 2"], ["A 2", "MM 8"], ["MM 10", "mm-010"]];
    assert_eq!(pairs, expected.map(|pair| pair.map(str::to_owned)));
    assert_eq!((found.cards, found.total), (65, 3));
    for pair in &found.pairs {
        assert!(pair.reasons.is_sorted_by(|a, b| a.bits.abs() >= b.bits.abs()));
        assert!(pair.reasons.iter().all(|reason| reason.agrees == (reason.bits > 0.0)), "{:?}", pair.reasons);
    }
    let cup = found.pairs.iter().find(|pair| numbers(pair).contains(&"A 1".to_owned())).unwrap();
    let height = cup.reasons.iter().find(|reason| reason.property.as_deref() == Some("height")).unwrap();
    let said = [&height.one, &height.other].map(|cell| cell.as_ref().map(|cell| cell.plain()).unwrap_or_default());
    assert!(height.agrees && said.contains(&"8.5 cm".to_owned()) && said.contains(&"8.4 cm".to_owned()), "{said:?}");
}

#[test]
fn one_rare_name_is_enough_where_nothing_but_numbers_speaks_against_it() {
    let mut site = catalogued_twice();
    for (name, rows) in [
        ("b", "No,Title,Material\nB 1,The ferryman's lamp,\nB 2,Grain measure,wood\n"),
        ("c", "No,Title,Material\nC 7,The ferryman’s lamp,\nC 8,Grain measure,copper\n"),
    ] {
        let list = site.folder().with_file_name(format!("{name}.csv"));
        fs::write(&list, rows).unwrap();
        import(&mut site, &list, name);
    }
    let found = doubles(&site, &objects(), &Ask::default());
    let pairs: Vec<_> = found.pairs.iter().map(numbers).map(BTreeSet::from).collect();
    assert!(pairs.contains(&["B 1", "C 7"].map(str::to_owned).into()), "{pairs:?}");
    assert!(!pairs.contains(&["B 2", "C 8"].map(str::to_owned).into()), "one is of wood, one of copper: {pairs:?}");
}

#[test]
fn parts_of_the_answer_are_asked_for() {
    let site = catalogued_twice();
    let all = doubles(&site, &objects(), &keeper());
    let second = doubles(&site, &Wanted { skip: 1, most: 1, ..objects() }, &keeper());
    assert_eq!((second.total, &second.pairs[..]), (3, &all.pairs[1..2]));
    let mut seals = objects();
    assert!(seals.query.add_text("material:limestone"));
    assert_eq!(doubles(&site, &seals, &keeper()).pairs.len(), 1);
}

#[test]
fn what_was_decided_is_not_asked_again() {
    let mut site = catalogued_twice();
    let found = doubles(&site, &objects(), &keeper());
    let [first, second, third] = &found.pairs[..] else { panic!("{}", found.total) };
    for (pair, link) in [(first, "same-as"), (second, "different-from"), (third, "may-be-same")] {
        let source = site.keeper().unwrap();
        let property = PropertyId::parse(link).unwrap();
        let value = Value::Entity(pair.other.entity);
        let subject = Subject::Entity(pair.one.entity);
        site.record_said(&[Claim::new(subject, property, value, source)]).unwrap();
        assert!(!doubles(&site, &objects(), &keeper()).pairs.iter().any(|other| numbers(other) == numbers(pair)));
    }
    assert_eq!(doubles(&site, &objects(), &keeper()).total, 0);
}

/// Soft spots of grey in a PNG of other sizes: one picture, photographed twice.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let value = |x: u32, y: u32| {
        let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        ((x * 9.0).sin() * (y * 7.0).cos() + (x * 4.0 + y * 11.0).sin()).mul_add(60.0, 128.0) as u8
    };
    let pixels = image::GrayImage::from_fn(width, height, |x, y| image::Luma([value(x, y)]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn pictures_that_look_alike_speak_for_it_to_keepers_alone() {
    let mut site = catalogued_twice();
    let found = doubles(&site, &objects(), &keeper());
    let pair = found.pairs[0].clone();
    for (card, size) in [(&pair.one, (90, 60)), (&pair.other, (300, 201))] {
        let path = site.folder().with_file_name(format!("{}.png", size.0));
        fs::write(&path, picture(size.0, size.1)).unwrap();
        let shows = Shows::Thing(card.entity);
        site.attach_pictures(&[("jar.png".into(), path)], &Told::default(), shows).unwrap();
    }
    let of_pictures = |found: &Doubles| {
        let pair = found.pairs.iter().find(|one| numbers(one) == numbers(&pair)).unwrap();
        pair.reasons.iter().find(|reason| reason.property.is_none()).map(|reason| (reason.agrees, reason.bits > 5.0))
    };
    let seen = doubles(&site, &objects(), &keeper());
    assert_eq!((seen.pictures, seen.unseen, of_pictures(&seen)), (2, 0, Some((true, true))));
    let public = doubles(&site, &objects(), &Ask::default());
    assert_eq!((public.pictures, of_pictures(&public)), (0, None));
}

#[test]
fn the_public_learns_nothing_of_what_is_restricted() {
    let mut site = catalogued_twice();
    let before = doubles(&site, &objects(), &Ask::default());
    let path = site.folder().with_file_name("sealed.csv");
    fs::write(&path, "No,Title,Type of object,Material,Height (cm)\nMM 1,Storage jar with rope pattern,jar,clay,61\n")
        .unwrap();
    let opening = Opening::default();
    let looked = site.look_at_list(&path, &opening, "object", None, Some("sealed")).unwrap();
    let title = "sealed".to_owned();
    let plan = Plan { restricted: true, ..Plan::of(path, opening, looked.mapping, title) };
    site.import(&plan, &|_, _| {}, &mut |_, _| Ok(())).unwrap();
    assert_eq!(doubles(&site, &objects(), &Ask::default()), before);
    assert_eq!(doubles(&site, &objects(), &keeper()).total, 4, "a keeper is told of it");
}

/// What comparing all objects comes to, to be kept.
fn compared(site: &Site, before: Option<&Compared>) -> Compared {
    site.compare_cards(&objects().query, before, site.standing(), &keeper(), &|_, _| {}).unwrap().expect("of now")
}

fn open(site: &Site, compared: &Compared) -> Vec<[EntityId; 2]> {
    let settled = site.settled(&keeper()).unwrap();
    compared.open(&settled).into_iter().map(|(_, pair)| [pair.one, pair.other]).collect()
}

fn seen(site: &Site, [one, other]: [EntityId; 2]) -> Hash {
    let cards = site.cards(&[one, other], &keeper()).unwrap();
    site.mark_of_pair(&cards, one, other).unwrap()
}

#[test]
fn what_is_kept_knows_what_was_decided_and_what_changed_since() {
    let mut site = catalogued_twice();
    let kept = compared(&site, None);
    let [first, second, third] = open(&site, &kept)[..] else { panic!() };
    let mark = seen(&site, first);
    let said = site.decide_pair(first, Verdict::Same, Some("one handle, one chip"), mark).unwrap();
    let Decided::Said(claim) = said else { panic!("{said:?}") };
    assert_eq!(site.statement(claim).unwrap().claim.quote.as_deref(), Some("one handle, one chip"));
    assert_eq!(open(&site, &kept), [second, third]);
    assert_eq!(site.changed_since(&kept).unwrap(), Some(BTreeSet::new()), "no card is another by it");
    assert_eq!(site.decide_pair(first, Verdict::Same, Some("one handle, one chip"), mark).unwrap(), said, "said once");
    assert_eq!(site.decide_pair(first, Verdict::Different, None, mark).unwrap(), Decided::Settled);
    let turned = [first[1], first[0]];
    assert_eq!(site.decide_pair(turned, Verdict::Different, None, mark).unwrap(), Decided::Settled, "either way round");

    let before = seen(&site, second);
    let material = Claim::new(
        Subject::Entity(second[0]),
        PropertyId::parse("material").unwrap(),
        Value::text("gold"),
        site.keeper().unwrap(),
    );
    site.record_said(&[material]).unwrap();
    assert_eq!(site.changed_since(&kept).unwrap(), Some(BTreeSet::from([second[0]])));
    assert_eq!(site.decide_pair(second, Verdict::Same, None, before).unwrap(), Decided::Changed);
    let entries = site.heads();
    assert_eq!(site.decide_pair(third, Verdict::Same, None, before).unwrap(), Decided::Changed, "another pair's mark");
    assert_eq!(site.heads(), entries, "nothing was recorded");

    site.retract(claim).unwrap();
    assert_eq!(open(&site, &kept).len(), 3, "taken back, it is asked again");
    let anew = compared(&site, Some(&kept));
    assert_eq!((open(&site, &anew).len(), site.changed_since(&anew).unwrap()), (3, Some(BTreeSet::new())));
    let nobody = EntityId(Hash([7; 32]));
    assert!(site.decide_pair([first[0], nobody], Verdict::Same, None, mark).is_err());
    assert!(site.decide_pair([first[0], first[0]], Verdict::Same, None, mark).is_err());
}

#[test]
fn what_is_said_of_a_card_is_said_of_all_that_are_the_same() {
    let mut site = catalogued_twice();
    let third = site.folder().with_file_name("third.csv");
    fs::write(&third, AGAIN.replace("A 1", "C 1")).unwrap();
    import(&mut site, &third, "third");
    let kept = compared(&site, None);
    let cups: Vec<[EntityId; 2]> = {
        let all = doubles(&site, &objects(), &keeper()).pairs;
        let cup = |pair: &&Double| numbers(pair).iter().all(|number| ["A 1", "C 1", "MM 2"].contains(&number.as_str()));
        all.iter().filter(cup).map(|pair| [pair.one.entity, pair.other.entity]).collect()
    };
    let [first, second, _] = cups[..] else { panic!("{}", cups.len()) };
    let mark = seen(&site, first);
    assert!(matches!(site.decide_pair(first, Verdict::Same, None, mark).unwrap(), Decided::Said(_)));
    let left = |pairs: &[[EntityId; 2]]| pairs.iter().filter(|pair| cups.contains(pair)).count();
    assert_eq!(left(&open(&site, &kept)), 1, "both other pairs are one question now");
    let mark = seen(&site, second);
    assert!(matches!(site.decide_pair(second, Verdict::Different, None, mark).unwrap(), Decided::Said(_)));
    assert_eq!(left(&open(&site, &kept)), 0);
    let anew = doubles(&site, &objects(), &keeper());
    assert!(!anew.pairs.iter().any(|pair| numbers(pair).contains(&"C 1".to_owned())), "nor when all is compared anew");
}
