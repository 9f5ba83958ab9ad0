//! The phone's way in: the page that the code leads to, and the button that uses the code. Looking at the page uses nothing up,
//! for browsers and readers of codes look ahead.

use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::guard::{COOKIE, Paired};
use crate::address::with_query;
use crate::layout;
use crate::words::{Digits, Words};

/// `GET /pair/SECRET`
pub(super) async fn page(Path(secret): Path<String>, State(paired): State<Paired>) -> Response {
    if !paired.pairing.knows(&secret) {
        return used_up(&paired);
    }
    let words = Words::of(paired.pairing.lang, Digits::European);
    let body = html! {
        header { h1 { (words.say("phone-door")) } p.lead { (words.say("phone-door-lead")) } }
        form.keep method="post" action="/pair" {
            input type="hidden" name="secret" value=(secret);
            p.actions { button { (words.say("phone-door-go")) } }
        }
    };
    layout::alone_bare(paired.pairing.lang, &words.say("phone-door"), StatusCode::OK, &body)
}

/// `POST /pair`
pub(super) async fn exchange(State(paired): State<Paired>, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    let secret = pairs.into_iter().find(|(name, _)| name == "secret").map(|(_, secret)| secret).unwrap_or_default();
    let Some(cookie) = paired.pairing.exchange(&secret) else { return used_up(&paired) };
    let lasts = paired.pairing.left().as_secs();
    let cookie = format!("{COOKIE}={cookie}; Path=/; Max-Age={lasts}; Secure; HttpOnly; SameSite=Strict");
    let first = paired.pairing.first_page().to_string();
    let mut response = Redirect::to(&with_query(&first, [("lang", paired.pairing.lang.tag())])).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The code was used, or is void; which of both is nobody's to know.
fn used_up(paired: &Paired) -> Response {
    let words = Words::of(paired.pairing.lang, Digits::European);
    let body = html! { header.calm { h1 { (words.say("phone-door-closed")) } p.lead { (words.say("phone-door-closed-lead")) } } };
    layout::alone_bare(paired.pairing.lang, &words.say("phone-door-closed"), StatusCode::NOT_FOUND, &body)
}
