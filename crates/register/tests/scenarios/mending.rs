//! What is damaged is brought back from another copy: every flipped bit, whole files, whole logs; and nothing else changes.

use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::claim::{Ground, Value};
use daftar_register::sealed::{Target, Tell};
use daftar_register::store::{Access, Report, Severity};
use daftar_register::{Bundling, Home, Line, Peer, Register, Repaired, Repairing, Scratch};

use crate::site::{Site, all_files, copy_all, lies_about, today};
use crate::syncing::{line, pair, sync};

const SECRET: &str = "Quillaby of Tern Lane";

/// Bits flipped in one run; `DAFTAR_FLIPS` gives another number.
fn flips() -> u64 {
    std::env::var("DAFTAR_FLIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(40)
}

/// A register with a closed and an open segment, something erased, another device's log, and source files.
fn town() -> Site {
    let mut site = Site::first();
    let mill = site.building("Grain Hall");
    let secret = site.say(&site.claim(mill, "note", Value::text(SECRET)));
    for n in 0..6 {
        let claims = [0, 1, 2].map(|m| site.claim(mill, "note", Value::text(format!("door {n} of {m} is blue"))));
        site.record(claims).unwrap();
    }
    site.erase(&[secret], &[], Ground::Mistake).unwrap();
    for text in ["a letter about the mill", "a list of jars"] {
        keep(&mut site, text);
    }
    let mut other = site.second(Some("Badr"));
    let well = other.building("Well 7");
    other.say(&other.claim(well, "note", Value::text("it is dry")));
    let bundle = other.bundle();
    site.take(&bundle);
    site.say(&site.claim(mill, "note", Value::text("the last word")));
    site.close();
    site
}

fn keep(site: &mut Site, text: &str) -> PathBuf {
    let path = site.folder().with_file_name("source.txt");
    fs::write(&path, text.repeat(40)).unwrap();
    let file = site.keep_file(&path, false).unwrap();
    let name = file.0.to_string();
    site.folder().join("evidence").join(&name[..2]).join(name)
}

fn home(site: &Site) -> Home {
    Home::at(site.keys())
}

fn verify(site: &Site) -> Report {
    Register::verify(&site.folder(), &home(site), &|_, _| {}).unwrap()
}

fn repair(site: &Site, from: &Path) -> Repaired {
    repair_by(site, &from.to_string_lossy(), &|_| Err("nobody is asked".to_owned()))
}

/// The same, with a way to peers.
fn repair_by(site: &Site, from: &str, dial: &dyn Fn(&Peer) -> Result<Line, String>) -> Repaired {
    let scratch = Scratch::within(site.folder().parent().unwrap(), &site.folder()).unwrap();
    let (folder, home, from, tell) = (site.folder(), home(site), [from.to_owned()], Tell::nobody());
    let asked =
        Repairing { folder: &folder, home: &home, now: today, from: &from, scratch: &scratch, dial, tell: &tell };
    Register::repair(&asked).unwrap()
}

/// Repairs from a peer over lines that break after so many bytes each.
fn repair_from(site: &Site, peer: &Site, name: &str, bytes: usize) -> Repaired {
    let dial = |_: &Peer| {
        let ((here, there), answerer) = (line(bytes), peer.syncing());
        std::thread::spawn(move || drop(answerer.answer(there, &|_, _, _| {})));
        Ok(Line { carrier: here, held: Box::new(()) })
    };
    repair_by(site, name, &dial)
}

/// Two registers that are level, each other's peers: the museum and the seeds.
fn level() -> (Site, Site) {
    let mut museum = Site::first();
    let mill = museum.building("Grain Hall");
    let secret = museum.say(&museum.claim(mill, "note", Value::text(SECRET)));
    for n in 0..6 {
        let claims = [0, 1, 2].map(|m| museum.claim(mill, "note", Value::text(format!("door {n} of {m} is blue"))));
        museum.record(claims).unwrap();
    }
    museum.erase(&[secret], &[], Ground::Mistake).unwrap();
    for text in ["a letter about the mill", "a list of jars"] {
        keep(&mut museum, text);
    }
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    let well = seeds.building("Well 7");
    seeds.say(&seeds.claim(well, "note", Value::text("it is dry")));
    // The first brings it there, the second what was said of its coming.
    sync(&mut seeds, &mut museum, "museum");
    sync(&mut seeds, &mut museum, "museum");
    museum.close();
    seeds.close();
    (museum, seeds)
}

/// A copy of the register's folder as it is now.
fn copy(site: &Site, name: &str) -> PathBuf {
    let path = site.folder().with_file_name(name);
    copy_all(&site.folder(), &path);
    path
}

/// Puts a copy in the place of the register.
fn reset(site: &Site, from: &Path) {
    fs::remove_dir_all(site.folder()).unwrap();
    copy_all(from, &site.folder());
}

/// Everything that the register holds, in bytes that do not depend on how its files lie.
fn content(site: &Site) -> Vec<u8> {
    let path = site.folder().with_file_name("content.bundle");
    let register = Register::open(&site.folder(), &home(site), Access::Read, today).unwrap();
    register.make_bundle(&path, &Bundling::default(), &|_, _| {}).unwrap();
    fs::read(path).unwrap()
}

/// The files of logs and evidence.
fn truth(site: &Site) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        ["logs", "evidence"].iter().flat_map(|name| all_files(&site.folder().join(name))).collect();
    found.retain(|path| path.metadata().unwrap().len() > 0);
    found.sort();
    found
}

