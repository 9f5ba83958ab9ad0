//! What cards are called here: by what is recorded, and by what is only suggested.

use daftar_register::claim::{Draft, EntityId, Value};
use daftar_register::{Register, RegisterError};

use super::given::id_in;

/// Names of cards, those that only suggestions tell among them.
pub(crate) struct Suggested<'r> {
    pub(crate) register: &'r Register,
    names: Vec<(String, EntityId)>,
}

impl<'r> Suggested<'r> {
    /// The names of a register and of some suggestions.
    pub(crate) fn of(register: &'r Register, drafts: &[Draft]) -> Suggested<'r> {
        let name = |draft: &Draft| match (draft.claim.property.as_str(), &draft.claim.value) {
            ("name" | "title", Value::Text { text, .. }) => Some((text.clone(), draft.claim.subject.entity()?)),
            _ => None,
        };
        Suggested { register, names: drafts.iter().filter_map(name).collect() }
    }

    /// Every name that a suggestion tells, once.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = self.names.iter().map(|(name, _)| name.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What a form writes for a card: a name, else its id.
    pub(crate) fn written(&self, card: EntityId) -> String {
        let suggested = self.names.iter().find(|(_, named)| *named == card).map(|(name, _)| name.clone());
        let recorded = || self.register.names_of(card).ok()?.into_iter().next();
        suggested.or_else(recorded).unwrap_or_else(|| card.to_string())
    }

    /// The card of a name or id.
    pub(crate) fn find(&self, name: &str) -> Result<EntityId, RegisterError> {
        if let Some(id) = id_in(name) {
            return Ok(id);
        }
        let mut cards: Vec<EntityId> =
            self.names.iter().filter(|(known, _)| known == name).map(|(_, id)| *id).collect();
        cards.sort_unstable();
        cards.dedup();
        match (self.register.entity(name), &cards[..]) {
            (Ok(card), _) => Ok(card),
            (Err(RegisterError::Nobody(_)), [one]) => Ok(*one),
            (Err(RegisterError::Nobody(_)), [_, ..]) => {
                Err(RegisterError::Several { name: name.to_owned(), candidates: String::new() })
            }
            (Err(other), _) => Err(other),
        }
    }
}
