//! From the beginning of a hash to numbers: 65,536 small sorted lists, so that a hash costs eight bytes and a bulk
//! load writes each list once.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;

/// What is looked up; the number keeps the lists apart in one table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    /// Recordings, by the claim's id.
    Claim = 0,
    /// `subject`, by its id.
    Subject = 1,
    /// `value`, by a hash of its body.
    Value = 2,
    /// `frame`, by a hash of its body.
    Frame = 3,
}

/// The first 48 bits of a hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Start(u64);

impl Start {
    /// The highest.
    pub(super) const MAX: Start = Start((1 << 48) - 1);

    /// The beginning of these bytes, as many as there are.
    pub(super) fn of(bytes: &[u8]) -> Start {
        let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or(0));
        Start((0..6).fold(0, |start, at| start << 8 | byte(at)))
    }

    /// The lowest and highest hashes that begin with these lowercase hexadecimal digits; none when they are fewer than
    /// 6, more than 64, or something else.
    pub(super) fn range(digits: &str) -> Option<(Start, Start)> {
        let hexadecimal = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !hexadecimal || !(6..=64).contains(&digits.len()) {
            return None;
        }
        let first = digits.get(..12).unwrap_or(digits);
        let open = 4 * (12 - first.len());
        let low = u64::from_str_radix(first, 16).ok()? << open;
        Some((Start(low), Start(low | ((1 << open) - 1))))
    }

    fn list(self, of: Of) -> i64 {
        (of as i64) << 16 | (self.0 >> 32) as i64
    }

    fn rest(self) -> u32 {
        self.0 as u32
    }
}

/// The lists of one kind, with what is not written yet.
#[derive(Debug)]
pub(super) struct Lookup {
    of: Of,
    fresh: Vec<(Start, u32)>,
}

impl Lookup {
    pub(super) fn new(of: Of) -> Lookup {
        Lookup { of, fresh: Vec::new() }
    }

    /// Notes a number; it is found once it is written.
    pub(super) fn add(&mut self, start: Start, number: u32) {
        self.fresh.push((start, number));
    }

    /// How many are not written yet.
    pub(super) fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// Writes what is not written yet.
    pub(super) fn flush(&mut self, db: &Connection) -> Result<()> {
        self.fresh.sort_unstable();
        for group in self.fresh.chunk_by(|a, b| a.0.list(self.of) == b.0.list(self.of)) {
            if let Some((start, _)) = group.first() {
                let list = start.list(self.of);
                let mut pairs = read(db, list)?;
                pairs.extend(group.iter().map(|(start, number)| (start.rest(), *number)));
                // Two sorted runs: a stable sort lays one into the other.
                pairs.sort();
                write(db, list, &pairs)?;
            }
        }
        self.fresh.clear();
        Ok(())
    }
}

/// The numbers whose hashes begin as `start` does.
pub(super) fn numbers(db: &Connection, of: Of, start: Start) -> Result<Vec<u32>> {
    between(db, of, start, start)
}

/// The numbers whose hashes begin anywhere from `low` to `high`, in order of the hashes; both must lie in one list, that
/// is agree in their first four digits.
pub(super) fn between(db: &Connection, of: Of, low: Start, high: Start) -> Result<Vec<u32>> {
    let pairs = read(db, low.list(of))?;
    let first = pairs.partition_point(|(rest, _)| *rest < low.rest());
    let within = pairs.iter().skip(first).take_while(|(rest, _)| *rest <= high.rest());
    Ok(within.map(|(_, number)| *number).collect())
}

/// Calls `each` with every list of numbers in order of the hashes, until it has enough and says so.
pub(super) fn walk(db: &Connection, of: Of, mut each: impl FnMut(&[(u32, u32)]) -> Result<bool>) -> Result<()> {
    let mut lists = db.prepare_cached("SELECT pairs FROM lookup WHERE n BETWEEN ? AND ? ORDER BY n")?;
    let mut rows = lists.query([Start(0).list(of), Start::MAX.list(of)])?;
    while let Some(row) = rows.next()? {
        if each(&parse(row.get_ref(0)?.as_blob().unwrap_or_default()))? {
            break;
        }
    }
    Ok(())
}

/// Calls `each` with the numbers that share their hash's beginning with another.
pub(super) fn shared(db: &Connection, of: Of, mut each: impl FnMut(&[u32]) -> Result<()>) -> Result<()> {
    walk(db, of, |pairs| {
        for group in pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            each(&group.iter().map(|(_, number)| *number).collect::<Vec<u32>>())?;
        }
        Ok(false)
    })
}

/// Takes numbers out.
pub(super) fn remove(db: &Connection, of: Of, gone: impl IntoIterator<Item = (Start, u32)>) -> Result<()> {
    let mut lists: BTreeMap<i64, Vec<(u32, u32)>> = BTreeMap::new();
    for (start, number) in gone {
        lists.entry(start.list(of)).or_default().push((start.rest(), number));
    }
    for (list, gone) in lists {
        let mut pairs = read(db, list)?;
        pairs.retain(|pair| !gone.contains(pair));
        write(db, list, &pairs)?;
    }
    Ok(())
}

fn read(db: &Connection, list: i64) -> Result<Vec<(u32, u32)>> {
    let mut find = db.prepare_cached("SELECT pairs FROM lookup WHERE n=?")?;
    let found = find.query_row([list], |row| Ok(parse(row.get_ref(0)?.as_blob()?))).optional()?;
    Ok(found.unwrap_or_default())
}

fn parse(bytes: &[u8]) -> Vec<(u32, u32)> {
    let (pairs, _) = bytes.as_chunks::<8>();
    let pair = |[a, b, c, d, e, f, g, h]: &[u8; 8]| {
        (u32::from_be_bytes([*a, *b, *c, *d]), u32::from_be_bytes([*e, *f, *g, *h]))
    };
    pairs.iter().map(pair).collect()
}

fn write(db: &Connection, list: i64, pairs: &[(u32, u32)]) -> Result<()> {
    if pairs.is_empty() {
        db.prepare_cached("DELETE FROM lookup WHERE n=?")?.execute([list])?;
        return Ok(());
    }
    let bytes: Vec<u8> = pairs.iter().flat_map(|(rest, n)| [rest.to_be_bytes(), n.to_be_bytes()]).flatten().collect();
    let insert = "INSERT INTO lookup(n, pairs) VALUES(?, ?) ON CONFLICT(n) DO UPDATE SET pairs=excluded.pairs";
    db.prepare_cached(insert)?.execute(params![list, bytes])?;
    Ok(())
}
