//! A new box, shelf or store: sealed as a whole.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::{NewPlace, Places};
use maud::html;
use serde::Serialize;

use super::{choose_place, private, ready, today, ways};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, line, select};
use crate::forms::key;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::writing::{Deed, Writing, language_of};
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct NewBox;

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(skip)]
    places: Places,
}

/// `GET /boxes/new`
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(NewBox, visit).await
}

/// `POST /boxes/new`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(NewBox, visit, pairs).await
}

impl FormPage for NewBox {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("sort".to_owned(), "box".to_owned()), ("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data { places: looking.register.places_of_keeping(&looking.ask)? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str, input| line(name, label, help, input, typed, screen);
        let codes =
            screen.profiles.schemes.get("location-type").map(|scheme| scheme.codes.as_slice()).unwrap_or_default();
        let sorts: Vec<(String, String)> =
            codes.iter().map(|code| (code.id.clone(), code.label.in_language(screen.tag()).to_owned())).collect();
        let fields = html! {
            (select("sort", &screen.say("box-sort"), &sorts, typed))
            (ask("name", "box-name", "box-name-help", Input::Line))
            (ask("number", "box-number", "box-number-help", Input::Latin))
            (choose_place("inside", &screen.say("box-inside"), &screen.say("box-inside-none"), &data.places, typed, screen))
            (ask("day", "pack-day", "pack-day-help", Input::Latin))
            (private())
        };
        let body = html! {
            header { h1 { (screen.say("boxes-add")) } p.lead { (screen.say("box-lead")) } (ways(screen)) }
            (form(typed, "add-save", screen, fields))
        };
        Page { title: screen.say("boxes-add"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (inside, day) = (writing.chosen_place("inside")?, writing.day("day"));
        let text = |writing: &Writing<'_>, field: &str| writing.typed.text(field).to_owned();
        let (name, number, sort) = (text(writing, "name"), text(writing, "number"), text(writing, "sort"));
        if name.is_empty() {
            writing.fault("name", "fault-box-name");
        }
        if writing.register.profiles().code("location-type", &sort).is_none() {
            writing.fault(WHOLE, "fault-code");
        }
        let entity = key::entity(writing.typed.text("key"), "box");
        if entity.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        if day.is_none() {
            writing.fault("day", "fault-day");
        }
        let (Some(day), true) = (day, writing.typed.is_sound()) else { return Ok(String::new()) };
        let number = Some(number.as_str()).filter(|number| !number.is_empty());
        let new = NewPlace { entity, sort: &sort, name: &name, lang: language_of(&name), number, inside, day: &day };
        let (entity, plan) = writing.register.make_place(&new)?;
        writing.deed = Deed::CarryOut(plan);
        Ok(Address::Contents(entity).to_string())
    }
}
