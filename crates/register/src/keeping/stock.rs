//! Taking stock of a place of keeping: what should be there, what is seen, and where the two differ.
//!
//! A stock-taking is a source of its own. What it finds stands beside what the record says: a thing that is not seen where it
//! is said to be has a denial of that statement, one that is found elsewhere also a statement of that place, without a date of
//! its own, so that it ends nothing. Both are shown where sources differ, until a keeper puts the record right.

use std::collections::BTreeMap;

use daftar_claim::{ClaimId, Edtf, EntityId, Statement, Subject, Value};
use daftar_date::Lang;
use daftar_table::{Cell, Query, Test};
use daftar_view::{Ask, Audience, KEPT_AT, Keeping, Load, value_words};
use serde::Serialize;

use super::numbers::now;
use super::packing::day_of;
use super::places::Places;
use super::plan::{Plan, claim};
use crate::reading::{as_text, maybe_text};
use crate::{Register, RegisterError, chance};

/// The kind of a stock-taking.
const STOCK_TAKING: &str = "stock-taking";
/// What is found of a thing, and the list of its codes.
pub(super) const FOUND: &str = "stock-found";
/// What is found without a number.
pub(super) const UNNUMBERED: &str = "found-unnumbered";
/// How many things nobody looked for when it ended.
pub(super) const LEFT: &str = "not-looked-for";
pub(super) const ENDED: &str = "ended";

/// What a stock-taking is told when it begins.
#[derive(Clone, Debug)]
pub struct Begun<'b> {
    /// The card that is made; drawn where none is given.
    pub entity: Option<EntityId>,
    /// The place of keeping.
    pub place: EntityId,
    /// The day, in full.
    pub day: &'b Edtf,
    /// Who looks, where that is not the keeper.
    pub by: Option<EntityId>,
}

/// What somebody sees of a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// It is where it is said to be.
    Here,
    /// It is not.
    Not,
    /// It is somewhere else.
    Elsewhere(#[serde(serialize_with = "as_text")] EntityId),
    /// It is here, and said to be elsewhere, or nowhere.
    Surplus,
}

/// One answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The thing.
    pub thing: EntityId,
    /// What is seen of it; none to take back what was answered before.
    pub seen: Option<Seen>,
}

/// A stock-taking in a list of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StockTaking {
    /// The stock-taking.
    #[serde(serialize_with = "as_text")]
    pub entity: EntityId,
    /// The place of keeping.
    #[serde(serialize_with = "maybe_text")]
    pub place: Option<EntityId>,
    /// Its path, in the language asked for.
    pub path: String,
    /// On which day it began.
    #[serde(serialize_with = "maybe_text")]
    pub day: Option<Edtf>,
    /// On which day it was ended, if it was.
    #[serde(serialize_with = "maybe_text")]
    pub ended: Option<Edtf>,
}

/// A thing, and what the stock-taking found of it.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The thing.
    #[serde(flatten)]
    pub load: Load,
    /// What is seen of it; none as long as nobody looked.
    pub seen: Option<Seen>,
}

/// A stock-taking: what should be there, and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Stock {
    /// The stock-taking.
    #[serde(flatten)]
    pub head: StockTaking,
    /// Who looks.
    #[serde(serialize_with = "maybe_text")]
    pub by: Option<EntityId>,
    /// That person's name.
    pub by_name: Option<String>,
    /// What should be there by what others say, each with what was found of it; by place, number and name. Of one that has
    /// ended, what was looked for.
    pub lines: Vec<Found>,
    /// What is there and is said to be elsewhere, or nowhere.
    pub surplus: Vec<Found>,
    /// What is there without a number, in words.
    pub unnumbered: Vec<String>,
    /// How many nobody looked for; of one that has ended, when it ended.
    pub left: usize,
    /// All places of keeping.
    #[serde(skip)]
    pub places: Places,
}

/// What is answered at once.
#[derive(Clone, Debug, Default)]
pub struct Lookout {
    /// What was seen of things.
    pub findings: Vec<Finding>,
    /// What was found without a number, in words.
    pub unnumbered: Vec<String>,
    /// Whether the stock-taking ends with that, and on which day.
    pub ends: Option<Edtf>,
}

impl Seen {
    pub(super) fn code(self) -> &'static str {
        match self {
            Seen::Here => "seen",
            Seen::Not => "not-seen",
            Seen::Elsewhere(_) => "elsewhere",
            Seen::Surplus => "surplus",
        }
    }
}

impl Stock {
    /// How many things were seen, were not seen, were found elsewhere, and were found though listed elsewhere.
    pub fn counts(&self) -> [usize; 4] {
        let count = |code: &str| self.all().filter(|one| one.seen.is_some_and(|seen| seen.code() == code)).count();
        ["seen", "not-seen", "elsewhere", "surplus"].map(count)
    }

