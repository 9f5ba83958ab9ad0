//! Pairs of which somebody has said whether they are one thing.

use std::collections::HashSet;

use daftar_claim::{EntityId, PropertyId};
use daftar_view::{Ask, Identity};

use crate::look::linked;
use crate::{Register, RegisterError};

/// What is said of pairs: that they are one thing, may be, or are not. What is said of a card is said of all that are the same
/// as it.
#[derive(Debug, Default)]
pub struct Settled {
    identity: Identity,
    /// The pairs that may be one or are not, by the first of each group.
    others: HashSet<[EntityId; 2]>,
}

impl Settled {
    /// Whether something is said of two cards.
    pub fn holds(&self, one: EntityId, other: EntityId) -> bool {
        self.identity.are_same(one, other) || self.others.contains(&self.key(one, other))
    }

    /// The same for all pairs of cards that are the same as these.
    pub(super) fn key(&self, one: EntityId, other: EntityId) -> [EntityId; 2] {
        let mut key = [self.identity.first(one), self.identity.first(other)];
        key.sort_unstable();
        key
    }
}

impl Register {
    /// The pairs of cards of which somebody says whether they are one thing, as far as the asking audience may know.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn settled(&self, ask: &Ask) -> Result<Settled, RegisterError> {
        let identity = Identity::of(&self.standing_with(&PropertyId::parse("same-as")?, ask)?);
        let mut settled = Settled { identity, others: HashSet::new() };
        for property in ["may-be-same", "different-from"] {
            for said in self.standing_with(&PropertyId::parse(property)?, ask)? {
                if let [one, other] = linked(&said.claim)[..] {
                    settled.others.insert(settled.key(one, other));
                }
            }
        }
        Ok(settled)
    }
}
