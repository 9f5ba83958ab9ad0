//! Two days of knowing, held against each other.

use std::collections::HashMap;

use daftar_register::Heard;
use daftar_register::claim::{ClaimId, Edtf, EntityId};
use daftar_register::date::Truth;
use daftar_register::view::{self, Ask, Asked as Question, Cited, Difference, Shown, cite};
use serde::Serialize;

use super::Moments;
use crate::asked::Asked;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::list::Part;

/// What came to be said of one card.
#[derive(Serialize)]
pub(crate) struct CardNews {
    /// The card; none for what is said about statements.
    #[serde(serialize_with = "or_null")]
    pub(super) entity: Option<EntityId>,
    pub(super) name: Option<String>,
    pub(super) properties: Vec<PropertyNews>,
}

/// What came to be said under one property.
#[derive(Serialize)]
pub(crate) struct PropertyNews {
    property: String,
    pub(super) label: String,
    /// The values that were known before.
    pub(super) before: Vec<Shown>,
    pub(super) values: Vec<New>,
}

/// A value that was said, with the statements that tell it.
#[derive(Serialize)]
pub(crate) struct New {
    pub(super) value: Shown,
    #[serde(serialize_with = "texts")]
    pub(super) statements: Vec<ClaimId>,
    /// Whether each of them had perhaps been said before.
    pub(super) possibly_before: bool,
}

fn or_null<S: serde::Serializer>(id: &Option<EntityId>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

fn texts<S: serde::Serializer>(ids: &[ClaimId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}

/// A statement that was new, and whether it had perhaps been said before.
type Fresh = (Cited, bool);

impl Moments {
    /// Holds two days against each other. Without a second one, it is today.
    pub(super) fn compare(&mut self, looking: &Looking<'_>, heard: &Heard, asked: &Asked, days: [Option<Edtf>; 2]) {
        let [before, after] = days.map(|said| Ask { said, ..looking.ask.clone() });
        let (before, after) = (looking.asked_so(heard, &before), looking.asked_so(heard, &after));
        let fresh = fresh(&before, &after);
        self.new = fresh.len();
        let cards = by_card(&fresh, &after);
        self.part = Part::of(asked, cards.len());
        let cards = self.part.cut(cards);
        looking.call(&after, cards.iter().filter_map(|(card, _)| *card));
        self.cards = cards.iter().map(|(card, news)| CardNews::of(*card, news, &before, &after)).collect();
        let known = view::differences(&before);
        self.differences = view::differences(&after);
        self.differences.retain(|one| known.iter().all(|known| !is_same(one, known)));
        self.cited = view::cited(&after, &self.differences, &[]);
        self.cited.extend(cards.into_iter().flat_map(|(_, news)| news.into_iter().map(|(cited, _)| cited.clone())));
        self.cited.sort_by_key(|one| one.claim);
        self.cited.dedup_by_key(|one| one.claim);
    }
}

/// What had been said by the second day and, for all that is known, not by the first.
fn fresh(before: &Question<'_>, after: &Question<'_>) -> Vec<Fresh> {
    let said: HashMap<ClaimId, Truth> = before.selected().iter().map(|one| (one.statement.id, one.said)).collect();
    let known = |cited: &Cited| said.get(&cited.claim).copied().unwrap_or(Truth::No);
    let all = cite(after).into_iter();
    let new = all.filter(|cited| known(cited) != Truth::Yes && cited.said != known(cited));
    new.map(|cited| (known(&cited) == Truth::Possibly, cited)).map(|(possibly, cited)| (cited, possibly)).collect()
}

/// The same by card, in the order of their names; what is about statements last.
fn by_card<'f>(fresh: &'f [Fresh], after: &Question<'_>) -> Vec<(Option<EntityId>, Vec<&'f Fresh>)> {
    let mut cards: HashMap<Option<EntityId>, Vec<&Fresh>> = HashMap::new();
    for one in fresh {
        let entity = card::entity(&one.0.subject).ok().map(|entity| after.identity().first(entity));
        cards.entry(entity).or_default().push(one);
    }
    let mut cards: Vec<_> = cards.into_iter().collect();
    let name = |card: Option<EntityId>| card.and_then(|card| after.name(card));
    cards.sort_by_key(|(card, _)| (card.is_none(), name(*card).is_none(), name(*card).unwrap_or_default(), *card));
    cards
}

impl CardNews {
    fn of(card: Option<EntityId>, news: &[&Fresh], before: &Question<'_>, after: &Question<'_>) -> CardNews {
        let mut properties: Vec<PropertyNews> = Vec::new();
        let was = card.map(|card| view::page(before, card).sections).unwrap_or_default();
        let was: HashMap<String, Vec<Shown>> = was
            .into_iter()
            .flat_map(|section| section.properties)
            .map(|one| {
                (one.folded.property.to_string(), one.folded.values.into_iter().map(|told| told.value).collect())
            })
            .collect();
        for (cited, possibly) in news {
            let id = cited.property.to_string();
            let place = properties.iter().position(|one| one.property == id).unwrap_or_else(|| {
                let label = after.label(&cited.property).to_owned();
                let before = was.get(&id).cloned().unwrap_or_default();
                properties.push(PropertyNews { property: id, label, before, values: vec![] });
                properties.len() - 1
            });
            properties[place].add(cited, *possibly);
        }
        let name = card.and_then(|card| after.name(card)).map(str::to_owned);
        CardNews { entity: card, name, properties }
    }
}

impl PropertyNews {
    fn add(&mut self, cited: &Cited, possibly: bool) {
        match self.values.iter_mut().find(|new| new.value == cited.value) {
            Some(new) => {
                new.statements.push(cited.claim);
                new.possibly_before &= possibly;
            }
            None => {
                let value = cited.value.clone();
                self.values.push(New { value, statements: vec![cited.claim], possibly_before: possibly });
            }
        }
    }

    /// Whether a value was said that had not been known before.
    pub(super) fn changed(&self) -> bool {
        self.values.iter().any(|new| self.before.iter().all(|known| known.words != new.value.words))
    }
}

/// Whether both are about the same property of the same thing, with as many sides.
fn is_same(one: &Difference, other: &Difference) -> bool {
    (one.entity, one.other, &one.property, one.about, one.sides.len())
        == (other.entity, other.other, &other.property, other.about, other.sides.len())
}
