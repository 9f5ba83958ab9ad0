//! What is to be copied: files, each up to a length and as it was when it was listed.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::SystemTime;

use jiff::Timestamp;

use crate::DepositError;

/// A folder as a copy is to hold it.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The folder's name in the copy.
    pub folder: String,
    /// Its files, in any order.
    pub items: Vec<Item>,
    /// What the clock says. It may be wrong: which copy is the latest does not hang on it.
    pub clock: Timestamp,
}

/// A file to be copied.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it lies in the folder, parts separated by `/`.
    pub name: String,
    /// Where it is read from.
    pub path: PathBuf,
    /// How many bytes of it are copied.
    pub length: u64,
    /// Whether others may append to it meanwhile: then what stands within the length is as it was.
    pub grows: bool,
    /// What the system said of it.
    pub(crate) metadata: Metadata,
}

impl Item {
    /// A file as it is now, as a whole.
    ///
    /// # Errors
    /// When the system says nothing about it.
    pub fn new(name: impl Into<String>, path: impl Into<PathBuf>) -> io::Result<Item> {
        let path = path.into();
        let metadata = path.symlink_metadata()?;
        Ok(Item { name: name.into(), length: metadata.len(), path, grows: false, metadata })
    }

    /// Only its first bytes: others append to it.
    #[must_use]
    pub fn up_to(mut self, length: u64) -> Item {
        (self.length, self.grows) = (length, true);
        self
    }

    pub(crate) fn modified(&self) -> Option<SystemTime> {
        self.metadata.modified().ok()
    }

    /// Opens it, if it is still the file that was listed.
    pub(crate) fn open(&self) -> Result<Careful, DepositError> {
        let file = match File::open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(self.changed()),
            other => other.map_err(DepositError::file(&self.path))?,
        };
        let careful = Careful { item: self.clone(), file, left: self.length };
        careful.compare()?;
        Ok(careful)
    }

    fn changed(&self) -> DepositError {
        DepositError::Changed(self.path.clone())
    }
}

/// Reads a listed file, and fails if it is not what was listed.
pub(crate) struct Careful {
    item: Item,
    file: File,
    left: u64,
}

impl Careful {
    /// Whether the open file is the one that was listed.
    fn compare(&self) -> Result<(), DepositError> {
        let (now, then) = (self.file.metadata().map_err(DepositError::file(&self.item.path))?, &self.item.metadata);
        let same_file = inode(&now) == inode(then);
        let unchanged = now.len() == then.len() && now.modified().ok() == then.modified().ok();
        let enough = self.item.grows && now.len() >= self.item.length;
        if same_file && (unchanged || enough) { Ok(()) } else { Err(self.item.changed()) }
    }

    /// Reads on; at the end it makes sure that nothing changed meanwhile.
    pub(crate) fn read_on(&mut self, buffer: &mut [u8]) -> Result<usize, DepositError> {
        let want = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.file.read(&mut buffer[..want]).map_err(DepositError::file(&self.item.path))?;
        self.left -= read as u64;
        if read == 0 && want > 0 {
            return Err(self.item.changed());
        }
        if self.left == 0 {
            self.compare()?;
        }
        Ok(read)
    }
}

#[cfg(unix)]
pub(crate) fn inode(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
pub(crate) fn inode(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
