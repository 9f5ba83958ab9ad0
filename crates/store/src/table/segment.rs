//! A segment: rows that were written together and never change. What is asked for is read when it is asked for first, and
//! checked then.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use daftar_claim::{EntityId, Hash};
use daftar_table::{Cell, Cells, Row};

use super::bytes::{Texts, numbers};
use super::laying::{Laid, Section};
use super::record;
use crate::index::IndexError;

/// Where the bytes are.
#[derive(Debug)]
pub(super) enum Held {
    Memory(Vec<u8>),
    File(PathBuf, Mutex<File>),
}

/// A segment, of which pieces are in memory.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) laid: Laid,
    pub(super) held: Held,
    columns: Mutex<HashMap<String, Option<Arc<Column>>>>,
    lists: [OnceLock<Arc<Words>>; 4],
    ids: OnceLock<Arc<Vec<u8>>>,
    by_id: OnceLock<Arc<Vec<u8>>>,
    ends: OnceLock<Arc<Vec<u8>>>,
    keys: OnceLock<Arc<Texts>>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its values, sorted; the first has the code 1.
    pub(super) values: Texts,
    codes: Vec<u32>,
    /// Where each row's codes begin, if some row has several.
    starts: Option<Vec<u32>>,
}

/// Where the rows of each word lie.
#[derive(Debug)]
pub(super) struct Words {
    of: In,
    pub(super) words: Texts,
    ends: Vec<u32>,
}

/// In which texts words are looked for; and two words after each other, so that phrases need not be looked for in texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum In {
    Texts,
    Names,
    TextPairs,
    NamePairs,
}

impl In {
    pub(super) fn name(self) -> &'static str {
        match self {
            In::Texts => "words",
            In::Names => "names",
            In::TextPairs => "pairs",
            In::NamePairs => "pairs of names",
        }
    }

    pub(super) fn pairs(self) -> In {
        match self {
            In::Texts | In::TextPairs => In::TextPairs,
            In::Names | In::NamePairs => In::NamePairs,
        }
    }
}

impl Column {
    /// Adds to `counts` how often each code is met in rows that follow each other; the first tells how many rows have none.
    pub(super) fn count(&self, rows: Range<usize>, counts: &mut [u64]) {
        let mut add =
            |codes: Option<&[u32]>| codes.unwrap_or_default().iter().for_each(|code| counts[*code as usize] += 1);
        match &self.starts {
            None => add(self.codes.get(rows)),
            Some(starts) => {
                let starts = starts.get(rows.start..=rows.end).unwrap_or_default();
                if let (Some(first), Some(last)) = (starts.first(), starts.last()) {
                    add(self.codes.get(*first as usize..*last as usize));
                }
                counts[0] += starts.windows(2).filter(|ends| ends.first() == ends.last()).count() as u64;
            }
        }
    }

    /// The codes of a row.
    pub(super) fn of(&self, row: u32) -> &[u32] {
        let row = row as usize;
        match &self.starts {
            None => self.codes.get(row..=row).filter(|codes| codes.first() != Some(&0)).unwrap_or_default(),
            Some(starts) => {
                let place = |n: usize| starts.get(n).map_or(0, |start| *start as usize);
                self.codes.get(place(row)..place(row + 1)).unwrap_or_default()
            }
        }
    }
}

impl Segment {
    pub(super) fn new(laid: Laid, held: Held) -> Segment {
        Segment {
            laid,
            held,
            columns: Mutex::default(),
            lists: Default::default(),
            ids: OnceLock::new(),
            by_id: OnceLock::new(),
            ends: OnceLock::new(),
            keys: OnceLock::new(),
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.laid.rows
    }

    /// The columns that it has.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.laid.sections.keys().filter_map(|name| name.strip_prefix("values of "))
    }

