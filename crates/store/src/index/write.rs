//! Noting entries. Everything since the last commit is one transaction.

use std::collections::{HashMap, HashSet};

use daftar_claim::{Claim, ClaimId, EntryId, Key, Speaker, Subject, Value};
use rusqlite::{Connection, OptionalExtension, params};

use super::block::{self, Held, Row, SLOTS, Said, Slot};
use super::dictionary::{Dictionary, Table};
use super::error::{IndexError, Result};
use super::lookup::{Lookup, Of, Start};
use super::mention::{Mentions, Role};
use super::text::Documents;
use super::words::Words;
use super::{fold, frame, schema, values};

/// How many recordings are noted in memory before what finds them is written.
const UNWRITTEN: usize = 1 << 20;

/// An entry of more bodies than this is taken for a part of many.
const MANY: usize = 1000;

/// For how many frames it is kept in memory what they mention.
const FRAMES: usize = 50_000;

/// The state of whoever writes.
#[derive(Debug)]
pub(super) struct Writer {
    begun: bool,
    loading: bool,
    subjects: Dictionary<Subject>,
    values: Dictionary<[u8; 16]>,
    frames: Dictionary<[u8; 16]>,
    words: Words,
    roles_of_frames: HashMap<u32, Vec<(Role, u32)>>,
    claims: Lookup,
    mentions: Mentions,
    last_block: u32,
    last_document: u32,
}

/// One body as the index is told of it: position, id, and the claim unless it is sealed.
pub(super) type Told<'c> = (u32, ClaimId, Option<&'c Claim>);

impl Writer {
    pub(super) fn open(db: &Connection) -> Result<Writer> {
        let last = |sql: &str| db.query_row(sql, [], |row| row.get::<_, u32>(0));
        Ok(Writer {
            begun: false,
            loading: false,
            subjects: Dictionary::open(db, Table::Subject)?,
            values: Dictionary::open(db, Table::Value)?,
            frames: Dictionary::open(db, Table::Frame)?,
            words: Words::open(db)?,
            roles_of_frames: HashMap::new(),
            claims: Lookup::new(Of::Claim),
            mentions: Mentions::default(),
            last_block: last("SELECT coalesce(max(n), 0) FROM block")?,
            last_document: last("SELECT coalesce(max(n), 0) FROM document")?,
        })
    }

    /// Begins a transaction unless one is open.
    pub(super) fn begin(&mut self, db: &Connection) -> Result<()> {
        if !self.begun {
            db.execute_batch("BEGIN IMMEDIATE")?;
            self.begun = true;
        }
        Ok(())
    }

