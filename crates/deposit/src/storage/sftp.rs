//! A folder on another computer, through the system's own `ssh` and the file protocol that it carries (version 3).
//!
//! Keys, known hosts and detours are ssh's business: what works on the command line works here.

mod line;
mod packet;

use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::{Kind, Part, Storage, is_name};
use line::Line;

/// Files that are being written lie in this folder.
const UNFINISHED: &str = "tmp";

/// A folder on another computer.
pub(crate) struct Sftp {
    place: String,
    root: String,
    command: Box<dyn Fn() -> Command + Send + Sync>,
    /// Opened when it is needed, and again after it failed.
    line: Mutex<Option<Line>>,
    written: AtomicU64,
}

impl Sftp {
    pub(crate) fn new(place: String, root: &str, command: impl Fn() -> Command + Send + Sync + 'static) -> Sftp {
        let root = root.trim_end_matches('/').to_owned();
        Sftp { place, root, command: Box::new(command), line: Mutex::new(None), written: 0.into() }
    }

    fn path(&self, below: &str) -> String {
        format!("{}/{below}", self.root)
    }

    /// Works on the line. After a failure of the line itself, the next work opens another.
    fn with<T>(&self, work: impl FnOnce(&mut Line) -> io::Result<T>) -> io::Result<T> {
        let mut held = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = match held.take() {
            Some(line) => line,
            None => Line::open((self.command)())?,
        };
        let done = work(&mut line);
        if !line.is_broken() {
            *held = Some(line);
        }
        done
    }

    fn make_folder(line: &mut Line, path: &str) -> io::Result<()> {
        match line.make_folder(path) {
            // Version 3 has no word for "it is there": so it is looked at.
            Err(error) => line.size(path).map(|_| ()).map_err(|_| error),
            made => made,
        }
    }
}

impl Storage for Sftp {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn prepare(&self) -> io::Result<()> {
        self.with(|line| {
            Sftp::make_folder(line, &self.root)?;
            for folder in [Kind::Key, Kind::Lock, Kind::Snapshot, Kind::Index, Kind::Pack].map(Kind::folder) {
                Sftp::make_folder(line, &self.path(folder))?;
            }
            Sftp::make_folder(line, &self.path(UNFINISHED))
        })
    }

    fn list(&self, kind: Kind) -> io::Result<Vec<(String, u64)>> {
        self.with(|line| {
            let folder = self.path(kind.folder());
            match kind {
                _ if kind.is_single() => match line.size(&folder) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
                    other => other.map(|size| vec![(String::new(), size)]),
                },
                Kind::Pack => {
                    let mut found = Vec::new();
                    for (name, _) in line.list(&folder)?.into_iter().filter(|(name, _)| name.len() == 2 && name != "..")
                    {
                        found.extend(line.list(&format!("{folder}/{name}"))?);
                    }
                    Ok(found)
                }
                _ => line.list(&folder),
            }
        })
        .map(|found| found.into_iter().filter(|(name, _)| name.is_empty() || is_name(name)).collect())
    }

    fn read(&self, kind: Kind, name: &str, part: Option<Part>) -> io::Result<Bytes> {
        self.with(|line| line.read(&self.path(&kind.path(name)), part)).map(Bytes::from)
    }

    fn write(&self, kind: Kind, name: &str, parts: &[Bytes]) -> io::Result<()> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = self.path(&format!("{UNFINISHED}/{}-{number}", std::process::id()));
        let path = self.path(&kind.path(name));
        self.with(|line| {
            line.write(&beside, &parts.concat())?;
            if let Some((folder, _)) = path.rsplit_once('/').filter(|_| kind == Kind::Pack) {
                Sftp::make_folder(line, folder)?;
            }
            line.rename(&beside, &path)
        })
    }

    fn remove(&self, kind: Kind, name: &str) -> io::Result<()> {
        match self.with(|line| line.remove(&self.path(&kind.path(name)))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: &str = "/usr/lib/openssh/sftp-server";

    #[test]
    fn what_is_written_is_listed_read_and_removed() {
        if !std::path::Path::new(SERVER).exists() {
            eprintln!("skipped: {SERVER} is not installed");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("copies");
        let sftp = Sftp::new("here".into(), root.to_str().unwrap(), || Command::new(SERVER));
        assert_eq!(sftp.list(Kind::Config).unwrap(), []);
        sftp.prepare().unwrap();
        sftp.prepare().unwrap();
        let bytes: Bytes = (0..3_000_000u32).map(|n| (n % 251) as u8).collect::<Vec<_>>().into();
        let name = "ab".repeat(32);
        sftp.write(Kind::Pack, &name, &[bytes.slice(..7), bytes.slice(7..)]).unwrap();
        sftp.write(Kind::Config, "", &[bytes.slice(..9)]).unwrap();
        assert_eq!(sftp.list(Kind::Pack).unwrap(), [(name.clone(), 3_000_000)]);
        assert_eq!(sftp.list(Kind::Config).unwrap(), [(String::new(), 9)]);
        assert_eq!(sftp.read(Kind::Pack, &name, None).unwrap(), bytes);
        let part = Part { offset: 40_000, length: 1_000_001 };
        assert_eq!(sftp.read(Kind::Pack, &name, Some(part)).unwrap(), bytes.slice(40_000..1_040_001));
        let behind = Part { offset: 2_999_999, length: 2 };
        assert_eq!(sftp.read(Kind::Pack, &name, Some(behind)).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        sftp.remove(Kind::Pack, &name).unwrap();
        sftp.remove(Kind::Pack, &name).unwrap();
        assert_eq!(sftp.read(Kind::Pack, &name, None).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(std::fs::read_dir(root.join(UNFINISHED)).unwrap().count(), 0);
    }

    #[test]
    fn a_line_that_does_not_open_says_so() {
        let sftp = Sftp::new("here".into(), "/x", || Command::new("false"));
        assert!(sftp.list(Kind::Key).is_err());
    }
}
