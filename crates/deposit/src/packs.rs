//! The packs, in which everything lies that copies hold: whether they are there, and what they say.

use std::collections::{BTreeMap, HashMap};
use std::iter;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use rustic_core::Id;
use rustic_core::repofile::{IndexBlob, IndexFile, IndexId, IndexPack};
use sha2::{Digest as _, Sha256};

use crate::check::Finding;
use crate::storage::{Kind, Part, is_damage};
use crate::unpack::Unpacker;
use crate::{Deposit, DepositError, Tell, keys};

/// How much of a pack is read at once; one piece is read whole, however long.
const STRETCH: u64 = 4 << 20;

/// What the lists say lies in each pack, by the pack's name.
pub(crate) type Packs = BTreeMap<String, Listed>;

/// A pack as it is listed.
pub(crate) struct Listed {
    size: u64,
    pieces: Vec<IndexBlob>,
}

impl Deposit {
    /// Reads these lists.
    pub(crate) fn listed_packs(&self, lists: &[String]) -> Result<Packs, DepositError> {
        let repository = self.repository(&Tell::nobody())?;
        let mut packs = Packs::new();
        for name in lists {
            let Ok(id) = name.parse::<Id>() else { continue };
            let list = self.done(repository.get_file::<IndexFile>(&IndexId::from(id)))?;
            let named = |pack: IndexPack| (pack.id.to_hex().as_str().to_owned(), Listed::of(pack));
            packs.extend(list.packs.into_iter().map(named));
        }
        Ok(packs)
    }

    /// Compares what lies there with what is listed: by name and size.
    pub(crate) fn compare_packs(&self, packs: &Packs) -> Result<Vec<Finding>, DepositError> {
        let failed = |error| DepositError::Storage { place: self.place(), error };
        let mut there: HashMap<String, u64> = self.storage().list(Kind::Pack).map_err(failed)?.into_iter().collect();
        let mut findings = Vec::new();
        for (name, pack) in packs {
            match there.remove(name) {
                None => findings.push(Finding::damage(Kind::Pack.path(name), "it is missing")),
                Some(size) if size != pack.size => {
                    let why = format!("it has {size} bytes, not {}", pack.size);
                    findings.push(Finding::damage(Kind::Pack.path(name), why));
                }
                Some(_) => {}
            }
        }
        let odd = there
            .into_keys()
            .map(|name| Finding::odd(Kind::Pack.path(&name), "no list names it: an interrupted copy left it"));
        findings.extend(odd);
        Ok(findings)
    }

    /// Reads every byte of all packs that are there, and compares it with what was put away.
    pub(crate) fn read_packs(&self, packs: &Packs, tell: &Tell) -> Result<Vec<Finding>, DepositError> {
        let order: Vec<(&String, &Listed)> = packs.iter().collect();
        let total = order.iter().map(|(_, pack)| pack.size).sum();
        let (next, done) = (AtomicUsize::new(0), AtomicU64::new(0));
        let worker = || -> Result<Vec<Finding>, DepositError> {
            let (mut unpacker, mut findings) = (Unpacker::new(self)?, Vec::new());
            while let Some((name, pack)) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                findings.extend(self.read_pack(&mut unpacker, name, pack)?);
                tell.tell(done.fetch_add(pack.size, Ordering::Relaxed) + pack.size, total);
            }
            Ok(findings)
        };
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let results: Vec<_> = thread::scope(|scope| {
            let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
            workers.into_iter().map(joined).collect()
        });
        let mut findings = Vec::new();
        for result in results {
            findings.extend(result?);
        }
        findings.sort_by(|one: &Finding, other| one.file.cmp(&other.file));
        Ok(findings)
    }

    fn read_pack(&self, unpacker: &mut Unpacker, name: &str, pack: &Listed) -> Result<Option<Finding>, DepositError> {
        let (mut hasher, mut fault, mut at) = (Sha256::new(), None, 0);
        for pieces in pack.stretches() {
            let end = pieces.last().map_or(pack.size, end);
            let part = Part { offset: at, length: end.saturating_sub(at) };
            let bytes = match self.storage().read(Kind::Pack, name, Some(part)) {
                Err(error) if is_damage(&error) => {
                    return Ok(Some(Finding::damage(Kind::Pack.path(name), "it is missing or too short")));
                }
                other => other.map_err(|error| DepositError::Storage { place: self.place(), error })?,
            };
            hasher.update(&bytes);
            for piece in pieces {
                let why = open(unpacker, &bytes, at, piece).err();
                fault = fault.or(why.map(|why| format!("of piece {}: {why}", piece.id.to_hex().as_str())));
            }
            at = end;
        }
        if keys::digits(&hasher.finalize()) != name {
            fault = Some("its bytes are not what its name says".to_owned());
        }
        Ok(fault.map(|why| Finding::damage(Kind::Pack.path(name), why)))
    }
}

/// What a thread came to; one that panicked has not done its part, and nobody is to believe that it had.
pub(crate) fn joined<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Opens a piece of what was read from `start` on.
fn open(unpacker: &mut Unpacker, read: &[u8], start: u64, piece: &IndexBlob) -> Result<(), &'static str> {
    let place = &piece.location;
    let from = u64::from(place.offset).checked_sub(start).ok_or("another lies in its place")? as usize;
    let sealed = read.get(from..from.saturating_add(place.length as usize)).unwrap_or_default();
    unpacker.unpack(sealed, place.uncompressed_length, piece.id.into_inner()).map(drop)
}

/// Where a piece ends in its pack.
fn end(piece: &IndexBlob) -> u64 {
    u64::from(piece.location.offset) + u64::from(piece.location.length)
}

impl Listed {
    fn of(pack: IndexPack) -> Listed {
        let size = pack.pack_size().into();
        let mut pieces = pack.blobs;
        pieces.sort_unstable_by_key(|piece| piece.location.offset);
        Listed { size, pieces }
    }

    /// Neighbours that are read at once; and, after the last of them, none: then the rest of the pack is read.
    fn stretches(&self) -> impl Iterator<Item = &[IndexBlob]> {
        let (mut left, mut ended) = (&self.pieces[..], false);
        iter::from_fn(move || {
            let first = left.first().map_or(0, |piece| u64::from(piece.location.offset));
            let fits = |piece: &&IndexBlob| end(piece) - first <= STRETCH;
            let count = left.iter().take_while(fits).count().max(1).min(left.len());
            let (stretch, rest) = left.split_at(count);
            let over = std::mem::replace(&mut ended, stretch.is_empty());
            left = rest;
            (!over).then_some(stretch)
        })
    }
}
