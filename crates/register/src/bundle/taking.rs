//! Taking bundles: several files in their order, and what of them is still missing.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use daftar_claim::Key;
use daftar_copy::bundle::{FrontPage, front_page, take};
use daftar_copy::{Refusal, Taken};
use serde::Serialize;

use super::parts::{forget_parts, note_part};
use super::sealing::{Identities, open};
use crate::exchange::is_mere_receipt;
use crate::home::Device;
use crate::pieces::Pieces;
use crate::progress::Told;
use crate::{Progress, Register, RegisterError};

/// Which part was taken, and which are not yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartTaken {
    /// What the parts that belong together have in common.
    pub of: String,
    /// Its number.
    pub number: u32,
    /// How many there are.
    pub count: u32,
    /// Those that have not been taken as a whole, this one perhaps among them.
    pub missing: Vec<u32>,
}

/// A file that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakenFile {
    /// The file.
    pub file: PathBuf,
    /// Which part it is, if it is one.
    pub part: Option<PartTaken>,
    /// What came of it.
    #[serde(flatten)]
    pub taken: Taken,
}

impl Register {
    /// Takes one bundle that is not encrypted, or to this device.
    ///
    /// # Errors
    /// As [`Register::take_bundles`].
    pub fn take_bundle(&mut self, from: &Path) -> Result<Taken, RegisterError> {
        let mut taken = self.take_bundles(&[from.to_owned()], &Identities::default(), &|_, _| {})?;
        Ok(taken.pop().map(|one| one.taken).unwrap_or_default())
    }

    /// Takes bundles, parts that belong together in their order. What this register erased is refused; what the other erased
    /// is erased here, or waits.
    ///
    /// # Errors
    /// When no file is a bundle that opens: then nothing was taken; of several, one that is not is refused in the answer. When
    /// nothing can be written.
    pub fn take_bundles(
        &mut self,
        files: &[PathBuf],
        identities: &Identities,
        progress: Progress<'_>,
    ) -> Result<Vec<TakenFile>, RegisterError> {
        let (files, mut unread) = in_order(files, self.device.as_ref(), identities)?;
        unread.extend(self.receipted(|register| register.take_each(&files, identities, progress))?);
        Ok(unread)
    }

    /// Takes a bundle that comes through a pipe: it is read once, and never lies on the disk as a whole.
    ///
    /// # Errors
    /// As [`Register::take_bundles`].
    pub fn take_piped(
        &mut self,
        from: Box<dyn Read>,
        identities: &Identities,
        progress: Progress<'_>,
    ) -> Result<TakenFile, RegisterError> {
        let (page, from) = super::piped::open(from, self.device.as_ref(), identities)?;
        self.receipted(|register| register.take_one(Path::new("-"), &page, Told::new(from, 0, progress)))
    }

    /// Takes something, and says that it was taken if it was more than that somebody else took something.
    fn receipted<T>(
        &mut self,
        take: impl FnOnce(&mut Register) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let before: BTreeMap<Key, usize> = self.lengths();
        let taken = take(self);
        let news = self.logs().iter().any(|(log, headers)| {
            let known = before.get(log).copied().unwrap_or_default();
            headers.iter().skip(known).any(|header| !is_mere_receipt(&header.header))
        });
        let forks = self.forks_to_close()?;
        if news || !forks.is_empty() {
            self.append_unasked(forks)?;
        }
        taken
    }

    /// Takes files one after the other; erasures that one brings are heeded before the next.
    pub(super) fn take_each(
        &mut self,
        files: &[(PathBuf, FrontPage)],
        identities: &Identities,
        progress: Progress<'_>,
    ) -> Result<Vec<TakenFile>, RegisterError> {
        let length = |path: &Path| path.metadata().map_or(0, |facts| facts.len());
        let total: u64 = files.iter().map(|(path, _)| length(path)).sum();
        let (mut all, mut done) = (Vec::new(), 0);
        for (path, page) in files {
            let tell = |read: u64, _: u64| progress((done + read).min(total), total);
            let from = open(path, self.device.as_ref(), identities)?;
            all.push(self.take_one(path, page, Told::new(from, length(path), &tell))?);
            done += length(path);
        }
        Ok(all)
    }

    /// Takes what is read; erasures that it brings are heeded.
    fn take_one(&mut self, path: &Path, page: &FrontPage, from: impl Read) -> Result<TakenFile, RegisterError> {
        let mut pieces = Pieces::on(self.store.disk().clone(), self.store.folder());
        let taken = take(&mut self.store, &mut pieces, from);
        self.refresh()?;
        self.obey_erasures()?;
        let taken = taken?;
        if !taken.dropped_files.is_empty() {
            forget_parts(&pieces)?;
        }
        let part = page.part.map(|part| {
            let missing = note_part(&mut pieces, part, taken.whole)?;
            let (of, number, count) = (part.of.to_string(), part.number, part.count);
            Ok::<_, RegisterError>(PartTaken { of, number, count, missing })
        });
        Ok(TakenFile { file: path.to_owned(), part: part.transpose()?, taken })
    }

    fn lengths(&self) -> BTreeMap<Key, usize> {
        self.logs().iter().map(|(log, headers)| (*log, headers.len())).collect()
    }
}

/// Files with their first pages.
pub(super) type Paged = Vec<(PathBuf, FrontPage)>;

/// The files with their first pages: parts that belong together by their numbers, where the first of them is named. And
/// those that cannot be read.
pub(super) fn in_order(
    files: &[PathBuf],
    device: Option<&Device>,
    identities: &Identities,
) -> Result<(Paged, Vec<TakenFile>), RegisterError> {
    let (mut pages, mut unread, mut first) = (Vec::new(), Vec::new(), None);
    for path in files {
        match first_page(path, device, identities) {
            Ok(page) => pages.push((path.clone(), page)),
            Err(error) => {
                unread.push(refused(path, &error));
                first.get_or_insert(error);
            }
        }
    }
    if let Some(error) = first.filter(|_| pages.is_empty()) {
        return Err(error);
    }
    let of = |page: &FrontPage| page.part.map(|part| part.of);
    let place = |at: usize| match of(&pages[at].1) {
        Some(all) => pages.iter().position(|(_, page)| of(page) == Some(all)).unwrap_or(at),
        None => at,
    };
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_key(|at| (place(*at), pages[*at].1.part.map(|part| part.number)));
    Ok((order.into_iter().map(|at| pages[at].clone()).collect(), unread))
}

fn first_page(path: &Path, device: Option<&Device>, identities: &Identities) -> Result<FrontPage, RegisterError> {
    let page = front_page(open(path, device, identities)?);
    page.map_err(|error| RegisterError::Ask(format!("{}: {error}", path.display())))
}

fn refused(path: &Path, error: &RegisterError) -> TakenFile {
    let refusal = Refusal { member: path.display().to_string(), why: error.to_string() };
    TakenFile { file: path.to_owned(), part: None, taken: Taken { refused: vec![refusal], ..Taken::default() } }
}
