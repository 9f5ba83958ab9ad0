//! Pairing a phone for one task: what it may count, at which address, for how long; the code to be scanned; and its end.

use std::net::IpAddr;

use axum::Form as Sent;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::Audience;
use daftar_register::{Meant, Offered, Places, Register};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::keeping::{choose_place, keepers, ready};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::amount::{amount, tiles};
use crate::forms::field::{Input, line, names};
use crate::forms::shell::form;
use crate::forms::typed::{Asks, Typed, WHOLE};
use crate::forms::writing::Writing;
use crate::labels::qr_called;
use crate::layout::Content;
use crate::phone::begin::{self, MINUTES, NoPairing, Wanted};
use crate::phone::nets::nets;
use crate::phone::{Pairing, Task, grouped};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// How long a pairing lasts unless something else is asked.
const USUALLY: &str = "60";
/// How often the page looks again whether the code was used.
const AGAIN: HeaderValue = HeaderValue::from_static("10");

/// The pairing that goes on, or the form that begins one.
#[derive(Serialize)]
struct Pair {
    current: Option<Current>,
    #[serde(skip)]
    form: Typed,
    #[serde(skip)]
    places: Places,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// The pairing that goes on.
#[derive(Serialize)]
struct Current {
    address: String,
    /// The SHA-256 of its certificate.
    fingerprint: String,
    /// Whether a phone used the code.
    paired: bool,
    /// How long it still lasts.
    minutes: u64,
    /// What may be counted.
    task: String,
    /// The address in the code; in no data.
    #[serde(skip)]
    url: Option<String>,
}

/// `GET /phone?place=PLACE` or `?lot=LOT`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = |name: &str| visit.asked.get(name).map(|value| (name.to_owned(), value.to_owned()));
    let preset = [("minutes".to_owned(), USUALLY.to_owned())].into_iter().chain(asked("place")).chain(asked("lot"));
    shown(visit.clone(), Typed::preset(preset), StatusCode::OK).await
}

