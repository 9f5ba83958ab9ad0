//! On which accessions and lots a change bears, and what must be heard to gather them.

use std::collections::BTreeSet;

use daftar_claim::{EntityId, PropertyId, Subject, Value};
use daftar_view::{Audience, Identity};

use super::MEASURE;
use super::changed::Changed;
use crate::survivors::LEADS;
use crate::{Heard, Register, RegisterError};

/// By what cards name the lot or the accession that they tell of.
pub(super) const FORWARD: [&str; 4] = ["about", "of-accession", "sown-lot", "grows"];
/// By what lots, and cards that tell of them, name what they depend on: where it was kept, and who has it.
const BACKWARD: [&str; 5] = ["kept-at", "part-of", "to-whom", "holder", "grown-by"];
/// By what a lot names its accession.
const ACCESSION: [&str; 1] = ["of-accession"];

impl Register {
    /// The accessions and lots on which a change bears, with other cards among them: what is said to be named, and whatever leads
    /// there from what something else is said of, both ways: from a building to the lots in it, from a test to its lot.
    pub(super) fn borne_upon(&self, changed: Changed) -> Result<BTreeSet<EntityId>, RegisterError> {
        let identity = self.identity(&self.standing)?;
        let (mut all, mut met) = (changed.named, BTreeSet::new());
        let mut next = with_same(&identity, changed.cards);
        while !next.is_empty() {
            all.extend(self.led_from(&next, &FORWARD)?);
            let found = self.leading_to(&next, &BACKWARD)?;
            met.append(&mut next);
            next = with_same(&identity, found);
            next.retain(|card| !met.contains(card));
        }
        all.extend(met);
        Ok(all)
    }

    /// These cards with all lots of the accessions among them, and the accessions of the lots, and so on.
    pub(super) fn with_all_lots(&self, cards: BTreeSet<EntityId>) -> Result<BTreeSet<EntityId>, RegisterError> {
        let identity = self.identity(&self.standing)?;
        let mut all = BTreeSet::new();
        let mut next = with_same(&identity, cards);
        while !next.is_empty() {
            let mut found = self.led_from(&next, &ACCESSION)?;
            found.extend(self.leading_to(&next, &ACCESSION)?);
            all.append(&mut next);
            next = with_same(&identity, found);
            next.retain(|card| !all.contains(card));
        }
        Ok(all)
    }

    /// Everything that bears on these accessions and lots.
    pub(in crate::seeds) fn hear_cards(
        &self,
        cards: &BTreeSet<EntityId>,
        audience: Audience,
    ) -> Result<Heard, RegisterError> {
        let all = with_same(&self.identity(&self.standing)?, cards.clone());
        let mut from = self.leading_to(&all, &FORWARD)?;
        from.extend(all);
        from.extend(self.of_kind(MEASURE)?);
        self.hear_reached(from, &LEADS, audience)
    }

    /// What these cards name under some properties, by any statement, whether it still stands or not.
    fn led_from(&self, cards: &BTreeSet<EntityId>, ids: &[&str]) -> Result<BTreeSet<EntityId>, RegisterError> {
        let subjects: BTreeSet<Subject> = cards.iter().copied().map(Subject::Entity).collect();
        let is_one = |property: &PropertyId| ids.contains(&property.as_str());
        let found = self.store.index().about_all(&subjects, &|_, property| is_one(property))?;
        let open = found.iter().map(|one| &one.claim);
        let sealed = self.opened.iter().map(|(_, _, secret)| &secret.claim);
        let sealed = sealed.filter(|claim| is_one(&claim.property) && subjects.contains(&claim.subject));
        let value = |value: &Value| if let Value::Entity(named) = value { Some(*named) } else { None };
        Ok(open.chain(sealed).filter_map(|claim| value(&claim.value)).collect())
    }

    /// The cards that name one of these under some properties, in the same way.
    fn leading_to(&self, cards: &BTreeSet<EntityId>, ids: &[&str]) -> Result<BTreeSet<EntityId>, RegisterError> {
        let is_one = |property: &PropertyId| ids.contains(&property.as_str());
        let found = self.store.index().with_values(cards, &is_one)?;
        let names = |value: &Value| matches!(value, Value::Entity(named) if cards.contains(named));
        let sealed = self.opened.iter().map(|(_, _, secret)| &secret.claim);
        let sealed = sealed.filter(|claim| is_one(&claim.property) && names(&claim.value));
        let all = found.iter().map(|one| &one.claim).chain(sealed);
        Ok(all.filter_map(|claim| claim.subject.entity()).collect())
    }
}

/// With all that are said to be the same as one of them.
fn with_same(identity: &Identity, cards: BTreeSet<EntityId>) -> BTreeSet<EntityId> {
    cards.into_iter().flat_map(|card| identity.members(card)).collect()
}
