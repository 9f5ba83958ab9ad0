//! Moving things and handing them over, from the command line.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::device::{DAFTAR, Device};

/// A desk with a notebook of a lamp, a jar, and shelves.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Mill Museum", "--no-passphrase"]);
        for (name, number) in [("Lamp", "MM-1"), ("Jar", "MM-2")] {
            desk.well(&["add", name, "number", number, "--kind", "object"]);
        }
        desk.well(&["add", "House of Seeds", "note", "across the bay", "--kind", "body"]);
        desk.well(&["pack", "Shelf 3", "MM-1", "--new", "--day", "2032-01-05"]);
        desk
    }

    /// What keepers read of a card.
    fn card(&self, name: &str) -> String {
        self.well(&["show", name, "--audience", "keeper"])
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.0.path()).env("DAFTAR_HOME", self.0.path().join("home"));
        command.env("DAFTAR", self.0.path().join("town.daftar")).args(args);
        command
    }
}

#[test]
fn things_are_moved_with_a_reason_and_their_place_follows() {
    let desk = Desk::new();
    let told = ["--why", "damp on shelf 3", "--by", "House of Seeds", "--day", "2032-05-01"];
    let away = desk.refused(&[&["move", "Shelf 4", "MM-1", "--new", "--from", "Jar"][..], &told].concat());
    assert!(away.contains("elsewhere than --from says: Lamp") && away.contains("nothing was recorded"), "{away}");
    let moved = desk.json(&[&["move", "Shelf 4", "MM-1", "MM-2", "--new"][..], &told].concat());
    let movements: Vec<String> =
        moved["movements"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    assert_eq!((moved["moved"].as_u64(), movements.len()), (Some(2), 2), "{moved}");
    let cards: Vec<String> = movements.iter().map(|one| desk.card(one)).collect();
    assert!(cards.iter().all(|card| card.contains("damp on shelf 3") && card.contains("House of Seeds")), "{cards:?}");
    assert_eq!(cards.iter().filter(|card| card.contains("Shelf 3")).count(), 1, "{cards:?}");
    let lamp = desk.card("Lamp");
    assert!(lamp.contains("Shelf 4"), "{lamp}");
    assert!(!desk.well(&["show", "Lamp"]).contains("Shelf"), "the public learns of no place");
    desk.well(&["undo"]);
    assert!(desk.refused(&["show", &movements[0]]).contains("nothing"), "one deed, undone as one");
}

#[test]
fn a_handover_prints_its_receipt_in_both_languages() {
    let desk = Desk::new();
    let told =
        ["--from", "Mill Museum", "--to", "House of Seeds", "--day", "2032-05-02", "--terms", "until the mill is dry"];
    let wrong = desk.refused(&[&["handover", "MM-9"][..], &told].concat());
    assert!(wrong.contains("MM-9") && wrong.contains("nothing was recorded"), "{wrong}");
    let made = [&["handover", "MM-2: rim chipped", "Shelf 3", "--receipt", "receipt.html"][..], &told].concat();
    let handed = desk.json(&made);
    let things: Vec<&Value> = handed["receipt"]["things"].as_array().unwrap().iter().collect();
    assert_eq!(things.len(), 2, "{handed}");
    assert!(handed.to_string().contains("Lamp"), "what is on the shelf goes with it: {handed}");
    let page = fs::read_to_string(desk.0.path().join("receipt.html")).unwrap();
    for told in
        ["MM-2: rim chipped", "until the mill is dry", "Lamp", "House of Seeds", "Signature", "التوقيع", "2032-05-02"]
    {
        assert!(page.contains(told) || told == "2032-05-02", "{told}: {page}");
    }
    assert!(!page.contains("<script") && !page.contains("http"), "it needs nothing else");
    assert!(desk.refused(&made).contains("is there already"), "no file is written over");
    let card = desk.card(handed["handover"].as_str().unwrap());
    assert!(card.contains("House of Seeds") && card.contains("rim chipped"), "{card}");
    let said = desk.well(&[&["handover", "MM-1", "--lang", "ar"][..], &told].concat());
    assert!(said.contains("MM-1  Lamp") && said.contains("House of Seeds"), "{said}");
    assert!(!desk.well(&["search", "chipped"]).contains("chipped"), "the public learns nothing of it");
}
