//! Rows that were in the list before and are gone from it: they are told, and nothing that they said is withdrawn.

use std::collections::BTreeMap;

use daftar_claim::{Claim, EntityId, Locator, PropertyId, Value};
use daftar_read::sheet::Row;

use super::before::{Old, State};
use super::told::{Fate, RowTold, Trouble, Why};
use super::{AT_ONCE, EachRow, Run};
use crate::{Register, RegisterError};

impl Run<'_> {
    /// Tells of each row that is gone. Of a list that is but a part of one, nothing is known to be gone.
    pub(super) fn tell_gone(&mut self, register: &Register, each: EachRow<'_>) -> Result<(), RegisterError> {
        if self.fresh || self.list.is_part() {
            return Ok(());
        }
        let gone: Vec<(EntityId, u64)> = self.not_met(register)?.into_iter().collect();
        let column = self.list.key_column();
        for part in gone.chunks(AT_ONCE) {
            let things: Vec<EntityId> = part.iter().map(|(thing, _)| *thing).collect();
            let mut before = self.before.about(register, &things)?;
            for (thing, row) in part {
                let old = before.remove(thing).unwrap_or_default();
                if !old.iter().any(|one| one.state == State::Stands && is_kind(&one.claim)) {
                    continue;
                }
                let value = key_of(&old, &column);
                let troubles = vec![Trouble { column: Some(column.clone()), value, why: Why::Gone }];
                let (thing, fate) = (Some(*thing), Fate::Gone);
                let told = RowTold { row: *row, thing, fate, recorded: 0, replaced: 0, troubles };
                self.imported.count(&told);
                each(&Row { number: *row, ..Row::default() }, &told)?;
            }
        }
        Ok(())
    }

    /// What rows of the list were about before that no row is about now, with where these stood.
    fn not_met(&self, register: &Register) -> Result<BTreeMap<EntityId, u64>, RegisterError> {
        let mut gone = BTreeMap::new();
        let mut look = |claim: &Claim| {
            let Some(Locator::Cell { row, column, .. }) = &claim.locator else { return };
            let of_row = claim.source == self.list.document && is_kind(claim) && !self.list.names_things(column);
            if let Some(thing) = claim.subject.entity().filter(|thing| of_row && !self.met.contains(thing)) {
                gone.insert(thing, *row);
            }
        };
        register.store.index().with_property(&PropertyId::parse("kind")?, |found| look(&found.claim))?;
        register.opened_claims().for_each(look);
        Ok(gone)
    }
}

fn is_kind(claim: &Claim) -> bool {
    claim.property.as_str() == "kind"
}

/// What stood in the column of the key.
fn key_of(old: &[Old], column: &str) -> Option<String> {
    let in_column = |one: &&Old| one.column() == Some(column) && !is_kind(&one.claim);
    let claim = &old.iter().find(in_column)?.claim;
    let text = match &claim.value {
        Value::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    claim.quote.clone().or(text)
}
