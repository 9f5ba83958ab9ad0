//! Peers that lie: each is refused, what it is about is not taken, and it is said.

mod lost;
mod memory;

use std::io::{self, Write};
use std::sync::Arc;

use daftar_claim::{FileId, Hash};
use memory::{Lie, Memory, forge};

use super::channel::{Channel, Kind};
use super::hello::Hello;
use super::{Caller, Carrier, Greeting, Meter, Role, StaticKey, SyncError, Synced, answer, call, run};

fn line() -> (Carrier, Carrier) {
    let ((from_one, to_other), (from_other, to_one)) = (io::pipe().unwrap(), io::pipe().unwrap());
    let carrier = |from, to| Carrier { from: Box::new(from), to: Box::new(to) };
    (carrier(from_one, to_one), carrier(from_other, to_other))
}

/// Lets a peer do what it likes on the line to an honest site; tells what came of the honest side.
fn honest_side(site: &mut Memory, peer: impl FnOnce(Channel) + Send) -> (Result<(), SyncError>, Synced) {
    honest_side_over(line(), site, peer)
}

fn honest_side_over(
    (here, there): (Carrier, Carrier),
    site: &mut Memory,
    peer: impl FnOnce(Channel) + Send,
) -> (Result<(), SyncError>, Synced) {
    let (one, other) = (StaticKey::from_secret([1; 32]), StaticKey::from_secret([2; 32]));
    let (known, to) = (other.public(), one.public());
    let mut synced = Synced::default();
    let ended = std::thread::scope(|scope| {
        scope.spawn(move || {
            if let Ok(channel) = call(there, &other, &to, &Meter::new(None)) {
                peer(channel);
            }
        });
        let greeting = Greeting { key: &one, knows: &|key| *key == known, pairing: false, code: &|| None };
        let Caller::Peer(_, mut channel) = answer(here, &greeting, &Meter::new(None))? else {
            return Err(SyncError::Stranger);
        };
        run(Role::Answerer, site, &mut channel, &mut synced, &|_, _, _| {})
    });
    (ended, synced)
}

fn town() -> Memory {
    let mut town = Memory::new(1);
    (0..4).for_each(|n| drop(town.write(&format!("statement {n}"))));
    town.keep(b"a photograph of the mill");
    town
}

fn told(ended: Result<(), SyncError>) -> String {
    ended.map_or_else(|error| error.to_string(), |()| "it went well".to_owned())
}

#[test]
fn an_honest_peer_is_believed() {
    let (mut site, mut peer) = (Memory::new(3), town());
    site.write("what the site says");
    let (ended, synced) = honest_side(&mut site, |mut channel| {
        run(Role::Caller, &mut peer, &mut channel, &mut Synced::default(), &|_, _, _| {}).unwrap();
    });
    assert_eq!(told(ended), "it went well");
    assert_eq!((synced.taken.entries, synced.taken.files, synced.sent.entries), (4, 1, 1));
    assert_eq!((site.logs, site.files), (peer.logs, peer.files));
}

#[test]
fn lies_are_refused_by_name_and_nothing_is_taken() {
    for (lie, why) in [
        (Lie::Bodies, "do not lead to its root"),
        (Lie::Head, "another end of the log"),
        (Lie::Replay, "another end of the log"),
        (Lie::Signature, "a header that does not hold"),
        (Lie::Gap, "goes on from nothing that is here"),
        (Lie::Register, "keeps another notebook"),
    ] {
        let (mut site, mut peer) = (Memory::new(3), town());
        if lie == Lie::Signature {
            forge(&mut peer);
        }
        peer.lie = lie;
        let (ended, synced) = honest_side(&mut site, |mut channel| {
            let heard = run(Role::Caller, &mut peer, &mut channel, &mut Synced::default(), &|_, _, _| {});
            assert!(matches!(heard, Err(SyncError::Told(_) | SyncError::OtherRegister(_))), "{lie:?}: {heard:?}");
        });
        let said = told(ended);
        assert!(said.contains(why), "{lie:?}: {said}");
        assert!(site.logs.values().all(Vec::is_empty) && site.files.is_empty(), "{lie:?}");
        assert_eq!(synced.taken.entries, 0, "{lie:?}");
    }
}

#[test]
fn a_file_with_another_hash_is_refused_and_the_rest_taken() {
    let (mut site, mut peer) = (Memory::new(3), town());
    peer.lie = Lie::File;
    let (ended, synced) = honest_side(&mut site, |mut channel| {
        run(Role::Caller, &mut peer, &mut channel, &mut Synced::default(), &|_, _, _| {}).unwrap();
    });
    assert_eq!(told(ended), "it went well");
    assert_eq!((synced.taken.entries, synced.taken.files, synced.refused.len()), (4, 0, 1));
    assert!(site.files.is_empty() && site.pieces.is_empty(), "no piece of it stays");
}

/// A source file that is longer than what was announced.
#[test]
fn a_file_of_another_length_is_not_taken() {
    let (mut site, mut peer) = (Memory::new(3), town());
    peer.lie = Lie::Length;
    let (ended, _) = honest_side(&mut site, |mut channel| {
        drop(run(Role::Caller, &mut peer, &mut channel, &mut Synced::default(), &|_, _, _| {}));
    });
    assert!(told(ended).contains("another length than it announced"));
    assert!(site.files.is_empty() && site.pieces.is_empty());
}

