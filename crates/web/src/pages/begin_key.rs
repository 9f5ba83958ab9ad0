//! The recovery key of a new notebook: shown to whoever made it until they say that it is put away, then gone for ever.

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::RecoverySeed;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::guard::session::Session;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// The recovery key that has not been put away yet, with the session that may see it. Only ever in memory.
#[derive(Default)]
pub(crate) struct Fresh(Mutex<Option<(String, String)>>);

impl Fresh {
    /// Holds the key of a new notebook for the session that made it.
    pub(crate) fn hold(&self, session: &Session, seed: RecoverySeed) {
        let digits: String = seed.0.iter().map(|byte| format!("{byte:02x}")).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((session.name.clone(), digits));
    }

    fn of(&self, session: &Session) -> Option<String> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(name, _)| !name.is_empty() && *name == session.name).map(|(_, digits)| digits.clone())
    }

    fn forget(&self, session: &Session) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|(name, _)| *name == session.name);
    }
}

/// The page; the key itself is in no data, only on the page.
#[derive(Serialize)]
pub(crate) struct Key {
    shown: bool,
}

/// `GET /begin/key`
pub(crate) async fn page(visit: Visit) -> Response {
    let Some(digits) = visit.site.0.fresh.of(&visit.session) else {
        return Redirect::to(&visit.along_to("/")).into_response();
    };
    let data = |_: &Looking<'_>| Ok::<_, Trouble>(Key { shown: true });
    let mut response = visit.page(data, move |_, screen| render(&digits, screen)).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `POST /begin/kept`
pub(crate) async fn kept(visit: Visit) -> Response {
    visit.site.0.fresh.forget(&visit.session);
    Redirect::to(&visit.along_to("/")).into_response()
}

fn render(digits: &str, screen: &Screen<'_>) -> Content {
    let groups = digits.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned());
    let body = html! {
        article.paper {
            header { h1 { (screen.say("key")) } p.lead { (screen.say("key-lead")) } }
            ol.key dir="ltr" { @for group in groups { li { (group) } } }
            ul.plain {
                li { (screen.say("key-print")) }
                li { (screen.say("key-away")) }
                li { (screen.say("key-for")) }
                li { (screen.say("key-lost")) }
            }
        }
        form method="post" action=(screen.plain(Address::BeginKept)) {
            (screen.token())
            p.actions {
                button { (screen.say("key-kept")) }
                button.second type="button" hidden data-print { (screen.say("key-print-go")) }
            }
        }
    };
    Content::plain(screen.say("key"), body)
}
