//! A ledger that follows the record is as one made anew, and what the public is told follows from what it may see.

use daftar_view::Totals;
use daftar_view::totals::Asking;

use super::super::tests::{change, without_keys};
use super::*;
use crate::differing::tests::{Dice, town};

/// Everything that the ledger counts, by state and by source, named.
fn told(register: &Register, ledger: &Ledger, audience: Audience) -> [Totals; 2] {
    let ask = Ask { audience, ..Ask::default() };
    let by = |by| {
        let asking = Asking { by, named: true, ..Asking::default() };
        daftar_view::totals::totals(&ledger.courses, &asking, &ask, &ledger.origins)
    };
    assert!(std::ptr::eq(register.standing(), &register.standing));
    [by(daftar_view::totals::By::State), by(daftar_view::totals::By::Source)]
}

/// Gathered from everything at once.
fn reference(register: &Register, audience: Audience) -> [Totals; 2] {
    let heard = register.hear_all(register.standing(), audience).unwrap();
    let ask = Ask { audience, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    let mut courses = Courses::new(register.profiles());
    courses.take(&asked, &|_| true);
    courses.sort();
    let origins = voices_origins(&asked, &courses.voices());
    let by = |by| {
        let asking = Asking { by, named: true, ..Asking::default() };
        daftar_view::totals::totals(&courses, &asking, &ask, &origins)
    };
    [by(daftar_view::totals::By::State), by(daftar_view::totals::By::Source)]
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
            change(&mut register, &mut dice);
        }
    }
    assert!(counted > 50, "{counted} things");
}
