//! What was decided on suggestions, so that it can be undone, also after the program was ended. A decision names its
//! entries and holds the suggestions that it took away; these may name somebody whom the record does not name openly, so
//! each lies encrypted, under a key that stands among the sealing keys. Whenever anything is erased here, all are forgotten:
//! what must not come back does not come back from them.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use daftar_claim::{Draft, EntityId, EntryId, FileId, Hash, Key, TextId as _};
use serde::{Deserialize, Serialize};

use crate::home::write_private;
use crate::keyring::Keyring;
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError, chance};

/// Older decisions on a document are undone from the log.
const KEPT: usize = 200;

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Suggestions were recorded as said.
    Recorded,
    /// Suggestions were dropped.
    Rejected,
    /// One was recorded with corrections.
    Corrected,
    /// Two cards were said to be of one thing.
    Joined,
}

/// One decision.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Its number: it grows from one decision on a document to the next, and is given to none twice.
    pub number: u64,
    /// What was decided.
    pub decision: Decision,
    /// The suggestions that it took away.
    pub drafts: Vec<Draft>,
    /// The entries that it made.
    pub entries: Vec<EntryId>,
}

/// The first line of a decision's file; its suggestions follow, a line each.
#[derive(Serialize, Deserialize)]
struct Form {
    decision: Decision,
    entries: Vec<(String, u64)>,
}

impl Register {
    /// Does something on suggestions of a document, and remembers what it made and which suggestions it took away. These
    /// are on the disk before they are taken.
    ///
    /// # Errors
    /// When the sealing keys are locked, nothing could be written, or the work fails.
    pub fn decide_on<E: From<RegisterError>>(
        &mut self,
        source: EntityId,
        decision: Decision,
        drafts: Vec<Draft>,
        work: impl FnOnce(&mut Register) -> Result<(), E>,
    ) -> Result<(), E> {
        let number = self.next_decision(source)?;
        let mut decided = Decided { number, decision, drafts, entries: Vec::new() };
        self.keep_decision(source, &decided)?;
        let before = self.own_entries();
        let done = work(self);
        decided.entries = self.own_entries();
        decided.entries.retain(|entry| !before.contains(entry));
        let empty = decided.drafts.is_empty() && decided.entries.is_empty();
        if done.is_err() || empty {
            self.forget_decision(source, number)?;
        } else {
            self.keep_decision(source, &decided)?;
            self.forget_old_decisions(source)?;
        }
        done
    }

