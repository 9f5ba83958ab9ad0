//! A clock that is ten years behind, or ten years ahead: copies are made, brought back, thinned and replaced as with a right one,
//! and it is said that the clock looks wrong.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::device::{DAFTAR, Device};

const NOW: &str = "2033-05-01T10:00:00Z";
const LATER: &str = "2033-05-02T10:00:00Z";
const BEHIND: &str = "2023-05-01T10:00:00Z";
const AHEAD: &str = "2043-05-01T10:00:00Z";

/// A computer whose clock is set by hand.
struct Desk<'d> {
    folder: &'d Path,
    name: &'static str,
    clock: Cell<&'static str>,
}

impl Device for Desk<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.folder).env("DAFTAR_HOME", self.home()).env("DAFTAR_CLOCK", self.clock.get());
        command.env("DAFTAR", self.register()).args(args);
        command
    }
}

impl<'d> Desk<'d> {
    fn of(folder: &'d Path, name: &'static str) -> Desk<'d> {
        fs::create_dir(folder.join(name)).unwrap();
        Desk { folder, name, clock: Cell::new(NOW) }
    }

    /// With a notebook and a place for sealed copies.
    fn with_notebook(folder: &'d Path) -> Desk<'d> {
        let desk = Desk::of(folder, "laptop");
        let init = ["init", "laptop/mill.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"];
        desk.well(&init);
        desk.well(&["add", "Blue jar", "material", "clay", "--kind", "object"]);
        desk.well(&["deposit", "add", "stick", "stick"]);
        desk
    }

    fn home(&self) -> PathBuf {
        self.folder.join(self.name).join("home")
    }

    fn register(&self) -> PathBuf {
        self.folder.join(self.name).join("mill.daftar")
    }

    fn at(&self, clock: &'static str) -> &Desk<'d> {
        self.clock.set(clock);
        self
    }

    /// Keeps a source file, whatever the clock says.
    fn keep(&self, words: &str) {
        fs::write(self.folder.join("letter"), words).unwrap();
        self.well(&["evidence", "add", "letter", "--date", "unknown"]);
    }

    /// Makes a sealed copy; whether it was said that the clock looks wrong.
    fn copied(&self) -> bool {
        let output = self.run(&["deposit", "now"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        said.contains("clock") && said.lines().count() == 1
    }

    /// When the clock said that each copy was made, the oldest first.
    fn copies(&self) -> Vec<String> {
        let listed = self.json(&["deposit", "list"]);
        let copies = listed["places"][0]["copies"].as_array().unwrap().iter();
        copies.map(|copy| copy["clock"].as_str().unwrap_or(copy["time"].as_str().unwrap()).to_owned()).collect()
    }

    fn evidence(register: &Path) -> usize {
        let folders = fs::read_dir(register.join("evidence")).unwrap().flatten();
        folders.filter(|folder| folder.path().is_dir()).map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
    }

    /// How many source files the latest copy holds.
    fn held(&self) -> usize {
        let again = self.folder.join("again.daftar");
        self.well(&["deposit", "restore", "stick", "again.daftar"]);
        let held = Desk::evidence(&again);
        fs::remove_dir_all(again).unwrap();
        held
    }

    fn at_stake(&self) -> (u64, u64) {
        let output = self.run(&["copies", "--json"]);
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        (told["stake"]["entries"].as_u64().unwrap(), told["stake"]["files"].as_u64().unwrap())
    }
}

#[test]
fn the_latest_copy_is_the_last_one_and_thinning_never_takes_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::with_notebook(folder.path());
    for (n, (clock, odd)) in [(NOW, false), (BEHIND, true), (AHEAD, true), (LATER, true)].into_iter().enumerate() {
        desk.keep(&format!("letter {n}"));
        // What was noted while the clock was ahead makes a right one look wrong, too: it says both times.
        assert_eq!(desk.at(clock).copied(), odd, "{clock}");
        assert_eq!(desk.held(), n + 1, "{clock}");
        assert_eq!(desk.json(&["rehearse", "stick"])["rehearsal"]["evidence"]["both"], n + 1, "{clock}");
    }
    assert_eq!(desk.copies(), [NOW, BEHIND, AHEAD, LATER]);
    desk.at(BEHIND).keep("letter 4");
    desk.copied();
    desk.well(&["deposit", "prune", "stick", "--daily", "1", "--weekly", "1"]);
    assert_eq!(desk.held(), 5, "the last one is still there");
    desk.at(LATER);
    assert!(desk.well(&["deposit", "list"]).contains("a clock was wrong"));
}

#[test]
fn after_an_erasure_every_copy_before_is_replaced_whatever_the_clock_said() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::with_notebook(folder.path());
    desk.well(&["add", "Blue jar", "description", "Told by the Qamarine family", "--kind", "object"]);
    for clock in [AHEAD, NOW] {
        desk.at(clock).copied();
    }
    let told = desk.json(&["search", "Qamarine"]).to_string();
    let claim = told.split("claim:").nth(1).map(|rest| format!("claim:{}", &rest[..64])).unwrap();
    for clock in [BEHIND, AHEAD] {
        desk.at(clock).well(&["erase", &claim, "--ground", "consent-withdrawn", "--yes", "--date", "unknown"]);
        let made = desk.json(&["deposit", "now"]);
        assert!(made["made"][0][1]["remains"].is_null(), "{made}");
        assert_eq!(
            desk.copies().len(),
            1 + usize::from(clock == AHEAD && made["made"][0][1]["replaced"] == 0),
            "{made}"
        );
    }
    desk.well(&["deposit", "restore", "stick", "again.daftar"]);
    assert!(!desk.well(&["-R", "again.daftar", "show", "Blue jar"]).contains("Qamarine"));
}

#[test]
fn what_would_be_lost_is_counted_by_what_copies_hold() {
    // A copy counts that lies on another drive: one in memory, where there is one.
    let other = tempfile::tempdir_in("/dev/shm");
    let Ok(other) = other else { return println!("skipped: there is no other drive") };
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::with_notebook(folder.path());
    desk.well(&["deposit", "add", "drive", other.path().to_str().unwrap()]);
    for clock in [BEHIND, AHEAD] {
        desk.at(clock).keep(&format!("letter of {clock}"));
        desk.well(&["deposit", "now", "drive"]);
        assert_eq!(desk.at_stake(), (0, 0), "{clock}: it is elsewhere");
        desk.at(LATER);
        assert_eq!(desk.at_stake(), (0, 0), "{clock}, with the clock right again");
        desk.keep(&format!("another letter, after {clock}"));
        assert_eq!(desk.at_stake(), (1, 1), "{clock}: one more");
    }
}

#[test]
fn bundles_and_syncing_take_what_came_and_say_that_the_clock_looks_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, partner) = (Desk::with_notebook(folder.path()), Desk::of(folder.path(), "partner"));
    desk.well(&["bundle", "make", "first.tar"]);
    let made = partner.json(&["init", "partner/mill.daftar", "--bundle", "first.tar", "--keeper", "Basel"]);
    partner.well(&["bundle", "make", "back.tar"]);
    desk.well(&["bundle", "take", "back.tar"]);
    desk.well(&["grant", made["key"].as_str().unwrap()]);
    let answering = format!(
        "DAFTAR_HOME='{}' DAFTAR_CLOCK={NOW} '{DAFTAR}' -R '{}' sync --stdio",
        desk.home().display(),
        desk.register().display()
    );
    let code = desk.json(&["peer", "code", "partner"])["code"].as_str().unwrap().to_owned();
    partner.well(&["peer", "add", "laptop", "ssh://laptop/mill.daftar", &code, "--through", &answering]);
    for (n, clock) in [BEHIND, AHEAD, LATER].into_iter().enumerate() {
        desk.keep(&format!("letter {n}"));
        desk.well(&["bundle", "make", "next.tar"]);
        partner.at(clock);
        let taken = partner.run(&["bundle", "take", "next.tar"]);
        assert_eq!(taken.status.code(), Some(0), "{clock}: {taken:?}");
        assert_eq!(Desk::evidence(&partner.register()), 2 * n + 1, "{clock}");
        desk.keep(&format!("photo {n}"));
        let synced = partner.run(&["sync", "laptop", "--through", &answering]);
        assert_eq!(synced.status.code(), Some(0), "{clock}: {synced:?}");
        assert_eq!(Desk::evidence(&partner.register()), 2 * n + 2, "{clock}");
        let made = partner.run(&["bundle", "make", "back.tar"]);
        assert_eq!(made.status.code(), Some(0), "{clock}: {made:?}");
        desk.well(&["bundle", "take", "back.tar"]);
        let escrow = partner.run(&["recovery", "escrow", "escrow.age"]);
        assert_eq!(escrow.status.code(), Some(0), "{clock}: {escrow:?}");
    }
    let made = partner.at(BEHIND).run(&["bundle", "make", "x.tar"]);
    assert!(String::from_utf8_lossy(&made.stderr).contains("the clock looks wrong"), "{made:?}");
}
