//! Bringing a copy back, whatever it is: a sealed copy at a place, a bundle, a folder.

use std::path::{Path, PathBuf};

use daftar_copy::bundle::front_page;
use daftar_deposit::{Sealed, Tell};
use daftar_store::Store;

use crate::bundle::{Identities, first_entry, open, parts_beside};
use crate::exchange::whole;
use crate::home::Device;
use crate::pieces::Pieces;
use crate::{Register, RegisterError};

/// What a copy is brought back from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The latest sealed copy at the place of this name.
    Deposit(String),
    /// A bundle.
    Bundle(PathBuf),
    /// A copy of the register's folder.
    Folder(PathBuf),
}

/// A copy that was brought back.
pub(crate) struct Brought {
    /// Where it lies.
    pub(crate) folder: PathBuf,
    /// Of a sealed copy, which.
    pub(crate) sealed: Option<Sealed>,
    /// What of it could not be read, and why.
    pub(crate) damaged: Vec<(String, String)>,
}

impl Register {
    /// What is meant by a name: a place of sealed copies, else a file or folder.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn origin(&self, name: &str) -> Result<Origin, RegisterError> {
        if self.deposits()?.places.contains_key(name) {
            return Ok(Origin::Deposit(name.to_owned()));
        }
        let path = PathBuf::from(name);
        match path.metadata() {
            Ok(found) if found.is_dir() => Ok(Origin::Folder(path)),
            Ok(_) => Ok(Origin::Bundle(path)),
            Err(_) => Err(RegisterError::Unknown { what: "copy", id: name.to_owned(), see: "deposit list" }),
        }
    }

    /// Brings a copy back to a new folder. The copy is of this register, or it is refused.
    pub(crate) fn bring_back(&self, origin: &Origin, to: &Path, tell: &Tell) -> Result<Brought, RegisterError> {
        let brought = match origin {
            Origin::Deposit(name) => {
                let restored = self.deposit(name)?.restore(None, to, tell)?;
                Brought { folder: to.to_owned(), sealed: Some(restored.copy), damaged: restored.damaged }
            }
            Origin::Bundle(file) => {
                let damaged = lay_out_bundle(file, self.device.as_ref(), to)?;
                Brought { folder: to.to_owned(), sealed: None, damaged }
            }
            Origin::Folder(folder) => Brought { folder: folder.clone(), sealed: None, damaged: Vec::new() },
        };
        match Store::register_of(&brought.folder) {
            Ok(register) if register != self.id() => {
                let words = "that is a copy of another notebook, and says nothing about this one".to_owned();
                Err(RegisterError::Ask(words))
            }
            _ => Ok(brought),
        }
    }
}

/// Lays out what a bundle holds as a register's folder; gives what of it was refused.
pub(crate) fn lay_out_bundle(
    bundle: &Path,
    device: Option<&Device>,
    to: &Path,
) -> Result<Vec<(String, String)>, RegisterError> {
    // A part stands for all of them that lie beside it.
    let parts = &parts_beside(bundle)[..];
    let identities = Identities::default();
    let founding = first_entry(parts, device, &identities)?;
    let profiles: Vec<&str> = founding.profiles.iter().map(String::as_str).collect();
    let mut store = Store::create(to, "en", &whole(founding.entry)?, &profiles)?;
    let mut damaged = missing(parts, device)?;
    for part in parts {
        let from = open(part, device, &identities)?;
        let taken = daftar_copy::bundle::take(&mut store, &mut Pieces::of(to), from)?;
        damaged.extend(taken.refused.into_iter().map(|refusal| (refusal.member, refusal.why)));
        let broken = taken.broken_off.map(|why| format!("it breaks off: {why}"));
        damaged.extend(broken.map(|why| (part.to_string_lossy().into_owned(), why)));
        let gaps = taken.waiting.into_iter();
        damaged.extend(gaps.map(|gap| (gap.log, format!("the entries before {} are missing", gap.first))));
        let files = taken.waiting_files.into_iter();
        damaged.extend(files.map(|file| (file, "a piece of it is missing".to_owned())));
    }
    store.close()?;
    Ok(damaged)
}

/// The parts of a bundle that are not among these.
fn missing(parts: &[PathBuf], device: Option<&Device>) -> Result<Vec<(String, String)>, RegisterError> {
    let mut here = Vec::new();
    for part in parts {
        here.extend(front_page(open(part, device, &Identities::default())?)?.part);
    }
    let Some(count) = here.iter().map(|part| part.count).max() else { return Ok(Vec::new()) };
    let lacking = (1..=count).filter(|number| here.iter().all(|part| part.number != *number));
    let place = || parts.first().map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(lacking.map(|number| (place(), format!("part {number} of {count} is not beside it"))).collect())
}
