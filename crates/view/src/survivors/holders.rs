//! Whom to ask for what first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

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
        let by_holder = by_holder(&one.chances);
        let alone = by_holder.len() == 1 && one.chances.iter().all(|chance| chance.holder.is_some());
        for (name, (who, chances)) in by_holder {
            let new = || (chances.iter().any(|chance| chance.displaced), Holder::new(who));
            holders.entry(name).or_insert_with(new).1.take(&chances, one, alone);
        }
    }
    for one in accessions {
        let many =
            |chance: &Chance| holders.get(&name_of(chance.holder.as_ref()?)).map(|(_, holder)| holder.accessions);
        one.chances.sort_by_cached_key(|chance| order(chance, many(chance)));
    }
    let (mut displaced, mut all): (Vec<_>, Vec<_>) = holders.into_values().partition(|(displaced, _)| *displaced);
    for list in [&mut all, &mut displaced] {
        list.sort_by_cached_key(|(_, holder)| holder.order());
    }
    let only = |list: Vec<(bool, Holder)>| list.into_iter().map(|(_, holder)| holder).collect();
    (only(all), only(displaced))
}

/// The chances of an accession by who has them.
fn by_holder(chances: &[Chance]) -> BTreeMap<Name, (&Who, Vec<&Chance>)> {
    let mut all: BTreeMap<Name, (&Who, Vec<&Chance>)> = BTreeMap::new();
    for chance in chances {
        if let Some(who) = &chance.holder {
            all.entry(name_of(who)).or_insert_with(|| (who, Vec::new())).1.push(chance);
        }
    }
    all
}

fn name_of(who: &Who) -> Name {
    (who.entity, who.name.clone().filter(|_| who.entity.is_none()))
}

/// The place of a chance among those of one accession: surely there before perhaps; those who were displaced last; then how it came
/// there; then more seeds, younger seeds, and whoever has more accessions.
fn order(chance: &Chance, accessions: Option<usize>) -> impl Ord + use<> {
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

    /// Counts what it has of an accession, of which perhaps nobody else is known to have any.
    fn take(&mut self, chances: &[&Chance], of: &Surviving, alone: bool) {
        self.accessions += 1;
        self.sure += usize::from(chances.iter().any(|one| one.sure));
        self.stored += usize::from(chances.iter().any(|one| one.way == Way::Duplicate));
        self.only += usize::from(alone);
        self.what.push(of.accession.clone());
        self.seeds = chances.iter().filter_map(|one| one.seeds).chain(self.seeds).reduce(Range::and);
        let dates = chances.iter().filter_map(|one| one.since.clone()).chain(self.youngest.take());
        self.youngest = dates.max_by_key(Edtf::sort_key);
    }

    /// Its place among those who are to be asked.
    fn order(&self) -> impl Ord + use<> {
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
