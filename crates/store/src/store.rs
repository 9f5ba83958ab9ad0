//! [`Store`]: a register's folder, open.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_claim::{
    Body, BodyState, ClaimId, Composed, Entry, EntryId, FileId, Hash, Head, Key, LedgerEntry, RegisterId, SignedHeader,
};

use crate::append::{Arrival, follows, lines};
use crate::catalog::Catalog;
use crate::derived::Derived;
use crate::disk::Disk;
use crate::error::StoreError;
use crate::index::{Access, Index};
use crate::layout::Layout;
use crate::lock::Lock;
use crate::log::Log;
use crate::settings::Settings;
use crate::table::Table;
use crate::take::{check_header, read_body};
use crate::walk::Shape;
use crate::{evidence, fork, profiles};

/// A body with its position and id.
pub(crate) type Positioned = (u32, ClaimId, Body);

/// An entry that is to be staged, with what its bodies mean, their ids and their bytes.
pub(crate) struct Ready {
    header: SignedHeader,
    meant: Vec<Body>,
    ids: Vec<ClaimId>,
    lines: Vec<u8>,
}

impl Ready {
    /// Reads the bodies of an entry, and checks that they are what is signed.
    fn read(entry: &Entry) -> Result<Ready, StoreError> {
        let id = entry.header.header.entry;
        let (header, ids) = (check_header(entry.header.clone())?, entry.ids());
        if !Shape::of(&header.header).covers(&ids) {
            return Err(StoreError::refused(id, "its bodies' ids do not lead to the root that is signed"));
        }
        let meant = (0..).zip(&entry.bodies).map(|(position, bytes)| read_body(id, position, bytes));
        Ok(Ready { header, meant: meant.collect::<Result<_, _>>()?, ids, lines: lines(&entry.bodies) })
    }
}

impl TryFrom<Composed> for Ready {
    type Error = StoreError;

    fn try_from(composed: Composed) -> Result<Ready, StoreError> {
        let (header, meant, ids, lines) = composed.into_parts();
        Ok(Ready { header: check_header(header)?, meant, ids, lines })
    }
}

/// Entries of a batch are synced together once their bodies fill this many bytes.
const SYNC: usize = 4 << 20;

/// A register's folder, open for reading or for writing. The files are the truth; the index follows them.
///
/// Whatever `append` or `take` returned for is durable. After [`StoreError::Interrupted`] the store takes no more until
/// it is opened again; what was acknowledged before is safe.
pub struct Store {
    pub(crate) layout: Layout,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) access: Access,
    pub(crate) settings: Settings,
    pub(crate) logs: BTreeMap<Key, Log>,
    pub(crate) erased: HashSet<ClaimId>,
    pub(crate) erased_files: HashSet<FileId>,
    pub(crate) catalog: Catalog,
    pub(crate) segment_size: usize,
    /// The last field, so that the lock is let go after the index is closed.
    pub(crate) _lock: Option<Lock>,
}

impl Store {
    /// The register's id.
    pub fn register(&self) -> RegisterId {
        self.settings.register
    }

    /// The language of the register's owner (BCP 47).
    pub fn lang(&self) -> &str {
        &self.settings.lang
    }

    /// Whether it is open for reading or for writing.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The file system on which it lies.
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// The register's folder.
    pub fn folder(&self) -> &Path {
        self.layout.folder()
    }

    /// What the files say, in a form that can be asked.
    pub fn index(&self) -> &Index {
        self.catalog.index()
    }

    /// The folder of the index, in which the table is kept too; none when the index was made in memory, for this session.
    pub fn index_folder(&self) -> Option<PathBuf> {
        (!self.catalog.is_in_memory()).then(|| self.layout.index())
    }

    /// Why the index is behind the files, if it is; opening the register for writing brings it up to them.
    pub fn index_fault(&self) -> Option<&str> {
        self.catalog.fault()
    }

    /// The claims and files that are erased here, as an erasure in force names them. Their bodies are shown as erased,
    /// and never taken again from anybody.
    pub fn set_erased(&mut self, claims: HashSet<ClaimId>, files: HashSet<FileId>) {
        (self.erased, self.erased_files) = (claims, files);
    }

