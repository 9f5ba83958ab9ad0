//! Whether a register changed since it was opened, seen from outside.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry};
use std::path::Path;
use std::time::SystemTime;

use crate::error::{At, StoreError};
use crate::layout::Layout;
use crate::lock::Lock;

/// What the files of all logs look like: equal as long as nothing was appended, taken or erased.
///
/// Only the last segment of a log, and its notes, are ever written in place: of these, length and time are looked at. Another
/// segment is only ever replaced by a file of its name, which the folder's list tells; a large register has thousands of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace(Vec<Seen>);

/// A log's folder, or a file in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Seen {
    log: OsString,
    file: OsString,
    /// Which file bears the name.
    bearer: Option<u64>,
    facts: Option<(u64, SystemTime)>,
}

impl Trace {
    /// Looks at a register's folder; reads no file.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn of(folder: &Path) -> Result<Trace, StoreError> {
        let logs = Layout::new(folder).logs();
        let mut seen = Vec::new();
        for log in fs::read_dir(&logs).at(&logs)? {
            let log = log.at(&logs)?;
            look(&log.path(), &log.file_name(), &mut seen)?;
        }
        seen.sort_unstable();
        Ok(Trace(seen))
    }
}

fn look(path: &Path, log: &OsStr, seen: &mut Vec<Seen>) -> Result<(), StoreError> {
    let of_folder = path.metadata().at(path)?;
    let files = fs::read_dir(path).at(path)?.collect::<Result<Vec<DirEntry>, _>>().at(path)?;
    let names: Vec<OsString> = files.iter().map(DirEntry::file_name).collect();
    let last = names.iter().filter_map(|name| segment(name)).max();
    for (file, name) in files.iter().zip(names) {
        let (bearer, closed) = (bearer(file), segment(&name).is_some_and(|segment| Some(segment) < last));
        let facts = match closed && bearer.is_some() {
            true => None,
            false => Some(file.metadata().at(path)?).map(|facts| (facts.len(), changed(&facts))),
        };
        seen.push(Seen { log: log.to_owned(), file: name, bearer, facts });
    }
    // The folder itself: its time tells that a name was given to another file, even to one that another bore before.
    seen.push(Seen { log: log.to_owned(), file: OsString::new(), bearer: None, facts: Some((0, changed(&of_folder))) });
    Ok(())
}

/// The number of the segment that a file belongs to; none of notes.
fn segment(name: &OsStr) -> Option<u32> {
    name.to_str()?.split_once('.')?.0.parse().ok()
}

fn changed(facts: &fs::Metadata) -> SystemTime {
    facts.modified().unwrap_or(SystemTime::UNIX_EPOCH)
}

/// What tells files of one name apart without asking each; none where the system has no such thing.
fn bearer(file: &DirEntry) -> Option<u64> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::DirEntryExt::ino(file));
    #[cfg(not(unix))]
    return None;
}

/// Whether some program has the register open for writing.
pub fn is_being_written(folder: &Path) -> bool {
    Lock::is_held(&Layout::new(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_replaced_or_removed_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let log = Layout::new(folder.path()).logs().join("aa");
        fs::create_dir_all(&log).unwrap();
        let of = || Trace::of(folder.path()).unwrap();
        let write = |name: &str, bytes: &str| fs::write(log.join(name), bytes).unwrap();
        for name in ["000001.bodies.jsonl.zst", "000001.headers.jsonl", "000002.headers.jsonl", "notes"] {
            write(name, "one");
        }
        let first = of();
        assert_eq!(of(), first);
        write("000002.headers.jsonl", "one and two");
        let appended = of();
        assert_ne!(appended, first);
        write("notes", "one and two");
        let noted = of();
        assert_ne!(noted, appended);
        write("beside", "0ne");
        fs::rename(log.join("beside"), log.join("000001.bodies.jsonl.zst")).unwrap();
        let replaced = of();
        assert_ne!(replaced, noted, "of the same length");
        fs::remove_file(log.join("000001.headers.jsonl")).unwrap();
        assert_ne!(of(), replaced);
        fs::create_dir(log.with_file_name("bb")).unwrap();
        assert_eq!(of().0.iter().filter(|seen| seen.log == "bb").count(), 1);
    }
}
