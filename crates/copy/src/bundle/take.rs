//! Taking a bundle: everything is checked, what does not hold is refused by name, the rest is taken.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::rc::Rc;

use daftar_claim::profile::{read_set, set_hash};
use daftar_claim::{EntryId, FileId, Hash, Key, Ledger, LedgerEntry, LedgerError, Note, SignedHeader};
use serde::Serialize;
use tar::{Archive, EntryType};

use super::BundleError;
use super::member::{Member, piece_stem, read_header};
use super::page::FrontPage;
use super::piece::{Grown, Incoming, MOST_WAITING, PieceNote, grow};
use crate::Refusal;
use crate::carry::assemble;

/// No member but those of evidence is longer than this; longer ones are refused before they are read.
pub(crate) const MAX_MEMBER: u64 = 256 << 20;
/// The profiles of a bundle are not longer than this, all together: they are held in memory.
const MAX_PROFILES: usize = 64 << 20;
/// More refusals than this are counted, not listed.
const MOST_REFUSALS: usize = 1000;

/// Entries that wait for those before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The log.
    pub log: String,
    /// The first that waits.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// Whether the bundle goes on from entries that are not here: it was made for somebody who has them.
    pub presumed: bool,
}

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
    /// Entries that were not taken, for those before them are not here.
    pub waiting: Vec<Gap>,
    /// Source files of which a piece came, and that still lack something.
    pub begun: Vec<String>,
    /// Source files of which a piece was not taken, for a piece before it is not here.
    pub waiting_files: Vec<String>,
    /// Source files whose pieces did not make the whole and were dropped: all parts that hold some of them are needed again.
    pub dropped_files: Vec<String>,
    /// What was refused, and why.
    pub refused: Vec<Refusal>,
    /// How many more refusals there were than are listed.
    pub more_refused: u64,
    /// Whether the bundle broke off before its end; what came before was taken.
    pub broken_off: Option<String>,
    /// Whether everything in it is here now, but for what was erased here.
    pub whole: bool,
}

/// Takes a bundle.
///
/// # Errors
/// When this is no bundle, or the register cannot be written. Single members that do not hold are refused in the answer.
pub fn take(ledger: &mut dyn Ledger, incoming: &mut dyn Incoming, from: impl Read) -> Result<Taken, BundleError> {
    let ended = Rc::new(Cell::new(false));
    let mut archive = Archive::new(Ending { inner: from, ended: Rc::clone(&ended) });
    let mut members = archive.entries()?.raw(true);
    let first = members.next().ok_or_else(|| BundleError::NotABundle("it is empty".into()))?;
    let page = FrontPage::read(&mut first.map_err(|error| BundleError::NotABundle(error.to_string()))?)?;
    let taken = Taken { register: page.register.to_string(), whole: true, ..Taken::default() };
    let (header, note, piece, profiles) = (None, None, None, BTreeMap::new());
    let mut taking = Taking { ledger, incoming, page, taken, header, note, piece, profiles, profile_bytes: 0 };
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
    // An archive says where it ends: whoever reads on to the end of the file has only a part of it.
    if ended.get() && taking.taken.broken_off.is_none() {
        taking.taken.broken_off = Some("it ends before its end".to_owned());
    }
    taking.taken.whole &= taking.taken.broken_off.is_none();
    Ok(taking.taken)
}

/// Remembers whether the end was reached.
struct Ending<R> {
    inner: R,
    ended: Rc<Cell<bool>>,
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            self.ended.set(true);
        }
        Ok(read)
    }
}

/// A bundle being taken; the header and note of the entry in hand wait for its bodies, the note of a piece for the piece.
struct Taking<'l> {
    ledger: &'l mut dyn Ledger,
    incoming: &'l mut dyn Incoming,
    page: FrontPage,
    taken: Taken,
    header: Option<(String, SignedHeader)>,
    note: Option<Note>,
    piece: Option<PieceNote>,
    profiles: BTreeMap<FileId, String>,
    profile_bytes: usize,
}

