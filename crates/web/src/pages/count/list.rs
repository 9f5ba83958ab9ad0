//! The lots of seeds, all or those of one place of keeping: to go along a shelf, jar by jar. A number that was typed, or the
//! code of a label, leads to its lot.

use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::Load;
use daftar_register::{Meant, Places, Register};
use maud::{Markup, html};
use serde::Serialize;

use crate::address::Address;
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::keeping::{choose_place, ready};
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::{Form, Visit};

/// The lots.
#[derive(Serialize)]
struct Lots {
    lots: Vec<Load>,
    /// The number or code that leads to none of them.
    not_found: Option<String>,
    #[serde(skip)]
    place: Option<EntityId>,
    #[serde(skip)]
    places: Places,
}

/// `/count?place=PLACE&c=CODE`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let (asking, code) = (visit.clone(), asked(&visit, "c"));
    if let (Form::Html, Some(code)) = (visit.form, code) {
        let look = move |register: &Register| meant(&Looking::new(register, &asking)?, &code);
        if let Ok((Some(lot), _)) = visit.site.0.registers.read(visit.audience(), look).await {
            return Redirect::to(&visit.along_to(&Address::CountLot(lot).to_string())).into_response();
        }
    }
    let (place, code) = (asked(&visit, "place"), asked(&visit, "c"));
    visit.page(move |looking| data(looking, place.as_deref(), code), render).await
}

fn asked(visit: &Visit, name: &str) -> Option<String> {
    visit.asked.get(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The lot that bears a number.
fn meant(looking: &Looking<'_>, code: &str) -> Result<Option<EntityId>, Trouble> {
    ready(looking)?;
    let numbers = looking.register.numbers(&looking.ask)?;
    match looking.register.meant(code, &numbers, &looking.ask)? {
        Meant::One(thing) if looking.register.is_lot(thing)? => Ok(Some(thing)),
        _ => Ok(None),
    }
}

fn data(looking: &Looking<'_>, place: Option<&str>, code: Option<String>) -> Result<Lots, Trouble> {
    ready(looking)?;
    let place = place.map(card::entity).transpose()?;
    let lots = looking.register.lots(place, &looking.ask)?;
    Ok(Lots { lots, not_found: code, place, places: looking.register.places_of_keeping(&looking.ask)? })
}

fn render(data: &Lots, screen: &Screen<'_>) -> Content {
    let body = html! {
        header.counting { h1 { (screen.say("count")) } p.lead { (screen.say("count-lead")) } }
        form.search action=(Address::Count) {
            (screen.along(false))
            label for="c" { (screen.say("count-number")) }
            div.row { input #c name="c" dir="ltr" value=[data.not_found.as_deref()] autocomplete="off"; button { (screen.say("search-go")) } }
        }
        @if data.not_found.is_some() { p.fault role="alert" { (screen.say("count-number-nothing")) } }
        (choose(data, screen))
        ul.plain { @for lot in &data.lots { li { (one(lot, data, screen)) } } }
        @if data.lots.is_empty() { p.empty { (screen.say("count-empty")) } }
    };
    Content::plain(screen.say("count"), body)
}

/// Which place of keeping.
fn choose(data: &Lots, screen: &Screen<'_>) -> Markup {
    let chosen = data.place.map(|place| ("place".to_owned(), place.0.to_string()));
    let (label, all) = (screen.say("count-place"), screen.say("count-everywhere"));
    html! {
        form.in-place action=(Address::Count) {
            (screen.along(false))
            (choose_place("place", &label, &all, &data.places, &Typed::preset(chosen), screen))
            button.second { (screen.say("search-go")) }
        }
    }
}

fn one(lot: &Load, data: &Lots, screen: &Screen<'_>) -> Markup {
    html! {
        a.tap href=(screen.plain(Address::CountLot(lot.entity))) {
            @for number in &lot.numbers { bdi.number { (number) } " " }
            @if lot.name.is_some() || lot.numbers.is_empty() { bdi { (screen.called(lot.entity, lot.name.as_deref())) } }
        }
        @if let Some(kept) = lot.kept.first() { " " span.quiet { bdi { (data.places.path(kept.place)) } } }
    }
}
