//! A writer that is killed: whatever it said was kept is there.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use daftar_claim::{EntryId, Hash, Head};
use daftar_store::{Access, Store};

use crate::town::{Device, Dice, Town, bodies, complaints, present};

/// The folder, for the child.
const CHILD: &str = "DAFTAR_STORE_TEST_CHILD";

/// Runs only as the child of the test below: appends until it is killed, and says what was acknowledged.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let mut device = Device::new(1);
    let mut store = Store::open(Path::new(&dir), Access::Write, None).unwrap();
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

fn acknowledged(line: &str, log: daftar_claim::Key) -> Option<Head> {
    let (_, rest) = line.split_once("acknowledged ")?;
    let (number, hash) = rest.split_once(' ')?;
    let entry = EntryId { log, number: number.parse().ok()? };
    Some(Head { entry, hash: Hash::parse(hash).ok()? })
}

/// Lets a child acknowledge so many entries, waits, kills it, and returns the last head that it acknowledged.
fn write_and_kill(town: &Town, entries: usize, wait: Duration) -> Option<Head> {
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
    let seen = heads.by_ref().take(entries).last();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    heads.last().or(seen)
}

/// How often the writer is killed: 50 times, or as often as `DAFTAR_KILLS` says.
fn rounds() -> usize {
    std::env::var("DAFTAR_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    let (mut town, store) = Town::found();
    drop(store);
    let mut dice = Dice::new(3);
    for round in 0..rounds() {
        // In some rounds it is killed while it opens what the last one left.
        let (entries, wait) = (dice.below(8), Duration::from_micros(dice.below(9000) as u64));
        let head = write_and_kill(&town, entries, wait);
        assert!(head.is_some() || entries == 0, "round {round}: the child acknowledged nothing");
        town.device.head = head.or(town.device.head);
        let store = Store::open(&town.dir, Access::Write, town.device.head).unwrap();
        assert_eq!(store.log_fault(town.device.log()), None, "round {round}");
        let reached = store.head(town.device.log()).unwrap().entry.number;
        assert!(reached >= town.device.head.unwrap().entry.number, "round {round}");
        for number in 2..=reached {
            let id = EntryId { log: town.device.log(), number };
            assert_eq!(present(&store, id), bodies(number * 10..number * 10 + number % 7), "round {round}");
            assert_eq!(store.index().ids(id).unwrap().len() as u64, number % 7, "round {round}");
        }
        drop(store);
        assert_eq!(complaints(&town.dir, town.device.head), [] as [String; 0], "round {round}");
    }
    assert!(town.device.head.unwrap().entry.number > 100, "{:?}", town.device.head);
}
