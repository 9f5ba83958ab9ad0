//! Nothing more is owed: why, in the words of whoever decides it.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::view::promises::Promise;
use maud::html;
use serde::Serialize;

use super::heading;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, line};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Deed, Writing, language_of};
use crate::pages::card;
use crate::pages::keeping::{private, today};
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct Forgive {
    promise: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    promise: Promise,
}

/// `GET /e/ID/forgive`
pub(crate) async fn page(Path(promise): Path<String>, visit: Visit) -> Response {
    save::show(Forgive { promise }, visit).await
}

/// `POST /e/ID/forgive`
pub(crate) async fn save(
    Path(promise): Path<String>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(Forgive { promise }, visit, pairs).await
}

impl FormPage for Forgive {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        looking.keeper_only()?;
        Ok(Data { promise: looking.register.promise(card::entity(&self.promise)?, &looking.ask)? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let fields = html! {
            (line("why", "forgive-why", "forgive-why-help", Input::Long, typed, screen))
            (line("day", "forgive-day", "pack-day-help", Input::Latin, typed, screen))
            (private())
        };
        let body = html! {
            (heading(&data.promise, "forgive", screen))
            p.lead { (screen.say("forgive-lead")) }
            (form(typed, "forgive-go", screen, fields))
        };
        Page { title: screen.say("forgive"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let promise = card::entity(&self.promise)?;
        let why = writing.typed.text("why").to_owned();
        if why.is_empty() {
            writing.fault("why", "fault-why");
        }
        if writing.typed.text("day").is_empty() {
            writing.fault("day", "fault-day");
        }
        if let (Some(day), true) = (writing.day("day"), writing.typed.is_sound()) {
            writing.deed = Deed::CarryOut(writing.register.forgive(promise, &why, language_of(&why), &day)?);
        }
        Ok(Address::Promises.to_string())
    }
}
