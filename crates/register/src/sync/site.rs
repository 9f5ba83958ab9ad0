//! A register that takes part: read without a lock, written to only while something is written.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use daftar_claim::{Act, ClaimId, EntryId, FileId, Head, Ledger, LedgerEntry, LedgerError, RegisterId, SignedHeader};
use daftar_copy::sync::{Heeded, Site};

use super::Syncing;
use super::peers::Peer;
use crate::register::Foretold;
use crate::{Register, RegisterError};

/// Where pieces of source files wait for the rest, below the register's folder.
const PIECES: [&str; 2] = ["incoming", "sync"];

/// The register during one syncing.
pub(super) struct Live<'s> {
    syncing: &'s Syncing,
    reader: Register,
    withheld: HashSet<ClaimId>,
    withheld_files: HashSet<FileId>,
    foretold: Foretold,
    /// Whether anything came.
    came: bool,
}

impl<'s> Live<'s> {
    pub(super) fn open(syncing: &'s Syncing, peer: &Peer) -> Result<Live<'s>, RegisterError> {
        let mut reader = syncing.reader()?;
        let (withheld, withheld_files) = withheld(&mut reader, syncing, peer)?;
        let live = Live { syncing, reader, withheld, withheld_files, foretold: Foretold::default(), came: false };
        live.forget_pieces()?;
        Ok(live)
    }

    /// How many statements are kept back from the peer.
    pub(super) fn keeps_back(&self) -> u64 {
        self.withheld.len() as u64
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

    fn pieces_of(&self, file: FileId) -> PathBuf {
        pieces(&self.syncing.folder).join(file.0.to_string())
    }

    /// Of what was erased, no piece stays.
    fn forget_pieces(&self) -> Result<(), RegisterError> {
        for file in &self.reader.standing.erased_files {
            let path = self.pieces_of(*file);
            if path.exists() {
                fs::remove_file(&path).map_err(RegisterError::io(&path))?;
            }
        }
        Ok(())
    }
}

fn pieces(folder: &Path) -> PathBuf {
    PIECES.iter().fold(folder.to_owned(), |path, part| path.join(part))
}

/// What is kept back from a peer: everything at hand that speaks of what is to be withheld; and, as long as it cannot be
/// read, all that is sealed.
fn withheld(
    reader: &mut Register,
    syncing: &Syncing,
    peer: &Peer,
) -> Result<(HashSet<ClaimId>, HashSet<FileId>), RegisterError> {
    let (mut claims, mut files) = (HashSet::new(), HashSet::new());
    if peer.withhold.is_empty() {
        return Ok((claims, files));
    }
    match reader.is_locked() && syncing.passphrase.is_none() {
        true => claims.extend(reader.store.index().sealed()?.into_iter().map(|(claim, _)| claim)),
        false => drop(reader.unlock(syncing.passphrase.clone())?),
    }
    for entity in &peer.withhold {
        let mentions = reader.mentions_at_hand(*entity)?;
        claims.extend(mentions.claims);
        files.extend(mentions.files);
    }
    Ok((claims, files))
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

    fn trusts(&self, other: RegisterId) -> bool {
        self.reader.standing.joins(other)
    }

    fn ledger(&self) -> &dyn Ledger {
        &self.reader.store
    }

    fn withholds(&self, claim: ClaimId) -> bool {
        self.withheld.contains(&claim)
    }

    fn withholds_file(&self, file: FileId) -> bool {
        self.withheld_files.contains(&file)
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
        fs::metadata(self.pieces_of(file)).map_or(0, |facts| facts.len())
    }

    fn go_on(&mut self, file: FileId, at: u64, piece: &[u8]) -> Result<(), LedgerError> {
        let path = self.pieces_of(file);
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
                let mut builder = fs::DirBuilder::new();
                #[cfg(unix)]
                std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
                builder.recursive(true).create(folder)?;
            }
            let mut to = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            to.set_len(at)?;
            to.seek(SeekFrom::Start(at))?;
            to.write_all(piece)
        };
        write().map_err(|error| LedgerError::Files(format!("{}: {error}", path.display())))
    }

    fn take_file(&mut self, file: FileId) -> Result<bool, LedgerError> {
        let path = self.pieces_of(file);
        let taken = self.write(|register| {
            let mut from = File::open(&path).map_err(RegisterError::io(&path))?;
            Ok(Ledger::put_file(&mut register.store, file, &mut from)?)
        });
        // Whole or wrong, its pieces are of no more use.
        fs::remove_file(&path).map_err(|error| LedgerError::Files(format!("{}: {error}", path.display())))?;
        taken
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
