//! Access to the register: several readers at once, one writer, all off the threads that serve the network.
//!
//! A reader is a register open for reading, with what counted when it was opened. It serves until the logs change; then it
//! is brought level with them. While the index lags behind a writer, readers go on with what they have: the index may hold
//! more than they know of, but what does not count yet is not shown. The writer stays open for a moment after it wrote: opening
//! and closing cost more than a write, the more the larger the register is. Then it is closed, so that other programs can
//! write. Readers for the public never hold a sealing key; those for a keeper are kept apart.

mod inside;
mod whole;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::body::Body;
use daftar_register::claim::{RegisterId, Timestamp};
use daftar_register::store::{Access, Trace};
use daftar_register::view::Audience;
use daftar_register::{Home, Passphrase, Register, Syncing};
use tokio::sync::Semaphore;

use crate::error::{ServeError, Trouble};
use crate::incoming::{self, Incoming};
use crate::pieces;
use inside::{Inside, Turn, Writer, close_idle_writer};

/// Readers beyond this many cores would only wait for each other.
const MOST_READERS: usize = 8;

/// The registers that are open, and how to open another.
#[derive(Clone)]
pub(crate) struct Registers(Arc<Inside>);

impl Registers {
    /// Opens the first reader, so that a folder that cannot be served is told at once. A folder that is not there yet, or
    /// empty, is served as well: its first page makes a register of it.
    pub(crate) fn open(folder: PathBuf, home: Home, now: fn() -> Timestamp) -> Result<Registers, ServeError> {
        if !is_founded(&folder) && !is_free(&folder) {
            return Err(ServeError::Missing(folder));
        }
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let registers = Registers(Arc::new(Inside {
            folder,
            home,
            now,
            public: Mutex::default(),
            keeper: Mutex::default(),
            passphrase: Mutex::default(),
            locks: AtomicU64::new(0),
            seats: Semaphore::new(cores.clamp(2, MOST_READERS)),
            writing: Arc::default(),
            writer: Mutex::default(),
            writes: AtomicU64::new(0),
            era: Mutex::default(),
            indexes: AtomicU64::new(0),
            counting: AtomicBool::new(false),
            gathering: AtomicBool::new(false),
        }));
        if registers.is_founded() {
            incoming::forget(&registers.0.folder);
            held(&registers.0.public).push(registers.0.reader()?);
        }
        Ok(registers)
    }

    /// Whether the register has been made.
    pub(crate) fn is_founded(&self) -> bool {
        is_founded(&self.0.folder)
    }

    /// Looks at the register as this audience may see it; told with what the logs looked like.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        audience: Audience,
        look: impl FnOnce(&Register) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<(T, Trace), Trouble> {
        let inside = Arc::clone(&self.0);
        let _seat = self.0.seats.acquire().await.map_err(|closed| Trouble::Inside(closed.to_string()))?;
        off_the_network(move || {
            let locks = inside.locks.load(Ordering::Acquire);
            let reader = inside.take(audience)?;
            let (answer, seen) = (look(&reader.register), reader.seen.clone());
            let mut idle = held(inside.idle(audience));
            if inside.may_keep(audience, locks) {
                idle.push(reader);
            }
            Ok((answer?, seen))
        })
        .await
    }

