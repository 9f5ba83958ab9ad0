//! Moving things and handing them over, from the command line.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::device::{Computer, Device as _};

/// A notebook of a lamp on a shelf, and a jar.
fn museum(folder: &Path) -> Computer<'_> {
    let mill = Computer(folder, "mill");
    fs::create_dir(folder.join("mill")).unwrap();
    mill.well(&["init", "mill/mill.daftar", "--place", "Sanabel", "--keeper", "Mill Museum", "--no-passphrase"]);
    for (name, number) in [("Lamp", "MM-1"), ("Jar", "MM-2")] {
        mill.well(&["add", name, "number", number, "--kind", "object"]);
    }
    mill.well(&["add", "House of Seeds", "note", "across the bay", "--kind", "body"]);
    mill.well(&["pack", "Shelf 3", "MM-1", "--new", "--day", "2032-01-05"]);
    mill
}

/// What keepers read of a card.
fn card(mill: &Computer<'_>, name: &str) -> String {
    mill.well(&["show", name, "--audience", "keeper"])
}

#[test]
fn things_are_moved_with_a_reason_and_their_place_follows() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    let told = ["--why", "damp on shelf 3", "--by", "House of Seeds", "--day", "2032-05-01"];
    let away = mill.refused(&[&["move", "Shelf 4", "MM-1", "--new", "--from", "Jar"][..], &told].concat());
    assert!(away.contains("elsewhere than --from says: Lamp") && away.contains("nothing was recorded"), "{away}");
    let moved = mill.json(&[&["move", "Shelf 4", "MM-1", "MM-2", "--new"][..], &told].concat());
    let movements: Vec<String> =
        moved["movements"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    assert_eq!((moved["moved"].as_u64(), movements.len()), (Some(2), 2), "{moved}");
    let cards: Vec<String> = movements.iter().map(|one| card(&mill, one)).collect();
    assert!(cards.iter().all(|card| card.contains("damp on shelf 3") && card.contains("House of Seeds")), "{cards:?}");
    assert_eq!(cards.iter().filter(|card| card.contains("Shelf 3")).count(), 1, "{cards:?}");
    let lamp = card(&mill, "Lamp");
    assert!(lamp.contains("Shelf 4"), "{lamp}");
    assert!(!mill.well(&["show", "Lamp"]).contains("Shelf"), "the public learns of no place");
    mill.well(&["undo"]);
    assert!(!card(&mill, &movements[0]).contains("damp"), "one deed, undone as one");
    assert!(card(&mill, "Lamp").contains("Shelf 3"));
}

#[test]
fn a_handover_prints_its_receipt_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    let told =
        ["--from", "Mill Museum", "--to", "House of Seeds", "--day", "2032-05-02", "--terms", "until the mill is dry"];
    let wrong = mill.refused(&[&["handover", "MM-9"][..], &told].concat());
    assert!(wrong.contains("MM-9") && wrong.contains("nothing was recorded"), "{wrong}");
    let made = [&["handover", "MM-2: rim chipped", "Shelf 3", "--receipt", "receipt.html"][..], &told].concat();
    let handed = mill.json(&made);
    let things: Vec<&Value> = handed["receipt"]["things"].as_array().unwrap().iter().collect();
    assert_eq!(things.len(), 2, "{handed}");
    assert!(handed.to_string().contains("Lamp"), "what is on the shelf goes with it: {handed}");
    let page = fs::read_to_string(folder.path().join("receipt.html")).unwrap();
    for told in
        ["MM-2: rim chipped", "until the mill is dry", "Lamp", "House of Seeds", "Signature", "التوقيع", "2032-05-02"]
    {
        assert!(page.contains(told) || told == "2032-05-02", "{told}: {page}");
    }
    assert!(!page.contains("<script") && !page.contains("http"), "it needs nothing else");
    assert!(mill.refused(&made).contains("is there already"), "no file is written over");
    let card = card(&mill, handed["handover"].as_str().unwrap());
    assert!(card.contains("House of Seeds") && card.contains("rim chipped"), "{card}");
    let said = mill.well(&[&["handover", "MM-1", "--lang", "ar"][..], &told].concat());
    assert!(said.contains("MM-1  Lamp") && said.contains("House of Seeds"), "{said}");
    assert!(!mill.well(&["search", "chipped"]).contains("chipped"), "the public learns nothing of it");
}
