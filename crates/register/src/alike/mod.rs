//! Changing many cards alike: all that a search finds, in one piece of work that counts as a whole and can be undone as one.
//!
//! First it is told what would become of each card, then it is done. In between, others may have written: what is then
//! otherwise than it was told is left alone, and named.

mod card;
mod work;

use std::collections::HashMap;

use daftar_claim::{Claim, EntityId, EntryId, PropertyId, Value};
use daftar_table::{Cell, KIND, Query};

use crate::{Register, RegisterError};

pub use card::{CardChange, Left};

/// What is to become of the cards that a search finds.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The search.
    pub query: Query,
    /// The property.
    pub property: PropertyId,
    /// What is done.
    pub deed: Deed,
    /// A statement whose source, speaker, times, certainty and words the new ones have. Without one, what replaces a statement
    /// has those of the statement that it replaces: then only how it was recorded is corrected.
    pub manner: Option<Claim>,
    /// Whether what is said is sealed. Of cards of a restricted kind, and in the place of what was sealed, it is anyway.
    pub restricted: bool,
    /// Whom a sealed statement concerns.
    pub concerns: Vec<EntityId>,
}

/// What is done to each card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// These values are said of it.
    Say {
        /// The values.
        values: Vec<Value>,
        /// Only where nothing is said under the property yet.
        only_unsaid: bool,
    },
    /// A value that this notebook's keeper recorded is replaced by another.
    Replace {
        /// The value: all that a column holds alike are meant, but for positions, which are compared to the letter.
        old: Value,
        /// What takes its place.
        new: Value,
    },
    /// A value that this notebook's keeper recorded is taken back.
    Withdraw {
        /// The value, as for what is replaced.
        old: Value,
    },
}

impl Deed {
    /// The value that is replaced or taken back.
    fn old(&self) -> Option<&Value> {
        match self {
            Deed::Say { .. } => None,
            Deed::Replace { old, .. } | Deed::Withdraw { old } => Some(old),
        }
    }

    /// The values that would be said.
    fn values(&self) -> &[Value] {
        match self {
            Deed::Say { values, .. } => values,
            Deed::Replace { new, .. } => std::slice::from_ref(new),
            Deed::Withdraw { .. } => &[],
        }
    }
}

/// The cards that were told to change, each with a mark of what was said under the property when it was told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Foreseen(HashMap<EntityId, u64>);

impl Foreseen {
    /// How many cards would change.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none would.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChangedAlike {
    /// How many cards changed.
    pub cards: usize,
    /// How many statements were recorded or taken back.
    pub statements: usize,
    /// The last entry of the piece of work, if anything was done: what undoes it.
    pub entry: Option<EntryId>,
    /// The cards that were told to change, or came since, and were left alone, with why.
    pub left: Vec<(EntityId, Left)>,
}

impl Register {
    /// Tells what would become of each card that the search finds, in the order of the search. Nothing is recorded.
    ///
    /// # Errors
    /// When a kind is to be said that is not known here, or sealed; or when the index cannot be read.
    pub fn foresee(&self, alike: &Alike, mut each: impl FnMut(CardChange)) -> Result<Foreseen, RegisterError> {
        self.check_kinds(alike)?;
        let mut foreseen = Foreseen::default();
        self.each_card_alike(alike, &mut |card| {
            if card.changes() {
                foreseen.0.insert(card.entity, card.mark);
            }
            each(card);
            Ok(())
        })?;
        Ok(foreseen)
    }

    /// Does what was foreseen, as one piece of work. A card of which anything else is said under the property now, and one
    /// that the search did not find then, is left alone.
    ///
    /// # Errors
    /// When the keys are locked and something is to be sealed, or when something could not be written; then none of it counts.
    pub fn change_alike(&mut self, alike: &Alike, foreseen: &Foreseen) -> Result<ChangedAlike, RegisterError> {
        self.check_kinds(alike)?;
        let (mut changed, mut waiting) = (ChangedAlike::default(), foreseen.0.clone());
        let (mut steps, mut retracted) = (Vec::new(), Vec::new());
        self.each_card_alike(alike, &mut |card| {
            match (waiting.remove(&card.entity), card.changes()) {
                (Some(mark), true) if mark == card.mark => {
                    changed.cards += 1;
                    changed.statements += card.steps.len() + card.taken_back;
                    steps.extend(card.steps);
                    retracted.extend(card.retracted);
                }
                (Some(_), _) => changed.left.push((card.entity, Left::Otherwise)),
                (None, true) => changed.left.push((card.entity, Left::Came)),
                (None, false) => {}
            }
            Ok(())
        })?;
        changed.left.extend(waiting.into_keys().map(|gone| (gone, Left::Gone)));
        changed.left.sort_by_key(|(entity, why)| (*why, *entity));
        if !steps.is_empty() || !retracted.is_empty() {
            changed.entry = Some(self.do_alike(steps, retracted)?);
        }
        Ok(changed)
    }

    /// What a card is decides what the public may see of it: so its kind is one that is known here, and is said openly.
    fn check_kinds(&self, alike: &Alike) -> Result<(), RegisterError> {
        if alike.property.as_str() != KIND {
            return Ok(());
        }
        if alike.restricted {
            let why = "a kind is said openly, for it decides what the public may see of a card: leave it unsealed";
            return Err(RegisterError::Ask(why.into()));
        }
        let known = |value: &&Value| matches!(value, Value::Code { scheme, code, .. } if scheme == KIND && self.profiles.kinds.contains_key(code));
        match alike.deed.values().iter().find(|value| !known(value)) {
            Some(other) => {
                let known: Vec<&str> = self.profiles.kinds.keys().map(String::as_str).collect();
                Err(RegisterError::Ask(format!(
                    "{} is no kind that is known here: {}",
                    Cell::of(other).plain(),
                    known.join(", ")
                )))
            }
            None => Ok(()),
        }
    }
}
