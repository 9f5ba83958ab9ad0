//! Dictionaries: what repeats is stored once and called by its number.
//!
//! A number is looked up in memory first, then on disk. Memory is bounded: a dictionary that has grown too large is
//! written and forgotten, and fills again from disk.

use std::collections::HashMap;
use std::hash::Hash;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::{IndexError, Result};
use super::lookup::{Lookup, Of, Start, numbers};

/// How many numbers are kept in memory; few in tests, so that they are forgotten there too.
const KNOWN: usize = if cfg!(test) { 4 } else { 600_000 };

/// Which table a dictionary lies in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Table {
    /// What claims are about, and the entities and files that they name.
    Subject,
    /// Values, except links.
    Value,
    /// What many claims have in common.
    Frame,
}

impl Table {
    /// Which lists look up its bodies.
    pub(super) fn of(self) -> Of {
        match self {
            Table::Subject => Of::Subject,
            Table::Value => Of::Value,
            Table::Frame => Of::Frame,
        }
    }

    /// The table's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Table::Subject => "subject",
            Table::Value => "value",
            Table::Frame => "frame",
        }
    }

    fn select(self) -> &'static str {
        match self {
            Table::Subject => "SELECT body FROM subject WHERE n=?",
            Table::Value => "SELECT body FROM value WHERE n=?",
            Table::Frame => "SELECT body FROM frame WHERE n=?",
        }
    }

    fn insert(self) -> &'static str {
        match self {
            Table::Subject => "INSERT INTO subject(n, body) VALUES(?, ?)",
            Table::Value => "INSERT INTO value(n, body) VALUES(?, ?)",
            Table::Frame => "INSERT INTO frame(n, body) VALUES(?, ?)",
        }
    }

    /// What is stored under a number, read by `read`.
    pub(super) fn body<T>(self, db: &Connection, n: u32, read: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
        let mut find = db.prepare_cached(self.select())?;
        let found = find.query_row([n], |row| Ok(read(row.get_ref(0)?.as_blob()?))).optional()?;
        found.unwrap_or_else(|| Err(IndexError::damaged(format!("number {n} of table {} is missing", self.name()))))
    }

    /// The number of a body whose hash begins with `start`, if it is on disk.
    pub(super) fn find(self, db: &Connection, start: Start, body: &[u8]) -> Result<Option<u32>> {
        for n in numbers(db, self.of(), start)? {
            if self.body(db, n, |stored| Ok(stored == body))? {
                return Ok(Some(n));
            }
        }
        Ok(None)
    }

    fn last(self, db: &Connection) -> Result<u32> {
        let last = format!("SELECT coalesce(max(n), 0) FROM {}", self.name());
        Ok(db.query_row(&last, [], |row| row.get(0))?)
    }
}

/// A dictionary being written to.
#[derive(Debug)]
pub(super) struct Dictionary<K> {
    table: Table,
    known: HashMap<K, u32>,
    lookup: Lookup,
    last: u32,
}

impl<K: Hash + Eq> Dictionary<K> {
    pub(super) fn open(db: &Connection, table: Table) -> Result<Dictionary<K>> {
        Ok(Dictionary { table, known: HashMap::new(), lookup: Lookup::new(table.of()), last: table.last(db)? })
    }

    /// The number of what is called `key` in memory and `body` on disk; it is added when it is new.
    pub(super) fn number(&mut self, db: &Connection, key: K, body: impl FnOnce(&mut Vec<u8>) -> Start) -> Result<u32> {
        if let Some(n) = self.known.get(&key) {
            return Ok(*n);
        }
        if self.known.len() >= KNOWN {
            self.flush(db)?;
            self.known.clear();
        }
        let mut bytes = Vec::new();
        let start = body(&mut bytes);
        let n = match self.table.find(db, start, &bytes)? {
            Some(n) => n,
            None => self.add(db, start, &bytes)?,
        };
        self.known.insert(key, n);
        Ok(n)
    }

    fn add(&mut self, db: &Connection, start: Start, body: &[u8]) -> Result<u32> {
        let full = || IndexError::Full { what: self.table.name(), most: u64::from(u32::MAX) };
        let n = self.last.checked_add(1).ok_or_else(full)?;
        db.prepare_cached(self.table.insert())?.execute(params![n, body])?;
        self.lookup.add(start, n);
        self.last = n;
        Ok(n)
    }

    /// Writes what is needed to find the new numbers again.
    pub(super) fn flush(&mut self, db: &Connection) -> Result<()> {
        self.lookup.flush(db)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{schema, values};

    #[test]
    fn a_number_stays_when_memory_forgets_it() {
        let db = schema::in_memory().unwrap();
        let mut dictionary = Dictionary::open(&db, Table::Value).unwrap();
        let mut ask = |n: u8| {
            let body = |out: &mut Vec<u8>| {
                out.push(n);
                Start::of(&values::hash(out))
            };
            dictionary.number(&db, n, body).unwrap()
        };
        let first: Vec<u32> = (0..50).map(&mut ask).collect();
        assert_eq!(first, (1..=50).collect::<Vec<u32>>());
        assert_eq!((0..50).map(&mut ask).collect::<Vec<u32>>(), first);
    }
}