/// Numbers that look drawn, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn flip(path: &Path, bit: u64) {
    let mut bytes = fs::read(path).unwrap();
    bytes[(bit / 8) as usize] ^= 1 << (bit % 8);
    // Source files are read-only: nobody writes into one.
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn every_flipped_bit_is_found_named_and_mended_from_another_copy() {
    let site = town();
    let whole = copy(&site, "whole");
    let (before, files) = (content(&site), truth(&site));
    let (mut dice, mut harmless) = (Dice(7), 0);
    for round in 0..flips() {
        reset(&site, &whole);
        let path = &files[dice.below(files.len() as u64) as usize];
        let bit = dice.below(path.metadata().unwrap().len() * 8);
        flip(path, bit);
        let at = format!("round {round}: bit {bit} of {}", path.display());
        let found = verify(&site);
        let name = path.strip_prefix(site.folder()).unwrap().to_string_lossy().into_owned();
        let log = name.split('/').nth(1).unwrap_or_default();
        let names = |file: &str| file == name || file.starts_with("logs/") && file.contains(log);
        if !found.findings.iter().any(|finding| names(&finding.place.file)) {
            assert_eq!(content(&site), before, "{at}: changed, and not found: {:?}", found.findings);
            harmless += 1;
            continue;
        }
        let repaired = repair(&site, &whole);
        let left = repaired.verified.findings.iter().filter(|one| one.severity != Severity::Note).collect::<Vec<_>>();
        assert!(left.is_empty() && repaired.work.left.is_empty(), "{at}: {:?} {left:?}", repaired.work);
        assert!(content(&site) == before, "{at}: something else lies there now: {:?}", repaired.work);
    }
    assert!(harmless * 50 <= flips(), "{harmless} bits were in no byte that means anything");
    println!("{} bits, {harmless} of them without any meaning", flips());
}

#[test]
fn a_header_in_which_the_format_is_damaged_is_no_newer_one() {
    let site = town();
    let (whole, before) = (copy(&site, "whole"), content(&site));
    let headers = truth(&site).into_iter().find(|path| path.to_string_lossy().ends_with("headers.jsonl")).unwrap();
    let text = fs::read(&headers).unwrap();
    let digit = text.windows(9).position(|part| part == b"daftar/1\"").unwrap() as u64 + 7;
    for bit in [1, 2, 6] {
        reset(&site, &whole);
        flip(&headers, digit * 8 + bit);
        assert!(verify(&site).findings.iter().any(|finding| finding.code == "header-damaged"));
        assert!(repair(&site, &whole).is_sound() && content(&site) == before);
    }
}

#[test]
fn settings_are_written_anew_and_profiles_come_back() {
    let site = town();
    let (whole, before) = (copy(&site, "whole"), content(&site));
    let settings = site.folder().join("register.json");
    let profile = all_files(&site.folder().join("profiles")).into_iter().max().unwrap();
    fs::remove_file(&profile).unwrap();
    flip(&settings, 400);
    let repaired = repair(&site, &whole);
    assert!(repaired.is_sound() && repaired.work.mended.len() == 2, "{repaired:?}");
    assert_eq!(fs::read(&settings).unwrap(), fs::read(whole.join("register.json")).unwrap());
    assert!(profile.exists() && content(&site) == before);
    fs::remove_file(&settings).unwrap();
    assert!(repair(&site, &whole).is_sound() && content(&site) == before);
}

