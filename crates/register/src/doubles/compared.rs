//! What comparing came to, to be kept: numbers alone, and nothing of what is said.

use std::collections::{HashMap, HashSet};

use daftar_claim::{EntityId, FileId, Head, Timestamp};
use daftar_table::Row;

use super::likeness::{Likeness, Properties};
use super::propose::Proposed;
use super::settled::Settled;
use super::weigh::{Of, Weight};
use super::{Double, Reason};

/// Two cards that may be one thing, without what they say.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// The one.
    pub one: EntityId,
    /// The other.
    pub other: EntityId,
    /// See [`Double::bits`].
    pub bits: f64,
    weights: Vec<Weight>,
}

/// All pairs that were found when cards were compared. It may tell of restricted things: whoever keeps it keeps it in memory
/// alone.
#[derive(Debug)]
pub struct Compared {
    /// When.
    pub time: Timestamp,
    /// How many cards were compared.
    pub cards: u64,
    /// How many pictures were compared.
    pub pictures: u64,
    /// How many pictures could not be: locked, broken, not here.
    pub unseen: u64,
    /// How many names, words and so on are shared by so many cards that they propose nothing by themselves.
    pub common: u64,
    /// How far the logs reached.
    pub(super) heads: Vec<Head>,
    pub(super) properties: Properties,
    /// How each picture looks: a file never looks otherwise.
    pub(super) looks: HashMap<FileId, u64>,
    pairs: Vec<Pair>,
}

impl Compared {
    pub(super) fn begin(
        time: Timestamp,
        heads: Vec<Head>,
        properties: Properties,
        looks: HashMap<FileId, u64>,
    ) -> Compared {
        let (cards, pictures, unseen, common) = (0, 0, 0, 0);
        Compared { time, cards, pictures, unseen, common, heads, properties, looks, pairs: Vec::new() }
    }

    pub(super) fn take(&mut self, cards: &[Likeness], proposed: Vec<Proposed>, common: u64) {
        let pair = |found: Proposed| {
            let (one, other) = (cards.get(found.one)?.entity, cards.get(found.other)?.entity);
            Some(Pair { one, other, bits: found.bits, weights: found.weights })
        };
        self.common = common;
        self.pairs = proposed.into_iter().filter_map(pair).collect();
    }

    /// The pairs, the likeliest first.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Those of which nothing was said since either, with their places among all. Of pairs that are one since, because cards of
    /// theirs are, the likeliest.
    pub fn open(&self, settled: &Settled) -> Vec<(usize, &Pair)> {
        let mut met = HashSet::new();
        let open = self.pairs.iter().enumerate().filter(|(_, pair)| !settled.holds(pair.one, pair.other));
        open.filter(|(_, pair)| met.insert(settled.key(pair.one, pair.other))).collect()
    }

    /// A pair with its reasons, in the words of the rows of both cards as they are now.
    pub fn told(&self, pair: &Pair, one: Row, other: Row) -> Double {
        let reasons = pair.weights.iter().map(|weight| self.reason(weight, &one, &other)).collect();
        Double { bits: pair.bits, reasons, one, other }
    }

    fn reason(&self, weight: &Weight, one: &Row, other: &Row) -> Reason {
        let (agrees, bits) = (weight.agrees, weight.bits);
        match weight.of {
            Of::Pictures => Reason { property: None, one: None, other: None, agrees, bits },
            Of::Property(place) => {
                let (a, b) = self.properties.cells(place, one, other).unzip();
                let property = Some(self.properties.id(place).into());
                Reason { property, one: a.cloned(), other: b.cloned(), agrees, bits }
            }
        }
    }
}
