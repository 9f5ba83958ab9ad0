//! The map: everything that has a position, with its state as of the time asked for.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::{self, Places, Plan};
use maud::{Markup, html};
use serde::Serialize;

use super::crowd::{self, Shown};
use super::file::{Files, Offer};
use super::looking::Looking;
use super::named_places::named_places;
use super::search::{self, Found};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::assets;
use crate::error::Trouble;
use crate::layout::Content;
use crate::map::{Drawing, Links, NamedPlaces, Naming, Tiles, Words, loaders, map_naming};
use crate::parts::ticks::Ticks;
use crate::screen::Screen;
use crate::visit::{Form, Site, Visit};

/// Places and plans.
#[derive(Serialize)]
pub(crate) struct Map {
    #[serde(flatten)]
    places: Places,
    plans: Vec<Plan>,
    /// Where a search narrows it: how many cards it finds.
    found: Option<usize>,
    /// The places that found cards name which have no position of their own; none but for now.
    named: Option<NamedPlaces>,
    /// Their pictures, where this audience may have them.
    #[serde(skip)]
    pictures: BTreeMap<EntityId, Offer>,
    #[serde(skip)]
    ticks: Ticks,
}

/// The address of the base map that comes with the program.
pub(crate) const BASE: &str = "/map/base.pmtiles";
/// That of the user's own.
pub(crate) const OWN: &str = "/map/own.pmtiles";

/// `/map`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    let registers = visit.site.0.registers.clone();
    let answer = visit.page(move |looking| either(looking, &asked), render_either).await;
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        tokio::spawn(async move { registers.keep_courses().await });
    }
    answer
}

/// Each place, or squares where there are too many.
#[derive(Serialize)]
#[serde(untagged)]
enum Either {
    Each(Box<Map>),
    Crowd(Box<Shown>),
}

fn either(looking: &Looking<'_>, asked: &Asked) -> Result<Either, Trouble> {
    let found = search::found(looking, asked)?;
    match crowd::is_crowded(looking, found.as_ref())? {
        true => Ok(Either::Crowd(Box::new(crowd::shown(looking, asked, found.as_ref())?))),
        false => Ok(Either::Each(Box::new(data(looking, found)?))),
    }
}

fn render_either(data: &Either, screen: &Screen<'_>) -> Content {
    match data {
        Either::Each(map) => render(map, screen),
        Either::Crowd(shown) => crowd::render(shown, screen),
    }
}

/// `/map/drawing`: what the map's script draws, as GeoJSON.
pub(crate) async fn drawing(mut visit: Visit) -> Response {
    visit.form = Form::Json;
    let along: Vec<(String, String)> =
        visit.asked.along(false).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let asked = visit.asked.clone();
    let draw = move |looking: &Looking<'_>| {
        let map = data(looking, search::found(looking, &asked)?)?;
        let picture = |plan: &Plan| {
            let offer = map.pictures.get(&plan.entity)?;
            let address = Address::File(offer.source, offer.file).to_string();
            Some(with_query(&address, along.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
        };
        let words = Words::with_digits(looking.ask.lang, asked.digits);
        let drawing = Drawing::new(&map.places.places, &map.plans, picture);
        Ok(drawing.naming(map.named.iter().flat_map(|named| &named.places), &words))
    };
    visit.page(draw, |_, screen| Content::plain(screen.say("map-title"), html! {})).await
}

/// `/map/base.pmtiles`: the base map, as tiles in one file. Its name tells the script what it is.
pub(crate) async fn base(headers: HeaderMap) -> Response {
    Tiles::natural_earth().answer(&headers)
}

/// `/map/own.pmtiles`: the base map of whoever runs the notebook.
pub(crate) async fn own(State(site): State<Site>, headers: HeaderMap) -> Response {
    match &site.0.basemap {
        Some(tiles) => tiles.answer(&headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn data(looking: &Looking<'_>, found: Option<Found>) -> Result<Map, Trouble> {
    let heard = match &found {
        Some(found) => looking.found_and_named(&found.members)?,
        None => looking.placed()?,
    };
    let asked = looking.asked(&heard);
    let plans = view::plans(&asked);
    let mut pictures = BTreeMap::new();
    for plan in &plans {
        for member in asked.identity().members(plan.entity) {
            if let Some(picture) = Files::of(member, &heard, looking)?.pictures().next() {
                pictures.entry(plan.entity).or_insert(picture);
            }
        }
    }
    let mut places = view::places(&asked);
    let mut named = None;
    if let Some(found) = &found {
        if looking.is_of_now() {
            named = Some(named_places(looking, found, &asked, &heard.surroundings, &places.places)?);
        }
        places.places.retain(|place| found.members.contains(&place.entity));
    }
    let found = found.map(|found| found.cards);
    Ok(Map { places, plans, found, named, pictures, ticks: Ticks::of(&heard, looking) })
}

/// The address of what the map's script draws.
pub(crate) fn drawing_address(screen: &Screen<'_>) -> String {
    with_query("/map/drawing", screen.visit.asked.pairs())
}

fn render(data: &Map, screen: &Screen<'_>) -> Content {
    let title = screen.say("map-title");
    let drawing = drawing_address(screen);
    let card = |entity: EntityId| screen.to(Address::Card(entity));
    let plan = |plan: EntityId| Some(screen.to(Address::Plan(plan)));
    let own = screen.visit.site.0.basemap.is_some().then_some(OWN);
    let search = |place: EntityId, property: &str| {
        let filter = ("where", format!("{property}=e:{}", place.0));
        let pairs = screen.visit.asked.pairs().chain([(filter.0, filter.1.as_str())]);
        with_query(&Address::Search.to_string(), pairs)
    };
    let links = Links { drawing: &drawing, base: BASE, own, card: &card, plan: &plan };
    let naming = data.named.as_ref().map(|places| Naming { places, search: &search });
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    let body = html! {
        (loaders(false, assets::address))
        @if data.found.is_some() {
            p.sum role="status" {
                (screen.count("map-found", data.places.places.len())) " "
                @match &data.named {
                    Some(named) => { (nowhere(data, named, screen)) },
                    None => { (screen.say("map-named-now")) " " },
                }
                a href=(with_query(&Address::Search.to_string(), screen.visit.asked.pairs())) { (screen.say("alike-back")) } " · "
                a href=(screen.to(Address::Map)) { (screen.say("map-whole")) }
            }
        }
        @if screen.visit.session.keeper { p { a href=(screen.plain(Address::AddPlan)) { (screen.say("plan-add")) } } }
        (map_naming(&data.places.places, &data.plans, naming, links, &words))
    };
    Content::asking(title.clone(), html! { header { h1 { (title) } } }, body).sliding(&data.ticks)
}

/// How many cards are shown at places that they name, and how many nowhere.
fn nowhere(data: &Map, named: &NamedPlaces, screen: &Screen<'_>) -> Markup {
    let shown = data.places.places.len() + named.cards;
    let nowhere = data.found.unwrap_or_default().saturating_sub(shown);
    html! {
        @if named.cards > 0 { (screen.count("map-named-sum", named.cards)) " " }
        @if nowhere > 0 { (screen.count("map-nowhere", nowhere)) " " }
    }
}
