//! Access to the register: several readers at once, one writer, all off the threads that serve the network.
//!
//! A reader is a register open for reading, with what counted when it was opened. It serves until the logs change; then it
//! is brought level with them. While the index lags behind a writer, readers go on with what they have: the index may hold
//! more than they know of, but what does not count yet is not shown. The writer stays open for a moment after it wrote: opening
//! and closing cost more than a write, the more the larger the register is. Then it is closed, so that other programs can
//! write. Readers for the public never hold a sealing key; those for a keeper are kept apart.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use axum::body::Body;
use daftar_register::claim::{RecoverySeed, Timestamp};
use daftar_register::sealed::{self, Target, Tell};
use daftar_register::store::{Access, Trace, is_being_written, rebuild};
use daftar_register::view::Audience;
use daftar_register::{
    Again, Beginning, Founding, Home, Line, Passphrase, Peer, Register, RegisterError, Renewed, Repaired, Repairing,
    Scratch, Syncing,
};
use tokio::sync::Semaphore;

use crate::era::Era;
use crate::error::{ServeError, Trouble};
use crate::incoming::{self, Incoming};
use crate::pieces;
use crate::sync::line;

/// How long the writer stays open after it wrote; other programs that want to write wait longer than that.
const LINGERS: Duration = Duration::from_millis(400);
/// Readers beyond this many cores would only wait for each other.
const MOST_READERS: usize = 8;
/// How often a reader is brought level while the index cannot be read, and how long is waited between.
const ATTEMPTS: usize = 50;
const PAUSE: Duration = Duration::from_millis(5);

/// The registers that are open, and how to open another.
#[derive(Clone)]
pub(crate) struct Registers(Arc<Inside>);

struct Inside {
    folder: PathBuf,
    home: Home,
    now: fn() -> Timestamp,
    public: Mutex<Vec<Reader>>,
    keeper: Mutex<Vec<Reader>>,
    /// What opens the sealing keys, while some session is unlocked.
    passphrase: Mutex<Option<Passphrase>>,
    /// How often it was locked: what was opened before must not serve after.
    locks: AtomicU64,
    seats: Semaphore,
    writing: Arc<tokio::sync::Mutex<()>>,
    /// The writer, while it is open and nobody writes.
    writer: Mutex<Option<Writer>>,
    /// How often this program wrote.
    writes: AtomicU64,
    /// How the logs came to look as they do.
    era: Mutex<Era>,
    /// How often it made the index anew.
    indexes: AtomicU64,
    /// Whether the table of many cards is being brought level.
    counting: AtomicBool,
}

/// A turn at writing that is not asked for by a page.
struct Turn {
    _guard: tokio::sync::OwnedMutexGuard<()>,
    inside: Arc<Inside>,
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
struct Reader {
    register: Register,
    seen: Trace,
    /// Which index it reads.
    index: u64,
    /// How often this program had written when it was level: what was answered as written, it shows.
    writes: u64,
}

/// A register open for writing, since when it is idle, and with whose keys.
struct Writer {
    register: Register,
    audience: Audience,
    since: Instant,
}

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

