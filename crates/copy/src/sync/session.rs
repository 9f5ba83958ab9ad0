//! One syncing from the first hello to the last word. The two sides speak in turns; who called speaks first.
//!
//! | turn | the caller | who answers |
//! |---|---|---|
//! | 1, 2 | hello | hello |
//! | 3, 4 | headers that the other lacks; bodies lacking here | what it heeded; headers; bodies lacking there |
//! | 5, 6 | what it heeded; profiles; bodies; late bodies | profiles; bodies; late bodies |
//! | 7, 8 | source files: compare, offer, want | answers, wants; sends |
//! | 9, 10 | sends; done | done |
//!
//! A caller that only asks for what is damaged there says so in its third turn (`lost`), and takes no part in the rest.

use std::collections::BTreeSet;

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{Act, EntryId, FileId, Hash, Head, Key, SignedHeader, TextId};
use serde::Serialize;

use super::channel::{Channel, Kind, unexpected};
use super::entries::{self, Taking};
use super::error::SyncError;
use super::files::{self, Comparison, Deal};
use super::headers::{self, Arriving, Coming};
use super::hello::Hello;
use super::lost;
use super::plan::{self, Forks, Going};
use super::site::{DeviceCard, Heeded, Site};
use crate::Refusal;
use crate::carry::Lacking;

/// Which side one is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The one that called.
    Caller,
    /// The one that answers.
    Answerer,
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The handshake held: the other side is a peer.
    Greeted,
    /// Entries go.
    Sending,
    /// Entries come.
    Taking,
    /// Source files go; counted in bytes.
    SendingFiles,
    /// Source files come; counted in bytes.
    TakingFiles,
}

/// Is told how much of a step is done, of how much.
pub type Tell<'t> = &'t dyn Fn(Step, u64, u64);

/// What went one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Entries that were new.
    pub entries: u64,
    /// Bodies that were new.
    pub bodies: u64,
    /// Bodies that were kept back.
    pub withheld: u64,
    /// Source files.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
}

impl Moved {
    /// Adds what moved with an entry; of one that was here already, only its bodies.
    pub(crate) fn add(&mut self, other: &Moved, entry: bool) {
        self.entries += if entry { other.entries } else { 0 };
        self.withheld += if entry { other.withheld } else { 0 };
        self.bodies += other.bodies;
    }
}

/// What came of a syncing, as far as it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Synced {
    /// What went to the peer.
    pub sent: Moved,
    /// What came from it.
    pub taken: Moved,
    /// Erasures among the entries that went.
    pub erasures_sent: u64,
    /// How many of these the peer says it heeded.
    pub erasures_acknowledged: u64,
    /// Erasures among the entries that came.
    pub erasures_heeded: u64,
    /// How many of these wait for a keeper here.
    pub erasures_waiting: u64,
    /// Bodies that were erased here and came again: not taken.
    pub erased: u64,
    /// Entries of other branches: both are kept.
    pub forks: Vec<String>,
    /// What was refused, and why.
    pub refused: Vec<Refusal>,
    /// How far the peer's logs reach in the end, as it says; none when the syncing did not end well.
    #[serde(skip)]
    pub peer: Option<PeerState>,
}

/// What a peer says of itself in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerState {
    /// The last entry of each log.
    pub heads: Vec<EntryId>,
    /// Erasures that wait for a keeper there.
    pub waiting: Vec<EntryId>,
    /// Its device, if it said so.
    pub device: Option<DeviceCard>,
    /// The sets of profiles that are there.
    pub profiles: Vec<Hash>,
    /// Bodies that it lacks still.
    pub lacking: Lacking,
}

/// Brings the two sides level. `synced` says what was done, also when it ends in an error.
///
/// # Errors
/// When the line breaks, the other side sends what cannot be, or this side cannot read or write. What was taken before is
/// kept; syncing again goes on from there.
pub fn run(
    role: Role,
    site: &mut dyn Site,
    channel: &mut Channel,
    synced: &mut Synced,
    tell: Tell<'_>,
) -> Result<(), SyncError> {
    let done = Session { role, site, channel, synced, tell }.run();
    if let Err(error) = &done
        && !matches!(error, SyncError::Line(_) | SyncError::Told(_))
    {
        channel.refuse(error);
    }
    done
}

