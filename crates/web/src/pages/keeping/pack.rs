//! Putting things into a box, onto a shelf, into a store: by their numbers, typed or scanned. A box is put somewhere in the
//! same way.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::{Packing, Places};
use maud::html;
use serde::Serialize;

use super::{choose_place, keepers, private, ready, today, ways};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, line};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Deed, Writing};
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct Pack {
    /// The place that the address names.
    into: Option<String>,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(skip)]
    places: Places,
}

fn of(visit: &Visit) -> Pack {
    Pack { into: visit.asked.get("into").map(str::to_owned) }
}

/// `GET /pack?into=PLACE`
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(of(&visit), visit).await
}

/// `POST /pack`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(of(&visit), visit, pairs).await
}

impl FormPage for Pack {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let into = self.into.iter().map(|into| ("into".to_owned(), into.clone()));
        Ok(into.chain([("day".to_owned(), today(looking.register))]).collect())
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data { places: looking.register.places_of_keeping(&looking.ask)? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str, input| line(name, label, help, input, typed, screen);
        let fields = html! {
            (choose_place("into", &screen.say("pack-into"), &screen.say("pack-choose"), &data.places, typed, screen))
            (ask("numbers", "pack-numbers", "pack-numbers-help", Input::Long))
            (ask("day", "pack-day", "pack-day-help", Input::Latin))
            (private())
        };
        let body = html! {
            header { h1 { (screen.say("pack")) } p.lead { (screen.say("pack-lead")) } (ways(screen)) }
            (form(typed, "pack-go", screen, fields))
        };
        Page { title: screen.say("pack"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (chosen, day) = (writing.chosen_place("into")?, writing.day("day"));
        let what: Vec<_> = writing.numbered("numbers")?.into_iter().map(|line| line.thing).collect();
        if what.is_empty() {
            writing.fault("numbers", "fault-numbers");
        }
        if writing.typed.text("day").is_empty() {
            writing.fault("day", "fault-day");
        }
        if chosen.is_none() {
            writing.fault("into", "fault-keeping-place");
        }
        let (Some(into), Some(day)) = (chosen, day) else { return Ok(String::new()) };
        let around = writing.register.places_of_keeping(&keepers())?.around(into);
        if what.iter().any(|one| around.contains(one)) {
            writing.fault("numbers", "fault-in-itself");
        }
        if writing.typed.is_sound() {
            let packed = writing.register.pack(&Packing { into, what: &what, day: &day, said_by: None })?;
            writing.deed = Deed::CarryOut(packed.plan);
        }
        Ok(Address::Contents(into).to_string())
    }
}
