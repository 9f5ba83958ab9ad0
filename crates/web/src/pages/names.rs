//! Names that begin as what was typed: for fields in which a card is named.

use axum::response::Response;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::error::Trouble;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// How many are offered.
const OFFERED: usize = 20;

/// The names.
#[derive(Serialize)]
pub(crate) struct Names {
    names: Vec<String>,
}

/// `/names?begin=…`
pub(crate) async fn page(visit: Visit) -> Response {
    let begin = visit.asked.get("begin").unwrap_or_default().to_owned();
    visit.page(move |looking| data(looking, &begin), render).await
}

fn data(looking: &Looking<'_>, begin: &str) -> Result<Names, Trouble> {
    looking.keeper_only()?;
    Ok(Names { names: looking.register.offered(begin, OFFERED)? })
}

fn render(data: &Names, screen: &Screen<'_>) -> Content {
    let body = html! {
        h1 { (screen.say("names")) }
        ul.columns { @for name in &data.names { li { bdi { (name) } } } }
    };
    Content::plain(screen.say("names"), body)
}
