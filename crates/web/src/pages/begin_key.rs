//! The recovery key of a new notebook: shown to its keeper until they say that it is put away, then gone for ever.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use daftar_paper::Paper;
use daftar_register::Register;
use daftar_register::claim::RecoverySeed;
use daftar_register::view::Audience;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::paper::Sheet;
use crate::screen::Screen;
use crate::visit::Visit;

/// The page; the key itself is in no data, only on the page.
#[derive(Serialize)]
pub(crate) struct Key {
    shown: bool,
}

/// `GET /begin/key`
pub(crate) async fn page(visit: Visit) -> Response {
    let seed = match seed(&visit).await {
        Ok(Some(seed)) => seed,
        Ok(None) => return Redirect::to(&visit.along_to("/")).into_response(),
        Err(trouble) => return layout::plain(&trouble, visit.form),
    };
    let data = |_: &Looking<'_>| Ok::<_, Trouble>(Key { shown: true });
    let mut response = visit.page(data, move |_, screen| render(&seed, screen)).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What stands on the sheet.
struct Fresh {
    paper: Paper,
    register: String,
    made: String,
}

/// The key, if it waits to be written down, for a keeper.
async fn seed(visit: &Visit) -> Result<Option<Fresh>, Trouble> {
    if !visit.session.keeper {
        return Ok(None);
    }
    let look = |register: &Register| {
        let made = register.time().as_str().get(..10).unwrap_or_default().to_owned();
        let fresh =
            |seed: RecoverySeed| Fresh { paper: Paper::Seed(seed.0), register: register.id().to_string(), made };
        Ok(register.fresh_seed()?.map(fresh))
    };
    Ok(visit.site.0.registers.read(Audience::Keeper, look).await?.0)
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

fn render(fresh: &Fresh, screen: &Screen<'_>) -> Content {
    let Fresh { paper, register, made } = fresh;
    let sheet = Sheet { paper, of: None, place: &screen.place, register, made, lang: screen.lang };
    let body = html! {
        link rel="stylesheet" href=(assets::address("paper.css"));
        p.lead { (screen.say("key-lead")) }
        (sheet.body())
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
