//! What was made from source files so that they are shown sooner: small pictures and tiles. Like the index it can be made
//! again at any time, and no copy of a register holds it. It lies beside the index, in the open: nothing is ever made here
//! of a file that is restricted, and what was made of a file goes when the file goes.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use daftar_claim::{FileId, Hash};

use crate::error::{At, StoreError};
use crate::evidence;
use crate::layout::{Layout, UNFINISHED, names_in};

/// Changes whenever what is made would be other bytes; whatever was made before is then made anew.
const MAKE: &str = "1";

/// Something made from a source file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Derivative {
    /// A small picture, as pages show it.
    Small,
    /// Every size and tile.
    Tiles,
}

const ALL: [Derivative; 2] = [Derivative::Small, Derivative::Tiles];

/// What was made from the source files of a register.
#[derive(Clone, Debug)]
pub struct Derived(Layout);

impl Derived {
    /// That of the register in this folder.
    pub fn of(register: &Path) -> Derived {
        Derived(Layout::new(register))
    }

    fn folder(&self) -> PathBuf {
        self.0.pictures().join(MAKE)
    }

    fn path(&self, file: &FileId, what: Derivative) -> PathBuf {
        let name = file.0.to_string();
        let ending = match what {
            Derivative::Small => "jpg",
            Derivative::Tiles => "zip",
        };
        self.folder().join(&name[..2]).join(format!("{name}.{ending}"))
    }

    /// Opens what was made, if it was.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self, file: &FileId, what: Derivative) -> Result<Option<File>, StoreError> {
        let path = self.path(file, what);
        match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some).at(&path),
        }
    }

    /// Opens the source file itself, if it is here.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn original(&self, file: &FileId) -> Result<Option<File>, StoreError> {
        evidence::open(&self.0, file)
    }

    /// Lets `write` write it: it is there whole, or not at all. Of a file that was erased meanwhile nothing stays.
    ///
    /// # Errors
    /// What `write` says; else when nothing can be written here.
    pub fn make<E: From<StoreError>>(
        &self,
        file: &FileId,
        what: Derivative,
        write: impl FnOnce(&mut File) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path(file, what);
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).at(folder)?;
        let unfinished = Unfinished(self.folder().join(unfinished_name()));
        write(&mut new(&unfinished.0)?)?;
        fs::rename(&unfinished.0, &path).at(&path)?;
        // An erasure takes the source file first: one that came in between is seen here.
        if !self.0.file(file).exists() {
            self.forget(file)?;
        }
        Ok(())
    }

    /// Removes what was made from a file.
    pub(crate) fn forget(&self, file: &FileId) -> Result<(), StoreError> {
        ALL.into_iter().try_for_each(|what| remove(&self.path(file, what)))
    }

    /// Removes what an older program made, what was not finished, and what was made of files that are here no more. Nobody
    /// may be making anything meanwhile.
    ///
    /// # Errors
    /// When something cannot be listed or removed.
    pub fn sweep(&self) -> Result<(), StoreError> {
        let all = self.0.pictures();
        for other in names_in(&all).at(&all)?.iter().filter(|name| *name != MAKE) {
            let path = all.join(other);
            fs::remove_dir_all(&path).at(&path)?;
        }
        let folder = self.folder();
        for name in names_in(&folder).at(&folder)? {
            let path = folder.join(&name);
            match name.ends_with(UNFINISHED) {
                true => remove(&path)?,
                false => self.sweep_part(&path)?,
            }
        }
        Ok(())
    }

    fn sweep_part(&self, part: &Path) -> Result<(), StoreError> {
        for name in names_in(part).at(part)? {
            let of = name.split('.').next().and_then(|digits| Hash::parse(digits).ok()).map(FileId);
            if !of.is_some_and(|file| self.0.file(&file).exists()) {
                remove(&part.join(&name))?;
            }
        }
        Ok(())
    }
}

fn new(path: &Path) -> Result<File, StoreError> {
    OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path).at(path)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.at(path),
    }
}

/// A name that no other maker has, in this program or another.
fn unfinished_name() -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}{UNFINISHED}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed))
}

/// A file that vanishes unless it was given its name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it has its name nothing is here; what cannot be removed goes with the next sweep.
        drop(fs::remove_file(&self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};

    fn of(text: &str) -> FileId {
        FileId(Hash::of(text.as_bytes()))
    }

    /// A folder with a source file that says this.
    fn with_file(text: &str) -> (tempfile::TempDir, Derived, FileId) {
        let folder = tempfile::tempdir().unwrap();
        let derived = Derived::of(folder.path());
        let path = derived.0.file(&of(text));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        (folder, derived, of(text))
    }

    fn made(derived: &Derived, file: FileId) -> Option<String> {
        let mut text = String::new();
        derived.open(&file, Derivative::Small).unwrap()?.read_to_string(&mut text).unwrap();
        Some(text)
    }

    fn make(derived: &Derived, file: FileId, write: &str) -> Result<(), StoreError> {
        derived.make(&file, Derivative::Small, |to| to.write_all(write.as_bytes()).at(Path::new("test")))
    }

    #[test]
    fn it_is_there_whole_or_not_at_all() {
        let (folder, derived, file) = with_file("mill");
        assert_eq!(made(&derived, file), None);
        let failed = derived.make(&file, Derivative::Small, |to| {
            to.write_all(b"half").at(Path::new("test"))?;
            Err(StoreError::Erased(file))
        });
        assert!(failed.is_err());
        assert_eq!(made(&derived, file), None);
        assert_eq!(names_in(&folder.path().join("pictures/1")).unwrap().len(), 1, "nothing unfinished stays");
        make(&derived, file, "small").unwrap();
        assert_eq!(made(&derived, file).as_deref(), Some("small"));
        derived.forget(&file).unwrap();
        derived.forget(&file).unwrap();
        assert_eq!(made(&derived, file), None);
    }

    #[test]
    fn of_a_file_that_goes_meanwhile_nothing_stays() {
        let (_folder, derived, file) = with_file("mill");
        let path = derived.0.file(&file);
        let made_of = derived.make(&file, Derivative::Tiles, |_| fs::remove_file(&path).at(&path));
        assert!(made_of.is_ok());
        assert!(derived.open(&file, Derivative::Tiles).unwrap().is_none());
        make(&derived, of("never here"), "small").unwrap();
        assert_eq!(made(&derived, of("never here")), None);
    }

    #[test]
    fn sweeping_leaves_what_still_serves() {
        let (folder, derived, file) = with_file("mill");
        derived.sweep().unwrap();
        make(&derived, file, "small").unwrap();
        let pictures = folder.path().join("pictures");
        let stale = pictures.join("1").join(&of("gone").0.to_string()[..2]);
        fs::create_dir_all(&stale).unwrap();
        fs::create_dir_all(pictures.join("0/ab")).unwrap();
        for path in
            [stale.join(format!("{}.zip", of("gone").0)), stale.join("notes"), pictures.join("1/7-0.unfinished")]
        {
            fs::write(path, "old").unwrap();
        }
        derived.sweep().unwrap();
        assert_eq!(made(&derived, file).as_deref(), Some("small"));
        assert!(names_in(&stale).unwrap().iter().all(|name| name.starts_with(&file.0.to_string())));
        assert_eq!(names_in(&pictures).unwrap(), ["1"]);
        assert!(!pictures.join("1/7-0.unfinished").exists());
    }
}
