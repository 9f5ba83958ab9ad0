//! The key of a form: random, made when the form is shown, sent along with it. A form that is sent twice, by a second click
//! or because the answer was lost on the way, is saved once.
//!
//! What was typed counts with it: another text under the same key, as when a browser offers a form again that was saved, is
//! another form, and nobody's words are lost.
//!
//! What a form makes anew gets its id from the key, so that the same form makes the same card, even after the program was
//! started again: its claims are then known already.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use daftar_register::claim::{EntityId, Hash};

/// How many keys are remembered.
const REMEMBERED: usize = 1000;

/// A fresh key; none when the system gives no random bytes, and then nothing can be recorded either.
pub(crate) fn fresh() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(Hash(bytes).to_string())
}

/// The entity that a form makes: for one key and name always the same, and as random as the key.
pub(crate) fn entity(key: &str, what: &str) -> Option<EntityId> {
    let key = Hash::parse(key).ok()?;
    Some(EntityId(Hash::of(format!("daftar made by form\n{key}\n{what}").as_bytes())))
}

/// The forms that were saved, with the address that each led to.
#[derive(Default)]
pub(crate) struct Done(Mutex<VecDeque<(Hash, String)>>);

impl Done {
    /// Where a form led to when it was saved.
    pub(crate) fn address(&self, form: Hash) -> Option<String> {
        let done = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        done.iter().find(|(known, _)| *known == form).map(|(_, address)| address.clone())
    }

    /// Remembers a form that was saved.
    pub(crate) fn remember(&self, form: Hash, address: String) {
        let mut done = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if done.len() == REMEMBERED {
            done.pop_front();
        }
        done.push_back((form, address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_makes_one_card_of_a_name() {
        let (one, other) = (fresh().unwrap(), fresh().unwrap());
        assert_eq!(entity(&one, "card"), entity(&one, "card"));
        assert_ne!(entity(&one, "card"), entity(&other, "card"));
        assert_eq!(entity("not a key", "card"), None);
    }
}
