//! The worst day, as a keeper meets it: sheets of paper, trustees, and a new computer.

use std::fs;

use serde_json::Value;

use crate::device::{Computer, Device, words};

fn listed(told: &Value) -> Vec<&str> {
    told.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

#[test]
fn the_laptop_is_gone_and_three_trustees_bring_the_notebook_back() {
    let desk = tempfile::tempdir().unwrap();
    let old = Computer(desk.path(), "old");
    let init = ["init", "old/mill.daftar", "--place", "طاحونة سنابل", "--keeper", "أمل"];
    let made = old.json(&[&init[..], &["--lang", "ar", "--no-passphrase"]].concat());
    let key = listed(&made["recovery"]["words"]);
    assert_eq!((key.len(), listed(&made["recovery"]["digits"]).len()), (24, 17));
    old.well(&["recovery", "sheet", "key.html"]);
    assert_eq!(words(&desk.path().join("key.html")).split_whitespace().collect::<Vec<_>>(), key);
    let five = ["recovery", "split", "--need", "3", "--of", "5", "parts"];
    let told = old.refused(&[&five[..], &["--trustee", "Um Yasin"]].concat());
    assert!(told.contains("1 trustees are named for 5 parts"), "{told}");
    let named = ["Um Yasin", "The baker", "Dr Salma", "Quillaby Ternlane", "The school"];
    let named: Vec<&str> = named.iter().flat_map(|name| ["--trustee", name]).collect();
    old.well(&[&five[..], &named].concat());
    assert!(old.well(&["recovery", "put-away"]).contains("no longer has"));
    assert!(old.refused(&["recovery", "sheet", "again.html"]).contains("--key-file"), "only the paper has it now");
    old.well(&["recovery", "escrow", "escrow.age"]);
    old.well(&["bundle", "make", "all.tar"]);
    old.well(&["deposit", "add", "stick", "stick"]);
    old.well(&["deposit", "now"]);
    fs::remove_dir_all(desk.path().join("old")).unwrap();

    let new = Computer(desk.path(), "new");
    fs::create_dir(desk.path().join("new")).unwrap();
    new.well(&["init", "new/mill.daftar", "--bundle", "all.tar"]);
    let part = |n: u8| words(&desk.path().join(format!("parts/part-{n}-of-5.html")));
    fs::write(desk.path().join("two.txt"), format!("{}\n\n{}\n", part(5), part(2))).unwrap();
    fs::write(desk.path().join("three.txt"), format!("{}\r\n\r\n{}\r\n\r\n{}", part(4), part(1), part(2))).unwrap();
    let told = new.refused(&["recovery", "use", "--key-file", "two.txt"]);
    assert!(told.contains("2 of the 3 parts that are needed"), "{told}");
    let back = new.json(&["recovery", "use", "--key-file", "three.txt", "--escrow", "escrow.age"]);
    assert_eq!(back["escrow"]["new"], 15, "kind, name and role of five trustees");
    assert!(new.well(&["unlock"]).contains("Quillaby Ternlane"), "who they are is known again");
    new.well(&["add", "The new mill", "description", "It is rebuilt", "--kind", "building"]);
    assert!(new.well(&["show", "The new mill"]).contains("The new mill"));
    assert!(new.well(&["verify"]).contains("all as it was written"));

    let other = Computer(desk.path(), "other");
    fs::create_dir(desk.path().join("other")).unwrap();
    other.well(&["deposit", "restore", "--from", "stick", "other/mill.daftar", "--key-file", "three.txt"]);
    other.well(&["recovery", "use", "--key-file", "three.txt", "--escrow", "escrow.age"]);
    assert!(other.well(&["unlock"]).contains("Quillaby Ternlane"), "the same from the sealed copy");
    other.well(&["add", "The old mill", "description", "It is remembered", "--kind", "building"]);
    assert!(other.well(&["show", "The old mill"]).contains("It is remembered"));
}

#[test]
fn a_sheet_is_checked_and_an_old_one_is_told_from_a_new_one() {
    let desk = tempfile::tempdir().unwrap();
    let mill = Computer(desk.path(), "mill");
    let made = mill.json(&["init", "mill/mill.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
    let old = listed(&made["recovery"]["digits"]).join(" ");
    fs::write(desk.path().join("old.txt"), old.replace(' ', "\n\n")).unwrap();
    fs::write(desk.path().join("mistyped.txt"), old.replacen(&old[..6], "123456", 1)).unwrap();
    assert!(mill.well(&["recovery", "check", "--key-file", "old.txt"]).contains("this is the recovery key"));
    let told = mill.refused(&["recovery", "check", "--key-file", "mistyped.txt"]);
    assert!(told.contains("these groups of digits hold a mistake: 1"), "{told}");
    let told = mill.refused(&["recovery", "renew", "--key-file", "old.txt"]);
    assert!(told.contains("was not written down yet"), "{told}");
    mill.well(&["recovery", "put-away"]);
    let renewed = mill.json(&["recovery", "renew", "--key-file", "old.txt"]);
    fs::write(desk.path().join("new.txt"), listed(&renewed["digits"]).join(" ")).unwrap();
    assert_eq!(mill.run(&["recovery", "check", "--key-file", "old.txt"]).status.code(), Some(1));
    assert!(mill.well(&["recovery", "check", "--key-file", "new.txt"]).contains("this is the recovery key"));
    let told = mill.refused(&["recovery", "use", "--key-file", "old.txt"]);
    assert!(told.contains("followed by a newer key"), "{told}");
}
