//! Many cards changed from the command line, and searches that were saved.

use std::process::Command;

use crate::device::{DAFTAR, Device};

/// A desk with a notebook in which two wells are damaged.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Mill Museum", "--no-passphrase"]);
        for name in ["Upper well", "Lower well"] {
            desk.well(&["add", name, "note", "dammaged", "--kind", "water-point"]);
        }
        desk
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

const CHANGE: [&str; 9] =
    ["change", "--where", "kind=water-point", "--property", "note", "--replace", "dammaged", "--by", "damaged"];

#[test]
fn many_cards_are_looked_at_changed_and_undone() {
    let desk = Desk::new();
    let told = desk.json(&[&CHANGE[..], &["--dry-run"]].concat());
    assert_eq!((told["found"].as_u64(), told["changes"].as_u64()), (Some(2), Some(2)), "{told}");
    let words = desk.well(&[&CHANGE[..], &["--dry-run"]].concat());
    assert!(words.contains("Upper well: dammaged -> damaged"), "{words}");
    let output = desk.command(&CHANGE).output().unwrap();
    assert!(!output.status.success(), "without a terminal nothing is asked, and nothing done");
    let done = desk.json(&[&CHANGE[..], &["--yes"]].concat());
    assert_eq!(done["cards"], 2, "{done}");
    assert_eq!(desk.json(&["search", "--where", "note=damaged"])["total"], 2);
    desk.well(&["undo"]);
    assert_eq!(desk.json(&["search", "--where", "note=dammaged"])["total"], 2);
    let wrong = desk.command(&["change", "--where", "kind=well", "--property", "colour", "--say", "red", "--yes"]);
    let wrong = { wrong }.output().unwrap();
    assert!(!wrong.status.success() && String::from_utf8_lossy(&wrong.stderr).contains("colour"));
}

#[test]
fn kinds_and_positions_of_many_are_changed() {
    let desk = Desk::new();
    let of = |kind: &'static str| ["change", "--where", kind, "--property"];
    let said = |more: &[&str]| desk.json(&[&of("kind=water-point")[..], more].concat());
    let say = said(&["location", "--say", "35.0021, 21.0008 ± 12.5 m", "--yes"]);
    assert_eq!(say["cards"], 2, "{say}");
    assert!(desk.well(&["show", "Upper well", "--audience", "keeper"]).contains("POINT (21.0008 35.0021)"));
    assert!(!desk.well(&["show", "Upper well"]).contains("21.0008"), "a well shows the public its square");
    let again = ["location", "--replace", "POINT (21.0008 35.0021) ± 12.5", "--by", "35.01, 21.01", "--dry-run"];
    let words = desk.well(&[&of("kind=water-point")[..], &again].concat());
    assert!(words.contains("POINT (21.0008 35.0021) ± 12.5 m -> POINT (21.01 35.01)"), "{words}");
    let none = said(&["location", "--replace", "35.0021, 21.0008", "--by", "35.01, 21.01", "--dry-run"]);
    assert_eq!(none["changes"], 0, "without how far off it may be it is another position");
    for wrong in ["91, 21", "near the mill", "35, 21 ± wide", "35, 21 ± -3"] {
        let refused = desk.refused(&[&of("kind=water-point")[..], &["location", "--say", wrong, "--yes"]].concat());
        assert!(refused.contains("is no position on the earth"), "{wrong}: {refused}");
    }
    let bank = said(&["kind", "--replace", "water-point", "--by", "seed bank", "--yes"]);
    assert_eq!(bank["cards"], 2, "{bank}");
    assert_eq!(desk.json(&["search", "--where", "kind=seed-bank"])["total"], 2);
    let shown = desk
        .json(&[&of("kind=seed-bank")[..], &["kind", "--replace", "seed-bank", "--by", "building", "--yes"]].concat());
    assert_eq!(shown["cards"], 0, "what lies hidden is not shown by a change of many: {shown}");
    desk.well(&["undo"]);
    assert_eq!(desk.json(&["search", "--where", "kind=water-point"])["total"], 2);
    let refused = desk.refused(&[&of("kind=water-point")[..], &["kind", "--say", "photograph", "--yes"]].concat());
    assert!(refused.contains("\"photograph\" is none of") && refused.contains("water-point"), "{refused}");
    let sealed = ["kind", "--say", "building", "--restricted", "--yes"];
    assert!(desk.refused(&[&of("kind=water-point")[..], &sealed].concat()).contains("a kind is said openly"));
}

#[test]
fn what_is_not_saved_is_said() {
    let desk = Desk::new();
    let output = desk.command(&["search", "--saved", "wells"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no search is saved as \"wells\""), "{output:?}");
}
