//! What was noted of each entry, and of which entities anything was noted at all: for whoever folds all of them.

use std::collections::BTreeMap;

use daftar_claim::{EntityId, EntryId, Hash, Key, Subject};

use super::dictionary::Table;
use super::error::Result;
use super::{Found, Index, values, write};

impl Index {
    /// How many blocks each entry has, and the last of them: both change when bodies of it arrive late.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn noted(&self) -> Result<BTreeMap<EntryId, [u32; 2]>> {
        let sql = "SELECT key, number, count(block.n), coalesce(max(block.n), 0) FROM entry JOIN log ON log.n=log
                   LEFT JOIN block ON block.entry=entry.n GROUP BY entry.n";
        let mut all = self.db.prepare_cached(sql)?;
        let noted = all.query_map([], |row| {
            let entry = EntryId { log: Key(Hash(row.get(0)?)), number: row.get::<_, i64>(1)? as u64 };
            Ok((entry, [row.get(2)?, row.get(3)?]))
        })?;
        Ok(noted.collect::<rusqlite::Result<_>>()?)
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