/// Says hello as an honest peer would that has one log of four entries.
fn greet(channel: &mut Channel, peer: &Memory) -> Result<(), SyncError> {
    let files: Vec<FileId> = peer.files.keys().copied().collect();
    channel.send(Kind::Hello, &Hello::of(peer, &files, None)?.write())?;
    channel.flush()?;
    channel.expect(Kind::Hello).map(drop)
}

/// A message whose length is announced, and nothing more.
fn announce(channel: &mut Channel, kind: Kind, length: u32) -> Result<(), SyncError> {
    channel.raw(&[&[kind as u8][..], &length.to_be_bytes()].concat())?;
    channel.flush()
}

#[test]
fn what_is_announced_bounds_what_is_accepted() {
    type Raw = fn(&mut Channel, &Memory) -> Result<(), SyncError>;
    let cases: [(&str, Raw); 7] = [
        ("4294967295 bytes", |channel, _| announce(channel, Kind::Hello, u32::MAX)),
        ("unknown kind", |channel, _| {
            channel.raw(&[250; 5])?;
            channel.flush()
        }),
        ("where another was due", |channel, _| {
            channel.send(Kind::Piece, &[1])?;
            channel.flush()
        }),
        ("4000000000 bytes", |channel, peer| {
            greet(channel, peer)?;
            announce(channel, Kind::Header, 4_000_000_000)
        }),
        ("twice", |channel, peer| {
            greet(channel, peer)?;
            let header = &peer.logs.values().next().unwrap()[0].header;
            let message = [&header.signature[..], &header.bytes].concat();
            (0..1_000_000).try_for_each(|_| channel.send(Kind::Header, &message))?;
            channel.flush()
        }),
        ("entry 900 of the log", |channel, peer| {
            greet(channel, peer)?;
            let mut endless = Memory::new(1);
            (0..899).for_each(|n| drop(endless.write(&format!("statement {n}"))));
            let header = endless.write("far beyond");
            channel.send(Kind::Header, &[&header.signature[..], &header.bytes].concat())?;
            channel.flush()
        }),
        ("bytes for one entry", |channel, peer| {
            greet(channel, peer)?;
            for entry in peer.logs.values().flatten() {
                channel.send(Kind::Header, &[&entry.header.signature[..], &entry.header.bytes].concat())?;
            }
            channel.send(Kind::Lacking, b"[]")?;
            channel.end()?;
            channel.send(Kind::Heeded, br#"{"erasures":0,"waiting":0}"#)?;
            (0..).try_for_each(|_| channel.send(Kind::Bodies, &[1; 200_000]))
        }),
    ];
    for (why, lie) in cases {
        let (mut site, peer) = (Memory::new(3), town());
        let (ended, _) = honest_side(&mut site, |mut channel| drop(lie(&mut channel, &peer)));
        let said = told(ended);
        assert!(said.contains("the other side sent") && said.contains(why), "{why}: {said}");
        assert!(site.logs.values().all(Vec::is_empty) && site.files.is_empty(), "{why}");
    }
}

/// Changes a byte on its way.
struct Changing<W>(W, usize);

impl<W: Write> Write for Changing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut bytes = bytes.to_vec();
        if let Some(byte) = bytes.get_mut(self.1) {
            *byte ^= 1;
        }
        self.1 = self.1.wrapping_sub(bytes.len());
        self.0.write_all(&bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whoever sits on the line and changes any byte of it only breaks it.
#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    for at in (0..1500).step_by(37) {
        let (mut site, mut peer) = (Memory::new(3), town());
        let (here, there) = line();
        let there = Carrier { from: there.from, to: Box::new(Changing(there.to, at)) };
        let (ended, _) = honest_side_over((here, there), &mut site, |mut channel| {
            drop(run(Role::Caller, &mut peer, &mut channel, &mut Synced::default(), &|_, _, _| {}));
        });
        assert!(ended.is_err(), "byte {at}");
        for (log, entries) in &site.logs {
            assert_eq!(entries[..], peer.logs[log][..entries.len()], "byte {at}: what was taken is true");
        }
    }
}

#[test]
fn a_stranger_costs_two_operations_and_hears_nothing() {
    let (mine, stranger) = (StaticKey::from_secret([1; 32]), StaticKey::from_secret([7; 32]));
    let (here, there) = line();
    let heard = std::thread::scope(|scope| {
        let to = mine.public();
        let calling = scope.spawn(move || {
            let meter = Meter::new(None);
            let ended = call(there, &stranger, &to, &meter).map(drop);
            (ended, Arc::clone(&meter).received())
        });
        let greeting = Greeting { key: &mine, knows: &|_| false, pairing: false, code: &|| None };
        assert!(matches!(answer(here, &greeting, &Meter::new(None)), Err(SyncError::Stranger)));
        calling.join().unwrap()
    });
    assert!(matches!(heard, (Err(SyncError::Stranger), 0)), "{heard:?}");
    assert_ne!(Hash(*mine.secret()).to_string(), mine.public().to_string());
}
