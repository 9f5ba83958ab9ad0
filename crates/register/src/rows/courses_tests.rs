//! A ledger that follows the record is as one made anew, and what the public is told follows from what it may see.

use daftar_claim::{Claim, ClaimId, Edtf, Preference, PropertyId, Timestamp};
use daftar_view::Totals;
use daftar_view::totals::{Asking, By};

use super::super::tests::{change, without_keys};
use super::*;
use crate::differing::tests::{Dice, source, town};

/// What is asked: everything, of a time, as of what had been said by another or recorded by then, of one source.
fn asks(audience: Audience) -> [Ask; 5] {
    let date = |text: &str| Some(Edtf::parse(text).unwrap());
    let whole = Ask { audience, ..Ask::default() };
    [
        Ask { at: date("2031-11"), ..whole.clone() },
        Ask { said: date("2032-01"), ..whole.clone() },
        Ask { said: date("2025-03"), ..whole.clone() },
        Ask { from: vec![source(0)], ..whole.clone() },
        whole,
    ]
}

/// All totals by courses, by state and by source, named.
fn all_totals(courses: &Courses, origins: &HashMap<EntityId, Vec<EntityId>>, audience: Audience) -> Vec<Totals> {
    let of = |ask: &Ask| {
        [By::State, By::Source, By::Month].map(|by| {
            let asking = Asking { by, named: true, ..Asking::default() };
            daftar_view::totals::totals(courses, &asking, ask, origins)
        })
    };
    asks(audience).iter().flat_map(of).collect()
}

/// Everything that the ledger counts.
fn told(register: &Register, ledger: &Ledger, audience: Audience) -> Vec<Totals> {
    assert!(std::ptr::eq(register.standing(), &register.standing));
    all_totals(&ledger.courses, &ledger.origins, audience)
}

/// Gathered from everything at once.
fn reference(register: &Register, audience: Audience) -> Vec<Totals> {
    let heard = register.hear_all(register.standing(), audience).unwrap();
    let ask = Ask { audience, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    let mut courses = Courses::new(register.profiles());
    courses.take(&asked, &|_| true);
    courses.sort();
    all_totals(&courses, &voices_origins(&asked, &courses.voices()), audience)
}

/// Something more: a source is published or archived on a day, something is wished to be shown first, a time is corrected.
fn change_more(register: &mut Register, dice: &mut Dice) {
    let property = |id: &str| PropertyId::parse(id).unwrap();
    let day = Value::Date(Edtf::parse(dice.of(&["2031-08-02", "2031-12-05", "2032-04-01"])).unwrap());
    let said = register.all_statements(register.standing()).unwrap();
    let of_things: Vec<(ClaimId, Subject)> =
        said.iter().filter(|one| one.claim.subject.entity().is_some()).map(|one| (one.id, one.claim.subject)).collect();
    let of_source = |id: &str, n: usize| Claim::new(Subject::Entity(source(n)), property(id), day.clone(), source(0));
    match dice.below(5) {
        0 => drop(register.record([of_source("published", dice.below(3))])),
        1 => drop(register.record([of_source("archived", dice.below(3))])),
        2 => {
            let time = dice.of(&["2025-02-01T10:00:00Z", "2025-05-01T10:00:00Z"]);
            let first = 1 + dice.below(6) as u64;
            drop(register.correct_time(first, first, Timestamp::parse(time).ok()));
        }
        3 => {
            let (first, about) = dice.of(&of_things);
            let wish = Value::Preference(Preference { first, over: Vec::new(), supersedes: Vec::new() });
            drop(register.record([Claim::new(about, property("prefer"), wish, source(dice.below(3)))]));
        }
        _ => change(register, dice),
    }
}

#[test]
fn a_ledger_that_follows_is_as_one_made_anew_for_everybody_and_for_keepers() {
    let mut counted = 0;
    for seed in 0..6 {
        let (folder, mut dice) = (tempfile::tempdir().unwrap(), Dice(seed + 300));
        let mut register = town(seed, folder.path());
        for step in 0..8 {
            let of = format!("seed {seed}, step {step}");
            let public = register.public_courses().unwrap();
            assert_eq!(
                told(&register, &public, Audience::Public),
                reference(&without_keys(folder.path()), Audience::Public),
                "{of}"
            );
            let keeper = register.keeper_courses().unwrap();
            assert_eq!(
                told(&register, &keeper, Audience::Keeper),
                reference(&register, Audience::Keeper),
                "{of}, keeper"
            );
            counted += public.courses.len();
            change_more(&mut register, &mut dice);
        }
    }
    assert!(counted > 50, "{counted} things");
}
