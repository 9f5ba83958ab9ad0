//! Hashing source files again, on as many threads as there are cores, a piece at a time; it can be stopped at any piece.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use daftar_claim::{FileId, Hash};
use sha2::{Digest, Sha256};

use crate::error::{At, StoreError};
use crate::layout::Layout;
use crate::store::Store;

/// How much is read at a time: little enough to stay in a core's cache between reading and hashing.
const PIECE: usize = 128 << 10;

/// What hashing a source file again came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proof {
    /// Its bytes have the hash that it is named by.
    Whole,
    /// They have this hash.
    Changed(Hash),
    /// It is not here.
    Missing,
    /// The system does not give its bytes, and says why.
    Unreadable(String),
}

/// What is told while files are hashed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proving {
    /// So many bytes more are done.
    Bytes(u64),
    /// A file is done.
    File(FileId, Proof),
}

impl Store {
    /// Hashes these files again, the largest first, and tells what each came to. Once `stop` is true no file is begun or
    /// ended any more; what was told holds.
    pub fn prove(&self, files: &[FileId], stop: &AtomicBool, tell: &(dyn Fn(Proving) + Sync)) {
        let mut order: Vec<(u64, FileId)> = files.iter().map(|file| (self.file_length(file), *file)).collect();
        order.sort_unstable_by(|one, other| other.cmp(one));
        let (layout, next) = (&self.layout, AtomicUsize::new(0));
        let work = || {
            let mut piece = vec![0; PIECE];
            while let Some((_, file)) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                match prove(layout, file, &mut piece, stop, tell) {
                    Some(proof) => tell(Proving::File(*file, proof)),
                    None => return,
                }
            }
        };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(order.len());
        std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    }

    /// How many bytes a source file has here; none that is not here.
    pub fn file_length(&self, file: &FileId) -> u64 {
        self.layout.file(file).metadata().map_or(0, |facts| facts.len())
    }
}

/// Hashes one file; none when it was told to stop.
fn prove(
    layout: &Layout,
    file: &FileId,
    piece: &mut [u8],
    stop: &AtomicBool,
    tell: &(dyn Fn(Proving) + Sync),
) -> Option<Proof> {
    let stopped = || stop.load(Ordering::Relaxed);
    if stopped() {
        return None;
    }
    let mut hasher = Sha256::new();
    let each = |bytes: &[u8]| {
        hasher.update(bytes);
        tell(Proving::Bytes(bytes.len() as u64));
        !stopped()
    };
    match stream(&layout.file(file), piece, each) {
        Ok(false) => None,
        Ok(true) => Some(match Hash(hasher.finalize().into()) {
            found if found == file.0 => Proof::Whole,
            found => Proof::Changed(found),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Proof::Missing),
        Err(error) => Some(Proof::Unreadable(error.to_string())),
    }
}

/// Gives a file piece by piece; whether it was read to its end, for `each` may say no.
fn stream(path: &Path, piece: &mut [u8], mut each: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let mut file = File::open(path)?;
    loop {
        let read = match file.read(piece) {
            Ok(0) => return Ok(true),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if !each(&piece[..read]) {
            return Ok(false);
        }
    }
}

/// The SHA-256 of a file, and how long it is.
///
/// # Errors
/// When it cannot be read.
pub fn hash_of(path: &Path) -> Result<(Hash, u64), StoreError> {
    let (mut hasher, mut length) = (Sha256::new(), 0);
    let each = |bytes: &[u8]| {
        hasher.update(bytes);
        length += bytes.len() as u64;
        true
    };
    stream(path, &mut vec![0; PIECE], each).at(path)?;
    Ok((Hash(hasher.finalize().into()), length))
}
