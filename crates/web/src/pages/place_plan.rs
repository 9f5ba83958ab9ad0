//! Laying a plan on the map: the points that a keeper knows are recorded as statements, each of which can be looked up.

use axum::Form as Sent;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::{Claim, EntityId, Secret, Subject, Value};
use daftar_register::view::{Ask, Asked, Audience, ControlPoint, Placement, plan_of};
use daftar_register::{Register, RegisterError};
use maud::html;
use serde::Serialize;

use super::card;
use super::looking::Looking;
use super::map::{BASE, OWN, drawing_address};
use super::plan::{PLAN, PlanPage, alone, shown};
use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::forms::writing::property_id;
use crate::layout::Content;
use crate::map::{self, Known, Links, Picture, Typed, Words, Wrong, loaders, placing_page};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// A plan and the form that lays it on the map.
#[derive(Serialize)]
struct PlacePlan {
    #[serde(flatten)]
    page: PlanPage,
    #[serde(skip)]
    typed: Typed,
    #[serde(skip)]
    wrong: Vec<Wrong>,
}

/// `GET /plan/ID/place`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => visit.page(move |looking| data(looking, &id, None), render).await,
    }
}

/// `POST /plan/ID/place`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    let typed = Typed::new(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let known = match typed.read() {
        Ok(known) => known,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return visit.page_with(status, move |looking| data(looking, &id, Some((typed, wrong))), render).await;
        }
    };
    let recorded = match card::entity(&id) {
        Ok(plan) => visit.write(move |register| record(register, plan, &known).map(|()| plan)).await,
        Err(trouble) => Err(trouble),
    };
    match recorded {
        Ok(plan) => Redirect::to(&visit.along_to(&Address::Plan(plan).to_string())).into_response(),
        Err(trouble) => visit.page(move |_| Err::<(), _>(trouble), |(), _| Content::plain("", html! {})).await,
    }
}

fn data(looking: &Looking<'_>, id: &str, typed: Option<(Typed, Vec<Wrong>)>) -> Result<PlacePlan, Trouble> {
    looking.keeper_only()?;
    let page = alone(looking, card::entity(id)?, false)?;
    let keeper = looking.register.keeper()?;
    let own = page.plan.placements.iter().find(|one| one.by.entity == Some(keeper));
    let (typed, wrong) = typed.unwrap_or_else(|| (own.map(Typed::of).unwrap_or_default(), Vec::new()));
    Ok(PlacePlan { page, typed, wrong })
}

fn render(data: &PlacePlan, screen: &Screen<'_>) -> Content {
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    let plan = &data.page.plan;
    let drawing = drawing_address(screen);
    let card = |entity: EntityId| screen.to(Address::Card(entity));
    let own = screen.visit.site.0.basemap.is_some().then_some(OWN);
    let links = Links { drawing: &drawing, base: BASE, own, card: &card, plan: &|_| None };
    let hidden = [("token", screen.visit.session.token.as_str())];
    let form = map::form(&screen.here(&[]), &hidden, &data.typed, &data.wrong, &words);
    let body = html! {
        (loaders(true, assets::address))
        p.kind { (name::entity(plan.entity, plan.name.as_deref(), screen)) }
        @match shown(data.page.picture.as_ref(), screen) {
            Some((address, [width, height])) => {
                (placing_page(plan, Picture { address: &address, width, height }, links, &form, &words))
            }
            None => { h1 { (screen.say("place-title")) } p.empty { (screen.say("plan-no-picture")) } },
        }
    };
    Content::plain(screen.say("place-title"), body)
}

/// Records the points that are new, and takes back those of the keeper's own that are no longer among them. The points of a
/// plan that was not published are sealed.
fn record(register: &mut Register, plan: EntityId, known: &Known) -> Result<(), Trouble> {
    let keeper = register.keeper()?;
    let before = own_points(register, plan, keeper)?;
    let claims = known.claims(plan, keeper).map_err(|error| Trouble::Inside(error.to_string()))?;
    let is_new = |(tie, _): &(&map::Tie, &Claim)| !before.points.iter().any(|point| is_same(point, tie, known));
    let fresh: Vec<Claim> = known.ties.iter().zip(&claims).filter(is_new).map(|(_, claim)| claim.clone()).collect();
    if !register.kinds_of(plan)?.iter().any(|kind| kind == PLAN) {
        let kind = Value::code("kind", PLAN);
        register.record_said(&[Claim::new(Subject::Entity(plan), property_id("kind")?, kind, keeper)])?;
    }
    match before.published {
        true => {
            register.record_said(&fresh)?;
        }
        false => register.record_sealed_once(&fresh.into_iter().map(secret).collect::<Vec<_>>())?,
    }
    let gone = |point: &&ControlPoint| !known.ties.iter().any(|tie| is_same(point, tie, known));
    for point in before.points.iter().filter(gone) {
        match register.retract(point.claim) {
            Ok(_) | Err(RegisterError::NotYours(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

fn secret(claim: Claim) -> Secret {
    Secret { claim, concerns: Vec::new() }
}

/// A plan's points as the form showed them.
struct Before {
    points: Vec<ControlPoint>,
    published: bool,
}

fn own_points(register: &Register, plan: EntityId, keeper: EntityId) -> Result<Before, Trouble> {
    let heard = register.hear_source(plan, register.standing(), Audience::Keeper)?;
    if heard.statements.is_empty() {
        return Err(Trouble::Missing);
    }
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    let own = |one: &Placement| one.by.entity == Some(keeper);
    let mut points = plan_of(&asked, plan).placements.into_iter().find(own).map(|one| one.points).unwrap_or_default();
    points.truncate(map::ROWS);
    let published = heard.surroundings.about(plan).is_some_and(|about| about.is_published());
    Ok(Before { points, published })
}

/// Whether a recorded point is one of the form.
fn is_same(point: &ControlPoint, tie: &map::Tie, known: &Known) -> bool {
    point.pixel.map(f64::from) == tie.pixel && point.position == tie.position && point.uncertainty == known.metres()
}
