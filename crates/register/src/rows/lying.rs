//! What lies in a place, by way of the places that lie in it.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{EntityId, Standing, Value};
use daftar_view::Audience;

use super::courses::Ledger;
use crate::{Register, RegisterError};

/// Where something lies, by the card of that.
const LIES_IN: [&str; 2] = ["place", "part-of"];

impl Register {
    /// A place and all that is said to lie in it, as far as things of the ledger name it.
    pub(crate) fn places_within(
        &self,
        place: EntityId,
        ledger: &Ledger,
        standing: &Standing,
        audience: Audience,
    ) -> Result<BTreeSet<EntityId>, RegisterError> {
        let (mut within, mut next) = (BTreeMap::<EntityId, BTreeSet<EntityId>>::new(), ledger.courses.named_places());
        while !next.is_empty() {
            let asked: Vec<EntityId> = next.iter().copied().collect();
            let heard = self.hear_entities(&asked, standing, audience)?;
            within.extend(std::mem::take(&mut next).into_iter().map(|one| (one, BTreeSet::new())));
            let visible = heard.statements.iter().filter(|one| one.stands());
            for one in visible.filter(|one| heard.surroundings.may_see(one, audience, &self.profiles)) {
                let lies = LIES_IN.contains(&one.claim.property.as_str());
                if let (Some(inner), Value::Entity(outer), true) = (one.claim.subject.entity(), &one.claim.value, lies)
                {
                    within.entry(inner).or_default().insert(*outer);
                    if !within.contains_key(outer) {
                        next.insert(*outer);
                    }
                }
            }
        }
        let mut all = BTreeSet::from([place]);
        loop {
            let lie = within.iter().filter(|(_, outer)| !outer.is_disjoint(&all)).map(|(inner, _)| *inner);
            let more: Vec<EntityId> = lie.filter(|inner| !all.contains(inner)).collect();
            if more.is_empty() {
                return Ok(all);
            }
            all.extend(more);
        }
    }
}
