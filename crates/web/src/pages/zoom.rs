//! One picture, looked at closely: moved and enlarged tile by tile where scripts run; else as one large copy, with the way to
//! the file itself.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::{EntityId, FileId, Hash};
use daftar_register::date::Lang;
use daftar_register::view::Who;
use maud::{Markup, html};
use serde::Serialize;

use super::file::{Offer, find};
use super::kind::as_text;
use super::looking::Looking;
use super::{card, pictures, tiles};
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::{files, name};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;
use crate::{assets, map};

/// A picture and what is told of it.
#[derive(Serialize)]
struct Zoom {
    #[serde(flatten)]
    offer: Offer,
    title: Option<String>,
    /// Who made it, and who published it.
    credit: Vec<String>,
    /// The sizes in which the whole of it is made, where any copy is: across and down.
    sizes: Vec<[u32; 2]>,
    /// What it shows.
    shows: Vec<Shown>,
}

/// Something that a picture shows.
#[derive(Serialize)]
struct Shown {
    #[serde(serialize_with = "as_text")]
    entity: EntityId,
    name: Option<String>,
}

/// `/s/ID/file/FILE/zoom`
pub(crate) async fn page(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    visit.page(move |looking| data(looking, &source, &file), render).await
}

/// `/s/ID/file/FILE/iiif`: what the picture is, stands beside its tiles.
pub(crate) async fn to_info(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    let ids = (card::entity(&source), Hash::parse(&file).map(FileId));
    match ids {
        (Ok(source), Ok(file)) => Redirect::to(&format!("{}/info.json", Address::Iiif(source, file))).into_response(),
        _ => tiles::refusal(Trouble::Missing, visit).await,
    }
}

fn data(looking: &Looking<'_>, source: &str, file: &str) -> Result<Zoom, Trouble> {
    let (offer, _) = find(looking, source, file)?;
    let pyramid = tiles::pyramid(&offer).ok_or(Trouble::Missing)?;
    let heard = looking.entities(&[offer.source])?;
    let sizes = match offer.length {
        Some(_) => pyramid.wholes().iter().map(|size| [size.width, size.height]).collect(),
        None => Vec::new(),
    };
    let named = |entity| Shown { entity, name: heard.surroundings.name(entity, looking.ask.lang).map(str::to_owned) };
    let shows = pictures::depicted(offer.source, &heard, looking).into_iter().map(named).collect();
    let title = heard.surroundings.name(offer.source, looking.ask.lang).map(str::to_owned);
    Ok(Zoom { title, credit: pictures::credit(offer.source, &heard, looking), sizes, shows, offer })
}

fn render(data: &Zoom, screen: &Screen<'_>) -> Content {
    let source = Who { entity: Some(data.offer.source), name: data.title.clone() };
    let title = data.title.clone().unwrap_or_else(|| screen.say("nameless"));
    let body = html! {
        (map::closer(assets::address))
        header {
            p.kind { (screen.say("zoom-picture")) }
            h1 { bdi dir="auto" { (title) } }
            p.quiet.inline {
                @for one in &data.shows { a href=(screen.to(Address::Card(one.entity))) { bdi dir="auto" { (screen.called(one.entity, one.name.as_deref())) } } }
            }
        }
        figure.zoom {
            (files::veiled(&data.offer, sheet(data, &title, screen), screen))
            figcaption {
                (name::source(&source, screen))
                @for who in &data.credit { (screen.comma()) bdi { (who) } }
            }
        }
        p #zoom-how .quiet hidden { (screen.say("zoom-how")) }
        (file(data, screen))
    };
    Content::plain(title.clone(), body)
}

/// The picture; the script puts its tiles in the place of the large copy.
fn sheet(data: &Zoom, title: &str, screen: &Screen<'_>) -> Markup {
    let offer = &data.offer;
    let direction = if screen.lang == Lang::Ar { "rtl" } else { "ltr" };
    let alt = screen.tell("picture-of-source", &[("title", Said::Text(title))]);
    let [width, height] = data.sizes.last().copied().or(offer.size).unwrap_or_default();
    // The beginning of the tiles' addresses: nothing of the visitor's question stands in it.
    let tiles = (!data.sizes.is_empty()).then(|| Address::Iiif(offer.source, offer.file).to_string());
    html! {
        div.zoom-sheet dir="ltr" role="region" aria-label=(alt) aria-describedby="zoom-how" data-iiif=[tiles]
            data-direction=(direction) data-zoom-in=(screen.say("map-zoom-in")) data-zoom-out=(screen.say("map-zoom-out")) {
            img src=(Address::Whole(offer.source, offer.file)) width=(width) height=(height) alt=(alt);
        }
    }
}

/// The file itself, and how large it is.
fn file(data: &Zoom, screen: &Screen<'_>) -> Markup {
    let [width, height] = data.offer.size.unwrap_or_default().map(|side| side as usize);
    html! {
        p {
            a href=(screen.plain(Address::File(data.offer.source, data.offer.file))) download { (screen.say("file-take")) }
            " " span.quiet {
                (screen.tell("zoom-size", &[("width", Said::Number(width)), ("height", Said::Number(height))]))
            }
            " " a.more href=(screen.plain(Address::Custody(data.offer.source, data.offer.file))) { (screen.say("custody")) }
        }
    }
}
