//! A target as `rustic_core` sees it.
//!
//! Two things are ours. The first failure is remembered as the target said it, for what reaches the caller through many
//! hands is told in many words. And the file that makes a copy a copy is held back until everything that the copy names has
//! been seen to be there: a file that could not be read would else be left out without a word.

use std::io;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use rustic_core::{BytesList, ErrorKind, FileType, Id, ReadBackend, RusticError, RusticResult, WriteBackend};

use crate::storage::{Kind, Part, Storage};

/// A target.
pub(crate) struct Shelf {
    storage: Box<dyn Storage>,
    failure: Mutex<Option<io::Error>>,
    held_back: Mutex<Option<(Id, Vec<Bytes>)>>,
}

impl Shelf {
    pub(crate) fn new(storage: Box<dyn Storage>) -> Shelf {
        Shelf { storage, failure: Mutex::new(None), held_back: Mutex::new(None) }
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        &*self.storage
    }

    /// The first failure of the target since this was last asked.
    pub(crate) fn take_failure(&self) -> Option<io::Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Writes the file that makes the copy a copy.
    pub(crate) fn publish(&self) -> io::Result<()> {
        let held = self.held_back.lock().unwrap_or_else(PoisonError::into_inner).take();
        held.map_or(Ok(()), |(id, parts)| self.storage.write(Kind::Snapshot, id.to_hex().as_str(), &parts))
    }

    fn told<T>(&self, done: io::Result<T>) -> RusticResult<T> {
        done.map_err(|error| {
            let copy = io::Error::new(error.kind(), error.to_string());
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(copy);
            RusticError::with_source(ErrorKind::Backend, "the place of the sealed copies failed", error)
        })
    }
}

fn kind(file: FileType) -> Kind {
    match file {
        FileType::Config => Kind::Config,
        FileType::Key => Kind::Key,
        FileType::Snapshot => Kind::Snapshot,
        FileType::Index => Kind::Index,
        FileType::Pack => Kind::Pack,
    }
}

fn id(name: &str) -> Option<Id> {
    if name.is_empty() { Some(Id::default()) } else { name.parse().ok() }
}

impl ReadBackend for Shelf {
    fn location(&self) -> String {
        self.storage.place()
    }

    fn list_with_size(&self, file: FileType) -> RusticResult<Vec<(Id, u32)>> {
        let found = self.told(self.storage.list(kind(file)))?;
        let sized = |(name, size): (String, u64)| Some((id(&name)?, u32::try_from(size).unwrap_or(u32::MAX)));
        Ok(found.into_iter().filter_map(sized).collect())
    }

    fn read_full(&self, file: FileType, id: &Id) -> RusticResult<Bytes> {
        self.told(self.storage.read(kind(file), id.to_hex().as_str(), None))
    }

    fn read_partial(&self, file: FileType, id: &Id, _: bool, offset: u32, length: u32) -> RusticResult<Bytes> {
        let part = Part { offset: offset.into(), length: length.into() };
        self.told(self.storage.read(kind(file), id.to_hex().as_str(), Some(part)))
    }

    fn warmup_path(&self, file: FileType, id: &Id) -> String {
        kind(file).path(id.to_hex().as_str())
    }
}

impl WriteBackend for Shelf {
    fn create(&self) -> RusticResult<()> {
        self.told(self.storage.prepare())
    }

    fn write_bytes(&self, file: FileType, id: &Id, _: bool, content: BytesList) -> RusticResult<()> {
        let parts = content.into_vec();
        if file == FileType::Snapshot {
            *self.held_back.lock().unwrap_or_else(PoisonError::into_inner) = Some((*id, parts));
            return Ok(());
        }
        self.told(self.storage.write(kind(file), id.to_hex().as_str(), &parts))
    }

    fn remove(&self, file: FileType, id: &Id, _: bool) -> RusticResult<()> {
        self.told(self.storage.remove(kind(file), id.to_hex().as_str()))
    }
}
