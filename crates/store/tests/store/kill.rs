//! A writer that is killed: whatever it said was kept is there.
//!
//! The writer marks in a file when it enters a write, that is: touches the first file of an entry, and when it leaves it:
//! the entry's header is synced. So it is known of every kill whether it fell inside a write.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use daftar_claim::{EntryId, Hash, Head};
use daftar_store::disk::{Disk, RealDisk};
use daftar_store::{Access, Store};

use crate::town::{Device, Dice, Town, bodies, complaints, present};

/// The folder, for the child.
const CHILD: &str = "DAFTAR_STORE_TEST_CHILD";

/// Runs only as the child of the test below: appends until it is killed, and says what was acknowledged.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let dir = Path::new(&dir);
    let mut device = Device::new(1);
    let disk = Arc::new(Marking::new(&marks(dir)));
    let mut store = Store::open_on(disk.clone(), dir, Access::Write, None).unwrap();
    disk.leave();
    store.set_segment_size(12_000);
    device.resume(&store);
    for _ in 0..100_000 {
        let number = device.head.unwrap().entry.number + 1;
        let head = store.append(&device.next(bodies(number * 10..number * 10 + number % 7))).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "acknowledged {} {}", head.entry.number, head.hash).unwrap();
        out.flush().unwrap();
    }
}

/// Where the writer of a register says that it enters and leaves a write, a byte each time.
fn marks(dir: &Path) -> PathBuf {
    dir.with_extension("marks")
}

/// The file system, with marks.
struct Marking {
    marks: File,
    inside: AtomicBool,
}

impl Marking {
    fn new(marks: &Path) -> Marking {
        let marks = OpenOptions::new().create(true).append(true).open(marks).unwrap();
        Marking { marks, inside: AtomicBool::new(false) }
    }

    fn mark(&self, inside: bool) {
        if self.inside.swap(inside, Ordering::SeqCst) != inside {
            (&self.marks).write_all(b".").unwrap();
        }
    }

    fn enter(&self) -> RealDisk {
        self.mark(true);
        RealDisk
    }

    fn leave(&self) {
        self.mark(false);
    }
}

impl Disk for Marking {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.enter().create_dir(path)
    }
    fn write_at(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.enter().write_at(path, at, bytes)
    }
    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        self.enter().truncate(path, length)
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.enter().sync(path)?;
        if path.to_string_lossy().ends_with(".headers.jsonl") {
            self.leave();
        }
        Ok(())
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.enter().sync_dir(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.enter().rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.enter().remove(path)
    }
}

/// Whether the writer is inside a write, by its marks.
fn is_inside(marks: &Path) -> bool {
    marks.metadata().is_ok_and(|file| file.len() % 2 == 1)
}

fn acknowledged(line: &str, log: daftar_claim::Key) -> Option<Head> {
    let (_, rest) = line.split_once("acknowledged ")?;
    let (number, hash) = rest.split_once(' ')?;
    let entry = EntryId { log, number: number.parse().ok()? };
    Some(Head { entry, hash: Hash::parse(hash).ok()? })
}

/// When the writer is killed.
struct Blow {
    /// After it acknowledged so many entries.
    entries: usize,
    /// And then, if so wished, once it is seen inside a write.
    aimed: bool,
    /// And then after this time.
    wait: Duration,
}

impl Blow {
    fn by_chance(dice: &mut Dice) -> Blow {
        let aimed = dice.below(2) == 0;
        let most = if aimed { 400 } else { 9000 };
        // Without an acknowledged entry it may be killed while it opens what the last one left.
        Blow { entries: dice.below(8), aimed, wait: Duration::from_micros(dice.below(most) as u64) }
    }

    fn fall(&self, marks: &Path) {
        let patience = Instant::now() + Duration::from_secs(20);
        while self.aimed && !is_inside(marks) && Instant::now() < patience {
            std::hint::spin_loop();
        }
        std::thread::sleep(self.wait);
    }
}

/// Lets a child write until the blow falls. Returns the last head that it acknowledged, and whether it was inside a write.
fn write_and_kill(town: &Town, blow: &Blow) -> (Option<Head>, bool) {
    let marks = marks(&town.dir);
    std::fs::write(&marks, "").unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--nocapture"])
        .env(CHILD, &town.dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let log = town.device.log();
    let mut heads = out.lines().map_while(Result::ok).filter_map(|line| acknowledged(&line, log));
    let seen = heads.by_ref().take(blow.entries).last();
    blow.fall(&marks);
    child.kill().unwrap();
    child.wait().unwrap();
    (heads.last().or(seen), is_inside(&marks))
}

/// How often the writer is killed: 50 times, or as often as `DAFTAR_KILLS` says.
fn rounds() -> usize {
    std::env::var("DAFTAR_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

/// What an entry of the child holds, by its number.
fn written(number: u64) -> Vec<Vec<u8>> {
    bodies(number * 10..number * 10 + number % 7)
}

/// Checks that these entries are there as they were written, in the log and in the index.
fn as_written(store: &Store, log: daftar_claim::Key, numbers: std::ops::RangeInclusive<u64>, what: &str) {
    for number in numbers {
        let id = EntryId { log, number };
        assert_eq!(present(store, id), written(number), "{what}, entry {number}");
        assert_eq!(store.index().ids(id).unwrap().len(), written(number).len(), "{what}, entry {number}");
    }
}

/// Opens what a killed writer left: all that it acknowledged is there, and nothing is amiss. Returns the last entry.
fn survived(town: &Town, from: u64, what: &str) -> u64 {
    let (log, head) = (town.device.log(), town.device.head);
    let store = Store::open(&town.dir, Access::Write, head).unwrap();
    assert_eq!(store.log_fault(log), None, "{what}");
    let reached = store.head(log).unwrap().entry.number;
    assert!(reached >= head.unwrap().entry.number, "{what}");
    as_written(&store, log, from..=reached, what);
    drop(store);
    assert_eq!(complaints(&town.dir, head), [] as [String; 0], "{what}");
    reached
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    let (mut town, store) = Town::found();
    drop(store);
    let (mut dice, mut reached, mut inside) = (Dice::new(3), 1, 0);
    for round in 0..rounds() {
        let blow = Blow::by_chance(&mut dice);
        let (head, hit) = write_and_kill(&town, &blow);
        assert!(head.is_some() || blow.entries == 0, "round {round}: the child acknowledged nothing");
        town.device.head = head.or(town.device.head);
        inside += usize::from(hit);
        // What was found whole before is read again here, hashed, by the verification.
        reached = survived(&town, reached.max(2), &format!("round {round}"));
    }
    as_written(&town.open(Access::Read), town.device.log(), 2..=reached, "in the end");
    println!("{inside} of {} kills fell inside a write; {reached} entries are there", rounds());
    assert!(inside * 5 >= rounds(), "only {inside} of {} kills fell inside a write", rounds());
    assert!(reached > 2 * rounds() as u64, "only {reached} entries");
}
