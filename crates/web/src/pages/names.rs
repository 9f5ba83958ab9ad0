//! What begins as what was typed: cards for fields in which one is named, and what was said before for fields of text.

use axum::response::Response;
use daftar_register::claim::{EntityId, PropertyId};
use daftar_register::crops::Crops;
use maud::html;
use serde::Serialize;

use super::kind::as_text;
use super::looking::Looking;
use crate::error::Trouble;
use crate::forms::named::pick;
use crate::forms::writing::language_of;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// How many are offered.
const OFFERED: usize = 20;

/// Cards by their names.
#[derive(Serialize)]
pub(crate) struct Names {
    names: Vec<String>,
    cards: Vec<Card>,
}

/// A card that may be meant.
#[derive(Serialize)]
struct Card {
    #[serde(serialize_with = "as_text")]
    entity: EntityId,
    name: String,
    /// What stands in the field once it is picked: its name, and what tells it from others of this name.
    pick: String,
    /// Its kinds, in words.
    told: String,
}

/// `/names?begin=…&of=KIND`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let begin = asked.get("begin").unwrap_or_default();
        let kind = asked.get("of").filter(|kind| !kind.is_empty());
        let cards = looking.register.offered_cards(begin, kind, OFFERED)?;
        let card = |card: daftar_register::Offered| Card {
            pick: pick(card.entity, &card.name),
            told: card.kinds.iter().map(|kind| looking.kind(kind)).collect::<Vec<_>>().join(" · "),
            entity: card.entity,
            name: card.name,
        };
        let cards: Vec<Card> = cards.into_iter().map(card).collect();
        Ok(Names { names: cards.iter().map(|card| card.name.clone()).collect(), cards })
    };
    visit.page(data, |data, screen| render(&data.names, screen)).await
}

/// What was said before.
#[derive(Serialize)]
pub(crate) struct SaidBefore {
    texts: Vec<String>,
}

/// `/said?property=…&begin=…&in=LANGUAGE`
pub(crate) async fn said(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let property = PropertyId::parse(asked.get("property").unwrap_or_default()).map_err(|_| Trouble::Missing)?;
        looking.register.profiles().property(&property).ok_or(Trouble::Missing)?;
        let begin = asked.get("begin").unwrap_or_default();
        let said = looking.register.said_before(&property, begin, usize::MAX, &looking.ask)?;
        let lang = asked.get("in").filter(|lang| !lang.is_empty());
        let texts = said.into_iter().map(|(text, _)| text);
        let mut texts: Vec<String> = texts.filter(|text| lang.is_none_or(|lang| language_of(text) == lang)).collect();
        let listed = Crops::shipped().offered_where(property.as_str(), lang, begin);
        texts.extend(listed.into_iter().filter(|one| !texts.contains(one)).collect::<Vec<_>>());
        texts.truncate(OFFERED);
        Ok(SaidBefore { texts })
    };
    visit.page(data, |data, screen| render(&data.texts, screen)).await
}

fn render(texts: &[String], screen: &Screen<'_>) -> Content {
    let body = html! {
        h1 { (screen.say("names")) }
        ul.columns { @for text in texts { li { bdi { (text) } } } }
    };
    Content::plain(screen.say("names"), body)
}
