use daftar_claim::Statement;
use daftar_date::Day;

use super::*;
use crate::ask::Ask;
use crate::asked::Asked;
use crate::forecast::{Reached, Terms, Why, forecasts};
use crate::stock::stocks;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, entity, shipped};

/// A lot of wheat of an accession, with 10 % moisture at 20 °C.
fn lot(name: &str, accession: &str) -> Vec<Statement> {
    vec![
        Says::of(name, "kind").code("kind", "lot").done(),
        Says::of(name, "of-accession").entity(accession).done(),
        Says::of(name, "quantity").number("2", Some("kg")).done(),
        Says::of(name, "thousand-seed-weight").number("40", Some("g")).done(),
        Says::of(name, "temperature").number("20", Some("°C")).done(),
        Says::of(name, "moisture").number("10", Some("%")).done(),
        Says::of(name, "moisture-basis").code("moisture-basis", "fresh").done(),
        Says::of(accession, "kind").code("kind", "accession").done(),
        Says::of(accession, "crop").text(accession, None).done(),
        Says::of(accession, "genus").text("Triticum", None).done(),
        Says::of(accession, "species").text("aestivum", None).done(),
    ]
}

fn tested(name: &str, lot: &str, date: &str, germinated: i64) -> Vec<Statement> {
    vec![
        Says::of(name, "kind").code("kind", "germination-test").done(),
        Says::of(name, "about").entity(lot).done(),
        Says::of(name, "date").date(date).done(),
        Says::of(name, "seeds-sown").count(None, Some(100), None).done(),
        Says::of(name, "germinated").count(None, Some(germinated), None).done(),
    ]
}

fn list_with(parts: &[Vec<Statement>], weights: &Weights) -> SaveFirst {
    let list = parts.concat();
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(&list, Audience::Keeper, &profiles);
    let asked = Asked::new(&list, &ask, &profiles, &surroundings);
    let terms = Terms::usual(Day::new(2032, 1, 1).unwrap()).unwrap();
    let stocks = stocks(&asked);
    let lots: Vec<_> = stocks.iter().map(|stock| stock.lot).collect();
    let forecasts = forecasts(&asked, &terms, &lots);
    save_first(&asked, &terms, weights, &stocks, &forecasts)
}

fn list(parts: &[Vec<Statement>]) -> SaveFirst {
    list_with(parts, &Weights::default())
}

fn only(parts: &[Vec<Statement>]) -> Ranked {
    let list = list(parts);
    assert_eq!(list.ranked.len(), 1);
    list.ranked.into_iter().next().unwrap()
}

fn names(ranked: &Ranked) -> Vec<&'static str> {
    let name = |term: &Term| match term {
        Term::NoCopy(_) => "no copy",
        Term::NoHolder(_) => "no holder",
        Term::LastSeeds(_) => "last seeds",
        Term::OnlyOne(_) => "only one",
    };
    ranked.rank.terms.iter().map(name).collect()
}

#[test]
fn what_ages_sooner_comes_first_and_every_term_is_shown() {
    let list = list(&[
        lot("old", "emmer"),
        tested("a", "old", "2025-01-01", 95),
        lot("young", "durum"),
        tested("b", "young", "2031-12-01", 97),
    ]);
    let order: Vec<_> = list.ranked.iter().map(|one| one.accession).collect();
    assert_eq!(order, [entity("emmer"), entity("durum")]);
    for one in &list.ranked {
        let product = one.rank.terms.iter().fold(one.rank.urgency, |product, term| product * term.times());
        assert_eq!(product, one.rank.score);
    }
    assert_eq!(names(&list.ranked[1]), ["no copy", "no holder", "only one"]);
    assert_eq!(names(&list.ranked[0]), ["no copy", "no holder", "last seeds", "only one"], "nothing surely lives");
    assert_eq!(list.ranked[0].rank.due, Due::On(Reached::Already));
    assert_eq!(list.ranked[0].act, Act::Regenerate);
}

#[test]
fn what_only_may_have_fallen_is_tested_before_it_is_sown() {
    let guessed = |date: &str| {
        let mut parts = lot("jar", "emmer");
        parts.retain(|one| !["temperature", "moisture", "moisture-basis"].contains(&one.claim.property.as_str()));
        parts.push(Says::of("jar", "kept-at").entity("room").done());
        parts.push(Says::of("room", "building-climate").code("building-climate", "heavy-walls").done());
        only(&[parts, tested("a", "jar", date, 96)])
    };
    let one = guessed("2031-06-01");
    assert_eq!((one.rank.due, one.act, one.test.when), (Due::On(Reached::Already), Act::Test, When::Now));
    let fresh = guessed("2031-12-20");
    assert!(matches!(fresh.test.when, When::On(day) if day > Day::new(2032, 1, 1).unwrap()), "{:?}", fresh.test);
}

#[test]
fn an_old_jar_beside_a_fresh_one_of_the_same_accession_is_no_loss() {
    let old = [lot("old", "emmer"), tested("a", "old", "2025-01-01", 95)].concat();
    let fresh = [lot("young", "emmer"), tested("b", "young", "2031-12-01", 97)].concat();
    let alone = only(std::slice::from_ref(&old));
    let both = only(&[old, fresh]);
    assert!(both.rank.urgency < alone.rank.urgency);
    assert_eq!(both.lots, [entity("young"), entity("old")], "the longest-living first");
}