    /// The last decision on a document; none without the sealing keys.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_decision(&self, source: EntityId) -> Result<Option<Decided>, RegisterError> {
        match self.decisions_on(source)?.last() {
            Some(number) => self.decision(source, *number),
            None => Ok(None),
        }
    }

    /// Undoes a decision, if it is the last one on its document: what is asked twice is undone once. Returns the suggestions
    /// that wait again.
    ///
    /// # Errors
    /// When something of it cannot be undone, or nothing could be written.
    pub fn undo_decision(&mut self, source: EntityId, number: u64) -> Result<Vec<Draft>, RegisterError> {
        let Some(decided) = self.last_decision(source)?.filter(|last| last.number == number) else {
            return Ok(Vec::new());
        };
        for entry in &decided.entries {
            self.undo(*entry)?;
        }
        self.return_drafts(decided.drafts.clone())?;
        self.forget_decision(source, number)?;
        Ok(decided.drafts)
    }

    /// Puts the suggestions back of a decision whose entry was undone elsewhere.
    ///
    /// # Errors
    /// When decisions cannot be read, or nothing could be written.
    pub fn return_drafts_of(&mut self, entry: EntryId) -> Result<(), RegisterError> {
        let sources = names_in(&self.decided_folder())?;
        for source in sources.iter().filter_map(|name| Hash::parse(name).ok().map(EntityId)) {
            for number in self.decisions_on(source)? {
                let decided = self.decision(source, number)?.filter(|one| one.entries.contains(&entry));
                if let Some(decided) = decided {
                    self.return_drafts(decided.drafts)?;
                    return self.forget_decision(source, number);
                }
            }
        }
        Ok(())
    }

    /// Forgets all decisions.
    pub(crate) fn forget_decisions(&self) -> Result<(), RegisterError> {
        let folder = self.decided_folder();
        absent_is_well(fs::remove_dir_all(&folder), &folder)
    }

    fn decided_folder(&self) -> PathBuf {
        self.store.folder().join("drafts").join("decided")
    }

    fn decision_path(&self, source: EntityId, number: u64) -> PathBuf {
        self.decided_folder().join(source.hash().to_string()).join(format!("{number:016}.age"))
    }

    /// The numbers of the decisions on a document, in order.
    fn decisions_on(&self, source: EntityId) -> Result<Vec<u64>, RegisterError> {
        let names = names_in(&self.decided_folder().join(source.hash().to_string()))?;
        let mut numbers: Vec<u64> = names.iter().filter_map(|name| name.strip_suffix(".age")?.parse().ok()).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// A number above all others of the document; chance keeps that of a decision that was undone from coming again.
    fn next_decision(&self, source: EntityId) -> Result<u64, RegisterError> {
        let last = self.decisions_on(source)?.last().map_or(0, |last| last >> 16);
        Ok(((last + 1) << 16) | u64::from(u16::from_le_bytes(chance::bytes()?)))
    }

    fn keep_decision(&mut self, source: EntityId, decided: &Decided) -> Result<(), RegisterError> {
        let path = self.decision_path(source, decided.number);
        let entries = decided.entries.iter().map(|entry| (entry.log.to_string(), entry.number)).collect();
        let form = Form { decision: decided.decision, entries };
        let lines = decided.drafts.iter().map(|draft| format!("\n{}", draft.to_json()));
        let text = serde_json::to_string(&form).unwrap_or_default() + &lines.collect::<String>();
        let key = self.decided_key()?;
        let seal = || -> std::io::Result<Vec<u8>> {
            let mut out = key.encrypt(Vec::new())?;
            out.write_all(text.as_bytes())?;
            out.finish()
        };
        write_private(&path, &seal().map_err(RegisterError::io(&path))?)
    }

    /// A decision; none where its key is not at hand.
    fn decision(&self, source: EntityId, number: u64) -> Result<Option<Decided>, RegisterError> {
        let path = self.decision_path(source, number);
        let Some(key) = self.known_decided_key()? else { return Ok(None) };
        let file = fs::File::open(&path).map_err(RegisterError::io(&path))?;
        let mut text = String::new();
        let read = key.decrypt(file).map(|mut opened| opened.read_to_string(&mut text));
        let wrong = |why: String| RegisterError::Keys { path: path.clone(), why: format!("{why}; remove the file") };
        read.map_err(|error| wrong(error.to_string()))?.map_err(RegisterError::io(&path))?;
        parsed(number, &text).map(Some).map_err(wrong)
    }

    /// The key of decisions; made with the first.
    fn decided_key(&mut self) -> Result<FileKey, RegisterError> {
        self.need_keys()?;
        let keyring = self.keyring.as_mut().ok_or(RegisterError::Locked)?;
        if let Some(key) = keyring.file_key(key_name()) {
            return Ok(key.clone());
        }
        let key = FileKey::fresh();
        keyring.add_file(key_name(), key.clone());
        keyring.keep(&self.seat)?;
        Ok(key)
    }

    /// The same, where it was made: perhaps by another program, after this one opened the keys.
    fn known_decided_key(&self) -> Result<Option<FileKey>, RegisterError> {
        let Some(keyring) = &self.keyring else { return Ok(None) };
        if let Some(key) = keyring.file_key(key_name()) {
            return Ok(Some(key.clone()));
        }
        let again = Keyring::open(&self.seat, self.id(), keyring.passphrase().cloned())?;
        Ok(again.file_key(key_name()).cloned())
    }

    fn forget_decision(&self, source: EntityId, number: u64) -> Result<(), RegisterError> {
        let path = self.decision_path(source, number);
        absent_is_well(fs::remove_file(&path), &path)
    }

    fn forget_old_decisions(&self, source: EntityId) -> Result<(), RegisterError> {
        let numbers = self.decisions_on(source)?;
        let old = numbers.len().saturating_sub(KEPT);
        numbers.iter().take(old).try_for_each(|number| self.forget_decision(source, *number))
    }

    fn own_entries(&self) -> Vec<EntryId> {
        let own = self.key().map(|key| self.store.headers_of(key));
        own.into_iter().flatten().map(|header| header.header.entry).collect()
    }
}

/// Under what the key of decisions stands among those of restricted files.
fn key_name() -> FileId {
    FileId(Hash::of(b"daftar/decided/1"))
}

fn parsed(number: u64, text: &str) -> Result<Decided, String> {
    let mut lines = text.lines();
    let form: Form = serde_json::from_str(lines.next().unwrap_or_default()).map_err(|error| error.to_string())?;
    let entry = |(log, number): (String, u64)| Some(EntryId { log: Key::parse(&log).ok()?, number });
    let entries: Option<Vec<EntryId>> = form.entries.into_iter().map(entry).collect();
    let entries = entries.ok_or("an entry cannot be read")?;
    let drafts = lines.map(Draft::parse).collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    Ok(Decided { number, decision: form.decision, drafts, entries })
}

/// The names in a folder; none where it is not there.
fn names_in(folder: &Path) -> Result<Vec<String>, RegisterError> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(RegisterError::io(folder))?,
    };
    Ok(files.filter_map(|file| file.ok()?.file_name().into_string().ok()).collect())
}

fn absent_is_well(done: std::io::Result<()>, path: &Path) -> Result<(), RegisterError> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other.map_err(RegisterError::io(path)),
    }
}
