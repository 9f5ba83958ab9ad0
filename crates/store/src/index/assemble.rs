//! Putting claims together again from their numbers.

use std::sync::Arc;

use daftar_claim::{Claim, ClaimId, EntryId, Hash, Key, RecordingId, Subject, Value};

use super::block::{self, Held, Row, Said, Slot};
use super::dictionary::Table;
use super::error::{IndexError, Result};
use super::lookup::{self, Of, Start};
use super::mention::{self, Role};
use super::{Found, Index, frame, values};

/// How many frames are kept in memory.
const FRAMES: usize = 50_000;

/// How many blocks are kept in memory, about 20 kB each.
const BLOCKS: usize = 200;

/// A block with the ids of its recordings.
#[derive(Debug)]
pub(super) struct Block {
    entry: EntryId,
    slots: Vec<Slot>,
    ids: Vec<u8>,
}

/// One recording, still in numbers.
#[derive(Clone, Copy)]
pub(super) struct Recorded {
    /// The claim's id.
    pub id: ClaimId,
    /// Where it is recorded.
    pub recording: RecordingId,
    /// What it says.
    pub held: Held,
}

impl Block {
    /// The recordings, forgotten ones among them.
    fn all(&self) -> impl Iterator<Item = Recorded> {
        let (ids, _) = self.ids.as_chunks::<32>();
        self.slots.iter().zip(ids).map(|(slot, id)| Recorded {
            id: ClaimId(Hash(*id)),
            recording: RecordingId { entry: self.entry, position: slot.position },
            held: slot.held,
        })
    }
}

impl Index {
    /// One block. A page asks for the same ones several times: the last are kept in memory.
    pub(super) fn block(&self, n: u32) -> Result<Arc<Block>> {
        if let Some(block) = self.blocks.borrow().get(&n) {
            return Ok(Arc::clone(block));
        }
        let block = Arc::new(self.read_block(n)?);
        let mut blocks = self.blocks.borrow_mut();
        if blocks.len() >= BLOCKS {
            blocks.clear();
        }
        blocks.insert(n, Arc::clone(&block));
        Ok(block)
    }

