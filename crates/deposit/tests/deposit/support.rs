//! A folder to copy, a place to copy it to, and Debian's restic beside us.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use daftar_deposit::{Deposit, Holding, Item, Sealed, Target, Tell, Timestamp};

/// The password of every deposit in these tests.
pub(crate) const PASSWORD: &str = "5f1d0c6f";

/// A folder with a folder to copy and a place for copies in it.
pub(crate) struct Desk(pub(crate) tempfile::TempDir);

impl Desk {
    /// With some files of different sizes: empty, small, one of several pieces, two that are the same.
    pub(crate) fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.write("register.json", b"{}\n");
        desk.write("logs/aa/000001.headers.jsonl", &noise(70_000, 1));
        desk.write("logs/aa/000001.bodies.jsonl", "well 7 is dry\n".repeat(9000).as_bytes());
        desk.write("evidence/ab/large", &noise(5_000_000, 2));
        desk.write("evidence/ab/same", &noise(5_000_000, 2));
        desk.write("evidence/cd/empty", b"");
        desk.write("drafts/بذور.jsonl", "قمح\n".as_bytes());
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn source(&self) -> PathBuf {
        self.path().join("town.daftar")
    }

    pub(crate) fn place(&self) -> PathBuf {
        self.path().join("stick")
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.source().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn holding(&self) -> Holding {
        let item = |(name, _): (String, Vec<u8>)| Item::new(name.clone(), self.source().join(name)).unwrap();
        let items = files(&self.source()).into_iter().map(item).collect();
        Holding { folder: "town.daftar".into(), items, clock: Timestamp::now() }
    }

    pub(crate) fn target(&self) -> Target {
        Target::parse(self.place().to_str().unwrap()).unwrap()
    }

    pub(crate) fn create(&self) -> Deposit {
        Deposit::create(&self.target(), None, PASSWORD).unwrap()
    }

    pub(crate) fn open(&self) -> Deposit {
        Deposit::open(&self.target(), None, PASSWORD).unwrap()
    }

    pub(crate) fn put(&self) -> Sealed {
        self.create().put(&self.holding(), "12 entries", &Tell::nobody()).unwrap()
    }

    /// Restores the latest copy, and returns what lies there.
    pub(crate) fn restored(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path().join("again");
        let _ = fs::remove_dir_all(&folder);
        let restored = self.open().restore(None, &folder, &Tell::nobody()).unwrap();
        assert_eq!(restored.damaged, []);
        files(&folder)
    }

    /// Runs Debian's restic on the place; none where it is not installed.
    pub(crate) fn restic(&self, args: &[&str]) -> Option<Output> {
        let mut command = Command::new("restic");
        command.args(["--no-cache", "-r"]).arg(self.place()).args(args).env("RESTIC_PASSWORD", PASSWORD);
        match command.output() {
            Ok(output) => Some(output),
            Err(_) => {
                eprintln!("skipped: restic is not installed");
                None
            }
        }
    }

    /// All files at the place, by path from there.
    pub(crate) fn put_away(&self) -> Vec<PathBuf> {
        files(&self.place()).into_keys().map(PathBuf::from).collect()
    }
}

/// What lies in a folder, by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder_here) = open.pop() {
        for entry in fs::read_dir(folder_here).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    found.insert(name, fs::read(path).unwrap());
                }
            }
        }
    }
    found
}

/// Bytes that cannot be compressed, the same for the same seed.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).take(length.div_ceil(8)).flatten().take(length).collect()
}

/// What a program said, for messages.
pub(crate) fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
