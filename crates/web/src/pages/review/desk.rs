//! A document beside its suggestions: the part of both around the suggestion in hand.

use std::collections::{BTreeMap, HashMap};

use daftar_register::claim::{ClaimId, Draft, DraftId, EntityId, FileId, Hash, Locator, Names as _, Span, Value};
use daftar_register::view::{Asked, Cited, cite};
use daftar_register::{Decided, Decision};
use serde::Serialize;

use super::given::{Fault, Given};
use super::group::Group;
use super::names::Suggested;
use crate::error::Trouble;
use crate::marks::{self, Run, part_of, parts};
use crate::pages::card;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;

/// How many other cards of the same name are offered.
const OFFERED: usize = 5;

/// What a review shows.
#[derive(Serialize)]
pub(crate) struct Desk {
    #[serde(serialize_with = "as_text")]
    pub(super) source: EntityId,
    pub(super) title: Option<String>,
    /// How many suggestions of the document wait.
    pub(super) waiting: usize,
    /// Which of them is in hand, from 1.
    pub(super) place: usize,
    /// The suggestions of the part that is shown.
    pub(super) suggestions: Vec<Suggestion>,
    /// How many go together with the one in hand.
    pub(super) groups: BTreeMap<&'static str, usize>,
    /// Cards that may be of the same thing as the one that the suggestion in hand is about.
    pub(super) offers: Vec<Offer>,
    pub(super) last: Option<Last>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// Which suggestion is in hand, among those shown.
    #[serde(skip)]
    pub(super) hand: Option<usize>,
    #[serde(skip)]
    pub(super) text: Option<String>,
    #[serde(skip)]
    pub(super) part: Span,
    #[serde(skip)]
    pub(super) passages: Vec<Span>,
    #[serde(skip)]
    pub(super) runs: Vec<Run>,
    /// The fields of the correction.
    #[serde(skip)]
    pub(super) typed: Given,
    #[serde(skip)]
    pub(super) fault: Option<Fault>,
    /// Names that suggestions tell.
    #[serde(skip)]
    pub(super) names: Vec<String>,
}

/// A suggestion.
#[derive(Serialize)]
pub(crate) struct Suggestion {
    pub(super) id: String,
    /// The rule that proposed it.
    pub(super) rule: String,
    /// Of a hundred that this rule proposes, how many were right where it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<u8>,
    /// Whether it joins two cards.
    pub(super) link: bool,
    pub(super) about: Option<String>,
    pub(super) label: String,
    #[serde(flatten)]
    pub(super) cited: Cited,
    #[serde(skip)]
    pub(super) draft: Draft,
}

/// A card that may be of the same thing.
#[derive(Serialize)]
pub(crate) struct Offer {
    #[serde(serialize_with = "as_text")]
    pub(super) card: EntityId,
    pub(super) name: Option<String>,
    /// The suggestion that proposes it; none where only the name is the same.
    pub(super) suggestion: Option<String>,
    /// The words from which it was proposed.
    pub(super) quote: Option<String>,
}

/// The last decision, which can be undone.
#[derive(Serialize)]
pub(crate) struct Last {
    pub(super) number: u64,
    pub(super) decision: Decision,
    pub(super) count: usize,
}

/// The suggestions of a document, in the order of its text.
pub(crate) fn drafts_of(
    register: &daftar_register::Register,
    source: EntityId,
) -> Result<Vec<Draft>, daftar_register::RegisterError> {
    let mut drafts = register.drafts()?;
    drafts.retain(|draft| draft.claim.source == source);
    drafts.sort_by_cached_key(order);
    Ok(drafts)
}

/// By place; what a card is and is called before what else is said of it, and links last.
fn order(draft: &Draft) -> impl Ord + use<> {
    let property = draft.claim.property.as_str();
    let naming = ["kind", "name", "title"].iter().position(|one| *one == property).unwrap_or(3);
    (draft.place(), draft.link, draft.claim.subject, naming, property.to_owned(), draft.id())
}

/// The desk with a suggestion in hand: the one that is asked for, else the first. What was typed, and did not fit, stays.
pub(crate) fn desk(
    looking: &Looking<'_>,
    source: EntityId,
    wanted: Option<DraftId>,
    last: Option<Decided>,
    refused: Option<(Given, Fault)>,
) -> Result<Desk, Trouble> {
    let register = looking.register;
    let drafts = drafts_of(register, source)?;
    let title = looking.name(source);
    if drafts.is_empty() && title.is_none() && last.is_none() {
        return Err(Trouble::Missing);
    }
    let found = wanted.and_then(|id| drafts.iter().position(|draft| draft.id() == id));
    let place = found.unwrap_or(0);
    let text = match drafts.iter().find_map(file) {
        Some(file) => register.text(file)?,
        None => None,
    };
    let cut = parts(text.as_deref().unwrap_or_default());
    let part_at = |draft: &Draft| part_of(&cut, draft.place().map(|span| span.start));
    let shown = drafts.get(place).map_or(0, part_at);
    let near: Vec<Draft> = drafts.iter().filter(|draft| part_at(draft) == shown).cloned().collect();
    let heard = register.hear_drafts(&near)?;
    let asked = looking.asked(&heard);
    let hand = drafts.get(place);
    let names = Suggested::of(register, &drafts);
    let (typed, fault) = match (refused, hand) {
        (Some((given, fault)), _) => (given, Some(fault)),
        (None, Some(hand)) => (Given::of(hand, &names), None),
        (None, None) => (Given::default(), None),
    };
    let id = |place: Option<usize>| place.and_then(|place| drafts.get(place)).map(|draft| draft.id().to_string());
    let passages = passages(&near);
    Ok(Desk {
        source,
        title: title.or_else(|| asked.name(source).map(str::to_owned)),
        waiting: drafts.len(),
        place: place + 1,
        groups: hand.map(|hand| groups(hand, &drafts)).unwrap_or_default(),
        offers: hand.map(|hand| offers(looking, hand, &drafts)).transpose()?.unwrap_or_default(),
        last: last.map(Last::of),
        before: id(place.checked_sub(1)),
        after: id(Some(place + 1)),
        hand: hand.and_then(|hand| near.iter().position(|draft| draft.id() == hand.id())),
        suggestions: suggestions(near, &asked),
        text,
        part: cut.get(shown).copied().unwrap_or(Span { start: 0, end: 0 }),
        runs: marks::runs(&passages),
        passages,
        typed,
        fault,
        names: names.all(),
    })
}

