//! Evidence: files as they are, named by their SHA-256.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use daftar_claim::{FileId, Hash};
use sha2::{Digest, Sha256};

use crate::disk::Disk;
use crate::error::{At, StoreError};
use crate::layout::{Layout, UNFINISHED, names_in};

/// Files are read and written in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// Copies what `reader` gives, hashing on the way, and names it; durable on return. Nothing stays if anything fails.
pub(crate) fn put(
    disk: &dyn Disk,
    layout: &Layout,
    reader: &mut dyn Read,
    objection: &dyn Fn(FileId) -> Option<StoreError>,
) -> Result<FileId, StoreError> {
    let unfinished = layout.evidence().join(format!("incoming{UNFINISHED}"));
    let put = copy(disk, reader, &unfinished).and_then(|id| match objection(id) {
        Some(error) => Err(error),
        None => settle(disk, layout, &unfinished, id),
    });
    if put.is_err() {
        // Should this fail too, opening the register removes it.
        let _ = disk.remove(&unfinished);
    }
    put
}

fn copy(disk: &dyn Disk, reader: &mut dyn Read, to: &Path) -> Result<FileId, StoreError> {
    let (mut hasher, mut at) = (Sha256::new(), 0);
    disk.remove(to).at(to)?;
    loop {
        let mut piece = Vec::new();
        reader.take(PIECE as u64).read_to_end(&mut piece).at(Path::new("the file to be kept"))?;
        disk.write_at(to, at, &piece).at(to)?;
        hasher.update(&piece);
        at += piece.len() as u64;
        if piece.len() < PIECE {
            disk.sync(to).at(to)?;
            return Ok(FileId(Hash(hasher.finalize().into())));
        }
    }
}

fn settle(disk: &dyn Disk, layout: &Layout, from: &Path, id: FileId) -> Result<FileId, StoreError> {
    let path = layout.file(&id);
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    if !folder.exists() {
        disk.create_dir(&folder).at(&folder)?;
        disk.sync_dir(&layout.evidence()).at(&layout.evidence())?;
    }
    // A guard against accidents: no program writes into an original. Where the file system knows no such guard, the file
    // is kept all the same.
    let _ = disk.protect(from);
    // Also over a file of that name: if it was damaged, it is whole again.
    disk.rename(from, &path).at(&path)?;
    disk.sync_dir(&folder).at(&folder)?;
    Ok(id)
}

/// The files that are here with their paths, sorted by id; what bears another name is left out.
pub(crate) fn list(layout: &Layout) -> Result<Vec<(FileId, PathBuf)>, StoreError> {
    let mut files = Vec::new();
    let evidence = layout.evidence();
    for folder in names_in(&evidence).at(&evidence)?.into_iter().filter(|name| name.len() == 2) {
        let folder = evidence.join(folder);
        for name in names_in(&folder).at(&folder)? {
            let id = Hash::parse(&name).ok().map(FileId);
            files.extend(id.filter(|id| layout.file(id) == folder.join(&name)).map(|id| (id, folder.join(&name))));
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// Opens a file.
pub(crate) fn open(layout: &Layout, id: &FileId) -> Result<Option<File>, StoreError> {
    let path = layout.file(id);
    match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other.map(Some).at(&path),
    }
}

/// Removes a file; durable on return.
pub(crate) fn remove(disk: &dyn Disk, layout: &Layout, id: &FileId) -> Result<(), StoreError> {
    let path = layout.file(id);
    if !path.exists() {
        return Ok(());
    }
    disk.remove(&path).at(&path)?;
    path.parent().map_or(Ok(()), |folder| disk.sync_dir(folder).at(folder))
}

/// Removes what a crash left half-written.
pub(crate) fn remove_unfinished(disk: &dyn Disk, layout: &Layout) -> Result<(), StoreError> {
    for folder in [layout.folder().to_owned(), layout.evidence(), layout.profiles()] {
        for name in names_in(&folder).at(&folder)?.iter().filter(|name| name.ends_with(UNFINISHED)) {
            let path = folder.join(name);
            disk.remove(&path).at(&path)?;
        }
    }
    Ok(())
}
