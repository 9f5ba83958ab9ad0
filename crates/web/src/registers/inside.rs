//! The readers and the writer that are open, and how they are kept level with the logs.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use daftar_register::claim::Timestamp;
use daftar_register::store::{Access, Trace, is_being_written};
use daftar_register::view::Audience;
use daftar_register::{Home, Passphrase, Register, RegisterError, Renewed};
use tokio::sync::Semaphore;

use super::held;
use crate::era::Era;
use crate::error::Trouble;

/// How long the writer stays open after it wrote; other programs that want to write wait longer than that.
const LINGERS: Duration = Duration::from_millis(400);
/// How often a reader is brought level while the index cannot be read, and how long is waited between.
const ATTEMPTS: usize = 50;
const PAUSE: Duration = Duration::from_millis(5);

pub(super) struct Inside {
    pub(super) folder: PathBuf,
    pub(super) home: Home,
    pub(super) now: fn() -> Timestamp,
    pub(super) public: Mutex<Vec<Reader>>,
    pub(super) keeper: Mutex<Vec<Reader>>,
    /// What opens the sealing keys, while some session is unlocked.
    pub(super) passphrase: Mutex<Option<Passphrase>>,
    /// How often it was locked: what was opened before must not serve after.
    pub(super) locks: AtomicU64,
    pub(super) seats: Semaphore,
    pub(super) writing: Arc<tokio::sync::Mutex<()>>,
    /// The writer, while it is open and nobody writes.
    pub(super) writer: Mutex<Option<Writer>>,
    /// How often this program wrote.
    pub(super) writes: AtomicU64,
    /// How the logs came to look as they do.
    pub(super) era: Mutex<Era>,
    /// How often it made the index anew.
    pub(super) indexes: AtomicU64,
    /// Whether the table of many cards is being brought level.
    pub(super) counting: AtomicBool,
    /// Whether what is counted of many things is being gathered.
    pub(super) gathering: AtomicBool,
}

/// A turn at writing that is not asked for by a page.
pub(super) struct Turn {
    pub(super) _guard: tokio::sync::OwnedMutexGuard<()>,
    pub(super) inside: Arc<Inside>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.inside.writes.fetch_add(1, Ordering::Release);
    }
}

/// The end of a change; one that failed, in whatever way, ends the era.
struct Ending<'i>(&'i Inside);

impl Ending<'_> {
    fn with(self, only_added: bool) {
        held(&self.0.era).end(Trace::of(&self.0.folder).ok(), only_added);
        std::mem::forget(self);
    }
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        held(&self.0.era).end(None, false);
    }
}

/// A register open for reading, and what its files looked like then.
pub(super) struct Reader {
    pub(super) register: Register,
    pub(super) seen: Trace,
    /// Which index it reads.
    pub(super) index: u64,
    /// How often this program had written when it was level: what was answered as written, it shows.
    pub(super) writes: u64,
}

/// A register open for writing, since when it is idle, and with whose keys.
pub(super) struct Writer {
    pub(super) register: Register,
    pub(super) audience: Audience,
    pub(super) since: Instant,
}

impl Inside {
    /// Whether what was opened when it had been locked so often may serve others: not with keys, if it was locked since.
    pub(super) fn may_keep(&self, audience: Audience, locks: u64) -> bool {
        audience == Audience::Public || self.locks.load(Ordering::Acquire) == locks
    }

    /// The writer that is open with these keys, else a new one.
    pub(super) fn open_for_writing(&self, audience: Audience) -> Result<Register, Trouble> {
        match held(&self.writer).take() {
            Some(writer) if writer.audience == audience => return Ok(writer.register),
            other => drop(other),
        }
        let mut register = self.register(Access::Write)?;
        if audience == Audience::Keeper {
            register.unlock(held(&self.passphrase).clone())?;
            register.withhold_sealed()?;
        }
        Ok(register)
    }

    /// Changes the register, and notes whether that only added to it.
    pub(super) fn in_an_era<T>(
        &self,
        register: &mut Register,
        change: impl FnOnce(&mut Register) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let before = register.heads();
        held(&self.era).begin(Trace::of(&self.folder)?);
        let ending = Ending(self);
        let changed = change(register)?;
        let only_added = register.only_adds_since(&before)?;
        ending.with(only_added);
        Ok(changed)
    }

    pub(super) fn idle(&self, audience: Audience) -> &Mutex<Vec<Reader>> {
        match audience {
            Audience::Public => &self.public,
            Audience::Keeper => &self.keeper,
        }
    }

    /// A reader that is idle, level with the logs; else a new one. While another program writes it may be one that is not;
    /// what this program has written, it always shows.
    pub(super) fn take(&self, audience: Audience) -> Result<Reader, Trouble> {
        let idle = held(self.idle(audience)).pop();
        let idle = idle.filter(|reader| reader.index == self.indexes.load(Ordering::Acquire));
        if let Some(reader) = idle.map(|reader| self.level(reader)).transpose()?.flatten() {
            return Ok(reader);
        }
        let mut reader = self.reader()?;
        if audience == Audience::Keeper {
            reader.register.unlock(held(&self.passphrase).clone())?;
        }
        Ok(reader)
    }

    /// Brings a reader level with the logs; none when it cannot be, and must not serve as it is.
    fn level(&self, mut reader: Reader) -> Result<Option<Reader>, Trouble> {
        for _ in 0..ATTEMPTS {
            let (writes, seen) = (self.writes.load(Ordering::Acquire), Trace::of(&self.folder)?);
            if reader.seen == seen {
                return Ok(Some(Reader { writes, ..reader }));
            }
            match reader.register.renew()? {
                Renewed::Level => return Ok(Some(Reader { seen, writes, ..reader })),
                Renewed::Forgotten => return Ok(None),
                Renewed::Behind if !is_being_written(&self.folder) => return Ok(None),
                Renewed::Behind if reader.writes == writes => return Ok(Some(reader)),
                // As when a writer that lingered is closing.
                Renewed::Behind => std::thread::sleep(PAUSE),
            }
        }
        Ok(None)
    }

    pub(super) fn reader(&self) -> Result<Reader, RegisterError> {
        let (writes, index) = (self.writes.load(Ordering::Acquire), self.indexes.load(Ordering::Acquire));
        let seen = Trace::of(&self.folder)?;
        Ok(Reader { register: self.register(Access::Read)?, seen, index, writes })
    }

    pub(super) fn register(&self, access: Access) -> Result<Register, RegisterError> {
        Register::open(&self.folder, &self.home, access, self.now)
    }
}

/// Closes the writer if nobody wrote for a while. It has its own thread: others wait for the writer, and must not do so on
/// the one that would end their waiting.
pub(super) fn close_idle_writer(inside: &Weak<Inside>) {
    std::thread::sleep(LINGERS);
    if let Some(inside) = inside.upgrade() {
        let _turn = inside.writing.blocking_lock();
        let idle = held(&inside.writer).take_if(|writer| writer.since.elapsed() >= LINGERS);
        if let Some(writer) = idle {
            // What cannot be kept is made by whoever asks.
            drop(writer.register.keep_table());
        }
    }
}
