//! Two cards that are one thing, or that are not: a statement, by somebody, that can be taken back.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::Offered;
use daftar_register::claim::{EntityId, Subject, Value};
use maud::html;
use serde::Serialize;

use super::add_statement::{Card, concerned};
use super::card;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, field, names, radio};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Writing, property_id};
use crate::forms::{origin, privacy};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct Same {
    entity: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    name: Option<String>,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// How two cards can be linked.
const LINKS: [(&str, &str); 3] =
    [("same-as", "same-is"), ("different-from", "same-is-not"), ("may-be-same", "same-may-be")];

/// `GET /e/ID/same`
pub(crate) async fn page(Path(entity): Path<String>, visit: Visit) -> Response {
    save::show(Same { entity }, visit).await
}

/// `POST /e/ID/same`
pub(crate) async fn save(
    Path(entity): Path<String>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(Same { entity }, visit, pairs).await
}

impl FormPage for Same {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let mut fields = origin::preset(&looking.register.time());
        fields.push(("link".to_owned(), "same-as".to_owned()));
        Ok(fields)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        let id = card::entity(&self.entity)?;
        Ok(Data { id, name: Card::of(looking, id)?.name, names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let (label, help) = (screen.say("same-other"), screen.say("same-other-help"));
        let fields = html! {
            (field(&Ask { name: "other", label: &label, help: &help, input: Input::Card }, typed, screen))
            fieldset.ask {
                legend { (screen.say("same-how")) }
                @for (link, words) in LINKS { (radio("link", link, &screen.say(words), typed)) }
            }
            (origin::fields(typed, screen))
            (privacy::fields(typed, screen))
            (names(&data.names, screen))
        };
        let body = html! {
            header {
                p.kind { (name::entity(data.id, data.name.as_deref(), screen)) }
                h1 { (screen.say("same")) }
                p.lead { (screen.say("same-lead")) }
            }
            (form(typed, "add-save", screen, fields))
        };
        Page { title: screen.say("same"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let one = writing.known(card::entity(&self.entity)?)?;
        if writing.typed.text("other").is_empty() {
            writing.fault("other", "fault-other");
        }
        let (other, origin, concerns) = (writing.entity("other")?, writing.origin()?, concerned(writing, one)?);
        let link = LINKS.iter().find(|(link, _)| writing.typed.is("link", link)).map_or("same-as", |(link, _)| *link);
        let Some(other) = other else { return Ok(String::new()) };
        if one == other {
            writing.fault("other", "fault-itself");
        }
        let claim = origin.claim(Subject::Entity(one), property_id(link)?, Value::Entity(other));
        let restricted = writing.is_restricted();
        writing.put(claim, restricted, concerns);
        Ok(Address::Card(one).to_string())
    }
}
