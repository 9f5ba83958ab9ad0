//! Adding pictures: of something that has a card, or a plan that is then laid on the map.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::Shows;
use daftar_register::claim::EntityId;
use maud::{Markup, html};
use serde::Serialize;

use super::add_statement::Card;
use super::card;
use super::looking::Looking;
use super::read::{captured, publication};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, check, field};
use crate::forms::typed::{Asks, Typed};
use crate::layout::Content;
use crate::parts::name;
use crate::screen::Screen;
use crate::upload;
use crate::visit::Visit;

/// The form, and what the pictures are to show.
#[derive(Serialize)]
struct AddPicture {
    form: Typed,
    /// The name of what they show, if it is not a plan.
    name: Option<String>,
    #[serde(skip)]
    of: Option<EntityId>,
}

/// `GET /e/ID/picture`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    asked(Some(id), visit).await
}

/// `POST /e/ID/picture`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, form: Multipart) -> Response {
    sent(Some(id), visit, form).await
}

/// `GET /plan/add`
pub(crate) async fn plan_page(visit: Visit) -> Response {
    asked(None, visit).await
}

/// `POST /plan/add`
pub(crate) async fn plan_save(visit: Visit, form: Multipart) -> Response {
    sent(None, visit, form).await
}

async fn asked(id: Option<String>, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(id, visit, empty(), StatusCode::OK).await,
    }
}

fn empty() -> Typed {
    Typed::preset([("published".to_owned(), "no".to_owned())])
}

fn faulty(trouble: &Trouble) -> Typed {
    trouble.tell();
    let mut typed = empty();
    typed.fault("files", trouble.words(), Asks::Another);
    typed
}

async fn shown(id: Option<String>, visit: Visit, form: Typed, status: StatusCode) -> Response {
    let data = move |looking: &Looking<'_>| {
        if form.is_sound() {
            looking.keeper_only()?;
        }
        let of = id.as_deref().map(card::entity).transpose()?;
        let card = of.filter(|_| looking.keeper_only().is_ok()).map(|id| Card::of(looking, id)).transpose()?;
        Ok::<_, Trouble>(AddPicture { form, name: card.and_then(|card| card.name), of })
    };
    visit.page_with(status, data, render).await
}

async fn sent(id: Option<String>, visit: Visit, form: Multipart) -> Response {
    if !visit.session.keeper {
        return shown(id, visit, faulty(&Trouble::Locked), StatusCode::UNAUTHORIZED).await;
    }
    let received = match upload::receive(form, &visit.site.0.registers).await {
        Ok(received) => received,
        Err(trouble) => return shown(id, visit, faulty(&trouble), trouble.status()).await,
    };
    let (mut typed, given) = match received.given() {
        Ok(given) => given,
        Err(typed) => return shown(id, visit, typed, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let of = match id.as_deref().map(card::entity).transpose() {
        Ok(of) => of,
        Err(trouble) => return shown(id, visit, faulty(&trouble), trouble.status()).await,
    };
    let shows = of.map_or(Shows::Plan, Shows::Thing);
    match visit.write(move |register| upload::keep_pictures(register, &received, &given, shows)).await {
        Ok(sources) => {
            let plan = sources.first().map(|plan| Address::PlacePlan(*plan));
            let next = of.map(Address::Card).or(plan).unwrap_or(Address::Map);
            Redirect::to(&visit.along_to(&next.to_string())).into_response()
        }
        Err(trouble) => {
            trouble.tell();
            typed.fault("files", trouble.words(), Asks::Another);
            shown(id, visit, typed, trouble.status()).await
        }
    }
}

fn render(data: &AddPicture, screen: &Screen<'_>) -> Content {
    let action = with_query(&screen.visit.path, screen.visit.asked.along(false));
    let (title, lead) = match data.of {
        Some(_) => (screen.say("picture-add"), screen.say("picture-add-lead")),
        None => (screen.say("plan-add"), screen.say("plan-add-lead")),
    };
    let body = html! {
        header {
            @if let Some(of) = data.of { p.kind { (name::entity(of, data.name.as_deref(), screen)) } }
            h1 { (title) }
            p.lead { (lead) }
        }
        form.read method="post" enctype="multipart/form-data" action=(action) data-read
            data-sending=(screen.say("read-sending")) data-lost=(screen.say("read-lost")) {
            (screen.token())
            (files(data, screen))
            (about(&data.form, screen))
            (publication(&data.form, screen))
            (captured(&data.form, screen))
            p.actions { button { (title) } }
            div.progress role="status" hidden { progress max="100" value="0" {} " " span {} }
        }
    };
    Content::plain(title, body)
}

fn files(data: &AddPicture, screen: &Screen<'_>) -> Markup {
    let fault = data.form.fault_of("files");
    let words = fault.map_or("picture-files-help", |fault| fault.words);
    html! {
        div.field.drop {
            label for="files" { (screen.say("picture-files")) }
            input #files type="file" name="files" multiple[data.of.is_some()] accept="image/jpeg,image/png,image/gif,image/webp"
                aria-describedby="files-note" aria-invalid=[fault.map(|_| "true")];
            small #files-note .fault[fault.is_some()] { (screen.say(words)) }
        }
    }
}

fn about(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input: Input::Line }, typed, screen)
    };
    html! {
        (ask("title", "picture-title", "picture-title-help"))
        (ask("author", "picture-author", "picture-author-help"))
        (check("graphic", &screen.say("graphic-ask"), &screen.say("graphic-ask-help"), typed))
    }
}
