//! Opening: who may, and what it leaves untouched.

use daftar_claim::{Hash, Head};
use daftar_store::{Access, Store, StoreError};

use crate::town::{Town, all_files, bodies, present};

fn snapshot(town: &Town) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    all_files(&town.dir).into_iter().map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let (mut town, mut store) = Town::found();
    let error = Store::open(&town.dir, Access::Write, None).err().unwrap();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert!(!error.to_string().contains('\n'));
    let reader = town.open(Access::Read);
    store.append(&town.device.next(bodies(3..5))).unwrap();
    assert_eq!(present(&reader, reader.heads()[0].entry), bodies(0..3));
    drop(store);
    assert!(Store::open(&town.dir, Access::Write, town.device.head).is_ok());
}

#[test]
fn a_newer_format_changes_nothing() {
    let (town, store) = Town::found();
    drop(store);
    let line = std::fs::read_to_string(town.path("register.json")).unwrap();
    let plain: serde_json::Value = serde_json::from_str(&line).unwrap();
    let body = format!(r#"{{"format":"daftar/2","lang":"ar","register":{}}}"#, plain["register"]);
    let newer = body.replacen('{', &format!(r#"{{"check":"{}","#, Hash::of(body.as_bytes())), 1) + "\n";
    std::fs::write(town.path("register.json"), newer).unwrap();
    let before = snapshot(&town);
    for access in [Access::Read, Access::Write] {
        let error = Store::open(&town.dir, access, None).err().unwrap();
        assert!(matches!(&error, StoreError::Newer { found, .. } if found == "daftar/2"), "{error}");
    }
    assert_eq!(snapshot(&town), before);
}

#[test]
fn opening_for_reading_writes_nothing() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..9))).unwrap();
    drop(store);
    std::fs::remove_dir_all(town.path("index")).unwrap();
    let headers = town.log_file("000001.headers.jsonl");
    let torn = [std::fs::read(&headers).unwrap(), b"{\"acts\"".to_vec()].concat();
    std::fs::write(&headers, torn).unwrap();
    let before = snapshot(&town);
    let mut store = town.open(Access::Read);
    assert_eq!(store.headers().count(), 2);
    assert_eq!(store.index().about(&daftar_claim::Subject::Entity(crate::town::entity(4))).unwrap().len(), 1);
    assert!(matches!(store.append(&town.device.draft(vec![])), Err(StoreError::ReadAccess)));
    assert!(matches!(store.put_file(&b"x"[..]), Err(StoreError::ReadAccess)));
    assert!(matches!(store.erase(&[], &[]), Err(StoreError::ReadAccess)));
    drop(store);
    assert_eq!(snapshot(&town), before);
    assert!(!town.path("index").exists());
}

#[test]
fn what_is_no_register_is_named() {
    let temporary = tempfile::tempdir().unwrap();
    for dir in [temporary.path().to_owned(), temporary.path().join("nowhere")] {
        let error = Store::open(&dir, Access::Write, None).err().unwrap();
        assert!(matches!(error, StoreError::NotARegister { .. }), "{error}");
        assert!(daftar_store::verify(&dir, None, &|_, _| {}).is_err());
    }
    assert_eq!(all_files(temporary.path()), [] as [std::path::PathBuf; 0]);
    std::fs::write(temporary.path().join("letter.txt"), "mine").unwrap();
    let (town, _store) = Town::found();
    let error = Store::create(temporary.path(), "ar", &town.device.draft(vec![]), &[]).err().unwrap();
    assert!(matches!(error, StoreError::Refused { .. }), "only a first entry founds: {error}");
    let founding = crate::town::Device::new(2).draft(vec![]);
    let error = Store::create(temporary.path(), "ar", &founding, &[]).err().unwrap();
    assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
    assert_eq!(all_files(temporary.path()).len(), 1);
}

