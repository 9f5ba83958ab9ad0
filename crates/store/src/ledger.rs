//! The store as `copy` sees it.

use std::collections::BTreeSet;
use std::io::{BufReader, Read, Seek as _, SeekFrom};

use daftar_claim::{Body, BodyState, EntryId, FileId, Hash, Head, Key, Ledger, LedgerEntry, LedgerError, SignedHeader};

use crate::error::StoreError;
use crate::store::Store;

fn told(error: StoreError) -> LedgerError {
    match error {
        StoreError::Refused { entry, why } => LedgerError::Refused { entry, why },
        other => LedgerError::Files(other.to_string()),
    }
}

impl Ledger for Store {
    fn heads(&self) -> Vec<Head> {
        Store::heads(self)
    }

    fn entry(&self, id: EntryId) -> Result<Option<LedgerEntry>, LedgerError> {
        let Some(header) = self.header(id).cloned() else { return Ok(None) };
        let bodies = self.bodies(id).map_err(told)?;
        Ok(Some(LedgerEntry { header, bodies }))
    }

    fn header(&self, id: EntryId) -> Option<&SignedHeader> {
        Store::header(self, id)
    }

    fn branches(&self, log: Key) -> Result<Vec<LedgerEntry>, LedgerError> {
        Store::branches(self, log).map_err(told)
    }

    fn lacking(&self) -> Result<Vec<(EntryId, BTreeSet<u32>)>, LedgerError> {
        let mut lacking = Vec::new();
        for log in self.logs.values() {
            for note in log.notes.iter().filter(|note| log.held(note.number).is_some()) {
                let erased = |at: &u32| note.ids.get(*at as usize).is_some_and(|id| self.erased.contains(id));
                let positions: BTreeSet<u32> = note.absent.iter().copied().filter(|at| !erased(at)).collect();
                if !positions.is_empty() {
                    lacking.push((EntryId { log: log.key, number: note.number }, positions));
                }
            }
        }
        Ok(lacking)
    }

    fn take(&mut self, entry: LedgerEntry) -> Result<bool, LedgerError> {
        self.take_entry(entry).map_err(told)
    }

    fn take_all(&mut self, entries: Vec<LedgerEntry>) -> Vec<Result<bool, LedgerError>> {
        self.take_entries(entries).into_iter().map(|answer| answer.map_err(told)).collect()
    }

    fn erased(&self, bodies: &[BodyState]) -> usize {
        if self.erased.is_empty() {
            return 0;
        }
        let gone =
            |body: &&BodyState| matches!(body, BodyState::Present(bytes) if self.erased.contains(&Body::id_of(bytes)));
        bodies.iter().filter(gone).count()
    }

    fn files(&self) -> Result<Vec<FileId>, LedgerError> {
        Store::files(self).map_err(told)
    }

    fn open_file(&self, id: FileId) -> Result<Option<Box<dyn Read + '_>>, LedgerError> {
        let file = self.file(&id).map_err(told)?;
        Ok(file.map(|file| Box::new(BufReader::new(file)) as Box<dyn Read>))
    }

    fn open_piece(&self, id: FileId, from: u64) -> Result<Option<Box<dyn Read + '_>>, LedgerError> {
        let Some(mut file) = self.file(&id).map_err(told)? else { return Ok(None) };
        file.seek(SeekFrom::Start(from)).map_err(|error| LedgerError::Files(format!("{id}: {error}")))?;
        Ok(Some(Box::new(BufReader::new(file))))
    }

    fn erased_file(&self, id: FileId) -> bool {
        self.erased_files.contains(&id)
    }

    fn file_length(&self, id: FileId) -> Result<Option<u64>, LedgerError> {
        let file = self.file(&id).map_err(told)?;
        let length = file.map(|file| file.metadata().map(|facts| facts.len())).transpose();
        length.map_err(|error| LedgerError::Files(format!("{id}: {error}")))
    }

    fn put_file(&mut self, id: FileId, from: &mut dyn Read) -> Result<bool, LedgerError> {
        let known = self.has_file(&id);
        self.put_file_named(id, from).map_err(told)?;
        Ok(!known)
    }

    fn profile_sets(&self) -> Result<Vec<Hash>, LedgerError> {
        Store::profile_sets(self).map_err(told)
    }

    fn profiles(&self, set: Hash) -> Result<Option<Vec<String>>, LedgerError> {
        Store::profiles(self, &set).map_err(told)
    }

    fn put_profiles(&mut self, texts: &[String]) -> Result<Hash, LedgerError> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Store::put_profiles(self, &texts).map_err(told)
    }
}
