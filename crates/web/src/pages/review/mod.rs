//! Review: a document beside its suggestions, each to be recorded as said, corrected or rejected. For keepers only.

mod act;
mod correction;
mod desk;
mod documents;
mod given;
mod group;
mod html;
mod names;

use axum::Form as Sent;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::{DraftId, EntityId};
use daftar_register::date::Lang;

use self::given::{Fault, Given, Refused};
use super::looking::Looking;
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout;
use crate::visit::{Form, Visit};

pub(crate) use self::documents::page as documents;

/// `GET /review/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let wanted = visit.asked.get("in").and_then(|id| DraftId::parse(id).ok());
    shown(visit, id, wanted, None).await
}

/// `POST /review/ID`
pub(crate) async fn decide(Path(id): Path<String>, visit: Visit, Sent(given): Sent<Given>) -> Response {
    let source = match desk::source(&id).and_then(|source| keepers(&visit).map(|()| source)) {
        Ok(source) => source,
        Err(trouble) => return layout::plain(&trouble, Form::Html),
    };
    let asked = given.clone();
    let lang = if visit.asked.lang == Some(Lang::Ar) { "ar" } else { "en" };
    let written =
        visit.site.0.registers.write(visit.audience(), move |register| Ok(act::act(register, source, &asked, lang)));
    match written.await {
        Ok(Ok(next)) => onward(&visit, source, next),
        Ok(Err(Refused::Fault(fault))) => {
            let wanted = DraftId::parse(&given.draft).ok();
            let mut response = shown(visit, id, wanted, Some((given, fault))).await;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response
        }
        Ok(Err(Refused::Trouble(trouble))) | Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

/// Suggestions are the keeper's.
fn keepers(visit: &Visit) -> Result<(), Trouble> {
    if visit.session.keeper { Ok(()) } else { Err(Trouble::Locked) }
}

async fn shown(visit: Visit, id: String, wanted: Option<DraftId>, refused: Option<(Given, Fault)>) -> Response {
    let allowed = keepers(&visit);
    let data = move |looking: &Looking<'_>| {
        allowed?;
        let source = desk::source(&id)?;
        desk::desk(looking, source, wanted, looking.register.last_decision(source)?, refused)
    };
    visit.page(data, html::render).await
}

fn onward(visit: &Visit, source: EntityId, next: act::Next) -> Response {
    let address = match next {
        Some(draft) => Address::Suggestion(source, draft).to_string(),
        None => Address::Review(source).to_string(),
    };
    Redirect::to(&with_query(&address, visit.asked.along(false))).into_response()
}
