//! Put away and brought back.

use std::collections::BTreeSet;

use daftar_deposit::{Deposit, DepositError, Target, Tell};

use crate::support::{Desk, PASSWORD, files, noise, words};

#[test]
fn a_copy_comes_back_byte_for_byte() {
    let desk = Desk::new();
    let sealed = desk.put();
    assert_eq!((sealed.folder.as_str(), sealed.files, sealed.note.as_str()), ("town.daftar", 7, "12 entries"));
    assert_eq!(desk.restored(), files(&desk.source()));
    assert!(sealed.added < 6_000_000, "the same bytes are put away once: {}", sealed.added);
}

#[test]
fn restic_lists_checks_and_restores_it() {
    let desk = Desk::new();
    let sealed = desk.put();
    let Some(listed) = desk.restic(&["snapshots", "--json"]) else { return };
    assert!(words(&listed).contains(&sealed.id), "{}", words(&listed));
    let checked = desk.restic(&["check", "--read-data"]).unwrap();
    assert!(checked.status.success() && words(&checked).contains("no errors were found"), "{}", words(&checked));
    let folder = desk.path().join("by-restic");
    let restored = desk.restic(&["restore", "latest", "--target", folder.to_str().unwrap()]).unwrap();
    assert!(restored.status.success(), "{}", words(&restored));
    assert_eq!(files(&folder.join("town.daftar")), files(&desk.source()));
}

#[test]
fn the_next_copy_sends_what_is_new() {
    let desk = Desk::new();
    let first = desk.put();
    desk.write("evidence/ef/new", &noise(100_000, 9));
    let deposit = desk.open();
    let second = deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap();
    assert!(first.added > 5_000_000 && second.added < 120_000, "{first:?} {second:?}");
    assert_eq!(deposit.copies().unwrap().iter().map(|copy| &copy.id).collect::<Vec<_>>(), [&first.id, &second.id]);
    let folder = desk.path().join("first");
    deposit.restore(Some(&first.id[..8]), &folder, &Tell::nobody()).unwrap();
    assert!(!folder.join("evidence/ef").exists());
    assert_eq!(desk.restored(), files(&desk.source()));
}

#[test]
fn a_growing_file_is_copied_up_to_its_length() {
    let desk = Desk::new();
    let mut holding = desk.holding();
    let log = holding.items.iter_mut().find(|item| item.name.ends_with("bodies.jsonl")).unwrap();
    *log = log.clone().up_to(28);
    desk.write("logs/aa/000001.bodies.jsonl", "well 7 is dry\n".repeat(9001).as_bytes());
    desk.create().put(&holding, "", &Tell::nobody()).unwrap();
    assert_eq!(desk.restored()["logs/aa/000001.bodies.jsonl"], b"well 7 is dry\nwell 7 is dry\n");
}

#[test]
fn what_changes_or_goes_meanwhile_makes_no_copy() {
    let desk = Desk::new();
    let deposit = desk.create();
    let holding = desk.holding();
    desk.write("register.json", b"{ }\n");
    let refused = deposit.put(&holding, "", &Tell::nobody()).unwrap_err();
    assert!(matches!(&refused, DepositError::Changed(path) if path.ends_with("register.json")), "{refused}");
    let holding = desk.holding();
    std::fs::remove_file(desk.source().join("evidence/ab/large")).unwrap();
    let refused = deposit.put(&holding, "", &Tell::nobody()).unwrap_err();
    assert!(matches!(&refused, DepositError::Changed(path) if path.ends_with("large")), "{refused}");
    assert_eq!(deposit.copies().unwrap(), []);
    deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap();
    assert_eq!(desk.restored(), files(&desk.source()));
}

#[test]
fn another_key_does_not_open_it_and_says_so_in_a_line() {
    let desk = Desk::new();
    desk.put();
    let refused = Deposit::open(&desk.target(), None, "another").map(|_| ()).unwrap_err();
    assert!(matches!(refused, DepositError::Password(_)) && !refused.to_string().contains('\n'), "{refused}");
    assert!(matches!(Deposit::create(&desk.target(), None, "another").map(|_| ()), Err(DepositError::Others(_))));
    let elsewhere = Target::parse(desk.path().join("nowhere").to_str().unwrap()).unwrap();
    assert!(matches!(Deposit::open(&elsewhere, None, "x").map(|_| ()), Err(DepositError::Nothing(_))));
    assert!(!desk.path().join("nowhere").exists(), "looking makes nothing");
}

#[test]
fn what_is_let_go_is_gone_and_the_rest_is_whole() {
    let desk = Desk::new();
    let first = desk.put();
    std::fs::remove_file(desk.source().join("logs/aa/000001.headers.jsonl")).unwrap();
    desk.write("evidence/ab/large", &noise(300_000, 5));
    let deposit = desk.open();
    deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap();
    let lock = desk.place().join("locks").join("0".repeat(64));
    std::fs::write(&lock, "").unwrap();
    let busy = deposit.forget(&BTreeSet::from([first.id.clone()]), &Tell::nobody());
    assert!(matches!(busy, Err(DepositError::Busy(_))), "{busy:?}");
    std::fs::remove_file(lock).unwrap();
    let forgotten = deposit.forget(&BTreeSet::from([first.id]), &Tell::nobody()).unwrap();
    assert!(forgotten.copies == 1 && forgotten.freed > 60_000, "{forgotten:?}");
    assert_eq!(deposit.copies().unwrap().len(), 1);
    assert_eq!(desk.restored(), files(&desk.source()));
    let checked = deposit.check(true, &Tell::nobody()).unwrap();
    assert!(checked.findings.is_empty() && checked.copies == 1, "{checked:?}");
    let Some(by_restic) = desk.restic(&["check", "--read-data"]) else { return };
    assert!(words(&by_restic).contains("no errors were found"), "{}", words(&by_restic));
}

#[test]
fn a_restore_needs_a_new_folder_and_starts_again_after_a_stop() {
    let desk = Desk::new();
    desk.put();
    let refused = desk.open().restore(None, &desk.source(), &Tell::nobody()).unwrap_err();
    assert!(matches!(refused, DepositError::NotEmpty(_)));
    std::fs::create_dir_all(desk.path().join("again.restoring/logs")).unwrap();
    assert_eq!(desk.restored(), files(&desk.source()));
    assert!(!desk.path().join("again.restoring").exists());
}

#[test]
fn another_password_takes_the_place_of_the_first() {
    let desk = Desk::new();
    desk.put();
    let (target, new) = (desk.target(), "f".repeat(64));
    let deposit = desk.open();
    assert!(matches!(deposit.shut_out(PASSWORD), Err(DepositError::OnlyKey(_))));
    deposit.let_in(&new).unwrap();
    deposit.let_in(&new).unwrap();
    deposit.shut_out(PASSWORD).unwrap();
    assert!(matches!(Deposit::open(&target, None, PASSWORD), Err(DepositError::Password(_))));
    let folder = desk.path().join("again");
    Deposit::open(&target, None, &new).unwrap().restore(None, &folder, &Tell::nobody()).unwrap();
    assert_eq!(files(&folder), files(&desk.source()));
}
