//! Disks that refuse: full, read-only, failing.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use daftar_store::disk::{Disk, RealDisk};
use daftar_store::{Access, Store, StoreError};

use crate::town::{Device, Town, bodies, complaints, present};

/// Fails every operation of a kind once so many bytes or operations went through.
pub(crate) struct Failing {
    kind: io::ErrorKind,
    bytes: AtomicI64,
    syncs: AtomicI64,
}

impl Failing {
    pub(crate) fn after_bytes(bytes: i64) -> Failing {
        Failing { kind: io::ErrorKind::StorageFull, bytes: bytes.into(), syncs: i64::MAX.into() }
    }

    fn after_syncs(syncs: i64) -> Failing {
        Failing { kind: io::ErrorKind::Other, bytes: i64::MAX.into(), syncs: syncs.into() }
    }

    /// Gives all the room there is.
    pub(crate) fn refill(&self) {
        self.bytes.store(i64::MAX, Ordering::SeqCst);
    }

    fn error(&self) -> io::Error {
        self.kind.into()
    }

    fn count_sync(&self) -> io::Result<()> {
        if self.syncs.fetch_sub(1, Ordering::SeqCst) <= 0 { Err(self.error()) } else { Ok(()) }
    }
}

impl Disk for Failing {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }
    fn write_at(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        let room = self.bytes.fetch_sub(bytes.len() as i64, Ordering::SeqCst);
        if room >= bytes.len() as i64 {
            return RealDisk.write_at(path, at, bytes);
        }
        // A full disk takes a part.
        RealDisk.write_at(path, at, &bytes[..room.max(0) as usize])?;
        Err(self.error())
    }
    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        RealDisk.truncate(path, length)
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.count_sync()?;
        RealDisk.sync(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.count_sync()?;
        RealDisk.sync_dir(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
}

/// Appends until the disk fails; then gives room again, and goes on with the same store where it can.
fn fill(disk: Arc<Failing>, what: &str) {
    let (mut town, store) = Town::found();
    drop(store);
    let mut store = Store::open_on(disk.clone(), &town.dir, Access::Write, town.device.head).unwrap();
    store.set_segment_size(2500);
    let error = loop {
        let entry = town.device.draft(bodies(10..14));
        match store.append(&entry) {
            Ok(head) => town.device.head = Some(head),
            Err(error) => break error,
        }
    };
    assert_eq!(store.head(town.device.log()), town.device.head, "{what}: nothing of the failed entry counts");
    disk.bytes.store(i64::MAX, Ordering::SeqCst);
    disk.syncs.store(i64::MAX, Ordering::SeqCst);
    let entry = town.device.draft(bodies(10..14));
    match (error, store.append(&entry)) {
        (StoreError::DiskFull { .. }, Ok(head)) => town.device.head = Some(head),
        (StoreError::Io { .. }, Err(StoreError::Interrupted(_))) => {}
        // Closing a full segment failed, which leaves nothing in doubt.
        (StoreError::Io { .. }, Ok(head)) => town.device.head = Some(head),
        (error, then) => panic!("{what}: {error}, then {then:?}"),
    }
    drop(store);
    let mut store = Store::open(&town.dir, Access::Write, town.device.head).unwrap();
    assert_eq!(store.log_fault(town.device.log()), None, "{what}");
    for number in 2..=town.device.head.unwrap().entry.number {
        let id = daftar_claim::EntryId { log: town.device.log(), number };
        assert_eq!(present(&store, id), bodies(10..14), "{what}");
    }
    let mut device = Device::new(1);
    device.resume(&store);
    store.append(&device.next(bodies(50..52))).unwrap();
    drop(store);
    assert_eq!(complaints(&town.dir, device.head), [] as [String; 0], "{what}");
}

#[test]
fn a_full_disk_loses_nothing_and_goes_on_once_there_is_room() {
    for bytes in (0..9000).step_by(97) {
        fill(Arc::new(Failing::after_bytes(bytes)), &format!("{bytes} bytes of room"));
    }
}

#[test]
fn after_a_failed_sync_nothing_is_taken_until_opened_again() {
    for syncs in 0..25 {
        fill(Arc::new(Failing::after_syncs(syncs)), &format!("{syncs} syncs"));
    }
}

#[test]
fn a_batch_on_a_full_disk_is_in_the_index_as_far_as_it_is_in_the_log() {
    for bytes in (0..12_000).step_by(331) {
        let (town, store) = Town::found();
        drop(store);
        let disk = Arc::new(Failing::after_bytes(bytes));
        let mut store = Store::open_on(disk.clone(), &town.dir, Access::Write, town.device.head).unwrap();
        store.set_segment_size(2500);
        let mut device = Device::new(1);
        device.resume(&store);
        let entries: Vec<_> = (1..8).map(|n| device.next(bodies_of(n))).collect();
        assert!(store.append_batch(entries).is_err(), "{bytes}");
        disk.bytes.store(i64::MAX, Ordering::SeqCst);
        device.resume(&store);
        store.append(&device.next(bodies_of(9))).unwrap();
        let heads: Vec<_> = store.heads().iter().map(|head| (head.entry.log, head.entry.number)).collect();
        assert_eq!(store.index().watermark().unwrap().into_iter().collect::<Vec<_>>(), heads, "{bytes}");
        for header in store.headers() {
            let ids = store.index().ids(header.header.entry).unwrap();
            assert_eq!(ids.len(), header.header.bodies as usize, "{bytes}");
        }
        store.close().unwrap();
        assert_eq!(complaints(&town.dir, device.head), [] as [String; 0], "{bytes}");
    }
}

fn bodies_of(n: u64) -> Vec<Vec<u8>> {
    bodies(n * 10..n * 10 + 3)
}

#[test]
fn a_full_disk_is_named_with_what_to_do() {
    let (mut town, store) = Town::found();
    drop(store);
    let mut store = Store::open_on(Arc::new(Failing::after_bytes(5)), &town.dir, Access::Write, None).unwrap();
    for error in [
        store.append(&town.device.next(bodies(3..5))).unwrap_err(),
        store.put_file(&b"a letter"[..]).unwrap_err(),
        store.put_profiles(&["version = 1"]).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::DiskFull { .. }) && error.to_string().contains("free some"), "{error}");
    }
    drop(store);
    let left = crate::town::all_files(&town.dir);
    assert!(left.iter().all(|path| !path.to_string_lossy().contains("unfinished")), "{left:?}");
}

#[test]
fn a_read_only_folder_is_named_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (town, store) = Town::found();
    drop(store);
    let lock = town.path("lock");
    std::fs::set_permissions(&lock, std::fs::Permissions::from_mode(0o444)).unwrap();
    match Store::open(&town.dir, Access::Write, None) {
        // The superuser may write anywhere.
        Ok(_) => println!("skipped: this user may write to read-only files"),
        Err(error) => assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}"),
    }
    let refusing = Failing { kind: io::ErrorKind::ReadOnlyFilesystem, bytes: 0.into(), syncs: 0.into() };
    let mut store = Store::open_on(Arc::new(refusing), &town.dir, Access::Write, None).unwrap();
    let error = store.append(&town.device.draft(bodies(3..5))).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(!error.to_string().contains('\n'));
    drop(store);
    assert_eq!(town.open(Access::Read).headers().count(), 1);
}
