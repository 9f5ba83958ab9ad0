//! Every change of a register's files goes through [`Disk`], so that tests can make it fail, or replay a loss of power.
//!
//! What each call promises after a loss of power: nothing, until [`Disk::sync`] returned for a file's bytes and
//! [`Disk::sync_dir`] for the names in a folder (made, renamed, removed). The index is not written through here: it can
//! be made again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// So many files are synced with the whole file system at once.
#[cfg(target_os = "linux")]
const MANY: usize = 16;

/// What the store asks of a file system.
pub trait Disk: Send + Sync {
    /// Makes one folder; well if it is there already.
    ///
    /// # Errors
    /// As the file system says.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes `bytes` at the offset `at`, making the file if it is not there.
    ///
    /// # Errors
    /// As the file system says; then any part of the bytes may have been written.
    fn write_at(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file to `length` bytes.
    ///
    /// # Errors
    /// As the file system says.
    fn truncate(&self, path: &Path, length: u64) -> io::Result<()>;

    /// Returns once a file's bytes and length would survive a loss of power.
    ///
    /// # Errors
    /// As the file system says; then nothing is known of what was written since the last success.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// The same for several files that lie on one file system.
    ///
    /// # Errors
    /// As the file system says; then nothing is known of any of them.
    fn sync_all(&self, paths: &[PathBuf]) -> io::Result<()> {
        paths.iter().try_for_each(|path| self.sync(path))
    }

    /// Returns once the names in a folder would survive a loss of power.
    ///
    /// # Errors
    /// As the file system says.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Gives a file another name in one step, replacing what bore it.
    ///
    /// # Errors
    /// As the file system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file; well if it is not there.
    ///
    /// # Errors
    /// As the file system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a file read-only; renaming and removing it still work.
    ///
    /// # Errors
    /// As the file system says.
    fn protect(&self, path: &Path) -> io::Result<()> {
        let mut permissions = path.metadata()?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions)
    }
}

/// The file system of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other,
        }
    }

    fn write_at(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.set_len(length)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Syncing concerns the file, whichever handle asks for it; a handle for writing, since Windows wants one.
        OpenOptions::new().write(true).open(path)?.sync_data()
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, paths: &[PathBuf]) -> io::Result<()> {
        match paths.first().filter(|_| paths.len() >= MANY) {
            // One for all takes as long as one for each of a few; and tells of every failure, as they do.
            Some(first) => Ok(rustix::fs::syncfs(File::open(first)?)?),
            None => paths.iter().try_for_each(|path| self.sync(path)),
        }
    }

    #[cfg(unix)]
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(not(unix))]
        unprotect(to)?;
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        #[cfg(not(unix))]
        unprotect(path)?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// Lets a file that is read-only be replaced or removed, where the system asks for that.
#[cfg(not(unix))]
fn unprotect(path: &Path) -> io::Result<()> {
    let Ok(facts) = path.metadata() else { return Ok(()) };
    let mut permissions = facts.permissions();
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)
}

/// Puts a whole file in place so that after a loss of power the old one or the new one is there, never a part.
///
/// # Errors
/// As the file system says; then the old one is there, and nothing of the new one.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = crate::layout::beside(path);
    disk.remove(&beside)?;
    let written = disk.write_at(&beside, 0, bytes).and_then(|()| disk.sync(&beside));
    let renamed = written.and_then(|()| disk.rename(&beside, path));
    if let Err(error) = renamed {
        // The half-written file must not take the room that its owner lacks; should this fail, opening removes it.
        let _ = disk.remove(&beside);
        return Err(error);
    }
    path.parent().map_or(Ok(()), |folder| disk.sync_dir(folder))
}
