//! Killed at any moment, and a disk that is full: the copies before are whole, and the next one is made.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use daftar_deposit::{Deposit, Target, Tell};

use crate::support::{Desk, PASSWORD, files, noise};

/// What the child does until it is killed: one copy after the other. Run by the test below.
#[test]
#[ignore = "run by a_killed_program_leaves_whole_copies"]
fn copies_without_end() {
    let (Ok(source), Ok(place)) = (std::env::var("DAFTAR_SOURCE"), std::env::var("DAFTAR_PLACE")) else { return };
    let target = Target::parse(&place).unwrap();
    for n in 0.. {
        std::fs::write(format!("{source}/evidence/ab/large"), noise(3_000_000, n)).unwrap();
        let names = files(source.as_ref()).into_keys();
        let items = names.map(|name| daftar_deposit::Item::new(name.clone(), format!("{source}/{name}")).unwrap());
        let clock = daftar_deposit::Timestamp::now();
        let holding = daftar_deposit::Holding { folder: "town.daftar".into(), items: items.collect(), clock };
        Deposit::create(&target, None, PASSWORD).unwrap().put(&holding, "", &Tell::nobody()).unwrap();
    }
}

#[test]
fn a_killed_program_leaves_whole_copies() {
    let rounds = std::env::var("DAFTAR_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4);
    let desk = Desk::new();
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "kills::copies_without_end"])
            .env("DAFTAR_SOURCE", desk.source())
            .env("DAFTAR_PLACE", desk.place())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(40 + u64::from(noise(2, round + 1)[0]) * 6));
        child.kill().unwrap();
        child.wait().unwrap();
        let Ok(deposit) = Deposit::open(&desk.target(), None, PASSWORD) else { continue };
        let checked = deposit.check(true, &Tell::nobody()).unwrap();
        assert!(checked.is_sound(), "round {round}: {checked:?}");
    }
    desk.put();
    assert_eq!(desk.restored(), files(&desk.source()));
    let copies = desk.open().copies().unwrap();
    eprintln!("{rounds} kills, {} copies", copies.len());
    let earlier = copies.iter().rev().skip(1).map(|copy| copy.id.clone()).collect();
    desk.open().forget(&earlier, &Tell::nobody()).unwrap();
    assert!(desk.open().check(true, &Tell::nobody()).unwrap().findings.is_empty(), "what was left over went with them");
}

/// A small file system in memory; unmounted at the end.
struct Small(std::path::PathBuf);

impl Small {
    fn mount(at: std::path::PathBuf) -> Option<Small> {
        std::fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "daftar-test"]).arg(&at).output();
        let mounted = mounted.is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("skipped: no file system can be mounted here");
        }
        mounted.then_some(Small(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_said_and_harms_nothing() {
    let desk = Desk::new();
    let Some(_small) = Small::mount(desk.place()) else { return };
    desk.put();
    desk.write("evidence/ef/new", &noise(6_000_000, 9));
    let deposit = desk.open();
    let refused = deposit.put(&desk.holding(), "", &Tell::nobody()).unwrap_err().to_string();
    assert!(refused.contains("No space") && !refused.contains('\n'), "{refused}");
    assert_eq!(deposit.copies().unwrap().len(), 1);
    assert!(deposit.check(true, &Tell::nobody()).unwrap().is_sound());
    std::fs::remove_file(desk.source().join("evidence/ef/new")).unwrap();
    assert_eq!(desk.restored(), files(&desk.source()));
}
