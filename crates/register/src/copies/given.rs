//! What a peer gave of what is damaged here, until it is mended: entries and files in a folder of their own.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use daftar_claim::{BodyState, EntryId, FileId, LedgerEntry, LedgerError, SignedHeader};
use daftar_copy::sync::Basket;
use daftar_store::{Spare, StoreError};

use crate::RegisterError;

/// The file of the bodies.
const BODIES: &str = "bodies";

/// What a peer gave. Headers are held in memory, all else lies in the folder.
pub(super) struct Given {
    folder: PathBuf,
    bodies: File,
    length: u64,
    entries: BTreeMap<EntryId, (SignedHeader, Vec<Lies>)>,
    /// How many bodies it kept back, had erased or had not got.
    pub(super) kept_back: u64,
    /// Source files that came whole.
    pub(super) files: u64,
}

/// Where a body lies, or why it does not.
enum Lies {
    At(u64, usize),
    Not(BodyState),
}

impl Given {
    pub(super) fn into(folder: PathBuf) -> Result<Given, RegisterError> {
        fs::create_dir_all(folder.join("profiles")).map_err(RegisterError::io(&folder))?;
        let path = folder.join(BODIES);
        let mut options = OpenOptions::new();
        let bodies = options.read(true).append(true).create(true).open(&path).map_err(RegisterError::io(&path))?;
        Ok(Given { folder, bodies, length: 0, entries: BTreeMap::new(), kept_back: 0, files: 0 })
    }

    /// How many entries came.
    pub(super) fn entries(&self) -> u64 {
        self.entries.len() as u64
    }

    fn path(&self, file: FileId) -> PathBuf {
        self.folder.join(file.0.to_string())
    }

    fn lay(&mut self, body: BodyState) -> io::Result<Lies> {
        let BodyState::Present(bytes) = body else {
            self.kept_back += 1;
            return Ok(Lies::Not(body));
        };
        self.bodies.write_all(&bytes)?;
        let lies = Lies::At(self.length, bytes.len());
        self.length += bytes.len() as u64;
        Ok(lies)
    }

    fn read(&self, lies: &Lies) -> io::Result<BodyState> {
        let (at, length) = match lies {
            Lies::At(at, length) => (*at, *length),
            Lies::Not(state) => return Ok(state.clone()),
        };
        let mut bytes = vec![0; length];
        let mut bodies = &self.bodies;
        bodies.seek(SeekFrom::Start(at))?;
        bodies.read_exact(&mut bytes)?;
        Ok(BodyState::Present(bytes))
    }
}

fn told(error: io::Error) -> LedgerError {
    LedgerError::Files(error.to_string())
}

impl Basket for Given {
    fn entry(&mut self, entry: LedgerEntry) -> Result<(), LedgerError> {
        let lies = entry.bodies.into_iter().map(|body| self.lay(body)).collect::<Result<_, _>>().map_err(told)?;
        self.entries.insert(entry.header.header.entry, (entry.header, lies));
        Ok(())
    }

    fn profiles(&mut self, texts: &[String]) -> Result<(), LedgerError> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let kept = daftar_store::keep_profiles(&self.folder, &texts);
        kept.map(drop).map_err(|error| LedgerError::Files(error.to_string()))
    }

    fn piece(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError> {
        let write = || -> io::Result<()> {
            let mut to = OpenOptions::new().write(true).create(true).truncate(false).open(self.path(file))?;
            to.set_len(at)?;
            to.seek(SeekFrom::Start(at))?;
            to.write_all(piece)
        };
        write().map_err(told)
    }

    fn whole(&mut self, file: FileId) -> Result<bool, LedgerError> {
        let path = self.path(file);
        let (hash, _) = daftar_store::hash_of(&path).map_err(|error| LedgerError::Files(error.to_string()))?;
        let whole = hash == file.0;
        match whole {
            true => self.files += 1,
            false => fs::remove_file(&path).map_err(told)?,
        }
        Ok(whole)
    }
}

impl Spare for Given {
    fn header(&self, id: EntryId) -> Option<SignedHeader> {
        self.entries.get(&id).map(|(header, _)| header.clone())
    }

    fn bodies(&self, id: EntryId) -> Result<Vec<BodyState>, StoreError> {
        let lies = self.entries.get(&id).map(|(_, lies)| lies.as_slice()).unwrap_or_default();
        let read = lies.iter().map(|one| self.read(one)).collect::<io::Result<_>>();
        read.map_err(|error| StoreError::Io { path: self.folder.join(BODIES), error })
    }

    fn file(&self, id: &FileId) -> Result<Option<File>, StoreError> {
        let path = self.path(*id);
        match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            opened => opened.map(Some).map_err(|error| StoreError::Io { path, error }),
        }
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    fn is_of_a_peer(&self) -> bool {
        true
    }
}
