//! One log: its headers in memory, its bodies on the disk.
//!
//! Opening reads only. The chain is checked by hashes, and the signature of the last entry covers all before it; what
//! stands behind a break in the chain is not part of the log, but stays on the disk.

use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;

use daftar_claim::{BodyState, ClaimId, EntryId, Hash, Head, Key, RegisterId, SignedHeader};

use crate::again::{self, Mark};
use crate::append::{SEGMENT, Staged};
use crate::bodies::Context;
use crate::error::{At, StoreError};
use crate::headers::{Fault, HeaderFile, Pair};
use crate::layout::{self, Files};
use crate::notes::Notes;
use crate::segment::Segment;
use crate::tail::{self, End, Tail};
use crate::walk::{Expected, Shape};

/// An entry that the log holds.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) header: SignedHeader,
    pub(crate) hash: Hash,
    /// Its segment, by place in [`Log::segments`].
    pub(crate) segment: usize,
    /// Its place among the pairs of the segment.
    pub(crate) slot: usize,
    /// The bytes of its pair of lines in the headers file.
    pub(crate) place: Range<usize>,
}

/// Why nothing may be appended to a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Closed {
    /// The chain is broken, or its end unreadable.
    Damaged(String),
    /// It is whole, but shorter than what was acknowledged, or different: a peer may still have the rest.
    Lost(Head),
    /// A write failed in a way that leaves open what lies on the disk.
    Interrupted(String),
}

/// One log.
#[derive(Debug)]
pub(crate) struct Log {
    pub(crate) key: Key,
    pub(crate) folder: PathBuf,
    /// The entries whose chain holds, from number 1.
    pub(crate) entries: Vec<Held>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) notes: Notes,
    /// Why nothing may be appended, if nothing may.
    pub(crate) closed: Option<Closed>,
    /// What stands behind the last entry.
    pub(crate) tail: Tail,
    /// Where the last segment ends, once it is known to be sound; else the next entry begins a new one.
    pub(crate) end: Option<End>,
    /// What is written and not yet synced.
    pub(crate) staged: Staged,
    /// Bytes of bodies at which a segment is closed.
    pub(crate) segment_size: usize,
}

impl Log {
    /// An empty log that has no files yet.
    pub(crate) fn new(key: Key, folder: PathBuf) -> Log {
        let notes = Notes::parse(layout::notes(&folder), &[]);
        let (entries, segments, staged) = (Vec::new(), Vec::new(), Staged::default());
        let (closed, tail, end) = (None, Tail::None, None);
        Log { key, folder, entries, segments, notes, closed, tail, end, staged, segment_size: SEGMENT }
    }

    /// A log of which nothing is left, though entries of it were acknowledged.
    pub(crate) fn lost(key: Key, folder: PathBuf, acknowledged: Head) -> Log {
        Log { closed: Some(Closed::Lost(acknowledged)), ..Log::new(key, folder) }
    }

    /// Reads a log. `acknowledged` is the head up to which its entries were confirmed to whoever wrote them.
    pub(crate) fn open(key: Key, folder: PathBuf, acknowledged: Option<&Head>) -> Result<Log, StoreError> {
        Log::open_again(key, folder, acknowledged, None)
    }

    /// The same, of a log that was read `before`: an entry whose bytes are as they were is not taken apart again.
    pub(crate) fn open_again(
        key: Key,
        folder: PathBuf,
        acknowledged: Option<&Head>,
        before: Option<&Log>,
    ) -> Result<Log, StoreError> {
        let mut log = Log::new(key, folder);
        log.notes = read_notes(log.notes.path)?;
        let mut segments = Files::segments(&log.folder).at(&log.folder)?;
        let last = segments.pop();
        for (number, files) in segments {
            let same = before.map(|before| log.take_over(number, &files, before)).transpose()?;
            if same != Some(true) {
                log.read_segment(number, files, before)?;
            }
        }
        last.map(|(number, files)| log.read_segment(number, files, before)).transpose()?;
        log.drop_unsigned_end();
        log.compare(acknowledged);
        Ok(log)
    }

