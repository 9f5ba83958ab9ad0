//! Evidence: files as they are, named by their SHA-256.

use std::collections::BTreeSet;
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
    let copied = copy(disk, reader, Path::new("the file to be kept"), &incoming(layout, 0), objection);
    let put = copied.and_then(|id| settle(disk, layout, &[id]).map(|()| id));
    put.inspect_err(|_| remove_incoming(disk, layout, 1))
}

/// The same for several files: none has its name before the bytes of all are durable.
pub(crate) fn put_all(
    disk: &dyn Disk,
    layout: &Layout,
    paths: &[PathBuf],
    objection: &dyn Fn(FileId) -> Option<StoreError>,
) -> Result<Vec<FileId>, StoreError> {
    let one = |(place, path): (usize, &PathBuf)| {
        let mut file = File::open(path).at(path)?;
        copy(disk, &mut file, path, &incoming(layout, place), objection)
    };
    let copied: Result<Vec<FileId>, StoreError> = paths.iter().enumerate().map(one).collect();
    let put = copied.and_then(|ids| settle(disk, layout, &ids).map(|()| ids));
    put.inspect_err(|_| remove_incoming(disk, layout, paths.len()))
}

/// Where a file lies until it has its name.
fn incoming(layout: &Layout, place: usize) -> PathBuf {
    layout.evidence().join(format!("incoming-{place}{UNFINISHED}"))
}

/// Should this fail, too, opening the register removes them.
fn remove_incoming(disk: &dyn Disk, layout: &Layout, count: usize) {
    for place in 0..count {
        let _ = disk.remove(&incoming(layout, place));
    }
}

fn copy(
    disk: &dyn Disk,
    reader: &mut dyn Read,
    from: &Path,
    to: &Path,
    objection: &dyn Fn(FileId) -> Option<StoreError>,
) -> Result<FileId, StoreError> {
    let (mut hasher, mut at) = (Sha256::new(), 0);
    disk.remove(to).at(to)?;
    loop {
        let mut piece = Vec::new();
        reader.take(PIECE as u64).read_to_end(&mut piece).at(from)?;
        disk.write_at(to, at, &piece).at(to)?;
        hasher.update(&piece);
        at += piece.len() as u64;
        if piece.len() < PIECE {
            let id = FileId(Hash(hasher.finalize().into()));
            return objection(id).map_or(Ok(id), Err);
        }
    }
}

/// Gives files that came in their names, once the bytes of all are durable.
fn settle(disk: &dyn Disk, layout: &Layout, ids: &[FileId]) -> Result<(), StoreError> {
    let evidence = layout.evidence();
    let from: Vec<PathBuf> = (0..ids.len()).map(|place| incoming(layout, place)).collect();
    disk.sync_all(&from).at(&evidence)?;
    let paths: Vec<PathBuf> = ids.iter().map(|id| layout.file(id)).collect();
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    let new: Vec<&&Path> = folders.iter().filter(|folder| !folder.exists()).collect();
    new.iter().try_for_each(|folder| disk.create_dir(folder).at(folder))?;
    if !new.is_empty() {
        disk.sync_dir(&evidence).at(&evidence)?;
    }
    for (from, path) in from.iter().zip(&paths) {
        // A guard against accidents: no program writes into an original. Where the file system knows no such guard, the
        // file is kept all the same.
        let _ = disk.protect(from);
        // Also over a file of that name: if it was damaged, it is whole again.
        disk.rename(from, path).at(path)?;
    }
    folders.iter().try_for_each(|folder| disk.sync_dir(folder).at(folder))
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
