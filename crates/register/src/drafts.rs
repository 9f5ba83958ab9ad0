//! Suggestions: claims that a reader proposes, kept in `drafts/` until a person records or rejects them. Those from a
//! restricted source file are encrypted to the file's own key.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use age::stream::StreamWriter;
use daftar_claim::{Claim, Draft, DraftId, EntityId, FileId, Hash, Locator, TextId};

use crate::restricted::Coming;
use crate::said::Said;
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError};

/// Which suggestions are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those of a document, by its source.
    Document(EntityId),
    /// These.
    These(Vec<DraftId>),
}

impl Which {
    fn means(&self, draft: &Draft, links: bool) -> bool {
        match self {
            Which::All => links || !draft.link,
            Which::Document(source) => draft.claim.source == *source && (links || !draft.link),
            Which::These(ids) => ids.contains(&draft.id()),
        }
    }
}

/// A file of suggestions, with the key that opens it if it is encrypted.
struct DraftFile {
    path: PathBuf,
    key: Option<FileKey>,
    drafts: Vec<Draft>,
    /// How many there were when it was read.
    before: usize,
}

/// Suggestions that were chosen, and the documents among their sources that are restricted.
#[derive(Default)]
struct Chosen {
    drafts: Vec<Draft>,
    restricted: BTreeSet<EntityId>,
}

impl DraftFile {
    /// Puts suggestions back into their places.
    fn take_back(&mut self, returned: Vec<Draft>) {
        let news: Vec<Draft> = returned.into_iter().filter(|draft| !self.drafts.contains(draft)).collect();
        self.drafts.extend(news);
        self.drafts.sort_by_key(Draft::place);
    }
}

