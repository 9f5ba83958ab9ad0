//! Pieces of source files that wait for the rest: from a line that broke, or from parts of a bundle.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use daftar_claim::{FileId, Hash, LedgerError};
use daftar_copy::bundle::Incoming;

/// Where they wait, below the register's folder.
const PIECES: [&str; 2] = ["incoming", "sync"];

/// The beginnings of source files, each named by the hash that the whole will have.
#[derive(Clone, Debug)]
pub(crate) struct Pieces(PathBuf);

impl Pieces {
    /// Those of a register.
    pub(crate) fn of(folder: &Path) -> Pieces {
        Pieces(PIECES.iter().fold(folder.to_owned(), |path, part| path.join(part)))
    }

    /// The folder in which they lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// Makes the folder, for this user alone.
    pub(crate) fn make_folder(&self) -> io::Result<()> {
        if self.0.exists() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.0)
    }

    fn path(&self, file: FileId) -> PathBuf {
        self.0.join(file.0.to_string())
    }

    fn write(&self, file: FileId, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.make_folder()?;
        let mut to = OpenOptions::new().write(true).create(true).truncate(false).open(self.path(file))?;
        to.set_len(at)?;
        to.seek(SeekFrom::Start(at))?;
        to.write_all(bytes)
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
        let names = fs::read_dir(&self.0).into_iter().flatten().flatten();
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
        match fs::remove_file(self.path(file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(self.told(file)),
        }
    }
}
