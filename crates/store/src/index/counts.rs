//! How much there is.

use std::collections::{HashMap, HashSet};

use daftar_claim::{ClaimId, EntryId, Hash, Key};

use super::error::Result;
use super::lookup::{self, Of};
use super::mention::Role;
use super::{Counted, Index, block, stands};
use block::Held;

/// How much the index holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Entries.
    pub entries: u64,
    /// Recordings, of sealed claims too.
    pub recordings: u64,
    /// Claims: recordings of one claim count once.
    pub claims: u64,
    /// Recordings of sealed claims.
    pub sealed: u64,
    /// Entities that some public claim is about.
    pub entities: u64,
    /// Entities that some public claim has as its source.
    pub sources: u64,
}

impl Index {
    /// Counts everything.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let count =
            |sql: &str| Ok::<u64, rusqlite::Error>(self.db.query_row(sql, [], |row| row.get::<_, i64>(0))? as u64);
        let (recordings, sealed) = self.count_recordings()?;
        Ok(Counts {
            entries: count("SELECT count(*) FROM entry")?,
            recordings,
            claims: recordings - self.count_repeated()?,
            sealed,
            entities: self.count_entities(Role::Subject)?,
            sources: self.count_sources()?,
        })
    }

    /// How many public claims are recorded where it `counts`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count_open(&self, counts: Counted<'_>) -> Result<u64> {
        let entries = self.entries_by_number()?;
        let mut find = self.db.prepare_cached("SELECT entry, slots FROM block ORDER BY entry, n")?;
        let (mut rows, mut counted) = (find.query([])?, 0);
        while let Some(row) = rows.next()? {
            let Some(entry) = entries.get(&row.get(0)?).copied() else { continue };
            let slots = block::decode(row.get_ref(1)?.as_blob().unwrap_or_default())?;
            let Some(ended) = counts(entry) else { continue };
            let open = slots.iter().filter(|slot| slot.held.row().is_some());
            counted += open.filter(|slot| stands(slot.position, &ended)).count() as u64;
        }
        Ok(counted)
    }

    fn entries_by_number(&self) -> Result<HashMap<i64, EntryId>> {
        let mut find =
            self.db.prepare_cached("SELECT entry.n, log.key, number FROM entry JOIN log ON log.n=entry.log")?;
        let entry = |row: &rusqlite::Row<'_>| {
            let id = EntryId { log: Key(Hash(row.get(1)?)), number: row.get::<_, i64>(2)? as u64 };
            Ok((row.get(0)?, id))
        };
        Ok(find.query_map([], entry)?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many entities some public claim has as its source.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count_sources(&self) -> Result<u64> {
        self.count_entities(Role::Source)
    }

    fn count_recordings(&self) -> Result<(u64, u64)> {
        let mut counted = (0, 0);
        self.each_block(|_, slots| {
            counted.0 += slots.iter().filter(|slot| slot.held != Held::Gone).count() as u64;
            counted.1 += slots.iter().filter(|slot| slot.held == Held::Sealed).count() as u64;
            Ok(())
        })?;
        Ok(counted)
    }

    /// The recordings of claims that are recorded elsewhere too, each claim's first recording aside.
    fn count_repeated(&self) -> Result<u64> {
        let mut repeated = 0;
        lookup::shared(&self.db, Of::Claim, |numbers| {
            let ids = numbers.iter().map(|n| Ok(self.recorded(*n)?.id)).collect::<Result<HashSet<ClaimId>>>()?;
            repeated += (numbers.len() - ids.len()) as u64;
            Ok(())
        })?;
        Ok(repeated)
    }

    fn count_entities(&self, role: Role) -> Result<u64> {
        let sql = "SELECT count(*) FROM (SELECT DISTINCT what FROM mention WHERE role=?) JOIN subject ON subject.n=what
                   WHERE substr(body, 1, 1)=x'00'";
        Ok(self.db.query_row(sql, [role as u8], |row| row.get::<_, i64>(0))? as u64)
    }
}
