//! What is kept back from somebody who gets a copy.

use std::collections::HashSet;

use daftar_claim::{ClaimId, EntityId, FileId};

use crate::keyring::Passphrase;
use crate::{Register, RegisterError};

/// What is kept back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptBack {
    /// Statements.
    pub claims: HashSet<ClaimId>,
    /// Source files.
    pub files: HashSet<FileId>,
}

impl Register {
    /// Everything at hand that speaks of these; and, as long as it cannot be read, all that is sealed.
    ///
    /// # Errors
    /// When the passphrase does not open the sealing keys, or the files cannot be read.
    pub fn kept_back(
        &mut self,
        entities: &[EntityId],
        passphrase: Option<&Passphrase>,
    ) -> Result<KeptBack, RegisterError> {
        let mut kept_back = KeptBack::default();
        if entities.is_empty() {
            return Ok(kept_back);
        }
        match self.is_locked() && passphrase.is_none() {
            true => kept_back.claims.extend(self.store.index().sealed()?.into_iter().map(|(claim, _)| claim)),
            false => drop(self.unlock(passphrase.cloned())?),
        }
        for entity in entities {
            let mentions = self.mentions_at_hand(*entity)?;
            kept_back.claims.extend(mentions.claims);
            kept_back.files.extend(mentions.files);
        }
        Ok(kept_back)
    }
}