    /// Notes an entry's bodies; those that are here already are passed over.
    pub(super) fn add(&mut self, db: &Connection, entry: EntryId, bodies: &[Told<'_>]) -> Result<()> {
        if bodies.len() > MANY && !self.loading {
            schema::prepare_loading(db)?;
            self.loading = true;
        }
        self.begin(db)?;
        let (entry, here) = enter(db, entry)?;
        let new: Vec<&Told<'_>> = bodies.iter().filter(|body| !here.contains(&body.0)).collect();
        let mut documents = Documents::default();
        for bodies in new.chunks(SLOTS) {
            self.add_block(db, entry, bodies, &mut documents)?;
        }
        self.last_document = documents.write(db, self.last_document)?;
        if self.claims.fresh() >= UNWRITTEN {
            self.flush(db)?;
        } else if self.mentions.full() {
            self.mentions.flush(db)?;
        }
        Ok(())
    }

    fn add_block(
        &mut self,
        db: &Connection,
        entry: i64,
        bodies: &[&Told<'_>],
        documents: &mut Documents,
    ) -> Result<()> {
        let n = self.next_block()?;
        let mut slots = Vec::with_capacity(bodies.len());
        let mut ids = Vec::with_capacity(bodies.len() * 32);
        for (offset, (position, id, claim)) in bodies.iter().enumerate() {
            let held = match claim {
                Some(claim) => Held::Open(self.row(db, n, claim, documents)?),
                None => self.sealed(n),
            };
            slots.push(Slot { position: *position, held });
            ids.extend_from_slice(&id.0.0);
            self.claims.add(Start::of(&id.0.0), n << 8 | offset as u32);
        }
        let insert = "INSERT INTO block(n, entry, slots) VALUES(?, ?, ?)";
        db.prepare_cached(insert)?.execute(params![n, entry, block::encode(&slots)])?;
        db.prepare_cached("INSERT INTO ids(n, ids) VALUES(?, ?)")?.execute(params![n, ids])?;
        self.mentions.end_block();
        Ok(())
    }

    fn next_block(&mut self) -> Result<u32> {
        const MOST: u32 = (1 << 24) - 1;
        if self.last_block >= MOST {
            return Err(IndexError::Full { what: "blocks", most: u64::from(MOST) });
        }
        self.last_block += 1;
        Ok(self.last_block)
    }

    fn sealed(&mut self, block: u32) -> Held {
        self.mentions.add(Role::Sealed, 0, block);
        Held::Sealed
    }

    /// The numbers of a claim; notes its words and what it mentions on the way.
    fn row(&mut self, db: &Connection, block: u32, claim: &Claim, documents: &mut Documents) -> Result<Row> {
        let subject = self.subject(db, claim.subject)?;
        let frame = self.frame(db, claim)?;
        let value = self.said(db, &claim.value)?;
        let quote = claim.quote.as_deref().map_or(Ok(0), |quote| self.quote(db, quote))?;
        let (start, length) = frame::place(claim);
        self.mentions.add(Role::Subject, subject, block);
        if let Said::Link(n) = value {
            self.mentions.add(Role::Value, n, block);
        }
        if let Some(kind) = super::kind_of(claim) {
            self.mentions.add(Role::Kind, self.words.number(db, &super::words::kind(kind))?, block);
        }
        for (role, what) in self.roles_of_frames.get(&frame).into_iter().flatten() {
            self.mentions.add(*role, *what, block);
        }
        add_name(db, subject, claim)?;
        documents.add(subject, &claim.property, &claim.value, claim.quote.as_deref());
        Ok(Row { subject, frame, value, start, length, quote })
    }

    fn subject(&mut self, db: &Connection, subject: Subject) -> Result<u32> {
        self.subjects.number(db, subject, |body| values::write_subject(&subject, body))
    }

    fn frame(&mut self, db: &Connection, claim: &Claim) -> Result<u32> {
        let n = self.frames.number(db, short(frame::key(claim)), |body| {
            *body = frame::write(&frame::blank(claim));
            Start::of(&values::hash(body))
        })?;
        if !self.roles_of_frames.contains_key(&n) {
            if self.roles_of_frames.len() >= FRAMES {
                self.roles_of_frames.clear();
            }
            let roles = self.roles(db, claim)?;
            self.roles_of_frames.insert(n, roles);
        }
        Ok(n)
    }

    /// What every claim of the frame mentions.
    fn roles(&mut self, db: &Connection, claim: &Claim) -> Result<Vec<(Role, u32)>> {
        let mut roles = vec![
            (Role::Property, self.words.number(db, claim.property.as_str())?),
            (Role::Source, self.subject(db, Subject::Entity(claim.source))?),
        ];
        if let Some(Speaker::Entity(id)) = claim.said_by {
            roles.push((Role::Speaker, self.subject(db, Subject::Entity(id))?));
        }
        if let Some(daftar_claim::Locator::Text { text, .. }) = claim.locator {
            roles.push((Role::Text, self.subject(db, Subject::File(text))?));
        }
        Ok(roles)
    }

    fn said(&mut self, db: &Connection, value: &Value) -> Result<Said> {
        if let Some(link) = values::link(value) {
            return Ok(Said::Link(self.subject(db, link)?));
        }
        let mut body = Vec::with_capacity(64);
        values::write_value(value, &mut body);
        Ok(Said::Value(self.value(db, body)?))
    }

    fn quote(&mut self, db: &Connection, quote: &str) -> Result<u32> {
        let mut body = Vec::with_capacity(quote.len() + 1);
        values::write_text(quote, &mut body);
        self.value(db, body)
    }

    fn value(&mut self, db: &Connection, bytes: Vec<u8>) -> Result<u32> {
        let hash = values::hash(&bytes);
        self.values.number(db, short(hash), |body| {
            *body = bytes;
            Start::of(&hash)
        })
    }

    fn flush(&mut self, db: &Connection) -> Result<()> {
        self.subjects.flush(db)?;
        self.values.flush(db)?;
        self.frames.flush(db)?;
        self.claims.flush(db)?;
        self.mentions.flush(db)
    }

    /// Makes everything since the last commit durable and findable.
    pub(super) fn commit(&mut self, db: &Connection) -> Result<()> {
        if self.begun {
            self.flush(db)?;
            db.execute_batch("COMMIT")?;
            self.begun = false;
        }
        Ok(())
    }
}

/// Half a hash is enough to know a body by.
fn short(hash: [u8; 32]) -> [u8; 16] {
    hash.first_chunk().copied().unwrap_or_default()
}

/// The number of an entry, and the positions that it has here already.
fn enter(db: &Connection, entry: EntryId) -> Result<(i64, HashSet<u32>)> {
    let log = number_of_log(db, entry.log)?;
    let number = entry.number as i64;
    let find = "SELECT n FROM entry WHERE log=? AND number=?";
    let known: Option<i64> = db.prepare_cached(find)?.query_row([log, number], |row| row.get(0)).optional()?;
    match known {
        Some(n) => Ok((n, positions(db, n)?)),
        None => {
            db.prepare_cached("INSERT INTO entry(log, number) VALUES(?, ?)")?.execute([log, number])?;
            Ok((db.last_insert_rowid(), HashSet::new()))
        }
    }
}

fn number_of_log(db: &Connection, log: Key) -> Result<i64> {
    let mut find = db.prepare_cached("SELECT n FROM log WHERE key=?")?;
    if let Some(n) = find.query_row([log.0.0], |row| row.get(0)).optional()? {
        return Ok(n);
    }
    db.prepare_cached("INSERT INTO log(key) VALUES(?)")?.execute([log.0.0])?;
    Ok(db.last_insert_rowid())
}

/// The blocks of an entry.
pub(super) fn blocks_of(db: &Connection, entry: EntryId) -> Result<Vec<u32>> {
    let find = "SELECT block.n FROM block JOIN entry ON entry.n=entry JOIN log ON log.n=log WHERE key=? AND number=?";
    let mut find = db.prepare_cached(find)?;
    let blocks = find.query_map(params![entry.log.0.0, entry.number as i64], |row| row.get(0))?;
    Ok(blocks.collect::<rusqlite::Result<_>>()?)
}

/// The positions of an entry that the index holds, what was forgotten included.
fn positions(db: &Connection, entry: i64) -> Result<HashSet<u32>> {
    let mut find = db.prepare_cached("SELECT slots FROM block WHERE entry=?")?;
    let mut rows = find.query([entry])?;
    let mut positions = HashSet::new();
    while let Some(row) = rows.next()? {
        let slots = block::decode(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        positions.extend(slots.iter().map(|slot| slot.position));
    }
    Ok(positions)
}

fn add_name(db: &Connection, subject: u32, claim: &Claim) -> Result<()> {
    if let Some(name) = super::name_in(claim) {
        let insert = "INSERT OR IGNORE INTO name(folded, subject) VALUES(?, ?)";
        db.prepare_cached(insert)?.execute(params![fold::name(name), subject])?;
    }
    Ok(())
}
