//! Carrying a notebook by hand, as keepers meet it: parts that come one by one, a bundle for one peer alone.

use std::fs;

use serde_json::Value;

use crate::device::Device as _;
use crate::syncing::Desk;

/// An identity of age, and the recipient that belongs to it.
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

/// The files of a bundle, by their names.
fn parts(made: &Value) -> Vec<String> {
    made["parts"].as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()).collect()
}

/// The whole path of a file on a desk.
fn on(desk: &Desk, name: &str) -> String {
    desk.path().join(name).to_string_lossy().into_owned()
}

#[test]
fn parts_are_taken_one_by_one_and_say_what_is_missing() {
    let (mill, new) = (Desk::first(), Desk::first());
    mill.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let photo: Vec<u8> = (0..150_000u32).map(|n| (n.wrapping_mul(n) / 7) as u8).collect();
    fs::write(mill.path().join("photo.bin"), photo).unwrap();
    mill.well(&["evidence", "add", "photo.bin"]);
    let made = mill.json(&["bundle", "make", &on(&mill, "town.tar"), "--part", "60k"]);
    let parts = parts(&made);
    assert!(parts.len() > 3 && parts[0].ends_with(&format!("town.001-of-{:03}.tar", parts.len())), "{made}");
    assert!(parts.iter().all(|part| fs::metadata(part).unwrap().len() <= 60_000));
    let said = new.well(&["init", "second.daftar", "--bundle", &parts[0], "--keeper", "Basel", "--lang", "en"]);
    assert!(said.contains(&format!("parts 2 to {} are still missing", parts.len())), "{said}");
    let second = on(&new, "second.daftar");
    let early = new.run(&["-R", &second, "bundle", "take", &parts[2]]);
    assert_eq!(early.status.code(), Some(1));
    let early = String::from_utf8(early.stdout).unwrap();
    assert!(early.contains("waits for part 2: take it, then part 3 again"), "{early}");
    let rest: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
    let all = new.well(&[&["-R", &second, "bundle", "take"][..], &rest].concat());
    assert!(
        all.contains(&format!("all {} parts are here", parts.len())) && all.contains("1 new source files"),
        "{all}"
    );
    new.well(&["-R", &second, "verify"]);
    let whole = fs::read(&parts[1]).unwrap();
    fs::write(new.path().join("half.tar"), &whole[..30_000]).unwrap();
    let half = new.run(&["-R", &second, "bundle", "take", "half.tar"]);
    assert!(half.status.code() == Some(1) && String::from_utf8(half.stdout).unwrap().contains("breaks off"));
    assert!(mill.refused(&["bundle", "make", "small.tar", "--part", "2k"]).contains("make the parts larger"));
    assert!(mill.refused(&["bundle", "make", "no/such/folder/town.tar"]).contains("town.tar: No such file"));
    assert!(fs::read_dir(mill.path()).unwrap().flatten().all(|one| !one.path().ends_with(".unfinished")));
}

#[test]
fn a_bundle_for_a_peer_carries_what_it_lacks_and_opens_there_alone() {
    let (mill, seeds) = Desk::first_and_second();
    let unknown = mill.refused(&["bundle", "make", "x.tar", "--for", "farm"]);
    assert!(unknown.contains("the peers are: seeds"), "{unknown}");
    mill.well(&["add", "Well 8", "state", "damaged", "--when", "2031-12", "--kind", "water-point"]);
    let made = mill.json(&["bundle", "make", &on(&mill, "for-seeds.tar"), "--for", "seeds", "--sealed"]);
    let file = parts(&made).remove(0);
    assert!(file.ends_with("for-seeds.tar.age") && made["entries"].as_u64() <= Some(2), "{made}");
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n"));
    let stranger = Desk::first();
    let closed = stranger.refused(&["bundle", "take", &file]);
    assert!(closed.contains("no key at hand opens it") && closed.lines().count() == 1, "{closed}");
    let taken = seeds.json(&["bundle", "take", &file]);
    assert!(taken["new_entries"].as_u64() >= Some(1) && taken["bundles"][0]["whole"] == true, "{taken}");
    assert!(seeds.well(&["show", "Well 8"]).contains("Well 8"));
    assert_eq!(seeds.json(&["bundle", "take", &file])["new_entries"], 0);
    let own = seeds.json(&["peer", "list"])["own_recipient"].as_str().unwrap().to_owned();
    assert!(mill.well(&["peer", "list"]).contains(&own), "the peer said it when they synced");
}

#[test]
fn a_bundle_for_a_recipient_of_age_opens_with_its_file() {
    let (mill, new) = (Desk::first(), Desk::first());
    let made = mill.json(&["bundle", "make", &on(&mill, "town.tar"), "--to", RECIPIENT, "--part", "100k"]);
    let file = parts(&made).remove(0);
    fs::write(new.path().join("key.txt"), format!("# public key: {RECIPIENT}\n{IDENTITY}\n")).unwrap();
    let init = ["init", "second.daftar", "--bundle", &file, "--keeper", "Basel", "--lang", "en"];
    assert!(new.refused(&init).contains("--key-file"));
    new.well(&[&init[..], &["--key-file", "key.txt"]].concat());
    assert_eq!(new.json(&["-R", "second.daftar", "bundle", "take", &file, "--key-file", "key.txt"])["new_entries"], 0);
    fs::write(new.path().join("key.txt"), "nothing\n").unwrap();
    assert!(new.refused(&["bundle", "take", &file, "--key-file", "key.txt"]).contains("no line of it is an identity"));
}
