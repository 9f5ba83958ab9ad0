//! Taking a bundle: everything is checked, what does not hold is refused by name, the rest is taken.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use daftar_claim::json::Json;
use daftar_claim::profile::{read_set, set_hash};
use daftar_claim::{FileId, Hash, LedgerEntry, LedgerError, MAX_HEADER, Note, RegisterId, SignedHeader, TextId};
use serde::Serialize;
use tar::Archive;

use crate::carry::assemble;
use crate::{BundleError, FORMAT, Refusal, Whole};

/// No member but evidence is longer than this; longer ones are refused before they are read.
const MAX_MEMBER: u64 = 256 << 20;

/// What came of taking a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The register that the bundle was made from.
    pub register: String,
    /// Entries of which something was new.
    pub new_entries: u64,
    /// Entries that were here already.
    pub known_entries: u64,
    /// New files of the evidence.
    pub files: u64,
    /// Statements that were erased here and came again: they were not taken.
    pub erased: usize,
    /// What was refused, and why.
    pub refused: Vec<Refusal>,
    /// Whether the bundle broke off before its end; what came before was taken.
    pub broken_off: Option<String>,
}

/// Takes a bundle.
///
/// # Errors
/// When this is no bundle, or the register cannot be written. Single members that do not hold are refused in the answer.
pub fn take(ledger: Whole<'_>, from: impl Read) -> Result<Taken, BundleError> {
    let mut archive = Archive::new(from);
    let mut members = archive.entries()?;
    let first = members.next().ok_or_else(|| BundleError::NotABundle("it is empty".into()))?;
    let mut first = first.map_err(|error| BundleError::NotABundle(error.to_string()))?;
    let register = front_page(&mut first)?;
    let taken = Taken { register: register.to_string(), ..Taken::default() };
    let mut taking = Taking { ledger, taken, header: None, note: None, profiles: BTreeMap::new() };
    for member in members {
        let taken = member.map_err(BundleError::Io).and_then(|mut member| taking.member(&mut member));
        match taken {
            Ok(()) => {}
            Err(BundleError::Io(error)) => {
                taking.taken.broken_off = Some(error.to_string());
                break;
            }
            Err(other) => return Err(other),
        }
    }
    Ok(taking.taken)
}

fn front_page(member: &mut tar::Entry<'_, impl Read>) -> Result<RegisterId, BundleError> {
    let refuse = |why: &str| BundleError::NotABundle(why.to_owned());
    let named = member.path()?.as_ref() == Path::new("bundle.json");
    if !named || member.size() > 4096 {
        return Err(refuse("bundle.json does not come first"));
    }
    let mut text = String::new();
    member.read_to_string(&mut text)?;
    let json = Json::parse(&text).map_err(|error| refuse(&error.to_string()))?;
    match json.get("format").and_then(Json::as_text) {
        Some(FORMAT) => {}
        Some(other) => return Err(refuse(&format!("its format is {other:?}, this program reads {FORMAT:?}"))),
        None => return Err(refuse("bundle.json names no format")),
    }
    let register = json.get("register").and_then(Json::as_text).unwrap_or_default();
    RegisterId::parse(register).map_err(|error| refuse(&error.to_string()))
}

/// A bundle being taken; the header and note of the entry in hand wait for its bodies.
struct Taking<'l> {
    ledger: Whole<'l>,
    taken: Taken,
    header: Option<(String, SignedHeader)>,
    note: Option<Note>,
    profiles: BTreeMap<FileId, String>,
}

/// What kind of member a path names.
enum Member {
    Profile,
    Set,
    Header,
    Note,
    Bodies,
    Evidence(FileId),
}

impl Member {
    fn of(path: &str) -> Option<Member> {
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return None;
        }
        let name = path.rsplit('/').next()?;
        match path.split('/').next()? {
            "profiles" if name.ends_with(".toml") => Some(Member::Profile),
            "profiles" if name.ends_with(".json") => Some(Member::Set),
            "logs" if name.ends_with(".header.jsonl") => Some(Member::Header),
            "logs" if name.ends_with(".note.json") => Some(Member::Note),
            "logs" if name.ends_with(".bodies.jsonl") => Some(Member::Bodies),
            "evidence" => Some(Member::Evidence(FileId(Hash::parse(name).ok()?))),
            _ => None,
        }
    }
}

