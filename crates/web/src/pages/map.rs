//! The map: everything that has a position, with its state as of the time asked for.

use axum::http::HeaderMap;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::view::{self, Places, Plan};
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::layout::Content;
use crate::map::{Drawing, Links, Tiles, Words, loaders, map};
use crate::parts::ticks::Ticks;
use crate::screen::Screen;
use crate::visit::{Form, Visit};

/// Places and plans.
#[derive(Serialize)]
pub(crate) struct Map {
    #[serde(flatten)]
    places: Places,
    plans: Vec<Plan>,
    #[serde(skip)]
    ticks: Ticks,
}

/// `/map`
pub(crate) async fn page(visit: Visit) -> Response {
    visit.page(data, render).await
}

/// `/map/drawing`: what the map's script draws, as GeoJSON.
pub(crate) async fn drawing(mut visit: Visit) -> Response {
    visit.form = Form::Json;
    let draw = |looking: &Looking<'_>| data(looking).map(|map| Drawing::new(&map.places.places, &map.plans, |_| None));
    visit.page(draw, |_, screen| Content::plain(screen.say("map-title"), html! {})).await
}

/// `/map/base.pmtiles`: the base map, as tiles in one file. Its name tells the script what it is.
pub(crate) async fn base(headers: HeaderMap) -> Response {
    Tiles::natural_earth().answer(&headers)
}

fn data(looking: &Looking<'_>) -> Result<Map, Trouble> {
    let heard = looking.everything()?;
    let asked = looking.asked(&heard);
    Ok(Map { places: view::places(&asked), plans: view::plans(&asked), ticks: Ticks::of(&heard, looking) })
}

fn render(data: &Map, screen: &Screen<'_>) -> Content {
    let title = screen.say("map-title");
    let drawing = crate::address::with_query("/map/drawing", screen.visit.asked.pairs());
    let card = |entity: EntityId| screen.to(Address::Card(entity));
    let links = Links { drawing: &drawing, base: "/map/base.pmtiles", own: None, card: &card, plan: &|_| None };
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    let body = html! {
        (loaders(false, assets::address))
        @if screen.visit.session.keeper { p { a href=(screen.plain(Address::AddPlan)) { (screen.say("plan-add")) } } }
        (map(&data.places.places, &data.plans, links, &words))
    };
    Content::asking(title.clone(), html! { header { h1 { (title) } } }, body).sliding(&data.ticks)
}
