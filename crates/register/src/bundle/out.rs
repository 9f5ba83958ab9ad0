//! A file on its way out: it bears its name only once it is whole, and nothing of it stays when it is not.

use std::fs;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::stream::StreamWriter;
use daftar_store::disk::Disk;

use super::parts::is_of;
use super::sealing::Recipients;
use crate::RegisterError;

/// What is appended to the name of a file that is not whole.
const UNFINISHED: &str = ".unfinished";
/// So many bytes are written at once.
const STEP: usize = 1 << 20;

/// Removes what a making that was killed left of a bundle of this name; gives how many files that were.
pub(super) fn clear(to: &Path) -> Result<usize, RegisterError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut cleared = 0;
    for one in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = one.file_name().to_string_lossy().into_owned();
        if name.strip_suffix(UNFINISHED).is_some_and(|name| is_of(name, to)) && one.path().is_file() {
            fs::remove_file(one.path()).map_err(RegisterError::io(&one.path()))?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

/// A file that is not whole yet.
pub(super) struct Unfinished {
    disk: Arc<dyn Disk>,
    to: PathBuf,
    /// Where it lies until then; none where it is written straight, for it is a device or a pipe.
    beside: Option<PathBuf>,
}

impl Unfinished {
    /// A file that will have this name.
    pub(super) fn of(disk: &Arc<dyn Disk>, to: &Path) -> Result<Unfinished, RegisterError> {
        if to.is_dir() {
            return Err(RegisterError::Ask(format!("{} is a folder: give the name of a file in it", to.display())));
        }
        let straight = to.exists() && !to.is_file();
        let mut beside = to.as_os_str().to_owned();
        beside.push(UNFINISHED);
        let beside = (!straight).then(|| PathBuf::from(beside));
        Ok(Unfinished { disk: disk.clone(), to: to.to_owned(), beside })
    }

    /// Opens it for writing, encrypted if there is anybody to encrypt it to.
    pub(super) fn open(&self, recipients: &Recipients) -> Result<Out, RegisterError> {
        let open = || {
            let file = match &self.beside {
                Some(beside) => Sink::Growing(Growing::new(self.disk.clone(), beside)?),
                None => Sink::Straight(File::options().write(true).open(&self.to)?),
            };
            let file = BufWriter::with_capacity(STEP, file);
            Ok(match recipients.is_empty() {
                true => Out::Open(file),
                false => Out::Sealed(recipients.encryptor()?.wrap_output(file)?),
            })
        };
        open().map_err(RegisterError::io(&self.to))
    }

    /// Gives it its name.
    pub(super) fn finish(mut self) -> Result<(), RegisterError> {
        let Some(beside) = self.beside.take() else { return Ok(()) };
        if let Err(error) = self.disk.rename(&beside, &self.to) {
            self.beside = Some(beside);
            return Err(RegisterError::io(&self.to)(error));
        }
        // Not every file system can be asked to sync a folder; the file itself is on the disk.
        let folder = self.to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _ = self.disk.sync_dir(folder);
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // Should this fail, too, it still does not bear the name of a bundle.
            let _ = self.disk.remove(beside);
        }
    }
}

/// Where the bytes of a bundle lie in the end.
pub(super) enum Sink {
    /// A device or a pipe.
    Straight(File),
    /// A file that is not whole yet.
    Growing(Growing),
}

/// A file that grows at its end.
pub(super) struct Growing {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    length: u64,
}

impl Growing {
    /// A new one, in place of what an interrupted program left.
    fn new(disk: Arc<dyn Disk>, path: &Path) -> io::Result<Growing> {
        disk.remove(path)?;
        disk.write_at(path, 0, &[])?;
        Ok(Growing { disk, path: path.to_owned(), length: 0 })
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Straight(file) => file.write(bytes),
            Sink::Growing(file) => {
                file.disk.write_at(&file.path, file.length, bytes)?;
                file.length += bytes.len() as u64;
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the bytes of a bundle go.
pub(super) enum Out {
    /// As they are.
    Open(BufWriter<Sink>),
    /// Encrypted.
    Sealed(StreamWriter<BufWriter<Sink>>),
}

impl Out {
    /// Ends it; surely on the disk on return. Gives its length.
    pub(super) fn end(self) -> io::Result<u64> {
        let file = match self {
            Out::Open(file) => file,
            Out::Sealed(sealed) => sealed.finish()?,
        };
        match file.into_inner().map_err(io::IntoInnerError::into_error)? {
            Sink::Growing(file) => file.disk.sync(&file.path).map(|()| file.length),
            // A device has no length, and some cannot be synced.
            Sink::Straight(_) => Ok(0),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::Open(out) => out.write(bytes),
            Out::Sealed(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Out::Open(out) => out.flush(),
            Out::Sealed(out) => out.flush(),
        }
    }
}
