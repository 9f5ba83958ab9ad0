//! The states of many things over time, what was learned of them, and totals, from the command line.

use std::path::Path;

use crate::device::{Computer, Device as _};

/// A notebook with four wells of Sanabel: one repaired, one on which sources differ, one that nobody speaks of, one that is not known.
fn wells(folder: &Path) -> Computer<'_> {
    std::fs::create_dir(folder.join("house")).unwrap();
    let house = Computer(folder, "house");
    house.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
    let add = |args: &[&str]| drop(house.well(&[&["-R", "town.daftar", "add"], args].concat()));
    add(&["Mill quarter", "kind", "place", "--kind", "place"]);
    for source in ["Rimal Courier", "Harbour radio", "Water office"] {
        add(&[source, "publisher", source, "--kind", "document"]);
    }
    for well in ["Well 1", "Well 2", "Well 3", "Well 4"] {
        add(&[well, "place", "Mill quarter", "--kind", "water-point"]);
    }
    let state = |well: &str, state: &str, when: &str, source: &str, stated: &str| {
        add(&[well, "state", state, "--when", when, "--source", source, "--stated", stated]);
    };
    state("Well 1", "damaged", "2031-10", "Rimal Courier", "2031-10-20");
    state("Well 1", "repaired", "2032-02-10", "Water office", "2032-02-12");
    state("Well 2", "damaged", "2031-10", "Rimal Courier", "2031-10-20");
    state("Well 2", "destroyed", "2031-10", "Harbour radio", "2032-03-01");
    state("Well 3", "unknown", "2031-12", "Water office", "2031-12-30");
    add(&["Well 1", "users", "300", "--source", "Water office"]);
    add(&["Well 2", "users", "200", "--source", "Water office"]);
    add(&["Well 2", "users", "350", "--source", "Rimal Courier"]);
    house
}

fn ask<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["-R", "town.daftar"], args].concat()
}

#[test]
fn the_states_of_a_kind_lie_between_days_with_their_sources() {
    let folder = tempfile::tempdir().unwrap();
    let house = wells(folder.path());
    let told = house.json(&ask(&["condition", "--kind", "water-point"]));
    let things = told["things"].as_array().unwrap();
    let names: Vec<&str> = things.iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["Well 1", "Well 2", "Well 3", "Well 4"]);
    let first = things[0]["scales"][0]["stretches"].as_array().unwrap();
    assert_eq!(
        (&first[0]["begins"]["first"], &first[0]["begins"]["last"]),
        (&"2031-10-01".into(), &"2031-10-31".into())
    );
    assert_eq!(first[0]["ends"]["last"], "2032-02-09");
    assert_eq!(first[1]["value"]["words"], "repaired");
    assert_eq!(things[1]["differences"].as_array().unwrap().len(), 1);
    let then = house.json(&ask(&["condition", "--kind", "water-point", "--at", "2031-12", "--known", "2031-12"]));
    let second = then["things"][1]["scales"][0]["stretches"].as_array().unwrap();
    assert_eq!(second.len(), 1, "the radio had not spoken yet");
    let there = ["condition", "--kind", "water-point", "--place", "Mill quarter"];
    let public = house.well(&ask(&there));
    assert!(public.contains("4: left out: the public is not told by place") && !public.contains("Well 4"), "{public}");
    assert_eq!(house.json(&ask(&there))["left_out"], 4);
    let lines = house.well(&ask(&[&there[..], &["--audience", "keeper"]].concat()));
    assert!(lines.contains("Well 4\n") && lines.contains("nobody says anything"), "{lines}");
    assert!(lines.contains("goes on until said otherwise") && lines.contains("Water office"), "{lines}");
    let one = house.well(&ask(&["condition", "Well 1", "--lang", "ar"]));
    assert!(one.contains("مستمرة حتى يُقال غير ذلك"), "{one}");
    assert!(house.refused(&ask(&["condition", "--kind", "wells"])).contains("is no kind of card; there are"));
}

