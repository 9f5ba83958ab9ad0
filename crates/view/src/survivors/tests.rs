use super::*;
use crate::ask::Ask;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, entity, shipped};
use daftar_claim::Edtf;
use daftar_claim::Statement;
use daftar_date::Truth;

fn kind(name: &str, kind: &str) -> Statement {
    Says::of(name, "kind").code("kind", kind).done()
}

/// A lot of an accession, on the shelf of a store that was destroyed.
fn lot(name: &str, of: &str, grams: &str) -> Vec<Statement> {
    vec![
        kind(name, "lot"),
        Says::of(name, "of-accession").entity(of).done(),
        Says::of(name, "quantity").number(grams, Some("g")).done(),
        Says::of(name, "thousand-seed-weight").number("50", Some("g")).done(),
        Says::of(name, "harvested").date("2029").done(),
        Says::of(name, "kept-at").entity("store").when("2030-01-01").done(),
    ]
}

/// A bank with a store that was destroyed, and a jar of wheat in it.
fn bank() -> Vec<Statement> {
    let mut list = vec![
        kind("bank", "seed-bank"),
        kind("store", "location"),
        Says::of("store", "part-of").entity("bank").done(),
        Says::of("store", "fate").code("fate", "destroyed").when("2032-01-06").done(),
        kind("wheat", "accession"),
        Says::of("wheat", "name").text("Hill durum", Some("en")).done(),
        Says::of("wheat", "number").text("HS 3", None).done(),
    ];
    list.extend(lot("jar", "wheat", "500"));
    list
}

/// A card that says who got some of the jar.
fn got(name: &str, sort: &str, whom: &str, who: &str, grams: &str) -> Vec<Statement> {
    vec![
        kind(name, sort),
        Says::of(name, "about").entity("jar").done(),
        Says::of(name, whom).entity(who).done(),
        Says::of(name, "quantity").number(grams, Some("g")).done(),
    ]
}

fn map_of(list: &[Statement], of: Option<&str>) -> Survivors {
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
    survivors(&Asked::new(list, &ask, &profiles, &surroundings), of.map(entity))
}

fn map(parts: &[Vec<Statement>]) -> Survivors {
    map_of(&bank().into_iter().chain(parts.iter().flatten().cloned()).collect::<Vec<_>>(), None)
}

fn wheat(all: &Survivors) -> &Surviving {
    all.accessions.iter().find(|one| one.accession.entity == Some(entity("wheat"))).unwrap()
}

fn ways(one: &Surviving) -> Vec<(Way, bool)> {
    one.chances.iter().map(|chance| (chance.way, chance.sure)).collect()
}

#[test]
fn what_is_nowhere_known_is_named_first_with_what_was_lost() {
    let mut barley = lot("sack", "barley", "100");
    barley.retain(|one| one.claim.property.as_str() != "kept-at");
    barley.push(kind("barley", "accession"));
    let all = map(&[barley]);
    let standings: Vec<Standing> = all.accessions.iter().map(|one| one.standing).collect();
    assert_eq!(standings, [Standing::Nowhere, Standing::Sure]);
    let wheat = wheat(&all);
    assert_eq!((wheat.lost.len(), wheat.lost[0].with[0].lost), (1, Truth::Yes));
    assert_eq!(wheat.lost[0].with[0].fates, [bank()[3].id], "by the statement that the store was destroyed");
    assert!(!wheat.lost[0].with[0].kept.is_empty());
    assert_eq!(all.losses.len(), 1);
}

#[test]
fn every_way_in_which_it_may_survive_is_listed_the_surest_first() {
    let parts = [
        got("box", "safety-duplicate", "holder", "marsa", "50"),
        got("gift", "distribution", "to-whom", "haddad", "100"),
        got("loan", "promise", "to-whom", "sabbagh", "100"),
        vec![Says::of("wheat", "grown-by").entity("bahri").done()],
        vec![kind("qandil", "family"), Says::of("qandil", "grows").text("hill  DURUM", Some("en")).done()],
    ];
    let all = map(&parts);
    let expected = [
        (Way::Duplicate, true),
        (Way::Grown, true),
        (Way::GrownByName, false),
        (Way::Lent, false),
        (Way::Given, false),
    ];
    assert_eq!((wheat(&all).standing, ways(wheat(&all))), (Standing::Sure, expected.to_vec()));
    let duplicate = &wheat(&all).chances[0];
    assert_eq!(duplicate.seeds.map(|range| range.low.text()).as_deref(), Some("1000"), "50 g at 50 g a thousand");
    assert_eq!(duplicate.since.as_ref().map(Edtf::as_str), Some("2029"), "as old as the lot of which it is a part");
    let first = &all.holders[0];
    assert_eq!((first.who.entity, first.sure, first.stored, first.only), (Some(entity("marsa")), 1, 1, 0));
    assert_eq!(all.holders.len(), 5);
}

