//! The one writer: a lock on the file `lock`, which the system lets go when the program ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::time::Duration;

use crate::error::{At, StoreError};
use crate::layout::Layout;

/// A reader that asks whether there is a writer holds the lock for an instant, and a served register is open for writing a
/// moment longer than it writes: a writer tries for two seconds.
const ATTEMPTS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// Held as long as the register is open for writing.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    pub(crate) fn take(layout: &Layout) -> Result<Lock, StoreError> {
        let path = layout.lock();
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path).at(&path)?;
        for _ in 0..ATTEMPTS {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(StoreError::io(&path, error)),
            }
        }
        Err(StoreError::Locked { path: layout.folder().to_owned() })
    }

    /// Whether somebody writes to the register now; asked without writing anything.
    pub(crate) fn is_held(layout: &Layout) -> bool {
        let Ok(file) = File::open(layout.lock()) else { return false };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}
