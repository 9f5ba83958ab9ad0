//! Bodies: of the entries whose headers went before, in the same order; then those that the other side still lacks.

use std::collections::BTreeSet;

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{EntryId, Key, LedgerEntry, LedgerError, Note, SignedHeader, TextId};

use super::channel::{Channel, Kind, PIECE, unexpected};
use super::error::SyncError;
use super::headers::Coming;
use super::plan::Going;
use super::session::{Moved, Step, Synced, Tell};
use super::site::Site;
use crate::Refusal;
use crate::carry::{Carried, Lacking, assemble, carry, left_out};

/// The bodies of one entry fill at most so many bytes.
const MOST: usize = 64 << 20;
/// What came is taken when so many entries, or bytes of bodies, wait.
const BATCH: (usize, usize) = (1024, 8 << 20);

/// A message as it came.
type Message = (Kind, Vec<u8>);

/// Sends the bodies of what goes. Gives back those that stay.
pub(crate) fn send(
    site: &dyn Site,
    channel: &mut Channel,
    going: &[Going],
    sent: &mut Moved,
    tell: Tell<'_>,
) -> Result<Lacking, SyncError> {
    let mut stay = Lacking::new();
    for (done, one) in (1..).zip(going) {
        let id = one.header.header.entry;
        let read = match &one.rival {
            Some(entry) => Some(entry.clone()),
            None => site.ledger().entry(id)?,
        };
        let lost = || LedgerError::Files(format!("entry {} of {} cannot be read", id.number, id.log));
        let entry = read.ok_or_else(lost)?;
        let carried = carry(&entry, &|_, claim| !site.withholds(claim));
        let left = left_out(&entry, &carried, carried.note.absent.iter().copied());
        if !left.is_empty() && one.rival.is_none() {
            stay.insert(id, left);
        }
        send_bodies(channel, &carried)?;
        sent.entries += 1;
        sent.bodies += carried.bodies;
        sent.withheld += carried.withheld;
        tell(Step::Sending, done, going.len() as u64);
    }
    Ok(stay)
}

/// Sends bodies that the other side lacks of entries that it has, where they are here and not withheld. Adds those that stay.
pub(crate) fn send_late(
    site: &dyn Site,
    channel: &mut Channel,
    wanted: &Lacking,
    sent: &mut Moved,
    stay: &mut Lacking,
) -> Result<(), SyncError> {
    for (id, positions) in wanted {
        let Some(entry) = site.ledger().entry(*id)? else { continue };
        let mut carried = carry(&entry, &|at, claim| positions.contains(&at) && !site.withholds(claim));
        let left = left_out(&entry, &carried, positions.iter().copied());
        if !left.is_empty() {
            stay.insert(*id, left);
        }
        if carried.bodies == 0 || (carried.note.ids.is_empty() && !carried.note.absent.is_empty()) {
            continue;
        }
        carried.note.withheld.clear();
        channel.send(Kind::Late, write_id(*id).as_bytes())?;
        send_bodies(channel, &carried)?;
        sent.bodies += carried.bodies;
    }
    Ok(())
}

pub(crate) fn send_bodies(channel: &mut Channel, carried: &Carried) -> Result<(), SyncError> {
    if !carried.note.absent.is_empty() {
        channel.send(Kind::Note, carried.note.to_line().as_bytes())?;
    }
    let mut rest = carried.lines.as_slice();
    loop {
        let (piece, after) = rest.split_at(rest.len().min(PIECE));
        channel.send(Kind::Bodies, &[&[u8::from(!after.is_empty())], piece].concat())?;
        rest = after;
        if rest.is_empty() {
            return Ok(());
        }
    }
}

/// Entries on their way into the register.
pub(crate) struct Taking<'t> {
    pub(crate) site: &'t mut dyn Site,
    pub(crate) synced: &'t mut Synced,
    pub(crate) tell: Tell<'t>,
    batch: Vec<(LedgerEntry, Fate)>,
    bytes: usize,
}

