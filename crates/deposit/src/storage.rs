//! Where the files of a deposit lie: the few things that every target can do.

mod encode;
mod folder;
mod http;
mod rest;
mod s3;
mod sftp;

use std::io;

use bytes::Bytes;

pub(crate) use folder::{Folder, sync_folder};
pub(crate) use rest::Rest;
pub(crate) use s3::S3;
pub(crate) use sftp::Sftp;

/// No file of a deposit is longer; whatever a server says, no more is held in memory.
const LONGEST: u64 = 1 << 30;

/// The kinds of files in restic's repository format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// The settings: one file.
    Config,
    /// Keys, opened by passwords.
    Key,
    /// Who works on it.
    Lock,
    /// Copies.
    Snapshot,
    /// Which pack holds what.
    Index,
    /// What the copies hold.
    Pack,
    /// The escrow of the sealing keys: one file beside the copies, no part of restic's format. It is replaced, so that no
    /// earlier one is left there.
    Escrow,
}

impl Kind {
    /// The folder of this kind, or the file where there is but one.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Kind::Config => "config",
            Kind::Key => "keys",
            Kind::Lock => "locks",
            Kind::Snapshot => "snapshots",
            Kind::Index => "index",
            Kind::Pack => "data",
            Kind::Escrow => "escrow.age",
        }
    }

    /// Whether there is but one file of this kind, without a name of its own.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Kind::Config | Kind::Escrow)
    }

    /// Where a file lies in folders and buckets.
    pub(crate) fn path(self, name: &str) -> String {
        match self {
            _ if self.is_single() => self.folder().to_owned(),
            Kind::Pack => format!("data/{}/{name}", name.get(..2).unwrap_or("00")),
            _ => format!("{}/{name}", self.folder()),
        }
    }
}

/// Some bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

/// A target. Names are the 64 digits of the hash of a file's bytes; that of a single file is empty.
pub(crate) trait Storage: Send + Sync {
    /// The target as it is called in messages; no password stands in it.
    fn place(&self) -> String;

    /// Makes what must be there before the first file.
    ///
    /// # Errors
    /// When it cannot be made.
    fn prepare(&self) -> io::Result<()>;

    /// Removes what killed programs left half-written, where that is known to be nobody's any more. What cannot be removed
    /// does no harm.
    fn tidy(&self) {}

    /// The names and sizes of all files of a kind; what bears another name is left out, and a folder that is not there
    /// is empty.
    ///
    /// # Errors
    /// When the target does not answer.
    fn list(&self, kind: Kind) -> io::Result<Vec<(String, u64)>>;

    /// A file, or a part of it.
    ///
    /// # Errors
    /// `NotFound` when it is not there, `UnexpectedEof` when it is shorter.
    fn read(&self, kind: Kind, name: &str, part: Option<Part>) -> io::Result<Bytes>;

    /// Writes a file: whole or not at all, and durable on return as far as the target can tell.
    ///
    /// # Errors
    /// When it could not be written; nothing of that name is there then that is not whole.
    fn write(&self, kind: Kind, name: &str, parts: &[Bytes]) -> io::Result<()>;

    /// Removes a file; one that is not there is removed.
    ///
    /// # Errors
    /// `PermissionDenied` when nothing may be removed here.
    fn remove(&self, kind: Kind, name: &str) -> io::Result<()>;
}

/// Whether this can be the name of a file.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether the target answered, but not with what was put there.
pub(crate) fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof)
}
