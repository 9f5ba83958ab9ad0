//! A place of sealed copies as it is typed: where it is, and what opens the door there.

use daftar_register::sealed::{Access, Target};
use serde::Deserialize;

use crate::error::Trouble;

/// What is typed.
#[derive(Deserialize, Default)]
pub(crate) struct Door {
    #[serde(default)]
    pub(crate) target: String,
    #[serde(default)]
    pub(crate) user: String,
    #[serde(default)]
    secret: String,
}

impl Door {
    /// Where it is, and what opens it, if that is needed.
    pub(crate) fn read(&self) -> Result<(Target, Option<Access>), Trouble> {
        let target = Target::parse(self.target.trim()).map_err(|error| Trouble::Elsewhere(error.to_string()))?;
        let access = Access { user: self.user.trim().to_owned(), secret: self.secret.clone() };
        Ok((target, Some(access).filter(|access| *access != Access::default())))
    }
}
