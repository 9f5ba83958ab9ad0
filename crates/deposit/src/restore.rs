//! Bringing a copy back, with memory that stays flat however large it is.
//!
//! `rustic_core` hands every stretch of every pack to its threads at once and holds what was read until it is written. Here a
//! list of pieces is sorted by where they lie; a few threads each read one stretch, write it, and take the next.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rustic_core::{IndexedFullStatus, Repository};
use serde::Serialize;

use crate::copies::Sealed;
use crate::stretch::{Piece, Pieces};
use crate::tree::{Leaf, Met};
use crate::{Deposit, DepositError, Tell};

/// What came of restoring a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Restored {
    /// The copy.
    pub copy: Sealed,
    /// How many files were written.
    pub files: u64,
    /// How many bytes they fill.
    pub bytes: u64,
    /// Files that are not as they were, by name, and why. What could be read of them is there.
    pub damaged: Vec<(String, String)>,
}

/// A file that is to be written.
pub(crate) struct Written {
    pub(crate) name: String,
    size: u64,
    modified: Option<jiff::Timestamp>,
}

impl Deposit {
    /// Writes a copy into a new folder: the one whose id begins so, else the latest. The folder is there only when it is
    /// complete.
    ///
    /// # Errors
    /// When there is no such copy, the folder is not new, or the target does not answer. Damage is no error: what can be
    /// read is restored, and the rest is named.
    pub fn restore(&self, copy: Option<&str>, folder: &Path, tell: &Tell) -> Result<Restored, DepositError> {
        must_be_new(folder)?;
        let snapshot = self.snapshot(copy)?;
        let repository = self.done(self.repository(&Tell::nobody())?.to_indexed())?;
        let beside = beside(folder);
        fresh_folder(&beside)?;
        let mut plan = Plan { folder: beside.clone(), files: Vec::new(), pieces: Pieces::default(), lost: Vec::new() };
        self.walk(&repository, snapshot.tree, None, &mut |met| match met {
            Met::Leaf(leaf) => plan.add(&repository, leaf),
            Met::Lost(folder, why) => {
                plan.lost.push((folder, format!("the names of its files cannot be read: {why}")));
                Ok(())
            }
        })?;
        drop(repository);
        let damaged = plan.pieces.write(self, &plan.files, &beside, tell)?;
        plan.finish()?;
        move_into_place(&beside, folder)?;
        let named = |(file, why): (usize, String)| (plan.files[file].name.clone(), why);
        Ok(Restored {
            copy: Sealed::of(&snapshot),
            files: plan.files.len() as u64,
            bytes: plan.files.iter().map(|file| file.size).sum(),
            damaged: plan.lost.iter().cloned().chain(damaged.into_iter().map(named)).collect(),
        })
    }
}

/// What is to be written.
struct Plan {
    folder: PathBuf,
    files: Vec<Written>,
    pieces: Pieces,
    /// What no piece leads to any more, and why.
    lost: Vec<(String, String)>,
}

impl Plan {
    fn add(&mut self, repository: &Repository<IndexedFullStatus>, leaf: Leaf) -> Result<(), DepositError> {
        let path = self.folder.join(&leaf.name);
        let Some(pieces) = leaf.pieces else {
            return fs::create_dir(&path).map_err(DepositError::file(path));
        };
        File::create_new(&path).map_err(DepositError::file(path))?;
        let (file, mut at) = (self.files.len() as u32, 0);
        for id in pieces {
            let Ok(entry) = repository.get_index_entry(&id) else {
                self.lost.push((leaf.name.clone(), "no list names all of its pieces".to_owned()));
                break;
            };
            let place = entry.location;
            let unpacked = place.uncompressed_length;
            let piece = Piece { offset: place.offset, length: place.length, unpacked, id: id.into_inner(), file, at };
            self.pieces.add(entry.pack, piece);
            at += u64::from(place.data_length());
        }
        self.files.push(Written { name: leaf.name, size: leaf.size, modified: leaf.modified });
        Ok(())
    }

    /// Gives each file its length, which one with damage at its end lacks, and its time.
    fn finish(&self) -> Result<(), DepositError> {
        for file in &self.files {
            let path = self.folder.join(&file.name);
            let finish = || -> io::Result<()> {
                let open = File::options().write(true).open(&path)?;
                if open.metadata()?.len() != file.size {
                    open.set_len(file.size)?;
                }
                file.modified.map_or(Ok(()), |time| open.set_modified(time.into()))
            };
            finish().map_err(DepositError::file(&path))?;
        }
        Ok(())
    }
}

/// Writes bytes into a file that is there.
pub(crate) fn write_at(path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).open(path)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

fn must_be_new(folder: &Path) -> Result<(), DepositError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(DepositError::NotEmpty(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DepositError::file(folder)(error)),
    }
}

/// Where the folder grows until it is complete.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(".restoring");
    PathBuf::from(name)
}

/// A new folder; what an interrupted run left there is removed.
fn fresh_folder(path: &Path) -> Result<(), DepositError> {
    let made = match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(path),
    };
    made.map_err(DepositError::file(path))
}

fn move_into_place(beside: &Path, folder: &Path) -> Result<(), DepositError> {
    let moved = match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::rename(beside, folder),
    };
    moved.map_err(DepositError::file(folder))
}