struct Session<'s> {
    role: Role,
    site: &'s mut dyn Site,
    channel: &'s mut Channel,
    synced: &'s mut Synced,
    tell: Tell<'s>,
}

/// What the two hellos and the headers told.
struct Known {
    ours: Hello,
    theirs: Hello,
    /// The source files that are here for the peer.
    files: Vec<FileId>,
    /// Bodies that are lacking here.
    lacking: Lacking,
    /// Bodies that the other side lacks.
    wanted: Lacking,
    going: Vec<Going>,
    coming: Vec<Coming>,
    /// Bodies that the other side lacks in the end.
    stay: Lacking,
}

impl Session<'_> {
    fn run(mut self) -> Result<(), SyncError> {
        let (ours, theirs, files) = self.hellos()?;
        if theirs.register != ours.register && !self.site.trusts(theirs.register) {
            return Err(SyncError::OtherRegister(theirs.register));
        }
        let first = match self.role {
            Role::Answerer => Some(self.channel.receive()?),
            Role::Caller => None,
        };
        if let Some((Kind::Lost, content)) = &first {
            return lost::answer(self.site, self.channel, content, &mut self.synced.sent, self.tell);
        }
        let mut known = self.headers(ours, theirs, files, first)?;
        self.bodies(&mut known)?;
        if known.ours.files != known.theirs.files {
            self.files(&known)?;
        }
        self.done(known)
    }

    fn hellos(&mut self) -> Result<(Hello, Hello, Vec<FileId>), SyncError> {
        let files = files::for_peer(self.site)?;
        let theirs = match self.role {
            Role::Caller => None,
            Role::Answerer => Some(Hello::read(&self.channel.expect(Kind::Hello)?)?),
        };
        let ours = Hello::of(self.site, &files, theirs.as_ref())?;
        self.channel.send(Kind::Hello, &ours.write())?;
        self.channel.flush()?;
        let theirs = match theirs {
            Some(theirs) => theirs,
            None => Hello::read(&self.channel.expect(Kind::Hello)?)?,
        };
        Ok((ours, theirs, files))
    }

    /// Turns 3 and 4: all headers, both ways; the erasures among them are heeded.
    fn headers(
        &mut self,
        ours: Hello,
        theirs: Hello,
        files: Vec<FileId>,
        first: Option<(Kind, Vec<u8>)>,
    ) -> Result<Known, SyncError> {
        let lacking: Lacking = self.site.ledger().lacking()?.into_iter().collect();
        let (going, coming, wanted);
        match self.role {
            Role::Caller => {
                going = self.send_headers(&ours, &theirs, &Forks::new(), &lacking)?;
                self.channel.end()?;
                let heeded = self.channel.expect(Kind::Heeded)?;
                (coming, wanted, _) = self.receive_headers(&ours, &theirs, None)?;
                self.acknowledged(&heeded)?;
                let heeded = self.heed(&coming)?;
                self.channel.send(Kind::Heeded, &write_heeded(&heeded))?;
            }
            Role::Answerer => {
                let forks;
                (coming, wanted, forks) = self.receive_headers(&ours, &theirs, first)?;
                let heeded = self.heed(&coming)?;
                self.channel.send(Kind::Heeded, &write_heeded(&heeded))?;
                going = self.send_headers(&ours, &theirs, &forks, &lacking)?;
                self.channel.end()?;
                let heeded = self.channel.expect(Kind::Heeded)?;
                self.acknowledged(&heeded)?;
            }
        }
        Ok(Known { ours, theirs, files, lacking, wanted, going, coming, stay: Lacking::new() })
    }

    fn send_headers(
        &mut self,
        ours: &Hello,
        theirs: &Hello,
        forks: &Forks,
        lacking: &Lacking,
    ) -> Result<Vec<Going>, SyncError> {
        let going = plan::lacking(self.site.ledger(), ours, theirs, forks)?;
        headers::send(self.channel, &going)?;
        self.channel.send(Kind::Lacking, &entries::write_lacking(lacking))?;
        self.synced.erasures_sent = going.iter().map(|one| erasures(&one.header)).sum();
        Ok(going)
    }

    fn receive_headers(
        &mut self,
        ours: &Hello,
        theirs: &Hello,
        first: Option<(Kind, Vec<u8>)>,
    ) -> Result<(Vec<Coming>, Lacking, Forks), SyncError> {
        let mut arriving = Arriving::new(self.site.ledger(), ours, theirs);
        let first = first.map_or_else(|| self.channel.receive(), Ok)?;
        let (kind, content) = arriving.receive(self.channel, first)?;
        let (coming, forks) = (arriving.coming, arriving.forks);
        if kind != Kind::Lacking {
            return Err(unexpected(kind));
        }
        let wanted = entries::read_lacking(&content)?;
        self.channel.expect(Kind::End)?;
        Ok((coming, wanted, forks))
    }

    fn heed(&mut self, coming: &[Coming]) -> Result<Heeded, SyncError> {
        let onto_logs = coming.iter().filter(|one| !one.rival).map(|one| one.header.clone());
        let heeded = self.site.heed(&onto_logs.collect::<Vec<_>>())?;
        self.synced.erasures_heeded = heeded.erasures - heeded.waiting;
        self.synced.erasures_waiting = heeded.waiting;
        Ok(heeded)
    }

    fn acknowledged(&mut self, content: &[u8]) -> Result<(), SyncError> {
        let heeded = read_heeded(content).ok_or_else(|| unexpected(Kind::Heeded))?;
        self.synced.erasures_acknowledged = heeded.erasures.saturating_sub(heeded.waiting);
        Ok(())
    }

    /// Turns 5 and 6: profiles, bodies, and bodies that come late.
    fn bodies(&mut self, known: &mut Known) -> Result<(), SyncError> {
        let coming = std::mem::take(&mut known.coming);
        match self.role {
            Role::Caller => {
                self.send_bodies(known)?;
                self.receive_all(coming, known)
            }
            Role::Answerer => {
                self.receive_all(coming, known)?;
                self.send_bodies(known)
            }
        }
    }

    fn send_bodies(&mut self, known: &mut Known) -> Result<(), SyncError> {
        let theirs: BTreeSet<_> = known.theirs.profiles.iter().collect();
        for set in known.ours.profiles.iter().filter(|set| !theirs.contains(set)) {
            if let Some(texts) = self.site.ledger().profiles(*set)? {
                self.channel.send(Kind::Profiles, &write_texts(&texts))?;
            }
        }
        known.stay = entries::send(self.site, self.channel, &known.going, &mut self.synced.sent, self.tell)?;
        entries::send_late(self.site, self.channel, &known.wanted, &mut self.synced.sent, &mut known.stay)?;
        self.channel.end()
    }

    fn receive_all(&mut self, coming: Vec<Coming>, known: &Known) -> Result<(), SyncError> {
        let mut first = self.channel.receive()?;
        while first.0 == Kind::Profiles {
            let texts = read_texts(&first.1).ok_or_else(|| unexpected(Kind::Profiles))?;
            self.site.take_profiles(&texts)?;
            first = self.channel.receive()?;
        }
        let mut taking = Taking::new(self.site, self.synced, self.tell);
        let first = taking.receive(self.channel, coming, first)?;
        match taking.receive_late(self.channel, &known.lacking, first)? {
            (Kind::End, _) => Ok(()),
            (other, _) => Err(unexpected(other)),
        }
    }

    /// Turns 7 to 10: source files.
    fn files(&mut self, known: &Known) -> Result<(), SyncError> {
        let comparison = Comparison::of(&known.files)?;
        match self.role {
            Role::Caller => {
                let (have, need) = comparison.ask(self.channel)?;
                let deal = Deal { offer: files::offered(self.site, &have)?, want: files::wanted(self.site, &need)? };
                self.channel.send(Kind::Files, &deal.write())?;
                self.channel.flush()?;
                let asked = Deal::read(&self.channel.expect(Kind::Files)?)?;
                self.receive_files(deal.want, &asked)?;
                self.send_files(&asked)
            }
            Role::Answerer => {
                let (kind, content) = comparison.answer(self.channel)?;
                let asked = if kind == Kind::Files { Deal::read(&content)? } else { return Err(unexpected(kind)) };
                let wanted: Vec<FileId> = asked.want.keys().copied().collect();
                let offer = files::offered(self.site, &wanted)?;
                let deal = Deal { offer, want: files::wanted(self.site, asked.offer.keys())? };
                self.channel.send(Kind::Files, &deal.write())?;
                self.send_files(&asked)?;
                self.receive_files(deal.want, &asked)
            }
        }
    }

    fn send_files(&mut self, asked: &Deal) -> Result<(), SyncError> {
        files::send(self.site, self.channel, &asked.want, &mut self.synced.sent, self.tell)?;
        self.channel.end()
    }

    fn receive_files(&mut self, want: files::Lengths, asked: &Deal) -> Result<(), SyncError> {
        match files::receive(self.site, self.channel, want, &asked.offer, self.synced, self.tell)? {
            (Kind::End, _) => Ok(()),
            (other, _) => Err(unexpected(other)),
        }
    }

    fn done(&mut self, known: Known) -> Result<(), SyncError> {
        let (heads, waiting) = self.site.finish()?;
        let ours = write_done(&heads, &waiting);
        if self.role == Role::Caller {
            self.channel.send(Kind::Done, &ours)?;
            self.channel.flush()?;
        }
        let theirs = read_done(&self.channel.expect(Kind::Done)?).ok_or_else(|| unexpected(Kind::Done))?;
        if self.role == Role::Answerer {
            self.channel.send(Kind::Done, &ours)?;
            self.channel.flush()?;
        }
        let mut profiles = [known.ours.profiles, known.theirs.profiles].concat();
        profiles.sort_unstable();
        profiles.dedup();
        self.synced.peer = Some(PeerState { device: known.theirs.device, profiles, lacking: known.stay, ..theirs });
        Ok(())
    }
}