    /// Segments of bodies are closed at so many bytes, 8 MiB unless said otherwise.
    pub fn set_segment_size(&mut self, bytes: usize) {
        self.segment_size = bytes;
        self.logs.values_mut().for_each(|log| log.segment_size = bytes);
    }

    pub(crate) fn writable(&self) -> Result<(), StoreError> {
        if self.access == Access::Write { Ok(()) } else { Err(StoreError::ReadAccess) }
    }

    pub(crate) fn log_mut(&mut self, key: Key) -> &mut Log {
        let (folder, segment_size) = (self.layout.log(key), self.segment_size);
        self.logs.entry(key).or_insert_with(|| Log { segment_size, ..Log::new(key, folder) })
    }

    /// The headers of all logs: by log, then by number.
    pub fn headers(&self) -> impl Iterator<Item = &SignedHeader> {
        self.logs.values().flat_map(|log| log.entries.iter().map(|held| &held.header))
    }

    /// The headers of one log, from number 1.
    pub fn headers_of(&self, log: Key) -> impl Iterator<Item = &SignedHeader> {
        self.logs.get(&log).into_iter().flat_map(|log| log.entries.iter().map(|held| &held.header))
    }

    /// The header of one entry, if it is here.
    pub fn header(&self, id: EntryId) -> Option<&SignedHeader> {
        self.logs.get(&id.log)?.held(id.number).map(|held| &held.header)
    }

    /// The last entry of a log.
    pub fn head(&self, log: Key) -> Option<Head> {
        self.logs.get(&log)?.head()
    }

    /// The last entry of each log, sorted by log.
    pub fn heads(&self) -> Vec<Head> {
        self.logs.values().filter_map(Log::head).collect()
    }

    /// Why a log takes no more entries, if it takes none: it is damaged, or shorter than what was acknowledged.
    pub fn log_fault(&self, log: Key) -> Option<String> {
        self.logs.get(&log)?.refusal().map(|refusal| refusal.to_string())
    }

    /// The state of each body of an entry, in order.
    ///
    /// # Errors
    /// When the entry is not here or the files cannot be read.
    pub fn bodies(&self, id: EntryId) -> Result<Vec<BodyState>, StoreError> {
        let log = self.logs.get(&id.log).ok_or(StoreError::Unknown(id))?;
        log.bodies(id.number, &self.erased, &|| self.catalog.ids(id))
    }