#[test]
fn what_was_never_tested_is_to_be_tested_and_counts_as_due() {
    let one = only(&[lot("jar", "emmer")]);
    assert_eq!(one.rank.due, Due::Unknown(Why::NeverTested));
    assert_eq!((one.rank.urgency, one.act, one.test.when), (1.0, Act::Test, When::Now));
    assert_eq!(one.rank.living, Living::Unknown);
}

#[test]
fn copies_and_families_make_it_less_urgent() {
    let base = [lot("jar", "emmer"), tested("a", "jar", "2031-12-01", 97)];
    let copy = vec![
        Says::of("box", "kind").code("kind", "safety-duplicate").done(),
        Says::of("box", "about").entity("jar").done(),
    ];
    let grows = vec![
        Says::of("family", "kind").code("kind", "family").done(),
        Says::of("family", "grows").entity("emmer").done(),
    ];
    let given = vec![
        Says::of("gift", "kind").code("kind", "distribution").done(),
        Says::of("gift", "about").entity("jar").done(),
        Says::of("gift", "to-whom").entity("bank").done(),
    ];
    let with = |part: &Vec<Statement>| only(&[base.concat(), part.clone()]);
    assert_eq!(names(&with(&copy)), ["no holder", "only one"]);
    assert_eq!(names(&with(&grows)), ["no copy", "only one"]);
    assert!(with(&grows).elsewhere.holders[0].said);
    assert!(!with(&given).elsewhere.holders[0].said, "whoever was given some may hold it still");
}

#[test]
fn the_last_seeds_are_those_under_three_sowings() {
    let mut few = lot("jar", "emmer");
    few.retain(|one| one.claim.property.as_str() != "quantity");
    few.push(Says::of("jar", "quantity").count(None, Some(250), None).done());
    let list = [few, tested("a", "jar", "2031-12-01", 97)];
    let one = only(&list);
    assert!(names(&one).contains(&"last seeds"));
    // A test takes its seeds: 150 are left, of which not all live.
    assert!(matches!(one.rank.living, Living::AtLeast(seeds) if (100..150).contains(&seeds)), "{:?}", one.rank.living);
    let small = Weights { sowing: 20.0, ..Weights::default() };
    assert!(!names(&list_with(&list, &small).ranked[0]).contains(&"last seeds"));
}

#[test]
fn accessions_without_any_seed_are_counted_and_not_ranked() {
    let gone = Says::of("jar", "fate").code("fate", "destroyed").when("2031-02").done();
    let list = list(&[lot("jar", "emmer"), vec![gone]]);
    assert_eq!((list.ranked.len(), list.empty), (0, 1));
}

#[test]
fn what_was_lost_with_its_store_is_not_to_be_saved() {
    let kept = Says::of("jar", "kept-at").entity("cellar").when("2030-01-01").done();
    let cellar = vec![
        Says::of("cellar", "kind").code("kind", "location").done(),
        Says::of("cellar", "fate").code("fate", "destroyed").when("2031-06-01").done(),
    ];
    let base = [lot("jar", "emmer"), vec![kept.clone()], tested("a", "jar", "2031-01-01", 97)].concat();
    let list_of = |list: SaveFirst| (list.ranked.len(), list.empty);
    assert_eq!(list_of(list(&[base.clone(), cellar.clone()])), (0, 1));
    assert_eq!(list_of(list(std::slice::from_ref(&base))), (1, 0));
    let seen = vec![
        Says::of("count", "kind").code("kind", "recount").done(),
        Says::of("count", "about").entity("jar").done(),
        Says::of("count", "quantity-found").number("90", Some("g")).done(),
        Says::of("count", "date").date("2031-09-01").done(),
    ];
    assert_eq!(list_of(list(&[base, cellar, seen])), (1, 0), "what was weighed afterwards is there");
}

#[test]
fn weights_are_the_keepers_and_what_cannot_be_is_refused() {
    let mut weights = Weights::default();
    for name in Weights::NAMES {
        weights.set(name, 7.0).unwrap();
        assert_eq!(weights.get(name), Some(7.0));
    }
    for (name, number) in [("no-copy", 0.0), ("no-copy", -1.0), ("no-copy", f64::NAN), ("sowing", 1e7), ("color", 1.0)]
    {
        assert!(weights.set(name, number).unwrap_err().to_string().contains(name));
    }
}

#[test]
fn the_next_test_is_after_a_third_of_the_time_that_is_left() {
    let mut cool = lot("jar", "emmer");
    cool.retain(|one| one.claim.property.as_str() != "temperature");
    cool.push(Says::of("jar", "temperature").number("8", Some("°C")).done());
    let one = only(&[cool, tested("a", "jar", "2031-12-01", 97)]);
    let (Due::On(Reached::Day(due)), When::On(test)) = (one.rank.due, one.test.when) else {
        panic!("{:?} {:?}", one.rank.due, one.test)
    };
    let last = Day::new(2031, 12, 1).unwrap();
    assert_eq!(test.0 - last.0, (due.0 - last.0) / 3);
    assert!(test.0 - last.0 > 90, "a test sooner than three months after another tells little");
}

#[test]
fn the_usual_plan_keeps_its_risks() {
    let (aim, plan) = usual_aim().unwrap();
    assert!(plan.course(aim.keep).unwrap().regenerate <= aim.risk_of_waste);
    assert!(plan.course(aim.regenerate).unwrap().keep <= aim.risk_of_loss);
}
