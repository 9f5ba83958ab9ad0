//! [`Deposit`]: the sealed copies at one target, open.

use std::sync::Arc;

use rustic_core::repofile::MasterKey;
use rustic_core::{
    ConfigOptions, Credentials, KeyOptions, OpenStatus, Repository, RepositoryBackends, RepositoryOptions, RusticError,
    RusticResult,
};

use crate::error::words;
use crate::shelf::Shelf;
use crate::storage::{Kind, Storage};
use crate::{Access, DepositError, Target, Tell, keys};

/// The sealed copies at one target, open.
pub struct Deposit {
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) key: MasterKey,
}

impl Deposit {
    /// Makes a place for sealed copies, which this password will open. Copies that lie there already and that it opens are
    /// gone on with.
    ///
    /// # Errors
    /// When the target does not answer, or holds what this password does not open.
    pub fn create(target: &Target, access: Option<&Access>, password: &str) -> Result<Deposit, DepositError> {
        let shelf = Arc::new(Shelf::new(target.storage(access)?));
        let failed = |error| DepositError::Storage { place: target.to_string(), error };
        if !shelf.storage().list(Kind::Config).map_err(failed)?.is_empty() {
            return Deposit::open(target, access, password).map_err(|error| match error {
                DepositError::Password(place) => DepositError::Others(place),
                other => other,
            });
        }
        shelf.storage().prepare().map_err(failed)?;
        // A key without settings: somebody was interrupted here.
        let known = keys::find(shelf.storage(), password)?;
        let key = known.map_or_else(|| keys::make(shelf.storage(), password), Ok)?;
        let deposit = Deposit { shelf, key };
        let repository = deposit.unopened(&Tell::nobody())?;
        deposit.done(repository.init(&deposit.credentials(), &KeyOptions::default(), &settings()))?;
        Ok(deposit)
    }

    /// Opens the sealed copies at a target.
    ///
    /// # Errors
    /// When there are none, the target does not answer, or the password does not open them.
    pub fn open(target: &Target, access: Option<&Access>, password: &str) -> Result<Deposit, DepositError> {
        let shelf = Arc::new(Shelf::new(target.storage(access)?));
        let listed = shelf.storage().list(Kind::Config);
        let listed = listed.map_err(|error| DepositError::Storage { place: target.to_string(), error })?;
        if listed.is_empty() {
            return Err(DepositError::Nothing(target.to_string()));
        }
        let key = keys::find(shelf.storage(), password)?;
        let key = key.ok_or_else(|| DepositError::Password(target.to_string()))?;
        Ok(Deposit { shelf, key })
    }

    /// The target, as it is called in messages.
    pub fn place(&self) -> String {
        self.storage().place()
    }

    /// Lets another password open the copies, too.
    ///
    /// # Errors
    /// When the target does not take it.
    pub fn let_in(&self, password: &str) -> Result<(), DepositError> {
        let opens = !keys::opened_by(self.storage(), password)?.is_empty();
        if opens { Ok(()) } else { keys::put(self.storage(), &self.key, password) }
    }

    /// Lets a password open the copies no more. Whoever knows it and has an old copy of the target can still open that one.
    ///
    /// # Errors
    /// When no other password would open them, or the target lets nothing go.
    pub fn shut_out(&self, password: &str) -> Result<(), DepositError> {
        let failed = |error| DepositError::Storage { place: self.place(), error };
        let opened = keys::opened_by(self.storage(), password)?;
        let all = self.storage().list(Kind::Key).map_err(failed)?.len();
        if opened.len() == all {
            return Err(DepositError::OnlyKey(self.place()));
        }
        opened.iter().try_for_each(|name| self.storage().remove(Kind::Key, name)).map_err(failed)
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        self.shelf.storage()
    }

    /// Whether the place is still there: of one that vanished, everything seems damaged.
    pub(crate) fn still_there(&self) -> Result<(), DepositError> {
        let failed = |error| DepositError::Storage { place: self.place(), error };
        match self.storage().list(Kind::Config).map_err(failed)?.is_empty() {
            true => Err(DepositError::Nothing(self.place())),
            false => Ok(()),
        }
    }

    fn credentials(&self) -> Credentials {
        Credentials::Masterkey(self.key.clone())
    }

    fn unopened(&self, tell: &Tell) -> Result<Repository<()>, DepositError> {
        // What is kept in a cache outlives an erasure: there is none.
        let options = RepositoryOptions::default().no_cache(true);
        let backends = RepositoryBackends::new(self.shelf.clone(), None);
        self.done(Repository::new_with_progress(&options, &backends, tell.clone()))
    }

    /// The repository, to work on.
    pub(crate) fn repository(&self, tell: &Tell) -> Result<Repository<OpenStatus>, DepositError> {
        let repository = self.unopened(tell)?;
        self.done(repository.open(&self.credentials()))
    }

    /// What came of work on the repository; a failure of the target in the target's words.
    pub(crate) fn done<T>(&self, done: RusticResult<T>) -> Result<T, DepositError> {
        done.map_err(|error| self.failure(&error))
    }

    pub(crate) fn failure(&self, error: &RusticError) -> DepositError {
        match self.shelf.take_failure() {
            Some(error) => DepositError::Storage { place: self.place(), error },
            None => DepositError::Repository { place: self.place(), why: words(error) },
        }
    }
}

/// Packs as large as restic's own: what is being written is held in memory, and what is cut off is sent again.
fn settings() -> ConfigOptions {
    let mut settings = ConfigOptions::default();
    settings.set_treepack_size = "4 MiB".parse().ok();
    settings.set_datapack_size = "16 MiB".parse().ok();
    (settings.set_treepack_growfactor, settings.set_datapack_growfactor) = (Some(0), Some(0));
    settings
}
