//! The safekeeping history of one file, for whoever asks.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntryId, FileId, Standing, Statement, Subject, TextId as _, Value};
use daftar_view::{Ask, Audience, Chain, Taken, chain, step_of};
use serde::Serialize;

use super::proved::Proved;
use super::rank::ranks;
use crate::{Heard, Register, RegisterError};

/// How many digits of a file's name are enough to mean it.
const ENOUGH: usize = 6;

/// What is known of the safekeeping of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct History {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// Whether it is here.
    pub here: bool,
    /// Whether it was erased.
    pub erased: bool,
    /// Whether it is encrypted here.
    pub restricted: bool,
    /// Its length here, in bytes.
    pub length: u64,
    /// When its bytes were last hashed here, and with what result.
    pub proved: Option<Proved>,
    /// Its steps.
    #[serde(flatten)]
    pub chain: Chain,
}

impl Register {
    /// The safekeeping history of a file. The public is not told the steps that are sealed.
    ///
    /// # Errors
    /// When the index or a file cannot be read.
    pub fn history(&self, file: FileId, standing: &Standing, ask: &Ask) -> Result<History, RegisterError> {
        let heard = self.hear_steps(file, standing, ask.audience)?;
        let visible = |one: &&Statement| one.stands() && heard.surroundings.may_see(one, ask.audience, &self.profiles);
        let visible: Vec<&Statement> = heard.statements.iter().filter(visible).collect();
        let why = notes(&visible);
        let ranks = self.entry_ranks(standing);
        let subject = Subject::File(file);
        let steps = visible.iter().filter(|one| one.claim.subject == subject && step_of(&one.claim).is_some());
        let taken: Vec<Taken<'_>> = steps
            .map(|statement| {
                let first = statement.standing().filter_map(|one| ranks.get(&one.id.entry)).min();
                let rank = first.copied().unwrap_or(usize::MAX);
                Taken { statement, rank, why: why.get(&statement.id).copied() }
            })
            .collect();
        let proved = self.proofs(Some(&BTreeSet::from([file])))?.remove(&file);
        let whole = proved.as_ref().is_some_and(|proved| proved.whole);
        Ok(History {
            file,
            here: self.store.has_file(&file),
            erased: self.standing.erased_files.contains(&file),
            restricted: self.is_restricted_file(file)?,
            length: self.store.file_length(&file),
            proved,
            chain: chain(file, &taken, whole, &heard.surroundings, ask.lang),
        })
    }

    /// The steps of a file, and what is said about these.
    fn hear_steps(&self, file: FileId, standing: &Standing, audience: Audience) -> Result<Heard, RegisterError> {
        let mut statements = self.told_of(&BTreeSet::from([Subject::File(file)]), &|_, _| true, standing)?;
        let steps: BTreeSet<Subject> = statements.iter().map(|one| Subject::Claim(one.id)).collect();
        statements.extend(self.told_of(&steps, &|_, property| property.as_str() == "note", standing)?);
        self.with_surroundings(statements, standing, audience)
    }

    /// The place of every entry in an order in which each comes after those that it had seen.
    pub(super) fn entry_ranks(&self, standing: &Standing) -> HashMap<EntryId, usize> {
        ranks(&self.logs(), &|entry| standing.time(entry).0)
    }

    /// The source file that is meant: by its name, the beginning of it, or the name of the one document that has it.
    ///
    /// # Errors
    /// When no file is meant, or several are.
    pub fn source_file(&self, name: &str) -> Result<FileId, RegisterError> {
        if let Ok(file) = FileId::parse(name) {
            return Ok(file);
        }
        let digits = name.strip_prefix("file:").unwrap_or(name);
        if digits.len() >= ENOUGH && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let mut files: BTreeSet<FileId> = self.store.files()?.into_iter().collect();
            files.extend(self.store.index().files_named()?);
            files.retain(|file| file.0.to_string().starts_with(digits));
            return one_of(name, &files);
        }
        let source = self.source(name)?;
        let told = self.told_of(&BTreeSet::from([Subject::Entity(source)]), &|_, _| true, &self.standing)?;
        let files = told.iter().filter(|one| one.stands() && one.claim.property.as_str() == "file");
        let files = files.filter_map(|one| if let Value::File(file) = one.claim.value { Some(file) } else { None });
        one_of(name, &files.collect())
    }
}

fn one_of(name: &str, files: &BTreeSet<FileId>) -> Result<FileId, RegisterError> {
    let list = || files.iter().take(10).map(|file| format!("\n  {file}")).collect();
    match files.len() {
        1 => files.first().copied().ok_or_else(|| RegisterError::Nobody(name.to_owned())),
        0 => Err(RegisterError::Unknown { what: "source file", id: name.to_owned(), see: "evidence list" }),
        _ => Err(RegisterError::Several { name: name.to_owned(), candidates: list() }),
    }
}

/// What is noted about statements.
fn notes<'s>(statements: &[&'s Statement]) -> HashMap<ClaimId, &'s str> {
    let note = |one: &&'s Statement| match (&one.claim.subject, &one.claim.value) {
        (Subject::Claim(about), Value::Text { text, .. }) => Some((*about, text.as_str())),
        _ => None,
    };
    statements.iter().filter_map(note).collect()
}
