//! Loss of power, replayed: what was promised before holds, wherever it is cut.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_claim::{Entry, EntryId, Head};
use daftar_store::{Access, Store};

use crate::platter::{Op, Platter, Recorder};
use crate::town::{Device, Dice, WELL, bodies, body, claim, complaints, files_with, offer, present};

#[derive(Clone, Debug)]
enum Promise {
    Entry(EntryId, Vec<Vec<u8>>),
    Acknowledged(Head),
    File(daftar_claim::FileId),
    Erased(u64),
}

impl Promise {
    fn head(&self) -> Option<Head> {
        match self {
            Promise::Acknowledged(head) => Some(*head),
            _ => None,
        }
    }
}

/// A piece of work, written down: own entries, a peer's, evidence, an erasure, segments closing.
fn work(dir: &Path) -> (Vec<Op>, Vec<Promise>) {
    let recorder = Arc::new(Recorder::default());
    let promises = RefCell::new(Vec::new());
    let promise = |promise| {
        promises.borrow_mut().push(promise);
        recorder.note(Op::Promised(promises.borrow().len()));
    };
    let (mut device, mut peer) = (Device::new(1), Device::new(2));
    let founding = device.next(bodies(0..3));
    let mut store = Store::create_on(recorder.clone(), dir, "ar", &founding, &[WELL]).unwrap();
    store.set_segment_size(3000);
    promise(kept(&founding));
    promise(Promise::Acknowledged(device.head.unwrap()));
    peer.register = device.register;
    for n in 1..6 {
        let entry = device.next(bodies(n * 10..n * 10 + 4));
        store.append(&entry).unwrap();
        promise(kept(&entry));
        promise(Promise::Acknowledged(device.head.unwrap()));
        let entry = peer.next(bodies(n * 10 + 5..n * 10 + 7));
        let mut offered = offer(&entry);
        if n % 2 == 0 {
            offered.bodies[1] = daftar_claim::BodyState::Withheld(claim(n * 10 + 6));
        }
        daftar_claim::Ledger::take(&mut store, offered).unwrap();
        promise(Promise::Entry(entry.header.header.entry, entry.bodies[..2 - (n % 2 == 0) as usize].to_vec()));
    }
    promise(Promise::File(store.put_file(&b"a letter of the committee"[..]).unwrap()));
    store.erase(&[claim(21), claim(51)], &[]).unwrap();
    promise(Promise::Erased(21));
    promise(Promise::Erased(51));
    let batch: Vec<Entry> = (6..9).map(|n| device.next(bodies(n * 10..n * 10 + 6))).collect();
    store.append_batch(batch.iter().cloned()).unwrap();
    batch.iter().for_each(|entry| promise(kept(entry)));
    promise(Promise::Acknowledged(device.head.unwrap()));
    let many: Vec<Entry> = (9..14).map(|n| peer.next(bodies(n * 10..n * 10 + 8))).collect();
    let answers = daftar_claim::Ledger::take_all(&mut store, many.iter().map(offer).collect());
    assert!(answers.into_iter().all(|answer| answer.unwrap()));
    many.iter().for_each(|entry| promise(kept(entry)));
    // Of more than one piece, and over one of the same name.
    for _ in 0..2 {
        let photograph = vec![7; (1 << 20) + 17];
        promise(Promise::File(store.put_file(&photograph[..]).unwrap()));
    }
    // Several at once, one of them twice, one of more than one piece.
    let letters: Vec<PathBuf> = (0..5).map(|n| dir.with_file_name(format!("letter-{n}"))).collect();
    for (n, path) in letters.iter().enumerate() {
        std::fs::write(path, vec![b'a' + n as u8 / 2; if n == 4 { (1 << 20) + 5 } else { 900 }]).unwrap();
    }
    store.put_files(&letters).unwrap().into_iter().for_each(|file| promise(Promise::File(file)));
    drop(store);
    let ops = recorder.0.lock().unwrap();
    (ops.clone(), promises.into_inner())
}

fn kept(entry: &Entry) -> Promise {
    Promise::Entry(entry.header.header.entry, entry.bodies.clone())
}

/// Lays out what is left, and holds every promise against it.
fn check(left: &BTreeMap<PathBuf, Vec<u8>>, promises: &[Promise], from: &Path, what: &str) {
    let Some(head) = promises.iter().rev().find_map(Promise::head) else { return };
    let temporary = tempfile::tempdir().unwrap();
    let dir = temporary.path().join("left.daftar");
    for folder in ["logs", "evidence", "profiles", "index"] {
        std::fs::create_dir_all(dir.join(folder)).unwrap();
    }
    for (path, bytes) in left {
        let path = dir.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let acknowledged = Some(head);
    let reader = Store::open(&dir, Access::Read, acknowledged).unwrap();
    hold(&reader, promises, &format!("{what}, reading"));
    drop(reader);
    let mut store = Store::open(&dir, Access::Write, acknowledged).unwrap();
    assert_eq!(store.log_fault(head.entry.log), None, "{what}");
    hold(&store, promises, what);
    assert_eq!(complaints(&dir, acknowledged), [] as [String; 0], "{what}");
    let mut device = Device::new(1);
    device.resume(&store);
    store.append(&device.next(bodies(100..102))).unwrap();
    drop(store);
    assert_eq!(complaints(&dir, device.head), [] as [String; 0], "{what}, after appending");
    for promise in promises {
        if let Promise::Erased(n) = promise {
            let words = format!("the mark {n}\"");
            assert_eq!(files_with(&dir, words.as_bytes()), [] as [PathBuf; 0], "{what}");
        }
    }
}

fn hold(store: &Store, promises: &[Promise], what: &str) {
    let erased: Vec<Vec<u8>> = [21, 51].map(body).to_vec();
    for promise in promises {
        match promise {
            Promise::Entry(id, bodies) => {
                let here = present(store, *id);
                let wanted = bodies.iter().filter(|body| !erased.contains(body));
                let missing = wanted.filter(|body| !here.contains(body)).count();
                assert_eq!(missing, 0, "{what}: entry {} of {}", id.number, id.log);
            }
            Promise::File(id) => assert!(store.has_file(id), "{what}: {id}"),
            Promise::Acknowledged(_) | Promise::Erased(_) => {}
        }
    }
}

#[test]
fn what_was_acknowledged_survives_any_loss_of_power() {
    let temporary = tempfile::tempdir().unwrap();
    let dir = temporary.path().join("sanabel.daftar");
    let (ops, promises) = work(&dir);
    let mut dice = Dice::new(7);
    let mut platter = Platter::default();
    for (n, op) in ops.iter().enumerate() {
        platter.play(op);
        let rounds = if n % 3 == 0 { 2 } else { 1 };
        for round in 0..rounds {
            let left = platter.lose_power(&mut dice);
            check(
                &left,
                &promises[..platter.promised],
                &dir,
                &format!("power lost after operation {n} ({op:?}), case {round}"),
            );
        }
    }
    assert!(ops.len() > 150, "{}", ops.len());
}
