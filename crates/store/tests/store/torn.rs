//! Torn tails: whatever part of the last entry reached the disk, what was acknowledged before is whole, and writing
//! goes on.

use daftar_store::{Access, Store};

use crate::town::{Device, Town, bodies, complaints, copy, present};

/// A register with two entries and the bytes of its two files before and after the second.
struct Torn {
    town: Town,
    first: Device,
    files: [(&'static str, Vec<u8>, Vec<u8>); 2],
}

fn torn() -> Torn {
    let (mut town, mut store) = Town::found();
    let mut first = Device::new(1);
    first.resume(&store);
    let names = ["000001.headers.jsonl", "000001.bodies.jsonl"];
    let before = names.map(|name| std::fs::read(town.log_file(name)).unwrap());
    store.append(&town.device.next(bodies(3..5))).unwrap();
    drop(store);
    let after = names.map(|name| std::fs::read(town.log_file(name)).unwrap());
    let [a, b] = before;
    let [c, d] = after;
    Torn { town, first, files: [(names[0], a, c), (names[1], b, d)] }
}

/// Opens what is left, and appends another entry in its place.
fn goes_on(torn: &Torn, what: &str) {
    let mut device = Device::new(1);
    let mut store = Store::open(&torn.town.dir, Access::Write, torn.first.head).unwrap();
    assert_eq!(store.log_fault(torn.first.log()), None, "{what}");
    assert_eq!(store.heads(), [torn.first.head.unwrap()], "{what}");
    device.resume(&store);
    let entry = device.next(bodies(20..23));
    store.append(&entry).unwrap();
    drop(store);
    let store = Store::open(&torn.town.dir, Access::Read, device.head).unwrap();
    assert_eq!(present(&store, torn.first.head.unwrap().entry), bodies(0..3), "{what}");
    assert_eq!(present(&store, device.head.unwrap().entry), entry.bodies, "{what}");
    let complaints = complaints(&torn.town.dir, device.head);
    assert!(complaints.is_empty(), "{what}: {complaints:?}");
}

/// Sets the two files to their first so many bytes.
fn cut(torn: &Torn, headers: usize, bodies: usize) {
    for ((name, _, after), length) in torn.files.iter().zip([headers, bodies]) {
        std::fs::write(torn.town.log_file(name), &after[..length]).unwrap();
    }
}

#[test]
fn a_header_torn_at_any_byte_was_never_acknowledged() {
    let torn = torn();
    let [(_, before, after), (_, _, all)] = &torn.files;
    for length in before.len()..after.len() {
        cut(&torn, length, all.len());
        goes_on(&torn, &format!("headers cut at {length}"));
    }
}

#[test]
fn bodies_torn_at_any_byte_were_never_acknowledged() {
    let torn = torn();
    let [(_, headers, _), (_, before, after)] = &torn.files;
    for length in before.len()..=after.len() {
        cut(&torn, headers.len(), length);
        goes_on(&torn, &format!("bodies cut at {length}"));
    }
}

#[test]
fn blank_bytes_are_a_torn_write_even_of_a_foreign_log() {
    let torn = torn();
    let [(name, before, after), (_, _, all)] = &torn.files;
    for blank in [2, 40, 700] {
        cut(&torn, after.len(), all.len());
        let mut bytes = after.clone();
        bytes[before.len() + 5..before.len() + 5 + blank].fill(0);
        std::fs::write(torn.town.log_file(name), bytes).unwrap();
        let store = Store::open(&torn.town.dir, Access::Write, None).unwrap();
        assert_eq!((store.log_fault(torn.first.log()), store.headers().count()), (None, 1));
        drop(store);
        goes_on(&torn, "blank bytes");
    }
}

#[test]
fn a_damaged_last_header_is_cut_only_where_it_cannot_have_been_acknowledged() {
    let torn = torn();
    let [(name, before, after), (_, _, all)] = &torn.files;
    let last = after.len() - 30;
    for at in [before.len() + 9, before.len() + 200, last] {
        cut(&torn, after.len(), all.len());
        let mut bytes = after.clone();
        bytes[at] ^= 1;
        std::fs::write(torn.town.log_file(name), &bytes).unwrap();
        for acknowledged in [None, torn.town.device.head] {
            let store = Store::open(&torn.town.dir, Access::Write, acknowledged).unwrap();
            assert!(store.log_fault(torn.first.log()).is_some(), "byte {at}");
            drop(store);
            assert_eq!(std::fs::read(torn.town.log_file(name)).unwrap(), bytes, "nothing is cut off");
        }
        goes_on(&torn, "damaged, and not acknowledged");
    }
}

#[test]
fn a_damaged_open_segment_is_left_alone_and_the_next_begun() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..6))).unwrap();
    drop(store);
    let path = town.log_file("000001.bodies.jsonl");
    let sound = std::fs::read(&path).unwrap();
    let newline = sound.iter().position(|byte| *byte == b'\n').unwrap();
    for (at, byte) in [(newline, b'x'), (newline + 30, b'\n'), (newline + 30, b'~')] {
        let kept = tempfile::tempdir().unwrap();
        copy(&town.dir, kept.path());
        let mut damaged = sound.clone();
        damaged[at] = byte;
        std::fs::write(&path, &damaged).unwrap();
        let mut device = Device::new(1);
        let mut store = town.open(Access::Write);
        device.resume(&store);
        let entry = device.next(bodies(30..32));
        store.append(&entry).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), damaged);
        assert_eq!(present(&store, entry.header.header.entry), entry.bodies);
        assert_eq!(present(&store, town.device.head.unwrap().entry), bodies(3..6), "byte {at}");
        drop(store);
        assert!(!complaints(&town.dir, device.head).is_empty());
        std::fs::remove_dir_all(&town.dir).unwrap();
        copy(kept.path(), &town.dir);
    }
}
