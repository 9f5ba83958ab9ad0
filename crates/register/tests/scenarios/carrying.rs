//! Bundles in parts, for a peer, encrypted: carried in any order, each reaches who it is for, and nobody else.

use std::fs;
use std::path::PathBuf;

use daftar_register::claim::{EntityId, Ground, Value};
use daftar_register::copy::bundle::BundleError;
use daftar_register::{Bundling, Identities, Register, RegisterError, TakenFile};

use crate::site::{Site, all_files, today};

/// The most bytes of a part.
pub(crate) const PART: u64 = 220_000;

/// Bytes that look drawn, the same in every run.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493);
    let step = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..length).map(step).collect()
}

/// Keeps a source file of so many bytes.
pub(crate) fn keep(site: &mut Site, length: usize, seed: u64) {
    let path = site.folder().with_file_name("source.bin");
    fs::write(&path, noise(length, seed)).unwrap();
    site.keep_file(&path, false).unwrap();
}

/// A register with two logs, many entries, and source files, two of them larger than a part.
pub(crate) fn town() -> (Site, EntityId) {
    let mut site = Site::first();
    let mill = site.building("Grain Hall");
    let mut other = site.second(Some("Badr"));
    for n in 0..40 {
        site.say(&site.claim(mill, "note", Value::text(format!("jar {n} stands on shelf {}", n % 7))));
    }
    for n in 0..12 {
        other.say(&other.claim(mill, "note", Value::text(format!("door {n} is blue"))));
    }
    site.take(&other.bundle());
    for (length, seed) in [(900, 1), (7_000, 2), (30_000, 3), (750_000, 4), (450_000, 5)] {
        keep(&mut site, length, seed);
    }
    (site, mill)
}

pub(crate) fn in_parts() -> Bundling {
    Bundling { part: Some(PART), ..Bundling::default() }
}

/// Takes files one after the other, each by itself.
pub(crate) fn take_one_by_one(site: &mut Site, files: &[PathBuf]) -> Vec<TakenFile> {
    files.iter().flat_map(|file| take(site, std::slice::from_ref(file))).collect()
}

pub(crate) fn take(site: &mut Site, files: &[PathBuf]) -> Vec<TakenFile> {
    site.take_bundles(files, &Identities::default(), &|_, _| {}).unwrap()
}

/// The source files that are here.
pub(crate) fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = all_files(&site.folder().join("evidence"))
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

pub(crate) fn start(parts: &[PathBuf], identities: &Identities) -> Result<(Site, Vec<TakenFile>), RegisterError> {
    let site = Site::empty();
    let named = ("en", Some("Reem"));
    let started =
        Register::start_from_bundles((parts, identities), &site.folder(), &site.home(), named, today, &|_, _| {});
    started.map(|(register, taken)| (site.around(register), taken))
}

#[test]
fn parts_hold_what_one_file_holds_and_none_is_larger_than_asked() {
    let (mut site, _) = town();
    let parts = site.bundled(&in_parts());
    assert!(parts.len() > 6, "{parts:?}");
    for part in &parts {
        let length = part.metadata().unwrap().len();
        assert!(length <= PART, "{} has {length} bytes", part.display());
        assert!(part.to_string_lossy().contains(&format!("-of-{:03}.tar", parts.len())));
    }
    let (mut new, taken) = start(&parts, &Identities::default()).unwrap();
    assert!(taken.iter().all(|one| one.taken.whole), "{taken:?}");
    assert_eq!(taken.last().unwrap().part.as_ref().unwrap().missing, [0; 0]);
    assert_eq!(files(&new), files(&site));
    assert!(new.faults().0);
    site.take(&new.bundle());
    new.take(&site.bundle());
    assert_eq!(new.answers(), site.answers());
}

