//! Rows that were in the list before and are gone from it: they are told, and nothing that they said is taken back. Where that was asked
//! for, it is recorded that the list withdrew them, and when; should they come again, that they did.

use std::collections::BTreeMap;

use daftar_claim::{Claim, EntityId, Locator, PropertyId, Subject, Value};
use daftar_read::sheet::Row;

use super::before::{Old, State};
use super::compare::Steps;
use super::run::Run;
use super::told::{Fate, RowTold, Trouble, Why};
use super::{AT_ONCE, EachRow, Plan};
use crate::{Register, RegisterError};

/// Whether a list has a row, and the two answers.
const LISTING: &str = "listing";
const WITHDRAWN: &str = "withdrawn";
const LISTED: &str = "listed";

impl Run<'_> {
    /// Tells of each row that is gone. Of a list that is but a part of one, nothing is known to be gone.
    pub(super) fn tell_gone(
        &mut self,
        register: &mut Register,
        plan: &Plan,
        each: EachRow<'_>,
    ) -> Result<(), RegisterError> {
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
                let noted = is_withdrawn(&old);
                let record = plan.note_gone && !noted && !self.unread;
                let why = match (record || noted, plan.note_gone) {
                    (true, _) => Why::Withdrawn,
                    (false, true) => Why::PerhapsGone,
                    (false, false) => Why::Gone,
                };
                let troubles = vec![Trouble { column: Some(column.clone()), value, why }];
                if record {
                    let claim = self.listing(*thing, WITHDRAWN, plan)?;
                    self.record(register, Steps::one(claim))?;
                }
                let (thing, fate) = (Some(*thing), Fate::Gone);
                let told = RowTold { row: *row, thing, fate, recorded: usize::from(record), replaced: 0, troubles };
                self.imported.count(&told);
                each(&Row { number: *row, ..Row::default() }, &told)?;
            }
        }
        Ok(())
    }

    /// That a row stands in the list again that it withdrew; none where it did not.
    pub(super) fn listed_again(
        &self,
        thing: EntityId,
        old: &[Old],
        plan: &Plan,
    ) -> Result<Option<Claim>, RegisterError> {
        is_withdrawn(old).then(|| self.listing(thing, LISTED, plan)).transpose()
    }

    /// That the list withdrew a row, or has it again, as of the day on which it was fetched.
    fn listing(&self, thing: EntityId, code: &str, plan: &Plan) -> Result<Claim, RegisterError> {
        let value = Value::code(LISTING, code);
        let claim = Claim::new(Subject::Entity(thing), PropertyId::parse(LISTING)?, value, self.list.document);
        Ok(Claim { when: plan.retrieved.clone(), stated: plan.retrieved.clone(), ..claim })
    }

    /// What rows of the list were about before that no row is about now, with where these stood.
    fn not_met(&self, register: &Register) -> Result<BTreeMap<EntityId, u64>, RegisterError> {
        let mut gone = BTreeMap::new();
        // Things that the rows only name are of another kind, or stand in another column, whatever this vintage has of these.
        let (of_rows, key) = (Value::code("kind", self.list.kind_of_rows()), self.list.key_column());
        let mut look = |claim: &Claim| {
            let Some(Locator::Cell { row, column, .. }) = &claim.locator else { return };
            let own = claim.source == self.list.document && claim.value == of_rows && *column == key;
            let of_row = own && is_kind(claim) && !self.list.names_things(column);
            if let Some(thing) = claim.subject.entity().filter(|thing| of_row && !self.met.contains(thing)) {
                gone.insert(thing, *row);
            }
        };
        register.store.index().with_property(&PropertyId::parse("kind")?, |found| look(&found.claim))?;
        register.opened_claims().for_each(look);
        Ok(gone)
    }
}

/// Whether the list withdrew a row and did not bring it back: each comes after the other.
fn is_withdrawn(old: &[Old]) -> bool {
    let count = |code: &str| {
        let is = |one: &&Old| {
            let said = matches!(&one.claim.value, Value::Code { code: own, .. } if own == code);
            one.state == State::Stands && one.claim.property.as_str() == LISTING && said
        };
        old.iter().filter(is).map(|one| one.standing.len()).sum::<usize>()
    };
    count(WITHDRAWN) > count(LISTED)
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
