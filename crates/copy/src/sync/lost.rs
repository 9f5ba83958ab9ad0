//! Asking a peer for what is damaged here: it gives these entries, sets of profiles and source files, and nothing else moves.
//!
//! What comes is checked as far as it can be by itself: the signature of a header, the hashes of bodies under its root, the
//! hash of a file. Whether it belongs to the log here, the one that mends decides.

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{
    Body, BodyState, ClaimId, Entry, EntryId, FileId, Hash, Key, LedgerEntry, LedgerError, RegisterId, TextId,
};

use super::channel::{Channel, Kind, unexpected};
use super::entries::{receive_entry, send_bodies};
use super::error::SyncError;
use super::files::{self, Lengths};
use super::headers;
use super::hello::Hello;
use super::session::{Moved, Step, Tell, read_texts, write_texts};
use super::site::Site;
use crate::carry::carry;

/// Entries of a log, from one to another; with no last one up to the log's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The log.
    pub log: Key,
    /// The number of the first.
    pub first: u64,
    /// The number of the last.
    pub last: Option<u64>,
}

/// What is damaged or missing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Entries, each with its header and all bodies.
    pub entries: Vec<Range>,
    /// Source files.
    pub files: Vec<FileId>,
    /// Whether all sets of profiles are asked for: a damaged profile does not say of which it is.
    pub profiles: bool,
}

/// What takes what a peer gives. Nothing of it is in the register yet.
pub trait Basket {
    /// Takes an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    fn entry(&mut self, entry: LedgerEntry) -> Result<(), LedgerError>;

    /// Takes a set of profiles.
    ///
    /// # Errors
    /// When it cannot be written.
    fn profiles(&mut self, texts: &[String]) -> Result<(), LedgerError>;

    /// Takes the next piece of a source file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn piece(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError>;

    /// The pieces are whole: whether they have the file's hash. If not, they are forgotten.
    ///
    /// # Errors
    /// When they cannot be read.
    fn whole(&mut self, file: FileId) -> Result<bool, LedgerError>;
}

impl Range {
    fn holds(&self, id: EntryId) -> bool {
        id.log == self.log && id.number >= self.first && self.last.is_none_or(|last| id.number <= last)
    }
}

impl Lost {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Lost::default()
    }

    fn write(&self) -> Vec<u8> {
        let integer = |out: &mut String, number: u64| {
            out.push(',');
            write_integer(out, i64::try_from(number).unwrap_or(i64::MAX));
        };
        let range = |out: &mut String, range: &Range| {
            out.push('[');
            write_text(out, &range.log.to_string());
            integer(out, range.first);
            range.last.into_iter().for_each(|last| integer(out, last));
            out.push(']');
        };
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.list("entries", &self.entries, range);
        object.list("files", &self.files, |out, file| write_text(out, &file.to_string()));
        object.boolean("profiles", self.profiles);
        object.end();
        out.into_bytes()
    }

    fn read(content: &[u8]) -> Option<Lost> {
        let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
        let file = |json: &Json<'_>| FileId::parse(json.as_text()?).ok();
        Some(Lost {
            entries: json.get("entries")?.as_list()?.iter().map(read_range).collect::<Option<_>>()?,
            files: json.get("files")?.as_list()?.iter().map(file).collect::<Option<_>>()?,
            profiles: matches!(json.get("profiles")?, Json::Bool(true)),
        })
    }
}

fn read_range(json: &Json<'_>) -> Option<Range> {
    let (log, numbers) = json.as_list()?.split_first()?;
    let number = |json: &Json<'_>| u64::try_from(json.as_integer()?).ok();
    let (first, last) = match numbers {
        [first] => (number(first)?, None),
        [first, last] => (number(first)?, Some(number(last)?)),
        _ => return None,
    };
    Some(Range { log: Key::parse(log.as_text()?).ok()?, first, last })
}

/// Gives a peer what it asks for, as far as it is here and not kept back from it.
pub(crate) fn answer(
    site: &dyn Site,
    channel: &mut Channel,
    asked: &[u8],
    sent: &mut Moved,
    tell: Tell<'_>,
) -> Result<(), SyncError> {
    let lost = Lost::read(asked).ok_or_else(|| unexpected(Kind::Lost))?;
    if lost.profiles {
        for set in site.ledger().profile_sets()? {
            if let Some(texts) = site.ledger().profiles(set)? {
                channel.send(Kind::Profiles, &write_texts(&texts))?;
            }
        }
    }
    for range in &lost.entries {
        give_entries(site, channel, range, sent)?;
    }
    let here = lost.files.iter().filter(|file| !site.refuses_file(**file));
    let wanted: Lengths = here.map(|file| (*file, 0)).collect();
    files::send(site, channel, &wanted, sent, tell)?;
    channel.end()
}

fn give_entries(site: &dyn Site, channel: &mut Channel, range: &Range, sent: &mut Moved) -> Result<(), SyncError> {
    let heads = site.ledger().heads();
    let head = heads.iter().find(|head| head.entry.log == range.log).map_or(0, |head| head.entry.number);
    for number in range.first.max(1)..=range.last.unwrap_or(head).min(head) {
        let Some(entry) = site.ledger().entry(EntryId { log: range.log, number })? else { continue };
        let carried = carry(&entry, &|_, claim| !site.withholds(claim));
        headers::send_one(channel, &entry.header)?;
        send_bodies(channel, &carried)?;
        sent.entries += 1;
        sent.bodies += carried.bodies;
        sent.withheld += carried.withheld;
    }
    Ok(())
}

