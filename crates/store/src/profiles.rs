//! Profiles and sets of them, each named by its SHA-256.

use std::io;
use std::path::Path;

use daftar_claim::profile::{read_set, set_list};
use daftar_claim::{FileId, Hash};

use crate::disk::{Disk, replace};
use crate::error::{At, StoreError};
use crate::layout::{Layout, names_in};

/// Keeps the files of a set and the list of them; durable on return.
pub(crate) fn put(disk: &dyn Disk, layout: &Layout, texts: &[&str]) -> Result<Hash, StoreError> {
    let mut files = Vec::with_capacity(texts.len());
    for text in texts {
        let id = FileId(Hash::of(text.as_bytes()));
        keep(disk, &layout.profile(&id), text)?;
        files.push(id);
    }
    let list = set_list(&files);
    let set = Hash::of(list.as_bytes());
    keep(disk, &layout.profile_set(&set), &list)?;
    Ok(set)
}

/// Writes the file unless it is there as it should be.
fn keep(disk: &dyn Disk, path: &Path, text: &str) -> Result<(), StoreError> {
    match std::fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        _ => replace(disk, path, text.as_bytes()).at(path),
    }
}

/// The texts of a set's files, in the order of its list; none when the set, or one of its files, is not here.
pub(crate) fn get(layout: &Layout, set: &Hash) -> Result<Option<Vec<String>>, StoreError> {
    let Some(list) = read(&layout.profile_set(set), set)? else { return Ok(None) };
    let files = read_set(&list).map_err(|error| StoreError::Profiles(error.to_string()))?;
    let texts = files.iter().map(|file| read(&layout.profile(file), &file.0));
    texts.collect()
}

fn read(path: &Path, hash: &Hash) -> Result<Option<String>, StoreError> {
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.at(path)?,
    };
    let damaged =
        || StoreError::Profiles(format!("{} was changed: bring it back: daftar repair --from COPY", path.display()));
    let text = String::from_utf8(bytes).map_err(|_| damaged())?;
    if Hash::of(text.as_bytes()) == *hash { Ok(Some(text)) } else { Err(damaged()) }
}

/// The sets that are here, sorted.
pub(crate) fn sets(layout: &Layout) -> Result<Vec<Hash>, StoreError> {
    let folder = layout.profiles();
    let names = names_in(&folder).at(&folder)?;
    Ok(names.iter().filter_map(|name| Hash::parse(name.strip_suffix(".json")?).ok()).collect())
}