impl Taking<'_> {
    fn member(&mut self, member: &mut tar::Entry<'_, impl Read>) -> Result<(), BundleError> {
        let path = member.path()?.to_string_lossy().into_owned();
        match member.header().entry_type() {
            EntryType::Regular => {}
            // What other programs say about the next member, when they lay an archive anew.
            EntryType::XHeader | EntryType::XGlobalHeader => return Ok(()),
            // Sparse ones, too: a few bytes that stand for a disk full of nothing.
            _ => {
                self.refuse(&path, "it is no plain file");
                return Ok(());
            }
        }
        let Some(kind) = Member::of(&path) else {
            self.refuse(&path, "a bundle has no such member");
            return Ok(());
        };
        match kind {
            Member::Evidence(id) => return self.evidence(&path, id, member),
            Member::Piece => return self.piece(&path, member),
            _ if member.size() > MAX_MEMBER => {
                self.refuse(&path, format!("{} bytes are more than such a member has", member.size()));
                return Ok(());
            }
            _ => {}
        }
        let bytes = whole(member)?;
        match kind {
            Member::Profile => self.profile(&path, bytes),
            Member::Set => self.profile_set(&path, &bytes),
            Member::Header => self.header(&path, &bytes),
            Member::Note => self.note(&path, &bytes),
            Member::Bodies => self.bodies(&path, &bytes)?,
            Member::PieceNote => self.piece_note(&path, &bytes),
            Member::Evidence(_) | Member::Piece => {}
        }
        Ok(())
    }

    fn refuse(&mut self, member: &str, why: impl Into<String>) {
        self.taken.whole = false;
        self.note_refusal(member, why.into());
    }

    fn note_refusal(&mut self, member: &str, why: String) {
        match self.taken.refused.len() < MOST_REFUSALS {
            true => self.taken.refused.push(Refusal { member: member.to_owned(), why }),
            false => self.taken.more_refused += 1,
        }
    }

    fn profile(&mut self, path: &str, bytes: Vec<u8>) {
        self.profile_bytes += bytes.len();
        match String::from_utf8(bytes) {
            Ok(text) if self.profile_bytes <= MAX_PROFILES => {
                self.profiles.insert(FileId(Hash::of(text.as_bytes())), text);
            }
            Ok(_) => self.refuse(path, "there are more forms than any notebook has"),
            Err(_) => self.refuse(path, "it is not text"),
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
        let Some((member, header)) = header else {
            // The refusal of its header was said already.
            self.taken.whole = false;
            return Ok(());
        };
        let id = header.header.entry;
        if self.lacks_before(id) {
            self.wait(id);
            return Ok(());
        }
        match assemble(header, note, bytes) {
            Err(why) => {
                self.refuse(path, why);
                Ok(())
            }
            Ok(entry) => self.entry(&member, entry),
        }
    }

    /// Whether the entry before this one is not here.
    fn lacks_before(&self, id: EntryId) -> bool {
        id.number > 1 && self.ledger.header(EntryId { log: id.log, number: id.number - 1 }).is_none()
    }

    fn wait(&mut self, id: EntryId) {
        self.taken.whole = false;
        let log = id.log.to_string();
        match self.taken.waiting.last_mut() {
            Some(gap) if gap.log == log && gap.last + 1 == id.number => gap.last = id.number,
            _ => {
                let presumed = self.page.after.get(&id.log).is_some_and(|after| self.reached(id.log) < *after);
                self.taken.waiting.push(Gap { log, first: id.number, last: id.number, presumed });
            }
        }
    }

    fn reached(&self, log: Key) -> u64 {
        let head = self.ledger.heads().into_iter().find(|head| head.entry.log == log);
        head.map_or(0, |head| head.entry.number)
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
        self.put_file(path, id, from);
        Ok(())
    }

    fn put_file(&mut self, path: &str, id: FileId, from: &mut dyn Read) {
        match self.ledger.put_file(id, from) {
            Ok(new) => self.taken.files += u64::from(new),
            Err(error) if self.ledger.erased_file(id) => self.note_refusal(path, error.to_string()),
            Err(error) => self.refuse(path, error.to_string()),
        }
    }

    fn piece_note(&mut self, path: &str, bytes: &[u8]) {
        self.piece = None;
        match PieceNote::parse(bytes) {
            Ok(note) if path == format!("{}.json", piece_stem(note.file, note.from)) => self.piece = Some(note),
            Ok(_) => self.refuse(path, "it is about another piece than its name says"),
            Err(why) => self.refuse(path, why),
        }
    }

    fn piece(&mut self, path: &str, member: &mut tar::Entry<'_, impl Read>) -> Result<(), BundleError> {
        let Some(note) = self.piece.take().filter(|note| member.size() == note.length) else {
            self.refuse(path, "no note before it says what it is a piece of");
            return Ok(());
        };
        let file = note.file;
        if self.ledger.erased_file(file) {
            self.note_refusal(path, format!("{file} was erased here"));
            return Ok(());
        }
        if self.ledger.file_length(file)?.is_some() {
            // A program that was killed in between may have left its pieces.
            return Ok(self.incoming.forget(file)?);
        }
        match grow(self.incoming, &note, member)? {
            Grown::Known => {}
            Grown::Begun if self.taken.begun.contains(&file.to_string()) => {}
            Grown::Begun => self.taken.begun.push(file.to_string()),
            Grown::Waits => {
                self.taken.whole = false;
                self.taken.waiting_files.push(file.to_string());
            }
            Grown::Broken => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            Grown::Damaged => self.refuse(path, "it was changed on its way: it has another hash than its note says"),
            Grown::TooMany => {
                let why = format!("{MOST_WAITING} source files wait for their other pieces already: take those first");
                self.refuse(path, why);
            }
            Grown::Whole => return self.settle(path, file),
        }
        Ok(())
    }

    /// A source file is all there: it is taken if it has its hash, and its pieces are forgotten either way.
    fn settle(&mut self, path: &str, file: FileId) -> Result<(), BundleError> {
        let mut whole = self.incoming.open(file)?;
        let before = self.taken.refused.len();
        self.put_file(path, file, &mut whole);
        drop(whole);
        self.incoming.forget(file)?;
        if let Some(refusal) = self.taken.refused.get_mut(before) {
            refusal.why.push_str("; its pieces were dropped: take all parts again that hold some of it");
            self.taken.dropped_files.push(file.to_string());
        }
        let name = file.to_string();
        self.taken.begun.retain(|begun| *begun != name);
        Ok(())
    }
}

/// The content of a member, all of it.
fn whole(member: &mut tar::Entry<'_, impl Read>) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    member.read_to_end(&mut bytes)?;
    if bytes.len() as u64 != member.size() {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok(bytes)
}