    /// The entries of other branches of a forked log that were kept.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn branches(&self, log: Key) -> Result<Vec<LedgerEntry>, StoreError> {
        self.logs.get(&log).map_or(Ok(Vec::new()), |log| fork::entries(log, &self.erased))
    }

    /// Appends the next entry of a log of this device; durable on return. Returns the head to acknowledge.
    ///
    /// # Errors
    /// When the entry does not continue the log, is not sound in itself, or cannot be written; then nothing of it is in
    /// the log.
    pub fn append(&mut self, entry: &Entry) -> Result<Head, StoreError> {
        let staged = Ready::read(entry).and_then(|ready| self.stage(ready));
        staged.and_then(|read| self.sync(vec![read]))?;
        self.catalog.settle();
        Ok(entry.header.head())
    }

    /// Appends the next entries of one log, syncing several at once. Returns the last head, once all are durable.
    ///
    /// # Errors
    /// At the first entry that is refused or cannot be written. Entries before it may be in the log: see
    /// [`Store::head`].
    pub fn append_batch(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<Option<Head>, StoreError> {
        let mut entries = entries.into_iter();
        self.append_all(|_| entries.next().map(|entry| Ready::read(&entry)).transpose())
    }

    /// The same for entries composed here: their bodies need not be read back. `next` gives one after the other until none
    /// is left, and may ask the store meanwhile, whose index may still lack entries of the same call: memory stays flat
    /// however many there are.
    ///
    /// # Errors
    /// As [`Store::append_batch`]; and what `next` fails with.
    pub fn append_composed<E: From<StoreError>>(
        &mut self,
        next: impl FnMut(&Store) -> Result<Option<Composed>, E>,
    ) -> Result<Option<Head>, E> {
        let last = self.append_part(next);
        self.catalog.settle();
        last
    }

    /// The same for a part of many: the index may lack its entries until the last part is appended by
    /// [`Store::append_composed`], for what finds them again is written seldom.
    ///
    /// # Errors
    /// As [`Store::append_composed`].
    pub fn append_part<E: From<StoreError>>(
        &mut self,
        mut next: impl FnMut(&Store) -> Result<Option<Composed>, E>,
    ) -> Result<Option<Head>, E> {
        let last = self.append_unsettled(|store| Ok(next(store)?.map(Ready::try_from).transpose()?));
        self.catalog.settle_much();
        last
    }

    /// Brings the index level with what was appended in parts, where the last of these never came.
    pub fn settle(&mut self) {
        self.catalog.settle();
    }

    fn append_all<E: From<StoreError>>(
        &mut self,
        next: impl FnMut(&Store) -> Result<Option<Ready>, E>,
    ) -> Result<Option<Head>, E> {
        let last = self.append_unsettled(next);
        self.catalog.settle();
        last
    }

    fn append_unsettled<E: From<StoreError>>(
        &mut self,
        next: impl FnMut(&Store) -> Result<Option<Ready>, E>,
    ) -> Result<Option<Head>, E> {
        let mut waiting = Vec::new();
        let done = self.stage_all(next, &mut waiting);
        // What came before a refused entry is sound: it is kept, and indexed.
        let synced = self.sync(waiting);
        let last = done?;
        synced?;
        Ok(last)
    }

    fn stage_all<E: From<StoreError>>(
        &mut self,
        mut next: impl FnMut(&Store) -> Result<Option<Ready>, E>,
        waiting: &mut Vec<(EntryId, Vec<Positioned>)>,
    ) -> Result<Option<Head>, E> {
        let mut last = None;
        while let Some(ready) = next(self)? {
            let head = ready.header.head();
            waiting.push(self.stage(ready)?);
            if self.log_mut(head.entry.log).staged_bytes() >= SYNC {
                self.sync(std::mem::take(waiting))?;
            }
            last = Some(head);
        }
        Ok(last)
    }

    fn stage(&mut self, ready: Ready) -> Result<(EntryId, Vec<Positioned>), StoreError> {
        self.writable()?;
        let Ready { header, meant, ids, lines } = ready;
        let id = header.header.entry;
        if ids.iter().any(|id| self.erased.contains(id)) {
            return Err(StoreError::refused(id, "it holds a statement that was erased here: leave that out"));
        }
        let disk = self.disk.clone();
        let log = self.log_mut(id.log);
        if let Some(refusal) = log.refusal() {
            return Err(refusal);
        }
        follows(log, &header)?;
        let hash = header.hash();
        log.stage(&*disk, Arrival { header, hash, lines, note: None })?;
        Ok((id, (0..).zip(ids).zip(meant).map(|((position, id), body)| (position, id, body)).collect()))
    }

    /// Makes staged entries durable, and indexes those that are: after a failure, some may not be in the log.
    fn sync(&mut self, mut read: Vec<(EntryId, Vec<Positioned>)>) -> Result<(), StoreError> {
        let disk = self.disk.clone();
        let logs: HashSet<Key> = read.iter().map(|(id, _)| id.log).collect();
        let synced = logs.into_iter().try_for_each(|log| self.log_mut(log).flush(&*disk));
        read.retain(|(id, _)| self.header(*id).is_some());
        self.catalog.add(&read);
        synced
    }

    /// Closes the register; the index is sealed, so that opening it next is quick. Dropping the store does the same, but
    /// cannot say what went wrong.
    ///
    /// # Errors
    /// When the index cannot be written; the record is safe.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.catalog.close()
    }

    /// Physically removes these claims and files wherever they lie in the register, and refuses them from now on.
    /// Durable on return; doing it again changes nothing.
    ///
    /// # Errors
    /// When the files cannot be written; then call it again.
    pub fn erase(&mut self, claims: &[ClaimId], files: &[FileId]) -> Result<(), StoreError> {
        self.writable()?;
        if !claims.is_empty() {
            Table::remove(&self.layout.index())?;
        }
        self.erased.extend(claims);
        self.erased_files.extend(files);
        let set: HashSet<ClaimId> = claims.iter().copied().collect();
        for log in self.logs.values_mut().filter(|_| !set.is_empty()) {
            let key = log.key;
            log.erase(&*self.disk, &set, &|number| self.catalog.ids(EntryId { log: key, number }))?;
            fork::erase(&*self.disk, log, &set)?;
        }
        for file in files {
            evidence::remove(&*self.disk, &self.layout, file)?;
            self.derived().forget(file)?;
        }
        self.catalog.forget(claims)
    }

    /// Keeps a file as evidence, reading it once; durable on return. A damaged file of that name is replaced.
    ///
    /// # Errors
    /// When it was erased here, or cannot be read or written; then nothing of it stays.
    pub fn put_file(&mut self, mut reader: impl Read) -> Result<FileId, StoreError> {
        self.keep_file(&mut reader, &|_| None)
    }

    /// Keeps several files; all are durable on return. What was known of them before is kept once.
    ///
    /// # Errors
    /// When one of them was erased here or cannot be read, or nothing can be written; then nothing of any stays.
    pub fn put_files(&mut self, paths: &[PathBuf]) -> Result<Vec<FileId>, StoreError> {
        self.writable()?;
        let erased = |id: FileId| self.erased_files.contains(&id).then_some(StoreError::Erased(id));
        evidence::put_all(&*self.disk, &self.layout, paths, &erased)
    }

    /// Like [`Store::put_file`] for a file whose name is known.
    pub(crate) fn put_file_named(&mut self, id: FileId, reader: &mut dyn Read) -> Result<FileId, StoreError> {
        self.keep_file(reader, &|found| (found != id).then_some(StoreError::OtherFile { expected: id, found }))
    }

    fn keep_file(
        &mut self,
        reader: &mut dyn Read,
        objection: &dyn Fn(FileId) -> Option<StoreError>,
    ) -> Result<FileId, StoreError> {
        self.writable()?;
        let erased = |id: FileId| self.erased_files.contains(&id).then_some(StoreError::Erased(id));
        evidence::put(&*self.disk, &self.layout, reader, &|id| objection(id).or_else(|| erased(id)))
    }

    /// What was made from the files of the evidence.
    pub fn derived(&self) -> Derived {
        Derived::of(self.layout.folder())
    }

    /// Opens a file of the evidence, if it is here.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn file(&self, id: &FileId) -> Result<Option<File>, StoreError> {
        evidence::open(&self.layout, id)
    }

    /// Whether a file of the evidence is here.
    pub fn has_file(&self, id: &FileId) -> bool {
        self.layout.file(id).exists()
    }

    /// The files of the evidence that are here, sorted by hash.
    ///
    /// # Errors
    /// When the folders cannot be read.
    pub fn files(&self) -> Result<Vec<FileId>, StoreError> {
        Ok(evidence::list(&self.layout)?.into_iter().map(|(id, _)| id).collect())
    }

    /// Keeps profile files and their set; durable on return. Returns the hash of the set.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn put_profiles(&mut self, texts: &[&str]) -> Result<Hash, StoreError> {
        self.writable()?;
        profiles::put(&*self.disk, &self.layout, texts)
    }

    /// The texts of a set of profiles; none when the set, or one of its files, is not here.
    ///
    /// # Errors
    /// When a file was changed or cannot be read.
    pub fn profiles(&self, set: &Hash) -> Result<Option<Vec<String>>, StoreError> {
        profiles::get(&self.layout, set)
    }

    /// The sets of profiles that are here, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn profile_sets(&self) -> Result<Vec<Hash>, StoreError> {
        profiles::sets(&self.layout)
    }
}
