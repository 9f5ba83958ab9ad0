//! What a scanned code or a typed number names.

use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::EntityId;
use daftar_register::{Meant, Scanned};
use maud::html;
use serde::Serialize;

use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::kind::Card;
use crate::pages::looking::Looking;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::{Form, Visit};

/// What a code names.
#[derive(Serialize)]
struct Code {
    code: String,
    /// What bears it: one thing, none, or several.
    cards: Vec<Card>,
    /// Whether it is the code of another notebook.
    elsewhere: bool,
}

/// `/code?c=CODE`: leads to the card, where one alone is named.
pub(crate) async fn page(visit: Visit) -> Response {
    let code = visit.asked.get("c").unwrap_or_default().trim().to_owned();
    let (asking, typed) = (visit.clone(), code.clone());
    let look = move |register: &daftar_register::Register| one(&Looking::new(register, &asking)?, &typed);
    let found = visit.site.0.registers.read(visit.audience(), look).await;
    if let (Ok((Some(thing), _)), Form::Html) = (found, visit.form) {
        return Redirect::to(&visit.along_to(&Address::Card(thing).to_string())).into_response();
    }
    visit.page(move |looking| data(looking, code), render).await
}

/// Whether a text is a code of labels.
pub(crate) fn is_code(text: &str) -> bool {
    Scanned::read(text).is_some()
}

fn meant(looking: &Looking<'_>, code: &str) -> Result<Meant, Trouble> {
    if looking.register.is_table_dear()? {
        return Err(Trouble::Counting);
    }
    let numbers = looking.register.numbers(&looking.ask)?;
    Ok(looking.register.meant(code, &numbers, &looking.ask)?)
}

fn one(looking: &Looking<'_>, code: &str) -> Result<Option<EntityId>, Trouble> {
    Ok(match meant(looking, code)? {
        Meant::One(thing) => Some(thing),
        _ => None,
    })
}

fn data(looking: &Looking<'_>, code: String) -> Result<Code, Trouble> {
    let (found, elsewhere) = match meant(looking, &code)? {
        Meant::One(thing) => (vec![thing], false),
        Meant::Several(things) => (things, false),
        Meant::Nothing => (Vec::new(), false),
        Meant::Elsewhere => (Vec::new(), true),
    };
    let cards = found.into_iter().map(|id| Card { id, name: looking.name(id) }).collect();
    Ok(Code { code, cards, elsewhere })
}

fn render(data: &Code, screen: &Screen<'_>) -> Content {
    let told = match (data.elsewhere, data.cards.len()) {
        (true, _) => "code-elsewhere",
        (false, 0) if data.code.is_empty() => "code-lead",
        (false, 0) => "code-nothing",
        (false, _) => "code-several",
    };
    let body = html! {
        header { h1 { (screen.say("code")) } p.lead { (screen.say(told)) } }
        form.search action=(Address::Code) {
            (screen.along(false))
            label for="c" { (screen.say("code-label")) }
            div.row { input #c name="c" dir="ltr" value=(data.code) autocomplete="off" autofocus; button { (screen.say("search-go")) } }
        }
        ul.plain { @for card in &data.cards { li { (name::entity(card.id, card.name.as_deref(), screen)) } } }
    };
    Content::plain(screen.say("code"), body)
}
