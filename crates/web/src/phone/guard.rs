//! What stands before every page of a phone: whether the pairing goes on, whether it is the phone, and whether what it asks for
//! belongs to its task. All else is as if nothing were here.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use daftar_register::Register;
use daftar_register::claim::EntityId;
use daftar_register::view::{Ask, Audience};

use super::{Pairing, door};
use crate::assets;
use crate::guard::session::Session;
use crate::guard::{csrf, headers};
use crate::pages::{card, count};
use crate::visit::Site;

/// The cookie of a phone: only over TLS, only for this one address, for no script.
pub(super) const COOKIE: &str = "__Host-daftar-phone";
/// The files that its pages ask for.
const ASSETS: [&str; 4] = ["style.css", "mark.svg", "arabic-400.woff2", "arabic-700.woff2"];
/// The pairs of an address that it may send; no page is asked anything else.
const PAIRS: [&str; 4] = ["lang", "digits", "c", "done"];
/// The largest form at the door.
const SMALL: usize = 1 << 10;

/// A pairing, and the notebook behind it.
#[derive(Clone)]
pub(super) struct Paired {
    pub(super) site: Site,
    pub(super) pairing: Arc<Pairing>,
}

/// Everything that a phone is answered.
pub(super) fn router(site: &Site, pairing: &Arc<Pairing>) -> Router {
    let paired = Paired { site: site.clone(), pairing: Arc::clone(pairing) };
    let pages = Router::new()
        .route("/count", get(count::list::page))
        .route("/count/{lot}", get(count::weigh::page).post(count::weigh::save))
        .route("/count/{lot}/seed-weight", get(count::seed_weight::page).post(count::seed_weight::save))
        .route("/count/{lot}/germination", get(count::germination::page).post(count::germination::save))
        .route("/count/{lot}/germination/{test}", get(count::sprouts::page).post(count::sprouts::save))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .with_state(site.clone())
        .layer(from_fn(csrf::guard))
        .layer(from_fn_with_state(paired.clone(), task));
    let door = Router::new()
        .route("/pair/{secret}", get(door::page))
        .route("/pair", post(door::exchange).layer(DefaultBodyLimit::max(SMALL)))
        .route("/assets/{tag}/{name}", get(asset))
        .method_not_allowed_fallback(nothing)
        .with_state(paired.clone());
    // The first layer is the innermost.
    door.fallback_service(pages).layer(from_fn_with_state(paired, near)).layer(from_fn(headers::guard))
}

/// As if nothing were here.
pub(super) async fn nothing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

async fn asset(Path((tag, name)): Path<(String, String)>) -> Response {
    match ASSETS.contains(&name.as_str()) {
        true => assets::send(Path((tag, name))).await,
        false => nothing().await,
    }
}

/// The pairing goes on; the phone calls this computer by the address that it was given; what changes something was sent by a
/// page of it.
async fn near(State(paired): State<Paired>, request: Request, next: Next) -> Response {
    let (pairing, headers) = (&paired.pairing, request.headers());
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text("host") == Some(pairing.host().as_str());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let origin = text("origin").is_none_or(|origin| origin == pairing.origin());
    let site = text("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let known = reads || (*request.method() == Method::POST && origin && site);
    match !pairing.is_over() && host && known {
        true => next.run(request).await,
        false => nothing().await,
    }
}

/// It is the phone, and what it asks for belongs to its task.
async fn task(State(paired): State<Paired>, mut request: Request, next: Next) -> Response {
    let Some(cookie) = cookie(request.headers()).filter(|cookie| paired.pairing.is_of(cookie)) else {
        return nothing().await;
    };
    let Some(uri) = narrowed(request.uri()) else { return nothing().await };
    if !is_of_task(&paired, uri.path()).await {
        return nothing().await;
    }
    paired.site.0.sessions.seat(&paired.pairing.seat);
    let session = Session { token: paired.pairing.token(&cookie), name: cookie, keeper: true };
    *request.uri_mut() = uri.clone();
    let extensions = request.extensions_mut();
    extensions.insert(OriginalUri(uri));
    extensions.insert(session.clone());
    extensions.insert(Arc::clone(&paired.pairing));
    let mut response = next.run(request).await;
    // What a keeper sees is kept by no browser.
    response.extensions_mut().insert(session);
    response
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
}

/// The address without whatever else is asked in it.
fn narrowed(uri: &Uri) -> Option<Uri> {
    let pairs = uri.query().unwrap_or_default().split('&');
    let known = |pair: &&str| pair.split_once('=').is_some_and(|(name, _)| PAIRS.contains(&name));
    let pairs: Vec<&str> = pairs.filter(known).collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    format!("{}{query}", uri.path()).parse().ok()
}

/// The list of its lots, or a page of one of them.
async fn is_of_task(paired: &Paired, path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let (Some("count"), lot) = (parts.next(), parts.next()) else { return false };
    let Some(lot) = lot else { return true };
    let Ok(lot) = card::entity(lot) else { return false };
    let task = paired.pairing.task;
    let look = move |register: &Register| Ok(task.lots(register, &keepers())?.contains(&lot));
    paired.site.0.registers.read(Audience::Keeper, look).await.is_ok_and(|(may, _)| may)
}

fn keepers() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

impl Pairing {
    /// Where the phone begins.
    pub(super) fn first_page(&self) -> crate::address::Address<'static> {
        match self.task {
            super::Task::Lot(lot) => crate::address::Address::CountLot(lot),
            super::Task::Place(_) => crate::address::Address::Count,
        }
    }

    /// Whether a lot belongs to the task.
    pub(crate) fn may_count(&self, lot: EntityId, register: &Register) -> bool {
        self.task.lots(register, &keepers()).is_ok_and(|lots| lots.contains(&lot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_that_the_task_does_not_ask() {
        let narrow = |uri: &str| narrowed(&uri.parse().unwrap()).unwrap().to_string();
        assert_eq!(narrow("/count?place=1&c=L-12&lang=ar&from=x&at=2031"), "/count?c=L-12&lang=ar");
        assert_eq!(narrow("/count?%70lace=1&recorded"), "/count");
        assert_eq!(narrow("https://192.168.1.7:4750/count?c=1"), "/count?c=1");
    }
}
