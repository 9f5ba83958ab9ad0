//! Places that may not be written to, and places that vanish in the middle: one line, an exit code, and the notebook as it was.
//! The superuser may write anywhere, so the program is run as somebody else where it would be run as that.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::device::{DAFTAR, Device};

/// Nobody.
const SOMEBODY: u32 = 65534;

/// A computer of somebody who is not the superuser.
struct Desk(tempfile::TempDir, bool);

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().metadata().unwrap().uid() == 0;
        let other = root && Command::new("setpriv").arg("--version").stdout(Stdio::null()).status().is_ok();
        if other {
            chown(folder.path(), Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        }
        let desk = Desk(folder, other);
        desk.well(&["init", "mill.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
        desk.keep("letter", b"a letter");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
        self.well(&["evidence", "add", name]);
    }

    /// Makes a folder that nobody may write into.
    fn shut(&self, name: &str) {
        if !self.path(name).exists() {
            self.make(name);
        }
        for folder in folders(&self.path(name)) {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
        }
    }

    fn make(&self, name: &str) {
        fs::create_dir(self.path(name)).unwrap();
        if self.1 {
            chown(self.path(name), Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        }
    }

    fn reopen(&self, name: &str) {
        for folder in folders(&self.path(name)) {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    /// What lies in the notebook, but for what is made again.
    fn notebook(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = folders(&self.path("mill.daftar")).into_iter().filter(|folder| !folder.ends_with("index"));
        let files = files.flat_map(|folder| fs::read_dir(folder).unwrap().flatten()).map(|entry| entry.path());
        files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// One line that names this, and nothing in the notebook is another than before.
    fn refused_in_one_line(&self, output: &Output, named: &str, before: &BTreeMap<PathBuf, Vec<u8>>) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.starts_with("daftar: ") && said.lines().count() == 1 && said.contains(named), "{said}");
        assert!(self.notebook() == *before, "the notebook is as it was");
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(if self.1 { "setpriv" } else { DAFTAR });
        if self.1 {
            command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", DAFTAR]);
        }
        command
            .current_dir(self.0.path())
            .env("DAFTAR_HOME", self.path("home"))
            .env("DAFTAR", self.path("mill.daftar"));
        command.args(args);
        command
    }
}

/// A folder and all below it, the lowest first.
fn folders(top: &Path) -> Vec<PathBuf> {
    let below = fs::read_dir(top).unwrap().flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    below.flat_map(|path| folders(&path)).chain([top.to_owned()]).collect()
}

/// Whether this user may write into a folder that nobody may write into.
fn may_write_anywhere(desk: &Desk) -> bool {
    let free = !desk.1 && desk.0.path().metadata().unwrap().uid() == 0;
    if free {
        println!("skipped: this user may write anywhere, and there is no setpriv");
    }
    free
}

#[test]
fn a_place_that_is_read_only_is_said_in_one_line_and_harms_nothing() {
    let desk = Desk::new();
    if may_write_anywhere(&desk) {
        return;
    }
    desk.shut("full");
    let before = desk.notebook();
    for args in [
        &["deposit", "add", "first", "full/copies"][..],
        &["deposit", "add", "second", "full"],
        &["bundle", "make", "full/all.tar"],
        &["bundle", "make", "full/all.tar", "--part", "1M"],
        &["evidence", "export", "FILE", "full/letter"],
        &["recovery", "escrow", "full/escrow.age"],
    ] {
        let file = desk.json(&["evidence", "list"])["files"][0]["file"].as_str().unwrap().to_owned();
        let args: Vec<&str> = args.iter().map(|word| if *word == "FILE" { &file } else { *word }).collect();
        desk.refused_in_one_line(&desk.run(&args), "full", &before);
        assert_eq!(fs::read_dir(desk.path("full")).unwrap().count(), 0, "{args:?}");
    }
    desk.well(&["deposit", "add", "stick", "stick"]);
    desk.well(&["deposit", "now"]);
    desk.keep("other", b"another letter");
    desk.shut("stick");
    let before = desk.notebook();
    desk.refused_in_one_line(&desk.run(&["deposit", "now"]), "stick", &before);
    desk.refused_in_one_line(&desk.run(&["deposit", "restore", "stick", "full/again.daftar"]), "full", &before);
    desk.well(&["deposit", "restore", "stick", "again.daftar"]);
    desk.well(&["deposit", "check", "stick"]);
    desk.reopen("stick");
    desk.well(&["deposit", "now"]);
}

#[test]
fn a_place_that_vanishes_in_the_middle_is_said_in_one_line_and_harms_nothing() {
    let desk = Desk::new();
    desk.make("drive");
    desk.well(&["deposit", "add", "stick", "drive/stick"]);
    let photograph: Vec<u8> = (0..24_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    desk.keep("photograph", &photograph);
    let before = desk.notebook();
    let gone = |args: &[&str], wait: Duration| {
        let child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(wait);
        fs::rename(desk.path("drive"), desk.path("pulled")).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!desk.path("drive").exists(), "nothing grows in its place");
        fs::rename(desk.path("pulled"), desk.path("drive")).unwrap();
        output
    };
    let mut interrupted = 0;
    for wait in [0, 40, 80, 160, 240, 320] {
        let output = gone(&["deposit", "now"], Duration::from_millis(wait));
        match output.status.success() {
            true => assert!(desk.notebook() == before),
            false => {
                desk.refused_in_one_line(&output, "stick", &before);
                interrupted += 1;
            }
        }
    }
    println!("{interrupted} of 6 copies were interrupted");
    assert!(interrupted > 0, "none was interrupted");
    desk.well(&["deposit", "now"]);
    for wait in [0, 40, 80, 160] {
        let output = gone(&["deposit", "restore", "stick", "again.daftar"], Duration::from_millis(wait));
        if !output.status.success() {
            desk.refused_in_one_line(&output, "stick", &before);
            assert!(!desk.path("again.daftar").exists());
        }
        let _ = fs::remove_dir_all(desk.path("again.daftar"));
    }
    // A copy that was interrupted between its pieces and the list of them leaves pieces that no list names; nothing else, and no damage.
    let findings = desk.json(&["deposit", "check", "stick"])["findings"].clone();
    let is_left = |one: &serde_json::Value| {
        one["damage"] == false && one["why"].as_str().is_some_and(|why| why.contains("an interrupted copy left it"))
    };
    assert!(findings.as_array().unwrap().iter().all(is_left), "{findings}");
}
