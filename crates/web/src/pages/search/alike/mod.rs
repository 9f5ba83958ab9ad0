//! Changing all cards that a search finds: what is to be said, replaced or taken back; then what would become of each card; then
//! it is done, as one piece of work. What was changed by others in between is left alone and named.

mod ask;
mod foreseen;
mod read;

use std::sync::Arc;

use axum::Form as Sent;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::Hash;
use daftar_register::{CardChange, ChangedAlike, Foreseen, Register};

use super::question::Question;
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::typed::{Typed, WHOLE};
use crate::layout::Content;
use crate::pages::looking::Looking;
use crate::visit::Visit;

pub(crate) use foreseen::Previews;

/// `GET /search/change?…&property=PROPERTY`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let done = visit.asked.get("done").and_then(|done| Hash::parse(done).ok());
    match done.and_then(|done| visit.site.0.previews.done(done)) {
        Some(changed) => told(visit, changed).await,
        None => shown(visit, None).await,
    }
}

/// `POST /search/change?…`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    let typed = Typed::sent(pairs);
    if !visit.session.keeper {
        return shown(visit, Some(typed)).await;
    }
    if let Some(grown) = typed.grown() {
        return shown_with(visit, Some(grown), StatusCode::OK).await;
    }
    match typed.text("step") {
        "do" => change(visit, typed).await,
        "back" => shown_with(visit, Some(typed), StatusCode::OK).await,
        _ => foresee(visit, typed).await,
    }
}

/// The form; with what is wrong with it, if it was sent.
async fn shown(visit: Visit, typed: Option<Typed>) -> Response {
    let status = match &typed {
        Some(_) if !visit.session.keeper => StatusCode::UNAUTHORIZED,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_with(visit, typed, status).await
}

async fn shown_with(visit: Visit, typed: Option<Typed>, status: StatusCode) -> Response {
    let asked = visit.asked.clone();
    visit.page_with(status, move |looking| ask::data(looking, &asked, typed), ask::render).await
}

/// What tells this change from every other: the question, and all that was typed but for the buttons.
fn identity(visit: &Visit, typed: &Typed) -> Hash {
    let asked: Vec<_> = visit.asked.pairs().filter(|(name, _)| *name != "done").collect();
    let fields: Vec<_> = typed.fields().filter(|(name, _)| !["step", "page", "cards"].contains(name)).collect();
    Hash::of(&serde_json::to_vec(&(asked, fields)).unwrap_or_default())
}

/// Shows what would become of each card.
async fn foresee(visit: Visit, typed: Typed) -> Response {
    let (asked, previews) = (visit.asked.clone(), visit.site.clone());
    let of = identity(&visit, &typed);
    let page: usize = typed.text("page").parse().unwrap_or(1);
    let again = (visit.clone(), typed.clone());
    let look = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let query = Question::of(&asked, looking).query;
        let alike = match read::alike(looking.register, &asked, query, typed.clone())? {
            Ok(alike) => alike,
            Err(typed) => return Ok(Err(typed)),
        };
        let mut cards: Vec<CardChange> = Vec::new();
        let foreseen = looking.register.foresee(&alike, |card| cards.push(card))?;
        // Turning the pages is still the same foreseeing: what came meanwhile is noticed when it is done.
        previews.0.previews.foresee(of, foreseen, page <= 1);
        Ok(Ok(foreseen::Preview::of(looking, &alike, cards, page, typed)?))
    };
    let (visit, typed) = again;
    let registers = visit.site.0.registers.clone();
    let (asking, audience) = (visit.clone(), visit.audience());
    let looked = move |register: &Register| look(&Looking::new(register, &asking)?);
    match registers.read(audience, looked).await {
        Ok((Ok(preview), _)) => visit.page(move |_| Ok(preview), foreseen::render).await,
        Ok((Err(faulty), _)) => shown(visit, Some(faulty)).await,
        Err(trouble) => refused(visit, typed, &trouble).await,
    }
}

/// Does it.
async fn change(visit: Visit, typed: Typed) -> Response {
    let of = identity(&visit, &typed);
    let done = |visit: &Visit| {
        let digits = of.to_string();
        let kept = visit.asked.pairs().filter(|(name, _)| *name != "done");
        Redirect::to(&with_query(&Address::Alike.to_string(), kept.chain([("done", digits.as_str())]))).into_response()
    };
    if visit.site.0.previews.done(of).is_some() {
        return done(&visit);
    }
    // A program that was started anew has forgotten what it showed: then it is shown again.
    let Some(foreseen) = visit.site.0.previews.foreseen(of) else { return foresee(visit, typed).await };
    let (asking, kept) = (visit.clone(), typed.clone());
    let changed = visit.write(move |register| written(register, &asking, typed, &foreseen)).await;
    match changed {
        Ok(Ok(changed)) => {
            visit.site.0.previews.remember(of, changed);
            done(&visit)
        }
        Ok(Err(faulty)) => shown(visit, Some(faulty)).await,
        Err(trouble) => refused(visit, kept, &trouble).await,
    }
}

fn written(
    register: &mut Register,
    visit: &Visit,
    typed: Typed,
    foreseen: &Foreseen,
) -> Result<Result<ChangedAlike, Typed>, Trouble> {
    let query = Question::of(&visit.asked, &Looking::new(register, visit)?).query;
    Ok(match read::alike(register, &visit.asked, query, typed)? {
        Ok(alike) => Ok(register.change_alike(&alike, foreseen)?),
        Err(faulty) => Err(faulty),
    })
}

/// The form as it was typed, with what is wrong as a whole.
async fn refused(visit: Visit, mut typed: Typed, trouble: &Trouble) -> Response {
    trouble.tell();
    if matches!(trouble, Trouble::Missing) {
        return visit.page(|_| Err::<(), _>(Trouble::Missing), |(), _| Content::plain("", maud::html! {})).await;
    }
    typed.fault(WHOLE, trouble.words(), crate::forms::typed::Asks::Another);
    shown_with(visit, Some(typed), trouble.status()).await
}

/// What was done.
async fn told(visit: Visit, changed: Arc<ChangedAlike>) -> Response {
    visit.page(move |looking| foreseen::Report::of(looking, &changed), foreseen::told).await
}
