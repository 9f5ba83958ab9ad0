//! A folder: on this disk, another one, or a stick.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

use super::{Kind, Part, Storage, is_name};
use crate::cipher::random;

/// Files that are being written lie in this folder.
const UNFINISHED: &str = "tmp";
/// What was being written so long ago is not being written any more, where the file system cannot say it.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);
/// So often a file is begun again that somebody took for left over.
const ATTEMPTS: usize = 3;

/// A folder.
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Folder {
        Folder { root }
    }

    fn file(&self, kind: Kind, name: &str) -> PathBuf {
        self.root.join(kind.path(name))
    }

    /// Writes a file under a name of its own and gives it the right one.
    fn write_once(&self, path: &Path, parts: &[Bytes]) -> io::Result<()> {
        // By chance: a program that was killed may have had the same number, on this computer or another.
        let name = random().map_err(io::Error::other)?;
        let beside = self.root.join(UNFINISHED).join(format!("{:016x}", u64::from_ne_bytes(name)));
        let written = write_beside(&beside, parts).and_then(|_held| self.move_into_place(&beside, path));
        if written.is_err() {
            // Should this fail too, the next copy removes it.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    fn move_into_place(&self, beside: &Path, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        // Only the last folder: where the disk is gone, nothing grows in its place.
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {}
            Ok(()) => sync_folder(folder.parent().unwrap_or(&self.root))?,
        }
        fs::rename(beside, path)?;
        sync_folder(folder)
    }
}

/// Writes a file that is surely on the disk on return. It is locked until it is dropped: what nobody holds, a killed program
/// left.
fn write_beside(beside: &Path, parts: &[Bytes]) -> io::Result<File> {
    let mut file = File::create_new(beside)?;
    // Not every file system knows locks; there, age tells.
    let _ = file.try_lock();
    parts.iter().try_for_each(|part| file.write_all(part))?;
    file.sync_all()?;
    Ok(file)
}

/// Whether nobody writes this file any more.
fn is_left(path: &Path, metadata: &fs::Metadata) -> bool {
    match File::open(path).map(|file| file.try_lock()) {
        Ok(Ok(())) => true,
        Ok(Err(TryLockError::WouldBlock)) | Err(_) => false,
        Ok(Err(TryLockError::Error(_))) => {
            let age = metadata.modified().ok().and_then(|time| time.elapsed().ok());
            age.is_some_and(|age| age > STALE)
        }
    }
}

impl Storage for Folder {
    fn place(&self) -> String {
        self.root.display().to_string()
    }

    fn prepare(&self) -> io::Result<()> {
        fs::create_dir_all(&self.root)?;
        for kind in [Kind::Key, Kind::Lock, Kind::Snapshot, Kind::Index, Kind::Pack] {
            fs::create_dir_all(self.root.join(kind.folder()))?;
        }
        fs::create_dir_all(self.root.join(UNFINISHED))?;
        sync_folder(&self.root)
    }

    fn tidy(&self) {
        let unfinished = entries(&self.root.join(UNFINISHED)).unwrap_or_default();
        for (path, _) in unfinished.iter().filter(|(path, metadata)| metadata.is_file() && is_left(path, metadata)) {
            let _ = fs::remove_file(path);
        }
    }

    fn list(&self, kind: Kind) -> io::Result<Vec<(String, u64)>> {
        match kind {
            _ if kind.is_single() => {
                Ok(fs::metadata(self.root.join(kind.folder())).map_or(vec![], |m| vec![(String::new(), m.len())]))
            }
            Kind::Pack => {
                let folders = entries(&self.root.join(kind.folder()))?.into_iter().filter(|(_, kind)| kind.is_dir());
                let mut found = Vec::new();
                for (folder, _) in folders {
                    found.extend(named(entries(&folder)?));
                }
                Ok(found)
            }
            _ => Ok(named(entries(&self.root.join(kind.folder()))?).collect()),
        }
    }

    fn read(&self, kind: Kind, name: &str, part: Option<Part>) -> io::Result<Bytes> {
        let mut file = File::open(self.file(kind, name))?;
        let Some(Part { offset, length }) = part else {
            let mut bytes = Vec::with_capacity(file.metadata()?.len() as usize);
            file.read_to_end(&mut bytes)?;
            return Ok(bytes.into());
        };
        let mut bytes = vec![0; length as usize];
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }

    fn write(&self, kind: Kind, name: &str, parts: &[Bytes]) -> io::Result<()> {
        let path = self.file(kind, name);
        let mut written = self.write_once(&path, parts);
        for _ in 1..ATTEMPTS {
            match &written {
                Err(error) if error.kind() == io::ErrorKind::NotFound => written = self.write_once(&path, parts),
                _ => break,
            }
        }
        written
    }

    fn remove(&self, kind: Kind, name: &str) -> io::Result<()> {
        match fs::remove_file(self.file(kind, name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// What lies in a folder; nothing where it is not there.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, fs::Metadata)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        match entry.metadata() {
            // Another program may have removed it meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => found.push((entry.path(), other?)),
        }
    }
    Ok(found)
}

fn named(entries: Vec<(PathBuf, fs::Metadata)>) -> impl Iterator<Item = (String, u64)> {
    let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    entries.into_iter().filter_map(move |(path, metadata)| {
        let name = name(path).filter(|name| is_name(name) && metadata.is_file());
        name.map(|name| (name, metadata.len()))
    })
}

/// Returns once the names in a folder would survive a loss of power. Not every file system can be asked.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        _ if cfg!(not(unix)) => Ok(()),
        other => other,
    }
}