#[test]
fn entries_come_first_and_the_last_parts_are_pieces_of_the_largest_file() {
    let (site, _) = town();
    let parts = site.bundled(&in_parts());
    let names = |path: &PathBuf| {
        let mut archive = tar::Archive::new(fs::File::open(path).unwrap());
        let entries = archive.entries().unwrap();
        entries.map(|one| one.unwrap().path().unwrap().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let all: Vec<Vec<String>> = parts.iter().map(names).collect();
    assert!(all.iter().all(|names| names[0] == "bundle.json"));
    let first = |kind: &str| all.iter().position(|names| names.iter().any(|name| name.starts_with(kind))).unwrap();
    let last = |kind: &str| all.iter().rposition(|names| names.iter().any(|name| name.starts_with(kind))).unwrap();
    assert!(first("logs/") <= first("evidence/") && last("logs/") <= first("evidence/"), "{all:?}");
    assert!(last("evidence/") <= first("pieces/"), "{all:?}");
    assert!(all.last().unwrap().iter().all(|name| name == "bundle.json" || name.starts_with("pieces/")));
}

#[test]
fn shuffled_doubled_and_dropped_parts_say_what_they_wait_for_and_come_level_in_the_end() {
    let (site, _) = town();
    let parts = site.bundled(&in_parts());
    let (mut new, started) = start(&parts[..1], &Identities::default()).unwrap();
    let missing = &started[0].part.as_ref().unwrap().missing;
    assert_eq!(missing.len(), parts.len() - 1, "{missing:?}");
    let last = take(&mut new, &parts[parts.len() - 1..]);
    assert!(!last[0].taken.waiting_files.is_empty() && !last[0].taken.whole, "{last:?}");
    assert_eq!(new.faults(), (true, vec![]));
    for seed in 1..4 {
        let mut order: Vec<PathBuf> = parts.iter().chain(&parts).cloned().collect();
        let dice = noise(order.len(), seed);
        let mut keyed: Vec<(u8, PathBuf)> = dice.into_iter().zip(order.drain(..)).collect();
        keyed.sort();
        let order: Vec<PathBuf> = keyed.into_iter().map(|(_, part)| part).skip(5).collect();
        for one in take_one_by_one(&mut new, &order) {
            assert_eq!(one.taken.refused, [], "{}", one.file.display());
        }
    }
    let reversed: Vec<PathBuf> = parts.iter().rev().cloned().collect();
    let taken = take(&mut new, &reversed);
    assert!(taken.iter().all(|one| one.taken.whole), "named together, they are taken in their order: {taken:?}");
    assert_eq!(taken.last().unwrap().part.as_ref().unwrap().missing, [0; 0]);
    assert_eq!(files(&new), files(&site));
    assert_eq!(pieces(&new), 0, "nothing waits any more");
}

/// How many beginnings of source files wait.
pub(crate) fn pieces(site: &Site) -> usize {
    let waiting = fs::read_dir(site.folder().join("incoming/sync"));
    let is_file = |one: &fs::DirEntry| one.path().extension().is_none();
    waiting.into_iter().flatten().flatten().filter(is_file).count()
}

#[test]
fn a_damaged_part_is_named_and_does_not_spoil_the_others() {
    let (site, _) = town();
    let parts = site.bundled(&in_parts());
    let (mut new, _) = start(&parts[..1], &Identities::default()).unwrap();
    let at = parts.len() - 2;
    let whole = fs::read(&parts[at]).unwrap();
    let mut damaged = whole.clone();
    damaged[20_000] ^= 1;
    fs::write(&parts[at], damaged).unwrap();
    let taken = take(&mut new, &parts);
    assert!(taken[at].taken.refused[0].why.contains("changed on its way"), "{:?}", taken[at].taken);
    assert_eq!(taken[at].part.as_ref().unwrap().missing.first(), Some(&(at as u32 + 1)));
    fs::write(&parts[at], &whole[..whole.len() / 2]).unwrap();
    let half = take(&mut new, &parts[at..=at]);
    assert!(half[0].taken.broken_off.is_some() && !half[0].taken.whole, "{half:?}");
    fs::write(&parts[at], "nothing").unwrap();
    let others = take(&mut new, &parts[at..]);
    assert!(others[0].taken.refused[0].why.contains("no bundle") && others.len() == 2, "{others:?}");
    assert!(new.take_bundle(&parts[at]).unwrap_err().to_string().contains("nothing was taken"));
    fs::write(&parts[at], whole).unwrap();
    assert!(take(&mut new, &parts[at..]).iter().all(|one| one.taken.whole));
    assert_eq!(files(&new), files(&site));
}

#[test]
fn parts_that_are_too_small_say_how_large_they_must_be() {
    let (site, _) = town();
    let path = site.folder().with_file_name("small.tar");
    let small = Bundling { part: Some(3000), ..Bundling::default() };
    let refused = site.make_bundle(&path, &small, &|_, _| {}).unwrap_err();
    assert!(matches!(refused, RegisterError::Bundle(BundleError::TooSmall { .. })), "{refused}");
    let left = fs::read_dir(path.parent().unwrap()).unwrap().flatten();
    assert!(left.into_iter().all(|one| !one.file_name().to_string_lossy().starts_with("small")));
}

#[test]
fn for_a_device_goes_only_what_its_own_entries_do_not_say_that_it_has() {
    let (mut site, mill) = town();
    let mut other = site.second(Some("House of Seeds"));
    let key = other.key().unwrap();
    site.take(&other.bundle());
    for n in 0..3 {
        site.say(&site.claim(mill, "note", Value::text(format!("window {n}"))));
    }
    let to = site.addressee(&key.to_string()).unwrap();
    let path = site.folder().with_file_name("for.tar");
    let bundling = Bundling { to: Some(to), ..Bundling::default() };
    let made = site.make_bundle(&path, &bundling, &|_, _| {}).unwrap().made;
    assert!((3..=6).contains(&made.entries), "{made:?}");
    assert_eq!(made.files, 5, "nothing says that the files are there");
    let few = site.make_bundle(&path, &Bundling { new_files: true, ..bundling }, &|_, _| {}).unwrap().made;
    assert_eq!(few.files, 0, "that they were kept was said before: who has that is taken to have them");
    other.take(&path);
    other.take(&site.bundle());
    site.take(&other.bundle());
    assert_eq!(site.answers(), other.answers());
    // To somebody who has less, it says so.
    let (first, _) = town();
    let mut stranger = Site::from_bundle(&first.bundle(), None);
    let taken = stranger.take_bundle(&path).unwrap();
    assert!(taken.waiting.iter().all(|gap| gap.presumed) && taken.new_entries == 0, "{taken:?}");
    let unknown = site.addressee("mill").unwrap_err().to_string();
    assert!(unknown.contains("no peers are known yet"), "{unknown}");
}

#[test]
fn erasures_travel_with_the_headers_of_parts() {
    let (mut site, mill) = town();
    let secret = site.say(&site.claim(mill, "note", Value::text("PLANTED behind the well")));
    let before: Vec<PathBuf> = site.bundled(&in_parts());
    let parts: Vec<PathBuf> = before.iter().map(|part| part.with_extension("before.tar")).collect();
    before.iter().zip(&parts).for_each(|(from, to)| fs::rename(from, to).unwrap());
    let (mut new, _) = start(&parts, &Identities::default()).unwrap();
    assert!(new.statement(secret).is_ok());
    site.erase(&[secret], &[], Ground::Mistake).unwrap();
    let after = site.bundled(&in_parts());
    take(&mut new, &after);
    new.knows_nothing_of(&["PLANTED"]);
    let again = take(&mut new, &parts);
    assert!(again.iter().map(|one| one.taken.erased).sum::<usize>() > 0);
    new.knows_nothing_of(&["PLANTED"]);
}

#[test]
fn an_encrypted_bundle_opens_for_whom_it_is_and_for_nobody_else() {
    let (mut site, _) = town();
    let mut other = site.second(Some("House of Seeds"));
    let recipients = vec![other.own_recipient().unwrap()];
    let parts = site.bundled(&Bundling { recipients, ..in_parts() });
    for part in &parts {
        let bytes = fs::read(part).unwrap();
        assert!(part.to_string_lossy().ends_with(".tar.age") && bytes.len() as u64 <= PART, "{}", bytes.len());
        assert!(!bytes.windows(11).any(|window| window == b"bundle.json"));
    }
    assert!(take(&mut other, &parts).iter().all(|one| one.taken.whole));
    assert_eq!(files(&other), files(&site));
    let mut third = site.second(Some("Badr"));
    let closed = third.take_bundle(&parts[0]).unwrap_err().to_string();
    assert!(
        closed.contains("no key at hand opens it") && closed.contains("age1") && !closed.contains('\n'),
        "{closed}"
    );
    let wrong = Bundling { recipients: vec!["age1wrong".into()], ..Bundling::default() };
    let refused = site.make_bundle(&site.folder().with_file_name("x.tar"), &wrong, &|_, _| {});
    assert!(refused.unwrap_err().to_string().contains("no recipient of age"));
}

#[test]
fn a_part_stands_for_all_that_lie_beside_it_when_a_copy_is_tried() {
    let (site, _) = town();
    let parts = site.bundled(&in_parts());
    let scratch = daftar_register::Scratch::within(site.folder().parent().unwrap(), &site.folder()).unwrap();
    let tell = daftar_register::sealed::Tell::nobody();
    let tried = |part: &PathBuf| site.rehearse(&daftar_register::Origin::Bundle(part.clone()), &scratch, &tell);
    let whole = tried(&parts[2]).unwrap();
    assert_eq!(whole.outcome, daftar_register::Outcome::BroughtBack, "{whole:?}");
    drop(fs::remove_dir_all(scratch.register()));
    fs::remove_file(parts.last().unwrap()).unwrap();
    let less = tried(&parts[2]).unwrap();
    assert_eq!(less.outcome, daftar_register::Outcome::Damaged);
    assert!(less.damaged[0].1.contains(&format!("part {} of", parts.len())), "{:?}", less.damaged);
}