impl Register {
    /// The suggestions that wait, document by document, in the order of the text; those from restricted source files as
    /// far as their keys are open.
    ///
    /// # Errors
    /// When a file of suggestions cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, RegisterError> {
        Ok(self.opened_drafts()?.into_iter().flat_map(|file| file.drafts).collect())
    }

    /// How many source files have suggestions that cannot be read without unlocking.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn locked_drafts(&self) -> Result<usize, RegisterError> {
        let paths = self.draft_paths()?;
        Ok(paths.iter().filter_map(|path| restricted_file(path)).filter(|file| self.file_key(*file).is_none()).count())
    }

    /// How many suggestions lie in files that were written after a moment, or in all.
    pub(crate) fn suggestions_since(&self, since: Option<std::time::SystemTime>) -> Result<u64, RegisterError> {
        let written = |file: &DraftFile| file.path.metadata().and_then(|found| found.modified()).ok();
        let newer = |file: &DraftFile| since.is_none_or(|since| written(file).is_none_or(|written| written >= since));
        Ok(self.opened_drafts()?.iter().filter(|file| newer(file)).map(|file| file.drafts.len() as u64).sum())
    }

    /// The suggestions of open documents alone.
    pub(crate) fn open_drafts(&self) -> Result<Vec<Draft>, RegisterError> {
        let open = self.opened_drafts()?.into_iter().filter(|file| file.key.is_none());
        Ok(open.flat_map(|file| file.drafts).collect())
    }

    /// Records suggestions as said. Links between entities go along only when asked for.
    ///
    /// # Errors
    /// When the sealing keys are needed and locked, or nothing could be written.
    pub fn record_drafts(&mut self, which: &Which, links: bool) -> Result<Said, RegisterError> {
        let (chosen, rest) = self.choose(which, links)?;
        let claims: Vec<Claim> = chosen.drafts.into_iter().map(|draft| draft.claim).collect();
        self.record_chosen(&claims, &chosen.restricted, &rest)
    }

    /// Records corrected claims in place of a suggestion: the one that it should have been, and those that it needs.
    ///
    /// # Errors
    /// When no such suggestion waits, the sealing keys are needed and locked, or nothing could be written.
    pub fn record_corrected(&mut self, draft: DraftId, claims: &[Claim]) -> Result<Said, RegisterError> {
        let (chosen, rest) = self.choose(&Which::These(vec![draft]), true)?;
        self.record_chosen(claims, &chosen.restricted, &rest)
    }

    /// Records claims whose suggestions are out of their files, and writes what is left of these.
    fn record_chosen(
        &mut self,
        claims: &[Claim],
        restricted: &BTreeSet<EntityId>,
        rest: &[DraftFile],
    ) -> Result<Said, RegisterError> {
        let waiting: Vec<(&Claim, Coming)> =
            rest.iter().flat_map(|file| &file.drafts).map(|draft| (&draft.claim, Coming::Waits)).collect();
        let said = self.record_beside(claims, &waiting, restricted)?;
        self.keep_drafts(rest)?;
        Ok(said)
    }

    /// Drops suggestions without recording them. Returns how many.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn reject_drafts(&mut self, which: &Which) -> Result<usize, RegisterError> {
        let (chosen, rest) = self.choose(which, true)?;
        self.keep_drafts(&rest)?;
        Ok(chosen.drafts.len())
    }

    /// Puts suggestions back that were recorded or rejected by mistake. Those that wait already stay as they are.
    ///
    /// # Errors
    /// When they come from a restricted source file whose key is locked, or the files cannot be written.
    pub fn return_drafts(&mut self, returned: Vec<Draft>) -> Result<(), RegisterError> {
        let mut files = self.opened_drafts()?;
        let mut by_source: BTreeMap<EntityId, Vec<Draft>> = BTreeMap::new();
        for draft in returned {
            by_source.entry(draft.claim.source).or_default().push(draft);
        }
        for (source, drafts) in by_source {
            let of_source = |file: &&mut DraftFile| file.drafts.iter().any(|draft| draft.claim.source == source);
            match files.iter_mut().find(of_source) {
                Some(file) => file.take_back(drafts),
                None => {
                    let mut file = self.empty_file(source, &drafts)?;
                    file.take_back(drafts);
                    files.push(file);
                }
            }
        }
        self.keep_drafts(&files)
    }

    /// The file of suggestions of a source of which none wait: encrypted, if the text that they were read from is.
    fn empty_file(&self, source: EntityId, drafts: &[Draft]) -> Result<DraftFile, RegisterError> {
        let text = |draft: &Draft| match &draft.claim.locator {
            Some(Locator::Text { text, .. }) => Some((*text, self.file_key(*text)?.clone())),
            _ => None,
        };
        let restricted = drafts.iter().find_map(text);
        if restricted.is_none() && self.restricted_sources().contains(&source) {
            return Err(RegisterError::Locked);
        }
        let path = match &restricted {
            Some((file, _)) => self.draft_folder().join(format!("{}.jsonl.age", file.hash())),
            None => self.draft_folder().join(format!("{}.jsonl", source.hash())),
        };
        Ok(DraftFile { path, key: restricted.map(|(_, key)| key), drafts: Vec::new(), before: 0 })
    }

    /// Takes the suggestions that are meant out of their files.
    fn choose(&self, which: &Which, links: bool) -> Result<(Chosen, Vec<DraftFile>), RegisterError> {
        let (mut files, mut chosen) = (self.opened_drafts()?, Chosen::default());
        for file in &mut files {
            let drafts = std::mem::take(&mut file.drafts).into_iter();
            let (meant, rest): (Vec<Draft>, Vec<Draft>) = drafts.partition(|draft| which.means(draft, links));
            file.drafts = rest;
            let restricted = meant.iter().filter(|_| file.key.is_some()).map(|draft| draft.claim.source);
            chosen.restricted.extend(restricted);
            chosen.drafts.extend(meant);
        }
        if let Which::These(ids) = which {
            let known: HashSet<DraftId> = chosen.drafts.iter().map(Draft::id).collect();
            if let Some(id) = ids.iter().find(|id| !known.contains(id)) {
                return Err(RegisterError::Unknown { what: "suggestion", id: id.to_string(), see: "drafts" });
            }
        }
        Ok((chosen, files))
    }

    fn opened_drafts(&self) -> Result<Vec<DraftFile>, RegisterError> {
        let mut files = Vec::new();
        for path in self.draft_paths()? {
            let key = restricted_file(&path).map(|file| self.file_key(file).cloned());
            // Without its key a file waits until it is unlocked.
            let key = match key {
                Some(None) => continue,
                Some(key) => key,
                None => None,
            };
            let drafts = read_drafts(&path, key.as_ref())?;
            let before = drafts.len();
            files.push(DraftFile { path, key, drafts, before });
        }
        Ok(files)
    }

    /// Writes what is left of the files of suggestions.
    fn keep_drafts(&self, files: &[DraftFile]) -> Result<(), RegisterError> {
        for file in files.iter().filter(|file| file.drafts.len() != file.before) {
            let mut new = NewDrafts::create(&file.path, file.key.as_ref())?;
            for draft in &file.drafts {
                new.add(draft)?;
            }
            new.keep()?;
        }
        Ok(())
    }

    /// The file of suggestions of a source, or, when it is restricted, of a source file and its key; to be put in place
    /// when it is complete.
    pub(crate) fn new_drafts(
        &self,
        source: EntityId,
        restricted: Option<(FileId, &FileKey)>,
    ) -> Result<NewDrafts, RegisterError> {
        let path = match restricted {
            Some((file, _)) => self.draft_folder().join(format!("{}.jsonl.age", file.hash())),
            None => self.draft_folder().join(format!("{}.jsonl", source.hash())),
        };
        NewDrafts::create(&path, restricted.map(|(_, key)| key))
    }

    fn draft_folder(&self) -> PathBuf {
        self.store.folder().join("drafts")
    }

    /// Drops the suggestions that were read from a document, and what an interrupted reading left of any.
    pub(crate) fn drop_drafts_of(&self, file: FileId) -> Result<(), RegisterError> {
        for path in self.draft_folder_files(|path| ends_in(path, "new"))? {
            fs::remove_file(&path).map_err(RegisterError::io(&path))?;
        }
        let source = daftar_claim::span_entity(file, "document", daftar_claim::Span { start: 0, end: 0 });
        for name in [format!("{}.jsonl", source.hash()), format!("{}.jsonl.age", file.hash())] {
            remove(&self.draft_folder().join(name))?;
        }
        Ok(())
    }

    fn draft_paths(&self) -> Result<Vec<PathBuf>, RegisterError> {
        self.draft_folder_files(|path| ends_in(path, "jsonl") || restricted_file(path).is_some())
    }

    /// The files of the folder of suggestions that are wanted, sorted.
    fn draft_folder_files(&self, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, RegisterError> {
        let folder = self.draft_folder();
        let files = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(RegisterError::io(&folder))?,
        };
        let paths = files.filter_map(Result::ok).map(|file| file.path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| wanted(path)).collect();
        paths.sort();
        Ok(paths)
    }
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|known| known == ending)
}

