//! Loss of power, replayed: every operation on the disk is written down; then, cut at any point, what was not synced
//! survives, is torn or is gone, as chance has it.
//!
//! The model: a file's bytes are sure once the file was synced; a name (made, renamed, removed) once its folder was
//! synced; folders themselves are always there. Everything since may or may not have reached the disk, in any order; a piece of a write may be blank.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use daftar_claim::{Entry, EntryId, Head};
use daftar_store::disk::{Disk, RealDisk};
use daftar_store::{Access, Store};

use crate::town::{Device, Dice, WELL, bodies, body, claim, complaints, files_with, offer, present};

#[derive(Clone, Debug)]
enum Op {
    Write(PathBuf, u64, Vec<u8>),
    Truncate(PathBuf, u64),
    Sync(PathBuf),
    SyncDir(PathBuf),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    /// Not an operation: from here on this is promised.
    Promise(Promise),
}

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

/// Does everything for real, and writes it down.
#[derive(Default)]
struct Recorder(Mutex<Vec<Op>>);

impl Recorder {
    fn note(&self, op: Op) {
        self.0.lock().unwrap().push(op);
    }
}

impl Disk for Recorder {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }
    fn write_at(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.note(Op::Write(path.into(), at, bytes.into()));
        RealDisk.write_at(path, at, bytes)
    }
    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        self.note(Op::Truncate(path.into(), length));
        RealDisk.truncate(path, length)
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.note(Op::Sync(path.into()));
        Ok(())
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.note(Op::SyncDir(path.into()));
        Ok(())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note(Op::Rename(from.into(), to.into()));
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note(Op::Remove(path.into()));
        RealDisk.remove(path)
    }
}

/// A file as the disk may hold it: what is sure, and what was asked since.
#[derive(Clone, Default)]
struct Node {
    sure: Vec<u8>,
    since: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Write(at, new) => {
                bytes.resize(bytes.len().max(at + new.len()), 0);
                bytes[*at..at + new.len()].copy_from_slice(new);
            }
            Change::Truncate(length) => bytes.resize(*length, 0),
        }
    }

    /// A part of a write: its beginning, or all but a blank piece of it.
    fn torn(&self, dice: &mut Dice) -> Change {
        let Change::Write(at, bytes) = self else { return self.clone() };
        let mut bytes = bytes.clone();
        let cut = dice.below(bytes.len() + 1);
        match dice.below(2) {
            0 => bytes.truncate(cut),
            _ => bytes[..cut].fill(0),
        }
        Change::Write(*at, bytes)
    }
}

impl Node {
    fn settle(&mut self) {
        for change in std::mem::take(&mut self.since) {
            change.apply(&mut self.sure);
        }
    }

    fn survive(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.sure.clone();
        for change in &self.since {
            match dice.below(3) {
                0 => change.apply(&mut bytes),
                1 => change.torn(dice).apply(&mut bytes),
                _ => {}
            }
        }
        bytes
    }
}

/// The disk: files by number, names that are sure, and changes of names since, each in its folder.
#[derive(Default)]
struct Platter {
    nodes: Vec<Node>,
    now: BTreeMap<PathBuf, usize>,
    sure: BTreeMap<PathBuf, usize>,
    since: Vec<(PathBuf, Option<usize>)>,
    promises: Vec<Promise>,
}

impl Platter {
    fn node(&mut self, path: &Path) -> &mut Node {
        let next = self.nodes.len();
        let number = *self.now.entry(path.into()).or_insert(next);
        if number == next {
            self.nodes.push(Node::default());
            self.since.push((path.into(), Some(number)));
        }
        &mut self.nodes[number]
    }

    fn name(&mut self, path: &Path, node: Option<usize>) {
        match node {
            Some(node) => self.now.insert(path.into(), node),
            None => self.now.remove(path),
        };
        self.since.push((path.into(), node));
    }

    fn play(&mut self, op: &Op) {
        match op {
            Op::Write(path, at, bytes) => self.node(path).since.push(Change::Write(*at as usize, bytes.clone())),
            Op::Truncate(path, length) => self.node(path).since.push(Change::Truncate(*length as usize)),
            Op::Sync(path) => self.node(path).settle(),
            Op::SyncDir(folder) => {
                let (mine, others) = self.since.drain(..).partition(|(path, _)| path.parent() == Some(folder));
                self.since = others;
                mine.into_iter().for_each(|change| apply(&mut self.sure, change));
            }
            Op::Rename(from, to) => {
                let node = self.now.get(from).copied();
                self.name(from, None);
                self.name(to, node);
            }
            Op::Remove(path) if self.now.contains_key(path) => self.name(path, None),
            Op::Remove(_) => {}
            Op::Promise(promise) => self.promises.push(promise.clone()),
        }
    }

    /// The names and bytes that a loss of power leaves.
    fn lose_power(&self, dice: &mut Dice) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut names = self.sure.clone();
        // A rename is one step: both names change, or neither.
        let mut changes = self.since.iter().peekable();
        while let Some((path, node)) = changes.next() {
            let with = match (node, changes.peek()) {
                (None, Some((_, Some(moved)))) if self.sure_or_since(path) == Some(*moved) => changes.next(),
                _ => None,
            };
            if dice.below(2) == 0 {
                apply(&mut names, (path.clone(), *node));
                with.into_iter().for_each(|change| apply(&mut names, change.clone()));
            }
        }
        names.into_iter().map(|(path, node)| (path, self.nodes[node].survive(dice))).collect()
    }

    fn sure_or_since(&self, path: &Path) -> Option<usize> {
        let since = self.since.iter().rfind(|(name, node)| name == path && node.is_some());
        since.and_then(|(_, node)| *node).or(self.sure.get(path).copied())
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, (path, node): (PathBuf, Option<usize>)) {
    match node {
        Some(node) => names.insert(path, node),
        None => names.remove(&path),
    };
}

/// A piece of work, written down: own entries, a peer's, evidence, an erasure, segments closing.
fn work(dir: &Path) -> Vec<Op> {
    let recorder = Arc::new(Recorder::default());
    let promise = |promise| recorder.note(Op::Promise(promise));
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
    drop(store);
    let ops = recorder.0.lock().unwrap();
    ops.clone()
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
    let ops = work(&dir);
    let mut dice = Dice::new(7);
    let mut platter = Platter::default();
    for (n, op) in ops.iter().enumerate() {
        platter.play(op);
        let rounds = if n % 3 == 0 { 2 } else { 1 };
        for round in 0..rounds {
            let left = platter.lose_power(&mut dice);
            check(&left, &platter.promises, &dir, &format!("power lost after operation {n} ({op:?}), case {round}"));
        }
    }
    assert!(ops.len() > 150, "{}", ops.len());
}
