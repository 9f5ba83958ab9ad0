//! Making a register, and opening one.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use daftar_claim::{Entry, EntryId, Head, Key};

use crate::append::SEGMENT;
use crate::catalog::{self, Catalog};
use crate::disk::{Disk, RealDisk};
use crate::error::{At, StoreError};
use crate::index::Access;
use crate::layout::{Layout, names_in};
use crate::lock::Lock;
use crate::log::Log;
use crate::settings::Settings;
use crate::store::Store;
use crate::{evidence, profiles};

impl Store {
    /// Makes a register in a new or empty folder, with its founding entry and the profiles that this names.
    ///
    /// # Errors
    /// When the folder is not empty, the entry cannot found a register, or the files cannot be written.
    pub fn create(dir: &Path, lang: &str, founding: &Entry, profile_files: &[&str]) -> Result<Store, StoreError> {
        Store::create_on(Arc::new(RealDisk), dir, lang, founding, profile_files)
    }

    /// The same, on a file system of the caller's.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_on(
        disk: Arc<dyn Disk>,
        dir: &Path,
        lang: &str,
        founding: &Entry,
        profile_files: &[&str],
    ) -> Result<Store, StoreError> {
        let layout = Layout::new(dir);
        may_found(founding)?;
        make_folders(&*disk, &layout)?;
        let lock = Lock::take(&layout)?;
        let set = profiles::put(&*disk, &layout, profile_files)?;
        if set != founding.header.header.profiles {
            let why =
                format!("the entry names the profiles {}, the files given are {set}", founding.header.header.profiles);
            return Err(StoreError::refused(founding.header.header.entry, why));
        }
        let settings = Settings { register: founding.header.register(), lang: lang.to_owned() };
        let catalog = Catalog::open(&layout, Access::Write, &BTreeMap::new())?;
        let mut store = Store::assemble(layout, disk, Access::Write, settings, BTreeMap::new(), catalog, Some(lock));
        store.append(founding)?;
        // Last of all: until the settings are there, the folder is no register.
        store.settings.write(&*store.disk, &store.layout)?;
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        store.disk.sync_dir(parent).at(parent)?;
        Ok(store)
    }

    /// Opens a register. `acknowledged` is the last head that was returned to this device for its own log, kept outside
    /// the register: with it a torn write can be told from a lost entry.
    ///
    /// Opening for reading writes nothing. A damaged or shortened log does not stop opening: see [`Store::log_fault`].
    ///
    /// # Errors
    /// When the folder is no register, a newer program wrote it, another program writes to it, or files cannot be read.
    pub fn open(dir: &Path, access: Access, acknowledged: Option<Head>) -> Result<Store, StoreError> {
        Store::open_on(Arc::new(RealDisk), dir, access, acknowledged)
    }

    /// The same, on a file system of the caller's.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_on(
        disk: Arc<dyn Disk>,
        dir: &Path,
        access: Access,
        acknowledged: Option<Head>,
    ) -> Result<Store, StoreError> {
        let layout = Layout::new(dir);
        let settings = Settings::read(&layout)?;
        let lock = (access == Access::Write).then(|| Lock::take(&layout)).transpose()?;
        let mut logs = open_logs(&layout, acknowledged.as_ref(), None)?;
        if let Some(head) = acknowledged {
            let key = head.entry.log;
            logs.entry(key).or_insert_with(|| Log::lost(key, layout.log(key), head));
        }
        if access == Access::Write {
            evidence::remove_unfinished(&*disk, &layout)?;
            logs.values_mut().try_for_each(|log| log.mend(&*disk))?;
        }
        let catalog = Catalog::open(&layout, access, &logs)?;
        Ok(Store::assemble(layout, disk, access, settings, logs, catalog, lock))
    }

    /// Reads the logs again, of a register open for reading: what came since is there then. False when the index does not
    /// follow yet, as while somebody writes: then all is as it was.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn renew(&mut self, acknowledged: Option<Head>) -> Result<bool, StoreError> {
        let logs = open_logs(&self.layout, acknowledged.as_ref(), Some(&self.logs))?;
        let level = self.access == Access::Read && self.catalog.renew(&logs)?;
        if level {
            self.logs = logs;
        }
        Ok(level)
    }

    fn assemble(
        layout: Layout,
        disk: Arc<dyn Disk>,
        access: Access,
        settings: Settings,
        logs: BTreeMap<Key, Log>,
        catalog: Catalog,
        _lock: Option<Lock>,
    ) -> Store {
        let (erased, erased_files) = (HashSet::new(), HashSet::new());
        Store { layout, disk, access, settings, logs, erased, erased_files, catalog, segment_size: SEGMENT, _lock }
    }
}

/// Drops a register's index and makes it again from the files. `progress` is told how many entries are done, of how many.
///
/// # Errors
/// When another program writes to the register, or the files cannot be read or written.
pub fn rebuild(dir: &Path, progress: &dyn Fn(u64, u64)) -> Result<(), StoreError> {
    let layout = Layout::new(dir);
    Settings::read(&layout)?;
    let _lock = Lock::take(&layout)?;
    catalog::rebuild(&layout, &open_logs(&layout, None, None)?, progress)
}

/// All logs, as their files are.
pub(crate) fn logs(layout: &Layout) -> Result<BTreeMap<Key, Log>, StoreError> {
    open_logs(layout, None, None)
}

fn open_logs(
    layout: &Layout,
    acknowledged: Option<&Head>,
    before: Option<&BTreeMap<Key, Log>>,
) -> Result<BTreeMap<Key, Log>, StoreError> {
    let keys = layout.log_keys().at(&layout.logs())?;
    let known = |key: &Key| before.and_then(|logs| logs.get(key));
    keys.into_iter().map(|key| Ok((key, Log::open_again(key, layout.log(key), acknowledged, known(&key))?))).collect()
}

fn may_found(entry: &Entry) -> Result<(), StoreError> {
    let header = &entry.header.header;
    let first = header.entry.number == 1 && header.register.is_none();
    let refuse = || StoreError::refused(EntryId { ..header.entry }, "a register begins with entry 1, which names none");
    if first { Ok(()) } else { Err(refuse()) }
}

fn make_folders(disk: &dyn Disk, layout: &Layout) -> Result<(), StoreError> {
    let root = layout.folder();
    if !names_in(root).at(root)?.is_empty() {
        return Err(StoreError::NotEmpty { path: root.to_owned() });
    }
    disk.create_dir(root).at(root)?;
    for folder in layout.folders() {
        disk.create_dir(&folder).at(&folder)?;
    }
    disk.sync_dir(root).at(root)
}
