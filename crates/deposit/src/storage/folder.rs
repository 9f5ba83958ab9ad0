//! A folder: on this disk, another one, or a stick.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;

use super::{Kind, Part, Storage, is_name};

/// Files that are being written lie in this folder.
const UNFINISHED: &str = "tmp";
/// What was being written so long ago is not being written any more.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder.
pub(crate) struct Folder {
    root: PathBuf,
    written: AtomicU64,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Folder {
        Folder { root, written: AtomicU64::new(0) }
    }

    fn file(&self, kind: Kind, name: &str) -> PathBuf {
        self.root.join(kind.path(name))
    }

    fn write_beside(&self, beside: &Path, parts: &[Bytes]) -> io::Result<()> {
        let mut file = File::create_new(beside)?;
        parts.iter().try_for_each(|part| file.write_all(part))?;
        file.sync_all()
    }

    fn move_into_place(&self, beside: &Path, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        // Only the last folder: where the disk is gone, nothing grows in its place.
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        fs::rename(beside, path)?;
        sync_folder(folder)
    }

    /// Removes what a killed program left half-written.
    fn remove_stale(&self) -> io::Result<()> {
        for (path, metadata) in entries(&self.root.join(UNFINISHED))? {
            let age = metadata.modified().ok().and_then(|time| time.elapsed().ok());
            if age.is_some_and(|age| age > STALE) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
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
        self.remove_stale()
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
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = self.root.join(UNFINISHED).join(format!("{}-{number}", std::process::id()));
        let path = self.file(kind, name);
        let written = self.write_beside(&beside, parts).and_then(|()| self.move_into_place(&beside, &path));
        if written.is_err() {
            // Should this fail too, it is removed as stale.
            let _ = fs::remove_file(&beside);
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

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
