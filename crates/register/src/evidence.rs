//! Source files: kept as they are, or encrypted under a key of their own and named by the hash of the ciphertext.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use daftar_claim::{FileId, Secret, Value};
use daftar_store::Derived;

use crate::sealed_file::{FileKey, SealedFile, Sealing, is_sealed};
use crate::{Collected, Register, RegisterError};

impl Register {
    /// Keeps a file as a source file. A restricted one is encrypted; it is kept once, however often it comes.
    ///
    /// # Errors
    /// When the file cannot be read or nothing be written; for a restricted one, when the sealing keys are locked.
    pub fn keep_file(&mut self, path: &Path, restricted: bool) -> Result<FileId, RegisterError> {
        if !restricted {
            let kept = self.keep_files(&[path.to_owned()], &Collected::default())?;
            return kept.first().copied().ok_or_else(|| RegisterError::Ask(format!("{} was not kept", path.display())));
        }
        let mut file = File::open(path).map_err(RegisterError::io(path))?;
        self.need_keys()?;
        let mut sealing = self.sealing()?;
        io::copy(&mut file, &mut sealing).map_err(RegisterError::io(path))?;
        let sealed = sealing.finish().map_err(RegisterError::io(self.store.folder()))?;
        self.keep_sealed(sealed)
    }

    /// A new file to encrypt into; it has no name and vanishes unless it is kept.
    pub(crate) fn sealing(&self) -> Result<Sealing, RegisterError> {
        let folder = self.store.folder();
        tempfile::tempfile_in(folder).and_then(Sealing::into).map_err(RegisterError::io(folder))
    }

    /// Keeps an encrypted file: first its key, then the file, then, sealed, what it was made from. Returns the file that
    /// was kept before, if it was.
    pub(crate) fn keep_sealed(&mut self, sealed: SealedFile) -> Result<FileId, RegisterError> {
        self.need_keys()?;
        if let Some(known) = self.sealed_copy_of(sealed.plain) {
            return Ok(known);
        }
        let keyring = self.keyring.as_mut().ok_or(RegisterError::Locked)?;
        keyring.add_file(sealed.id, sealed.key);
        keyring.keep(&self.seat)?;
        self.store.put_file(sealed.file)?;
        let claim = self.ingestion(sealed.plain, sealed.id)?;
        self.record_secrets(&[Secret { claim, concerns: Vec::new() }])?;
        Ok(sealed.id)
    }

    /// The restricted file, here and to be opened, that was made from these bytes.
    fn sealed_copy_of(&self, plain: FileId) -> Option<FileId> {
        let made = self.opened_claims().filter_map(|claim| match &claim.value {
            Value::Custody(custody) if custody.before == Some(plain) => custody.after,
            _ => None,
        });
        let mut usable = made.filter(|file| self.store.has_file(file) && self.file_key(*file).is_some());
        usable.next()
    }

    /// The key of a restricted file, if it is at hand.
    pub(crate) fn file_key(&self, file: FileId) -> Option<&FileKey> {
        self.keyring.as_ref()?.file_key(file)
    }

    /// Whether a source file here is encrypted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_restricted_file(&self, file: FileId) -> Result<bool, RegisterError> {
        match self.store.file(&file)? {
            Some(open) => is_sealed(open).map_err(RegisterError::io(self.store.folder())),
            None => Ok(self.file_key(file).is_some()),
        }
    }

    /// What a source file says: a restricted one is decrypted on the way. None when it is not here, or is restricted and
    /// not open on this device.
    ///
    /// # Errors
    /// When it cannot be read, or was changed.
    pub fn open_file(&self, file: FileId) -> Result<Option<Box<dyn Read + Send>>, RegisterError> {
        // What lay open once may be restricted since: keepers who have its key read it under its old name.
        let here = self.store.has_file(&file);
        let file = if here { file } else { self.sealed_copy_of(file).unwrap_or(file) };
        let Some(open) = self.store.file(&file)? else { return Ok(None) };
        if !self.is_restricted_file(file)? {
            return Ok(Some(Box::new(open)));
        }
        let Some(key) = self.file_key(file) else { return Ok(None) };
        let opened = key.decrypt(open);
        let opened = opened.map_err(|error| RegisterError::Ask(format!("{file} does not open: {error}")))?;
        Ok(Some(Box::new(opened)))
    }

    /// Whether a source file is here.
    pub fn has_source_file(&self, file: FileId) -> bool {
        self.store.has_file(&file)
    }

    /// The source files that are here.
    ///
    /// # Errors
    /// When they cannot be listed.
    pub fn source_files(&self) -> Result<Vec<FileId>, RegisterError> {
        Ok(self.store.files()?)
    }

    /// What was made from source files that lie open here, so that they are shown sooner.
    pub fn derived(&self) -> Derived {
        self.store.derived()
    }

    /// How many bytes a source file has, where it lies open here; none for one that is encrypted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open_length(&self, file: FileId) -> Result<Option<u64>, RegisterError> {
        match self.store.file(&file)? {
            Some(open) if !self.is_restricted_file(file)? => {
                let meta = open.metadata().map_err(RegisterError::io(self.store.folder()))?;
                Ok(Some(meta.len()))
            }
            _ => Ok(None),
        }
    }

    /// Writes out what a source file says.
    ///
    /// # Errors
    /// When it is not here, is restricted and its key is locked or not on this device, or when writing fails.
    pub fn take_out(&self, file: FileId, to: &mut dyn Write) -> Result<u64, RegisterError> {
        let unknown = || RegisterError::Unknown { what: "source file", id: file.to_string(), see: "verify" };
        match self.open_file(file)? {
            Some(mut open) => io::copy(&mut open, to).map_err(RegisterError::io(self.store.folder())),
            None if !self.store.has_file(&file) => Err(unknown()),
            None if self.keyring.is_none() => Err(RegisterError::Locked),
            None => Err(RegisterError::Ask(format!("{file} is restricted, and its key is not on this device"))),
        }
    }
}