    /// Everything of which something was to be found.
    pub fn all(&self) -> impl Iterator<Item = &Found> {
        self.lines.iter().chain(&self.surplus)
    }
}

impl Register {
    /// Plans that a stock-taking begins. It is named after its place and day, so that whoever meets it as a source knows what
    /// it is.
    ///
    /// # Errors
    /// When the place is none, or the day is no day.
    pub fn begin_stock(&self, begun: &Begun<'_>) -> Result<(EntityId, Plan), RegisterError> {
        day_of(begun.day)?;
        if !self.is_place(begun.place)? {
            return Err(RegisterError::Ask(
                "stock is taken of a place of keeping: give a store, a shelf, a box".into(),
            ));
        }
        let entity = begun.entity.map_or_else(chance::entity, Ok)?;
        let mut values = vec![
            ("kind", Value::code("kind", STOCK_TAKING)),
            ("about", Value::Entity(begun.place)),
            ("date", Value::Date(begun.day.clone())),
        ];
        for lang in [Lang::En, Lang::Ar] {
            values.push(("name", self.name_of_stock(begun, lang)?));
        }
        values.extend(begun.by.map(|who| ("carried-out-by", Value::Entity(who))));
        let mut plan = Plan::default();
        for (property, value) in values {
            let said = claim(entity, property, value, self.keeper()?)?;
            plan.say(said, [vec![entity, begun.place], begun.by.into_iter().collect()].concat());
        }
        Ok((entity, plan))
    }

    fn name_of_stock(&self, begun: &Begun<'_>, lang: Lang) -> Result<Value, RegisterError> {
        let places = self.places_of_keeping(&Ask { audience: Audience::Keeper, lang, ..Ask::default() })?;
        let path = places.path(begun.place);
        let word = value_words(&Value::code("kind", STOCK_TAKING), lang, self.profiles());
        let text = format!("{word}: {path}, {}", begun.day.as_str());
        Ok(Value::Text { text, lang: Some(lang.tag().to_owned()) })
    }

