//! The safekeeping of source files: steps, how files came, whether they are whole, and copies that are handed out.
//!
//! A step is a statement about the file. Those that name persons or places of keeping are sealed unless the keeper says
//! otherwise, and so is whatever is done with a restricted file; hashing files again names nobody and is always open.

mod arrival;
mod disposal;
mod handed_out;
mod history;
mod listed;
mod progress;
mod proved;
mod proving;
mod rank;
mod redaction;
mod run;

use daftar_claim::{Claim, ClaimId, Custody, Edtf, FileId, PropertyId, Secret, Speaker, Subject, Value};

use crate::{Register, RegisterError};

pub use arrival::Collected;
pub use disposal::Disposed;
pub use handed_out::{HandedOut, Sidecar};
pub use history::History;
pub use listed::Listed;
pub use proved::Proved;
pub use proving::ProvedSoFar;
pub use redaction::Redacted;
pub use run::{Changed, Run, Unread};

/// This program and its version, as steps name it.
pub(crate) const TOOL: &str = concat!("daftar ", env!("CARGO_PKG_VERSION"));

/// A step that is to be recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewStep {
    /// The file.
    pub file: FileId,
    /// What was done.
    pub custody: Custody,
    /// When, if not now.
    pub when: Option<Edtf>,
    /// Who did it, if not this device's keeper.
    pub by: Option<Speaker>,
    /// Why.
    pub why: Option<String>,
    /// Whether everybody may read it; else that follows from what it says.
    pub open: Option<bool>,
}

/// A step that was recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct StepTaken {
    /// The statement.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub claim: ClaimId,
    /// Whether it is sealed.
    pub sealed: bool,
}

impl NewStep {
    /// A step of this kind, done now by the keeper.
    pub fn of(file: FileId, action: &str) -> NewStep {
        NewStep { file, custody: bare(action), when: None, by: None, why: None, open: None }
    }

    /// The same, with hashes before and after it.
    pub fn hashes(mut self, before: Option<FileId>, after: Option<FileId>) -> NewStep {
        (self.custody.before, self.custody.after) = (before, after);
        self
    }
}

/// A step of which nothing but its kind is said.
pub(crate) fn bare(action: &str) -> Custody {
    Custody { action: action.to_owned(), before: None, after: None, from: None, to: None, tool: None }
}

impl Register {
    /// Records a step.
    ///
    /// # Errors
    /// When it is to be sealed and the keys are locked, or nothing could be written.
    pub fn take_step(&mut self, step: &NewStep) -> Result<StepTaken, RegisterError> {
        let claim = self.step_claim(step)?;
        let sealed = match step.open {
            Some(open) => !open,
            None => self.is_private_step(step.file, &claim)?,
        };
        self.record_open_or_sealed(&claim, sealed)?;
        let recorded = self.said_ids_of(std::slice::from_ref(&claim))?.first().copied();
        let lost = || RegisterError::Ask("the step was recorded and cannot be found: see `daftar verify`".into());
        let id = recorded.ok_or_else(lost)?;
        if let Some(why) = &step.why {
            let property = PropertyId::parse("note")?;
            let note = Claim::new(Subject::Claim(id), property, Value::text(why.clone()), self.keeper()?);
            self.record_open_or_sealed(&note, sealed)?;
        }
        Ok(StepTaken { claim: id, sealed })
    }

    fn record_open_or_sealed(&mut self, claim: &Claim, sealed: bool) -> Result<(), RegisterError> {
        if !sealed {
            return self.record([claim.clone()]).map(drop);
        }
        self.need_keys()?;
        let concerns = self.concerned(claim, Vec::new())?;
        self.record_secrets(&[Secret { claim: claim.clone(), concerns }])
    }

    /// The statement of a step.
    pub(crate) fn step_claim(&self, step: &NewStep) -> Result<Claim, RegisterError> {
        let keeper = self.keeper()?;
        let (subject, value) = (Subject::File(step.file), Value::Custody(step.custody.clone()));
        let mut claim = Claim::new(subject, PropertyId::parse("custody")?, value, keeper);
        claim.when = match &step.when {
            Some(when) => Some(when.clone()),
            None => self.this_moment()?,
        };
        claim.said_by = Some(step.by.clone().unwrap_or(Speaker::Entity(keeper)));
        Ok(claim)
    }

    /// Now, as the next entry will have it.
    fn this_moment(&self) -> Result<Option<Edtf>, RegisterError> {
        let (time, _) = self.moment.decide((self.now)(), self.last_time())?;
        Ok(time.and_then(|time| Edtf::parse(time.as_str()).ok()))
    }

    /// Whether a step is not for everybody: it is one of a restricted file, names a place of keeping or whom the file was
    /// handed to or came from, or was done by a person.
    fn is_private_step(&self, file: FileId, claim: &Claim) -> Result<bool, RegisterError> {
        let Value::Custody(custody) = &claim.value else { return Ok(false) };
        let place = is_private_place(custody.from.as_deref()) || custody.to.is_some();
        Ok(place || self.is_private_doer(claim.said_by.as_ref())? || self.is_restricted_file(file)?)
    }

    /// Whether it is not for everybody whence open files were come by.
    fn is_private_collection(&self, collected: &Collected) -> Result<bool, RegisterError> {
        let doer = collected.by.clone().map_or_else(|| self.keeper().map(Speaker::Entity), Ok)?;
        Ok(is_private_place(collected.from.as_deref()) || self.is_private_doer(Some(&doer))?)
    }

    fn is_private_doer(&self, doer: Option<&Speaker>) -> Result<bool, RegisterError> {
        Ok(match doer {
            Some(Speaker::Entity(who)) => self.restricted_entities()?.contains(who),
            Some(Speaker::Unnamed(_)) => true,
            None => false,
        })
    }
}

fn is_private_place(place: Option<&str>) -> bool {
    place.is_some_and(|place| !is_web_address(place))
}

/// Whether words are an address of the web that anybody may know: it holds no name or password.
fn is_web_address(words: &str) -> bool {
    let rest = words.strip_prefix("https://").or(words.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.contains('@') && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn an_address_with_a_name_in_it_is_no_open_address() {
        assert!(is_web_address("https://rimal.example/courier/12"));
        for other in ["https://amal:secret@rimal.example/", "the cellar of the mill", "https://a b", "ftp://x"] {
            assert!(!is_web_address(other), "{other}");
        }
    }
}
