//! The program as people and scripts meet it: the example, languages, errors, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::device::{DAFTAR, Device};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    fn with_notebook() -> Desk {
        let desk = Desk::new();
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.path()).env("DAFTAR_HOME", self.path().join("home"));
        command.env("DAFTAR", self.path().join("town.daftar")).args(args);
        command
    }
}

#[test]
fn the_example_is_made_and_answers() {
    let desk = Desk::new();
    let tour = desk.well(&["demo", "town.daftar"]);
    assert!(tour.contains("invented"), "{tour}");
    let ask = |args: &[&str]| {
        let mut command = Command::new(DAFTAR);
        command.current_dir(desk.path()).env("DAFTAR_HOME", desk.path().join("town.keys"));
        let output = command.arg("-R").arg("town.daftar").args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(ask(&["show", "متحف الطاحونة", "--lang", "ar"]).contains("بحسب"));
    assert!(ask(&["search", "فَخّار"]).contains("Storage jar"), "found without regard to tashkeel");
    assert!(ask(&["differ"]).contains("sources differ"));
    assert!(ask(&["timeline"]).contains("2031"));
    assert!(ask(&["verify"]).contains("all as it was written"));
    let secret = "وردة المرساوي";
    for args in [&["show", "Harvest dress"][..], &["search", secret], &["timeline"], &["differ", "--agree"], &["log"]] {
        assert!(!ask(args).contains(secret), "{args:?} shows a restricted name to the public");
    }
    assert!(ask(&["unlock"]).contains(secret));
}

#[test]
fn a_statement_lives_and_ends() {
    let desk = Desk::with_notebook();
    desk.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let added = desk.json(&["add", "Well 7", "depth", "23.5 m"]);
    let claim = added["claims"][0].as_str().unwrap().to_owned();
    assert_eq!(desk.json(&["add", "Well 7", "depth", "23.5 m"])["unchanged"], 1);
    desk.well(&["edit", &claim, "24 m"]);
    let card = desk.well(&["show", "Well 7"]);
    assert!(card.contains("24 m") && !card.contains("23.5 m"), "{card}");
    desk.well(&["undo"]);
    let card = desk.well(&["show", "Well 7"]);
    assert!(card.contains("23.5 m") && !card.contains("24 m"), "{card}");
    desk.well(&["retract", &claim]);
    assert!(!desk.well(&["show", "Well 7"]).contains("23.5 m"));
    assert!(desk.well(&["verify"]).contains("all as it was written"));
}

#[test]
fn what_is_erased_is_gone_from_every_byte() {
    let desk = Desk::with_notebook();
    desk.well(&["add", "Well 7", "description", "PLANTEDWORD near the gate", "--kind", "water-point"]);
    let claim = desk.json(&["add", "Well 7", "name", "Second name"])["claims"][0].as_str().unwrap().to_owned();
    let page = desk.json(&["show", "Well 7"]);
    let planted = page["statements"].as_array().unwrap().iter().find(|s| s["property"] == "description").unwrap();
    assert!(!files_with(&desk.path().join("town.daftar"), "plantedword").is_empty());
    desk.well(&["erase", planted["claim"].as_str().unwrap(), "--yes", "--ground", "safety"]);
    for _ in 0..2 {
        assert_eq!(files_with(&desk.path().join("town.daftar"), "plantedword"), [] as [String; 0]);
        assert!(desk.well(&["verify"]).contains("all as it was written"));
        desk.well(&["rebuild"]);
    }
    assert!(desk.well(&["show", &claim]).contains("Second name"));
}

/// The files below a folder in which a word lies, in small or capital letters, as it is or compressed.
fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files_with(&path, word));
            continue;
        }
        let mut bytes = fs::read(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "zst") {
            let plain = zstd::decode_all(&bytes[..]).unwrap();
            bytes.extend(plain);
        }
        bytes.make_ascii_lowercase();
        if bytes.windows(word.len()).any(|part| part == word.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn bad_documents_are_named_and_the_others_read() {
    let desk = Desk::with_notebook();
    let file = |name: &str, bytes: &[u8]| fs::write(desk.path().join(name), bytes).unwrap();
    file("empty.txt", b"");
    file("binary.txt", b"text\0text");
    file("latin.txt", b"Sanabel caf\xe9 was founded in 2014.");
    file("good.txt", b"= Old Mill =\n\nThe Old Mill was a museum in Sanabel. It was destroyed in January 2032.\n");
    for (name, word) in
        [("empty.txt", "empty"), ("binary.txt", "NUL"), ("latin.txt", "byte 11"), ("none.txt", "none.txt")]
    {
        let output = desk.run(&["read", name]);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{words}");
        assert!(words.contains(word) && words.contains(name), "{words}");
    }
    let output = desk.run(&["read", "empty.txt", "good.txt", "--json"]);
    assert_eq!(output.status.code(), Some(1), "one was read, one was not");
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(read["read"][0]["drafts"].as_u64().unwrap() > 3 && read["failed"][0].as_str().unwrap().contains("empty"));
    assert_eq!(desk.run(&["read", "latin.txt", "--encoding", "windows-1252"]).status.code(), Some(0));
}

/// An article that takes a while to read.
fn long_article() -> String {
    let paragraph = |n: u32| {
        let day = n % 27 + 1;
        format!(
            "The Mill {n} was a museum in Sanabel, founded in {}. It was damaged on {day} October 2031, and destroyed in \
             January 2032. The Rimal Courier said on {day} May 2032 that {n} jars were lost.\n\n",
            1950 + n % 70
        )
    };
    "= Mills of Sanabel =\n\n".to_owned() + &(0..20_000).map(paragraph).collect::<String>()
}

#[test]
fn reading_that_is_broken_off_harms_nothing() {
    let desk = Desk::with_notebook();
    fs::write(desk.path().join("long.txt"), long_article()).unwrap();
    fs::write(desk.path().join("short.txt"), "= Old Mill =\n\nThe Old Mill was founded in 1950.\n").unwrap();
    desk.well(&["read", "short.txt"]);
    let before = desk.json(&["drafts"]);
    let mut command = Command::new(DAFTAR);
    command.current_dir(desk.path()).env("DAFTAR_HOME", desk.path().join("home")).args(["read", "long.txt"]);
    command.env("DAFTAR", desk.path().join("town.daftar")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut reading = command.spawn().unwrap();
    let drafts = desk.path().join("town.daftar/drafts");
    let begun = |file: fs::DirEntry| {
        file.path().extension().is_some_and(|e| e == "new") && file.metadata().is_ok_and(|data| data.len() > 0)
    };
    while !fs::read_dir(&drafts).unwrap().filter_map(Result::ok).any(begun) {
        assert!(reading.try_wait().unwrap().is_none(), "it is still reading");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    reading.kill().unwrap();
    assert!(!reading.wait().unwrap().success(), "it was broken off");
    let verified = desk.run(&["verify", "--json"]);
    assert!(verified.status.success(), "a note is no fault");
    let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
    let found: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(found, ["index-unsealed"], "the index was not closed; nothing else is to be said");
    assert_eq!(desk.json(&["drafts"]), before, "no half of a document waits");
    fs::write(desk.path().join("long.txt"), &long_article()[..20_000]).unwrap();
    assert!(desk.json(&["read", "long.txt"])["read"][0]["drafts"].as_u64().unwrap() > 100);
    assert!(desk.well(&["verify"]).contains("all as it was written"));
}

#[test]
fn refusals_are_one_clear_line() {
    let desk = Desk::with_notebook();
    assert!(desk.refused(&["show", "Nobody"]).contains("Nobody"));
    assert!(desk.refused(&["-R", "elsewhere", "log"]).contains("no register"));
    assert!(
        desk.refused(&["init", "town.daftar", "--place", "a", "--keeper", "b", "--no-passphrase"])
            .contains("not empty")
    );
    assert!(desk.refused(&["init", "other.daftar"]).contains("--place"), "asks for nothing without a terminal");
    assert!(desk.refused(&["condition", "Sanabel", "--at", "2032-13"]).contains("2032-13"));
    assert!(desk.refused(&["add", "Sanabel", "colour", "red"]).contains("colour"));
    assert!(desk.refused(&["add", "Sanabel", "state", "wet"]).contains("destroyed"), "the codes are listed");
    assert!(desk.refused(&["bundle", "take", "town.daftar/register.json"]).contains("no bundle"));
    assert_eq!(desk.run(&["shwo"]).status.code(), Some(2));
    let settings = desk.path().join("town.daftar/register.json");
    let mut newer: Value = serde_json::from_slice(&fs::read(&settings).unwrap()).unwrap();
    newer.as_object_mut().unwrap().remove("check");
    newer["format"] = "daftar/2".into();
    newer["check"] = daftar_claim::Hash::of(newer.to_string().as_bytes()).to_string().into();
    fs::write(&settings, newer.to_string() + "\n").unwrap();
    let words = desk.refused(&["log"]);
    assert!(words.contains("daftar/2") && words.contains("newer program"), "{words}");
}

#[test]
fn sealed_statements_ask_for_the_passphrase() {
    let desk = Desk::new();
    fs::write(desk.path().join("pass"), "correct horse\n").unwrap();
    fs::write(desk.path().join("wrong"), "battery staple\n").unwrap();
    desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--passphrase-file", "pass"]);
    desk.well(&["add", "Dress", "name", "Dress", "--kind", "object"]);
    let give = ["add", "Dress", "came-from", "SECRETGIVER", "--restricted"];
    assert!(desk.refused(&give).contains("passphrase"));
    desk.well(&[&give[..], &["--passphrase-file", "pass"]].concat());
    assert!(!desk.well(&["show", "Dress"]).contains("SECRETGIVER"));
    assert!(!desk.well(&["search", "SECRETGIVER"]).contains("SECRETGIVER"));
    let keeper = ["show", "Dress", "--audience", "keeper", "--passphrase-file"];
    assert!(desk.well(&[&keeper[..], &["pass"]].concat()).contains("SECRETGIVER"));
    assert!(desk.refused(&[&keeper[..], &["wrong"]].concat()).contains("does not open"));
}

#[test]
fn quotations_that_name_a_person_ask_for_the_passphrase() {
    let desk = Desk::new();
    fs::write(desk.path().join("pass"), "correct horse\n").unwrap();
    desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--passphrase-file", "pass"]);
    desk.well(&["add", "Quillaby Ternlane", "role", "miller", "--kind", "person"]);
    let said = ["add", "Mill", "description", "a red door", "--kind", "building", "--quote", "Ternlane: a red door"];
    assert!(desk.refused(&said).contains("passphrase"), "the words have to be sealed");
    let pass = ["--passphrase-file", "pass"];
    assert!(desk.well(&[&said[..], &pass].concat()).contains("quoted words"));
    assert!(desk.well(&["show", "Mill"]).contains("red door") && !desk.well(&["show", "Mill"]).contains("Ternlane"));
    let keeper = ["show", "Mill", "--audience", "keeper", "--passphrase-file", "pass"];
    assert!(desk.well(&keeper).contains("Ternlane: a red door"));
    let other = ["add", "Mill", "description", "a wide yard", "--quote", "the yard was wide"];
    assert!(desk.refused(&other).contains("passphrase"), "a sealed name may be in it");
    desk.well(&[&other[..], &pass].concat());
    let yard = |desk: &Desk| {
        let page = desk.json(&["show", "Mill"]);
        let all = page["statements"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["value"]["words"] == "a wide yard").unwrap()
    };
    let claim = yard(&desk)["claim"].as_str().unwrap().to_owned();
    desk.well(&[&["seal", &claim, "--quote"][..], &pass].concat());
    assert!(yard(&desk)["quote"].is_null());
    assert!(desk.refused(&["erase", "--person", "Quillaby Ternlane", "--yes"]).contains("passphrase"));
    desk.well(&[&["erase", "--person", "Quillaby Ternlane", "--yes"][..], &pass].concat());
    assert!(!desk.well(&keeper).contains("Ternlane") && desk.well(&["show", "Mill"]).contains("red door"));
}

#[test]
fn restricted_files_open_with_the_passphrase_alone() {
    let desk = Desk::new();
    fs::write(desk.path().join("pass"), "correct horse\n").unwrap();
    desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--passphrase-file", "pass"]);
    let letter = "= Cellar House =\n\nThe Cellar House was a museum in Sanabel. It was destroyed in 2031.\n";
    fs::write(desk.path().join("letter.txt"), letter).unwrap();
    let pass = ["--passphrase-file", "pass"];
    let read = ["read", "letter.txt", "--restricted"];
    assert!(desk.refused(&read).contains("passphrase"));
    desk.well(&[&read[..], &pass].concat());
    let locked = desk.run(&["drafts"]);
    assert!(!String::from_utf8_lossy(&locked.stdout).contains("Cellar"));
    assert!(String::from_utf8_lossy(&locked.stderr).contains("1 restricted source files"));
    assert!(desk.well(&[&["drafts"][..], &pass].concat()).contains("Cellar House"));
    assert!(desk.well(&[&["record", "--all"][..], &pass].concat()).contains("sealed"));
    assert!(!desk.well(&["timeline"]).contains("Cellar"));
    let keeper = ["timeline", "--audience", "keeper", "--passphrase-file", "pass"];
    assert!(desk.well(&keeper).contains("Cellar House"));
    let kept = desk.json(&[&["evidence", "add", "letter.txt", "--restricted"][..], &pass].concat());
    let file = kept["kept"][0]["file"].as_str().unwrap().to_owned();
    assert!(desk.refused(&["evidence", "get", &file, "out.txt"]).contains("passphrase"));
    assert!(!desk.path().join("out.txt").exists());
    desk.well(&[&["evidence", "get", &file, "out.txt"][..], &pass].concat());
    assert_eq!(fs::read_to_string(desk.path().join("out.txt")).unwrap(), letter);
    assert_eq!(desk.run(&["verify"]).status.code(), Some(0));
    assert!(desk.refused(&["erase", "--file", &file, "--yes"]).contains("passphrase"), "its key is to be destroyed");
    desk.well(&[&["erase", "--file", &file, "--yes"][..], &pass].concat());
    assert!(desk.refused(&["evidence", "get", &file, "again.txt"]).contains("source file"));
}

#[test]
fn two_keepers_merge_by_bundle() {
    let desk = Desk::with_notebook();
    desk.well(&["add", "Mill", "founded", "2014", "--kind", "museum"]);
    desk.well(&["bundle", "make", "out.tar"]);
    let other = |args: &[&str]| {
        let mut command = Command::new(DAFTAR);
        command.current_dir(desk.path()).env("DAFTAR_HOME", desk.path().join("home2")).env("DAFTAR", "other.daftar");
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let made = other(&["init", "other.daftar", "--bundle", "out.tar", "--keeper", "Badr", "--json"]);
    let key = serde_json::from_str::<Value>(&made).unwrap()["key"].as_str().unwrap().to_owned();
    other(&["add", "Mill", "founded", "2016"]);
    other(&["bundle", "make", "back.tar"]);
    desk.well(&["bundle", "take", "back.tar"]);
    assert!(desk.json(&["differ", "Mill"])["differences"].as_array().unwrap().is_empty(), "its key was not granted");
    desk.well(&["grant", &key]);
    let differ = desk.json(&["differ", "Mill"]);
    assert_eq!(differ["differences"][0]["verdict"], "yes", "2014 and 2016 cannot both be: {differ}");
    assert_eq!(desk.json(&["bundle", "take", "back.tar"])["new_entries"], 0, "taking twice adds nothing");
    let tar = fs::read(desk.path().join("back.tar")).unwrap();
    fs::write(desk.path().join("half.tar"), &tar[..tar.len() / 2]).unwrap();
    assert_eq!(desk.run(&["bundle", "take", "half.tar"]).status.code(), Some(1), "half of one is taken, and said");
    desk.well(&["bundle", "make", "all.tar"]);
    other(&["bundle", "take", "all.tar"]);
    let there: Value = serde_json::from_str(&other(&["differ", "Mill", "--json"])).unwrap();
    assert_eq!(there["differences"], differ["differences"], "both sites answer alike");
}

/// Debian's restic on a place, with the password that this device keeps; none where it is not installed.
fn restic(desk: &Desk, args: &[&str]) -> Option<Output> {
    let seats = fs::read_dir(desk.path().join("home/registers")).unwrap();
    let seat = seats.map(|seat| seat.unwrap().path()).next().unwrap();
    let mut command = Command::new("restic");
    command.args(["--no-cache", "-r", "stick", "--password-file"]).arg(seat.join("deposit.txt")).args(args);
    let output = command.current_dir(desk.path()).output().ok();
    if output.is_none() {
        eprintln!("skipped: restic is not installed");
    }
    output
}

#[test]
fn sealed_copies_are_made_checked_and_brought_back() {
    let desk = Desk::new();
    let made = desk.json(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
    let digits: Vec<&str> = made["recovery"]["digits"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    fs::write(desk.path().join("paper"), digits.join(" ")).unwrap();
    desk.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    desk.well(&["deposit", "add", "stick", "stick"]);
    let first = desk.json(&["deposit", "now"]);
    assert_eq!(first["made"][0][1]["copy"]["note"], "2 entries");
    desk.well(&["add", "Well 8", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    desk.well(&["deposit", "now", "stick"]);
    assert_eq!(desk.json(&["deposit", "list"])["places"][0]["copies"].as_array().unwrap().len(), 2);
    assert!(desk.well(&["deposit", "check", "stick", "--read-all"]).contains("whole"));
    desk.well(&["add", "Well 9", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let restored = desk.well(&["deposit", "restore", "stick", "again.daftar"]);
    assert!(restored.contains("all as it was written"), "{restored}");
    assert!(desk.well(&["verify"]).contains("all as it was written"), "what is here is not touched by a restored copy");
    if let Some(listed) = restic(&desk, &["snapshots"]) {
        assert!(String::from_utf8_lossy(&listed.stdout).contains("2 snapshots"), "{listed:?}");
    }
    // On another device, with nothing but the paper.
    let elsewhere = Command::new(DAFTAR)
        .current_dir(desk.path())
        .env("DAFTAR_HOME", desk.path().join("other-home"))
        .args(["deposit", "restore", "--from", "stick", "there.daftar", "--key-file", "paper"])
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&elsewhere.stdout).into_owned() + &String::from_utf8_lossy(&elsewhere.stderr);
    assert!(elsewhere.status.success() && words.contains("all as it was written"), "{words}");
    // Beside the notebook itself: whose key is left alone, so that what is recorded there goes on counting.
    desk.well(&["deposit", "restore", "--from", "stick", "beside.daftar", "--key-file", "paper"]);
    desk.well(&["add", "Well 7", "depth", "23.5 m"]);
    assert!(desk.well(&["show", "Well 7"]).contains("23.5 m"));
    assert!(desk.well(&["verify"]).contains("all as it was written"));
    fs::write(desk.path().join("wrong"), "0".repeat(64)).unwrap();
    let refused = desk.refused(&["deposit", "restore", "--from", "stick", "no.daftar", "--key-file", "wrong"]);
    assert!(refused.contains("does not open") && refused.lines().count() == 1, "{refused}");
    // The sheet is followed by another: from the next copy on, the old one opens nothing.
    desk.well(&["recovery", "put-away"]);
    let renewed = desk.json(&["recovery", "renew", "--key-file", "paper"]);
    let words: Vec<&str> = renewed["words"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    fs::write(desk.path().join("new-paper"), words.join(" ")).unwrap();
    assert!(desk.json(&["deposit", "now"])["made"][0][1]["old_key"].is_null());
    let refused = desk.refused(&["deposit", "restore", "--from", "stick", "no.daftar", "--key-file", "paper"]);
    assert!(refused.contains("does not open"), "{refused}");
    desk.well(&["deposit", "restore", "--from", "stick", "renewed.daftar", "--key-file", "new-paper"]);
    fs::rename(desk.path().join("stick"), desk.path().join("pulled")).unwrap();
    assert!(desk.refused(&["deposit", "now", "stick"]).contains("is the disk plugged in"));
}

#[test]
fn what_is_erased_goes_from_the_sealed_copies_too() {
    let desk = Desk::with_notebook();
    let secret = "نرجس المرساوي";
    let added = desk.json(&["add", "Well 7", "note", secret, "--kind", "water-point"]);
    desk.well(&["deposit", "add", "stick", "stick"]);
    desk.well(&["deposit", "now"]);
    desk.well(&["deposit", "now"]);
    let claims: Vec<&str> = added["claims"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    desk.well(&[&["erase"], &claims[..], &["--yes"]].concat());
    let replaced = desk.json(&["deposit", "now"]);
    assert_eq!(replaced["made"][0][1]["replaced"], 2, "{replaced}");
    assert_eq!(desk.json(&["deposit", "list"])["places"][0]["copies"].as_array().unwrap().len(), 1);
    assert!(desk.well(&["deposit", "check", "stick", "--read-all"]).contains("whole"));
    desk.well(&["deposit", "restore", "stick", "again.daftar"]);
    let told = desk.well(&["deposit", "now"]);
    assert!(!told.contains("removed"), "one erasure replaces the copies once: {told}");
}

#[test]
fn a_copy_is_tried_and_what_is_damaged_is_mended_from_it() {
    let desk = Desk::with_notebook();
    desk.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    desk.well(&["deposit", "add", "stick", "stick"]);
    desk.well(&["deposit", "now"]);
    desk.well(&["bundle", "make", "town.tar"]);
    desk.well(&["add", "Well 8", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let tried = desk.json(&["rehearse", "stick"]);
    assert_eq!((&tried["rehearsal"]["outcome"], &tried["recorded"]), (&"brought-back".into(), &true.into()), "{tried}");
    assert_eq!(
        (&tried["rehearsal"]["entries"]["both"], &tried["rehearsal"]["entries"]["here"]),
        (&2.into(), &3.into())
    );
    let words = desk.well(&["rehearse", "--bundle", "town.tar"]);
    assert!(words.contains("entries: 2 of the 4 here are in it; 2 are newer or missing there"), "{words}");
    desk.well(&["deposit", "check", "stick", "--read-all"]);
    let card = desk.well(&["show", "Sanabel", "--audience", "keeper"]);
    assert!(card.contains("a copy was tried") && card.contains("brought back whole"), "{card}");
    assert!(!desk.well(&["show", "Sanabel"]).contains("a copy was tried"), "where copies are tried is no news for all");
    assert!(!desk.path().join("town.daftar.rehearsal").exists());

    let log = fs::read_dir(desk.path().join("town.daftar/logs")).unwrap().next().unwrap().unwrap().path();
    let mut bodies = fs::read(log.join("000001.bodies.jsonl")).unwrap();
    bodies[40] ^= 4;
    fs::write(log.join("000001.bodies.jsonl"), bodies).unwrap();
    assert_eq!(desk.run(&["verify"]).status.code(), Some(1));
    let mended = desk.well(&["repair", "--from", "stick"]);
    assert!(mended.contains("mended: logs/") && mended.contains("1 bodies taken from a copy"), "{mended}");
    assert!(desk.well(&["verify"]).contains("all as it was written"));
    assert!(desk.well(&["repair", "--from", "town.tar"]).contains("nothing was damaged"));
    desk.well(&["add", "Well 9", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    assert!(desk.refused(&["repair", "--from", "nowhere"]).contains("no copy"));
    assert!(desk.refused(&["rehearse", "nowhere"]).contains("nowhere"));
}

/// A rehearsal that is told to stop leaves nothing behind.
#[cfg(unix)]
#[test]
fn a_rehearsal_that_is_stopped_wipes_what_it_brought_back() {
    let desk = Desk::with_notebook();
    let noise: Vec<u8> = (0..40_000_000u64).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();
    fs::write(desk.path().join("photo"), noise).unwrap();
    desk.well(&["evidence", "add", "photo"]);
    desk.well(&["deposit", "add", "stick", "stick"]);
    desk.well(&["deposit", "now"]);
    let scratch = desk.path().join("town.daftar.rehearsal");
    let mut command = Command::new(DAFTAR);
    command.current_dir(desk.path()).env("DAFTAR_HOME", desk.path().join("home"));
    let mut child = command.env("DAFTAR", desk.path().join("town.daftar")).args(["rehearse", "stick"]).spawn().unwrap();
    while !scratch.join("copy.daftar.restoring/evidence").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let ended = child.wait().unwrap();
    assert!(ended.code() == Some(130) || ended.success(), "{ended:?}");
    assert!(!scratch.exists());
}