async fn shown(visit: Visit, typed: Typed, status: StatusCode) -> Response {
    let current = visit.site.0.phones.current();
    let waits = current.as_ref().is_some_and(|pairing| !pairing.is_paired());
    let data = move |looking: &Looking<'_>| data(looking, current.as_deref(), typed);
    let mut response = visit.page_with(status, data, render).await;
    if waits && response.status() == StatusCode::OK {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    response
}

fn data(looking: &Looking<'_>, pairing: Option<&Pairing>, form: Typed) -> Result<Pair, Trouble> {
    ready(looking)?;
    let places = looking.register.places_of_keeping(&looking.ask)?;
    let current = pairing.map(|pairing| Current {
        address: pairing.origin(),
        fingerprint: pairing.fingerprint.clone(),
        paired: pairing.is_paired(),
        minutes: pairing.left().as_secs().div_ceil(60),
        task: called(pairing.task, &places, looking),
        url: pairing.url(),
    });
    Ok(Pair { current, form, places, names: looking.offered()? })
}

/// What may be counted, in words.
fn called(task: Task, places: &Places, looking: &Looking<'_>) -> String {
    match task {
        Task::Place(place) => places.path(place),
        Task::Lot(lot) => looking.name(lot).unwrap_or_else(|| lot.to_string()),
    }
}

/// `POST /phone`
pub(crate) async fn begin(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    if !visit.session.keeper {
        return shown(visit, Typed::default(), StatusCode::OK).await;
    }
    let (site, typed, asking) = (visit.site.clone(), Typed::sent(pairs), visit.clone());
    let understand = move |register: &Register| understood(register, typed, &asking);
    let (wanted, mut typed) = match site.0.registers.read(Audience::Keeper, understand).await {
        Ok((Ok(understood), _)) => understood,
        Ok((Err(typed), _)) => return shown(visit, typed, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(trouble) => {
            let failed = move |_: &Looking<'_>| Err::<(), _>(trouble);
            return visit.page(failed, |(), _| Content::plain("", html! {})).await;
        }
    };
    let why = match begin::begin(&site, wanted).await {
        Ok(_) => return Redirect::to(&visit.along_to(&Address::Phone.to_string())).into_response(),
        Err(NoPairing::NoAddress) => ("address", "fault-phone-address"),
        Err(NoPairing::Minutes) => ("minutes", "fault-phone-minutes"),
        Err(NoPairing::Failed(why)) => {
            Trouble::Inside(why).tell();
            (WHOLE, "fault-phone-failed")
        }
    };
    typed.fault(why.0, why.1, Asks::Another);
    shown(visit, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /phone/end`
pub(crate) async fn end(visit: Visit) -> Response {
    if visit.session.keeper {
        visit.site.0.end_phone();
    }
    Redirect::to(&visit.along_to(&Address::Phone.to_string())).into_response()
}

/// What the form asks for, or the form with what is wrong with it.
fn understood(register: &Register, typed: Typed, visit: &Visit) -> Result<Result<(Wanted, Typed), Typed>, Trouble> {
    let note = visit.site.0.registers.note_of_phone(register.id());
    let mut writing = Writing::new(register, typed)?;
    let task = task(&mut writing)?;
    let by = writing.entity("by")?;
    if !writing.open.is_empty() {
        // Nobody is recorded on the way.
        writing.fault("by", "fault-nobody");
    }
    let minutes = writing.seeds("minutes").and_then(|minutes| u64::try_from(minutes).ok());
    if !minutes.is_some_and(|minutes| (MINUTES.0..=MINUTES.1).contains(&minutes)) {
        writing.fault("minutes", "fault-phone-minutes");
    }
    let address: Option<IpAddr> = writing.typed.text("address").parse().ok();
    if address.is_none() {
        writing.fault("address", "fault-phone-address");
    }
    let lang = visit.lang(register);
    let typed = writing.typed;
    Ok(match (task, address, minutes, typed.is_sound()) {
        (Some(task), Some(address), Some(minutes), true) => {
            Ok((Wanted { task, by, address, port: 0, minutes, lang, note }, typed))
        }
        _ => Err(typed),
    })
}

/// One place, or one lot.
fn task(writing: &mut Writing<'_>) -> Result<Option<Task>, Trouble> {
    let (place, lot) = (writing.chosen_place("place")?, writing.typed.text("lot").to_owned());
    match (place, lot.is_empty()) {
        (Some(place), true) => Ok(Some(Task::Place(place))),
        (None, false) => {
            let lot = lot_called(writing.register, &lot)?;
            if lot.is_none() {
                writing.fault("lot", "count-number-nothing");
            }
            Ok(lot.map(Task::Lot))
        }
        _ => {
            writing.fault("place", "fault-phone-task");
            Ok(None)
        }
    }
}

/// The lot of that id, number or code.
fn lot_called(register: &Register, typed: &str) -> Result<Option<EntityId>, Trouble> {
    let found = match card::entity(typed) {
        Ok(id) => Some(id),
        Err(_) => match register.meant_by_keeper(typed, &register.numbers(&keepers())?, &keepers())? {
            Meant::One(thing) => Some(thing),
            _ => None,
        },
    };
    Ok(match found {
        Some(lot) if register.is_lot(lot)? => Some(lot),
        _ => None,
    })
}

fn render(data: &Pair, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("phone")) } p.lead { (screen.say("phone-lead")) } }
        @match &data.current {
            Some(current) => (going_on(current, screen)),
            None => (asked(data, screen)),
        }
    };
    Content::plain(screen.say("phone"), body)
}

fn going_on(current: &Current, screen: &Screen<'_>) -> Markup {
    let minutes = usize::try_from(current.minutes).unwrap_or(usize::MAX);
    html! {
        section.pairing {
            h2 { (screen.say("phone-goes-on")) ": " bdi { (current.task) } }
            p { (screen.count("phone-minutes", minutes)) }
            @match &current.url {
                Some(url) => {
                    p { (screen.say("phone-scan")) }
                    (qr_called(url, &screen.say("phone-code")))
                    details { summary { (screen.say("phone-no-camera")) } p { bdi.code dir="ltr" { (url) } } }
                },
                None => { p role="status" { (screen.say(if current.paired { "phone-used" } else { "phone-void" })) } },
            }
            h3 { (screen.say("phone-fingerprint")) }
            p { (screen.tell("phone-fingerprint-how", &[("address", Said::Text(&current.address))])) }
            p { bdi.code dir="ltr" { (grouped(&current.fingerprint)) } }
            form method="post" action=(screen.plain(Address::PhoneEnd)) {
                (screen.token())
                p.actions { button { (screen.say("phone-end")) } }
            }
        }
    }
}

fn asked(data: &Pair, screen: &Screen<'_>) -> Markup {
    let typed = &data.form;
    let (place, none) = (screen.say("phone-place"), screen.say("pack-choose"));
    let nets: Vec<(String, String)> = nets()
        .into_iter()
        .map(|net| {
            let words = if net.address.is_loopback() { screen.say("phone-this-computer") } else { net.name };
            (net.address.to_string(), format!("{} · {words}", net.address))
        })
        .collect();
    let fields = html! {
        (choose_place("place", &place, &none, &data.places, typed, screen))
        (line("lot", "phone-lot", "phone-lot-help", Input::Latin, typed, screen))
        (line("by", "phone-by", "count-by-help", Input::Card, typed, screen))
        (names(&data.names, screen))
        (tiles("address", &screen.say("phone-address"), &nets, typed))
        @if let Some(fault) = typed.fault_of("address") { p.fault role="alert" { (screen.say(fault.words)) } }
        (amount("minutes", "phone-lasts", "phone-lasts-help", typed, screen))
        (crate::pages::keeping::private())
    };
    html! { (form(typed, "phone-begin", screen, fields)) p.quiet { (screen.say("phone-how")) } }
}
