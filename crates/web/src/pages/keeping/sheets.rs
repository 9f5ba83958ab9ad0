//! Sheets of many things, to be printed: the inventory list of a search, and its labels.

use axum::response::Response;
use daftar_register::Places;
use daftar_register::claim::EntityId;
use daftar_register::table::Query;
use daftar_register::view::Load;
use maud::{Markup, html};
use serde::Serialize;

use super::{label_form, printed_head, ready, today};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::labels::Labels;
use crate::layout::Content;
use crate::pages::looking::Looking;
use crate::pages::search::asked_query;
use crate::parts::load;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// The most things of one print: more are printed in parts.
const MOST: usize = 1_000;

/// What is printed.
#[derive(Serialize)]
struct Sheets {
    words: String,
    loads: Vec<Load>,
    /// How many are found.
    total: u64,
    /// The labels that are wanted.
    labels: Labels,
    today: String,
    #[serde(skip)]
    places: Places,
}

/// `/sheets/list?words=…`
pub(crate) async fn list(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render_list).await
}

/// `/sheets/labels?words=…&size=SIZE`
pub(crate) async fn labels(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render_labels).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Sheets, Trouble> {
    ready(looking)?;
    let query = Query { skip: 0, most: MOST, columns: Some(Vec::new()), ..asked_query(asked, looking) };
    let answer = looking.register.ask_many(&query, looking.register.standing(), &looking.ask)?.unwrap_or_default();
    let bare = answer.hits.iter().any(|hit| label_form::is_bare(&hit.row.kinds));
    let things: Vec<Vec<EntityId>> = answer.hits.into_iter().map(|hit| hit.row.members).collect();
    Ok(Sheets {
        words: asked.get("words").unwrap_or_default().trim().to_owned(),
        loads: looking.register.loads(&things, &looking.ask)?,
        total: answer.total,
        labels: label_form::asked(asked, "a4-3x7", bare),
        today: today(looking.register),
        places: looking.register.places_of_keeping(&looking.ask)?,
    })
}

fn count(data: &Sheets, screen: &Screen<'_>) -> Markup {
    let total = usize::try_from(data.total).unwrap_or(usize::MAX);
    html! {
        (screen.count("count-found", total))
        @if data.loads.len() < total { ". " (screen.tell("sheets-first", &[("n", Said::Number(data.loads.len()))])) }
    }
}

fn render_list(data: &Sheets, screen: &Screen<'_>) -> Content {
    let title = screen.say("sheets-list");
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) @if !data.words.is_empty() { ": " bdi { (data.words) } } }
            p.sum { (count(data, screen)) }
            (ways(Address::Labels, "labels", screen))
        }
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table.loads {
                thead {
                    tr {
                        th.box scope="col" { (screen.say("column-done")) }
                        th scope="col" { (screen.say("column-number")) }
                        th scope="col" { (screen.say("column-what")) }
                        th scope="col" { (screen.say("column-where")) }
                        th scope="col" { (screen.say("column-size")) }
                    }
                }
                tbody { @for one in &data.loads { (row(one, data, screen)) } }
            }
        }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

fn row(one: &Load, data: &Sheets, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td.box { span.tick aria-hidden="true" {} }
            td { @for number in &one.numbers { p.value { bdi { (number) } } } }
            td { bdi { (screen.called(one.entity, one.name.as_deref())) } @if one.differs { " " span.mark { (screen.say("differ")) } } }
            td { (load::places(one, &data.places, screen)) }
            td { @for size in &one.size { (load::labelled(size, one, screen)) } (load::weight(one, screen)) }
        }
    }
}

fn render_labels(data: &Sheets, screen: &Screen<'_>) -> Content {
    let title = screen.say("labels");
    let body = html! {
        header.screen-only {
            h1 { (title) }
            p.sum { (count(data, screen)) }
        }
        (label_form::form(data.labels, screen))
        (label_form::labels(data.labels, &data.loads, screen))
    };
    Content::plain(title, body)
}

/// The same search as another sheet.
fn ways(address: Address<'_>, words: &str, screen: &Screen<'_>) -> Markup {
    let pairs = screen.visit.asked.pairs().filter(|(name, _)| *name != "page");
    html! { nav.deeds aria-label=(screen.say("sheets")) { a href=(with_query(&address.to_string(), pairs)) { (screen.say(words)) } } }
}
