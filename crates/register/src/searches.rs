//! Searches that a keeper saved under a name.
//!
//! A question says nothing of the world, yet it is worth as much as what is recorded: it is to survive a lost computer and to be
//! there for the next keeper. So it is kept as a statement about the keeper, in the record and in every copy. It is always sealed,
//! for its words may name what is restricted; and it bears no name as cards do, for a sealed name is looked for in all that is
//! said.

use daftar_claim::{Claim, ClaimId, EntityId, PropertyId, Secret, Subject, Value};

use crate::{Register, RegisterError};

/// What says that a search was saved.
const SAVED: &str = "saved-search";

/// A search that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedSearch {
    /// The statement that holds it.
    pub claim: ClaimId,
    /// Whose it is.
    pub keeper: EntityId,
    /// What it is called.
    pub name: String,
    /// The question: the pairs of the address that asks it.
    pub question: Vec<(String, String)>,
}

impl Register {
    /// The searches that were saved, by name; none while the keys are locked.
    pub fn saved_searches(&self) -> Vec<SavedSearch> {
        let saved = self.standing_opened().filter(|(_, secret)| secret.claim.property.as_str() == SAVED);
        let mut saved: Vec<SavedSearch> =
            saved.filter_map(|(id, secret)| SavedSearch::of(*id, &secret.claim)).collect();
        saved.sort_by(|one, other| (&one.name, one.claim).cmp(&(&other.name, other.claim)));
        saved
    }

    /// Saves a search. One of the same keeper under the same name gives way to it.
    ///
    /// # Errors
    /// When the name is empty, the keys are locked, or nothing could be written.
    pub fn save_search(&mut self, name: &str, question: &[(String, String)]) -> Result<(), RegisterError> {
        let name = line(name);
        if name.is_empty() {
            return Err(RegisterError::Ask("a saved search needs a name".into()));
        }
        self.need_keys()?;
        let keeper = self.keeper()?;
        let pairs = question.iter().map(|(field, value)| format!("{}={}", line(field), line(value)));
        let text = [name.clone()].into_iter().chain(pairs).collect::<Vec<_>>().join("\n");
        let property = PropertyId::parse(SAVED)?;
        let claim = Claim::new(Subject::Entity(keeper), property, Value::Text { text, lang: None }, keeper);
        let secret = Secret { claim, concerns: Vec::new() };
        let before = self.saved_searches().into_iter().find(|one| one.name == name && one.keeper == keeper);
        match before {
            Some(before) if before.question == question => Ok(()),
            Some(before) => self.replace_sealed(before.claim, &secret).map(drop),
            None => self.record_sealed_once(&[secret]),
        }
    }

    /// Lets a saved search go.
    ///
    /// # Errors
    /// When there is none of that id, or it is another keeper's.
    pub fn drop_search(&mut self, claim: ClaimId) -> Result<(), RegisterError> {
        let unknown = || RegisterError::Unknown { what: "saved search", id: claim.to_string(), see: "search" };
        self.saved_searches().iter().find(|one| one.claim == claim).ok_or_else(unknown)?;
        self.retract(claim).map(drop)
    }
}

impl SavedSearch {
    fn of(claim: ClaimId, said: &Claim) -> Option<SavedSearch> {
        let Value::Text { text, .. } = &said.value else { return None };
        let mut lines = text.lines();
        let name = lines.next()?.to_owned();
        let pair = |line: &str| line.split_once('=').map(|(field, value)| (field.to_owned(), value.to_owned()));
        Some(SavedSearch { claim, keeper: said.subject.entity()?, name, question: lines.filter_map(pair).collect() })
    }
}

/// A text without line ends.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
