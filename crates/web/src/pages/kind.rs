//! The cards of one kind.

use std::collections::HashSet;

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::claim::profile::Privacy;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use super::seeds;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::list::{self, Part};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// Of more cards than this, only those on the page are heard: they stand in the order of any of their names, and those of
/// which nothing answers the question are not counted out.
const WHOLE: usize = 2_000;

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

/// Kinds from whose lists ways lead to what a seed bank asks.
const SEEDS: [&str; 3] = ["accession", "germination-test", "lot"];

/// `/kind/KIND`
pub(crate) async fn page(Path(kind): Path<String>, visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, kind, &asked), render).await
}

fn data(looking: &Looking<'_>, kind: String, asked: &Asked) -> Result<OfKind, Trouble> {
    let declared = looking.register.profiles().kinds.get(&kind);
    let counted = looking.register.kinds(looking.standing())?;
    let total = counted.count(&[&kind]);
    if total > WHOLE && declared.is_some_and(|declared| declared.privacy != Privacy::Restricted) {
        let part = Part::of(asked, total);
        let (skipped, most) = part.place();
        let cards = of(looking, &looking.register.by_name(&counted, &kind, skipped, most)?)?;
        return Ok(OfKind { kind, part, cards });
    }
    let mut cards = cards(looking, &kind)?;
    if cards.is_empty() && declared.is_none() {
        return Err(Trouble::Missing);
    }
    cards.sort_by(|a, b| (a.name.is_none(), &a.name, a.id).cmp(&(b.name.is_none(), &b.name, b.id)));
    let part = Part::of(asked, cards.len());
    Ok(OfKind { kind, part, cards: part.cut(cards) })
}

/// The cards of a kind that this audience may see, each group of same ones once.
pub(crate) fn cards(looking: &Looking<'_>, kind: &str) -> Result<Vec<Card>, Trouble> {
    of(looking, &looking.register.of_kind(kind)?)
}

/// The cards of these entities that this audience may see, in their order, each group of same ones once.
fn of(looking: &Looking<'_>, entities: &[EntityId]) -> Result<Vec<Card>, Trouble> {
    let heard = looking.entities(entities)?;
    let asked = looking.asked(&heard);
    looking.call(&asked, asked.entities());
    let told: HashSet<EntityId> = asked.entities().into_iter().collect();
    let mut met = HashSet::new();
    let firsts = entities.iter().map(|entity| asked.identity().first(*entity));
    let shown = firsts.filter(|id| told.contains(id) && met.insert(*id));
    Ok(shown.map(|id| Card { id, name: asked.name(id).map(str::to_owned) }).collect())
}

fn render(data: &OfKind, screen: &Screen<'_>) -> Content {
    let title = screen.kinds(&data.kind);
    let body = html! {
        header { p.kind { (screen.say("kind-heading")) } h1 { (title) } p.quiet { (screen.count("count-cards", data.part.total)) } }
        @if screen.visit.session.keeper && SEEDS.contains(&data.kind.as_str()) { (seeds::ways(screen)) }
        ul.columns { @for card in &data.cards { li { (name::entity(card.id, card.name.as_deref(), screen)) } } }
        (list::turn(data.part, screen))
    };
    Content::plain(title, body)
}
