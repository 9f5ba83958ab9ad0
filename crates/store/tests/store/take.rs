//! Taking from peers: all is checked, what is missing is accounted for, and nothing erased comes back.

use std::collections::HashSet;

use daftar_claim::{BodyState, EntryId, Ledger, LedgerEntry, LedgerError};
use daftar_store::{Access, Store};

use crate::town::{Device, Town, bodies, body, claim, offer, present, sealed};

fn refused(store: &mut Store, entry: LedgerEntry, why: &str) {
    let before = store.heads();
    match store.take(entry) {
        Err(LedgerError::Refused { why: said, .. }) => assert!(said.contains(why), "{said}"),
        other => panic!("{why}: {other:?}"),
    }
    assert_eq!(store.heads(), before);
}

/// A second device of the same register.
fn peer(town: &Town) -> Device {
    let mut peer = Device::new(2);
    peer.register = town.device.register;
    peer
}

#[test]
fn another_log_is_taken_and_twice_is_once() {
    let (town, mut store) = Town::found();
    let mut peer = peer(&town);
    let entries: Vec<_> = (1..6).map(|n| peer.next([bodies(n * 10..n * 10 + 3), vec![sealed(n)]].concat())).collect();
    for entry in &entries {
        assert!(store.take(offer(entry)).unwrap());
        assert!(!store.take(offer(entry)).unwrap());
    }
    assert_eq!(store.index().about(&daftar_claim::Subject::Entity(crate::town::entity(31))).unwrap().len(), 1);
    drop(store);
    let store = town.open(Access::Read);
    assert_eq!(store.heads().len(), 2);
    for entry in &entries {
        assert_eq!(store.entry(entry.header.header.entry).unwrap(), Some(offer(entry)));
    }
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn of_many_that_come_together_each_has_its_answer() {
    let (mut town, mut store) = Town::found();
    let (mut peer, mut other) = (peer(&town), Device::new(3));
    other.register = town.device.register;
    let ours = town.device.next(bodies(5..7));
    store.append(&ours).unwrap();
    let [first, second, third] = [10, 20, 30].map(|n| peer.next(bodies(n..n + 3)));
    let mut wrong = offer(&second);
    wrong.bodies[1] = BodyState::Present(body(99));
    let come = [&first, &first, &second, &other.next(bodies(40..42)), &ours, &third].map(offer);
    let [one, again, two, others, own, three] = come;
    let answers = store.take_all(vec![one, again, wrong, two, others, own, three.clone()]);
    let told: Vec<_> = answers.iter().map(|answer| answer.as_ref().ok().copied()).collect();
    assert_eq!(told, [Some(true), Some(false), None, Some(true), Some(true), Some(false), Some(true)]);
    drop(store);
    let store = town.open(Access::Read);
    assert_eq!(store.entry(third.header.header.entry).unwrap(), Some(three));
    assert_eq!(store.index().about(&daftar_claim::Subject::Entity(crate::town::entity(31))).unwrap().len(), 1);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn what_is_not_sound_is_refused() {
    let (town, mut store) = Town::found();
    let mut peer = peer(&town);
    let first = peer.next(bodies(10..13));
    let mut changed = offer(&first);
    changed.bodies[1] = BodyState::Present(body(99));
    refused(&mut store, changed, "root");
    let mut short = offer(&first);
    short.bodies.pop();
    refused(&mut store, short, "2 bodies came");
    let mut forged = offer(&first);
    forged.header.signature[0] ^= 1;
    refused(&mut store, forged, "signature");
    let mut unproved = offer(&first);
    unproved.bodies[0] = BodyState::Awaited(None);
    refused(&mut store, unproved, "ids of all");
    refused(&mut store, offer(&peer.draft(bodies(13..14))), "ends at entry 0");
    refused(&mut store, offer(&Device::new(3).draft(vec![b"{}".to_vec()])), "body 0");
    store.take(offer(&first)).unwrap();
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn missing_bodies_are_accounted_for_and_may_come_later() {
    let (town, mut store) = Town::found();
    let mut peer = peer(&town);
    let (whole, other) = (peer.next(bodies(10..16)), peer.next(bodies(20..22)));
    let id = whole.header.header.entry;
    let mut parted = offer(&whole);
    parted.bodies[1] = BodyState::Withheld(claim(11));
    parted.bodies[2] = BodyState::Awaited(Some(claim(12)));
    parted.bodies[5] = BodyState::Damaged(Some(claim(15)));
    let mut wanted = parted.bodies.clone();
    wanted[5] = BodyState::Awaited(Some(claim(15)));
    assert!(store.take(parted.clone()).unwrap());
    assert!(store.take(offer(&other)).unwrap());
    assert_eq!(store.bodies(id).unwrap(), wanted);
    drop(store);
    let mut store = town.open(Access::Write);
    assert_eq!(store.bodies(id).unwrap(), wanted);
    assert_eq!(store.index().ids(id).unwrap().len(), 3);
    assert_eq!(town.complaints(), [] as [String; 0]);

    parted.bodies[2] = BodyState::Present(body(12));
    assert!(store.take(parted.clone()).unwrap());
    assert!(!store.take(parted).unwrap());
    wanted[2] = BodyState::Present(body(12));
    assert_eq!(store.bodies(id).unwrap(), wanted);
    assert_eq!(present(&store, other.header.header.entry), other.bodies);
    assert!(store.take(offer(&whole)).unwrap());
    assert_eq!(present(&store, id), whole.bodies);
    assert_eq!(store.index().ids(id).unwrap().len(), 6);
    drop(store);
    assert_eq!(present(&town.open(Access::Read), id), whole.bodies);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn headers_alone_are_taken_and_the_ids_come_later() {
    let (town, mut store) = Town::found();
    let whole = peer(&town).next(bodies(10..14));
    let bare = LedgerEntry { bodies: vec![BodyState::Awaited(None); 4], ..offer(&whole) };
    assert!(store.take(bare.clone()).unwrap());
    assert_eq!(store.bodies(whole.header.header.entry).unwrap(), bare.bodies);
    assert_eq!(town.complaints(), [] as [String; 0]);
    let mut half = offer(&whole);
    half.bodies[3] = BodyState::Withheld(claim(13));
    assert!(store.take(half.clone()).unwrap());
    assert_eq!(present(&store, whole.header.header.entry), bodies(10..13));
    assert!(store.take(offer(&whole)).unwrap());
    assert_eq!(present(&store, whole.header.header.entry), whole.bodies);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn damage_is_healed_by_a_peer_that_has_the_bodies() {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(1);
    let entries: Vec<_> = (1..4).map(|n| town.device.next(bodies(n * 10..n * 10 + 4))).collect();
    store.append_batch(entries.iter().cloned()).unwrap();
    drop(store);
    let path = town.log_file("000002.bodies.jsonl.zst");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::write(&path, bytes).unwrap();
    let mut store = town.open(Access::Write);
    let id = entries[0].header.header.entry;
    let damaged: Vec<_> = (10..14).map(|n| BodyState::Damaged(Some(claim(n)))).collect();
    assert_eq!(store.bodies(id).unwrap(), damaged, "the index remembers which they were");
    assert!(!town.complaints().is_empty());
    assert!(store.take(offer(&entries[0])).unwrap());
    assert_eq!(present(&store, id), entries[0].bodies);
    drop(store);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn what_was_erased_is_never_taken_again() {
    let (town, mut store) = Town::found();
    let mut peer = peer(&town);
    let entry = peer.next(bodies(10..13));
    let file = store.put_file(&b"a photograph"[..]).unwrap();
    store.set_erased(HashSet::from([claim(11)]), HashSet::from([file]));
    store.take(offer(&entry)).unwrap();
    let wanted = [BodyState::Present(body(10)), BodyState::Erased(claim(11)), BodyState::Present(body(12))];
    assert_eq!(store.bodies(entry.header.header.entry).unwrap(), wanted);
    assert!(!store.take(offer(&entry)).unwrap());
    assert!(store.index().claim(&claim(11)).unwrap().is_empty());
    assert_eq!(crate::town::files_with(&town.dir, b"well 11 of the mill"), [] as [std::path::PathBuf; 0]);
    let error = store.put_file(&b"a photograph"[..]).unwrap_err();
    assert!(error.to_string().contains("erased"), "{error}");
    assert!(store.append(&town.device.draft(bodies(11..12))).is_err());
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn another_registers_log_is_kept_beside() {
    let (town, mut store) = Town::found();
    let mut other = Device::new(9);
    let entries = [other.next(bodies(70..72)), other.next(bodies(72..75))];
    assert_ne!(other.register, town.device.register);
    entries.iter().for_each(|entry| assert!(store.take(offer(entry)).unwrap()));
    assert_eq!(present(&store, EntryId { log: other.log(), number: 2 }), bodies(72..75));
    assert_eq!(town.complaints(), [] as [String; 0]);
}
