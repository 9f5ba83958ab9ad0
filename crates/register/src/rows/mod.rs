//! The rows of the table: folded from what counts, level with the logs.
//!
//! On the disk lies what everybody may see, folded without any key. For a keeper who has unlocked, the entities of which more is
//! said are folded again, in memory, in place of those rows. A table says of each entry what of it counted when it was made:
//! where that changed, what the entry's claims touch is folded anew; where too much changed, all of it.

mod asking;
mod book;
mod courses;
mod csv;
mod fold;
mod labels;
mod lying;
mod touched;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use daftar_claim::{EntityId, Hash, Standing};
use daftar_store::Access;
use daftar_store::table::{Stamp, Table, Writing};
use daftar_view::Audience;

use crate::{Register, RegisterError};
pub(crate) use fold::Folding;
use touched::Touched;

pub use asking::Shown;
pub(crate) use courses::Ledger;
pub(crate) use csv::{begins_formula, quoted_line};
pub use csv::{csv_line, guarded};
pub use labels::Labels;

/// How many entities are folded at a time: what is said of them fits into a processor's cache. Few in tests, so that there are parts.
const AT_ONCE: usize = if cfg!(test) { 3 } else { 250 };

/// Of more changed entities than this, and than a quarter of all, all are folded.
const FEW: u64 = if cfg!(test) { 4 } else { 2_000 };

/// Folding what so many changed statements speak of takes seconds.
const DEAR: u64 = 50_000;

impl Register {
    /// Brings the table on the disk level with what counts, so that whoever reads need not. Of a register that is open for
    /// reading it is kept in memory alone.
    ///
    /// # Errors
    /// When the index cannot be read or the table not be written; nothing of the record hangs on it.
    pub fn keep_table(&self) -> Result<(), RegisterError> {
        let table = self.public_table()?;
        match self.store.index_folder().filter(|_| self.store.access() == Access::Write) {
            Some(folder) => Ok(table.save(&folder)?),
            None => Ok(()),
        }
    }

    /// Whether the table on the disk is level with what counts.
    pub fn is_table_level(&self) -> bool {
        let kept = self.store.index_folder().and_then(|folder| Table::open(&folder));
        let stamp = self.look().and_then(|_look| self.stamp());
        kept.is_some_and(|table| stamp.is_ok_and(|stamp| *table.stamp() == stamp))
    }

