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
use crate::storage::sync_folder;
use crate::stretch::{Piece, Pieces};
use crate::tree::{Leaf, Met};
use crate::{Deposit, DepositError, Tell};

/// What is appended to the name of a folder, and of the files at its top, until all is there.
const UNFINISHED: &str = ".restoring";

/// What came of restoring a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Restored {
    /// The copy.
    pub copy: Sealed,
    /// How many files were written.
    pub files: u64,
    /// How many bytes they fill.
    pub bytes: u64,
    /// Whether a part was here that an interrupted run had left; it was removed.
    pub begun_before: bool,
    /// Files that are not as they were, by name, and why. What could be read of them is there.
    pub damaged: Vec<(String, String)>,
}

/// A file that is to be written.
pub(crate) struct Written {
    pub(crate) name: String,
    size: u64,
    modified: Option<jiff::Timestamp>,
}

impl Written {
    /// Where it lies until everything is there. What lies at the top of a folder says what the folder is: until then nothing
    /// lies there under its name, so that half a copy takes itself for nothing.
    pub(crate) fn beside(&self, folder: &Path) -> PathBuf {
        match self.name.contains('/') {
            true => folder.join(&self.name),
            false => folder.join(format!("{}{UNFINISHED}", self.name)),
        }
    }
}

impl Deposit {
    /// Writes a copy into a new folder: the one whose id begins so, else the latest. The folder is there only when it is
    /// complete and surely on the disk. What an interrupted run left beside it is removed, and restoring begins again.
    ///
    /// # Errors
    /// When there is no such copy, the folder is not new, or the target does not answer. Damage is no error: what can be
    /// read is restored, and the rest is named.
    pub fn restore(&self, copy: Option<&str>, folder: &Path, tell: &Tell) -> Result<Restored, DepositError> {
        must_be_new(folder)?;
        let snapshot = self.snapshot(copy)?;
        let repository = self.done(self.repository(&Tell::nobody())?.to_indexed())?;
        let beside = beside(folder);
        let begun_before = fresh_folder(&beside)?;
        let mut plan = Plan::of(&beside);
        self.walk(&repository, snapshot.tree, None, &mut |met| match met {
            Met::Leaf(leaf) => plan.add(&repository, leaf),
            Met::Lost(folder, why) => {
                plan.lost.push((folder, format!("the names of its files cannot be read: {why}")));
                Ok(())
            }
        })?;
        drop(repository);
        let damaged = plan.pieces.write(self, &plan.files, &beside, tell)?;
        if !damaged.is_empty() || !plan.lost.is_empty() {
            self.still_there()?;
        }
        plan.finish()?;
        move_into_place(&beside, folder)?;
        let named = |(file, why): (usize, String)| (plan.files[file].name.clone(), why);
        Ok(Restored {
            copy: Sealed::of(&snapshot),
            files: plan.files.len() as u64,
            bytes: plan.files.iter().map(|file| file.size).sum(),
            begun_before,
            damaged: plan.lost.iter().cloned().chain(damaged.into_iter().map(named)).collect(),
        })
    }
}

/// What is to be written.
struct Plan {
    folder: PathBuf,
    folders: Vec<PathBuf>,
    files: Vec<Written>,
    pieces: Pieces,
    /// What no piece leads to any more, and why.
    lost: Vec<(String, String)>,
}

impl Plan {
    fn of(folder: &Path) -> Plan {
        let (files, pieces) = (Vec::new(), Pieces::default());
        Plan { folder: folder.to_owned(), folders: Vec::new(), files, pieces, lost: Vec::new() }
    }

    fn add(&mut self, repository: &Repository<IndexedFullStatus>, leaf: Leaf) -> Result<(), DepositError> {
        let Some(pieces) = leaf.pieces else {
            let path = self.folder.join(&leaf.name);
            fs::create_dir(&path).map_err(DepositError::file(&path))?;
            self.folders.push(path);
            return Ok(());
        };
        let (file, mut at) = (self.files.len() as u32, 0);
        self.files.push(Written { name: leaf.name.clone(), size: leaf.size, modified: leaf.modified });
        let path = self.files[file as usize].beside(&self.folder);
        File::create_new(&path).map_err(DepositError::file(path))?;
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
        Ok(())
    }

    /// Gives each file its length, which one with damage at its end lacks, and its time; and, once all are surely on the
    /// disk, those at the top their names.
    fn finish(&self) -> Result<(), DepositError> {
        for file in &self.files {
            let path = file.beside(&self.folder);
            let finish = || -> io::Result<()> {
                let open = File::options().write(true).open(&path)?;
                if open.metadata()?.len() != file.size {
                    open.set_len(file.size)?;
                }
                file.modified.map_or(Ok(()), |time| open.set_modified(time.into()))?;
                open.sync_all()
            };
            finish().map_err(DepositError::file(&path))?;
        }
        for folder in self.folders.iter().chain([&self.folder]) {
            sync_folder(folder).map_err(DepositError::file(folder))?;
        }
        for file in &self.files {
            let (from, to) = (file.beside(&self.folder), self.folder.join(&file.name));
            if from != to {
                fs::rename(&from, &to).map_err(DepositError::file(&to))?;
            }
        }
        sync_folder(&self.folder).map_err(DepositError::file(&self.folder))
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
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// A new folder; what an interrupted run left there is removed. Returns whether there was something.
fn fresh_folder(path: &Path) -> Result<bool, DepositError> {
    let removed = match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        other => other.map(|()| true),
    };
    removed.and_then(|left| fs::create_dir_all(path).map(|()| left)).map_err(DepositError::file(path))
}

fn move_into_place(beside: &Path, folder: &Path) -> Result<(), DepositError> {
    let moved = match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::rename(beside, folder),
    };
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    moved.and_then(|()| sync_folder(above)).map_err(DepositError::file(folder))
}
