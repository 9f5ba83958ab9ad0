//! The recovery key of a new notebook: shown to its keeper until they say that it is put away, then gone for ever.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::Hash;
use daftar_register::view::Audience;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::screen::Screen;
use crate::visit::Visit;

/// The page; the key itself is in no data, only on the page.
#[derive(Serialize)]
pub(crate) struct Key {
    shown: bool,
}

/// `GET /begin/key`
pub(crate) async fn page(visit: Visit) -> Response {
    let digits = match digits(&visit).await {
        Ok(Some(digits)) => digits,
        Ok(None) => return Redirect::to(&visit.along_to("/")).into_response(),
        Err(trouble) => return layout::plain(&trouble, visit.form),
    };
    let data = |_: &Looking<'_>| Ok::<_, Trouble>(Key { shown: true });
    let mut response = visit.page(data, move |_, screen| render(&digits, screen)).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The digits of the key, if it waits to be written down, for a keeper.
async fn digits(visit: &Visit) -> Result<Option<String>, Trouble> {
    if !visit.session.keeper {
        return Ok(None);
    }
    let (seed, _) = visit.site.0.registers.read(Audience::Keeper, |register| Ok(register.fresh_seed()?)).await?;
    Ok(seed.map(|seed| Hash(seed.0).to_string()))
}

/// `POST /begin/kept`
pub(crate) async fn kept(visit: Visit) -> Response {
    if visit.session.keeper {
        let put_away = visit.site.0.registers.read(Audience::Keeper, |register| Ok(register.put_seed_away()?)).await;
        if let Err(trouble) = put_away {
            return layout::plain(&trouble, visit.form);
        }
    }
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
