//! A register that takes part: read without a lock, written to only while something is written.

use daftar_claim::{Act, ClaimId, EntryId, FileId, Head, Ledger, LedgerEntry, LedgerError, RegisterId, SignedHeader};
use daftar_copy::bundle::Incoming as _;
use daftar_copy::sync::{DeviceCard, Heeded, Site};

use super::Syncing;
use super::peers::Peer;
use crate::kept_back::KeptBack;
use crate::pieces::Pieces;
use crate::register::Foretold;
use crate::{Register, RegisterError};

/// The register during one syncing.
pub(super) struct Live<'s> {
    syncing: &'s Syncing,
    reader: Register,
    kept_back: KeptBack,
    pieces: Pieces,
    foretold: Foretold,
    /// Whether anything came.
    came: bool,
}

impl<'s> Live<'s> {
    pub(super) fn open(syncing: &'s Syncing, peer: &Peer) -> Result<Live<'s>, RegisterError> {
        let mut reader = syncing.reader()?;
        let kept_back = reader.kept_back(&peer.withhold, syncing.passphrase.as_ref())?;
        let (pieces, foretold) = (Pieces::of(&syncing.folder), Foretold::default());
        let mut live = Live { syncing, reader, kept_back, pieces, foretold, came: false };
        live.forget_pieces()?;
        Ok(live)
    }

    /// How many statements are kept back from the peer.
    pub(super) fn keeps_back(&self) -> u64 {
        self.kept_back.claims.len() as u64
    }

    /// Writes, with the register open for as long as that takes.
    fn write<T>(&self, work: impl FnOnce(&mut Register) -> Result<T, RegisterError>) -> Result<T, LedgerError> {
        let _turn = self.syncing.turn.as_ref().map(|turn| turn());
        let write = || -> Result<T, RegisterError> {
            let mut register = self.syncing.writer()?;
            if !self.foretold.claims.is_empty() || !self.foretold.files.is_empty() {
                register.foretold = self.foretold.clone();
                register.refresh()?;
            }
            work(&mut register)
        };
        write().map_err(told)
    }

    /// The source files that the peer has once a syncing ended well.
    pub(super) fn files_there(&self) -> Result<Vec<FileId>, RegisterError> {
        let mut files = self.reader.store.files()?;
        files.retain(|file| !self.kept_back.files.contains(file) && !self.refuses_file(*file));
        Ok(files)
    }

    /// Of what was erased, no piece stays.
    fn forget_pieces(&mut self) -> Result<(), RegisterError> {
        for file in &self.reader.standing.erased_files {
            self.pieces.forget(*file)?;
        }
        Ok(())
    }
}

fn told(error: RegisterError) -> LedgerError {
    match error {
        RegisterError::Ledger(error) => error,
        other => LedgerError::Files(other.to_string()),
    }
}

impl Site for Live<'_> {
    fn register(&self) -> RegisterId {
        self.reader.id()
    }

    fn device(&self) -> Option<DeviceCard> {
        self.reader.device_card()
    }

    fn trusts(&self, other: RegisterId) -> bool {
        self.reader.standing.joins(other)
    }

    fn ledger(&self) -> &dyn Ledger {
        &self.reader.store
    }

    fn withholds(&self, claim: ClaimId) -> bool {
        self.kept_back.claims.contains(&claim)
    }

    fn withholds_file(&self, file: FileId) -> bool {
        self.kept_back.files.contains(&file)
    }

    fn heed(&mut self, headers: &[SignedHeader]) -> Result<Heeded, LedgerError> {
        let standing = {
            let mut logs = self.reader.logs();
            for header in headers {
                let log = logs.entry(header.header.entry.log).or_default();
                if header.header.entry.number == log.len() as u64 + 1 {
                    log.push(header);
                }
            }
            self.reader.decide_with(&logs, None)
        };
        let erases = |header: &&SignedHeader| header.header.acts.iter().any(|act| matches!(act, Act::Erase { .. }));
        let asked: Vec<EntryId> = headers.iter().filter(erases).map(|header| header.header.entry).collect();
        let waits = |entry: &&EntryId| standing.waiting.iter().any(|waiting| waiting.entry == **entry);
        let heeded = Heeded { erasures: asked.len() as u64, waiting: asked.iter().filter(waits).count() as u64 };
        let here = &self.reader.standing;
        self.foretold.claims.extend(standing.erased.difference(&here.erased));
        self.foretold.files.extend(standing.erased_files.difference(&here.erased_files));
        if !self.foretold.claims.is_empty() || !self.foretold.files.is_empty() {
            self.write(Register::obey_erasures)?;
            self.reader = self.syncing.reader().map_err(told)?;
            self.reader.foretold = self.foretold.clone();
            self.reader.refresh().map_err(told)?;
            self.forget_pieces().map_err(told)?;
        }
        Ok(heeded)
    }

    fn take(&mut self, entries: Vec<LedgerEntry>) -> Result<Vec<Result<bool, LedgerError>>, LedgerError> {
        let answers = self.write(|register| {
            let answers = Ledger::take_all(&mut register.store, entries);
            register.refresh()?;
            register.obey_erasures()?;
            Ok(answers)
        })?;
        self.came |= answers.iter().any(|answer| matches!(answer, Ok(true)));
        Ok(answers)
    }

    fn take_profiles(&mut self, texts: &[String]) -> Result<(), LedgerError> {
        self.write(|register| Ok(Ledger::put_profiles(&mut register.store, texts).map(|_| ())?))
    }

    fn refuses_file(&self, file: FileId) -> bool {
        self.reader.standing.erased_files.contains(&file)
    }

    fn begun(&self, file: FileId) -> u64 {
        self.pieces.begun(file)
    }

    fn go_on(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError> {
        self.pieces.go_on(file, at, piece)
    }

    fn take_file(&mut self, file: FileId) -> Result<bool, LedgerError> {
        let mut from = self.pieces.open(file)?;
        let taken = self.write(|register| Ok(Ledger::put_file(&mut register.store, file, &mut from)?));
        // Whole or wrong, its pieces are of no more use.
        self.pieces.forget(file)?;
        taken.map_err(|error| match error {
            LedgerError::Files(why) => LedgerError::Files(format!(
                "{why}; what came of it was dropped, and the next syncing fetches all of it"
            )),
            other => other,
        })
    }

    fn finish(&mut self) -> Result<(Vec<Head>, Vec<EntryId>), LedgerError> {
        let came = self.came;
        // What an earlier syncing took before the line broke is said now.
        let forked = !self.reader.forks_to_close().map_err(told)?.is_empty();
        if !came && !forked && !self.reader.has_unsaid_news() {
            let waiting = self.reader.standing.waiting.iter().map(|waiting| waiting.entry).collect();
            return Ok((self.reader.store.heads(), waiting));
        }
        self.write(|register| {
            register.conclude(came)?;
            let waiting = register.standing.waiting.iter().map(|waiting| waiting.entry).collect();
            Ok((register.store.heads(), waiting))
        })
    }
}
