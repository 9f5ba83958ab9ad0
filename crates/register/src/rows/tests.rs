//! A table that follows the record is as one made anew, and both are as if everything were folded at once.

use std::collections::HashSet;

use daftar_claim::{Claim, PropertyId, Secret, Subject, Value};
use daftar_store::Access;
use daftar_table::{Query, Row};
use daftar_view::{Ask, Asked};

use super::fold::tidy;
use super::*;
use crate::differing::tests::{Dice, claim, entity, source, town};
use crate::{Home, system_clock};

/// Everything folded at once.
fn reference(register: &Register, audience: Audience) -> Vec<Row> {
    let heard = register.hear_all(register.standing(), audience).unwrap();
    let ask = Ask { audience, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    let mut rows = daftar_view::rows(&asked, &|_| true);
    rows.iter_mut().for_each(|row| tidy(row, &HashSet::new()));
    sorted(rows)
}

/// The rows of a table.
fn rows(table: &Table) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut take = |row| {
        rows.push(row);
        Ok::<(), RegisterError>(())
    };
    table.each_hit(&Query::default(), |hit| take(hit.row)).unwrap();
    assert_eq!(rows.len() as u64, table.rows());
    sorted(rows)
}

/// By entity; the order of cells tells nothing here.
fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| row.entity);
    for cells in rows.iter_mut().flat_map(|row| &mut row.cells) {
        cells.cells.sort_by_key(ToString::to_string);
    }
    rows
}

fn alike(found: &[Row], expected: &[Row], of: &str) {
    for (one, other) in found.iter().zip(expected) {
        assert_eq!(one, other, "{of}");
    }
    assert_eq!(found.len(), expected.len(), "{of}");
}

/// The register as anybody opens it who has no key at hand.
pub(super) fn without_keys(folder: &std::path::Path) -> Register {
    Register::open(&folder.join("town.daftar"), &Home::at(folder.join("home")), Access::Read, system_clock).unwrap()
}

/// Changes something; what was sealed, published or joined among it.
pub(super) fn change(register: &mut Register, dice: &mut Dice) {
    let property = |id: &str| PropertyId::parse(id).unwrap();
    let said = register.all_statements(register.standing()).unwrap();
    let one = said[dice.below(said.len())].id;
    match dice.below(6) {
        0 => drop(register.retract(one)),
        1 => {
            let about = Subject::Entity(source(dice.below(3)));
            let published = Claim::new(about, property("publisher"), Value::text("the Courier"), source(0));
            register.record([published]).unwrap();
        }
        2 => {
            let joined = Claim::new(
                Subject::Entity(entity(dice.below(12))),
                property("same-as"),
                Value::Entity(entity(dice.below(12))),
                source(0),
            );
            register.record([joined]).unwrap();
        }
        3 => drop(register.record_sealed(&Secret { claim: claim(dice), concerns: Vec::new() }).unwrap()),
        4 => drop(register.record([Claim::new(Subject::Claim(one), property("deny"), Value::text("no"), source(1))])),
        _ => drop(register.record([claim(dice), claim(dice)]).unwrap()),
    }
}

#[test]
fn a_table_that_follows_is_as_one_made_anew_for_everybody_and_for_keepers() {
    let mut folded = 0;
    for seed in 0..6 {
        let (folder, mut dice) = (tempfile::tempdir().unwrap(), Dice(seed + 100));
        let mut register = town(seed, folder.path());
        for step in 0..8 {
            let of = format!("seed {seed}, step {step}");
            let table = register.public_table().unwrap();
            alike(&rows(&table), &rows(&register.table_anew(register.stamp().unwrap()).unwrap()), &of);
            alike(&rows(&table), &reference(&without_keys(folder.path()), Audience::Public), &of);
            alike(
                &rows(&register.keeper_table().unwrap()),
                &reference(&register, Audience::Keeper),
                &format!("{of}, keeper"),
            );
            folded += table.rows();
            if step == 3 {
                register.keep_table().unwrap();
                register.last_table.take();
            }
            change(&mut register, &mut dice);
        }
    }
    assert!(folded > 200, "{folded} rows");
}

#[test]
fn what_is_kept_is_level_for_whoever_opens_it_and_gone_after_an_erasure() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = town(1, folder.path());
    register.keep_table().unwrap();
    let index = folder.path().join("town.daftar/index");
    let kept = || {
        std::fs::read_dir(&index)
            .unwrap()
            .filter(|one| one.as_ref().unwrap().file_name().to_string_lossy().starts_with("table"))
            .count()
    };
    assert_eq!(kept(), 2);
    let reader = without_keys(folder.path());
    assert_eq!(Table::open(&index).unwrap().stamp(), &reader.stamp().unwrap());
    alike(&rows(&reader.public_table().unwrap()), &rows(&register.public_table().unwrap()), "a reader");
    assert_eq!(kept(), 2, "a reader writes nothing");
    let id = register.all_statements(register.standing()).unwrap().iter().find(|one| !one.sealed).unwrap().id;
    register.store.erase(&[id], &[]).unwrap();
    assert_eq!(kept(), 0);
}

#[test]
fn what_is_sealed_changes_no_answer_for_the_public() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = town(2, folder.path());
    let ask = |register: &Register, audience| {
        let query = Query {
            facets: vec!["kind".into(), "state".into(), "@differs".into()],
            values: 20,
            most: 99,
            ..Query::default()
        };
        let asking = Ask { audience, ..Ask::default() };
        register.ask_many(&query, register.standing(), &asking).unwrap().unwrap()
    };
    let before = ask(&without_keys(folder.path()), Audience::Public);
    let (property, from) = (|id: &str| PropertyId::parse(id).unwrap(), source(0));
    for (id, value) in [
        ("kind", Value::code("kind", "well")),
        ("state", Value::code("state", "looted")),
        ("name", Value::text("Hidden Well")),
    ] {
        let claim = Claim::new(Subject::Entity(entity(400)), property(id), value, from);
        register.record_sealed(&Secret { claim, concerns: Vec::new() }).unwrap();
    }
    assert_eq!(ask(&register, Audience::Public), before, "not even where the keys are open");
    assert_eq!(ask(&without_keys(folder.path()), Audience::Public), before);
    let keeper = ask(&register, Audience::Keeper);
    assert!(keeper.hits.iter().any(|hit| hit.row.entity == entity(400)), "a keeper finds it");
    let words = |audience| {
        let query = Query { words: "hidden".into(), most: 9, ..Query::default() };
        register.ask_many(&query, register.standing(), &Ask { audience, ..Ask::default() }).unwrap().unwrap().total
    };
    assert_eq!((words(Audience::Public), words(Audience::Keeper)), (0, 1));
    let past = register.standing_at(&register.time());
    let query = Query::default();
    assert_eq!(register.ask_many(&query, &past, &Ask::default()).unwrap(), None, "a table is of now");
}
