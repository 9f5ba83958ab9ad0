//! Cards that may be one thing twice: by number, name, what else its profile counts to identity and history, measures, and
//! pictures. What is found is proposed, with what speaks for and against it; a person says whether it is so, and that is a
//! statement like any other.

mod beside;
mod changed;
mod compared;
mod decide;
mod likeness;
mod pictures;
mod propose;
mod settled;
mod weigh;

use std::collections::HashMap;

use daftar_claim::{FileId, Standing};
use daftar_table::{Cell, Query, Row};
use daftar_view::Ask;

use crate::{Progress, Register, RegisterError};
use likeness::{Likeness, Properties};
use propose::propose;

pub use beside::{Beside, Cards, Fit};
pub use compared::{Compared, Pair};
pub use decide::{Decided, Verdict};
pub use settled::Settled;

/// So many cards, and so many pictures that were not looked at yet, are compared within a second or two.
const FEW_CARDS: u64 = 2_000;
const FEW_PICTURES: usize = 100;

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
        let Some(compared) = self.compare_cards(&wanted.query, None, standing, ask, progress)? else { return Ok(None) };
        let table = self.table(ask.audience)?;
        let Compared { cards, pictures, unseen, common, .. } = compared;
        let total = compared.pairs().len() as u64;
        let mut found = Doubles { total, cards, pictures, unseen, common, pairs: Vec::new() };
        for pair in compared.pairs().iter().skip(wanted.skip).take(wanted.most) {
            if let (Some(one), Some(other)) = (table.row_of(&pair.one)?, table.row_of(&pair.other)?) {
                found.pairs.push(compared.told(pair, one, other));
            }
        }
        Ok(Some(found))
    }

    /// Compares cards with each other: pairs that may be one thing twice, and of which nobody has said whether they are, to be
    /// kept and told a few at a time. How pictures look is taken from `before` where that knows it. None for a past moment or
    /// some of the sources.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn compare_cards(
        &self,
        query: &Query,
        before: Option<&Compared>,
        standing: &Standing,
        ask: &Ask,
        progress: Progress<'_>,
    ) -> Result<Option<Compared>, RegisterError> {
        let properties = Properties::of(&self.profiles);
        let looks = before.map(|before| before.looks.clone()).unwrap_or_default();
        let mut compared = Compared::begin(self.time(), self.heads(), properties, looks);
        let Some(cards) = self.likenesses(query, (standing, ask), &mut compared, progress)? else { return Ok(None) };
        let settled = self.settled(ask)?;
        let (proposed, common) = propose(&cards, &compared.properties, &|one, other| settled.holds(one, other));
        compared.take(&cards, proposed, common);
        Ok(Some(compared))
    }

    /// Whether comparing all cards would take long enough that nobody is to wait for it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn is_comparing_dear(&self, before: Option<&Compared>, ask: &Ask) -> Result<bool, RegisterError> {
        if self.is_table_dear()? || self.many(ask)?.rows > FEW_CARDS {
            return Ok(true);
        }
        let pictures = self.pictures_of_things(ask)?;
        let unknown = |file: &&FileId| before.is_none_or(|before| !before.looks.contains_key(*file));
        Ok(pictures.values().flatten().filter(unknown).count() > FEW_PICTURES)
    }

    /// What is compared of the cards among which doubles are looked for.
    fn likenesses(
        &self,
        query: &Query,
        (standing, ask): (&Standing, &Ask),
        compared: &mut Compared,
        progress: Progress<'_>,
    ) -> Result<Option<Vec<Likeness>>, RegisterError> {
        let (mut cards, shown) = (Vec::new(), self.pictures_of_things(ask)?);
        let query = Query { most: usize::MAX, skip: 0, facets: Vec::new(), columns: None, ..query.clone() };
        let total = self.many(ask)?.rows;
        let mut looks: HashMap<FileId, u64> = HashMap::new();
        let of_now = self.each_of_many::<RegisterError>(&query, standing, ask, |hit| {
            let files = hit.row.members.iter().filter_map(|member| shown.get(member)).flatten();
            let mut seen = Vec::new();
            for file in files {
                match compared.looks.get(file).copied().or_else(|| self.look_of(*file)) {
                    Some(look) => seen.push((*file, look)),
                    None => compared.unseen += 1,
                }
            }
            compared.pictures += seen.len() as u64;
            looks.extend(seen.iter().copied());
            cards.push(compared.properties.likeness(&hit.row, seen.into_iter().map(|(_, look)| look).collect()));
            progress(cards.len() as u64, total);
            Ok(())
        })?;
        (compared.cards, compared.looks) = (cards.len() as u64, looks);
        Ok(of_now.then_some(cards))
    }
}