/// How many erasures a header carries.
fn erasures(header: &SignedHeader) -> u64 {
    header.header.acts.iter().filter(|act| matches!(act, Act::Erase { .. })).count() as u64
}

fn write_heeded(heeded: &Heeded) -> Vec<u8> {
    let mut out = String::new();
    let mut object = ObjectWriter::new(&mut out);
    object.integer("erasures", i64::try_from(heeded.erasures).unwrap_or_default());
    object.integer("waiting", i64::try_from(heeded.waiting).unwrap_or_default());
    object.end();
    out.into_bytes()
}

fn read_heeded(content: &[u8]) -> Option<Heeded> {
    let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
    let number = |name: &str| json.get(name)?.as_integer().and_then(|number| u64::try_from(number).ok());
    Some(Heeded { erasures: number("erasures")?, waiting: number("waiting")? })
}

pub(crate) fn write_texts(texts: &[String]) -> Vec<u8> {
    let texts = texts.iter().map(|text| Json::Text(text.as_str().into())).collect();
    Json::List(texts).canonical().into_bytes()
}

pub(crate) fn read_texts(content: &[u8]) -> Option<Vec<String>> {
    let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
    json.as_list()?.iter().map(|text| text.as_text().map(str::to_owned)).collect()
}

fn write_done(heads: &[Head], waiting: &[EntryId]) -> Vec<u8> {
    let pair = |out: &mut String, id: EntryId| {
        out.push('[');
        write_text(out, &id.log.to_string());
        out.push(',');
        write_integer(out, i64::try_from(id.number).unwrap_or_default());
        out.push(']');
    };
    let mut out = String::new();
    let mut object = ObjectWriter::new(&mut out);
    object.list("heads", heads.iter().map(|head| head.entry), pair);
    object.list("waiting", waiting.iter().copied(), pair);
    object.end();
    out.into_bytes()
}

fn read_done(content: &[u8]) -> Option<PeerState> {
    let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
    let entries = |name: &str| -> Option<Vec<EntryId>> {
        let pairs = json.get(name)?.as_list()?.iter().map(|pair| {
            let [log, number] = pair.as_list()? else { return None };
            let log = Key::parse(log.as_text()?).ok()?;
            Some(EntryId { log, number: u64::try_from(number.as_integer()?).ok()? })
        });
        pairs.collect()
    };
    Some(PeerState { heads: entries("heads")?, waiting: entries("waiting")?, ..PeerState::default() })
}
