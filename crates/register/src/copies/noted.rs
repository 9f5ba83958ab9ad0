//! Which copies this device made: of what, where to, when. A note for its keeper, no part of the record. It lies beside the
//! keys: who holds a copy shall not learn from it where the others are, and it is still there when the register is lost.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use daftar_claim::{Act, Head, Key, Timestamp};
use daftar_copy::Made;
use serde::{Deserialize, Serialize};

use super::whereabouts::Whereabouts;
use crate::home::HeadForm;
use crate::{Register, RegisterError};

/// What kind of copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// A file that carries entries and evidence by hand.
    Bundle,
    /// A sealed copy with a partner who cannot open it.
    Deposit,
    /// Another register that took what this one has.
    Sync,
}

/// A copy that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// Its kind.
    pub kind: CopyKind,
    /// Where it was put: a file, a folder, an address.
    pub place: String,
    /// When its making began: what came later is not in it.
    pub made: Timestamp,
    /// How many entries are in it.
    pub entries: u64,
    /// How many statements were held back from it.
    pub withheld: u64,
    /// The last entry of each log in it.
    pub heads: Vec<Head>,
    /// Whether the source files are in it, too; a peer may have broken off before they came.
    pub files: bool,
    /// Whether it is on another device.
    pub whereabouts: Whereabouts,
    /// When it was last read again and found whole.
    pub checked: Option<Timestamp>,
}

/// A line of `copies.jsonl`.
#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    entries: u64,
    /// Older notes do not tell.
    #[serde(default)]
    files: bool,
    heads: Vec<HeadForm>,
    kind: CopyKind,
    made: String,
    #[serde(rename = "where")]
    place: String,
    #[serde(default)]
    whereabouts: Whereabouts,
    #[serde(default)]
    withheld: u64,
}

impl Copied {
    /// Whether the register could start again from it were this device lost, with all that it reaches.
    pub(crate) fn survives(&self) -> bool {
        self.whereabouts == Whereabouts::Elsewhere && self.withheld == 0
    }

    fn to_line(&self) -> Result<String, serde_json::Error> {
        let line = Line {
            checked: self.checked.as_ref().map(|time| time.as_str().to_owned()),
            entries: self.entries,
            files: self.files,
            heads: self.heads.iter().map(HeadForm::of).collect(),
            kind: self.kind,
            made: self.made.as_str().to_owned(),
            place: self.place.clone(),
            whereabouts: self.whereabouts,
            withheld: self.withheld,
        };
        Ok(serde_json::to_string(&line)? + "\n")
    }

    /// A copy as a line tells it; none where a line is torn, or of a program that knows other kinds.
    fn of_line(line: &str) -> Option<Copied> {
        let line: Line = serde_json::from_str(line).ok()?;
        Some(Copied {
            kind: line.kind,
            place: line.place,
            made: Timestamp::parse(&line.made).ok()?,
            entries: line.entries,
            withheld: line.withheld,
            files: line.files,
            whereabouts: line.whereabouts,
            heads: line.heads.iter().map(HeadForm::head).collect::<Option<_>>()?,
            checked: line.checked.map(|time| Timestamp::parse(&time)).transpose().ok()?,
        })
    }
}

impl Register {
    /// The copies that this device made, the oldest first; of several notes about one copy the newest.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn copies(&self) -> Result<Vec<Copied>, RegisterError> {
        let path = self.seat.copies();
        match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => {
                let bytes = read.map_err(RegisterError::io(&path))?;
                Ok(newest(String::from_utf8_lossy(&bytes).lines().filter_map(Copied::of_line).collect()))
            }
        }
    }

    /// Notes a copy. What is noted again of the same place stands for what was noted before.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn note_copy(&self, copy: &Copied) -> Result<(), RegisterError> {
        let path = self.seat.copies();
        let line = copy.to_line().map_err(io::Error::from);
        line.and_then(|line| append(&path, &line)).map_err(RegisterError::io(&path))
    }

    /// How many entries came after a copy was made.
    pub fn entries_since(&self, copy: &Copied) -> u64 {
        let copied = |log| copy.heads.iter().find(|head| head.entry.log == log).map_or(0, |head| head.entry.number);
        let since = |head: &Head| head.entry.number.saturating_sub(copied(head.entry.log));
        self.store.heads().iter().map(since).sum()
    }

    /// How many whole days ago a copy was made; none when a clock was wrong.
    pub fn days_since(&self, copy: &Copied) -> Option<u64> {
        let then = copy.made.as_str().parse::<jiff::Timestamp>().ok()?;
        let now = self.time().as_str().parse::<jiff::Timestamp>().ok()?;
        u64::try_from(now.duration_since(then).as_hours() / 24).ok()
    }

    /// How many erasures that count here came after a copy was made: what they erased may still be in it.
    pub fn erasures_since(&self, copy: &Copied) -> u64 {
        let heads: BTreeMap<Key, u64> = copy.heads.iter().map(|head| (head.entry.log, head.entry.number)).collect();
        let later = self.store.headers().filter(|header| {
            let entry = header.header.entry;
            heads.get(&entry.log).is_none_or(|reached| entry.number > *reached) && self.standing.counts(entry)
        });
        later.filter(|header| header.header.acts.iter().any(|act| matches!(act, Act::Erase { .. }))).count() as u64
    }

    /// Notes a bundle of everything whose making began then.
    pub(crate) fn note_bundle(
        &self,
        place: &str,
        (begun, made): (Timestamp, &Made),
        whereabouts: Whereabouts,
    ) -> Result<(), RegisterError> {
        self.note_copy(&Copied {
            kind: CopyKind::Bundle,
            place: place.to_owned(),
            made: begun,
            entries: made.entries,
            withheld: made.withheld,
            heads: self.store.heads(),
            files: true,
            whereabouts,
            checked: None,
        })
    }
}

/// Of several copies of a kind at one place the last.
fn newest(noted: Vec<Copied>) -> Vec<Copied> {
    let mut copies: Vec<Copied> = Vec::new();
    for copy in noted {
        copies.retain(|other| (other.kind, &other.place) != (copy.kind, &copy.place));
        copies.push(copy);
    }
    copies
}

/// Appends a line to a file that only this user may read, whatever the last line became of.
fn append(path: &Path, line: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let torn = is_torn(path)?;
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(if torn { format!("\n{line}") } else { line.to_owned() }.as_bytes())?;
    file.sync_all()
}

/// Whether the last line has no end.
fn is_torn(path: &Path) -> io::Result<bool> {
    let mut bytes = Vec::new();
    match File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        read => read.map(|_| bytes.last().is_some_and(|last| *last != b'\n')),
    }
}
