//! What is known of a lot before somebody weighs it: its book, the bank's measures, and its germination tests.

use std::collections::BTreeSet;

use daftar_claim::{Edtf, EntityId, Statement, Subject, Value};
use daftar_table::{Cell, Test};
use daftar_view::stock::{Scales, Stock, scales_of, stock_of};
use daftar_view::{Ask, Asked, Load};
use serde::Serialize;

use super::LOT;
use crate::keeping::sort;
use crate::reading::{as_text, maybe_text};
use crate::{Heard, Register, RegisterError};

/// The kind of the bank's own measures.
const MEASURE: &str = "measure";
/// The kind of a germination test.
const TEST: &str = "germination-test";

/// The book of a lot.
#[derive(Clone, Debug, Serialize)]
pub struct Book {
    /// What came, went and was counted.
    #[serde(flatten)]
    pub stock: Stock,
    /// What makes one unit of another.
    pub scales: Scales,
    /// Its germination tests, the newest first.
    pub tests: Vec<GerminationTest>,
}

/// A germination test of a lot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GerminationTest {
    /// The test.
    #[serde(serialize_with = "as_text")]
    pub entity: EntityId,
    /// When the seeds were sown.
    #[serde(serialize_with = "maybe_text")]
    pub day: Option<Edtf>,
    /// How many were sown; the most that anybody says.
    pub sown: Option<i64>,
    /// How many had come up, each by its day, the earliest first.
    pub counts: Vec<Come>,
}

/// How many seeds had come up by a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Come {
    /// The day; none where nobody says.
    #[serde(serialize_with = "maybe_text")]
    pub day: Option<Edtf>,
    /// How many.
    pub many: i64,
}

impl Register {
    /// The book of a lot, as the asking audience may know it.
    ///
    /// # Errors
    /// When nothing of that id is a lot, or the index cannot be read.
    pub fn book(&self, lot: EntityId, ask: &Ask) -> Result<Book, RegisterError> {
        let heard = self.hear_book(lot, ask)?;
        let ask = Ask { audience: ask.audience, lang: ask.lang, ..Ask::default() };
        let asked = Asked::new(&heard.statements, &ask, self.profiles(), &heard.surroundings);
        if !asked.is_of_kinds(lot, &[LOT]) {
            return Err(RegisterError::Unknown { what: "lot", id: lot.to_string(), see: "search" });
        }
        let (stock, scales) = (stock_of(&asked, lot), scales_of(&asked, lot));
        let mut tests: Vec<GerminationTest> = asked
            .entities()
            .into_iter()
            .filter(|entity| asked.is_of_kinds(*entity, &[TEST]))
            .map(|test| GerminationTest::of(test, &heard.statements))
            .collect();
        tests.sort_by_key(|test| std::cmp::Reverse(test.day.as_ref().map(Edtf::sort_key)));
        Ok(Book { stock, scales, tests })
    }

    /// What is said of a lot, of what names it, of its accession, and of the bank's measures.
    fn hear_book(&self, lot: EntityId, ask: &Ask) -> Result<Heard, RegisterError> {
        let around = self.hear_entity(lot, self.standing(), ask.audience)?;
        let mut told: BTreeSet<EntityId> =
            around.statements.iter().filter_map(|one| one.claim.subject.entity()).collect();
        told.extend(around.statements.iter().filter_map(|one| match one.claim.value {
            Value::Entity(accession) if one.claim.property.as_str() == "of-accession" => Some(accession),
            _ => None,
        }));
        told.extend(self.of_kind(MEASURE)?);
        self.hear_joined(told, self.standing(), ask.audience)
    }
}

impl Register {
    /// The lots of seeds, of a place of keeping those that are within it by what was said last; by place, number and name.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn lots(&self, within: Option<EntityId>, ask: &Ask) -> Result<Vec<Load>, RegisterError> {
        let places = self.places_of_keeping(ask)?;
        let kind = Test::Is(Cell::Code { scheme: "kind".into(), code: LOT.into() }.to_string());
        let mut lots = self.loads(&self.chosen(&[("kind", kind)], None, ask)?, ask)?;
        if let Some(within) = within.map(|place| places.within(place)) {
            lots.retain(|lot| lot.kept.first().is_some_and(|kept| within.contains(&kept.place)));
        }
        sort(&mut lots, &places);
        Ok(lots)
    }
}

impl GerminationTest {
    fn of(test: EntityId, statements: &[Statement]) -> GerminationTest {
        let said = |property: &'static str| {
            let own = move |one: &&Statement| {
                one.stands() && one.claim.subject == Subject::Entity(test) && one.claim.property.as_str() == property
            };
            statements.iter().filter(own)
        };
        let mut counts: Vec<Come> = said("germinated")
            .filter_map(|one| Some(Come { day: one.claim.when.clone(), many: many(&one.claim.value)? }))
            .collect();
        counts.sort_by_key(|count| (count.day.as_ref().map(Edtf::sort_key), count.many));
        counts.dedup();
        let day = said("date").find_map(|one| match &one.claim.value {
            Value::Date(day) => Some(day.clone()),
            _ => None,
        });
        GerminationTest {
            entity: test,
            day,
            sown: said("seeds-sown").filter_map(|one| many(&one.claim.value)).max(),
            counts,
        }
    }

    /// What does not fit to so many having come up by a day: they cannot be fewer than on a day before, nor more than on a
    /// later one.
    pub fn misfit(&self, day: &Edtf, come: i64) -> Option<&Come> {
        self.counts.iter().find(|known| match &known.day {
            Some(other) if other.sort_key() < day.sort_key() => known.many > come,
            Some(other) if other.sort_key() > day.sort_key() => known.many < come,
            _ => false,
        })
    }
}

fn many(value: &Value) -> Option<i64> {
    match value {
        Value::Count { low, best, high } => best.or(*high).or(*low),
        _ => None,
    }
}
