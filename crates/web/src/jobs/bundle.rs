//! Bundles: made for a peer, into a folder of this computer or to be downloaded; and taken.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_register::sealed::Tell;
use daftar_register::view::Audience;
use daftar_register::{Bundled, Bundling, Identities, PartTaken, Register, TakenFile};
use serde::Serialize;

use super::Ended;
use crate::error::Trouble;
use crate::incoming::Incoming;
use crate::registers::Registers;
use crate::upload::Received;

/// What a bundle is to be.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// The peer.
    pub(crate) peer: String,
    /// The most bytes of a part.
    pub(crate) part: Option<u64>,
    /// Whether it is encrypted to the peer's device.
    pub(crate) sealed: bool,
    /// The folder that it is written to; none to download it.
    pub(crate) folder: Option<PathBuf>,
}

/// A bundle that was made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Parcel {
    pub(crate) entries: u64,
    pub(crate) withheld: u64,
    /// Its files, by name and length.
    pub(crate) files: Vec<(String, u64)>,
    /// The folder that they lie in; none when they are to be downloaded.
    pub(crate) folder: Option<PathBuf>,
    #[serde(skip)]
    paths: Vec<PathBuf>,
    /// Where they lie until the next piece of work begins.
    #[serde(skip)]
    _held: Option<Arc<Incoming>>,
}

impl Parcel {
    fn of(bundled: Bundled, folder: Option<PathBuf>, held: Option<Incoming>) -> Parcel {
        let facts = |path: &PathBuf| (name(path), path.metadata().map_or(0, |facts| facts.len()));
        Parcel {
            entries: bundled.made.entries,
            withheld: bundled.made.withheld,
            files: bundled.parts.iter().map(facts).collect(),
            folder,
            paths: bundled.parts,
            _held: held.map(Arc::new),
        }
    }

    /// A file that waits to be downloaded.
    pub(crate) fn file(&self, number: usize) -> Option<&Path> {
        self.paths.get(number).filter(|_| self.folder.is_none()).map(PathBuf::as_path)
    }
}

/// What came of a file that was taken.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TakenRow {
    pub(crate) name: String,
    pub(crate) part: Option<PartTaken>,
    pub(crate) new_entries: u64,
    pub(crate) files: u64,
    /// Entries and source files that wait for what goes before them.
    pub(crate) waiting: usize,
    /// What was not taken, and why.
    pub(crate) refused: Vec<String>,
    /// Whether everything in it is here now.
    pub(crate) whole: bool,
}

impl TakenRow {
    fn of(one: TakenFile) -> TakenRow {
        let refused = one.taken.refused.iter().map(|refusal| match refusal.member.contains('/') {
            true => refusal.why.clone(),
            false => format!("{}: {}", refusal.member, refusal.why),
        });
        TakenRow {
            name: name(&one.file),
            new_entries: one.taken.new_entries,
            files: one.taken.files,
            waiting: one.taken.waiting.len() + one.taken.waiting_files.len(),
            refused: refused.chain(one.taken.broken_off.clone()).collect(),
            whole: one.taken.whole,
            part: one.part,
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Makes a bundle for a peer.
pub(crate) async fn make(registers: Registers, wish: Wish, tell: Tell) -> Result<Ended, Trouble> {
    let held = match wish.folder {
        Some(_) => None,
        None => Some(registers.incoming().map_err(|error| Trouble::Inside(error.to_string()))?),
    };
    let stem = registers.folder().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let into = wish.folder.clone().or(held.as_ref().map(|held| held.path().to_owned())).unwrap_or_default();
    let bundle = move |register: &mut Register| -> Result<Parcel, Trouble> {
        let to = register.addressee(&wish.peer).map_err(Trouble::elsewhere)?;
        let recipients = match (wish.sealed, &to.recipient) {
            (true, None) => return Err(Trouble::Wrong("fault-bundle-recipient")),
            (true, Some(recipient)) => vec![recipient.clone()],
            (false, _) => Vec::new(),
        };
        let kept_back = register.kept_back(&to.withhold, None)?;
        let day = register.time().as_str().get(..10).unwrap_or_default().to_owned();
        let file = into.join(crate::upload::bare_name(&format!("{stem}-{}-{day}", to.name)) + ".tar");
        let bundling = Bundling { to: Some(to), kept_back, part: wish.part, recipients, new_files: false };
        let bundled = register.make_bundle(&file, &bundling, &|done, of| tell.tell(done, of));
        Ok(Parcel::of(bundled.map_err(Trouble::elsewhere)?, wish.folder, held))
    };
    Ok(Ended::Bundled(Box::new(registers.alone_mut(bundle).await?)))
}

/// Takes bundles that came.
pub(crate) async fn take(registers: Registers, received: Received, tell: Tell) -> Result<Ended, Trouble> {
    let take = move |register: &mut Register| {
        let files = received.paths();
        let taken = register.take_bundles(&files, &Identities::default(), &|done, of| tell.tell(done, of));
        Ok(taken.map_err(Trouble::elsewhere)?.into_iter().map(TakenRow::of).collect())
    };
    Ok(Ended::Taken(registers.write(Audience::Keeper, take).await?))
}
