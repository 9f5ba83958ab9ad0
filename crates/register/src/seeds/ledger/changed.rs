//! Which cards something else is said of than when a ledger was made.

use std::collections::BTreeSet;

use daftar_claim::{Claim, ClaimId, EntityId, Subject, Value};
use daftar_store::table::Stamp;

use super::bearing::FORWARD;
use super::{Ledger, Opened};
use crate::look::linked;
use crate::{Register, RegisterError};

/// What changed: of which cards something else is said, and which they then or now name as their lot or accession.
#[derive(Default)]
pub(super) struct Changed {
    pub(super) cards: BTreeSet<EntityId>,
    pub(super) named: BTreeSet<EntityId>,
    met: BTreeSet<ClaimId>,
}

impl Changed {
    /// What changed since a ledger was made; none where that cannot be told: an entry is gone, or a sealed statement.
    pub(super) fn between(
        register: &Register,
        ledger: &Ledger,
        stamp: &Stamp,
        opened: &Opened,
    ) -> Result<Option<Changed>, RegisterError> {
        let (before, now) = (&ledger.stamp.counted, &stamp.counted);
        let lacks_entry = before.keys().any(|entry| !now.contains_key(entry));
        if lacks_entry || ledger.opened.keys().any(|place| !opened.contains_key(place)) {
            return Ok(None);
        }
        let mut changed = Changed::default();
        for (entry, _) in now.iter().filter(|(entry, mark)| before.get(entry) != Some(mark)) {
            for found in register.store.index().in_entry(*entry)? {
                changed.claim(register, &found.claim)?;
            }
        }
        let other = register.opened.iter().filter(|(_, place, _)| ledger.opened.get(place) != opened.get(place));
        for (_, _, secret) in other {
            changed.claim(register, &secret.claim)?;
        }
        Ok(Some(changed))
    }

    /// Whether something else is said of one of these.
    pub(super) fn is_about_any(&self, cards: &BTreeSet<EntityId>) -> bool {
        cards.iter().any(|card| self.cards.contains(card))
    }

    /// What a claim says it of, and what it names.
    fn claim(&mut self, register: &Register, claim: &Claim) -> Result<(), RegisterError> {
        match claim.subject {
            Subject::Entity(card) => drop(self.cards.insert(card)),
            Subject::Claim(about) => self.about(register, about)?,
            Subject::File(_) => {}
        }
        self.cards.extend(linked(claim));
        match claim.value {
            Value::Entity(named) if FORWARD.contains(&claim.property.as_str()) => drop(self.named.insert(named)),
            _ => {}
        }
        Ok(())
    }

    /// The same of a claim that another one is about.
    fn about(&mut self, register: &Register, claim: ClaimId) -> Result<(), RegisterError> {
        if !self.met.insert(claim) {
            return Ok(());
        }
        let found = register.store.index().claim(&claim)?;
        let opened = register.opened.iter().find(|(id, _, _)| *id == claim).map(|(_, _, secret)| &secret.claim);
        // All recordings of a claim are about one thing.
        match found.first().map(|one| &one.claim).or(opened) {
            Some(about) => self.claim(register, about),
            None => Ok(()),
        }
    }
}
