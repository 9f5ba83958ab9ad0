//! How the register that a bundle was made from begins: what a device needs that starts from one.

use std::collections::BTreeMap;
use std::io::Read;

use daftar_claim::profile::{read_set, set_hash};
use daftar_claim::{FileId, Hash, LedgerEntry, Note, RegisterId, SignedHeader};
use tar::Archive;

use super::BundleError;
use super::member::{Member, read_header};
use super::page::FrontPage;
use super::take::MAX_MEMBER;
use crate::carry::assemble;

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
    let mut members = archive.entries()?.raw(true);
    let mut first = members.next().ok_or_else(|| BundleError::NotABundle("it is empty".into()))??;
    let mut beginning = Beginning { register: FrontPage::read(&mut first)?.register, ..Beginning::default() };
    for member in members {
        let mut member = member?;
        let path = member.path()?.to_string_lossy().into_owned();
        let Some(kind) = Member::of(&path).filter(is_of_a_beginning) else { continue };
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

fn is_of_a_beginning(member: &Member) -> bool {
    !matches!(member, Member::Evidence(_) | Member::PieceNote | Member::Piece)
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
            Member::Evidence(_) | Member::PieceNote | Member::Piece => {}
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
