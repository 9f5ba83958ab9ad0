//! The files to be copied, as `rustic_core` asks for them.
//!
//! It leaves out what it cannot read and goes on. So the first thing that went wrong is remembered here, and the copy is
//! not kept then.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rustic_core::repofile::{Metadata, Node, NodeType};
use rustic_core::{ErrorKind, ReadSource, ReadSourceEntry, ReadSourceOpen, RusticError, RusticResult};

use crate::holding::Careful;
use crate::{DepositError, Holding, Item};

/// Go's mark of a folder, in which restic writes the rights of files.
const FOLDER: u32 = 1 << 31;

/// What first went wrong with a file.
pub(crate) type Fault = Arc<Mutex<Option<DepositError>>>;

/// The files of a holding, in the order of its trees.
pub(crate) struct Source {
    entries: Vec<(PathBuf, Option<Item>)>,
    fault: Fault,
}

impl Source {
    pub(crate) fn new(holding: &Holding) -> Source {
        let root = Path::new("/").join(&holding.folder);
        let mut folders = BTreeSet::from([root.clone()]);
        let mut entries = Vec::new();
        for item in &holding.items {
            let path = root.join(&item.name);
            folders.extend(path.ancestors().skip(1).take_while(|above| above.starts_with(&root)).map(Path::to_owned));
            entries.push((path, Some(item.clone())));
        }
        entries.extend(folders.into_iter().map(|folder| (folder, None)));
        // By their parts, as trees are sorted.
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        Source { entries, fault: Fault::default() }
    }

    /// What first went wrong.
    pub(crate) fn take_fault(&self) -> Option<DepositError> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn files(&self) -> u64 {
        self.items().count() as u64
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.items().map(|item| item.length).sum()
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.entries.iter().filter_map(|(_, item)| item.as_ref())
    }
}

impl ReadSource for Source {
    type Open = Unopened;
    type Iter = std::vec::IntoIter<RusticResult<ReadSourceEntry<Unopened>>>;

    fn size(&self) -> RusticResult<Option<u64>> {
        Ok(Some(self.bytes()))
    }

    fn entries(&self) -> Self::Iter {
        let entry = |(path, item): &(PathBuf, Option<Item>)| {
            let node = node(path.file_name().unwrap_or_default(), item.as_ref());
            let open = item.clone().map(|item| Unopened { item, fault: self.fault.clone() });
            Ok(ReadSourceEntry { path: path.clone(), node, open })
        };
        self.entries.iter().map(entry).collect::<Vec<_>>().into_iter()
    }
}

fn node(name: &OsStr, item: Option<&Item>) -> Node {
    let Some(item) = item else {
        let metadata = Metadata { mode: Some(0o700 | FOLDER), ..Metadata::default() };
        return Node::new_node(name, NodeType::Dir, metadata);
    };
    let mtime = item.modified().and_then(|time| Timestamp::try_from(time).ok());
    let metadata = Metadata { mode: Some(0o600), mtime, size: item.length, links: 1, ..changed(&item.metadata) };
    Node::new_node(name, NodeType::File, metadata)
}

/// What tells whether a file changed since the copy before; and whose it is.
#[cfg(unix)]
fn changed(metadata: &std::fs::Metadata) -> Metadata {
    use std::os::unix::fs::MetadataExt as _;
    let ctime = Timestamp::new(metadata.ctime(), i32::try_from(metadata.ctime_nsec()).unwrap_or_default()).ok();
    let (uid, gid) = (Some(metadata.uid()), Some(metadata.gid()));
    Metadata { ctime, uid, gid, inode: metadata.ino(), ..Metadata::default() }
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> Metadata {
    Metadata::default()
}

/// A file that is opened when its turn comes.
pub(crate) struct Unopened {
    item: Item,
    fault: Fault,
}

impl ReadSourceOpen for Unopened {
    type Reader = Reading;

    fn open(self) -> RusticResult<Reading> {
        match self.item.open() {
            Ok(inner) => Ok(Reading { inner, fault: self.fault }),
            Err(error) => {
                let words = error.to_string();
                note(&self.fault, error);
                Err(RusticError::new(ErrorKind::InputOutput, words))
            }
        }
    }
}

/// A file that is being read.
pub(crate) struct Reading {
    inner: Careful,
    fault: Fault,
}

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read_on(buffer).map_err(|error| {
            let words = error.to_string();
            note(&self.fault, error);
            io::Error::other(words)
        })
    }
}

fn note(fault: &Fault, error: DepositError) {
    fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
}
