//! Makes small copies of pictures: one at a time, so that many visitors or one hostile picture never take the machine. Each is
//! made once and lies beside the index from then on; of restricted files nothing ever lies there.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use daftar_register::claim::FileId;
use daftar_register::media::{self, DeriveError, Picture, TELLING, tiles};
use daftar_register::store::{Derivative, Derived, StoreError, Trace};
use daftar_register::view::Audience;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Trouble;
use crate::visit::Site;

/// The longest side of a small picture, twice as long as it is shown: screens have finer dots than pages.
pub(crate) const LONGEST: u32 = 640;
/// So long a visitor waits for a turn.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether new files came.
const LOOK: Duration = Duration::from_secs(3);
/// So many files are remembered of which nothing can be made.
const REMEMBERED: usize = 10_000;

/// Whoever makes them.
#[derive(Clone)]
pub(crate) struct Maker(Arc<Inside>);

struct Inside {
    turn: Arc<Semaphore>,
    /// Of which nothing can be made.
    refused: Mutex<HashSet<FileId>>,
}

/// What came of asking for one.
pub(crate) enum Got {
    /// It is there.
    Made(File),
    /// None can be made of this file.
    Refused,
    /// Others are being made; later.
    Later,
}

/// Why one was not made.
#[derive(Debug, thiserror::Error)]
enum MakeError {
    #[error(transparent)]
    Derive(#[from] DeriveError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the making of it broke down")]
    Broke,
}

impl Default for Maker {
    fn default() -> Maker {
        Maker(Arc::new(Inside { turn: Arc::new(Semaphore::new(1)), refused: Mutex::default() }))
    }
}

impl Maker {
    /// What is made of a source file that lies open, once it is there.
    pub(crate) async fn made(&self, derived: Derived, file: FileId, what: Derivative) -> Got {
        if self.is_refused(file) {
            return Got::Refused;
        }
        let Some(turn) = self.turn().await else { return Got::Later };
        let maker = self.clone();
        let made = tokio::task::spawn_blocking(move || {
            let made = make(&derived, file, what);
            drop(turn);
            made
        });
        match made.await.unwrap_or(Err(MakeError::Broke)) {
            Ok(Some(made)) => Got::Made(made),
            Ok(None) => Got::Refused,
            Err(error) => {
                maker.refuse(file, &error);
                Got::Refused
            }
        }
    }

    /// Of which of these files nothing can be made. Once others are being made for long, the rest is taken to be sound.
    pub(crate) async fn unopened(&self, derived: &Derived, files: impl Iterator<Item = FileId>) -> HashSet<FileId> {
        let mut unopened = HashSet::new();
        for file in files {
            if let Ok(Some(_)) = derived.open(&file, Derivative::Small) {
                continue;
            }
            match self.made(derived.clone(), file, Derivative::Small).await {
                Got::Refused => drop(unopened.insert(file)),
                Got::Made(_) => {}
                Got::Later => break,
            }
        }
        unopened
    }

    /// A small copy that lies nowhere but in memory: of a file that is restricted.
    pub(crate) async fn in_memory(&self, picture: Picture, mut content: Box<dyn Read + Send>) -> Option<Vec<u8>> {
        let turn = self.turn().await?;
        let made = tokio::task::spawn_blocking(move || {
            let small = media::thumbnail(picture, &mut content, LONGEST);
            drop(turn);
            small
        });
        Some(made.await.ok()?.ok()?.jpeg)
    }

    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        tokio::time::timeout(PATIENCE, Arc::clone(&self.0.turn).acquire_owned()).await.ok()?.ok()
    }

    fn is_refused(&self, file: FileId) -> bool {
        self.0.refused.lock().unwrap_or_else(PoisonError::into_inner).contains(&file)
    }

    /// It is told once to whoever started the program, by the name of the file, which says nothing of what is in it.
    fn refuse(&self, file: FileId, why: &MakeError) {
        let mut refused = self.0.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.len() < REMEMBERED && refused.insert(file) {
            eprintln!("daftar: {file}: {why}");
        }
    }
}

/// Makes it unless it is there. None where the file is no picture, or not here any more.
fn make(derived: &Derived, file: FileId, what: Derivative) -> Result<Option<File>, MakeError> {
    if let Some(made) = derived.open(&file, what)? {
        return Ok(Some(made));
    }
    let Some(mut original) = derived.original(&file)? else { return Ok(None) };
    let mut first = Vec::new();
    original.by_ref().take(TELLING as u64).read_to_end(&mut first).map_err(unreadable)?;
    let Some(picture) = Picture::of(&first) else { return Ok(None) };
    let mut whole = std::io::Cursor::new(first).chain(original);
    derived.make(&file, what, |to| match what {
        Derivative::Small => {
            let small = media::thumbnail(picture, &mut whole, LONGEST)?;
            std::io::Write::write_all(to, &small.jpeg).map_err(unreadable)
        }
        Derivative::Tiles => Ok(tiles::cut(picture, &mut whole, to).map(drop)?),
    })?;
    Ok(derived.open(&file, what)?)
}

fn unreadable(error: std::io::Error) -> MakeError {
    MakeError::Derive(DeriveError::Made(error.to_string()))
}

/// Makes small pictures of what comes in, as long as the program runs; first it removes what serves no more.
pub(crate) async fn keep_up(site: Site) {
    let (mut seen, mut known) = (None, HashSet::new());
    loop {
        let now = Trace::of(site.0.registers.folder()).ok();
        if now.is_some()
            && now != seen
            && let Ok((derived, files)) = here(&site, seen.is_none()).await
        {
            seen = now;
            for file in files.into_iter().filter(|file| known.insert(*file)) {
                drop(site.0.maker.made(derived.clone(), file, Derivative::Small).await);
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The source files that are here.
async fn here(site: &Site, sweep: bool) -> Result<(Derived, Vec<FileId>), Trouble> {
    let turn = site.0.maker.turn().await;
    let look = move |register: &daftar_register::Register| {
        let derived = register.derived();
        if sweep && turn.is_some() {
            derived.sweep()?;
        }
        Ok((derived, register.source_files()?))
    };
    Ok(site.0.registers.read(Audience::Public, look).await?.0)
}
