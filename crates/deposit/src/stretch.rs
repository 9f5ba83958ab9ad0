//! Pieces of files, read from the target in stretches and written where they belong.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use rustic_core::Id;
use rustic_core::repofile::PackId;

use crate::packs::joined;
use crate::restore::{Written, write_at};
use crate::storage::{Kind, Part, is_damage};
use crate::unpack::Unpacker;
use crate::{Deposit, DepositError, Tell};

/// How much is read at once; one piece is read whole, however long.
const STRETCH: u32 = 4 << 20;
/// So many bytes that nobody asked for are read rather than asked around.
const HOLE: u32 = 64 << 10;
/// Threads that read and write: more than cores, for some of them wait.
const THREADS: usize = 4;

/// A piece of a file: where it lies in its pack, and where it belongs.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) offset: u32,
    pub(crate) length: u32,
    /// Its length when it is decompressed, if it was compressed.
    pub(crate) unpacked: Option<NonZeroU32>,
    /// The hash of its bytes.
    pub(crate) id: Id,
    /// Its file, by place in the list of files.
    pub(crate) file: u32,
    /// Where it begins there.
    pub(crate) at: u64,
}

/// All pieces that are to be written.
#[derive(Default)]
pub(crate) struct Pieces {
    packs: Vec<PackId>,
    known: HashMap<PackId, u32>,
    /// With the place of their pack in `packs`.
    all: Vec<(u32, Piece)>,
}

/// A file that is not as it was: its place in the list of files, and why.
pub(crate) type Damage = BTreeMap<usize, String>;

impl Pieces {
    pub(crate) fn add(&mut self, pack: PackId, piece: Piece) {
        let next = self.packs.len() as u32;
        let place = *self.known.entry(pack).or_insert(next);
        if place == next {
            self.packs.push(pack);
        }
        self.all.push((place, piece));
    }

    /// Reads all pieces and writes them into their files. Returns the files in which something is missing.
    ///
    /// # Errors
    /// When the target does not answer, or a file cannot be written.
    pub(crate) fn write(
        &mut self,
        deposit: &Deposit,
        files: &[Written],
        folder: &Path,
        tell: &Tell,
    ) -> Result<Damage, DepositError> {
        self.known = HashMap::new();
        self.all.sort_unstable_by_key(|(pack, piece)| (*pack, piece.offset));
        let stretches = self.stretches();
        let total = self.all.iter().map(|(_, piece)| u64::from(piece.length)).sum();
        let work =
            Work { pieces: self, deposit, files, folder, next: 0.into(), stop: false.into(), damage: Mutex::default() };
        let done = AtomicU64::new(0);
        let worker = || -> Result<(), DepositError> {
            let mut unpacker = Unpacker::new(deposit)?;
            while let Some(stretch) = work.next(&stretches) {
                let bytes: u64 = self.all[stretch.clone()].iter().map(|(_, piece)| u64::from(piece.length)).sum();
                work.write(&mut unpacker, &self.all[stretch])
                    .inspect_err(|_| work.stop.store(true, Ordering::Relaxed))?;
                tell.tell(done.fetch_add(bytes, Ordering::Relaxed) + bytes, total);
            }
            Ok(())
        };
        let results: Vec<_> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..THREADS).map(|_| scope.spawn(worker)).collect();
            workers.into_iter().map(joined).collect()
        });
        results.into_iter().collect::<Result<(), _>>()?;
        Ok(work.damage.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Neighbours that are read at once.
    fn stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for (place, (pack, piece)) in self.all.iter().enumerate() {
            let joins = stretches.last().is_some_and(|stretch| {
                let ((first_pack, first), (_, last)) = (&self.all[stretch.start], &self.all[stretch.end - 1]);
                let end = piece.offset.saturating_add(piece.length);
                first_pack == pack
                    && piece.offset <= last.offset.saturating_add(last.length).saturating_add(HOLE)
                    && (end - first.offset <= STRETCH || piece.offset == last.offset)
            });
            match stretches.last_mut().filter(|_| joins) {
                Some(stretch) => stretch.end = place + 1,
                None => stretches.push(place..place + 1),
            }
        }
        stretches
    }
}

/// What the threads share.
struct Work<'a> {
    pieces: &'a Pieces,
    deposit: &'a Deposit,
    files: &'a [Written],
    folder: &'a Path,
    next: AtomicUsize,
    stop: AtomicBool,
    damage: Mutex<Damage>,
}

impl Work<'_> {
    fn next(&self, stretches: &[Range<usize>]) -> Option<Range<usize>> {
        let stopped = self.stop.load(Ordering::Relaxed);
        stretches.get(self.next.fetch_add(1, Ordering::Relaxed)).filter(|_| !stopped).cloned()
    }

    fn write(&self, unpacker: &mut Unpacker, stretch: &[(u32, Piece)]) -> Result<(), DepositError> {
        let Some(((pack, first), (_, last))) = stretch.first().zip(stretch.last()) else { return Ok(()) };
        let name = self.pieces.packs[*pack as usize].to_hex();
        let name = name.as_str();
        let end =
            stretch.iter().map(|(_, piece)| piece.offset.saturating_add(piece.length)).max().unwrap_or(last.offset);
        let part = Part { offset: first.offset.into(), length: u64::from(end - first.offset) };
        let read = match self.deposit.storage().read(Kind::Pack, name, Some(part)) {
            Ok(read) => read,
            Err(error) if is_damage(&error) => {
                stretch.iter().for_each(|(_, piece)| self.damaged(piece, name, "it is missing or too short"));
                return Ok(());
            }
            Err(error) => return Err(DepositError::Storage { place: self.deposit.place(), error }),
        };
        self.write_pieces(unpacker, stretch, name, &read)
    }

    /// A piece that belongs into several places is unpacked once.
    fn write_pieces(
        &self,
        unpacker: &mut Unpacker,
        stretch: &[(u32, Piece)],
        pack: &str,
        read: &Bytes,
    ) -> Result<(), DepositError> {
        let start = stretch.first().map_or(0, |(_, piece)| piece.offset);
        for same in stretch.chunk_by(|(_, one), (_, other)| one.offset == other.offset) {
            let Some((_, piece)) = same.first() else { continue };
            let from = (piece.offset - start) as usize;
            let sealed = read.get(from..from + piece.length as usize).unwrap_or_default();
            match unpacker.unpack(sealed, piece.unpacked, piece.id) {
                Err(why) => same.iter().for_each(|(_, piece)| self.damaged(piece, pack, why)),
                Ok(bytes) => {
                    for (_, piece) in same {
                        let path = self.files[piece.file as usize].beside(self.folder);
                        write_at(&path, piece.at, &bytes).map_err(DepositError::file(&path))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn damaged(&self, piece: &Piece, pack: &str, why: &str) {
        let mut damage = self.damage.lock().unwrap_or_else(PoisonError::into_inner);
        damage.entry(piece.file as usize).or_insert_with(|| format!("data/{}/{pack}: {why}", &pack[..2]));
    }
}