/// Asks a peer for what is damaged here. What came before an error is in the basket, and as good as if there had been none.
///
/// # Errors
/// When the line breaks, the peer sends what cannot be, speaks an older version, or the basket cannot take it.
pub fn ask(
    (register, trusts): (RegisterId, &dyn Fn(RegisterId) -> bool),
    channel: &mut Channel,
    lost: &Lost,
    basket: &mut dyn Basket,
    tell: Tell<'_>,
) -> Result<(), SyncError> {
    let asked = Asking { lost, basket, tell, at: (0, 0) }.run(register, trusts, channel);
    match asked {
        Err(SyncError::Told(why)) if why.contains("unknown kind") => Err(SyncError::Protocol(
            "its program is older and cannot give single entries; sync with it instead, or bring \
                                     a bundle from there"
                .to_owned(),
        )),
        Err(error) => {
            if !matches!(error, SyncError::Line(_) | SyncError::Told(_)) {
                channel.refuse(&error);
            }
            Err(error)
        }
        done => done,
    }
}

struct Asking<'a> {
    lost: &'a Lost,
    basket: &'a mut dyn Basket,
    tell: Tell<'a>,
    /// Which range the last entry was of, and its number.
    at: (usize, u64),
}

impl Asking<'_> {
    fn run(
        mut self,
        register: RegisterId,
        trusts: &dyn Fn(RegisterId) -> bool,
        channel: &mut Channel,
    ) -> Result<(), SyncError> {
        let hello =
            Hello { register, logs: Default::default(), profiles: Vec::new(), files: (0, Hash::of(&[])), device: None };
        channel.send(Kind::Hello, &hello.write())?;
        channel.flush()?;
        let theirs = Hello::read(&channel.expect(Kind::Hello)?)?;
        if theirs.register != register && !trusts(theirs.register) {
            return Err(SyncError::OtherRegister(theirs.register));
        }
        channel.send(Kind::Lost, &self.lost.write())?;
        channel.flush()?;
        loop {
            match channel.receive()? {
                (Kind::Profiles, content) if self.lost.profiles => {
                    let texts = read_texts(&content).ok_or_else(|| unexpected(Kind::Profiles))?;
                    self.basket.profiles(&texts)?;
                }
                (Kind::Header, content) => self.entry(channel, &content)?,
                (Kind::File, content) => self.file(channel, &content)?,
                (Kind::End, _) => return Ok(()),
                (other, _) => return Err(unexpected(other)),
            }
        }
    }

    fn entry(&mut self, channel: &mut Channel, content: &[u8]) -> Result<(), SyncError> {
        let header = headers::read(content)?;
        let id = header.header.entry;
        if !self.is_due(id) {
            return Err(SyncError::lie(format!("entry {} of {}, which nobody asked for", id.number, id.log)));
        }
        let first = channel.receive()?;
        let (entry, _) = receive_entry(channel, header, first)?;
        check_root(&entry)?;
        self.basket.entry(entry)?;
        (self.tell)(Step::Taking, id.number, 0);
        Ok(())
    }

    /// Whether an entry was asked for, and comes in the order in which they were.
    fn is_due(&mut self, id: EntryId) -> bool {
        while let Some(range) = self.lost.entries.get(self.at.0) {
            if range.holds(id) && id.number > self.at.1 {
                self.at.1 = id.number;
                return true;
            }
            self.at = (self.at.0 + 1, 0);
        }
        false
    }

    fn file(&mut self, channel: &mut Channel, content: &[u8]) -> Result<(), SyncError> {
        let (file, from, length) = files::read_begin(content).ok_or_else(|| unexpected(Kind::File))?;
        if from != 0 || !self.lost.files.contains(&file) {
            return Err(SyncError::lie(format!("{file}, which nobody asked for")));
        }
        self.basket.piece(file, 0, &[])?;
        let mut at = 0;
        while at < length {
            let piece = channel.expect(Kind::Piece)?;
            if piece.is_empty() || piece.len() as u64 > length - at {
                return Err(SyncError::lie(format!("more of {file} than it announced")));
            }
            self.basket.piece(file, at, &piece)?;
            at += piece.len() as u64;
            (self.tell)(Step::TakingFiles, at, length);
        }
        match self.basket.whole(file)? {
            true => Ok(()),
            false => Err(SyncError::lie(format!("{file} with another hash"))),
        }
    }
}

/// Where all ids are told, they must lead to the header's root.
fn check_root(entry: &LedgerEntry) -> Result<(), SyncError> {
    let id = |body: &BodyState| match body {
        BodyState::Present(bytes) => Some(Body::id_of(bytes)),
        BodyState::Erased(id) | BodyState::Withheld(id) => Some(*id),
        BodyState::Awaited(id) | BodyState::Damaged(id) => *id,
    };
    let ids: Option<Vec<ClaimId>> = entry.bodies.iter().map(id).collect();
    match ids.is_none_or(|ids| Entry::root(&ids) == entry.header.header.root) {
        true => Ok(()),
        false => {
            let EntryId { log, number } = entry.header.header.entry;
            Err(SyncError::lie(format!("bodies of entry {number} of {log} that do not lead to its root")))
        }
    }
}
