//! Keeps the index level with the files. Whatever happens to the index, the record is not concerned.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use daftar_claim::{Body, BodyState, Claim, ClaimId, EntryId, Key};

use crate::error::{At, StoreError};
use crate::index::{Access, Index, IndexError, SealState, check_seal};
use crate::layout::{Layout, names_in};
use crate::lock::Lock;
use crate::log::Log;
use crate::store::Positioned;

/// While much is added, the index commits after so many bodies.
const COMMIT: usize = 1_000_000;

/// A reader that meets a writer at work waits so often for the index to follow the logs, so long each time.
const ATTEMPTS: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// Told how much is done, of how much.
pub(crate) type Progress<'a> = &'a dyn Fn(u64, u64);

/// The index of an open register.
pub(crate) struct Catalog {
    /// There until the store is closed.
    index: Option<Index>,
    /// Whether it was made for one session, in memory.
    in_memory: bool,
    /// Why it is behind the files, if it is.
    fault: Option<String>,
    /// Bodies added and not committed.
    waiting: usize,
}

impl Catalog {
    /// Opens the index and brings it level with the logs. For reading, an index that is missing, broken or behind is
    /// made anew in memory, since nothing may be written.
    pub(crate) fn open(layout: &Layout, access: Access, logs: &BTreeMap<Key, Log>) -> Result<Catalog, StoreError> {
        match access {
            Access::Read => Catalog::read(layout, logs),
            Access::Write => Catalog::write(layout, logs, &|_, _| {}),
        }
    }

    fn over(index: Index) -> Catalog {
        Catalog { index: Some(index), in_memory: false, fault: None, waiting: 0 }
    }