    /// Whether bringing the table level would take long enough that nobody is to wait for it: see [`Register::keep_table`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn is_table_dear(&self) -> Result<bool, RegisterError> {
        Ok(self.table_behind()? > DEAR)
    }

    /// How many statements lie in entries of which something else counts than when the table was made.
    pub(crate) fn table_behind(&self) -> Result<u64, RegisterError> {
        if self.remembered.tables.borrow()[0].is_some() && self.store.access() == Access::Read {
            return Ok(0);
        }
        let _look = self.look()?;
        let stamp = self.stamp()?;
        let last = self.nearest_table(&stamp).filter(|table| table.stamp().ground == stamp.ground);
        let known = |entry, mark| last.as_ref().is_some_and(|table| table.stamp().counted.get(entry) == Some(mark));
        let changed = stamp.counted.iter().filter(|(entry, mark)| !known(*entry, *mark));
        let bodies = changed.filter_map(|(entry, _)| self.header(*entry)).map(|header| u64::from(header.header.bodies));
        Ok(bodies.sum())
    }

    /// The table as everybody may see it, level with what counts.
    pub(crate) fn public_table(&self) -> Result<Arc<Table>, RegisterError> {
        let level = self.remembered.tables.borrow()[0].clone();
        if let Some(table) = level.filter(|_| self.store.access() == Access::Read) {
            return Ok(table);
        }
        let _look = self.look()?;
        let stamp = self.stamp()?;
        let table = match self.nearest_table(&stamp) {
            Some(table) if *table.stamp() == stamp => table,
            Some(table) => match self.brought_level(&table, &stamp) {
                Ok(Some(table)) => Arc::new(table),
                _ => Arc::new(self.table_anew(stamp)?),
            },
            None => Arc::new(self.table_anew(stamp)?),
        };
        *self.last_table.borrow_mut() = Some(Arc::clone(&table));
        self.remembered.tables.borrow_mut()[0] = Some(Arc::clone(&table));
        Ok(table)
    }

    /// The last table that was made here; or the one on the disk, where somebody made that since.
    fn nearest_table(&self, stamp: &Stamp) -> Option<Arc<Table>> {
        let last = self.last_table.borrow().clone();
        let kept = |last: Option<&Table>| Table::open_again(&self.store.index_folder()?, last).map(Arc::new);
        match last {
            Some(last) if last.stamp() == stamp => Some(last),
            last => kept(last.as_deref()).or(last),
        }
    }

    /// The same with what only keepers who have unlocked may see.
    pub(crate) fn keeper_table(&self) -> Result<Arc<Table>, RegisterError> {
        let level = self.remembered.tables.borrow()[1].clone();
        if let Some(table) = level.filter(|_| self.store.access() == Access::Read) {
            return Ok(table);
        }
        let public = self.public_table()?;
        let _look = self.look()?;
        let mut touched = Touched::new(self, usize::MAX);
        for claim in self.opened.iter().map(|(_, _, secret)| &secret.claim) {
            touched.claim(claim)?;
        }
        let mut touched = touched.entities().unwrap_or_default();
        touched.extend(public.partly());
        let folded = self.refolded(&public, touched, Audience::Keeper, public.stamp().clone())?;
        let table = Arc::new(folded);
        self.remembered.tables.borrow_mut()[1] = Some(Arc::clone(&table));
        Ok(table)
    }

    /// The table of an audience.
    pub(crate) fn table(&self, audience: Audience) -> Result<Arc<Table>, RegisterError> {
        match audience {
            Audience::Public => self.public_table(),
            Audience::Keeper => self.keeper_table(),
        }
    }

    /// Forgets a table that turned out to be other than it was written, so that it is made anew.
    pub(crate) fn distrust_table(&self) -> Result<(), RegisterError> {
        self.remembered.tables.take();
        *self.last_table.borrow_mut() = None;
        let _look = self.look()?;
        let table = self.table_anew(self.stamp()?)?;
        *self.last_table.borrow_mut() = Some(Arc::new(table));
        Ok(())
    }

    /// What the rows follow from, as it is now.
    pub(crate) fn stamp(&self) -> Result<Stamp, RegisterError> {
        let remembered = self.remembered(&self.standing).map(|remembered| &remembered.stamp);
        if let Some(stamp) = remembered.and_then(|stamp| stamp.borrow().clone()) {
            return Ok(stamp);
        }
        let stamp = self.stamp_anew()?;
        if let Some(remembered) = remembered {
            *remembered.borrow_mut() = Some(stamp.clone());
        }
        Ok(stamp)
    }

    fn stamp_anew(&self) -> Result<Stamp, RegisterError> {
        let ground = format!("{} {:?} {:?}", env!("CARGO_PKG_VERSION"), self.profiles, self.withheld);
        let counted = self.store.index().noted()?;
        let counted = counted.iter().map(|(entry, blocks)| (*entry, mark(*blocks, self.standing.ended_in(*entry))));
        Ok(Stamp { ground: Hash::of(ground.as_bytes()).0, counted: counted.collect() })
    }

    /// The table with what changed since; none when all is to be folded.
    fn brought_level(&self, table: &Table, stamp: &Stamp) -> Result<Option<Table>, RegisterError> {
        if table.stamp().ground != stamp.ground {
            return Ok(None);
        }
        let most = FEW.max(table.rows() / 4);
        let mut touched = Touched::new(self, usize::try_from(most).unwrap_or(usize::MAX));
        let before = &table.stamp().counted;
        let gone = before.keys().any(|entry| !stamp.counted.contains_key(entry));
        let changed = stamp.counted.iter().filter(|(entry, mark)| before.get(entry) != Some(mark));
        for (entry, _) in changed {
            touched.entry(*entry)?;
            if gone || touched.too_many() {
                return Ok(None);
            }
        }
        let Some(touched) = touched.entities() else { return Ok(None) };
        Ok(Some(self.refolded(table, touched, Audience::Public, stamp.clone())?))
    }

    /// The table with some entities folded anew, with all that they are or were one with.
    fn refolded(
        &self,
        table: &Table,
        touched: BTreeSet<EntityId>,
        audience: Audience,
        stamp: Stamp,
    ) -> Result<Table, RegisterError> {
        let folding = Folding::new(self, &self.standing, audience)?;
        let mut all = touched;
        loop {
            let before = all.len();
            all.extend(all.iter().flat_map(|entity| folding.group(*entity)).collect::<Vec<_>>());
            // What was parted since: the others of these rows have rows of their own now.
            all = table.together_with(&all)?;
            if all.len() == before {
                break;
            }
        }
        let mut writing = Writing::replacing(table, all.clone(), self.table_folder(audience));
        folding.each_batch_of(all, |batch| write(&folding, batch, &mut writing))?;
        Ok(writing.finish(stamp)?)
    }

    /// Everything, folded.
    fn table_anew(&self, stamp: Stamp) -> Result<Table, RegisterError> {
        let folding = Folding::new(self, &self.standing, Audience::Public)?;
        let mut writing = Writing::new(self.table_folder(Audience::Public));
        folding.each_batch(|batch| write(&folding, batch, &mut writing))?;
        Ok(writing.finish(stamp)?)
    }

    /// Where new segments are written: what only keepers see stays in memory, and readers write nothing.
    fn table_folder(&self, audience: Audience) -> Option<PathBuf> {
        let writes = audience == Audience::Public && self.store.access() == Access::Write;
        self.store.index_folder().filter(|_| writes)
    }
}

fn write(folding: &Folding<'_>, batch: BTreeSet<EntityId>, writing: &mut Writing) -> Result<(), RegisterError> {
    let folded = folding.fold(&batch)?;
    for row in &folded.rows {
        writing.push(row)?;
    }
    folded.partly.into_iter().for_each(|entity| writing.hides_of(entity));
    Ok(())
}

/// What tells whether all is as it was in an entry: how many blocks were noted of it, the last of them, and what ended.
fn mark([many, last]: [u32; 2], ended: Option<Vec<RangeInclusive<u32>>>) -> u64 {
    match ended {
        Some(none) if none.is_empty() => u64::from(many) << 32 | u64::from(last),
        ended => {
            let digest = Hash::of(format!("{many} {last} {ended:?}").as_bytes());
            digest.0.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
        }
    }
}

impl Register {
    /// Whether a table answers: of what counts now, whoever says it.
    pub(crate) fn is_of_now(&self, standing: &Standing, ask: &daftar_view::Ask) -> bool {
        std::ptr::eq(standing, &self.standing) && ask.at.is_none() && ask.said.is_none() && ask.from.is_empty()
    }
}

#[cfg(test)]
mod tests;