impl Taking<'_> {
    fn member(&mut self, member: &mut tar::Entry<'_, impl Read>) -> Result<(), BundleError> {
        let path = member.path()?.to_string_lossy().into_owned();
        let Some(kind) = Member::of(&path) else {
            self.refuse(&path, "a bundle has no such member");
            return Ok(());
        };
        if let Member::Evidence(id) = kind {
            return self.evidence(&path, id, member);
        }
        if member.size() > MAX_MEMBER {
            self.refuse(&path, format!("{} bytes are more than such a member has", member.size()));
            return Ok(());
        }
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes)?;
        if bytes.len() as u64 != member.size() {
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into());
        }
        match kind {
            Member::Profile => self.profile(bytes),
            Member::Set => self.profile_set(&path, &bytes),
            Member::Header => self.header(&path, &bytes),
            Member::Note => self.note(&path, &bytes),
            Member::Bodies => self.bodies(&path, &bytes)?,
            Member::Evidence(_) => {}
        }
        Ok(())
    }

    fn refuse(&mut self, member: &str, why: impl Into<String>) {
        self.taken.refused.push(Refusal { member: member.to_owned(), why: why.into() });
    }

    fn profile(&mut self, bytes: Vec<u8>) {
        if let Ok(text) = String::from_utf8(bytes) {
            self.profiles.insert(FileId(Hash::of(text.as_bytes())), text);
        }
    }

    fn profile_set(&mut self, path: &str, bytes: &[u8]) {
        let set = std::str::from_utf8(bytes).ok().and_then(|text| read_set(text).ok());
        let Some(set) = set else { return self.refuse(path, "this is no list of profiles") };
        let texts: Option<Vec<String>> = set.iter().map(|file| self.profiles.get(file).cloned()).collect();
        match texts {
            Some(texts) if path.contains(&set_hash(&set).to_string()) => {
                if let Err(error) = self.ledger.put_profiles(&texts) {
                    self.refuse(path, error.to_string());
                }
            }
            _ => self.refuse(path, "it names profiles that are not in the bundle, or has another hash than its name"),
        }
    }

    fn header(&mut self, path: &str, bytes: &[u8]) {
        (self.header, self.note) = (None, None);
        match read_header(bytes) {
            Ok(header) => self.header = Some((path.to_owned(), header)),
            Err(why) => self.refuse(path, why),
        }
    }

    fn note(&mut self, path: &str, bytes: &[u8]) {
        match Note::parse(bytes.trim_ascii_end()) {
            Ok(note) => self.note = Some(note),
            Err(error) => self.refuse(path, error.to_string()),
        }
    }

    fn bodies(&mut self, path: &str, bytes: &[u8]) -> Result<(), BundleError> {
        let (header, note) = (self.header.take(), self.note.take());
        // The refusal of its header was said already.
        let Some((member, header)) = header else { return Ok(()) };
        match assemble(header, note, bytes) {
            Err(why) => {
                self.refuse(path, why);
                Ok(())
            }
            Ok(entry) => self.entry(&member, entry),
        }
    }

    fn entry(&mut self, member: &str, entry: LedgerEntry) -> Result<(), BundleError> {
        self.taken.erased += self.ledger.erased(&entry.bodies);
        match self.ledger.take(entry) {
            Ok(true) => self.taken.new_entries += 1,
            Ok(false) => self.taken.known_entries += 1,
            Err(error @ LedgerError::Refused { .. }) => self.refuse(member, error.to_string()),
            Err(other) => return Err(other.into()),
        }
        Ok(())
    }

    fn evidence(&mut self, path: &str, id: FileId, from: &mut dyn Read) -> Result<(), BundleError> {
        match self.ledger.put_file(id, from) {
            Ok(new) => self.taken.files += u64::from(new),
            Err(error) => self.refuse(path, error.to_string()),
        }
        Ok(())
    }
}

