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
fn what_is_not_saved_is_said() {
    let desk = Desk::new();
    let output = desk.command(&["search", "--saved", "wells"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no search is saved as \"wells\""), "{output:?}");
}
