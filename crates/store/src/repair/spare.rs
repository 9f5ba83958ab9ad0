//! Another place from which a register can be mended.

use std::fs::File;
use std::path::Path;

use daftar_claim::{BodyState, EntryId, FileId, SignedHeader};

use crate::Store;
use crate::error::StoreError;

/// A whole copy, or the parts of one that a peer gave. None of it is believed before it is checked.
pub trait Spare {
    /// The header of an entry.
    fn header(&self, id: EntryId) -> Option<SignedHeader>;

    /// The bodies of an entry.
    ///
    /// # Errors
    /// When its files cannot be read.
    fn bodies(&self, id: EntryId) -> Result<Vec<BodyState>, StoreError>;

    /// A source file.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn file(&self, id: &FileId) -> Result<Option<File>, StoreError>;

    /// The folder in which other files lie as they do in a register.
    fn folder(&self) -> &Path;

    /// Whether somebody else gave it: what is withheld there may have been here.
    fn is_of_a_peer(&self) -> bool {
        false
    }
}

impl Spare for Store {
    fn header(&self, id: EntryId) -> Option<SignedHeader> {
        Store::header(self, id).cloned()
    }

    fn bodies(&self, id: EntryId) -> Result<Vec<BodyState>, StoreError> {
        Store::bodies(self, id)
    }

    fn file(&self, id: &FileId) -> Result<Option<File>, StoreError> {
        Store::file(self, id)
    }

    fn folder(&self) -> &Path {
        Store::folder(self)
    }
}