    fn read_segment(&mut self, number: u32, files: Files, before: Option<&Log>) -> Result<(), StoreError> {
        let path = files.headers();
        let mark = Mark::at(&path)?;
        let bytes = &std::fs::read(&path).at(&path)?[..];
        let known = before.map(|log| log.held_in(number)).unwrap_or_default();
        let read = HeaderFile::parse_knowing(bytes, &|start, pair| again::same(known, start, pair));
        let shape = |pair: &Pair| pair.header.as_ref().ok().map(|signed| Shape::of(&signed.header));
        let shapes = read.pairs.iter().map(shape).collect();
        self.segments.push(Segment::new(number, files, shapes).marked(mark));
        match self.tail.is_unreadable() {
            true => self.damaged("the end of an earlier segment cannot be read"),
            false => self.tail = Tail::None,
        }
        for (slot, pair) in read.pairs.into_iter().enumerate() {
            let place = pair.place.clone();
            match pair.header {
                Err(Fault::Newer(found)) => return Err(StoreError::Newer { path, found }),
                Err(Fault::Damaged(why)) => self.stop(bytes, place.start, false, &why),
                Ok(header) => match self.objection(&header) {
                    Some(why) => self.stop(bytes, place.start, true, &why),
                    None => {
                        let hash = pair.hash.unwrap_or_else(|| header.hash());
                        self.hold(header, hash, slot, place);
                    }
                },
            }
        }
        if let Some(start) = read.torn {
            self.tail.torn(start);
        }
        Ok(())
    }

    fn hold(&mut self, header: SignedHeader, hash: Hash, slot: usize, place: Range<usize>) {
        self.entries.push(Held { header, hash, segment: self.segments.len() - 1, slot, place });
    }

    fn damaged(&mut self, why: &str) {
        let number = self.next_number();
        let what = || Closed::Damaged(format!("what stands in the place of entry {number} cannot be used: {why}"));
        self.closed.get_or_insert_with(what);
    }

    /// Why an entry does not continue the log.
    pub(crate) fn objection(&self, signed: &SignedHeader) -> Option<String> {
        let (header, number) = (&signed.header, self.next_number());
        if self.closed.is_some() || self.tail.is_unreadable() {
            return Some("an entry before it is missing or damaged".to_owned());
        }
        if header.entry.log != self.key {
            return Some(format!("it is of the log {}", header.entry.log));
        }
        if header.entry.number != number {
            return Some(format!("it has the number {}, expected {number}", header.entry.number));
        }
        let broken = header.previous != self.entries.last().map(|held| held.hash);
        broken.then(|| format!("its previous hash is not that of entry {}", number - 1))
    }

    /// Remembers that the chain ends before the pair at `start` of the segment being read.
    fn stop(&mut self, bytes: &[u8], start: usize, readable: bool, why: &str) {
        self.tail.unreadable(start, tail::has_blank(bytes.get(start..).unwrap_or_default()));
        if readable {
            self.damaged(why);
        }
    }

    /// The signature of the last entry proves the chain before it: entries at the end without a sound one do not count.
    fn drop_unsigned_end(&mut self) {
        while let Some(last) = self.entries.pop_if(|last| last.header.check().is_err()) {
            match last.segment + 1 == self.segments.len() {
                true => self.tail = Tail::Unreadable { start: last.place.start, blank: false },
                false => self.damaged("its signature does not hold"),
            }
        }
    }

    /// Decides what the tail means: torn, hence never acknowledged; or damage.
    fn compare(&mut self, acknowledged: Option<&Head>) {
        let acknowledged = acknowledged.filter(|head| head.entry.log == self.key);
        let reached = acknowledged.is_some_and(|head| self.holds(head));
        if self.closed.is_none() && !self.tail.may_be_cut(reached) {
            self.damaged("header or signature is damaged");
        }
        if let (None, Some(head), false) = (&self.closed, acknowledged, reached) {
            self.closed = Some(Closed::Lost(*head));
        }
    }

