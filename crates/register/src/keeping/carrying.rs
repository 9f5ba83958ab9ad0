//! What to carry first: everything of which somebody says how urgent it is, and how many there are of which nobody does.

use std::collections::BTreeSet;

use daftar_claim::EntityId;
use daftar_table::{Cell, Hit, Query, Test};
use daftar_view::{Ask, Asked, CARRY_FIRST, KEPT_AT, Load, Sum};
use serde::Serialize;

use super::numbers::{natural, now};
use super::places::Places;
use crate::{Register, RegisterError};

/// The kind of what a collection consists of.
const OBJECT: &str = "object";

/// The list for the worst day.
#[derive(Clone, Debug, Serialize)]
pub struct Carrying {
    /// The most urgent first; within one urgency by place, number and name.
    pub loads: Vec<Load>,
    /// All of them together.
    pub sum: Sum,
    /// How many objects there are besides, of which nobody says how urgent they are.
    pub unranked: usize,
    /// The places of keeping.
    #[serde(skip)]
    pub places: Places,
}

impl Carrying {
    /// The loads of each urgency, with their sum; the most urgent first.
    pub fn by_urgency(&self) -> impl Iterator<Item = (&[Load], Sum)> {
        self.loads.chunk_by(|one, other| one.rank == other.rank).map(|loads| (loads, Sum::of(loads)))
    }
}

impl Register {
    /// What to carry first of all that is kept within a place, or of everything.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn carrying(&self, within: Option<EntityId>, ask: &Ask) -> Result<Carrying, RegisterError> {
        let places = self.places_of_keeping(ask)?;
        let within = within.map(|place| places.within(place));
        let ranked = self.chosen(&[(CARRY_FIRST, Test::Said)], within.as_ref(), ask)?;
        let kind = Test::Is(Cell::Code { scheme: "kind".into(), code: OBJECT.into() }.to_string());
        let unranked = self.chosen(&[("kind", kind), (CARRY_FIRST, Test::Unsaid)], within.as_ref(), ask)?.len();
        let mut loads = self.loads(&ranked, ask)?;
        sort(&mut loads, &places);
        loads.sort_by_key(|load| std::cmp::Reverse(load.rank));
        Ok(Carrying { sum: Sum::of(&loads), loads, unranked, places })
    }

    /// The things, each with all that are said to be the same, that meet these tests and are kept within these places.
    pub(crate) fn chosen(
        &self,
        tests: &[(&str, Test)],
        within: Option<&BTreeSet<EntityId>>,
        ask: &Ask,
    ) -> Result<Vec<Vec<EntityId>>, RegisterError> {
        let mut query = Query { columns: Some(vec![KEPT_AT.to_owned()]), most: usize::MAX, ..Query::default() };
        tests.iter().for_each(|(field, test)| query.add(field, test.clone()));
        let mut chosen = Vec::new();
        self.each_of_many::<RegisterError>(&query, self.standing(), &now(ask), |hit| {
            if within.is_none_or(|within| is_kept(&hit, within)) {
                chosen.push(hit.row.members);
            }
            Ok(())
        })?;
        Ok(chosen)
    }

    /// What is to be known of these things to carry them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn loads(&self, things: &[Vec<EntityId>], ask: &Ask) -> Result<Vec<Load>, RegisterError> {
        let all: BTreeSet<EntityId> = things.iter().flatten().copied().collect();
        let all: BTreeSet<_> = all.into_iter().map(daftar_claim::Subject::Entity).collect();
        let _look = self.look()?;
        let told = self.told_of(&all, &|_, _| true, self.standing())?;
        let heard = self.with_remarks(told, self.standing(), ask.audience)?;
        let ask = now(ask);
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        Ok(things.iter().filter_map(|members| members.first()).map(|thing| Load::of(&asked, *thing)).collect())
    }
}

fn is_kept(hit: &Hit, within: &BTreeSet<EntityId>) -> bool {
    hit.row.cells(KEPT_AT).iter().any(|cell| matches!(cell, Cell::Entity(place) if within.contains(place)))
}

/// By the place where each is, then by number, then by name: the order in which somebody walks along the shelves.
pub(crate) fn sort(loads: &mut [Load], places: &Places) {
    loads.sort_by_cached_key(|load| {
        let place = load.kept.first().map(|kept| natural(&places.path(kept.place)));
        let number = load.numbers.first().map(|number| natural(number));
        (place.is_none(), place, number.is_none(), number, load.name.clone(), load.entity)
    });
}
