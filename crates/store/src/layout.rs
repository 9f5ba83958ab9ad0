//! Where each file of a register lies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use daftar_claim::{FileId, Hash, Key};

/// The folder of a register.
#[derive(Clone, Debug)]
pub(crate) struct Layout(PathBuf);

/// The files of one segment, or of one kept branch of a forked log: they share a stem.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// The log's folder.
    pub(crate) folder: PathBuf,
    /// `000001`, or `fork-12-0123abcd`.
    pub(crate) stem: String,
}

impl Layout {
    pub(crate) fn new(folder: &Path) -> Layout {
        Layout(folder.to_owned())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    pub(crate) fn settings(&self) -> PathBuf {
        self.0.join("register.json")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.0.join("lock")
    }

    pub(crate) fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    pub(crate) fn log(&self, key: Key) -> PathBuf {
        self.logs().join(key.0.to_string())
    }

    pub(crate) fn evidence(&self) -> PathBuf {
        self.0.join("evidence")
    }

    pub(crate) fn file(&self, id: &FileId) -> PathBuf {
        let name = id.0.to_string();
        self.evidence().join(&name[..2]).join(name)
    }

    pub(crate) fn profiles(&self) -> PathBuf {
        self.0.join("profiles")
    }

    pub(crate) fn profile(&self, id: &FileId) -> PathBuf {
        self.profiles().join(format!("{}.toml", id.0))
    }

    pub(crate) fn profile_set(&self, set: &Hash) -> PathBuf {
        self.profiles().join(format!("{set}.json"))
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    /// What was made from source files so that they are shown sooner.
    pub(crate) fn pictures(&self) -> PathBuf {
        self.0.join("pictures")
    }

    /// Where a new index is made, and where the old one lies for the moment in which they change places.
    pub(crate) fn index_asides(&self) -> [PathBuf; 2] {
        [self.0.join("index.new"), self.0.join("index.old")]
    }

    /// The folders that every register has; `drafts` is the business of others.
    pub(crate) fn folders(&self) -> [PathBuf; 5] {
        [self.logs(), self.evidence(), self.profiles(), self.0.join("drafts"), self.index()]
    }

    /// The logs that have a folder, sorted by key; what bears another name is no log.
    pub(crate) fn log_keys(&self) -> io::Result<Vec<Key>> {
        let names = names_in(&self.logs())?;
        Ok(names.iter().filter_map(|name| Hash::parse(name).ok().map(Key)).collect())
    }
}

impl Files {
    pub(crate) fn segment(folder: &Path, number: u32) -> Files {
        Files { folder: folder.to_owned(), stem: format!("{number:06}") }
    }

    fn named(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.stem))
    }

    pub(crate) fn headers(&self) -> PathBuf {
        self.named("headers.jsonl")
    }

    pub(crate) fn bodies(&self) -> PathBuf {
        self.named("bodies.jsonl")
    }

    pub(crate) fn packed(&self) -> PathBuf {
        self.named("bodies.jsonl.zst")
    }

    /// The segments of a log that have a headers file, in order.
    pub(crate) fn segments(folder: &Path) -> io::Result<Vec<(u32, Files)>> {
        let stems = stems(folder)?.into_iter();
        let numbered = stems.filter_map(|stem| (stem.len() == 6).then(|| stem.parse::<u32>().ok())?);
        Ok(numbered.map(|number| (number, Files::segment(folder, number))).collect())
    }

    /// The kept branches of a forked log.
    pub(crate) fn forks(folder: &Path) -> io::Result<Vec<Files>> {
        let stems = stems(folder)?.into_iter().filter(|stem| stem.starts_with("fork-"));
        Ok(stems.map(|stem| Files { folder: folder.to_owned(), stem }).collect())
    }
}

fn stems(folder: &Path) -> io::Result<Vec<String>> {
    let names = names_in(folder)?;
    Ok(names.iter().filter_map(|name| name.strip_suffix(".headers.jsonl").map(str::to_owned)).collect())
}

/// The notes of a log.
pub(crate) fn notes(log_folder: &Path) -> PathBuf {
    log_folder.join("notes.jsonl")
}

/// The name under which a file is written before it takes the place of `path`.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// The ending of files that are not finished: whatever bears it was never acknowledged.
pub(crate) const UNFINISHED: &str = ".unfinished";

/// The names in a folder, sorted; none where the folder is not there.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}
