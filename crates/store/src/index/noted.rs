//! What was noted of each entry, and of which entities anything was noted at all: for whoever folds all of them.

use std::cell::Ref;
use std::collections::{BTreeMap, HashMap};

use daftar_claim::{EntityId, EntryId, Hash, Key, Subject};
use rusqlite::Connection;

use super::dictionary::Table;
use super::error::Result;
use super::{Found, Index, values, write};

/// What was noted of each entry when it was last looked at. Blocks and entries are added with rising numbers; where some were
/// taken away, nothing of it is used.
#[derive(Default, Debug)]
pub(super) struct Noted {
    blocks: BTreeMap<EntryId, [u32; 2]>,
    entries: HashMap<u32, EntryId>,
    /// How many blocks there were, and the last of them.
    counted: (u32, u32),
    last_entry: u32,
}

impl Noted {
    /// Takes in what came since; false when something is gone.
    fn goes_on(&mut self, db: &Connection) -> Result<bool> {
        let mut fresh =
            db.prepare_cached("SELECT entry.n, key, number FROM entry JOIN log ON log.n=log WHERE entry.n>?")?;
        let mut rows = fresh.query([self.last_entry])?;
        while let Some(row) = rows.next()? {
            let (n, log, number) = (row.get(0)?, Key(Hash(row.get(1)?)), row.get::<_, i64>(2)? as u64);
            self.last_entry = self.last_entry.max(n);
            self.entries.insert(n, EntryId { log, number });
            self.blocks.entry(EntryId { log, number }).or_default();
        }
        let count =
            |table: &str| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u32>(0));
        let mut found = self.counted.0;
        // Of all blocks the index on their entries tells; the blocks themselves are large.
        let since = if self.counted.1 == 0 { "+n>?" } else { "n>?" };
        let sql = format!("SELECT entry, count(*), max(n) FROM block WHERE {since} GROUP BY entry");
        let mut fresh = db.prepare_cached(&sql)?;
        let mut rows = fresh.query([self.counted.1])?;
        while let Some(row) = rows.next()? {
            let (entry, many, last): (u32, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(entry) = self.entries.get(&entry) else { return Ok(false) };
            let noted = self.blocks.entry(*entry).or_default();
            *noted = [noted[0] + many, last.max(noted[1])];
            (found, self.counted.1) = (found + many, self.counted.1.max(last));
        }
        self.counted.0 = found;
        Ok(found == count("block")? && self.entries.len() == count("entry")? as usize)
    }
}

impl Index {
    /// How many blocks each entry has, and the last of them: both change when bodies of it arrive late.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn noted(&self) -> Result<Ref<'_, BTreeMap<EntryId, [u32; 2]>>> {
        {
            let mut memory = self.noted.borrow_mut();
            if !memory.goes_on(&self.db)? {
                *memory = Noted::default();
                memory.goes_on(&self.db)?;
            }
        }
        Ok(Ref::map(self.noted.borrow(), |noted| &noted.blocks))
    }

    /// The public claims of an entry.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn in_entry(&self, entry: EntryId) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        self.scan(
            &write::blocks_of(&self.db, entry)?,
            |_| Ok(true),
            |found| {
                all.push(found);
                Ok(())
            },
        )?;
        Ok(all)
    }

    /// At most so many of the entities that claims are about or name, with their numbers, in the order of noting, after
    /// `last`: what was noted together lies together.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_after(&self, last: u32, most: usize) -> Result<Vec<(u32, EntityId)>> {
        let mut find = self.db.prepare_cached("SELECT n FROM subject WHERE n>? ORDER BY n")?;
        let mut rows = find.query([last])?;
        let mut entities = Vec::new();
        while let Some(row) = rows.next()?.filter(|_| entities.len() < most) {
            let n = row.get(0)?;
            if let Subject::Entity(entity) = Table::Subject.body(&self.db, n, values::read_subject)? {
                entities.push((n, entity));
            }
        }
        Ok(entities)
    }
}
