//! Whom to ask for what first.

use std::cmp::Reverse;
use std::collections::HashMap;

use daftar_claim::{Edtf, EntityId};
use serde::Serialize;

use super::{Chance, Surviving, Way};
use crate::cite::Who;
use crate::json;
use crate::stock::{Range, Units};

/// Who may have something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Holder {
    /// Who.
    pub who: Who,
    /// Of how many accessions.
    pub accessions: usize,
    /// Of how many surely.
    pub sure: usize,
    /// Of how many as a stored duplicate.
    pub stored: usize,
    /// Of how many nobody else is known to have any.
    pub only: usize,
    /// How many seeds in all, as far as that is known.
    pub seeds: Option<Range>,
    /// When the youngest of it was harvested, or came there.
    #[serde(serialize_with = "json::text_or_null")]
    pub youngest: Option<Edtf>,
    /// The accessions.
    pub what: Vec<Who>,
}

/// Who is counted as one: a card, or the same words.
type Name = (Option<EntityId>, Option<String>);

/// Sorts the chances of each accession, and ranks who has them: those to be asked, and those who were displaced.
///
/// First whoever surely has something, then whoever has it stored, then whoever has the most accessions, is the only one to have some,
/// has more seeds, and younger ones.
pub(super) fn rank(accessions: &mut [Surviving]) -> (Vec<Holder>, Vec<Holder>) {
    let mut holders: HashMap<Name, (bool, Holder)> = HashMap::new();
    for one in accessions.iter() {
        let mut met: Vec<Name> = Vec::new();
        for chance in &one.chances {
            let Some(who) = &chance.holder else { continue };
            let name = (who.entity, who.name.clone().filter(|_| who.entity.is_none()));
            let (_, holder) = holders.entry(name.clone()).or_insert_with(|| (chance.displaced, Holder::new(who)));
            holder.take(chance, one, !met.contains(&name));
            met.push(name);
        }
    }
    for one in accessions {
        let many = |chance: &Chance| {
            let who = chance.holder.as_ref()?;
            let name = (who.entity, who.name.clone().filter(|_| who.entity.is_none()));
            holders.get(&name).map(|(_, holder)| holder.accessions)
        };
        one.chances.sort_by_cached_key(|chance| order(chance, many(chance)));
    }
    let (mut displaced, mut all): (Vec<_>, Vec<_>) = holders.into_values().partition(|(displaced, _)| *displaced);
    for list in [&mut all, &mut displaced] {
        list.sort_by_cached_key(|(_, holder)| holder.order());
    }
    let only = |list: Vec<(bool, Holder)>| list.into_iter().map(|(_, holder)| holder).collect();
    (only(all), only(displaced))
}

/// The place of a chance among those of one accession: surely there before perhaps; those who were displaced last; then how it came
/// there; then more seeds, younger seeds, and whoever has more accessions.
#[allow(clippy::type_complexity, reason = "a key that is used once")]
fn order(
    chance: &Chance,
    accessions: Option<usize>,
) -> (bool, bool, Way, Reverse<Option<Units>>, Reverse<(i64, i64)>, Reverse<Option<usize>>, Option<String>) {
    let younger = chance.since.as_ref().map_or((i64::MIN, i64::MIN), Edtf::sort_key);
    let name = chance.holder.as_ref().and_then(|who| who.name.clone());
    (
        chance.displaced,
        !chance.sure,
        chance.way,
        Reverse(most(chance.seeds)),
        Reverse(younger),
        Reverse(accessions),
        name,
    )
}

fn most(seeds: Option<Range>) -> Option<Units> {
    seeds.map(|range| range.high)
}

impl Holder {
    fn new(who: &Who) -> Holder {
        let (accessions, sure, stored, only) = (0, 0, 0, 0);
        Holder { who: who.clone(), accessions, sure, stored, only, seeds: None, youngest: None, what: Vec::new() }
    }

    /// Counts what it has of an accession; `first` for the first that is met of it.
    fn take(&mut self, chance: &Chance, of: &Surviving, first: bool) {
        if first {
            let own = |one: &&Chance| one.holder.as_ref().is_some_and(|who| *who == self.who);
            self.accessions += 1;
            self.sure += usize::from(of.chances.iter().filter(own).any(|one| one.sure));
            self.stored += usize::from(of.chances.iter().filter(own).any(|one| one.way == Way::Duplicate));
            self.only += usize::from(of.chances.iter().all(|one| own(&one)));
            self.what.push(of.accession.clone());
        }
        self.seeds = match (self.seeds, chance.seeds) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        let younger = chance
            .since
            .as_ref()
            .filter(|date| self.youngest.as_ref().is_none_or(|known| known.sort_key() < date.sort_key()));
        self.youngest = younger.cloned().or(self.youngest.take());
    }

    #[allow(clippy::type_complexity, reason = "a key that is used once")]
    fn order(
        &self,
    ) -> (bool, bool, Reverse<usize>, Reverse<usize>, Reverse<Option<Units>>, Reverse<Option<(i64, i64)>>, Option<String>)
    {
        let youngest = self.youngest.as_ref().map(Edtf::sort_key);
        (
            self.sure == 0,
            self.stored == 0,
            Reverse(self.accessions),
            Reverse(self.only),
            Reverse(most(self.seeds)),
            Reverse(youngest),
            self.who.name.clone(),
        )
    }
}
