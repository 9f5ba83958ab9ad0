//! What is appended is there, now and after opening again.

use daftar_claim::{Body, BodyState, Ledger, TextId};
use daftar_store::{Access, Store, StoreError};

use crate::town::{Device, Town, WELL, bodies, body, offer, present, sealed};

#[test]
fn what_was_appended_is_read_again() {
    let (mut town, mut store) = Town::found();
    let register = store.register();
    let entry = town.device.next([bodies(3..8), vec![sealed(9)]].concat());
    let head = store.append(&entry).unwrap();
    assert_eq!(head, entry.header.head());
    store.close().unwrap();
    for access in [Access::Read, Access::Write] {
        let store = town.open(access);
        assert_eq!((store.register(), store.lang()), (register, "ar"));
        assert_eq!(store.headers().count(), 2);
        assert_eq!(store.headers_of(town.device.log()).last(), Some(&entry.header));
        assert_eq!(present(&store, head.entry), entry.bodies);
        assert_eq!(store.heads(), [head]);
        assert_eq!(store.entry(head.entry).unwrap(), Some(offer(&entry)));
        assert_eq!(store.index().ids(head.entry).unwrap().len(), 6);
    }
    assert!(town.complaints().is_empty(), "{:?}", town.complaints());
}

#[test]
fn many_entries_fill_segments_and_all_are_read() {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(20_000);
    let entries: Vec<_> = (0..40).map(|n| town.device.next(bodies(n * 10..n * 10 + n % 12))).collect();
    let last = store.append_batch(entries.iter().cloned()).unwrap();
    assert_eq!(last, town.device.head);
    store.close().unwrap();
    let closed = std::fs::read_dir(town.log_file("")).unwrap();
    let closed = closed.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|e| e == "zst")).count();
    assert!(closed >= 3, "{closed}");
    for access in [Access::Write, Access::Read] {
        let store = town.open(access);
        for entry in &entries {
            assert_eq!(present(&store, entry.header.header.entry), entry.bodies);
        }
    }
    assert!(town.complaints().is_empty(), "{:?}", town.complaints());
    let report = daftar_store::verify(&town.dir, town.device.head, &|_, _| {}).unwrap();
    assert_eq!((report.counted.entries, report.counted.signatures), (41, 41));
    assert_eq!(report.counted.bodies, 3 + entries.iter().map(|entry| entry.bodies.len() as u64).sum::<u64>());
}

#[test]
fn a_composed_entry_is_kept_as_one_that_was_read() {
    let (mut town, mut store) = Town::found();
    let entry = town.device.next(bodies(3..6));
    let mut composed = daftar_claim::Bodies::default();
    entry.bodies.iter().for_each(|body| composed.push(Body::parse(body).unwrap()));
    let mut once = Some(composed.sign(entry.header.header.clone(), &town.device.key).unwrap());
    let head = store.append_composed(|_| Ok::<_, StoreError>(once.take())).unwrap();
    assert_eq!(head, town.device.head);
    let kept = store.bodies(entry.header.header.entry).unwrap();
    assert_eq!(kept, entry.bodies.into_iter().map(BodyState::Present).collect::<Vec<_>>());
    assert_eq!(store.index().ids(entry.header.header.entry).unwrap().len(), 3);
}

#[test]
fn a_store_can_be_handed_to_another_thread() {
    fn can_be_sent<T: Send>() {}
    can_be_sent::<Store>();
}

#[test]
fn an_open_segment_is_gone_on_with() {
    let (mut town, store) = Town::found();
    drop(store);
    for n in 1..20 {
        let mut store = town.open(Access::Write);
        store.append(&town.device.next(bodies(n * 5..n * 5 + 5))).unwrap();
    }
    assert!(!town.log_file("000002.headers.jsonl").exists());
    let store = town.open(Access::Read);
    assert_eq!(store.headers().map(|header| store.bodies(header.header.entry).unwrap().len()).sum::<usize>(), 98);
    assert!(town.complaints().is_empty(), "{:?}", town.complaints());
}

#[test]
fn what_does_not_continue_the_log_is_refused() {
    let (mut town, mut store) = Town::found();
    let refused = |store: &mut Store, entry: &daftar_claim::Entry, why: &str| {
        let error = store.append(entry).unwrap_err();
        assert!(matches!(error, StoreError::Refused { .. }) && error.to_string().contains(why), "{error}");
    };
    let next = town.device.draft(bodies(3..5));
    let mut wrong = next.clone();
    wrong.bodies[0] = body(99);
    refused(&mut store, &wrong, "root");
    wrong = next.clone();
    wrong.header.signature[3] ^= 1;
    refused(&mut store, &wrong, "signature");
    wrong = next.clone();
    wrong.header.header.bodies = 5;
    refused(&mut store, &wrong, "something else");
    refused(&mut store, &town.device.draft(vec![b"{\"a\":1}".to_vec()]), "body 0");
    store.append(&next).unwrap();
    refused(&mut store, &next, "ends at entry 2");
    town.device.head = Some(next.header.head());
    let mut other = Device::new(1);
    other.register = Some(daftar_claim::RegisterId(town.device.log().hash()));
    other.head = town.device.head;
    refused(&mut store, &other.draft(vec![]), "another register");
    assert_eq!(store.heads(), [next.header.head()]);
    let batch = [town.device.next(bodies(5..7)), next.clone(), town.device.draft(bodies(7..9))];
    assert!(store.append_batch(batch.iter().cloned()).is_err());
    assert_eq!(store.heads(), [batch[0].header.head()], "what came before the refused one is kept");
    assert_eq!(present(&store, batch[0].header.header.entry), batch[0].bodies);
}

#[test]
fn files_and_profiles_are_kept() {
    let (_town, mut store) = Town::found();
    let id = store.put_file(&b"a letter of the museum committee"[..]).unwrap();
    assert!(store.has_file(&id));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut store.file(&id).unwrap().unwrap(), &mut text).unwrap();
    assert_eq!(text, "a letter of the museum committee");
    assert_eq!(store.files().unwrap(), [id]);
    let other = WELL.replace("well", "mill");
    let set = store.put_profiles(&[&other, WELL]).unwrap();
    assert_eq!(store.profiles(&set).unwrap().unwrap().len(), 2);
    assert_eq!(store.profile_sets().unwrap().len(), 2);
    let first = store.headers().next().unwrap().header.profiles;
    assert_eq!(store.profiles(&first).unwrap().unwrap(), [WELL]);
    let wrong = daftar_claim::FileId(id.0.hash_of_hash());
    assert!(Ledger::put_file(&mut store, wrong, &mut &b"changed"[..]).is_err());
    assert!(!Ledger::put_file(&mut store, id, &mut &b"a letter of the museum committee"[..]).unwrap());
    assert_eq!(store.files().unwrap(), [id], "nothing of the refused file stays");
}

/// A hash of something else.
trait Other {
    fn hash_of_hash(&self) -> Self;
}

impl Other for daftar_claim::Hash {
    fn hash_of_hash(&self) -> Self {
        daftar_claim::Hash::of(&self.0)
    }
}
