//! Letting go of earlier copies.

use std::collections::BTreeSet;
use std::io;

use rustic_core::PruneOptions;
use serde::Serialize;

use crate::storage::Kind;
use crate::{Deposit, DepositError, Tell};

/// What came of letting go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Forgotten {
    /// How many copies were removed.
    pub copies: usize,
    /// How many bytes were freed at the target.
    pub freed: u64,
}

impl Deposit {
    /// Removes these copies, by their full ids, and everything at the target that no other copy needs: no byte of it
    /// stays. What the others hold is written anew where it lay among it.
    ///
    /// # Errors
    /// [`DepositError::KeepsAll`] when the target lets nothing be removed; when it does not answer.
    pub fn forget(&self, copies: &BTreeSet<String>, tell: &Tell) -> Result<Forgotten, DepositError> {
        self.nobody_else()?;
        let before = self.size()?;
        for (done, id) in copies.iter().enumerate() {
            let removed = self.storage().remove(Kind::Snapshot, id);
            removed.map_err(|error| self.refused(error, copies.len() - done))?;
        }
        self.prune(tell)?;
        Ok(Forgotten { copies: copies.len(), freed: before.saturating_sub(self.size()?) })
    }

    /// Removing would take from under others what they are about to name. restic says when it works there.
    fn nobody_else(&self) -> Result<(), DepositError> {
        let locks = self.storage().list(Kind::Lock);
        let locks = locks.map_err(|error| DepositError::Storage { place: self.place(), error })?;
        locks.first().map_or(Ok(()), |_| Err(DepositError::Busy(self.place())))
    }

    /// Removes what no copy needs.
    fn prune(&self, tell: &Tell) -> Result<(), DepositError> {
        let mut options = PruneOptions::default();
        options.instant_delete = true;
        (options.max_unused, options.max_repack) =
            (rustic_core::LimitOption::Percentage(0), rustic_core::LimitOption::Unlimited);
        let repository = self.repository(tell)?;
        let plan = self.done(repository.prune_plan(&options))?;
        let pruned = repository.prune(&options, plan);
        pruned.map_err(|error| match self.failure(&error) {
            DepositError::Storage { error, .. } => self.refused(error, 0),
            other => other,
        })
    }

    fn refused(&self, error: io::Error, remaining: usize) -> DepositError {
        match error.kind() {
            io::ErrorKind::PermissionDenied => DepositError::KeepsAll { place: self.place(), remaining },
            _ => DepositError::Storage { place: self.place(), error },
        }
    }

    fn size(&self) -> Result<u64, DepositError> {
        let packs = self.storage().list(Kind::Pack);
        let packs = packs.map_err(|error| DepositError::Storage { place: self.place(), error })?;
        Ok(packs.iter().map(|(_, size)| size).sum())
    }
}
