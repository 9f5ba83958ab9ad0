//! A folder in which a copy is brought back only to be looked at.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::RegisterError;

/// The file that says whose folder it is, and is locked as long as it is in use.
const MARK: &str = "rehearsal";

/// A folder that only this user may enter, and that is gone when it is dropped. What an interrupted program left of one is
/// removed by the next.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _mark: File,
}

impl Scratch {
    /// Makes it in a folder, under a name that is made from the register's.
    ///
    /// # Errors
    /// When another program uses it, something else lies there, or it cannot be made.
    pub fn within(folder: &Path, register: &Path) -> Result<Scratch, RegisterError> {
        let mut name = register.file_name().unwrap_or_default().to_owned();
        name.push(".rehearsal");
        let path = folder.join(name);
        remove_left(&path)?;
        make(&path).map_err(RegisterError::io(&path))?;
        let mark = File::create(path.join(MARK)).map_err(RegisterError::io(&path))?;
        mark.try_lock().map_err(|_| in_use(&path))?;
        Ok(Scratch { path, _mark: mark })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the copy is brought back to.
    pub fn register(&self) -> PathBuf {
        self.path.join("copy.daftar")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Should this fail, the next rehearsal removes it.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes what an interrupted rehearsal left, and nothing else.
fn remove_left(path: &Path) -> Result<(), RegisterError> {
    if !path.exists() || fs::remove_dir(path).is_ok() {
        return Ok(());
    }
    let Ok(mark) = File::options().write(true).open(path.join(MARK)) else {
        let words = format!("{} is in the way, and no rehearsal left it there: give --scratch FOLDER", path.display());
        return Err(RegisterError::Ask(words));
    };
    match mark.try_lock() {
        Err(TryLockError::WouldBlock) => Err(in_use(path)),
        Err(TryLockError::Error(error)) => Err(RegisterError::io(path)(error)),
        Ok(()) => fs::remove_dir_all(path).map_err(RegisterError::io(path)),
    }
}

fn in_use(path: &Path) -> RegisterError {
    RegisterError::Ask(format!("another rehearsal uses {}: wait for it, or give --scratch FOLDER", path.display()))
}

fn make(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_private_gone_afterwards_and_removes_only_what_another_left() {
        let dir = tempfile::tempdir().unwrap();
        let scratch = Scratch::within(dir.path(), Path::new("/x/town.daftar")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(scratch.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        }
        fs::create_dir(scratch.register()).unwrap();
        let second = Scratch::within(dir.path(), Path::new("town.daftar")).unwrap_err();
        assert!(second.to_string().contains("another rehearsal"), "{second}");
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(!path.exists());
        fs::create_dir(&path).unwrap();
        fs::write(path.join(MARK), "").unwrap();
        fs::write(path.join("left"), "").unwrap();
        drop(Scratch::within(dir.path(), Path::new("town.daftar")).unwrap());
        fs::create_dir(&path).unwrap();
        fs::write(path.join("a letter"), "").unwrap();
        let refused = Scratch::within(dir.path(), Path::new("town.daftar")).unwrap_err();
        assert!(refused.to_string().contains("no rehearsal left it") && path.join("a letter").exists(), "{refused}");
    }
}
