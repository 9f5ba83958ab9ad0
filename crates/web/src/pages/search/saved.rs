//! Searches under a name: saved, listed, opened, let go.

use axum::Form as Sent;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::SavedSearch;
use daftar_register::claim::ClaimId;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::claim::id_of;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::parts::trouble::not_done;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// What of an address is the question.
const ASKED: [&str; 9] = ["words", "where", "dated", "since", "until", "sure", "count", "column", "view"];

/// The searches that were saved.
#[derive(Serialize)]
pub(crate) struct Saved {
    searches: Vec<One>,
    #[serde(skip)]
    fault: Option<Trouble>,
}

#[derive(Serialize)]
struct One {
    #[serde(serialize_with = "as_text")]
    claim: ClaimId,
    name: String,
    keeper: Option<String>,
    question: Vec<(String, String)>,
}

/// What the forms send.
#[derive(Deserialize)]
pub(crate) struct Given {
    /// What the search is to be called.
    #[serde(default)]
    name: String,
    /// The statement of one that is let go.
    #[serde(default)]
    drop: String,
}

/// `GET /searches`
pub(crate) async fn saved(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(visit, None).await,
    }
}

async fn shown(visit: Visit, fault: Option<Trouble>) -> Response {
    let status = fault.as_ref().map_or(axum::http::StatusCode::OK, Trouble::status);
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let one = |saved: SavedSearch| One {
            claim: saved.claim,
            name: saved.name,
            keeper: looking.name(saved.keeper),
            question: saved.question,
        };
        Ok(Saved { searches: looking.register.saved_searches().into_iter().map(one).collect(), fault })
    };
    visit.page_with(status, data, render).await
}

/// `POST /searches?…`: saves the question of the address, or lets a saved one go.
pub(crate) async fn keep(visit: Visit, Sent(given): Sent<Given>) -> Response {
    if !visit.session.keeper {
        return shown(visit, Some(Trouble::Locked)).await;
    }
    let asked = visit.asked.pairs().filter(|(name, value)| ASKED.contains(name) && !value.is_empty());
    let question: Vec<(String, String)> = asked.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let done = visit
        .write(move |register| match (given.drop.as_str(), given.name.trim()) {
            ("", "") => Err(Trouble::Wrong("searches-name-empty")),
            ("", name) => Ok(register.save_search(name, &question)?),
            (claim, _) => {
                let claim = id_of(claim)?;
                // Pressed twice, it is gone already.
                match register.saved_searches().iter().any(|one| one.claim == claim) {
                    true => Ok(register.drop_search(claim)?),
                    false => Ok(()),
                }
            }
        })
        .await;
    match done {
        Ok(()) => Redirect::to(&visit.along_to(&Address::SavedSearches.to_string())).into_response(),
        Err(trouble) => {
            trouble.tell();
            shown(visit, Some(trouble)).await
        }
    }
}

/// The form that saves the search of the page.
pub(super) fn form(screen: &Screen<'_>) -> Markup {
    let asked = screen.visit.asked.pairs().filter(|(name, _)| ASKED.contains(name) || *name == "lang");
    html! {
        form.inline.save-search method="post" action=(with_query(&Address::SavedSearches.to_string(), asked)) {
            (screen.token())
            label for="search-name" { (screen.say("searches-name")) }
            input #search-name name="name" dir="auto" required maxlength="200";
            button.second { (screen.say("searches-save")) }
        }
    }
}

fn render(data: &Saved, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("searches")) } p.lead { (screen.say("searches-lead")) } }
        @if let Some(trouble) = &data.fault { (not_done(trouble, screen)) }
        @if data.searches.is_empty() { p.empty { (screen.say("searches-none")) } }
        ul.plain { @for one in &data.searches { li { (search(one, screen)) } } }
        p { a.more href=(screen.plain(Address::Search)) { (screen.say("search")) } }
    };
    Content::plain(screen.say("searches"), body)
}

fn search(one: &One, screen: &Screen<'_>) -> Markup {
    let pairs = one.question.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let to = with_query(&Address::Search.to_string(), screen.visit.asked.along(false).chain(pairs));
    html! {
        p.value { a href=(to) { bdi dir="auto" { (one.name) } } }
        p.facts {
            @for (name, value) in one.question.iter().filter(|(name, _)| ["words", "where", "since", "until"].contains(&name.as_str())) {
                span { (name) " " bdi.code dir="auto" { (value) } }
            }
            @if let Some(keeper) = &one.keeper { span { bdi { (keeper) } } }
        }
        form.inline method="post" action=(screen.plain(Address::SavedSearches)) {
            (screen.token())
            input type="hidden" name="drop" value=(one.claim.0);
            button.second aria-label=(screen.tell("searches-drop-named", &[("name", Said::Text(&one.name))])) { (screen.say("searches-drop")) }
        }
    }
}