fn read_header(bytes: &[u8]) -> Result<SignedHeader, String> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let (header, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if header.len() > MAX_HEADER {
        return Err(format!("a header of {} bytes is longer than one may be", header.len()));
    }
    let second = std::str::from_utf8(second).map_err(|_| "the signature's line is not text".to_owned())?;
    let json = Json::parse(second).map_err(|error| format!("the signature's line: {error}"))?;
    let text = json.get("signature").and_then(Json::as_text).unwrap_or_default();
    let signature = SignedHeader::parse_signature(text).map_err(|error| error.to_string())?;
    SignedHeader::parse(header.to_vec(), signature).map_err(|error| error.to_string())
}

/// How a register begins: its first entry, with whatever bodies came along, and the profiles that the entry names.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The first entry.
    pub entry: LedgerEntry,
    /// The texts of its profiles.
    pub profiles: Vec<String>,
}

/// How the register that a bundle was made from begins.
///
/// # Errors
/// When this is no bundle, or it does not hold the first entry with its profiles.
pub fn founding(from: impl Read) -> Result<Founding, BundleError> {
    let mut archive = Archive::new(from);
    let mut members = archive.entries()?;
    let mut first = members.next().ok_or_else(|| BundleError::NotABundle("it is empty".into()))??;
    let mut beginning = Beginning { register: front_page(&mut first)?, ..Beginning::default() };
    for member in members {
        let mut member = member?;
        let path = member.path()?.to_string_lossy().into_owned();
        let Some(kind) = Member::of(&path).filter(|kind| !matches!(kind, Member::Evidence(_))) else { continue };
        if member.size() > MAX_MEMBER {
            continue;
        }
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes)?;
        if let Some(founding) = beginning.take(&kind, bytes)? {
            return Ok(founding);
        }
    }
    Err(BundleError::NotABundle("it does not hold the first entry of its notebook".into()))
}

/// What was seen of a register's beginning so far.
struct Beginning {
    register: RegisterId,
    profiles: BTreeMap<FileId, String>,
    sets: Vec<Vec<FileId>>,
    header: Option<SignedHeader>,
    note: Option<Note>,
}

impl Default for Beginning {
    fn default() -> Beginning {
        let register = RegisterId(Hash([0; 32]));
        Beginning { register, profiles: BTreeMap::new(), sets: Vec::new(), header: None, note: None }
    }
}

impl Beginning {
    fn take(&mut self, kind: &Member, bytes: Vec<u8>) -> Result<Option<Founding>, BundleError> {
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        match kind {
            Member::Profile => drop(self.profiles.insert(FileId(Hash::of(&bytes)), text.to_owned())),
            Member::Set => self.sets.extend(read_set(text)),
            Member::Header => {
                let founds = |h: &SignedHeader| h.header.register.is_none() && h.register() == self.register;
                self.header = read_header(&bytes).ok().filter(founds);
            }
            Member::Note => self.note = Note::parse(bytes.trim_ascii_end()).ok(),
            Member::Bodies => return self.begin(&bytes),
            Member::Evidence(_) => {}
        }
        Ok(None)
    }

    fn begin(&mut self, bodies: &[u8]) -> Result<Option<Founding>, BundleError> {
        let Some(header) = self.header.take() else { return Ok(None) };
        let named = header.header.profiles;
        let set = self.sets.iter().find(|set| set_hash(set) == named);
        let texts = set.and_then(|set| set.iter().map(|file| self.profiles.get(file).cloned()).collect());
        let profiles: Option<Vec<String>> = texts;
        let lacks = || BundleError::NotABundle("it lacks the profiles that the first entry names".into());
        let entry = assemble(header, self.note.take(), bodies).map_err(BundleError::NotABundle)?;
        Ok(Some(Founding { entry, profiles: profiles.ok_or_else(lacks)? }))
    }
}
