//! Proofs over the years: of other devices' statements, beside what was erased or withheld, with keys that came and went.

use daftar_register::claim::{EntityId, Ground, Value};
use daftar_register::copy::proof::{Demands, ProofError, Proved, check};
use daftar_register::{RegisterError, Veil};

use crate::site::Site;

fn proved(site: &Site, claim: daftar_register::claim::ClaimId) -> Result<Proved, RegisterError> {
    let recording = site.recording(&claim.to_string())?;
    let proven = site.prove(recording, true)?;
    // What a stranger finds is what the maker was told.
    let found = check(proven.file.as_bytes(), &Demands::default()).unwrap();
    assert_eq!((found.claim, found.recording, found.register), (claim, recording, site.id()));
    Ok(proven.proved)
}

/// A museum with a second device, both of which said something about the mill.
fn two() -> (Site, Site, EntityId) {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let mut seeds = museum.second(Some("House of Seeds"));
    seeds.say(&seeds.claim(mill, "description", Value::text("said before it was sent")));
    (museum, seeds, mill)
}

fn refusal<T: std::fmt::Debug>(refused: Result<T, RegisterError>) -> String {
    refused.unwrap_err().to_string()
}

#[test]
fn what_another_device_said_is_proved_by_its_grant() {
    let (mut museum, mut seeds, mill) = two();
    let claim = seeds.say(&seeds.claim(mill, "description", Value::text("three floors")));
    museum.take(&seeds.bundle());
    let proof = proved(&museum, claim).unwrap();
    assert_eq!((Some(proof.recording.entry.log), &proof.signed[..]), (seeds.key(), &[museum.key().unwrap()][..]));
    // Its own device proves it, too; and each takes the other's checkpoint, for both hold the same.
    seeds.take(&museum.bundle());
    museum.take(&seeds.bundle());
    let theirs = seeds.checkpoint().unwrap();
    assert_eq!(museum.take_checkpoint(&theirs.to_note()).unwrap().1, 1, "a key of the notebook signed it");
    assert_eq!(museum.take_checkpoint(&theirs.to_note()).unwrap().1, 0, "twice is once");
    proved(&seeds, claim).unwrap();
}

#[test]
fn erased_and_withheld_neighbours_do_not_hinder() {
    let (mut museum, mut seeds, mill) = two();
    let say = |n: u32| museum.claim(mill, "description", Value::text(format!("part {n}")));
    let said: Vec<_> = (0..5).map(say).collect();
    museum.record_said(&said).unwrap();
    let ids: Vec<_> = museum.holding(mill, "description");
    let [first, second, third, ..] = ids[..] else { panic!("{ids:?}") };
    museum.erase(&[second], &[], Ground::Safety).unwrap();
    proved(&museum, first).unwrap();
    assert!(refusal(museum.recording(&second.to_string()).and_then(|one| museum.prove(one, true))).contains("erased"));
    seeds.take(&museum.bundle_without(&[third]));
    proved(&seeds, first).unwrap();
    let recording = seeds.recording(&third.to_string()).unwrap();
    assert!(refusal(seeds.prove(recording, true)).contains("kept it back"));
}

#[test]
fn a_revoked_key_proves_what_counts_and_signs_no_more() {
    let (mut museum, mut seeds, mill) = two();
    let before = seeds.say(&seeds.claim(mill, "description", Value::text("before")));
    museum.take(&seeds.bundle());
    museum.revoke(seeds.key().unwrap(), None).unwrap();
    let after = seeds.say(&seeds.claim(mill, "description", Value::text("after")));
    museum.take(&seeds.bundle());
    assert_eq!(proved(&museum, before).unwrap().recording.entry.log, seeds.key().unwrap());
    assert!(museum.recording(&after.to_string()).is_err(), "nothing of it counts");
}

#[test]
fn a_checkpoint_of_another_branch_is_not_taken() {
    let (mut museum, mut seeds, mill) = two();
    let mut copied = museum.twin();
    museum.say(&museum.claim(mill, "description", Value::text("at the desk")));
    copied.say(&copied.claim(mill, "description", Value::text("in the field")));
    let note = copied.checkpoint().unwrap().to_note();
    assert!(refusal(museum.take_checkpoint(&note)).contains("another branch"));
    seeds.take(&museum.bundle());
    assert!(refusal(seeds.take_checkpoint(&note)).contains("another branch"));
    let changed = note.replacen("log ", "log 0", 1);
    assert!(museum.take_checkpoint(&changed).is_err());
}

#[test]
fn what_the_public_may_not_read_is_restricted() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let claim = museum.say(&museum.claim(mill, "description", Value::text("two floors")));
    let recording = museum.recording(&claim.to_string()).unwrap();
    assert_eq!(museum.prove(recording, false).unwrap().veil, Veil::Open);
    let lie = museum.prove(recording, false).unwrap().file.replacen("two floors", "ten floors", 1);
    assert!(matches!(check(lie.as_bytes(), &Demands::default()), Err(ProofError::Damaged)));
}
