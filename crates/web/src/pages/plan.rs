//! A plan: its picture, what it shows, what lies on it, and how each author lays it on the map.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::view::{self, Place, Plan, Position};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::file::{Files, Offer};
use super::looking::Looking;
use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::layout::Content;
use crate::map::{self, Lying, Picture, Placed, Words, fit, loaders, placings};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// The kind of entity that a plan is.
pub(crate) const PLAN: &str = "plan";

/// A plan, its picture, and what lies on it.
#[derive(Serialize)]
pub(crate) struct PlanPage {
    #[serde(flatten)]
    pub(crate) plan: Plan,
    /// Its picture, where this audience may have it.
    pub(crate) picture: Option<Offer>,
    /// How each author's points lay it on the ground, in the order of its placements; none where they do not.
    laid: Vec<Option<Placed>>,
    /// What lies on it, by the first of them that does.
    on: Vec<On>,
}

/// A place that lies on a plan.
#[derive(Serialize)]
struct On {
    pixel: [f64; 2],
    #[serde(flatten)]
    place: Place,
}

/// `/plan/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    visit.page(move |looking| data(looking, &id), render).await
}

fn data(looking: &Looking<'_>, id: &str) -> Result<PlanPage, Trouble> {
    let id = card::entity(id)?;
    let page = alone(looking, id, true)?;
    let laid = page.laid.iter().flatten().next().zip(page.picture.as_ref().and_then(|picture| picture.size));
    let on = laid.map(|(placed, size)| lying(looking, id, placed, size)).transpose()?.unwrap_or_default();
    Ok(PlanPage { on, ..page })
}

/// A plan without what lies on it; or, unless it must be one, any source with a picture.
pub(crate) fn alone(looking: &Looking<'_>, id: EntityId, must: bool) -> Result<PlanPage, Trouble> {
    let heard = looking.source(id)?;
    let asked = looking.asked(&heard);
    let picture = Files::of(id, &heard, looking)?.pictures().next();
    if asked.selected().is_empty() || (!asked.is_of_kinds(id, &[PLAN]) && (must || picture.is_none())) {
        return Err(Trouble::Missing);
    }
    let plan = view::plan_of(&asked, id);
    let laid = placings(&plan).into_iter().map(Result::ok).collect();
    Ok(PlanPage { plan: Plan { entity: id, ..plan }, picture, laid, on: Vec::new() })
}

/// What lies on a picture of this size. What the public sees as a square lies nowhere in particular.
fn lying(looking: &Looking<'_>, plan: EntityId, placed: &Placed, size: [u32; 2]) -> Result<Vec<On>, Trouble> {
    let heard = looking.placed()?;
    let places = view::places(&looking.asked(&heard)).places.into_iter().filter(|place| place.entity != plan);
    let inside = |[x, y]: &[f64; 2]| (0.0..=f64::from(size[0])).contains(x) && (0.0..=f64::from(size[1])).contains(y);
    let on = |place: Place| {
        let pixel = middle(&place).and_then(|position| placed.pixel(position)).filter(inside)?;
        Some(On { pixel, place })
    };
    Ok(places.filter_map(on).collect())
}

fn middle(place: &Place) -> Option<Position> {
    place.spots.first()?.shape.middle()
}

fn render(data: &PlanPage, screen: &Screen<'_>) -> Content {
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    let title = screen.called(data.plan.entity, data.plan.name.as_deref());
    let card = |entity: EntityId| screen.to(Address::Card(entity));
    let on: Vec<Lying<'_>> = data.on.iter().map(|on| Lying { place: &on.place, pixel: on.pixel }).collect();
    let head = html! {
        header {
            p.kind { (screen.kind(PLAN)) }
            h1 { bdi { (title) } }
            (ways(data, screen))
        }
    };
    let body = html! {
        (loaders(true, assets::address))
        @match shown(data.picture.as_ref(), screen) {
            Some((address, [width, height])) => {
                (map::plan(&data.plan, Picture { address: &address, width, height }, &on, &card, &words))
            }
            None => p.empty { (screen.say("plan-no-picture")) },
        }
        (placements(data, &words, screen))
    };
    Content::asking(title, head, body)
}

/// The address and the size of a picture.
pub(crate) fn shown(picture: Option<&Offer>, screen: &Screen<'_>) -> Option<(String, [u32; 2])> {
    let picture = picture?;
    Some((screen.plain(Address::File(picture.source, picture.file)), picture.size?))
}

/// Where one can go from here.
fn ways(data: &PlanPage, screen: &Screen<'_>) -> Markup {
    let id = data.plan.entity;
    html! {
        p.quiet.inline {
            a href=(screen.to(Address::Source(id))) { (screen.say("plan-source")) }
            a href=(screen.to(Address::Card(id))) { (screen.say("source-card")) }
            @if data.laid.iter().any(Option::is_some) { a href=(screen.to(Address::Map)) { (screen.say("plan-on-map")) } }
            @if screen.visit.session.keeper && data.picture.is_some() {
                a.more href=(screen.plain(Address::PlacePlan(id))) { (screen.say("map-plan-place")) }
            }
        }
    }
}

/// Who lays it on the map by which points, and how well it fits.
fn placements(data: &PlanPage, words: &Words, screen: &Screen<'_>) -> Markup {
    let points = |points: &[view::ControlPoint]| {
        html! {
            @for point in points {
                li {
                    bdi dir="ltr" { (point.pixel[0]) ", " (point.pixel[1]) " → " (point.position[1]) "°, " (point.position[0]) "°" }
                    " " a href=(screen.to(Address::Claim(point.claim))) { (screen.say("statement-whole")) }
                }
            }
        }
    };
    html! {
        section {
            h2 { (screen.say("plan-placed")) }
            @if data.plan.placements.is_empty() { p.empty { (screen.say("map-plan-unplaced")) } }
            @for (placement, placed) in data.plan.placements.iter().zip(placings(&data.plan)) {
                p { (screen.say("according-to")) " " (name::who(&placement.by, screen)) " — " (fit(&placed, words)) }
                ul.plain { (points(&placement.points)) }
            }
            @if let Some(placed) = data.laid.iter().flatten().next() {
                @let metres = format!("{:.2}", placed.metres_per_pixel);
                p.quiet { (screen.tell("plan-scale", &[("metres", Said::Text(&screen.digits(&metres)))])) }
            }
        }
    }
}
