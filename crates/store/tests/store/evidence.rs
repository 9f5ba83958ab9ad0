//! Source files on their way in and afterwards: killed writers, full disks, flipped bits, and that nobody writes into one.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use daftar_claim::{FileId, Hash, TextId as _};
use daftar_store::{Access, Proof, Proving, Store, StoreError};

use crate::disks::Failing;
use crate::town::{Dice, Town, all_files, complaints, rewrite};

/// The folder, for the child.
const CHILD: &str = "DAFTAR_STORE_TEST_KEEPER";
/// As many bytes as are written at once, and some: files of more than one piece.
const LARGE: usize = (1 << 20) + 17;

/// A photograph, by number.
fn photograph(n: u64, length: usize) -> Vec<u8> {
    let mut dice = Dice::new(n + 1);
    (0..length.div_ceil(4)).flat_map(|_| (dice.below(1 << 31) as u32).to_be_bytes()).take(length).collect()
}

/// How often: as the variable says, else so many times.
fn rounds(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What hashing all files again came to, file by file.
fn proofs(store: &Store) -> Vec<(FileId, Proof)> {
    let told = Mutex::new(Vec::new());
    let tell = |one| {
        if let Proving::File(file, proof) = one {
            told.lock().unwrap().push((file, proof));
        }
    };
    store.prove(&store.files().unwrap(), &AtomicBool::new(false), &tell);
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|(file, _)| *file);
    told
}

/// Runs only as the child of the test below: keeps files until it is killed, and says which were kept.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let mut store = Store::open(Path::new(&dir), Access::Write, None).unwrap();
    let first = store.files().unwrap().len() as u64;
    for n in first..first + 10_000 {
        let length = if n % 3 == 0 { LARGE } else { 5_000 };
        let file = store.put_file(&photograph(n, length)[..]).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "kept {file}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn files_that_were_kept_survive_the_killing_of_the_keeper_and_nothing_half_stays() {
    let (town, store) = Town::found();
    drop(store);
    let (mut dice, mut kept, mut left_something) = (Dice::new(5), BTreeSet::new(), 0);
    for round in 0..rounds("DAFTAR_KILLS", 25) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "evidence::child", "--nocapture"])
            .env(CHILD, &town.dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let told = out.lines().map_while(Result::ok).filter_map(|line| Some(line.split_once("kept ")?.1.to_owned()));
        let mut told = told.filter_map(|name| FileId::parse(&name).ok());
        kept.extend(told.by_ref().take(1 + dice.below(6)));
        std::thread::sleep(Duration::from_micros(dice.below(9_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        kept.extend(told);
        left_something += usize::from(town.path("evidence/incoming-0.unfinished").exists());
        let store = town.open(Access::Write);
        assert!(!town.path("evidence/incoming-0.unfinished").exists(), "round {round}");
        let here: BTreeSet<FileId> = store.files().unwrap().into_iter().collect();
        assert!(here.is_superset(&kept), "round {round}: {} of {} are here", here.len(), kept.len());
        assert!(proofs(&store).iter().all(|(_, proof)| *proof == Proof::Whole), "round {round}");
        drop(store);
        assert_eq!(complaints(&town.dir, town.device.head), [] as [String; 0], "round {round}");
    }
    println!("{} files were kept; {left_something} kills fell while one came in", kept.len());
}

#[test]
fn a_disk_that_fills_up_while_a_file_comes_in_is_named_and_keeps_nothing_half() {
    let (town, store) = Town::found();
    drop(store);
    let photograph = photograph(1, LARGE);
    for room in (0..LARGE as i64).step_by(60_000) {
        let disk = Arc::new(Failing::after_bytes(room));
        let mut store = Store::open_on(disk.clone(), &town.dir, Access::Write, None).unwrap();
        let error = store.put_file(&photograph[..]).unwrap_err();
        assert!(matches!(error, StoreError::DiskFull { .. }), "{room}: {error}");
        assert_eq!(all_files(&town.path("evidence")), [] as [std::path::PathBuf; 0], "{room}");
        disk.refill();
        let file = store.put_file(&photograph[..]).unwrap();
        assert_eq!(proofs(&store), [(file, Proof::Whole)], "with room again it is kept");
        store.erase(&[], &[file]).unwrap();
        store.set_erased(Default::default(), Default::default());
        drop(store);
        assert_eq!(complaints(&town.dir, town.device.head), [] as [String; 0], "{room}");
    }
}

#[test]
fn every_flipped_bit_in_a_source_file_is_named() {
    let (town, mut store) = Town::found();
    let files: Vec<FileId> =
        (0..5).map(|n| store.put_file(&photograph(n, 3_000 * n as usize + 1)[..]).unwrap()).collect();
    let mut dice = Dice::new(21);
    for round in 0..rounds("DAFTAR_FLIPS", 300) {
        let file = files[round % files.len()];
        let name = format!("evidence/{}/{}", &file.0.to_string()[..2], file.0);
        let sound = std::fs::read(town.path(&name)).unwrap();
        let mut changed = sound.clone();
        changed[dice.below(sound.len())] ^= 1 << dice.below(8);
        rewrite(&town.path(&name), &changed);
        for (one, proof) in proofs(&store) {
            let wanted = if one == file { Proof::Changed(Hash::of(&changed)) } else { Proof::Whole };
            assert_eq!(proof, wanted, "round {round}");
        }
        let complaints = town.complaints();
        assert!(complaints.len() == 1 && complaints[0].contains(&name), "{complaints:?}");
        rewrite(&town.path(&name), &sound);
    }
    std::fs::remove_file(town.path(&format!("evidence/{}/{}", &files[0].0.to_string()[..2], files[0].0))).unwrap();
    let told = Mutex::new(Vec::new());
    store.prove(&files[..1], &AtomicBool::new(false), &|one| told.lock().unwrap().push(one));
    assert_eq!(*told.lock().unwrap(), [Proving::File(files[0], Proof::Missing)]);
}

#[test]
fn proving_stops_when_it_is_told_to_and_what_was_told_holds() {
    let (_town, mut store) = Town::found();
    for n in 0..6 {
        store.put_file(&photograph(n, LARGE)[..]).unwrap();
    }
    let (stop, told) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    store.prove(&store.files().unwrap(), &stop, &|one| {
        if let Proving::File(_, proof) = one {
            told.lock().unwrap().push(proof);
            stop.store(true, Ordering::Relaxed);
        }
    });
    let told = told.into_inner().unwrap();
    assert!((1..6).contains(&told.len()) && told.iter().all(|proof| *proof == Proof::Whole), "{told:?}");
}

#[test]
fn an_original_is_read_only_and_can_still_be_replaced_and_erased() {
    let (town, mut store) = Town::found();
    let file = store.put_file(&b"a letter"[..]).unwrap();
    let path = town.path(&format!("evidence/{}/{}", &file.0.to_string()[..2], file.0));
    assert!(path.metadata().unwrap().permissions().readonly());
    rewrite(&path, b"a lettre");
    assert_eq!(store.put_file(&b"a letter"[..]).unwrap(), file, "damage is mended by keeping it again");
    let mut text = String::new();
    store.file(&file).unwrap().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "a letter");
    store.erase(&[], &[file]).unwrap();
    assert!(!path.exists());
}