    /// Makes the register. `told` records what else the first page asked.
    pub(crate) async fn found(
        &self,
        founding: Founding,
        told: impl FnOnce(&mut Register) -> Result<(), RegisterError> + Send + 'static,
    ) -> Result<(), Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            let passphrase = founding.passphrase.clone();
            let mut register = Register::found(&inside.folder, &inside.home, founding, inside.now)?;
            told(&mut register)?;
            *held(&inside.passphrase) = passphrase;
            Ok(())
        })
        .await
    }

    /// Makes the register again from a copy, by the recovery key.
    pub(crate) async fn begin_again(
        &self,
        from: Target,
        access: Option<sealed::Access>,
        key: RecoverySeed,
        passphrase: Option<Passphrase>,
    ) -> Result<Again, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            let (from, access, key, now) = (&from, access.as_ref(), &key, inside.now);
            let (folder, home) = (inside.folder.as_path(), &inside.home);
            let beginning = Beginning { from, access, key, passphrase: passphrase.clone(), folder, home, now };
            let (_, again) = Register::begin_again(&beginning, &Tell::nobody()).map_err(Trouble::elsewhere)?;
            *held(&inside.passphrase) = passphrase;
            Ok(again)
        })
        .await
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

    /// Mends the register from a copy or a peer of this name. Nobody writes meanwhile; whoever reads afterwards reads what is
    /// whole again.
    pub(crate) async fn mend(&self, from: Vec<String>, tell: Tell) -> Result<Repaired, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            let folder = inside.folder.as_path();
            let scratch = Scratch::within(folder.parent().unwrap_or(folder), folder).map_err(Trouble::elsewhere)?;
            let (home, now, dial) = (&inside.home, inside.now, &|peer: &Peer| call(peer));
            let repairing = Repairing { folder, home, now, from: &from, scratch: &scratch, dial, tell: &tell };
            let repaired = Register::repair(&repairing).map_err(Trouble::elsewhere);
            inside.indexes.fetch_add(1, Ordering::Release);
            held(&inside.public).clear();
            held(&inside.keeper).clear();
            repaired
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

    /// The folder that is served.
    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Makes the index anew. Others read meanwhile; whoever reads afterwards reads the new one.
    pub(crate) async fn rebuild(&self) -> Result<(), Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            rebuild(&inside.folder, &|_, _| {})?;
            drop(inside.register(Access::Write)?.keep_table());
            inside.indexes.fetch_add(1, Ordering::Release);
            held(&inside.public).clear();
            held(&inside.keeper).clear();
            Ok(())
        })
        .await
    }

    /// Everything in one file, with the name that `called` gives it by the day. It is noted as a copy once it is sent.
    pub(crate) async fn bundle(
        &self,
        called: impl FnOnce(&str) -> String + Send + 'static,
    ) -> Result<(String, Body), Trouble> {
        let inside = Arc::clone(&self.0);
        let reader = off_the_network(move || Ok(inside.reader()?)).await?;
        let now = reader.register.time();
        let name = called(now.as_str().get(..10).unwrap_or_default());
        let place = name.clone();
        let body =
            pieces::body(move |to| reader.register.send_bundle(&place, to).map(drop).map_err(std::io::Error::other));
        Ok((name, body))
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

    /// Brings the table of many cards level, where that was not done; else every reader would, again and again. Nothing hangs
    /// on it: what cannot be kept is made when it is asked for. One at a time does it; whoever comes meanwhile returns at once.
    pub(crate) fn keep_table(&self) {
        if self.0.counting.swap(true, Ordering::AcqRel) {
            return;
        }
        if self.is_founded() && !self.0.register(Access::Read).is_ok_and(|register| register.is_table_level()) {
            let _turn = self.0.writing.blocking_lock();
            if let Ok(register) = self.0.register(Access::Write) {
                drop(register.keep_table());
            }
        }
        self.0.counting.store(false, Ordering::Release);
    }

    /// Checks every file of the register.
    pub(crate) async fn verify(&self) -> Result<daftar_register::store::Report, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            Ok(Register::verify(&inside.folder, &inside.home, &|_, _| {})?)
        })
        .await
    }
}

impl Inside {
    /// Whether what was opened when it had been locked so often may serve others: not with keys, if it was locked since.
    fn may_keep(&self, audience: Audience, locks: u64) -> bool {
        audience == Audience::Public || self.locks.load(Ordering::Acquire) == locks
    }

    /// The writer that is open with these keys, else a new one.
    fn open_for_writing(&self, audience: Audience) -> Result<Register, Trouble> {
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
    fn in_an_era<T>(
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

    fn idle(&self, audience: Audience) -> &Mutex<Vec<Reader>> {
        match audience {
            Audience::Public => &self.public,
            Audience::Keeper => &self.keeper,
        }
    }

    /// A reader that is idle, level with the logs; else a new one. While another program writes it may be one that is not;
    /// what this program has written, it always shows.
    fn take(&self, audience: Audience) -> Result<Reader, Trouble> {
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

    fn reader(&self) -> Result<Reader, RegisterError> {
        let (writes, index) = (self.writes.load(Ordering::Acquire), self.indexes.load(Ordering::Acquire));
        let seen = Trace::of(&self.folder)?;
        Ok(Reader { register: self.register(Access::Read)?, seen, index, writes })
    }

    fn register(&self, access: Access) -> Result<Register, RegisterError> {
        Register::open(&self.folder, &self.home, access, self.now)
    }
}

/// A line to a peer, where nobody sits at a terminal.
fn call(peer: &Peer) -> Result<Line, String> {
    let line = line::open(peer.address.as_deref().unwrap_or_default(), None, line::Terminal::None);
    line.map_err(|error| error.to_string())
}

/// Closes the writer if nobody wrote for a while. It has its own thread: others wait for the writer, and must not do so on
/// the one that would end their waiting.
fn close_idle_writer(inside: &Weak<Inside>) {
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
    use daftar_register::system_clock;

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
