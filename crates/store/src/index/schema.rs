//! The tables of `index.sqlite`, and how the file is opened.
//!
//! Closed, the file is an ordinary SQLite file that can be read without writing anything beside it. While a writer has
//! it open, it keeps a write-ahead log, so that others can read meanwhile and a crash leaves the last commit.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{IndexError, Result};

/// Changes whenever the tables or the folding of words change; an index of another layout is made again.
const LAYOUT: i64 = 1;

/// Memory for pages, KiB; the system keeps the file in memory besides.
const CACHE_KIB: i64 = 6 * 1024;
/// The same, of a writer that loads much at once.
const LOADING_KIB: i64 = 64 * 1024;

/// Bytes of `index.sqlite`'s pages: a full block's ids just fill one.
const PAGE: i64 = 8192;

/// `subject`, `value`, `frame` and `word` are dictionaries: what repeats is stored once and called by its number.
const TABLES: &str = "
CREATE TABLE log(n INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE);
CREATE TABLE entry(n INTEGER PRIMARY KEY, log INTEGER NOT NULL, number INTEGER NOT NULL, UNIQUE(log, number));
CREATE TABLE block(n INTEGER PRIMARY KEY, entry INTEGER NOT NULL, slots BLOB NOT NULL);
CREATE INDEX block_of_entry ON block(entry);
CREATE TABLE ids(n INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE subject(n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE value(n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE frame(n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE word(n INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE lookup(n INTEGER PRIMARY KEY, pairs BLOB NOT NULL);
CREATE TABLE mention(role INTEGER, what INTEGER, block INTEGER, PRIMARY KEY(role, what, block)) WITHOUT ROWID;
CREATE TABLE name(folded TEXT, subject INTEGER, PRIMARY KEY(folded, subject)) WITHOUT ROWID;
";

/// Full text: each document is what one entry says of one subject, folded; found again only by its number.
pub(super) const TEXT_TABLES: &str = "
CREATE TABLE document(n INTEGER PRIMARY KEY, subject INTEGER NOT NULL);
CREATE VIRTUAL TABLE text USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE title USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii');
";

/// Opens the file for writing, and makes the tables where there are none.
pub(super) fn open_for_writing(path: &Path) -> Result<Connection> {
    let db = Connection::open(path)?;
    db.pragma_update(None, "page_size", PAGE)?;
    prepare_writing(&db)?;
    match layout(&db)? {
        0 => create(&db)?,
        found => check_layout(path, found)?,
    }
    Ok(db)
}

/// An index in memory, for a folder that cannot be written.
pub(super) fn in_memory() -> Result<Connection> {
    let db = Connection::open_in_memory()?;
    prepare_writing(&db)?;
    create(&db)?;
    Ok(db)
}

/// Opens the file for reading; writes nothing unless a writer has it open at the same time.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(IndexError::Missing { path: path.to_owned() });
    }
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    common(&db)?;
    check_layout(path, layout(&db)?)?;
    Ok(db)
}

fn common(db: &Connection) -> Result<()> {
    db.busy_timeout(Duration::from_secs(10))?;
    db.set_prepared_statement_cache_capacity(64);
    // Else SQLite plans a statement anew whenever other values are bound to it: a quarter of a search's time.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "cache_size", -CACHE_KIB)?;
    Ok(())
}

/// Gives a writer memory to load much at once.
pub(super) fn prepare_loading(db: &Connection) -> Result<()> {
    Ok(db.pragma_update(None, "cache_size", -LOADING_KIB)?)
}

/// Secure deletion: what is erased is overwritten, not only forgotten.
fn prepare_writing(db: &Connection) -> Result<()> {
    common(db)?;
    db.query_row("PRAGMA secure_delete=ON", [], |_| Ok(()))?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(())
}

fn create(db: &Connection) -> Result<()> {
    db.execute_batch(&format!("BEGIN;{TABLES}{TEXT_TABLES}PRAGMA user_version={LAYOUT};COMMIT;"))?;
    Ok(())
}

fn layout(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn check_layout(path: &Path, found: i64) -> Result<()> {
    if found == LAYOUT {
        return Ok(());
    }
    Err(IndexError::Layout { path: path.to_owned(), found, expected: LAYOUT })
}

/// Empties the write-ahead log into the file; false when somebody who is reading still needs it.
pub(super) fn empty_the_log(db: &Connection) -> Result<bool> {
    Ok(db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))? == 0)
}

/// Brings everything into one file without side files.
///
/// While somebody has it open to read, the file stays in its shared form: nothing is lost, and the next closing tidies up.
pub(super) fn fold_into_one_file(db: &Connection) -> Result<()> {
    empty_the_log(db)?;
    db.busy_timeout(Duration::ZERO)?;
    match db.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(())) {
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == rusqlite::ErrorCode::DatabaseBusy => Ok(()),
        other => Ok(other?),
    }
}

/// Whether something was forgotten whose bytes may still lie in the file.
pub(super) fn is_forgetting(db: &Connection) -> Result<bool> {
    Ok(db.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0))? != 0)
}

/// Notes, as part of the transaction, whether that is so.
pub(super) fn set_forgetting(db: &Connection, forgetting: bool) -> Result<()> {
    db.pragma_update(None, "application_id", i64::from(forgetting))?;
    Ok(())
}