    fn read(layout: &Layout, logs: &BTreeMap<Key, Log>) -> Result<Catalog, StoreError> {
        for _ in 0..ATTEMPTS {
            let written = Lock::is_held(layout);
            let usable = written || matches!(check_seal(&layout.index()), Ok(SealState::Good));
            let opened = usable.then(|| Index::open(&layout.index(), Access::Read)).and_then(Result::ok);
            // While it is written it may be ahead of the logs as they were read: what they do not hold does not count.
            let serves = |at: &_| is_level(at, logs) || (written && !is_behind(at, logs));
            if let Some(index) = opened.filter(|index| index.watermark().is_ok_and(|at| serves(&at))) {
                return Ok(Catalog::over(index));
            }
            if !written {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        let mut catalog = Catalog::over(Index::in_memory()?);
        catalog.in_memory = true;
        catalog.catch_up(logs, false, &|_, _| {})?;
        Ok(catalog)
    }

    /// Whether it follows the logs as they are now; one in memory is brought level.
    pub(crate) fn renew(&mut self, logs: &BTreeMap<Key, Log>) -> Result<bool, StoreError> {
        if self.in_memory {
            self.catch_up(logs, false, &|_, _| {})?;
        }
        self.index().forget_memory();
        Ok(self.index().watermark().is_ok_and(|at| !is_behind(&at, logs)))
    }

    /// Opens the index for writing; makes it anew where it is broken, of another layout, or ahead of the files.
    pub(crate) fn write(
        layout: &Layout,
        logs: &BTreeMap<Key, Log>,
        progress: Progress<'_>,
    ) -> Result<Catalog, StoreError> {
        let folder = layout.index();
        sweep(layout)?;
        let sealed = check_seal(&folder)?;
        let kept = match sealed {
            SealState::Broken { .. } => None,
            _ => Index::open(&folder, Access::Write).ok(),
        };
        let kept = kept.filter(|index| index.watermark().is_ok_and(|at| !is_ahead(&at, logs)));
        let mut catalog = match kept {
            Some(index) => Catalog::over(index),
            None => Catalog::over(anew(layout)?),
        };
        catalog.catch_up(logs, !matches!(sealed, SealState::Good), progress)?;
        Ok(catalog)
    }

    pub(crate) fn index(&self) -> &Index {
        // The index is taken out only by `close`, which takes the catalog with it.
        self.index.as_ref().unwrap_or_else(|| unreachable!("the store is closed"))
    }

    /// Whether the index was made for one session.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.in_memory
    }

    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Adds entries that the index lacks. `late` looks again at entries of which bodies may have arrived late.
    fn catch_up(&mut self, logs: &BTreeMap<Key, Log>, late: bool, progress: Progress<'_>) -> Result<(), StoreError> {
        let reached = self.index().watermark()?;
        let from = |log: &Log| reached.get(&log.key).copied().unwrap_or(0) + 1;
        let total = logs.values().map(|log| log.next_number().saturating_sub(from(log))).sum();
        let mut done = 0;
        for log in logs.values() {
            let noted = log.notes.iter().map(|note| note.number).filter(|number| late && *number < from(log));
            for number in noted.chain(from(log)..log.next_number()) {
                self.add_entry(log, number)?;
                done += 1;
                progress(done, total);
            }
        }
        self.commit()?;
        Ok(())
    }

    fn add_entry(&mut self, log: &Log, number: u64) -> Result<(), StoreError> {
        if log.held(number).is_none() {
            return Ok(());
        }
        let read = present(log.bodies(number, &HashSet::new(), &|| None)?);
        self.put(EntryId { log: log.key, number }, &read)?;
        if self.waiting > COMMIT { Ok(self.commit()?) } else { Ok(()) }
    }

    fn put(&mut self, id: EntryId, read: &[Positioned]) -> Result<(), IndexError> {
        let rows: Vec<_> = read.iter().map(|(position, id, body)| (*position, *id, open_claim(body))).collect();
        self.waiting += rows.len();
        self.index.as_mut().map_or(Ok(()), |index| index.add(id, &rows))
    }

    /// Adds entries that are durable. After a failure it takes nothing more: the next opening catches up.
    pub(crate) fn add(&mut self, entries: &[(EntryId, Vec<Positioned>)]) {
        for (id, read) in entries {
            if self.fault.is_none() {
                self.fault = self.put(*id, read).err().map(|error| error.to_string());
            }
        }
    }

    /// Commits what was added.
    pub(crate) fn settle(&mut self) {
        if self.fault.is_none() {
            self.fault = self.commit().err().map(|error| error.to_string());
        }
    }

    /// Commits what was added, if that is much.
    pub(crate) fn settle_much(&mut self) {
        if self.waiting > COMMIT {
            self.settle();
        }
    }

    fn commit(&mut self) -> Result<(), IndexError> {
        self.waiting = 0;
        self.index.as_mut().map_or(Ok(()), Index::commit)
    }

    /// Forgets claims, bytes included.
    pub(crate) fn forget(&mut self, claims: &[ClaimId]) -> Result<(), StoreError> {
        match self.index.as_mut() {
            Some(index) if !claims.is_empty() => Ok(index.forget(claims)?),
            _ => Ok(()),
        }
    }

    /// The ids of an entry's bodies as the index remembers them.
    pub(crate) fn ids(&self, id: EntryId) -> Option<Vec<ClaimId>> {
        ids_in(self.index(), id)
    }

    /// Seals the index, so that the next opening trusts it.
    pub(crate) fn close(&mut self) -> Result<(), StoreError> {
        let index = self.index.take();
        if self.fault.is_some() {
            return Ok(());
        }
        index.map_or(Ok(()), |index| Ok(index.close()?))
    }
}

impl Drop for Catalog {
    fn drop(&mut self) {
        // Without a seal the next opening looks closer; nothing is lost.
        if !std::thread::panicking() {
            let _ = self.close();
        }
    }
}

fn is_level(reached: &BTreeMap<Key, u64>, logs: &BTreeMap<Key, Log>) -> bool {
    !is_behind(reached, logs) && !is_ahead(reached, logs)
}

fn is_behind(reached: &BTreeMap<Key, u64>, logs: &BTreeMap<Key, Log>) -> bool {
    logs.values().any(|log| reached.get(&log.key).copied().unwrap_or(0) + 1 < log.next_number())
}

fn is_ahead(reached: &BTreeMap<Key, u64>, logs: &BTreeMap<Key, Log>) -> bool {
    reached.iter().any(|(key, number)| logs.get(key).map_or(0, |log| log.next_number() - 1) < *number)
}

fn open_claim(body: &Body) -> Option<&Claim> {
    match body {
        Body::Open(claim, _) => Some(claim),
        Body::Sealed(_) => None,
    }
}

/// The bodies that are here and can be read.
fn present(states: Vec<BodyState>) -> Vec<Positioned> {
    let body = |(position, state): (usize, BodyState)| match state {
        BodyState::Present(bytes) => Some((position as u32, Body::id_of(&bytes), Body::parse(&bytes).ok()?)),
        _ => None,
    };
    states.into_iter().enumerate().filter_map(body).collect()
}

/// An empty index in place of whatever was there.
fn anew(layout: &Layout) -> Result<Index, StoreError> {
    let folder = layout.index();
    for name in names_in(&folder).at(&folder)? {
        let path = folder.join(name);
        std::fs::remove_file(&path).at(&path)?;
    }
    Ok(Index::open(&folder, Access::Write)?)
}

/// The ids of all of an entry's bodies; none when the index does not hold each of them.
fn ids_in(index: &Index, id: EntryId) -> Option<Vec<ClaimId>> {
    let held = index.ids(id).ok()?;
    let all = held.iter().enumerate().all(|(n, (position, _))| n == *position as usize);
    all.then(|| held.into_iter().map(|(_, id)| id).collect())
}

/// The ids of an entry's bodies as the index in a folder remembers them.
pub(crate) fn remembered(folder: &std::path::Path, id: EntryId) -> Option<Vec<ClaimId>> {
    ids_in(&Index::open(folder, Access::Read).ok()?, id)
}

/// Makes the index again from the files, beside the old one, which is read until the new one takes its place.
pub(crate) fn rebuild(layout: &Layout, logs: &BTreeMap<Key, Log>, progress: Progress<'_>) -> Result<(), StoreError> {
    let (folder, [fresh, old]) = (layout.index(), layout.index_asides());
    sweep(layout)?;
    if !matches!(check_seal(&folder), Ok(SealState::Good | SealState::Missing)) {
        // What was changed is shown to nobody any more.
        remove_folder(&folder)?;
    }
    let mut catalog = Catalog::over(Index::open(&fresh, Access::Write)?);
    catalog.catch_up(logs, false, progress)?;
    catalog.close()?;
    if folder.exists() {
        std::fs::rename(&folder, &old).at(&folder)?;
    }
    std::fs::rename(&fresh, &folder).at(&fresh)?;
    sweep(layout)
}

/// Removes what a rebuilding leaves beside the index: what is erased tomorrow must not stand there.
fn sweep(layout: &Layout) -> Result<(), StoreError> {
    layout.index_asides().iter().try_for_each(|folder| remove_folder(folder))
}

fn remove_folder(folder: &std::path::Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(folder, error)),
        _ => Ok(()),
    }
}
