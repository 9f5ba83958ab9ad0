//! Asking for what is damaged: what comes, and what a peer that lies is told.

use std::collections::BTreeMap;

use daftar_claim::{FileId, Hash, Key, LedgerEntry, LedgerError, RegisterId};

use super::super::{
    Basket, Caller, Greeting, Lost, Meter, Range, Role, StaticKey, SyncError, Synced, answer, ask, call, run,
};
use super::memory::{Lie, Memory, forge};
use super::{line, told, town};

/// What came.
#[derive(Default)]
struct Bag {
    entries: Vec<LedgerEntry>,
    files: BTreeMap<FileId, Vec<u8>>,
}

impl Basket for Bag {
    fn entry(&mut self, entry: LedgerEntry) -> Result<(), LedgerError> {
        self.entries.push(entry);
        Ok(())
    }

    fn profiles(&mut self, _: &[String]) -> Result<(), LedgerError> {
        Ok(())
    }

    fn piece(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError> {
        let bytes = self.files.entry(file).or_default();
        bytes.truncate(at as usize);
        bytes.extend_from_slice(piece);
        Ok(())
    }

    fn whole(&mut self, file: FileId) -> Result<bool, LedgerError> {
        let whole = self.files.get(&file).is_some_and(|bytes| Hash::of(bytes) == file.0);
        if !whole {
            self.files.remove(&file);
        }
        Ok(whole)
    }
}

/// Asks a peer that answers as it likes.
fn asked(peer: &mut Memory, lost: &Lost) -> (Result<(), SyncError>, Bag) {
    let (here, there) = line();
    let (one, other) = (StaticKey::from_secret([1; 32]), StaticKey::from_secret([2; 32]));
    let (caller, to, mut bag) = (one.public(), other.public(), Bag::default());
    let ended = std::thread::scope(|scope| {
        scope.spawn(move || {
            let greeting = Greeting { key: &other, knows: &|key| *key == caller, pairing: false, code: &|| None };
            if let Ok(Caller::Peer(_, mut channel)) = answer(there, &greeting, &Meter::new(None)) {
                drop(run(Role::Answerer, peer, &mut channel, &mut Synced::default(), &|_, _, _| {}));
            }
        });
        let mut channel = call(here, &one, &to, &Meter::new(None))?;
        let register = RegisterId(Hash([9; 32]));
        ask((register, &|_| false), &mut channel, lost, &mut bag, &|_, _, _| {})
    });
    (ended, bag)
}

fn key(peer: &Memory) -> Key {
    *peer.logs.keys().next().unwrap()
}

fn numbers(bag: &Bag) -> Vec<u64> {
    bag.entries.iter().map(|entry| entry.header.header.entry.number).collect()
}

/// The second entry, all from the fourth on, and every source file.
fn lost(peer: &Memory) -> Lost {
    let range = |first, last| Range { log: key(peer), first, last };
    let files = peer.files.keys().copied().collect();
    Lost { entries: vec![range(2, Some(2)), range(4, None)], files, profiles: false }
}

#[test]
fn what_is_asked_for_comes_and_nothing_else() {
    let mut peer = town();
    let before = peer.logs.clone();
    let lost = lost(&peer);
    let (ended, bag) = asked(&mut peer, &lost);
    assert_eq!(told(ended), "it went well");
    assert_eq!((numbers(&bag), bag.files.len()), (vec![2, 4], 1));
    assert_eq!(bag.entries[0], before[&key(&peer)][1]);
    assert_eq!(peer.logs, before, "the peer is left as it was");
    let elsewhere = Range { log: Key(Hash([3; 32])), first: 1, last: None };
    let beyond = Range { log: key(&peer), first: 90, last: Some(95) };
    let nowhere = Lost { entries: vec![elsewhere, beyond], files: vec![FileId(Hash([4; 32]))], profiles: true };
    let (ended, bag) = asked(&mut peer, &nowhere);
    assert_eq!((told(ended).as_str(), bag.entries.len(), bag.files.len()), ("it went well", 0, 0));
}

#[test]
fn lies_are_refused_and_what_came_before_stays() {
    for (lie, why) in [
        (Lie::Bodies, "do not lead to its root"),
        (Lie::Signature, "a header that does not hold"),
        (Lie::File, "with another hash"),
        (Lie::Register, "keeps another notebook"),
    ] {
        let mut peer = town();
        let lost = lost(&peer);
        if lie == Lie::Signature {
            forge(&mut peer);
        }
        peer.lie = lie;
        let (ended, bag) = asked(&mut peer, &lost);
        let said = told(ended);
        assert!(said.contains(why), "{lie:?}: {said}");
        assert!(bag.files.is_empty(), "{lie:?}");
        assert_eq!(bag.entries.len(), if lie == Lie::File { 2 } else { 0 }, "{lie:?}");
    }
}

#[test]
fn what_nobody_asked_for_is_refused() {
    let mut peer = town();
    let lost = lost(&peer);
    peer.lie = Lie::Another;
    let (ended, bag) = asked(&mut peer, &lost);
    assert!(told(ended).contains("entry 3 of") && bag.entries.is_empty());
}
