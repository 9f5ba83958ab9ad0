//! The safekeeping history of a source file: its steps in order, and what does not fit together in them.
//!
//! A step that was recorded when it was done stands where its entry stands in the order in which entries had seen each other,
//! whatever clocks said. One that was told later stands at the time that it is told of. Nothing is refused: what does not fit
//! is a [`Break`], named beside its step.

mod breaks;
mod order;

use daftar_claim::{Claim, ClaimId, Custody, Edtf, FileId, PropertyId, Recording, Speaker, Statement, Value};
use daftar_date::{Day, Lang};
use serde::Serialize;

use crate::cite::{Recorded, Who};
use crate::json;
use crate::surroundings::Surroundings;

pub use breaks::{Break, Misfit};

/// A step as it is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// The statement, which stands.
    pub statement: &'a Statement,
    /// The place of its first entry in an order in which each entry comes after those that it had seen.
    pub rank: usize,
    /// What is noted about it.
    pub why: Option<&'a str>,
}

/// A step as it is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
    /// `collect`, `ingest`, `verify`, `copy`, `transfer`, `view`, `export`, `redact` or `dispose`.
    pub action: String,
    /// When it was done.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// Who did it.
    pub by: Who,
    /// The hash that the file had before.
    #[serde(serialize_with = "json::text_or_null")]
    pub before: Option<FileId>,
    /// The hash of what came of it.
    #[serde(serialize_with = "json::text_or_null")]
    pub after: Option<FileId>,
    /// Whence it came.
    pub from: Option<String>,
    /// Where it went.
    pub to: Option<String>,
    /// What it was done with.
    pub tool: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Who recorded it when.
    pub recorded: Vec<Recorded>,
    /// Whether only holders of its key read it.
    pub sealed: bool,
}

/// The safekeeping history of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Chain {
    /// Its steps, the first one first.
    pub steps: Vec<Step>,
    /// What does not fit together in them, in the order of the steps.
    pub misfits: Vec<Misfit>,
}

/// A step on its way into the chain.
pub(crate) struct Link<'a> {
    pub(crate) taken: Taken<'a>,
    pub(crate) custody: &'a Custody,
    /// The recording that is first in order.
    pub(crate) first: Option<&'a Recording>,
}

impl<'a> Link<'a> {
    fn of(taken: Taken<'a>) -> Option<Link<'a>> {
        let custody = step_of(&taken.statement.claim)?;
        Some(Link { taken, custody, first: taken.statement.standing().next() })
    }

    /// The first day on which it can have been done; none when that is not told.
    pub(crate) fn day(&self) -> Option<Day> {
        self.taken.statement.claim.when.as_ref()?.bounds().earliest()
    }

    /// When it was recorded, as the device's clock or a person had it.
    pub(crate) fn recorded(&self) -> Option<&'a str> {
        self.first?.time.as_ref().map(daftar_claim::Timestamp::as_str)
    }

    /// The day on which it was recorded.
    pub(crate) fn day_recorded(&self) -> Option<Day> {
        Edtf::parse(self.recorded()?.get(..10)?).ok()?.bounds().earliest()
    }

    fn shown(&self, names: &Surroundings, lang: Lang) -> Step {
        let Taken { statement, why, .. } = self.taken;
        let claim = &statement.claim;
        let party = |one: &Recording| Recorded {
            party: who(&Speaker::Entity(one.party), names, lang),
            time: one.time.as_ref().map(|time| time.as_str().to_owned()),
            clock: one.clock.word(),
        };
        Step {
            claim: statement.id,
            action: self.custody.action.clone(),
            when: claim.when.clone(),
            by: who(claim.said_by.as_ref().unwrap_or(&Speaker::Entity(claim.source)), names, lang),
            before: self.custody.before,
            after: self.custody.after,
            from: self.custody.from.clone(),
            to: self.custody.to.clone(),
            tool: self.custody.tool.clone(),
            why: why.map(str::to_owned),
            recorded: statement.standing().map(party).collect(),
            sealed: statement.sealed,
        }
    }
}

/// The step of safekeeping that a claim tells of, if it does.
pub fn step_of(claim: &Claim) -> Option<&Custody> {
    match &claim.value {
        Value::Custody(custody) if is_custody(&claim.property) => Some(custody),
        _ => None,
    }
}

fn is_custody(property: &PropertyId) -> bool {
    property.as_str() == "custody"
}

fn who(speaker: &Speaker, names: &Surroundings, lang: Lang) -> Who {
    match speaker {
        Speaker::Entity(id) => Who { entity: Some(*id), name: names.name(*id, lang).map(str::to_owned) },
        Speaker::Unnamed(words) => Who { entity: None, name: Some(words.clone()) },
    }
}

/// The chain of a file from the steps that may be seen. `whole` says that it was found whole after whatever was found wrong.
pub fn chain(file: FileId, taken: &[Taken<'_>], whole: bool, names: &Surroundings, lang: Lang) -> Chain {
    let links = order::ordered(taken.iter().copied().filter_map(Link::of).collect());
    let steps: Vec<Step> = links.iter().map(|link| link.shown(names, lang)).collect();
    let misfits = breaks::misfits(file, &links, &steps, whole);
    Chain { steps, misfits }
}

#[cfg(test)]
mod tests;
