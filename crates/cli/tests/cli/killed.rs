//! Killed at any moment while a sealed copy is made or brought back: the next one works, and nothing half takes itself for whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::device::{DAFTAR, Device};

/// How often the program is killed: 15 times, or as often as `DAFTAR_KILLS` says.
fn rounds() -> u64 {
    std::env::var("DAFTAR_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(15)
}

/// A computer with a notebook and a place for sealed copies.
struct Desk(tempfile::TempDir);

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command
            .current_dir(self.0.path())
            .env("DAFTAR_HOME", self.path("home"))
            .env("DAFTAR", self.path("mill.daftar"));
        command.args(args).stderr(Stdio::piped());
        command
    }
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "mill.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
        for n in 0..6 {
            desk.keep(n, 400_000);
        }
        desk.well(&["deposit", "add", "stick", "stick"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Keeps a source file of so many bytes.
    fn keep(&self, seed: u64, length: usize) {
        fs::write(self.path("photo"), noise(length, seed)).unwrap();
        self.well(&["evidence", "add", "photo"]);
    }

    /// Lets a command run, and kills it: two times in three a moment after its work is seen to have begun, else somewhere in
    /// the time that it takes as a whole. Whether it was still at work.
    fn kill(&self, args: &[&str], (round, whole): (u64, Duration), begun: &dyn Fn() -> bool) -> bool {
        let mut child = self.command(args).stdout(Stdio::null()).spawn().unwrap();
        let seen = round % 3 > 0;
        while seen && !begun() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(part_of(if seen { whole / 20 } else { whole }, round + 7));
        let at_work = child.try_wait().unwrap().is_none();
        // It may have ended in between.
        let _ = child.kill();
        child.wait().unwrap();
        at_work
    }

    /// How long a command takes.
    fn time(&self, args: &[&str]) -> Duration {
        let begun = Instant::now();
        self.well(args);
        begun.elapsed()
    }

    /// Debian's restic on the place; none where it is not installed.
    fn restic(&self, args: &[&str]) -> Option<Output> {
        let home = fs::read_dir(self.path("home/registers")).unwrap().flatten().next().unwrap();
        let kept = fs::read_to_string(home.path().join("deposit.txt")).unwrap();
        let mut command = Command::new("restic");
        command.args(["--no-cache", "-r"]).arg(self.path("stick")).args(args).env("RESTIC_PASSWORD", kept.trim());
        command.output().ok()
    }

    /// Brings the latest copy back and looks at every byte of it; then it is gone again.
    fn restores(&self, what: &str) {
        let told = self.json(&["deposit", "restore", "stick", "again.daftar"]);
        assert_eq!(told["restored"]["damaged"].as_array().unwrap().len(), 0, "{what}: {told}");
        assert_eq!(
            files(&self.path("again.daftar"), "evidence"),
            files(&self.path("mill.daftar"), "evidence"),
            "{what}"
        );
        fs::remove_dir_all(self.path("again.daftar")).unwrap();
    }
}

/// Bytes that cannot be compressed.
fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).take(length / 8 + 1).flatten().take(length).collect()
}

/// A part of a time, as drawn: from nothing to a little more than all of it.
fn part_of(whole: Duration, draw: u64) -> Duration {
    whole.mul_f64(f64::from(noise(1, draw)[0]) / 230.0)
}

