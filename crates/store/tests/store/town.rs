//! Entries about the invented town of Sanabel, and a small stream of numbers for tests.

use std::path::{Path, PathBuf};

use daftar_claim::profile::set_hash;
use daftar_claim::{
    Body, BodyState, Claim, Clock, Entry, EntryId, FileId, Hash, Head, Header, LedgerEntry, PropertyId, RegisterId,
    Salt, SigningKey, Subject, TextId, Timestamp, Value,
};
use daftar_claim::{EntityId, SealKey, Secret};
use daftar_store::{Access, Store};

pub(crate) use crate::dice::Dice;

/// A profile of the town.
pub(crate) const WELL: &str = "version = 1\nkind = \"well\"\nlabel = { en = \"well\", ar = \"بئر\" }\n";

/// An entity by number.
pub(crate) fn entity(n: u64) -> EntityId {
    EntityId(Hash::of(&n.to_be_bytes()))
}

fn salt(n: u64) -> Salt {
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&n.to_be_bytes());
    Salt(salt)
}

/// A claim's bytes: what one source says of the depth of one well.
pub(crate) fn body(n: u64) -> Vec<u8> {
    let property = PropertyId::parse("remark").unwrap();
    let words = format!("well {n} of the mill quarter, عمق البئر");
    let mut claim = Claim::new(Subject::Entity(entity(n)), property, Value::text(words), entity(0));
    claim.quote = Some(format!("the well has the mark {n}"));
    claim.to_bytes(&salt(n))
}

/// A sealed claim's bytes.
pub(crate) fn sealed(n: u64) -> Vec<u8> {
    let property = PropertyId::parse("name").unwrap();
    let claim = Claim::new(Subject::Entity(entity(n)), property, Value::text("a donor"), entity(0));
    Secret { claim, concerns: vec![entity(n)] }.seal(&SealKey([n as u8; 64]), salt(n)).to_bytes()
}

/// Bodies with these numbers.
pub(crate) fn bodies(numbers: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    numbers.map(body).collect()
}

/// Writes the log of one device.
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) register: Option<RegisterId>,
    pub(crate) head: Option<Head>,
}

impl Device {
    pub(crate) fn new(seed: u8) -> Device {
        Device { key: SigningKey::from_seed(&[seed; 32]), register: None, head: None }
    }

    pub(crate) fn log(&self) -> daftar_claim::Key {
        self.key.public()
    }

    /// Goes on where a log ends.
    pub(crate) fn resume(&mut self, store: &Store) {
        self.register = Some(store.register());
        self.head = store.head(self.log());
    }

    /// The next entry, if it is kept; nothing remembers it.
    pub(crate) fn draft(&self, bodies: Vec<Vec<u8>>) -> Entry {
        let number = self.head.map_or(1, |head| head.entry.number + 1);
        let header = Header {
            register: self.register,
            entry: EntryId { log: self.log(), number },
            on_behalf_of: entity(7),
            previous: self.head.map(|head| head.hash),
            predecessor: None,
            heads: Vec::new(),
            profiles: set_hash(&[FileId(Hash::of(WELL.as_bytes()))]),
            batch: None,
            time: Timestamp::parse("2031-05-01T08:00:00Z").ok(),
            clock: Clock::Device,
            bodies: 0,
            root: Hash::of(&[]),
            acts: Vec::new(),
            recovery: None,
        };
        Entry::sign(header, bodies, &self.key).unwrap()
    }

    /// The next entry; what comes after it follows it.
    pub(crate) fn next(&mut self, bodies: Vec<Vec<u8>>) -> Entry {
        let entry = self.draft(bodies);
        self.head = Some(entry.header.head());
        self.register.get_or_insert(entry.header.register());
        entry
    }
}

/// A new register in a folder of its own.
pub(crate) struct Town {
    pub(crate) dir: PathBuf,
    pub(crate) device: Device,
    _temporary: tempfile::TempDir,
}

impl Town {
    /// A register with its founding entry, which has three bodies.
    pub(crate) fn found() -> (Town, Store) {
        let temporary = tempfile::tempdir().unwrap();
        let dir = temporary.path().join("sanabel.daftar");
        let mut device = Device::new(1);
        let founding = device.next(bodies(0..3));
        let store = Store::create(&dir, "ar", &founding, &[WELL]).unwrap();
        (Town { dir, device, _temporary: temporary }, store)
    }

    pub(crate) fn open(&self, access: Access) -> Store {
        Store::open(&self.dir, access, self.device.head).unwrap()
    }

    pub(crate) fn path(&self, in_register: &str) -> PathBuf {
        self.dir.join(in_register)
    }

    /// A file of the device's log.
    pub(crate) fn log_file(&self, name: &str) -> PathBuf {
        self.dir.join("logs").join(self.device.log().hash().to_string()).join(name)
    }

    /// The findings of a verification, without notes.
    pub(crate) fn complaints(&self) -> Vec<String> {
        complaints(&self.dir, self.device.head)
    }
}

/// The findings of a verification, without notes, as text.
pub(crate) fn complaints(dir: &Path, head: Option<Head>) -> Vec<String> {
    let report = daftar_store::verify(dir, head, &|_, _| {}).unwrap();
    let heavy = report.findings.iter().filter(|finding| finding.severity != daftar_store::Severity::Note);
    heavy.map(|finding| serde_json::to_string(finding).unwrap()).collect()
}

/// The bodies of an entry that are here.
pub(crate) fn present(store: &Store, id: EntryId) -> Vec<Vec<u8>> {
    let states = store.bodies(id).unwrap().into_iter();
    states.filter_map(|state| if let BodyState::Present(bytes) = state { Some(bytes) } else { None }).collect()
}

/// An entry as a peer offers it, with everything.
pub(crate) fn offer(entry: &Entry) -> LedgerEntry {
    LedgerEntry { header: entry.header.clone(), bodies: entry.bodies.iter().cloned().map(BodyState::Present).collect() }
}

/// Every byte of every file under a folder that holds `needle`: the files' names.
pub(crate) fn files_with(dir: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in all_files(dir) {
        let bytes = std::fs::read(&path).unwrap();
        let plain =
            if path.extension().is_some_and(|e| e == "zst") { zstd::decode_all(&bytes[..]).unwrap() } else { bytes };
        if plain.windows(needle.len()).any(|window| window == needle) {
            found.push(path);
        }
    }
    found
}

/// Every file under a folder.
pub(crate) fn all_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(all_files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// Puts other bytes in the place of a file that nobody may write to.
pub(crate) fn rewrite(path: &Path, bytes: &[u8]) {
    std::fs::remove_file(path).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, target) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(drop).unwrap() }
    }
}

/// The id of a body's claim.
pub(crate) fn claim(n: u64) -> daftar_claim::ClaimId {
    Body::id_of(&body(n))
}
