//! The numbers of property ids and kinds: few, and all kept in memory while writing.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;

/// Property ids, and kinds with a mark before them.
#[derive(Debug)]
pub(super) struct Words {
    known: HashMap<String, u32>,
}

/// A kind as it is noted; no property id has an equals sign.
pub(super) fn kind(kind: &str) -> String {
    format!("kind={kind}")
}

impl Words {
    pub(super) fn open(db: &Connection) -> Result<Words> {
        let mut all = db.prepare("SELECT body, n FROM word")?;
        let known = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        Ok(Words { known })
    }

    /// The number of a word; it is added when it is new.
    pub(super) fn number(&mut self, db: &Connection, word: &str) -> Result<u32> {
        if let Some(n) = self.known.get(word) {
            return Ok(*n);
        }
        db.prepare_cached("INSERT INTO word(body) VALUES(?)")?.execute(params![word])?;
        let n = find(db, word)?.unwrap_or_default();
        self.known.insert(word.to_owned(), n);
        Ok(n)
    }
}

/// The kinds that were noted.
pub(super) fn kinds(db: &Connection) -> Result<Vec<String>> {
    let mut find = db.prepare_cached("SELECT substr(body, 6) FROM word WHERE body LIKE 'kind=%'")?;
    Ok(find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The number of a word, if any claim uses it.
pub(super) fn find(db: &Connection, word: &str) -> Result<Option<u32>> {
    let mut find = db.prepare_cached("SELECT n FROM word WHERE body=?")?;
    Ok(find.query_row([word], |row| row.get(0)).optional()?)
}