    /// The stock-takings, those that have not ended first, each newest first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn stock_takings(&self, ask: &Ask) -> Result<Vec<StockTaking>, RegisterError> {
        let places = self.places_of_keeping(ask)?;
        let columns = ["about", "date", ENDED].map(str::to_owned).to_vec();
        let mut query = Query { columns: Some(columns), most: usize::MAX, ..Query::default() };
        query.add("kind", Test::Is(Cell::Code { scheme: "kind".into(), code: STOCK_TAKING.into() }.to_string()));
        let mut all = Vec::new();
        self.each_of_many::<RegisterError>(&query, self.standing(), &now(ask), |hit| {
            let date = |field: &str| {
                hit.row.cells(field).iter().find_map(|cell| match cell {
                    Cell::Date(date) => Some(date.clone()),
                    _ => None,
                })
            };
            let place = hit.row.cells("about").iter().find_map(|cell| match cell {
                Cell::Entity(place) => Some(*place),
                _ => None,
            });
            let path = place.map(|place| places.path(place)).unwrap_or_default();
            all.push(StockTaking { entity: hit.row.entity, place, path, day: date("date"), ended: date(ENDED) });
            Ok(())
        })?;
        all.sort_by_key(|one| {
            let newest = std::cmp::Reverse(one.day.as_ref().map(Edtf::sort_key));
            (one.ended.is_some(), newest, one.entity)
        });
        Ok(all)
    }

    /// A stock-taking with what it found.
    ///
    /// # Errors
    /// When nothing of that id is a stock-taking for this audience, or the index cannot be read.
    pub fn stock(&self, entity: EntityId, ask: &Ask) -> Result<Stock, RegisterError> {
        let unknown = || RegisterError::Unknown { what: "stock-taking", id: entity.to_string(), see: "stock" };
        let head = self.stock_takings(ask)?.into_iter().find(|one| one.entity == entity).ok_or_else(unknown)?;
        let place = head.place.ok_or_else(unknown)?;
        let places = self.places_of_keeping(ask)?;
        let said = self.said_by_stock(entity)?;
        let seen: BTreeMap<EntityId, Seen> = seen(&said);
        let mut lines = self.should_be(entity, place, &places, ask)?;
        let met: Vec<EntityId> = lines.iter().map(|load| load.entity).collect();
        let others: Vec<Vec<EntityId>> =
            seen.keys().filter(|thing| !met.contains(thing)).map(|thing| vec![*thing]).collect();
        let (surplus, more): (Vec<Load>, Vec<Load>) =
            self.loads(&others, ask)?.into_iter().partition(|load| seen.get(&load.entity) == Some(&Seen::Surplus));
        // What was looked for here and is listed elsewhere since.
        lines.extend(more);
        super::carrying::sort(&mut lines, &places);
        let found = |loads: Vec<Load>| -> Vec<Found> {
            let each = loads.into_iter().map(|load| Found { seen: seen.get(&load.entity).copied(), load });
            each.filter(|one| head.ended.is_none() || one.seen.is_some()).collect()
        };
        let (lines, surplus) = (found(lines), found(surplus));
        let by = self.who_looks(entity)?;
        let by_name = by.map(|who| self.names_of(who)).transpose()?.and_then(|names| names.into_iter().next());
        let told = counted(&said, entity);
        let left = told
            .filter(|_| head.ended.is_some())
            .unwrap_or_else(|| lines.iter().filter(|one| one.seen.is_none()).count());
        Ok(Stock { head, by, by_name, lines, surplus, unnumbered: unnumbered(&said, entity), left, places })
    }

    /// What should be there by what others than this stock-taking say.
    fn should_be(
        &self,
        stock: EntityId,
        place: EntityId,
        places: &Places,
        ask: &Ask,
    ) -> Result<Vec<Load>, RegisterError> {
        let within = places.within(place);
        let (here, left) = self.kept_within(&within, places, ask)?;
        let own = self.claims_of(stock)?;
        let is_here = |load: &Load| {
            let others = |keeping: &&Keeping| keeping.statements.iter().any(|claim| !own.contains(claim));
            load.kept.iter().find(others).is_some_and(|keeping| within.contains(&keeping.place))
        };
        Ok(here.into_iter().chain(left).filter(is_here).collect())
    }

    fn claims_of(&self, stock: EntityId) -> Result<Vec<ClaimId>, RegisterError> {
        Ok(self.said_by_stock(stock)?.into_iter().map(|one| one.id).collect())
    }

    /// What stands with a stock-taking as its source.
    pub(super) fn said_by_stock(&self, stock: EntityId) -> Result<Vec<Statement>, RegisterError> {
        let heard = self.hear_source(stock, self.standing(), Audience::Keeper)?;
        let own = |one: &Statement| one.stands() && one.claim.source == stock;
        Ok(heard.statements.into_iter().filter(own).collect())
    }

    fn who_looks(&self, stock: EntityId) -> Result<Option<EntityId>, RegisterError> {
        let heard = self.hear_entities(&[stock], self.standing(), Audience::Keeper)?;
        Ok(heard.statements.iter().filter(|one| one.stands()).find_map(|one| match one.claim.value {
            Value::Entity(who) if one.claim.property.as_str() == "carried-out-by" => Some(who),
            _ => None,
        }))
    }
}

/// What was seen of which thing.
fn seen(said: &[Statement]) -> BTreeMap<EntityId, Seen> {
    let of = |thing: EntityId, property: &str| {
        said.iter().find(|one| one.claim.subject == Subject::Entity(thing) && one.claim.property.as_str() == property)
    };
    let place = |thing| match of(thing, KEPT_AT)?.claim.value {
        Value::Entity(place) => Some(place),
        _ => None,
    };
    let things = said.iter().filter_map(|one| match &one.claim.value {
        Value::Code { code, .. } if one.claim.property.as_str() == FOUND => Some((one.claim.subject.entity()?, code)),
        _ => None,
    });
    let each = things.filter_map(|(thing, code)| {
        let seen = match code.as_str() {
            "seen" => Seen::Here,
            "not-seen" => Seen::Not,
            "elsewhere" => Seen::Elsewhere(place(thing)?),
            "surplus" => Seen::Surplus,
            _ => return None,
        };
        Some((thing, seen))
    });
    each.collect()
}

fn unnumbered(said: &[Statement], stock: EntityId) -> Vec<String> {
    let own = said.iter().filter(|one| one.claim.subject == Subject::Entity(stock));
    let mut words: Vec<String> = own
        .filter_map(|one| match &one.claim.value {
            Value::Text { text, .. } if one.claim.property.as_str() == UNNUMBERED => Some(text.clone()),
            _ => None,
        })
        .collect();
    words.sort_unstable();
    words
}

fn counted(said: &[Statement], stock: EntityId) -> Option<usize> {
    let own = said.iter().filter(|one| one.claim.subject == Subject::Entity(stock));
    let mut left = own.filter_map(|one| match one.claim.value {
        Value::Count { best, .. } if one.claim.property.as_str() == LEFT => usize::try_from(best?).ok(),
        _ => None,
    });
    left.next()
}
