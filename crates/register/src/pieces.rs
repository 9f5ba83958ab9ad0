//! Pieces of source files that wait for the rest: from a line that broke, or from parts of a bundle.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_claim::{FileId, Hash, LedgerError};
use daftar_copy::bundle::Incoming;
use daftar_store::disk::{Disk, RealDisk};

/// Where they wait, below the register's folder.
const PIECES: [&str; 2] = ["incoming", "sync"];

/// The beginnings of source files, each named by the hash that the whole will have.
#[derive(Clone)]
pub(crate) struct Pieces {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    /// Those that grew and may not be on the disk yet.
    grown: BTreeSet<FileId>,
}

impl Pieces {
    /// Those of a register.
    pub(crate) fn of(folder: &Path) -> Pieces {
        Pieces::on(Arc::new(RealDisk), folder)
    }

    /// The same, on the file system on which the register lies.
    pub(crate) fn on(disk: Arc<dyn Disk>, folder: &Path) -> Pieces {
        let folder = PIECES.iter().fold(folder.to_owned(), |path, part| path.join(part));
        Pieces { folder, disk, grown: BTreeSet::new() }
    }

    /// The folder in which they lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder, for this user alone.
    fn make_folder(&self) -> io::Result<()> {
        if self.folder.exists() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.folder)
    }

    /// Puts a note beside them, durable on return, once what grew is durable: it may say that a part came as a whole.
    pub(crate) fn note(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.make_folder()?;
        let grown: Vec<PathBuf> = std::mem::take(&mut self.grown).into_iter().map(|file| self.path(file)).collect();
        for path in grown.iter().filter(|path| path.exists()) {
            self.disk.sync(path)?;
        }
        self.disk.sync_dir(&self.folder)?;
        daftar_store::disk::replace(&*self.disk, path, bytes)
    }

    /// Removes the notes with this ending: what they say came is not all here any more.
    pub(crate) fn forget_notes(&self, ending: &str) -> io::Result<()> {
        let all = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|one| one.path());
        let notes = all.filter(|path| path.extension().is_some_and(|found| found == ending));
        notes.into_iter().try_for_each(|path| self.disk.remove(&path))
    }

    fn path(&self, file: FileId) -> PathBuf {
        self.folder.join(file.0.to_string())
    }

    fn write(&mut self, file: FileId, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.make_folder()?;
        let path = self.path(file);
        if path.metadata().is_ok_and(|facts| facts.len() > at) {
            self.disk.truncate(&path, at)?;
        }
        self.grown.insert(file);
        self.disk.write_at(&path, at, bytes)
    }

    fn told(&self, file: FileId) -> impl FnOnce(io::Error) -> LedgerError {
        let path = self.path(file);
        move |error| LedgerError::Files(format!("{}: {error}", path.display()))
    }
}

impl Incoming for Pieces {
    fn begun(&self, file: FileId) -> u64 {
        fs::metadata(self.path(file)).map_or(0, |facts| facts.len())
    }

    fn waiting(&self) -> usize {
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        names.filter(|one| one.file_name().to_str().is_some_and(|name| Hash::parse(name).is_ok())).count()
    }

    fn go_on(&mut self, file: FileId, at: u64, bytes: &[u8]) -> Result<(), LedgerError> {
        self.write(file, at, bytes).map_err(self.told(file))
    }

    fn open(&self, file: FileId) -> Result<Box<dyn Read>, LedgerError> {
        let open = File::open(self.path(file)).map_err(self.told(file))?;
        Ok(Box::new(BufReader::new(open)))
    }

    fn forget(&mut self, file: FileId) -> Result<(), LedgerError> {
        self.grown.remove(&file);
        self.disk.remove(&self.path(file)).map_err(self.told(file))
    }
}
