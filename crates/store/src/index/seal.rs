//! The seal: a hash of the closed index, so that a flipped bit anywhere in it is found.
//!
//! It is broken before anything is written and renewed at a clean close. No seal means that a writer is at work or was
//! interrupted: then the last commit is whole, and entries beyond the watermark are noted again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use daftar_claim::{Hash, Key};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::error::{IndexError, Result};

/// What the seal of an index says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SealState {
    /// The index is as it was when it was closed.
    Good,
    /// The index differs from what was sealed: make it anew.
    Broken {
        /// In what it differs.
        why: String,
    },
    /// There is no seal: the index is being written, its writer was interrupted, or there is no index.
    Missing,
}

/// The file `seal`, one line of JSON.
#[derive(Serialize, Deserialize)]
struct Seal {
    /// Of `index.sqlite`, hexadecimal.
    blake3: String,
    /// Length of `index.sqlite`.
    bytes: u64,
}

/// Where the database lies in the index's folder.
pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join("index.sqlite")
}

fn seal_file(folder: &Path) -> PathBuf {
    folder.join("seal")
}

/// Breaks the seal.
pub(super) fn remove(folder: &Path) -> Result<()> {
    let path = seal_file(folder);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(IndexError::io(&path)(error)),
        _ => Ok(()),
    }
}

/// Seals the closed index.
pub(super) fn write(folder: &Path) -> Result<()> {
    let (blake3, bytes) = fingerprint(&database(folder))?;
    let line = serde_json::to_string(&Seal { blake3, bytes }).map_err(io::Error::from);
    let path = seal_file(folder);
    line.and_then(|line| fs::write(&path, line + "\n")).map_err(IndexError::io(&path))
}

/// Checks the index in a folder against its seal; reads every byte of it and writes nothing.
///
/// # Errors
/// When a file is there but cannot be read.
pub fn check_seal(folder: &Path) -> Result<SealState> {
    let path = seal_file(folder);
    let line = match fs::read(&path) {
        Ok(line) => line,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(SealState::Missing),
        Err(error) => return Err(IndexError::io(&path)(error)),
    };
    let Ok(seal) = serde_json::from_slice::<Seal>(&line) else { return Ok(broken("the seal itself cannot be read")) };
    if !database(folder).exists() {
        return Ok(broken("index.sqlite is missing"));
    }
    let (blake3, bytes) = fingerprint(&database(folder))?;
    if bytes != seal.bytes {
        return Ok(broken(format!("index.sqlite has {bytes} bytes, sealed were {}", seal.bytes)));
    }
    if blake3 != seal.blake3 {
        return Ok(broken("index.sqlite has changed since it was sealed"));
    }
    Ok(SealState::Good)
}

fn broken(why: impl Into<String>) -> SealState {
    SealState::Broken { why: why.into() }
}

fn fingerprint(path: &Path) -> Result<(String, u64)> {
    let mut hasher = blake3::Hasher::new();
    let read = File::open(path).and_then(|file| hasher.update_reader(file).map(|_| ()));
    read.map_err(IndexError::io(path))?;
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

/// The last entry of each log that is noted.
pub(super) fn watermark(db: &Connection) -> Result<BTreeMap<Key, u64>> {
    let mut logs = db.prepare_cached("SELECT key, (SELECT max(number) FROM entry WHERE log=log.n) FROM log")?;
    let last = |row: &rusqlite::Row<'_>| Ok((Key(Hash(row.get(0)?)), row.get::<_, i64>(1)? as u64));
    Ok(logs.query_map([], last)?.collect::<rusqlite::Result<_>>()?)
}