/// The names of the files of a folder in a register.
fn files(register: &Path, folder: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![register.join(folder)]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => found.push(path.strip_prefix(register).unwrap().to_owned()),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn after_a_killed_copying_the_next_one_is_made_and_all_are_whole() {
    let desk = Desk::new();
    let whole = desk.time(&["deposit", "now"]);
    let mut at_work = 0;
    for round in 0..rounds() {
        let what = format!("round {round}");
        desk.keep(round + 100, 700_000);
        let before = files(&desk.path("stick"), "data").len();
        let begun = || files(&desk.path("stick"), "tmp").len() + files(&desk.path("stick"), "data").len() > before;
        at_work += u64::from(desk.kill(&["deposit", "now"], (round, whole), &begun));
        desk.well(&["deposit", "now"]);
        let left = files(&desk.path("stick"), "tmp");
        assert_eq!(left, [] as [PathBuf; 0], "{what}: what was half-written is gone");
        let checked = desk.json(&["deposit", "check", "stick", "--read-all"]);
        assert!(
            checked["findings"].as_array().unwrap().iter().all(|found| found["damage"] == false),
            "{what}: {checked}"
        );
        match desk.restic(&["check"]) {
            Some(output) => assert!(output.status.success(), "{what}: {output:?}"),
            None => println!("skipped: restic is not installed"),
        }
        desk.restores(&what);
        // So that a thousand rounds need no disk of their own.
        if round % 20 == 19 {
            desk.well(&["deposit", "prune", "stick", "--daily", "1", "--weekly", "0"]);
        }
    }
    println!("{at_work} of {} kills fell while a copy was made", rounds());
    assert!(at_work * 2 > rounds(), "only {at_work} of {} kills fell while a copy was made", rounds());
}

#[test]
fn a_killed_restoring_leaves_nothing_that_is_taken_for_a_notebook_and_is_begun_again() {
    let desk = Desk::new();
    desk.keep(50, 9_000_000);
    desk.well(&["deposit", "now"]);
    let args = ["deposit", "restore", "stick", "new.daftar"];
    let whole = desk.time(&args);
    let (mut at_work, mut half, mut again) = (0, 0, 0);
    for round in 0..rounds() {
        let what = format!("round {round}");
        fs::remove_dir_all(desk.path("new.daftar")).unwrap();
        at_work += u64::from(desk.kill(&args, (round, whole), &|| desk.path("new.daftar.restoring").exists()));
        let beside = desk.path("new.daftar.restoring");
        if beside.exists() && !beside.join("register.json").exists() {
            half += 1;
            let refused = desk.refused(&["-R", "new.daftar.restoring", "log"]);
            assert!(
                refused.contains("new.daftar.restoring") && refused.contains("deposit restore"),
                "{what}: {refused}"
            );
        }
        match desk.path("new.daftar").exists() {
            // Killed after all was there: its index is made when it is wanted.
            true => drop(desk.well(&["-R", "new.daftar", "verify"])),
            false => {
                let left = beside.exists();
                let told = desk.json(&args);
                assert_eq!(told["restored"]["begun_before"], Value::Bool(left), "{what}: {told}");
                again += u64::from(left);
            }
        }
        assert!(!beside.exists(), "{what}");
        assert_eq!(files(&desk.path("new.daftar"), "evidence").len(), 7, "{what}");
    }
    println!(
        "{at_work} of {} kills fell while it was restored; {half} left half of it, {again} were begun again",
        rounds()
    );
    assert!(at_work * 2 > rounds(), "only {at_work} of {} kills fell while it was restored", rounds());
}

/// The steps that the open statements in the logs tell of each source file.
fn steps(register: &Path) -> BTreeMap<String, Vec<String>> {
    let mut steps = BTreeMap::<String, Vec<String>>::new();
    let bodies = files(register, "logs").into_iter().filter(|name| name.to_string_lossy().contains(".bodies."));
    for name in bodies {
        let bytes = fs::read(register.join(&name)).unwrap();
        let text = if name.extension().is_some_and(|end| end == "zst") {
            zstd::decode_all(&bytes[..]).unwrap()
        } else {
            bytes
        };
        for line in String::from_utf8_lossy(&text).lines() {
            let Ok(body) = serde_json::from_str::<Value>(line) else { continue };
            if let (Some(subject), Some(action)) = (body["subject"].as_str(), body["value"]["action"].as_str()) {
                steps.entry(subject.to_owned()).or_default().push(action.to_owned());
            }
        }
    }
    steps
}

#[test]
fn of_many_files_that_come_at_once_each_is_recorded_whole_or_not_at_all() {
    let desk = Desk::new();
    let names: Vec<String> = (0..600).map(|n| format!("letter-{n}")).collect();
    for (n, name) in names.iter().enumerate() {
        fs::write(desk.path(name), noise(2_000, n as u64)).unwrap();
    }
    let whence = ["evidence", "add", "--where", "https://courier.example/12"];
    let all: Vec<&str> = whence.into_iter().chain(names.iter().map(String::as_str)).collect();
    let before = files(&desk.path("mill.daftar"), "evidence").len();
    let (mut some, mut none) = (0, 0);
    for round in 0..rounds() {
        let what = format!("round {round}");
        let copy = desk.path("copy.daftar");
        let _ = fs::remove_dir_all(&copy);
        shell(desk.0.path(), "cp -r mill.daftar copy.daftar && rm -rf other && cp -r home other");
        let on_copy = |args: &[&str]| {
            let mut command = desk.command(args);
            command.env("DAFTAR", &copy).env("DAFTAR_HOME", desk.path("other"));
            command
        };
        let mut child = on_copy(&all).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(part_of(Duration::from_millis(1_500), round + 3));
        let _ = child.kill();
        child.wait().unwrap();
        let steps = steps(&copy);
        let whole =
            steps.values().filter(|steps| ["collect", "ingest"].iter().all(|one| steps.iter().any(|step| step == one)));
        let (whole, half) = (whole.count(), steps.values().filter(|steps| steps.len() == 1).count() - before);
        assert_eq!(half, 0, "{what}: {whole} are whole");
        (some, none) = (some + u32::from(whole > 0 && whole < 600), none + u32::from(whole == 0));
        let output = on_copy(&all).output().unwrap();
        assert!(output.status.success(), "{what}: {output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("600 files are kept and recorded"), "{what}");
        let again = self::steps(&copy);
        assert_eq!(again.values().filter(|steps| steps.len() == 2).count(), 600, "{what}: each once");
        let verified = on_copy(&["verify"]).output().unwrap();
        assert!(verified.status.success(), "{what}: {verified:?}");
        assert_eq!(files(&copy, "evidence").len(), before + 600, "{what}: nothing half stays");
    }
    println!("of {} kills {none} left none recorded, {some} some of them", rounds());
}

fn shell(folder: &Path, line: &str) {
    assert!(Command::new("sh").args(["-c", line]).current_dir(folder).status().unwrap().success(), "{line}");
}
