//! Flipped bits, anywhere in the record: each is named by a verification, or changes nothing that is read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use daftar_claim::{BodyState, Ledger, LedgerEntry};
use daftar_store::{Access, Severity, Store, verify};

use crate::town::{Device, Dice, Town, all_files, bodies, claim, offer, rewrite};

/// A register with everything that a register can have.
fn rich() -> Town {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(3000);
    let mut copy = Device::new(1);
    copy.resume(&store);
    let mut peer = Device::new(2);
    peer.register = town.device.register;
    for n in 1..8 {
        store.append(&town.device.next(bodies(n * 10..n * 10 + 4))).unwrap();
        let mut parted = offer(&peer.next(bodies(n * 10 + 4..n * 10 + 7)));
        parted.bodies[1] = BodyState::Withheld(claim(n * 10 + 5));
        store.take(parted).unwrap();
    }
    store.take(offer(&copy.next(bodies(90..92)))).unwrap_err();
    store.put_file(&b"a letter of the museum committee"[..]).unwrap();
    store.put_profiles(&["version = 2\n"]).unwrap();
    store.erase(&[claim(12)], &[]).unwrap();
    store.close().unwrap();
    town
}

/// Everything that can be read of a register; what is damaged is left out.
#[derive(PartialEq, Debug)]
struct Content {
    register: String,
    entries: Vec<LedgerEntry>,
    files: Vec<Vec<u8>>,
    profiles: Vec<Option<Vec<String>>>,
}

fn read(dir: &Path) -> Result<Content, String> {
    let mut store = Store::open(dir, Access::Read, None).map_err(|error| error.to_string())?;
    store.set_erased(HashSet::from([claim(12)]), HashSet::new());
    let ids: Vec<_> = store.headers().map(|header| header.header.entry).collect();
    let logs: HashSet<_> = ids.iter().map(|id| id.log).collect();
    let mut entries: Vec<_> = ids.iter().map(|id| store.entry(*id).unwrap().unwrap()).collect();
    for log in logs {
        entries.extend(store.branches(log).unwrap());
    }
    entries.sort_by_key(|entry| (entry.header.header.entry, entry.header.hash()));
    let file = |id| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut store.file(id).unwrap().unwrap(), &mut bytes).unwrap();
        bytes
    };
    let profiles = store.profile_sets().unwrap();
    Ok(Content {
        register: format!("{} {}", store.register(), store.lang()),
        files: store.files().unwrap().iter().map(file).collect(),
        profiles: profiles
            .iter()
            .map(|set| store.profiles(set).map_err(|error| error.to_string()))
            .collect::<Result<_, _>>()?,
        entries,
    })
}

/// The files of the record: all but what can be made again or holds nothing.
fn record(town: &Town) -> Vec<PathBuf> {
    let kept = |path: &PathBuf| !path.starts_with(town.path("index")) && *path != town.path("lock");
    all_files(&town.dir).into_iter().filter(kept).collect()
}

#[test]
fn every_flipped_bit_is_named_or_changes_nothing() {
    let town = rich();
    let before = read(&town.dir).unwrap();
    assert_eq!(town.complaints(), [] as [String; 0]);
    let files = record(&town);
    assert!(files.len() >= 15, "{files:?}");
    let (mut dice, mut named) = (Dice::new(11), 0);
    for round in 0..600 {
        let path = &files[round % files.len()];
        let sound = std::fs::read(path).unwrap();
        let mut changed = sound.clone();
        let (byte, bit) = (dice.below(sound.len()), dice.below(8));
        changed[byte] ^= 1 << bit;
        rewrite(path, &changed);
        let report = verify(&town.dir, town.device.head, &|_, _| {}).unwrap();
        let file = path.strip_prefix(&town.dir).unwrap().to_string_lossy().into_owned();
        let here = report.findings.iter().any(|finding| finding.place.file == file);
        let heavy = report.findings.iter().any(|finding| finding.severity != Severity::Note);
        let what = format!("{file} byte {byte} bit {bit}");
        match here && heavy {
            true => named += 1,
            false => assert_eq!(read(&town.dir).as_ref(), Ok(&before), "{what}: {:?}", report.findings),
        }
        honest(&town, &before, &what);
        rewrite(path, &sound);
    }
    assert!(named > 550, "{named} of 600 named");
    assert_eq!(read(&town.dir), Ok(before));
}

/// Whatever is read of a damaged register is what was written.
fn honest(town: &Town, before: &Content, what: &str) {
    let Ok(after) = read(&town.dir) else { return };
    for entry in &after.entries {
        let sound = before.entries.iter().find(|sound| sound.header == entry.header);
        let sound = sound.unwrap_or_else(|| panic!("{what}: a header that nobody signed"));
        for (state, sound) in entry.bodies.iter().zip(&sound.bodies) {
            assert!(!matches!(state, BodyState::Present(_)) || state == sound, "{what}: a body that nobody wrote");
        }
    }
}

#[test]
fn a_flipped_bit_names_its_claim_and_line() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(10..14))).unwrap();
    store.close().unwrap();
    let path = town.log_file("000001.bodies.jsonl");
    let sound = std::fs::read(&path).unwrap();
    let words = b"the mark 12\"";
    let at = sound.windows(words.len()).position(|window| window == words).unwrap();
    let mut changed = sound.clone();
    changed[at] ^= 1;
    std::fs::write(&path, &changed).unwrap();
    let report = verify(&town.dir, town.device.head, &|_, _| {}).unwrap();
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    let place = &report.findings[0].place;
    assert_eq!((place.line, place.entry, place.position), (Some(6), Some(2), Some(2)));
    assert_eq!(place.claim, Some(claim(12).to_string()));
    let line = sound.split(|byte| *byte == b'\n').nth(5).unwrap();
    assert!(line.windows(words.len()).any(|window| window == words), "line 6 is the one");
}

#[test]
fn a_flipped_bit_in_the_index_is_named_and_mended_by_making_it_again() {
    let town = rich();
    let path = town.path("index/index.sqlite");
    let sound = std::fs::read(&path).unwrap();
    let mut dice = Dice::new(5);
    for _ in 0..20 {
        let mut changed = sound.clone();
        changed[dice.below(sound.len())] ^= 1 << dice.below(8);
        std::fs::write(&path, changed).unwrap();
        let complaints = town.complaints();
        assert!(complaints.iter().any(|finding| finding.contains("index-changed")), "{complaints:?}");
        let store = town.open(Access::Read);
        assert_eq!(store.index().claim(&claim(31)).unwrap().len(), 1);
        drop(store);
        let store = town.open(Access::Write);
        assert_eq!(store.index().claim(&claim(31)).unwrap().len(), 1);
        store.close().unwrap();
        assert_eq!(town.complaints(), [] as [String; 0]);
    }
    daftar_store::rebuild(&town.dir, &|_, _| {}).unwrap();
    assert_eq!(town.open(Access::Read).index().claim(&claim(31)).unwrap().len(), 1);
}