#[test]
fn whole_files_and_logs_come_back_and_what_is_newer_here_stays() {
    let mut site = town();
    let older = copy(&site, "older");
    site.open();
    let hall = site.entity("Grain Hall").unwrap();
    site.say(&site.claim(hall, "note", Value::text("newer than the copy")));
    let newer_file = keep(&mut site, "newer than the copy");
    site.close();
    let before = content(&site);
    let logs = fs::read_dir(site.folder().join("logs")).unwrap().map(|log| log.unwrap().path()).collect::<Vec<_>>();
    assert_eq!(logs.len(), 2);
    for log in &logs {
        let headers = fs::read(log.join("000001.headers.jsonl")).unwrap();
        flip(&log.join("000001.headers.jsonl"), headers.len() as u64 * 2);
    }
    let cut = all_files(&older.join("evidence"))[0].strip_prefix(&older).unwrap().to_owned();
    fs::remove_file(site.folder().join(&cut)).unwrap();
    fs::write(site.folder().join(&cut), "not what it was").unwrap();
    let repaired = repair(&site, &older);
    assert!(repaired.is_sound() && repaired.work.left.is_empty(), "{repaired:?}");
    assert_eq!(repaired.work.mended.len(), 3, "{:?}", repaired.work);
    assert!(content(&site) == before && newer_file.exists());
    let untouched = repair(&site, &older);
    assert_eq!((untouched.work.mended, untouched.work.left), (Vec::new(), Vec::new()), "what is whole is left alone");
}

#[test]
fn what_no_copy_has_is_left_as_it_is_and_named() {
    let mut site = town();
    let older = copy(&site, "older");
    site.open();
    let hall = site.entity("Grain Hall").unwrap();
    site.say(&site.claim(hall, "note", Value::text("newer than the copy")));
    let file = keep(&mut site, "newer than the copy");
    let log = site.key().unwrap().0.to_string();
    site.close();
    let newer = copy(&site, "newer");
    let log = site.folder().join("logs").join(log);
    let headers =
        all_files(&log).into_iter().filter(|path| path.to_string_lossy().ends_with("headers.jsonl")).max().unwrap();
    let length = headers.metadata().unwrap().len();
    flip(&headers, (length - 400) * 8);
    flip(&file, 100);
    let damaged = fs::read(&headers).unwrap();
    let repaired = repair(&site, &older);
    assert!(!repaired.is_sound() && repaired.work.mended.is_empty(), "{:?}", repaired.work);
    assert_eq!(repaired.work.left.len(), 2, "{:?}", repaired.work);
    assert!(repaired.work.left.iter().all(|left| left.words.contains("no copy that was given")));
    assert_eq!(fs::read(&headers).unwrap(), damaged);
    let repaired = repair(&site, &newer);
    assert!(repaired.is_sound() && repaired.work.left.is_empty(), "{repaired:?}");
}

#[test]
fn what_was_erased_does_not_come_back_from_an_older_copy() {
    let mut site = Site::first();
    let mill = site.building("Grain Hall");
    let claims = ["two floors", SECRET, "red door"].map(|text| site.claim(mill, "note", Value::text(text)));
    site.record(claims.clone()).unwrap();
    let file = keep(&mut site, SECRET);
    site.close();
    let older = copy(&site, "older");
    site.open();
    let ids = site.ids_of(&claims).unwrap();
    let id = daftar_register::claim::FileId(
        daftar_register::claim::Hash::parse(file.file_name().unwrap().to_str().unwrap()).unwrap(),
    );
    site.erase(&[ids[1]], &[id], Ground::ConsentWithdrawn).unwrap();
    site.close();
    let log = site.folder().join("logs");
    for path in all_files(&log).into_iter().filter(|path| !path.to_string_lossy().ends_with("headers.jsonl")) {
        let length = path.metadata().unwrap().len();
        (0..length).for_each(|byte| flip(&path, byte * 8));
    }
    let repaired = repair(&site, &older);
    assert!(repaired.is_sound(), "{repaired:?}");
    assert!(!file.exists() && !lies_about(&site, SECRET.as_bytes()));
    site.open();
    assert!(site.standing_claims().contains(&ids[0]) && site.standing_claims().contains(&ids[2]));
}

#[test]
fn sealed_copies_and_bundles_mend_as_well() {
    let mut site = town();
    site.open();
    let bundle = site.bundle();
    let stick = site.folder().with_file_name("stick");
    site.add_deposit("stick", &Target::parse(stick.to_str().unwrap()).unwrap(), None).unwrap();
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    site.close();
    let before = content(&site);
    for from in [Path::new("stick"), &bundle] {
        for path in truth(&site) {
            flip(&path, path.metadata().unwrap().len() * 4);
        }
        let repaired = repair(&site, from);
        assert!(repaired.is_sound() && repaired.work.left.is_empty(), "{from:?}: {repaired:?}");
        assert!(content(&site) == before, "{from:?}");
    }
}

