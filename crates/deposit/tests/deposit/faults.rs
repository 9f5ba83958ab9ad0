//! Damage, and places that fail.

use std::fs;
use std::path::Path;

use daftar_deposit::{Deposit, DepositError, Tell};

use crate::support::{Desk, PASSWORD, files, noise};

/// Flips one bit.
fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 1 << (at % 8);
    fs::write(path, bytes).unwrap();
}

/// A flipped bit anywhere in any file is found, and the file named.
#[test]
fn each_flipped_bit_is_found_and_named() {
    let desk = Desk::new();
    desk.put();
    for name in desk.put_away() {
        let path = desk.place().join(&name);
        let whole = fs::read(&path).unwrap();
        for at in [0, whole.len() / 3, whole.len() - 1] {
            flip(&path, at);
            let found = found(&desk);
            let digits = name.file_name().unwrap().to_str().unwrap();
            assert!(found.contains(digits), "{}, byte {at}: {found}", name.display());
            fs::write(&path, &whole).unwrap();
        }
    }
    assert!(desk.open().check(true, &Tell::nobody()).unwrap().is_sound());
}

fn found(desk: &Desk) -> String {
    let opened = Deposit::open(&desk.target(), None, PASSWORD);
    let checked = opened.and_then(|deposit| deposit.check(true, &Tell::nobody()));
    match checked {
        Err(error) => error.to_string(),
        Ok(checked) if checked.is_sound() => "nothing".to_owned(),
        Ok(checked) => checked.findings.into_iter().map(|finding| finding.file + " " + &finding.why + "\n").collect(),
    }
}

/// What is damaged is named, and everything else comes back.
#[test]
fn damage_costs_no_more_than_it_hit() {
    let desk = Desk::new();
    desk.put();
    let largest = desk.put_away().into_iter().max_by_key(|name| fs::metadata(desk.place().join(name)).unwrap().len());
    flip(&desk.place().join(largest.unwrap()), 1_000_000);
    let checked = desk.open().check(true, &Tell::nobody()).unwrap();
    let held: Vec<&String> = checked.findings.iter().flat_map(|finding| &finding.holds).collect();
    assert!(held.iter().any(|name| *name == "evidence/ab/large"), "{checked:?}");
    let folder = desk.path().join("again");
    let restored = desk.open().restore(None, &folder, &Tell::nobody()).unwrap();
    let damaged: Vec<&str> = restored.damaged.iter().map(|(name, _)| name.as_str()).collect();
    assert!(!damaged.is_empty() && damaged.len() <= 2, "{damaged:?}");
    let (mut then, mut now) = (files(&desk.source()), files(&folder));
    for name in damaged {
        assert_eq!(then.remove(name).unwrap().len(), now.remove(name).unwrap().len());
    }
    assert_eq!(now, then);
}

/// A folder whose list of names is damaged is named; what lies elsewhere comes back.
#[test]
fn a_damaged_list_of_names_costs_its_folder() {
    let desk = Desk::new();
    desk.put();
    let size = |name: &std::path::PathBuf| fs::metadata(desk.place().join(name)).unwrap().len();
    let packs = desk.put_away().into_iter().filter(|name| name.starts_with("data"));
    // The lists of names have a pack of their own, the smallest; its first list is that of a folder at the bottom.
    flip(&desk.place().join(packs.min_by_key(size).unwrap()), 40);
    let folder = desk.path().join("again");
    let restored = desk.open().restore(None, &folder, &Tell::nobody()).unwrap();
    assert!(restored.damaged.len() == 1 && restored.damaged[0].0.ends_with('/'), "{:?}", restored.damaged);
    let (then, now) = (files(&desk.source()), files(&folder));
    assert!(now.len() >= 4 && now.iter().all(|(name, bytes)| then[name] == *bytes), "{:?}", now.keys());
}

#[test]
fn a_missing_pack_is_named() {
    let desk = Desk::new();
    desk.put();
    let pack = desk.put_away().into_iter().find(|name| name.starts_with("data")).unwrap();
    fs::remove_file(desk.place().join(&pack)).unwrap();
    let digits = &pack.file_name().unwrap().to_str().unwrap()[..8];
    let checked = desk.open().check(false, &Tell::nobody()).unwrap();
    assert!(!checked.is_sound() && checked.findings.iter().any(|finding| finding.file.contains(digits)), "{checked:?}");
}

/// The disk is pulled out in the middle: the copy fails in one line, nothing grows where it was, and the next one is whole.
#[test]
fn a_place_that_vanishes_is_said() {
    let desk = Desk::new();
    desk.put();
    let deposit = desk.open();
    fs::rename(desk.place(), desk.path().join("pulled")).unwrap();
    desk.write("evidence/ef/new", &noise(100_000, 9));
    let refused = deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap_err().to_string();
    assert!(refused.contains("stick") && !refused.contains('\n'), "{refused}");
    assert!(!desk.place().exists());
    fs::rename(desk.path().join("pulled"), desk.place()).unwrap();
    deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap();
    assert_eq!(desk.restored(), files(&desk.source()));
}

/// The disk is pulled out while a copy is brought back or checked: that is said, and not that the copy is damaged.
#[test]
fn a_place_that_vanishes_while_it_is_read_is_not_called_damaged() {
    let desk = Desk::new();
    for n in 0..6 {
        desk.write(&format!("evidence/ef/{n}"), &noise(6_000_000, n + 20));
    }
    desk.put();
    for checks in [false, true] {
        let deposit = desk.open();
        let (place, pulled) = (desk.place(), desk.path().join("pulled"));
        let pull = Tell::new(move |_, _| drop(fs::rename(&place, &pulled)));
        let new = desk.path().join("again");
        let done = match checks {
            true => deposit.check(true, &pull).map(|checked| checked.findings.len()),
            false => deposit.restore(None, &new, &pull).map(|restored| restored.damaged.len()),
        };
        let refused = done.unwrap_err().to_string();
        assert!(refused.contains("stick") && !refused.contains('\n'), "{refused}");
        assert!(!new.exists(), "half a copy has no name");
        fs::rename(desk.path().join("pulled"), desk.place()).unwrap();
    }
    assert_eq!(desk.restored(), files(&desk.source()));
}

/// What a file of the place may not be written to says so, and the copy before is whole.
#[test]
fn a_place_that_takes_nothing_is_said() {
    let desk = Desk::new();
    desk.put();
    fs::remove_dir_all(desk.place().join("tmp")).unwrap();
    fs::write(desk.place().join("tmp"), b"in the way").unwrap();
    desk.write("evidence/ef/new", &noise(100_000, 9));
    let deposit = desk.open();
    let refused = deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap_err();
    assert!(matches!(refused, DepositError::Storage { .. }), "{refused}");
    assert_eq!(deposit.copies().unwrap().len(), 1);
    assert!(deposit.check(true, &Tell::nobody()).unwrap().is_sound());
}
