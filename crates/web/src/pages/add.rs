//! Adding: which kind of card, or a document to be read.

use axum::response::Response;
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// The kinds that can be added, those that people add most first.
#[derive(Serialize)]
pub(crate) struct Add {
    kinds: Vec<String>,
}

/// The kinds that stand first; the others follow by name.
const FIRST: [&str; 8] = ["object", "building", "place", "museum", "seed-bank", "water-point", "event", "person"];
/// Kinds that the program makes itself.
const NOT_HERE: [&str; 1] = ["keeper"];

/// `/add`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => visit.page(data, render).await,
    }
}

fn data(looking: &Looking<'_>) -> Result<Add, Trouble> {
    looking.keeper_only()?;
    Ok(Add { kinds: kinds(looking) })
}

/// The kinds of cards, in the order in which they are offered.
pub(crate) fn kinds(looking: &Looking<'_>) -> Vec<String> {
    let known = looking.register.profiles().kinds.keys().filter(|kind| !NOT_HERE.contains(&kind.as_str()));
    let mut kinds: Vec<String> = known.cloned().collect();
    kinds.sort_by_key(|kind| (FIRST.iter().position(|first| first == kind).unwrap_or(FIRST.len()), kind.clone()));
    kinds
}

fn render(data: &Add, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("add")) } p.lead { (screen.say("add-lead")) } }
        section {
            h2 { (screen.say("add-kind")) }
            ul.doors {
                @for kind in &data.kinds {
                    li { a href=(screen.plain(Address::AddCard(kind))) { (screen.kind(kind)) } }
                }
            }
            p { a.more href=(screen.plain(Address::Remember)) { (screen.say("remember")) } " " span.quiet { (screen.say("remember-go")) } }
        }
        section {
            h2 { (screen.say("add-read")) }
            p { (screen.say("add-read-lead")) }
            p { a.more href=(screen.plain(Address::Read)) { (screen.say("read-go")) } }
        }
        section {
            h2 { (screen.say("add-import")) }
            p { (screen.say("add-import-lead")) }
            p { a.more href=(screen.plain(Address::Import)) { (screen.say("add-import-go")) } }
        }
    };
    Content::plain(screen.say("add"), body)
}