#[test]
fn what_was_learned_between_two_days_names_the_statements() {
    let folder = tempfile::tempdir().unwrap();
    let house = wells(folder.path());
    let between =
        ["condition", "--kind", "water-point", "--at", "2031-12", "--known", "2031-12-01", "--against", "2032-06"];
    let told = house.json(&ask(&between));
    let learned = told["learned"].as_array().unwrap();
    let news: Vec<(&str, &serde_json::Value)> =
        learned.iter().map(|one| (one["name"].as_str().unwrap(), &one["news"])).collect();
    let expected =
        [("Well 2", serde_json::json!(["changed", "newly-disputed"])), ("Well 3", serde_json::json!(["first"]))];
    assert_eq!(news, expected.iter().map(|(name, news)| (*name, news)).collect::<Vec<_>>());
    assert_eq!(learned[0]["new"].as_array().unwrap().len(), 1);
    let lines = house.well(&ask(&between));
    assert!(lines.contains("known before: damaged") && lines.contains("+ destroyed: "), "{lines}");
    let backward = ["condition", "--kind", "water-point", "--known", "2032-06", "--against", "2031-12"];
    assert!(house.refused(&ask(&backward)).contains("does not lie before"));
}

#[test]
fn totals_have_a_least_and_a_most_and_say_on_whom_they_rest() {
    let folder = tempfile::tempdir().unwrap();
    let house = wells(folder.path());
    let told = house.json(&ask(&["totals", "--kind", "water-point", "--at", "2031-12-31"]));
    let whole = &told["whole"];
    let span = |of: &str| (whole[of]["low"].as_u64().unwrap(), whole[of]["high"].as_u64().unwrap());
    assert_eq!((span("things"), span("damaged")), ((4, 4), (2, 2)));
    assert_eq!((span("not_known"), span("no_claim")), ((1, 1), (1, 1)));
    assert_eq!(whole["damaged"]["statements"].as_array().unwrap().len(), 3);
    assert_eq!(whole["sums"][0]["low"], 0, "of that day nobody says how many for certain");
    let users = &house.json(&ask(&["totals", "--kind", "water-point"]))["whole"]["sums"][0];
    assert_eq!((&users["low"], &users["best"], &users["high"]), (&500.into(), &serde_json::Value::Null, &650.into()));
    assert_eq!(told["shares"]["of"], 4);
    let lines = house.well(&ask(&["totals", "--kind", "water-point", "--of", "40", "--of-source", "Water office"]));
    for part in
        ["of 40 (according to Water office)", "Wilson 1927", "rest on one source alone", "nobody says anything: 1"]
    {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    let by_source = house.json(&ask(&["totals", "--kind", "water-point", "--by", "source"]));
    assert!(by_source["groups"].as_array().unwrap().len() >= 3);
    let arabic = house.well(&ask(&["totals", "--kind", "water-point", "--lang", "ar"]));
    assert!(arabic.contains("لا أحد يذكر شيئًا"), "{arabic}");
    assert!(house.refused(&ask(&["totals", "--scale", "name"])).contains("has no scale of states; there are"));
}

#[test]
fn the_public_is_not_told_by_place_where_wells_lie() {
    let folder = tempfile::tempdir().unwrap();
    let house = wells(folder.path());
    let within = ["totals", "--kind", "water-point", "--place", "Mill quarter"];
    let public = house.json(&ask(&within));
    assert_eq!((&public["whole"]["things"]["high"], &public["left_out"]["sensitive"]), (&0.into(), &4.into()));
    let keeper = house.json(&ask(&[&within[..], &["--audience", "keeper"]].concat()));
    assert_eq!(keeper["whole"]["things"]["high"], 4);
    let by_place = house.json(&ask(&["totals", "--kind", "water-point", "--by", "place"]));
    assert_eq!(by_place["groups"][0]["key"], "no-cell");
}
