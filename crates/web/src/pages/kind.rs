//! The cards of one kind.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::EntityId;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::list::{self, Part};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// Cards by name; those said to be the same are one.
#[derive(Serialize)]
pub(crate) struct OfKind {
    kind: String,
    part: Part,
    cards: Vec<Card>,
}

/// One line.
#[derive(Serialize)]
pub(crate) struct Card {
    #[serde(rename = "entity", serialize_with = "as_text")]
    pub(crate) id: EntityId,
    pub(crate) name: Option<String>,
}

/// An id as text.
pub(crate) fn as_text<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// `/kind/KIND`
pub(crate) async fn page(Path(kind): Path<String>, visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, kind, &asked), render).await
}

fn data(looking: &Looking<'_>, kind: String, asked: &Asked) -> Result<OfKind, Trouble> {
    let mut cards = cards(looking, &kind)?;
    if cards.is_empty() && !looking.register.profiles().kinds.contains_key(&kind) {
        return Err(Trouble::Missing);
    }
    cards.sort_by(|a, b| (a.name.is_none(), &a.name, a.id).cmp(&(b.name.is_none(), &b.name, b.id)));
    let part = Part::of(asked, cards.len());
    Ok(OfKind { kind, part, cards: part.cut(cards) })
}

/// The cards of a kind that this audience may see, each group of same ones once.
pub(crate) fn cards(looking: &Looking<'_>, kind: &str) -> Result<Vec<Card>, Trouble> {
    let heard = looking.entities(&looking.register.of_kind(kind)?)?;
    let asked = looking.asked(&heard);
    looking.call(&asked, asked.entities());
    let name = |id: EntityId| asked.name(id).map(str::to_owned);
    Ok(asked.entities().into_iter().map(|id| Card { id, name: name(id) }).collect())
}

fn render(data: &OfKind, screen: &Screen<'_>) -> Content {
    let title = screen.kind(&data.kind);
    let body = html! {
        header { p.kind { (screen.say("kind-heading")) } h1 { (title) } p.quiet { (screen.count("count-cards", data.part.total)) } }
        ul.columns { @for card in &data.cards { li { (name::entity(card.id, card.name.as_deref(), screen)) } } }
        (list::turn(data.part, screen))
    };
    Content::plain(title, body)
}
