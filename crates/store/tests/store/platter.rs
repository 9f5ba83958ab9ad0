//! A disk that writes down every operation; then, cut at any point, what was not synced survives, is torn or is gone, as chance
//! has it.
//!
//! The model: a file's bytes are sure once the file was synced; a name (made, renamed, removed) once its folder was
//! synced; folders themselves are always there. Everything since may or may not have reached the disk, in any order; a piece of a write may be blank.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use daftar_store::disk::{Disk, RealDisk};

use crate::dice::Dice;

#[derive(Clone, Debug)]
pub(crate) enum Op {
    Write(PathBuf, u64, Vec<u8>),
    Truncate(PathBuf, u64),
    Sync(PathBuf),
    SyncDir(PathBuf),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    /// Not an operation: from here on so many promises are given.
    Promised(usize),
}

/// Does everything for real, and writes it down.
#[derive(Default)]
pub(crate) struct Recorder(pub(crate) Mutex<Vec<Op>>);

impl Recorder {
    pub(crate) fn note(&self, op: Op) {
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
pub(crate) struct Platter {
    nodes: Vec<Node>,
    now: BTreeMap<PathBuf, usize>,
    sure: BTreeMap<PathBuf, usize>,
    since: Vec<(PathBuf, Option<usize>)>,
    /// How many promises were given.
    pub(crate) promised: usize,
}

impl Platter {
    /// A disk on which these files lie for sure.
    #[allow(dead_code, reason = "not every test begins with files")]
    pub(crate) fn holding(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Platter {
        let mut platter = Platter::default();
        for (path, bytes) in files {
            platter.now.insert(path.clone(), platter.nodes.len());
            platter.sure.insert(path, platter.nodes.len());
            platter.nodes.push(Node { sure: bytes, since: Vec::new() });
        }
        platter
    }

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

    pub(crate) fn play(&mut self, op: &Op) {
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
            Op::Promised(count) => self.promised = *count,
        }
    }

    /// The names and bytes that a loss of power leaves.
    pub(crate) fn lose_power(&self, dice: &mut Dice) -> BTreeMap<PathBuf, Vec<u8>> {
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
