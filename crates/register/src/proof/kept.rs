//! Checkpoints that are kept in the register's folder, with requests for time stamps and the answers.

use std::fs;
use std::path::PathBuf;

use daftar_claim::Hash;
use daftar_claim::checkpoint::SignedCheckpoint;

use crate::home::write_private;
use crate::{Register, RegisterError};

/// Where they lie: `H.note`, H being the hash of the checkpoint's text; `H.tsq`, what is asked of authorities; `H.N.tsr`, their
/// answers.
const FOLDER: &str = "checkpoints";

pub(super) struct Kept(PathBuf);

impl Register {
    pub(super) fn kept_checkpoints(&self) -> Kept {
        Kept(self.store.folder().join(FOLDER))
    }
}

impl Kept {
    fn note(&self, hash: Hash) -> PathBuf {
        self.0.join(format!("{hash}.note"))
    }

    fn asked(&self, hash: Hash) -> PathBuf {
        self.0.join(format!("{hash}.tsq"))
    }

    /// The checkpoint of this hash, if it is kept.
    pub(super) fn get(&self, hash: Hash) -> Result<Option<SignedCheckpoint>, RegisterError> {
        let path = self.note(hash);
        let Some(bytes) = read(&path)? else { return Ok(None) };
        let note = String::from_utf8_lossy(&bytes);
        let signed = SignedCheckpoint::parse(&note).ok().filter(|signed| signed.checkpoint.hash() == hash);
        let why = "this checkpoint was changed; remove the file, and make or take it again".to_owned();
        signed.map(Some).ok_or(RegisterError::Keys { path, why })
    }

    /// Keeps a checkpoint, in the place of itself with fewer signatures.
    pub(super) fn keep(&self, signed: &SignedCheckpoint) -> Result<(), RegisterError> {
        write_private(&self.note(signed.checkpoint.hash()), signed.to_note().as_bytes())
    }

    /// All that are kept.
    pub(super) fn all(&self) -> Result<Vec<SignedCheckpoint>, RegisterError> {
        let hash = |name: &str| Hash::parse(name.strip_suffix(".note")?).ok();
        let hashes: Vec<Hash> = self.names()?.iter().filter_map(|name| hash(name)).collect();
        hashes.into_iter().filter_map(|hash| self.get(hash).transpose()).collect()
    }

    /// The answers of authorities about a checkpoint.
    pub(super) fn stamps(&self, hash: Hash) -> Result<Vec<Vec<u8>>, RegisterError> {
        let prefix = format!("{hash}.");
        let names = self.names()?;
        let answers = names.iter().filter(|name| name.starts_with(&prefix) && name.ends_with(".tsr"));
        answers.filter_map(|name| read(&self.0.join(name)).transpose()).collect()
    }

    /// Keeps an answer.
    pub(super) fn keep_stamp(&self, hash: Hash, answer: &[u8]) -> Result<(), RegisterError> {
        let digits = &Hash::of(answer).to_string()[..8];
        write_private(&self.0.join(format!("{hash}.{digits}.tsr")), answer)
    }

    /// Keeps what is asked of authorities.
    pub(super) fn keep_asked(&self, hash: Hash, request: &[u8]) -> Result<(), RegisterError> {
        write_private(&self.asked(hash), request)
    }

    /// What is asked of authorities.
    pub(super) fn asked_of(&self, hash: Hash) -> Result<Option<Vec<u8>>, RegisterError> {
        read(&self.asked(hash))
    }

    fn names(&self) -> Result<Vec<String>, RegisterError> {
        let folder = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(RegisterError::io(&self.0))?,
        };
        let mut names: Vec<String> = folder.flatten().filter_map(|file| file.file_name().into_string().ok()).collect();
        names.sort_unstable();
        Ok(names)
    }
}

fn read(path: &std::path::Path) -> Result<Option<Vec<u8>>, RegisterError> {
    match fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        other => other.map(Some).map_err(RegisterError::io(path)),
    }
}