    /// Some bytes of it.
    fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, IndexError> {
        let length = usize::try_from(length).map_err(|_| damaged())?;
        match &self.held {
            Held::Memory(bytes) => {
                let start = usize::try_from(at).map_err(|_| damaged())?;
                let end = start.checked_add(length).ok_or_else(damaged)?;
                bytes.get(start..end).map(<[u8]>::to_vec).ok_or_else(damaged)
            }
            Held::File(path, file) => {
                let mut file = held(file);
                let mut bytes = vec![0; length];
                let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes));
                read.map_err(IndexError::io(path))?;
                Ok(bytes)
            }
        }
    }

    fn section(&self, name: &str) -> Result<&Section, IndexError> {
        self.laid.sections.get(name).ok_or_else(|| IndexError::damaged(format!("the table has no piece {name:?}")))
    }

    /// A whole section, as it was written.
    fn whole(&self, name: &str) -> Result<Vec<u8>, IndexError> {
        let section = self.section(name)?;
        let bytes = self.bytes(section.at, section.length)?;
        if blake3::hash(&bytes).as_bytes() == &section.hash { Ok(bytes) } else { Err(damaged()) }
    }

    fn kept<T>(place: &OnceLock<Arc<T>>, make: impl FnOnce() -> Result<T, IndexError>) -> Result<&Arc<T>, IndexError> {
        if let Some(kept) = place.get() {
            return Ok(kept);
        }
        let made = Arc::new(make()?);
        Ok(place.get_or_init(|| made))
    }

    /// A column; none when no row has a value in it.
    pub(super) fn column(&self, field: &str) -> Result<Option<Arc<Column>>, IndexError> {
        if let Some(column) = held(&self.columns).get(field) {
            return Ok(column.clone());
        }
        let column = self.column_once(field)?.map(Arc::new);
        held(&self.columns).insert(field.to_owned(), column.clone());
        Ok(column)
    }

    /// The same for who will not ask again: it is not kept in memory.
    pub(super) fn column_once(&self, field: &str) -> Result<Option<Column>, IndexError> {
        let is_there = self.laid.sections.contains_key(&format!("values of {field}"));
        is_there.then(|| self.read_column(field)).transpose()
    }

    fn read_column(&self, field: &str) -> Result<Column, IndexError> {
        let values = Texts::read(&self.whole(&format!("values of {field}"))?)?;
        let codes = numbers(&self.whole(&format!("codes of {field}"))?)?;
        let several = format!("starts of {field}");
        let starts = self.laid.sections.contains_key(&several).then(|| numbers(&self.whole(&several)?)).transpose()?;
        let known = codes.iter().all(|code| *code as usize <= values.len());
        let fits = starts.as_ref().map_or(codes.len() == self.rows(), |starts| starts.len() == self.rows() + 1);
        if known && fits { Ok(Column { values, codes, starts }) } else { Err(damaged()) }
    }

    /// The words of its texts or names.
    pub(super) fn words(&self, of: In) -> Result<&Arc<Words>, IndexError> {
        let [texts, names, pairs, name_pairs] = &self.lists;
        let place = match of {
            In::Texts => texts,
            In::Names => names,
            In::TextPairs => pairs,
            In::NamePairs => name_pairs,
        };
        Segment::kept(place, || self.words_once(of))
    }

    /// The same for who will not ask again.
    pub(super) fn words_once(&self, of: In) -> Result<Words, IndexError> {
        let words = Texts::read(&self.whole(of.name())?)?;
        let ends = numbers(&self.whole(&format!("ends of {}", of.name()))?)?;
        // Read once as a whole, so that what is read of it later is known to be as it was written.
        self.whole(&format!("rows of {}", of.name()))?;
        if ends.len() == words.len() && ends.is_sorted() { Ok(Words { of, words, ends }) } else { Err(damaged()) }
    }

    /// The rows in which some of these words are, by their places in the list of words.
    pub(super) fn rows_of(&self, list: &Words, words: Range<usize>) -> Result<Vec<u32>, IndexError> {
        let end = |n: usize| if n == 0 { 0 } else { list.ends.get(n - 1).copied().unwrap_or(0) };
        let (start, end) = (u64::from(end(words.start)), u64::from(end(words.end.max(words.start))));
        let section = self.section(&format!("rows of {}", list.of.name()))?;
        numbers(&self.bytes(section.at + start * 4, (end - start) * 4)?)
    }

    /// The folded name of each row.
    pub(super) fn keys(&self) -> Result<&Arc<Texts>, IndexError> {
        Segment::kept(&self.keys, || Texts::read(&self.whole("keys")?))
    }

    /// The entity of a row.
    pub(super) fn entity(&self, row: u32) -> Result<EntityId, IndexError> {
        let ids = Segment::kept(&self.ids, || self.whole("ids"))?;
        let (ids, _) = ids.as_chunks::<32>();
        ids.get(row as usize).map(|id| EntityId(Hash(*id))).ok_or_else(damaged)
    }

    /// The row that an entity is in.
    pub(super) fn row_of(&self, entity: &[u8; 32]) -> Result<Option<u32>, IndexError> {
        let by_id = Segment::kept(&self.by_id, || self.whole("by-id"))?;
        let (pairs, _) = by_id.as_chunks::<36>();
        let found = pairs.binary_search_by(|pair| pair.get(..32).unwrap_or_default().cmp(entity)).ok();
        Ok(found.and_then(|place| placed(pairs.get(place)?)).map(|(_, row)| row))
    }

    /// Every entity with the row that it is in, those that are one with another among them.
    pub(super) fn by_id(&self) -> Result<Vec<([u8; 32], u32)>, IndexError> {
        let by_id = self.whole("by-id")?;
        let (pairs, _) = by_id.as_chunks::<36>();
        Ok(pairs.iter().filter_map(placed).collect())
    }

    /// A row without its cells.
    pub(super) fn record(&self, row: u32) -> Result<Row, IndexError> {
        record::read(&self.record_bytes(row)?)
    }

    /// The bytes of that, unread.
    pub(super) fn record_bytes(&self, row: u32) -> Result<Vec<u8>, IndexError> {
        let ends = Segment::kept(&self.ends, || self.whole("ends of records"))?;
        let (ends, _) = ends.as_chunks::<8>();
        let end = |n: usize| ends.get(n).map(|end| u64::from_le_bytes(*end)).ok_or_else(damaged);
        let start = if row == 0 { 0 } else { end(row as usize - 1)? };
        let length = end(row as usize)?.checked_sub(start).ok_or_else(damaged)?;
        self.bytes(self.section("records")?.at + start, length)
    }

    /// A row as it was written.
    pub(super) fn row(&self, row: u32) -> Result<Row, IndexError> {
        self.row_with(row, self.fields())
    }

    /// A row with some of its columns, sorted.
    pub(super) fn row_with<'f>(&self, row: u32, fields: impl Iterator<Item = &'f str>) -> Result<Row, IndexError> {
        let mut whole = self.record(row)?;
        for field in fields {
            let Some(column) = self.column(field)? else { continue };
            let cell =
                |code: &u32| Cell::parse(column.values.get((*code as usize).wrapping_sub(1))).ok_or_else(damaged);
            let cells = column.of(row).iter().map(cell).collect::<Result<Vec<_>, _>>()?;
            if !cells.is_empty() {
                whole.cells.push(Cells { field: field.to_owned(), cells });
            }
        }
        whole.kinds = whole.kinds_in_cells();
        Ok(whole)
    }
}

/// An id and its row.
fn placed(pair: &[u8; 36]) -> Option<([u8; 32], u32)> {
    let (id, row) = pair.split_first_chunk::<32>()?;
    Some((*id, u32::from_le_bytes(*row.first_chunk()?)))
}

pub(super) fn damaged() -> IndexError {
    IndexError::damaged("the table is not as it was written")
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
