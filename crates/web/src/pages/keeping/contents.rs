//! What lies in a box, on a shelf, in a store; and all boxes.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::{Contents, PlaceOfKeeping, Places};
use maud::{Markup, html};
use serde::Serialize;

use super::{Pictures, labelled, pictures, printed_head, ready, today, ways};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::load;
use crate::screen::Screen;
use crate::visit::Visit;

/// All places of keeping.
#[derive(Serialize)]
struct Boxes {
    places: Vec<Line>,
}

/// One of them.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    place: PlaceOfKeeping,
    path: String,
}

/// `/boxes`
pub(crate) async fn boxes(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    visit.page(all, render_all).await
}

fn all(looking: &Looking<'_>) -> Result<Boxes, Trouble> {
    ready(looking)?;
    let places: Places = looking.register.places_of_keeping(&looking.ask)?;
    let lines = places.in_order().into_iter().map(|(place, path)| Line { place: place.clone(), path });
    Ok(Boxes { places: lines.collect() })
}

fn render_all(data: &Boxes, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("boxes")) } p.lead { (screen.say("boxes-lead")) } (ways(screen)) }
        @if data.places.is_empty() { p.empty { (screen.say("boxes-empty")) } }
        ul.plain {
            @for line in &data.places {
                @let path = if line.path.is_empty() { screen.say("nameless") } else { line.path.clone() };
                li { a href=(screen.plain(Address::Contents(line.place.entity))) { bdi { (labelled(&line.place, path)) } } }
            }
        }
        p { a.more href=(screen.plain(Address::NewBox)) { (screen.say("boxes-add")) } }
    };
    Content::plain(screen.say("boxes"), body)
}

/// A place of keeping with what is in it.
#[derive(Serialize)]
struct Inside {
    #[serde(flatten)]
    contents: Contents,
    today: String,
    #[serde(skip)]
    pictures: Pictures,
}

/// `/e/ID/contents`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    visit.page(move |looking| data(looking, &id), render).await
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Inside, Trouble> {
    ready(looking)?;
    let contents = looking.register.contents(card::entity(id)?, true, &looking.ask)?;
    Ok(Inside { pictures: pictures(&contents.loads, looking)?, contents, today: today(looking.register) })
}

fn render(data: &Inside, screen: &Screen<'_>) -> Content {
    let contents = &data.contents;
    let place = contents.places.get(contents.place);
    let numbers = place.map(|place| place.numbers.clone()).unwrap_or_default();
    let title = if contents.path.is_empty() { screen.say("nameless") } else { contents.path.clone() };
    let digits = contents.place.0.to_string();
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            p.kind { (place.and_then(|place| place.label.clone()).unwrap_or_else(|| screen.kind("location"))) }
            div.coded { h1 { bdi { (title) } } (load::code(&numbers, contents.place, screen)) }
            p.sum { (load::sum(&contents.sum, screen)) }
            nav.deeds aria-label=(screen.say("add-to")) {
                a href=(screen.plain(Address::Card(contents.place))) { (screen.say("contents-card")) }
                a href=(with_query(&screen.plain(Address::Pack), [("into", digits.as_str())])) { (screen.say("pack")) }
                a href=(with_query(&screen.plain(Address::Stock), [("place", digits.as_str())])) { (screen.say("stock")) }
            }
        }
        (inner(contents, screen))
        @if contents.loads.is_empty() { p.empty { (screen.say("contents-empty")) } } @else { (table(data, screen)) }
        @if !contents.left.is_empty() {
            section {
                h2 { (screen.say("contents-left")) }
                ul.plain { @for one in &contents.left { li { (load::called(one, screen)) (load::places(one, &contents.places, screen)) } } }
            }
        }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

fn inner(contents: &Contents, screen: &Screen<'_>) -> Markup {
    html! {
        @if !contents.inner.is_empty() {
            section {
                h2 { (screen.say("contents-inner")) }
                ul.columns {
                    @for place in &contents.inner {
                        li { a href=(screen.plain(Address::Contents(place.entity))) { bdi { (labelled(place, contents.places.path(place.entity))) } } }
                    }
                }
            }
        }
    }
}

fn table(data: &Inside, screen: &Screen<'_>) -> Markup {
    html! {
        section.inventory {
            h2 { (screen.say("contents-here")) }
            div.scroll tabindex="0" role="region" aria-label=(screen.say("contents-here")) {
                table.loads {
                    thead {
                        tr {
                            th.box scope="col" { (screen.say("column-done")) }
                            th scope="col" { (screen.say("column-what")) }
                            th scope="col" { (screen.say("column-where")) }
                            th scope="col" { (screen.say("column-size")) }
                        }
                    }
                    tbody {
                        @for one in &data.contents.loads {
                            tr {
                                td.box { span.tick aria-hidden="true" {} }
                                td data-column=(screen.say("column-what")) { (load::picture(data.pictures.get(&one.entity), one, screen)) (load::called(one, screen)) }
                                td data-column=(screen.say("column-where")) { (load::places(one, &data.contents.places, screen)) }
                                td data-column=(screen.say("column-size")) {
                                    @for size in &one.size { (load::labelled(size, one, screen)) }
                                    (load::weight(one, screen))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
