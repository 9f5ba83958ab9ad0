//! What a verification found.

use std::path::Path;

use daftar_claim::{ClaimId, EntryId, Key};
use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something that was acknowledged is damaged or missing here.
    Damage,
    /// Something can be made again, or is not here yet.
    Warning,
    /// Something lies about that never counted.
    Note,
}

/// Where it was found. Lines are counted from 1, bytes and positions from 0.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Place {
    /// The file, from the register's folder.
    pub file: String,
    /// The line; of a closed segment, the line that `zstd -dc` gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The byte in the file; of a closed segment, where the entry's frame begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// The log's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// The entry's number in its log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// The body's position in its entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// The claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
}

impl Place {
    /// A file of the register.
    pub(crate) fn file(root: &Path, path: &Path) -> Place {
        let path = path.strip_prefix(root).unwrap_or(path);
        Place { file: path.to_string_lossy().replace('\\', "/"), ..Place::default() }
    }

    pub(crate) fn line(mut self, line: usize) -> Place {
        self.line = Some(line as u64);
        self
    }

    pub(crate) fn byte(mut self, byte: usize) -> Place {
        self.byte = Some(byte as u64);
        self
    }

    pub(crate) fn log(mut self, log: Key) -> Place {
        self.log = Some(log.to_string());
        self
    }

    pub(crate) fn entry(mut self, entry: EntryId) -> Place {
        self.entry = Some(entry.number);
        self.log(entry.log)
    }

    pub(crate) fn body(mut self, position: usize, claim: Option<ClaimId>) -> Place {
        self.position = Some(position as u32);
        self.claim = claim.map(|claim| claim.to_string());
        self
    }
}

/// One thing that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A word for programs, such as `signature` or `body-changed`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// What to do about damage that a copy can undo.
pub(crate) const FROM_COPY: &str = "bring it back from another copy: daftar repair --from COPY";
/// What to do about what the next writer does by itself.
pub(crate) const NEXT_WRITER: &str = "nothing: the next writer puts it right";

impl Finding {
    pub(crate) fn damage(code: &'static str, place: Place, message: impl Into<String>) -> Finding {
        Finding { severity: Severity::Damage, code, place, message: message.into(), remedy: FROM_COPY }
    }

    pub(crate) fn warning(
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        remedy: &'static str,
    ) -> Finding {
        Finding { severity: Severity::Warning, code, place, message: message.into(), remedy }
    }

    pub(crate) fn note(code: &'static str, place: Place, message: impl Into<String>) -> Finding {
        Finding { severity: Severity::Note, code, place, message: message.into(), remedy: NEXT_WRITER }
    }
}

/// What was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counted {
    /// Logs.
    pub logs: u64,
    /// Entries, the kept ones of other branches included.
    pub entries: u64,
    /// Signatures that hold.
    pub signatures: u64,
    /// Bodies whose hash is under their entry's root.
    pub bodies: u64,
    /// Bodies that are not here, as a note says.
    pub absent: u64,
    /// Evidence files.
    pub files: u64,
    /// Profile files and sets.
    pub profiles: u64,
    /// Bytes that were read.
    pub bytes: u64,
}

impl Counted {
    pub(crate) fn add(&mut self, other: &Counted) {
        self.logs += other.logs;
        self.entries += other.entries;
        self.signatures += other.signatures;
        self.bodies += other.bodies;
        self.absent += other.absent;
        self.files += other.files;
        self.profiles += other.profiles;
        self.bytes += other.bytes;
    }
}

/// The result of a verification.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Report {
    /// What is not as it should be: what matters most first, then by place.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub counted: Counted,
}

impl Report {
    /// Whether nothing is damaged or missing that was ever acknowledged.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Damage)
    }

    pub(crate) fn join(&mut self, other: Report) {
        self.findings.extend(other.findings);
        self.counted.add(&other.counted);
    }

    pub(crate) fn sort(&mut self) {
        let key = |f: &Finding| (f.severity, f.place.file.clone(), f.place.line, f.place.byte, f.place.position);
        self.findings.sort_by_cached_key(key);
    }
}
