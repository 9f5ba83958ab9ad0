//! What can be added to a card, and the form for one statement about it.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::Offered;
use daftar_register::claim::profile::{Privacy, Property};
use daftar_register::claim::{EntityId, PropertyId, Subject};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, choice, names};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::value::{self, Texts};
use crate::forms::writing::Writing;
use crate::forms::{origin, privacy};
use crate::layout::Content;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// A card that something is to be added to.
#[derive(Serialize)]
pub(crate) struct AddTo {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    name: Option<String>,
    /// The properties of its kinds.
    properties: Vec<String>,
}

/// `GET /e/ID/add`
pub(crate) async fn choose(Path(id): Path<String>, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => visit.page(move |looking| choices(looking, &id), render_choices).await,
    }
}

fn choices(looking: &Looking<'_>, id: &str) -> Result<AddTo, Trouble> {
    looking.keeper_only()?;
    let id = card::entity(id)?;
    let card = Card::of(looking, id)?;
    let profiles = looking.register.profiles();
    let mut properties: Vec<String> = Vec::new();
    for id in card.kinds.iter().filter_map(|kind| profiles.kinds.get(kind)).flat_map(|kind| &kind.properties) {
        let asked = profiles.property(id).is_some_and(value::is_asked);
        if asked && !properties.iter().any(|known| known == id.as_str()) {
            properties.push(id.to_string());
        }
    }
    properties.push("note".to_owned());
    properties.dedup();
    Ok(AddTo { id, name: card.name, properties })
}

fn render_choices(data: &AddTo, screen: &Screen<'_>) -> Content {
    let label = |id: &str| {
        let property = PropertyId::parse(id).ok().and_then(|id| screen.profiles.property(&id));
        property.map_or(id, |property| property.label.in_language(screen.tag())).to_owned()
    };
    let body = html! {
        header {
            p.kind { (name::entity(data.id, data.name.as_deref(), screen)) }
            h1 { (screen.say("add-to")) }
            p.lead { (screen.say("add-to-lead")) }
        }
        ul.doors {
            @for id in &data.properties {
                li { a href=(screen.plain(Address::AddStatement(data.id, id))) { (label(id)) } }
            }
        }
        p { a.more href=(screen.plain(Address::Same(data.id))) { (screen.say("same-go")) } }
    };
    Content::plain(screen.say("add-to"), body)
}

/// What a form says of the card that it is about.
pub(crate) struct Card {
    pub(crate) name: Option<String>,
    pub(crate) kinds: Vec<String>,
}

impl Card {
    /// The card, if anything is said of it.
    pub(crate) fn of(looking: &Looking<'_>, id: EntityId) -> Result<Card, Trouble> {
        let heard = looking.entities(&[id])?;
        if heard.statements.is_empty() {
            return Err(Trouble::Missing);
        }
        let kinds = heard.surroundings.about(id).map(|about| about.kinds.clone()).unwrap_or_default();
        Ok(Card { name: heard.surroundings.name(id, looking.ask.lang).map(str::to_owned), kinds })
    }
}

/// The form for a statement of one property.
#[derive(Clone)]
struct AddStatement {
    entity: String,
    property: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    name: Option<String>,
    property: String,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// `GET /e/ID/add/PROPERTY`
pub(crate) async fn page(Path((entity, property)): Path<(String, String)>, visit: Visit) -> Response {
    save::show(AddStatement { entity, property }, visit).await
}

/// `POST /e/ID/add/PROPERTY`
pub(crate) async fn save(
    Path((entity, property)): Path<(String, String)>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(AddStatement { entity, property }, visit, pairs).await
}

/// A property that forms ask.
pub(crate) fn property<'p>(profiles: &'p daftar_register::claim::Profiles, id: &str) -> Result<&'p Property, Trouble> {
    let id = PropertyId::parse(id).map_err(|_| Trouble::Missing)?;
    profiles.property(&id).filter(|property| value::is_asked(property)).ok_or(Trouble::Missing)
}

impl FormPage for AddStatement {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let card = Card::of(looking, card::entity(&self.entity)?)?;
        let profiles = looking.register.profiles();
        let kind = card.kinds.iter().filter_map(|kind| profiles.kinds.get(kind));
        let restricted = property(profiles, &self.property)?.privacy == Privacy::Restricted
            || kind.into_iter().any(|kind| kind.privacy == Privacy::Restricted);
        let mut fields = origin::preset(&looking.register.time());
        fields.extend(restricted.then(|| ("restricted".to_owned(), "yes".to_owned())));
        Ok(fields)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        let id = card::entity(&self.entity)?;
        property(looking.register.profiles(), &self.property)?;
        let name = Card::of(looking, id)?.name;
        Ok(Data { id, name, property: self.property.clone(), names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let Ok(property) = property(screen.profiles, &data.property) else {
            return Page { title: String::new(), body: html! {} };
        };
        let label = property.label.in_language(screen.tag());
        let fields = html! {
            (value::fields(property, Texts::Pairs, typed, screen))
            (how(&data.property, typed, screen))
            (origin::when(typed, screen))
            (origin::fields(typed, screen))
            (privacy::held_back(property, screen))
            (privacy::fields(typed, screen))
            (names(&data.names, screen))
        };
        let body = html! {
            header { p.kind { (name::entity(data.id, data.name.as_deref(), screen)) } h1 { (label) } }
            (form(typed, "add-save", screen, fields))
        };
        Page { title: format!("{} · {label}", data.name.clone().unwrap_or_default()), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let entity = writing.known(card::entity(&self.entity)?)?;
        let property = property(writing.register.profiles(), &self.property)?.clone();
        let (origin, concerns) = (writing.origin()?, concerned(writing, entity)?);
        let restricted = writing.is_restricted();
        for value in writing.values(&property)? {
            let claim = origin.claim(Subject::Entity(entity), property.id.clone(), value);
            writing.put(claim, restricted, concerns.clone());
        }
        Ok(Address::Card(entity).to_string())
    }
}

/// Whom a statement about a card concerns: those given, and the card itself, if it is a restricted one.
pub(crate) fn concerned(writing: &mut Writing<'_>, entity: EntityId) -> Result<Vec<EntityId>, Trouble> {
    let mut concerns = writing.concerns()?;
    let kinds = writing.register.kinds_of(entity)?;
    concerns.extend(kinds.iter().any(|kind| writing.is_private(kind)).then_some(entity));
    Ok(concerns)
}

/// That a value is not known, or that there is none, are values, too.
pub(crate) fn how(id: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ways = [("", "value-how-value"), ("unknown", "value-how-unknown"), ("none", "value-how-none")];
    let ways = ways.map(|(way, words)| (way.to_owned(), screen.say(words)));
    let (name, label) = (format!("{id}.how"), screen.say("value-how"));
    choice(&Ask { name: &name, label: &label, help: "", input: Input::Line }, &ways, typed, screen)
}