/// The restricted source file whose suggestions lie there.
fn restricted_file(path: &Path) -> Option<FileId> {
    let name = path.file_name()?.to_str()?;
    Hash::parse(name.strip_suffix(".jsonl.age")?).ok().map(FileId)
}

fn read_drafts(path: &Path, key: Option<&FileKey>) -> Result<Vec<Draft>, RegisterError> {
    let wrong = |why: String| RegisterError::Keys {
        path: path.to_owned(),
        why: format!("{why}; delete the file and read the document again"),
    };
    let file = File::open(path).map_err(RegisterError::io(path))?;
    let lines: Box<dyn Read> = match key {
        Some(key) => Box::new(key.decrypt(file).map_err(|error| wrong(error.to_string()))?),
        None => Box::new(file),
    };
    let mut drafts = Vec::new();
    for (number, line) in BufReader::new(lines).lines().enumerate() {
        let line = line.map_err(RegisterError::io(path))?;
        drafts.push(Draft::parse(&line).map_err(|error| wrong(format!("line {}: {error}", number + 1)))?);
    }
    Ok(drafts)
}

fn remove(path: &Path) -> Result<(), RegisterError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(RegisterError::io(path)),
    }
}

/// A file of suggestions being written.
pub(crate) struct NewDrafts {
    at: PathBuf,
    path: PathBuf,
    out: Out,
    pub(crate) count: usize,
}

/// Where suggestions are written to.
enum Out {
    Open(BufWriter<File>),
    Sealed(Box<BufWriter<StreamWriter<File>>>),
}

impl Out {
    fn finish(self) -> io::Result<File> {
        match self {
            Out::Open(out) => out.into_inner().map_err(io::IntoInnerError::into_error),
            Out::Sealed(out) => out.into_inner().map_err(io::IntoInnerError::into_error)?.finish(),
        }
    }
}

impl NewDrafts {
    fn create(at: &Path, key: Option<&FileKey>) -> Result<NewDrafts, RegisterError> {
        let path = at.with_extension("new");
        if let Some(folder) = at.parent() {
            fs::create_dir_all(folder).map_err(RegisterError::io(folder))?;
        }
        let file = File::create(&path).map_err(RegisterError::io(&path))?;
        let out = match key {
            Some(key) => Out::Sealed(Box::new(BufWriter::new(key.encrypt(file).map_err(RegisterError::io(&path))?))),
            None => Out::Open(BufWriter::new(file)),
        };
        Ok(NewDrafts { at: at.to_owned(), path, out, count: 0 })
    }

    pub(crate) fn add(&mut self, draft: &Draft) -> Result<(), RegisterError> {
        self.count += 1;
        let written = match &mut self.out {
            Out::Open(out) => writeln!(out, "{}", draft.to_json()),
            Out::Sealed(out) => writeln!(out, "{}", draft.to_json()),
        };
        written.map_err(RegisterError::io(&self.path))
    }

    /// Puts the file in place, whole; none where there is nothing in it.
    pub(crate) fn keep(self) -> Result<usize, RegisterError> {
        let file = self.out.finish().map_err(RegisterError::io(&self.path))?;
        file.sync_all().map_err(RegisterError::io(&self.path))?;
        if self.count == 0 {
            remove(&self.path)?;
            remove(&self.at)?;
        } else {
            fs::rename(&self.path, &self.at).map_err(RegisterError::io(&self.path))?;
        }
        Ok(self.count)
    }
}
