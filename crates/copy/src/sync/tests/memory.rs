//! A register in memory that takes part in syncing, honestly or not.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

use daftar_claim::{
    Body, BodyState, ClaimId, Clock, EntityId, Entry, EntryId, FileId, Hash, Head, Header, Key, Ledger, LedgerEntry,
    LedgerError, RegisterId, SignedHeader, SigningKey,
};

use crate::sync::{Heeded, Site};

/// A way of lying.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lie {
    None,
    /// Bodies that are not those of the header.
    Bodies,
    /// A head beyond the log's end.
    Head,
    /// A head of which nothing is sent.
    Replay,
    /// A header signed by somebody else.
    Signature,
    /// A chain with an entry left out.
    Gap,
    /// A source file with other bytes than its hash.
    File,
    /// A source file that grows each time its length is told.
    Length,
    /// Another register.
    Register,
    /// The entry after the one that was asked for.
    Another,
}

pub(super) struct Memory {
    pub(super) lie: Lie,
    pub(super) logs: BTreeMap<Key, Vec<LedgerEntry>>,
    pub(super) files: BTreeMap<FileId, Vec<u8>>,
    pub(super) pieces: BTreeMap<FileId, Vec<u8>>,
    device: SigningKey,
    /// How often it told a length.
    told: AtomicU64,
}

impl Memory {
    pub(super) fn new(seed: u8) -> Memory {
        let (logs, files, pieces) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let device = SigningKey::from_seed(&[seed; 32]);
        Memory { lie: Lie::None, logs, files, pieces, device, told: AtomicU64::new(0) }
    }

    /// Writes an entry with this body.
    pub(super) fn write(&mut self, body: &str) -> SignedHeader {
        let log = self.device.public();
        let held = self.logs.entry(log).or_default();
        let header = Header {
            register: Some(RegisterId(Hash([9; 32]))),
            entry: EntryId { log, number: held.len() as u64 + 1 },
            on_behalf_of: EntityId(Hash([1; 32])),
            previous: held.last().map(|entry| entry.header.hash()),
            predecessor: None,
            heads: Vec::new(),
            profiles: Hash([2; 32]),
            batch: None,
            time: None,
            clock: Clock::Unknown,
            bodies: 0,
            root: Hash([0; 32]),
            acts: Vec::new(),
            recovery: None,
        };
        let entry = Entry::sign(header, vec![body.as_bytes().to_vec()], &self.device).unwrap();
        let bodies = entry.bodies.into_iter().map(BodyState::Present).collect();
        held.push(LedgerEntry { header: entry.header.clone(), bodies });
        entry.header
    }

    pub(super) fn keep(&mut self, bytes: &[u8]) {
        self.files.insert(FileId(Hash::of(bytes)), bytes.to_vec());
    }

    fn own(&self, id: EntryId) -> bool {
        id.log == self.device.public()
    }

    fn refuse(id: EntryId, why: &str) -> LedgerError {
        LedgerError::Refused { entry: id, why: why.to_owned() }
    }

    fn take_one(&mut self, entry: LedgerEntry) -> Result<bool, LedgerError> {
        let id = entry.header.header.entry;
        let present = |body: &BodyState| match body {
            BodyState::Present(bytes) => Body::id_of(bytes),
            _ => ClaimId(Hash([0; 32])),
        };
        let ids: Vec<ClaimId> = entry.bodies.iter().map(present).collect();
        if Entry::root(&ids) != entry.header.header.root {
            return Err(Memory::refuse(id, "its bodies do not lead to its root"));
        }
        let log = self.logs.entry(id.log).or_default();
        if log.len() as u64 + 1 != id.number {
            return Err(Memory::refuse(id, "it does not follow"));
        }
        log.push(entry);
        Ok(true)
    }
}

impl Ledger for Memory {
    fn heads(&self) -> Vec<Head> {
        let mut heads: Vec<Head> = self.logs.values().filter_map(|log| Some(log.last()?.header.head())).collect();
        for head in &mut heads {
            if matches!(self.lie, Lie::Head | Lie::Replay) && self.own(head.entry) {
                head.entry.number += 3;
                head.hash = Hash([5; 32]);
            }
        }
        heads
    }

    fn entry(&self, id: EntryId) -> Result<Option<LedgerEntry>, LedgerError> {
        let at = id.number as usize - usize::from(self.lie != Lie::Another);
        let mut entry = self.logs.get(&id.log).and_then(|log| log.get(at)).cloned();
        if let Some(entry) = entry.as_mut().filter(|_| self.lie == Lie::Bodies) {
            entry.bodies = vec![BodyState::Present(b"something else".to_vec())];
        }
        Ok(entry)
    }

