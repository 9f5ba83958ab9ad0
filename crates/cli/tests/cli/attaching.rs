//! Pictures of something, added from the command line.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::device::{DAFTAR, Device};

const PICTURE: &[u8] = include_bytes!("../../../../examples/sanabel/plan.png");

/// A desk with a notebook in which a well has a card, and a picture beside it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Mill Museum", "--no-passphrase"]);
        desk.well(&["add", "Upper well", "state", "damaged", "--kind", "water-point"]);
        fs::write(desk.path("well.png"), PICTURE).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn kept(&self) -> usize {
        let parts = fs::read_dir(self.path("town.daftar/evidence")).unwrap().flatten();
        parts.map(|part| fs::read_dir(part.path()).unwrap().count()).sum()
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.0.path()).env("DAFTAR_HOME", self.path("home"));
        command.env("DAFTAR", self.path("town.daftar")).args(args);
        command
    }
}

#[test]
fn a_picture_shows_something_and_says_who_made_it() {
    let desk = Desk::new();
    let told = ["--credit", "A neighbour", "--title", "The well in spring", "--publisher", "Rimal Courier"];
    let attached = desk.json(&[&["attach", "Upper well", "well.png"][..], &told].concat());
    let source = attached["attached"][0]["source"].as_str().unwrap().to_owned();
    assert!(attached["attached"][0]["file"].as_str().unwrap().starts_with("file:"));
    let card = desk.well(&["show", &source]);
    for shown in ["The well in spring", "A neighbour", "Rimal Courier", "Upper well"] {
        assert!(card.contains(shown), "{shown}: {card}");
    }
    let again = desk.json(&[&["attach", "Upper well", "well.png"][..], &told].concat());
    assert_eq!((again, desk.kept()), (attached, 1), "given twice, kept once");
}

#[test]
fn a_picture_can_be_one_of_a_source_that_is_here() {
    let desk = Desk::new();
    fs::write(desk.path("list.txt"), "The Upper well was damaged in May 2031.\n").unwrap();
    desk.well(&["read", "list.txt", "--publisher", "Water office"]);
    desk.well(&["record", "--all"]);
    let attached = desk.json(&["attach", "Upper well", "well.png", "--from", "list.txt", "--credit", "A neighbour"]);
    let source = attached["attached"][0]["source"].as_str().unwrap();
    let card = desk.well(&["show", source]);
    assert!(card.contains("Water office") && card.contains("Upper well") && card.contains("A neighbour"), "{card}");
    assert!(!card.contains("well.png"), "it has its own title: {card}");
    let said = desk.refused(&["attach", "Upper well", "well.png", "--from", "list.txt", "--title", "Other"]);
    assert!(said.contains("--from"), "{said}");
}

#[test]
fn what_is_restricted_is_sealed() {
    let desk = Desk::new();
    let attached = desk.json(&["attach", "Upper well", "well.png", "--title", "Behind the wall", "--restricted"]);
    let source = attached["attached"][0]["source"].as_str().unwrap();
    assert!(!desk.well(&["show", source]).contains("Behind the wall"));
    assert!(desk.well(&["show", source, "--audience", "keeper"]).contains("Behind the wall"));
}

#[test]
fn what_is_no_picture_is_refused_before_any_is_kept() {
    let desk = Desk::new();
    fs::write(desk.path("well.jpg"), "<svg/>").unwrap();
    let said = desk.refused(&["attach", "Upper well", "well.png", "well.jpg"]);
    assert!(
        said.contains("well.jpg") && said.contains("JPEG, PNG, GIF or WebP") && said.lines().count() == 1,
        "{said}"
    );
    let said = desk.refused(&["attach", "No such well", "well.png"]);
    assert!(said.contains("No such well"), "{said}");
    assert!(desk.refused(&["attach", "Upper well", "gone.png"]).contains("gone.png"));
    assert_eq!(desk.kept(), 0);
}
