//! The index: what makes the record quick to ask. Rebuildable; the files alone are the truth.
//!
//! It holds public claims only; of sealed ones their ids and places. Whether a recording stands is decided elsewhere.
//! Answers never depend on the order in which entries were noted: they are sorted by recording or by id, so that an
//! index made anew answers alike.
//!
//! How it is laid out: [`block`] packs the recordings of an entry into numbers; dictionaries hold what the numbers
//! mean; [`lookup`] finds ids, [`mention`] finds blocks, and full text finds words.

mod assemble;
mod block;
mod counts;
mod dictionary;
mod differences;
mod erase;
mod error;
pub(crate) mod fold;
mod frame;
mod lookup;
mod mention;
mod names;
mod noted;
mod outline;
mod read;
mod schema;
mod seal;
pub(crate) mod search;
mod text;
mod values;
mod whereabouts;
mod words;
mod write;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_claim::{Claim, ClaimId, EntryId, Key, PropertyId, Value};
use rusqlite::{Connection, Transaction};

pub use counts::Counts;
pub use differences::{Candidate, Comparison};
pub use error::IndexError;
pub use names::Kinds;
pub use outline::Thing;
pub use read::Found;
pub use seal::{SealState, check_seal};
pub use search::{Hit, Hits, RANKED};

use error::Result;
use write::Writer;

/// Whether a register, and with it the index, is opened to be read or also to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Nothing is written.
    Read,
    /// There is one writer at a time.
    Write,
}

/// The index of a register.
///
/// Queries see what was committed. After an error while writing, everything since the last commit is undone.
#[derive(Debug)]
pub struct Index {
    db: Connection,
    folder: Option<PathBuf>,
    writer: Option<Writer>,
    frames: RefCell<HashMap<u32, Arc<Claim>>>,
    blocks: RefCell<HashMap<u32, Arc<assemble::Block>>>,
    ranks: RefCell<Option<Arc<[u32]>>>,
    contents: RefCell<read::Contents>,
    noted: RefCell<noted::Noted>,
}

impl Index {
    /// Opens the index in a folder; for writing, makes folder and index where there are none and breaks the seal.
    ///
    /// # Errors
    /// When the files cannot be opened or are of another layout: then remove them and note every entry again.
    pub fn open(folder: &Path, access: Access) -> Result<Index> {
        let path = seal::database(folder);
        match access {
            Access::Read => Ok(Index::over(schema::open_for_reading(&path)?, None, None)),
            Access::Write => {
                std::fs::create_dir_all(folder).map_err(IndexError::io(folder))?;
                seal::remove(folder)?;
                Index::writing(schema::open_for_writing(&path)?, Some(folder.to_owned()))
            }
        }
    }