#[test]
fn every_flipped_bit_is_mended_from_a_peer_and_only_what_is_damaged_is_asked_for() {
    let (museum, seeds) = level();
    let whole = copy(&museum, "whole");
    let (before, files, there) = (content(&museum), truth(&museum), content(&seeds));
    let (mut dice, mut asked) = (Dice(11), 0);
    for round in 0..flips() / 2 {
        reset(&museum, &whole);
        let path = &files[dice.below(files.len() as u64) as usize];
        let bit = dice.below(path.metadata().unwrap().len() * 8);
        flip(path, bit);
        let at = format!("round {round}: bit {bit} of {}", path.display());
        let repaired = repair_from(&museum, &seeds, "seeds", usize::MAX);
        assert!(repaired.is_sound() && repaired.work.left.is_empty(), "{at}: {repaired:?}");
        assert!(content(&museum) == before, "{at}: something else lies there now: {:?}", repaired.work);
        let heard = &repaired.heard[0];
        assert!(heard.entries <= 2 && heard.files <= 1 && heard.broke.is_none(), "{at}: {heard:?}");
        asked += heard.entries + heard.files;
    }
    assert!(asked > 0);
    assert!(content(&seeds) == there, "whoever is asked is left as it was");
}

#[test]
fn whole_segments_profiles_and_files_come_back_from_a_peer() {
    let (museum, seeds) = level();
    let before = content(&museum);
    let logs = fs::read_dir(museum.folder().join("logs")).unwrap().map(|log| log.unwrap().path()).collect::<Vec<_>>();
    for name in ["000001.bodies.jsonl", "000001.bodies.jsonl.zst"] {
        logs.iter().for_each(|log| drop(fs::remove_file(log.join(name))));
    }
    let headers = logs[0].join("000001.headers.jsonl");
    flip(&headers, headers.metadata().unwrap().len() * 4);
    fs::remove_file(all_files(&museum.folder().join("evidence"))[0].clone()).unwrap();
    fs::remove_file(all_files(&museum.folder().join("profiles")).into_iter().max().unwrap()).unwrap();
    let repaired = repair_from(&museum, &seeds, "seeds", usize::MAX);
    assert!(repaired.is_sound() && repaired.work.left.is_empty(), "{repaired:?}");
    assert!(content(&museum) == before && !lies_about(&museum, SECRET.as_bytes()));
}

#[test]
fn a_line_that_breaks_leaves_nothing_half_written() {
    let (museum, seeds) = level();
    let before = content(&museum);
    for path in truth(&museum) {
        flip(&path, path.metadata().unwrap().len() * 4);
    }
    let damaged = copy(&museum, "damaged");
    for bytes in [0, 40, 300, 700, 1500] {
        reset(&museum, &damaged);
        let repaired = repair_from(&museum, &seeds, "seeds", bytes);
        assert!(repaired.heard[0].broke.is_some() && !repaired.is_sound(), "{bytes}: {repaired:?}");
        let left =
            all_files(&museum.folder()).into_iter().filter(|path| path.to_string_lossy().contains(".unfinished"));
        assert_eq!(left.count(), 0, "{bytes}");
        let again = repair_from(&museum, &seeds, "seeds", usize::MAX);
        assert!(again.is_sound() && content(&museum) == before, "{bytes}: {again:?}");
    }
}

#[test]
fn what_a_peer_keeps_back_is_said_and_not_taken_for_what_was_never_here() {
    let (mut museum, mut seeds) = level();
    let whole = copy(&museum, "whole");
    museum.open();
    let hall = museum.entity("Grain Hall").unwrap();
    museum.close();
    seeds.open();
    assert_eq!(seeds.entity("Grain Hall").unwrap(), hall);
    seeds.close();
    seeds.syncing().withhold("museum", &[hall]).unwrap();
    let before = content(&museum);
    let bodies = truth(&museum).into_iter().filter(|path| path.to_string_lossy().contains(".bodies.jsonl"));
    let path = bodies.max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    fs::remove_file(&path).unwrap();
    let repaired = repair_from(&museum, &seeds, "seeds", usize::MAX);
    assert!(!repaired.is_sound() && repaired.heard[0].kept_back > 0, "{repaired:?}");
    assert!(
        repaired.work.left.iter().any(|left| left.words.contains("withheld from it, or erased there")),
        "{repaired:?}"
    );
    let repaired = repair(&museum, &whole);
    assert!(repaired.is_sound() && content(&museum) == before, "{repaired:?}");
}
