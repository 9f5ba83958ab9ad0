//! The packs, in which everything lies that copies hold: whether they are there, and what they say.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use rustic_core::Id;
use rustic_core::repofile::{IndexBlob, IndexFile, IndexId, IndexPack};

use crate::check::Finding;
use crate::storage::{Kind, is_damage};
use crate::unpack::Unpacker;
use crate::{Deposit, DepositError, Tell, keys};

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
            packs.extend(list.packs.into_iter().map(|pack| (pack.id.to_hex().as_str().to_owned(), listed(pack))));
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
            workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
        });
        let mut findings = Vec::new();
        for result in results {
            findings.extend(result?);
        }
        findings.sort_by(|one: &Finding, other| one.file.cmp(&other.file));
        Ok(findings)
    }

    fn read_pack(&self, unpacker: &mut Unpacker, name: &str, pack: &Listed) -> Result<Option<Finding>, DepositError> {
        let found = |why: &str| Ok(Some(Finding::damage(Kind::Pack.path(name), why)));
        let bytes = match self.storage().read(Kind::Pack, name, None) {
            // It was named when the lists were compared.
            Err(error) if is_damage(&error) => return Ok(None),
            other => other.map_err(|error| DepositError::Storage { place: self.place(), error })?,
        };
        if keys::name_of(&bytes) != name {
            return found("its bytes are not what its name says");
        }
        for piece in &pack.pieces {
            let (start, length) = (piece.location.offset as usize, piece.location.length as usize);
            let sealed = bytes.get(start..start.saturating_add(length)).unwrap_or_default();
            if let Err(why) = unpacker.unpack(sealed, piece.location.uncompressed_length, piece.id.into_inner()) {
                return found(&format!("of piece {}: {why}", piece.id.to_hex().as_str()));
            }
        }
        Ok(None)
    }
}

fn listed(pack: IndexPack) -> Listed {
    Listed { size: pack.pack_size().into(), pieces: pack.blobs }
}