/// What an entry is to this register.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is the next of its log.
    Next,
    /// It is of another branch.
    Rival,
    /// It is here, without some of its bodies.
    Late,
}

impl<'t> Taking<'t> {
    pub(crate) fn new(site: &'t mut dyn Site, synced: &'t mut Synced, tell: Tell<'t>) -> Taking<'t> {
        Taking { site, synced, tell, batch: Vec::new(), bytes: 0 }
    }

    /// Receives the bodies of the entries whose headers came; `next` is the message that came already, and the one after
    /// them is given back.
    pub(crate) fn receive(
        &mut self,
        channel: &mut Channel,
        coming: Vec<Coming>,
        mut next: Message,
    ) -> Result<Message, SyncError> {
        let total = coming.len() as u64;
        for (done, one) in (1..).zip(coming) {
            let fate = if one.rival { Fate::Rival } else { Fate::Next };
            self.entry(channel, one.header, fate, next)?;
            (self.tell)(Step::Taking, done, total);
            next = channel.receive()?;
        }
        self.take()?;
        Ok(next)
    }

    /// The same for bodies that came late.
    pub(crate) fn receive_late(
        &mut self,
        channel: &mut Channel,
        lacking: &Lacking,
        mut next: Message,
    ) -> Result<Message, SyncError> {
        loop {
            let (kind, content) = next;
            if kind != Kind::Late {
                self.take()?;
                return Ok((kind, content));
            }
            let id = read_id(&content).filter(|id| lacking.contains_key(id)).ok_or_else(|| unexpected(kind))?;
            let header = self.site.ledger().header(id).cloned().ok_or_else(|| unexpected(kind))?;
            let first = channel.receive()?;
            self.entry(channel, header, Fate::Late, first)?;
            next = channel.receive()?;
        }
    }

    fn entry(
        &mut self,
        channel: &mut Channel,
        header: SignedHeader,
        fate: Fate,
        first: Message,
    ) -> Result<(), SyncError> {
        let (entry, bytes) = receive_entry(channel, header, first)?;
        self.bytes += bytes;
        self.batch.push((entry, fate));
        if self.batch.len() >= BATCH.0 || self.bytes >= BATCH.1 { self.take() } else { Ok(()) }
    }

    /// Takes what waits: durable on return. A refused entry ends the syncing.
    fn take(&mut self) -> Result<(), SyncError> {
        self.bytes = 0;
        let (entries, fates): (Vec<LedgerEntry>, Vec<Fate>) = std::mem::take(&mut self.batch).into_iter().unzip();
        if entries.is_empty() {
            return Ok(());
        }
        let counts: Vec<Moved> = entries.iter().map(|entry| self.count(entry)).collect();
        let answers = self.site.take(entries)?;
        let mut refused = None;
        for ((answer, fate), count) in answers.into_iter().zip(fates).zip(counts) {
            match answer {
                Ok(true) => self.synced.taken.add(&count, fate != Fate::Late),
                Ok(false) => {}
                Err(error @ LedgerError::Refused { .. }) if fate == Fate::Rival => {
                    self.synced.forks.push(error.to_string());
                }
                Err(error) => drop(refused.get_or_insert(error)),
            }
        }
        let Some(error) = refused else { return Ok(()) };
        self.synced.refused.push(Refusal { member: "entries".to_owned(), why: error.to_string() });
        match error {
            LedgerError::Refused { .. } => Err(SyncError::lie(format!("what is not taken ({error})"))),
            other => Err(other.into()),
        }
    }

    fn count(&mut self, entry: &LedgerEntry) -> Moved {
        let erased = self.site.ledger().erased(&entry.bodies) as u64;
        self.synced.erased += erased;
        let mut moved = Moved { entries: 1, ..Moved::default() };
        for body in &entry.bodies {
            match body {
                daftar_claim::BodyState::Present(_) => moved.bodies += 1,
                daftar_claim::BodyState::Withheld(_) => moved.withheld += 1,
                _ => {}
            }
        }
        moved.bodies -= erased;
        moved
    }
}

/// Receives the bodies of an entry whose header came, and how many bytes they fill; `first` came already.
pub(crate) fn receive_entry(
    channel: &mut Channel,
    header: SignedHeader,
    first: Message,
) -> Result<(LedgerEntry, usize), SyncError> {
    let id = header.header.entry;
    let wrong =
        |why: String| SyncError::lie(format!("bodies that are not those of entry {} of {} ({why})", id.number, id.log));
    let (note, lines) = receive_bodies(channel, first)?;
    if note.as_ref().is_some_and(|note| note.number != id.number) {
        return Err(wrong("its note is another's".to_owned()));
    }
    Ok((assemble(header, note, &lines).map_err(wrong)?, lines.len()))
}

fn receive_bodies(channel: &mut Channel, first: Message) -> Result<(Option<Note>, Vec<u8>), SyncError> {
    let (mut kind, mut content) = first;
    let mut note = None;
    if kind == Kind::Note {
        let read =
            Note::parse(&content).map_err(|error| SyncError::lie(format!("a note that cannot be read ({error})")))?;
        note = Some(read);
        (kind, content) = channel.receive()?;
    }
    let mut lines = Vec::new();
    loop {
        let (more, piece) = content.split_first().filter(|_| kind == Kind::Bodies).ok_or_else(|| unexpected(kind))?;
        if lines.len() + piece.len() > MOST {
            return Err(SyncError::lie(format!("more than {MOST} bytes for one entry")));
        }
        lines.extend_from_slice(piece);
        match *more {
            0 => return Ok((note, lines)),
            _ => (kind, content) = channel.receive()?,
        }
    }
}

fn write_id(id: EntryId) -> String {
    let mut out = String::new();
    let mut object = ObjectWriter::new(&mut out);
    object.text("log", &id.log.to_string());
    object.integer("number", i64::try_from(id.number).unwrap_or_default());
    object.end();
    out
}

fn read_id(content: &[u8]) -> Option<EntryId> {
    let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
    let log = Key::parse(json.get("log")?.as_text()?).ok()?;
    Some(EntryId { log, number: u64::try_from(json.get("number")?.as_integer()?).ok()? })
}

/// `[[log, number, [position, …]], …]`
pub(crate) fn write_lacking(lacking: &Lacking) -> Vec<u8> {
    let mut out = String::from("[");
    for (n, (id, positions)) in lacking.iter().enumerate() {
        out.push_str(if n > 0 { ",[" } else { "[" });
        write_text(&mut out, &id.log.to_string());
        out.push(',');
        write_integer(&mut out, i64::try_from(id.number).unwrap_or_default());
        for position in positions {
            out.push(',');
            write_integer(&mut out, i64::from(*position));
        }
        out.push(']');
    }
    out.push(']');
    out.into_bytes()
}

pub(crate) fn read_lacking(content: &[u8]) -> Result<Lacking, SyncError> {
    let text = std::str::from_utf8(content).unwrap_or_default();
    let json = Json::parse(text).map_err(|_| unexpected(Kind::Lacking))?;
    let entries = json.as_list().unwrap_or_default().iter().map(read_lacking_entry);
    entries.collect::<Option<Lacking>>().ok_or_else(|| unexpected(Kind::Lacking))
}

fn read_lacking_entry(json: &Json<'_>) -> Option<(EntryId, BTreeSet<u32>)> {
    let [log, number, positions @ ..] = json.as_list()? else { return None };
    let log = Key::parse(log.as_text()?).ok()?;
    let positions = positions.iter().map(|at| at.as_integer().and_then(|at| u32::try_from(at).ok()));
    Some((EntryId { log, number: u64::try_from(number.as_integer()?).ok()? }, positions.collect::<Option<_>>()?))
}
