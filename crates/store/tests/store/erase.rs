//! Erasure: what must be forgotten stands nowhere in the folder, and all the rest is as before.

use daftar_claim::{BodyState, Ledger};
use daftar_store::{Access, Store};

use crate::town::{Device, Town, bodies, body, claim, files_with, offer, present};

fn is_gone(town: &Town, n: u64) {
    for words in [format!("the mark {n}\""), format!("well {n} of the mill")] {
        assert_eq!(files_with(&town.dir, words.as_bytes()), [] as [std::path::PathBuf; 0], "{words}");
    }
}

/// A register with own and foreign entries, closed and open segments.
fn filled() -> (Town, Store, Device) {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(4000);
    let mut peer = Device::new(2);
    peer.register = town.device.register;
    for n in 1..9 {
        store.append(&town.device.next(bodies(n * 10..n * 10 + 5))).unwrap();
    }
    // The same claims again in another log.
    store.take(offer(&peer.next(bodies(20..25)))).unwrap();
    (town, store, peer)
}

#[test]
fn erased_bytes_are_gone_and_the_rest_is_as_before() {
    let (town, mut store, _) = filled();
    let before: Vec<_> = store.headers().map(|header| header.header.entry).collect();
    let file = store.put_file(&b"a photograph of the jar"[..]).unwrap();
    // In a closed segment and in another log; in the open segment; the founding entry; and one that is not here.
    let gone = [22, 81, 0, 999];
    store.erase(&gone.map(claim), &[file]).unwrap();
    for _ in 0..2 {
        for n in gone {
            is_gone(&town, n);
        }
        assert!(!store.has_file(&file));
        assert_eq!(files_with(&town.dir, b"photograph"), [] as [std::path::PathBuf; 0]);
        for id in &before {
            for (state, position) in store.bodies(*id).unwrap().into_iter().zip(0..) {
                let first = if id.number == 1 && id.log == town.device.log() { 0 } else { number_of(&town, id) * 10 };
                let n = first + position;
                let wanted = if gone.contains(&n) { BodyState::Erased(claim(n)) } else { BodyState::Present(body(n)) };
                assert_eq!(state, wanted, "{n}");
            }
        }
        assert!(store.index().claim(&claim(22)).unwrap().is_empty());
        assert_eq!(store.index().claim(&claim(23)).unwrap().len(), 2);
        assert_eq!(town.complaints(), [] as [String; 0]);
        store.close().unwrap();
        store = town.open(Access::Write);
        store.set_erased(gone.map(claim).into(), [file].into());
        store.erase(&gone.map(claim), &[file]).unwrap();
    }
}

fn number_of(town: &Town, id: &daftar_claim::EntryId) -> u64 {
    if id.log == town.device.log() { id.number - 1 } else { 2 }
}

#[test]
fn without_being_told_of_the_erasure_a_gap_is_awaited_not_damaged() {
    let (town, mut store, peer) = filled();
    store.erase(&[claim(22)], &[]).unwrap();
    drop(store);
    let store = town.open(Access::Read);
    assert_eq!(store.bodies(peer.head.unwrap().entry).unwrap()[2], BodyState::Awaited(Some(claim(22))));
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn the_log_goes_on_after_an_erasure() {
    let (mut town, mut store, mut peer) = filled();
    store.erase(&[claim(82), claim(24)], &[]).unwrap();
    let own = town.device.next(bodies(90..93));
    store.append(&own).unwrap();
    let foreign = peer.next(bodies(93..95));
    store.take(offer(&foreign)).unwrap();
    drop(store);
    let store = town.open(Access::Write);
    assert_eq!(present(&store, own.header.header.entry), own.bodies);
    assert_eq!(present(&store, foreign.header.header.entry), foreign.bodies);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn erasing_reaches_into_damaged_segments() {
    for (at, closed) in [(40, true), (260, true), (40, false), (700, false)] {
        let (town, store, _) = filled();
        drop(store);
        let name = if closed { "000001.bodies.jsonl.zst" } else { "000003.bodies.jsonl" };
        let path = town.log_file(name);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at] = if closed { bytes[at] ^ 0x10 } else { b'\n' };
        std::fs::write(&path, bytes).unwrap();
        let mut store = town.open(Access::Write);
        let all: Vec<u64> = (0..3).chain((1..9).flat_map(|n| n * 10..n * 10 + 5)).collect();
        store.erase(&all.iter().map(|n| claim(*n)).collect::<Vec<_>>(), &[]).unwrap();
        drop(store);
        for path in crate::town::all_files(&town.dir) {
            let bytes = std::fs::read(&path).unwrap();
            let plain = match path.extension().is_some_and(|ending| ending == "zst") {
                true => zstd::decode_all(&bytes[..]).unwrap_or_default(),
                false => bytes,
            };
            let words = String::from_utf8_lossy(&plain);
            assert!(!words.contains("the mark"), "{name} at {at}: {} {words}", path.display());
        }
    }
}
