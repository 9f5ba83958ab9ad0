//! Forked logs: two entries of one number. Both branches are kept and named.

use std::collections::HashSet;

use daftar_claim::{BodyState, Ledger, LedgerError};
use daftar_store::Access;

use crate::town::{Device, Town, bodies, claim, files_with, offer};

#[test]
fn both_branches_are_kept_and_named() {
    let (mut town, mut store) = Town::found();
    let mut copy = Device::new(1);
    copy.resume(&store);
    let ours = [town.device.next(bodies(10..12)), town.device.next(bodies(12..14))];
    store.append_batch(ours.iter().cloned()).unwrap();
    let theirs = [copy.next(bodies(20..22)), copy.next(bodies(22..25)), copy.next(bodies(25..26))];
    for _ in 0..2 {
        for entry in &theirs {
            let Err(LedgerError::Refused { why, .. }) = store.take(offer(entry)) else { panic!("a fork is refused") };
            assert!(why.starts_with("fork") && why.contains("both are kept"), "{why}");
        }
    }
    let branches = store.branches(town.device.log()).unwrap();
    assert_eq!(branches, theirs.iter().map(offer).collect::<Vec<_>>());
    assert_eq!(store.head(town.device.log()), town.device.head);
    assert_eq!(town.complaints(), [] as [String; 0]);

    store.erase(&[claim(23)], &[]).unwrap();
    assert_eq!(files_with(&town.dir, b"the mark 23"), [] as [std::path::PathBuf; 0]);
    let branches = store.branches(town.device.log()).unwrap();
    assert_eq!(branches[1].bodies[1], BodyState::Erased(claim(23)));
    assert_eq!(branches[1].bodies[0], offer(&theirs[1]).bodies[0]);
    drop(store);
    let mut store = town.open(Access::Read);
    store.set_erased(HashSet::from([claim(23)]), HashSet::new());
    assert_eq!(store.branches(town.device.log()).unwrap(), branches);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn a_branch_without_its_beginning_is_not_kept() {
    let (mut town, mut store) = Town::found();
    let mut copy = Device::new(1);
    copy.resume(&store);
    store.append_batch([town.device.next(bodies(10..12)), town.device.next(bodies(12..13))]).unwrap();
    copy.next(bodies(20..22));
    let second = copy.next(bodies(22..24));
    assert!(store.take(offer(&second)).unwrap_err().to_string().contains("branch that is not here"));
    assert!(store.branches(town.device.log()).unwrap().is_empty());
}

#[test]
fn a_changed_branch_is_named() {
    let (mut town, mut store) = Town::found();
    let mut copy = Device::new(1);
    copy.resume(&store);
    store.append(&town.device.next(bodies(10..12))).unwrap();
    store.take(offer(&copy.next(bodies(20..22)))).unwrap_err();
    let names = std::fs::read_dir(town.log_file("")).unwrap().map(|file| file.unwrap().path());
    let files: Vec<_> = names.filter(|path| path.to_string_lossy().contains("fork-2-")).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    for path in files {
        let sound = std::fs::read(&path).unwrap();
        let mut changed = sound.clone();
        changed[sound.len() / 2] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        assert!(!town.complaints().is_empty(), "{}", path.display());
        std::fs::write(&path, &sound).unwrap();
    }
    assert_eq!(town.complaints(), [] as [String; 0]);
}