    fn read_block(&self, n: u32) -> Result<Block> {
        let mut find = self.db.prepare_cached(
            "SELECT log.key, number, slots, ids FROM block JOIN ids USING(n) JOIN entry ON entry.n=entry JOIN log ON log.n=log
             WHERE block.n=?",
        )?;
        let (log, number, slots, ids) = find.query_row([n], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, block::decode(row.get_ref(2)?.as_blob()?), row.get(3)?))
        })?;
        let entry = EntryId { log: Key(Hash(log)), number: number as u64 };
        Ok(Block { entry, slots: slots?, ids })
    }

    /// The slots of a block, and of which entry they are.
    pub(super) fn slots(&self, n: u32) -> Result<(EntryId, Vec<Slot>)> {
        let mut find = self.db.prepare_cached(
            "SELECT log.key, number, slots FROM block JOIN entry ON entry.n=entry JOIN log ON log.n=log WHERE block.n=?",
        )?;
        let (log, number, slots) = find.query_row([n], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, block::decode(row.get_ref(2)?.as_blob()?)))
        })?;
        Ok((EntryId { log: Key(Hash(log)), number: number as u64 }, slots?))
    }

    /// The recording of that number.
    pub(super) fn recorded(&self, n: u32) -> Result<Recorded> {
        let missing = || IndexError::damaged(format!("recording {n} is missing"));
        self.block(n >> 8)?.all().nth(n as usize & 0xff).ok_or_else(missing)
    }

    /// The numbers of a claim's recordings.
    pub(super) fn numbers_of(&self, id: &ClaimId) -> Result<Vec<u32>> {
        let mut numbers = lookup::numbers(&self.db, Of::Claim, Start::of(&id.0.0))?;
        let mut other = Vec::new();
        for n in &numbers {
            if self.recorded(*n)?.id != *id {
                other.push(*n);
            }
        }
        numbers.retain(|n| !other.contains(n));
        Ok(numbers)
    }

    /// The number of a subject, if any claim is about it or names it.
    pub(super) fn subject_number(&self, subject: &Subject) -> Result<Option<u32>> {
        let mut body = Vec::with_capacity(33);
        let start = values::write_subject(subject, &mut body);
        Table::Subject.find(&self.db, start, &body)
    }

    /// The subject of that number.
    pub(super) fn subject(&self, n: u32) -> Result<Subject> {
        Table::Subject.body(&self.db, n, values::read_subject)
    }

    /// The frame of that number.
    pub(super) fn frame(&self, n: u32) -> Result<Arc<Claim>> {
        if let Some(frame) = self.frames.borrow().get(&n) {
            return Ok(Arc::clone(frame));
        }
        let frame = Arc::new(Table::Frame.body(&self.db, n, frame::read)?);
        let mut frames = self.frames.borrow_mut();
        if frames.len() >= FRAMES {
            frames.clear();
        }
        frames.insert(n, Arc::clone(&frame));
        Ok(frame)
    }

    /// The value that was said.
    pub(super) fn value(&self, said: Said) -> Result<Value> {
        match said {
            Said::Value(n) => Table::Value.body(&self.db, n, values::read_value),
            Said::Link(n) => values::linked(self.subject(n)?),
        }
    }

    /// The claim of a row.
    pub(super) fn claim_of(&self, row: &Row) -> Result<Claim> {
        let mut claim = Claim::clone(&*self.frame(row.frame)?);
        claim.subject = self.subject(row.subject)?;
        claim.value = self.value(row.value)?;
        frame::set_place(&mut claim, (row.start, row.length));
        if row.quote != 0 {
            claim.quote = Some(self.quote(row.quote)?);
        }
        Ok(claim)
    }

    /// The quoted words of that number.
    pub(super) fn quote(&self, n: u32) -> Result<String> {
        match self.value(Said::Value(n))? {
            Value::Text { text, .. } => Ok(text),
            _ => Err(IndexError::damaged("quoted words are no text")),
        }
    }

    /// Calls `each` with the open recordings of these blocks that `keep` keeps, in the order of the recordings.
    pub(super) fn scan(
        &self,
        blocks: &[u32],
        keep: impl Fn(&Row) -> Result<bool>,
        mut each: impl FnMut(Found) -> Result<()>,
    ) -> Result<()> {
        self.scan_entries(blocks, |recorded| {
            if let Held::Open(row) = &recorded.held
                && keep(row)?
            {
                each(Found { id: recorded.id, recording: recorded.recording, claim: self.claim_of(row)? })?;
            }
            Ok(())
        })
    }

    /// The recordings of these blocks that are kept.
    pub(super) fn found_in(&self, blocks: &[u32], keep: impl Fn(&Row) -> Result<bool>) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        self.scan(blocks, keep, |found| {
            all.push(found);
            Ok(())
        })?;
        Ok(all)
    }

    /// Calls `each` with the recordings of these blocks, in their order; the blocks of one entry may be several.
    pub(super) fn scan_entries(&self, blocks: &[u32], mut each: impl FnMut(&Recorded) -> Result<()>) -> Result<()> {
        let mut places = blocks.iter().map(|n| Ok((self.entry_of(*n)?, *n))).collect::<Result<Vec<_>>>()?;
        places.sort_unstable();
        for of_one_entry in places.chunk_by(|a, b| a.0 == b.0) {
            let mut recordings = Vec::new();
            for (_, n) in of_one_entry {
                recordings.extend(self.block(*n)?.all());
            }
            recordings.sort_by_key(|recorded| recorded.recording.position);
            recordings.iter().filter(|recorded| recorded.held != Held::Gone).try_for_each(&mut each)?;
        }
        Ok(())
    }

    fn entry_of(&self, block: u32) -> Result<EntryId> {
        let mut find = self.db.prepare_cached(
            "SELECT log.key, number FROM block JOIN entry ON entry.n=entry JOIN log ON log.n=log WHERE block.n=?",
        )?;
        let (log, number) = find.query_row([block], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        Ok(EntryId { log: Key(Hash(log)), number: number as u64 })
    }

    /// Calls `each` with the number and the slots of every block, in the order of noting.
    pub(super) fn each_block(&self, mut each: impl FnMut(u32, &[Slot]) -> Result<()>) -> Result<()> {
        let mut blocks = self.db.prepare_cached("SELECT n, slots FROM block ORDER BY n")?;
        let mut rows = blocks.query([])?;
        while let Some(row) = rows.next()? {
            let slots = block::decode(row.get_ref(1)?.as_blob().unwrap_or_default())?;
            each(row.get(0)?, &slots)?;
        }
        Ok(())
    }

    /// Calls `each` with the public claims of a block, still in numbers.
    pub(super) fn each_row(&self, n: u32, each: impl FnMut(Row) -> Result<()>) -> Result<()> {
        let mut find = self.db.prepare_cached("SELECT slots FROM block WHERE n=?")?;
        let slots = find.query_row([n], |row| Ok(block::decode(row.get_ref(0)?.as_blob()?)))??;
        slots.iter().filter_map(|slot| slot.held.row()).try_for_each(each)
    }

    /// The claims in which a subject plays a role; `keep` finds them among the rows of its blocks by its number.
    pub(super) fn playing(
        &self,
        role: Role,
        who: &Subject,
        keep: impl Fn(&Row, u32) -> Result<bool>,
    ) -> Result<Vec<Found>> {
        match self.subject_number(who)? {
            Some(n) => self.found_in(&mention::blocks(&self.db, role, n)?, |row| keep(row, n)),
            None => Ok(Vec::new()),
        }
    }
}
