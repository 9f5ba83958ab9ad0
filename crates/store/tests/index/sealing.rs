//! Closing, sealing, crashing, and reading beside a writer.

use std::fs;
use std::path::Path;

use daftar_claim::{Subject, Value};
use daftar_store::index::{Access, Index, IndexError, SealState, check_seal};

use crate::making::{Made, claim, entity, entry};

fn said(n: u64) -> Made {
    Made::new(entry(1, n), [claim("well", "depth", Value::text(format!("{n} metres")), "list")])
}

fn about_the_well(index: &Index) -> usize {
    index.about(&Subject::Entity(entity("well"))).unwrap().len()
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn closing_seals_and_reading_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path(), Access::Read), Err(IndexError::Missing { .. })));
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.close().unwrap();
    assert_eq!(names(folder.path()), ["index.sqlite", "seal"]);
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Good);
    let mut reading = Index::open(folder.path(), Access::Read).unwrap();
    assert_eq!(about_the_well(&reading), 1);
    assert!(matches!(reading.add(entry(1, 2), &[]), Err(IndexError::ReadAccess)));
    assert_eq!(names(folder.path()), ["index.sqlite", "seal"]);
    reading.close().unwrap();
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Good);
}

#[test]
fn every_flipped_bit_breaks_the_seal() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.close().unwrap();
    for name in ["index.sqlite", "seal"] {
        let path = folder.path().join(name);
        let good = fs::read(&path).unwrap();
        for at in (0..good.len()).step_by(good.len() / 40 + 1) {
            let mut bad = good.clone();
            bad[at] ^= 1 << (at % 8);
            fs::write(&path, bad).unwrap();
            assert!(matches!(check_seal(folder.path()), Ok(SealState::Broken { .. })), "{name}, byte {at}");
        }
        fs::write(&path, &good[1..]).unwrap();
        assert!(matches!(check_seal(folder.path()), Ok(SealState::Broken { .. })));
        fs::write(&path, good).unwrap();
    }
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Good);
    fs::remove_file(folder.path().join("index.sqlite")).unwrap();
    assert!(matches!(check_seal(folder.path()), Ok(SealState::Broken { .. })));
}

#[test]
fn an_interrupted_writer_leaves_the_last_commit() {
    let (folder, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.commit().unwrap();
    said(2).add_to(&mut index);
    // What lies on the disk when the power fails now.
    for name in names(folder.path()) {
        fs::copy(folder.path().join(&name), after.path().join(&name)).unwrap();
    }
    assert_eq!(check_seal(after.path()).unwrap(), SealState::Missing);
    let mut restarted = Index::open(after.path(), Access::Write).unwrap();
    assert_eq!(restarted.watermark().unwrap().into_values().collect::<Vec<_>>(), [1]);
    said(2).add_to(&mut restarted);
    restarted.commit().unwrap();
    assert_eq!(about_the_well(&restarted), 2);
    restarted.close().unwrap();
    assert_eq!(check_seal(after.path()).unwrap(), SealState::Good);
}

#[test]
fn others_read_while_one_writes() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.close().unwrap();
    let reading = Index::open(folder.path(), Access::Read).unwrap();
    assert_eq!(about_the_well(&reading), 1);
    let mut writing = Index::open(folder.path(), Access::Write).unwrap();
    said(2).add_to(&mut writing);
    assert_eq!(about_the_well(&reading), 1);
    writing.commit().unwrap();
    assert_eq!(about_the_well(&reading), 2);
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Missing);
    drop(reading);
    writing.close().unwrap();
    assert_eq!(names(folder.path()), ["index.sqlite", "seal"]);
}

#[test]
fn closing_does_not_wait_for_others_who_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.commit().unwrap();
    let reading = Index::open(folder.path(), Access::Read).unwrap();
    assert_eq!(about_the_well(&reading), 1);
    let start = std::time::Instant::now();
    index.close().unwrap();
    assert!(start.elapsed().as_secs() < 5);
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Good);
    assert_eq!(about_the_well(&reading), 1);
    drop(reading);
    Index::open(folder.path(), Access::Write).unwrap().close().unwrap();
    assert_eq!(names(folder.path()), ["index.sqlite", "seal"]);
}

#[test]
fn a_failed_addition_undoes_what_was_not_committed() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    said(1).add_to(&mut index);
    index.commit().unwrap();
    let other = rusqlite::Connection::open(folder.path().join("index.sqlite")).unwrap();
    other.execute_batch("ALTER TABLE ids RENAME TO away").unwrap();
    let two = said(2).claims.remove(0);
    assert!(index.add(entry(1, 2), &[(0, two.1, two.2.as_ref())]).is_err());
    other.execute_batch("ALTER TABLE away RENAME TO ids").unwrap();
    assert_eq!(index.watermark().unwrap().into_values().collect::<Vec<_>>(), [1]);
    said(2).add_to(&mut index);
    index.commit().unwrap();
    assert_eq!(about_the_well(&index), 2);
    assert_eq!(index.search("metres", 5).unwrap().len(), 1);
}

#[test]
fn what_is_no_index_or_another_layout_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index.sqlite");
    fs::write(&path, "not a database, but long enough to look at it twice; not a database at all").unwrap();
    assert!(matches!(Index::open(folder.path(), Access::Write), Err(IndexError::Sqlite(_))));
    assert!(matches!(Index::open(folder.path(), Access::Read), Err(IndexError::Sqlite(_))));
    fs::remove_file(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for access in [Access::Read, Access::Write] {
        assert!(matches!(Index::open(folder.path(), access), Err(IndexError::Layout { found: 99, .. })));
    }
}