#[test]
fn a_lost_entry_is_told_from_a_torn_tail() {
    let (mut town, mut store) = Town::found();
    let before = std::fs::read(town.log_file("000001.headers.jsonl")).unwrap();
    let lost = town.device.next(bodies(3..5));
    store.append(&lost).unwrap();
    drop(store);
    std::fs::write(town.log_file("000001.headers.jsonl"), &before).unwrap();
    let mut store = town.open(Access::Write);
    assert_eq!(store.headers().count(), 1);
    let fault = store.log_fault(town.device.log()).unwrap();
    assert!(fault.contains("entry 2 had been acknowledged"), "{fault}");
    let mut same = crate::town::Device::new(1);
    same.resume(&store);
    assert!(matches!(store.append(&same.draft(bodies(8..9))), Err(StoreError::LogClosed { .. })));
    assert!(town.complaints().iter().any(|finding| finding.contains("entry-lost")), "{:?}", town.complaints());
    // A peer that still has it gives it back.
    assert!(daftar_claim::Ledger::take(&mut store, crate::town::offer(&lost)).unwrap());
    assert_eq!(store.log_fault(town.device.log()), None);
    store.append(&town.device.next(bodies(8..9))).unwrap();
    drop(store);
    assert!(town.complaints().is_empty(), "{:?}", town.complaints());
}

#[test]
fn a_log_that_is_gone_takes_nothing() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..5))).unwrap();
    drop(store);
    std::fs::remove_dir_all(town.log_file("")).unwrap();
    let store = town.open(Access::Write);
    assert!(store.log_fault(town.device.log()).is_some());
    assert!(town.complaints().iter().any(|finding| finding.contains("entry-lost")));
    let other = Head { hash: Hash::of(b"other"), ..town.device.head.unwrap() };
    drop(store);
    assert!(Store::open(&town.dir, Access::Read, Some(other)).unwrap().log_fault(town.device.log()).is_some());
}

#[test]
fn what_is_read_again_is_what_lies_there_now() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..5))).unwrap();
    drop(store);
    let mut reader = town.open(Access::Read);
    let mut writer = town.open(Access::Write);
    writer.append(&town.device.next(bodies(5..9))).unwrap();
    drop(writer);
    let same = |reader: &Store| {
        let fresh = town.open(Access::Read);
        assert_eq!(reader.heads(), fresh.heads());
        assert_eq!(reader.headers().collect::<Vec<_>>(), fresh.headers().collect::<Vec<_>>());
    };
    assert!(reader.renew(None).unwrap());
    assert_eq!(reader.headers().count(), 3);
    same(&reader);
    // One letter of a header that was read before is another one now: it is not taken for what it was.
    let path = town.log_file("000001.headers.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let last = text.rfind("\"number\":\"3\"").or_else(|| text.rfind("\"number\":3")).unwrap();
    let mut damaged = text.into_bytes();
    damaged[last + 1] = b'x';
    std::fs::write(&path, damaged).unwrap();
    reader.renew(None).unwrap();
    let logs = town.open(Access::Read).headers().count();
    assert_eq!((reader.headers().count(), logs), (2, 2));
}

#[test]
fn closed_segments_are_read_again_only_where_something_wrote_to_them() {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(1);
    for n in 0..4 {
        store.append(&town.device.next(bodies(n * 3..n * 3 + 3))).unwrap();
    }
    drop(store);
    let mut reader = town.open(Access::Read);
    let mut writer = town.open(Access::Write);
    writer.append(&town.device.next(bodies(20..23))).unwrap();
    drop(writer);
    assert!(reader.renew(None).unwrap());
    let fresh = town.open(Access::Read);
    assert_eq!(reader.headers().collect::<Vec<_>>(), fresh.headers().collect::<Vec<_>>());
    let last = fresh.headers().count() as u64;
    let entry = |number| daftar_claim::EntryId { log: town.device.log(), number };
    (1..=last).for_each(|n| assert_eq!(reader.bodies(entry(n)).unwrap(), fresh.bodies(entry(n)).unwrap()));
    // A letter of the second of them is another one now, at the same length.
    let path = town.log_file("000002.headers.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\"number\"", "\"nomber\"", 1)).unwrap();
    reader.renew(None).unwrap();
    let left = town.open(Access::Read).headers().count();
    assert!(left < last as usize, "the chain ends before what is damaged");
    assert_eq!(reader.headers().count(), left);
}
