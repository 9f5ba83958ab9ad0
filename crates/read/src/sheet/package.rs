//! The zip file that a workbook is: its directory is looked at before anything is unpacked, and no file inside may
//! become longer than the directory says.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::{Limits, SheetError};

/// Up to this many bytes a file may be packed as tightly as it will.
const SMALL: u64 = 16 << 20;

/// Bytes that are read from any place.
trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// Whence the bytes are: each file inside is read by a handle of its own.
enum Whence {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

impl Whence {
    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        Ok(match self {
            Whence::File(path) => Box::new(File::open(path)?),
            Whence::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

/// An open workbook.
pub(crate) struct Package {
    archive: ZipArchive<BufReader<Box<dyn Bytes>>>,
    whence: Whence,
    pub(crate) limits: Limits,
}

impl Package {
    /// Reads the directory and refuses what would unpack beyond the limits.
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Package, SheetError> {
        Package::of(Whence::File(path.to_owned()), limits)
    }

    /// The same of a package in memory.
    pub(crate) fn in_memory(bytes: Arc<[u8]>, limits: Limits) -> Result<Package, SheetError> {
        Package::of(Whence::Memory(bytes), limits)
    }

    fn of(whence: Whence, limits: Limits) -> Result<Package, SheetError> {
        let mut archive =
            ZipArchive::new(BufReader::new(whence.open()?)).map_err(|error| damaged("the workbook", 0, &error))?;
        let bomb = |found, unit, limit| Err(SheetError::Bomb { found, unit, limit });
        if archive.len() > limits.entries {
            return bomb(archive.len() as u64, "files", limits.entries as u64);
        }
        let mut unpacked = 0u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|error| damaged("the workbook", 0, &error))?;
            unpacked = unpacked.saturating_add(entry.size());
            if entry.size() > SMALL && entry.size() / entry.compressed_size().max(1) > limits.ratio {
                return bomb(entry.size() / entry.compressed_size().max(1), "times its size", limits.ratio);
            }
            if entry.encrypted() {
                return Err(SheetError::Encrypted);
            }
        }
        if unpacked > limits.unpacked {
            return bomb(unpacked, "bytes", limits.unpacked);
        }
        Ok(Package { archive, whence, limits })
    }

    /// Whether there is a file of this name inside.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of all files inside, in the order of its directory.
    pub(crate) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// A file inside, to be read as a stream of its own.
    pub(crate) fn part(&mut self, name: &str) -> Result<Part, SheetError> {
        let missing = || damaged(name, 0, &"it is missing");
        let index = self.archive.index_for_name(name).ok_or_else(missing)?;
        let entry = self.archive.by_index_raw(index).map_err(|error| damaged(name, 0, &error))?;
        let (size, packed, method) = (entry.size(), entry.compressed_size(), entry.compression());
        let start = entry.data_start().ok_or_else(missing)?;
        drop(entry);
        let mut file = self.whence.open()?;
        file.seek(SeekFrom::Start(start))?;
        let bytes = file.take(packed);
        let bytes: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(bytes),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(bytes)),
            other => return Err(damaged(name, 0, &format!("packed as {other}, which is not read"))),
        };
        Ok(BufReader::with_capacity(128 * 1024, Declared { bytes, left: size }))
    }

    /// A file inside that is small, as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, SheetError> {
        let mut text = Vec::new();
        let limit = self.limits.record as u64;
        let read = self.part(name)?.take(limit + 1).read_to_end(&mut text);
        if read.map_err(|error| damaged(name, 0, &error))? as u64 > limit {
            return Err(SheetError::Bomb { found: limit + 1, unit: "bytes in one of its files", limit });
        }
        String::from_utf8(text).map_err(|error| damaged(name, 0, &error))
    }
}

/// A file inside a workbook, as a stream.
pub(crate) type Part = BufReader<Declared>;

/// A stream that may not be longer than declared.
pub(crate) struct Declared {
    bytes: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Declared {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| io::Error::other("it is longer than the directory of the zip file says"))?;
        Ok(read)
    }
}

/// That a file inside is not as it should be.
pub(crate) fn damaged(part: &str, row: u64, reason: &dyn std::fmt::Display) -> SheetError {
    SheetError::Damaged { part: part.to_owned(), row, reason: reason.to_string() }
}
