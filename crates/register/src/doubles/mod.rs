//! Cards that may be one thing twice: by number, name, what else its profile counts to identity and history, measures, and
//! pictures. What is found is proposed, with what speaks for and against it; a person says whether it is so, and that is a
//! statement like any other.

mod likeness;
mod pictures;
mod propose;
mod weigh;

use std::collections::BTreeSet;

use daftar_claim::{EntityId, PropertyId, Standing};
use daftar_store::table::Table;
use daftar_table::{Cell, Query, Row};
use daftar_view::Ask;

use crate::{Progress, Register, RegisterError};
use likeness::{Likeness, Properties};
use propose::{Proposed, propose};
use weigh::{Of, Weight};

/// Which doubles are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Among which cards: as the search asks. Both cards of a pair are among them.
    pub query: Query,
    /// How many are passed over.
    pub skip: usize,
    /// How many are told at most.
    pub most: usize,
}

/// Two cards that may be one thing.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct Double {
    /// The one.
    pub one: Row,
    /// The other.
    pub other: Row,
    /// What speaks for it less what speaks against it, in bits, with how seldom doubles are taken off: from 0 on it is likelier
    /// than not that they are one thing, if what is written of things is as independent as it is taken to be.
    pub bits: f64,
    /// What was compared, what weighs most first.
    pub reasons: Vec<Reason>,
}

/// Why two cards may be one thing, or may not.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct Reason {
    /// The property; none for pictures.
    pub property: Option<String>,
    /// What the one says.
    pub one: Option<Cell>,
    /// What the other says.
    pub other: Option<Cell>,
    /// Whether they agree.
    pub agrees: bool,
    /// What it weighs, in bits; below 0 it speaks against.
    pub bits: f64,
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize)]
pub struct Doubles {
    /// The pairs that were asked for, the likeliest first.
    pub pairs: Vec<Double>,
    /// How many there are.
    pub total: u64,
    /// How many cards were compared.
    pub cards: u64,
    /// How many pictures were compared.
    pub pictures: u64,
    /// How many pictures could not be: locked, broken, not here.
    pub unseen: u64,
    /// How many names, words and so on are shared by so many cards that they propose nothing by themselves.
    pub common: u64,
}

impl Register {
    /// Pairs of cards that may be one thing twice, and of which nobody has said whether they are. None for a past moment or some
    /// of the sources: a table is of now and of all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn doubles(
        &self,
        wanted: &Wanted,
        standing: &Standing,
        ask: &Ask,
        progress: Progress<'_>,
    ) -> Result<Option<Doubles>, RegisterError> {
        let properties = Properties::of(&self.profiles);
        let mut found = Doubles::default();
        let Some(cards) = self.likenesses(wanted, &properties, (standing, ask), &mut found, progress)? else {
            return Ok(None);
        };
        let said = self.said_of_pairs(ask)?;
        let (proposed, common) = propose(&cards, &properties, &|one, other| said.contains(&pair(one, other)));
        (found.total, found.common) = (proposed.len() as u64, common);
        let table = self.table(ask.audience)?;
        for one in proposed.iter().skip(wanted.skip).take(wanted.most) {
            found.pairs.extend(told(one, &cards, &properties, &table)?);
        }
        Ok(Some(found))
    }

    /// What is compared of the cards among which doubles are looked for.
    fn likenesses(
        &self,
        wanted: &Wanted,
        properties: &Properties,
        (standing, ask): (&Standing, &Ask),
        found: &mut Doubles,
        progress: Progress<'_>,
    ) -> Result<Option<Vec<Likeness>>, RegisterError> {
        let (mut cards, shown) = (Vec::new(), self.pictures_of_things(ask)?);
        let query = Query { most: usize::MAX, skip: 0, facets: Vec::new(), columns: None, ..wanted.query.clone() };
        let total = self.many(ask)?.rows;
        let of_now = self.each_of_many::<RegisterError>(&query, standing, ask, |hit| {
            let files = hit.row.members.iter().filter_map(|member| shown.get(member)).flatten();
            let looks: Vec<Option<u64>> = files.map(|file| self.look_of(*file)).collect();
            found.unseen += looks.iter().filter(|look| look.is_none()).count() as u64;
            found.pictures += looks.iter().flatten().count() as u64;
            cards.push(properties.likeness(&hit.row, looks.into_iter().flatten().collect()));
            progress(cards.len() as u64, total);
            Ok(())
        })?;
        found.cards = cards.len() as u64;
        Ok(of_now.then_some(cards))
    }

    /// The pairs of which somebody says that they are one thing, may be, or are not.
    fn said_of_pairs(&self, ask: &Ask) -> Result<BTreeSet<(EntityId, EntityId)>, RegisterError> {
        let mut said = BTreeSet::new();
        for property in ["same-as", "may-be-same", "different-from"] {
            for claim in self.standing_with(&PropertyId::parse(property)?, ask)? {
                if let [one, other] = crate::look::linked(&claim)[..] {
                    said.insert(pair(one, other));
                }
            }
        }
        Ok(said)
    }
}

/// A pair with its rows and reasons.
fn told(
    proposed: &Proposed,
    cards: &[Likeness],
    properties: &Properties,
    table: &Table,
) -> Result<Option<Double>, RegisterError> {
    let row = |n: usize| cards.get(n).map_or(Ok(None), |card| table.row_of(&card.entity));
    let (Some(one), Some(other)) = (row(proposed.one)?, row(proposed.other)?) else { return Ok(None) };
    let reason = |weight: &Weight| {
        let (agrees, bits) = (weight.agrees, weight.bits);
        match weight.of {
            Of::Pictures => Reason { property: None, one: None, other: None, agrees, bits },
            Of::Property(place) => {
                let (a, b) = properties.cells(place, &one, &other).unzip();
                Reason { property: Some(properties.id(place).into()), one: a.cloned(), other: b.cloned(), agrees, bits }
            }
        }
    };
    let reasons = proposed.weights.iter().map(reason).collect();
    Ok(Some(Double { bits: proposed.bits, reasons, one, other }))
}

fn pair(one: EntityId, other: EntityId) -> (EntityId, EntityId) {
    if one <= other { (one, other) } else { (other, one) }
}