    fn header(&self, id: EntryId) -> Option<&SignedHeader> {
        let hidden = match self.lie {
            Lie::Replay => self.own(id),
            Lie::Gap => id.number == 2,
            _ => false,
        };
        let log = self.logs.get(&id.log).filter(|_| !hidden)?;
        log.get(usize::try_from(id.number.checked_sub(1)?).ok()?).map(|entry| &entry.header)
    }

    fn branches(&self, _: Key) -> Result<Vec<LedgerEntry>, LedgerError> {
        Ok(Vec::new())
    }

    fn lacking(&self) -> Result<Vec<(EntryId, BTreeSet<u32>)>, LedgerError> {
        Ok(Vec::new())
    }

    fn take(&mut self, entry: LedgerEntry) -> Result<bool, LedgerError> {
        self.take_one(entry)
    }

    fn files(&self) -> Result<Vec<FileId>, LedgerError> {
        Ok(self.files.keys().copied().collect())
    }

    fn open_file(&self, id: FileId) -> Result<Option<Box<dyn Read + '_>>, LedgerError> {
        let reader = |bytes: &Vec<u8>| -> Box<dyn Read> {
            let mut bytes = bytes.clone();
            bytes[0] ^= u8::from(self.lie == Lie::File);
            Box::new(std::io::Cursor::new(bytes))
        };
        Ok(self.files.get(&id).map(reader))
    }

    fn file_length(&self, id: FileId) -> Result<Option<u64>, LedgerError> {
        let lie = if self.lie == Lie::Length { self.told.fetch_add(1, Ordering::Relaxed) } else { 0 };
        Ok(self.files.get(&id).map(|bytes| bytes.len() as u64 + lie))
    }

    fn put_file(&mut self, id: FileId, from: &mut dyn Read) -> Result<bool, LedgerError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| LedgerError::Files(error.to_string()))?;
        if FileId(Hash::of(&bytes)) != id {
            return Err(LedgerError::Files("another hash".to_owned()));
        }
        Ok(self.files.insert(id, bytes).is_none())
    }

    fn profile_sets(&self) -> Result<Vec<Hash>, LedgerError> {
        Ok(Vec::new())
    }

    fn profiles(&self, _: Hash) -> Result<Option<Vec<String>>, LedgerError> {
        Ok(None)
    }

    fn put_profiles(&mut self, _: &[String]) -> Result<Hash, LedgerError> {
        Ok(Hash([0; 32]))
    }
}

impl Site for Memory {
    fn register(&self) -> RegisterId {
        RegisterId(Hash([if self.lie == Lie::Register { 8 } else { 9 }; 32]))
    }

    fn trusts(&self, _: RegisterId) -> bool {
        false
    }

    fn ledger(&self) -> &dyn Ledger {
        self
    }

    fn withholds(&self, _: ClaimId) -> bool {
        false
    }

    fn withholds_file(&self, _: FileId) -> bool {
        false
    }

    fn heed(&mut self, _: &[SignedHeader]) -> Result<Heeded, LedgerError> {
        Ok(Heeded::default())
    }

    fn take(&mut self, entries: Vec<LedgerEntry>) -> Result<Vec<Result<bool, LedgerError>>, LedgerError> {
        Ok(entries.into_iter().map(|entry| self.take_one(entry)).collect())
    }

    fn take_profiles(&mut self, _: &[String]) -> Result<(), LedgerError> {
        Ok(())
    }

    fn refuses_file(&self, _: FileId) -> bool {
        false
    }

    fn begun(&self, file: FileId) -> u64 {
        self.pieces.get(&file).map_or(0, |piece| piece.len() as u64)
    }

    fn go_on(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError> {
        let pieces = self.pieces.entry(file).or_default();
        pieces.truncate(at as usize);
        pieces.extend_from_slice(piece);
        Ok(())
    }

    fn take_file(&mut self, file: FileId) -> Result<bool, LedgerError> {
        let pieces = self.pieces.remove(&file).unwrap_or_default();
        self.put_file(file, &mut &pieces[..])
    }

    fn finish(&mut self) -> Result<(Vec<Head>, Vec<EntryId>), LedgerError> {
        Ok((self.heads(), Vec::new()))
    }
}

/// Somebody else's signature in the place of the log's own.
pub(super) fn forge(memory: &mut Memory) {
    let other = SigningKey::from_seed(&[99; 32]);
    for entry in memory.logs.values_mut().flatten() {
        entry.header.signature = entry.header.header.clone().sign(&other).signature;
    }
}
