//! Where sealed copies are put, and what opens the door there.

use std::fmt;
use std::path::PathBuf;

use crate::DepositError;
use crate::storage::{Folder, Storage};

/// Where sealed copies are put. No password ever stands in it: it may be kept, shown and logged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A folder: on a disk, a stick, a mounted share.
    Folder(PathBuf),
}

/// A name and a secret for targets that ask for one: user and password, or the two halves of an S3 key.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// The user, or the id of the key.
    pub user: String,
    /// The password, or the secret of the key.
    pub secret: String,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Access({:?}, …)", self.user)
    }
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none, or when a password stands in it.
    pub fn parse(text: &str) -> Result<Target, DepositError> {
        let wrong = |why: &str| DepositError::Target { found: text.to_owned(), why: why.to_owned() };
        match text.split_once(':') {
            _ if text.is_empty() => Err(wrong("it is empty")),
            Some((word, _))
                if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) =>
            {
                Err(wrong(&format!("{word:?} is not known")))
            }
            _ => Ok(Target::Folder(PathBuf::from(text))),
        }
    }

    /// The storage behind the address.
    pub(crate) fn storage(&self, _access: Option<&Access>) -> Result<Box<dyn Storage>, DepositError> {
        match self {
            Target::Folder(path) => Ok(Box::new(Folder::new(path.clone()))),
        }
    }
}

/// As [`Target::parse`] reads it.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Folder(path) => path.display().fmt(f),
        }
    }
}
