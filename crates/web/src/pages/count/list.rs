//! The lots of seeds, all or those of one place of keeping: to go along a shelf, jar by jar. A number that was typed, or the
//! code of a label, leads to its lot.

use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::Load;
use daftar_register::{Meant, Places, Register};
use maud::{Markup, html};
use serde::Serialize;

use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::keeping::{choose_place, ready};
use crate::pages::looking::Looking;
use crate::phone::Pairing;
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
    /// Whether a phone asks.
    #[serde(skip)]
    phone: bool,
    #[serde(skip)]
    places: Places,
}

/// `/count?place=PLACE&c=CODE`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let (asking, code, phone) = (visit.clone(), asked(&visit, "c"), visit.phone.clone());
    if let (Form::Html, Some(code)) = (visit.form, code) {
        let look = move |register: &Register| {
            let lot = meant(&Looking::new(register, &asking)?, &code)?;
            Ok(lot.filter(|lot| phone.as_ref().is_none_or(|phone| phone.may_count(*lot, register))))
        };
        if let Ok((Some(lot), _)) = visit.site.0.registers.read(visit.audience(), look).await {
            return Redirect::to(&visit.along_to(&Address::CountLot(lot).to_string())).into_response();
        }
    }
    let (place, code, phone) = (asked(&visit, "place"), asked(&visit, "c"), visit.phone.clone());
    visit.page(move |looking| data(looking, place.as_deref(), code, phone.as_deref()), render).await
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

fn data(
    looking: &Looking<'_>,
    place: Option<&str>,
    code: Option<String>,
    phone: Option<&Pairing>,
) -> Result<Lots, Trouble> {
    ready(looking)?;
    let place = match phone {
        Some(phone) => Some(phone.task.place().ok_or(Trouble::Missing)?),
        None => place.map(card::entity).transpose()?,
    };
    let (lots, phone) = (looking.register.lots(place, &looking.ask)?, phone.is_some());
    Ok(Lots { lots, not_found: code, place, phone, places: looking.register.places_of_keeping(&looking.ask)? })
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
        @if !data.phone { (choose(data, screen)) }
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
        @if let Some(place) = data.place {
            p { a.more href=(with_query(&screen.plain(Address::Phone), [("place", place.0.to_string().as_str())])) { (screen.say("phone-go")) } }
        }
    }
}

fn one(lot: &Load, data: &Lots, screen: &Screen<'_>) -> Markup {
    html! {
        a.tap href=(screen.plain(Address::CountLot(lot.entity))) {
            @for number in &lot.numbers { bdi.number { (number) } " " }
            @if lot.name.is_some() || lot.numbers.is_empty() { bdi { (screen.called(lot.entity, lot.name.as_deref())) } }
        }
        @if let Some(kept) = lot.kept.first().filter(|_| !data.phone) { " " span.quiet { bdi { (data.places.path(kept.place)) } } }
    }
}
