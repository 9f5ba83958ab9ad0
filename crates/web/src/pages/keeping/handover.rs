//! Handing things over: the form, and the handovers that there were.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::{Handover, Item, Places};
use maud::html;
use serde::Serialize;

use super::{choose_place, private, ready, today, ways};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, line, names};
use crate::forms::key;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::writing::{Deed, Writing};
use crate::pages::kind::{Card, cards};
use crate::pages::looking::Looking;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct Handing;

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    handovers: Vec<Card>,
    #[serde(skip)]
    places: Places,
    #[serde(skip)]
    names: Vec<daftar_register::Offered>,
}

/// `GET /handover`
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(Handing, visit).await
}

/// `POST /handover`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(Handing, visit, pairs).await
}

impl FormPage for Handing {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data {
            handovers: cards(looking, "handover")?,
            places: looking.register.places_of_keeping(&looking.ask)?,
            names: looking.offered()?,
        })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str, input| line(name, label, help, input, typed, screen);
        let fields = html! {
            (ask("from", "handover-from", "handover-who-help", Input::Card))
            (ask("to", "handover-to", "handover-who-help", Input::Card))
            (ask("day", "handover-day", "pack-day-help", Input::Latin))
            (ask("numbers", "handover-what", "handover-what-help", Input::Long))
            (choose_place("place", &screen.say("handover-place"), &screen.say("handover-place-none"), &data.places, typed, screen))
            (ask("terms", "handover-terms", "handover-terms-help", Input::Long))
            (ask("words", "handover-words", "", Input::Long))
            (names(&data.names, screen))
            (private())
        };
        let body = html! {
            header { h1 { (screen.say("handover")) } p.lead { (screen.say("handover-lead")) } (ways(screen)) }
            (form(typed, "handover-go", screen, fields))
            @if !data.handovers.is_empty() {
                section {
                    h2 { (screen.say("handover-all")) }
                    ul.plain { @for one in &data.handovers { li { a href=(screen.plain(Address::Receipt(one.id))) { (name::bare(Some(&screen.called(one.id, one.name.as_deref())), screen)) } } } }
                }
            }
        };
        Page { title: screen.say("handover"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (from, to) = (who(writing, "from")?, who(writing, "to")?);
        let (day, place) = (writing.day("day"), writing.chosen_place("place")?);
        let lines = writing.numbered("numbers")?;
        if lines.is_empty() {
            writing.fault("numbers", "fault-numbers");
        }
        if day.is_none() {
            writing.fault("day", "fault-day");
        }
        let state = |words: String, number: &str| format!("{number}: {words}");
        let what: Vec<Item> = lines
            .into_iter()
            .map(|line| Item { thing: line.thing, state: line.words.map(|words| state(words, &line.number)) })
            .collect();
        if let Some(place) = place {
            let around = writing.register.places_of_keeping(&super::keepers())?.around(place);
            if what.iter().any(|item| around.contains(&item.thing)) {
                writing.fault("numbers", "fault-in-itself");
            }
        }
        let entity = key::entity(writing.typed.text("key"), "handover");
        if entity.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        let (Some(day), true) = (day, writing.typed.is_sound()) else { return Ok(String::new()) };
        let text = |field: &str| Some(writing.typed.text(field).to_owned()).filter(|text| !text.is_empty());
        let (terms, words) = (text("terms"), text("words"));
        let (terms, words) = (terms.as_deref(), words.as_deref());
        let handover = Handover { entity, day: &day, from: &from, to: &to, what: &what, place, terms, words };
        let (entity, plan) = writing.register.hand_over(&handover)?;
        writing.deed = Deed::CarryOut(plan);
        Ok(Address::Receipt(entity).to_string())
    }
}

/// Whoever gives or receives.
fn who(writing: &mut Writing<'_>, field: &str) -> Result<Vec<EntityId>, Trouble> {
    if writing.typed.text(field).is_empty() {
        writing.fault(field, "fault-who");
    }
    Ok(writing.entity(field)?.into_iter().collect())
}