    /// Opens the log again for writing, once the entries that had been lost are back.
    pub(crate) fn reconsider(&mut self) {
        if let Some(Closed::Lost(head)) = &self.closed
            && self.holds(&head.clone())
        {
            self.closed = None;
        }
    }

    /// Why nothing may be taken into the log from a peer. What was lost may come back from one.
    pub(crate) fn refusal_to_take(&self) -> Option<StoreError> {
        self.refusal().filter(|_| !matches!(self.closed, Some(Closed::Lost(_))))
    }

    /// Why the log may not be written, if it may not.
    pub(crate) fn refusal(&self) -> Option<StoreError> {
        let closed = |why| StoreError::LogClosed { log: self.key, why };
        Some(match self.closed.as_ref()? {
            Closed::Damaged(why) => closed(why.clone()),
            Closed::Lost(head) => closed(format!(
                "entry {} had been acknowledged, but the log here ends at {} or differs",
                head.entry.number,
                self.entries.len()
            )),
            Closed::Interrupted(why) => StoreError::Interrupted(why.clone()),
        })
    }

    fn holds(&self, head: &Head) -> bool {
        self.held(head.entry.number).is_some_and(|held| held.hash == head.hash)
    }

    /// The number of the next entry.
    pub(crate) fn next_number(&self) -> u64 {
        self.entries.len() as u64 + 1
    }

    /// The entry of that number.
    pub(crate) fn held(&self, number: u64) -> Option<&Held> {
        self.entries.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// The last entry.
    pub(crate) fn head(&self) -> Option<Head> {
        self.entries.last().map(|held| Head { entry: held.header.header.entry, hash: held.hash })
    }

    /// The register that the log's first entry names or founds.
    pub(crate) fn register(&self) -> Option<RegisterId> {
        self.entries.first().map(|held| held.header.header.register.unwrap_or(RegisterId(held.hash)))
    }

    /// What each entry of a segment must contain.
    pub(crate) fn expected(&self, segment: usize) -> Vec<Expected> {
        let shapes = self.segments.get(segment).map(|segment| &segment.shapes[..]).unwrap_or_default();
        let of = |shape: &Shape| Expected::of(shape, self.notes.get(shape.number));
        shapes.iter().map(|shape| shape.as_ref().map_or(Expected::Unknown, of)).collect()
    }

    /// The state of each body of an entry.
    ///
    /// `known` gives the ids that the index remembers, for the case that the lines are damaged.
    pub(crate) fn bodies(
        &self,
        number: u64,
        erased: &HashSet<ClaimId>,
        known: &dyn Fn() -> Option<Vec<ClaimId>>,
    ) -> Result<Vec<BodyState>, StoreError> {
        let held = self.held(number).ok_or(StoreError::Unknown(EntryId { log: self.key, number }))?;
        let shape = Shape::of(&held.header.header);
        let context = Context { shape, note: self.notes.get(number), erased, known };
        let states = context.states(&self.lines(held, false)?);
        let damaged = |state: &BodyState| matches!(state, BodyState::Damaged(_));
        match states.iter().any(damaged) {
            true => Ok(context.states(&self.lines(held, true)?)),
            false => Ok(states),
        }
    }

    fn lines(&self, held: &Held, careful: bool) -> Result<Vec<u8>, StoreError> {
        let expected = || self.expected(held.segment);
        let Some(segment) = self.segments.get(held.segment) else { return Ok(Vec::new()) };
        let read = segment.read(held.slot, careful, &expected)?;
        Ok(read.map(|(_, lines)| lines).unwrap_or_default())
    }
}

/// Reads a notes file, which may not be there.
pub(crate) fn read_notes(path: PathBuf) -> Result<Notes, StoreError> {
    match std::fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Notes::parse(path, &[])),
        Err(error) => Err(StoreError::io(&path, error)),
        Ok(bytes) => Ok(Notes::parse(path, &bytes)),
    }
}