    /// An empty index in memory, to be filled for one session: for a register in a folder that cannot be written.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory() -> Result<Index> {
        Index::writing(schema::in_memory()?, None)
    }

    fn writing(db: Connection, folder: Option<PathBuf>) -> Result<Index> {
        let writer = Writer::open(&db)?;
        let mut index = Index::over(db, folder, Some(writer));
        index.finish_forgetting()?;
        Ok(index)
    }

    fn over(db: Connection, folder: Option<PathBuf>, writer: Option<Writer>) -> Index {
        Index {
            db,
            folder,
            writer,
            frames: RefCell::default(),
            blocks: RefCell::default(),
            ranks: RefCell::default(),
            contents: RefCell::default(),
            noted: RefCell::default(),
        }
    }

    /// The last entry of each log that the index has committed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn watermark(&self) -> Result<BTreeMap<Key, u64>> {
        seal::watermark(&self.db)
    }

    /// Notes an entry: the position and id of each body that is here, and the claim unless it is sealed. An entry without
    /// bodies is noted too. Positions that the index holds already are passed over, so that bodies which arrive late
    /// are simply added.
    ///
    /// # Errors
    /// When the index was opened for reading, is full, or cannot be written.
    pub fn add(&mut self, entry: EntryId, bodies: &[(u32, ClaimId, Option<&Claim>)]) -> Result<()> {
        self.write(|writer, db| writer.add(db, entry, bodies))
    }

    /// Commits what was added. A commit costs a few milliseconds and more the larger the register is: a bulk load
    /// commits seldom.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn commit(&mut self) -> Result<()> {
        self.write(|writer, db| writer.commit(db))
    }

    /// The bodies of an entry that the index holds, sealed ones too: position and id, in the order of positions.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ids(&self, entry: EntryId) -> Result<Vec<(u32, ClaimId)>> {
        let mut ids = Vec::new();
        self.scan_entries(&write::blocks_of(&self.db, entry)?, |recorded| {
            ids.push((recorded.recording.position, recorded.id));
            Ok(())
        })?;
        Ok(ids)
    }

    /// Commits, brings everything into one file, and seals it with a hash.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn close(mut self) -> Result<()> {
        if self.writer.is_none() {
            return Ok(());
        }
        self.commit()?;
        let Some(folder) = self.folder.take() else { return Ok(()) };
        schema::fold_into_one_file(&self.db)?;
        self.db.close().map_err(|(_, error)| error)?;
        seal::write(&folder)
    }

    /// Until it is dropped, all questions are asked of one and the same state, which is also much quicker. A writer may
    /// have to wait meanwhile.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn look(&self) -> Result<Look<'_>> {
        let begun = self.db.is_autocommit().then(|| self.db.unchecked_transaction());
        Ok(Look { _transaction: begun.transpose()? })
    }

    /// Forgets what was kept in memory of its file, which another program may have changed since.
    pub fn forget_memory(&self) {
        self.frames.take();
        self.blocks.take();
        self.ranks.take();
        self.contents.take();
    }

    fn write<T>(&mut self, work: impl FnOnce(&mut Writer, &Connection) -> Result<T>) -> Result<T> {
        let writer = self.writer.as_mut().ok_or(IndexError::ReadAccess)?;
        self.blocks.take();
        self.ranks.take();
        self.contents.take();
        let done = work(writer, &self.db);
        if done.is_err() {
            self.undo()?;
        }
        done
    }

    /// Undoes what was not committed, and forgets what memory knew of it.
    fn undo(&mut self) -> Result<()> {
        if !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        self.forget_memory();
        self.writer = Some(Writer::open(&self.db)?);
        Ok(())
    }
}

/// A look at one state of the index; see [`Index::look`].
#[derive(Debug)]
pub struct Look<'i> {
    /// None when the writer's own transaction, which it sees, has begun.
    _transaction: Option<Transaction<'i>>,
}

/// The property that says what sort of entity something is.
const KIND: &str = "kind";

/// Which entries count: told of one, it says which positions of it were ended, and nothing of one that does not count.
pub type Counted<'c> = &'c dyn Fn(EntryId) -> Option<Vec<RangeInclusive<u32>>>;

/// Whether the recording at this position of an entry that counts still stands.
fn stands(position: u32, ended: &[RangeInclusive<u32>]) -> bool {
    !ended.iter().any(|ended| ended.contains(&position))
}

/// The properties whose texts are names.
const NAMES: [&str; 2] = ["name", "title"];

/// The kind that a claim gives its subject.
fn kind_of(claim: &Claim) -> Option<&str> {
    match &claim.value {
        Value::Code { code, .. } if claim.property.as_str() == KIND => Some(code),
        _ => None,
    }
}

/// The name that a claim gives its subject.
fn name_in(claim: &Claim) -> Option<&str> {
    name(&claim.property, &claim.value)
}

/// The value as a name, if the property is one that names.
fn name<'v>(property: &PropertyId, value: &'v Value) -> Option<&'v str> {
    match value {
        Value::Text { text, .. } if is_naming(property) => Some(text),
        _ => None,
    }
}

/// Whether texts of the property are names.
fn is_naming(property: &PropertyId) -> bool {
    NAMES.contains(&property.as_str())
}

/// The words of a text as they are compared, each with its other forms: without an Arabic article, and without what is
/// written onto its front.
pub fn fold_words(text: &str) -> Vec<Vec<String>> {
    fold_places(text).into_iter().map(|(forms, _)| forms).collect()
}

/// The same, each with the bytes of the text that it was folded from.
pub fn fold_places(text: &str) -> Vec<(Vec<String>, Range<usize>)> {
    let mut all = Vec::new();
    fold::words(text, |word, range| {
        let forms = std::iter::once(word).chain(fold::stems(word));
        all.push((forms.map(str::to_owned).collect(), range));
    });
    all
}

/// A name as it is compared: without case, accents, tashkeel and the other ways in which one name is spelled.
pub fn fold_name(text: &str) -> String {
    fold::name(text)
}