impl Last {
    fn of(step: Decided) -> Last {
        Last { number: step.number, decision: step.decision, count: step.drafts.len() }
    }
}

fn suggestions(drafts: Vec<Draft>, asked: &Asked<'_>) -> Vec<Suggestion> {
    let cited: HashMap<ClaimId, Cited> = cite(asked).into_iter().map(|one| (one.claim, one)).collect();
    let suggestion = |draft: Draft| {
        let cited = cited.get(&ClaimId(Hash::of(draft.claim.content().as_bytes())))?.clone();
        let about = draft.claim.subject.entity().and_then(|entity| asked.name(entity)).map(str::to_owned);
        Some(Suggestion {
            id: draft.id().to_string(),
            rule: draft.rule.clone(),
            confidence: draft.confidence,
            link: draft.link,
            about,
            label: asked.label(&cited.property).to_owned(),
            cited,
            draft,
        })
    };
    drafts.into_iter().filter_map(suggestion).collect()
}

fn groups(hand: &Draft, drafts: &[Draft]) -> BTreeMap<&'static str, usize> {
    let count = |group: Group| drafts.iter().filter(|draft| group.holds(hand, draft)).count();
    Group::SEVERAL.into_iter().map(|group| (group.word(), count(group))).collect()
}

/// The spans of suggestions, each once, in the order of the text.
fn passages(drafts: &[Draft]) -> Vec<Span> {
    let mut spans: Vec<Span> = drafts.iter().filter_map(Draft::place).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

fn file(draft: &Draft) -> Option<FileId> {
    match &draft.claim.locator {
        Some(Locator::Text { text, .. }) => Some(*text),
        _ => None,
    }
}

/// The cards with which the one that a suggestion is about may be joined: those that links propose, then those of its
/// name. Documents are not offered for things, nor things for documents.
fn offers(looking: &Looking<'_>, hand: &Draft, drafts: &[Draft]) -> Result<Vec<Offer>, Trouble> {
    let Some(card) = hand.claim.subject.entity() else { return Ok(Vec::new()) };
    let heard = looking.register.hear_drafts(&links(card, drafts))?;
    let name = |id| heard.surroundings.name(id, looking.ask.lang).map(str::to_owned).or_else(|| looking.name(id));
    let mut offers: Vec<Offer> = Vec::new();
    for link in links(card, drafts) {
        let Some(other) = link.claim.entities().find(|one| *one != card && *one != link.claim.source) else { continue };
        let suggestion = Some(link.id().to_string());
        offers.push(Offer { card: other, name: name(other), suggestion, quote: link.claim.quote.clone() });
    }
    let joined = looking.register.same_as(card)?;
    for other in named_alike(looking, card, drafts) {
        if !joined.contains(&other) && !offers.iter().any(|offer| offer.card == other) && offers.len() < OFFERED {
            offers.push(Offer { card: other, name: looking.name(other), suggestion: None, quote: None });
        }
    }
    Ok(offers)
}

/// The suggested links of a card.
fn links(card: EntityId, drafts: &[Draft]) -> Vec<Draft> {
    let touches = |draft: &&Draft| {
        draft.link && (draft.claim.subject.entity() == Some(card) || draft.claim.value == Value::Entity(card))
    };
    drafts.iter().filter(touches).cloned().collect()
}

/// Recorded cards of the same kind that are called as a card that suggestions tell of.
fn named_alike(looking: &Looking<'_>, card: EntityId, drafts: &[Draft]) -> Vec<EntityId> {
    let about = || drafts.iter().filter(|draft| draft.claim.subject.entity() == Some(card));
    let kind = about().find_map(|draft| match (draft.claim.property.as_str(), &draft.claim.value) {
        ("kind", Value::Code { code, .. }) => Some(code.as_str()),
        _ => None,
    });
    let names = about().filter_map(|draft| match (draft.claim.property.as_str(), &draft.claim.value) {
        ("name", Value::Text { text, .. }) => Some(text.as_str()),
        _ => None,
    });
    let called = names.flat_map(|name| looking.register.called(name, kind));
    called.filter(|other| *other != card).collect()
}

/// The entity of an address.
pub(crate) fn source(id: &str) -> Result<EntityId, Trouble> {
    card::entity(id)
}
