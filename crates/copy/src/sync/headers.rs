//! Headers go first, all of them: with them come the erasures, which are heeded before any body is here.

use std::collections::{HashMap, HashSet};

use daftar_claim::{EntryId, Hash, Key, Ledger, SignedHeader};

use super::channel::{Channel, Kind, unexpected};
use super::error::SyncError;
use super::hello::Hello;
use super::plan::{ENOUGH, Forks, Going};

/// A side takes at most so many bytes of headers at once: they are held in memory until their bodies came.
const MOST: usize = 512 << 20;

/// An entry whose header came and holds; its bodies are on their way.
pub(crate) struct Coming {
    pub(crate) header: SignedHeader,
    /// Whether it belongs to another branch than the log here.
    pub(crate) rival: bool,
}

/// Sends the headers of what goes.
pub(crate) fn send(channel: &mut Channel, going: &[Going]) -> Result<(), SyncError> {
    going.iter().try_for_each(|one| send_one(channel, &one.header))
}

/// Sends one header.
pub(crate) fn send_one(channel: &mut Channel, header: &SignedHeader) -> Result<(), SyncError> {
    channel.send(Kind::Header, &[&header.signature[..], &header.bytes].concat())
}

/// A header as it came; its signature holds.
pub(crate) fn read(content: &[u8]) -> Result<SignedHeader, SyncError> {
    let (signature, bytes) = content.split_first_chunk::<64>().ok_or_else(|| unexpected(Kind::Header))?;
    SignedHeader::parse(bytes.to_vec(), *signature)
        .map_err(|error| SyncError::lie(format!("a header that does not hold ({error})")))
}

/// Headers as they come.
pub(crate) struct Arriving<'a> {
    ledger: &'a dyn Ledger,
    theirs: &'a Hello,
    /// Every header that came, by hash: whether it is of another branch.
    seen: HashMap<Hash, bool>,
    /// Entries of other branches that are here.
    rivals: HashSet<Hash>,
    /// The logs of which they are.
    forked: HashSet<Key>,
    /// The last of each log that goes on with the log here.
    last: HashMap<Key, (u64, Hash)>,
    bytes: usize,
    pub(crate) coming: Vec<Coming>,
    pub(crate) forks: Forks,
}

impl<'a> Arriving<'a> {
    pub(crate) fn new(ledger: &'a dyn Ledger, ours: &Hello, theirs: &'a Hello) -> Arriving<'a> {
        let rivals = ours.logs.values().flat_map(|reach| reach.rivals.iter().copied()).collect();
        let forked = ours.logs.iter().filter(|(_, reach)| !reach.rivals.is_empty()).map(|(log, _)| *log).collect();
        let (seen, last, coming, forks) = (HashMap::new(), HashMap::new(), Vec::new(), Forks::new());
        Arriving { ledger, theirs, seen, rivals, forked, last, bytes: 0, coming, forks }
    }

    /// Receives headers until something else comes; gives that back. `first` came already.
    pub(crate) fn receive(
        &mut self,
        channel: &mut Channel,
        first: (Kind, Vec<u8>),
    ) -> Result<(Kind, Vec<u8>), SyncError> {
        let mut next = first;
        while next.0 == Kind::Header {
            self.header(&next.1)?;
            next = channel.receive()?;
        }
        self.check_heads()?;
        Ok(next)
    }

    fn header(&mut self, content: &[u8]) -> Result<(), SyncError> {
        self.bytes += content.len();
        if self.bytes > MOST {
            return Err(SyncError::lie(format!("more than {MOST} bytes of headers at once")));
        }
        let header = read(content)?;
        let hash = header.hash();
        let rival = self.place(&header, hash)?;
        if self.seen.insert(hash, rival).is_some() {
            return Err(SyncError::lie(format!("{} twice", named(&header))));
        }
        self.coming.push(Coming { header, rival });
        Ok(())
    }

    /// Where a header belongs: onto the log here, or onto another branch (true).
    fn place(&mut self, header: &SignedHeader, hash: Hash) -> Result<bool, SyncError> {
        let EntryId { log, number } = header.header.entry;
        let announced = self.theirs.logs.get(&log).map_or(0, |reach| reach.head.0);
        // Branches that are kept beside a log may be longer than the log.
        if number == 0 || announced == 0 || number > announced.saturating_add(ENOUGH as u64) {
            return Err(SyncError::lie(format!("{}, but announced {announced} entries of that log", named(header))));
        }
        let held = |number: u64| self.ledger.header(EntryId { log, number }).map(SignedHeader::hash);
        let onto_log = match header.header.previous {
            None => number == 1,
            Some(previous) => held(number - 1) == Some(previous) || self.seen.get(&previous) == Some(&false),
        };
        let onto_branch = header
            .header
            .previous
            .is_some_and(|previous| self.rivals.contains(&previous) || self.seen.get(&previous) == Some(&true));
        let here = held(number);
        match (here, onto_log, onto_branch) {
            (Some(here), true, _) if here == hash => Ok(false),
            (None, true, _) => {
                self.last.insert(log, (number, hash));
                Ok(false)
            }
            (Some(_), true, _) | (_, _, true) => {
                let first = self.forks.entry(log).or_insert(number);
                *first = number.min(*first);
                Ok(true)
            }
            (_, false, false) => {
                Err(SyncError::lie(format!("{}, which goes on from nothing that is here", named(header))))
            }
        }
    }

    /// What was announced must have come, and no more: else heads are replayed that nobody can show.
    fn check_heads(&self) -> Result<(), SyncError> {
        for (log, reach) in &self.theirs.logs {
            let (number, hash) = reach.head;
            let here = self.ledger.header(EntryId { log: *log, number }).is_some();
            let came = self.last.get(log);
            let forked = self.forks.contains_key(log) || self.forked.contains(log);
            let holds = came.map_or(here || forked, |came| *came == (number, hash));
            if !holds {
                return Err(SyncError::lie(format!("another end of the log {log} than it announced")));
            }
        }
        Ok(())
    }
}

fn named(header: &SignedHeader) -> String {
    format!("entry {} of the log {}", header.header.entry.number, header.header.entry.log)
}
