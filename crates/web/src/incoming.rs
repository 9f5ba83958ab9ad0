//! What is on its way into the register lies in its own folder, and nowhere else: files that are sent, what is made to be taken
//! away, a list that waits. What a program that ended left there goes at the next start.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use daftar_register::store::is_being_written;
use tempfile::TempDir;

use crate::lists;

/// The folder, below that of the register.
const INCOMING: &str = "incoming";
/// What a syncing goes on with.
const SYNCING: &str = "sync";

/// A folder that vanishes when it is dropped. As long as it is held, no other program that serves the same notebook takes it
/// for something that was left.
#[derive(Debug)]
pub(crate) struct Incoming {
    folder: TempDir,
    /// None where folders cannot be locked.
    _held: Option<File>,
}

impl Incoming {
    /// Makes one for the register in this folder.
    pub(crate) fn new(register: &Path) -> io::Result<Incoming> {
        let above = register.join(INCOMING);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&above)?;
        let folder = tempfile::tempdir_in(above)?;
        let held = File::open(folder.path()).ok().filter(|file| file.try_lock().is_ok());
        Ok(Incoming { folder, _held: held })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Where a list waits to be imported. It stays when the program ends: see [`lists::stays`].
pub(crate) fn list(register: &Path) -> PathBuf {
    register.join(INCOMING).join(lists::LIST)
}

/// Removes what came in while the program was ended, but for what a syncing goes on with, a list that waits, and what another
/// program holds. As long as somebody writes, it may still be on its way.
pub(crate) fn forget(register: &Path) {
    if is_being_written(register) {
        return;
    }
    // Where nothing is, there is nothing to remove; where it cannot be removed, nothing can be written either.
    let incoming = register.join(INCOMING);
    for one in fs::read_dir(&incoming).into_iter().flatten().flatten() {
        let (name, path) = (one.file_name(), one.path());
        let stays = match name.to_str() {
            Some(SYNCING) => true,
            Some(lists::LIST) => lists::stays(&path),
            _ => is_held(&path),
        };
        if !stays {
            drop(fs::remove_dir_all(path));
        }
    }
    // Only where it is empty now.
    drop(fs::remove_dir(incoming));
}

/// Whether some program holds it.
fn is_held(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_stays_and_what_was_left_goes() {
        let register = tempfile::tempdir().unwrap();
        let held = Incoming::new(register.path()).unwrap();
        fs::write(held.path().join("letter.txt"), "dear").unwrap();
        let left = register.path().join("incoming/left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join("letter.txt"), "dear").unwrap();
        forget(register.path());
        assert!(held.path().join("letter.txt").exists() && !left.exists());
        drop(held);
        forget(register.path());
        assert!(!register.path().join("incoming").exists());
    }
}