    /// Works long on a register of its own, as a keeper, while others read and write.
    pub(crate) async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Register) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        self.alone_mut(move |register| work(register)).await
    }

    /// The same, where what is in memory changes by it.
    pub(crate) async fn alone_mut<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Register) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let inside = Arc::clone(&self.0);
        off_the_network(move || {
            let mut register = inside.register(Access::Read)?;
            register.unlock(held(&inside.passphrase).clone())?;
            work(&mut register)
        })
        .await
    }

    /// Writes to the register. With the keys of a keeper, what is sealed can be written too.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        audience: Audience,
        change: impl FnOnce(&mut Register) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        let written = off_the_network(move || {
            let locks = inside.locks.load(Ordering::Acquire);
            let mut register = inside.open_for_writing(audience)?;
            // After an error it is closed: what it holds in memory may be ahead of its files.
            let changed = inside.in_an_era(&mut register, change)?;
            let mut writer = held(&inside.writer);
            if inside.may_keep(audience, locks) {
                *writer = Some(Writer { register, audience, since: Instant::now() });
            }
            Ok(changed)
        })
        .await;
        self.0.writes.fetch_add(1, Ordering::Release);
        let inside = Arc::downgrade(&self.0);
        std::thread::spawn(move || close_idle_writer(&inside));
        written
    }

    /// Tries a passphrase, and keeps it for the readers of keepers.
    pub(crate) async fn unlock(&self, passphrase: Option<Passphrase>) -> Result<(), Trouble> {
        let inside = Arc::clone(&self.0);
        off_the_network(move || {
            let mut reader = inside.reader()?;
            reader.register.unlock(passphrase.clone())?;
            *held(&inside.passphrase) = passphrase;
            let mut idle = held(&inside.keeper);
            // One for each session would be as many as there are keepers, for ever.
            if idle.is_empty() {
                idle.push(reader);
            }
            Ok(())
        })
        .await
    }

    /// Forgets the passphrase and everything that it opened.
    pub(crate) fn lock(&self) {
        self.0.locks.fetch_add(1, Ordering::AcqRel);
        *held(&self.0.passphrase) = None;
        held(&self.0.keeper).clear();
        let writer = held(&self.0.writer).take();
        // Closing takes its time, and nobody waits for it.
        std::thread::spawn(move || drop(writer));
    }

    /// The register as it is synced: in turn with others that write here.
    pub(crate) fn syncing(&self) -> Syncing {
        let inside = Arc::clone(&self.0);
        let turn = move || -> Box<dyn std::any::Any> {
            let guard = Arc::clone(&inside.writing).blocking_lock_owned();
            // What lingers would keep the files locked.
            drop(held(&inside.writer).take());
            Box::new(Turn { _guard: guard, inside: Arc::clone(&inside) })
        };
        let mut syncing = Syncing::of(&self.0.folder, &self.0.home, self.0.now);
        syncing.passphrase = held(&self.0.passphrase).clone();
        syncing.turn = Some(Arc::new(turn));
        syncing
    }

    /// A folder for files on their way into the register.
    pub(crate) fn incoming(&self) -> std::io::Result<Incoming> {
        Incoming::new(&self.0.folder)
    }

    /// Where a list waits to be imported.
    pub(crate) fn list(&self) -> PathBuf {
        incoming::list(&self.0.folder)
    }

    /// How often it was locked: what was opened before must not be shown after.
    pub(crate) fn locks(&self) -> u64 {
        self.0.locks.load(Ordering::Acquire)
    }

    /// How often this program wrote: as long as it is the same, only others can have changed anything.
    pub(crate) fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::Acquire)
    }

    /// The era of logs that look like this, if it is known.
    pub(crate) fn era(&self, logs: &Trace) -> Option<u64> {
        held(&self.0.era).of(logs)
    }

    /// The file that says that a phone is paired with a register.
    pub(crate) fn note_of_phone(&self, register: RegisterId) -> PathBuf {
        self.0.home.seat(register).phone()
    }

    /// The folder that is served.
    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// A body that `write` writes from a reader of its own, piece by piece.
    pub(crate) async fn written(
        &self,
        audience: Audience,
        write: impl FnOnce(&Register, &mut dyn std::io::Write) -> std::io::Result<()> + Send + 'static,
    ) -> Result<Body, Trouble> {
        let inside = Arc::clone(&self.0);
        let register = off_the_network(move || {
            let mut register = inside.register(Access::Read)?;
            if audience == Audience::Keeper {
                register.unlock(held(&inside.passphrase).clone())?;
            }
            Ok(register)
        })
        .await?;
        Ok(pieces::body(move |to| write(&register, to)))
    }
}

fn is_founded(folder: &Path) -> bool {
    folder.join("register.json").exists()
}

/// Whether a register can be made there.
fn is_free(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut names) => names.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// The list behind a lock; a thread that failed while holding it left it whole.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) async fn off_the_network<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|stopped| Err(Trouble::Inside(stopped.to_string())))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use daftar_register::{Founding, system_clock};

    use super::*;

    fn founded(folder: &Path) -> (PathBuf, Home) {
        let (place, home) = (folder.join("store.daftar"), Home::at(folder.join("keys")));
        let founding = Founding { place: "Sanabel".into(), keeper: "K".into(), lang: "en".into(), passphrase: None };
        Register::create(&place, &home, founding, system_clock).unwrap();
        (place, home)
    }

    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for one in std::fs::read_dir(from).unwrap() {
            let one = one.unwrap();
            let there = to.join(one.file_name());
            if one.path().is_dir() {
                copy(&one.path(), &there)
            } else {
                std::fs::copy(one.path(), there).unwrap();
            }
        }
    }

    async fn entries(registers: &Registers) -> u64 {
        let count = |register: &Register| Ok(register.logs().values().map(|log| log.len() as u64).sum());
        registers.read(Audience::Public, count).await.unwrap().0
    }

    #[tokio::test]
    async fn what_was_written_is_shown_though_the_index_cannot_be_read_yet() {
        let folder = tempfile::tempdir().unwrap();
        let (place, home) = founded(folder.path());
        let registers = Registers::open(place.clone(), home.clone(), system_clock).unwrap();
        let before = entries(&registers).await;
        // The logs are ahead of the index, and a writer holds the lock, as when the one that wrote is closing.
        let twin = folder.path().join("twin.daftar");
        copy(&place, &twin);
        let mut elsewhere = Register::open(&twin, &home, Access::Write, system_clock).unwrap();
        elsewhere.correct_time(1, 1, None).unwrap();
        drop(elsewhere);
        copy(&twin.join("logs"), &place.join("logs"));
        let lock = std::fs::File::open(place.join("lock")).unwrap();
        lock.lock().unwrap();
        assert_eq!(entries(&registers).await, before, "another program's writing may be shown a moment later");
        registers.0.writes.fetch_add(1, Ordering::Release);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            drop(lock);
        });
        assert_eq!(entries(&registers).await, before + 1);
    }

    #[tokio::test]
    async fn many_sessions_keep_no_more_readers_than_one() {
        let folder = tempfile::tempdir().unwrap();
        let (place, home) = founded(folder.path());
        let registers = Registers::open(place, home, system_clock).unwrap();
        for _ in 0..5 {
            registers.unlock(None).await.unwrap();
        }
        assert_eq!(held(&registers.0.keeper).len(), 1);
        registers.lock();
        assert_eq!(held(&registers.0.keeper).len(), 0);
    }
}