#[test]
fn what_was_lost_with_its_holder_or_came_there_afterwards() {
    let mut duplicate = got("box", "safety-duplicate", "holder", "bank", "50");
    assert_eq!(ways(wheat(&map(std::slice::from_ref(&duplicate)))), [(Way::Duplicate, true)], "only the store is lost");
    let lost = Says::of("bank", "fate").code("fate", "destroyed").when("2032-01").done();
    assert_eq!(
        ways(wheat(&map(&[duplicate.clone(), vec![lost.clone()]]))),
        [(Way::Duplicate, false)],
        "nobody says when"
    );
    duplicate.push(Says::of("box", "date").date("2031-03").done());
    assert_eq!(wheat(&map(&[duplicate.clone(), vec![lost.clone()]])).standing, Standing::Nowhere);
    *duplicate.last_mut().unwrap() = Says::of("box", "date").date("2032-03").done();
    assert_eq!(ways(wheat(&map(&[duplicate, vec![lost]]))), [(Way::Duplicate, true)]);
}

#[test]
fn who_was_displaced_is_shown_and_not_ranked() {
    let away = Says::of("haddad", "displaced-to").entity("marsa").done();
    let parts = [
        got("gift", "distribution", "to-whom", "haddad", "400"),
        got("more", "distribution", "to-whom", "bahri", "10"),
        vec![away],
    ];
    let all = map(&parts);
    assert_eq!(all.holders.iter().map(|one| one.who.entity).collect::<Vec<_>>(), [Some(entity("bahri"))]);
    assert_eq!(all.displaced.iter().map(|one| one.who.entity).collect::<Vec<_>>(), [Some(entity("haddad"))]);
    let chances = &wheat(&all).chances;
    assert!(!chances[0].displaced && chances[1].displaced, "with less seed, and yet before");
}

#[test]
fn one_holder_of_many_comes_before_one_of_few() {
    let mut parts =
        vec![got("one", "distribution", "to-whom", "zaher", "1"), got("two", "distribution", "to-whom", "asad", "9")];
    let second =
        [kind("bean", "accession"), kind("gift", "distribution"), Says::of("gift", "about").entity("bean").done()];
    parts.push([&second[..], &[Says::of("gift", "to-whom").entity("zaher").done()]].concat());
    let all = map(&parts);
    let order: Vec<_> = all.holders.iter().map(|one| (one.who.entity, one.accessions, one.only)).collect();
    assert_eq!(order, [(Some(entity("zaher")), 2, 1), (Some(entity("asad")), 1, 0)]);
}

#[test]
fn what_is_only_remembered_is_a_group_of_its_own() {
    let okra = vec![
        kind("okra", "accession"),
        Says::of("okra", "name").text("Star okra", Some("en")).done(),
        Says::of("okra", "remembered-by").entity("hala").done(),
    ];
    let all = map(&[okra]);
    assert_eq!(all.accessions[1].standing, Standing::Remembered);
    assert_eq!(all.accessions[1].remembered_by[0].entity, Some(entity("hala")));
}

#[test]
fn a_lot_that_was_seen_afterwards_is_only_perhaps_lost() {
    let count = vec![
        kind("count", "recount"),
        Says::of("count", "about").entity("jar").done(),
        Says::of("count", "quantity-found").number("120", Some("g")).done(),
        Says::of("count", "date").date("2032-02-01").done(),
    ];
    let all = map(&[count]);
    assert_eq!((ways(wheat(&all)), wheat(&all).lost[0].with[0].lost), (vec![(Way::Here, false)], Truth::Possibly));
    let safe = vec![Says::of("jar", "fate").code("fate", "safe").when("2032-02").done()];
    assert_eq!(ways(wheat(&map(&[safe]))), [(Way::Here, false)]);
    let used = got("gift", "distribution", "to-whom", "bahri", "500");
    assert_eq!(wheat(&map(&[used])).lost, [], "what was given away was not lost");
}

#[test]
fn a_map_of_one_holding_leaves_out_others_and_counts_what_has_no_place() {
    let mut list = bank();
    list.extend(lot("sack", "barley", "100"));
    let elsewhere = list.len() - 1;
    list[elsewhere] = Says::of("sack", "kept-at").entity("other").when("2030").done();
    list.extend([kind("barley", "accession"), kind("bean", "accession")]);
    let all = map_of(&list, Some("bank"));
    let named: Vec<_> = all.accessions.iter().map(|one| one.accession.entity).collect();
    assert_eq!((named, all.unplaced), (vec![Some(entity("wheat"))], 1));
    assert_eq!(map_of(&list, None).accessions.len(), 3);
}
