//! Suggestions: claims that a reader proposes, kept in `drafts/` until a person records or rejects them.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use daftar_claim::{Claim, Draft, DraftId, EntityId, FileId, TextId};

use crate::home::write_private;
use crate::write::Recorded;
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

impl Register {
    /// The suggestions that wait, document by document, in the order of the text.
    ///
    /// # Errors
    /// When a file of suggestions cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, RegisterError> {
        let mut drafts = Vec::new();
        for path in self.draft_files()? {
            let file = fs::File::open(&path).map_err(RegisterError::io(&path))?;
            for (number, line) in BufReader::new(file).lines().enumerate() {
                let line = line.map_err(RegisterError::io(&path))?;
                let draft = Draft::parse(&line).map_err(|error| RegisterError::Keys {
                    path: path.clone(),
                    why: format!("line {}: {error}; delete the file and read the document again", number + 1),
                })?;
                drafts.push(draft);
            }
        }
        Ok(drafts)
    }

    /// Records suggestions as said. Links between entities go along only when asked for.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_drafts(&mut self, which: &Which, links: bool) -> Result<Recorded, RegisterError> {
        let (chosen, rest) = self.choose(which, links)?;
        let claims: Vec<Claim> = chosen.into_iter().map(|draft| draft.claim).collect();
        let recorded = self.record(claims)?;
        self.keep_drafts(&rest)?;
        Ok(recorded)
    }

    /// Drops suggestions without recording them. Returns how many.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn reject_drafts(&mut self, which: &Which) -> Result<usize, RegisterError> {
        let (chosen, rest) = self.choose(which, true)?;
        self.keep_drafts(&rest)?;
        Ok(chosen.len())
    }

    fn choose(&self, which: &Which, links: bool) -> Result<(Vec<Draft>, Vec<Draft>), RegisterError> {
        let drafts = self.drafts()?;
        if let Which::These(ids) = which {
            let known = |id: &&DraftId| !drafts.iter().any(|draft| draft.id() == **id);
            if let Some(id) = ids.iter().find(known) {
                return Err(RegisterError::Unknown { what: "suggestion", id: id.to_string(), see: "drafts" });
            }
        }
        let wanted = |draft: &Draft| match which {
            Which::All => links || !draft.link,
            Which::Document(source) => draft.claim.source == *source && (links || !draft.link),
            Which::These(ids) => ids.contains(&draft.id()),
        };
        Ok(drafts.into_iter().partition(wanted))
    }

    /// Replaces all files of suggestions by these.
    fn keep_drafts(&self, drafts: &[Draft]) -> Result<(), RegisterError> {
        for path in self.draft_files()? {
            let kept = |draft: &&Draft| self.draft_path(draft.claim.source) == path;
            let lines: String = drafts.iter().filter(kept).map(|draft| draft.to_json() + "\n").collect();
            if lines.is_empty() {
                fs::remove_file(&path).map_err(RegisterError::io(&path))?;
            } else {
                write_private(&path, lines.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Opens the file of suggestions of a source, to be put in place when it is complete.
    pub(crate) fn new_drafts(&self, file: FileId) -> Result<NewDrafts, RegisterError> {
        let folder = self.store.folder().join("drafts");
        fs::create_dir_all(&folder).map_err(RegisterError::io(&folder))?;
        let path = folder.join(format!("{}.new", file.hash()));
        let out = fs::File::create(&path).map_err(RegisterError::io(&path))?;
        Ok(NewDrafts { path, out: BufWriter::new(out), count: 0 })
    }

    pub(crate) fn draft_path(&self, source: EntityId) -> PathBuf {
        self.store.folder().join("drafts").join(format!("{}.jsonl", source.hash()))
    }

    /// Drops the suggestions that were read from a document, and what an interrupted reading left of any.
    pub(crate) fn drop_drafts_of(&self, file: FileId) -> Result<(), RegisterError> {
        for path in self.draft_folder_files("new")? {
            fs::remove_file(&path).map_err(RegisterError::io(&path))?;
        }
        let source = daftar_claim::span_entity(file, "document", daftar_claim::Span { start: 0, end: 0 });
        let path = self.draft_path(source);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            other => other.map_err(RegisterError::io(&path)),
        }
    }

    fn draft_files(&self) -> Result<Vec<PathBuf>, RegisterError> {
        self.draft_folder_files("jsonl")
    }

    /// The files of the folder of suggestions that end so, sorted.
    fn draft_folder_files(&self, ending: &str) -> Result<Vec<PathBuf>, RegisterError> {
        let folder = self.store.folder().join("drafts");
        let files = match fs::read_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(RegisterError::io(&folder))?,
        };
        let paths = files.filter_map(Result::ok).map(|file| file.path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
        paths.sort();
        Ok(paths)
    }
}

/// A file of suggestions being written.
pub(crate) struct NewDrafts {
    path: PathBuf,
    out: BufWriter<fs::File>,
    pub(crate) count: usize,
}

impl NewDrafts {
    pub(crate) fn add(&mut self, draft: &Draft) -> Result<(), RegisterError> {
        self.count += 1;
        writeln!(self.out, "{}", draft.to_json()).map_err(RegisterError::io(&self.path))
    }

    /// Puts the file in place, whole.
    pub(crate) fn keep(self, at: &Path) -> Result<usize, RegisterError> {
        let file = self.out.into_inner().map_err(|error| RegisterError::io(&self.path)(error.into_error()))?;
        file.sync_all().map_err(RegisterError::io(&self.path))?;
        if self.count == 0 {
            fs::remove_file(&self.path).map_err(RegisterError::io(&self.path))?;
        } else {
            fs::rename(&self.path, at).map_err(RegisterError::io(&self.path))?;
        }
        Ok(self.count)
    }
}
