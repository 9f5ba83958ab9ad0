//! Mentions: in which blocks something plays a role. A block is read to find where in it.

use rusqlite::{Connection, params};

use super::error::Result;

/// How many mentions are noted in memory before they are written.
const UNWRITTEN: usize = 1 << 20;

/// The role that something plays in a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    /// What a claim is about.
    Subject = 0,
    /// The entity or file that a claim links it to.
    Value = 1,
    /// The source.
    Source = 2,
    /// The speaker.
    Speaker = 3,
    /// The derived text that the locator counts in.
    Text = 4,
    /// The property, a number of `word`.
    Property = 5,
    /// The kind that a claim gives its subject, a number of `word`.
    Kind = 6,
    /// A sealed claim; there is only one such thing, 0.
    Sealed = 7,
}

/// Mentions that are not written yet.
#[derive(Default, Debug)]
pub(super) struct Mentions {
    block: Vec<(Role, u32, u32)>,
    unwritten: Vec<(Role, u32, u32)>,
}

impl Mentions {
    /// Notes a mention in the block being written.
    pub(super) fn add(&mut self, role: Role, what: u32, block: u32) {
        self.block.push((role, what, block));
    }

    /// Ends a block: what it mentions often is noted once.
    pub(super) fn end_block(&mut self) {
        self.block.sort_unstable();
        self.block.dedup();
        self.unwritten.append(&mut self.block);
    }

    /// Whether it is time to write.
    pub(super) fn full(&self) -> bool {
        self.unwritten.len() >= UNWRITTEN
    }

    /// Writes the mentions, in the order of their table.
    pub(super) fn flush(&mut self, db: &Connection) -> Result<()> {
        self.unwritten.sort_unstable();
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO mention(role, what, block) VALUES(?, ?, ?)")?;
        for (role, what, block) in self.unwritten.drain(..) {
            insert.execute(params![role as u8, what, block])?;
        }
        Ok(())
    }
}

/// The blocks in which something plays a role.
pub(super) fn blocks(db: &Connection, role: Role, what: u32) -> Result<Vec<u32>> {
    let mut find = db.prepare_cached("SELECT block FROM mention WHERE role=? AND what=?")?;
    let found = find.query_map(params![role as u8, what], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The blocks in which one thing plays a role and another plays another.
pub(super) fn blocks_of_both(db: &Connection, one: (Role, u32), other: (Role, u32)) -> Result<Vec<u32>> {
    let both = "SELECT block FROM mention WHERE role=?1 AND what=?2 \
                INTERSECT SELECT block FROM mention WHERE role=?3 AND what=?4";
    let mut find = db.prepare_cached(both)?;
    let found = find.query_map(params![one.0 as u8, one.1, other.0 as u8, other.1], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The blocks in which anything plays a role.
pub(super) fn all_blocks(db: &Connection, role: Role) -> Result<Vec<u32>> {
    let mut find = db.prepare_cached("SELECT DISTINCT block FROM mention WHERE role=? ORDER BY block")?;
    Ok(find.query_map([role as u8], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Takes mentions out of a block.
pub(super) fn remove(db: &Connection, block: u32, gone: impl IntoIterator<Item = (Role, u32)>) -> Result<()> {
    let mut delete = db.prepare_cached("DELETE FROM mention WHERE role=? AND what=? AND block=?")?;
    for (role, what) in gone {
        delete.execute(params![role as u8, what, block])?;
    }
    Ok(())
}
