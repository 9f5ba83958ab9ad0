//! The stock-takings: those that go on, those that have ended, and the form that begins one.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::{Begun, Places, StockTaking};
use maud::{Markup, html};
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
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form that begins one.
#[derive(Clone)]
struct Begin {
    /// The place that the address names.
    place: Option<String>,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    stock_takings: Vec<StockTaking>,
    #[serde(skip)]
    places: Places,
    #[serde(skip)]
    names: Vec<daftar_register::Offered>,
}

fn of(visit: &Visit) -> Begin {
    Begin { place: visit.asked.get("place").map(str::to_owned) }
}

/// `GET /stock?place=PLACE`
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(of(&visit), visit).await
}

/// `POST /stock`
pub(crate) async fn begin(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(of(&visit), visit, pairs).await
}

impl FormPage for Begin {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let place = self.place.iter().map(|place| ("place".to_owned(), place.clone()));
        Ok(place.chain([("day".to_owned(), today(looking.register))]).collect())
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data {
            stock_takings: looking.register.stock_takings(&looking.ask)?,
            places: looking.register.places_of_keeping(&looking.ask)?,
            names: looking.offered()?,
        })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str, input| line(name, label, help, input, typed, screen);
        let fields = html! {
            (choose_place("place", &screen.say("stock-place"), &screen.say("pack-choose"), &data.places, typed, screen))
            (ask("day", "stock-day", "pack-day-help", Input::Latin))
            (ask("by", "stock-by", "stock-by-help", Input::Card))
            (names(&data.names, screen))
            (private())
        };
        let body = html! {
            header { h1 { (screen.say("stock")) } p.lead { (screen.say("stock-lead")) } (ways(screen)) }
            (list("stock-open", data.stock_takings.iter().filter(|one| one.ended.is_none()), screen))
            section { h2 { (screen.say("stock-begin")) } (form(typed, "stock-begin-go", screen, fields)) }
            (list("stock-ended", data.stock_takings.iter().filter(|one| one.ended.is_some()), screen))
        };
        Page { title: screen.say("stock"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (place, day, by) = (writing.chosen_place("place")?, writing.day("day"), writing.entity("by")?);
        if place.is_none() {
            writing.fault("place", "fault-keeping-place");
        }
        if day.is_none() {
            writing.fault("day", "fault-day");
        }
        let entity = key::entity(writing.typed.text("key"), "stock-taking");
        if entity.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        let (Some(place), Some(day), true) = (place, day, writing.typed.is_sound()) else { return Ok(String::new()) };
        let (entity, plan) = writing.register.begin_stock(&Begun { entity, place, day: &day, by })?;
        writing.deed = Deed::CarryOut(plan);
        Ok(Address::StockTaking(entity).to_string())
    }
}

fn list<'s>(heading: &str, all: impl Iterator<Item = &'s StockTaking>, screen: &Screen<'_>) -> Markup {
    let all: Vec<&StockTaking> = all.collect();
    html! {
        @if !all.is_empty() {
            section {
                h2 { (screen.say(heading)) }
                ul.plain {
                    @for one in all {
                        li {
                            a href=(screen.plain(Address::StockTaking(one.entity))) {
                                bdi { @if one.path.is_empty() { (screen.say("nameless")) } @else { (one.path) } }
                                @if let Some(day) = &one.day { (screen.comma()) (screen.date(day)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
