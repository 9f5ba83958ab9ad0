//! What somebody remembers of a thing that is gone or far: four short questions. It needs no number and no proof; who remembers
//! stays sealed.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::Offered;
use daftar_register::claim::{Claim, EntityId, Speaker, Subject, Value};
use maud::{Markup, html};
use serde::Serialize;

use super::add_statement::property;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, check, line, names, radio};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value::{self, Texts, date_help};
use crate::forms::writing::{Writing, property_id};
use crate::screen::Screen;
use crate::visit::Visit;

/// What is remembered is one of these.
const KIND: &str = "object";
const REMEMBERED_BY: &str = "remembered-by";

/// The form.
#[derive(Clone)]
struct Remember;

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(skip)]
    names: Vec<Offered>,
}

/// `GET /remember`
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(Remember, visit).await
}

/// `POST /remember`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(Remember, visit, pairs).await
}

impl FormPage for Remember {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let day = looking.register.time().date().to_owned();
        let preset = [("from", "me"), ("stated", day.as_str()), ("open", "yes")];
        Ok(preset.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        property(looking.register.profiles(), REMEMBERED_BY)?;
        Ok(Data { names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let fields = html! {
            (asked("name", "remember-name", typed, screen))
            (asked("description", "remember-what", typed, screen))
            (who(typed, screen))
            (line("when", "remember-when", "remember-when-help", Input::Latin, typed, screen))
            (asked("fate", "remember-fate", typed, screen))
            details.rest open[typed.fault_of("stated").is_some()] {
                summary { (screen.say("remember-more")) }
                (line("stated", "origin-stated", "origin-stated-help", Input::Latin, typed, screen))
                (date_help(screen))
            }
            (names(&data.names, screen))
        };
        let body = html! {
            header { p.kind { (screen.say("add")) } h1 { (screen.say("remember")) } p.lead { (screen.say("remember-lead")) } }
            (form(typed, "add-save", screen, fields))
            p.quiet { (screen.say("remember-picture")) }
        };
        Page { title: screen.say("remember"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let Some(thing) = writing.card("card", KIND)? else { return Ok(String::new()) };
        let who = self.who(writing)?;
        let (when, stated) = (writing.date("when"), writing.date("stated"));
        let speaker = who.filter(|_| !writing.typed.is("open", "yes")).map(Speaker::Entity);
        let mut told = 0;
        for id in ["name", "description", "fate"] {
            let property = property(writing.register.profiles(), id)?.clone();
            for value in writing.values(&property)? {
                let mut claim = Claim::new(Subject::Entity(thing), property.id.clone(), value, writing.keeper);
                (claim.said_by, claim.stated) = (speaker.clone(), stated.clone());
                claim.when = when.clone().filter(|_| id == "description");
                writing.put(claim, false, Vec::new());
                told += usize::from(id != "fate");
            }
        }
        if told == 0 && writing.typed.is_sound() {
            writing.fault(WHOLE, "remember-nothing");
        }
        let who = who.unwrap_or(writing.keeper);
        let mut claim =
            Claim::new(Subject::Entity(thing), property_id(REMEMBERED_BY)?, Value::Entity(who), writing.keeper);
        (claim.when, claim.stated) = (when, stated);
        writing.put(claim, true, vec![who]);
        Ok(Address::Card(thing).to_string())
    }
}

impl Remember {
    /// Who remembers, if it is not the keeper.
    fn who(&self, writing: &mut Writing<'_>) -> Result<Option<EntityId>, Trouble> {
        if writing.typed.is("from", "me") {
            return Ok(None);
        }
        if writing.typed.text("teller").is_empty() {
            writing.fault("teller", "remember-who-empty");
        }
        writing.entity("teller")
    }
}

/// One property, under a question of its own.
fn asked(id: &str, question: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let Ok(property) = property(screen.profiles, id) else { return html! {} };
    html! {
        section.asked {
            h2 { (screen.say(question)) }
            (value::fields(property, Texts::Pair, typed, screen))
        }
    }
}

/// Who remembers it, and what others may know of that.
fn who(typed: &Typed, screen: &Screen<'_>) -> Markup {
    html! {
        fieldset.ask {
            legend { (screen.say("remember-who")) }
            (radio("from", "me", &screen.say("remember-me"), typed))
            (radio("from", "told", &screen.say("remember-other"), typed))
            div.under { (line("teller", "origin-teller", "remember-teller-help", Input::CardOf("person"), typed, screen)) }
            (check("open", &screen.say("remember-open"), &screen.say("remember-open-help"), typed))
        }
    }
}
