//! Refusing to take more from a lot than its book says is left.
//!
//! What others recorded elsewhere may overdraw a lot once it is merged; that is shown, and nothing is hidden. But nobody takes
//! by hand what the book at hand does not have: a recount comes first.

use std::collections::BTreeSet;

use daftar_claim::{
    Claim, ClaimId, Clock, EntityId, EntryId, Hash, Key, Recording, RecordingId, Salt, Statement, TextId as _, Value,
};
use daftar_view::stock::{Left, Stock, stock_of};
use daftar_view::{Ask, Asked, Audience};

use super::now;
use crate::{Heard, Register, RegisterError};

/// What says that something is taken from a lot, and how much.
const TAKES: [&str; 5] = ["about", "sown-lot", "quantity", "quantity-used", "seeds-sown"];
/// The kinds of cards that take.
const TAKERS: [&str; 5] = ["germination-test", "distribution", "promise", "regeneration", "safety-duplicate"];
/// What names the lot.
const NAMES: [&str; 2] = ["about", "sown-lot"];

impl Register {
    /// Refuses statements by which more would be taken from a lot than there is by its book; `instead_of` is the one that
    /// they replace. What is not understood, or may be before the last recount, is let through, and the book shows it.
    ///
    /// # Errors
    /// [`RegisterError::Overdrawn`], or when the index cannot be read.
    pub fn refuse_overdraft(&self, claims: &[&Claim], instead_of: Option<ClaimId>) -> Result<(), RegisterError> {
        if !claims.iter().any(|claim| TAKES.contains(&claim.property.as_str())) {
            return Ok(());
        }
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let subjects: BTreeSet<EntityId> = claims.iter().filter_map(|claim| claim.subject.entity()).collect();
        let known = self.hear_joined(subjects, self.standing(), ask.audience)?;
        let told = known.statements.iter().filter(|one| one.stands()).map(|one| &one.claim);
        let told: Vec<&Claim> = told.chain(claims.iter().copied()).collect();
        let takers: BTreeSet<EntityId> = told.iter().filter_map(|claim| taker(claim)).collect();
        let takes = |claim: &&&Claim| claim.subject.entity().is_some_and(|subject| takers.contains(&subject));
        let lots: BTreeSet<EntityId> = told.iter().filter(takes).filter_map(|claim| lot(claim)).collect();
        for lot in lots {
            let mut heard = self.hear_lot(lot, &ask)?;
            let before = self.book_of(lot, &heard, &ask);
            heard.statements.extend(known.statements.iter().cloned());
            heard.statements.sort_by_key(|one| one.id);
            heard.statements.dedup_by_key(|one| one.id);
            heard.statements.retain(|one| Some(one.id) != instead_of);
            heard.statements.extend(claims.iter().map(|claim| as_if(claim)));
            if is_worse(before.left, self.book_of(lot, &heard, &ask).left) {
                let left = before.left.words(before.unit.as_ref(), ask.lang);
                return Err(RegisterError::Overdrawn { lot: before.name.unwrap_or_else(|| lot.to_string()), left });
            }
        }
        Ok(())
    }

    fn book_of(&self, lot: EntityId, heard: &Heard, ask: &Ask) -> Stock {
        let ask = now(ask);
        stock_of(&Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings), lot)
    }
}

/// The card that a claim says to be of a kind that takes.
fn taker(claim: &Claim) -> Option<EntityId> {
    match &claim.value {
        Value::Code { code, .. } if claim.property.as_str() == "kind" && TAKERS.contains(&code.as_str()) => {
            claim.subject.entity()
        }
        _ => None,
    }
}

/// The lot that a claim names.
fn lot(claim: &Claim) -> Option<EntityId> {
    match claim.value {
        Value::Entity(lot) if NAMES.contains(&claim.property.as_str()) => Some(lot),
        _ => None,
    }
}

/// Whether more than there was is gone only now, or still more than before.
fn is_worse(before: Left, after: Left) -> bool {
    match (before, after) {
        (Left::Overdrawn(before), Left::Overdrawn(after)) => after.high < before.high,
        (_, Left::Overdrawn(_)) => true,
        _ => false,
    }
}

/// A claim as it would stand if it were recorded.
fn as_if(claim: &Claim) -> Statement {
    let id = ClaimId(Hash::of(&claim.to_bytes(&Salt([0; 16]))));
    let entry = EntryId { log: Key::from_hash(claim.source.0), number: 1 };
    let recording = Recording {
        id: RecordingId { entry, position: 0 },
        party: claim.source,
        time: None,
        clock: Clock::Unknown,
        ended: None,
    };
    Statement { id, claim: claim.clone(), recordings: vec![recording], sealed: false }
}
